use crate::lexicon::{Lexicon, WordId};
use crate::{FoldHash, ListBits, Span, letters};

/// A word, a punctuation mark, or a stretch that an earlier stage typed (a quantity).
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its number in the lexicon.
    pub word: WordId,
    /// The word lists that it is on.
    pub lists: ListBits,
    /// What can be seen from its letters.
    pub shape: Shape,
    /// What stands between it and the token before.
    pub gap: Gap,
    /// Its place in the list of typed stretches, when it is one.
    pub typed: Option<u32>,
}

/// What stands before a token. Patterns cross every gap; punctuation that stops a reader is a token of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the `'s` of `China's`.
    None,
    /// White space, perhaps with the stop of an abbreviation or a closing quote before it.
    Space,
    /// A hyphen.
    Hyphen,
}

/// What can be seen from a token's letters, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    /// A punctuation mark.
    pub const PUNCTUATION: Shape = Shape(1);
    /// Begins with an upper-case letter.
    pub const CAPITAL: Shape = Shape(1 << 1);
    /// Has upper-case letters and no lower-case one.
    pub const ALL_CAPITALS: Shape = Shape(1 << 2);
    /// Has a digit.
    pub const DIGIT: Shape = Shape(1 << 3);
    /// Ends like a plural: in -s, but not in -ss, -us or -is.
    pub const PLURAL_ENDING: Shape = Shape(1 << 4);
    /// Ends in -ed.
    pub const PAST_ENDING: Shape = Shape(1 << 5);
    /// Ends in -ing.
    pub const PARTICIPLE_ENDING: Shape = Shape(1 << 6);
    /// Ends in -ly.
    pub const ADVERB_ENDING: Shape = Shape(1 << 7);

    /// Whether it has any of these bits.
    #[inline]
    pub fn is(self, shape: Shape) -> bool {
        self.0 & shape.0 != 0
    }

    fn of(word: &str) -> Shape {
        let letters = Letters::of(word);
        let mut shape = Shape::of_ending(word.as_bytes());
        for (bit, holds) in [
            (Shape::CAPITAL, letters.starts_upper),
            (Shape::ALL_CAPITALS, letters.upper && !letters.lower),
            (Shape::DIGIT, letters.digit),
        ] {
            shape.0 |= if holds { bit.0 } else { 0 };
        }
        shape
    }

    /// What the last letters say, without regard to case.
    #[inline]
    fn of_ending(word: &[u8]) -> Shape {
        let Some(&[third, second, last]) = word.last_chunk() else { return Shape::default() };
        match last.to_ascii_lowercase() {
            b's' if !matches!(second.to_ascii_lowercase(), b's' | b'u' | b'i') => Shape::PLURAL_ENDING,
            b'd' if second.eq_ignore_ascii_case(&b'e') => Shape::PAST_ENDING,
            b'y' if second.eq_ignore_ascii_case(&b'l') => Shape::ADVERB_ENDING,
            b'g' if word.len() > 3 && [third, second].eq_ignore_ascii_case(b"in") => Shape::PARTICIPLE_ENDING,
            _ => Shape::default(),
        }
    }
}

/// The cases of a word's letters.
#[derive(Default)]
struct Letters {
    starts_upper: bool,
    upper: bool,
    lower: bool,
    digit: bool,
}

impl Letters {
    fn of(word: &str) -> Letters {
        let mut letters = Letters::default();
        if word.is_ascii() {
            for byte in word.bytes() {
                letters.upper |= byte.is_ascii_uppercase();
                letters.lower |= byte.is_ascii_lowercase();
                letters.digit |= byte.is_ascii_digit();
            }
        } else {
            for c in word.chars() {
                letters.upper |= c.is_uppercase();
                letters.lower |= c.is_lowercase();
                letters.digit |= c.is_ascii_digit();
            }
        }
        letters.starts_upper = word.chars().next().is_some_and(char::is_uppercase);
        letters
    }
}

/// Cuts `text[within]` into tokens. Each of `typed` (in order, apart from each other, inside `within`) becomes one
/// token; the rest is words and punctuation. Hyphens, closing quotes, and full stops inside the stretch are no
/// tokens: a pattern reads over them.
///
/// ```
/// use claimsift_text::{Lexicon, Span, tokenise};
/// let text = "Norway's \"cod-and-oil\" row, 48 years ago.";
/// let years = Span::new(28, 36);
/// let mut tokens = Vec::new();
/// tokenise(text, Span::new(0, text.len()), &[years], &Lexicon::default(), &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Norway", "'s", "\"", "cod", "and", "oil", "row", ",", "48 years", "ago", "."]);
/// ```
pub fn tokenise(text: &str, within: Span, typed: &[Span], lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let content_end = within.start + within.of(text).trim_end_matches(closes).len();
    let mut scanner = Scanner { text, lexicon, at: within.start, content_end, gap: Gap::None, tokens };
    for (index, &span) in typed.iter().enumerate() {
        scanner.words_before(span.start);
        scanner.push_typed(span, index as u32);
    }
    scanner.words_before(within.end);
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    at: usize,
    /// Where the closing punctuation begins; full stops before it end no sentence.
    content_end: usize,
    gap: Gap,
    tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    fn push_typed(&mut self, span: Span, index: u32) {
        let token = Token {
            span,
            word: WordId::UNKNOWN,
            lists: ListBits::NONE,
            shape: Shape::DIGIT,
            gap: self.gap,
            typed: Some(index),
        };
        self.tokens.push(token);
        self.gap = Gap::None;
        self.at = span.end;
    }

    fn push(&mut self, end: usize, shape: Option<Shape>) {
        let span = Span::new(self.at, end);
        let written = span.of(self.text);
        let shape = shape.unwrap_or_else(|| Shape::of(written));
        let hash = match written.is_ascii() {
            true => FoldHash::of_ascii(self.text.as_bytes(), self.at, end),
            false => FoldHash::of(written),
        };
        self.push_known(end, self.lexicon.word_of(hash), shape);
    }

    #[inline]
    fn push_known(&mut self, end: usize, word: WordId, shape: Shape) {
        let span = Span::new(self.at, end);
        let lists = self.lexicon.lists(word);
        self.tokens.push(Token { span, word, lists, shape, gap: self.gap, typed: None });
        self.gap = Gap::None;
        self.at = end;
    }

    /// Most words are plain letters of ASCII: eight of them are read together, with their case and their hash.
    fn push_word(&mut self, stop: usize) {
        let mut hash = FoldHash::default();
        let mut small = 0;
        let mut end = self.at;
        loop {
            let letters = letters::eight(self.text.as_bytes(), end);
            let length = letters::leading(letters).min(stop - end);
            if length > 0 {
                let letters = letters::first(letters, length);
                small |= letters & letters::SMALL;
                hash.add(letters | letters::first(letters::SMALL, length));
            }
            end += length;
            if length < letters::STEP {
                break;
            }
        }
        if !self.word_ends(end, stop) {
            // The word goes on, or is none of ASCII.
            return self.push(self.word_end(stop), None);
        }
        let word = &self.text.as_bytes()[self.at..end];
        let mut shape = Shape::of_ending(word);
        shape.0 |= if word[0].is_ascii_uppercase() { Shape::CAPITAL.0 } else { 0 };
        shape.0 |= if small == 0 { Shape::ALL_CAPITALS.0 } else { 0 };
        self.push_known(end, self.lexicon.word_of(hash), shape);
        if end < stop && self.text.as_bytes()[end] == b' ' {
            self.gap = Gap::Space;
            self.at = end + 1;
        }
    }

    /// Whether the word of ASCII letters that ends at `end` surely goes no further.
    #[inline]
    fn word_ends(&self, end: usize, stop: usize) -> bool {
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        match self.text.as_bytes()[end..stop] {
            _ if end == self.at => false,
            [b'\'' | b'.', next, ..] if goes_on(next) => is_possessive(&self.text[end..stop]),
            [next, ..] => !goes_on(next),
            [] => true,
        }
    }

    fn words_before(&mut self, stop: usize) {
        while self.at < stop {
            let byte = self.text.as_bytes()[self.at];
            if byte.is_ascii_alphabetic() {
                self.push_word(stop);
            } else if byte == b' ' {
                self.gap = if self.gap == Gap::Hyphen { Gap::Hyphen } else { Gap::Space };
                self.at += 1;
            } else {
                self.push_other(stop);
            }
        }
    }

    /// Goes over what begins with no ASCII letter: a word of other characters, punctuation, or a gap.
    fn push_other(&mut self, stop: usize) {
        let Some(c) = self.text[self.at..stop].chars().next() else { return };
        let next = self.at + c.len_utf8();
        if c.is_alphanumeric() {
            self.push(self.word_end(stop), None);
        } else if let Some(end) = self.possessive_end(c, stop) {
            self.push(end, Some(Shape::default()));
        } else if let Some(gap) = self.gap_of(c, next) {
            self.gap = if self.gap == Gap::Hyphen { Gap::Hyphen } else { gap };
            self.at = next;
        } else {
            self.push(next, Some(Shape::PUNCTUATION));
        }
    }

    /// The end of the word that begins here: alphanumerics, with an apostrophe or a full stop between two of them
    /// (`don't`, `U.S`, `example.org`), but not a possessive `'s`.
    fn word_end(&self, stop: usize) -> usize {
        let mut end = self.at;
        let mut characters = self.text[self.at..stop].char_indices().peekable();
        while let Some((offset, c)) = characters.next() {
            let joins = matches!(c, '\'' | '’' | '.')
                && characters.peek().is_some_and(|&(_, next)| next.is_alphanumeric())
                && !is_possessive(&self.text[self.at + offset..stop]);
            if !c.is_alphanumeric() && !joins && !is_mark(c) {
                break;
            }
            end = self.at + offset + c.len_utf8();
        }
        end
    }

    /// The end of `'s` right after a word.
    fn possessive_end(&self, c: char, stop: usize) -> Option<usize> {
        let rest = &self.text[self.at..stop];
        let after_word = matches!(c, '\'' | '’') && self.gap == Gap::None && !self.tokens.is_empty();
        (after_word && is_possessive(rest)).then(|| self.at + c.len_utf8() + 1)
    }

    /// The gap that a character makes; `None` when it is a token.
    fn gap_of(&self, c: char, next: usize) -> Option<Gap> {
        let rest = &self.text[next..];
        match c {
            '-' | '‐' | '‑' if !self.is_dash(rest) => Some(Gap::Hyphen),
            '.' if next <= self.content_end => Some(Gap::Space),
            '"' | '\'' | '”' | '’' if !self.opens(rest) => Some(Gap::Space),
            _ if c.is_whitespace() => Some(Gap::Space),
            _ => None,
        }
    }

    /// A hyphen with white space on both sides, or doubled, is a dash.
    fn is_dash(&self, rest: &str) -> bool {
        let before = self.text[..self.at].chars().next_back();
        rest.starts_with(char::is_whitespace) && before.is_none_or(char::is_whitespace)
            || rest.starts_with('-')
            || before == Some('-')
    }

    /// A straight or curly quote that stands after white space or a bracket and before a letter opens.
    fn opens(&self, rest: &str) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'))
            && rest.chars().next().is_some_and(|c| !c.is_whitespace())
    }
}

/// A combining mark stays with its letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}')
}

fn is_possessive(rest: &str) -> bool {
    let rest = rest.strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix(['s', 'S']));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn closes(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '"' | '\'' | '”' | '’' | ')' | ']' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &[], &Lexicon::default(), &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_and_punctuation() {
        for (text, expected) in [
            ("the veterans' homes", "the veterans homes"),
            ("Mr. Rao of the U.S. Army.", "Mr Rao of the U.S Army ."),
            ("it didn't rise", "it didn't rise"),
            ("Moscow’s plan—or a plan", "Moscow ’s plan — or a plan"),
            ("a well-kept lawn - or so", "a well kept lawn - or so"),
            ("he said “it fell”, then", "he said “ it fell , then"),
            ("\"It fell.\"", "\" It fell ."),
            ("rose (by a third); fell", "rose ( by a third ) ; fell"),
            ("Café e\u{301}tude", "Café e\u{301}tude"),
            ("example.org said... no", "example.org said no"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        for (word, shape, holds) in [
            ("soldiers", Shape::PLURAL_ENDING, true),
            ("virus", Shape::PLURAL_ENDING, false),
            ("GLASS", Shape::PLURAL_ENDING, false),
            ("Killed", Shape::PAST_ENDING, true),
            ("ed", Shape::PAST_ENDING, false),
            ("NATO", Shape::ALL_CAPITALS, true),
            ("Nato", Shape::CAPITAL, true),
            ("élan", Shape::CAPITAL, false),
            ("G8", Shape::DIGIT, true),
            ("sharply", Shape::ADVERB_ENDING, true),
        ] {
            assert_eq!(Shape::of(word).is(shape), holds, "{word} {shape:?}");
        }
    }
}
