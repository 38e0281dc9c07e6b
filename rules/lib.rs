//! The rule files and tables that claimsift ships, as text.
//!
//! ```
//! let names: Vec<&str> = claimsift_rules::ALL.iter().map(|&(name, _)| name).collect();
//! assert!(names.is_sorted());
//! ```

/// Every shipped file, sorted by name: its name and its text.
pub const ALL: &[(&str, &str)] = &[("abbreviations.toml", ABBREVIATIONS)];

/// When a full stop ends a sentence: abbreviations, and the words that sentences start with.
pub const ABBREVIATIONS: &str = include_str!("abbreviations.toml");
