//! `sitemap.xml` and the `robots.txt` that names it, after sitemaps.org.

use std::path::Path;

use inkfold_core::route::Route;
use sitemap_rs::sitemap::Sitemap;
use sitemap_rs::sitemap_index::SitemapIndex;
use sitemap_rs::url::Url;
use sitemap_rs::url_set::UrlSet;

use super::Papers;
use crate::failure::Failure;
use crate::output::write_below;

/// How many addresses one sitemap may name.
const MOST_ADDRESSES: usize = 50_000;

/// Writes both. With addresses after the hash the blog is one page to a
/// search engine, which needs no map.
pub(super) fn write(site: &Papers<'_>, out: &Path) -> Result<(), Failure> {
    let urls = urls(site);
    let parts: Vec<&[Url]> = urls.chunks(MOST_ADDRESSES).collect();
    match parts.as_slice() {
        [] => {}
        [one] => write_below(out, Path::new("sitemap.xml"), part(one))?,
        several => {
            let mut maps = Vec::new();
            for (number, urls) in (1..).zip(several) {
                let name = format!("sitemap-{number}.xml");
                write_below(out, Path::new(&name), part(urls))?;
                maps.push(Sitemap::new(format!("{}{name}", site.root.path), None));
            }
            let mut bytes = Vec::new();
            if let Ok(index) = SitemapIndex::new(maps) {
                // Writing into memory does not fail.
                let _ = index.write(&mut bytes);
            }
            write_below(out, Path::new("sitemap.xml"), bytes)?;
        }
    }
    let robots = format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        site.root.path
    );
    write_below(out, Path::new("robots.txt"), robots)
}

fn part(urls: &[Url]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(set) = UrlSet::new(urls.to_vec()) {
        let _ = set.write(&mut bytes);
    }
    bytes
}

fn urls(site: &Papers<'_>) -> Vec<Url> {
    let source = site.source;
    let routes = source.blog.routes(source.site.posts_per_page);
    routes
        .iter()
        .filter(|route| !matches!(route, Route::Search(_)))
        .filter_map(|route| {
            let mut url = Url::builder(site.root.href(route));
            let entry = match route {
                Route::Post(address) => source.blog.at(address),
                _ => None,
            };
            if entry.is_some_and(|entry| entry.post.first_appearance().is_some()) {
                // Its own page sends search engines elsewhere.
                return None;
            }
            let instant = entry.and_then(|entry| site.instant(entry));
            // The crate has a time library of its own; both know RFC 9557.
            let modified = instant.and_then(|instant| {
                let instant = instant.to_string();
                let wall = instant.trim_end_matches('Z');
                format!("{wall}+00:00[+00:00]").parse().ok()
            });
            if let Some(modified) = modified {
                url.last_modified(modified);
            }
            url.build().ok()
        })
        .collect()
}
