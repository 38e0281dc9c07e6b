//! The claimsift command: arguments in, exit code out.

mod args;
mod blame;
mod diagnostics;
mod diff;
mod draft;
mod explain;
mod extract;
mod init;
mod interrupt;
mod listing;
mod messages;
mod new_rule;
mod repeated_ids;
mod rule_files;
mod rules;
mod score;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::messages::Messages;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// It was done, but for inputs that failed, or a check failed.
    Failures,
    /// Nothing could be done.
    Nothing,
}

fn main() -> ExitCode {
    let mut messages = Messages::new();
    match run(&Args::parse().command, &mut messages) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failures) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        // Whoever reads the output has enough of it, as `head` has.
        Err(error) if is(&error, io::ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) if is(&error, io::ErrorKind::Interrupted) => {
            messages.error("interrupted; no file was written");
            ExitCode::from(interrupt::STATUS)
        }
        Err(error) => {
            messages.error(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, messages: &mut Messages) -> anyhow::Result<Outcome> {
    match command {
        Command::Extract(args) => extract::run(args, messages),
        Command::Explain(args) => explain::run(args, messages),
        Command::Sentences(args) => listing::sentences(args, messages),
        Command::Quantities(args) => listing::quantities(args, messages),
        Command::Rules(args) => rules::run(&args.command, messages),
        Command::Eval(args) => score::run(args, messages),
        Command::Diff(args) => diff::tables(args),
        Command::Init(args) => init::run(args, messages),
    }
}

/// Whether an error comes from one of input and output of this kind.
fn is(error: &anyhow::Error, kind: io::ErrorKind) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == kind))
}
