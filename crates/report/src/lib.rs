//! Writes claims as the rows that people review: CSV, JSONL and readable lines.
//!
//! [`RowMaker`] turns claims into [`Row`]s, the only type that leaves; [`Format::writer`] writes them. What a row holds
//! stands once, in [`FIELDS`].
//!
//! ```
//! use claimsift_report::{Format, Row};
//! let mut jsonl = Format::Jsonl.writer(Vec::new());
//! jsonl.write(&Row { claim: "16 million people".into(), value: "16000000".into(), ..Row::default() })?;
//! let record: serde_json::Value = serde_json::from_slice(&jsonl.into_inner())?;
//! assert_eq!(record["value"], 16_000_000);
//! # Ok::<(), std::io::Error>(())
//! ```

mod cell;
mod csv;
mod field;
mod format;
mod guard;
mod identity;
mod lines;
mod list;
mod locale;
mod maker;
mod parts;
mod plain;
mod reviewed;
mod row;
mod table;
mod time;
mod window;

pub use crate::csv::CsvWriter;
pub use field::{FIELDS, Field, MEANING, Shown};
pub use format::{Format, Writer};
pub use guard::{guarded, unguarded};
pub use lines::LineWriter;
pub use list::List;
pub use locale::Locale;
pub use maker::{DocumentRows, Origin, Place, RowMaker, SentenceRows};
pub use parts::{PartFiles, ROWS_PER_FILE, part_path};
pub use reviewed::may_replace;
pub use row::Row;
pub use table::{Table, TableError, TableRow};
pub use window::CELL;
