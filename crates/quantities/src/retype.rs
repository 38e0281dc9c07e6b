//! What the words around a figure make of it: a year, an age, a pronoun, a result, a ratio, a multiple.

use rust_decimal::Decimal;

use crate::calendar::four_digits;
use crate::figure::Figure;
use crate::lexicon::role;
use crate::named;
use crate::number::Form;
use crate::sentence::{Gap, Sentence, Word};
use crate::{Comparator, Quantity, QuantityKind};

impl<'t> Sentence<'t> {
    /// Changes the kind, and with it value and span, where the words around say so. `series` is the
    /// kind of the figure that it goes on from: "6-4, 3-6".
    pub fn retype(
        &self,
        figure: &Figure,
        opening: Option<&Word<'t>>,
        series: Option<QuantityKind>,
        quantity: &mut Quantity,
    ) {
        if quantity.unit.is_some() {
            self.as_age(opening, quantity);
            return;
        }
        let bare = figure.bare.behind;
        let _ = !bare && self.as_result(figure, series == Some(QuantityKind::Result), quantity)
            || self.as_year(figure, series == Some(QuantityKind::Year), quantity)
            || self.as_age(opening, quantity)
            || self.as_ratio(opening, quantity)
            || !bare && self.as_multiple(quantity)
            || self.as_pronoun(figure, opening, quantity);
    }

    fn as_year(&self, figure: &Figure, year_before: bool, quantity: &mut Quantity) -> bool {
        let beside_era = |sentence: &Self| {
            matches!(figure.number.form, Form::Plain(1..=4)) && sentence.era(quantity.span.start, quantity.span.end)
        };
        if !figure.range && !four_digits(figure.number.form) && !beside_era(self) {
            return false;
        }
        let Some(value) = quantity.value.filter(|value| value.scale() == 0) else { return false };
        let Ok(year) = u32::try_from(value) else { return false };
        let (start, end) = (quantity.span.start, quantity.span.end);
        let years = if figure.range {
            let first = self.digit_run(start);
            let wide = quantity.high.is_some_and(|high| high <= 2100.into() && high - value < 200.into());
            first == start + 4
                && wide
                && (1000..2100).contains(&year)
                && self.word_after(end).is_none_or(|word| !word.is_plural())
        } else {
            four_digits(figure.number.form)
                && (self.is_year(start, end, year) || year_before && year <= 2100 && self.ends_phrase(end))
        };
        let years = years || beside_era(self);
        if years {
            quantity.kind = QuantityKind::Year;
        }
        years
    }

    /// Whether no plural that a number could count begins behind `at`.
    fn ends_phrase(&self, at: usize) -> bool {
        self.word_after(at).is_none_or(|word| !word.is_plural())
    }

    /// `three times`, `3x`, `ten-fold`.
    fn as_multiple(&self, quantity: &mut Quantity) -> bool {
        let Some(word) = self.word_after(quantity.span.end) else { return false };
        let times = word.is(named::TIMES) && word.gap == Gap::Space;
        let fold = word.is(named::FOLD) && word.gap != Gap::Space;
        let x = word.of(self) == "x" && word.gap == Gap::None;
        if times || fold || x {
            quantity.kind = QuantityKind::Multiple;
            quantity.span.end = word.end;
        }
        times || fold || x
    }

    /// `one` that stands for a noun: "no one", "one of the", "one kitchen to the next".
    fn as_pronoun(&self, figure: &Figure, opening: Option<&Word<'t>>, quantity: &mut Quantity) -> bool {
        let one = figure.number.form == Form::Words
            && !figure.range
            && quantity.core.of(self.text).eq_ignore_ascii_case("one");
        let pronoun = one && (self.pronoun_before(opening) || self.pronoun_behind(quantity.span.end));
        if pronoun {
            quantity.kind = QuantityKind::Pronoun;
        }
        pronoun
    }

    fn pronoun_before(&self, opening: Option<&Word<'t>>) -> bool {
        opening.is_some_and(|word| word.lexeme.is(role::BEFORE_PRONOUN))
    }

    fn pronoun_behind(&self, end: usize) -> bool {
        let Some(word) = self.word_after(end) else { return true };
        let next = self.word_after(word.end);
        let handed_on = next.is_some_and(|to| {
            to.is(named::TO) && self.word_after(to.end).is_some_and(|word| word.is(named::THE | named::ANOTHER))
        });
        let punctuation = self
            .char_at(self.skip_space(end))
            .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | '\'' | '’'));
        word.lexeme.is(role::BEHIND_PRONOUN) || handed_on || punctuation
    }

    /// `won 5-2`, `odds of 9 to 4`.
    fn as_result(&self, figure: &Figure, set_before: bool, quantity: &mut Quantity) -> bool {
        let Some((second, end, dash)) = self.second_of_result(figure, quantity) else { return false };
        let first = if figure.reversed { quantity.high } else { quantity.value };
        let Some(first) = first else { return false };
        let odds = self.near(quantity.span.start, role::NEAR_ODDS)
            || self.word_after(end).is_some_and(|word| word.lexeme.is(role::BEHIND_ODDS));
        let near = || self.near(quantity.span.start, role::NEAR_RESULT);
        let played = match dash {
            true => second <= first && !figure.range || set_before || near() || self.result_behind(end),
            // "passed by 28 to 5", but not "cut from 28 to 5" and no range.
            false => second < first && !figure.range && self.ends_phrase(end) && near() && !self.follows_from(quantity),
        };
        if !odds && !played {
            return false;
        }
        quantity.kind = if odds { QuantityKind::Ratio } else { QuantityKind::Result };
        (quantity.value, quantity.high) = (Some(first), Some(second));
        quantity.span.end = end;
        quantity.core.end = end;
        quantity.comparator = Comparator::Exactly;
        true
    }

    fn follows_from(&self, quantity: &Quantity) -> bool {
        self.word_before(quantity.span.start).is_some_and(|word| word.is(named::FROM))
    }

    /// The second number of what may be a result or odds, its end, and whether a dash joins them.
    fn second_of_result(&self, figure: &Figure, quantity: &Quantity) -> Option<(Decimal, usize, bool)> {
        let start = quantity.core.start;
        let first_end = if self.byte(start).is_ascii_digit() { self.digit_run(start) } else { figure.number.end };
        let dash = self.char_at(first_end).filter(|&c| crate::code::joins_result(c));
        let at = match dash {
            Some(dash) => first_end + dash.len_utf8(),
            None => {
                let next = self.word_after(first_end).filter(|word| word.gap == Gap::Space)?;
                let to = if next.is(named::POINTS) { self.word_after(next.end)? } else { next };
                if !to.is(named::TO) {
                    return None;
                }
                self.gap_after(to.end).1
            }
        };
        let second = self.number_at(at, false)?;
        let small = |value: Decimal| value.scale() == 0 && value < 400.into() && !value.is_sign_negative();
        let (value, first) = (second.value.filter(|&value| small(value))?, quantity.value?);
        let plain = matches!(second.form, Form::Plain(1..=3)) || second.form == Form::Words;
        let measured = self.unit_behind(&second).is_some();
        (plain && small(first) && !measured).then_some((value, second.end, dash.is_some()))
    }

    /// Whether one of the six words before `at` has one of `roles`.
    fn near(&self, mut at: usize, roles: u64) -> bool {
        for _ in 0..6 {
            let Some(word) = self.word_before(at) else { return false };
            if word.lexeme.is(roles) {
                return true;
            }
            at = word.start;
        }
        false
    }

    fn result_behind(&self, end: usize) -> bool {
        let mut at = end;
        for _ in 0..2 {
            let Some(word) = self.word_after(at) else { return false };
            if word.lexeme.is(role::BEHIND_RESULT) {
                return true;
            }
            at = word.end;
        }
        false
    }
}
