//! Turns quantities into claims that someone can check, by rules in text files.

mod claim;

pub use claim::{Attribution, Change, Claim, Kind, Modality, Part};
