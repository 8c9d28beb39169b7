//! Bare addresses (`https://a.b/_c_`, `www.a.b`), in which Markdown's signs are
//! letters, as in cmark-gfm. Not upstream's: see the README.

/// Where the address ends that has its `:` or its first `w` at `ix`, if there
/// is one. What closes the text around it (a bracket, a quotation mark, the
/// end of code, what it is emphasized with) is not in it, nor are signs at its
/// end.
pub(crate) fn end(bytes: &[u8], ix: usize) -> Option<usize> {
    let (first, start) = start(bytes, ix)?;
    if !is_letter(*bytes.get(start)?) {
        return None;
    }
    let around = bytes[..first].last().copied();
    let (mut open, mut end, mut last) = (0_usize, start, start);
    for &byte in &bytes[start..] {
        match byte {
            b'(' => open += 1,
            b')' => match open.checked_sub(1) {
                Some(left) => open = left,
                None => break,
            },
            b'<' | b'>' | b'"' | b'`' | b'[' | b']' | b'|' | b'\\' => break,
            b'*' if bytes.get(end + 1) == Some(&b'*') => break,
            b'*' | b'_' | b'~' if around == Some(byte) => break,
            _ if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        end += 1;
        if !b"?!.,:;*_~$'-".contains(&byte) {
            last = end;
        }
    }
    Some(last)
}

/// Where it starts, and where what follows `://` or `www.` does.
fn start(bytes: &[u8], ix: usize) -> Option<(usize, usize)> {
    let before = |ix: usize, is: fn(u8) -> bool| bytes[..ix].last().is_some_and(|byte| is(*byte));
    if bytes[ix] == b':' {
        let is_before = |scheme: &&str| {
            let at = ix.checked_sub(scheme.len());
            at.is_some_and(|at| bytes[at..ix].eq_ignore_ascii_case(scheme.as_bytes()))
        };
        let first = ix - ["https", "http"].into_iter().find(is_before)?.len();
        let is_address =
            bytes[ix..].starts_with(b"://") && !before(first, |byte| byte.is_ascii_alphanumeric());
        is_address.then_some((first, ix + 3))
    } else {
        let may_precede = |byte: u8| byte.is_ascii_whitespace() || b"*_~(".contains(&byte);
        let is_address = bytes.get(ix..ix + 4)?.eq_ignore_ascii_case(b"www.")
            && (ix == 0 || before(ix, may_precede));
        is_address.then_some((ix, ix + 4))
    }
}

/// Whether the sign at `ix` is a letter of the address that `bytes` ends with.
pub(crate) fn keeps(bytes: &[u8], ix: usize) -> bool {
    match bytes[ix] {
        b'*' | b'_' | b'~' | b'^' | b'$' | b'-' | b'.' => true,
        b'\'' => bytes.get(ix + 1).is_some_and(|byte| is_letter(*byte)),
        _ => false,
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
