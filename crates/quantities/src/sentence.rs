//! A sentence under reading: its words and gaps, to the left and to the right of a place.

use crate::QuantityTables;
use crate::lexicon::{Beginning, Found, Lexeme, Phrases, role};
use crate::window::Window;
use claimsift_text::letters;

/// The text up to the end of a sentence, and where the sentence starts. All offsets are those of the text.
pub(crate) struct Sentence<'t> {
    pub text: &'t str,
    pub start: usize,
    pub tables: &'t QuantityTables,
    /// The words last seen to the left and to the right.
    before: Window<'t>,
    after: Window<'t>,
}

/// What lies between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// One hyphen, white space around it or not.
    Hyphen,
}

/// A run of letters.
#[derive(Clone, Copy)]
pub(crate) struct Word<'t> {
    pub start: usize,
    pub end: usize,
    /// What lies between it and the place it was looked for from.
    pub gap: Gap,
    /// What the tables know of it.
    pub lexeme: &'t Lexeme,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it ends as those that name several things.
    pub plural_ending: bool,
}

impl<'t> Word<'t> {
    /// Whether it is one of these classes of [`crate::named`], whatever its case.
    #[inline]
    pub fn is(&self, classes: u128) -> bool {
        self.lexeme.named & classes != 0
    }

    /// Its letters.
    #[inline]
    pub fn of(&self, sentence: &Sentence<'t>) -> &'t str {
        &sentence.text[self.start..self.end]
    }

    /// How many bytes it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it names several things, as far as its ending says.
    #[inline]
    pub fn is_plural(&self) -> bool {
        self.plural_ending || self.lexeme.is(role::PLURAL)
    }
}

/// The bit of a byte that no ASCII character has.
const NO_ASCII: u64 = 0x80;

/// Whether so many letters fit in eight bytes together with the byte beside them.
#[inline]
fn is_short(letters: usize) -> bool {
    letters.wrapping_sub(1) < letters::STEP - 1
}

/// Whether a word ends as those that name several things.
#[inline]
fn ends_plural(word: &[u8]) -> bool {
    matches!(word, [_, _, .., last, b's'] if !matches!(last, b's' | b'u'))
}

/// Characters that a number may be signed with, or a range joined by.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

impl<'t> Sentence<'t> {
    /// The sentence from `start` to the end of `text`.
    pub fn new(text: &'t str, start: usize, tables: &'t QuantityTables) -> Sentence<'t> {
        Sentence { text, start, tables, before: Window::new(), after: Window::new() }
    }

    /// The character at `at`, if the sentence reaches so far.
    #[inline]
    pub fn char_at(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at)? {
            ascii @ 0..0x80 => Some(char::from(ascii)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// The character before `at`, if the sentence reaches so far.
    #[inline]
    pub fn char_before(&self, at: usize) -> Option<char> {
        if at <= self.start {
            return None;
        }
        match self.text.as_bytes()[at - 1] {
            ascii @ 0..0x80 => Some(char::from(ascii)),
            _ => self.text[self.start..at].chars().next_back(),
        }
    }

    /// Whether a sign that ends a clause stands at `at`, and behind it a space or nothing.
    #[inline]
    pub fn closes(&self, at: usize) -> bool {
        matches!(self.byte(at), b',' | b'.' | b';' | b')' | b'?' | b'!') && matches!(self.byte(at + 1), b' ' | 0)
    }

    /// The byte at `at`, or 0.
    #[inline]
    pub fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Whether `what` stands at `at`.
    #[inline]
    pub fn has(&self, at: usize, what: &str) -> bool {
        self.text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(what.as_bytes()))
    }

    /// The first place at or after `at` that is no white space.
    #[inline]
    pub fn skip_space(&self, mut at: usize) -> usize {
        at += usize::from(self.byte(at) == b' ');
        if self.byte(at).is_ascii_graphic() {
            return at;
        }
        while let Some(c) = self.char_at(at).filter(|c| c.is_whitespace()) {
            at += c.len_utf8();
        }
        at
    }

    /// The end of the white space before `at`, looking left.
    #[inline]
    pub fn skip_space_before(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        at -= usize::from(at > self.start && bytes[at - 1] == b' ');
        if at > self.start && bytes[at - 1].is_ascii_graphic() {
            return at;
        }
        while let Some(c) = self.char_before(at).filter(|c| c.is_whitespace()) {
            at -= c.len_utf8();
        }
        at
    }

    /// The word that begins at `at`.
    #[inline]
    pub fn word_at(&self, at: usize) -> Option<Word<'t>> {
        let first = self.byte(at);
        if !first.is_ascii_alphabetic() && first.is_ascii() {
            return None;
        }
        self.after.word(at, || self.read_at(at))
    }

    /// The word that begins at `at`, which is not asked for again.
    #[inline(never)]
    pub fn read_at(&self, at: usize) -> Option<Word<'t>> {
        let eight = letters::eight(self.text.as_bytes(), at);
        let length = letters::leading(eight);
        if is_short(length) && (eight >> (8 * length)) & NO_ASCII == 0 {
            return Some(self.short_word(at, at + length, letters::first(eight, length)));
        }
        self.long_word_at(at)
    }

    #[inline(never)]
    fn long_word_at(&self, at: usize) -> Option<Word<'t>> {
        let end = self.letters_end(at);
        (end > at).then(|| self.long_word(at, end))
    }

    /// The word behind `at`: at once, over white space or over a hyphen.
    #[inline]
    pub fn word_after(&self, at: usize) -> Option<Word<'t>> {
        self.after.word(at, || self.read_after(at))
    }

    #[inline(never)]
    fn read_after(&self, at: usize) -> Option<Word<'t>> {
        let (gap, at) = self.gap_after(at);
        self.word_at(at).map(|word| Word { gap, ..word })
    }

    /// What lies behind `at` before the next thing, and where that begins.
    #[inline(always)]
    pub fn gap_after(&self, at: usize) -> (Gap, usize) {
        match self.byte(at) {
            b' ' if self.byte(at + 1).is_ascii_alphanumeric() => (Gap::Space, at + 1),
            sign @ b'!'..=b'~' if sign != b'-' => (Gap::None, at),
            _ => self.wide_gap_after(at),
        }
    }

    #[inline(never)]
    fn wide_gap_after(&self, at: usize) -> (Gap, usize) {
        let next = self.skip_space(at);
        match self.char_at(next) {
            Some(c) if is_dash(c) => (Gap::Hyphen, self.skip_space(next + c.len_utf8())),
            _ if next > at => (Gap::Space, next),
            _ => (Gap::None, at),
        }
    }

    /// The word before `at`: at once, over white space or over a hyphen.
    #[inline]
    pub fn word_before(&self, at: usize) -> Option<Word<'t>> {
        self.before.word(at, || self.read_before(at))
    }

    #[inline(never)]
    fn read_before(&self, at: usize) -> Option<Word<'t>> {
        let (gap, end) = self.gap_before(at);
        if end <= self.start || matches!(self.byte(end - 1), b'\0'..=b'@') {
            return None;
        }
        let eight = letters::eight_before(self.text.as_bytes(), self.start, end);
        let length = letters::trailing(eight);
        if is_short(length) && (eight >> (8 * (letters::STEP - 1 - length))) & NO_ASCII == 0 {
            let start = end - length;
            return Some(Word { gap, ..self.short_word(start, end, letters::last(eight, length)) });
        }
        self.long_word_before(end).map(|word| Word { gap, ..word })
    }

    #[inline(never)]
    fn long_word_before(&self, end: usize) -> Option<Word<'t>> {
        let start = self.letters_start(end);
        (start < end).then(|| self.long_word(start, end))
    }

    /// What lies before `at` behind the thing before, and where that ends.
    #[inline(always)]
    fn gap_before(&self, at: usize) -> (Gap, usize) {
        match self.text.as_bytes().get(self.start..at) {
            Some([.., last, b' ']) if last.is_ascii_alphanumeric() => (Gap::Space, at - 1),
            _ => self.wide_gap_before(at),
        }
    }

    #[inline(never)]
    fn wide_gap_before(&self, at: usize) -> (Gap, usize) {
        let end = self.skip_space_before(at);
        match self.char_before(end) {
            Some(dash) if is_dash(dash) => (Gap::Hyphen, self.skip_space_before(end - dash.len_utf8())),
            _ if end < at => (Gap::Space, end),
            _ => (Gap::None, end),
        }
    }

    /// The end of the letters at `at`; nearly all are ASCII.
    #[inline]
    fn letters_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = letters::end(bytes, at);
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            let Some(c) = self.char_at(at).filter(|c| c.is_alphabetic()) else { break };
            at = letters::end(bytes, at + c.len_utf8());
        }
        at
    }

    /// The start of the letters before `end`.
    #[inline]
    fn letters_start(&self, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut start = letters::start(bytes, self.start, end);
        while start > self.start && !bytes[start - 1].is_ascii() {
            let Some(c) = self.char_before(start).filter(|c| c.is_alphabetic()) else { break };
            start = letters::start(bytes, self.start, start - c.len_utf8());
        }
        start
    }

    /// A word of a few ASCII letters, which stand in `letters`.
    #[inline(always)]
    fn short_word(&self, start: usize, end: usize, letters: u64) -> Word<'t> {
        let lexeme = self.tables.lexicon.short(letters | letters::first(letters::SMALL, end - start));
        self.known_word(start, end, lexeme, letters & 0x20 == 0)
    }

    /// Any other word.
    fn long_word(&self, start: usize, end: usize) -> Word<'t> {
        let lexeme = self.tables.lexicon.word(self.text, start, end);
        self.known_word(start, end, lexeme, self.char_at(start).is_some_and(char::is_uppercase))
    }

    #[inline(always)]
    fn known_word(&self, start: usize, end: usize, lexeme: &'t Lexeme, capital: bool) -> Word<'t> {
        let plural_ending = ends_plural(&self.text.as_bytes()[start..end]);
        Word { start, end, gap: Gap::None, lexeme, capital, plural_ending }
    }

    /// The longest of `phrases` that begins at `at`, and its end.
    pub fn phrase_at<T: Copy>(&self, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
        let mut next = self.letters_at(at)?;
        let mut beginning = Beginning::default();
        let mut best = None;
        loop {
            beginning.add(self.text, next.0, next.1);
            let Some(Found { value, longer }) = phrases.get(beginning) else { return best };
            best = value.map(|value| (value, next.1)).or(best);
            if !longer {
                return best;
            }
            let (gap, start) = self.gap_after(next.1);
            match self.letters_at(start) {
                Some(word) if gap != Gap::None => next = word,
                _ => return best,
            }
        }
    }

    /// The longest of `phrases` (their words turned round) that ends at `at`, and its start.
    pub fn phrase_before<T: Copy>(&self, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
        let mut word = self.word_before(at).filter(|word| word.gap != Gap::Hyphen)?;
        let mut beginning = Beginning::default();
        let mut best = None;
        loop {
            beginning.add(self.text, word.start, word.end);
            let Some(Found { value, longer }) = phrases.get(beginning) else { return best };
            best = value.map(|value| (value, word.start)).or(best);
            match self.word_before(word.start) {
                Some(before) if longer && before.gap != Gap::Hyphen => word = before,
                _ => return best,
            }
        }
    }

    /// The letters at `at`, with apostrophes inside and percent signs.
    fn letters_at(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = self.letters_end(at);
        while let Some(c) = self.char_at(end).filter(|c| c.is_alphabetic() || *c == '%' || *c == '\'' && end > at) {
            end += c.len_utf8();
        }
        (end > at).then_some((at, end))
    }
}
