//! Numbers in words: twenty-seven · two hundred and five · half a million · dozens · two-thirds · twenty-first.

use rust_decimal::Decimal;

use crate::lexicon::role;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

/// A cardinal in words as it is built up: `total` is closed by a magnitude of a thousand or more.
struct Cardinal {
    total: Decimal,
    current: Decimal,
    /// What the next word must stay below: 10 after tens, 100 after hundred, the magnitude after a larger one.
    below: Decimal,
    /// The last magnitude of a thousand or more; the next must be smaller, or multiply it.
    last: Option<Decimal>,
    end: usize,
}

impl Cardinal {
    fn new(word: &Word) -> Cardinal {
        let value = word.lexeme.value;
        Cardinal { total: Decimal::ZERO, current: value, below: room(value), last: None, end: word.end }
    }

    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current)
    }

    /// Takes `thousand`, `crore`; `None` when the number cannot be multiplied by it.
    fn multiply(&mut self, times: Decimal, end: usize) -> Option<()> {
        if times < THOUSAND {
            if self.current.is_zero() || self.current >= HUNDRED && times >= HUNDRED {
                return None;
            }
            self.current = self.current.checked_mul(times)?;
            self.below = times;
        } else if self.current.is_zero() && self.last.is_some() {
            // "three thousand million"
            self.total = self.total.checked_mul(times)?;
            self.last = Some(times);
        } else if self.last.is_some_and(|last| last <= times) {
            return None;
        } else {
            self.total = self.total.checked_add(self.current.checked_mul(times)?)?;
            self.current = Decimal::ZERO;
            self.last = Some(times);
            self.below = times;
        }
        self.end = end;
        Some(())
    }

    /// Takes a smaller number word.
    fn add(&mut self, word: &Word) -> Option<()> {
        let value = word.lexeme.value;
        if value.is_zero() || value >= self.below {
            return None;
        }
        self.current = self.current.checked_add(value)?;
        self.below = room(value);
        self.end = word.end;
        Some(())
    }
}

/// What may be added to a number word: units to tens, nothing to anything else.
fn room(value: Decimal) -> Decimal {
    if value >= Decimal::from(20) && value < HUNDRED { Decimal::TEN } else { Decimal::ZERO }
}

impl<'t> Sentence<'t> {
    /// The number that begins with the cardinal `first`.
    pub fn cardinal(&self, first: Word<'t>) -> Number {
        if let Some(year) = self.spoken_year(&first) {
            return year;
        }
        let mut cardinal = Cardinal::new(&first);
        while let Some(number) = self.cardinal_step(&mut cardinal, &first) {
            if let Some(number) = number {
                return number;
            }
        }
        let mut number = Number::new(first.start, cardinal.end, cardinal.value(), Form::Words);
        number.magnitude = cardinal.last.filter(|_| cardinal.current.is_zero());
        self.decimals_in_words(self.and_a_half(number))
    }

    /// One more word: `Some(None)` when it was taken, `Some(Some(number))` when it ends the number, `None` otherwise.
    #[allow(clippy::option_option, reason = "the three outcomes of a step")]
    fn cardinal_step(&self, cardinal: &mut Cardinal, first: &Word<'t>) -> Option<Option<Number>> {
        let mut word = self.word_after(cardinal.end).filter(|word| word.gap != Gap::None)?;
        if word.is(named::AND) {
            if cardinal.below < HUNDRED || self.fraction_behind_and(&word).is_some() {
                return None;
            }
            word = self
                .word_after(word.end)
                .filter(|word| word.gap == Gap::Space && word.lexeme.is(role::CARDINAL | role::ORDINAL))?;
        }
        let lexeme = word.lexeme;
        if lexeme.is(role::MAGNITUDE | role::VAGUE) {
            return cardinal.multiply(lexeme.times, word.end).map(|()| None);
        }
        if lexeme.is(role::CARDINAL) {
            return cardinal.add(&word).map(|()| None);
        }
        if self.is_time_quarter(cardinal, &word) {
            return None;
        }
        if lexeme.is(role::FRACTION) && (word.of(self).ends_with('s') || cardinal.value() == Some(Decimal::ONE)) {
            return self.parts(first.start, cardinal.value()?, &word).map(Some);
        }
        if lexeme.is(role::ORDINAL) {
            return self.ordinal_end(cardinal, first.start, &word).map(Some);
        }
        None
    }

    /// Whether `quarters` are those of a year: "two quarters", but "three quarters" and "two quarters of it".
    fn is_time_quarter(&self, cardinal: &Cardinal, word: &Word) -> bool {
        word.is(named::QUARTERS)
            && cardinal.value() != Some(Decimal::from(3))
            && !self.word_after(word.end).is_some_and(|next| next.is(named::OF) || next.lexeme.is(role::MAGNITUDE))
    }

    /// `two-thirds`, `three quarters`.
    fn parts(&self, start: usize, above: Decimal, word: &Word) -> Option<Number> {
        let value = above.checked_div(word.lexeme.parts.into())?;
        let number = Number::new(start, word.end, Some(value), Form::Fraction);
        let magnified = self.magnitudes_behind(number);
        Some(if magnified.end > number.end { Number { form: Form::Words, ..magnified } } else { number })
    }

    /// `twenty-first`, `two hundredth`.
    fn ordinal_end(&self, cardinal: &mut Cardinal, start: usize, word: &Word) -> Option<Number> {
        let value = word.lexeme.value;
        if value >= HUNDRED {
            cardinal.multiply(value, word.end)?;
        } else {
            cardinal.add(word)?;
        }
        Some(Number::new(start, word.end, cardinal.value(), Form::Ordinal))
    }

    /// `nineteen eighty-four`, `twenty twelve`: two pairs of digits read as a year.
    fn spoken_year(&self, first: &Word<'t>) -> Option<Number> {
        let second =
            self.word_after(first.end).filter(|word| word.gap == Gap::Space && word.lexeme.is(role::CARDINAL))?;
        let century = first.lexeme.value;
        if !(Decimal::from(15) <= century && century <= Decimal::from(20)) {
            return None;
        }
        let tens = second.lexeme.value;
        if tens < Decimal::TEN || self.next_magnitude(second.end) {
            return None;
        }
        let mut cardinal = Cardinal::new(&second);
        if let Some(third) = self.word_after(second.end).filter(|word| word.lexeme.is(role::CARDINAL)) {
            let _ = cardinal.add(&third);
        }
        let value = century.checked_mul(HUNDRED)?.checked_add(cardinal.current)?;
        Some(Number::new(first.start, cardinal.end, Some(value), Form::SpokenYear))
    }

    fn next_magnitude(&self, at: usize) -> bool {
        self.word_after(at).is_some_and(|word| word.lexeme.is(role::MAGNITUDE | role::VAGUE))
    }

    /// `and a half` behind a number: two and a half, one and three quarters, seven and a half million.
    pub fn and_a_half(&self, number: Number) -> Number {
        self.fraction_after_and(&number).unwrap_or(number)
    }

    fn fraction_after_and(&self, number: &Number) -> Option<Number> {
        let and = self.word_after(number.end).filter(|word| word.gap != Gap::None && word.is(named::AND))?;
        let (fraction, end) = self.fraction_behind_and(&and)?;
        if number.magnitude.is_some() {
            // "three billion and a half million" has its own magnitude; else the fraction is of the one before.
            let own = self.magnitudes_behind(Number::new(and.end, end, Some(fraction), Form::Words));
            let part = if own.end > end { own.value? } else { fraction.checked_mul(number.magnitude?)? };
            return Some(Number { end: own.end, value: Some(number.value?.checked_add(part)?), ..*number });
        }
        let value = number.value?.checked_add(fraction)?;
        Some(self.magnitudes_behind(Number { end, value: Some(value), ..*number }))
    }

    /// `a half`, `three quarters`, `half` behind `and`: their value and end.
    pub fn fraction_behind_and(&self, and: &Word) -> Option<(Decimal, usize)> {
        let next = self.word_after(and.end).filter(|word| word.gap != Gap::None)?;
        // "a hundred and fifth" is a place in a row.
        let (above, parts) = if next.lexeme.is(role::FRACTION) && !next.lexeme.is(role::ORDINAL) {
            (Decimal::ONE, next)
        } else if next.is(named::A) || next.lexeme.is(role::CARDINAL) && next.lexeme.value < Decimal::TEN {
            let above = if next.is(named::A) { Decimal::ONE } else { next.lexeme.value };
            (above, self.word_after(next.end).filter(|word| word.lexeme.is(role::FRACTION))?)
        } else {
            return None;
        };
        Some((above.checked_div(parts.lexeme.parts.into())?, parts.end))
    }

    /// `two point five`.
    fn decimals_in_words(&self, number: Number) -> Number {
        let point = self.word_after(number.end).filter(|word| word.gap == Gap::Space && word.is(named::POINT));
        let Some(point) = point.filter(|_| number.magnitude.is_none()) else { return number };
        let (mut mantissa, mut scale, mut end) = (0i128, 0, point.end);
        while let Some(digit) =
            self.word_after(end).filter(|word| word.gap == Gap::Space && word.lexeme.is(role::CARDINAL))
        {
            let value = digit.lexeme.value;
            if scale == 0 && value > Decimal::from(9) {
                // "nought point eleven"
                (mantissa, scale, end) = (value.mantissa(), 2, digit.end);
                break;
            }
            if value > Decimal::from(9) || scale == 12 {
                break;
            }
            mantissa = mantissa * 10 + value.mantissa();
            scale += 1;
            end = digit.end;
        }
        let value =
            number.value.and_then(|whole| whole.checked_add(Decimal::try_from_i128_with_scale(mantissa, scale).ok()?));
        if scale == 0 { number } else { self.magnitudes_behind(Number { end, value, ..number }) }
    }

    /// The magnitudes in words behind a number in digits, and smaller parts with theirs: `1.2 million`,
    /// `3 thousand million`, `3 lakh crore`, `6 thousand 2 hundred and 14`.
    pub fn magnitudes_behind(&self, number: Number) -> Number {
        let mut number = self.times_behind(number);
        let Some(magnitude) = number.magnitude else { return number };
        let mut below = magnitude;
        for _ in 0..3 {
            let Some(part) = self.smaller_part(&number, below) else { break };
            let Some(value) = number.value.zip(part.value).and_then(|(value, part)| value.checked_add(part)) else {
                break;
            };
            number = Number { end: part.end, value: Some(value), magnitude: None, ..number };
            let Some(magnitude) = part.magnitude else { break };
            below = magnitude;
        }
        number
    }

    fn times_behind(&self, mut number: Number) -> Number {
        for _ in 0..3 {
            let (gap, at) = self.gap_after(number.end);
            if gap == Gap::None {
                break;
            }
            if self.word_at(at).is_some_and(|word| !word.lexeme.is(role::STARTS_MAGNITUDE)) {
                break;
            }
            let Some((times, end)) = self.phrase_at(&self.tables.magnitudes, at) else { break };
            number = number.times(times, end);
        }
        number
    }

    /// What may be added to a number whose last magnitude is `below`: `3 hundred`, `and 21`, `and two hundred`. Two
    /// figures side by side are not one number, so the part has a magnitude of its own, or ends a hundred.
    fn smaller_part(&self, number: &Number, below: Decimal) -> Option<Number> {
        let whole = number.value.is_some_and(|value| value.scale() == 0);
        let (gap, mut at) = self.gap_after(number.end);
        let and = self.word_at(at).filter(|word| whole && gap == Gap::Space && word.is(named::AND));
        if let Some(and) = and {
            at = self.gap_after(and.end).1;
        }
        let part = if self.byte(at).is_ascii_digit() && whole && gap == Gap::Space {
            self.times_behind(self.digits(at))
        } else {
            self.word_at(at)
                .filter(|word| and.is_some() && word.lexeme.is(role::CARDINAL))
                .map(|word| self.cardinal(word))?
        };
        let hundred = below == HUNDRED && and.is_some();
        let joined = match part.form {
            Form::Digits => part.magnitude.is_some() && part.value?.scale() == 0,
            Form::Plain(1..=2) => hundred,
            Form::Words => hundred || !self.word_after(part.end).is_some_and(|word| word.is_plural()),
            _ => false,
        };
        part.value.filter(|value| joined && !value.is_zero() && *value < below).map(|_| part)
    }

    /// The number that a magnitude begins: `a million`, `a dozen`, `hundreds of thousands`, `several hundred`.
    pub fn magnitude(&self, word: &Word<'t>) -> Option<Number> {
        if word.lexeme.is(role::VAGUE_OF) {
            let of = self.word_after(word.end).is_some_and(|of| of.gap == Gap::Space && of.is(named::OF));
            return of.then(|| self.vague(word)).flatten();
        }
        if word.lexeme.is(role::VAGUE) {
            return self.vague(word);
        }
        let Some(article) = self.word_before(word.start).filter(|before| before.gap != Gap::None) else {
            return (word.lexeme.times >= HUNDRED).then(|| self.one_of_it(word.start, word)).flatten();
        };
        if article.is(named::A) && self.few(article.end).is_none() {
            return self.one_of_it(article.start, word);
        }
        if let Some(start) = self.few(article.end) {
            let times = self.magnitudes_behind(Number::new(word.start, word.end, Some(word.lexeme.times), Form::Vague));
            return Some(Number { start, ..spread(times, 2, 9) });
        }
        let counted = word.lexeme.times >= HUNDRED && !article.is(named::THE | named::PER)
            || article.is(named::HALF | named::THE);
        counted.then(|| self.one_of_it(word.start, word)).flatten()
    }

    /// A magnitude with "a" or nothing before it, and what follows: `a hundred and five thousand`.
    fn one_of_it(&self, start: usize, word: &Word<'t>) -> Option<Number> {
        let mut cardinal =
            Cardinal { total: Decimal::ZERO, current: Decimal::ONE, below: Decimal::ZERO, last: None, end: word.start };
        cardinal.multiply(word.lexeme.times, word.end)?;
        let first = Word { start, ..*word };
        while let Some(number) = self.cardinal_step(&mut cardinal, &first) {
            if number.is_some() {
                return number;
            }
        }
        let mut number = Number::new(start, cardinal.end, cardinal.value(), Form::Words);
        number.magnitude = cardinal.last.filter(|_| cardinal.current.is_zero());
        Some(self.and_a_half(number))
    }

    /// `several`, `a few`, `a couple of` that ends at `end`: its start.
    fn few(&self, end: usize) -> Option<usize> {
        let word = self.word_before(end)?;
        if word.is(named::SEVERAL) {
            return Some(word.start);
        }
        let few = if word.is(named::OF) { self.word_before(word.start)? } else { word };
        let known = if word.is(named::OF) { few.is(named::COUPLE) } else { few.is(named::FEW) };
        let article = self.word_before(few.start).filter(|before| before.is(named::A));
        known.then(|| article.map_or(few.start, |article| article.start))
    }

    /// `dozens`, `tens of thousands`, `many millions`.
    fn vague(&self, word: &Word<'t>) -> Option<Number> {
        let mut number = Number::new(word.start, word.end, Some(word.lexeme.times), Form::Vague);
        while let Some(next) = self.of_magnitude(number.end) {
            number = number.times(next.lexeme.times, next.end);
        }
        Some(spread(number, 1, 10))
    }

    /// `of thousands` behind a vague plural.
    pub fn of_magnitude(&self, end: usize) -> Option<Word<'t>> {
        let of = self.word_after(end).filter(|word| word.gap == Gap::Space && word.is(named::OF))?;
        self.word_after(of.end).filter(|word| word.lexeme.is(role::VAGUE) && word.gap == Gap::Space)
    }
}

/// The number as a vague one, from `low` to `high` times its value.
pub(crate) fn spread(number: Number, low: u32, high: u32) -> Number {
    let times = |factor: u32| number.value.and_then(|value| value.checked_mul(factor.into()));
    let (low, high) = (times(low), times(high));
    Number { value: low, high, form: Form::Vague, too_large: high.is_none(), ..number }
}
