//! Ages: "the under-16s", "aged 38", "at the age of 60", "Ms Wu, 38, said".

use claimsift_text::Span;

use crate::lexicon::role;
use crate::named;
use crate::sentence::{Gap, Sentence, Word};
use crate::{Comparator, Quantity, QuantityKind, Unit};

impl<'t> Sentence<'t> {
    /// `under-16s`, `over 60s`, `under-21`: people by their age.
    pub fn age_group(&self, at: usize, end: usize) -> Option<Quantity> {
        if end - at > 2 {
            return None;
        }
        let plural = self.byte(end) == b's' && !self.char_at(end + 1).is_some_and(char::is_alphanumeric);
        let hyphen = self.char_before(at) == Some('-');
        let bare =
            hyphen && !self.char_at(end).is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '.' | ',' | ':'));
        if !plural && !bare {
            return None;
        }
        let word = self.word_before(at).filter(|word| word.lexeme.is(role::BEFORE_AGE_GROUP))?;
        if !plural && self.unit_at(self.gap_after(end).1, false).is_some() {
            return None;
        }
        let age: u32 = self.text[at..end].parse().ok()?;
        Some(Quantity {
            core: Span::new(at, end),
            value: Some(age.into()),
            unit: self.tables.common.year.map(Unit::from),
            comparator: if word.is(named::OVER) { Comparator::MoreThan } else { Comparator::LessThan },
            ..self.plain(QuantityKind::Age, word.start, end + usize::from(plural))
        })
    }

    /// `aged 38`, `at age 87`, `the age of 60`, `the age of five years`, `Ms Wu, 38, said`.
    pub fn as_age(&self, opening: Option<&Word<'t>>, quantity: &mut Quantity) -> bool {
        let said = opening.is_some_and(|word| {
            word.is(named::AGED)
                || word.is(named::OF) && self.word_before(word.start).is_some_and(|before| before.is(named::AGE))
        });
        let aged = said || quantity.unit.is_none() && self.in_apposition(quantity.span);
        if !aged || !quantity.value.is_some_and(|value| value.scale() == 0 && value < 130.into()) {
            return false;
        }
        if quantity.unit.is_none() {
            quantity.kind = QuantityKind::Age;
            quantity.unit = self.tables.common.year.map(Unit::from);
        } else if self.is_time(quantity.unit) {
            quantity.kind = QuantityKind::Age;
        }
        true
    }

    /// Between commas behind a name.
    fn in_apposition(&self, span: Span) -> bool {
        if span.len() != 2 || self.byte(span.end) != b',' || !self.byte(span.start).is_ascii_digit() {
            return false;
        }
        let before = self.skip_space_before(span.start);
        if self.char_before(before) != Some(',') {
            return false;
        }
        let Some(name) = self.word_before(before - 1).filter(|name| name.gap == Gap::None) else { return false };
        name.lexeme.is(role::PERSON) || name.capital && !name.lexeme.is(role::MONTH)
    }
}
