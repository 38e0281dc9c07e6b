//! Sums that a reader can do: durations against years, ages against dates, a change against its levels, parts against
//! their whole. What fits no sensible reading is flagged, with the working; what agrees is noted.
//!
//! Sensible readings are many: figures are rounded as they are written, years are counted with or without the last one,
//! and a birthday may be still to come. Only bare figures are checked: "about 40" is never wrong.

mod levels;
mod resolution;
mod years;

use claimsift_quantities::{Comparator, Quantity, Unit};
use claimsift_text::{Lexicon, ListBits};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claim::Claim;
use crate::words::Words;

/// The word lists of `rules/arithmetic.toml`, and the units that sums are done in.
#[derive(Debug, Default)]
pub(crate) struct SumTable {
    anniversary: ListBits,
    ago: ListBits,
    since: ListBits,
    born: ListBits,
    span_opener: ListBits,
    remainder: ListBits,
    either_way: ListBits,
    year: Option<Unit>,
    percent: Option<Unit>,
    points: Option<Unit>,
}

impl SumTable {
    pub fn new(lexicon: &Lexicon, unit: impl Fn(&str) -> Option<Unit>) -> SumTable {
        let list = |name| lexicon.list(name).unwrap_or_default();
        SumTable {
            anniversary: list("anniversary"),
            ago: list("years_ago"),
            since: list("since_year"),
            born: list("born"),
            span_opener: list("span_opener"),
            remainder: list("remainder"),
            either_way: list("either_way"),
            year: unit("year"),
            percent: unit("%"),
            points: unit("pp"),
        }
    }
}

/// How many determiners may stand between "of" and a whole: "of the 10 members".
const MOST_DETERMINERS: usize = 1;

/// The sums of one sentence. Its claims are those of its quantities, in their order.
pub(crate) struct Sums<'a, 'r> {
    pub table: &'a SumTable,
    pub words: &'a Words<'a>,
    /// The document's date.
    pub date: Option<Date>,
    pub claims: &'a mut [Claim<'r>],
    /// The lists that the sentence's words are on.
    pub lists: ListBits,
}

impl Sums<'_, '_> {
    /// Does all sums, and notes on the claims what agrees and what does not.
    pub fn check(&mut self) {
        for (index, &at) in self.words.typed.iter().enumerate() {
            self.order(index);
            self.part(at, index);
            self.years(at, index);
        }
        if self.claims.len() > 1 {
            self.levels();
            self.whole();
        }
    }

    /// A range that was written upside down: the quantities stage gives its ends in order.
    fn order(&mut self, index: usize) {
        let quantity = self.quantity(index);
        let (Comparator::Between, Some(low), Some(high)) = (quantity.comparator, quantity.value, quantity.high) else {
            return;
        };
        let core = quantity.core.of(self.words.text);
        // "Eight to 10" is in order, and 2-0 is a score that no word told to be one.
        let in_digits = core.starts_with(|first: char| first.is_ascii_digit()) && !core.contains(['-', '–', '—']);
        let upside_down = low != high && resolution::leading_number(core) == Some(high);
        if self.is_live(index) && in_digits && upside_down {
            self.flag(index, format!("the range runs from {} down to {}", plain(high), plain(low)));
        }
    }

    /// "12 of the 10 members".
    fn part(&mut self, at: usize, index: usize) {
        let words = self.words;
        if !words.tokens.get(at + 1).is_some_and(|next| next.lists.meets(words.classes.of)) {
            return;
        }
        let determiners = words.tokens[at + 2..].iter().take_while(|token| token.lists.meets(words.classes.determiner));
        let next = at + 2 + determiners.take(MOST_DETERMINERS).count();
        let Some(whole) = words.tokens.get(next).and_then(|token| token.typed) else { return };
        let whole = whole as usize;
        let (Some(part), Some(all)) = (self.exact(index), self.exact(whole)) else { return };
        let counts = self.claims[index].unit.is_none() && self.claims[whole].unit.is_none();
        if counts && self.claims[whole].value_high.is_none() && part > all {
            self.flag(index, format!("{} of {} is more than all", plain(part), plain(all)));
        }
    }

    fn quantity(&self, index: usize) -> &Quantity {
        &self.words.quantities[index]
    }

    fn is_live(&self, index: usize) -> bool {
        self.claims[index].muted_by.is_none()
    }

    /// The value of a bare figure that someone may check.
    fn exact(&self, index: usize) -> Option<Decimal> {
        let claim = self.claims.get(index)?;
        let is_bare = claim.comparator == Comparator::Exactly && claim.value_high.is_none() && self.is_live(index);
        claim.value.filter(|&value| is_bare && is_handy(value))
    }

    fn has_word(&self, list: ListBits) -> bool {
        self.lists.meets(list)
    }

    /// Notes a sum and its outcome, which agrees with the claim's figure or does not.
    fn tell(&mut self, index: usize, agrees: bool, working: String) {
        let claim = &mut self.claims[index];
        match (agrees, claim.value) {
            (true, _) => claim.agreeing.push(working),
            (false, Some(value)) => claim.flags.push(format!("{working}, not {}", plain(value))),
            (false, None) => {}
        }
    }

    fn flag(&mut self, index: usize, working: String) {
        self.claims[index].flags.push(working);
    }
}

/// The largest figure that sums are done with, and the most decimal places: far inside what a decimal holds.
const LARGEST: i64 = 1_000_000_000_000_000;
const MOST_PLACES: u32 = 6;

fn is_handy(value: Decimal) -> bool {
    value.abs() <= Decimal::from(LARGEST) && value.scale() <= MOST_PLACES
}

/// A value without trailing zeros.
fn plain(value: Decimal) -> Decimal {
    value.normalize()
}
