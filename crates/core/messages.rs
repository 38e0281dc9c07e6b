//! What the command says on standard error.

use std::fmt::Display;
use std::io::{IsTerminal, stderr};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use claimsift::documents::InputProblem;
use claimsift::pipeline::BatchProblem;
use claimsift::text::Severity;
use indicatif::{ProgressBar, ProgressStyle};

/// Says what goes wrong and how far the work is, and counts the errors.
pub struct Messages {
    bar: ProgressBar,
    errors: usize,
}

impl Messages {
    /// Without a progress bar.
    pub fn new() -> Messages {
        Messages { bar: ProgressBar::hidden(), errors: 0 }
    }

    /// Shows progress from now on, if standard error is a terminal.
    pub fn show_progress(&mut self) {
        if stderr().is_terminal() {
            let style = ProgressStyle::with_template("{spinner} {msg}").expect("a valid template");
            self.bar = ProgressBar::new_spinner().with_style(style);
            self.bar.enable_steady_tick(Duration::from_millis(120));
        }
    }

    /// Shows how far the work is.
    pub fn progress(&self, documents: usize, claims: usize) {
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{}, {}", count(documents, "document"), count(claims, "claim")));
        }
    }

    /// Takes the progress bar away.
    pub fn end_progress(&mut self) {
        self.bar.finish_and_clear();
        self.bar = ProgressBar::hidden();
    }

    /// How many errors were told.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Something failed.
    pub fn error(&mut self, message: impl Display) {
        self.errors += 1;
        self.say(AnsiColor::Red.on_default().bold(), "claimsift:", message);
    }

    /// Something is worth a look.
    pub fn warning(&mut self, message: impl Display) {
        self.say(AnsiColor::Yellow.on_default().bold(), "claimsift: warning:", message);
    }

    /// Something to know.
    pub fn note(&mut self, message: impl Display) {
        self.say(Style::new(), "claimsift:", message);
    }

    /// A drawn piece of a file, as it is.
    pub fn drawing(&mut self, severity: Severity, drawing: &str) {
        self.errors += usize::from(severity == Severity::Error);
        self.bar.suspend(|| anstream::eprintln!("{drawing}"));
    }

    /// What is wrong with an input.
    pub fn input(&mut self, problem: &InputProblem) {
        match problem.severity() {
            Severity::Error => self.error(problem),
            Severity::Warning => self.warning(problem),
        }
    }

    /// What is wrong with an input of a batch.
    pub fn batch(&mut self, problem: &BatchProblem) {
        match problem {
            BatchProblem::Input(problem) => self.input(problem),
            BatchProblem::Defect { doc_id, file } => self.error(format_args!(
                "{file}: claimsift failed on document {doc_id}, so its claims are not complete; please report this with the text"
            )),
        }
    }

    fn say(&self, style: Style, prefix: &str, message: impl Display) {
        self.bar.suspend(|| anstream::eprintln!("{style}{prefix}{style:#} {message}"));
    }
}

/// `1 document`, `1,204 documents`.
pub fn count(number: usize, noun: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let plural = if number == 1 { "" } else { "s" };
    format!("{grouped} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_grouped() {
        for (number, text) in
            [(0, "0 rows"), (1, "1 row"), (999, "999 rows"), (1000, "1,000 rows"), (1234567, "1,234,567 rows")]
        {
            assert_eq!(count(number, "row"), text);
        }
    }
}
