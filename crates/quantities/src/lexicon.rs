//! What the tables know of a word, and of phrases that begin or end with it.

use claimsift_text::{FoldHash, WordTable};
use rust_decimal::Decimal;

use crate::heads::head;
use crate::named;

/// What a word can be, as bits of [`Lexeme::roles`].
pub(crate) mod role {
    /// one to nineteen, and the tens.
    pub const CARDINAL: u64 = 1;
    /// first, second.
    pub const ORDINAL: u64 = 1 << 1;
    /// half, thirds.
    pub const FRACTION: u64 = 1 << 2;
    /// doubled, twice.
    pub const MULTIPLE: u64 = 1 << 3;
    /// hundred, million.
    pub const MAGNITUDE: u64 = 1 << 4;
    /// hundreds, millions: vague when no number stands before.
    pub const VAGUE: u64 = 1 << 5;
    /// May, Sept.
    pub const MONTH: u64 = 1 << 6;
    /// Saturday, Sat.
    pub const WEEKDAY: u64 = 1 << 7;
    /// A number behind it names: flight, article.
    pub const NAME: u64 = 1 << 8;
    /// The same, but only with a capital: Group, Line.
    pub const NAME_CAPITAL: u64 = 1 << 9;
    /// A unit that stands before its number: pH.
    pub const UNIT_BEFORE: u64 = 1 << 10;
    /// Vague only before "of": tens, scores.
    pub const VAGUE_OF: u64 = 1 << 11;
    /// A number and a name before it are an address: Street.
    pub const STREET: u64 = 1 << 12;
    /// See `before a longer time` in the table of contexts.
    pub const BEFORE_LONGER_TIME: u64 = 1 << 13;
    /// See `before a pronoun` in the table of contexts.
    pub const BEFORE_PRONOUN: u64 = 1 << 14;
    /// See `behind a pronoun` in the table of contexts.
    pub const BEHIND_PRONOUN: u64 = 1 << 15;
    /// See `person` in the table of contexts.
    pub const PERSON: u64 = 1 << 16;
    /// See `near a result` in the table of contexts.
    pub const NEAR_RESULT: u64 = 1 << 17;
    /// See `behind a result` in the table of contexts.
    pub const BEHIND_RESULT: u64 = 1 << 18;
    /// See `near odds` in the table of contexts.
    pub const NEAR_ODDS: u64 = 1 << 19;
    /// See `behind odds` in the table of contexts.
    pub const BEHIND_ODDS: u64 = 1 << 20;
    /// See `before a month` in the table of contexts.
    pub const BEFORE_MONTH: u64 = 1 << 21;
    /// See `before a year` in the table of contexts.
    pub const BEFORE_YEAR: u64 = 1 << 22;
    /// See `of a year` in the table of contexts.
    pub const OF_YEAR: u64 = 1 << 23;
    /// See `era` in the table of contexts.
    pub const ERA: u64 = 1 << 24;
    /// See `time zone` in the table of contexts.
    pub const TIME_ZONE: u64 = 1 << 25;
    /// See `before a place` in the table of contexts.
    pub const BEFORE_PLACE: u64 = 1 << 26;
    /// See `before an age group` in the table of contexts.
    pub const BEFORE_AGE_GROUP: u64 = 1 << 27;
    /// See `before millions` in the table of contexts.
    pub const BEFORE_MILLIONS: u64 = 1 << 28;
    /// See `behind millions` in the table of contexts.
    pub const BEHIND_MILLIONS: u64 = 1 << 29;
    /// See `plural` in the table of contexts.
    pub const PLURAL: u64 = 1 << 30;

    /// A unit that may stand without a number: "more than an hour".
    pub const UNIT_ALONE: u64 = 1 << 31;
    /// II, XIV.
    pub const ROMAN: u64 = 1 << 32;
    /// See `between a part and its whole` in the table of contexts.
    pub const NOT_IN_PART: u64 = 1 << 33;
    /// See `before a part` in the table of contexts.
    pub const BEFORE_PART: u64 = 1 << 34;
    /// See `behind a part` in the table of contexts.
    pub const BEHIND_PART: u64 = 1 << 35;

    /// The first letters of a magnitude: thousand, lakh of "lakh crore".
    pub const STARTS_MAGNITUDE: u64 = 1 << 36;
    /// The first letters of a unit's name.
    pub const STARTS_UNIT_NAME: u64 = 1 << 37;
    /// The first letters of a unit's symbol, in any case.
    pub const STARTS_UNIT_SYMBOL: u64 = 1 << 38;
    /// The last letters of a currency that stands before its number, in any case.
    pub const ENDS_CURRENCY: u64 = 1 << 39;
    /// The last word of a comparator before its number: than of "more than".
    pub const ENDS_COMPARATOR: u64 = 1 << 40;
    /// The first word of a comparator behind its number.
    pub const STARTS_COMPARATOR: u64 = 1 << 41;
    /// The letters of a suffix that multiplies, in any case: m of "8m".
    pub const SUFFIX: u64 = 1 << 42;

    /// It may be part of a number behind it, or change what that is, other than as a comparator.
    pub const BEFORE_NUMBER: u64 = 1 << 43;
    /// It may be part of a number before it, or change what that is.
    pub const BEHIND_NUMBER: u64 = 1 << 45;

    /// Someone asks whether the word stands in a sentence.
    pub const WATCHED: u64 = 1 << 44;

    /// What a word means, apart from the phrases and symbols that it begins or ends.
    pub const MEANING: u64 = STARTS_MAGNITUDE - 1;

    /// The names of contexts in rule files.
    pub const CONTEXTS: &[(&str, u64)] = &[
        ("before a longer time", BEFORE_LONGER_TIME),
        ("before a pronoun", BEFORE_PRONOUN),
        ("behind a pronoun", BEHIND_PRONOUN),
        ("person", PERSON),
        ("near a result", NEAR_RESULT),
        ("behind a result", BEHIND_RESULT),
        ("near odds", NEAR_ODDS),
        ("behind odds", BEHIND_ODDS),
        ("before a month", BEFORE_MONTH),
        ("before a year", BEFORE_YEAR),
        ("of a year", OF_YEAR),
        ("era", ERA),
        ("time zone", TIME_ZONE),
        ("before a place", BEFORE_PLACE),
        ("before an age group", BEFORE_AGE_GROUP),
        ("before millions", BEFORE_MILLIONS),
        ("behind millions", BEHIND_MILLIONS),
        ("plural", PLURAL),
        ("between a part and its whole", NOT_IN_PART),
        ("before a part", BEFORE_PART),
        ("behind a part", BEHIND_PART),
    ];

    /// What makes the reader look at a word at all.
    pub const ANCHOR: u64 = CARDINAL
        | ORDINAL
        | FRACTION
        | MULTIPLE
        | MAGNITUDE
        | VAGUE
        | VAGUE_OF
        | MONTH
        | UNIT_BEFORE
        | UNIT_ALONE
        | ROMAN;
}

/// All that the tables say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// Bits of [`role`].
    pub roles: u64,
    /// The classes of [`crate::named`] that it is in.
    pub named: u128,
    /// The first letters of the word.
    pub head: [u8; 4],
    /// The number of a month.
    pub month: u8,
    /// The parts that a fraction has: 3 for "third".
    pub parts: u64,
    /// The value of a cardinal, an ordinal or a multiple.
    pub value: Decimal,
    /// What a magnitude multiplies by.
    pub times: Decimal,
}

impl Lexeme {
    /// Notes whether it may be part of a number beside it.
    pub fn judge(&mut self) {
        const BEFORE: u64 = role::ENDS_CURRENCY | role::NAME | role::NAME_CAPITAL;
        const BEHIND: u64 = role::CARDINAL
            | role::ORDINAL
            | role::FRACTION
            | role::MAGNITUDE
            | role::VAGUE
            | role::SUFFIX
            | role::STARTS_MAGNITUDE
            | role::STARTS_UNIT_NAME
            | role::STARTS_UNIT_SYMBOL
            | role::STARTS_COMPARATOR
            | role::MONTH
            | role::TIME_ZONE;
        const JOINS: u128 = named::IN
            | named::BELOW
            | named::TO
            | named::THROUGH
            | named::AND
            | named::OR
            | named::POINTS
            | named::TIMES
            | named::FOLD;
        if self.is(BEFORE) || self.named & named::MINUS != 0 {
            self.roles |= role::BEFORE_NUMBER;
        }
        if self.is(BEHIND) || self.named & JOINS != 0 {
            self.roles |= role::BEHIND_NUMBER;
        }
    }

    /// Whether it has one of `roles`.
    #[inline]
    pub fn is(&self, roles: u64) -> bool {
        self.roles & roles != 0
    }
}

/// What is known of words.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    words: WordTable,
    /// By the numbers of their words; of a word that is not here, number 0, nothing is known.
    lexemes: Vec<Lexeme>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon { words: WordTable::default(), lexemes: vec![Lexeme::default()] }
    }
}

impl Lexicon {
    /// What is known of a word, to be added to.
    pub fn entry(&mut self, word: &str) -> &mut Lexeme {
        let number = self.words.add(FoldHash::of_ascii(word.as_bytes(), 0, word.len())) as usize;
        if number == self.lexemes.len() {
            self.lexemes.push(Lexeme { head: head(word.as_bytes()), ..Lexeme::default() });
        }
        &mut self.lexemes[number]
    }

    /// What is known of the word `text[start..end]`, in any case.
    #[inline]
    pub fn word(&self, text: &str, start: usize, end: usize) -> &Lexeme {
        &self.lexemes[self.words.get(FoldHash::of_ascii(text.as_bytes(), start, end)) as usize]
    }

    /// What is known of a word of at most eight bytes: its small letters.
    #[inline]
    pub fn short(&self, letters: u64) -> &Lexeme {
        let mut hash = FoldHash::default();
        hash.add(letters);
        &self.lexemes[self.words.get(hash) as usize]
    }

    /// All that is known.
    pub fn lexemes(&mut self) -> impl Iterator<Item = &mut Lexeme> {
        self.lexemes.iter_mut()
    }
}

/// Phrases of words, each with a value; looked up by their words, one after the other, the longest wins.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// What phrases begin with: one word, two words and so on.
    beginnings: WordTable,
    /// By the numbers of beginnings, less one.
    found: Vec<Found<T>>,
}

/// What is known after one more word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<T> {
    /// The value of the phrase so far.
    pub value: Option<T>,
    /// Whether another word may follow.
    pub longer: bool,
}

/// The words of a phrase so far, in any case.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beginning(FoldHash);

impl Beginning {
    /// The words of `phrase`, one space apart.
    pub fn of(phrase: &str) -> Beginning {
        let mut beginning = Beginning::default();
        phrase.split(' ').for_each(|word| beginning.add(word, 0, word.len()));
        beginning
    }

    /// Goes on with the word `text[start..end]`.
    #[inline]
    pub fn add(&mut self, text: &str, start: usize, end: usize) {
        self.0.add_ascii(text.as_bytes(), start, end);
        self.0.add(b' '.into());
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { beginnings: WordTable::default(), found: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds `words`, which replace the same words of before.
    pub fn insert<'w>(&mut self, words: impl Iterator<Item = &'w str>, value: T) {
        let mut beginning = Beginning::default();
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            beginning.add(word, 0, word.len());
            let found = self.entry(beginning);
            match words.peek() {
                Some(_) => found.longer = true,
                None => found.value = Some(value),
            }
        }
    }

    fn entry(&mut self, beginning: Beginning) -> &mut Found<T> {
        let number = self.beginnings.add(beginning.0) as usize;
        self.found.resize(self.found.len().max(number), Found { value: None, longer: false });
        &mut self.found[number - 1]
    }

    /// What the words so far stand for.
    #[inline]
    pub fn get(&self, beginning: Beginning) -> Option<Found<T>> {
        self.found.get((self.beginnings.get(beginning.0) as usize).wrapping_sub(1)).copied()
    }
}
