//! Turns quantities into claims that someone can check, by rules in text files.
//!
//! ```
//! use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
//! use claimsift_text::Span;
//!
//! let engine = Engine::new(RuleSet::shipped());
//! let text = "The strike closed 74 schools.";
//! let sentence = Span::new(0, text.len());
//! let (places, discourse) = (Places::default(), Discourse::default());
//! let context =
//!     Context { text, sentence, block_kind: "paragraph", places: &places, discourse: &discourse, date: None };
//! let mut scratch = Scratch::default();
//! let claims = engine.sentence(&context, &mut scratch);
//! assert_eq!(claims[0].quote.of(text), "74 schools");
//! ```

mod advice;
mod arithmetic;
mod attribution;
mod by_word;
mod captures;
mod carried;
mod claim;
mod classes;
mod clause;
mod compile;
mod cues;
mod discourse;
mod draft;
mod engine;
mod enrich;
mod entry;
mod example;
mod finish;
mod first;
mod head;
mod index;
mod links;
mod long_list;
mod matching;
mod parser;
mod pattern;
mod phrase;
mod places;
mod program;
mod quotation;
mod record;
mod required;
mod rule;
mod rule_bits;
mod rule_set;
mod run;
mod speech;
mod starts;
mod subject;
mod time;
mod transcript;
mod types;
mod words;
mod worth;

pub use advice::SUMMARY_TO_WRITE;
pub use claim::{Attribution, Change, Claim, Kind, Modality, Part};
pub use discourse::Discourse;
pub use engine::{Attempt, Context, Engine, Scratch};
pub use places::{Places, Surroundings};
pub use rule::{Layer, Rule};
pub use rule_set::{RuleSet, Tables};
pub use time::{Moment, Precision, Time};
