//! One of a unit, without a number: more than an hour, up to a year, for another week, a full day.

use rust_decimal::Decimal;

use crate::Comparator;
use crate::figure::Figure;
use crate::lexicon::role;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};

impl<'t> Sentence<'t> {
    /// The figure that the unit `word` makes with the words before it. A lone "an hour" is none: what is told is that it
    /// took more than that, or another one.
    pub fn one_of_unit(&self, word: &Word<'t>) -> Option<Figure> {
        if !word.lexeme.is(role::UNIT_ALONE) {
            return None;
        }
        // Most units stand behind no such word, so that is asked first.
        let one = self.one_before(word.start).filter(|_| !self.is_past(word.end))?;
        let (unit, end) = self.phrase_at(&self.tables.unit_names, word.start)?;
        let number = Number::new(one.start, one.end, Some(Decimal::ONE), Form::Words);
        Some(Figure { measured: Some(self.per_and_age(unit, end)), ..self.figure_of(number) })
    }

    /// What stands for the number one before `at`: the article of "more than an hour", "another", "a full".
    fn one_before(&self, at: usize) -> Option<Word<'t>> {
        let word = self.word_before(at).filter(|word| word.gap == Gap::Space)?;
        if word.is("another") {
            let lasting =
                self.word_before(word.start).is_some_and(|before| before.is_one_of(&["for", "after", "took", "takes"]));
            return lasting.then_some(word);
        }
        if word.is_one_of(&["full", "whole", "entire"]) {
            let article = self
                .word_before(word.start)
                .filter(|before| before.gap == Gap::Space && before.is_one_of(&["a", "an"]))?;
            return Some(Word { start: article.start, ..word });
        }
        (word.is_one_of(&["a", "an"]) && self.bounds_one(word.start)).then_some(word)
    }

    /// Whether a comparator before the article at `at` says how long, and not what about or since when.
    fn bounds_one(&self, at: usize) -> bool {
        let Some(bound) = self.comparator_before(at, true) else { return false };
        let than = self.word_before(at).filter(|word| word.is("than"));
        match than.and_then(|than| self.word_before(than.start)) {
            Some(more) => more.is_one_of(&["more", "less", "longer"]),
            None => bound.means != Comparator::About || self.really_more(bound.at),
        }
    }

    /// Whether a word behind `at` makes a time of the unit: "more than a year ago".
    fn is_past(&self, at: usize) -> bool {
        self.word_after(at)
            .is_some_and(|word| word.is_one_of(&["ago", "earlier", "before", "later", "after", "previously", "and"]))
    }
}
