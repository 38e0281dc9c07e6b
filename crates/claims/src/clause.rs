//! Which figures of a sentence a cue is about: those of its clause.

use std::cmp::Ordering;

use claimsift_quantities::QuantityKind;
use claimsift_text::Shape;

use crate::words::{REACH, Words};

impl Words<'_> {
    /// Whether a cue speaks of a figure. A cue to the left does up to the end of its clause; one to the right does when
    /// the figure is in its subject ("500 jobs will go").
    pub fn cue_reaches(&self, cue: usize, figure: usize) -> bool {
        match cue.cmp(&figure) {
            Ordering::Less => figure - cue <= REACH && !self.clause_ends_between(cue, figure),
            // The cue reads the figure.
            Ordering::Equal => true,
            // "80 boats with a target of": the cue is about what follows.
            // "five pledges": what is counted.
            Ordering::Greater if cue == figure + 1 && self.is_plural(cue) => false,
            Ordering::Greater => cue - figure <= REACH && !self.is_of(cue) && self.is_in_subject(figure, cue),
        }
    }

    /// A condition holds for all of its sentence, up to a semicolon or a dash.
    pub fn condition_reaches(&self, cue: usize, figure: usize) -> bool {
        let (first, last) = (cue.min(figure), cue.max(figure));
        // "… 46 boats, and if": the condition is about what follows.
        let joined = |at: usize| cue > figure && self.is_comma(at) && self.on(at + 1, self.classes.coordinator);
        last - first <= REACH && !(first + 1..last).any(|at| self.is_strong_stop(at) || joined(at))
    }

    /// Whether a word of negation speaks of a figure behind it: "nine never ran" does not make the nine wrong, and "no
    /// insurance" is about its noun only, but "no cuts of £3m" about the sum.
    pub fn negates(&self, cue: usize, figure: usize) -> bool {
        let of = || cue + 3 == figure && self.is_of(figure - 1);
        cue < figure
            && (!self.on(cue, self.classes.determiner) || cue + 1 == figure || of())
            && !self.comma_between(cue, figure)
    }

    /// Whether a hedge speaks of a figure: not beyond a comma, nor beyond the figure that it stands right before.
    pub fn hedges(&self, cue: usize, figure: usize) -> bool {
        let own = (cue + 1 < self.tokens.len() && self.is_figure(cue + 1)).then_some(cue + 1);
        own.is_none_or(|own| own == figure) && !(cue < figure && self.comma_between(cue, figure))
    }

    /// A comma ends what a word speaks of, but for ", perhaps, 40" and ", leaving 40".
    fn comma_between(&self, cue: usize, figure: usize) -> bool {
        let goes_on = |at: usize| self.tokens[at + 1].shape.is(Shape::PARTICIPLE_ENDING);
        (cue + 2..figure).any(|at| self.is_comma(at) && !goes_on(at))
    }

    /// An age is known, whatever is foreseen of the person.
    pub fn is_age(&self, figure: usize) -> bool {
        self.quantity(figure).is_some_and(|quantity| quantity.kind == QuantityKind::Age)
    }

    /// Whether a figure describes what there is already, whatever will become of it: "its 40 panels", "the 500 MW plant".
    pub fn is_known_already(&self, figure: usize) -> bool {
        let other = self.classes.indefinite | self.classes.relative;
        let definite = |at: usize| self.on(at, self.classes.determiner) && !self.on(at, other);
        let describes = match self.quantity(figure).map(|quantity| quantity.kind) {
            Some(QuantityKind::Measure) => figure + 1 < self.tokens.len() && self.is_content(figure + 1),
            _ => false,
        };
        describes || figure > 0 && definite(figure - 1)
    }

    fn clause_ends_between(&self, cue: usize, figure: usize) -> bool {
        let mut commas = 0;
        let is_auxiliary = self.on(cue, self.classes.auxiliary);
        let opening = self.classes.who | self.classes.level | self.classes.aside;
        for at in cue + 1..figure {
            let opens = || self.on(at, opening) || self.on(at - 1, self.classes.coordinator);
            if is_auxiliary && self.reports(at)
                || self.is_strong_stop(at)
                || opens() && self.opens_clause(at, figure)
                || self.shuts_in(at, figure)
            {
                return true;
            }
            commas += usize::from(self.is_comma(at));
        }
        // "The plant, which will cost much, employs 300": the cue is shut in between two commas.
        commas > 0 && self.is_in_relative_clause(cue)
    }

    /// Whether only its noun stands between a figure and the cue: no verb, no new clause.
    fn is_in_subject(&self, figure: usize, cue: usize) -> bool {
        // "sold 80 boats and will": a second verb. "For 14 months we could not": another subject.
        let joined = self.on(cue - 1, self.classes.coordinator);
        let ends = self.classes.relative
            | self.classes.verb
            | self.classes.conjunction
            | self.classes.saying
            | self.classes.clause
            | self.classes.pronoun;
        !joined
            && !(figure + 1..cue).any(|at| {
                self.on(at, ends)
                    || self.is_sign_of(at, |sign| matches!(sign, "," | ")") || is_strong(sign))
                    || self.tokens[at].shape.is(Shape::PAST_ENDING) && !self.is_capital(at)
            })
    }

    /// `;`, `:`, a dash, or a word such as "but".
    fn is_strong_stop(&self, at: usize) -> bool {
        self.on(at, self.classes.clause) || self.is_sign_of(at, is_strong)
    }

    /// "The court will hear that 40 boats sank": what stands after "that" is no future, but after "it would mean that".
    fn reports(&self, at: usize) -> bool {
        let is = |at: usize, word: &str| {
            let span = self.tokens[at].span;
            span.len() == word.len() && span.of(self.text).eq_ignore_ascii_case(word)
        };
        is(at, "that") && !is(at - 1, "mean") && !is(at - 1, "be")
    }

    /// A bracket between a cue and a figure that is more than the same sum again: "will cost £8m ($12m)".
    fn shuts_in(&self, at: usize, figure: usize) -> bool {
        at + 1 < figure && self.is_sign_of(at, |sign| sign == "(")
    }

    /// Whether a token begins a clause of its own that reaches the figure: "which employs 300", "after losing $2m", "up
    /// from 80", "and said 12".
    fn opens_clause(&self, at: usize, figure: usize) -> bool {
        let is = |list| self.on(at, list);
        if is(self.classes.who) {
            return !(at + 1..figure).any(|word| self.is_comma(word));
        }
        if is(self.classes.level) {
            // "up from 80", ", against 80": what it was. "Will rise from 80" is part of what is to come.
            return at > 0
                && (self.is_comma(at - 1) || matches!(self.tokens[at - 1].span.of(self.text), "up" | "down"));
        }
        if is(self.classes.aside) {
            // "after five years" and "before May" belong to the clause.
            return at + 1 < figure && self.tokens[at + 1].typed.is_none();
        }
        let after_coordinator = at > 0 && self.on(at - 1, self.classes.coordinator);
        after_coordinator
            && (is(self.classes.pronoun | self.classes.auxiliary) || !self.is_capital(at) && self.is_past_verb(at))
    }

    fn is_past_verb(&self, at: usize) -> bool {
        self.tokens[at].shape.is(Shape::PAST_ENDING)
            || self.on(at, self.classes.saying)
            || self.on(at, self.classes.past)
    }

    /// Whether "which" or "who" stands before a token, and no comma in between.
    fn is_in_relative_clause(&self, at: usize) -> bool {
        let floor = at.saturating_sub(REACH);
        let opener = (floor..at).rev().find(|&word| self.is_comma(word) || self.on(word, self.classes.who));
        opener.is_some_and(|word| !self.is_comma(word))
    }
}

/// Punctuation that ends a clause by itself.
fn is_strong(sign: &str) -> bool {
    matches!(sign, ";" | ":" | "—" | "–" | "-")
}
