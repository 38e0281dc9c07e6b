use std::collections::BTreeMap;

use claimsift_text::Span;

use super::agreement::{agrees, said, same_head, same_value};
use super::pairing::{Overlaps, Pair, common, pair};
use super::{Breakdown, Field, Figure, MarkedClaim, MarkedDocument, Placed, Prediction, Retrieval};

/// The fields whose F1 is averaged over their marked values, so that the commonest value does not carry it.
const AVERAGED: [Field; 2] = [Field::Comparator, Field::Modality];

/// Bytes of text to show on either side of a mistake.
const AROUND: usize = 60;

/// How well extraction does on marked texts: counts, from which [`Scores::measures`] makes the figures.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    documents: usize,
    marked: usize,
    predicted: usize,
    records: usize,
    paired: usize,
    found: usize,
    exact: usize,
    muted_wrongly: usize,
    kinds: Counts<String>,
    fields: Counts<FieldMeasure>,
    confusion: [BTreeMap<(String, String), usize>; AVERAGED.len()],
    alarms: BTreeMap<String, usize>,
    rules: Counts<String>,
    mutes: Counts<String>,
    breakdown: Breakdown,
    mistakes_kept: usize,
    mistakes: BTreeMap<String, Vec<Mistake>>,
}

/// A share that was counted, by what it is counted for.
type Counts<K> = BTreeMap<K, Share>;

#[derive(Clone, Copy, Debug, Default)]
struct Share {
    hits: usize,
    of: usize,
}

/// A field, and which of its claims are counted: all, the head alone, those that have a change, those that have none.
type FieldMeasure = (Field, &'static str);

/// A figure of merit: a share or an F1, with what it was counted over.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Measure {
    /// What is measured, as in `found.money` or `rule.people.count`.
    pub name: String,
    /// From 0 to 1.
    pub value: f64,
    /// How many cases it is counted over.
    pub of: usize,
}

/// A case in which extraction and marks differ.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mistake {
    /// The document's id.
    pub document: String,
    /// What was marked and what was found.
    pub note: String,
    /// The text around it, the figure in `[[ ]]`.
    pub text: String,
}

impl Scores {
    pub(super) fn new(mistakes_kept: usize) -> Scores {
        Scores { mistakes_kept, ..Scores::default() }
    }

    /// Adds a document; predictions are sorted by their spans.
    pub(super) fn add(&mut self, document: &MarkedDocument, live: &[Prediction], muted: &[Prediction], records: usize) {
        let pairs = pair(&document.claims, live);
        self.documents += 1;
        self.marked += document.claims.len();
        self.predicted += live.len();
        self.records += records;
        self.paired += pairs.len();
        self.add_pairs(document, live, &pairs);
        self.breakdown.add(document, live, &pairs);
        self.add_missed(document, muted, &pairs);
        self.add_alarms(document, live, &pairs);
        self.add_mutes(document, muted);
    }

    fn add_pairs(&mut self, document: &MarkedDocument, live: &[Prediction], pairs: &[Pair]) {
        let mut right = vec![false; live.len()];
        for &(c, p) in pairs {
            let (claim, prediction) = (&document.claims[c], &live[p]);
            right[p] = same_value(claim, &prediction.figure);
            self.kinds.entry(claim.figure.field(Field::Kind).to_owned()).or_default().hits += usize::from(right[p]);
            self.add_value(document, claim, prediction, right[p]);
            self.add_fields(document, claim, &prediction.figure);
        }
        for claim in &document.claims {
            self.kinds.entry(claim.figure.field(Field::Kind).to_owned()).or_default().of += 1;
        }
        for (prediction, right) in live.iter().zip(right) {
            for rule in &prediction.rules {
                self.rules.entry(rule.clone()).or_default().count(right);
            }
        }
    }

    fn add_value(&mut self, document: &MarkedDocument, claim: &MarkedClaim, prediction: &Prediction, right: bool) {
        let (marked, found) = (&claim.figure, &prediction.figure);
        let quote = found.span.of(&document.text);
        if !right {
            let note = format!("{}, found {} in {quote:?}", number(marked), number(found));
            self.mistake("wrong_value", document, marked.span, note);
            return;
        }
        self.found += 1;
        self.exact += usize::from(marked.span == found.span);
        if marked.span != found.span {
            self.mistake("span", document, marked.span, format!("found {quote:?}"));
        }
    }

    fn add_fields(&mut self, document: &MarkedDocument, claim: &MarkedClaim, found: &Figure) {
        let marked = &claim.figure;
        for field in Field::ALL.into_iter().filter(|field| !claim.unsure.contains(field)) {
            for &part in parts(field, marked) {
                let good = if part == "head" { same_head(marked, found) } else { agrees(field, marked, found) };
                self.fields.entry((field, part)).or_default().count(good);
                if !good && part.is_empty() {
                    let note = format!("{}, found {}", shown(said(marked, field)), shown(said(found, field)));
                    self.mistake(field.name(), document, marked.span, note);
                }
            }
            if let Some(at) = AVERAGED.iter().position(|&averaged| averaged == field && !said(marked, field).is_empty())
            {
                let cell = (said(marked, field).to_owned(), said(found, field).to_owned());
                *self.confusion[at].entry(cell).or_default() += 1;
            }
        }
    }

    fn add_missed(&mut self, document: &MarkedDocument, muted: &[Prediction], pairs: &[Pair]) {
        let mut has_pair = vec![false; document.claims.len()];
        pairs.iter().for_each(|&(c, _)| has_pair[c] = true);
        for (claim, _) in document.claims.iter().zip(has_pair).filter(|&(_, has_pair)| !has_pair) {
            let over = muted.iter().find(|prediction| prediction.span().overlaps(claim.span()));
            let by = over.and_then(|prediction| prediction.muted_by.as_deref());
            self.muted_wrongly += usize::from(by.is_some());
            let by = by.map(|rule| format!(", muted by {rule}")).unwrap_or_default();
            self.mistake("missed", document, claim.span(), number(&claim.figure) + &by);
        }
    }

    /// What is paired with nothing: on a muted figure, on a claim that has its pair already, or on nothing at all.
    fn add_alarms(&mut self, document: &MarkedDocument, live: &[Prediction], pairs: &[Pair]) {
        let (claims, muted) = (Overlaps::new(&document.claims), Overlaps::new(&document.muted));
        let mut has_pair = vec![false; live.len()];
        pairs.iter().for_each(|&(_, p)| has_pair[p] = true);
        for (prediction, _) in live.iter().zip(has_pair).filter(|&(_, has_pair)| !has_pair) {
            let span = prediction.span();
            let on_muted = muted.of(span).max_by_key(|&m| common(document.muted[m].span, span));
            let sort = match on_muted {
                _ if claims.of(span).next().is_some() => "double".into(),
                Some(m) => format!("muted.{}", document.muted[m].why),
                None => "nothing".into(),
            };
            let rules = prediction.rules.join(" ");
            self.mistake(
                &format!("false_alarm.{sort}"),
                document,
                span,
                format!("{} by {rules}", number(&prediction.figure)),
            );
            *self.alarms.entry(sort).or_default() += 1;
        }
    }

    /// A mute is right when it lies on no claim.
    fn add_mutes(&mut self, document: &MarkedDocument, muted: &[Prediction]) {
        let claims = Overlaps::new(&document.claims);
        for prediction in muted {
            let right = claims.of(prediction.span()).next().is_none();
            let rule = prediction.muted_by.clone().unwrap_or_default();
            self.mutes.entry(rule).or_default().count(right);
        }
    }

    fn mistake(&mut self, sort: &str, document: &MarkedDocument, span: Span, note: String) {
        if self.mistakes_kept == 0 {
            return;
        }
        let kept = self.mistakes.entry(sort.to_owned()).or_default();
        if kept.len() < self.mistakes_kept {
            kept.push(Mistake { document: document.id.clone(), note, text: around(&document.text, span) });
        }
    }

    /// The mistakes that were kept, by their sort: `missed`, `wrong_value`, `span`, a field's name, `false_alarm.…`.
    pub fn mistakes(&self) -> &BTreeMap<String, Vec<Mistake>> {
        &self.mistakes
    }

    /// Every measure, in the order in which it is shown:
    ///
    /// - `found`: marked claims paired with a prediction of the same value; `found_span`: with any; `found.KIND`: those of
    ///   one kind
    /// - `precision`: of the predictions, those that are found; `f1`: the harmonic mean of both
    /// - `span`: of the found, those that begin and end where the marked ones do
    /// - `FIELD`: over the paired claims for which the field is marked and not `unsure`; `FIELD.some` and `FIELD.none`:
    ///   those for which the mark has a value, and those for which it must be empty; `counted.head`: the last word;
    ///   `FIELD.macro_f1`: the mean over the marked values of their F1
    /// - `missed`, `muted_wrongly`: claims without a pair, and those of them that a rule muted; `wrong_value`: pairs of
    ///   different values
    /// - `false_alarm`: predictions that are paired with nothing, in all and by what they stand on
    /// - `rule.ID`: of the live predictions that a rule contributed to, those found; `mute.ID`: of those that it muted, those
    ///   on no marked claim
    pub fn measures(&self) -> Vec<Measure> {
        let mut all = vec![
            share("f1", 2 * self.found, self.marked + self.predicted),
            share("precision", self.found, self.predicted),
            share("found", self.found, self.marked),
            share("found_span", self.paired, self.marked),
            share("span", self.exact, self.found),
        ];
        all.extend(shares("found", &self.kinds));
        all.extend(self.field_measures());
        all.push(share("missed", self.marked - self.paired, self.marked));
        all.push(share("muted_wrongly", self.muted_wrongly, self.marked));
        all.push(share("wrong_value", self.paired - self.found, self.paired));
        all.push(share("false_alarm", self.alarms.values().sum(), self.predicted));
        all.extend(
            self.alarms.iter().map(|(sort, &count)| share(&format!("false_alarm.{sort}"), count, self.predicted)),
        );
        all.extend(shares("rule", &self.rules));
        all.extend(shares("mute", &self.mutes));
        all
    }

    fn field_measures(&self) -> Vec<Measure> {
        let mut all = Vec::new();
        for field in Field::ALL {
            for (&(_, part), counted) in self.fields.range((field, "")..).take_while(|&(&(of, _), _)| of == field) {
                let dot = if part.is_empty() { "" } else { "." };
                all.push(share(&format!("{}{dot}{part}", field.name()), counted.hits, counted.of));
            }
            if let Some(at) = AVERAGED.iter().position(|&averaged| averaged == field) {
                all.push(macro_f1(field, &self.confusion[at]));
            }
        }
        all
    }

    /// The claims as a whole: marked, found, and found with their value.
    pub fn claims(&self) -> Retrieval {
        Retrieval { right: self.found, found: self.predicted, marked: self.marked }
    }

    /// Precision and recall by field, kind and rule.
    pub fn breakdown(&self) -> &Breakdown {
        &self.breakdown
    }

    /// How many documents were scored.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// How many records without a number were left out, because the marks have none.
    pub fn records(&self) -> usize {
        self.records
    }
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }
}

/// The measures of a field that a marked claim is counted in.
fn parts(field: Field, marked: &Figure) -> &'static [&'static str] {
    let given = !said(marked, field).is_empty();
    match (field, given) {
        (Field::Counted, true) => &["", "head"],
        (Field::Change | Field::Negated | Field::Hedged, true) => &["", "some"],
        (Field::Change, false) => &["", "none"],
        (Field::Negated | Field::Hedged, false) => &[""],
        (Field::Unit | Field::AboutTime, false) => &["none"],
        (Field::Speaker, false) if marked.field(Field::Attribution) == "own" => &["none"],
        (_, true) => &[""],
        (_, false) => &[],
    }
}

fn share(name: &str, hits: usize, of: usize) -> Measure {
    let value = if of == 0 { 0.0 } else { hits as f64 / of as f64 };
    Measure { name: name.to_owned(), value, of }
}

fn shares(prefix: &str, counts: &Counts<String>) -> Vec<Measure> {
    counts.iter().map(|(name, counted)| share(&format!("{prefix}.{name}"), counted.hits, counted.of)).collect()
}

fn macro_f1(field: Field, confusion: &BTreeMap<(String, String), usize>) -> Measure {
    let sum = |matches: &dyn Fn(&str, &str) -> bool| -> usize {
        confusion.iter().filter(|((marked, found), _)| matches(marked, found)).map(|(_, count)| count).sum()
    };
    let mut values: Vec<&str> = confusion.keys().map(|(marked, _)| marked.as_str()).collect();
    values.dedup();
    let f1s = values.iter().map(|&value| {
        let hits = sum(&|marked, found| marked == value && found == value);
        let sides = sum(&|marked, _| marked == value) + sum(&|_, found| found == value);
        2.0 * hits as f64 / sides as f64
    });
    let mean = f1s.sum::<f64>() / values.len().max(1) as f64;
    Measure { name: format!("{}.macro_f1", field.name()), value: mean, of: sum(&|_, _| true) }
}

fn number(figure: &Figure) -> String {
    let value = figure.value.map_or_else(|| "none".into(), |value| value.normalize().to_string());
    figure.value_high.map_or(value.clone(), |high| format!("{value} to {}", high.normalize()))
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// The figure in its surroundings, on one line.
fn around(text: &str, span: Span) -> String {
    let is_boundary = |&at: &usize| text.is_char_boundary(at);
    let start = (0..=span.start.saturating_sub(AROUND)).rev().find(is_boundary).unwrap_or(0);
    let end = (span.end + AROUND..text.len()).find(is_boundary).unwrap_or(text.len());
    let shown = format!("{}[[{}]]{}", &text[start..span.start], span.of(text), &text[span.end..end]);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::eval::{MutedFigure, evaluate};

    const TEXT: &str = "About 40 ships left on 4 May, 12 of them empty, and 3 came back by 9 am with 7 tons.";

    fn figure(quote: &str, value: i64) -> Figure {
        let start = TEXT.find(quote).unwrap();
        Figure::new(Span::new(start, start + quote.len()), Some(Decimal::from(value)), None)
            .with(Field::Kind, "count")
            .with(Field::Comparator, "exactly")
    }

    fn marked(figure: Figure) -> MarkedClaim {
        MarkedClaim { figure, unsure_value: false, unsure: Vec::new(), check: None }
    }

    fn live(figure: Figure, rule: &str) -> Prediction {
        Prediction { figure, rules: vec![rule.into()], muted_by: None }
    }

    /// Four claims: one found whole, one of another span and value, one muted wrongly, one missed. Two false alarms.
    fn scores() -> Scores {
        let about = figure("About 40 ships", 40).with(Field::Comparator, "about").with(Field::Counted, "ships");
        let document = MarkedDocument {
            id: "ships".into(),
            text: TEXT.into(),
            claims: vec![
                marked(about.clone()),
                marked(figure("12 of them", 12)),
                marked(figure("3 came", 3)),
                marked(figure("7 tons", 7)),
            ],
            muted: vec![MutedFigure { span: figure("9 am", 9).span, why: "clock".into() }],
        };
        let muted = Prediction { muted_by: Some("date.day".into()), ..live(figure("3 came", 3), "general") };
        let record = figure("back", 0).with(Field::Kind, "record");
        let found = vec![
            live(figure("9 am", 9), "general"),
            live(figure("12", 21), "people"),
            live(about, "people"),
            live(figure("empty", 0), "general"),
            live(record, "record"),
            muted,
        ];
        evaluate(&[document], [("ships".to_owned(), found)].into(), 5).unwrap()
    }

    #[test]
    fn measures_follow_from_the_pairs() {
        let measures = scores().measures();
        for (name, hits, of) in [
            ("f1", 2, 8),
            ("precision", 1, 4),
            ("found", 1, 4),
            ("found_span", 2, 4),
            ("span", 1, 1),
            ("found.count", 1, 4),
            ("comparator", 2, 2),
            ("counted", 1, 1),
            ("counted.head", 1, 1),
            ("missed", 2, 4),
            ("muted_wrongly", 1, 4),
            ("wrong_value", 1, 2),
            ("false_alarm", 2, 4),
            ("false_alarm.muted.clock", 1, 4),
            ("false_alarm.nothing", 1, 4),
            ("rule.general", 0, 2),
            ("rule.people", 1, 2),
            ("mute.date.day", 0, 1),
        ] {
            assert!(measures.contains(&share(name, hits, of)), "{name} is not {hits} of {of}: {measures:#?}");
        }
        assert_eq!(scores().records(), 1);
    }

    #[test]
    fn a_rare_value_weighs_as_much_as_a_common_one() {
        let cell = |marked: &str, found: &str, count| ((marked.to_owned(), found.to_owned()), count);
        let confusion = BTreeMap::from([
            cell("exactly", "exactly", 90),
            cell("about", "exactly", 10),
            cell("more than", "more than", 2),
        ]);
        let expected = (180.0 / 190.0 + 0.0 + 1.0) / 3.0;
        let measure = macro_f1(Field::Comparator, &confusion);
        assert!((measure.value - expected).abs() < 1e-12, "{measure:?}");
        assert_eq!(measure.of, 102);
    }

    #[test]
    fn mistakes_show_the_figure_in_its_surroundings() {
        let scores = scores();
        let missed = &scores.mistakes()["missed"];
        assert_eq!(missed.len(), 2);
        assert_eq!(missed[0].note, "3, muted by date.day");
        assert!(missed[0].text.contains("empty, and [[3 came]] back"), "{:?}", missed[0].text);
        assert_eq!(scores.mistakes()["wrong_value"][0].note, "12, found 21 in \"12\"");
    }

    #[test]
    fn unsure_fields_and_values_are_not_scored() {
        let claim = MarkedClaim { unsure_value: true, unsure: vec![Field::Kind], ..marked(figure("12 of them", 12)) };
        let document = MarkedDocument { id: String::new(), text: TEXT.into(), claims: vec![claim], muted: Vec::new() };
        let found = figure("12 of them", 13).with(Field::Kind, "share");
        let predictions = [(String::new(), vec![live(found, "general")])].into();
        let measures = evaluate(&[document], predictions, 0).unwrap().measures();
        assert!(measures.contains(&share("found", 1, 1)));
        assert!(!measures.iter().any(|measure| measure.name == "kind"), "{measures:?}");
    }
}
