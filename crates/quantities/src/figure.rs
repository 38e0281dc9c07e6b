//! A number with its unit or currency: how it is put together, before anything else around it is looked at.

use crate::lexicon::role;
use crate::measure::Measured;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};
use crate::{Unit, UnitId};

/// The currency before a number, and where it starts.
pub(crate) type Money = Option<(UnitId, usize)>;

/// A number with its unit or currency, as it is being put together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Where it starts, with its currency.
    pub start: usize,
    pub number: Number,
    pub measured: Option<Measured>,
    /// The currency that stands before the number.
    pub currency: Option<UnitId>,
    pub range: bool,
    /// The first end of the range is the higher one.
    pub reversed: bool,
    /// The two ends are those of "from … to".
    pub pair: bool,
    /// Where the number of the second end starts.
    pub second: Option<usize>,
    /// Whether the words beside it can be part of it.
    pub bare: Bare,
}

/// Whether only words stand beside a number that can neither be part of it nor change what it is, as beside most.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bare {
    pub before: bool,
    pub behind: bool,
}

impl Figure {
    /// Where it ends, with its unit.
    pub fn end(&self) -> usize {
        self.measured.map_or(self.number.end, |measured| measured.end.max(self.number.end))
    }

    /// Its unit.
    pub fn unit(&self) -> Option<Unit> {
        self.measured.map(|measured| measured.unit)
    }
}

impl<'t> Sentence<'t> {
    /// The bare number.
    pub fn figure_of(&self, number: &Number) -> Figure {
        Figure {
            start: number.start,
            number: *number,
            measured: None,
            currency: None,
            range: false,
            reversed: false,
            pair: false,
            second: None,
            bare: Bare::default(),
        }
    }

    /// The word in small letters that stands before `at` and a space, if no number takes it in but as a comparator.
    #[inline]
    pub fn bare_before(&self, at: usize) -> Option<Word<'t>> {
        let word = if at > self.start && self.byte(at - 1) == b' ' { self.word_before(at) } else { None };
        word.filter(|word| word.gap == Gap::Space && !word.capital && !word.lexeme.is(role::BEFORE_NUMBER))
    }

    /// Whether a clause ends at `end`, or a space and a word in small letters stand behind it that no number takes in.
    #[inline]
    pub fn is_bare_behind(&self, end: usize) -> bool {
        let word = if self.byte(end) == b' ' { self.word_after(end) } else { return self.closes(end) };
        word.is_some_and(|word| {
            let prefixed = self.byte(word.start + 1).is_ascii_uppercase();
            word.gap == Gap::Space && !word.capital && !prefixed && !word.lexeme.is(role::BEHIND_NUMBER)
        })
    }

    /// The number with its unit, or with the currency before it.
    pub fn figure(&self, number: &Number, money: Money, bare: Bare) -> Figure {
        let mut figure = self.figure_of(number);
        figure.bare = bare;
        if matches!(number.form, Form::Ordinal | Form::Multiple | Form::SpokenYear) {
            return figure;
        }
        if let Some((_, start)) = money {
            figure.start = start;
            self.give_currency(&mut figure, money.map(|(unit, _)| unit));
            return figure;
        }
        let fraction = (number.form == Form::Fraction).then(|| self.fraction_unit(number)).flatten();
        figure.measured = fraction.or_else(|| self.unit_behind(number));
        if figure.measured.is_none()
            && let Some((number, measured)) = self.prefixed_currency(number)
        {
            (figure.number, figure.measured) = (number, Some(measured));
        }
        figure
    }

    /// Puts the figure in a currency that stands before it, with what it is per.
    pub fn give_currency(&self, figure: &mut Figure, currency: Option<UnitId>) {
        let Some(unit) = currency else { return };
        (figure.currency, figure.measured) = (currency, Some(self.per_and_age(unit, figure.number.end)));
    }

    /// `ten degrees below zero`: what is so far below is negative.
    pub fn below_zero(&self, figure: &mut Figure) {
        let below = self.word_after(figure.end()).filter(|word| word.gap == Gap::Space && word.is(named::BELOW));
        let Some(below) = below else { return };
        let degrees = figure.unit().is_none_or(|unit| {
            unit.per.is_none() && matches!(&*self.tables.unit(unit.of).dimension, "temperature" | "angle")
        });
        let zero = self.word_after(below.end).filter(|word| degrees && word.gap == Gap::Space && word.is(named::ZERO));
        let Some(zero) = zero else { return };
        figure.number.value = figure.number.value.map(|value| -value);
        figure.number.form = Form::Digits;
        match &mut figure.measured {
            Some(measured) => measured.end = zero.end,
            None => figure.number.end = zero.end,
        }
    }
}
