//! Reads files, folders, streams and JSONL into documents with their metadata and labelled blocks.
//!
//! ```
//! use claimsift_documents::{BlockTables, Documents, ReadOptions, Source, headline};
//! use claimsift_sentences::{SentenceTables, Splitter};
//!
//! let page = "Ferry jobs go\n\n11:20, May 7, 2013\n\nThe yard cut 300 jobs.\n\nEmail | Print | Share\n";
//! let source = Source::Stream(Box::new(page.as_bytes()));
//! let document = Documents::open([source], ReadOptions::default()).next().unwrap().unwrap();
//!
//! let (splitter, tables) = (Splitter::new(SentenceTables::shipped()), BlockTables::shipped());
//! let (mut sentences, mut blocks) = (Vec::new(), Vec::new());
//! splitter.split_into(&document.text, &mut sentences);
//! tables.blocks(&document.text, &sentences, &mut blocks);
//!
//! let kinds: Vec<&str> = blocks.iter().map(|block| block.kind.as_str()).collect();
//! assert_eq!(kinds, ["headline", "furniture", "paragraph", "furniture"]);
//! assert_eq!(headline(&document.text, &blocks), Some("Ferry jobs go"));
//! assert_eq!(tables.published(&document, &document.text), Some(jiff::civil::date(2013, 5, 7)));
//! ```

mod blocks;
mod date;
mod decode;
mod document;
mod folder;
mod format;
mod identity;
mod jsonl;
mod line;
mod markup;
mod phrases;
mod problem;
mod published;
mod reader;
mod tables;
mod word;

pub use blocks::headline;
pub use document::{Block, BlockKind, Document};
pub use format::Format;
pub use problem::{InputProblem, Reason};
pub use reader::{Documents, ReadOptions, Source};
pub use tables::BlockTables;
