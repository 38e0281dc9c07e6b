//! From a sentence to its claims.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use claimsift_quantities::{Quantity, QuantityKind};
use claimsift_text::{Span, Token, tokenise};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

use crate::arithmetic::Sums;
use crate::attribution::{Attributor, Source, quotation_of};
use crate::claim::{Attribution, Claim, Kind, Modality, Part};
use crate::discourse::Discourse;
use crate::phrase::Agreement;
use crate::program::{Captures, MatchScratch};
use crate::record;
use crate::rule::{CompiledPattern, Counted, Effect, Fields, Place, Rule};
use crate::rule_bits::RuleBits;
use crate::rule_set::RuleSet;
use crate::speech::{Said, said};
use crate::time::{Reader, Reference, Time, Times};
use crate::types::Types;
use crate::words::{Memo, REACH, Role, Words};
use crate::worth::{self, Surface};

/// A sentence, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The decoded text of the document.
    pub text: &'a str,
    /// The sentence.
    pub sentence: Span,
    /// What its block is: `headline`, `paragraph`, `list item`, `caption`, `table row`, `furniture`.
    pub block_kind: &'a str,
    /// Which rules with `where` hold in the document.
    pub places: &'a Places,
    /// The document that it stands in.
    pub discourse: &'a Discourse<'a>,
    /// The day of the document, which relative times are counted from.
    pub date: Option<Date>,
}

/// A document as the rules with `where` ask for it; what it lacks is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// Its decoded text.
    pub text: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its address.
    pub url: &'a str,
    /// Its file.
    pub file: &'a str,
}

/// The rules that hold in a document by its address, title, file or words. Found once a document, by
/// [`Engine::places`]; the default is a document in which none does.
#[derive(Clone, Debug, Default)]
pub struct Places(RuleBits);

impl Places {
    /// A document in which this one rule holds.
    pub(crate) fn only(rule: usize) -> Places {
        Places(RuleBits::from_iter([rule]))
    }

    pub(crate) fn has(&self, rule: usize) -> bool {
        self.0.has(rule)
    }

    /// Adds the rules that hold in another document.
    pub fn add(&mut self, other: &Places) {
        self.0.add(&other.0);
    }
}

/// Extracts the claims of sentences. Built once, used by any number of threads, each with its own [`Scratch`].
///
/// ```
/// use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
/// use claimsift_text::Span;
///
/// let engine = Engine::new(RuleSet::shipped());
/// let text = "As many as 450 Peruvian miners were killed.";
/// let sentence = Span::new(0, text.len());
/// let (places, discourse) = (Places::default(), Discourse::default());
/// let context =
///     Context { text, sentence, block_kind: "paragraph", places: &places, discourse: &discourse, date: None };
/// let mut scratch = Scratch::default();
/// let claims = engine.sentence(&context, &mut scratch);
/// assert_eq!(claims[0].quote.of(text), "As many as 450 Peruvian miners");
/// assert_eq!(claims[0].value.unwrap().to_string(), "450");
/// ```
pub struct Engine {
    rules: RuleSet,
}

/// Buffers that one thread reuses from sentence to sentence, and the claims of the last one.
#[derive(Default)]
pub struct Scratch<'r> {
    own: Buffers,
    /// For the sentences around.
    near: Buffers,
    /// Matches of cues, in the order of the text.
    cues: Vec<CueMatch>,
    /// The cues near one figure, in the order in which they apply.
    near_cues: Vec<CueMatch>,
    times: Times,
    /// The entries of worth that hold for the sentence.
    worth: Vec<&'r Rule>,
    core_counts: HashMap<u64, usize, FxBuildHasher>,
    claims: Vec<Claim<'r>>,
    /// Where attempts are noted, when someone asks.
    attempts: Option<Vec<Attempt<'r>>>,
}

/// What is read of one sentence.
#[derive(Default)]
struct Buffers {
    quantities: Vec<Quantity>,
    spans: Vec<Span>,
    tokens: Vec<Token>,
    types: Vec<Types>,
    roles: Vec<Role>,
    speakers: Vec<Memo>,
    matching: MatchScratch,
    /// The rules that the sentence may match.
    marked: RuleBits,
}

/// Where a cue matches: its first and its last token.
#[derive(Clone, Copy, Debug)]
struct CueMatch {
    rule: usize,
    first: usize,
    last: usize,
}

/// A rule that was tried on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt<'r> {
    /// The claim's place in the sentence's list.
    pub claim: usize,
    /// The rule.
    pub rule: &'r str,
    /// Whether it matched.
    pub matched: bool,
}

impl Engine {
    /// An engine that works by these rules.
    pub fn new(rules: RuleSet) -> Engine {
        Engine { rules }
    }

    /// Its rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Which rules with `where` hold in a document.
    pub fn places(&self, document: &Surroundings) -> Places {
        let conditional = &self.rules.index.conditional;
        let holding = conditional.in_both(conditional).filter(|&rule| holds(&self.rules.rules[rule].place, document));
        Places(holding.collect())
    }

    /// The claims of one sentence in the order of the text, muted ones too.
    pub fn sentence<'s, 'r>(&'r self, context: &Context, scratch: &'s mut Scratch<'r>) -> &'s [Claim<'r>] {
        scratch.claims.clear();
        let quantities = &mut scratch.own.quantities;
        quantities.clear();
        self.rules.quantities().read(context.text, context.sentence, quantities);
        let Engine { rules } = self;
        let boasts = || rules.head_words.stand_in(context.text, context.sentence, &rules.lexicon);
        if !quantities.is_empty() || boasts() {
            self.claims(context, scratch);
        }
        &scratch.claims
    }

    /// Like [`Engine::sentence`], with every rule that was tried and whether it matched.
    pub fn explain<'s, 'r>(
        &'r self,
        context: &Context,
        scratch: &'s mut Scratch<'r>,
    ) -> (&'s [Claim<'r>], Vec<Attempt<'r>>) {
        scratch.attempts = Some(Vec::new());
        self.sentence(context, scratch);
        let attempts = scratch.attempts.take().unwrap_or_default();
        (&scratch.claims, attempts)
    }

    fn claims<'r>(&'r self, context: &Context, scratch: &mut Scratch<'r>) {
        let Scratch { own, near, cues, near_cues, times, worth, core_counts, claims, attempts } = scratch;
        let quotations = context.discourse.quotations(context.text, context.sentence);
        let quotations = quotations.as_deref().unwrap_or_default();
        self.prepare(context, own);
        let Buffers { quantities, tokens, types, roles, speakers, matching, marked, .. } = own;
        let words = Words { roles, speakers, ..self.words(context, quantities, tokens, types) };
        times.clear();
        let mut run = Run { rules: &self.rules, context, words, matching, attempts, records_end: 0, before: None };
        run.drop_stopped(marked);
        run.find_cues(marked, cues);
        let said = run.said(marked, quotations);
        let index = context.discourse.index_of(context.sentence);
        let mut look = |index| self.said_in(context, index, near);
        let mut attributor =
            Attributor { text: context.text, discourse: context.discourse, index, look: &mut look, quotations };
        let mut source = |at: usize, run: &Run| {
            attributor.source(tokens[at].span.start, &said, &|pronoun| run.name_before(pronoun, quotations))
        };
        let heads = tokens.iter().enumerate().filter(|(_, token)| token.typed.is_some());
        for (at, _) in heads {
            let drafted = run.claim(at, claims.len(), marked);
            run.note(at, &drafted);
            let mut claim = run.complete(at, drafted, &source(at, &run), cues, near_cues, quotations);
            claim.about_time = run.time(at, times, &claim);
            claims.push(claim);
        }
        link_pairs(quantities, claims);
        Sums { table: &self.rules.sums, words: &run.words, date: context.date, claims: &mut claims[..] }.check();
        let figures = claims.len();
        let worded = |at: &usize| tokens[*at].lists.meets(self.rules.head_words.lists);
        for at in (0..tokens.len()).filter(worded) {
            let Some(drafted) = run.record(at, claims.len(), marked) else { continue };
            let mut claim = run.complete(at, drafted, &source(at, &run), cues, near_cues, quotations);
            claim.about_time = run.time(at, times, &claim);
            claims.push(claim);
        }
        link_partners(claims);
        if claims.len() > figures {
            record::put_in_order(claims, run.attempts.as_mut());
        }
        run.judge(worth, claims);
        context.discourse.carry(context.sentence, claims);
        number_cores(context.text, core_counts, claims);
    }

    /// What is said in another sentence of the document.
    fn said_in(&self, context: &Context, index: usize, near: &mut Buffers) -> Rc<Said> {
        let discourse = context.discourse;
        if let Some(said) = discourse.remembered(index) {
            return said;
        }
        let context = Context { sentence: discourse.sentence(index), ..*context };
        let quotations = discourse.quotations(context.text, context.sentence);
        let quotations = quotations.as_deref().unwrap_or_default();
        near.quantities.clear();
        self.rules.quantities().read(context.text, context.sentence, &mut near.quantities);
        self.prepare(&context, near);
        let Buffers { quantities, tokens, types, roles, speakers, matching, marked, .. } = near;
        let words = Words { roles, speakers, ..self.words(&context, quantities, tokens, types) };
        let mut run = Run {
            rules: &self.rules,
            context: &context,
            words,
            matching,
            attempts: &mut None,
            records_end: 0,
            before: None,
        };
        run.drop_stopped(marked);
        let said = run.said(marked, quotations).with_names(&run.words, quotations);
        discourse.remember(index, said)
    }

    fn words<'a>(
        &'a self,
        context: &Context<'a>,
        quantities: &'a [Quantity],
        tokens: &'a [Token],
        types: &'a [Types],
    ) -> Words<'a> {
        Words {
            text: context.text,
            tokens,
            types,
            roles: &[],
            speakers: &[],
            quantities,
            classes: &self.rules.classes,
            agreement: Agreement::Either,
            shouting: is_shouting(context.sentence.of(context.text)),
        }
    }

    /// Tokenises a sentence around its quantities, and marks the rules that it may match.
    fn prepare(&self, context: &Context, buffers: &mut Buffers) {
        self.tokenise(context.text, context.sentence, buffers);
        self.find_candidates(buffers);
        let Buffers { quantities, tokens, types, roles, speakers, .. } = buffers;
        self.words(context, quantities, tokens, types).find_roles(roles);
        speakers.clear();
        speakers.resize(tokens.len(), Memo::default());
    }

    fn tokenise(&self, text: &str, sentence: Span, buffers: &mut Buffers) {
        let Buffers { quantities, spans, tokens, types, .. } = buffers;
        spans.clear();
        spans.extend(quantities.iter().map(|quantity| quantity.span));
        tokens.clear();
        tokenise(text, sentence, spans, &self.rules.lexicon, tokens);
        types.clear();
        types.extend(tokens.iter().map(|token| match token.typed {
            Some(index) => self.types_of(text, &quantities[index as usize]),
            None => Types::default(),
        }));
    }

    fn types_of(&self, text: &str, quantity: &Quantity) -> Types {
        let tables = self.rules.quantities().tables();
        let dimension = quantity.unit.map(|unit| tables.dimension(unit));
        let place = dimension.and_then(|name| self.rules.dimensions.iter().position(|known| known == name));
        let types = Types::of(quantity.kind, place, quantity.unit.is_some_and(|unit| tables.is_rate(unit)));
        match quantity.kind {
            QuantityKind::Multiple => {
                types.with_verb(quantity.core.of(text), quantity.value).with_times(quantity.span.of(text))
            }
            _ if quantity.value == Some(Decimal::ONE) => types.with_one(),
            _ if quantity.span != quantity.core => types.with_threshold(quantity.span.of(text)),
            _ => types,
        }
    }

    /// The rules of which the sentence has a required word, and those that ask for none.
    fn find_candidates(&self, buffers: &mut Buffers) {
        let Buffers { tokens, marked, .. } = buffers;
        let index = &self.rules.index;
        marked.copy_from(&index.always);
        for token in tokens.iter() {
            for &rule in index.of_word(token.word) {
                marked.insert(rule as usize);
            }
        }
    }
}

/// One sentence being worked on.
struct Run<'a, 'r> {
    rules: &'r RuleSet,
    context: &'a Context<'a>,
    words: Words<'a>,
    matching: &'a mut MatchScratch,
    attempts: &'a mut Option<Vec<Attempt<'r>>>,
    /// The tokens before this one belong to records already found.
    records_end: usize,
    /// The figure before, for one that leaves out what it shares with it.
    before: Option<FigureBefore>,
}

/// What a figure hands on to an elliptic one: "up from 3.1 million", "and 52 in the spring".
#[derive(Clone, Debug)]
struct FigureBefore {
    counted: Option<Range<usize>>,
    unit: Option<claimsift_quantities::Unit>,
    kind: Option<Kind>,
}

impl<'r> Run<'_, 'r> {
    /// Remembers what this figure counts for the next one.
    fn note(&mut self, at: usize, (claim, draft): &(Claim<'r>, Draft<'r>)) {
        if self.words.is_figure(at) {
            self.before = Some(FigureBefore { counted: draft.counted.clone(), unit: claim.unit, kind: draft.kind });
        }
    }

    /// A bare number that shares its noun with the figure before has the unit of that one too. But the level that
    /// something moved to is no amount, and in percent only the amount is: "fell 2 percent to 4,310".
    fn share_unit(&self, at: usize, claim: &mut Claim<'r>, draft: &mut Draft<'r>) {
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
    fn is_end_of_change(&self, at: usize) -> bool {
        let word = self.words.tokens[at].span.of(self.context.text);
        ["to", "from", "at"].iter().any(|end| word.eq_ignore_ascii_case(end))
    }

    /// Takes out the rules that do not hold here, and those that a word anywhere in the sentence stops.
    fn drop_stopped(&mut self, marked: &mut RuleBits) {
        let rules = self.rules;
        let conditional = &rules.index.conditional;
        for number in conditional.in_both(conditional) {
            if marked.has(number) && !self.is_active(number) {
                marked.remove(number);
            }
        }
    }

    fn is_active(&mut self, number: usize) -> bool {
        let rule: &'r Rule = &self.rules.rules[number];
        let place = &rule.place;
        let here = place.is_anywhere()
            || place.block.as_deref() == Some(self.context.block_kind)
            || self.context.places.0.has(number);
        here && !rule.disabled && !rule.stops().any(|unless| self.found_anywhere(unless))
    }

    /// Notes where cues match.
    fn find_cues(&mut self, marked: &RuleBits, cues: &mut Vec<CueMatch>) {
        cues.clear();
        let rules = self.rules;
        for number in marked.in_both(&rules.index.floating) {
            let rule = &rules.rules[number];
            if !matches!(rule.effect, Effect::Cue(_)) {
                continue;
            }
            for first in 0..self.words.tokens.len() {
                let mut captures = Captures::default();
                if rule.pattern.left.run(&self.words, first, &mut captures, self.matching) {
                    let last = (captures.take_reach(first + 1) as usize).max(first + 1) - 1;
                    cues.push(CueMatch { rule: number, first, last });
                }
            }
        }
        cues.sort_unstable_by_key(|cue| cue.first);
    }

    /// What is said in the sentence, outside of its quotations.
    fn said(&mut self, marked: &RuleBits, quotations: &[Span]) -> Said {
        let mut said = said(self.rules, &self.words, marked, self.matching);
        // The comma before "said X" may still be the quotation's.
        said.voices.retain(|voice| quotation_of(quotations, voice.span.end - 1).is_none());
        said
    }

    /// The first name of the sentence before a pronoun.
    fn name_before(&self, pronoun: Span, quotations: &[Span]) -> Option<Span> {
        let end = self.words.tokens.partition_point(|token| token.span.start < pronoun.start);
        let name = self.words.plain_name(end.saturating_sub(REACH)..end, quotations)?;
        Some(self.span(name))
    }

    fn found_anywhere(&mut self, pattern: &CompiledPattern) -> bool {
        (0..self.words.tokens.len()).any(|at| match pattern.head {
            Some(_) => self.matches(pattern, at).is_some(),
            None => pattern.left.run(&self.words, at, &mut Captures::default(), self.matching),
        })
    }

    /// What the rules about this quantity make of it.
    fn claim(&mut self, at: usize, place: usize, marked: &RuleBits) -> (Claim<'r>, Draft<'r>) {
        let quantity = self.words.quantity(at).expect("the token is a quantity");
        self.words.agreement = agreement(quantity);
        let rules = self.rules;
        self.draft(at, place, bare_claim(quantity), marked.in_both(&rules.index.by_kind[self.words.types[at].kind()]))
    }

    /// What the rules make of a word that is no figure; `None` unless one says that it is a record, and it lies apart
    /// from the record before.
    fn record(&mut self, at: usize, place: usize, marked: &RuleBits) -> Option<(Claim<'r>, Draft<'r>)> {
        let tried = self.attempts.as_ref().map_or(0, Vec::len);
        let behind = self.records_end <= at;
        self.words.agreement = Agreement::Either;
        let bare = bare_claim(&record::without_figure(self.words.tokens[at].span));
        let (claim, draft) = self.draft(at, place, bare, marked.in_both(&self.rules.index.worded));
        if draft.kind != Some(Kind::Record) || !behind {
            self.attempts.iter_mut().for_each(|attempts| attempts.truncate(tried));
            return None;
        }
        self.records_end = draft.extent.1 as usize;
        Some((claim, draft))
    }

    fn draft(
        &mut self,
        at: usize,
        place: usize,
        mut claim: Claim<'r>,
        rules: impl Iterator<Item = usize>,
    ) -> (Claim<'r>, Draft<'r>) {
        let mut draft = Draft::default();
        for number in rules {
            let rule = &self.rules.rules[number];
            let Some(captures) = self.try_rule(rule, at, place) else { continue };
            self.apply(rule, at, &captures, &mut claim, &mut draft);
        }
        (claim, draft)
    }

    /// What speech and cues add, and then all that follows from what is known.
    fn complete(
        &self,
        at: usize,
        (mut claim, draft): (Claim<'r>, Draft<'r>),
        source: &Source,
        cues: &[CueMatch],
        near_cues: &mut Vec<CueMatch>,
        quotations: &[Span],
    ) -> Claim<'r> {
        self.attribute(source, &mut claim);
        near_cues.clear();
        near_cues.extend_from_slice(cues_near(cues, at));
        near_cues.sort_unstable_by_key(|cue| (cue.rule, cue.first));
        self.apply_cues(near_cues, at, quotations, &mut claim);
        self.finish(at, draft, claim)
    }

    /// What a rule found around the head; `None` when it does not match.
    fn try_rule(&mut self, rule: &'r Rule, at: usize, place: usize) -> Option<Captures> {
        let head = rule.pattern.head.is_some_and(|head| head.accepts(&self.words, at));
        if !head {
            return None;
        }
        let captures = self.matches(&rule.pattern, at).filter(|_| !self.is_stopped(rule, at));
        if let Some(attempts) = &mut self.attempts {
            attempts.push(Attempt { claim: place, rule: &rule.id, matched: captures.is_some() });
        }
        captures
    }

    fn matches(&mut self, pattern: &CompiledPattern, at: usize) -> Option<Captures> {
        if !pattern.head?.accepts(&self.words, at) {
            return None;
        }
        let mut captures = Captures::default();
        if !pattern.left.run(&self.words, at, &mut captures, self.matching) {
            return None;
        }
        let start = captures.take_reach(at);
        let found = pattern.right.run(&self.words, at + 1, &mut captures, self.matching);
        captures.extent = (start, captures.take_reach(at + 1));
        found.then_some(captures)
    }

    fn is_stopped(&mut self, rule: &Rule, at: usize) -> bool {
        rule.unless.iter().any(|unless| unless.head.is_some() && self.matches(unless, at).is_some())
    }

    fn apply(&mut self, rule: &'r Rule, at: usize, captures: &Captures, claim: &mut Claim<'r>, draft: &mut Draft<'r>) {
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
    fn enrich(
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

    fn add_worth(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if let Some(weight) = rule.worth {
            claim.why.push(Part { weight, label: &rule.id });
        }
    }

    fn counted(&self, source: Counted, at: usize, captures: &Captures) -> Option<Range<usize>> {
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
    fn attribute(&self, source: &Source, claim: &mut Claim<'r>) {
        claim.attribution = source.attribution.unwrap_or(Attribution::Own);
        claim.speaker = source.speaker;
        if let Some(rule) = source.rule {
            self.contribute(&self.rules.rules[rule], claim);
        }
    }

    /// Cues hold for the clause that they stand in.
    fn apply_cues(&self, cues: &[CueMatch], at: usize, quotations: &[Span], claim: &mut Claim<'r>) {
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
    fn cue_applies(&self, cue: &CueMatch, modality: Option<Modality>, at: usize, quotations: &[Span]) -> bool {
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

    fn contribute(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if !claim.rules.contains(&rule.id.as_str()) {
            claim.rules.push(&rule.id);
            self.add_worth(rule, claim);
        }
    }

    /// Gives the claims of the sentence their worth.
    fn judge(&mut self, entries: &mut Vec<&'r Rule>, claims: &mut [Claim<'r>]) {
        let rules = self.rules;
        let surface = Surface::of(&self.words);
        entries.clear();
        for &number in &rules.index.worth {
            let rule = &rules.rules[number];
            if matches!(&rule.effect, Effect::Worth(conditions) if conditions.hold_in(&surface, rules.past))
                && (!rule.is_conditional() || self.is_active(number))
            {
                entries.push(rule);
            }
        }
        worth::judge(entries, self.words.tokens, claims);
    }

    /// The time that a claim is about.
    fn time(&self, at: usize, times: &mut Times, claim: &Claim) -> Option<Time> {
        let future = matches!(claim.modality, Modality::Forecast | Modality::Target);
        let reference = Reference { day: self.context.date, future };
        let units = self.rules.quantities().tables();
        let reader = Reader { words: &self.words, table: &self.rules.times, units };
        let says_how_much = self.words.types[at].says_how_much() || self.words.tokens[at].typed.is_none();
        if says_how_much { times.of(at, &reader, reference) } else { None }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.words.tokens[range.start].span.cover(self.words.tokens[range.end - 1].span)
    }

    /// Kind, quote and muting, when all rules have spoken.
    fn finish(&self, at: usize, draft: Draft<'r>, mut claim: Claim<'r>) -> Claim<'r> {
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
        claim.counted = claim.counted.or_else(|| times_of(self.context.text, &claim));
        if claim.counted.is_none() && draft.carries {
            claim.counted = self.context.discourse.carried(self.context.sentence, claim.quantity, claim.unit);
        }
        claim.quote = self.words.with_leading_word(at, claim.quote);
        if claim.kind == Kind::Rate && draft.extent.1 > 0 && self.words.quantity(at).is_some_and(|q| q.unit.is_none()) {
            claim.quote = claim.quote.cover(self.span(at..draft.extent.1 as usize));
        }
        if claim.kind == Kind::Record {
            record::drop_figure(&mut claim);
            claim.quote = self.span(draft.extent.0 as usize..draft.extent.1 as usize);
        }
        claim.muted_by = draft.muted_by(&claim);
        claim
    }
}

/// The times of "was fined four times", which are the last word of the figure.
fn times_of(text: &str, claim: &Claim) -> Option<Span> {
    let counts = claim.kind == Kind::Count && claim.quantity == QuantityKind::Multiple;
    let is_times = claim.quote.of(text).ends_with(" times");
    (counts && is_times).then(|| Span::new(claim.quote.end - "times".len(), claim.quote.end))
}

/// What the rules have said of a claim so far.
#[derive(Default)]
struct Draft<'r> {
    kind: Option<Kind>,
    /// What the rule that set the kind takes, as a range of tokens.
    extent: (u32, u32),
    comparator: Option<claimsift_quantities::Comparator>,
    counted: Option<Range<usize>>,
    counted_is_set: bool,
    /// Whether what is counted may stand in the sentence before.
    carries: bool,
    /// The first rule that keeps the claim.
    keep: Option<&'r Rule>,
    mutes: Vec<&'r Rule>,
}

impl<'r> Draft<'r> {
    /// The first rule that mutes, unless a rule of a layer at least as high keeps the claim.
    fn muted_by(&self, claim: &Claim) -> Option<&'r str> {
        let mute = self.mutes.iter().find(|rule| match &rule.effect {
            Effect::Mute { kinds, units } => {
                kinds.as_ref().is_none_or(|kinds| kinds.contains(&claim.kind))
                    && units.as_ref().is_none_or(|units| claim.unit.is_some_and(|unit| units.contains(&unit)))
            }
            _ => false,
        })?;
        match self.keep {
            Some(keep) if keep.rank() <= mute.rank() => None,
            _ => Some(&mute.id),
        }
    }
}

impl Place {
    pub(crate) fn is_anywhere(&self) -> bool {
        self.url.is_none()
            && self.title.is_none()
            && self.file.is_none()
            && self.block.is_none()
            && self.doc_has.is_empty()
    }
}

/// The cues within reach of a token.
fn cues_near(cues: &[CueMatch], at: usize) -> &[CueMatch] {
    let start = cues.partition_point(|cue| cue.first + REACH < at);
    let end = cues.partition_point(|cue| cue.first <= at + REACH);
    &cues[start..end]
}

/// Whether a rule with `where` holds in a document, whatever the block.
fn holds(place: &Place, document: &Surroundings) -> bool {
    let Surroundings { text, title, url, file } = *document;
    // "*/sport/*" is to hold however the path is typed: sport/cup.txt, ./sport/cup.txt.
    let file = || std::path::Path::new(".").join(file);
    place.url.as_ref().is_some_and(|glob| glob.is_match(url))
        || place.title.as_ref().is_some_and(|glob| glob.is_match(title))
        || place.file.as_ref().is_some_and(|glob| glob.is_match(file()))
        || place.doc_has.iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

fn agreement(quantity: &Quantity) -> Agreement {
    match quantity.kind {
        QuantityKind::Number if quantity.high.is_none() => Agreement::of_count(quantity.value),
        QuantityKind::Number => Agreement::Plural,
        _ => Agreement::Either,
    }
}

fn bare_claim<'r>(quantity: &Quantity) -> Claim<'r> {
    Claim {
        quote: quantity.span,
        core: quantity.core,
        core_ordinal: 0,
        quantity: quantity.kind,
        value: quantity.value,
        value_high: quantity.high,
        comparator: quantity.comparator,
        unit: quantity.unit,
        kind: Kind::Count,
        change: None,
        goes_with: Vec::new(),
        counted: None,
        topic: None,
        about_time: None,
        speaker: None,
        attribution: Attribution::Own,
        modality: Modality::Stated,
        hedged: None,
        negated: None,
        worth: 0,
        why: Vec::new(),
        flags: if quantity.too_large { vec!["too large".to_owned()] } else { Vec::new() },
        agreeing: Vec::new(),
        rules: Vec::new(),
        muted_by: None,
    }
}

/// A sentence without a lower-case letter: its capitals prove nothing.
fn is_shouting(sentence: &str) -> bool {
    !sentence.chars().any(char::is_lowercase)
}

/// Both ends of a pair go with each other.
fn link_pairs(quantities: &[Quantity], claims: &mut [Claim]) {
    // The ends of a pair follow each other among all ends, whichever comes first.
    let mut ends = (0..claims.len()).filter(|&index| quantities[index].pair.is_some());
    while let (Some(one), Some(other)) = (ends.next(), ends.next()) {
        link(claims, one, other);
    }
}

/// The figures that a claim's patterns have read go with it, and it with them.
fn link_partners(claims: &mut [Claim]) {
    for index in 0..claims.len() {
        for partner in std::mem::take(&mut claims[index].goes_with) {
            link(claims, index, partner);
        }
    }
    claims.iter_mut().for_each(|claim| claim.goes_with.sort_unstable());
}

fn link(claims: &mut [Claim], one: usize, other: usize) {
    for (from, to) in [(one, other), (other, one)] {
        let shown_together = claims[from].muted_by.is_none() == claims[to].muted_by.is_none();
        if from != to && shown_together && !claims[from].goes_with.contains(&to) {
            claims[from].goes_with.push(to);
        }
    }
}

/// Numbers the equal cores of a sentence, muted or not, so that rules never change an id. Cores are equal when they are
/// so in the id: in Unicode's NFKC, white space collapsed.
fn number_cores(text: &str, counts: &mut HashMap<u64, usize, FxBuildHasher>, claims: &mut [Claim]) {
    if claims.len() < 2 {
        return;
    }
    counts.clear();
    for claim in claims {
        let seen = counts.entry(core_hash(claim.core.of(text))).or_default();
        claim.core_ordinal = *seen;
        *seen += 1;
    }
}

fn core_hash(core: &str) -> u64 {
    if core.bytes().all(|byte| byte.is_ascii_graphic()) {
        return xxhash_rust::xxh3::xxh3_64(core.as_bytes());
    }
    let normal: String = core.nfkc().collect();
    let words: Vec<&str> = normal.split_whitespace().collect();
    xxhash_rust::xxh3::xxh3_64(words.join(" ").as_bytes())
}
