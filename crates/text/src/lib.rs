//! What every stage of claimsift shares: spans, decoded text, tokens, and rule files with located errors.
//!
//! ```
//! use claimsift_text::{Span, TextMap};
//! let map = TextMap::decode("a &#163;6m loan");
//! assert_eq!(Span::new(2, 6).of(map.text()), "£6m");
//! ```

pub mod letters;
mod lexicon;
mod list_bits;
mod map;
mod packed;
mod problem;
mod rule_file;
mod span;
mod syntax;
mod token;
mod word_table;

pub use lexicon::{Lexicon, WordId};
pub use list_bits::ListBits;
pub use map::TextMap;
pub use problem::{Problem, Severity, nearest};
pub use rule_file::{Located, ParsedFile, RuleFile, Text};
pub use span::Span;
pub use token::{Gap, Shape, Token, tokenise};
pub use word_table::{FoldHash, WordTable};
