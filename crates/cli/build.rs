//! Puts the built app into the command, where `INKFOLD_EMBED_APP` names its
//! folder (`cargo xtask cli` sets it); without it the command asks for
//! `--app`.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=INKFOLD_EMBED_APP");
    let mut files = Vec::new();
    if let Some(app) = env::var_os("INKFOLD_EMBED_APP").map(PathBuf::from) {
        println!("cargo:rerun-if-changed={}", app.display());
        collect(&app, "", &mut files)?;
    }
    // One build is to be like another.
    files.sort();
    let mut text = "&[\n".to_owned();
    for (name, path) in files {
        text.push_str(&format!("    ({name:?}, include_bytes!({path:?})),\n"));
    }
    text.push_str("]\n");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("app.rs"), text)
}

/// The files below `folder`, named from the app's root; not the blog it was
/// built with.
fn collect(folder: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = match entry.file_name().to_str() {
            Some(own) if name.is_empty() => own.to_owned(),
            Some(own) => format!("{name}/{own}"),
            None => continue,
        };
        match entry.file_type()?.is_dir() {
            true if name == "content" => {}
            true => collect(&entry.path(), &name, files)?,
            false => files.push((name, entry.path())),
        }
    }
    Ok(())
}
