//! Marks in a file beside their text: `NAME.marks` for `NAME.txt`, one JSON object a line, in the order of the text.
//!
//! `corpus/README.md` has the form. A quote is looked for behind the mark before it, after the words of `after` if the
//! mark has them, so that marks survive small changes of their text.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use claimsift_claims::{Attribution, Change, Kind, Modality};
use claimsift_documents::{Document, Documents, ReadOptions, Source};
use claimsift_quantities::Comparator;
use claimsift_text::Span;
use serde_json::{Map, Value};

use super::marks::{claim, muted_figure};
use super::{Field, MarkedDocument, Marks, MarksError};

/// The keys of a claim, and of a muted figure; others are mistakes of typing.
const CLAIM_KEYS: &[&str] = &[
    "quote",
    "after",
    "value",
    "value_high",
    "comparator",
    "unit",
    "kind",
    "change",
    "counted",
    "topic",
    "goes_with",
    "speaker",
    "attribution",
    "about_time",
    "modality",
    "negated",
    "hedged",
    "check",
    "unsure",
];
const MUTED_KEYS: &[&str] = &["muted", "after", "why"];

/// What a mark says when it leaves the field out.
const DEFAULTS: [(Field, &str); 3] =
    [(Field::Comparator, "exactly"), (Field::Attribution, "own"), (Field::Modality, "stated")];

/// The file that holds the marks of a text.
pub(super) fn marks_of(text: &Path) -> PathBuf {
    text.with_extension("marks")
}

/// Reads a text or a folder of texts with their marks.
pub(super) fn read(path: &Path) -> Marks {
    let mut marks = Marks::default();
    let mut files: HashMap<PathBuf, Option<MarksFile>> = HashMap::new();
    // What is wrong with a text is told where its claims are extracted.
    for document in Documents::open([Source::Path(path.to_path_buf())], ReadOptions::default()).flatten() {
        let path = marks_of(Path::new(&document.file));
        let file = files.entry(path).or_insert_with_key(|path| MarksFile::read(path, &mut marks.problems));
        if let Some(file) = file {
            marks.documents.extend(file.document(document, &mut marks.problems));
        }
    }
    let mut files: Vec<_> = files.into_values().flatten().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.iter().for_each(|file| file.tell_unused(&mut marks.problems));
    marks
}

/// A file of marks, taken apart by documents.
struct MarksFile {
    path: PathBuf,
    sections: Vec<Section>,
}

/// The marks of one document.
struct Section {
    /// The document's id; empty in the file of a single text.
    doc: String,
    /// The line that names the document.
    line: usize,
    marks: Vec<(usize, Map<String, Value>)>,
    used: bool,
}

impl MarksFile {
    fn read(path: &Path, problems: &mut Vec<MarksError>) -> Option<MarksFile> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                problems.push(MarksError::new(path, 0, format!("no marks, so the text is left out: {error}")));
                return None;
            }
        };
        let mut file = MarksFile { path: path.to_path_buf(), sections: Vec::new() };
        for (index, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                file.add(index + 1, line).unwrap_or_else(|reason| problems.push(file.problem(index + 1, reason)));
            }
        }
        Some(file)
    }

    fn add(&mut self, line: usize, text: &str) -> Result<(), String> {
        let object: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| format!("not a JSON object: {error}"))?;
        let doc = object.get("doc").and_then(Value::as_str);
        if doc.is_some() || self.sections.is_empty() {
            let doc = doc.unwrap_or_default().to_owned();
            self.sections.push(Section { doc, line, marks: Vec::new(), used: false });
        }
        if doc.is_none() {
            self.sections.last_mut().expect("a section has begun").marks.push((line, object));
        }
        Ok(())
    }

    fn document(&mut self, document: Document, problems: &mut Vec<MarksError>) -> Option<MarkedDocument> {
        let is_record = document.record_line.is_some();
        let wanted = if is_record { document.id.as_str() } else { "" };
        let Some(section) = self.sections.iter_mut().find(|section| section.doc == wanted) else {
            problems.push(self.problem(0, format!("no marks of the document {}, so it is left out", document.id)));
            return None;
        };
        section.used = true;
        let mut reader = MarkReader {
            at: 0,
            document: MarkedDocument { id: document.id, text: document.text, claims: Vec::new(), muted: Vec::new() },
        };
        let failed = section.marks.iter().filter_map(|(line, mark)| Some((line, reader.add(mark).err()?)));
        problems.extend(failed.map(|(&line, reason)| MarksError::new(&self.path, line, reason)));
        Some(reader.document)
    }

    fn tell_unused(&self, problems: &mut Vec<MarksError>) {
        let unused = self.sections.iter().filter(|section| !section.used);
        problems.extend(unused.map(|section| self.problem(section.line, format!("no document {:?}", section.doc))));
    }

    fn problem(&self, line: usize, reason: String) -> MarksError {
        MarksError::new(&self.path, line, reason)
    }
}

/// Finds marks in their text, one behind the other.
struct MarkReader {
    document: MarkedDocument,
    /// The end of the last mark that was found.
    at: usize,
}

impl MarkReader {
    fn add(&mut self, mark: &Map<String, Value>) -> Result<(), String> {
        let muted = mark.get("muted").and_then(Value::as_str);
        check_keys(mark, if muted.is_some() { MUTED_KEYS } else { CLAIM_KEYS })?;
        let quote = muted.or_else(|| mark.get("quote").and_then(Value::as_str)).ok_or("neither `quote` nor `muted`")?;
        let span = self.find(quote, mark.get("after").and_then(Value::as_str).unwrap_or_default())?;
        match muted {
            Some(_) => self.document.muted.push(muted_figure(mark, span)),
            None => self.document.claims.push(claim(&with_defaults(mark)?, span, &[Field::Topic])?),
        }
        self.at = span.end;
        Ok(())
    }

    fn find(&self, quote: &str, after: &str) -> Result<Span, String> {
        let text = &self.document.text;
        let find = |words: &str, from: usize| text[from..].find(words).map(|at| from + at);
        let from = find(after, self.at).ok_or_else(|| self.not_found(after))? + after.len();
        let start = find(quote, from).ok_or_else(|| self.not_found(quote))?;
        Ok(Span::new(start, start + quote.len()))
    }

    fn not_found(&self, words: &str) -> String {
        match self.document.text[..self.at].contains(words) {
            true => format!("{words:?} stands only before the mark above it: marks go in the order of the text"),
            false => format!("{words:?} is not in the text"),
        }
    }
}

fn check_keys(mark: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    match mark.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown field `{key}`: one of {}", known.join(", "))),
        None => Ok(()),
    }
}

/// The mark with what it leaves out, when it names nothing that does not exist.
fn with_defaults(mark: &Map<String, Value>) -> Result<Map<String, Value>, String> {
    if !mark.get("check").is_some_and(Value::is_boolean) {
        return Err("`check` is to be true or false".into());
    }
    let mut mark = mark.clone();
    for (field, text) in DEFAULTS {
        mark.entry(field.name()).or_insert_with(|| text.into());
    }
    let comparators: Vec<&str> = Comparator::ALL.iter().map(|comparator| comparator.as_str()).collect();
    for (field, known) in [
        (Field::Kind, Kind::NAMES),
        (Field::Comparator, &comparators),
        (Field::Attribution, Attribution::NAMES),
        (Field::Modality, Modality::NAMES),
    ] {
        check_name(&mark, field, known)?;
    }
    if mark.get("change").and_then(Value::as_str).is_some_and(|change| !change.is_empty()) {
        check_name(&mark, Field::Change, Change::NAMES)?;
    }
    Ok(mark)
}

fn check_name(mark: &Map<String, Value>, field: Field, known: &[&str]) -> Result<(), String> {
    let name = mark.get(field.name()).and_then(Value::as_str).unwrap_or_default();
    match known.contains(&name) {
        true => Ok(()),
        false => Err(format!("unknown {} {name:?}: one of {}", field.name(), known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Two boats sank at 6:40, two men swam, and 12 boats came. Two boats were saved.";

    /// What the marks of [`TEXT`] give: the quotes found, each with its place, and the problems.
    fn read_beside(marks: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("boats.txt"), TEXT).unwrap();
        fs::write(folder.path().join("boats.marks"), marks).unwrap();
        let Marks { documents, problems } = read(folder.path());
        let spans = documents.iter().flat_map(|document| {
            document.claims.iter().map(|claim| claim.figure.span).chain(document.muted.iter().map(|muted| muted.span))
        });
        let found = spans.map(|span| format!("{} {}", span.start, span.of(TEXT))).collect();
        let shown = format!("{}/", folder.path().display());
        (found, problems.iter().map(|problem| problem.to_string().replace(&shown, "")).collect())
    }

    #[test]
    fn quotes_are_found_in_order_and_the_rest_goes_on() {
        let claim =
            |quote: &str, more: &str| format!("{{\"quote\":{quote:?},\"kind\":\"count\",\"check\":true{more}}}\n");
        let muted = r#"{"muted":"6:40","why":"clock"}"#.to_owned() + "\n";
        for (marks, found, problem) in [
            (claim("Two boats", "") + &muted, vec!["0 Two boats", "18 6:40"], ""),
            (claim("Two boats", ",\"after\":\"came.\""), vec!["57 Two boats"], ""),
            (claim("Two boats", "") + &claim("Two boats", ""), vec!["0 Two boats", "57 Two boats"], ""),
            ("# all of them\n\n".to_owned() + &claim("12 boats", ""), vec!["42 12 boats"], ""),
            (
                claim("12 boats", "") + &claim("two men", "") + &claim("Two boats", ""),
                vec!["42 12 boats", "57 Two boats"],
                "boats.marks:2: \"two men\" stands only before the mark above it: marks go in the order of the text",
            ),
            (claim("13 boats", "") + &muted, vec!["18 6:40"], "boats.marks:1: \"13 boats\" is not in the text"),
            (claim("Two boats", ",\"knid\":1"), vec![], "boats.marks:1: unknown field `knid`: one of quote"),
            (
                claim("Two boats", "").replace("count", "boat"),
                vec![],
                "boats.marks:1: unknown kind \"boat\": one of count",
            ),
            (claim("Two boats", ",\"change\":\"up\""), vec![], "boats.marks:1: unknown change \"up\": one of up by"),
            (claim("Two boats", "").replace(":true", ":1"), vec![], "boats.marks:1: `check` is to be true or false"),
            ("{\"doc\":\"ship\"}\n".to_owned(), vec![], "boats.marks: no marks of the document boats.txt"),
            ("[]\n".to_owned(), vec![], "boats.marks:1: not a JSON object"),
        ] {
            let (spans, problems) = read_beside(&marks);
            assert_eq!(spans, found, "{marks}");
            let first = problems.first().map_or("", String::as_str);
            assert!(first.starts_with(problem) && first.is_empty() == problem.is_empty(), "{marks}{problems:?}");
        }
    }

    #[test]
    fn records_of_one_file_have_their_marks_in_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let records =
            "{\"id\":\"a\",\"text\":\"9 boats\"}\n{\"id\":\"b\",\"text\":\"9 oars\"}\n{\"id\":\"c\",\"text\":\"x\"}\n";
        fs::write(folder.path().join("wire.jsonl"), records).unwrap();
        let mark = "{\"quote\":\"9\",\"value\":\"9\",\"kind\":\"count\",\"check\":false,\"comparator\":\"about\"}\n";
        let marks = format!("{{\"doc\":\"b\"}}\n{{\"doc\":\"a\"}}\n{mark}{{\"doc\":\"z\"}}\n");
        fs::write(folder.path().join("wire.marks"), marks).unwrap();
        let Marks { documents, problems } = read(&folder.path().join("wire.jsonl"));
        let counts: Vec<_> = documents.iter().map(|document| (document.id.as_str(), document.claims.len())).collect();
        assert_eq!(counts, [("a", 1), ("b", 0)]);
        let claim = &documents[0].claims[0];
        assert_eq!((claim.figure.field(Field::Comparator), claim.figure.field(Field::Modality)), ("about", "stated"));
        assert_eq!((claim.check, &claim.unsure[..]), (Some(false), &[Field::Topic][..]));
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(problems[0].ends_with("wire.marks: no marks of the document c, so it is left out"), "{problems:?}");
        assert!(problems[1].ends_with("wire.marks:4: no document \"z\""), "{problems:?}");
    }
}
