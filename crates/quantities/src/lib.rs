//! Reads the quantities out of English text: value, comparator, unit and dimension, as exact decimals.
//!
//! ```
//! use claimsift_quantities::{Comparator, QuantityReader, QuantityTables};
//! use claimsift_text::Span;
//!
//! let reader = QuantityReader::new(QuantityTables::shipped());
//! let text = "The dune creeps inland by 45-60 centimetres annually.";
//! let mut found = Vec::new();
//! reader.read(text, Span::new(0, text.len()), &mut found);
//! let quantity = found[0];
//! assert_eq!(quantity.span.of(text), "45-60 centimetres annually");
//! assert_eq!((quantity.value, quantity.high), (Some(45.into()), Some(60.into())));
//! assert_eq!(reader.tables().unit_symbol(quantity.unit.unwrap()).to_string(), "cm/year");
//! assert_eq!(quantity.comparator, Comparator::Between);
//! ```
//!
//! Everything that looks like a number is typed and nothing is discarded: dates, years, clock times, `Line 7` and page
//! marks are quantities of their own [`QuantityKind`]. What is worth reading is for the caller to decide.

mod age;
mod anchors;
mod calendar;
mod code;
mod comparator;
mod compound;
mod date;
mod digits;
mod entries;
mod examples;
mod figure;
mod finish;
mod fraction;
mod heads;
mod lexicon;
mod measure;
mod named;
mod number;
mod pair;
mod quantity;
mod range;
mod rate;
mod ratio;
mod reader;
mod retype;
mod sentence;
mod sign;
mod single;
mod tables;
mod unit;
mod window;
mod words;

pub use date::CalendarDate;
pub use examples::check_examples;
pub use quantity::{Comparator, PairEnd, Quantity, QuantityKind};
pub use reader::QuantityReader;
pub use tables::{ENTRY_KINDS, QuantityTables};
pub use unit::{Unit, UnitId};
