//! One sentence being worked on: rules, cues and times, tried on each of its figures.

use std::ops::Range;

use claimsift_quantities::{Quantity, QuantityKind};
use claimsift_text::Span;

use crate::attribution::{Source, quotation_of};
use crate::captures::Captures;
use crate::claim::{Attribution, Claim, Kind, Modality};
use crate::draft::{Claims, Draft};
use crate::engine::{Attempt, Context};
use crate::matching::MatchScratch;
use crate::phrase::Agreement;
use crate::record;
use crate::rule::{CompiledPattern, Counted, Effect, Fields, Rule};
use crate::rule_bits::RuleBits;
use crate::rule_set::RuleSet;
use crate::speech::{Said, said};
use crate::time::{Reader, Reference, Time, Times};
use crate::words::{REACH, Words};
use crate::worth::{self, Surface};

/// Where a cue matches: its first and its last token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueMatch {
    rule: usize,
    first: usize,
    last: usize,
}

/// One sentence being worked on.
pub(crate) struct Run<'a, 'r> {
    pub rules: &'r RuleSet,
    pub context: &'a Context<'a>,
    pub words: Words<'a>,
    pub matching: &'a mut MatchScratch,
    pub candidates: &'a mut Candidates,
    pub attempts: &'a mut Option<Vec<Attempt<'r>>>,
    /// The tokens before this one belong to records already found.
    pub records_end: usize,
    /// The figure before, for one that leaves out what it shares with it.
    pub before: Option<FigureBefore>,
}

/// The rules to try on one head: those that the token before it allows, and those that the token behind it allows.
#[derive(Default)]
pub(crate) struct Candidates {
    before: RuleBits,
    behind: RuleBits,
}

/// What a figure hands on to an elliptic one: "up from 3.1 million", "and 52 in the spring".
#[derive(Clone, Debug)]
pub(crate) struct FigureBefore {
    counted: Option<Range<usize>>,
    unit: Option<claimsift_quantities::Unit>,
    kind: Option<Kind>,
}

impl<'r> Run<'_, 'r> {
    /// Remembers what this figure counts for the next one.
    pub(crate) fn note(&mut self, at: usize, claim: &Claim<'r>, draft: &Draft<'r>) {
        if self.words.is_figure(at) {
            self.before = Some(FigureBefore { counted: draft.counted.clone(), unit: claim.unit, kind: draft.kind });
        }
    }

    /// A bare number that shares its noun with the figure before has the unit of that one too. But the level that
    /// something moved to is no amount, and in percent only the amount is: "fell 2 percent to 4,310".
    pub(crate) fn share_unit(&self, at: usize, claim: &mut Claim<'r>, draft: &mut Draft<'r>) {
        let Some(FigureBefore { unit: Some(unit), kind, .. }) = self.before else { return };
        if claim.quantity != QuantityKind::Number || claim.unit.is_some() {
            return;
        }
        let level = kind == Some(Kind::Change) && at > 0 && self.is_end_of_change(at - 1);
        let shared = match self.rules.quantities().tables().dimension(unit) {
            _ if !level => kind,
            "share" => return,
            "money" => Some(Kind::Money),
            _ => Some(Kind::Measure),
        };
        claim.unit = Some(unit);
        draft.kind = draft.kind.or(shared);
    }

    /// Whether the word at `at` makes a level of the figure behind it.
    pub(crate) fn is_end_of_change(&self, at: usize) -> bool {
        let word = self.words.tokens[at].span.of(self.context.text);
        ["to", "from", "at"].iter().any(|end| word.eq_ignore_ascii_case(end))
    }

    /// Takes out the rules that do not hold here, and those that an `unless` without a head stops.
    pub(crate) fn drop_stopped(&mut self, marked: &mut RuleBits) {
        let index = &self.rules.index;
        for number in index.conditional.iter() {
            if marked.has(number) && !self.is_active(number) {
                marked.remove(number);
            }
        }
        if index.stopped.in_both(marked).next().is_none() {
            return;
        }
        for at in 0..self.words.tokens.len() {
            let words = self.words;
            index.floating.stops.each(&words, at, |(rule, unless)| {
                if marked.has(rule) && self.is_found(&self.rules.rules[rule].unless[unless], at) {
                    marked.remove(rule);
                }
            });
        }
    }

    /// Whether a rule holds in this document and block.
    fn is_active(&self, number: usize) -> bool {
        let rule: &'r Rule = &self.rules.rules[number];
        let place = &rule.place;
        let here = place.is_anywhere()
            || place.block.as_deref() == Some(self.context.block_kind)
            || self.context.places.0.has(number);
        here && !rule.disabled
    }

    /// Notes where cues match.
    pub(crate) fn find_cues(&mut self, marked: &RuleBits, cues: &mut Vec<CueMatch>) {
        cues.clear();
        let rules = self.rules;
        for first in 0..self.words.tokens.len() {
            rules.index.floating.cues.each(&self.words, first, |rule| {
                let mut captures = Captures::default();
                let pattern = &rules.rules[rule].pattern.left;
                if marked.has(rule) && pattern.run(&self.words, first, &mut captures, self.matching) {
                    let last = (captures.take_reach(first + 1) as usize).max(first + 1) - 1;
                    cues.push(CueMatch { rule, first, last });
                }
            });
        }
    }

    /// What is said in the sentence, outside of its quotations.
    pub(crate) fn said(&mut self, marked: &RuleBits, quotations: &[Span]) -> Said {
        let mut said = said(self.rules, &self.words, marked, self.matching);
        // The comma before "said X" may still be the quotation's.
        said.voices.retain(|voice| quotation_of(quotations, voice.span.end - 1).is_none());
        said
    }

    /// The first name of the sentence before a pronoun.
    pub(crate) fn name_before(&self, pronoun: Span, quotations: &[Span]) -> Option<Span> {
        let end = self.words.tokens.partition_point(|token| token.span.start < pronoun.start);
        let name = self.words.plain_name(end.saturating_sub(REACH)..end, quotations)?;
        Some(self.span(name))
    }

    /// Whether an `unless` that is looked for in the whole sentence matches at a token.
    fn is_found(&mut self, pattern: &CompiledPattern, at: usize) -> bool {
        match pattern.head {
            Some(_) => self.matches(pattern, at),
            None => pattern.left.run(&self.words, at, &mut Captures::default(), self.matching),
        }
    }

    /// Adds the claim that the rules about this quantity make of it.
    pub(crate) fn claim<'c>(
        &mut self,
        at: usize,
        claims: &'c mut Claims<'r>,
        marked: &RuleBits,
    ) -> (&'c mut Claim<'r>, Draft<'r>) {
        let quantity = self.words.quantity(at).expect("the token is a quantity");
        self.words.agreement = agreement(quantity);
        let about = &self.rules.index.by_kind[self.words.types[at].kind()];
        let place = claims.len();
        let claim = claims.add(quantity);
        let draft = self.draft(at, place, claim, marked, about);
        (claim, draft)
    }

    /// Adds the claim that the rules make of a word that is no figure; `None` unless one says that it is a record, and
    /// it lies apart from the record before.
    pub(crate) fn record<'c>(
        &mut self,
        at: usize,
        claims: &'c mut Claims<'r>,
        marked: &RuleBits,
    ) -> Option<(&'c mut Claim<'r>, Draft<'r>)> {
        let tried = self.attempts.as_ref().map_or(0, Vec::len);
        let behind = self.records_end <= at;
        self.words.agreement = Agreement::Either;
        let place = claims.len();
        let claim = claims.add(&record::without_figure(self.words.tokens[at].span));
        let draft = self.draft(at, place, claim, marked, &self.rules.index.worded);
        if draft.kind != Some(Kind::Record) || !behind {
            self.attempts.iter_mut().for_each(|attempts| attempts.truncate(tried));
            claims.drop_last();
            return None;
        }
        self.records_end = draft.extent.1 as usize;
        claims.last_mut().map(|claim| (claim, draft))
    }

    pub(crate) fn draft(
        &mut self,
        at: usize,
        place: usize,
        claim: &mut Claim<'r>,
        marked: &RuleBits,
        about: &RuleBits,
    ) -> Draft<'r> {
        let mut draft = Draft::default();
        let mut candidates = std::mem::take(self.candidates);
        self.narrow(at, &mut candidates);
        candidates.behind.keep(marked);
        candidates.behind.keep(about);
        for number in candidates.behind.iter() {
            let rule = &self.rules.rules[number];
            let Some(captures) = self.try_rule(rule, at, place) else { continue };
            self.apply(rule, at, &captures, claim, &mut draft);
        }
        *self.candidates = candidates;
        draft
    }

    /// The rules that the tokens beside a head allow, or all where someone asks which were tried.
    fn narrow(&self, at: usize, candidates: &mut Candidates) {
        let Candidates { before, behind } = candidates;
        let index = &self.rules.index;
        if self.attempts.is_some() {
            return behind.fill(self.rules.rules.len());
        }
        index.before.allow(&self.words, at.checked_sub(1), before);
        index.behind.allow(&self.words, Some(at + 1), behind);
        behind.keep(before);
    }

    /// What speech and cues add, and then all that follows from what is known.
    pub(crate) fn complete(
        &self,
        at: usize,
        (claim, draft): (&mut Claim<'r>, &Draft<'r>),
        source: &Source,
        cues: &[CueMatch],
        near_cues: &mut Vec<CueMatch>,
        quotations: &[Span],
    ) {
        self.attribute(source, claim);
        near_cues.clear();
        near_cues.extend_from_slice(cues_near(cues, at));
        near_cues.sort_unstable_by_key(|cue| (cue.rule, cue.first));
        self.apply_cues(near_cues, at, quotations, claim);
        self.finish(at, draft, claim);
    }

    /// What a rule found around the head; `None` when it does not match.
    pub(crate) fn try_rule(&mut self, rule: &'r Rule, at: usize, place: usize) -> Option<Captures> {
        if !rule.pattern.head?.accepts(&self.words, at) {
            return None;
        }
        let captures = self.around(&rule.pattern, at).filter(|_| !self.is_stopped(rule, at));
        if let Some(attempts) = &mut self.attempts {
            attempts.push(Attempt { claim: place, rule: &rule.id, matched: captures.is_some() });
        }
        captures
    }

    fn matches(&mut self, pattern: &CompiledPattern, at: usize) -> bool {
        pattern.head.is_some_and(|head| head.accepts(&self.words, at)) && self.around(pattern, at).is_some()
    }

    /// What stands around a head as a pattern wants it.
    fn around(&mut self, pattern: &CompiledPattern, at: usize) -> Option<Captures> {
        let mut captures = Captures::default();
        if !pattern.left.run(&self.words, at, &mut captures, self.matching) {
            return None;
        }
        let start = captures.take_reach(at);
        if !pattern.right.run(&self.words, at + 1, &mut captures, self.matching) {
            return None;
        }
        captures.extent = (start, captures.take_reach(at + 1));
        Some(captures)
    }

    pub(crate) fn is_stopped(&mut self, rule: &Rule, at: usize) -> bool {
        rule.unless.iter().any(|unless| self.matches(unless, at))
    }

    pub(crate) fn apply(
        &mut self,
        rule: &'r Rule,
        at: usize,
        captures: &Captures,
        claim: &mut Claim<'r>,
        draft: &mut Draft<'r>,
    ) {
        match &rule.effect {
            Effect::Enrich { fields, keep } => {
                if *keep && draft.keep.is_none() {
                    draft.keep = Some(rule);
                }
                self.enrich(rule, fields, at, captures, claim, draft);
            }
            Effect::Mute { .. } => draft.mutes.push(rule),
            Effect::Speech | Effect::Cue(_) | Effect::Worth(_) => {}
        }
    }

    /// Sets the fields that no earlier rule has set.
    pub(crate) fn enrich(
        &mut self,
        rule: &'r Rule,
        fields: &'r Fields,
        at: usize,
        captures: &Captures,
        claim: &mut Claim<'r>,
        draft: &mut Draft<'r>,
    ) {
        match fields.kind.filter(|_| draft.kind.is_none()) {
            Some(kind) => {
                draft.kind = Some(kind);
                draft.extent = captures.extent;
                claim.rules.insert(0, &rule.id);
            }
            None => claim.rules.push(&rule.id),
        }
        claim.change = claim.change.or(fields.change);
        claim.topic = claim.topic.or(fields.topic.as_deref());
        claim.unit = claim.unit.or(fields.unit);
        draft.comparator = draft.comparator.or(fields.comparator);
        if !draft.counted_is_set && !fields.counted.is_empty() {
            // The first rule that says where to look decides, also when nothing is there.
            draft.counted_is_set = true;
            draft.counted = fields.counted.iter().find_map(|&source| self.counted(source, at, captures));
            draft.carries = fields.counted.contains(&Counted::Carried);
            // "six of them" are a part of what was counted, in numbers of their own.
            let part = at + 1 < self.words.tokens.len() && self.words.is_of(at + 1);
            if fields.counted.contains(&Counted::Before) && !part {
                self.share_unit(at, claim, draft);
            }
        }
        let figures = captures.partners.iter().filter(|&token| self.words.is_figure(token));
        claim.goes_with.extend(figures.filter_map(|token| self.words.tokens[token].typed).map(|typed| typed as usize));
        self.add_worth(rule, claim);
    }

    pub(crate) fn add_worth(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if let Some(part) = rule.part() {
            claim.why.push(part);
        }
    }

    pub(crate) fn counted(&self, source: Counted, at: usize, captures: &Captures) -> Option<Range<usize>> {
        let captured = |range: Option<(u32, u32)>| range.map(|(start, end)| start as usize..end as usize);
        match source {
            Counted::Noun => {
                let noun = captured(captures.noun).or_else(|| self.words.noun_phrase(at + 1, self.words.agreement))?;
                let counts = noun.start > at && self.words.quantity(at)?.kind == QuantityKind::Number;
                Some(if counts { self.words.with_content(noun) } else { noun })
            }
            Counted::Name => captured(captures.name),
            Counted::Subject => self.words.subject(at),
            Counted::Object => self.words.object(at + 1),
            Counted::Compound => self.words.compound(at + 1),
            Counted::Of => self.words.whole_of(at),
            Counted::Before => self.before.as_ref()?.counted.clone(),
            // It stands in another sentence, see `Draft::carries`.
            Counted::Carried => None,
        }
    }

    /// Whose words they are.
    pub(crate) fn attribute(&self, source: &Source, claim: &mut Claim<'r>) {
        claim.attribution = source.attribution.unwrap_or(Attribution::Own);
        claim.speaker = source.speaker;
        if let Some(rule) = source.rule {
            self.contribute(&self.rules.rules[rule], claim);
        }
    }

    /// Cues hold for the clause that they stand in.
    pub(crate) fn apply_cues(&self, cues: &[CueMatch], at: usize, quotations: &[Span], claim: &mut Claim<'r>) {
        for cue in cues {
            let rule: &'r Rule = &self.rules.rules[cue.rule];
            let Effect::Cue(fields) = &rule.effect else { continue };
            if !self.cue_applies(cue, fields.modality, at, quotations)
                || fields.negated && !self.words.negates(cue.last, at)
                || fields.hedged && !self.words.hedges(cue.last, at)
            {
                continue;
            }
            let word = Some(self.words.tokens[cue.first].span);
            if claim.modality == Modality::Stated {
                claim.modality = fields.modality.unwrap_or(Modality::Stated);
            }
            claim.hedged = claim.hedged.or(word.filter(|_| fields.hedged));
            claim.negated = claim.negated.or(word.filter(|_| fields.negated));
            self.contribute(rule, claim);
        }
    }

    /// Whether a cue is about a figure. What is quoted says nothing of what stands outside.
    pub(crate) fn cue_applies(
        &self,
        cue: &CueMatch,
        modality: Option<Modality>,
        at: usize,
        quotations: &[Span],
    ) -> bool {
        let start = |token: usize| self.words.tokens[token].span.start;
        let quoted = quotation_of(quotations, start(cue.first));
        let leaks = quoted.is_some() && quoted != quotation_of(quotations, start(at));
        let known = cue.last > at && self.words.is_known_already(at) || self.words.is_age(at);
        let is_known = modality.is_some() && known;
        let near = if cue.first > at { cue.first } else { cue.last };
        !leaks
            && match modality {
                Some(Modality::Question) => true,
                Some(Modality::Hypothetical) if self.words.on(cue.first, self.words.classes.conjunction) => {
                    self.words.condition_reaches(cue.last, at)
                }
                _ => !is_known && self.words.cue_reaches(near, at),
            }
    }

    pub(crate) fn contribute(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if !claim.rules.contains(&rule.id.as_str()) {
            claim.rules.push(&rule.id);
            self.add_worth(rule, claim);
        }
    }

    /// Gives the claims of the sentence their worth.
    pub(crate) fn judge(&mut self, surface: &Surface, holding: &mut Vec<u64>, claims: &mut [Claim<'r>]) {
        let rules: &'r RuleSet = self.rules;
        let index = &rules.index;
        index.worth.find(&rules.rules, surface, |number| self.is_active(number), holding);
        for claim in claims {
            index.worth.judge(&rules.rules, holding, self.words.tokens, claim);
            worth::bound(claim);
        }
    }

    /// The time that a claim is about.
    pub(crate) fn time(&self, at: usize, times: &mut Times, claim: &Claim) -> Option<Time> {
        let future = matches!(claim.modality, Modality::Forecast | Modality::Target);
        let reference = Reference { day: self.context.date, future };
        let units = self.rules.quantities().tables();
        let reader = Reader { words: &self.words, table: &self.rules.times, units };
        let says_how_much = self.words.types[at].says_how_much() || self.words.tokens[at].typed.is_none();
        if says_how_much { times.of(at, &reader, reference) } else { None }
    }

    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.words.tokens[range.start].span.cover(self.words.tokens[range.end - 1].span)
    }

    /// Kind, quote and muting, when all rules have spoken.
    pub(crate) fn finish(&self, at: usize, draft: &Draft<'r>, claim: &mut Claim<'r>) {
        claim.kind = draft.kind.unwrap_or(Kind::Count);
        claim.comparator = draft.comparator.unwrap_or(claim.comparator);
        if let Some(range) = draft.counted.clone() {
            let follows = range.start > at && !(at + 1..range.start).any(|token| self.words.is_figure(token));
            if follows && matches!(claim.kind, Kind::Count | Kind::Rank) {
                claim.quote = claim.quote.cover(self.span(range.clone()));
            }
            // The phrase of a record is bounded by its rule.
            let plain = match claim.kind {
                Kind::Record => Some(range),
                _ => self.words.plain_counted(range, follows),
            };
            claim.counted = plain.map(|range| self.span(range));
        }
        claim.counted = claim.counted.or_else(|| times_of(self.context.text, claim));
        if claim.counted.is_none() && draft.carries {
            claim.counted = self.context.discourse.carried(self.context.sentence, claim.quantity, claim.unit);
        }
        claim.quote = self.words.with_leading_word(at, claim.quote);
        if claim.kind == Kind::Rate && draft.extent.1 > 0 && self.words.quantity(at).is_some_and(|q| q.unit.is_none()) {
            claim.quote = claim.quote.cover(self.span(at..draft.extent.1 as usize));
        }
        if claim.kind == Kind::Record {
            record::drop_figure(claim);
            claim.quote = self.span(draft.extent.0 as usize..draft.extent.1 as usize);
        }
        claim.muted_by = draft.muted_by(claim);
    }
}

/// The times of "was fined four times", which are the last word of the figure.
fn times_of(text: &str, claim: &Claim) -> Option<Span> {
    let counts = claim.kind == Kind::Count && claim.quantity == QuantityKind::Multiple;
    let is_times = claim.quote.of(text).ends_with(" times");
    (counts && is_times).then(|| Span::new(claim.quote.end - "times".len(), claim.quote.end))
}

/// The cues within reach of a token.
fn cues_near(cues: &[CueMatch], at: usize) -> &[CueMatch] {
    let start = cues.partition_point(|cue| cue.first + REACH < at);
    let end = cues.partition_point(|cue| cue.first <= at + REACH);
    &cues[start..end]
}

fn agreement(quantity: &Quantity) -> Agreement {
    match quantity.kind {
        QuantityKind::Number if quantity.high.is_none() => Agreement::of_count(quantity.value),
        QuantityKind::Number => Agreement::Plural,
        _ => Agreement::Either,
    }
}
