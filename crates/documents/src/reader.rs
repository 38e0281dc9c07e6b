use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use jiff::civil::Date;

use crate::decode::{Decoded, decode};
use crate::folder::{Folder, Outputs};
use crate::format::foreign;
use crate::identity::{content_id, file_id};
use crate::jsonl::Records;
use crate::{Document, Format, InputProblem, Reason};

/// What the iterator gives.
pub(crate) type Item = Result<Document, InputProblem>;

/// What of a file is looked at before the rest is read: enough to know a picture or an archive by.
const HEAD: u64 = 8192;

/// Where documents are read from.
pub enum Source {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// A stream without a name, such as standard input.
    Stream(Box<dyn Read + Send>),
}

impl Source {
    /// A source as named on a command line: `-` is standard input.
    pub fn named(path: impl Into<PathBuf>) -> Source {
        let path = path.into();
        if path.as_os_str() == "-" { Source::Stream(Box::new(io::stdin())) } else { Source::Path(path) }
    }
}

/// How sources are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The format of every file and stream named itself; by default its name or its first line tells.
    pub format: Option<Format>,
    /// The date of every document whose record gives none.
    pub date: Option<Date>,
    /// What the run writes: never read, wherever it lies.
    pub outputs: Vec<PathBuf>,
    /// The longest document, in bytes; a longer one is refused. One GiB by default.
    pub longest: usize,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions { format: None, date: None, outputs: Vec::new(), longest: 1 << 30 }
    }
}

/// The documents of some sources, in their order; those of a folder in the byte order of its names.
///
/// One document is held at a time. What is wrong with an input comes as an `Err` in its place, before the document
/// if there still is one, and the iterator goes on behind it.
///
/// ```
/// use claimsift_documents::{Documents, ReadOptions, Source};
/// let wire = "{\"id\": 7, \"text\": \"Rain fell.\"}\n{\"id\": 8, \"text\": \n{\"id\": 9, \"text\": \"It stopped.\"}\n";
/// let source = Source::Stream(Box::new(wire.as_bytes()));
/// let told: Vec<String> = Documents::open([source], ReadOptions::default())
///     .map(|item| match item {
///         Ok(document) => document.id,
///         Err(problem) => problem.to_string(),
///     })
///     .collect();
/// assert_eq!(told, ["7", "-:2: not a JSON record: EOF while parsing a value at column 19", "9"]);
/// ```
pub struct Documents {
    sources: std::vec::IntoIter<Source>,
    options: ReadOptions,
    outputs: Outputs,
    /// The folder being walked.
    folder: Option<Folder>,
    /// The list of records being read.
    records: Option<Records>,
    /// Read and not given out yet.
    ready: VecDeque<Item>,
    buffer: Vec<u8>,
}

impl Documents {
    /// Reads `sources` one after the other. Nothing is opened before the iterator comes to it.
    pub fn open(sources: impl IntoIterator<Item = Source>, options: ReadOptions) -> Documents {
        Documents {
            sources: sources.into_iter().collect::<Vec<_>>().into_iter(),
            outputs: Outputs::new(&options.outputs),
            options,
            folder: None,
            records: None,
            ready: VecDeque::new(),
            buffer: Vec::new(),
        }
    }

    /// Does the next step: a record, a file of the folder, a source. `false` when there is none.
    fn advance(&mut self) -> bool {
        if let Some(records) = &mut self.records {
            if !records.advance(&mut self.buffer, self.options.longest, &mut |item| self.ready.push_back(item)) {
                self.records = None;
            }
            return true;
        }
        if let Some(folder) = &mut self.folder {
            match folder.next(&self.outputs) {
                Some(Ok(path)) => self.file(&path, None),
                Some(Err(problem)) => self.ready.push_back(Err(problem)),
                None => {
                    self.ready.extend(folder.skipped().map(Err));
                    self.folder = None;
                }
            }
            return true;
        }
        match self.sources.next() {
            Some(Source::Path(path)) => self.path(&path),
            Some(Source::Stream(stream)) => self.stream(stream),
            None => return false,
        }
        true
    }

    fn path(&mut self, path: &Path) {
        let shown = path.display().to_string();
        match path.metadata() {
            Err(error) => self.refuse(&shown, error.into()),
            Ok(_) if self.outputs.contains(path) => self.refuse(&shown, Reason::Output),
            Ok(metadata) if metadata.is_dir() => self.folder = Some(Folder::open(path)),
            Ok(_) => self.file(path, self.options.format),
        }
    }

    /// Reads a file, as `format` or else as its name tells. One that was named itself is read as text whatever
    /// its name.
    fn file(&mut self, path: &Path, format: Option<Format>) {
        let file = path.display().to_string();
        let opened = match File::open(path) {
            Ok(opened) => opened,
            Err(error) => return self.refuse(&file, error.into()),
        };
        match format.or_else(|| Format::of_name(path)).unwrap_or(Format::Text) {
            Format::Jsonl => self.records = Some(self.records(file, Box::new(BufReader::new(opened)))),
            Format::Text => self.text(file, file_id(path), opened),
        }
    }

    fn stream(&mut self, mut stream: Box<dyn Read + Send>) {
        let file = "-".to_owned();
        let mut head = Vec::new();
        if let Err(error) = stream.by_ref().take(HEAD).read_to_end(&mut head) {
            return self.refuse(&file, error.into());
        }
        let format = self.options.format.unwrap_or_else(|| Format::sniff(&head));
        let input = io::Cursor::new(head).chain(BufReader::new(stream));
        match format {
            Format::Jsonl => self.records = Some(self.records(file, Box::new(input))),
            Format::Text => self.text(file, None, input),
        }
    }

    fn records(&self, file: String, input: Box<dyn BufRead + Send>) -> Records {
        Records { file, input, line: 0, date: self.options.date }
    }

    /// Reads a whole text; without an `id` it gets a hash of its content.
    fn text(&mut self, file: String, id: Option<String>, input: impl Read) {
        let bytes = match self.read_text(input) {
            Ok(bytes) => bytes,
            Err(reason) => return self.refuse(&file, reason),
        };
        let Decoded { text, damage } = decode(bytes);
        if let Some(damage) = damage {
            self.refuse(&file, damage.into());
        }
        if text.trim().is_empty() {
            return self.refuse(&file, Reason::Empty);
        }
        let id = id.unwrap_or_else(|| content_id(&text));
        let date = self.options.date;
        self.ready.push_back(Ok(Document { id, file, date, text, ..Document::default() }));
    }

    /// The bytes of a text. What is none is refused by its first bytes, before all of it is read.
    fn read_text(&self, mut input: impl Read) -> Result<Vec<u8>, Reason> {
        let mut bytes = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut bytes)?;
        check_text(&bytes)?;
        input.take((self.options.longest as u64 + 1).saturating_sub(bytes.len() as u64)).read_to_end(&mut bytes)?;
        if bytes.len() > self.options.longest {
            return Err(Reason::TooLong(self.options.longest));
        }
        check_text(&bytes)?;
        Ok(bytes)
    }

    fn refuse(&mut self, file: &str, reason: Reason) {
        self.ready.push_back(Err(InputProblem::of_file(file, reason)));
    }
}

impl Iterator for Documents {
    type Item = Result<Document, InputProblem>;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && self.advance() {}
        self.ready.pop_front()
    }
}

/// Refuses bytes that are no text.
fn check_text(bytes: &[u8]) -> Result<(), Reason> {
    if let Some(name) = foreign(bytes) {
        return Err(Reason::Foreign(name));
    }
    match memchr::memchr(0, bytes) {
        // UTF-16 is full of zeros, and says so by its mark.
        Some(offset) if Encoding::for_bom(bytes).is_none() => Err(Reason::Binary(offset)),
        _ => Ok(()),
    }
}
