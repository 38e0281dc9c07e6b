use std::io::{BufRead, Read};
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::decode::decode_line;
use crate::format::check_records;
use crate::identity::{canonical_url, content_id, file_id};
use crate::markup::looks_like_html;
use crate::reader::Item;
use crate::{Document, InputProblem, Reason, date};

/// The records of a JSONL file or stream, one document a line.
pub(crate) struct Records {
    /// As shown to people.
    file: String,
    input: Box<dyn BufRead + Send>,
    /// The number of the line read last.
    line: usize,
    /// Whether every line so far was blank.
    is_empty: bool,
    /// The date of a record that has none.
    date: Option<Date>,
    /// Whether it was told that a record is HTML: when one is, most are.
    markup_told: bool,
}

/// One line of a JSONL file. Other fields are ignored.
#[derive(Deserialize)]
struct Record<'r> {
    text: Option<String>,
    #[serde(borrow)]
    id: Option<&'r RawValue>,
    #[serde(borrow)]
    title: Option<&'r RawValue>,
    #[serde(borrow)]
    date: Option<&'r RawValue>,
    #[serde(borrow)]
    url: Option<&'r RawValue>,
}

impl Records {
    pub(crate) fn new(file: String, input: Box<dyn BufRead + Send>, date: Option<Date>) -> Records {
        Records { file, input, line: 0, is_empty: true, date, markup_told: false }
    }

    /// Reads the next line and pushes what it gives; `false` when nothing more can be read.
    pub(crate) fn advance(&mut self, buffer: &mut Vec<u8>, longest: usize, found: &mut impl FnMut(Item)) -> bool {
        self.step(buffer, longest, found).unwrap_or_else(|reason| {
            found(Err(InputProblem::of_file(&self.file, reason)));
            false
        })
    }

    fn step(&mut self, buffer: &mut Vec<u8>, longest: usize, found: &mut impl FnMut(Item)) -> Result<bool, Reason> {
        buffer.clear();
        let line = read_line(&mut self.input, buffer, longest)?;
        self.line += 1;
        match line {
            Line::End if self.is_empty => return Err(Reason::Empty),
            Line::End => return Ok(false),
            Line::TooLong => {
                self.is_empty = false;
                found(Err(self.problem(Reason::TooLong(longest))));
            }
            Line::Read => {
                if self.line == 1 {
                    check_records(buffer)?;
                }
                if !buffer.trim_ascii().is_empty() {
                    self.is_empty = false;
                    self.read(buffer, found);
                }
            }
        }
        Ok(true)
    }

    /// Reads one line as a record.
    fn read(&mut self, line: &[u8], found: &mut impl FnMut(Item)) {
        let (text, damage) = decode_line(line.trim_ascii_end());
        if let Some(damage) = damage {
            found(Err(self.problem(damage.into())));
        }
        match parse(&text) {
            Ok(record) => self.finish(record, found),
            Err(message) => found(Err(self.problem(Reason::Record(message)))),
        }
    }

    fn finish(&mut self, record: Record, found: &mut impl FnMut(Item)) {
        let Some(text) = record.text else { return found(Err(self.problem(Reason::NoText))) };
        if text.trim().is_empty() {
            return found(Err(self.problem(Reason::Empty)));
        }
        if !self.markup_told && looks_like_html(&text) {
            self.markup_told = true;
            found(Err(self.problem(Reason::Markup)));
        }
        let mut field = |name, value: Option<&RawValue>| {
            scalar(value).unwrap_or_else(|| {
                found(Err(self.problem(Reason::Field(name))));
                None
            })
        };
        let (id, title) = (field("id", record.id), field("title", record.title));
        let (written, url) = (field("date", record.date), field("url", record.url));
        let date = written.as_deref().and_then(date::parse);
        if let (Some(written), None) = (written, date) {
            found(Err(self.problem(Reason::Date(written))));
        }
        let id = id.or_else(|| url.as_deref().map(canonical_url)).unwrap_or_else(|| self.nameless(&text));
        found(Ok(Document {
            id,
            file: self.file.clone(),
            record_line: Some(self.line),
            title,
            date: date.or(self.date),
            url,
            text,
        }));
    }

    /// The id of a record that gives none.
    fn nameless(&self, text: &str) -> String {
        match self.file.as_str() {
            "-" => content_id(text),
            file => file_id(Path::new(file)).unwrap_or_else(|| content_id(text)),
        }
    }

    fn problem(&self, reason: Reason) -> InputProblem {
        InputProblem { file: self.file.clone(), line: Some(self.line), reason }
    }
}

/// A field's text, or its number as written; `Some(None)` when it is null or blank, `None` when it is anything else.
fn scalar(value: Option<&RawValue>) -> Option<Option<String>> {
    let Some(json) = value.map(RawValue::get) else { return Some(None) };
    match json.as_bytes()[0] {
        b'"' => {
            let text: String = serde_json::from_str(json).ok()?;
            let text = text.trim();
            Some((!text.is_empty()).then(|| text.to_owned()))
        }
        b'-' | b'0'..=b'9' => Some(Some(json.to_owned())),
        b'n' => Some(None),
        _ => None,
    }
}

/// Reads a record; an error is said with its place in this line.
fn parse(line: &str) -> Result<Record<'_>, String> {
    // Serde would take a list for a record too, by the order of its fields.
    if !line.trim_start().starts_with('{') {
        return Err("it does not begin with {".to_owned());
    }
    serde_json::from_str(line).map_err(|error| error.to_string().replace(" at line 1 column ", " at column "))
}

/// What [`read_line`] met.
enum Line {
    Read,
    TooLong,
    End,
}

/// Appends the next line to `buffer`, with its line end. One of more than `longest` bytes is passed over.
fn read_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>, longest: usize) -> std::io::Result<Line> {
    let count = input.take(longest as u64 + 1).read_until(b'\n', buffer)?;
    if count <= longest {
        return Ok(if count == 0 { Line::End } else { Line::Read });
    }
    if buffer.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(Line::TooLong)
}
