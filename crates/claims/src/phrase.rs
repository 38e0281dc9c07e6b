//! Noun phrases, names and speakers, found without a tagger: by closed word classes and number agreement.

use std::ops::Range;

use claimsift_quantities::QuantityKind;
use claimsift_text::{Gap, Shape, Span};
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
    ///
    /// Joined to its number by a hyphen it is one word: the page of "a 12-page letter". A time is none: "in 12 last
    /// week".
    pub fn noun_phrase(&self, start: usize, agreement: Agreement) -> Option<Range<usize>> {
        let run = self.content_run(start);
        if run == start || self.on(start, self.classes.moment) {
            return None;
        }
        if self.is_joined_to_number(start) {
            return Some(start..start + 1);
        }
        let end = match agreement {
            Agreement::Plural => match self.plural_end(start, run) {
                Some(end) => end,
                None if self.is_past(start) && !self.on(start, self.classes.fallen) => return None,
                None => self.singular_end(start, run, agreement),
            },
            // "was first told": a verb, not a noun.
            Agreement::Either if run == start + 1 && self.is_past(start) && self.goes_on(run) => return None,
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
        // A possessive at the end belongs to a noun that is not there: "three of the borough's nine libraries".
        if end > start && self.is_possessive(end - 1) { start } else { end }
    }

    /// The page of "12-page". Of "a 20-strong team" it is the team.
    fn is_joined_to_number(&self, start: usize) -> bool {
        self.tokens[start].gap == Gap::Hyphen
            && start > 0
            && self.tokens[start - 1].typed.is_some()
            && !self.tokens[start].span.of(self.text).eq_ignore_ascii_case("strong")
    }

    /// A possessive or an ampersand between two nouns.
    fn joins(&self, at: usize, limit: usize) -> bool {
        let between = self.is_possessive(at) || self.tokens[at].span.of(self.text) == "&";
        between && at + 1 < limit && self.is_content(at + 1)
    }

    /// A verb that is a noun right after its number: a plural, "54 runs", or people, "30 wounded".
    fn is_verb_like_plural(&self, start: usize, at: usize) -> bool {
        at == start
            && (self.on(at, self.classes.verb) && self.tokens[at].shape.is(Shape::PLURAL_ENDING)
                || self.on(at, self.classes.fallen | self.classes.more))
    }

    fn plural_end(&self, start: usize, run: usize) -> Option<usize> {
        let first = (start..run).find(|&at| self.is_plural(at) && !self.precedes_possessive(at, run))?;
        let limit = start + REACH;
        let mut end = first + 1;
        loop {
            if end < run && self.is_plural(end) && !self.on(end, self.classes.verb | self.classes.verb_or_noun) {
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
        self.tokens.get(at + 1).is_some_and(|next| next.lists.meets(self.classes.determiner))
    }

    fn precedes_possessive(&self, at: usize, run: usize) -> bool {
        at + 1 < run && self.is_possessive(at + 1)
    }

    /// The end of "and museums" or "and other sights" right after a plural.
    fn joined_plural(&self, end: usize) -> Option<usize> {
        let listed = self.listed_plurals(end);
        let joined = listed < self.tokens.len() && self.on(listed, self.classes.coordinator);
        let end = if joined { listed } else { end };
        let other = joined && self.tokens.get(end + 1).is_some_and(|token| token.span.of(self.text) == "other");
        let next = end + 1 + usize::from(other);
        let follows = joined && next < self.tokens.len() && self.is_content(next) && self.is_plural(next);
        follows.then_some(next + 1)
    }

    /// The end of ", women" in "men, women and children": plurals with commas between them.
    fn listed_plurals(&self, mut end: usize) -> usize {
        let limit = self.tokens.len().min(end + REACH);
        while end + 1 < limit && self.is_comma(end) && self.is_content(end + 1) && self.is_plural(end + 1) {
            end += 2;
        }
        end
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

    /// An -ed or -ly word before another content word that modifies it: "internationally issued entry cards".
    fn modifies(&self, at: usize, run: usize) -> bool {
        let adverb = |at: usize| self.tokens[at].shape.is(Shape::ADVERB_ENDING);
        at + 1 < run && (adverb(at) || adverb(at - 1) || self.is_plural(at + 1))
    }

    /// A counted phrase with the `of` phrase that says of what: "pairs of storks", "rounds of artillery". A whole that
    /// it is a part of, "members of the board", or a name is left out.
    pub fn with_content(&self, noun: Range<usize>) -> Range<usize> {
        let next = noun.end + 1;
        let bare = noun.end < self.tokens.len()
            && self.is_of(noun.end)
            && next < self.tokens.len()
            && self.is_content(next)
            && !self.is_capital(next);
        match bare.then(|| self.noun_phrase(next, Agreement::Either)).flatten() {
            Some(of) => noun.start..of.end,
            None => noun,
        }
    }

    /// What is counted of a phrase behind its figure: "six more ships" are ships, and so are the "six largest ships".
    /// Of one elsewhere the owner is left out: "the mill's sales" are sales. `None` when nothing is left.
    pub fn plain_counted(&self, phrase: Range<usize>, follows: bool) -> Option<Range<usize>> {
        let mut start = phrase.start;
        if !follows && let Some(owner) = phrase.clone().rev().find(|&at| self.is_possessive(at)) {
            start = owner + 1;
        }
        let word = |at: usize| self.tokens[at].span.of(self.text);
        let leaves = |at: usize| self.on(at, self.classes.more | self.classes.superlative) && word(at) != "record";
        while start < phrase.end && leaves(start) {
            start += 1;
        }
        // "most visited museum": the adjective goes with its "most".
        let graded = start > 0 && start + 1 < phrase.end && matches!(word(start - 1), "most" | "least");
        start += usize::from(graded);
        (start < phrase.end).then_some(start..phrase.end)
    }

    /// One `of` phrase right after `end`: "of northern pine forests". Its determiner is left out.
    pub fn of_phrase(&self, end: usize) -> Option<Range<usize>> {
        if end >= self.tokens.len() || !self.is_of(end) {
            return None;
        }
        self.phrase_after(end + 1)
    }

    /// The whole that a share is of: "of the boats", or the boats right behind "three in ten".
    pub fn whole_of(&self, at: usize) -> Option<Range<usize>> {
        let written = self.tokens[at].span.of(self.text);
        match written.contains(" in ") || written.contains(" out of ") {
            true => self.noun_phrase(at + 1, Agreement::Plural).or_else(|| self.of_phrase(at + 1)),
            false => self.of_phrase(at + 1),
        }
    }

    /// The noun phrase from a token on, its determiners skipped.
    pub fn phrase_after(&self, at: usize) -> Option<Range<usize>> {
        let start = self.skip_determiners(at);
        // "of the 8,940 teenagers"
        let figure = start < self.tokens.len() && self.is_figure(start);
        self.noun_phrase(start + usize::from(figure), Agreement::Either)
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
        // "In China": the capital is that of the sentence.
        if start < limit && self.on(start, self.classes.function) {
            return None;
        }
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
        self.speakers[at].find(|| self.read_speaker(at))
    }

    fn read_speaker(&self, at: usize) -> Option<Range<usize>> {
        if !self.is_content(at) && !self.on(at, self.classes.speaker_start) {
            return None;
        }
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
        let speaks = self.tokens.get(at + 1).is_some_and(|next| next.lists.meets(self.classes.saying));
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
            let follows = |lists| self.tokens.get(at + 1).is_some_and(|next| next.lists.meets(lists));
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

    /// The phrase after the on, for, in, of or worth that follows a token at once: what a sum went on. "for buying
    /// tents" is for tents.
    pub fn object(&self, after: usize) -> Option<Range<usize>> {
        let preposition = after < self.tokens.len() && self.on(after, self.classes.purpose | self.classes.of);
        if !preposition {
            return None;
        }
        let doing = self.tokens.get(after + 1).is_some_and(|word| word.shape.is(Shape::PARTICIPLE_ENDING));
        let found = match doing {
            true => self.phrase_after(after + 2).or_else(|| self.phrase_after(after + 1)),
            false => self.phrase_after(after + 1),
        }?;
        // "in March", "in Leeds", "for the first time": a time or a place, not what was bought.
        let is_time = found.len() == 1 && self.on(found.start, self.classes.time_noun);
        (!self.is_capital(found.start) && !is_time).then_some(found)
    }

    /// The noun phrase that ends before a token: the words of no closed class, back to a verb that they are the object
    /// of. Words of order in front of it are left out: "earlier losses" are losses.
    pub(crate) fn noun_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > floor && self.belongs_before(start - 1, end) {
            start -= 1;
        }
        while start + 1 < end && (self.on(start, self.classes.leading) || self.is_possessive(start)) {
            start += 1;
        }
        (start < end && !self.is_possessive(end - 1)).then_some(start..end)
    }

    fn belongs_before(&self, at: usize, end: usize) -> bool {
        let joined = at + 1 < end && (self.is_possessive(at) || self.tokens[at].span.of(self.text) == "&");
        let is_verb = || {
            let participle = self.tokens[at].shape.is(Shape::PARTICIPLE_ENDING) && !self.is_capital(at);
            let governed = self.classes.preposition | self.classes.auxiliary | self.classes.pronoun;
            self.is_finite_verb(at) || participle && at > 0 && (self.is_content(at - 1) || self.on(at - 1, governed))
        };
        joined || self.is_content(at) && !is_verb()
    }

    /// The compound that follows a token at once, as in "£6m loan". Not after a finished phrase.
    pub fn compound(&self, after: usize) -> Option<Range<usize>> {
        self.noun_phrase(after, Agreement::Either)
    }
}

impl Words<'_> {
    /// The quote of a figure with a word of order right before it: "last three years", "first two games".
    pub fn with_leading_word(&self, at: usize, quote: Span) -> Span {
        let Some(before) = at.checked_sub(1).filter(|_| !self.is_ordinal(at)) else { return quote };
        let first = self.is_ordinal(before) && self.is_first(before);
        let close = self.tokens[at].gap != Gap::None && self.tokens[at].span.start == quote.start;
        match close && (first || self.on(before, self.classes.leading)) {
            true => quote.cover(self.tokens[before].span),
            false => quote,
        }
    }

    fn is_ordinal(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|quantity| quantity.kind == QuantityKind::Ordinal)
    }

    fn is_first(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|quantity| quantity.value == Some(Decimal::ONE))
    }

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
        if phrase == Phrase::Noun {
            return self.noun_before(end, floor);
        }
        let ends_here = |&start: &usize| self.phrase(phrase, start).is_some_and(|found| found.end == end);
        (floor..end).find(ends_here).map(|start| start..end)
    }
}
