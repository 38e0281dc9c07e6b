//! The texts of `corpus/`: their marks, the figures reached on them, and the table that comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::eval::{Marks, evaluate, read_marks, read_predictions};

use crate::case::{Case, finish, project};

#[path = "../benches/text/mod.rs"]
mod bench_text;

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
    let Marks { documents, problems } = read_marks(&path("corpus")).unwrap();
    assert!(problems.is_empty(), "{}", problems.iter().map(|problem| format!("{problem}\n")).collect::<String>());
    assert!(documents.iter().all(|document| !document.claims.is_empty()));
    let read = Documents::open([Source::Path(path("corpus"))], ReadOptions::default());
    assert_eq!(read.filter_map(Result::ok).count(), documents.len());
}

#[test]
fn the_figures_of_the_corpus_do_not_fall() {
    let documents = read_marks(&path("corpus")).unwrap().documents;
    let records = claimsift(&["extract", "corpus", "--muted", "--format", "jsonl"]);
    let scores = evaluate(&documents, read_predictions(&records).unwrap(), 0).unwrap();
    let mut reached: BTreeMap<String, f64> =
        scores.measures().into_iter().map(|measure| (measure.name, measure.value)).collect();
    for (table, rows) in scores.breakdown().tables() {
        reached.extend(rows.into_iter().map(|(name, retrieval)| (format!("{table}: {name}"), retrieval.f1())));
    }
    let floor: BTreeMap<String, f64> = toml::from_str(&fs::read_to_string(path(FLOOR)).unwrap()).unwrap();
    let below: Vec<String> = floor.iter().filter_map(|(name, &least)| fallen(&reached, name, least)).collect();
    assert!(below.is_empty(), "below {FLOOR}:\n{}", below.join("\n"));
}

fn fallen(reached: &BTreeMap<String, f64>, name: &str, least: f64) -> Option<String> {
    let reached = 100.0 * reached.get(name).unwrap_or_else(|| panic!("{FLOOR} names {name}, which is not measured"));
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
