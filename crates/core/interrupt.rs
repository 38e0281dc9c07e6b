//! Ctrl-C: the run ends between two batches, so that no half-written file stays behind.

use std::io;
use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The exit status of a command that was interrupted, by the custom of shells: 128 and the signal's number.
pub const STATUS: u8 = 130;

/// How long the run may take to end by itself. One that waits for its input never would.
const PATIENCE: Duration = Duration::from_secs(2);

/// Ends the run on Ctrl-C from now on.
pub fn listen() -> Result<()> {
    let end = || {
        INTERRUPTED.store(true, Ordering::Relaxed);
        sleep(PATIENCE);
        exit(STATUS.into());
    };
    ctrlc::set_handler(end).context("cannot listen for Ctrl-C")
}

/// An error once Ctrl-C was pressed.
pub fn check() -> io::Result<()> {
    match INTERRUPTED.load(Ordering::Relaxed) {
        true => Err(io::ErrorKind::Interrupted.into()),
        false => Ok(()),
    }
}
