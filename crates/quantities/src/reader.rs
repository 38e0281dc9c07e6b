//! Reads the quantities of a sentence: from one place where a number may begin to the next.

use claimsift_text::Span;

use crate::figure::{Bare, Figure, Money};
use crate::lexicon::{Lexeme, role};
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};
use crate::{Quantity, QuantityKind, QuantityTables, UnitId};

/// Reads quantities out of sentences; built once, shared by all threads.
///
/// ```
/// use claimsift_quantities::{QuantityReader, QuantityTables};
/// use claimsift_text::Span;
/// let reader = QuantityReader::new(QuantityTables::shipped());
/// let text = "More than 18 million hives froze.";
/// let mut found = Vec::new();
/// reader.read(text, Span::new(0, text.len()), &mut found);
/// assert_eq!(found[0].span.of(text), "More than 18 million");
/// assert_eq!(found[0].value, Some(18_000_000.into()));
/// ```
#[derive(Clone, Debug)]
pub struct QuantityReader {
    tables: QuantityTables,
}

impl QuantityReader {
    /// A reader that knows what `tables` know.
    pub fn new(tables: QuantityTables) -> QuantityReader {
        QuantityReader { tables }
    }

    /// The tables that it reads with.
    pub fn tables(&self) -> &QuantityTables {
        &self.tables
    }

    /// From now on [`QuantityReader::read`] also tells whether one of these words stands in a sentence. Words of one
    /// letter are never seen.
    pub fn watch<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        words.for_each(|word| self.tables.watch(word));
    }

    /// Appends the quantities of the sentence `text[within]` to `out`, in the order of the text. Their spans are those
    /// of `text`, lie inside `within` and do not overlap. Tells whether there is one, or a word that is watched for.
    pub fn read(&self, text: &str, within: Span, out: &mut Vec<Quantity>) -> bool {
        let bytes = text.as_bytes();
        let mut anchors = self.tables.anchors.scan(bytes, within);
        let mut next = anchors.next(within.start);
        if next.is_none() {
            return false;
        }
        let sentence = Sentence::new(&text[..within.end], within.start, &self.tables);
        let first = out.len();
        let mut passed = Passed::default();
        while let Some(anchor) = next {
            let known = out.len();
            let read = if bytes[anchor].is_ascii_alphabetic() {
                sentence.read_word(anchor, &mut passed, out)
            } else {
                sentence.read_digits(anchor, out)
            };
            if out.len() > known {
                if let Some(unit) = passed.unit_before.take() {
                    sentence.give_unit(unit, &mut out[known..]);
                }
                if known > first {
                    sentence.keep_apart(&mut out[known - 1..]);
                    if sentence.fold_rate(&mut out[first..]) {
                        out.truncate(out.len() - 1);
                    }
                }
            }
            let mut at = read.max(anchor + 1);
            // The next word begins behind the rest of this one.
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes[at - 1].is_ascii_alphabetic() {
                at += 1;
            }
            next = anchors.next(at);
        }
        if out.len() > first + 1 {
            crate::pair::link(&sentence, &mut out[first..]);
        }
        passed.watched || out.len() > first
    }
}

/// What is kept of the words that were passed.
#[derive(Default)]
struct Passed {
    /// A unit that stands before its number, and where it ends.
    unit_before: Option<(UnitId, usize)>,
    /// Whether one of them is watched for.
    watched: bool,
}

/// The most bytes between a unit that stands before its number and the number: "pH reading had dropped to".
const UNIT_BEFORE_REACH: usize = 48;

impl<'t> Sentence<'t> {
    /// Gives the numbers right behind a unit that stands before them that unit.
    fn give_unit(&self, (unit, end): (UnitId, usize), found: &mut [Quantity]) {
        for quantity in found.iter_mut().filter(|quantity| quantity.kind == QuantityKind::Number) {
            let between = &self.text[end..quantity.span.start];
            if between.len() < UNIT_BEFORE_REACH && !between.contains([',', ';', ':']) {
                (quantity.unit, quantity.kind) = (Some(unit.into()), QuantityKind::Measure);
            }
        }
    }

    /// Cuts off what the second of `found` took from the first.
    fn keep_apart(&self, found: &mut [Quantity]) {
        let [first, quantity, ..] = found else { return };
        let floor = first.span.end;
        if quantity.span.start >= floor {
            return;
        }
        quantity.span.start = self.skip_space(floor).min(quantity.core.start.max(floor));
        quantity.core.start = quantity.core.start.max(floor);
    }

    /// Reads what the digits at `anchor` begin, and gives the place to go on from.
    fn read_digits(&self, anchor: usize, out: &mut Vec<Quantity>) -> usize {
        if let Some(typed) = self.typed(anchor) {
            out.push(typed);
            return typed.span.end;
        }
        let bare = self.bare_before(anchor);
        let money = if bare.is_some() { None } else { self.money_before(anchor) };
        let mut number = self.magnified(self.digits(anchor), money.is_some());
        let resume = number.end;
        if bare.is_none() {
            number = self.negated(self.leading_point(number));
        }
        self.read_number(&number, money, bare, resume, out)
    }

    /// Reads what the word at `anchor` begins, and gives the place to go on from.
    fn read_word(&self, anchor: usize, passed: &mut Passed, out: &mut Vec<Quantity>) -> usize {
        let Some(word) = self.read_at(anchor) else { return anchor + 1 };
        let lexeme = word.lexeme;
        passed.watched |= lexeme.is(role::WATCHED);
        if !lexeme.is(role::ANCHOR) {
            return word.end;
        }
        if lexeme.is(role::UNIT_BEFORE) {
            passed.unit_before = u16::try_from(lexeme.parts).ok().map(|unit| (UnitId(unit), word.end));
            return word.end;
        }
        if lexeme.is(role::UNIT_ALONE | role::ROMAN) {
            if let Some(figure) = self.one_of_unit(&word) {
                let end = figure.end();
                self.finish(&figure, None, out);
                return end;
            }
            out.extend(self.roman_name(&word));
            return word.end;
        }
        if let Some(typed) = self.dated_word(&word, lexeme) {
            out.push(typed);
            return typed.span.end;
        }
        match self.worded(&word, lexeme) {
            Some((number, resume)) => {
                let bare = self.bare_before(number.start);
                let number = if bare.is_some() { number } else { self.negated(number) };
                let money = if bare.is_some() { None } else { self.money_before(number.start) };
                self.read_number(&number, money, bare, resume, out)
            }
            None => word.end,
        }
    }

    /// Reads what is around a number, and gives the place to go on from. `bare` is the word of [`Sentence::bare_before`].
    fn read_number(
        &self,
        number: &Number,
        money: Money,
        bare: Option<Word<'t>>,
        resume: usize,
        out: &mut Vec<Quantity>,
    ) -> usize {
        if money.is_none()
            && bare.is_none()
            && let Some(name) = self.numbered_name(number)
        {
            out.push(name);
            return name.span.end.max(resume);
        }
        let known = out.len();
        let behind = money.is_none() && number.form != Form::Fraction && self.is_bare_behind(number.end);
        let before = bare.is_some_and(|word| !word.is(named::ARTICLE) && !word.lexeme.is(role::ENDS_COMPARATOR));
        let bare = Bare { before, behind };
        if behind {
            let mut figure = self.figure_of(number);
            figure.bare = bare;
            self.finish(&figure, self.opening(&figure).as_ref(), out);
        } else {
            self.read_beside(number, money, bare, out);
        }
        out.get(known..).and_then(<[Quantity]>::last).map_or(resume, |last| last.span.end.max(resume))
    }

    /// Reads the unit of a number and the other end of its range.
    fn read_beside(&self, number: &Number, money: Money, bare: Bare, out: &mut Vec<Quantity>) {
        let halved = if number.form == Form::Fraction { self.unit_and_a_half(number) } else { None };
        let mut figure = halved.unwrap_or_else(|| self.figure(number, money, bare));
        if number.form != Form::Fraction {
            self.magnitude_behind_currency(&mut figure);
            self.compound(&mut figure);
            self.below_zero(&mut figure);
        }
        let opening = self.opening(&figure);
        match self.range(&figure, opening.as_ref()) {
            Some(range) if range.pair => self.finish_pair(&figure, &range, opening.as_ref(), out),
            Some(range) => self.finish(&range, opening.as_ref(), out),
            None => self.finish(&figure, opening.as_ref(), out),
        }
    }

    /// The word before a figure, when it stands apart.
    fn opening(&self, figure: &Figure) -> Option<Word<'t>> {
        self.word_before(figure.start).filter(|word| word.gap != Gap::None)
    }

    /// The number at `at`, in digits or words, for the second end of a range.
    pub fn number_at(&self, at: usize, money: bool) -> Option<Number> {
        if self.byte(at).is_ascii_digit() {
            return Some(self.magnified(self.digits(at), money));
        }
        if let Some(sign) = self.char_at(at).filter(|&c| matches!(c, '-' | '\u{2212}')) {
            let digits = at + sign.len_utf8();
            let number = self.byte(digits).is_ascii_digit().then(|| self.magnified(self.digits(digits), money))?;
            return Some(self.negated(number));
        }
        let word = self.word_at(at).filter(|word| word.lexeme.is(role::CARDINAL))?;
        Some(self.cardinal(word))
    }

    /// A number in words that begins with `word`, and where reading goes on.
    fn worded(&self, word: &Word<'t>, lexeme: &Lexeme) -> Option<(Number, usize)> {
        let number = match () {
            () if lexeme.is(role::CARDINAL) => Some(self.cardinal(*word)),
            () if lexeme.is(role::MAGNITUDE | role::VAGUE | role::VAGUE_OF) => self.magnitude(word),
            () if lexeme.is(role::MULTIPLE) && self.gap_after(word.end).0 == Gap::Hyphen => None,
            () if lexeme.is(role::MULTIPLE) => {
                Some(Number::new(word.start, word.end, Some(lexeme.value), Form::Multiple))
            }
            () if lexeme.is(role::FRACTION) => self.fraction_word(word).or_else(|| self.ordinal_word(word)),
            () if lexeme.is(role::ORDINAL) => self.ordinal_word(word),
            () => None,
        }?;
        // "second half", "third quarter": the part is no share.
        let part = (number.form == Form::Ordinal).then(|| self.word_after(number.end)).flatten().filter(|next| {
            let lexeme = next.lexeme;
            lexeme.is(role::FRACTION) && !lexeme.is(role::ORDINAL)
        });
        Some((number, part.map_or(number.end, |part| part.end)))
    }

    fn ordinal_word(&self, word: &Word) -> Option<Number> {
        word.lexeme.is(role::ORDINAL).then(|| Number::new(word.start, word.end, Some(word.lexeme.value), Form::Ordinal))
    }

    /// The number with its magnitude: a suffix or words.
    fn magnified(&self, number: Number, money: bool) -> Number {
        if matches!(number.form, Form::Ordinal) || self.nothing_multiplies(number.end) {
            return number;
        }
        let number = self.suffix(&number, money).unwrap_or(number);
        self.and_a_half(self.magnitudes_behind(number))
    }

    /// Whether a clause ends behind a number, or a word stands apart that is neither a magnitude nor "and", as behind
    /// most.
    #[inline]
    fn nothing_multiplies(&self, end: usize) -> bool {
        self.closes(end)
            || self.byte(end) == b' '
                && self.word_after(end).is_some_and(|word| {
                    !word.lexeme.is(role::SUFFIX | role::MAGNITUDE | role::STARTS_MAGNITUDE)
                        && word.gap == Gap::Space
                        && !word.is(named::AND)
                })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watched_words_are_found_in_any_case_and_nowhere_inside_others() {
        let mut reader = QuantityReader::new(QuantityTables::default());
        reader.watch(["largest", "most"].into_iter());
        for (text, found) in [
            ("the largest town", true),
            ("LARGEST", true),
            ("a large other town", false),
            ("almost, mostly mast", false),
            ("the second-largest", true),
            ("10 towns", true),
            ("", false),
        ] {
            let mut quantities = Vec::new();
            assert_eq!(reader.read(text, Span::new(0, text.len()), &mut quantities), found, "{text}");
        }
    }
}
