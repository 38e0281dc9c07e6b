//! The examples of rule files: read with their marks, and run under the whole active rule set.

use std::ops::Range;

use claimsift_text::{Problem, RuleFile, Severity, Span};
use jiff::civil::Date;
use toml::Spanned;

use crate::claim::Claim;
use crate::compile::inside;
use crate::discourse::Discourse;
use crate::engine::{Context, Engine, Scratch};
use crate::entry::ExampleEntry;
use crate::places::Places;
use crate::rule::{Example, Expected, Rule};

/// Reads the examples of an entry: `finds` with the claims in `[[ ]]`, `skips`, and the long form.
pub(crate) fn read(
    file: &RuleFile,
    finds: &[Spanned<String>],
    skips: &[Spanned<String>],
    long: &[ExampleEntry],
    problems: &mut Vec<Problem>,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for written in finds {
        match unmark(written.get_ref()) {
            Ok((text, marks)) if !marks.is_empty() => {
                examples.push(Example {
                    text,
                    date: None,
                    expected: Expected::Finds(marks),
                    span: written.span().into(),
                });
            }
            Ok(_) => {
                let problem = Problem::error(file, written.span(), "this example marks no claim");
                problems.push(problem.with_help("put the claim in double brackets: Some [[640 hens]] died."));
            }
            Err(at) => {
                problems.push(Problem::error(file, inside(file, written, at), "this mark is not closed with `]]`"))
            }
        }
    }
    for written in skips {
        // What must not be found may be marked, for the reader.
        let text = unmark(written.get_ref()).map_or_else(|_| written.get_ref().clone(), |(text, _)| text);
        examples.push(Example { text, date: None, expected: Expected::Skips, span: written.span().into() });
    }
    for entry in long {
        let fields = entry.claim.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
        let expected = Expected::Claim { fields, only: entry.only };
        let date = entry.date.as_ref().and_then(|written| date(file, written, problems));
        examples.push(Example { text: entry.text.get_ref().clone(), date, expected, span: entry.text.span().into() });
    }
    examples
}

fn date(file: &RuleFile, written: &Spanned<String>, problems: &mut Vec<Problem>) -> Option<Date> {
    let date = written.get_ref().parse().ok();
    if date.is_none() {
        let problem = Problem::error(file, written.span(), format!("`{}` is no day", written.get_ref()));
        problems.push(problem.with_help("write it as 2010-05-09"));
    }
    date
}

/// A text without its `[[ ]]`, and what they enclosed. The error is the mark that is not closed.
fn unmark(marked: &str) -> Result<(String, Vec<Range<usize>>), Range<usize>> {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(open) = marked[at..].find("[[").map(|offset| at + offset) {
        let close = closing(marked, open).ok_or(open..open + 2)?;
        text.push_str(&marked[at..open]);
        let start = text.len();
        text.push_str(&marked[open + 2..close]);
        marks.push(start..text.len());
        at = close + 2;
    }
    text.push_str(&marked[at..]);
    Ok((text, marks))
}

/// Where the mark that opens at `open` ends: of the brackets of "[[[12]]]" the last two close.
fn closing(marked: &str, open: usize) -> Option<usize> {
    let close = open + marked[open..].find("]]")?;
    let brackets = marked[close..].bytes().take_while(|&byte| byte == b']').count();
    Some(close + brackets - 2)
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Engine {
    /// Runs every example of every rule. A failing example of a newsroom's rule is an error; a shipped one that
    /// fails is a warning when a newsroom's rules are loaded, for they may be meant to change it.
    pub fn check_examples(&self) -> Vec<Problem> {
        let mut scratch = Scratch::default();
        let rules = self.rules().rules().iter().filter(|rule| !rule.disabled);
        rules.flat_map(|rule| self.check(rule, &mut scratch)).collect()
    }

    /// Runs the examples of one rule.
    pub fn check_rule(&self, rule: &Rule) -> Vec<Problem> {
        self.check(rule, &mut Scratch::default())
    }

    fn check<'r>(&'r self, rule: &Rule, scratch: &mut Scratch<'r>) -> Vec<Problem> {
        let own_rules = self.rules().files().iter().any(|file| file.own);
        let mut problems = Vec::new();
        for example in &rule.examples {
            let Err(message) = self.check_example(rule, example, scratch) else { continue };
            let mut problem = Problem::error(self.rules().file_of(rule), example.span, message);
            if own_rules && !rule.is_own() {
                problem.severity = Severity::Warning;
            }
            problems.push(problem);
        }
        problems
    }

    /// How many examples [`Engine::check_examples`] runs.
    pub fn example_count(&self) -> usize {
        self.rules().rules().iter().map(|rule| rule.examples.len()).sum()
    }

    fn check_example<'r>(&'r self, rule: &Rule, example: &Example, scratch: &mut Scratch<'r>) -> Result<(), String> {
        let claims = self.claims_of_text(rule, example, scratch);
        let found = Found { engine: self, rule, text: &example.text, claims: &claims };
        match &example.expected {
            Expected::Finds(marks) => marks.iter().try_for_each(|mark| found.check_mark(mark)),
            Expected::Skips => found.check_skips(),
            Expected::Claim { fields, only } => found.check_fields(fields, *only),
        }
    }

    /// The claims of an example, which may be several sentences. It stands where the rule holds.
    fn claims_of_text<'r>(&'r self, rule: &Rule, example: &Example, scratch: &mut Scratch<'r>) -> Vec<Claim<'r>> {
        let Example { text, date, .. } = example;
        let number = self.rules().rules().iter().position(|known| known.id() == rule.id()).unwrap_or_default();
        let places = Places::only(number);
        let block_kind = rule.place.block.as_deref().unwrap_or("paragraph");
        let mut claims = Vec::new();
        let sentences: Vec<_> = self.rules().splitter().split(text).collect();
        let discourse = Discourse::new(&sentences);
        for sentence in &sentences {
            let before = claims.len();
            let sentence = sentence.span;
            let context = Context { text, sentence, block_kind, places: &places, discourse: &discourse, date: *date };
            claims.extend_from_slice(self.sentence(&context, scratch));
            let partners = claims[before..].iter_mut().flat_map(|claim| &mut claim.goes_with);
            partners.for_each(|partner| *partner += before);
        }
        claims
    }
}

/// What an example's text gave.
struct Found<'a, 'r> {
    engine: &'r Engine,
    rule: &'a Rule,
    text: &'a str,
    claims: &'a [Claim<'r>],
}

impl Found<'_, '_> {
    fn is_of_rule(&self, claim: &Claim) -> bool {
        let id = self.rule.id();
        claim.rules.contains(&id) || claim.muted_by == Some(id) || claim.why.iter().any(|part| part.label == id)
    }

    fn check_mark(&self, mark: &Range<usize>) -> Result<(), String> {
        let marked = &self.text[mark.clone()];
        let of_rule = |claim: &&Claim| self.is_of_rule(claim);
        if self.claims.iter().filter(of_rule).any(|claim| claim.quote == Span::from(mark.clone())) {
            return Ok(());
        }
        let id = self.rule.id();
        let at_mark: Vec<&Claim> =
            self.claims.iter().filter(|claim| claim.quote.overlaps(mark.clone().into())).collect();
        match at_mark.as_slice() {
            [] => Err(format!("`{id}` does not find \"{marked}\": there is no quantity")),
            [claim] if !self.is_of_rule(claim) => {
                Err(format!("`{id}` does not match \"{marked}\"; these do: {}", contributors(claim)))
            }
            [claim] => Err(format!("the claim is \"{}\", not \"{marked}\"", claim.quote.of(self.text))),
            _ => {
                let quotes: Vec<&str> = at_mark.iter().map(|claim| claim.quote.of(self.text)).collect();
                Err(format!("\"{marked}\" holds several claims: {}", quotes.join(" · ")))
            }
        }
    }

    fn check_skips(&self) -> Result<(), String> {
        match self.claims.iter().find(|claim| self.is_of_rule(claim)) {
            None => Ok(()),
            Some(claim) => Err(format!("`{}` matches \"{}\", and must not", self.rule.id(), claim.quote.of(self.text))),
        }
    }

    fn check_fields(&self, fields: &[(String, String)], only: bool) -> Result<(), String> {
        if let Some((name, _)) = fields.iter().find(|(name, _)| !FIELDS.contains(&name.as_str())) {
            return Err(format!("`{name}` is no field of a claim; these are: {}", FIELDS.join(", ")));
        }
        let of_rule: Vec<&Claim> = self.claims.iter().filter(|claim| self.is_of_rule(claim)).collect();
        let differs = |claim: &Claim| fields.iter().find(|(name, value)| self.field(claim, name) != *value).cloned();
        match of_rule.iter().filter(|claim| differs(claim).is_none()).count() {
            1 if !only || self.claims.iter().filter(|claim| claim.muted_by.is_none()).count() == 1 => Ok(()),
            1 => Err("there are other claims, and `only` is set".to_owned()),
            0 => Err(match of_rule.first().and_then(|claim| Some((claim, differs(claim)?))) {
                None => format!("`{}` matches nothing here", self.rule.id()),
                Some((claim, (name, value))) => {
                    format!("{name} is `{}`, not `{value}`", self.field(claim, &name))
                }
            }),
            _ => Err("several claims have these fields".to_owned()),
        }
    }

    /// A field as the record has it.
    fn field(&self, claim: &Claim, name: &str) -> String {
        let tables = self.engine.rules().quantities().tables();
        let text = |span: Option<Span>| span.map_or_else(String::new, |span| span.of(self.text).to_owned());
        let decimal = |value: Option<rust_decimal::Decimal>| {
            value.map_or_else(String::new, |value| value.normalize().to_string())
        };
        match name {
            "quote" => claim.quote.of(self.text).to_owned(),
            "value" => decimal(claim.value),
            "value_high" => decimal(claim.value_high),
            "comparator" => claim.comparator.as_str().to_owned(),
            "unit" => claim.unit.map_or_else(String::new, |unit| {
                let mut symbol = String::new();
                tables.write_symbol(unit, &mut symbol);
                symbol
            }),
            "kind" => claim.kind.as_str().to_owned(),
            "change" => claim.change.map_or("", |change| change.as_str()).to_owned(),
            "counted" => text(claim.counted),
            "topic" => claim.topic.unwrap_or_default().to_owned(),
            "about_time" => claim.about_time.map_or_else(String::new, |time| time.to_string()),
            "speaker" => text(claim.speaker),
            "attribution" => claim.attribution.as_str().to_owned(),
            "modality" => claim.modality.as_str().to_owned(),
            "hedged" => text(claim.hedged),
            "negated" => text(claim.negated),
            "goes_with" => {
                let quotes = claim.goes_with.iter().filter_map(|&partner| self.claims.get(partner));
                quotes.map(|partner| partner.quote.of(self.text)).collect::<Vec<_>>().join("; ")
            }
            "worth" => claim.worth.to_string(),
            "muted_by" => claim.muted_by.unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }
}

/// The fields that an example may ask for.
const FIELDS: &[&str] = &[
    "quote",
    "value",
    "value_high",
    "comparator",
    "unit",
    "kind",
    "change",
    "counted",
    "topic",
    "about_time",
    "speaker",
    "attribution",
    "modality",
    "hedged",
    "negated",
    "goes_with",
    "worth",
    "muted_by",
];

fn contributors(claim: &Claim) -> String {
    let mut ids: Vec<&str> = claim.rules.clone();
    ids.extend(claim.muted_by);
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let (text, marks) = unmark("From [[20]] to [[30 percent]].").unwrap();
        assert_eq!(text, "From 20 to 30 percent.");
        assert_eq!(marks.iter().map(|mark| &text[mark.clone()]).collect::<Vec<_>>(), ["20", "30 percent"]);
        assert_eq!(unmark("an [[open mark"), Err(3..5));
    }
}
