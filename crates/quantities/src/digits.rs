//! Numbers in digits: 12,640 · 1,50,000 · 10 000 · 2.5 · 3½ · 2 1/2 · 1.5e6 · 45th.

use rust_decimal::Decimal;

use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, is_dash};

/// The digits that fit a value.
const MOST_DIGITS: usize = 28;

/// The bytes of a number whose digits surely fit 64 bits.
const LONE_DIGITS: u8 = 19;

/// Digits gathered for a decimal.
#[derive(Clone, Copy, Default)]
struct Mantissa {
    value: i128,
    digits: usize,
    scale: u32,
}

impl Mantissa {
    fn add(&mut self, digits: &[u8]) {
        for digit in digits {
            if self.digits < MOST_DIGITS {
                self.value = self.value * 10 + i128::from(digit - b'0');
            }
            // Leading zeros do not count.
            self.digits += usize::from(self.value != 0);
        }
    }

    fn decimal(self) -> Option<Decimal> {
        if self.digits > MOST_DIGITS {
            return None;
        }
        Decimal::try_from_i128_with_scale(self.value, self.scale).ok()
    }
}

impl Sentence<'_> {
    /// The number whose first digit (or vulgar fraction) stands at `at`, without sign, magnitude and unit.
    pub fn digits(&self, at: usize) -> Number {
        self.lone_digits(at).unwrap_or_else(|| self.written_digits(at))
    }

    /// Only digits, grouped by commas or not, with decimals or not, behind which nothing stands that could belong to
    /// them, as in most numbers.
    #[inline]
    fn lone_digits(&self, at: usize) -> Option<Number> {
        let mut value = 0;
        let first = self.take_digits(at, &mut value);
        let mut end = first;
        if (1..=3).contains(&(first - at)) && self.byte(at) != b'0' {
            while self.byte(end) == b',' && self.digit_run(end + 1) == end + 4 {
                end = self.take_digits(end + 1, &mut value);
            }
        }
        let whole = end;
        if self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit() {
            end = self.take_digits(end + 1, &mut value);
        }
        let (next, second) = (self.byte(end), self.byte(end + 1));
        let lone = match next {
            b' ' => second.is_ascii_alphabetic() && second != b'x',
            b'%' | b')' | b';' | b'?' | b'!' => true,
            b',' => second == b' ' && self.byte(end + 2) != b'0',
            b'.' => second == b' ',
            _ => false,
        };
        let length = u8::try_from(end - at).ok().filter(|length| lone && (1..=LONE_DIGITS).contains(length))?;
        let scale = (end - whole).saturating_sub(1) as u32;
        let value = Decimal::from_parts(value as u32, (value >> 32) as u32, 0, false, scale);
        let form = if end == first { Form::Plain(length) } else { Form::Digits };
        Some(Number::new(at, end, Some(value), form))
    }

    /// Adds the digits at `at` to `value`, and gives their end. Of more than 19 digits the value says nothing.
    #[inline]
    fn take_digits(&self, mut at: usize, value: &mut u64) -> usize {
        while let digit @ 0..=9 = self.byte(at).wrapping_sub(b'0') {
            *value = value.wrapping_mul(10).wrapping_add(digit.into());
            at += 1;
        }
        at
    }

    fn written_digits(&self, at: usize) -> Number {
        if let Some((value, end)) = self.vulgar(at) {
            return Number::new(at, end, Some(value), Form::Digits);
        }
        let (mantissa, end, mut form) = self.continental(at).unwrap_or_else(|| self.plain_digits(at));
        let mut number = Number::new(at, end, mantissa.decimal(), form);
        number.too_large = number.value.is_none();
        if let Some(end) = self.ordinal_ending(end) {
            return Number { end, form: Form::Ordinal, ..number };
        }
        if let Some((value, end)) = self.fraction_behind(&number) {
            form = Form::Digits;
            number = Number { end, value: number.value.and_then(|whole| whole.checked_add(value)), form, ..number };
        } else if let Some((value, end)) = self.slash_fraction(at, end) {
            number = Number::new(at, end, Some(value), Form::Fraction);
        }
        self.exponent(number)
    }

    /// Digits with grouping and decimals.
    fn plain_digits(&self, at: usize) -> (Mantissa, usize, Form) {
        let mut mantissa = Mantissa::default();
        let first = self.digit_run(at);
        mantissa.add(&self.text.as_bytes()[at..first]);
        let mut end = first;
        while let Some(group) = self.group(at, first, end) {
            mantissa.add(&self.text.as_bytes()[group..self.digit_run(group)]);
            end = self.digit_run(group);
        }
        let grouped = end > first;
        let decimals = self.decimals(end);
        if let Some(last) = decimals {
            let digits = &self.text.as_bytes()[end + 1..last];
            mantissa.add(digits);
            mantissa.scale = u32::try_from(digits.len()).unwrap_or(u32::MAX);
            end = last;
        }
        let plain = !grouped && decimals.is_none();
        (mantissa, end, if plain { Form::Plain(u8::try_from(first - at).unwrap_or(u8::MAX)) } else { Form::Digits })
    }

    /// `1.234,56`: grouped by full stops, with a decimal comma. Without its decimals it could be anything.
    fn continental(&self, at: usize) -> Option<(Mantissa, usize, Form)> {
        let (end, decimals) = self.continental_end(at)?;
        let mut mantissa = Mantissa::default();
        self.text[at..end].split('.').for_each(|group| mantissa.add(group.as_bytes()));
        mantissa.add(&self.text.as_bytes()[end + 1..decimals]);
        mantissa.scale = u32::try_from(decimals - end - 1).ok()?;
        Some((mantissa, decimals, Form::Digits))
    }

    /// Where the groups of `1.234,56` end, and where its decimals do.
    pub fn continental_end(&self, at: usize) -> Option<(usize, usize)> {
        let first = self.digit_run(at);
        let mut end = first;
        while self.byte(end) == b'.' && self.digit_run(end + 1) == end + 4 {
            end += 4;
        }
        if end == first || first - at > 3 || self.byte(at) == b'0' || self.byte(end) != b',' {
            return None;
        }
        let decimals = self.digit_run(end + 1);
        let ends = !matches!(self.byte(decimals), b'.' | b',') || !self.byte(decimals + 1).is_ascii_digit();
        ((1..=2).contains(&(decimals - end - 1)) && ends).then_some((end, decimals))
    }

    /// The end of the digits at `at`.
    #[inline]
    pub fn digit_run(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        at + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    }

    /// Where the next group of digits begins, when the number that began at `start`, its first group ending at
    /// `first`, goes on behind `end`. Indian grouping has groups of two and a last one of three.
    fn group(&self, start: usize, first: usize, end: usize) -> Option<usize> {
        let separator = self.char_at(end)?;
        // "80, 000": no number begins with three noughts.
        if self.has(end, ", 000") && !self.byte(end + 5).is_ascii_digit() && first - start <= 3 && first > start {
            return Some(end + 2);
        }
        let group = end + separator.len_utf8();
        let length = self.digit_run(group.min(self.text.len())) - group.min(self.text.len());
        let fits = match separator {
            ',' => length == 3 || length == 2 && self.indian(group),
            '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}' => length == 3,
            ' ' => length == 3 && !self.has(group + 3, ",") && self.spaced(start),
            _ => false,
        };
        let short_first = first - start <= 3 && first > start && (self.byte(start) != b'0' || separator == '\'');
        (fits && short_first).then_some(group)
    }

    /// Whether groups of two and a last one of three follow: `,50,000` behind 1.
    fn indian(&self, mut group: usize) -> bool {
        for _ in 0..8 {
            let end = self.digit_run(group);
            match (end - group, self.byte(end)) {
                (2, b',') => group = end + 1,
                (3, next) => return !next.is_ascii_digit(),
                _ => return false,
            }
        }
        false
    }

    /// Whether the word before `start` lets groups be split by spaces: a month or a name does not ("Sept. 14 200 men").
    fn spaced(&self, start: usize) -> bool {
        self.word_before(start).is_none_or(|word| !word.capital) && self.char_before(start) != Some('.')
    }

    /// The end of `.25` behind `end`.
    fn decimals(&self, end: usize) -> Option<usize> {
        (self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit()).then(|| self.digit_run(end + 1))
    }

    /// The end of `st`, `nd`, `rd` or `th` behind `end`.
    fn ordinal_ending(&self, end: usize) -> Option<usize> {
        let ending = self.text.as_bytes().get(end..end + 2).filter(|ending| ending[0].is_ascii_alphabetic())?;
        let known = [b"st", b"nd", b"rd", b"th"].iter().any(|known| ending.eq_ignore_ascii_case(*known));
        let ends = !self.char_at(end + 2).is_some_and(char::is_alphanumeric);
        (known && ends).then_some(end + 2)
    }

    /// ½ and its like.
    fn vulgar(&self, at: usize) -> Option<(Decimal, usize)> {
        let c = self.char_at(at).filter(|c| !c.is_ascii())?;
        let (above, below) = match c {
            '¼' => (1, 4),
            '½' => (1, 2),
            '¾' => (3, 4),
            '⅐' => (1, 7),
            '⅑' => (1, 9),
            '⅒' => (1, 10),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            '⅕'..='⅘' => (i64::from(u32::from(c) - u32::from('⅕')) + 1, 5),
            '⅙' => (1, 6),
            '⅚' => (5, 6),
            '⅛' => (1, 8),
            '⅜' => (3, 8),
            '⅝' => (5, 8),
            '⅞' => (7, 8),
            _ => return None,
        };
        Some((Decimal::from(above).checked_div(below.into())?, at + c.len_utf8()))
    }

    /// A fraction behind a whole number: `3½`, `2 1/2`, `5-1/2`.
    fn fraction_behind(&self, number: &Number) -> Option<(Decimal, usize)> {
        if !matches!(number.form, Form::Plain(_)) {
            return None;
        }
        let (gap, at) = self.gap_after(number.end);
        if let Some(vulgar) = self.vulgar(at) {
            return Some(vulgar);
        }
        if gap == Gap::None || !self.byte(at).is_ascii_digit() {
            return None;
        }
        self.slash_fraction(at, self.digit_run(at)).filter(|(value, _)| *value < Decimal::ONE)
    }

    /// `1/2` whose first digits end at `end`. Two years, a date, `24/7` and `9/11` are none.
    pub fn slash_fraction(&self, at: usize, end: usize) -> Option<(Decimal, usize)> {
        if !matches!(self.byte(end), b'/') && !self.has(end, "⁄") {
            return None;
        }
        let below = end + self.char_at(end)?.len_utf8();
        let last = self.digit_run(below);
        let short = |from: usize, to: usize| (1..=3).contains(&(to - from));
        if !short(at, end) || !short(below, last) || self.byte(last) == b'/' || self.byte(below) == b'0' {
            return None;
        }
        let number = |from: usize, to: usize| self.text[from..to].parse::<u32>().ok();
        let (above, parts) = (number(at, end)?, number(below, last)?);
        let usual = parts <= 10 || matches!(parts, 12 | 16 | 20 | 32 | 64 | 100 | 128);
        if above >= parts || !usual {
            return None;
        }
        Some((Decimal::from(above).checked_div(parts.into())?, last))
    }

    /// `1.5e6`, `10^6`, `2 × 10^6`: the number multiplied out.
    fn exponent(&self, number: Number) -> Number {
        self.scientific(&number).or_else(|| self.power(&number)).unwrap_or(number)
    }

    fn scientific(&self, number: &Number) -> Option<Number> {
        if !matches!(self.byte(number.end), b'e' | b'E') {
            return None;
        }
        let (exponent, end) = self.signed_digits(number.end + 1)?;
        let value = number.value.and_then(|value| value.checked_mul(power_of_ten(exponent)?));
        Some(Number { end, value, form: Form::Digits, too_large: value.is_none(), ..*number })
    }

    fn power(&self, number: &Number) -> Option<Number> {
        let times = self.skip_space(number.end);
        let ten = match self.char_at(times) {
            Some(c @ ('x' | '×' | '*')) => self.skip_space(times + c.len_utf8()),
            _ => number.start,
        };
        if !self.has(ten, "10") || ten == number.start && number.end != ten + 2 {
            return None;
        }
        // Behind a multiplication sign the caret may have been lost: "1.99×10−30".
        let (exponent, end) = match self.byte(ten + 2) {
            b'^' => self.signed_digits(ten + 3)?,
            _ => self.raised_digits(ten + 2).or_else(|| {
                let lost = ten != number.start && self.char_at(ten + 2).is_some_and(is_dash);
                lost.then(|| self.signed_digits(ten + 2)).flatten()
            })?,
        };
        let whole = if ten == number.start { Some(Decimal::ONE) } else { number.value };
        let value = whole.and_then(|whole| whole.checked_mul(power_of_ten(exponent)?));
        Some(Number { end, value, form: Form::Digits, too_large: value.is_none(), ..*number })
    }

    /// `⁶` and `⁻³⁰`.
    fn raised_digits(&self, at: usize) -> Option<(i32, usize)> {
        let negative = self.char_at(at).filter(|&c| c == '⁻');
        let start = at + negative.map_or(0, char::len_utf8);
        let (mut value, mut end) = (0, start);
        while let Some((c, digit)) = self.char_at(end).and_then(|c| Some((c, raised(c)?))).filter(|_| value < 1000) {
            (value, end) = (value * 10 + digit, end + c.len_utf8());
        }
        (end > start).then_some((if negative.is_some() { -value } else { value }, end))
    }

    fn signed_digits(&self, at: usize) -> Option<(i32, usize)> {
        let sign = self.char_at(at).filter(|&c| c == '+' || is_dash(c));
        let start = at + sign.map_or(0, char::len_utf8);
        let end = self.digit_run(start.min(self.text.len()));
        let value: i32 = self.text.get(start..end)?.parse().ok()?;
        let ends = !self.char_at(end).is_some_and(char::is_alphanumeric);
        ends.then_some((if sign.is_some_and(is_dash) { -value } else { value }, end))
    }
}

/// The digit of an exponent written small.
fn raised(c: char) -> Option<i32> {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digits.iter().position(|&digit| digit == c).and_then(|digit| i32::try_from(digit).ok())
}

fn power_of_ten(exponent: i32) -> Option<Decimal> {
    match exponent {
        0..=28 => Decimal::try_from_i128_with_scale(10i128.pow(exponent.unsigned_abs()), 0).ok(),
        -28..0 => Decimal::try_from_i128_with_scale(1, exponent.unsigned_abs()).ok(),
        _ => None,
    }
}
