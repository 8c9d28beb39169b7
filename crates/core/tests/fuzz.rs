//! The programs in `fuzz`, each for a moment and with inputs made blindly.

mod support;

use proptest::prelude::*;
use support::targets;

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..80)
}

proptest! {
    #[test]
    fn markdown(bytes in bytes()) {
        targets::markdown(&bytes);
    }

    #[test]
    fn front_matter(bytes in bytes()) {
        targets::front_matter(&bytes);
    }

    #[test]
    fn dates(bytes in bytes()) {
        targets::dates(&bytes);
    }

    #[test]
    fn yaml(bytes in bytes()) {
        targets::yaml(&bytes);
    }
}
