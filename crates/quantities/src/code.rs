//! Numbers that name or mark and measure nothing: phones, versions, G8, page and list marks, Line 7.

use claimsift_text::Span;

use crate::lexicon::role;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word, is_dash};
use crate::{Quantity, QuantityKind};

/// How far from the start of a sentence the mark of a list item may stand, in bytes.
const MARK_REACH: usize = 16;

impl<'t> Sentence<'t> {
    /// What stands at `anchor`, when its shape alone tells that it is no figure.
    pub fn typed(&self, anchor: usize) -> Option<Quantity> {
        let end = self.digit_run(anchor);
        if self.stands_apart(anchor, end) {
            return self.typed_apart(anchor, end);
        }
        if self.is_plain(anchor, end) { None } else { self.typed_beside(anchor, end) }
    }

    /// [`Sentence::typed`] of digits beside signs or letters.
    #[inline(never)]
    fn typed_beside(&self, anchor: usize, end: usize) -> Option<Quantity> {
        if self.byte(end) == b'.' && self.continental_end(anchor).is_some() {
            return None;
        }
        self.page_mark(anchor, end)
            .or_else(|| self.age_group(anchor, end))
            .or_else(|| self.date_or_clock(anchor, end))
            .or_else(|| self.season(anchor, end))
            .or_else(|| self.slashed(anchor, end))
            .or_else(|| self.chain(anchor, end))
            .or_else(|| self.lettered(anchor, end))
            .or_else(|| self.decade(anchor, end))
            .or_else(|| self.tailed(anchor, end))
            .or_else(|| self.list_mark(anchor, end))
            .or_else(|| self.address(anchor, end))
    }

    /// Whether there is a space on both sides of the digits, as of most numbers.
    #[inline]
    fn stands_apart(&self, at: usize, end: usize) -> bool {
        self.byte(end) == b' ' && at > self.start && self.byte(at - 1) == b' '
    }

    /// Whether digits are a figure, or a part of one, by the signs beside them: a comma or a percent sign behind them or
    /// the end of a clause, where they mark no item of a list, and before them a space or a currency.
    #[inline]
    fn is_plain(&self, at: usize, end: usize) -> bool {
        let ends = match self.byte(end) {
            b',' | b'%' => true,
            b')' => false,
            _ => at - self.start > MARK_REACH && self.closes(end),
        };
        ends && (at == self.start || matches!(self.char_before(at), Some(' ' | '$' | '£' | '€')))
    }

    /// [`Sentence::typed`] of digits between spaces, which no sign can make anything of.
    #[inline(never)]
    fn typed_apart(&self, at: usize, end: usize) -> Option<Quantity> {
        let next = self.byte(end + 1);
        if next.is_ascii_lowercase() && self.byte(at) != b'0' {
            // Months are the only words in small letters that matter, "of" before them, and the end of "5 a.m." and
            // "5 o'clock".
            let word = self.word_after(end);
            let short = matches!(next, b'a' | b'o' | b'p') && word.is_none_or(|word| word.len() <= 2);
            if !short && !word.is_some_and(|word| word.lexeme.is(role::MONTH | role::TIME_ZONE)) {
                return None;
            }
        }
        self.clock(at, end)
            .or_else(|| self.day_first(at, end))
            .or_else(|| self.chain(at, end))
            .or_else(|| self.address(at, end))
    }

    /// `【1】`, `[12]`.
    fn page_mark(&self, at: usize, end: usize) -> Option<Quantity> {
        let (open, close) = (self.char_before(at)?, self.char_at(end)?);
        let marked = matches!((open, close), ('【', '】') | ('[', ']')) && end - at <= 3;
        marked.then(|| self.plain(QuantityKind::PageMark, at - open.len_utf8(), end + close.len_utf8()))
    }

    /// `1.`, `2)`, `(3)` at the head of the sentence.
    fn list_mark(&self, at: usize, end: usize) -> Option<Quantity> {
        let closing = self.char_at(end).filter(|c| matches!(c, '.' | ')'))?;
        let behind = end + closing.len_utf8();
        let head = at - self.start <= MARK_REACH
            && self.text[self.start..at].chars().all(|c| c.is_whitespace() || matches!(c, '(' | '•' | '-' | '*' | '#'));
        let followed =
            self.char_at(behind).is_some_and(char::is_whitespace) && self.skip_space(behind) < self.text.len();
        let inside = closing == ')' && end - at <= 2 && self.opens_item(at);
        ((head || inside) && followed && end - at <= 3).then(|| self.plain(QuantityKind::ListMark, at, behind))
    }

    /// Whether an item of a list may begin at `at`: behind a semicolon or a colon.
    fn opens_item(&self, at: usize) -> bool {
        let before = self.skip_space_before(at);
        let before = match self.word_before(before).filter(|word| word.gap == Gap::Space && word.is(named::AND)) {
            Some(and) => self.skip_space_before(and.start),
            None => before,
        };
        before < at && matches!(self.char_before(before), Some(';' | ':'))
    }

    /// Three or more groups of digits joined by one sign: `3.1.2`, `10.0.0.7`, `555-123-4567`, `+44 20 7946 0000`.
    fn chain(&self, at: usize, first: usize) -> Option<Quantity> {
        let plus = self.char_before(at) == Some('+');
        let bracket = self.char_before(at) == Some('(') && self.byte(first) == b')';
        let separator = self.byte(first + usize::from(bracket));
        let joins = matches!(separator, b'-' | b'.')
            || separator == b' ' && (plus || bracket || self.byte(at) == b'0' && first - at > 2);
        let run = plus && first - at >= 7;
        if !(joins || run) {
            return None;
        }
        let (mut groups, mut digits, mut end) = (1, first - at, first + usize::from(bracket));
        while matches!(self.byte(end), b'-' | b'.' | b' ') && (self.byte(end) == separator || plus || bracket) {
            let next = self.digit_run(end + 1);
            if next == end + 1 {
                break;
            }
            (groups, digits, end) = (groups + 1, digits + next - end - 1, next);
        }
        let kind = match () {
            () if plus || bracket => QuantityKind::Phone,
            () if separator == b'.' && groups == 4 => QuantityKind::Address,
            () if separator == b'.' && groups >= 3 => QuantityKind::Version,
            () if groups >= 3 && digits >= 7 => QuantityKind::Phone,
            () if groups == 2 && separator == b'-' && first - at == 3 && digits == 7 => QuantityKind::Phone,
            () if groups >= 3 && separator == b'-' => QuantityKind::NumberedName,
            () => return None,
        };
        (digits >= 7 || !(plus || bracket)).then(|| self.plain(kind, at - usize::from(plus || bracket), end))
    }

    /// Two short numbers with a slash that are no fraction: `24/7`, `9/11`.
    fn slashed(&self, at: usize, slash: usize) -> Option<Quantity> {
        if self.byte(slash) != b'/' || slash - at > 2 {
            return None;
        }
        let end = self.digit_run(slash + 1);
        let short = (1..=2).contains(&(end - slash - 1));
        let other = short && self.byte(end) != b'/' && self.slash_fraction(at, slash).is_none();
        other.then(|| self.plain(QuantityKind::NumberedName, at, end))
    }

    /// `221b Baker Street`.
    fn address(&self, at: usize, digits_end: usize) -> Option<Quantity> {
        let mut end = digits_end;
        if self.char_at(end).is_some_and(|c| c.is_ascii_lowercase())
            && !self.char_at(end + 1).is_some_and(char::is_alphanumeric)
        {
            end += 1;
        }
        if self.byte(end).is_ascii_graphic() {
            return None;
        }
        for _ in 0..4 {
            let word = self.word_after(end).filter(|word| word.gap == Gap::Space && word.capital)?;
            if word.lexeme.is(role::STREET) && self.byte(at) != b'0' && end > digits_end + 1 {
                return Some(self.plain(QuantityKind::Address, at, word.end));
            }
            end = word.end;
        }
        None
    }

    /// Letters and digits in one word: G8, A320, COVID-19, 4G, 380F.
    fn lettered(&self, at: usize, digits_end: usize) -> Option<Quantity> {
        let start = self.letters_joined(at)?;
        if start == at {
            return None;
        }
        let mut end = digits_end;
        while let Some(c) = self.char_at(end).filter(|&c| {
            c.is_alphanumeric()
                || matches!(c, '-' | '.' | ',') && self.byte(end + 1).is_ascii_digit()
                || c == '-' && self.char_at(end + 1).is_some_and(char::is_uppercase)
        }) {
            end += c.len_utf8();
        }
        Some(self.plain(QuantityKind::NumberedName, start, end))
    }

    /// Digits with letters behind that are no unit, magnitude or ending: 5G, 3D, 737MAX.
    fn tailed(&self, at: usize, digits: usize) -> Option<Quantity> {
        let word = self.word_at(digits).filter(|word| !word.is(named::ENDING))?;
        let known = self.unit_at(digits, true).is_some()
            || self.tables.suffixes.get(word.of(self).as_bytes()).is_some()
            || word.lexeme.is(role::MAGNITUDE)
            || matches!(word.of(self), "h" | "m") && self.byte(word.end).is_ascii_digit()
            || self.money_before(at).is_some();
        (!known).then(|| self.plain(QuantityKind::NumberedName, at, word.end))
    }

    /// The start of a code whose digits begin at `at`, `at` itself when no letters belong to it.
    fn letters_joined(&self, at: usize) -> Option<usize> {
        if self.char_before(at) == Some('.') {
            // "ID.3"
            let word = self.word_before(at - 1).filter(|word| word.gap == Gap::None && word.len() > 1);
            let letters = word.filter(|word| word.of(self).bytes().all(|byte| byte.is_ascii_uppercase()));
            return Some(letters.map_or(at, |word| word.start));
        }
        if !self.char_before(at).is_some_and(|c| c.is_alphabetic() || c == '-') {
            return Some(at);
        }
        let Some(word) = self.word_before(at).filter(|word| word.gap != Gap::Space && word.end + 1 >= at) else {
            return Some(at);
        };
        if self.money_before(at).is_some() {
            return Some(at);
        }
        let code = word.gap == Gap::None
            || word.of(self).chars().all(char::is_uppercase)
            || word.lexeme.is(role::NAME)
            || word.capital && word.start > self.start && word.len() > 2 && !word.lexeme.is(role::MONTH | role::ANCHOR);
        let unit = word.lexeme.is(role::UNIT_BEFORE);
        Some(if code && !unit { word.start } else { at })
    }

    /// The number as part of a name: `Line 7`, `flight 93`, `World War Two`, `the Galaxy 7`.
    pub fn numbered_name(&self, number: &Number) -> Option<Quantity> {
        if !self.is_name(number) {
            return None;
        }
        let word = self.word_before_dot(number.start);
        let start = word.map_or(number.start, |word| self.joined_initial(word.start));
        let mut end = number.end;
        while self.byte(end) == b'-' && self.byte(end + 1).is_ascii_digit() {
            end = self.digit_run(end + 1);
        }
        if self.byte(end) == b's' && !self.char_at(end + 1).is_some_and(char::is_alphanumeric) {
            end += 1;
        }
        let kind = if number.form == Form::Digits { QuantityKind::Version } else { QuantityKind::NumberedName };
        Some(Quantity { core: Span::new(number.start, number.end), ..self.plain(kind, start, end) })
    }

    /// `World War II`, `Type IV`: a Roman number behind a name.
    pub fn roman_name(&self, word: &Word<'t>) -> Option<Quantity> {
        let name = self
            .word_before(word.start)
            .filter(|name| name.gap == Gap::Space && name.capital && !name.is(named::ARTICLE))?;
        let roman = word.lexeme.is(role::ROMAN) && word.of(self).bytes().all(|byte| byte.is_ascii_uppercase());
        let named = Quantity {
            core: Span::new(word.start, word.end),
            ..self.plain(QuantityKind::NumberedName, name.start, word.end)
        };
        roman.then_some(named)
    }

    /// The start of `S&` before the `P` of "S&P 500".
    fn joined_initial(&self, at: usize) -> usize {
        let joined = self.char_before(at).filter(|&c| c == '&').and_then(|_| self.word_before(at - 1));
        joined.filter(|word| word.gap == Gap::None).map_or(at, |word| word.start)
    }

    fn is_name(&self, number: &Number) -> bool {
        let decimals = number.form == Form::Digits && number.magnitude.is_none();
        let bare = decimals || matches!(number.form, Form::Plain(1..=4)) || number.form == Form::Words;
        if !bare {
            return false;
        }
        let Some(word) = self.word_before_dot(number.start) else { return self.symbol_name(number.start) };
        if word.gap == Gap::None && self.char_before(number.start).is_some_and(|c| !matches!(c, '.')) {
            return false;
        }
        if decimals && !word.lexeme.is(role::NAME) {
            return false;
        }
        let named = word.lexeme.is(role::NAME)
            || word.lexeme.is(role::NAME_CAPITAL) && word.capital
            || self.is_proper(&word, number);
        named && self.names_rather_than_counts(number, &word)
    }

    /// `#5`, `№ 5`.
    fn symbol_name(&self, at: usize) -> bool {
        matches!(self.char_before(at), Some('#' | '№'))
    }

    /// The word before `at`, also over the full stop of `No.` and `Vol.`.
    fn word_before_dot(&self, at: usize) -> Option<Word<'t>> {
        let end = self.skip_space_before(at);
        if self.char_before(end) != Some('.') {
            return self.word_before(at);
        }
        self.word_before(end - 1)
            .filter(|word| word.gap == Gap::None && word.lexeme.is(role::NAME | role::NAME_CAPITAL))
            .map(|word| Word { gap: Gap::Space, ..word })
    }

    /// A capital inside a sentence of small letters, before bare digits: `the Falcon 9`.
    fn is_proper(&self, word: &Word<'t>, number: &Number) -> bool {
        if !word.capital
            || !matches!(number.form, Form::Plain(1..=4))
            || word.lexeme.is(role::MONTH | role::WEEKDAY | role::ERA)
            || word.gap == Gap::Hyphen
        {
            return false;
        }
        let mut first = *word;
        for _ in 0..5 {
            match self.word_before(first.start).filter(|before| before.gap == Gap::Space) {
                Some(before) if before.is(named::ARTICLE) => return true,
                Some(before) if before.capital => first = before,
                Some(before) => return !before.lexeme.is(role::BEFORE_PLACE),
                None => return false,
            }
        }
        false
    }

    /// Whether nothing behind the number says that it counts or measures, and it is no year.
    fn names_rather_than_counts(&self, number: &Number, word: &Word<'t>) -> bool {
        let year = number.value.is_some_and(|value| value >= 1900.into() && value <= 2100.into());
        if crate::calendar::four_digits(number.form) && year && !word.lexeme.is(role::NAME) {
            return false;
        }
        if number.form == Form::Words
            && !(word.capital && self.text[number.start..].chars().next().is_some_and(char::is_uppercase))
        {
            return false;
        }
        let next = self.word_after(number.end).filter(|next| next.gap == Gap::Space);
        let counts = next.is_some_and(|next| next.is_plural() && !next.capital && !next.is(named::SINGULAR));
        let result = self.char_at(number.end).is_some_and(is_dash)
            && self.byte(number.end + 1).is_ascii_digit()
            && !word.lexeme.is(role::NAME);
        let plural = self.byte(number.end) == b's';
        !result
            && (plural || self.unit_behind(number).is_none())
            && (!counts || word.lexeme.is(role::NAME | role::NAME_CAPITAL))
    }
}

/// Whether a dash joins two small numbers of a result.
pub(crate) fn joins_result(c: char) -> bool {
    is_dash(c) && c != '\u{2014}'
}
