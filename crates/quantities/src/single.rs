//! One of a unit, without a number: more than an hour, up to a year, for another week, a full day and not a penny.

use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::lexicon::role;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};
use crate::{Comparator, UnitId};

impl<'t> Sentence<'t> {
    /// The figure that the unit `word` makes with the words before it. A lone "an hour" is none: what is told is that it
    /// took more than that, or another one.
    pub fn one_of_unit(&self, word: &Word<'t>) -> Option<Figure> {
        if !word.lexeme.is(role::UNIT_ALONE) {
            return None;
        }
        // Most units stand behind no such word, so that is asked first.
        let article = self.word_before(word.start).filter(|word| word.gap == Gap::Space)?;
        if !article.is(named::A | named::AN | named::ANOTHER | named::FULL) {
            return None;
        }
        let (unit, end) = self.phrase_at(&self.tables.unit_names, word.start)?;
        let told = || article.is(named::A | named::AN) && self.is_coin(unit) && self.tells_of_one(&article, end);
        let one =
            self.one_before(word.start).or_else(|| told().then_some(article)).filter(|_| !self.is_past(word.end))?;
        let number = Number::new(one.start, one.end, Some(Decimal::ONE), Form::Words);
        Some(Figure { measured: Some(self.per_and_age(unit, end)), ..self.figure_of(&number) })
    }

    /// What stands for the number one before `at`: the article of "more than an hour", "another", "a full".
    fn one_before(&self, at: usize) -> Option<Word<'t>> {
        let word = self.word_before(at).filter(|word| word.gap == Gap::Space)?;
        if word.is(named::ANOTHER) {
            let lasting = self.word_before(word.start).is_some_and(|before| before.is(named::LASTS));
            return lasting.then_some(word);
        }
        if word.is(named::FULL) {
            let article = self
                .word_before(word.start)
                .filter(|before| before.gap == Gap::Space && before.is(named::A | named::AN))?;
            return Some(Word { start: article.start, ..word });
        }
        (word.is(named::A | named::AN) && self.bounds_one(word.start)).then_some(word)
    }

    /// Whether a comparator before the article at `at` says how long, and not what about or since when.
    fn bounds_one(&self, at: usize) -> bool {
        let Some(bound) = self.comparator_before(at, true) else { return false };
        let than = self.word_before(at).filter(|word| word.is(named::THAN));
        match than.and_then(|than| self.word_before(than.start)) {
            Some(more) => more.is(named::MORE_THAN),
            None => bound.means != Comparator::About || self.really_more(bound.at),
        }
    }

    /// Whether a word behind `at` makes a time of the unit: "more than a year ago".
    fn is_past(&self, at: usize) -> bool {
        self.word_after(at).is_some_and(|word| word.is(named::PAST | named::AND))
    }

    fn is_coin(&self, unit: UnitId) -> bool {
        &*self.tables.unit(unit).dimension == "money"
    }

    /// Whether the one coin that ends at `end` says how much, by what stands around it: "not a penny", "a penny more".
    fn tells_of_one(&self, article: &Word<'t>, end: usize) -> bool {
        let before = self.word_before(article.start).filter(|word| word.gap == Gap::Space);
        let behind = self.word_after(end).filter(|word| word.gap == Gap::Space);
        before.is_some_and(|word| word.is(named::BY))
            || behind.is_some_and(|word| word.is(named::MORE_OR_LESS))
            || self.comparator_before(article.start, false).is_some()
            || self.is_denied(article.start)
    }

    /// Whether one of the few words before `at` denies: "did not borrow a penny".
    fn is_denied(&self, mut at: usize) -> bool {
        for _ in 0..3 {
            let Some(word) = self.word_before(at).filter(|word| word.gap == Gap::Space) else { return false };
            let short = word.is(named::T) && matches!(self.char_before(word.start), Some('\'' | '’'));
            if short || word.is(named::NOT) {
                return true;
            }
            at = word.start;
        }
        false
    }
}
