//! From A to B, and what that is by; parts and their whole.

use claimsift_quantities::Comparator;
use rust_decimal::Decimal;

use super::resolution::resolution;
use super::{Sums, is_handy, plain};
use crate::claim::{Change, Kind};

/// What a change may be, from the least to the most that rounding allows.
type Interval = (Decimal, Decimal);

impl Sums<'_, '_> {
    /// A change against its levels, where the sentence has one of each.
    pub(super) fn levels(&mut self) {
        let from = self.only(|change| matches!(change, Change::UpFrom | Change::DownFrom));
        let to = self.only(|change| matches!(change, Change::UpTo | Change::DownTo));
        let (Some(from), Some(to)) = (from, to) else { return };
        let (Some(start), Some(end)) = (self.exact(from), self.exact(to)) else { return };
        if self.claims[from].unit != self.claims[to].unit || self.claims[to].kind == Kind::Rank {
            return;
        }
        self.direction(from, to);
        let by = self.only(|change| matches!(change, Change::UpBy | Change::DownBy));
        let Some((by, said)) = by.and_then(|by| Some((by, self.exact(by)?.abs()))) else { return };
        let margin = resolution(self.quantity(by), self.words.text);
        let margins = (self.margin(from), self.margin(to));
        let fits = |interval: Interval| said + margin >= interval.0 && said - margin <= interval.1;
        let difference = difference(start, end, margins);
        let share = share(start, end, margins);
        let unit = self.claims[by].unit;
        let levels = self.claims[to].unit;
        let is_percent = unit.is_some() && unit == self.table.percent;
        let both = format!("{} to {}", plain(start), plain(end));
        let change = end - start;
        if is_percent && levels != self.table.percent {
            let Some(interval) = share else { return };
            let percent = (Decimal::ONE_HUNDRED * change / start).round_dp(1);
            self.tell(by, fits(interval), format!("{both} is {}%", plain(percent)));
        } else if unit == levels || unit == self.table.points && levels == self.table.percent {
            // Points are often called percent.
            let agrees = fits(difference) || is_percent && share.is_some_and(fits);
            self.tell(by, agrees, format!("{} - {} = {}", plain(end), plain(start), plain(change)));
        }
    }

    /// Whether what rose is more in the end, and what fell less.
    fn direction(&mut self, from: usize, to: usize) {
        let up = matches!(self.claims[to].change, Some(Change::UpTo));
        let same_way = up == matches!(self.claims[from].change, Some(Change::UpFrom));
        let (Some(start), Some(end)) = (self.exact(from), self.exact(to)) else { return };
        let wrong = if up { end < start } else { end > start };
        if same_way && wrong && !self.has_word(self.table.either_way) && start > Decimal::ZERO && end > Decimal::ZERO {
            let (more, way) = if up { ("less", "up") } else { ("more", "down") };
            self.flag(to, format!("{way} from {} to {}, which is {more}", plain(start), plain(end)));
        }
    }

    fn margin(&self, index: usize) -> Decimal {
        resolution(self.quantity(index), self.words.text)
    }

    /// The one claim with such a change; `None` when there are more.
    fn only(&self, wanted: impl Fn(Change) -> bool) -> Option<usize> {
        let is_wanted = |index: &usize| self.is_live(*index) && self.claims[*index].change.is_some_and(&wanted);
        let mut found = (0..self.claims.len()).filter(is_wanted);
        found.next().filter(|_| found.next().is_none())
    }

    /// Shares of a sentence that speaks of the rest, against a hundred percent.
    pub(super) fn whole(&mut self) {
        if !self.is_divided() {
            return;
        }
        let is_part = |index: &usize| self.claims[*index].kind == Kind::Share && self.is_live(*index);
        let parts: Vec<usize> = (0..self.claims.len()).filter(is_part).collect();
        let plain_parts = parts.iter().all(|&part| {
            let claim = &self.claims[part];
            let exact = matches!(claim.comparator, Comparator::Exactly | Comparator::About);
            claim.unit.is_some()
                && claim.unit == self.table.percent
                && exact
                && claim.value_high.is_none()
                && claim.value.is_some_and(is_handy)
        });
        let [.., last] = parts[..] else { return };
        if parts.len() < 2 || !plain_parts {
            return;
        }
        let sum: Decimal = parts.iter().filter_map(|&part| self.claims[part].value).sum();
        let margin: Decimal = parts.iter().map(|&part| self.margin(part)).sum();
        let values: Vec<String> =
            parts.iter().filter_map(|&part| Some(plain(self.claims[part].value?).to_string())).collect();
        let working = format!("{} = {}%", values.join(" + "), plain(sum));
        if sum - margin > Decimal::ONE_HUNDRED {
            self.flag(last, working + ", more than the whole");
        } else if sum + margin >= Decimal::ONE_HUNDRED {
            self.tell(last, true, working);
        }
    }

    /// Whether the sentence tells the parts of one whole. "Of the rest" begins another whole.
    fn is_divided(&self) -> bool {
        let words = self.words;
        self.has_word(self.table.remainder)
            && (0..words.tokens.len()).any(|at| {
                let before = at.saturating_sub(2)..at;
                words.on(at, self.table.remainder) && !before.into_iter().any(|at| words.is_of(at))
            })
    }
}

fn difference(start: Decimal, end: Decimal, (from, to): (Decimal, Decimal)) -> Interval {
    let change = (end - start).abs();
    (change - from - to, change + from + to)
}

/// What the change is of the start, in percent; `None` where the start may be nothing.
fn share(start: Decimal, end: Decimal, (from, to): (Decimal, Decimal)) -> Option<Interval> {
    let (least, most) = difference(start, end, (from, to));
    let (low, high) = (start.abs() - from, start.abs() + from);
    if low <= Decimal::ZERO {
        return None;
    }
    Some((Decimal::ONE_HUNDRED * least / high, Decimal::ONE_HUNDRED * most / low))
}
