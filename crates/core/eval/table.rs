use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Retrieval, Scores};

/// The readable tables: precision, recall and F1 of the claims, by field, kind and rule; then one measure a line, percent
/// and what it is counted over; then the mistakes that were kept.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measures = self.measures();
        let tables = self.breakdown().tables();
        let names = tables.iter().flat_map(|(_, lines)| lines.iter().map(|&(name, _)| name));
        let names = names.chain(measures.iter().map(|measure| measure.name.as_str()));
        let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
        writeln!(f, "{:<width$}  {:>7}", "documents", self.documents())?;
        if self.records() > 0 {
            writeln!(f, "{:<width$}  {:>7}  (left out: the marks have none)", "records", self.records())?;
        }
        writeln!(f, "\n{:<width$}  precision   recall       F1   found  marked", "")?;
        write_line(f, width, "claims", self.claims())?;
        for (title, lines) in tables {
            writeln!(f, "\n{title}")?;
            lines.into_iter().try_for_each(|(name, retrieval)| write_line(f, width, name, retrieval))?;
        }
        writeln!(f, "\nmeasures")?;
        for measure in &measures {
            writeln!(f, "{:<width$}  {:>6.2}%  of {}", measure.name, 100.0 * measure.value, measure.of)?;
        }
        for (sort, mistakes) in self.mistakes() {
            writeln!(f, "\n{sort}")?;
            for mistake in mistakes {
                writeln!(f, "  {}: {}: {}", mistake.document, mistake.note, mistake.text)?;
            }
        }
        Ok(())
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, width: usize, name: &str, retrieval: Retrieval) -> fmt::Result {
    let [precision, recall, f1] =
        [retrieval.precision(), retrieval.recall(), retrieval.f1()].map(|share| 100.0 * share);
    let Retrieval { found, marked, .. } = retrieval;
    writeln!(f, "{name:<width$}  {precision:>8.2}%  {recall:>6.2}%  {f1:>6.2}%  {found:>6}  {marked:>6}")
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scores = serializer.serialize_struct("Scores", 5)?;
        scores.serialize_field("documents", &self.documents())?;
        scores.serialize_field("records", &self.records())?;
        scores.serialize_field("retrieval", &self.breakdown().lines())?;
        scores.serialize_field("measures", &self.measures())?;
        scores.serialize_field("mistakes", self.mistakes())?;
        scores.end()
    }
}
