//! Which of a sentence's times each figure is about.

use jiff::civil::Date;

use super::Time;
use super::clauses::{Clauses, Sort};
use super::read::Reader;
use super::reading::{Link, Phrase, Reading, Role};
use super::resolve::{Reference, earlier};
use crate::phrase::Agreement;
use crate::words::{REACH, Words};

/// What stands between a figure and a time keeps them apart, each as much as so many words.
const COMMA: usize = 12;
/// A comma before a time ends what it is the time of more often than one behind it.
const COMMA_AHEAD: usize = 20;
const CLAUSE: usize = 12;
const COORDINATOR: usize = 5;
const FIGURE: usize = 10;

/// How many words may stand before the time at the head of a sentence.
const OPENING: usize = 6;

/// What lies farther is of another clause.
const FARTHEST: usize = 30;

/// As near as the time at the head of a sentence is to all its figures, in words.
const FRAME: usize = 12;

/// The times of one sentence. The buffers are used again for the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    phrases: Vec<Phrase>,
    clauses: Clauses,
    /// The first day that the sentence tells with its year.
    day: Option<Date>,
    /// The time at the head of the sentence, which holds for all of it.
    frame: Option<usize>,
    is_read: bool,
    /// That of the last figure that had one.
    last: Option<Time>,
}

impl Times {
    /// Forgets the last sentence.
    pub fn clear(&mut self) {
        self.is_read = false;
        self.last = None;
    }

    /// Finds the times of a sentence, when its first figure asks.
    fn read(&mut self, reader: &Reader) {
        self.is_read = true;
        self.phrases.clear();
        reader.read(&mut self.phrases);
        self.day = self.phrases.iter().find_map(|phrase| phrase.reading.day());
        if !self.phrases.is_empty() {
            self.clauses.cut(reader.words, reader.table, &self.phrases);
            self.frame = self.find_frame(reader.words);
        }
    }

    /// The time of the figure at a token, counted from the reference's day, or else from one that the sentence tells.
    /// Figures are asked for in the order of the text.
    pub fn of(&mut self, at: usize, reader: &Reader, reference: Reference) -> Option<Time> {
        if !self.is_read {
            self.read(reader);
        }
        if self.phrases.is_empty() {
            return None;
        }
        let (phrase, link) = self.choose(at, reader.words)?;
        let time = match phrase.reading {
            Reading::Earlier(grain, count) => earlier(self.last?, grain, count),
            reading => {
                let day = reference.day.or(self.day);
                // What a forecast is compared with has been.
                let future = reference.future && self.clauses.sort(at) != Sort::Compared;
                Reference { day, future }.resolve(reading, link)
            }
        };
        self.last = time.or(self.last);
        time
    }

    /// The first time, when only small words and times of day stand before it: "But at 2.30 p.m. on Friday".
    fn find_frame(&self, words: &Words) -> Option<usize> {
        let head = self.clauses.head;
        let first = self.phrases.iter().position(|phrase| phrase.tokens.start >= head)?;
        let Phrase { tokens, role, .. } = &self.phrases[first];
        let is_small = |at: usize| match words.tokens[at].typed {
            Some(_) => !words.types[at].says_how_much(),
            None => words.on(at, words.classes.function) || words.is_punctuation(at) && !words.ends_clause(at),
        };
        let opens = tokens.start <= head + 1 || tokens.start <= head + OPENING && (head..tokens.start).all(is_small);
        (opens && *role == Role::Own).then_some(first)
    }

    fn choose(&self, at: usize, words: &Words) -> Option<(&Phrase, Link)> {
        if self.near(at).iter().any(|phrase| phrase.tokens.contains(&at)) {
            return None;
        }
        let clause = self.clauses.of(at);
        let sort = self.clauses.sort(at);
        let own = self.near(at).iter().filter(|phrase| self.clause(phrase) == clause && holds(phrase, sort, at, words));
        let nearest = own.map(|phrase| (self.distance(phrase, at, words), phrase));
        let nearest = nearest.filter(|&(distance, _)| distance <= FARTHEST).min_by_key(|&(distance, _)| distance);
        match (nearest, self.beyond(clause)) {
            (Some((distance, phrase)), Some(beyond)) => {
                Some(if distance > FRAME { beyond } else { (phrase, phrase.link) })
            }
            (Some((_, phrase)), None) => Some((phrase, phrase.link)),
            (None, beyond) => beyond,
        }
    }

    /// The times that a figure can reach.
    fn near(&self, at: usize) -> &[Phrase] {
        let start = self.phrases.partition_point(|phrase| phrase.tokens.end + REACH < at);
        let end = self.phrases.partition_point(|phrase| phrase.tokens.start < at + REACH);
        &self.phrases[start..end.max(start)]
    }

    /// How far a time stands from a figure of its clause, in words; what lies in a clause between them does not count.
    fn distance(&self, phrase: &Phrase, at: usize, words: &Words) -> usize {
        let clause = self.clauses.of(at);
        let between = if phrase.tokens.start > at { at + 1..phrase.tokens.start } else { phrase.tokens.end..at };
        let comma = if phrase.tokens.start > at { COMMA_AHEAD } else { COMMA };
        between.filter(|&token| self.clauses.of(token) == clause).map(|token| weight(token, words, comma)).sum()
    }

    fn clause(&self, phrase: &Phrase) -> usize {
        self.clauses.of(phrase.tokens.start)
    }

    /// The time that holds in a clause without one of its own.
    fn beyond(&self, clause: usize) -> Option<(&Phrase, Link)> {
        match self.clauses.all[clause].sort {
            Sort::Compared => None,
            // "since 1974, when": at that time, not since.
            Sort::When(phrase) => Some((&self.phrases[phrase], Link::Within)),
            Sort::Main | Sort::Aside => self.frame().map(|phrase| (phrase, phrase.link)),
        }
    }

    /// The time at the head of the sentence.
    fn frame(&self) -> Option<&Phrase> {
        self.phrases.get(self.frame?)
    }
}

/// Whether a time can be that of a figure in its clause.
fn holds(phrase: &Phrase, sort: Sort, at: usize, words: &Words) -> bool {
    match phrase.role {
        Role::Own => true,
        Role::Compared => sort == Sort::Compared,
        Role::Modifier => modifies(phrase, at, words),
        Role::Aside => false,
    }
}

/// Whether the year of a noun phrase is that of a figure behind it: "1986 profit of £5m", "2009 sales rose 5%".
fn modifies(phrase: &Phrase, at: usize, words: &Words) -> bool {
    let after = phrase.tokens.end;
    let Some(noun) = words.noun_phrase(after, Agreement::Either) else { return false };
    let near = at >= noun.end && at - after <= 8 && (after..at).all(|between| !words.ends_clause(between));
    // "the 2008 crisis cost £5m" says nothing of when.
    let before = phrase.tokens.start.checked_sub(1).map_or("", |at| words.tokens[at].span.of(words.text));
    let named = ["the", "a", "an"].iter().any(|article| before.eq_ignore_ascii_case(article));
    near && (!named || words.is_of(noun.end))
}

/// Whether a clause goes on behind "and" with a word that no noun phrase begins with: "and would", "and it", "and that".
fn opens_clause(at: usize, words: &Words) -> bool {
    let classes = words.classes;
    at < words.tokens.len() && words.on(at, classes.verb | classes.auxiliary | classes.relative | classes.pronoun)
}

/// How far a word keeps a figure and a time of its clause apart.
fn weight(at: usize, words: &Words, comma: usize) -> usize {
    let classes = words.classes;
    match () {
        () if words.is_figure(at) => FIGURE,
        () if words.ends_clause(at) => comma,
        () if words.on(at, classes.relative | classes.conjunction) => CLAUSE,
        () if words.on(at, classes.coordinator) && opens_clause(at + 1, words) => CLAUSE,
        () if words.on(at, classes.coordinator) => COORDINATOR,
        () => 1,
    }
}
