//! From a sentence to its claims.

use std::rc::Rc;

use claimsift_quantities::{Quantity, QuantityKind};
use claimsift_text::{Span, Token, tokenise};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::arithmetic::Sums;
use crate::attribution::Attributor;
use crate::claim::Claim;
use crate::cues::CueMatch;
use crate::discourse::Discourse;
use crate::draft::Claims;
use crate::links::{link_pairs, link_partners, number_cores};
use crate::matching::MatchScratch;
use crate::phrase::Agreement;
use crate::places::{Places, Surroundings, holds};
use crate::record;
use crate::rule_bits::RuleBits;
use crate::rule_set::RuleSet;
use crate::run::{Candidates, Run};
use crate::speech::Said;
use crate::time::Times;
use crate::types::Types;
use crate::words::{Memo, Role, Words};
use crate::worth::Surface;

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
    /// The entries of worth that hold for the sentence, as bits.
    worth: Vec<u64>,
    /// The partners of one claim.
    partners: Vec<usize>,
    /// The cores of the claims, as hashes, with the claims' places.
    cores: Vec<(u64, usize)>,
    claims: Claims<'r>,
    /// Where attempts are noted, when someone asks.
    attempts: Option<Vec<Attempt<'r>>>,
}

/// What is read of one sentence.
#[derive(Default)]
struct Buffers {
    quantities: Vec<Quantity>,
    spans: Vec<Span>,
    tokens: Vec<Token>,
    /// The tokens that are quantities.
    typed: Vec<usize>,
    types: Vec<Types>,
    roles: Vec<Role>,
    speakers: Vec<Memo>,
    matching: MatchScratch,
    /// The rules that the sentence may match.
    marked: RuleBits,
    candidates: Candidates,
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
        let holding = conditional.iter().filter(|&rule| holds(&self.rules.rules[rule].place, document));
        Places(holding.collect())
    }

    /// The claims of one sentence in the order of the text, muted ones too.
    pub fn sentence<'s, 'r>(&'r self, context: &Context, scratch: &'s mut Scratch<'r>) -> &'s [Claim<'r>] {
        scratch.claims.clear();
        let quantities = &mut scratch.own.quantities;
        quantities.clear();
        // The reader watches for the words that a claim may be about without a figure.
        if self.rules.quantities().read(context.text, context.sentence, quantities) {
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
        let Scratch { own, near, cues, near_cues, times, worth, partners, cores, claims, attempts } = scratch;
        let quotations = context.discourse.quotations(context.text, context.sentence);
        let quotations = quotations.as_deref().unwrap_or_default();
        self.prepare(context, own);
        let Buffers { quantities, tokens, typed, types, roles, speakers, matching, marked, candidates, .. } = own;
        let words = Words { roles, speakers, ..self.words(context, quantities, tokens, typed, types) };
        times.clear();
        let mut run =
            Run { rules: &self.rules, context, words, matching, candidates, attempts, records_end: 0, before: None };
        run.drop_stopped(marked);
        run.find_cues(marked, cues);
        let said = run.said(marked, quotations);
        let index = context.discourse.index_of(context.sentence);
        let mut look = |index| self.said_in(context, index, near);
        let mut attributor =
            Attributor { text: context.text, discourse: context.discourse, index, look: &mut look, quotations };
        let surface = Surface::of(&run.words, self.rules.past);
        let mut source = |at: usize, run: &Run| {
            attributor.source(tokens[at].span.start, &said, &|pronoun| run.name_before(pronoun, quotations))
        };
        for &at in typed.iter() {
            let (claim, draft) = run.claim(at, claims, marked);
            run.note(at, claim, &draft);
            run.complete(at, (&mut *claim, &draft), &source(at, &run), cues, near_cues, quotations);
            claim.about_time = run.time(at, times, claim);
        }
        link_pairs(quantities, claims);
        Sums {
            table: &self.rules.sums,
            words: &run.words,
            date: context.date,
            claims: &mut claims[..],
            lists: surface.lists,
        }
        .check();
        let figures = claims.len();
        let worded = |at: &usize| roles[*at].is(Role::HEAD);
        for at in (0..tokens.len()).filter(worded) {
            let Some((claim, draft)) = run.record(at, claims, marked) else { continue };
            run.complete(at, (&mut *claim, &draft), &source(at, &run), cues, near_cues, quotations);
            claim.about_time = run.time(at, times, claim);
        }
        link_partners(partners, claims);
        if claims.len() > figures {
            record::put_in_order(claims, run.attempts.as_mut());
        }
        run.judge(&surface, worth, claims);
        context.discourse.carry(context.sentence, claims);
        number_cores(context.text, cores, claims);
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
        let Buffers { quantities, tokens, typed, types, roles, speakers, matching, marked, candidates, .. } = near;
        let words = Words { roles, speakers, ..self.words(&context, quantities, tokens, typed, types) };
        let mut run = Run {
            rules: &self.rules,
            context: &context,
            words,
            matching,
            candidates,
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
        typed: &'a [usize],
        types: &'a [Types],
    ) -> Words<'a> {
        Words {
            text: context.text,
            tokens,
            typed,
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
        let Buffers { quantities, tokens, typed, types, roles, speakers, .. } = buffers;
        self.words(context, quantities, tokens, typed, types).find_roles(&self.rules.word_roles, roles);
        speakers.clear();
        speakers.resize(tokens.len(), Memo::default());
    }

    fn tokenise(&self, text: &str, sentence: Span, buffers: &mut Buffers) {
        let Buffers { quantities, spans, tokens, typed, types, .. } = buffers;
        spans.clear();
        spans.extend(quantities.iter().map(|quantity| quantity.span));
        tokens.clear();
        tokenise(text, sentence, spans, &self.rules.lexicon, tokens);
        typed.clear();
        typed.extend((0..tokens.len()).filter(|&at| tokens[at].typed.is_some()));
        types.clear();
        types.extend(tokens.iter().map(|token| match token.typed {
            Some(index) => self.types_of(text, &quantities[index as usize]),
            None => Types::default(),
        }));
    }

    fn types_of(&self, text: &str, quantity: &Quantity) -> Types {
        let tables = self.rules.quantities().tables();
        let place =
            quantity.unit.map(|unit| tables.dimension_place(unit)).filter(|&place| place < Types::MOST_DIMENSIONS);
        let types = Types::of(quantity.kind, place, quantity.unit.is_some_and(|unit| tables.is_rate(unit)));
        if quantity.kind == QuantityKind::Multiple {
            return types.with_verb(quantity.core.of(text), quantity.value).with_times(quantity.span.of(text));
        }
        let first = quantity.kind == QuantityKind::Ordinal && quantity.value == Some(Decimal::ONE);
        let types = if first { types.with_one() } else { types };
        if quantity.span == quantity.core { types } else { types.with_threshold(quantity.span.of(text)) }
    }

    /// The rules of which the sentence has a required word, and those that ask for none.
    fn find_candidates(&self, buffers: &mut Buffers) {
        let Buffers { tokens, marked, .. } = buffers;
        let index = &self.rules.index;
        marked.copy_from(&index.always);
        tokens.iter().for_each(|token| marked.insert_few(index.of_word(token.word)));
    }
}

/// A sentence without a lower-case letter: its capitals prove nothing.
fn is_shouting(sentence: &str) -> bool {
    !sentence.chars().any(char::is_lowercase)
}
