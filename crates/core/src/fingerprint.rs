//! A short number for a long text, to see whether it has changed.

/// The FNV-1a hash of `bytes`, 64 bits wide, as a number. Told apart are
/// versions of one file, by mistake or not at all: it keeps no secrets.
pub fn of(bytes: &[u8]) -> String {
    hash(bytes).cast_signed().to_string()
}

/// The hash itself.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_values() {
        // From the draft of the hash's authors (IETF draft-eastlake-fnv).
        for (text, hash) in [
            ("", 0xCBF2_9CE4_8422_2325_u64),
            ("a", 0xAF63_DC4C_8601_EC8C),
            ("foobar", 0x8594_4171_F739_67E8),
        ] {
            assert_eq!(of(text.as_bytes()), hash.cast_signed().to_string());
        }
    }
}
