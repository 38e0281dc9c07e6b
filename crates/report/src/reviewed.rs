//! Files that must not be written over: those that people have worked in, and those of others.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};

use crate::{CsvWriter, Locale};

/// The columns that people fill in.
const REVIEW: &[&str] = &["verdict", "correct_figure", "evidence_url", "notes", "reviewer", "reviewed_at"];

/// How every record of JSONL begins.
const RECORD: &[u8] = b"{\"claim_id\":";

/// The most that is read of a file's first line, in bytes.
const LONGEST_HEADER: u64 = 1 << 14;

/// Whether a file may be written over: there is none, it is empty, or claimsift wrote it and no one has filled in a
/// column of the review since. A table that a spreadsheet saved in another form counts as worked in. Errors are those of
/// reading the file.
pub fn may_replace(path: &Path) -> io::Result<bool> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    if !file.metadata()?.is_file() {
        return Ok(true);
    }
    let mut start = Vec::new();
    file.by_ref().take(LONGEST_HEADER).read_to_end(&mut start)?;
    if start.is_empty() || start.starts_with(RECORD) {
        return Ok(true);
    }
    match own_table(&start) {
        Some(locale) => Ok(!is_reviewed(File::open(path)?, locale)?),
        None => Ok(false),
    }
}

/// The locale of the table that begins so, when it has the very header that claimsift writes.
fn own_table(start: &[u8]) -> Option<Locale> {
    let locales = [Locale::POINT, Locale::COMMA];
    let is_own = |locale: &Locale| [false, true].map(|muted| CsvWriter::header(*locale, muted));
    locales.into_iter().find(|locale| is_own(locale).iter().any(|header| start.starts_with(header.as_bytes())))
}

fn is_reviewed(file: File, locale: Locale) -> io::Result<bool> {
    let mut reader = ReaderBuilder::new().delimiter(locale.delimiter).flexible(true).from_reader(file);
    let columns = review_columns(reader.byte_headers()?);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let filled = |&column: &usize| record.get(column).is_some_and(|cell| !cell.trim_ascii().is_empty());
        if columns.iter().any(filled) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn review_columns(header: &ByteRecord) -> Vec<usize> {
    let is_review = |name: &[u8]| REVIEW.iter().any(|known| known.as_bytes() == name);
    header.iter().enumerate().filter(|(_, name)| is_review(name)).map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_untouched_file_of_our_own_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims.csv");
        let header = CsvWriter::header(Locale::POINT, false);
        let german = CsvWriter::header(Locale::COMMA, true);
        let plain = header.trim_start_matches('\u{feff}').to_owned();
        for (text, replaceable) in [
            (String::new(), true),
            (header.clone(), true),
            (format!("{header}c_a,,,,,,,,20\r\n"), true),
            (format!("{header}c_a,wrong,,,,,,,20\r\n"), false),
            (format!("{header}c_a,,,,see,,,,20\r\n"), false),
            (format!("{german}c_a;;;;;;;;20\r\n"), true),
            (format!("{german}c_a;wrong;;;;;;;20\r\n"), false),
            // Saved by a spreadsheet, or no table of ours.
            (format!("{plain}c_a,,,,,,,,20\r\n"), false),
            (format!("\u{feff}\"claim_id\",{plain}"), false),
            ("name,verdict\nAna,wrong\n".to_owned(), false),
            ("{\"claim_id\":\"c_a\"}\n".to_owned(), true),
            ("hello\n".to_owned(), false),
        ] {
            std::fs::write(&path, &text).unwrap();
            assert_eq!(may_replace(&path).unwrap(), replaceable, "{text}");
        }
        assert!(may_replace(&folder.path().join("none.csv")).unwrap());
    }
}
