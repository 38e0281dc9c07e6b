//! A number as it is being read: digits or words, before anything around it is looked at.

use rust_decimal::Decimal;

/// A number in digits or words with its magnitude.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: Option<Decimal>,
    /// The upper end of a vague plural.
    pub high: Option<Decimal>,
    pub form: Form,
    /// The magnitude that was read with it, to be shared with the lower end of a range.
    pub magnitude: Option<Decimal>,
    /// More digits than a value can hold.
    pub too_large: bool,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Only digits, so many of them.
    Plain(u8),
    /// Digits with grouping, decimals, a fraction, an exponent or a sign.
    Digits,
    /// twenty-seven, half a million.
    Words,
    /// hundreds, several thousand.
    Vague,
    /// 60th, twenty-first.
    Ordinal,
    /// a third, two-thirds: parts of one, value at most one as a rule.
    Fraction,
    /// doubled.
    Multiple,
    /// nineteen eighty-four.
    SpokenYear,
}

impl Number {
    /// A number of `form` in `start..end`.
    pub fn new(start: usize, end: usize, value: Option<Decimal>, form: Form) -> Number {
        Number { start, end, value, high: None, form, magnitude: None, too_large: false }
    }

    /// The number multiplied by a magnitude that ends at `end`.
    pub fn times(self, magnitude: Decimal, end: usize) -> Number {
        let value = self.value.and_then(|value| value.checked_mul(magnitude));
        let so_far = self.magnitude.unwrap_or(Decimal::ONE);
        Number {
            end,
            value,
            form: if matches!(self.form, Form::Plain(_)) { Form::Digits } else { self.form },
            magnitude: so_far.checked_mul(magnitude),
            too_large: self.too_large || value.is_none(),
            ..self
        }
    }
}
