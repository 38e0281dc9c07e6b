//! Makes quantities of figures: their kind, their comparator, their span.

use claimsift_text::Span;
use rust_decimal::Decimal;

use crate::figure::{Bare, Figure};
use crate::measure::Measured;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Sentence, Word};
use crate::{Comparator, Quantity, QuantityKind, Unit};

/// Whether what stands between two figures makes them a series of one kind: "6-4, 3-6 and 7-5", "1850 and 1862".
fn joins_series(between: &str) -> bool {
    matches!(between, " " | ", " | " and " | ", and " | " or ")
}

impl<'t> Sentence<'t> {
    /// Types the figure and appends it, with its comparator.
    pub fn finish(&self, figure: &Figure, opening: Option<&Word<'t>>, out: &mut Vec<Quantity>) {
        let unit = figure.unit();
        let mut quantity = Quantity {
            span: Span::new(figure.start, figure.end()),
            core: Span::new(figure.number.start, figure.number.end),
            kind: self.kind(figure),
            comparator: Comparator::Exactly,
            value: figure.number.value,
            high: figure.number.high,
            unit,
            pair: None,
            too_large: figure.number.too_large,
            date: None,
        };
        let before = if unit.is_none() { out.last() } else { None };
        let series = before.filter(|last| self.text.get(last.span.end..figure.start).is_some_and(joins_series));
        let series = series.map(|last| last.kind);
        self.share(figure, &mut quantity);
        self.one_in(&mut quantity);
        self.retype(figure, opening, series, &mut quantity);
        self.bound(figure, &mut quantity);
        out.push(quantity);
    }

    /// The two ends of "from 20 to 30 km", each a quantity.
    pub fn finish_pair(&self, first: &Figure, range: &Figure, opening: Option<&Word<'t>>, out: &mut Vec<Quantity>) {
        let (Some(low), Some(high), Some(second)) = (range.number.value, range.number.high, range.second) else {
            return;
        };
        let (from, to) = if range.reversed { (high, low) } else { (low, high) };
        let measured = first.measured.or(range.measured.map(|measured| Measured { end: first.number.end, ..measured }));
        let number = Number { value: Some(from), form: Form::Digits, ..first.number };
        self.finish(&Figure { number, measured, ..*first }, opening, out);
        let number = Number { start: second, value: Some(to), high: None, ..range.number };
        let start = self.money_before(second).map_or(second, |(_, start)| start);
        self.finish(&Figure { start, number, range: false, bare: Bare::default(), ..*range }, None, out);
    }

    /// A fraction without a unit is a share in percent, to four decimals.
    fn share(&self, figure: &Figure, quantity: &mut Quantity) {
        if figure.number.form != Form::Fraction || quantity.unit.is_some() || figure.range {
            return;
        }
        quantity.kind = QuantityKind::Percent;
        quantity.unit = self.tables.common.percent.map(Unit::from);
        quantity.value = quantity
            .value
            .and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED))
            .map(|value| value.round_dp(4).normalize());
    }

    fn kind(&self, figure: &Figure) -> QuantityKind {
        match figure.number.form {
            Form::Ordinal => return QuantityKind::Ordinal,
            Form::Multiple => return QuantityKind::Multiple,
            Form::SpokenYear => return QuantityKind::Year,
            _ => {}
        }
        let Some(measured) = figure.measured else { return QuantityKind::Number };
        if measured.age {
            return QuantityKind::Age;
        }
        match &*self.tables.unit(measured.unit.of).dimension {
            "share" => QuantityKind::Percent,
            "money" => QuantityKind::Money,
            _ => QuantityKind::Measure,
        }
    }

    /// Puts the comparator on, from either side.
    fn bound(&self, figure: &Figure, quantity: &mut Quantity) {
        if matches!(
            quantity.kind,
            QuantityKind::Year
                | QuantityKind::Date
                | QuantityKind::Clock
                | QuantityKind::Pronoun
                | QuantityKind::Ordinal
        ) {
            return;
        }
        if figure.number.form == Form::Vague {
            quantity.comparator = Comparator::Vague;
        } else if figure.range && quantity.kind != QuantityKind::Result && quantity.kind != QuantityKind::Ratio {
            quantity.comparator = Comparator::Between;
        }
        if !figure.bare.before
            && let Some(bound) = self.comparator_before(quantity.span.start, self.is_time(quantity.unit))
        {
            quantity.span.start = bound.at;
            quantity.comparator = self.combined(quantity.comparator, bound.means);
        }
        let bare = figure.bare.behind && quantity.span.end == figure.end();
        if !bare && let Some(bound) = self.comparator_after(quantity.span.end) {
            quantity.span.end = bound.at;
            quantity.comparator = self.combined(quantity.comparator, bound.means);
        }
        let between = if figure.range { self.word_before(quantity.span.start) } else { None };
        if let Some(between) = between.filter(|word| word.is(named::BETWEEN)) {
            quantity.span.start = between.start;
        }
    }

    /// A range stays one; a vague plural stays vague; "about … or more" is at least.
    fn combined(&self, known: Comparator, new: Comparator) -> Comparator {
        match known {
            Comparator::Between | Comparator::Vague => known,
            Comparator::Exactly | Comparator::About => new,
            _ if new == Comparator::Exactly || new == Comparator::About => known,
            _ => new,
        }
    }

    /// A quantity without a value.
    pub fn plain(&self, kind: QuantityKind, start: usize, end: usize) -> Quantity {
        Quantity::bare(kind, Span::new(start, end))
    }
}
