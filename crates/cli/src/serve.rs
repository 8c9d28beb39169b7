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
use crate::host::{self, Site};
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
    tokio::select! {
        built = builder.build() => built?,
        () = &mut stopped => return Ok(()),
    };
    let (sites, newest) = watch::channel(builder.site(None));
    println!(
        "Serving {} at http://{address}/ (Ctrl-C stops)",
        content.display()
    );
    let server = axum::serve(listener, host::router(newest));
    tokio::select! {
        ended = server.into_future() => ended.map_err(Failure::Server),
        () = follow(&watch, builder, &sites) => Ok(()),
        () = stopped => Ok(()),
    }
}

/// Builds anew after every change, for ever.
async fn follow(watch: &Watch, mut builder: Builder, sites: &Sender<Site>) {
    loop {
        watch.change().await;
        let fault = match builder.build().await {
            Ok(pages) => {
                println!("Built again: {}", counted(pages));
                None
            }
            Err(failure) => {
                eprintln!("error: {failure}\nThe pages stay as they were.");
                Some(failure.to_string())
            }
        };
        sites.send_replace(builder.site(fault));
    }
}

/// Makes the site, time and again.
struct Builder {
    options: Options,
    /// Where the site stands, and what is known of it.
    folder: PathBuf,
    /// How many builds it has had.
    builds: usize,
}

impl Builder {
    /// The site as it is now; `fault` is why it is not newer.
    fn site(&self, fault: Option<String>) -> Site {
        Site {
            folder: self.place(),
            // Other processes had builds of this number before.
            build: format!("{}-{}", std::process::id(), self.builds),
            fault,
        }
    }

    fn place(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Makes what has changed and tells how many pages there are. A build that
    /// fails changes nothing.
    async fn build(&mut self) -> Result<usize, Failure> {
        let (options, place) = (self.options.clone(), self.place());
        let ledgers = self.folder.join("builds");
        let work = move || {
            let mut notes = Vec::new();
            let pages = build::build(&options, &place, Some(&ledgers), &mut notes);
            for note in notes {
                eprintln!("{note}");
            }
            pages
        };
        let pages = spawn_blocking(work).await;
        let pages = pages.map_err(|error| Failure::Server(error.into()))??;
        self.builds += 1;
        Ok(pages)
    }
}
