//! How much a claim is worth checking: the entries of `rules/worth.toml`, each a set of conditions and a weight.

use claimsift_quantities::{Comparator, Unit};
use claimsift_text::{ListBits, Located, Problem, RuleFile, Shape, Token};
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use crate::claim::{Attribution, Claim, Kind, Modality, Part};
use crate::compile::Compiler;
use crate::entry::{ExampleEntry, PlaceEntry};
use crate::rule::{Effect, Layer, Rule};
use crate::types::Types;
use crate::words::Words;

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
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    /// The weight that an editor expects.
    pub prior: i32,
    kinds: Option<Vec<Kind>>,
    modality: Option<Vec<Modality>>,
    attribution: Option<Vec<Attribution>>,
    units: Option<Vec<Unit>>,
    change: Option<bool>,
    hedged: Option<bool>,
    negated: Option<bool>,
    rules: Option<Vec<Spanned<String>>>,
    comparator: Option<Vec<Comparator>>,
    value_at_least: Option<Decimal>,
    value_below: Option<Decimal>,
    before: Option<ListBits>,
    after: Option<ListBits>,
    sentence: SentenceConditions,
}

/// The conditions that hold for a whole sentence.
#[derive(Debug, Default)]
struct SentenceConditions {
    words: Option<ListBits>,
    first_word: Option<ListBits>,
    name: Option<bool>,
    date: Option<bool>,
    past: Option<bool>,
    figures_at_least: usize,
    words_at_least: usize,
}

impl Compiler<'_> {
    pub fn worth(&mut self, entry: &Located<WorthEntry>, layer: Layer) -> Option<Rule> {
        let worth = &entry.value;
        let file = entry.file;
        let conditions = Conditions {
            prior: worth.prior,
            kinds: self.named_list(file, worth.kinds.as_deref(), "kind", Kind::from_name, Kind::NAMES)?,
            modality: self.named_list(
                file,
                worth.modality.as_deref(),
                "modality",
                Modality::from_name,
                Modality::NAMES,
            )?,
            attribution: self.named_list(
                file,
                worth.attribution.as_deref(),
                "attribution",
                Attribution::from_name,
                Attribution::NAMES,
            )?,
            units: self.units(file, worth.units.as_deref())?,
            change: worth.change,
            hedged: worth.hedged,
            negated: worth.negated,
            rules: worth.rules.clone(),
            comparator: self.named_list(
                file,
                worth.comparator.as_deref(),
                "comparator",
                Comparator::from_name,
                &Comparator::ALL.iter().map(|comparator| comparator.as_str()).collect::<Vec<_>>(),
            )?,
            value_at_least: worth.value_at_least.map(Decimal::from),
            value_below: worth.value_below.map(Decimal::from),
            before: self.lists(file, worth.before.as_deref())?,
            after: self.lists(file, worth.after.as_deref())?,
            sentence: SentenceConditions {
                words: self.lists(file, worth.words.as_deref())?,
                first_word: self.lists(file, worth.first_word.as_deref())?,
                name: worth.name,
                date: worth.date,
                past: worth.past,
                figures_at_least: worth.figures_at_least.unwrap_or_default(),
                words_at_least: worth.words_at_least.unwrap_or_default(),
            },
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
    lists: ListBits,
    first: ListBits,
    words: usize,
    figures: usize,
    name: bool,
    date: bool,
    past: bool,
}

impl Surface {
    pub fn of(words: &Words) -> Surface {
        let mut surface = Surface {
            lists: ListBits::NONE,
            first: ListBits::NONE,
            words: 0,
            figures: 0,
            name: false,
            date: false,
            past: false,
        };
        for (at, token) in words.tokens.iter().enumerate() {
            match token.typed {
                Some(_) if words.is_figure(at) => surface.figures += 1,
                Some(_) => surface.date |= Types::dates().accept(words.types[at]),
                None => {
                    if surface.words == 0 {
                        surface.first = token.lists;
                    }
                    surface.lists |= token.lists;
                    surface.words += usize::from(!words.is_punctuation(at));
                    surface.name |= at > 0 && is_name(words, at);
                    surface.past |= token.shape.is(Shape::PAST_ENDING);
                }
            }
        }
        surface
    }
}

/// A capitalised word that no sentence, quotation or closed class is the reason for.
fn is_name(words: &Words, at: usize) -> bool {
    words.is_capital(at) && words.is_content(at) && !words.is_punctuation(at - 1)
}

impl SentenceConditions {
    fn hold(&self, surface: &Surface, past: ListBits) -> bool {
        let has_past = surface.past || surface.lists.meets(past);
        self.words.is_none_or(|lists| surface.lists.meets(lists))
            && self.first_word.is_none_or(|lists| surface.first.meets(lists))
            && self.name.is_none_or(|name| name == surface.name)
            && self.date.is_none_or(|date| date == surface.date)
            && self.past.is_none_or(|past| past == has_past)
            && surface.figures >= self.figures_at_least
            && surface.words >= self.words_at_least
    }
}

impl Conditions {
    /// Whether the conditions of the sentence hold; `past` are the lists of words in the past tense.
    pub fn hold_in(&self, surface: &Surface, past: ListBits) -> bool {
        self.sentence.hold(surface, past)
    }

    /// Whether the conditions of the claim hold.
    fn hold_for(&self, claim: &Claim, beside: &Beside) -> bool {
        let any_rule =
            |rules: &Vec<Spanned<String>>| claim.rules.iter().any(|id| rules.iter().any(|rule| rule.get_ref() == id));
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&claim.kind))
            && self.modality.as_ref().is_none_or(|modalities| modalities.contains(&claim.modality))
            && self.attribution.as_ref().is_none_or(|attributions| attributions.contains(&claim.attribution))
            && self.units.as_ref().is_none_or(|units| claim.unit.is_some_and(|unit| units.contains(&unit)))
            && self.change.is_none_or(|change| change == claim.change.is_some())
            && self.hedged.is_none_or(|hedged| hedged == claim.hedged.is_some())
            && self.negated.is_none_or(|negated| negated == claim.negated.is_some())
            && self.value_at_least.is_none_or(|least| claim.value.is_some_and(|value| value >= least))
            && self.value_below.is_none_or(|bound| claim.value.is_some_and(|value| value < bound))
            && self.comparator.as_ref().is_none_or(|comparators| comparators.contains(&claim.comparator))
            && self.before.is_none_or(|lists| beside.before.meets(lists))
            && self.after.is_none_or(|lists| beside.after.meets(lists))
            && self.rules.as_ref().is_none_or(any_rule)
    }
}

/// The lists of the words on either side of a figure.
struct Beside {
    before: ListBits,
    after: ListBits,
}

/// How many words on either side of a figure count as beside it.
const BESIDE: usize = 2;

impl Beside {
    fn of(claim: &Claim, tokens: &[Token]) -> Beside {
        let lists = |tokens: &[Token]| tokens.iter().fold(ListBits::NONE, |lists, token| lists | token.lists);
        // The quote may begin with words before the number: "next three weeks".
        let start = tokens.partition_point(|token| token.span.end <= claim.core.start);
        let end = tokens.partition_point(|token| token.span.start < claim.quote.end);
        Beside {
            before: lists(&tokens[start.saturating_sub(BESIDE)..start]),
            after: lists(&tokens[end..tokens.len().min(end + BESIDE)]),
        }
    }
}

/// Tells of rules that an entry names and nobody has.
pub(crate) fn check_rules(files: &[RuleFile], rules: &[Rule], problems: &mut Vec<Problem>) {
    for rule in rules {
        let Effect::Worth(conditions) = &rule.effect else { continue };
        for id in conditions.rules.iter().flatten() {
            if !rules.iter().any(|known| known.id == *id.get_ref()) {
                let message = format!("no rule has the id `{}`", id.get_ref());
                let problem = Problem::error(&files[rule.file], id.span(), message);
                problems.push(problem.with_nearest(id.get_ref(), rules.iter().map(|rule| rule.id.as_str())));
            }
        }
    }
}

/// Adds to each claim the weights of the entries that hold, in the order of the file.
pub(crate) fn judge<'r>(entries: &[&'r Rule], tokens: &[Token], claims: &mut [Claim<'r>]) {
    for claim in claims {
        let beside = Beside::of(claim, tokens);
        for rule in entries {
            if let (Effect::Worth(conditions), Some(weight)) = (&rule.effect, rule.worth)
                && conditions.hold_for(claim, &beside)
            {
                claim.why.push(Part { weight, label: &rule.id });
            }
        }
        bound(claim);
    }
}

/// The worth is the sum of its parts; where that leaves 0 to 100, a last part brings it back.
fn bound(claim: &mut Claim) {
    let sum: i32 = claim.why.iter().map(|part| part.weight).sum();
    claim.worth = sum.clamp(0, 100);
    if claim.worth != sum {
        claim.why.push(Part { weight: claim.worth - sum, label: "to stay within 0 to 100" });
    }
}
