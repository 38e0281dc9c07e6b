//! Marks inside the records of a JSONL file, as others publish them: a line holds `id`, `text`, `claims` and `muted`;
//! `start` and `end` of a mark count characters.

use std::fs;
use std::path::Path;

use claimsift_text::Span;
use serde_json::{Map, Value};

use super::marks::{claim, muted_figure};
use super::{Field, MarkedDocument, MarksError, Placed};

/// What such files need not say of a claim.
const OPTIONAL: [Field; 2] = [Field::Topic, Field::Hedged];

/// Reads the documents of a file. Fails at the first line that is none, and at a mark whose quote does not stand where it
/// says.
pub(super) fn read(file: &Path) -> Result<Vec<MarkedDocument>, MarksError> {
    let text = fs::read_to_string(file).map_err(|error| MarksError::new(file, 0, error))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| document(line).map_err(|reason| MarksError::new(file, index + 1, reason))).collect()
}

fn document(line: &str) -> Result<MarkedDocument, String> {
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("not a JSON object: {error}"))?;
    let id = match object.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err("no `id`".into()),
    };
    let text = object.get("text").and_then(Value::as_str).ok_or("no `text`")?.to_owned();
    let places = Places::new(&text);
    let mut claims = marks(&object, "claims", |mark| claim(mark, places.span(mark)?, &OPTIONAL))?;
    let mut muted = marks(&object, "muted", |mark| Ok(muted_figure(mark, places.span(mark)?)))?;
    claims.sort_by_key(Placed::span);
    muted.sort_by_key(Placed::span);
    Ok(MarkedDocument { id, text, claims, muted })
}

fn marks<T>(
    object: &Map<String, Value>,
    key: &str,
    read: impl Fn(&Map<String, Value>) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let list = object.get(key).and_then(Value::as_array).ok_or_else(|| format!("no list `{key}`"))?;
    list.iter().map(|mark| read(mark.as_object().ok_or_else(|| format!("`{key}` holds no objects"))?)).collect()
}

/// Where each character of a text stands in bytes.
struct Places<'t> {
    text: &'t str,
    /// The start of each character, and the end of the text.
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Places<'t> {
        Places { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// The place of a mark in bytes, when its quote stands there.
    fn span(&self, mark: &Map<String, Value>) -> Result<Span, String> {
        let offset = |key: &str| {
            let character = mark.get(key).and_then(Value::as_u64).ok_or_else(|| format!("a mark without `{key}`"))?;
            let start = usize::try_from(character).ok().and_then(|character| self.starts.get(character));
            start.copied().ok_or_else(|| format!("`{key}` {character} lies outside the text"))
        };
        let (start, end) = (offset("start")?, offset("end")?);
        let quote = mark.get("quote").and_then(Value::as_str).ok_or("a mark without `quote`")?;
        match self.text.get(start..end) {
            Some(found) if found == quote => Ok(Span::new(start, end)),
            found => Err(format!("the mark {quote:?} stands on {:?}", found.unwrap_or_default())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(quote: &str, start: usize, end: usize) -> String {
        format!(
            r#"{{"id": 7, "text": "a £6m loan", "claims": [{{"quote": "{quote}", "start": {start}, "end": {end}, "value": 6000000, "unsure": ["value", "kind"]}}], "muted": []}}"#
        )
    }

    #[test]
    fn characters_become_bytes() {
        let document = document(&mark("£6m", 2, 5)).unwrap();
        assert_eq!(document.id, "7");
        let [claim] = &document.claims[..] else { panic!("{document:?}") };
        assert_eq!(claim.figure.span, Span::new(2, 6));
        assert!(claim.unsure_value);
        assert_eq!(claim.unsure, [Field::Kind, Field::Hedged, Field::Topic]);
    }

    #[test]
    fn broken_marks_are_refused_with_the_reason() {
        for (line, reason) in [
            (mark("£6m", 3, 6), "the mark \"£6m\" stands on \"6m \""),
            (mark("£6m", 5, 2), "the mark \"£6m\" stands on \"\""),
            (mark("£6m", 2, 50), "`end` 50 lies outside the text"),
            ("{}".into(), "no `id`"),
            (r#"{"id": "a"}"#.into(), "no `text`"),
            (r#"{"id": "a", "text": ""}"#.into(), "no list `claims`"),
            (r#"{"id": "a", "text": "", "claims": [1]}"#.into(), "`claims` holds no objects"),
            (r#"{"id": "a", "text": "", "claims": [{"start": 0, "end": 0}]}"#.into(), "a mark without `quote`"),
        ] {
            assert_eq!(document(&line).unwrap_err(), reason, "{line}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jsonl");
        fs::write(&file, format!("{}\n\n{{}}\n", mark("£6m", 2, 5))).unwrap();
        let error = read(&file).unwrap_err().to_string();
        assert!(error.ends_with("a.jsonl:3: no `id`"), "{error}");
        assert!(read(&folder.path().join("none")).is_err());
    }
}
