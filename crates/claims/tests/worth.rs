//! Which entries of worth hold for a claim, whatever their number and wherever they are said to hold.

use claimsift_claims::{Context, Discourse, Engine, RuleSet, Scratch, Surroundings};
use claimsift_text::{RuleFile, Span};

/// The engine of the shipped rules and more entries of worth.
fn engine(entries: &str, disabled: &[&str]) -> Engine {
    let mut files = RuleSet::shipped_files();
    files.push(RuleFile::own("own.toml", entries.to_owned()));
    let mut problems = Vec::new();
    let mut rules = RuleSet::load(files, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(rules.disable(disabled.iter().copied()).is_empty());
    Engine::new(rules)
}

/// The parts of the first claim's worth that the test's own entries give.
fn own_parts(engine: &Engine, text: &str, url: &str) -> Vec<String> {
    let places = engine.places(&Surroundings { text, url, ..Surroundings::default() });
    let discourse = Discourse::default();
    let sentence = Span::new(0, text.len());
    let context =
        Context { text, sentence, block_kind: "paragraph", places: &places, discourse: &discourse, date: None };
    let mut scratch = Scratch::default();
    let claims = engine.sentence(&context, &mut scratch);
    claims[0].why.iter().map(|part| part.label).filter(|label| label.starts_with("own.")).map(str::to_owned).collect()
}

#[test]
fn many_entries_all_count_in_their_order() {
    let entry = |number: usize| {
        let kinds = if number.is_multiple_of(2) { "count" } else { "money" };
        format!("[[worth]]\nid = \"own.{number}\"\nsummary = \"One of many.\"\nworth = 1\nkinds = [\"{kinds}\"]\n")
    };
    let engine = engine(&(0..150).map(entry).collect::<String>(), &[]);
    let even: Vec<String> = (0..150).step_by(2).map(|number| format!("own.{number}")).collect();
    assert_eq!(own_parts(&engine, "The quarry employs 74 masons.", ""), even);
}

#[test]
fn an_entry_holds_where_it_says_so() {
    let entries = "[[worth]]\nid = \"own.sport\"\nsummary = \"Sport.\"\nworth = 1\nwhere = { url = \"*/sport/*\" }\n\
                   [[worth]]\nid = \"own.words\"\nsummary = \"Seas.\"\nworth = 1\nwords = [\"{person}\"]\n\
                   [[worth]]\nid = \"own.doc\"\nsummary = \"Lists.\"\nworth = 1\nwhere = { doc_has = [\"barges\"] }\n\
                   [[worth]]\nid = \"own.block\"\nsummary = \"Tops.\"\nworth = 1\nwhere = { block = \"headline\" }\n\
                   [[worth]]\nid = \"own.after\"\nsummary = \"Ago.\"\nworth = 1\nafter = [\"{years_ago}\"]\n";
    let text = "The club sold 74 boats.";
    let ago = "The women moved here 74 years ago.";
    for (disabled, text, url, expected) in [
        (&[][..], text, "https://example.org/sport/1", &["own.sport"][..]),
        (&[], text, "https://example.org/news/1", &[]),
        (&["own.sport"], text, "https://example.org/sport/1", &[]),
        (&[], "The club sold 74 barges.", "", &["own.doc"]),
        (&[], ago, "", &["own.words", "own.after"]),
        (&["own.words"], ago, "", &["own.after"]),
    ] {
        assert_eq!(own_parts(&engine(entries, disabled), text, url), expected, "{text} {url} without {disabled:?}");
    }
}
