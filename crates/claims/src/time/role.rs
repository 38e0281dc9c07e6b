//! What the times of a sentence are to its figures: by the words before them, and by where they stand.

use claimsift_quantities::QuantityKind;
use claimsift_text::Shape;

use super::read::Reader;
use super::reading::{Link, Phrase, Reading, Role};
use super::table::{Grain, Meaning};

/// How far a superlative stands from its "since", and a verb of saying from its day, in tokens.
const BOAST_REACH: usize = 10;
const SAID_REACH: usize = 12;

/// How long a clause behind "since" is at most, in tokens.
const CLAUSE_REACH: usize = 7;

/// How far from the head of a text its date may stand.
const DATELINE_REACH: usize = 6;

impl Reader<'_> {
    /// An expression with its preposition, which stands no further back than `floor`, and what it is to the figures.
    pub(super) fn phrase(&self, start: usize, end: usize, reading: Reading, floor: usize) -> Phrase {
        let mut before = start;
        let mut of = false;
        while before > floor && self.stands_between(before - 1) {
            before -= 1;
            of = self.words.is_of(before);
        }
        let preposition = before.checked_sub(1).and_then(|at| self.meaning(at));
        let link = match preposition {
            Some(Meaning::Since) => Link::Since,
            Some(Meaning::Until) => Link::Until,
            Some(Meaning::Within) if self.is_of_beginning(before - 1) => Link::Since,
            _ => Link::Within,
        };
        // "of 2009" belongs to a noun.
        let role = if of { Role::Aside } else { self.role(start, end, reading, preposition) };
        let has_preposition = before > floor && self.is_preposition(preposition, before - 1, reading);
        Phrase { tokens: (if has_preposition { before - 1 } else { start })..end, reading, link, role }
    }

    /// "since the floods began in June": the figure has run from that time on.
    fn is_of_beginning(&self, preposition: usize) -> bool {
        let floor = preposition.saturating_sub(CLAUSE_REACH);
        let stops = |at: &usize| self.words.ends_clause(*at) || self.words.is_figure(*at);
        let mut clause = (floor..preposition).rev().take_while(|at| !stops(at));
        clause.any(|at| self.meaning(at) == Some(Meaning::Since))
    }

    /// Words between a preposition and its time: "in the early 1990s", "by the end of 2009", "the year 2009".
    fn stands_between(&self, at: usize) -> bool {
        self.words.on(at, self.words.classes.determiner | self.words.classes.of)
            || matches!(self.meaning(at), Some(Meaning::Part | Meaning::Unit(Grain::Year | Grain::Day)))
    }

    fn is_preposition(&self, meaning: Option<Meaning>, at: usize, reading: Reading) -> bool {
        match meaning {
            Some(Meaning::Within | Meaning::Since | Meaning::Until | Meaning::Aside) => true,
            Some(Meaning::ComparedPeriod) => !reading.is_period(),
            Some(Meaning::ComparedLevel) => matches!(reading, Reading::Span(..)) && self.is(at, "from"),
            _ => false,
        }
    }

    fn role(&self, start: usize, end: usize, reading: Reading, preposition: Option<Meaning>) -> Role {
        match preposition {
            _ if matches!(reading, Reading::Earlier(..)) => Role::Compared,
            Some(Meaning::Aside | Meaning::Earlier) => Role::Aside,
            Some(Meaning::Compared) => Role::Compared,
            Some(Meaning::ComparedLevel) if !matches!(reading, Reading::Span(..)) => Role::Compared,
            Some(Meaning::ComparedPeriod) if reading.is_period() => Role::Compared,
            Some(Meaning::Since) if self.is_of_record(start) => Role::Aside,
            _ if self.is_when_said(start, end, reading) => Role::Aside,
            Some(
                Meaning::Within | Meaning::Since | Meaning::Until | Meaning::ComparedPeriod | Meaning::ComparedLevel,
            ) => {
                if self.is_dateline(start, end) {
                    Role::Aside
                } else {
                    Role::Own
                }
            }
            _ if self.is_dateline(start, end) => Role::Aside,
            _ if reading.is_year() && !self.stands_alone(start, end) => Role::Modifier,
            _ => Role::Own,
        }
    }

    /// Whether a boast stands before "since": "the lowest since 1995", "the first win since May".
    fn is_of_record(&self, start: usize) -> bool {
        let boasts = |at: usize| {
            self.words.on(at, self.words.classes.superlative)
                || self.is_long_superlative(at)
                || self.quantity(at).is_some_and(|quantity| quantity.kind == QuantityKind::Ordinal)
        };
        let floor = start.saturating_sub(BOAST_REACH);
        (floor..start).rev().take_while(|&at| !self.words.ends_clause(at)).any(boasts)
    }

    /// `bloodiest`, `unluckiest`: what ends so is a superlative, but for the priest.
    fn is_long_superlative(&self, at: usize) -> bool {
        let word = self.words.written(at);
        word.len() > "priest".len() && word.ends_with("iest")
    }

    /// A year without a preposition that still is a time: at the head of the sentence, or in brackets.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let opens = start == 0 || self.words.written(start - 1) == "(";
        let closes = end >= self.words.tokens.len() || self.words.is_punctuation(end);
        opens && closes
    }

    /// A verb in the past, "said police raided it on Friday", and not "in a prepared statement".
    fn is_past(&self, at: usize) -> bool {
        let past = self.words.tokens[at].shape.is(Shape::PAST_ENDING) && !self.words.is_capital(at);
        past && at > 0 && !self.words.on(at - 1, self.words.classes.determiner)
    }

    /// "was released on Thursday": someone, not a figure.
    fn is_passive(&self, at: usize) -> bool {
        at > 0 && self.words.on(at - 1, self.words.classes.auxiliary)
    }

    /// Whether what follows is what was said or agreed: "denied on Tuesday that", "pledged last week to trim".
    fn opens_content(&self, at: usize) -> bool {
        self.is(at, "that") || self.is(at, "to") && self.quantity(at + 1).is_none()
    }

    /// Whether a date heads the text, "LEEDS, May 11, 2016 - Five men": it is the day of the writing.
    fn is_dateline(&self, start: usize, end: usize) -> bool {
        let dated = self.quantity(end - 1).is_some_and(|quantity| quantity.kind == QuantityKind::Date);
        dated && start <= DATELINE_REACH && matches!(self.words.written(end), "(" | ")" | "—" | "–" | "|" | "-")
    }

    /// Whether a day is that of the saying: "said on Friday that", "reported a loss on Tuesday".
    fn is_when_said(&self, start: usize, end: usize, reading: Reading) -> bool {
        let say = self.words.classes.say;
        let is_said = |at: usize| self.words.on(at, say);
        let next = end < self.words.tokens.len() && is_said(end) || reading.is_of_days() && self.opens_content(end);
        // "told us in 2009", but "said 2009 was a good year".
        let before = start.checked_sub(1).filter(|&at| self.meaning(at) == Some(Meaning::Within));
        let reach = if reading.is_of_days() || self.is(end, "that") { SAID_REACH } else { before.map_or(0, |_| 3) };
        let floor = start.saturating_sub(reach);
        let mut figures = 0;
        for at in (floor..start).rev() {
            if self.words.ends_clause(at) {
                break;
            }
            figures += usize::from(self.words.is_figure(at));
            let announced = self.meaning(at) == Some(Meaning::Announced) && !self.is_passive(at);
            if announced && reading.is_of_days() || is_said(at) && figures == 0 {
                return true;
            }
            if self.words.on(at, self.words.classes.verb | self.words.classes.auxiliary) || self.is_past(at) {
                break;
            }
        }
        next
    }
}
