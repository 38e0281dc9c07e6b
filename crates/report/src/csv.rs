use std::io::{self, Write};

use claimsift_text::Span;

use crate::cell::{Care, bounded, has_control, push_line};
use crate::field::{Show, Shown, Value, each_cell, marked};
use crate::guard::{begins_formula, dangerous};
use crate::{CELL, FIELDS, Field, List, Locale, Row};

/// Writes rows as the CSV that people review: UTF-8 with a byte order mark, CRLF, RFC 4180, one header.
///
/// ```
/// use claimsift_report::{CsvWriter, Locale, Row};
/// let mut out = CsvWriter::header(Locale::POINT, false).into_bytes();
/// let mut csv = CsvWriter::new(&mut out, Locale::POINT, false);
/// csv.write(&Row { claim: "16 million people".into(), value: "16000000".into(), ..Row::default() })?;
/// let text = String::from_utf8(out).unwrap();
/// assert!(text.starts_with("\u{feff}claim_id,verdict,"));
/// assert!(text.contains(",16 million people,"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct CsvWriter<W> {
    out: W,
    cells: Cells,
}

impl CsvWriter<Vec<u8>> {
    /// What a file begins with: the byte order mark and the names of the columns.
    pub fn header(locale: Locale, muted: bool) -> String {
        let names: Vec<&str> = columns(muted).map(|field| field.name).collect();
        format!("\u{feff}{}\r\n", names.join(&char::from(locale.delimiter).to_string()))
    }
}

impl<W: Write> CsvWriter<W> {
    /// A writer of rows to `out`, behind the header. `muted` adds the column of muting rules.
    pub fn new(out: W, locale: Locale, muted: bool) -> CsvWriter<W> {
        let shared = FIELDS.iter().filter(|field| field.is_shared()).map(|_| Shared::default()).collect();
        let cells = Cells {
            row: Vec::new(),
            shared,
            next_shared: 0,
            marked: Marked::default(),
            scratch: String::new(),
            line: String::new(),
            locale,
            muted,
        };
        CsvWriter { out, cells }
    }

    /// Writes a row.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let CsvWriter { out, cells } = self;
        cells.row.clear();
        cells.next_shared = 0;
        each_cell(row, cells);
        // What stands behind the last cell.
        cells.row.pop();
        cells.plain(b"\r\n");
        out.write_all(&cells.row)
    }

    /// The output.
    pub fn get_ref(&self) -> &W {
        &self.out
    }

    /// Gives the output back.
    pub fn into_inner(self) -> W {
        self.out
    }
}

/// The cells of one row. Written by hand, because rows are a good part of the work once the claims are found: the csv
/// crate, which looks at every byte for itself, took a fifth more time. No cell holds a line end.
struct Cells {
    row: Vec<u8>,
    /// What the last row had in the columns that rows share, in their order.
    shared: Vec<Shared>,
    /// The next of them.
    next_shared: usize,
    marked: Marked,
    /// A text that is put together from several.
    scratch: String,
    /// A text brought on one line.
    line: String,
    locale: Locale,
    muted: bool,
}

/// A text that rows of one document or sentence mostly have in common, so it is made a cell once and copied.
#[derive(Default)]
struct Shared {
    text: String,
    /// The same as a cell.
    cell: Vec<u8>,
}

/// The last text that was marked, which the next row often has again, and how it is written.
#[derive(Default)]
struct Marked {
    text: String,
    care: Care,
    /// Whether it is on one line, without control characters.
    is_line: bool,
}

impl Show for Cells {
    #[inline(always)]
    fn show(&mut self, field: &Field, value: Value<'_>) {
        if !is_column(field, self.muted) {
            return;
        }
        // Most cells of most rows are empty.
        if !value.is_empty() {
            self.value(value);
        }
        self.next_shared += usize::from(matches!(value, Value::Shared(_)));
        self.row.push(self.locale.delimiter);
    }
}

impl Cells {
    #[inline(always)]
    fn value(&mut self, value: Value<'_>) {
        match value {
            Value::Empty => {}
            Value::Text(text) => self.text(text),
            Value::Shared(text) => self.shared(text),
            Value::List(list) => self.list(list),
            Value::Word(word) | Value::Date(word) => self.plain(word.as_bytes()),
            Value::Decimal(digits) => self.decimal(digits),
            Value::Integer(number) => self.plain(itoa::Buffer::new().format(number).as_bytes()),
            Value::Marked(text, span) => self.marked(text, span),
            Value::Time(_) => self.composed(value),
        }
    }

    /// A cell of text that is put together from several.
    fn composed(&mut self, value: Value<'_>) {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        value.write(&mut text);
        self.text(&text);
        self.scratch = text;
    }

    /// A cell of text with a stretch marked; the text is often the one of the row before.
    fn marked(&mut self, text: &str, span: Span) {
        if text != self.marked.text {
            text.clone_into(&mut self.marked.text);
            self.marked.care = Care::of(text.as_bytes(), self.locale.delimiter);
            self.marked.is_line = !(self.marked.care.of_controls() && has_control(text));
        }
        if !self.marked.is_line || text.len() + "[[]]".len() >= CELL {
            return self.composed(Value::Marked(text, span));
        }
        let care = self.marked.care;
        self.quote(care);
        // With the marks in it, it is no date, number or truth value.
        if begins_formula(&text[..span.start]) {
            self.row.push(b'\'');
        }
        marked(text, span).iter().for_each(|part| self.doubled(part, care));
        self.quote(care);
    }

    /// A cell of text that is often the one of the row before.
    #[inline]
    fn shared(&mut self, text: &str) {
        let last = &self.shared[self.next_shared];
        if text == last.text {
            return self.row.extend_from_slice(&last.cell);
        }
        let start = self.row.len();
        self.text(text);
        let last = &mut self.shared[self.next_shared];
        text.clone_into(&mut last.text);
        last.cell.clear();
        last.cell.extend_from_slice(&self.row[start..]);
    }

    /// A cell of text, which a spreadsheet must not retype.
    fn text(&mut self, text: &str) {
        let care = Care::of(text.as_bytes(), self.locale.delimiter);
        if care.of_controls() && has_control(text) {
            return self.controlled(text, care);
        }
        self.cell(bounded(text), care);
    }

    /// A cell of several texts.
    fn list(&mut self, list: &List) {
        match list.plain_but_for() {
            Some(signs) => self.cell(bounded(list.joined()), Care::of_signs(signs, self.locale.delimiter)),
            None => self.text(list.joined()),
        }
    }

    /// A cell of text with control characters.
    #[cold]
    fn controlled(&mut self, text: &str, care: Care) {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        push_line(text, &mut line);
        self.cell(bounded(&line), care);
        self.line = line;
    }

    /// A cell of text on one line, guarded, and in quotes where it needs them.
    #[inline(always)]
    fn cell(&mut self, text: &str, care: Care) {
        self.quote(care);
        if dangerous(text) {
            self.row.push(b'\'');
        }
        self.doubled(text, care);
        self.quote(care);
    }

    /// What stands before and behind a cell that has quotes or delimiters.
    #[inline]
    fn quote(&mut self, care: Care) {
        if care.of_quotes_or_delimiters() {
            self.row.push(b'"');
        }
    }

    /// Text whose quotes, if it may have any, are doubled.
    #[inline]
    fn doubled(&mut self, text: &str, care: Care) {
        let mut rest = text.as_bytes();
        if care.of_quotes() {
            while let Some(quote) = memchr::memchr(b'"', rest) {
                self.plain(&rest[..=quote]);
                self.row.push(b'"');
                rest = &rest[quote + 1..];
            }
        }
        self.plain(rest);
    }

    fn decimal(&mut self, digits: &str) {
        let Some((whole, part)) = digits.split_once('.').filter(|_| self.locale.decimal != '.') else {
            return self.plain(digits.as_bytes());
        };
        let quote: &[u8] = if char::from(self.locale.delimiter) == self.locale.decimal { b"\"" } else { b"" };
        self.plain(quote);
        self.plain(whole.as_bytes());
        self.plain(self.locale.decimal.encode_utf8(&mut [0; 4]).as_bytes());
        self.plain(part.as_bytes());
        self.plain(quote);
    }

    /// Bytes as they are.
    #[inline]
    fn plain(&mut self, bytes: &[u8]) {
        self.row.extend_from_slice(bytes);
    }
}

/// The CSV's columns in order.
fn columns(muted: bool) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| is_column(field, muted))
}

#[inline(always)]
fn is_column(field: &Field, muted: bool) -> bool {
    match field.shown {
        Shown::Everywhere | Shown::Table => true,
        Shown::WithMuted => muted,
        Shown::Record => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{List, unguarded};
    use proptest::prelude::*;

    fn read(bytes: &[u8], locale: Locale) -> (Vec<String>, Vec<Vec<String>>) {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(locale.delimiter).from_reader(text);
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let records = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        (header, records)
    }

    fn written(rows: &[Row], locale: Locale, muted: bool) -> Vec<u8> {
        let mut csv = CsvWriter::new(CsvWriter::header(locale, muted).into_bytes(), locale, muted);
        rows.iter().for_each(|row| csv.write(row).unwrap());
        csv.into_inner()
    }

    /// The cell of a column in the first row.
    fn cell(row: &Row, locale: Locale, column: &str) -> String {
        let (header, records) = read(&written(std::slice::from_ref(row), locale, true), locale);
        records[0][header.iter().position(|name| name == column).unwrap()].clone()
    }

    fn list(items: &[&str]) -> List {
        let mut list = List::default();
        items.iter().for_each(|item| list.push(item));
        list
    }

    #[test]
    fn the_columns_are_those_of_the_documentation() {
        let (header, _) = read(&written(&[], Locale::POINT, true), Locale::POINT);
        let expected = "claim_id, verdict, correct_figure, evidence_url, notes, reviewer, reviewed_at, since_last, worth, \
            flags, claim, sentence, speaker, attribution, modality, about_time, kind, topic, value, value_high, unit, \
            comparator, change, counted, goes_with, same_as, articles, conflicts_with, why, title, date, file, line, \
            block, before, after, url, hedged, negated, doc_id, start, end, rules, muted_by";
        assert_eq!(header.join(", "), expected);
        assert_eq!(read(&written(&[], Locale::POINT, false), Locale::POINT).0.join(", ") + ", muted_by", expected);
    }

    #[test]
    fn cells_are_written_for_people() {
        let mut why = List::default();
        ["+25 deaths", "-10 small"].iter().for_each(|part| why.push_plain(part));
        let row = Row {
            sentence: "It fell\r\nfrom 20 to 10.".into(),
            quote_at: Span::new(14, 16),
            about_time: "2005-34".into(),
            comparator: "exactly",
            value: "-8.73".into(),
            date: "2013-05-07".into(),
            doc_id: "2013-05-07".into(),
            worth: 7,
            why,
            goes_with: list(&["c_abc"]),
            goes_with_claims: list(&["10", "loan: £6m"]),
            ..Row::default()
        };
        for (column, point, comma) in [
            ("sentence", "It fell from [[20]] to 10.", "It fell from [[20]] to 10."),
            ("about_time", "Q2 2005", "Q2 2005"),
            ("comparator", "", ""),
            ("value", "-8.73", "-8,73"),
            ("date", "2013-05-07", "2013-05-07"),
            ("doc_id", "'2013-05-07", "'2013-05-07"),
            ("worth", "7", "7"),
            ("why", "'+25 deaths; -10 small", "'+25 deaths; -10 small"),
            ("goes_with", "10; loan: £6m", "10; loan: £6m"),
            ("verdict", "", ""),
        ] {
            assert_eq!(cell(&row, Locale::POINT, column), point, "{column}");
            assert_eq!(cell(&row, Locale::COMMA, column), comma, "{column}");
        }
    }

    #[test]
    fn lines_end_in_crlf() {
        let text = String::from_utf8(written(&[Row::default()], Locale::POINT, false)).unwrap();
        assert_eq!(text.matches("\r\n").count(), 2);
        assert_eq!(text.matches('\n').count(), 2);
    }

    proptest! {
        #[test]
        fn a_written_table_reads_back_equal(
            texts in proptest::collection::vec("'{0,2}[=+0-9a-z,;\"' \n\r\té-]{0,40}", 6),
            long in "[a-zé\n]{0,5000}",
            comma: bool,
        ) {
            let locale = if comma { Locale::COMMA } else { Locale::POINT };
            let row = Row {
                claim: texts[0].clone(), speaker: texts[1].clone(), title: texts[2].clone(), file: texts[3].clone(),
                unit: texts[4].clone(), rules: list(&[&texts[5]]), counted: long.clone(), sentence: texts[0].clone(),
                ..Row::default()
            };
            let (header, records) = read(&written(&[row.clone(), row.clone(), Row::default(), row], locale, true), locale);
            prop_assert_eq!(records.len(), 4);
            for record in &records {
                for cell in record {
                    prop_assert!(cell.chars().count() <= CELL);
                    prop_assert!(!cell.contains(['\n', '\r']));
                }
            }
            let columns = ["claim", "speaker", "title", "file", "unit", "rules"];
            for (column, text) in columns.iter().zip(&texts) {
                let index = header.iter().position(|name| name == column).unwrap();
                let mut line = String::new();
                push_line(text, &mut line);
                for record in [&records[0], &records[1], &records[3]] {
                    prop_assert_eq!(unguarded(&record[index]), &line, "{}", column);
                }
            }
        }
    }
}
