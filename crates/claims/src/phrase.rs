//! Noun phrases, names and speakers, found without a tagger: by closed word classes and number agreement.

use std::ops::Range;

use claimsift_text::Shape;
use rust_decimal::Decimal;

use crate::pattern::Phrase;
use crate::words::{REACH, Words};

/// How a number agrees with its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// One of something: the noun is singular.
    Singular,
    /// Several: the phrase ends with its first plural.
    Plural,
    /// A rank or a measure: the noun may be either.
    Either,
}

impl Agreement {
    /// The agreement that a count of this value asks for.
    pub fn of_count(value: Option<Decimal>) -> Agreement {
        match value {
            Some(value) if value == Decimal::ONE => Agreement::Singular,
            _ => Agreement::Plural,
        }
    }
}

impl Words<'_> {
    /// The noun phrase that begins at a token, as a range of tokens.
    ///
    /// It runs over words of no closed class. With [`Agreement::Plural`] it ends with its first plural, going on
    /// while the next word is a plural too, or "and" and a plural follow.
    pub fn noun_phrase(&self, start: usize, agreement: Agreement) -> Option<Range<usize>> {
        let run = self.content_run(start);
        if run == start {
            return None;
        }
        let end = match agreement {
            Agreement::Plural => self.plural_end(start, run).unwrap_or(run),
            Agreement::Singular | Agreement::Either => self.singular_end(start, run, agreement),
        };
        (end > start).then_some(start..end)
    }

    /// The end of the words from `start` on that may stand in a noun phrase, with possessives between them.
    fn content_run(&self, start: usize) -> usize {
        let limit = self.tokens.len().min(start + REACH);
        let mut end = start;
        while end < limit
            && (self.is_content(end) || self.is_verb_like_plural(start, end) || end > start && self.joins(end, limit))
        {
            end += 1;
        }
        // A possessive at the end belongs to a noun that is not there.
        while end > start && self.is_possessive(end - 1) {
            end -= 1;
        }
        end
    }

    /// A possessive or an ampersand between two nouns.
    fn joins(&self, at: usize, limit: usize) -> bool {
        let between = self.is_possessive(at) || self.tokens[at].span.of(self.text) == "&";
        between && at + 1 < limit && self.is_content(at + 1)
    }

    /// A plural that could be a verb, "54 runs", is a noun right after its number.
    fn is_verb_like_plural(&self, start: usize, at: usize) -> bool {
        at == start && self.on(at, self.classes.verb) && self.tokens[at].shape.is(Shape::PLURAL_ENDING)
    }

    fn plural_end(&self, start: usize, run: usize) -> Option<usize> {
        let first = (start..run).find(|&at| self.is_plural(at) && !self.precedes_possessive(at, run))?;
        let limit = start + REACH;
        let mut end = first + 1;
        loop {
            if end < run && self.is_plural(end) && !self.on(end, self.classes.verb) {
                end += 1;
            } else if let Some(joined) = self.joined_plural(end).filter(|_| end < limit) {
                end = joined;
            } else {
                return Some(end);
            }
        }
    }

    /// A word in -s before a determiner or a pronoun is a verb: "the oil pipeline crosses the border".
    fn takes_object(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.lists & self.classes.determiner != 0)
    }

    fn precedes_possessive(&self, at: usize, run: usize) -> bool {
        at + 1 < run && self.is_possessive(at + 1)
    }

    /// The end of "and museums" right after a plural.
    fn joined_plural(&self, end: usize) -> Option<usize> {
        let next = end + 1;
        let follows = next < self.tokens.len()
            && self.on(end, self.classes.coordinator)
            && self.is_content(next)
            && self.is_plural(next);
        follows.then_some(next + 1)
    }

    /// A singular phrase ends before a word that looks like a verb after its noun: one in -ed, or in -s.
    fn singular_end(&self, start: usize, run: usize, agreement: Agreement) -> usize {
        let is_verb = |at: usize| {
            let shape = self.tokens[at].shape;
            let ends_noun = shape.is(Shape::PAST_ENDING) || shape.is(Shape::ADVERB_ENDING);
            let opens_clause = shape.is(Shape::PARTICIPLE_ENDING) && at + 1 == run;
            !self.is_capital(at) && (ends_noun && !self.modifies(at, run) || opens_clause && self.goes_on(run))
        };
        let end = (start + 1..run).find(|&at| is_verb(at)).unwrap_or(run);
        match agreement {
            Agreement::Either => (start..end)
                .find(|&at| self.is_plural(at) && !self.is_capital(at) && !self.precedes_possessive(at, end))
                .map_or(end, |at| if at > start && self.takes_object(at) { at } else { at + 1 }),
            _ => end,
        }
    }

    /// Whether a phrase is followed by more of its clause.
    fn goes_on(&self, end: usize) -> bool {
        end < self.tokens.len() && self.on(end, self.classes.preposition | self.classes.determiner)
    }

    /// An -ed or -ly word right after the number and before another content word modifies it: "internationally
    /// issued cards".
    fn modifies(&self, at: usize, run: usize) -> bool {
        at + 1 < run && (self.tokens[at].shape.is(Shape::ADVERB_ENDING) || self.is_plural(at + 1))
    }

    /// One `of` phrase right after `end`: "of northern pine forests". Its determiner is left out.
    pub fn of_phrase(&self, end: usize) -> Option<Range<usize>> {
        if end >= self.tokens.len() || !self.is_of(end) {
            return None;
        }
        self.phrase_after(end + 1)
    }

    /// The noun phrase from a token on, its determiners skipped.
    pub fn phrase_after(&self, at: usize) -> Option<Range<usize>> {
        let start = self.skip_determiners(at);
        self.noun_phrase(start, Agreement::Either)
    }

    pub fn skip_determiners(&self, mut at: usize) -> usize {
        let limit = self.tokens.len().min(at + REACH);
        while at < limit && self.on(at, self.classes.determiner) {
            at += 1;
        }
        at
    }

    /// A run of capitalised words, with a small joining word between two of them: "Bank of England".
    pub fn name(&self, start: usize) -> Option<Range<usize>> {
        let limit = self.tokens.len().min(start + REACH);
        let mut end = start;
        while end < limit {
            if self.is_name_word(end) {
                end += 1;
            } else if end > start && end + 1 < limit && self.joins_names(end) && self.is_name_word(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        (end > start).then_some(start..end)
    }

    fn joins_names(&self, at: usize) -> bool {
        self.is_possessive(at) || self.is_of(at)
    }

    fn is_name_word(&self, at: usize) -> bool {
        self.is_capital(at) && self.tokens[at].typed.is_none() && !self.is_punctuation(at)
    }

    /// Who says something: a pronoun, or a phrase that may go on through prepositions and names ("the Irish Consulate in
    /// China", "the head of the union"). A leading determiner is left out.
    pub fn speaker(&self, at: usize) -> Option<Range<usize>> {
        let start = self.skip_determiners(at);
        if start < self.tokens.len() && self.on(start, self.classes.person_pronoun | self.classes.thing_pronoun) {
            return Some(start..start + 1);
        }
        let mut end = self.speaking_run(start);
        // "have denied claims that": a verb, but "the accused said".
        let is_verb = |at: usize| self.tokens[at].shape.is(Shape::PAST_ENDING) && !self.is_capital(at);
        if end == start || start == at && end == start + 1 && is_verb(start) {
            return None;
        }
        let limit = self.tokens.len().min(at + REACH);
        while end + 1 < limit && self.on(end, self.classes.preposition | self.classes.of) {
            let next = self.skip_determiners(end + 1);
            let names_office =
                next > end + 1 && end >= start + 2 && self.is_capital(end - 1) && self.is_capital(end - 2);
            let run = self.speaking_run(next);
            // "a spokesman for the council", but "Ana Lund at the weekend".
            let describes = next > end + 1 && !self.is_capital(end - 1) && !self.shouting;
            let goes_on = self.is_of(end) && !names_office || describes || next < limit && self.is_name_word(next);
            let is_time = next < limit && self.on(next, self.classes.say_filler);
            if run == next || !goes_on || is_time {
                break;
            }
            end = run;
        }
        Some(start..end)
    }

    /// A name that is a verb elsewhere: "Robin Broke said".
    fn is_surname(&self, at: usize) -> bool {
        let speaks = self.tokens.get(at + 1).is_some_and(|next| next.lists & self.classes.saying != 0);
        speaks && self.on(at, self.classes.verb) && self.is_capital(at) && self.is_capital(at - 1)
    }

    /// A speaker that is a source by its noun: "ministers", "a new study of 600 schools".
    pub fn source(&self, at: usize) -> Option<Range<usize>> {
        let speaker = self.speaker(at)?;
        let mut nouns = speaker.clone().take_while(|&word| !self.on(word, self.classes.preposition | self.classes.of));
        nouns.any(|word| self.on(word, self.classes.source)).then_some(speaker)
    }

    /// A run of content words, up to a verb of saying: "Noctis claims that", but not "police reports said".
    fn speaking_run(&self, start: usize) -> usize {
        if start < self.tokens.len() && self.on(start, self.classes.say_filler) && !self.is_capital(start) {
            return start;
        }
        let mut run = self.content_run(start);
        if run > start && self.is_surname(run) {
            run += 1;
        }
        let is_verb = |&at: &usize| {
            if self.on(at, self.classes.say_filler) && !self.is_capital(at) {
                return true;
            }
            let follows = |lists| self.tokens.get(at + 1).is_some_and(|next| next.lists & lists != 0);
            match self.on(at, self.classes.saying) {
                true => !follows(self.classes.saying | self.classes.auxiliary),
                // "Harrow Marine closed the quay"
                false => {
                    let past = self.tokens[at].shape.is(Shape::PAST_ENDING) && !self.is_capital(at);
                    past && follows(self.classes.determiner | self.classes.preposition)
                }
            }
        };
        (start + 1..run).find(is_verb).unwrap_or(run)
    }

    /// The subject of the clause that a token stands in: the noun phrase before the clause's verb, prepositional
    /// tails off. A clause that begins with "which" or "who" has its subject before the comma.
    pub fn subject(&self, at: usize) -> Option<Range<usize>> {
        let floor = at.saturating_sub(REACH);
        let verb = (floor..at).rev().find(|&word| self.is_finite_verb(word) || self.blocks_subject(word))?;
        if self.blocks_subject(verb) {
            return None;
        }
        let mut end = verb;
        while end > floor && self.on(end - 1, self.classes.auxiliary | self.adverbs()) {
            end -= 1;
        }
        let end = self.before_relative_clause(end, floor);
        self.phrase_ending(end, floor)
    }

    /// Where the noun of a relative clause ends: before "which" itself, or, after ", which …,", before its first
    /// comma.
    fn before_relative_clause(&self, end: usize, floor: usize) -> usize {
        let is_comma = |at: usize| self.tokens[at].span.of(self.text) == ",";
        let relative = match end > floor && is_comma(end - 1) {
            true => (floor..end - 1).rev().find(|&at| self.on(at, self.classes.relative)),
            false => (end > floor && self.on(end - 1, self.classes.relative)).then(|| end - 1),
        };
        let Some(mut start) = relative else { return end };
        while start > floor && self.is_punctuation(start - 1) {
            start -= 1;
        }
        start
    }

    fn adverbs(&self) -> claimsift_text::ListBits {
        self.classes.function
            & !(self.classes.preposition | self.classes.determiner | self.classes.of)
            & !(self.classes.relative | self.classes.coordinator | self.classes.clause)
    }

    /// Strong punctuation and clause words: the subject does not stand beyond.
    fn blocks_subject(&self, at: usize) -> bool {
        self.on(at, self.classes.clause) || matches!(self.tokens[at].span.of(self.text), ";" | ":" | "—" | "–")
    }

    /// A word that is a verb by the lists, or by an ending after a content word.
    fn is_finite_verb(&self, at: usize) -> bool {
        self.tokens[at].typed.is_none()
            && (self.on(at, self.classes.verb | self.classes.auxiliary)
                || self.tokens[at].shape.is(Shape::PAST_ENDING) && !self.is_capital(at))
    }

    /// The noun phrase that ends before `end`: back to the clause's beginning, then cut at its first preposition.
    fn phrase_ending(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > floor && self.stays_in_subject(start - 1) {
            start -= 1;
        }
        // "In 2009 the mill" begins with a preposition: the phrase is after it.
        while start < end && !self.is_content(start) {
            start += 1;
        }
        let mut stop = start;
        while stop < end && (self.is_content(stop) || self.is_possessive(stop)) {
            stop += 1;
        }
        while stop > start && self.is_possessive(stop - 1) {
            stop -= 1;
        }
        (stop > start).then_some(start..stop)
    }

    fn stays_in_subject(&self, at: usize) -> bool {
        !self.ends_clause(at)
            && !self.on(at, self.classes.relative | self.classes.clause | self.classes.auxiliary)
            && !self.is_figure(at)
            && !self.is_finite_verb(at)
    }

    /// The phrase after the first of on, for, in, of, worth and the like that follows a token at once.
    pub fn object(&self, after: usize) -> Option<Range<usize>> {
        let preposition = after < self.tokens.len() && self.on(after, self.classes.preposition | self.classes.of);
        if !preposition {
            return None;
        }
        let found = self.phrase_after(after + 1)?;
        // "in March", "in Leeds": a time or a place, not what was bought.
        (!self.is_capital(found.start)).then_some(found)
    }

    /// The compound that follows a token at once, as in "£6m loan". Not after a finished phrase.
    pub fn compound(&self, after: usize) -> Option<Range<usize>> {
        self.noun_phrase(after, Agreement::Either)
    }
}

impl Words<'_> {
    /// The phrase of a pattern that begins at a token.
    pub fn phrase(&self, phrase: Phrase, at: usize) -> Option<Range<usize>> {
        match phrase {
            Phrase::Noun => self.noun_phrase(at, self.agreement),
            Phrase::Name => self.name(at),
            Phrase::Speaker => self.speaker(at),
            Phrase::Source => self.source(at),
        }
    }

    /// The same at a boundary, which may be the end.
    pub fn phrase_at(&self, phrase: Phrase, at: usize) -> Option<Range<usize>> {
        if at < self.tokens.len() { self.phrase(phrase, at) } else { None }
    }

    /// The phrase of a pattern that ends before a token, no further back than `floor`: the longest one that, read from
    /// its start, ends there.
    pub fn phrase_back(&self, phrase: Phrase, end: usize, floor: usize) -> Option<Range<usize>> {
        let ends_here = |&start: &usize| self.phrase(phrase, start).is_some_and(|found| found.end == end);
        (floor..end).find(ends_here).map(|start| start..end)
    }
}
