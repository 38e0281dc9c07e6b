//! The rule files and tables that claimsift ships, as text.
//!
//! ```
//! let names: Vec<&str> = claimsift_rules::ALL.iter().map(|&(name, _)| name).collect();
//! assert!(names.is_sorted());
//! ```

/// Months and days of the week.
pub const CALENDAR: &str = include_str!("calendar.toml");
/// What bounds a figure: "more than", "or so".
pub const COMPARATORS: &str = include_str!("comparators.toml");
/// Currencies with their names and symbols.
pub const CURRENCIES: &str = include_str!("currencies.toml");
/// Words that multiply: million, crore, dozens.
pub const MAGNITUDES: &str = include_str!("magnitudes.toml");
/// Words whose number names and does not count: "Line 10".
pub const NAMES: &str = include_str!("names.toml");
/// Number words.
pub const NUMBERS: &str = include_str!("numbers.toml");
/// Units of measure with their factors.
pub const UNITS: &str = include_str!("units.toml");

/// Every shipped file, sorted by name: its name and its text.
pub const ALL: &[(&str, &str)] = &[
    ("calendar.toml", CALENDAR),
    ("comparators.toml", COMPARATORS),
    ("currencies.toml", CURRENCIES),
    ("magnitudes.toml", MAGNITUDES),
    ("names.toml", NAMES),
    ("numbers.toml", NUMBERS),
    ("units.toml", UNITS),
];
