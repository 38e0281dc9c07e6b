//! Reads files, folders, streams and JSONL into documents with their metadata and labelled blocks.

mod date;
mod decode;
mod document;
mod folder;
mod format;
mod identity;
mod jsonl;
mod problem;
mod reader;

pub use document::{Block, BlockKind, Document};
pub use format::Format;
pub use problem::{InputProblem, Reason};
pub use reader::{Documents, ReadOptions, Source};
