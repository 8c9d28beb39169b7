//! Patterns under `posts` that no file fits: where the posts are instead.

use inkfold_core::post::Post;
use inkfold_core::site::Site;

use crate::content::{Content, is_markdown};

/// Folders that engines keep posts in, whatever else lies beside them.
const HOMES: [&str; 2] = ["_posts", "posts"];

/// Says that no file fits `pattern`; where nothing else names posts either,
/// where there are some and what to write in site.yaml.
pub(crate) fn nothing_fits(pattern: &str, content: &Content, site: &Site) -> String {
    let sentence = format!("no file fits `{pattern}`");
    let is_only_one = site.posts.len() == 1;
    match home(content).filter(|_| is_only_one) {
        None => sentence,
        Some(folder) => format!(
            "{sentence}; there are Markdown files in {folder}/: write `posts: '{folder}/**/*'` in site.yaml"
        ),
    }
}

/// The folder that most of the Markdown files are in, one for posts before
/// others.
fn home(content: &Content) -> Option<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    let posts = content.paths();
    let posts = posts.filter(|path| is_markdown(path.as_ref()) && Post::can_be_at(path));
    for folder in posts.filter_map(|path| home_of(&path)) {
        match counted.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, count)) => *count += 1,
            None => counted.push((folder, 1)),
        }
    }
    let rank = |(folder, count): &(String, usize)| {
        let name = folder.rsplit('/').next().unwrap_or_default();
        (HOMES.contains(&name), *count)
    };
    // Of equal ones the first by name.
    let most = counted.into_iter().rev().max_by_key(rank);
    most.map(|(folder, _)| folder)
}

/// The folder for posts that a file lies in, else its outermost.
fn home_of(path: &str) -> Option<String> {
    let (folders, _) = path.rsplit_once('/')?;
    let names: Vec<&str> = folders.split('/').collect();
    let home = names.iter().position(|name| HOMES.contains(name));
    Some(names.get(..=home.unwrap_or(0))?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn says_where_the_posts_are() {
        let site = Site::default();
        for (files, folder) in [
            (&["_posts/2022-11-16-a.md", "about.md"][..], Some("_posts")),
            (
                &["source/_posts/a.md", "source/b.md", "source/c.md"],
                Some("source/_posts"),
            ),
            (
                &["content/posts/a.markdown", "content/x.txt"],
                Some("content/posts"),
            ),
            (&["pages/01.blog/a/item.md"], Some("pages")),
            (&["a.md", ".git/b.md", "_part/c.md", "x/d.txt"], None),
        ] {
            let root = tempfile::tempdir().unwrap();
            for file in files {
                let path = root.path().join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            }
            let content = Content::walk(root.path(), &mut |_, _| ()).unwrap();
            let mut expected = "no file fits `posts/**/*`".to_owned();
            if let Some(folder) = folder {
                expected += &format!(
                    "; there are Markdown files in {folder}/: write `posts: '{folder}/**/*'` in site.yaml"
                );
            }
            assert_eq!(nothing_fits("posts/**/*", &content, &site), expected);
            let more = Site {
                posts: vec!["posts/**/*".to_owned(), "b.md".to_owned()],
                ..Site::default()
            };
            let said = nothing_fits("posts/**/*", &content, &more);
            assert_eq!(said, "no file fits `posts/**/*`");
        }
    }
}
