//! Terminators: which end a sentence.

use memchr::memmem;

use crate::character::{self, is_break, is_bullet, is_closer};
use crate::decision::{Cut, Outcome};
use crate::line::{self, Gap};
use crate::tables::{Ends, SentenceTables};
use crate::{Rule, SentenceEnd, terminal};

/// How far back a word is read, in bytes. Longer ones are in no table.
const LONGEST_WORD: usize = 40;

/// How many signs may stand before the first letter or digit of a sentence (`"(`, `-- "`).
const OPENING_SIGNS: usize = 6;

/// How far back the mark before a list mark is looked for, in bytes.
const LIST_ITEM: usize = 400;

/// The terminators of a text, with the tables that decide them.
#[derive(Clone, Copy)]
pub(crate) struct Stops<'a> {
    pub(crate) text: &'a str,
    pub(crate) tables: &'a SentenceTables,
}

/// A terminator with what stands around it.
struct Stop<'a> {
    /// The first byte of the terminator.
    at: usize,
    terminator: char,
    /// The word before it; empty after a sign.
    word: &'a str,
    /// One past the closing quotes, brackets and citations after it.
    close: usize,
    closed: bool,
    cited: bool,
    gap: Gap,
    next: Opening,
}

/// What a sentence would begin with.
#[derive(Clone, Copy)]
struct Opening {
    kind: OpeningKind,
    /// The first letter or digit.
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OpeningKind {
    Upper,
    Lower,
    Digit,
    /// A letter of a script without case.
    Caseless,
    Sign,
    /// A comma, semicolon or colon, or a dash before lower case.
    Continuation,
}

impl<'a> Stops<'a> {
    /// Decides the terminator at `at`.
    pub(crate) fn decide(&self, at: usize, terminator: char) -> Option<Outcome> {
        let after = at + terminator.len_utf8();
        // Decimals and addresses are the commonest full stops that end nothing.
        if terminator == '.'
            && self.text.as_bytes().get(after).is_some_and(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
        {
            return None;
        }
        let (close, closed, cited) = self.close(after);
        let gap = Gap::from(self.text, close);
        if gap.end == self.text.len() || gap.breaks > 1 || gap.breaks == 1 && !line::wraps(self.text, gap) {
            return None;
        }
        if self.runs_on(gap.end) {
            return Some(Err(Rule::Run));
        }
        let next = self.opening(gap.end);
        let stop = Stop { at, terminator, word: self.word_before(at), close, closed, cited, gap, next };
        if gap.end == close {
            return self.no_space(&stop);
        }
        Some(self.spaced(&stop))
    }

    /// Decides a closing bracket, which can only end a list mark: `2)`.
    pub(crate) fn decide_bracket(&self, at: usize) -> Option<Outcome> {
        let gap = Gap::from(self.text, at + 1);
        if gap.end == at + 1 || gap.breaks > 0 || gap.end == self.text.len() {
            return None;
        }
        let word = self.word_before(at);
        let next = self.opening(gap.end);
        self.list_mark(word, at - word.len(), &self.text[at..at + 1], next).map(Ok)
    }

    /// Decides a bullet, which begins an item wherever it stands.
    pub(crate) fn decide_bullet(&self, at: usize) -> Option<Outcome> {
        let end = character::before_white(self.text, at);
        let lines = self.text[end..at].contains(is_break);
        if end == 0 || end == at || lines {
            return None;
        }
        Some(Ok(Cut { end, next: at, kind: SentenceEnd::Line, rule: Rule::Bullet }))
    }

    /// Closing quotes and brackets, and citations like ` [21] [22]`.
    fn close(&self, after: usize) -> (usize, bool, bool) {
        let mut end = character::run_end(self.text, after, is_closer);
        let closed = end > after;
        let mut cited = false;
        while let Some(length) = citation(&self.text.as_bytes()[end..]) {
            end += length;
            cited = true;
        }
        (end, closed, cited)
    }

    /// Whether another terminator follows, so that this one decides nothing.
    fn runs_on(&self, next: usize) -> bool {
        let Some(character) = character::at(self.text, next) else { return false };
        let is_terminator =
            matches!(character, '.' | '?' | '!' | '…') || !character.is_ascii() && terminal::is_terminal(character);
        is_terminator && !character::at(self.text, next + character.len_utf8()).is_some_and(char::is_alphanumeric)
    }

    /// What stands at `at`: its first letter or digit, behind a few signs.
    fn opening(&self, at: usize) -> Opening {
        let mut first = at;
        let dashed = character::at(self.text, at).is_some_and(|c| matches!(c, '-' | '–' | '—'));
        if character::at(self.text, at).is_some_and(|c| matches!(c, ',' | ';' | ':')) {
            return Opening { kind: OpeningKind::Continuation, at };
        }
        for _ in 0..=OPENING_SIGNS {
            let Some(character) = character::at(self.text, first).filter(|&c| !is_break(c)) else { break };
            let kind = match character {
                c if c.is_lowercase() && dashed => OpeningKind::Continuation,
                c if c.is_lowercase() => OpeningKind::Lower,
                c if c.is_uppercase() => OpeningKind::Upper,
                c if c.is_numeric() => OpeningKind::Digit,
                c if c.is_alphabetic() => OpeningKind::Caseless,
                _ => {
                    first += character.len_utf8();
                    continue;
                }
            };
            return Opening { kind, at: first };
        }
        Opening { kind: OpeningKind::Sign, at }
    }

    /// The word that ends at `at`, with the stops, hyphens and apostrophes inside it.
    fn word_before(&self, at: usize) -> &'a str {
        let floor = at.saturating_sub(LONGEST_WORD);
        let mut start = at;
        while let Some(character) = character::before(self.text, start) {
            let inside = character.is_alphanumeric()
                || matches!(character, '.' | '-' | '&' | '/' | '@' | '_')
                || matches!(character, '\'' | '’')
                    && character::before(self.text, start - character.len_utf8()).is_some_and(char::is_alphabetic);
            if !inside || start <= floor {
                break;
            }
            start -= character.len_utf8();
        }
        self.text[start..at].trim_start_matches(['.', '-', '/'])
    }

    /// The word that begins at `at`.
    fn word_after(&self, at: usize) -> &'a str {
        &self.text[at..character::run_end(self.text, at, char::is_alphanumeric).min(self.text.len())]
    }

    /// A terminator that has no white space after it.
    fn no_space(&self, stop: &Stop) -> Option<Outcome> {
        let ends = |rule| Some(Ok(Cut { end: stop.close, next: stop.close, kind: SentenceEnd::Terminator, rule }));
        if !stop.terminator.is_ascii() && stop.terminator != '…' {
            return match character::at(self.text, stop.close) {
                Some(',' | ';' | ':') => Some(Err(Rule::Continued)),
                _ => ends(Rule::Plain),
            };
        }
        let common = stop.word.len() > 1 && stop.word.bytes().all(|byte| byte.is_ascii_lowercase());
        let word = self.word_after(stop.next.at);
        let opens = stop.next.kind == OpeningKind::Upper && word.chars().nth(1).is_none_or(char::is_lowercase);
        let address = matches!(character::at(self.text, stop.next.at + word.len()), Some('.' | '/' | '@' | '_' | '('));
        if common
            && opens
            && !address
            && (stop.next.at == stop.close || self.text[stop.close..stop.next.at].starts_with(['(', '“', '[']))
        {
            return ends(Rule::NoSpace);
        }
        None
    }

    /// A terminator before white space.
    fn spaced(&self, stop: &Stop) -> Outcome {
        if let Some(cut) = self.stop_mark(stop) {
            return Ok(cut);
        }
        let ends = match stop.terminator {
            '.' if self.is_ellipsis(stop.at) => self.ellipsis(stop),
            '…' => self.ellipsis(stop),
            '.' => self.full_stop(stop),
            _ => self.question(stop),
        };
        ends.map(|rule| Cut {
            end: stop.close,
            next: stop.gap.end,
            kind: SentenceEnd::Terminator,
            rule: if stop.cited { Rule::Citation } else { rule },
        })
    }

    /// Whether the full stop at `at` is the last of several, with or without spaces between them.
    fn is_ellipsis(&self, at: usize) -> bool {
        match self.text.as_bytes()[..at] {
            [.., b'.'] | [.., b'.', b' '] => true,
            _ => false,
        }
    }

    fn ellipsis(&self, stop: &Stop) -> Result<Rule, Rule> {
        match stop.next.kind {
            OpeningKind::Lower | OpeningKind::Continuation => Err(Rule::Ellipsis),
            _ => Ok(Rule::Ellipsis),
        }
    }

    /// `?`, `!` and the terminators of other scripts.
    fn question(&self, stop: &Stop) -> Result<Rule, Rule> {
        let named = &self.text[stop.at - stop.word.len()..stop.at + stop.terminator.len_utf8()];
        if self.abbreviation(named).is_some() {
            return self.before_starter(stop).map_err(|_| Rule::Name);
        }
        match stop.next.kind {
            OpeningKind::Continuation => Err(Rule::Continued),
            OpeningKind::Lower if stop.closed => Err(Rule::Inside),
            OpeningKind::Lower => Ok(Rule::LowerCase),
            _ => Ok(Rule::Plain),
        }
    }

    fn full_stop(&self, stop: &Stop) -> Result<Rule, Rule> {
        if stop.next.kind == OpeningKind::Continuation {
            return Err(Rule::Continued);
        }
        match self.abbreviation(stop.word) {
            Some(Ends::Never) => return Err(Rule::Abbreviation),
            Some(Ends::BeforeStarter) => return self.before_starter(stop),
            Some(Ends::UnlessNumber) if stop.next.kind == OpeningKind::Digit => return Err(Rule::Abbreviation),
            Some(Ends::UnlessNumber) if stop.next.kind == OpeningKind::Lower => return Err(Rule::Abbreviation),
            Some(Ends::UnlessNumber) => {}
            None if is_initial(stop.word) => return self.before_starter(stop).map_err(|_| Rule::Initial),
            None if is_acronym(stop.word) => return self.before_starter(stop),
            None if self.is_mark(stop) => return Err(Rule::Mark),
            None if self.is_decimal(stop) => return Err(Rule::Decimal),
            None => {}
        }
        self.common(stop)
    }

    /// A full stop after a word that is no abbreviation.
    fn common(&self, stop: &Stop) -> Result<Rule, Rule> {
        match stop.next.kind {
            OpeningKind::Lower if stop.closed => Err(Rule::Inside),
            OpeningKind::Lower if may_be_abbreviation(stop.word) => Err(Rule::Continued),
            OpeningKind::Lower => Ok(Rule::LowerCase),
            OpeningKind::Digit => Ok(Rule::Number),
            OpeningKind::Sign => Ok(Rule::Sign),
            _ => Ok(Rule::Plain),
        }
    }

    /// An abbreviation that ends its sentence only when a starter follows.
    fn before_starter(&self, stop: &Stop) -> Result<Rule, Rule> {
        if stop.next.kind == OpeningKind::Upper && self.is_starter(stop.next.at) {
            return Ok(Rule::Starter);
        }
        Err(Rule::Abbreviation)
    }

    /// Whether the capitalised word at `at` is one that sentences start with. A short word with a stop of its own is
    /// an initial or a title, and must stand in the table with its stop: `Mr.`
    fn is_starter(&self, at: usize) -> bool {
        let word = self.word_after(at);
        let dotted = self.text.as_bytes().get(at + word.len()) == Some(&b'.');
        if dotted && (word.len() < 2 || self.abbreviation(word).is_some()) {
            return self.tables.starters.get(&self.text[at..=at + word.len()]).is_some();
        }
        self.tables.starters.get(word).is_some()
    }

    /// What the tables say of a word, or of its part after the last hyphen or slash (`mid-Sept.`).
    fn abbreviation(&self, word: &str) -> Option<Ends> {
        let known = |word: &str| self.tables.abbreviations.get(word)?.ends(word);
        known(word).or_else(|| known(word.rsplit_once(['-', '/'])?.1))
    }

    /// Whether a word before a full stop is an abbreviation of any kind.
    fn is_short(&self, word: &str) -> bool {
        is_initial(word) || is_acronym(word) || self.abbreviation(word).is_some()
    }

    /// Whether the word before the stop is the mark of an item that begins here: `2. The second`.
    fn is_mark(&self, stop: &Stop) -> bool {
        is_ordinal(stop.word) && self.begins_sentence(stop.at - stop.word.len())
    }

    /// Whether a sentence or line begins at `at`, by what stands before it.
    fn begins_sentence(&self, at: usize) -> bool {
        let before = character::run_start(self.text, at, |c| c.is_whitespace() && !is_break(c));
        match character::before(self.text, before) {
            None => true,
            Some(character) if is_break(character) => {
                let gap = Gap::from(self.text, character::before_white(self.text, before));
                gap.start == 0 || gap.breaks > 1 || !line::wraps(self.text, gap)
            }
            Some('.') => before < at && !self.is_short(self.word_before(before - 1)),
            Some(character) => is_bullet(character) || before < at && matches!(character, '?' | '!' | ')' | '"' | '”'),
        }
    }

    /// A decimal number that a line wrap cut in two: `3.⏎2 per cent`.
    fn is_decimal(&self, stop: &Stop) -> bool {
        let whole = stop.word;
        let fraction = self.word_after(stop.next.at);
        let rest = &self.text.as_bytes()[stop.next.at + fraction.len()..];
        stop.gap.breaks == 1
            && stop.next.at == stop.gap.end
            && (1..=3).contains(&whole.len())
            && [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
            && matches!(rest, [b'%', ..] | [b' ', b'a'..=b'z', ..])
    }

    /// A list mark with a stop, inside a line.
    fn stop_mark(&self, stop: &Stop) -> Option<Cut> {
        if stop.terminator != '.' || stop.gap.breaks > 0 {
            return None;
        }
        let suffix = &self.text[stop.at..stop.close];
        self.list_mark(stop.word, stop.at - stop.word.len(), suffix, stop.next)
    }

    /// The cut before `word` when it is the mark of a list item inside a line: a capital follows, and the mark before
    /// it, with the same suffix, stands not far back.
    fn list_mark(&self, word: &str, start: usize, suffix: &str, next: Opening) -> Option<Cut> {
        if next.kind != OpeningKind::Upper || suffix.len() > 2 {
            return None;
        }
        let end = character::run_start(self.text, start, |c| c.is_whitespace() && !is_break(c));
        if end == start || end == 0 || character::before(self.text, end).is_some_and(|c| is_break(c) || c == ',') {
            return None;
        }
        let mut buffer = [0; 4];
        let length = mark_before(word, suffix, &mut buffer)?;
        let floor = start.saturating_sub(LIST_ITEM);
        let window = &self.text.as_bytes()[floor..end];
        let before = memmem::rfind(window, &buffer[..length])?;
        let opens = before == 0 && floor == 0
            || before > 0 && !window[before - 1].is_ascii_alphanumeric() && window[before - 1] != b'.';
        let spaced = window.get(before + length).is_some_and(u8::is_ascii_whitespace);
        (opens && spaced).then_some(Cut { end, next: start, kind: SentenceEnd::Line, rule: Rule::ListMark })
    }
}

/// Writes the mark that comes before `word` in a list, with its suffix, and gives its length: `2` and `)` make `1)`.
fn mark_before(word: &str, suffix: &str, buffer: &mut [u8; 4]) -> Option<usize> {
    let length = match *word.as_bytes() {
        [letter @ b'b'..=b'z'] => {
            buffer[0] = letter - 1;
            1
        }
        [digit @ b'2'..=b'9'] => {
            buffer[0] = digit - 1;
            1
        }
        [b'1', b'0'] => {
            buffer[0] = b'9';
            1
        }
        [ten @ b'1'..=b'9', b'0'] => {
            buffer[..2].copy_from_slice(&[ten - 1, b'9']);
            2
        }
        [ten @ b'1'..=b'9', one @ b'1'..=b'9'] => {
            buffer[..2].copy_from_slice(&[ten, one - 1]);
            2
        }
        _ => return None,
    };
    buffer.get_mut(length..length + suffix.len())?.copy_from_slice(suffix.as_bytes());
    Some(length + suffix.len())
}

/// The length of a citation at the start of `bytes`, with the space before it: `[12]`, ` [3, 4]`.
fn citation(bytes: &[u8]) -> Option<usize> {
    let spaces = usize::from(bytes.first() == Some(&b' '));
    let [b'[', rest @ ..] = &bytes[spaces..] else { return None };
    let inside = rest.iter().take(16).position(|&byte| byte == b']')?;
    let digits = rest[..inside].iter().all(|&byte| byte.is_ascii_digit() || b", -".contains(&byte));
    (digits && rest[0].is_ascii_digit()).then_some(spaces + inside + 2)
}

/// A single letter.
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// Single letters with stops between them: `U.S`, `J.P`.
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(is_initial)
}

/// A number or Roman numeral that can mark an item or a section: `2`, `3.1`, `IV`.
fn is_ordinal(word: &str) -> bool {
    let arabic = word.len() < 8
        && word.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let roman = (1..=5).contains(&word.len()) && word.bytes().all(|byte| b"IVX".contains(&byte));
    arabic || roman
}

/// Whether an unknown word is likelier an abbreviation than the last word of a sentence, before lower case.
fn may_be_abbreviation(word: &str) -> bool {
    word.len() <= 4 && word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
