use std::fmt;
use std::io;

use claimsift_text::Severity;
use thiserror::Error;

use crate::decode::Damage;

/// Something that is wrong with an input, and where. The rest of the input is read all the same.
///
/// `Display` gives `wire.jsonl:12: not a JSON record: expected value at column 1`.
#[derive(Debug, Error)]
#[error("{}: {reason}", Place { file, line: *line })]
pub struct InputProblem {
    /// The path as shown to people, `-` for standard input.
    pub file: String,
    /// The line of the record, from 1, where the file is a list of records.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with an input.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Reason {
    /// No file or folder has this path.
    #[error("no such file or folder")]
    NotFound,
    /// The system refuses to read it.
    #[error("cannot be read: {}", plain(.0))]
    Unreadable(#[source] io::Error),
    /// A link leads back to a folder that holds it.
    #[error("the link leads back to {0}, which is being read already")]
    Loop(String),
    /// It is the file that the results go to.
    #[error("this is where the results go, so it is not read")]
    Output,
    /// A format that is no text, by the bytes it begins with.
    #[error("this is {0}; save it as plain text in UTF-8 first")]
    Foreign(&'static str),
    /// A byte of zero stands at this offset, as in no text.
    #[error("not a text: byte {0} is zero; if it is one, save it as UTF-8")]
    Binary(usize),
    /// A document, or a line of a JSONL file, of more bytes than this.
    #[error("longer than {}; split it", Bytes(*.0))]
    TooLong(usize),
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Some bytes are not in the encoding that the text is in. The document is read: what is not UTF-8 as
    /// Windows-1252, half a character of UTF-16 as U+FFFD.
    #[error("not {encoding} at byte {offset}{}; read as well as can be, so look at its £, € and quotes", Others(*.count))]
    Encoding {
        /// The encoding that the text is in.
        encoding: &'static str,
        /// The first of the bytes, from 0, counted in the file or, for a record, in its line.
        offset: usize,
        /// How many there are.
        count: usize,
    },
    /// A line of a JSONL file is not a JSON object of the known shape.
    #[error("not a JSON record: {0}")]
    Record(String),
    /// A record has no `text`.
    #[error("the record has no `text`")]
    NoText,
    /// A field of a record is neither text nor number. The document is read without it.
    #[error("`{0}` is neither text nor number, so it is left out")]
    Field(&'static str),
    /// The date of a record cannot be read. The document is read without it.
    #[error("the date `{0}` cannot be read; write it as 2013-05-07")]
    Date(String),
    /// A text has tags. It is read as it is; of a file of records only the first such is told.
    #[error("looks like HTML: tags are read as text")]
    Markup,
    /// What a folder holds besides articles, by kind and number.
    #[error("not read: {0}; name a file to have it read")]
    Skipped(String),
}

impl InputProblem {
    /// A problem of a whole file.
    pub(crate) fn of_file(file: &str, reason: Reason) -> InputProblem {
        InputProblem { file: file.to_owned(), line: None, reason }
    }

    /// Whether it is an error (something was lost or may be misread; the exit code tells) or worth a word only.
    pub fn severity(&self) -> Severity {
        match self.reason {
            Reason::Empty | Reason::Markup | Reason::Skipped(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl From<Damage> for Reason {
    fn from(damage: Damage) -> Reason {
        Reason::Encoding { encoding: damage.encoding, offset: damage.offset, count: damage.count }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Reason {
        match error.kind() {
            io::ErrorKind::NotFound => Reason::NotFound,
            _ => Reason::Unreadable(error),
        }
    }
}

struct Place<'p> {
    file: &'p str,
    line: Option<usize>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(self.file),
        }
    }
}

/// `, and at 3 more places`.
struct Others(usize);

impl fmt::Display for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 | 1 => Ok(()),
            2 => f.write_str(" and at 1 more place"),
            count => write!(f, " and at {} more places", count - 1),
        }
    }
}

/// `1024 MiB`, or bytes where it is no whole number of these.
struct Bytes(usize);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 >> 20, self.0 % (1 << 20)) {
            (mebibytes, 0) => write!(f, "{mebibytes} MiB"),
            _ => write!(f, "{} bytes", self.0),
        }
    }
}

/// A system's message without the number behind it: `permission denied`.
fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    let words = message.split(" (os error").next().unwrap_or(&message);
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
