//! Reads files, folders, streams and JSONL into documents with their metadata and labelled blocks.

mod document;

pub use document::{Block, BlockKind, Document};
