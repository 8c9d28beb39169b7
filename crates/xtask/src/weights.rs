//! What a reader downloads before the first article is on the screen, and how
//! much of it there may be.
//!
//! The list comes from the article's own page: its scripts, style sheets and
//! preloads, and what the style sheets refer to. So a new file is counted
//! without anybody thinking of it. What is under `content/` is the blog's and
//! is not counted.

mod references;

use crate::embed;
use crate::failure::Failure;
use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What the first article may cost: bytes, compressed with brotli at its
/// highest.
pub(crate) const BUDGET: usize = 170 * 1024;

/// The files of the first article, the page itself first.
pub(crate) struct Weights(Vec<Weight>);

struct Weight {
    /// Relative to the site.
    path: PathBuf,
    raw: usize,
    brotli: usize,
}

impl Weights {
    /// Weighs the first article of a site; of a bare one, its only page.
    pub(crate) fn of(site: &Path) -> Result<Self, Failure> {
        let page = first_article(site).unwrap_or_else(|| "index.html".into());
        let mut weights: Vec<Weight> = Vec::new();
        let mut waiting = VecDeque::from([page]);
        while let Some(path) = waiting.pop_front() {
            if weights.iter().any(|weight| weight.path == path) {
                continue;
            }
            let file = site.join(&path);
            let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
            waiting.extend(needed_by(&path, &bytes, site)?);
            weights.push(Weight {
                raw: bytes.len(),
                brotli: compressed(&bytes),
                path,
            });
        }
        Ok(Self(weights))
    }

    /// Everything together, compressed.
    pub(crate) fn total(&self) -> usize {
        self.0.iter().map(|weight| weight.brotli).sum()
    }

    /// Whether a reader is spared more than the budget.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.total() <= BUDGET {
            return Ok(());
        }
        Err(Failure::OverBudget {
            measured: kib(self.total()),
            budget: kib(BUDGET),
        })
    }
}

/// Says what every page with elements of a blog in it loads for them.
///
/// # Errors
///
/// It is more than there may be.
pub(crate) fn loader(site: &Path) -> Result<(), Failure> {
    let path = site.join(embed::LOADER);
    let bytes = fs::read(&path).map_err(Failure::file("read", &path))?;
    let brotli = compressed(&bytes);
    let what = "In other people's pages: inkfold.js";
    println!("{what:38}  {:>10}  {brotli:>10}", bytes.len());
    match brotli <= embed::BUDGET {
        true => Ok(()),
        false => Err(Failure::LoaderOverBudget {
            measured: kib(brotli),
            budget: kib(embed::BUDGET),
        }),
    }
}

/// What a page loads only where it needs it, by the names of its modules.
const LATER: [(&str, &str); 2] = [
    ("inkfold-reader", "raw posts to read"),
    ("inkfold-math", "formulas to typeset"),
];

/// What the modules weigh that few pages load.
pub(crate) fn modules(site: &Path) -> Result<String, Failure> {
    let mut told = String::new();
    let entries = fs::read_dir(site).map_err(Failure::file("read", site))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for (name, purpose) in LATER {
        let (mut raw, mut brotli) = (0, 0);
        for path in &paths {
            let is_part = |file: &str| file.starts_with(name);
            let file = path.file_name().and_then(|file| file.to_str());
            if file.is_some_and(is_part) {
                let bytes = fs::read(path).map_err(Failure::file("read", path))?;
                raw += bytes.len();
                brotli += compressed(&bytes);
            }
        }
        let purpose = format!("Where there are {purpose}");
        told.push_str(&format!("{purpose:38}  {raw:>10}  {brotli:>10}\n"));
    }
    Ok(told)
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |weight: &Weight| weight.path.display().to_string();
        let width = self.0.iter().map(|weight| name(weight).len()).max();
        let width = width.unwrap_or(0).max(24);
        writeln!(
            f,
            "{:width$}  {:>10}  {:>10}",
            "The first article needs", "raw", "brotli 11"
        )?;
        for weight in &self.0 {
            let (raw, brotli) = (weight.raw, weight.brotli);
            writeln!(f, "{:width$}  {raw:>10}  {brotli:>10}", name(weight))?;
        }
        let raw: usize = self.0.iter().map(|weight| weight.raw).sum();
        writeln!(
            f,
            "{:width$}  {raw:>10}  {:>10}",
            "bytes together",
            self.total()
        )?;
        write!(f, "{} of the {} allowed", kib(self.total()), kib(BUDGET))
    }
}

fn kib(bytes: usize) -> String {
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}

fn compressed(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    // Reading and writing memory cannot fail; if it did, the raw size is
    // nothing to be glad about.
    match brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters) {
        Ok(_) => out.len(),
        Err(_) => bytes.len(),
    }
}

/// The page of the post that comes first by name.
fn first_article(site: &Path) -> Option<PathBuf> {
    let posts = fs::read_dir(site.join("posts")).ok()?;
    posts
        .filter_map(|entry| Some(Path::new("posts").join(entry.ok()?.file_name())))
        .map(|folder| folder.join("index.html"))
        .filter(|page| site.join(page).is_file())
        .min()
}

/// The files of the site that a page or a style sheet makes a browser load.
fn needed_by(path: &Path, bytes: &[u8], site: &Path) -> Result<Vec<PathBuf>, Failure> {
    let text = String::from_utf8_lossy(bytes);
    let references = match path.extension().and_then(|kind| kind.to_str()) {
        Some("html") => references::of_page(&text, |value| {
            resolve(path, value).is_some_and(|file| site.join(file).is_file())
        }),
        Some("css") => references::of_style(&text),
        _ => Vec::new(),
    };
    let mut files = Vec::new();
    for reference in references {
        let wrong = |problem| Failure::Reference {
            page: path.to_path_buf(),
            reference: reference.clone(),
            problem,
        };
        let file = resolve(path, &reference).ok_or_else(|| wrong("which is not in the site"))?;
        if file.starts_with("content") {
            continue;
        }
        if !site.join(&file).is_file() {
            return Err(wrong("but there is no such file"));
        }
        files.push(file);
    }
    Ok(files)
}

/// A reference on a page, as a path in the site; none when it leads outside.
fn resolve(page: &Path, reference: &str) -> Option<PathBuf> {
    let reference = reference.split(['?', '#']).next()?;
    if reference.is_empty() || reference.contains(':') || reference.starts_with("//") {
        return None;
    }
    let from = match reference.starts_with('/') {
        true => Path::new(""),
        false => page.parent()?,
    };
    let mut path = PathBuf::new();
    for part in from.join(reference.trim_start_matches('/')).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir if !path.pop() => return None,
            _ => {}
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests;
