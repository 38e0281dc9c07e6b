use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Scores;

/// The readable table: one measure a line, percent and what it is counted over; then the mistakes that were kept.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measures = self.measures();
        let width = measures.iter().map(|measure| measure.name.chars().count()).max().unwrap_or(0);
        writeln!(f, "{:<width$}  {:>7}", "documents", self.documents())?;
        writeln!(f, "{:<width$}  {:>7}  (left out: the marks have none)", "records", self.records())?;
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

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scores = serializer.serialize_struct("Scores", 4)?;
        scores.serialize_field("documents", &self.documents())?;
        scores.serialize_field("records", &self.records())?;
        scores.serialize_field("measures", &self.measures())?;
        scores.serialize_field("mistakes", self.mistakes())?;
        scores.end()
    }
}
