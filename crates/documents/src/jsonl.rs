use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::decode::{Decoded, decode};
use crate::identity::{canonical_url, content_id, file_id};
use crate::reader::Item;
use crate::{Document, InputProblem, Reason, date};

/// The records of a JSONL file or stream, one document a line.
pub(crate) struct Records {
    /// As shown to people.
    pub file: String,
    pub input: Box<dyn BufRead + Send>,
    /// The number of the line read last.
    pub line: usize,
    /// The date of a record that has none.
    pub date: Option<Date>,
}

/// One line of a JSONL file. Other fields are ignored.
#[derive(Deserialize)]
struct Record<'r> {
    #[serde(borrow, default)]
    text: Option<Cow<'r, str>>,
    #[serde(borrow, default)]
    id: Option<&'r RawValue>,
    #[serde(borrow, default)]
    title: Option<&'r RawValue>,
    #[serde(borrow, default)]
    date: Option<&'r RawValue>,
    #[serde(borrow, default)]
    url: Option<&'r RawValue>,
}

impl Records {
    /// Reads the next line that is not blank and pushes what it gives; `false` at the end of the input.
    pub(crate) fn advance(&mut self, buffer: &mut Vec<u8>, longest: usize, found: &mut impl FnMut(Item)) -> bool {
        loop {
            buffer.clear();
            match read_line(&mut self.input, buffer, longest) {
                Ok(Line::End) => return false,
                Ok(Line::TooLong) => {
                    self.line += 1;
                    found(Err(self.problem(Reason::TooLong(longest))));
                    return true;
                }
                Ok(Line::Read) => {
                    self.line += 1;
                    if !buffer.trim_ascii().is_empty() {
                        self.read(std::mem::take(buffer), found);
                        return true;
                    }
                }
                Err(error) => {
                    found(Err(self.problem(error.into())));
                    return false;
                }
            }
        }
    }

    /// Reads one line as a record.
    pub(crate) fn read(&self, line: Vec<u8>, found: &mut impl FnMut(Item)) {
        let Decoded { text, damage } = decode(line);
        if let Some(damage) = damage {
            found(Err(self.problem(damage.into())));
        }
        match serde_json::from_str::<Record>(&text) {
            Ok(record) => self.finish(record, found),
            Err(error) => found(Err(self.problem(Reason::Record(message(&error))))),
        }
    }

    fn finish(&self, record: Record, found: &mut impl FnMut(Item)) {
        let Some(text) = record.text else { return found(Err(self.problem(Reason::NoText))) };
        if text.trim().is_empty() {
            return found(Err(self.problem(Reason::Empty)));
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
            text: text.into_owned(),
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

/// The reader's message, with the place counted in this line alone.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.replace(" at line 1 column ", " at column ")
}

/// What [`read_line`] met.
pub(crate) enum Line {
    Read,
    TooLong,
    End,
}

/// Appends the next line to `buffer`, with its line end. One of more than `longest` bytes is passed over.
pub(crate) fn read_line(input: &mut dyn BufRead, buffer: &mut Vec<u8>, longest: usize) -> std::io::Result<Line> {
    let count = input.take(longest as u64 + 1).read_until(b'\n', buffer)?;
    if count <= longest {
        return Ok(if count == 0 { Line::End } else { Line::Read });
    }
    if buffer.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(Line::TooLong)
}
