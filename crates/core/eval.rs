//! Scores extracted claims against texts whose figures were marked by hand.
//!
//! Each prediction is paired with at most one marked claim: the pair with the most bytes in common first, then the pair
//! of the same value, then the nearest start. From the pairs come the measures of [`Scores::measures`].

mod agreement;
mod beside;
mod figure;
mod fit;
mod inside;
mod marks;
mod pairing;
mod retrieval;
mod scores;
mod table;

pub use figure::{Field, Figure};
pub use fit::{Fit, fit};
pub use marks::{MarkedClaim, MarkedDocument, Marks, MarksError, MutedFigure, read_marks};
pub use retrieval::{Breakdown, Retrieval};
pub use scores::{Measure, Mistake, Scores};

use std::collections::BTreeMap;
use std::ops::Range;

use claimsift_text::Span;
use serde_json::{Map, Value};

/// What was extracted for one marked document, in the order of its text.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// Where it stands and what it says.
    pub figure: Figure,
    /// The rules that contributed.
    pub rules: Vec<String>,
    /// The rule that muted it; then it is no prediction, but it tells which claims were muted wrongly.
    pub muted_by: Option<String>,
}

impl Prediction {
    fn from_json(object: &Map<String, Value>) -> Result<Prediction, String> {
        let offset = |key: &str| {
            let offset = object.get(key).and_then(Value::as_u64).and_then(|offset| usize::try_from(offset).ok());
            offset.ok_or_else(|| format!("no `{key}`"))
        };
        let (start, end) = (offset("start")?, offset("end")?);
        let span = (start <= end).then(|| Span::new(start, end)).ok_or("`end` lies before `start`")?;
        let rules = object.get("rules").and_then(Value::as_array).into_iter().flatten();
        Ok(Prediction {
            figure: Figure::from_json(span, object)?,
            rules: rules.filter_map(Value::as_str).map(str::to_owned).collect(),
            muted_by: object.get("muted_by").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned),
        })
    }

    /// Whether it is a boast without a number, which some sets of marks do not have.
    fn is_record(&self) -> bool {
        self.figure.field(Field::Kind) == "record"
    }
}

/// What was extracted, by the documents' ids.
pub type Predictions = BTreeMap<String, Vec<Prediction>>;

/// Reads the records that `claimsift extract --muted --format jsonl` writes, one claim a line.
///
/// Fails at the first line that is no such record.
pub fn read_predictions(records: &str) -> Result<Predictions, String> {
    let mut predictions = Predictions::new();
    for record in records.lines() {
        let object: Map<String, Value> = serde_json::from_str(record).map_err(|error| format!("{error}: {record}"))?;
        let doc_id = object.get("doc_id").and_then(Value::as_str).ok_or_else(|| format!("no `doc_id`: {record}"))?;
        let prediction = Prediction::from_json(&object).map_err(|reason| format!("{reason}: {record}"))?;
        predictions.entry(doc_id.to_owned()).or_default().push(prediction);
    }
    Ok(predictions)
}

/// Scores the predictions for each document; those for other documents are not looked at. `mistakes` is how many mistakes
/// of each sort to keep. Boasts without a number are left out where no mark is one.
pub fn evaluate(documents: &[MarkedDocument], mut predictions: Predictions, mistakes: usize) -> Result<Scores, String> {
    let mut scores = Scores::new(mistakes);
    let marks_records = documents.iter().flat_map(|document| &document.claims).any(MarkedClaim::is_record);
    for document in documents {
        let found = predictions.remove(&document.id).unwrap_or_default();
        if let Some(outside) =
            found.iter().find(|prediction| document.text.get(Range::from(prediction.span())).is_none())
        {
            return Err(format!("{:?} lies outside the marked text of {}", outside.span(), document.id));
        }
        let (muted, live): (Vec<_>, Vec<_>) = found.into_iter().partition(|prediction| prediction.muted_by.is_some());
        let (records, mut live): (Vec<_>, Vec<_>) =
            live.into_iter().partition(|prediction| !marks_records && prediction.is_record());
        live.sort_by_key(|prediction| prediction.figure.span);
        scores.add(document, &live, &muted, records.len());
    }
    Ok(scores)
}

/// Something that stands somewhere in a text.
trait Placed {
    fn span(&self) -> Span;
}

impl Placed for Prediction {
    fn span(&self) -> Span {
        self.figure.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_by_document() {
        let records = concat!(
            r#"{"doc_id": "a.txt", "start": 3, "end": 9, "value": 7, "unit": null, "rules": ["people.count"], "muted_by": null}"#,
            "\n",
            r#"{"doc_id": "b.txt", "start": 0, "end": 4, "value": null, "rules": ["date.year"], "muted_by": "date.year"}"#,
        );
        let predictions = read_predictions(records).unwrap();
        let [a, b] = [&predictions["a.txt"][0], &predictions["b.txt"][0]];
        assert_eq!((a.figure.span, a.figure.value, a.figure.field(Field::Unit)), (Span::new(3, 9), Some(7.into()), ""));
        assert_eq!((&a.rules[..], &a.muted_by), (&["people.count".to_owned()][..], &None));
        assert_eq!(b.muted_by.as_deref(), Some("date.year"));
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for (record, reason) in [
            ("{}", "no `doc_id`"),
            (r#"{"doc_id": "a"}"#, "no `start`"),
            (r#"{"doc_id": "a", "start": 5, "end": 4}"#, "`end` lies before `start`"),
            (r#"{"doc_id": "a", "start": 5, "end": 6, "value": "x"}"#, "`value` is no decimal: x"),
        ] {
            let error = read_predictions(record).unwrap_err();
            assert!(error.starts_with(reason), "{error}");
        }
    }

    #[test]
    fn a_claim_outside_the_marked_text_is_of_another_text() {
        let document = MarkedDocument { id: "a".into(), text: "short".into(), claims: Vec::new(), muted: Vec::new() };
        let predictions = read_predictions(r#"{"doc_id": "a", "start": 3, "end": 9}"#).unwrap();
        assert!(evaluate(&[document], predictions, 0).is_err());
    }
}
