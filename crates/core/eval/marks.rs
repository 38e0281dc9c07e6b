use std::path::Path;
use std::{fmt, fs, io};

use claimsift_text::Span;
use serde_json::{Map, Value};

use super::{Field, Figure, Placed};

/// A text whose figures were marked by hand.
#[derive(Clone, Debug)]
pub struct MarkedDocument {
    /// Its id, the one that extraction gives it.
    pub id: String,
    /// Its text as given.
    pub text: String,
    /// The figures that someone could check, in the order of the text.
    pub claims: Vec<MarkedClaim>,
    /// The figures that are not worth checking, in the order of the text.
    pub muted: Vec<MutedFigure>,
}

/// A figure that someone could check.
#[derive(Clone, Debug)]
pub struct MarkedClaim {
    /// Where it stands and what it says.
    pub figure: Figure,
    /// Any value counts as right.
    pub unsure_value: bool,
    /// The fields that are open to argument, and so are not scored.
    pub unsure: Vec<Field>,
}

/// A figure that is not worth checking.
#[derive(Clone, Debug)]
pub struct MutedFigure {
    /// Its place in the text as given, in bytes.
    pub span: Span,
    /// Why not: `year`, `clock`, …
    pub why: String,
}

impl Placed for MarkedClaim {
    fn span(&self) -> Span {
        self.figure.span
    }
}

impl Placed for MutedFigure {
    fn span(&self) -> Span {
        self.span
    }
}

/// Why a file of marks cannot be read.
#[derive(Debug)]
pub struct MarksError {
    file: String,
    /// From 1; 0 when the file itself is the trouble.
    line: usize,
    reason: String,
}

impl fmt::Display for MarksError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.reason),
            line => write!(f, "{}:{line}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for MarksError {}

/// Reads the marked documents of a JSONL file, or of all `.jsonl` files in a folder in the order of their names.
///
/// A line holds `id`, `text`, `claims` and `muted`; `start` and `end` of a mark count characters. Fails at the first line
/// that is no such document, at a mark whose quote does not stand where it says, and when two documents have one id:
/// figures measured on broken marks would mislead.
pub fn read_marks(path: &Path) -> Result<Vec<MarkedDocument>, MarksError> {
    let mut documents: Vec<MarkedDocument> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    for file in files(path).map_err(|error| failure(path, 0, error))? {
        let text = fs::read_to_string(&file).map_err(|error| failure(&file, 0, error))?;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let document = document(line).map_err(|reason| failure(&file, index + 1, reason))?;
            if !ids.insert(document.id.clone()) {
                return Err(failure(&file, index + 1, format!("a second document has the id {}", document.id)));
            }
            documents.push(document);
        }
    }
    Ok(documents)
}

fn failure(file: &Path, line: usize, reason: impl fmt::Display) -> MarksError {
    MarksError { file: file.display().to_string(), line, reason: reason.to_string() }
}

fn files(path: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    Ok(files)
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
    let mut claims = marks(&object, "claims", |mark| claim(mark, &places))?;
    let mut muted = marks(&object, "muted", |mark| muted_figure(mark, &places))?;
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

fn claim(mark: &Map<String, Value>, places: &Places) -> Result<MarkedClaim, String> {
    let figure = Figure::from_json(places.span(mark)?, mark)?;
    let unsure: Vec<&str> =
        mark.get("unsure").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    Ok(MarkedClaim {
        figure,
        unsure_value: unsure.contains(&"value"),
        unsure: Field::ALL.into_iter().filter(|field| unsure.contains(&field.name())).collect(),
    })
}

fn muted_figure(mark: &Map<String, Value>, places: &Places) -> Result<MutedFigure, String> {
    let why = mark.get("why").and_then(Value::as_str).unwrap_or("other").to_owned();
    Ok(MutedFigure { span: places.span(mark)?, why })
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
        assert_eq!(claim.unsure, [Field::Kind]);
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
        fs::write(&file, format!("{}\n\n{}\n", mark("£6m", 2, 5), mark("£6m", 2, 5))).unwrap();
        let error = read_marks(folder.path()).unwrap_err().to_string();
        assert!(error.ends_with("a.jsonl:3: a second document has the id 7"), "{error}");
        assert!(read_marks(&folder.path().join("none")).is_err());
    }
}
