//! Where rows go: standard output or files, in the order of the texts or by worth.

use std::cmp::Reverse;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use claimsift_report::PartFiles;

use crate::pipeline::{Batch, Piece};

/// Takes rows as bytes.
pub enum Output {
    /// Standard output, or anything else that is written through.
    Stream(Box<dyn Write>),
    /// Files that appear when all is written.
    Files(PartFiles),
}

impl Output {
    /// Writes a batch in its own order.
    pub fn batch(&mut self, batch: &Batch) -> io::Result<()> {
        batch.pieces.iter().try_for_each(|piece| self.write(piece, &batch.bytes[piece.range.clone()]))
    }

    fn write(&mut self, piece: &Piece, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Stream(stream) => stream.write_all(bytes),
            Output::Files(files) if piece.continues => files.write_more(piece.rows, bytes),
            Output::Files(files) => files.write(piece.rows, bytes),
        }
    }

    /// Writes a row that stands alone.
    fn write_row(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Stream(stream) => stream.write_all(bytes),
            Output::Files(files) => files.write(1, bytes),
        }
    }

    /// Ends the output, and names its files.
    pub fn finish(self) -> io::Result<Vec<PathBuf>> {
        match self {
            Output::Stream(mut stream) => stream.flush().map(|()| Vec::new()),
            Output::Files(files) => files.finish(),
        }
    }
}

/// Keeps all rows aside, on disk, until the best are known or their order is.
pub struct Ranking {
    rows: BufWriter<File>,
    written: u64,
    index: Vec<Ranked>,
}

/// A row that is kept: its worth and where it stands.
#[derive(Clone, Copy)]
struct Ranked {
    worth: i32,
    start: u64,
    length: u32,
}

impl Ranking {
    /// An empty one.
    pub fn new() -> io::Result<Ranking> {
        Ok(Ranking { rows: BufWriter::new(tempfile::tempfile()?), written: 0, index: Vec::new() })
    }

    /// Keeps the rows of a batch, each of which must be a piece of its own.
    pub fn batch(&mut self, batch: &Batch) -> io::Result<()> {
        for Piece { worth, range, .. } in &batch.pieces {
            let bytes = &batch.bytes[range.clone()];
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            self.rows.write_all(bytes)?;
            self.index.push(Ranked { worth: *worth, start: self.written, length });
            self.written += u64::from(length);
        }
        Ok(())
    }

    /// Writes the `top` rows of the highest worth: those first when `by_worth`, else in the order of the texts, which
    /// also decides between equals. Returns their number.
    pub fn write(mut self, top: Option<usize>, by_worth: bool, output: &mut Output) -> io::Result<usize> {
        self.index.sort_unstable_by_key(|row| (Reverse(row.worth), row.start));
        self.index.truncate(top.unwrap_or(usize::MAX));
        if !by_worth {
            self.index.sort_unstable_by_key(|row| row.start);
        }
        let mut rows = self.rows.into_inner()?;
        let mut bytes = Vec::new();
        for row in &self.index {
            bytes.resize(row.length as usize, 0);
            rows.seek(SeekFrom::Start(row.start))?;
            rows.read_exact(&mut bytes)?;
            output.write_row(&bytes)?;
        }
        Ok(self.index.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_rows_are_kept_in_the_order_asked_for() {
        for (top, by_worth, expected) in [
            (None, true, "bdac"),
            (None, false, "abcd"),
            (Some(2), true, "bd"),
            (Some(3), false, "abd"),
            (Some(0), true, ""),
        ] {
            let mut ranking = Ranking::new().unwrap();
            let piece = |at: usize, worth| Piece { rows: 1, worth, continues: false, range: at..at + 1 };
            let pieces = vec![piece(0, 5), piece(1, 9), piece(2, 3), piece(3, 9)];
            ranking.batch(&Batch { bytes: b"abcd".to_vec(), pieces, ..Batch::default() }).unwrap();
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("out");
            let mut output = Output::Files(PartFiles::create(&path, b"", 100).unwrap());
            assert_eq!(ranking.write(top, by_worth, &mut output).unwrap(), expected.len());
            output.finish().unwrap();
            assert_eq!(std::fs::read_to_string(path).unwrap(), expected);
        }
    }
}
