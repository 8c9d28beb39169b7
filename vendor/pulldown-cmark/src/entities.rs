//! Expansions of HTML5 entities.
//!
//! Not upstream's table: its 2,125 pairs of pointers and lengths do not
//! compress. Here it is a text, a line an entity, in the order of bytes.

/// `name value`, sorted by name. The one value that is a line break is
/// written `\\n`.
const ENTITIES: &str = include_str!("entities.txt");

pub(crate) fn get_entity(name: &[u8]) -> Option<&'static str> {
    let (mut low, mut high) = (0, ENTITIES.len());
    while low < high {
        let middle = (low + high) / 2;
        let before = &ENTITIES.as_bytes()[..middle];
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |end| end + 1);
        let line = ENTITIES[start..].split('\n').next()?;
        let (found, value) = line.split_once(' ')?;
        match found.as_bytes().cmp(name) {
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal if value == "\\n" => return Some("\n"),
            std::cmp::Ordering::Equal => return Some(value),
        }
    }
    None
}
