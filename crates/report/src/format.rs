use std::io::{self, Write};

use crate::{CsvWriter, LineWriter, Locale, Row, RowMaker};

/// The outputs that rows are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The table that people review.
    Csv {
        /// How the reader's spreadsheet writes columns and decimals.
        locale: Locale,
        /// Whether there is a column for the rules that mute.
        muted: bool,
    },
    /// The lossless record, one JSON object a line.
    Jsonl,
    /// Readable lines for a terminal.
    Lines,
}

impl Format {
    /// What a file of this format begins with.
    pub fn header(self) -> String {
        match self {
            Format::Csv { locale, muted } => CsvWriter::header(locale, muted),
            Format::Jsonl | Format::Lines => String::new(),
        }
    }

    /// A maker of rows with the fields that this format has.
    pub fn maker(self) -> RowMaker {
        match self {
            Format::Csv { .. } | Format::Lines => RowMaker::for_table(),
            Format::Jsonl => RowMaker::new(),
        }
    }

    /// A writer of rows in this format, without the header.
    pub fn writer<W: Write>(self, out: W) -> Writer<W> {
        match self {
            Format::Csv { locale, muted } => Writer::Csv(CsvWriter::new(out, locale, muted)),
            Format::Jsonl => Writer::Jsonl(out),
            Format::Lines => Writer::Lines(LineWriter::new(out)),
        }
    }
}

/// Writes rows in one of the formats.
pub enum Writer<W> {
    /// The table.
    Csv(CsvWriter<W>),
    /// The record.
    Jsonl(W),
    /// Readable lines.
    Lines(LineWriter<W>),
}

impl<W: Write> Writer<W> {
    /// Writes a row.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        match self {
            Writer::Csv(csv) => csv.write(row),
            Writer::Jsonl(out) => {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n")
            }
            Writer::Lines(lines) => lines.write(row),
        }
    }

    /// The output.
    pub fn get_ref(&self) -> &W {
        match self {
            Writer::Csv(csv) => csv.get_ref(),
            Writer::Jsonl(out) => out,
            Writer::Lines(lines) => lines.get_ref(),
        }
    }

    /// Gives the output back.
    pub fn into_inner(self) -> W {
        match self {
            Writer::Csv(csv) => csv.into_inner(),
            Writer::Jsonl(out) => out,
            Writer::Lines(lines) => lines.into_inner(),
        }
    }
}
