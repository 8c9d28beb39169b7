//! Text files in fewer bytes, beside the files themselves: `.br` and `.gz`, for
//! hosts that hand them out as they are.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::parallel::in_parallel;
use crate::progress;

/// Ends of files that get smaller. Pictures are as small as they can be.
const ENDS: [&str; 11] = [
    "css", "html", "js", "json", "markdown", "md", "svg", "txt", "wasm", "xml", "yaml",
];

/// Files that fit in one packet are not worth two more.
const SMALLEST: u64 = 1_024;

/// The most that Brotli does, in time that a build has.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// Writes both beside every file of the site `out` that gets smaller by it.
pub(crate) fn compress(out: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    for entry in WalkDir::new(out).sort_by_file_name() {
        let entry = entry.map_err(|error| Failure::file("look into", out)(error.into()))?;
        let end = entry.path().extension().and_then(|end| end.to_str());
        let shrinks = end.is_some_and(|end| ENDS.contains(&end.to_ascii_lowercase().as_str()));
        let large = entry.metadata().is_ok_and(|about| about.len() >= SMALLEST);
        if entry.file_type().is_file() && shrinks && large {
            files.push(entry.into_path());
        }
    }
    let progress = progress::bar("Compressed:", files.len());
    let done = in_parallel(&files, &|file| {
        progress.inc(1);
        compress_file(file).map_err(Failure::file("compress", file))
    });
    done.into_iter().collect()
}

fn compress_file(file: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    let mut brotli = CompressorWriter::new(Vec::new(), 64 * 1024, QUALITY, WINDOW);
    brotli.write_all(&bytes)?;
    write_smaller(file, "br", &bytes, &brotli.into_inner())?;
    // Without a name and a time, the same text makes the same bytes.
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&bytes)?;
    write_smaller(file, "gz", &bytes, &gzip.finish()?)
}

fn write_smaller(file: &Path, end: &str, bytes: &[u8], smaller: &[u8]) -> io::Result<()> {
    if smaller.len() >= bytes.len() {
        return Ok(());
    }
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    let beside = PathBuf::from(name);
    match File::create_new(&beside) {
        Ok(mut file) => file.write_all(smaller),
        // The blog has a file of that name, which stays.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_it_writes_is_the_same_text() {
        let folder = tempfile::tempdir().unwrap();
        let text = "Words and more words. ".repeat(200);
        for name in ["a.md", "b/c.HTML", "photo.jpg", "d.js", "d.js.gz"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &text).unwrap();
        }
        fs::write(folder.path().join("small.md"), "small").unwrap();
        compress(folder.path()).unwrap();
        let read = |name: &str| fs::read(folder.path().join(name));
        for name in ["a.md", "b/c.HTML", "d.js"] {
            let packed = read(&format!("{name}.br")).unwrap();
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).unwrap();
            assert_eq!(plain, text.as_bytes(), "{name}");
        }
        let mut plain = String::new();
        let packed = read("a.md.gz").unwrap();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut plain)
            .unwrap();
        assert_eq!(plain, text);
        assert_eq!(read("d.js.gz").unwrap(), text.as_bytes());
        for name in ["photo.jpg.gz", "small.md.gz", "d.js.gz.gz"] {
            assert!(read(name).is_err(), "{name}");
        }
    }
}
