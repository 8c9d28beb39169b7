//! `inkfold serve`: the blog on this machine, built anew whenever its author
//! changes something.
//!
//! What a request is answered with is `host`'s.

use std::fs;
use std::future::{Future, IntoFuture};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::pin::pin;

use tokio::net::TcpListener;
use tokio::sync::watch::{self, Sender};
use tokio::task::spawn_blocking;

use crate::build::{self, Options, counted};
use crate::failure::Failure;
use crate::host::{self, Tree};
use crate::interrupt::stopped;
use crate::watch::Watch;

/// Serves the blog at `port` (0 for any that is free) until it is stopped.
///
/// # Errors
///
/// What keeps it from starting. Once it runs, a build that fails is said and
/// the pages stay as they were.
pub fn serve(options: &Options, port: u16) -> Result<(), Failure> {
    if !options.content.is_dir() {
        return Err(Failure::NoContent(options.content.clone()));
    }
    let builds = tempfile::Builder::new().prefix("inkfold-").tempdir();
    // Dropped last: a build that is under way when the server is stopped ends
    // first.
    let builds = builds.map_err(Failure::file("make a folder in", &std::env::temp_dir()))?;
    let folder = fs::canonicalize(builds.path()).map_err(Failure::file("find", builds.path()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Server)?;
    let builder = Builder {
        options: options.clone(),
        folder,
        builds: 0,
        old: None,
    };
    runtime.block_on(run(builder, port, stopped()))
}

async fn run(
    mut builder: Builder,
    port: u16,
    stopped: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let mut stopped = pin!(stopped);
    let port_failure = |source| Failure::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(port_failure)?;
    let address = listener.local_addr().map_err(port_failure)?;
    let content = builder.options.content.clone();
    let watch = Watch::start(&content)?;
    let first = tokio::select! {
        built = builder.build() => built?.0,
        () = &mut stopped => return Ok(()),
    };
    let (trees, newest) = watch::channel(first);
    println!(
        "Serving {} at http://{address}/ (Ctrl-C stops)",
        content.display()
    );
    let server = axum::serve(listener, host::router(newest));
    tokio::select! {
        ended = server.into_future() => ended.map_err(Failure::Server),
        () = follow(&watch, builder, &trees) => Ok(()),
        () = stopped => Ok(()),
    }
}

/// Builds anew after every change, for ever.
async fn follow(watch: &Watch, mut builder: Builder, trees: &Sender<Tree>) {
    loop {
        watch.change().await;
        match builder.build().await {
            Ok((tree, pages)) => {
                println!("Built again: {}", counted(pages));
                builder.retire(trees.send_replace(tree));
            }
            Err(failure) => eprintln!("error: {failure}\nThe pages stay as they were."),
        }
    }
}

/// Makes one tree after the other.
struct Builder {
    options: Options,
    /// Where the trees grow.
    folder: PathBuf,
    /// How many were begun.
    builds: usize,
    /// The one before the one that is served: somebody may be reading it.
    old: Option<Tree>,
}

impl Builder {
    /// Builds a tree and tells how many pages it has.
    async fn build(&mut self) -> Result<(Tree, usize), Failure> {
        self.builds += 1;
        let tree = Tree {
            folder: self.folder.join(self.builds.to_string()),
            // Other processes had builds of this number before.
            build: format!("{}-{}", std::process::id(), self.builds),
        };
        let (options, target) = (self.options.clone(), tree.folder.clone());
        let work = move || {
            let mut notes = Vec::new();
            let pages = fs::create_dir(&target)
                .map_err(Failure::file("make", &target))
                .and_then(|()| build::write(&options, &target, None, &mut notes));
            for note in notes {
                eprintln!("{note}");
            }
            pages.map(|(pages, _)| pages)
        };
        let pages = spawn_blocking(work).await;
        let pages = pages.map_err(|error| Failure::Server(error.into()))?;
        if pages.is_err() {
            let _ = fs::remove_dir_all(&tree.folder);
        }
        Ok((tree, pages?))
    }

    /// Takes a tree that is no longer served, and removes the one before it.
    fn retire(&mut self, tree: Tree) {
        if let Some(old) = self.old.replace(tree) {
            // What cannot be removed now goes with the whole folder.
            let _ = fs::remove_dir_all(old.folder);
        }
    }
}
