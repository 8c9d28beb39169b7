//! Long lists of files as trees: a list that is too long for the root is
//! parted into files of names, those again, until few names are left.

use super::json::Json;

/// How many names a file of names has, but for the last of its row.
pub(crate) const WIDTH: usize = 512;

/// How many names the root has at most.
pub(crate) const TOP: usize = 16;

/// How many rows of files are between the root and `leaves` files.
pub(crate) fn depth(leaves: usize) -> u32 {
    let (mut row, mut depth) = (leaves, 0);
    while row > TOP {
        row = row.div_ceil(WIDTH);
        depth += 1;
    }
    depth
}

/// The names for the root, with the files between put down by `put`, which
/// tells what a file is called.
pub(crate) fn grow<E>(
    mut names: Vec<String>,
    put: &mut dyn FnMut(&Json) -> Result<String, E>,
) -> Result<Json, E> {
    while names.len() > TOP {
        let mut above = Vec::new();
        for names in names.chunks(WIDTH) {
            let file = vec![("names".to_owned(), names.iter().collect())];
            above.push(put(&Json::Object(file))?);
        }
        names = above;
    }
    Ok(names.iter().collect())
}

/// The file of the leaf at `place` of `leaves`: found from the names in the
/// root, with `file` giving the files by name. The error is the file to fetch,
/// or nothing where the tree is not whole.
pub(crate) fn find<'a>(
    top: &'a [Json],
    leaves: usize,
    place: usize,
    file: &dyn Fn(&'a str) -> Option<&'a Json>,
) -> Result<&'a Json, Option<&'a str>> {
    let mut names = top;
    let mut depth = depth(leaves);
    let mut below = place;
    loop {
        // A row that long has no place in memory.
        let Some(span) = WIDTH.checked_pow(depth) else {
            return Err(None);
        };
        let Some(Json::Text(name)) = names.get(below / span) else {
            return Err(None);
        };
        below %= span;
        let found = file(name).ok_or(Some(name.as_str()))?;
        if depth == 0 {
            return Ok(found);
        }
        names = found.list("names");
        depth -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_leaf_is_found() {
        for count in [1, 16, 17, 512, 513, 8192, 8193, 9000] {
            let leaves: Vec<String> = (0..count).map(|leaf| format!("leaf {leaf}")).collect();
            let mut files: HashMap<String, Json> = leaves
                .iter()
                .map(|name| (name.clone(), Json::Text(name.clone())))
                .collect();
            let mut put = |file: &Json| {
                let name = format!("row {}", files.len());
                files.insert(name.clone(), file.clone());
                Ok::<_, ()>(name)
            };
            let top = grow(leaves.clone(), &mut put).unwrap();
            let Json::List(top) = &top else { panic!() };
            assert!(top.len() <= TOP, "{count}");
            for place in [0, count / 2, count - 1] {
                let found = find(top, count, place, &|name| files.get(name));
                let expected = Json::Text(leaves[place].clone());
                assert_eq!(found, Ok(&expected), "{place} of {count}");
            }
            assert!(matches!(find(top, count, 0, &|_| None), Err(Some(_))));
            assert_eq!(find(&[], count, 0, &|_| None), Err(None));
        }
        assert_eq!(find(&[], usize::MAX, 0, &|_| None), Err(None));
    }
}
