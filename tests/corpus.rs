//! The texts of `corpus/`: their marks, the figures reached on them, and the table that comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::eval::{Measure, evaluate, read_marks, read_predictions};

use crate::case::{Case, finish, project};

#[path = "../benches/text/mod.rs"]
mod bench_text;

const MARKS: &str = "tests/corpus/marks.jsonl";
const GOLDEN: &str = "tests/corpus/claims.csv";
const FLOOR: &str = "tests/corpus/floor.toml";

fn path(name: &str) -> PathBuf {
    project().join(name)
}

/// What the command prints, run where `corpus` is the folder's name in every row.
fn claimsift(arguments: &[&str]) -> String {
    finish(Case::new().command().args(arguments).current_dir(project()), "").ends(0).stdout
}

#[test]
fn every_document_of_the_corpus_has_its_marks() {
    let marked = read_marks(&path(MARKS)).unwrap().into_iter().map(|document| (document.id, document.text));
    let read = Documents::open([Source::Path(path("corpus"))], ReadOptions::default()).filter_map(Result::ok);
    let read: BTreeMap<String, String> = read.map(|document| (document.id, document.text)).collect();
    assert_eq!(read.len(), 12);
    assert_eq!(marked.collect::<BTreeMap<_, _>>(), read, "a text changed without its marks in {MARKS}");
}

#[test]
fn the_figures_of_the_corpus_do_not_fall() {
    let documents = read_marks(&path(MARKS)).unwrap();
    let records = claimsift(&["extract", "corpus", "--muted", "--format", "jsonl"]);
    let measures = evaluate(&documents, read_predictions(&records).unwrap(), 0).unwrap().measures();
    let floor: BTreeMap<String, f64> = toml::from_str(&fs::read_to_string(path(FLOOR)).unwrap()).unwrap();
    let below: Vec<String> = floor.iter().filter_map(|(name, &least)| fallen(&measures, name, least)).collect();
    assert!(below.is_empty(), "below {FLOOR}:\n{}", below.join("\n"));
}

fn fallen(measures: &[Measure], name: &str, least: f64) -> Option<String> {
    let measure = measures.iter().find(|measure| measure.name == name);
    let reached = 100.0 * measure.unwrap_or_else(|| panic!("{FLOOR} names {name}, which is not measured")).value;
    if reached > least + 1.0 {
        println!("{name} has risen to {reached:.2}: raise its floor of {least:.2}");
    }
    (reached < least).then(|| format!("{name} {reached:.2}, floor {least:.2}"))
}

#[test]
fn the_table_of_the_corpus_is_as_reviewed() {
    let found = claimsift(&["extract", "corpus", "--format", "csv"]);
    let reviewed = fs::read_to_string(path(GOLDEN)).unwrap();
    let differing = found.lines().zip(reviewed.lines()).position(|(found, reviewed)| found != reviewed);
    let line = differing.unwrap_or_else(|| found.lines().count().min(reviewed.lines().count()));
    assert!(
        found == reviewed,
        "{GOLDEN} differs from line {}:\n  found    {}\n  reviewed {}\n\
         Write it anew with `cargo run -- extract corpus -o {GOLDEN}`, and review the difference with `git diff --word-diff`.",
        line + 1,
        found.lines().nth(line).unwrap_or("nothing"),
        reviewed.lines().nth(line).unwrap_or("nothing"),
    );
}

#[test]
fn bench_texts_keep_their_density_and_repeat_nothing() {
    for target in [bench_text::NEWS, bench_text::SPARSE] {
        // The generator itself refuses a text whose density is off.
        let text = bench_text::generate(target, 1 << 19);
        assert_eq!(text, bench_text::generate(target, 1 << 19));
        let sentences = text.split("\n\n").filter(|paragraph| paragraph.len() > 60);
        let mut seen = std::collections::HashSet::new();
        assert!(sentences.map(str::trim).all(|paragraph| seen.insert(paragraph)), "a paragraph stands there twice");
    }
}
