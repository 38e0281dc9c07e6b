//! Fractions in words: half a million, a third of, half an hour.

use rust_decimal::Decimal;

use crate::lexicon::role;
use crate::measure::Measured;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};

impl<'t> Sentence<'t> {
    /// `half a million`, `a third of`, `half an hour`.
    pub fn fraction_word(&self, word: &Word<'t>) -> Option<Number> {
        let part = Decimal::ONE.checked_div(word.lexeme.parts.into())?;
        let article = self.word_before(word.start).filter(|before| before.is(named::A));
        let start = article.map_or(word.start, |article| article.start);
        let number = Number::new(start, word.end, Some(part), Form::Fraction);
        if let Some(magnified) = self.fraction_of_magnitude(&number) {
            return Some(magnified);
        }
        let half = word.is(named::HALF);
        if half && self.is_divided(word) {
            return Some(Number::new(word.start, word.end, Some(part), Form::Multiple));
        }
        let next = self.word_after(word.end).filter(|next| next.gap == Gap::Space);
        let of = next.is_some_and(|next| next.is(named::OF));
        let measured = self.fraction_unit(&number).is_some();
        let shared = if half {
            of || next.is_some_and(|next| next.is(named::WHOLE)) || self.compared(word.start)
        } else {
            article.is_some()
                && (of
                    || self.compared(start)
                    || self.is_part(start, word.end)
                    || next.is_some_and(|next| next.is(named::COMPARED)))
        };
        // "the poorest fifth of"
        let of_order = of && self.word_before(word.start).is_some_and(|before| before.of(self).ends_with("est"));
        let shared = shared || of_order;
        let ordinal_before = self.word_before(start).is_some_and(|before| before.lexeme.is(role::ORDINAL));
        let number = Number { start: if half { word.start } else { start }, ..number };
        let shared = shared || article.is_some_and(|article| self.one_of_unit_and(article.start).is_some());
        ((shared || measured) && !ordinal_before).then_some(number)
    }

    /// `cut the debt in half`: what is left is so much; but not "in half an hour", "in half of them".
    fn is_divided(&self, half: &Word<'t>) -> bool {
        let inside = self.word_before(half.start).is_some_and(|word| word.gap == Gap::Space && word.is(named::IN));
        let next = self.word_after(half.end).filter(|next| next.gap != Gap::None);
        let alone = self.char_at(half.end).is_none_or(|c| c.is_ascii_punctuation() && c != '-');
        inside
            && (alone
                || next.is_some_and(|next| {
                    next.gap == Gap::Space && next.lexeme.is(role::BEHIND_PART) && !next.is(named::A)
                }))
    }

    /// Whether a word that only stands before figures ends at `at`: "by a third", "nearly half".
    fn compared(&self, at: usize) -> bool {
        self.comparator_before(at, false).is_some()
            || self.word_before(at).is_some_and(|word| word.is(named::BY | named::THAN))
    }

    /// `half a million`, `a quarter of a million`, `half-million`.
    fn fraction_of_magnitude(&self, number: &Number) -> Option<Number> {
        let mut next = self.word_after(number.end).filter(|word| word.gap != Gap::None)?;
        if next.is(named::OF) {
            next = self.word_after(next.end)?;
        }
        if next.is(named::A) {
            next = self.word_after(next.end)?;
        }
        if !next.lexeme.is(role::MAGNITUDE) {
            return None;
        }
        let start = if self.text[number.start..].starts_with("a ") { number.start + 2 } else { number.start };
        Some(Number { form: Form::Words, start, ..number.times(next.lexeme.times, next.end) })
    }

    /// `half a mile`, `three quarters of an hour`: the unit of a fraction.
    pub fn fraction_unit(&self, number: &Number) -> Option<Measured> {
        let mut at = number.end;
        let mut next = self.word_after(at).filter(|word| word.gap != Gap::None)?;
        if next.is(named::OF) {
            at = next.end;
            next = self.word_after(at)?;
        }
        if next.is(named::A | named::AN) {
            at = next.end;
        }
        let (gap, at) = self.gap_after(at);
        let (unit, end) = self.unit_at(at, gap == Gap::None)?;
        (!self.tables.unit(unit).per_only).then(|| self.per_and_age(unit, end))
    }
}
