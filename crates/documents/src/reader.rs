use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::decode::{Decoded, decode};
use crate::folder::{Folder, Outputs};
use crate::format::check_text;
use crate::identity::{content_id, file_id};
use crate::jsonl::Records;
use crate::markup::looks_like_html;
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
/// assert_eq!(told, ["7", "-:2: not a JSON record: EOF while parsing a value at column 17", "9"]);
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
        Records::new(file, input, self.options.date)
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
        if looks_like_html(&text) {
            self.refuse(&file, Reason::Markup);
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

#[cfg(test)]
mod tests {
    use std::fs;

    use claimsift_text::Severity;
    use tempfile::TempDir;

    use super::*;

    /// What each item is, in a line: `id file[:line] text`, or the problem. Paths are told from the folder on.
    fn told(sources: impl IntoIterator<Item = Source>, options: ReadOptions, folder: &TempDir) -> Vec<String> {
        let folder = format!("{}/", folder.path().display());
        let tell = |item: Item| match item {
            Ok(Document { id, file, record_line: Some(line), text, .. }) => format!("{id} {file}:{line} {text}"),
            Ok(Document { id, file, text, .. }) => format!("{id} {file} {text}"),
            Err(problem) => problem.to_string(),
        };
        Documents::open(sources, options).map(|item| tell(item).replace(&folder, "")).collect()
    }

    fn folder(files: &[(&str, &[u8])]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    /// What a file of this name and these bytes gives when it is named itself.
    fn told_of(name: &str, bytes: &[u8]) -> Vec<String> {
        let folder = folder(&[(name, bytes)]);
        told([Source::Path(folder.path().join(name))], ReadOptions::default(), &folder)
    }

    fn told_of_stream(bytes: &'static [u8], options: ReadOptions) -> Vec<String> {
        told([Source::Stream(Box::new(bytes))], options, &folder(&[]))
    }

    #[test]
    fn a_folder_is_walked_in_the_order_of_its_names() {
        let folder = folder(&[
            ("b.txt", b"b"),
            ("a/z.txt", b"z"),
            ("a/k/1.md", b"1"),
            ("B.txt", b"B"),
            ("a.txt", b"a"),
            ("letter", b"l"),
            ("wire.jsonl", b"{\"id\": \"w\", \"text\": \"w\"}\n"),
            // What git ignores is an article all the same.
            (".gitignore", b"*.txt\n"),
            (".git/notes.txt", b"ref"),
            (".DS_Store", b"\0"),
            ("._a.txt", b"\0"),
            (".draft.txt", b"A draft."),
            ("README.md", b"About these texts."),
            ("photo.PNG", b"\x89PNG"),
            ("page.pdf", b"%PDF-"),
            ("plan.pdf", b"%PDF-"),
        ]);
        let source = Source::Path(folder.path().to_owned());
        let found = told([source], ReadOptions::default(), &folder);
        assert_eq!(
            found[..7],
            [
                "B.txt B.txt B",
                "1.md a/k/1.md 1",
                "z.txt a/z.txt z",
                "a.txt a.txt a",
                "b.txt b.txt b",
                "letter letter l",
                "w wire.jsonl:1 w",
            ]
        );
        assert!(found[7].ends_with("not read: 2 .pdf, 1 .png, 1 hidden; name a file to have it read"), "{found:?}");
        assert_eq!(found.len(), 8);
    }

    #[test]
    fn what_the_run_writes_is_not_read() {
        let folder = folder(&[
            ("a.txt", b"a"),
            ("out.jsonl", b"{}"),
            ("out.part/b.txt", b"b"),
            ("deep/out.jsonl", b"{\"text\": \"c\"}"),
        ]);
        let path = |name: &str| folder.path().join(name);
        let outputs = vec![path("./out.jsonl"), path("out.part"), path("not-yet.txt")];
        let options = ReadOptions { outputs, ..ReadOptions::default() };
        let sources = || [Source::Path(path("")), Source::Path(path("out.jsonl"))];
        assert_eq!(
            told(sources(), options, &folder),
            [
                "a.txt a.txt a",
                "out.jsonl deep/out.jsonl:1 c",
                "out.jsonl: this is where the results go, so it is not read",
            ]
        );
    }

    #[test]
    fn a_bad_file_is_named_with_its_reason() {
        let cases: &[(&str, &[u8], &[&str])] = &[
            ("empty.txt", b"", &["empty.txt: empty"]),
            ("blank.txt", b"\xef\xbb\xbf \r\n", &["blank.txt: empty"]),
            ("none.jsonl", b"\n\n", &["none.jsonl: empty"]),
            ("a.txt", b"text\0more", &["a.txt: not a text: byte 4 is zero; if it is one, save it as UTF-8"]),
            ("a.pdf", b"%PDF-1.7\n", &["a.pdf: this is a PDF file; save it as plain text in UTF-8 first"]),
            (
                "a.jsonl",
                b"PK\x03\x04x\n{}\n",
                &["a.jsonl: this is a ZIP archive or an office document; save it as plain text in UTF-8 first"],
            ),
            (
                "a.jsonl",
                b"\xff\xfe{\0}\0",
                &["a.jsonl: this is a list of records in UTF-16; save it as plain text in UTF-8 first"],
            ),
            (
                "a.txt",
                b"It cost \xa38m.",
                &[
                    "a.txt: not UTF-8 at byte 8; read as well as can be, so look at its £, € and quotes",
                    "a.txt a.txt It cost £8m.",
                ],
            ),
            (
                "a.txt",
                b"\xff \xff \xff",
                &[
                    "a.txt: not UTF-8 at byte 0 and at 2 more places; read as well as can be, so look at its £, € and quotes",
                    "a.txt a.txt ÿ ÿ ÿ",
                ],
            ),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(told_of(name, bytes), *expected, "{name}");
        }
    }

    #[test]
    fn a_bad_record_is_named_with_its_line() {
        for (line, expected) in [
            ("{\"text\": \"a\"", "w.jsonl:3: not a JSON record: EOF while parsing an object at column 12"),
            ("[\"a\"]", "w.jsonl:3: not a JSON record: it does not begin with {"),
            (
                "{\"text\": 5}",
                "w.jsonl:3: not a JSON record: invalid type: integer `5`, expected a string at column 10",
            ),
            ("{\"id\": 1}", "w.jsonl:3: the record has no `text`"),
            ("{\"text\": \" \"}", "w.jsonl:3: empty"),
        ] {
            let file = format!("\n{{\"id\": 1, \"text\": \"a\"}}\n{line}\r\n{{\"id\": 2, \"text\": \"b\"}}");
            assert_eq!(told_of("w.jsonl", file.as_bytes()), ["1 w.jsonl:2 a", expected, "2 w.jsonl:4 b"]);
        }
    }

    #[test]
    fn a_bad_field_costs_no_document() {
        for (field, expected) in [
            ("\"date\": \"soon\"", "w.jsonl:1: the date `soon` cannot be read; write it as 2013-05-07"),
            ("\"title\": [1]", "w.jsonl:1: `title` is neither text nor number, so it is left out"),
        ] {
            let file = format!("{{\"id\": 1, {field}, \"text\": \"a\"}}");
            assert_eq!(told_of("w.jsonl", file.as_bytes()), [expected, "1 w.jsonl:1 a"]);
        }
        let damaged = told_of("w.jsonl", b"{\"id\": 1, \"text\": \"\xa35\"}");
        assert_eq!(
            damaged[0],
            "w.jsonl:1: not UTF-8 at byte 19; read as well as can be, so look at its £, € and quotes"
        );
        assert_eq!(damaged[1], "1 w.jsonl:1 £5");
    }

    #[test]
    fn html_is_told_and_read_as_it_is() {
        let html = "looks like HTML: tags are read as text";
        assert_eq!(told_of("a.txt", b"<p>12</p>"), [&format!("a.txt: {html}"), "a.txt a.txt <p>12</p>"]);
        let records =
            b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"<p>b</p>\"}\n{\"id\": 3, \"text\": \"<p>c</p>\"}";
        assert_eq!(
            told_of("w.jsonl", records),
            ["1 w.jsonl:1 a", &format!("w.jsonl:2: {html}"), "2 w.jsonl:2 <p>b</p>", "3 w.jsonl:3 <p>c</p>"]
        );
    }

    #[test]
    fn a_record_tells_what_is_known_of_its_document() {
        let record = br#"{"id": 12345678901234567890123, "title": " R\u00ebd ", "date": "2013-05-07T08:00:00Z", "url": "https://e.org/a",
            "text": "One\nTwo", "other": {"text": 5}}"#;
        let line: Vec<u8> = record.iter().copied().filter(|&byte| byte != b'\n').collect();
        let mut found = Documents::open([Source::Stream(Box::new(io::Cursor::new(line)))], ReadOptions::default());
        let document = found.next().unwrap().unwrap();
        assert_eq!(
            document,
            Document {
                id: "12345678901234567890123".into(),
                file: "-".into(),
                record_line: Some(1),
                title: Some("Rëd".into()),
                date: Some(jiff::civil::date(2013, 5, 7)),
                url: Some("https://e.org/a".into()),
                text: "One\nTwo".into(),
            }
        );
        assert!(found.next().is_none());
    }

    #[test]
    fn a_document_is_known_by_what_names_it_first() {
        let id = |name: &str, bytes: &[u8]| told_of(name, bytes)[0].split(' ').next().unwrap().to_owned();
        assert_eq!(id("w.jsonl", br#"{"id": "n7", "url": "https://E.org/a#top", "text": "a"}"#), "n7");
        assert_eq!(id("w.jsonl", br#"{"id": null, "url": "https://E.org/a#top", "text": "a"}"#), "https://e.org/a");
        assert_eq!(id("w.jsonl", br#"{"text": "a"}"#), "w.jsonl");
        assert_eq!(id("w.txt", b"a"), "w.txt");
        let stream = |bytes| told_of_stream(bytes, ReadOptions::default());
        // The published XXH3-128 of the one letter.
        assert_eq!(stream(b"a"), ["a96faf705af16834e6c632b61e964e1f - a"]);
        assert_eq!(stream(br#"{"text": "a"}"#), ["a96faf705af16834e6c632b61e964e1f -:1 a"]);
    }

    #[test]
    fn the_format_of_a_stream_is_sniffed_or_told() {
        let record: &[u8] = b"{\"id\": 1, \"text\": \"a\"}";
        let as_format = |format| ReadOptions { format, ..ReadOptions::default() };
        assert_eq!(told_of_stream(record, as_format(None)), ["1 -:1 a"]);
        assert_eq!(told_of_stream(record, as_format(Some(Format::Jsonl))), ["1 -:1 a"]);
        assert!(told_of_stream(record, as_format(Some(Format::Text)))[0].ends_with(" - {\"id\": 1, \"text\": \"a\"}"));
        assert_eq!(told_of_stream(b"", as_format(None)), ["-: empty"]);
    }

    #[test]
    fn the_given_date_is_that_of_documents_without_one() {
        let date = Some(jiff::civil::date(2013, 5, 7));
        let options = || ReadOptions { date, ..ReadOptions::default() };
        let first = |bytes: &'static [u8]| {
            Documents::open([Source::Stream(Box::new(bytes))], options()).next().unwrap().unwrap()
        };
        assert_eq!(first(b"It rained.").date, date);
        assert_eq!(first(br#"{"text": "It rained."}"#).date, date);
        assert_eq!(first(br#"{"text": "It rained.", "date": "1 Feb 2003"}"#).date, Some(jiff::civil::date(2003, 2, 1)));
    }

    #[test]
    fn what_is_too_long_is_refused_and_the_rest_read() {
        let options = || ReadOptions { longest: 30, ..ReadOptions::default() };
        let long: &[u8] = b"{\"id\": 1, \"text\": \"aaaaaaaaaaaaaaa\"}\n{\"id\": 2, \"text\": \"b\"}\n";
        assert_eq!(told_of_stream(long, options()), ["-:1: longer than 30 bytes; split it", "2 -:2 b"]);
        assert_eq!(told_of_stream(&[b'a'; 31], options()), ["-: longer than 30 bytes; split it"]);
        assert_eq!(told_of_stream(&[b'a'; 30], options()).len(), 1);
    }

    #[test]
    fn what_cannot_be_opened_or_read_stops_nothing() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::PermissionDenied))
            }
        }
        let folder = folder(&[("a.txt", b"a")]);
        let path = |name: &str| Source::Path(folder.path().join(name));
        let sources = [path("none.txt"), Source::Stream(Box::new(Broken)), path("a.txt")];
        assert_eq!(
            told(sources, ReadOptions::default(), &folder),
            ["none.txt: no such file or folder", "-: cannot be read: permission denied", "a.txt a.txt a",]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() {
        let folder = folder(&[("a/a.txt", b"a")]);
        let path = folder.path();
        std::os::unix::fs::symlink(path.join("a"), path.join("a/loop")).unwrap();
        std::os::unix::fs::symlink(path.join("a/a.txt"), path.join("b.txt")).unwrap();
        std::os::unix::fs::symlink(path.join("none"), path.join("c.txt")).unwrap();
        let found = told([Source::Path(path.to_owned())], ReadOptions::default(), &folder);
        assert_eq!(
            found,
            [
                "a.txt a/a.txt a",
                "a/loop: the link leads back to a, which is being read already",
                "b.txt b.txt a",
                "c.txt: no such file or folder",
            ]
        );
    }

    #[test]
    fn only_what_is_lost_or_doubtful_is_an_error() {
        for (reason, severity) in [
            (Reason::Empty, Severity::Warning),
            (Reason::Skipped("1 .pdf".into()), Severity::Warning),
            (Reason::Markup, Severity::Warning),
            (Reason::NotFound, Severity::Error),
            (Reason::Encoding { encoding: "UTF-8", offset: 0, count: 1 }, Severity::Error),
            (Reason::NoText, Severity::Error),
        ] {
            let problem = InputProblem::of_file("a", reason);
            assert_eq!(problem.severity(), severity, "{problem}");
        }
    }
}
