//! What stands right before a number and is part of it: a sign, "minus", the point of `.77`.

use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, is_dash};

impl<'t> Sentence<'t> {
    /// `.77`
    pub fn leading_point(&self, number: Number) -> Number {
        let Form::Plain(digits) = number.form else { return number };
        let point = number.start.wrapping_sub(1);
        let lone = self.char_before(number.start) == Some('.')
            && !self.char_before(point).is_some_and(|c| c.is_alphanumeric() || c == '.' || c == ')');
        match number.value {
            Some(mut value) if lone && digits < 28 => {
                let _ = value.set_scale(digits.into());
                Number { start: point, value: Some(value), form: Form::Digits, ..number }
            }
            _ => number,
        }
    }

    /// `-5`, `−5`, `minus five`: a sign that joins nothing.
    pub fn negated(&self, number: Number) -> Number {
        let negative = |start: usize| Number {
            start,
            value: number.value.map(|value| -value),
            form: if matches!(number.form, Form::Plain(_)) { Form::Digits } else { number.form },
            ..number
        };
        let minus = self.word_before(number.start).filter(|word| word.gap != Gap::None);
        if let Some(word) = minus.filter(|word| word.is(named::MINUS) && !self.plus_or(word.start)) {
            return negative(word.start);
        }
        let Some(sign) = self.char_before(number.start).filter(|&c| is_dash(c) && c != '\u{2014}') else {
            return number;
        };
        let start = number.start - sign.len_utf8();
        let free = match self.char_before(start) {
            None => true,
            Some(c) => c.is_whitespace() || matches!(c, '(' | '"' | '“' | '[' | '='),
        };
        if free { negative(start) } else { number }
    }

    /// Whether `plus or` stands before `minus`: a margin has no sign.
    fn plus_or(&self, minus: usize) -> bool {
        let or = self.word_before(minus).filter(|word| word.is(named::OR));
        or.and_then(|or| self.word_before(or.start)).is_some_and(|word| word.is(named::PLUS))
    }
}
