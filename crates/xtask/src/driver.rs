//! One browser's driver, running for as long as its tests do.
//!
//! A driver that is killed leaves its browsers behind, and a person may stop
//! the tests at any moment. So everything started here is held by a leash: a
//! small shell that waits for this program to end, however it ends, and then
//! kills what is left.

use crate::browsers::{self, Browser, Engine};
use crate::failure::Failure;
use crate::run::{self, program, root, which};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a driver may take to answer on its port.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything a leash holds carries this variable, with the leash's own value.
const MARK: &str = "INKFOLD_LEASH";

/// Reads process groups until its input closes, which is when this program is
/// done or dead; kills them. Browsers may have made groups of their own: on
/// Linux they are found by the mark in their environment. More than one round,
/// since a process may have been starting another.
const LEASH: &str = r#"
while read -r group; do groups="$groups -$group"; done
[ -n "$groups" ] && kill -s KILL -- $groups
for round in 1 2 3 4 5; do
    marked=$(grep -lsxzF "$1" /proc/[0-9]*/environ | cut -d / -f 3)
    [ -z "$marked" ] && exit
    kill -s KILL -- $marked
    sleep 0.1
done
"#;

/// A running driver. Dropping it ends it and all its browsers.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) address: String,
    /// What the driver itself says.
    pub(crate) log: PathBuf,
    _leash: Leash,
}

impl Driver {
    pub(crate) fn start(browser: &Browser) -> Result<Self, Failure> {
        let word = browser.engine.word();
        let log = root().join("target").join("webdriver").join(word);
        let log = log.with_extension("log");
        let mut leash = Leash::new(word)?;
        let port = free_port()?;
        let mut command = program(&browser.driver);
        command.arg(format!("--port={port}"));
        if browser.engine == Engine::WebKit {
            for_webkit(&mut command, &mut leash, &log)?;
        }
        let (out, err) = log_into(&log)?;
        command.stdout(out).stderr(err);
        let mut child = leash.spawn(&mut command)?;
        if !answers(&mut child, port) {
            let program = browser.driver.display().to_string();
            return Err(Failure::Driver { program, log });
        }
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            log,
            _leash: leash,
        })
    }
}

/// WebKitGTK has no headless mode: it gets a display nobody sees, or the
/// person's own where there is no Xvfb.
fn for_webkit(driver: &mut Command, leash: &mut Leash, log: &Path) -> Result<(), Failure> {
    if which("Xvfb").is_some() {
        let mut xvfb = program("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1600x1200x24"]);
        xvfb.args(["-nolisten", "tcp"]);
        let log = log.with_file_name("xvfb.log");
        xvfb.stdout(Stdio::piped()).stderr(log_into(&log)?.1);
        let mut child = leash.spawn(&mut xvfb)?;
        // It says which display it took when that is ready.
        let mut number = String::new();
        if let Some(said) = child.stdout.take() {
            let _ = BufReader::new(said).read_line(&mut number);
        }
        if number.trim().is_empty() {
            let program = "Xvfb".to_owned();
            return Err(Failure::Driver { program, log });
        }
        driver.env("DISPLAY", format!(":{}", number.trim()));
        driver
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
    }
    if browsers::is_root() {
        // Its sandbox refuses to be set up by root.
        driver.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    }
    Ok(())
}

/// Holds what it starts, and ends it when dropped or when this program dies.
struct Leash {
    shell: Child,
    mark: String,
}

impl Leash {
    fn new(name: &str) -> Result<Self, Failure> {
        let mark = format!("{}-{name}", std::process::id());
        let mut command = program("sh");
        command
            .args(["-c", LEASH, "sh", &format!("{MARK}={mark}")])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let shell = own_group(&mut command).spawn();
        let shell = shell.map_err(|source| run::not_run(&command, source))?;
        Ok(Self { shell, mark })
    }

    /// Starts a program in a process group of its own.
    fn spawn(&mut self, command: &mut Command) -> Result<Child, Failure> {
        command.env(MARK, &self.mark).stdin(Stdio::null());
        let child = own_group(command).spawn();
        let child = child.map_err(|source| run::not_run(command, source))?;
        if let Some(shell) = &mut self.shell.stdin {
            // A shell that is gone already has nothing to be told.
            let _ = writeln!(shell, "{}", child.id());
        }
        Ok(child)
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// A new log, for both things a program says.
fn log_into(log: &Path) -> Result<(File, File), Failure> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(Failure::file("make the folder", folder))?;
    }
    File::create(log)
        .and_then(|file| Ok((file.try_clone()?, file)))
        .map_err(Failure::file("write", log))
}

/// Ctrl-C reaches the group of the terminal: what must outlive it, or be
/// killed whole, gets another.
#[cfg(unix)]
fn own_group(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn own_group(command: &mut Command) -> &mut Command {
    command
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|source| Failure::Run {
            program: "a driver, for want of a free port".to_owned(),
            source,
        })
}

/// Waits until something answers on the port, or the program is gone.
fn answers(child: &mut Child, port: u16) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return true;
        }
        if child.try_wait().is_ok_and(|end| end.is_some()) {
            return false;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    /// The processes that carry a mark, dead ones not waited for aside.
    fn marked(mark: &str) -> usize {
        let mark = format!("{MARK}={mark}");
        let carries = |path: PathBuf| {
            let variables = fs::read(path.join("environ")).unwrap_or_default();
            let mut variables = variables.split(|byte| *byte == 0);
            variables.any(|variable| variable == mark.as_bytes())
        };
        let processes = fs::read_dir("/proc").unwrap();
        let paths = processes.filter_map(|entry| Some(entry.ok()?.path()));
        paths.filter(|path| carries(path.clone())).count()
    }

    #[test]
    fn a_leash_ends_what_it_holds_and_what_that_left_behind() {
        let mut leash = Leash::new("test").unwrap();
        let mark = leash.mark.clone();
        let mut command = program("sh");
        command.args(["-c", "setsid sleep 99 & sleep 99"]);
        let mut child = leash.spawn(&mut command).unwrap();
        let start = Instant::now();
        while marked(&mark) < 3 && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(marked(&mark), 3);
        drop(leash);
        assert_eq!(marked(&mark), 0);
        assert!(!child.wait().unwrap().success());
    }

    #[test]
    fn a_driver_that_ends_at_once_has_not_started() {
        let mut child = program("true").spawn().unwrap();
        assert!(!answers(&mut child, free_port().unwrap()));
    }
}
