//! Being stopped, by Ctrl-C or by the system.

use std::process;
use std::thread;

use tokio::runtime::Builder;

use crate::{output, progress};

/// From here on, whoever stops the process is told what became of what it was
/// writing: it is gone and what was there before is as it was, or it is there.
/// Where that cannot be, the process ends as it always does.
pub fn leave_nothing_behind() {
    let runtime = Builder::new_current_thread().enable_all().build();
    if let Ok(runtime) = runtime {
        thread::spawn(move || {
            runtime.block_on(stopped());
            // Nothing is written as long as it is held.
            let making = output::abandon();
            progress::clear();
            match making.is_placed {
                true => eprintln!("error: stopped, though all is written that was to be"),
                false => {
                    eprintln!("error: stopped before it was done; what was there is as it was");
                }
            }
            process::exit(1);
        });
    }
}

/// Waits for Ctrl-C, or for being told to end.
pub(crate) async fn stopped() {
    let asked = async {
        // Where Ctrl-C cannot be heard, it ends the process as it always does.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let told = async {
            match signal(SignalKind::terminate()) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = asked => {}
            () = told => {}
        }
    }
    #[cfg(not(unix))]
    asked.await;
}
