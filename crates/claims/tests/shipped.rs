//! The shipped rules: they load without a problem, and every example holds.

use std::collections::BTreeMap;

use claimsift_claims::{Engine, RuleSet};
use claimsift_text::{ParsedFile, RuleFile};
use toml::{Spanned, Table, Value};

#[test]
fn shipped_rules_have_no_problems() {
    let mut problems = Vec::new();
    let rules = RuleSet::load(RuleSet::shipped_files(), &mut problems);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert!(rules.rules().len() >= 30, "{} rules", rules.rules().len());
}

#[test]
fn every_shipped_example_holds() {
    let engine = Engine::new(RuleSet::load(RuleSet::shipped_files(), &mut Vec::new()));
    let told: Vec<String> = engine.check_examples().iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert!(engine.example_count() >= 2 * engine.rules().rules().len() - 2, "{} examples", engine.example_count());
}

/// The entries of one kind without their examples, with the places of all fields.
fn entries(file: &RuleFile, kind: &str) -> String {
    let mut problems = Vec::new();
    let mut parsed = ParsedFile::parse(file, 0, &mut problems);
    let mut taken = parsed.take::<BTreeMap<String, Spanned<Value>>>(kind, &mut problems);
    for entry in &mut taken {
        entry.value.retain(|key, _| !["finds", "skips", "splits", "example"].contains(&key.as_str()));
    }
    assert_eq!(problems, [], "{}", file.name);
    format!("{taken:#?}")
}

#[test]
fn packed_entries_are_those_of_their_files() {
    for (whole, packed) in RuleSet::shipped_files().iter().zip(&RuleSet::shipped_entries()) {
        let kinds: Table = whole.text.parse().unwrap();
        for (kind, _) in kinds.iter().filter(|(_, value)| value.is_array()) {
            assert_eq!(entries(whole, kind), entries(packed, kind), "{} {kind}", whole.name);
        }
    }
}
