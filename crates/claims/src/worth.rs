//! How much a claim is worth checking: the entries of `rules/worth.toml`, each a set of conditions and a weight.

mod index;
mod traits;

use claimsift_quantities::{Comparator, Unit};
use claimsift_text::{ListBits, Located, Problem, RuleFile, Shape, Token};
use serde::Deserialize;
use toml::Spanned;

use self::traits::{
    ATTRIBUTION, Answer, CHANGE, COMPARATOR, DATE, HEDGED, KIND, MODALITY, NAME, NEGATED, PAST, Traits,
};
use crate::claim::{Attribution, Claim, Kind, Modality, Part};
use crate::compile::Compiler;
use crate::entry::{ExampleEntry, PlaceEntry};
use crate::rule::{Effect, Layer, Rule};
use crate::types::Types;
use crate::words::Words;

pub(crate) use self::index::WorthIndex;

/// `[[worth]]`: what moves claims up or down in the reading order. All conditions that are given must hold.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorthEntry {
    pub id: Spanned<String>,
    pub summary: Spanned<String>,
    pub worth: i32,
    /// The weight that an editor expects; fitting begins there.
    #[serde(default)]
    pub prior: i32,
    #[serde(default, rename = "where")]
    pub place: PlaceEntry,
    pub kinds: Option<Vec<Spanned<String>>>,
    pub modality: Option<Vec<Spanned<String>>>,
    pub attribution: Option<Vec<Spanned<String>>>,
    pub units: Option<Vec<Spanned<String>>>,
    /// The claim says that something moved, or does not.
    pub change: Option<bool>,
    pub hedged: Option<bool>,
    pub negated: Option<bool>,
    /// Any of these rules contributed.
    pub rules: Option<Vec<Spanned<String>>>,
    pub comparator: Option<Vec<Spanned<String>>>,
    pub value_at_least: Option<i64>,
    pub value_below: Option<i64>,
    /// One of the two words before the figure is on any of these lists.
    pub before: Option<Vec<Spanned<String>>>,
    /// One of the two words behind the figure is on any of these lists.
    pub after: Option<Vec<Spanned<String>>>,
    /// The sentence has a word of any of these lists.
    pub words: Option<Vec<Spanned<String>>>,
    /// The sentence begins with a word of any of these lists.
    pub first_word: Option<Vec<Spanned<String>>>,
    /// The sentence names someone or something.
    pub name: Option<bool>,
    /// The sentence has a date or a year.
    pub date: Option<bool>,
    /// The sentence has a word in the past tense.
    pub past: Option<bool>,
    /// How many figures the sentence has at least.
    pub figures_at_least: Option<usize>,
    /// How many words the sentence has at least.
    pub words_at_least: Option<usize>,
    #[serde(default)]
    pub finds: Vec<Spanned<String>>,
    #[serde(default)]
    pub skips: Vec<Spanned<String>>,
    #[serde(default)]
    pub example: Vec<ExampleEntry>,
}

/// The conditions of an entry.
#[derive(Debug)]
pub(crate) struct Conditions {
    /// The weight that an editor expects.
    pub prior: i32,
    words: Option<ListBits>,
    traits: Traits,
    rest: Option<RestOfSentence>,
    details: Option<Details>,
}

/// The conditions on a sentence that few entries have.
#[derive(Debug, Default, PartialEq)]
struct RestOfSentence {
    /// The lists of the words beside the figure: where the sentence has none of them, they are not beside it either.
    beside: Option<ListBits>,
    first_word: Option<ListBits>,
    figures_at_least: usize,
    words_at_least: usize,
}

/// The conditions on a claim that few entries have.
#[derive(Debug, Default, PartialEq)]
struct Details {
    units: Option<Vec<Unit>>,
    rules: Option<Vec<Spanned<String>>>,
    value_at_least: Option<i64>,
    value_below: Option<i64>,
    before: Option<ListBits>,
    after: Option<ListBits>,
}

impl Compiler<'_> {
    pub fn worth(&mut self, entry: &Located<WorthEntry>, layer: Layer) -> Option<Rule> {
        let worth = &entry.value;
        let file = entry.file;
        let kinds = self.named_list(file, worth.kinds.as_deref(), "kind", Kind::from_name, Kind::NAMES)?;
        let modality =
            self.named_list(file, worth.modality.as_deref(), "modality", Modality::from_name, Modality::NAMES)?;
        let attribution = self.named_list(
            file,
            worth.attribution.as_deref(),
            "attribution",
            Attribution::from_name,
            Attribution::NAMES,
        )?;
        let comparators: Vec<_> = Comparator::ALL.iter().map(|comparator| comparator.as_str()).collect();
        let comparator =
            self.named_list(file, worth.comparator.as_deref(), "comparator", Comparator::from_name, &comparators)?;
        let yes_or_no = |is: Option<bool>| is.map(|is| [usize::from(is)]);
        let traits = Traits::ANY
            .only(KIND, kinds.map(|kinds| kinds.into_iter().map(|kind| kind as usize)))
            .only(MODALITY, modality.map(|modality| modality.into_iter().map(|modality| modality as usize)))
            .only(ATTRIBUTION, attribution.map(|attribution| attribution.into_iter().map(|by| by as usize)))
            .only(COMPARATOR, comparator.map(|comparator| comparator.into_iter().map(|bound| bound as usize)))
            .only(CHANGE, yes_or_no(worth.change))
            .only(HEDGED, yes_or_no(worth.hedged))
            .only(NEGATED, yes_or_no(worth.negated))
            .only(NAME, yes_or_no(worth.name))
            .only(DATE, yes_or_no(worth.date))
            .only(PAST, yes_or_no(worth.past));
        let details = Details {
            units: self.units(file, worth.units.as_deref())?,
            rules: worth.rules.clone(),
            value_at_least: worth.value_at_least,
            value_below: worth.value_below,
            before: self.lists(file, worth.before.as_deref())?,
            after: self.lists(file, worth.after.as_deref())?,
        };
        let rest = RestOfSentence {
            beside: [details.before, details.after].into_iter().flatten().reduce(|before, after| before | after),
            first_word: self.lists(file, worth.first_word.as_deref())?,
            figures_at_least: worth.figures_at_least.unwrap_or_default(),
            words_at_least: worth.words_at_least.unwrap_or_default(),
        };
        let conditions = Conditions {
            prior: worth.prior,
            words: self.lists(file, worth.words.as_deref())?,
            traits,
            rest: (rest != RestOfSentence::default()).then_some(rest),
            details: (details != Details::default()).then_some(details),
        };
        self.worth_rule(entry, layer, Effect::Worth(Box::new(conditions)))
    }

    /// The lists of these names, written as in patterns: `{negation}`.
    fn lists(&mut self, file: usize, written: Option<&[Spanned<String>]>) -> Option<Option<ListBits>> {
        let Some(written) = written else { return Some(None) };
        let mut lists = ListBits::NONE;
        for name in written {
            let inner = name.get_ref().strip_prefix('{').and_then(|name| name.strip_suffix('}'));
            let Some(list) = inner.and_then(|name| self.lexicon.list(name)) else {
                let message = format!("`{}` is no list of [[words]]: write {{name}}", name.get_ref());
                self.problem(file, name, message);
                return None;
            };
            lists |= list;
        }
        Some(Some(lists))
    }
}

/// A sentence as worth is judged by it: looked through once for all of its claims.
pub(crate) struct Surface {
    /// The lists that its words are on.
    pub lists: ListBits,
    first: ListBits,
    words: usize,
    figures: usize,
    named: bool,
    dated: bool,
    past: bool,
}

impl Surface {
    /// Looks through a sentence; `past` is the list of words in the past tense.
    pub fn of(words: &Words, past: ListBits) -> Surface {
        let tokens = words.tokens;
        let is_word = |token: &&Token| token.typed.is_none() && !token.shape.is(Shape::PUNCTUATION);
        let lists = tokens.iter().fold(ListBits::NONE, |lists, token| lists | token.lists);
        Surface {
            lists,
            first: tokens.iter().find(is_word).map_or(ListBits::NONE, |token| token.lists),
            words: tokens.iter().filter(is_word).count(),
            figures: words.typed.iter().filter(|&&at| words.is_figure(at)).count(),
            named: (1..tokens.len()).any(|at| is_name(words, at)),
            dated: words.typed.iter().any(|&at| Types::dates().accept(words.types[at]) && !words.is_figure(at)),
            past: lists.meets(past) || tokens.iter().any(|token| token.shape.is(Shape::PAST_ENDING)),
        }
    }

    fn answers(&self) -> [Answer; 3] {
        [NAME.answer(self.named.into()), DATE.answer(self.dated.into()), PAST.answer(self.past.into())]
    }
}

/// A capitalised word that no sentence, quotation or closed class is the reason for.
fn is_name(words: &Words, at: usize) -> bool {
    words.is_capital(at) && words.is_content(at) && !words.is_punctuation(at - 1)
}

impl Conditions {
    /// Whether the conditions hold for a sentence that has its words and traits.
    fn hold_in(&self, surface: &Surface) -> bool {
        self.rest.as_ref().is_none_or(|rest| {
            rest.beside.is_none_or(|lists| surface.lists.meets(lists))
                && rest.first_word.is_none_or(|lists| surface.first.meets(lists))
                && surface.figures >= rest.figures_at_least
                && surface.words >= rest.words_at_least
        })
    }

    /// Whether the conditions hold for a claim that has its traits; `floor` is its value rounded down.
    fn hold_for(&self, claim: &Claim, floor: Option<i128>, tokens: &[Token]) -> bool {
        self.details.as_ref().is_none_or(|details| details.hold(claim, floor, tokens))
    }
}

impl Details {
    fn hold(&self, claim: &Claim, floor: Option<i128>, tokens: &[Token]) -> bool {
        let any_rule =
            |rules: &Vec<Spanned<String>>| claim.rules.iter().any(|id| rules.iter().any(|rule| rule.get_ref() == id));
        self.value_at_least.is_none_or(|least| floor.is_some_and(|value| value >= least.into()))
            && self.value_below.is_none_or(|bound| floor.is_some_and(|value| value < bound.into()))
            && self.units.as_ref().is_none_or(|units| claim.unit.is_some_and(|unit| units.contains(&unit)))
            && self.before.is_none_or(|lists| lists_before(claim, tokens).meets(lists))
            && self.after.is_none_or(|lists| lists_behind(claim, tokens).meets(lists))
            && self.rules.as_ref().is_none_or(any_rule)
    }
}

/// How many words on either side of a figure count as beside it.
const BESIDE: usize = 2;

fn lists_before(claim: &Claim, tokens: &[Token]) -> ListBits {
    // The quote may begin with words before the number: "next three weeks".
    let start = tokens.partition_point(|token| token.span.end <= claim.core.start);
    lists_of(&tokens[start.saturating_sub(BESIDE)..start])
}

fn lists_behind(claim: &Claim, tokens: &[Token]) -> ListBits {
    let end = tokens.partition_point(|token| token.span.start < claim.quote.end);
    lists_of(&tokens[end..tokens.len().min(end + BESIDE)])
}

fn lists_of(tokens: &[Token]) -> ListBits {
    tokens.iter().fold(ListBits::NONE, |lists, token| lists | token.lists)
}

/// Tells of rules that an entry names and nobody has.
pub(crate) fn check_rules(files: &[RuleFile], rules: &[Rule], problems: &mut Vec<Problem>) {
    for rule in rules {
        let Effect::Worth(conditions) = &rule.effect else { continue };
        for id in conditions.details.iter().flat_map(|details| &details.rules).flatten() {
            if !rules.iter().any(|known| known.id == *id.get_ref()) {
                let message = format!("no rule has the id `{}`", id.get_ref());
                let problem = Problem::error(&files[rule.file], id.span(), message);
                problems.push(problem.with_nearest(id.get_ref(), rules.iter().map(|rule| rule.id.as_str())));
            }
        }
    }
}

/// The worth is the sum of its parts; where that leaves 0 to 100, a last part brings it back.
pub(crate) fn bound(claim: &mut Claim) {
    let sum: i32 = claim.why.iter().map(|part| part.weight).sum();
    claim.worth = sum.clamp(0, 100);
    if claim.worth != sum {
        claim.why.push(Part { weight: claim.worth - sum, label: "to stay within 0 to 100", shown: None });
    }
}
