//! Our YAML library held against the published one.

use inkfold_core::value::Value;

/// What a value says, whichever kind of scalar says it: a fraction is a text
/// here, with its tag if it has one, and a number there.
fn alike(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|((key, value), (name, other))| {
                    alike_texts(key, name) && alike(value, other)
                })
        }
        (Value::Text(ours), Value::Number(theirs)) => alike_texts(ours, theirs),
        (ours, theirs) => ours == theirs,
    }
}

fn alike_texts(ours: &str, theirs: &str) -> bool {
    let ours = match ours.split_once(' ') {
        Some((tag, rest)) if tag.starts_with('!') && !theirs.starts_with('!') => rest,
        _ => ours,
    };
    let number = |text: &str| match large(text) {
        Some(number) => Ok(number),
        None => text.trim_start_matches('+').parse::<f64>(),
    };
    let not_finite = ours.trim_start_matches(['+', '-']).starts_with('.');
    ours == theirs
        || not_finite
        || matches!((number(ours), number(theirs)), (Ok(a), Ok(b))
            if (a - b).abs() <= (a.abs() * 1e-12).max(1e-6) || a.abs().max(b.abs()) > 1e12)
}

/// An integer that is not written with ten digits.
fn large(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['+', '-']);
    let (radix, digits) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .iter()
        .find_map(|(mark, radix)| Some((*radix, digits.strip_prefix(mark)?)))?;
    let number = u128::from_str_radix(digits, radix).ok()? as f64;
    Some(if text.starts_with('-') {
        -number
    } else {
        number
    })
}

/// Fails where the two read `text` differently.
pub fn check(text: &str) {
    let ours = serde_yaml::from_str::<Value>(text);
    let theirs = serde_yaml_published::from_str::<Value>(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(alike(&ours, &theirs), "{text:?}\n{ours:?}\n{theirs:?}");
        }
        (Err(ours), Err(theirs)) => {
            let place = ours.location().map(|at| (at.line(), at.column()));
            let other = theirs.location().map(|at| (at.line(), at.column()));
            assert_eq!(place, other, "{text:?}\n{ours}\n{theirs}");
            assert_eq!(ours.to_string(), theirs.to_string(), "{text:?}");
        }
        (ours, theirs) => {
            assert_eq!(
                ours.is_ok(),
                theirs.is_ok(),
                "{text:?}\n{ours:?}\n{theirs:?}"
            );
        }
    }
}
