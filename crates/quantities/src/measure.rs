//! Units and currencies beside a number: £8m, 1,470km, 62 percent, 45 cm annually, $5 a barrel.

use crate::lexicon::role;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word, is_dash};
use crate::{Unit, UnitId};

/// The longest currency symbol, in bytes.
const LONGEST_SYMBOL: usize = 8;

/// The longest one that ends in a small letter: `RMB` does not, `sfr`, `Dhs` and `Rs` do.
const LONGEST_SMALL_SYMBOL: usize = 3;

/// A unit read beside a number, and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub unit: Unit,
    pub end: usize,
    /// It ends in "-old" or "of age".
    pub age: bool,
}

impl<'t> Sentence<'t> {
    /// The currency right before `at`, and where it starts: `£`, `US$`, `Rs `, `EUR `.
    pub fn money_before(&self, at: usize) -> Option<(UnitId, usize)> {
        let end = self.skip_space_before(at);
        if self.byte(end.checked_sub(1)?).is_ascii_alphabetic() && !self.word_before(at)?.lexeme.is(role::ENDS_CURRENCY)
        {
            return None;
        }
        let start = self.symbol_start(end)?;
        // The whole run first, then what is left without its first characters: "(about$5" is in dollars.
        let starts = self.text[start..end].char_indices().map(|(index, _)| start + index);
        let symbol = |from: usize| self.tables.money.get(&self.text.as_bytes()[from..end]).map(|&unit| (unit, from));
        let (unit, from) = starts.into_iter().find_map(symbol)?;
        if !self.char_at(from).is_some_and(char::is_alphabetic) {
            // "C $ 300" and "US $58" write the prefix apart.
            return self.prefix_apart(from, end).or(Some((unit, from)));
        }
        let inside = self.char_before(from).is_some_and(char::is_alphanumeric);
        (!inside).then_some((unit, from))
    }

    /// The start of what may be a currency symbol that ends at `end`. Most words before a number are longer than any
    /// symbol that ends in small letters, and are turned down without a look into the tables.
    #[inline]
    fn symbol_start(&self, end: usize) -> Option<usize> {
        let last = self.text.as_bytes()[self.start..end].last_chunk::<{ LONGEST_SMALL_SYMBOL + 1 }>();
        if last.is_some_and(|letters| letters.iter().all(u8::is_ascii_lowercase)) {
            return None;
        }
        let mut start = end;
        while let Some(c) = self.char_before(start) {
            let sign = matches!(c, '$' | '.' | '/') || !c.is_ascii() && !c.is_whitespace() && !is_dash(c);
            if !(sign || c.is_alphabetic()) || end - start >= LONGEST_SYMBOL {
                break;
            }
            start -= c.len_utf8();
        }
        let small = end > start && self.byte(end - 1).is_ascii_lowercase();
        (start < end && !(small && end - start > LONGEST_SMALL_SYMBOL)).then_some(start)
    }

    /// The currency that a country's letters before a lone `$` make of it: `US $`, `HK $`, `aud$`.
    fn prefix_apart(&self, symbol: usize, end: usize) -> Option<(UnitId, usize)> {
        let letters = self.word_before(symbol).filter(|word| {
            word.gap != Gap::Hyphen
                && word.len() <= 3
                && (word.len() > 1 || word.capital && word.gap == Gap::Space)
                && !word.is(named::A)
        })?;
        let mut joined = [0; LONGEST_SYMBOL];
        let (first, second) = (letters.of(self).as_bytes(), &self.text.as_bytes()[symbol..end]);
        joined.get_mut(..first.len())?.copy_from_slice(first);
        joined.get_mut(first.len()..first.len() + second.len())?.copy_from_slice(second);
        joined.make_ascii_uppercase();
        let unit = self.tables.money.get(&joined[..first.len() + second.len()])?;
        Some((*unit, letters.start))
    }

    /// The unit behind a number, with what it is per.
    pub fn unit_behind(&self, number: &Number) -> Option<Measured> {
        let (gap, at) = self.gap_after(number.end);
        let hyphen = gap == Gap::Hyphen;
        if hyphen && self.char_before(at).is_some_and(char::is_whitespace) {
            return None;
        }
        let (of, end) = self
            .unit_at(at, gap == Gap::None)
            .or_else(|| self.inches_deep(at))
            .filter(|&(_, end)| gap != Gap::Space || !self.is_initial(at, end))?;
        if self.tables.unit(of).per_only {
            return None;
        }
        let of = self.pound(number, of, end);
        Some(self.per_and_age(of, end))
    }

    /// Whether a lone capital in `at..end` begins a name: `4 F Block`.
    fn is_initial(&self, at: usize, end: usize) -> bool {
        end == at + 1
            && self.byte(at).is_ascii_uppercase()
            && self.word_after(end).is_some_and(|word| word.gap == Gap::Space && word.capital && word.len() > 1)
    }

    /// The `in` of "3 1/4 in deep".
    fn inches_deep(&self, at: usize) -> Option<(UnitId, usize)> {
        let inch = self.word_at(at).filter(|word| word.is(named::IN))?;
        self.word_after(inch.end).filter(|word| word.gap == Gap::Space && word.is(named::DEEP))?;
        Some((self.tables.common.inch?, inch.end))
    }

    /// The unit at `at` and its end: the longer of a name and a symbol. `glued` when nothing lies between.
    pub fn unit_at(&self, at: usize, glued: bool) -> Option<(UnitId, usize)> {
        let (named, symbolic) = match self.word_at(at) {
            Some(word) => (word.lexeme.is(role::STARTS_UNIT_NAME), word.lexeme.is(role::STARTS_UNIT_SYMBOL)),
            None => (true, true),
        };
        let name = if named { self.unit_name(at) } else { None };
        let symbol = if symbolic { self.symbol_at(at, glued) } else { None };
        match (name, symbol) {
            (Some(name), Some(symbol)) if symbol.1 > name.1 => Some(symbol),
            (Some(name), _) => Some(name),
            (None, symbol) => symbol,
        }
    }

    /// The unit whose name stands at `at`.
    fn unit_name(&self, at: usize) -> Option<(UnitId, usize)> {
        self.phrase_at(&self.tables.unit_names, at).filter(|&(_, end)| self.ends_word(end))
    }

    fn ends_word(&self, end: usize) -> bool {
        !self.char_at(end).is_some_and(char::is_alphanumeric)
    }

    /// A unit written as a symbol: `km`, `km²`, `µg/m³`, `°C`, `%`; the longest that the tables know.
    fn symbol_at(&self, at: usize, glued: bool) -> Option<(UnitId, usize)> {
        let first = self.char_at(at).filter(|c| !c.is_ascii_digit() && !c.is_whitespace())?;
        if matches!(first, '\'' | '"') && !self.marks_feet(at) {
            return None;
        }
        let part = self.symbol_part(at);
        let full_stop = (part > at && self.byte(part) == b'.').then_some(part + 1);
        let sign = (!first.is_alphabetic()).then_some(at + first.len_utf8());
        // Inches are also two apostrophes.
        let doubled = sign.filter(|&end| first == '\'' && self.byte(end) == b'\'').map(|end| end + 1);
        let ends = [
            self.slashed_part(at, part),
            self.inverse_part(part).filter(|_| part > at),
            full_stop,
            (part > at).then_some(part),
            doubled,
            sign,
        ];
        ends.into_iter().flatten().find_map(|end| Some((self.symbol(at, end, glued)?, end)))
    }

    /// Whether the quotation mark at `at` is that of feet or inches: 5'2".
    fn marks_feet(&self, at: usize) -> bool {
        let digits =
            self.text.as_bytes()[self.start..at].iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
        let feet = self.byte(at) == b'\'' && self.byte(at + 1).is_ascii_digit();
        feet || digits > 0 && self.char_before(at - digits) == Some('\'')
    }

    /// The unit whose symbol stands in `at..end`, when no word goes on there.
    fn symbol(&self, at: usize, end: usize, glued: bool) -> Option<UnitId> {
        if self.char_before(end).is_some_and(char::is_alphanumeric) && !self.ends_word(end) {
            return None;
        }
        let symbol = &self.text.as_bytes()[at..end];
        let known = self.tables.unit_symbols.get(symbol);
        known.or_else(|| if glued { self.tables.unit_glued.get(symbol) } else { None }).copied()
    }

    /// The end of a second part behind `part`: `/h`, `/m³`, `-ft`.
    fn slashed_part(&self, at: usize, part: usize) -> Option<usize> {
        let slash = self.char_at(part).filter(|c| part > at && matches!(c, '/' | '-' | '·'))?;
        let second = part + slash.len_utf8();
        Some(self.symbol_part(second)).filter(|&end| end > second)
    }

    /// The end of a negative power behind a symbol: `s-1`, `m⁻²`.
    fn inverse_part(&self, part: usize) -> Option<usize> {
        let sign = self.char_at(part).filter(|c| matches!(c, '-' | '\u{2212}' | '⁻'))?;
        let power = part + sign.len_utf8();
        let digit = self.char_at(power).filter(|c| matches!(c, '1'..='3' | '¹' | '²' | '³'))?;
        Some(power + digit.len_utf8()).filter(|&end| self.ends_word(end))
    }

    /// The end of letters and a power behind `at`.
    fn symbol_part(&self, mut at: usize) -> usize {
        let start = at;
        while self.byte(at).is_ascii_alphabetic() && at - start <= LONGEST_SYMBOL {
            at += 1;
        }
        if at - start > LONGEST_SYMBOL {
            return at;
        }
        while let Some(c) =
            self.char_at(at).filter(|&c| c.is_alphabetic() || c == '$' || c == '°' || c == '.' && self.dotted(at))
        {
            at += c.len_utf8();
            if at - start > LONGEST_SYMBOL {
                return at;
            }
        }
        match self.char_at(at) {
            Some(c @ ('²' | '³')) => at + c.len_utf8(),
            Some('2' | '3') if at > start && self.ends_word(at + 1) => at + 1,
            _ => at,
        }
    }

    /// Whether the full stop at `at` stands between single letters: `p.c.`.
    fn dotted(&self, at: usize) -> bool {
        self.char_before(at).is_some_and(char::is_alphabetic)
            && self.char_at(at + 1).is_some_and(char::is_alphabetic)
            && self.byte(at + 2) == b'.'
    }

    /// A pound is one of money behind a magnitude or before `a share`; else it weighs.
    fn pound(&self, number: &Number, unit: UnitId, end: usize) -> UnitId {
        let common = &self.tables.common;
        let money = number.magnitude.is_some() && !self.word_after(end).is_some_and(|word| word.is(named::OF));
        match (common.pound, common.pound_sterling) {
            (Some(pound), Some(sterling)) if pound == unit && money && self.char_before(end) == Some('s') => sterling,
            _ => unit,
        }
    }

    /// `per year`, `a barrel`, `annually`, `old` behind a unit.
    pub fn per_and_age(&self, of: UnitId, end: usize) -> Measured {
        if let Some(age_end) = self.age_behind(of, end) {
            return Measured { unit: of.into(), end: age_end, age: true };
        }
        match self.exchange(of, end).or_else(|| self.per(end)) {
            Some((per, per_end)) if per != of => {
                Measured { unit: Unit { of, per: Some(per) }, end: per_end, age: false }
            }
            _ => Measured { unit: of.into(), end, age: false },
        }
    }

    /// What a unit that ends at `end` is per.
    pub fn per(&self, end: usize) -> Option<(UnitId, usize)> {
        if self.byte(end) == b'/' {
            return self.unit_at(end + 1, false);
        }
        let word = self.word_after(end).filter(|word| word.gap != Gap::None)?;
        if let Some(unit) = self.adverb(&word) {
            return Some((unit, word.end));
        }
        let strict = word.is(named::PER | named::EVERY | named::EACH);
        if !strict && !word.is(named::A | named::AN) {
            return None;
        }
        let (_, at) = self.gap_after(word.end);
        let annum = self.word_at(at).filter(|word| word.is(named::ANNUM));
        let (unit, unit_end) =
            annum.and_then(|word| Some((self.tables.common.year?, word.end))).or_else(|| self.name_at(at))?;
        let past = self.word_after(unit_end).is_some_and(|word| word.is(named::PAST | named::OLD | named::OF));
        (!past || strict).then_some((unit, unit_end))
    }

    /// `to the dollar` behind another currency: a rate of exchange.
    fn exchange(&self, of: UnitId, end: usize) -> Option<(UnitId, usize)> {
        let money = |unit: UnitId| &*self.tables.unit(unit).dimension == "money";
        let to = self.word_after(end).filter(|word| money(of) && word.gap == Gap::Space && word.is(named::TO))?;
        let the = self.word_after(to.end).filter(|word| word.is(named::THE | named::A | named::ONE))?;
        let (_, at) = self.gap_after(the.end);
        self.name_at(at).filter(|&(unit, _)| money(unit))
    }

    fn name_at(&self, at: usize) -> Option<(UnitId, usize)> {
        self.unit_name(at)
            .or_else(|| self.symbol_at(at, false))
            .filter(|&(_, end)| !self.text[at..end].ends_with('s') || end - at < 4)
    }

    /// `annually`, `daily`.
    fn adverb(&self, word: &Word) -> Option<UnitId> {
        let common = &self.tables.common;
        match () {
            () if word.is(named::YEARLY) => common.year,
            () if word.is(named::MONTHLY) => common.month,
            () if word.is(named::WEEKLY) => common.week,
            () if word.is(named::DAILY) => common.day,
            () if word.is(named::HOURLY) => common.hour,
            () => None,
        }
    }

    /// `-old`, `-olds`, `of age` behind a unit of time.
    fn age_behind(&self, unit: UnitId, end: usize) -> Option<usize> {
        if &*self.tables.unit(unit).dimension != "time" {
            return None;
        }
        let word = self.word_after(end).filter(|word| word.gap != Gap::None)?;
        if word.is(named::OLD | named::OLDS) {
            return Some(word.end);
        }
        if !word.is(named::OF) {
            return None;
        }
        self.word_after(word.end).filter(|word| word.is(named::AGE)).map(|word| word.end)
    }

    /// The number with the letters behind its digits that multiply it: `8m`, `1.2bn`, `100K`, `2million`.
    pub fn suffix(&self, number: &Number, money: bool) -> Option<Number> {
        let word = self.word_at(number.end).or_else(|| self.letter_apart(number, money))?;
        if !word.lexeme.is(role::SUFFIX | role::MAGNITUDE) || !self.ends_word(word.end) {
            return None;
        }
        let glued = word.gap == Gap::None;
        let times = match self.tables.suffixes.get(word.of(self).as_bytes()) {
            Some(&times) => times,
            None => Some(word.lexeme).filter(|lexeme| glued && lexeme.is(role::MAGNITUDE))?.times,
        };
        let other = glued && !money && (self.is_length(word.of(self)) || self.is_house(number, word.of(self)));
        (!other || self.counts(word.end) || self.in_millions(number.start, word.end))
            .then(|| number.times(times, word.end))
    }

    /// A magnitude's letter apart from its digits: `$5 m`, `8 B people`.
    fn letter_apart(&self, number: &Number, money: bool) -> Option<Word<'t>> {
        let word = self.word_after(number.end).filter(|word| word.gap == Gap::Space && word.len() <= 3)?;
        let letter = word.len() == 1;
        let magnitude = !letter || matches!(word.of(self), "m" | "b" | "M" | "B");
        let counted = letter && word.capital && self.counts(word.end);
        (money && magnitude || counted).then_some(word)
    }

    /// Whether the words around `7m` say that it counts: "killed 7m", "a population of 7m", "some 7m voted".
    fn in_millions(&self, start: usize, end: usize) -> bool {
        let behind = self.word_after(end).filter(|word| word.gap == Gap::Space);
        if behind.is_some_and(|word| word.lexeme.is(role::BEHIND_MILLIONS)) {
            return self.comparator_before(start, false).is_some() || !self.follows_article(start);
        }
        let start = self.comparator_before(start, false).map_or(start, |bound| bound.at);
        let before = self.word_before(start).filter(|word| word.gap == Gap::Space);
        let before = match before.filter(|word| word.is(named::OF)) {
            Some(of) => self.word_before(of.start),
            None => before,
        };
        before.is_some_and(|word| word.lexeme.is(role::BEFORE_MILLIONS))
    }

    /// Whether an article stands before `at`.
    fn follows_article(&self, at: usize) -> bool {
        self.word_before(at).is_some_and(|word| word.is(named::ARTICLE))
    }

    /// `500m` is a length, unless it counts something.
    fn is_length(&self, symbol: &str) -> bool {
        let unit = self.tables.unit_symbols.get(symbol.as_bytes());
        unit.is_some_and(|&unit| &*self.tables.unit(unit).dimension == "length")
    }

    /// `221b` is a house.
    fn is_house(&self, number: &Number, letter: &str) -> bool {
        letter == "b" && matches!(number.form, Form::Plain(_))
    }

    /// `120 MEUR`, `40 kSEK`: a currency's code with a magnitude's letter before it.
    pub fn prefixed_currency(&self, number: &Number) -> Option<(Number, Measured)> {
        let word = self.word_after(number.end).filter(|word| word.gap != Gap::Hyphen && word.len() == 4)?;
        let (prefix, code) = word.of(self).split_at_checked(1)?;
        let unit =
            *self.tables.money.get(code.as_bytes()).filter(|_| code.bytes().all(|byte| byte.is_ascii_uppercase()))?;
        let times = *self.tables.suffixes.get(prefix.as_bytes()).filter(|_| matches!(prefix, "M" | "m" | "k" | "K"))?;
        Some((number.times(times, word.end), Measured { unit: unit.into(), end: word.end, age: false }))
    }

    /// Whether what follows can be counted in millions: a plural noun or a currency.
    fn counts(&self, end: usize) -> bool {
        self.word_after(end).is_some_and(|word| word.gap == Gap::Space && (word.is_plural() || word.is(named::OF)))
    }

    /// Whether a unit measures time.
    pub fn is_time(&self, unit: Option<Unit>) -> bool {
        unit.is_some_and(|unit| unit.per.is_none() && &*self.tables.unit(unit.of).dimension == "time")
    }
}
