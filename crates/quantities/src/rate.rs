//! What a figure is so much per: "12 deaths per 100,000", "8 litres per 100 km".

use rust_decimal::Decimal;

use crate::named;
use crate::sentence::Sentence;
use crate::{Quantity, QuantityKind, UnitId};

/// The most bytes between a number and what it is per: "12 cases of the disease per 100,000".
const RATE_REACH: usize = 40;

impl<'t> Sentence<'t> {
    /// Whether the last of `quantities` says what the one before it, without a unit, is per: "12 deaths per 100,000".
    /// That one then takes it over, as its unit.
    pub fn fold_rate(&self, quantities: &mut [Quantity]) -> bool {
        let [.., rate, whole] = quantities else { return false };
        if self.fold_consumption(rate, whole) {
            return true;
        }
        let bare = |quantity: &Quantity| quantity.unit.is_none() && quantity.kind == QuantityKind::Number;
        if !bare(rate) || !bare(whole) || whole.span.start - rate.span.end > RATE_REACH {
            return false;
        }
        let per = self.word_before(whole.span.start).is_some_and(|word| word.is(named::PER | named::EVERY));
        let unit = per.then(|| whole.value.and_then(|value| self.per_so_many(value))).flatten();
        if let Some(unit) = unit {
            (rate.unit, rate.kind, rate.span.end) = (Some(unit.into()), QuantityKind::Measure, whole.span.end);
        }
        unit.is_some()
    }

    /// `8 litres per 100 km`, `8 L/100 km`: the litres take over the distance.
    fn fold_consumption(&self, rate: &mut Quantity, whole: &Quantity) -> bool {
        let common = &self.tables.common;
        let plain = |quantity: &Quantity| quantity.unit.filter(|unit| unit.per.is_none()).map(|unit| unit.of);
        let (litre, kilometre) = (plain(rate), plain(whole));
        let fits = litre.is_some() && litre == common.litre && kilometre.is_some() && kilometre == common.kilometre;
        let joined =
            fits && matches!(&self.text[rate.span.end..whole.span.start], "/" | " per " | " for every " | " every ");
        let unit = self
            .tables
            .printed
            .get(b"L/100 km".as_slice())
            .filter(|_| joined && whole.value == Some(Decimal::ONE_HUNDRED));
        if let Some(&unit) = unit {
            (rate.unit, rate.span.end) = (Some(unit.into()), whole.span.end);
        }
        unit.is_some()
    }

    /// The unit printed as `per 100,000`.
    fn per_so_many(&self, value: Decimal) -> Option<UnitId> {
        let symbol = match u32::try_from(value).ok()? {
            100 => "per 100",
            1_000 => "per 1,000",
            10_000 => "per 10,000",
            100_000 => "per 100,000",
            1_000_000 => "per 1,000,000",
            _ => return None,
        };
        self.tables.printed.get(symbol.as_bytes()).copied()
    }
}
