//! The subject of a clause, found without a tagger: from a figure back to its verb, and on to the noun before it.

use std::ops::Range;

use claimsift_quantities::QuantityKind;
use claimsift_text::{Gap, ListBits, Shape};

use crate::words::{REACH, Words};

/// How many verbs are followed back from a figure: "agreed to sell the mill and then cut its debt to £3m" has three.
const MOST_VERBS: usize = 4;

/// How many words stand between an aside and the figure behind it: ", the mayor said, at 80mm".
const ASIDE_GAP: usize = 3;

/// What stands before a verb.
enum Before {
    /// Its subject.
    Subject(Range<usize>),
    /// The verb shares its subject with one that stands before this token.
    Verb(usize),
    /// What stood there belongs to a phrase that ends before this token.
    Noun(usize),
    /// Nothing that names what is counted, as before "it fell".
    Nothing,
}

impl Words<'_> {
    /// The subject of the clause that a token stands in: the noun phrase before the clause's verb, prepositional
    /// tails off. A verb without one of its own has that of the verb before ("rose and fell"), and one after "which" or
    /// "who" has the noun before the comma.
    pub fn subject(&self, at: usize) -> Option<Range<usize>> {
        let floor = at.saturating_sub(REACH);
        let verb = if self.is_verb_of_multiple(at) { Some(at) } else { self.verb_phrase(at, floor) };
        let mut end = verb.or_else(|| self.verbless(at, floor))?;
        while end == at && end > floor && self.leads_verb(end - 1) {
            end -= 1;
        }
        for _ in 0..MOST_VERBS {
            match self.before_verb(end, floor) {
                Before::Subject(range) => return Some(range),
                Before::Verb(at) => end = self.verb_phrase(at, floor)?,
                Before::Noun(at) => end = at,
                Before::Nothing => return None,
            }
        }
        None
    }

    /// The start of the last verb before a token, with its auxiliaries and adverbs, in the same clause.
    fn verb_phrase(&self, at: usize, floor: usize) -> Option<usize> {
        let at = self.before_aside(at, floor);
        let verb = (floor..at).rev().find(|&word| self.is_finite_verb(word) || self.ends_subject(word))?;
        if self.ends_subject(verb) {
            return None;
        }
        let mut start = verb;
        loop {
            while start > floor && self.leads_verb(start - 1) {
                start -= 1;
            }
            // "expects to raise", "is likely to fall"
            let chained = start > floor + 1 && self.is_infinitive_mark(start - 1) && self.takes_infinitive(start - 2);
            if !chained {
                return Some(start);
            }
            start -= 2;
        }
    }

    /// What a clause without a verb is about ends here: "Rents up 4 percent", "Rain, at 80mm,". A word must join it to the
    /// figure, for else it may be a verb that no list has.
    fn verbless(&self, at: usize, floor: usize) -> Option<usize> {
        let from = self.before_aside(at, floor);
        if (floor..from).any(|word| self.is_finite_verb(word)) {
            return None;
        }
        let links = |at: usize| {
            let figure = self.is_figure(at) && !self.is_content_at(at + 1);
            self.on(at, self.classes.function) && !self.on(at, self.classes.pronoun) || figure || self.encloses(at)
        };
        let end = (floor..from).rev().find(|&word| !links(word)).map_or(floor, |word| word + 1);
        (end < at && end > floor && !self.ends_subject(end - 1)).then_some(end)
    }

    /// Before the ", the mayor said," that stands right before a figure and its preposition.
    fn before_aside(&self, at: usize, floor: usize) -> usize {
        let is_comma = |at: &usize| self.is_comma(*at);
        let Some(closing) = (at.saturating_sub(ASIDE_GAP).max(floor)..at).rev().find(is_comma) else { return at };
        if closing == floor || !self.on(closing - 1, self.classes.saying) {
            return at;
        }
        (floor..closing).rev().find(is_comma).unwrap_or(at)
    }

    /// doubled, trebled, halved: a figure that is the verb itself.
    fn is_verb_of_multiple(&self, at: usize) -> bool {
        self.tokens[at].typed.is_some() && self.tokens[at].span.of(self.text).ends_with("ed")
    }

    fn leads_verb(&self, at: usize) -> bool {
        self.on(at, self.classes.auxiliary | self.adverbs())
            || self.tokens[at].shape.is(Shape::ADVERB_ENDING) && !self.is_capital(at)
    }

    fn is_infinitive_mark(&self, at: usize) -> bool {
        self.on(at, self.classes.infinitive)
    }

    fn takes_infinitive(&self, at: usize) -> bool {
        self.on(at, self.classes.catenative | self.classes.verb) || self.is_finite_verb(at)
    }

    fn adverbs(&self) -> ListBits {
        self.classes.function
            & !(self.classes.preposition | self.classes.determiner | self.classes.of | self.classes.pronoun)
            & !(self.classes.relative | self.classes.coordinator | self.classes.clause)
    }

    /// Strong punctuation and clause words: the subject does not stand beyond.
    fn ends_subject(&self, at: usize) -> bool {
        self.on(at, self.classes.clause) || self.is_sign_of(at, |sign| matches!(sign, ";" | ":"))
    }

    /// A word that is a verb by the lists, or by its ending; not where an article makes a noun or an adjective of it.
    pub(crate) fn is_finite_verb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let may_be = self.classes.auxiliary | self.classes.verb | self.classes.verb_or_noun;
        let is_like_one = token.lists.meets(may_be) || token.shape.is(Shape::PAST_ENDING);
        if !is_like_one || token.typed.is_some() || token.gap == Gap::Hyphen {
            return false;
        }
        let after = |lists| at > 0 && self.on(at - 1, lists);
        if self.on(at, self.classes.auxiliary) {
            return true;
        }
        if after(self.classes.determiner & !self.classes.relative) || at > 0 && self.is_possessive(at - 1) {
            return false;
        }
        if self.on(at, self.classes.verb) {
            return true;
        }
        let told_by_ending = token.shape.is(Shape::PAST_ENDING) || token.shape.is(Shape::PARTICIPLE_ENDING);
        if self.on(at, self.classes.verb_or_noun) && !told_by_ending {
            // "price rises of 4 percent"
            if self.tokens.get(at + 1).is_some_and(|next| next.lists.meets(self.classes.of)) {
                return false;
            }
            let open = self.classes.auxiliary | self.classes.relative | self.classes.pronoun;
            return at > 0 && (self.is_content(at - 1) || after(open) || self.is_infinitive_mark(at - 1));
        }
        let opens = at == 0 || self.ends_subject(at - 1);
        let modifies = (opens || after(self.classes.preposition | self.classes.of)) && self.is_content_at(at + 1);
        self.ends_in_ed(at) && !self.is_capital(at) && !modifies
    }

    fn is_content_at(&self, at: usize) -> bool {
        at < self.tokens.len() && self.is_content(at)
    }

    /// What stands before a verb that begins at `end`.
    fn before_verb(&self, end: usize, floor: usize) -> Before {
        if end == floor {
            return Before::Nothing;
        }
        let last = end - 1;
        if self.on(last, self.classes.coordinator) {
            return Before::Verb(last);
        }
        if self.is_infinitive_mark(last) {
            if let Some(range) = self.controlled(last, floor) {
                return Before::Subject(range);
            }
            let verb = self.verb_phrase(last, floor);
            return verb.map_or(Before::Noun(last), |_| Before::Verb(last));
        }
        if self.on(last, self.classes.relative) {
            // "on fees that doubled": the noun right before, whatever leads it.
            let noun = if self.is_that(last) { self.noun_before(last, floor) } else { None };
            return noun.map_or_else(|| Before::Noun(self.before_relative(last, floor)), Before::Subject);
        }
        if self.encloses(last) {
            let opening = (floor..last).rev().find(|&at| self.encloses(at));
            return match opening {
                Some(opening) if !self.tokens[end].shape.is(Shape::PARTICIPLE_ENDING) => Before::Noun(opening),
                _ => Before::Verb(last),
            };
        }
        self.phrase_ending(end, floor)
    }

    /// The prices of "expects prices to rise": the phrase right behind a verb that takes one before "to".
    fn controlled(&self, to: usize, floor: usize) -> Option<Range<usize>> {
        let verb = (floor..to).rev().find(|&at| self.on(at, self.classes.object_control) || self.bounds_subject(at))?;
        if !self.on(verb, self.classes.object_control) {
            return None;
        }
        self.free_phrase(verb + 1, to).flatten()
    }

    /// Before "which", and the comma and the preposition before it.
    fn before_relative(&self, mut at: usize, floor: usize) -> usize {
        while at > floor && (self.is_punctuation(at - 1) || self.on(at - 1, self.classes.preposition | self.classes.of))
        {
            at -= 1;
        }
        at
    }

    /// Commas, dashes and brackets stand around an apposition.
    fn encloses(&self, at: usize) -> bool {
        self.is_sign_of(at, |sign| matches!(sign, "," | "-" | "–" | "—" | "(" | ")"))
    }

    /// The noun phrase that the words before `end` are about: the last one, back to the clause's beginning, that no
    /// preposition leads.
    fn phrase_ending(&self, end: usize, floor: usize) -> Before {
        let start = (floor..end).rev().find(|&at| self.bounds_subject(at)).map_or(floor, |bound| bound + 1);
        // "The index - a gauge of mood rose": an apposition whose second dash was left out.
        if start > floor + 1
            && self.on(start, self.classes.article)
            && matches!(self.tokens[start - 1].span.of(self.text), "-" | "–" | "—")
        {
            return Before::Noun(start - 1);
        }
        match self.free_phrase(start, end) {
            Some(Some(range)) => Before::Subject(range),
            Some(None) => Before::Nothing,
            None if start == floor => Before::Nothing,
            None => self.beyond(start - 1, floor),
        }
    }

    /// A clause began with prepositions only: "the rents that in Leeds doubled", "goods shipped to Spain rose".
    fn beyond(&self, bound: usize, floor: usize) -> Before {
        match bound {
            _ if self.on(bound, self.classes.relative) => Before::Noun(self.before_relative(bound, floor)),
            _ if self.ends_in_ed(bound) => Before::Noun(bound),
            _ => Before::Nothing,
        }
    }

    fn bounds_subject(&self, at: usize) -> bool {
        self.ends_clause(at)
            || self.on(at, self.classes.conjunction | self.classes.relative & !self.classes.determiner)
            || self.is_that(at)
            || self.is_finite_verb(at)
    }

    /// "that" before a clause, not before its noun.
    fn is_that(&self, at: usize) -> bool {
        self.on(at, self.classes.relative & self.classes.determiner) && at > 0 && self.is_content(at - 1)
    }

    /// The last phrase of a stretch that no preposition leads; `Some(None)` when it is a pronoun.
    fn free_phrase(&self, start: usize, end: usize) -> Option<Option<Range<usize>>> {
        let (mut led, mut joined, mut found) = (false, false, None);
        // "the gap between rich and poor towns": what is joined to a led phrase is led too.
        let mut was_led = false;
        let mut at = start;
        while at < end {
            let run = self.content_end(at, end);
            if run > at {
                let phrase = self.counted_by_number(at..self.without_participle(at, run, end), end);
                let more_of_one = joined && (found.is_some() || was_led);
                was_led = led || joined && was_led;
                if !(led || more_of_one || self.is_time(&phrase)) {
                    found = Some(Some(phrase));
                }
                (led, joined, at) = (false, false, run);
                continue;
            }
            led |= self.on(at, self.classes.preposition | self.classes.of);
            joined |= self.on(at, self.classes.coordinator);
            let place = self.is_pronoun_of_place(at);
            // "waits of that length", but "those in work"
            if self.on(at, self.classes.pronoun) && !place && !(led && self.is_content_at(at + 1)) {
                found = if led { found } else { Some(None) };
                (led, joined) = (false, false);
            }
            if self.is_numbered_name(at) {
                found = if led { found } else { Some(Some(at..at + 1)) };
            }
            let counts_next = self.is_figure(at) && self.is_content_at(at + 1);
            if self.tokens[at].typed.is_some() && !counts_next {
                (led, joined) = (false, false);
            }
            at += 1;
        }
        found
    }

    /// The index of "the FTSE 100 gained 23 points".
    fn is_numbered_name(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|quantity| quantity.kind == QuantityKind::NumberedName)
    }

    /// there, here: adverbs behind a noun.
    fn is_pronoun_of_place(&self, at: usize) -> bool {
        at > 0
            && self.is_content(at - 1)
            && self.tokens[at].span.len() > 3
            && self.tokens[at].span.of(self.text).ends_with("ere")
    }

    /// Of "number of patients" the patients.
    fn counted_by_number(&self, phrase: Range<usize>, end: usize) -> Range<usize> {
        let transparent = self.on(phrase.end - 1, self.classes.number_of) && phrase.end < end && self.is_of(phrase.end);
        let of = transparent.then(|| self.of_phrase(phrase.end)).flatten();
        of.filter(|of| of.end <= end).unwrap_or(phrase)
    }

    /// The end of the words from `at` on that may stand in a noun phrase.
    fn content_end(&self, at: usize, limit: usize) -> usize {
        let inside = |&word: &usize| self.is_content(word) || word > at && self.is_possessive(word);
        let end = (at..limit).take_while(inside).last().map_or(at, |last| last + 1);
        if end > at && self.is_possessive(end - 1) { end - 1 } else { end }
    }

    /// "a singer hoping to perform": the phrase ends before the participle. Right before its verb it is a noun: "public
    /// spending rose".
    fn without_participle(&self, start: usize, end: usize, verb: usize) -> usize {
        let participle = |at: &usize| self.tokens[*at].shape.is(Shape::PARTICIPLE_ENDING) && !self.is_capital(*at);
        (start + 1..end).find(|at| participle(at) && at + 1 == end && end < verb).unwrap_or(end)
    }

    /// "last week", "this year": when, not what.
    fn is_time(&self, phrase: &Range<usize>) -> bool {
        let begins = self.on(phrase.start, self.classes.moment)
            || phrase.start > 0 && self.on(phrase.start - 1, self.classes.determiner);
        begins && self.on(phrase.end - 1, self.classes.time_noun)
            || phrase.len() == 1 && self.on(phrase.start, self.classes.moment)
    }
}
