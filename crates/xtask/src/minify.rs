//! The release app written shorter, where Trunk's own minifier gives up on
//! what wasm-bindgen writes.
//!
//! Scripts and styles lose white space and comments. The names by which the
//! WebAssembly and its script know each other, and nobody else, become a
//! letter and a number: they hold hashes, which do not compress.

use crate::failure::Failure;
use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// Makes the app in `folder`, as Trunk has just built it, smaller.
pub(crate) fn app(folder: &Path) -> Result<(), Failure> {
    let mut modules = Vec::new();
    // What others have written, deeper down, is small already.
    let folders = [folder.to_owned(), folder.join("code"), folder.join("video")];
    let files: Vec<Vec<PathBuf>> = folders
        .iter()
        .map(|folder| files(folder))
        .collect::<Result<_, _>>()?;
    for path in files.concat() {
        match path.extension().and_then(|kind| kind.to_str()) {
            Some("css") => rewrite(&path, style)?,
            Some("js") => rewrite(&path, script)?,
            Some("wasm") => modules.push(path),
            _ => {}
        }
    }
    if modules.is_empty() {
        return Err(unfit(folder, "there is no WebAssembly in it"));
    }
    modules
        .iter()
        .try_for_each(|wasm| shorten_names(folder, wasm))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file("read", folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let paths: Result<_, _> = paths.collect();
    paths.map_err(Failure::file("read", folder))
}

/// Shortens the names between the WebAssembly and its script. Both files get
/// new names too: theirs are hashes of what they held before, and a browser
/// that kept one of a pair must not meet the other of another.
fn shorten_names(folder: &Path, wasm: &Path) -> Result<(), Failure> {
    let name = wasm.file_name().and_then(|name| name.to_str());
    let stem = name.and_then(|name| name.strip_suffix("_bg.wasm"));
    let stem = stem.ok_or_else(|| unfit(wasm, "its name does not end with _bg.wasm"))?;
    let js = folder.join(stem).with_extension("js");
    let page = folder.join("index.html");

    let bytes = fs::read(wasm).map_err(Failure::file("read", wasm))?;
    let text = fs::read_to_string(&js).map_err(Failure::file("read", &js))?;
    let names = short_names(&bytes, &text).map_err(|error| unfit(wasm, error))?;
    let bytes = rename_imports(&bytes, &names).map_err(|error| unfit(wasm, error))?;
    let text = rename_keys(&text, &names);

    let mut hasher = DefaultHasher::new();
    (&bytes, &text).hash(&mut hasher);
    let new = format!("{}-{:016x}", without_hash(stem), hasher.finish());
    write(&folder.join(format!("{new}_bg.wasm")), bytes)?;
    // The same name stands for the module within it, where it must stay.
    let text = text.replace(&format!("{stem}_bg.wasm"), &format!("{new}_bg.wasm"));
    write(&folder.join(format!("{new}.js")), text)?;
    rewrite(&page, |page| Ok(page.replace(stem, &new)))?;
    for old in [wasm, &js] {
        fs::remove_file(old).map_err(Failure::file("remove", old))?;
    }
    Ok(())
}

/// A name without the hash that Trunk gives some.
fn without_hash(stem: &str) -> &str {
    let is_hash = |end: &str| end.len() > 8 && end.chars().all(|c| c.is_ascii_hexdigit());
    match stem.rsplit_once('-') {
        Some((name, end)) if is_hash(end) => name,
        _ => stem,
    }
}

/// A short name for every import that the script names exactly once, as a key.
fn short_names(wasm: &[u8], js: &str) -> wasmparser::Result<HashMap<String, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(section) = payload? else {
            continue;
        };
        for import in section.into_imports() {
            let name = import?.name;
            if name.starts_with("__wb") && js.matches(&format!("{name}:")).count() == 1 {
                let short = short(names.len());
                names.insert(name.to_owned(), short);
            }
        }
    }
    Ok(names)
}

/// `a` to `z`, then `a1` to `z1`, …: never a word of JavaScript.
fn short(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// The module with its imports under new names and without custom sections,
/// which are notes for tools; all else as it was.
fn rename_imports(
    wasm: &[u8],
    names: &HashMap<String, String>,
) -> Result<Vec<u8>, wasm_encoder::reencode::Error> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CustomSection(_) = payload {
            continue;
        }
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import?;
                let name = names.get(import.name).map_or(import.name, String::as_str);
                let kind = RoundtripReencoder.entity_type(import.ty)?;
                imports.import(import.module, name, kind);
            }
            module.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            let at = |offset| usize::try_from(offset).unwrap_or(usize::MAX);
            let data = wasm.get(at(range.start)..at(range.end));
            let data = data.unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// The script with the keys of its imports under new names.
fn rename_keys(js: &str, names: &HashMap<String, String>) -> String {
    names.iter().fold(js.to_owned(), |js, (name, short)| {
        js.replace(&format!("{name}:"), &format!("{short}:"))
    })
}

fn script(text: &str) -> Result<String, &'static str> {
    minifier::js::minify(text).map(|small| small.to_string())
}

fn style(text: &str) -> Result<String, &'static str> {
    minifier::css::minify(text).map(|small| small.to_string())
}

fn rewrite(
    path: &Path,
    change: impl Fn(&str) -> Result<String, &'static str>,
) -> Result<(), Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file("read", path))?;
    let text = change(&text).map_err(|reason| unfit(path, reason))?;
    write(path, text)
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(Failure::file("write", path))
}

fn unfit(path: &Path, reason: impl ToString) -> Failure {
    Failure::Minify {
        path: PathBuf::from(path),
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, Function, FunctionSection, TypeSection};

    /// A module with imports of these names, and one function of its own.
    fn module(imports: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut section = ImportSection::new();
        for name in imports {
            section.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().call(0).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&section);
        module.section(&functions).section(&code);
        module.finish()
    }

    fn imports(wasm: &[u8]) -> Vec<String> {
        let payloads = Parser::new(0).parse_all(wasm);
        payloads
            .filter_map(|payload| match payload.unwrap() {
                Payload::ImportSection(section) => Some(section),
                _ => None,
            })
            .flat_map(|section| section.into_imports().map(|i| i.unwrap().name.to_owned()))
            .collect()
    }

    #[test]
    fn names_change_on_both_sides_alike() {
        let wasm = module(&[
            "__wbg_new_1234",
            "__wbg_twice_5678",
            "__wbg_get_9abc",
            "memory",
        ]);
        let js = "const i = { __wbg_new_1234: f, __wbg_twice_5678: g, __wbg_get_9abc: h };\n\
                  const j = { __wbg_twice_5678: g, memory: m };";
        let names = short_names(&wasm, js).unwrap();
        let renamed = rename_imports(&wasm, &names).unwrap();
        assert_eq!(imports(&renamed), ["a", "__wbg_twice_5678", "b", "memory"]);
        assert_eq!(
            rename_keys(js, &names),
            "const i = { a: f, __wbg_twice_5678: g, b: h };\n\
             const j = { __wbg_twice_5678: g, memory: m };"
        );
        // The rest of the module is as it was.
        assert_eq!(rename_imports(&wasm, &HashMap::new()).unwrap(), wasm);
    }

    #[test]
    fn a_thousand_short_names_differ() {
        let mut names: Vec<String> = (0..1_000).map(short).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 1_000);
        assert_eq!((short(0), short(26)), ("a".to_owned(), "a1".to_owned()));
    }

    #[test]
    fn a_name_may_have_a_hash_or_not() {
        assert_eq!(without_hash("inkfold-5f0c6e1fdd2b1a3c"), "inkfold");
        assert_eq!(without_hash("inkfold-reader"), "inkfold-reader");
    }

    #[test]
    fn scripts_and_styles_keep_their_meaning() {
        let small = script("// Why.\nconst a = `b  ${c}`;\n\nconst d = /\\s +/g;\n").unwrap();
        assert!(small.contains("`b  ${c}`") && small.contains("/\\s +/g"));
        assert!(!small.contains("Why"));
        assert_eq!(
            style("a {\n  color: red; /* x */\n}\n").unwrap(),
            "a{color:red;}"
        );
    }
}
