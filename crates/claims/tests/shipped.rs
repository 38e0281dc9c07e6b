//! The shipped rules: they load without a problem, and every example holds.

use claimsift_claims::{Engine, RuleSet};

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
