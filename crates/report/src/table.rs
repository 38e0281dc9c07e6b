//! Reads tables back that were written: CSV, also as a spreadsheet saved it, and the record.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use serde_json::value::RawValue;

use crate::list::BETWEEN;
use crate::{Field, unguarded};

/// A table that was written, as far as some of its fields go.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its rows, in their order.
    pub rows: Vec<TableRow>,
}

/// The contents of the fields asked for, in their order; empty where the table has no such column.
pub type TableRow = Vec<String>;

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The CSV is broken.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A line is no JSON object.
    #[error("line {line}: {error}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// It has no `claim_id`.
    #[error("no table of claims: it has no column `claim_id`")]
    NoClaims,
}

impl Table {
    /// Reads these fields of a file's rows.
    pub fn open(path: &Path, fields: &[&Field]) -> Result<Table, TableError> {
        Table::parse(&fs::read(path)?, fields)
    }

    /// Reads these fields of all rows: of JSONL when it begins so, else of CSV with commas, semicolons or tabs.
    pub fn parse(bytes: &[u8], fields: &[&Field]) -> Result<Table, TableError> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let rows = match bytes.trim_ascii_start().first() {
            None => Vec::new(),
            Some(b'{') => records(bytes, fields)?,
            Some(_) => cells(bytes, fields)?,
        };
        Ok(Table { rows })
    }
}

fn cells(bytes: &[u8], fields: &[&Field]) -> Result<Vec<TableRow>, TableError> {
    let delimiter = delimiter(bytes);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let header = reader.headers()?.clone();
    let column = |name: &str| header.iter().position(|known| known == name);
    column("claim_id").ok_or(TableError::NoClaims)?;
    // Locales with semicolons have decimal commas.
    let has_comma = |field: &Field| delimiter == b';' && field.is_decimal();
    let columns: Vec<_> = fields.iter().map(|field| (column(field.name), has_comma(field))).collect();
    let row = |record: StringRecord| {
        let cell = |&(column, has_comma): &(Option<usize>, bool)| {
            let cell = unguarded(column.and_then(|column| record.get(column)).unwrap_or_default());
            if has_comma { cell.replace(',', ".") } else { cell.to_owned() }
        };
        columns.iter().map(cell).collect()
    };
    reader.records().map(|record| Ok(row(record?))).collect()
}

/// What stands most often in the header of the three that spreadsheets write.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: &u8| header.iter().filter(|byte| *byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn records(bytes: &[u8], fields: &[&Field]) -> Result<Vec<TableRow>, TableError> {
    let lines = bytes.split(|&byte| byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    let row = |(index, line)| {
        let broken = |error| TableError::Json { line: index + 1, error };
        let record: BTreeMap<String, &RawValue> = serde_json::from_slice(line).map_err(broken)?;
        record.get("claim_id").ok_or(TableError::NoClaims)?;
        let cell = |field: &&Field| record.get(field.name).map_or(Ok(String::new()), |value| text(value));
        fields.iter().map(cell).collect::<Result<TableRow, _>>().map_err(broken)
    };
    lines.map(row).collect()
}

/// A value as a cell shows it; numbers keep all their digits.
fn text(value: &RawValue) -> Result<String, serde_json::Error> {
    match value.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(value.get()),
        Some(b'[') => Ok(serde_json::from_str::<Vec<String>>(value.get())?.join(BETWEEN)),
        Some(b'n') | None => Ok(String::new()),
        Some(_) => Ok(value.get().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, List, Locale, Row};

    fn fields(names: &[&str]) -> Vec<&'static Field> {
        let field = |name: &&str| Field::of_name(name).unwrap();
        names.iter().map(field).collect()
    }

    fn row() -> Row {
        let mut why = List::default();
        why.push("+25 people.killed");
        Row { claim_id: "c_a".into(), claim: "3-1".into(), value: "2.5".into(), why, worth: 25, ..Row::default() }
    }

    #[test]
    fn what_was_written_reads_back() {
        let fields = fields(&["claim_id", "claim", "value", "why", "worth", "unit"]);
        for format in [
            Format::Csv { locale: Locale::POINT, muted: false },
            Format::Csv { locale: Locale::COMMA, muted: true },
            Format::Jsonl,
        ] {
            let mut bytes = format.header().into_bytes();
            let mut writer = format.writer(Vec::new());
            writer.write(&row()).unwrap();
            bytes.extend(writer.into_inner());
            let table = Table::parse(&bytes, &fields).unwrap();
            assert_eq!(table.rows, [["c_a", "3-1", "2.5", "+25 people.killed", "25", ""]], "{format:?}");
        }
    }

    #[test]
    fn a_file_without_claims_is_refused() {
        for (text, message) in [
            ("name,age\nAna,3\n", "no table of claims: it has no column `claim_id`"),
            ("{\"id\": 1}\n", "no table of claims: it has no column `claim_id`"),
            ("{\"claim_id\": \"c_a\"}\n{\"claim_id\n", "line 2: EOF while parsing a string at line 1 column 10"),
        ] {
            assert_eq!(Table::parse(text.as_bytes(), &[]).unwrap_err().to_string(), message, "{text}");
        }
        assert!(Table::parse(b"", &[]).unwrap().rows.is_empty());
        assert!(
            Table::parse(b"\xef\xbb\xbfclaim_id\tworth\r\nc_a\t3\r\n", &fields(&["worth"])).unwrap().rows == [["3"]]
        );
    }
}
