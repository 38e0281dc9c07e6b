//! The rule files and tables that claimsift ships, as text.
//!
//! ```
//! let names: Vec<&str> = claimsift_rules::ALL.iter().map(|&(name, _)| name).collect();
//! assert!(names.is_sorted());
//! ```

/// Every shipped file, sorted by name: its name and its text.
pub const ALL: &[(&str, &str)] = &[
    ("abbreviations.toml", ABBREVIATIONS),
    ("arithmetic.toml", ARITHMETIC),
    ("blocks.toml", BLOCKS),
    ("calendar.toml", CALENDAR),
    ("change.toml", CHANGE),
    ("comparators.toml", COMPARATORS),
    ("contexts.toml", CONTEXTS),
    ("counted.toml", COUNTED),
    ("cues.toml", CUES),
    ("currencies.toml", CURRENCIES),
    ("economy.toml", ECONOMY),
    ("elections.toml", ELECTIONS),
    ("environment.toml", ENVIRONMENT),
    ("general.toml", GENERAL),
    ("idioms.toml", IDIOMS),
    ("magnitudes.toml", MAGNITUDES),
    ("measures.toml", MEASURES),
    ("money.toml", MONEY),
    ("mutes.toml", MUTES),
    ("names.toml", NAMES),
    ("numbers.toml", NUMBERS),
    ("parts.toml", PARTS),
    ("people.toml", PEOPLE),
    ("percent.toml", PERCENT),
    ("politics.toml", POLITICS),
    ("ranks.toml", RANKS),
    ("rates.toml", RATES),
    ("ratios.toml", RATIOS),
    ("records.toml", RECORDS),
    ("results.toml", RESULTS),
    ("society.toml", SOCIETY),
    ("speech.toml", SPEECH),
    ("time.toml", TIME),
    ("units.toml", UNITS),
    ("words.toml", WORDS),
    ("worth.toml", WORTH),
];

/// The entries of the same files without their examples, parsed when this crate was built, in the same order: what
/// extraction reads.
const ENTRIES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/entries.rs"));

/// Every shipped file, sorted by name: its name, its text, and its entries as `build.rs` packed them.
pub fn packed() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ALL.iter().zip(ENTRIES).map(|(&(name, text), &(_, entries))| (name, text, entries))
}

/// When a full stop ends a sentence: abbreviations, and the words that sentences start with.
pub const ABBREVIATIONS: &str = include_str!("abbreviations.toml");

/// Words that the check of sums asks for.
pub const ARITHMETIC: &str = include_str!("arithmetic.toml");

/// What the blocks of a page are known by: share links, page marks, bylines, captions, list items.
pub const BLOCKS: &str = include_str!("blocks.toml");

/// Months and days of the week.
pub const CALENDAR: &str = include_str!("calendar.toml");

/// What moved: by how much, to which level, from which level.
pub const CHANGE: &str = include_str!("change.toml");

/// What bounds a figure: "more than", "or so".
pub const COMPARATORS: &str = include_str!("comparators.toml");

/// Words around a number that tell how it is meant.
pub const CONTEXTS: &str = include_str!("contexts.toml");

/// Which phrase a figure counts, where the words around it tell.
pub const COUNTED: &str = include_str!("counted.toml");

/// Words near a figure that say how it is meant.
pub const CUES: &str = include_str!("cues.toml");

/// Currencies with their names and symbols.
pub const CURRENCIES: &str = include_str!("currencies.toml");

/// Jobs and pay, prices, company results, energy, budgets and tax.
pub const ECONOMY: &str = include_str!("economy.toml");

/// Climate, weather, nature, disasters and transport.
pub const ENVIRONMENT: &str = include_str!("environment.toml");

/// Elections and votes.
pub const ELECTIONS: &str = include_str!("elections.toml");

/// What holds for every figure when no special rule says more.
pub const GENERAL: &str = include_str!("general.toml");

/// Numbers that order, name or mark.
pub const IDIOMS: &str = include_str!("idioms.toml");

/// Words that multiply: million, crore, dozens.
pub const MAGNITUDES: &str = include_str!("magnitudes.toml");

/// Distance, area, mass, temperature and other measures.
pub const MEASURES: &str = include_str!("measures.toml");

/// Sums of money.
pub const MONEY: &str = include_str!("money.toml");

/// What is found and left out.
pub const MUTES: &str = include_str!("mutes.toml");

/// Words whose number names and does not count: "Line 7".
pub const NAMES: &str = include_str!("names.toml");

/// Number words.
pub const NUMBERS: &str = include_str!("numbers.toml");

/// A part and its whole.
pub const PARTS: &str = include_str!("parts.toml");

/// People: how many there are, and what happened to them.
pub const PEOPLE: &str = include_str!("people.toml");

/// Shares, and rates written in percent.
pub const PERCENT: &str = include_str!("percent.toml");

/// Votes, seats, polls, troops.
pub const POLITICS: &str = include_str!("politics.toml");

/// Ranks and anniversaries.
pub const RANKS: &str = include_str!("ranks.toml");

/// So many of something in a stretch of time.
pub const RATES: &str = include_str!("rates.toml");

/// Ratios, multiples and rates.
pub const RATIOS: &str = include_str!("ratios.toml");

/// How games, races and bets end.
pub const RESULTS: &str = include_str!("results.toml");

/// Boasts without a figure: "highest since 1988".
pub const RECORDS: &str = include_str!("records.toml");

/// Crime and courts, health, schools, homes, migration, aid.
pub const SOCIETY: &str = include_str!("society.toml");

/// Who says it.
pub const SPEECH: &str = include_str!("speech.toml");

/// Durations and ages.
pub const TIME: &str = include_str!("time.toml");

/// Units of measure with their factors.
pub const UNITS: &str = include_str!("units.toml");

/// Word lists that patterns name.
pub const WORDS: &str = include_str!("words.toml");

/// A JSON Schema of rule files, by which editors complete and check them.
pub const SCHEMA: &str = include_str!("schema.json");

/// How much a claim is worth checking.
pub const WORTH: &str = include_str!("worth.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_packed() {
        assert_eq!(
            ALL.iter().map(|&(name, _)| name).collect::<Vec<_>>(),
            ENTRIES.iter().map(|&(name, _)| name).collect::<Vec<_>>()
        );
    }
}
