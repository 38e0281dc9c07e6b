//! Scores extracted claims against texts whose figures were marked by hand.
//!
//! Each prediction is paired with at most one marked claim: the pair with the most bytes in common first, then the pair
//! of the same value, then the nearest start. From the pairs come the measures of [`Scores::measures`].

mod agreement;
mod figure;
mod marks;
mod pairing;
mod scores;
mod table;

pub use figure::{Field, Figure};
pub use marks::{MarkedClaim, MarkedDocument, MarksError, MutedFigure, read_marks};
pub use scores::{Measure, Mistake, Scores};

use claimsift_report::Row;
use claimsift_text::Span;

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
    /// Whether it is a boast without a number, which the marks do not have.
    fn is_record(&self) -> bool {
        self.figure.field(Field::Kind) == "record"
    }
}

impl From<&Row> for Prediction {
    fn from(row: &Row) -> Prediction {
        let decimal = |digits: &str| digits.parse().ok();
        let figure = Figure::new(Span::new(row.start, row.end), decimal(&row.value), decimal(&row.value_high))
            .with(Field::Unit, &row.unit)
            .with(Field::Comparator, row.comparator)
            .with(Field::Kind, row.kind)
            .with(Field::Change, row.change)
            .with(Field::Counted, &row.counted)
            .with(Field::Speaker, &row.speaker)
            .with(Field::Attribution, row.attribution)
            .with(Field::AboutTime, &row.about_time)
            .with(Field::Modality, row.modality)
            .with(Field::Negated, &row.negated);
        Prediction {
            figure,
            rules: row.rules.iter().map(str::to_owned).collect(),
            muted_by: (!row.muted_by.is_empty()).then(|| row.muted_by.clone()),
        }
    }
}

/// Scores what `predict` gives for each document. `mistakes` is how many mistakes of each sort to keep.
///
/// Spans of predictions are bytes of the document's text as given.
pub fn evaluate(
    documents: &[MarkedDocument],
    mistakes: usize,
    mut predict: impl FnMut(&MarkedDocument) -> Vec<Prediction>,
) -> Scores {
    let mut scores = Scores::new(mistakes);
    for document in documents {
        let (muted, live): (Vec<_>, Vec<_>) =
            predict(document).into_iter().partition(|prediction| prediction.muted_by.is_some());
        let (records, mut live): (Vec<_>, Vec<_>) = live.into_iter().partition(Prediction::is_record);
        live.sort_by_key(|prediction| prediction.figure.span);
        scores.add(document, &live, &muted, records.len());
    }
    scores
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
