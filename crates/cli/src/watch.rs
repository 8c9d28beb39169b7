//! Noticing that an author changed something in the blog's folder.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::failure::Failure;

/// How long nothing must happen before a change counts as finished: an editor
/// that saves, or a copied folder, is many changes. Authors wait for it each time
/// they save; what takes longer than that is built once more.
const QUIET: Duration = Duration::from_millis(30);

/// Follows a folder for as long as it lives.
pub(crate) struct Watch {
    changed: Arc<Notify>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to follow `folder` and what is in it.
    pub(crate) fn start(folder: &Path) -> Result<Self, Failure> {
        let failure = |source| Failure::Watch {
            path: folder.to_path_buf(),
            source,
        };
        let real = fs::canonicalize(folder).map_err(Failure::file("read", folder))?;
        let changed = Arc::new(Notify::new());
        let told = Arc::clone(&changed);
        let root = real.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // An error means that something may have been missed.
            if event.map_or(true, |event| matters(&event, &root)) {
                told.notify_one();
            }
        })
        .map_err(failure)?;
        watcher
            .watch(&real, RecursiveMode::Recursive)
            .map_err(failure)?;
        Ok(Self {
            changed,
            _watcher: watcher,
        })
    }

    /// Waits for a change, and until it is finished.
    pub(crate) async fn change(&self) {
        self.changed.notified().await;
        while timeout(QUIET, self.changed.notified()).await.is_ok() {}
    }
}

/// Whether a published file may have changed. Being read is no change, or
/// every build would ask for the next; hidden files are not published.
fn matters(event: &Event, root: &Path) -> bool {
    let published = |path: &Path| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        let mut names = inside.iter();
        !names.any(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    let all_hidden = !event.paths.is_empty() && !event.paths.iter().any(|path| published(path));
    !event.kind.is_access() && !all_hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn is_noticed(watch: &Watch, limit: Duration) -> bool {
        timeout(limit, watch.change()).await.is_ok()
    }

    #[tokio::test]
    async fn notices_changes_and_nothing_else() {
        // Long where the machine may be slow, short where nothing comes.
        let (soon, never) = (Duration::from_secs(20), Duration::from_millis(600));
        let folder = tempfile::tempdir().unwrap();
        let (path, below) = (folder.path().join("a.md"), folder.path().join("posts/b"));
        fs::write(&path, "one").unwrap();
        let watch = Watch::start(folder.path()).unwrap();
        fs::read(&path).unwrap();
        fs::write(folder.path().join(".a.md.swp"), "").unwrap();
        assert!(!is_noticed(&watch, never).await);
        fs::write(&path, "two").unwrap();
        assert!(is_noticed(&watch, soon).await);
        fs::create_dir_all(&below).unwrap();
        assert!(is_noticed(&watch, soon).await);
        fs::write(below.join("c.md"), "").unwrap();
        assert!(is_noticed(&watch, soon).await);
        fs::remove_file(&path).unwrap();
        assert!(is_noticed(&watch, soon).await);
        assert!(!is_noticed(&watch, never).await);
    }
}
