//! Which post has which address, where several want the same.

use super::sorted;
use crate::post::Post;
use crate::reserved;
use crate::site::Site;
use crate::slug;
use crate::tally::Tally;

/// What a post says of the address it is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    path: String,
    wanted: String,
    language: String,
    /// It is not in the blog's own language.
    is_foreign: bool,
    /// Its path says which language it is in.
    is_told_by_path: bool,
}

impl Claim {
    /// The claim of a post of a blog.
    pub fn of(post: &Post, site: &Site) -> Self {
        let language = post.language(&site.languages);
        let language = language.unwrap_or_else(|| site.language.clone());
        Self {
            path: post.path.clone(),
            wanted: reserved::free(post.wanted_address(site)),
            is_foreign: language != site.language,
            language,
            is_told_by_path: post.path_language.is_some(),
        }
    }

    /// Translations stand behind what they translate, and before others whose
    /// paths do not tell that they are some.
    fn order(&self) -> (bool, bool, &str) {
        let is_behind = self.is_foreign != self.is_told_by_path;
        (self.is_foreign, is_behind, &self.path)
    }
}

/// The addresses of posts, in the order of their claims. Of several that want
/// one address, the first by path has it and the others get `-2`, `-3`, …,
/// whatever the order they are given in. Translations of a post, which stand
/// behind it, get their language: `-ru`.
pub fn give(claims: &[Claim]) -> Vec<String> {
    let order = sorted(claims.len(), &|a, b| {
        let order = |place: usize| claims.get(place).map(Claim::order);
        order(a).cmp(&order(b))
    });
    let mut taken = Tally::default();
    let mut texts = Tally::default();
    let mut given = vec![String::new(); claims.len()];
    for place in order {
        let (Some(claim), Some(own)) = (claims.get(place), given.get_mut(place)) else {
            continue;
        };
        let Claim {
            wanted, language, ..
        } = claim;
        // Two posts in one language are no translations of each other.
        let (_, is_twice) = texts.entry(&format!("{wanted} {language}"), 1);
        let is_translation = claim.is_told_by_path || (claim.is_foreign && !is_twice);
        let mut address = wanted.clone();
        if taken.has(wanted) && is_translation {
            address.push('-');
            address.push_str(&slug::lower(language));
        }
        *own = taken.take(address, wanted, 1);
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of posts, each a path and what it says, without `posts/`.
    fn addresses(language: &str, posts: &[(&str, &str)]) -> Vec<String> {
        let site = Site {
            language: language.to_owned(),
            ..Site::default()
        };
        let claim = |(path, keys): &(&str, &str)| {
            let text = format!("---\n{keys}\n---\n");
            Claim::of(&Post::read(path, text.as_bytes()), &site)
        };
        let claims: Vec<Claim> = posts.iter().map(claim).collect();
        let given = give(&claims).into_iter();
        given.map(|it| it.replacen("posts/", "", 1)).collect()
    }

    #[test]
    fn translations_stand_behind_what_they_translate() {
        for (language, posts, expected) in [
            (
                "en",
                &[("x.md", ""), ("x.ru.md", "")][..],
                &["x", "x-ru"][..],
            ),
            ("ru", &[("x.de.md", ""), ("x.ru.md", "")], &["x-de", "x"]),
            ("de", &[("x.de.md", ""), ("x.md", "")], &["x-de", "x"]),
            (
                "en",
                &[("w.md", ""), ("w2.md", "lang: ru\nslug: w")],
                &["w", "w-ru"],
            ),
            (
                "en",
                &[("a.md", "lang: pt_BR\nslug: w"), ("w.md", "")],
                &["w-pt-br", "w"],
            ),
            // No translations of each other.
            (
                "en",
                &[("a.md", "slug: w\nlang: en"), ("w.md", "")],
                &["w", "w-2"],
            ),
            (
                "en",
                &[("a.md", "slug: w\nlang: ru"), ("b.md", "slug: w\nlang: ru")],
                &["w", "w-2"],
            ),
            ("en", &[("y/a.md", ""), ("x/a.md", "")], &["a-2", "a"]),
        ] {
            assert_eq!(addresses(language, posts), expected, "{posts:?}");
        }
    }
}
