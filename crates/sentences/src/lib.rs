//! Splits English news text into sentences by tables that a newsroom can edit.
//!
//! ```
//! use claimsift_sentences::{SentenceTables, Splitter};
//!
//! let splitter = Splitter::new(SentenceTables::shipped());
//! let text = "The bid rose to $1.2 bn. It was No. 10 on Sept. 14, at 5 p.m. in the U.S. The board met.";
//! let sentences: Vec<&str> = splitter.split(text).map(|sentence| sentence.span.of(text)).collect();
//! assert_eq!(sentences, [
//!     "The bid rose to $1.2 bn.",
//!     "It was No. 10 on Sept. 14, at 5 p.m. in the U.S.",
//!     "The board met.",
//! ]);
//! ```

mod character;
mod decision;
mod ellipsis;
mod examples;
mod line;
mod mark;
mod opening;
mod scan;
mod sentence;
mod shape;
mod splitter;
mod stop;
mod tables;
mod terminal;
mod words;

pub use decision::Decision;
pub use sentence::{Rule, Sentence, SentenceEnd};
pub use splitter::{Mode, Sentences, Splitter};
pub use tables::SentenceTables;
