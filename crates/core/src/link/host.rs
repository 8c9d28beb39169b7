//! Hosts, as the URL Standard writes them: lower case, ASCII.
//!
//! Without the tables of Unicode's IDNA mapping, which weigh more than the
//! Markdown parser: letters are put into lower case and wide ones made
//! ordinary, everything else goes into punycode as it is written. A browser
//! refuses what is no host then.

use std::fmt::Write;

use super::decode_percent;
use crate::slug::lower;

/// The longest name the domain system knows.
const LONGEST: usize = 253;

/// `host` as it stands in an address; none if it is no host.
pub(super) fn serialize(host: &str) -> Option<String> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']')?;
        let fits = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
        return address.bytes().all(fits).then(|| host.to_ascii_lowercase());
    }
    let mapped: String = decode_percent(host).chars().filter_map(map).collect();
    let mut out = String::new();
    for label in mapped.split('.') {
        if !out.is_empty() || !label.is_empty() {
            out.push_str(&ascii(label)?);
        }
        out.push('.');
    }
    out.pop();
    let forbidden = |letter: char| letter.is_control() || " #/:<>?@[\\]^|%".contains(letter);
    if out.is_empty() || out.len() > LONGEST || out.contains(forbidden) {
        return None;
    }
    let name = out.strip_suffix('.').unwrap_or(&out);
    if name.rsplit('.').next().is_some_and(is_number) {
        return ipv4(name);
    }
    Some(out)
}

/// What the standard makes of one letter, as far as it goes without tables.
fn map(letter: char) -> Option<char> {
    match letter {
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {
            None
        }
        '。' | '．' | '｡' => Some('.'),
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        _ if letter.is_ascii() => Some(letter.to_ascii_lowercase()),
        // Folding would take these for others.
        'ß' | 'ς' => Some(letter),
        _ => {
            let folded = lower(letter.encode_utf8(&mut [0; 4]));
            let mut letters = folded.chars();
            let first = letters.next();
            Some(first.filter(|_| letters.next().is_none()).unwrap_or(letter))
        }
    }
}

/// A label in ASCII.
fn ascii(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    Some(format!("xn--{}", punycode(label)?))
}

/// RFC 3492, §6.3, with its parameters for host names.
fn punycode(label: &str) -> Option<String> {
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    let length = u32::try_from(letters.len())
        .ok()
        .filter(|length| *length < 64)?;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < length {
        let next = *letters.iter().filter(|letter| **letter >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for letter in &letters {
            if *letter < code {
                delta = delta.checked_add(1)?;
            } else if *letter == code {
                push_number(delta, bias, &mut out);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        code += 1;
    }
    Some(out)
}

fn push_number(delta: u32, bias: u32, out: &mut String) {
    let (mut rest, mut base) = (delta, 36);
    loop {
        let threshold = if base <= bias {
            1
        } else {
            (base - bias).min(26)
        };
        let last = rest < threshold;
        let digit = if last {
            rest
        } else {
            threshold + (rest - threshold) % (36 - threshold)
        };
        let letter = if digit < 26 { digit + 97 } else { digit + 22 };
        out.extend(char::from_u32(letter));
        if last {
            return;
        }
        rest = (rest - threshold) / (36 - threshold);
        base += 36;
    }
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

/// Whether a host whose last label this is must be an IPv4 address.
fn is_number(label: &str) -> bool {
    let digits = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    digits || number(label).is_some()
}

fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None if text.len() > 1 && text.starts_with('0') => (text, 8),
        None => (text, 10),
    };
    if digits.is_empty() {
        return (radix == 16).then_some(0);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, radix).ok()
}

/// `127.1`, `0x7f.0.0.1`, `2130706433` as `127.0.0.1`.
fn ipv4(host: &str) -> Option<String> {
    let parts: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (last, firsts) = parts.split_last()?;
    if firsts.len() > 3 || firsts.iter().any(|part| *part > 255) {
        return None;
    }
    let rest = 4 - firsts.len();
    let fits = |bytes: usize| bytes > 3 || *last >> (8 * bytes) == 0;
    if !fits(rest) {
        return None;
    }
    let mut out = String::new();
    for part in firsts {
        let _ = write!(out, "{part}.");
    }
    for place in (0..rest).rev() {
        let _ = write!(out, "{}.", (last >> (8 * place)) & 255);
    }
    out.pop();
    Some(out)
}
