//! What stands after a terminator: whether a sentence could begin with it.

use crate::character::{self, is_break};
use crate::shape;

/// How many signs may stand before the first letter or digit of a sentence (`"(`, `-- "`).
const OPENING_SIGNS: usize = 6;

/// The first letter or digit behind a terminator.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) kind: OpeningKind,
    /// Where the letter or digit stands.
    pub(crate) at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpeningKind {
    Upper,
    Lower,
    Digit,
    /// A letter of a script without case.
    Caseless,
    /// No letter or digit behind a few signs.
    Sign,
    /// A comma, semicolon or colon, or a dash before lower case: the sentence goes on.
    Continuation,
}

impl Opening {
    /// What stands at `at`.
    pub(crate) fn of(text: &str, at: usize) -> Opening {
        let Some(first) = character::at(text, at) else { return Opening { kind: OpeningKind::Sign, at } };
        if matches!(first, ',' | ';' | ':') {
            return Opening { kind: OpeningKind::Continuation, at };
        }
        let mut place = at;
        for _ in 0..=OPENING_SIGNS {
            let Some(character) = character::at(text, place).filter(|&c| !is_break(c)) else { break };
            if let Some(kind) = letter_kind(text, place, character) {
                let dashed = kind == OpeningKind::Lower && matches!(first, '-' | '–' | '—');
                return Opening { kind: if dashed { OpeningKind::Continuation } else { kind }, at: place };
            }
            place += character.len_utf8();
        }
        Opening { kind: OpeningKind::Sign, at }
    }
}

fn letter_kind(text: &str, at: usize, character: char) -> Option<OpeningKind> {
    match character {
        'A'..='Z' => Some(OpeningKind::Upper),
        c if c.is_lowercase() && shape::is_camel(word_after(text, at)) => Some(OpeningKind::Upper),
        c if c.is_lowercase() => Some(OpeningKind::Lower),
        c if c.is_uppercase() => Some(OpeningKind::Upper),
        c if c.is_numeric() => Some(OpeningKind::Digit),
        c if c.is_alphabetic() => Some(OpeningKind::Caseless),
        _ => None,
    }
}

/// How far a word is read, in bytes. Longer ones are in no table, and the bound keeps the work at each place small.
pub(crate) const LONGEST_WORD: usize = 40;

/// The letters and digits from `at` on.
pub(crate) fn word_after(text: &str, at: usize) -> &str {
    let mut end = at;
    while let Some(character) = character::at(text, end).filter(|c| c.is_alphanumeric()) {
        end += character.len_utf8();
        if end - at > LONGEST_WORD {
            break;
        }
    }
    &text[at..end]
}

/// The word that ends at `at`, with the stops, hyphens and apostrophes inside it.
pub(crate) fn word_before(text: &str, at: usize) -> &str {
    let mut start = at;
    while let Some(character) = character::before(text, start).filter(|_| at - start <= LONGEST_WORD) {
        let before = start - character.len_utf8();
        let inside = match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '&' | '/' | '@' | '_' => true,
            '\'' | '’' => character::before(text, before).is_some_and(char::is_alphabetic),
            character => character.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        start = before;
    }
    text[start..at].trim_start_matches(['.', '-', '/'])
}
