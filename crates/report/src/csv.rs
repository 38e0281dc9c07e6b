use std::io::{self, Write};

use crate::cell::push_text;
use crate::field::{Shown, Value};
use crate::{FIELDS, Field, Locale, Row};

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
    columns: Vec<Column>,
    cells: Cells,
    /// A text that is put together from several.
    scratch: String,
}

/// A column, and the last text in it: rows of one document or sentence have most of their texts in common.
struct Column {
    field: &'static Field,
    last: String,
    /// The last text as a cell.
    cell: String,
}

impl CsvWriter<Vec<u8>> {
    /// What a file begins with: the byte order mark and the names of the columns.
    pub fn header(locale: Locale, muted: bool) -> String {
        let mut cells = Cells::new(locale);
        columns(muted).for_each(|field| cells.plain(field.name));
        format!("\u{feff}{}", cells.end())
    }
}

impl<W: Write> CsvWriter<W> {
    /// A writer of rows to `out`, behind the header. `muted` adds the column of muting rules.
    pub fn new(out: W, locale: Locale, muted: bool) -> CsvWriter<W> {
        let columns = columns(muted).map(|field| Column { field, last: String::new(), cell: String::new() });
        CsvWriter { out, columns: columns.collect(), cells: Cells::new(locale), scratch: String::new() }
    }

    /// Writes a row.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let CsvWriter { out, columns, cells, scratch } = self;
        cells.row.clear();
        for column in columns {
            scratch.clear();
            match (column.field.cell, (column.field.value)(row)) {
                (Some(write), _) => {
                    write(row, scratch);
                    cells.text(scratch);
                }
                (None, Value::List(list)) => {
                    list.join("; ", scratch);
                    cells.text(scratch);
                }
                (None, Value::Text(text)) => cells.text_again(text, column),
                (None, Value::Word(word) | Value::Date(word)) => cells.plain(word),
                (None, Value::Decimal(digits)) => cells.decimal(digits),
                (None, Value::Integer(number)) => cells.plain(itoa::Buffer::new().format(number)),
                (None, Value::Empty) => cells.plain(""),
            }
        }
        out.write_all(cells.end().as_bytes())
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
    row: String,
    cell: String,
    line: String,
    locale: Locale,
}

impl Cells {
    fn new(locale: Locale) -> Cells {
        Cells { row: String::new(), cell: String::new(), line: String::new(), locale }
    }

    /// A cell of text, which a spreadsheet must not retype.
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return self.plain("");
        }
        let mut cell = std::mem::take(&mut self.cell);
        cell.clear();
        push_text(text, &mut self.line, &mut cell);
        self.quoted(&cell);
        self.cell = cell;
    }

    /// A cell of text that is often the one of the row before.
    fn text_again(&mut self, text: &str, column: &mut Column) {
        if text == column.last {
            return self.plain(&column.cell);
        }
        let start = self.row.len();
        self.text(text);
        column.last.clear();
        column.last.push_str(text);
        column.cell.clear();
        column.cell.push_str(&self.row[start..self.row.len() - 1]);
    }

    fn decimal(&mut self, digits: &str) {
        let point = self.locale.decimal;
        if point == '.' {
            return self.plain(digits);
        }
        let mut cell = std::mem::take(&mut self.cell);
        cell.clear();
        cell.extend(digits.chars().map(|c| if c == '.' { point } else { c }));
        self.quoted(&cell);
        self.cell = cell;
    }

    /// A cell in quotes, where it needs them.
    fn quoted(&mut self, cell: &str) {
        if memchr::memchr2(b'"', self.locale.delimiter, cell.as_bytes()).is_none() {
            return self.plain(cell);
        }
        self.row.push('"');
        for (index, part) in cell.split('"').enumerate() {
            self.row.push_str(if index > 0 { "\"\"" } else { "" });
            self.row.push_str(part);
        }
        self.row.push('"');
        self.plain("");
    }

    /// A cell as it is.
    fn plain(&mut self, cell: &str) {
        self.row.push_str(cell);
        self.row.push(char::from(self.locale.delimiter));
    }

    /// Ends the row: a line end in place of the last delimiter.
    fn end(&mut self) -> &str {
        self.row.pop();
        self.row.push_str("\r\n");
        &self.row
    }
}

/// The CSV's columns in order.
fn columns(muted: bool) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| match field.shown {
        Shown::Everywhere | Shown::Table => true,
        Shown::WithMuted => muted,
        Shown::Record => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::push_line;
    use crate::{CELL, List, unguarded};
    use claimsift_text::Span;
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
        let row = Row {
            sentence: "It fell\r\nfrom 20 to 10.".into(),
            quote_at: Span::new(14, 16),
            about_time: "2005-34".into(),
            comparator: "exactly",
            value: "-8.73".into(),
            date: "2013-05-07".into(),
            doc_id: "2013-05-07".into(),
            worth: 7,
            why: list(&["+25 deaths", "-10 small"]),
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
