use std::io::{self, Write};

use crate::Row;
use crate::cell::push_line;

/// Writes one readable line a claim: `worth  claim  file:line`.
///
/// ```
/// use claimsift_report::{LineWriter, Row};
/// let row = Row { worth: 70, claim: "16 million people".into(), file: "a.txt".into(), line: 3, ..Row::default() };
/// let mut lines = LineWriter::new(Vec::new());
/// lines.write(&row)?;
/// assert_eq!(lines.into_inner(), b" 70  16 million people  a.txt:3\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct LineWriter<W> {
    out: W,
    line: String,
}

impl<W: Write> LineWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W) -> LineWriter<W> {
        LineWriter { out, line: String::new() }
    }

    /// Writes a row; a muted one ends with the rule that muted it.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let line = &mut self.line;
        line.clear();
        let mut buffer = itoa::Buffer::new();
        let worth = buffer.format(row.worth);
        line.extend(std::iter::repeat_n(' ', 3_usize.saturating_sub(worth.len())));
        line.push_str(worth);
        line.push_str("  ");
        push_line(&row.claim, line);
        line.push_str("  ");
        push_line(&row.file, line);
        line.push(':');
        line.push_str(itoa::Buffer::new().format(row.line));
        if !row.muted_by.is_empty() {
            line.push_str("  muted by ");
            line.push_str(&row.muted_by);
        }
        line.push('\n');
        self.out.write_all(line.as_bytes())
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
