//! What sentences say: which claims they make, of what kind, how the figures moved, and which belong together.

use claimsift_claims::{Claim, Context, Discourse, Engine, Places, RuleSet, Scratch};
use claimsift_text::Span;

const CASES: &str = include_str!("meaning.toml");

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    claims: Vec<String>,
}

/// The claims of a sentence that are shown, as the table writes them.
fn shown(engine: &Engine, text: &str) -> Vec<String> {
    let places = Places::default();
    let (discourse, sentence) = (Discourse::default(), Span::new(0, text.len()));
    let block_kind = "paragraph";
    let context = Context { text, sentence, block_kind, places: &places, date: None, discourse: &discourse };
    let mut scratch = Scratch::default();
    let claims = engine.sentence(&context, &mut scratch);
    let row = |claim: &Claim| {
        let partners: Vec<&str> = claim.goes_with.iter().map(|&partner| claims[partner].quote.of(text)).collect();
        let change = claim.change.map_or("", |change| change.as_str());
        [claim.quote.of(text), claim.kind.as_str(), change, &partners.join(" + ")].join(" | ")
    };
    claims.iter().filter(|claim| claim.muted_by.is_none()).map(row).collect()
}

#[test]
fn sentences_say_what_the_table_has() {
    let engine = Engine::new(RuleSet::shipped());
    let cases: Cases = toml::from_str(CASES).unwrap();
    assert!(cases.case.len() >= 40);
    let differing: Vec<String> = cases
        .case
        .iter()
        .map(|case| (case, shown(&engine, &case.text)))
        .filter(|(case, found)| case.claims != *found)
        .map(|(case, found)| format!("{}\n  expected {:#?}\n  found {:#?}", case.text, case.claims, found))
        .collect();
    assert!(differing.is_empty(), "{} of {}:\n{}", differing.len(), cases.case.len(), differing.join("\n"));
}
