//! Tables that people have worked in.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use csv::ReaderBuilder;

/// The columns that people fill in.
const REVIEW: &[&str] = &["verdict", "correct_figure", "evidence_url", "notes", "reviewer", "reviewed_at"];

/// The most that is read to tell whether a file is a table of claims, in bytes.
const LONGEST_HEADER: u64 = 1 << 14;

/// Whether a file is a table of claims in which someone has filled in a column of the review, so that it must not be
/// written over. A file that is not there, or is no such table, is not; errors are those of reading it.
pub fn is_reviewed(path: &Path) -> io::Result<bool> {
    let file = match File::open(path) {
        Ok(file) if file.metadata()?.is_file() => file,
        Ok(_) => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut first = String::new();
    BufReader::new(File::open(path)?.take(LONGEST_HEADER)).read_line(&mut first).or_else(not_text)?;
    let Some(delimiter) =
        first.trim_start_matches('\u{feff}').strip_prefix("claim_id").and_then(|rest| rest.bytes().next())
    else {
        return Ok(false);
    };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(file);
    let columns = review_columns(reader.byte_headers()?);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let filled = |&column: &usize| record.get(column).is_some_and(|cell| !cell.trim_ascii().is_empty());
        if columns.iter().any(filled) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn review_columns(header: &csv::ByteRecord) -> Vec<usize> {
    let is_review = |name: &[u8]| REVIEW.iter().any(|known| known.as_bytes() == name);
    header.iter().enumerate().filter(|(_, name)| is_review(name)).map(|(column, _)| column).collect()
}

/// A file that is no text is no table.
fn not_text(error: io::Error) -> io::Result<usize> {
    if error.kind() == io::ErrorKind::InvalidData { Ok(0) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_or_a_note_makes_a_table_reviewed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims.csv");
        for (text, reviewed) in [
            ("\u{feff}claim_id,verdict,notes,worth\r\nc_a,,,20\r\n", false),
            ("\u{feff}claim_id,verdict,notes,worth\r\nc_a,wrong,,20\r\n", true),
            ("claim_id;verdict;notes;worth\nc_a;;\"see; below\";20\n", true),
            ("claim_id,verdict\nc_a\nc_b, \n", false),
            ("name,verdict\nAna,wrong\n", false),
            ("", false),
        ] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(is_reviewed(&path).unwrap(), reviewed, "{text}");
        }
        std::fs::write(&path, b"\xff\xfe\x00claim_id").unwrap();
        assert!(!is_reviewed(&path).unwrap());
        assert!(!is_reviewed(&folder.path().join("none.csv")).unwrap());
        assert!(!is_reviewed(folder.path()).unwrap());
    }
}
