//! The words of time that rule files name.

use claimsift_text::{Lexicon, Located, WordId};
use serde::Deserialize;
use toml::Spanned;

/// `[[time]]`: words that say when.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimeEntry {
    pub words: Vec<Spanned<String>>,
    pub means: Meaning,
}

/// What a word says of a time.
#[derive(Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Meaning {
    /// A stretch of the calendar: year, month.
    Unit(Grain),
    /// Before a stretch: so many after the document's own. "last year" is -1.
    Shift(i8),
    /// Before a stretch: so much of it, counted from the document's day. "the past year" is -1.
    Rolling(i8),
    /// A day, counted from the document's.
    Day(i8),
    /// A day of the week, from Monday, 1.
    Weekday(i8),
    /// A season, by its number in EDTF.
    Season(u8),
    /// Behind a duration, counted back from the document's day.
    Ago,
    /// Behind a duration, counted back from the sentence's own time.
    Earlier,
    /// Between a stretch and its end: "the 12 months ended June 30".
    Ending,
    /// Before the time of the figure.
    Within,
    /// Before the time from which on the figure holds.
    Since,
    /// Before the time up to which the figure holds.
    Until,
    /// Before a time that the figure is not about.
    Aside,
    /// Begins what the figure is only compared with.
    Compared,
    /// The same, when a figure or a time follows.
    ComparedLevel,
    /// The same, when a month, quarter or year follows; before other times it says "within".
    ComparedPeriod,
    /// The same, right behind a figure: "31% above".
    ComparedBehind,
    /// Stands between a preposition and its time.
    Part,
    /// A verb of saying with what is said as its object.
    Announced,
}

/// A stretch of the calendar.
#[derive(Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grain {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The stretch that a unit of duration is, by its symbol.
    pub fn of_symbol(symbol: &str) -> Option<Grain> {
        Some(match symbol {
            "day" => Grain::Day,
            "week" => Grain::Week,
            "month" => Grain::Month,
            "year" => Grain::Year,
            "decade" => Grain::Decade,
            "century" => Grain::Century,
            _ => return None,
        })
    }
}

/// What each word of the lexicon says of a time.
#[derive(Clone, Debug, Default)]
pub(crate) struct TimeTable(Vec<Option<Meaning>>);

impl TimeTable {
    /// Puts the words into the lexicon. Of two entries with one word the later holds.
    pub fn load(entries: &[Located<TimeEntry>], lexicon: &mut Lexicon) -> TimeTable {
        let mut meanings = Vec::new();
        for entry in entries {
            for word in &entry.value.words {
                let index = lexicon.add(word.get_ref()).index();
                meanings.resize(meanings.len().max(index + 1), None);
                meanings[index] = Some(entry.value.means);
            }
        }
        TimeTable(meanings)
    }

    #[inline]
    pub fn of(&self, word: WordId) -> Option<Meaning> {
        self.0.get(word.index()).copied().flatten()
    }
}
