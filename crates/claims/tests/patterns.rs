//! What patterns of a newsroom match, and which are refused.

use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
use claimsift_text::{RuleFile, Span};

/// The shipped rules and one more entry, and what is wrong with it.
fn load(entry: &str) -> (Engine, Vec<String>) {
    let mut files = RuleSet::shipped_entries();
    files.push(RuleFile::own("own.toml", entry.to_owned()));
    let mut problems = Vec::new();
    let engine = Engine::new(RuleSet::load(files, &mut problems));
    (engine, problems.into_iter().map(|problem| problem.message).collect())
}

/// The quotes of the claims that the rule `own.rule` had its say in.
fn found(engine: &Engine, text: &str) -> Vec<String> {
    let (places, discourse) = (Places::default(), Discourse::default());
    let sentence = Span::new(0, text.len());
    let context =
        Context { text, sentence, block_kind: "paragraph", places: &places, discourse: &discourse, date: None };
    let mut scratch = Scratch::default();
    let claims = engine.sentence(&context, &mut scratch).iter().filter(|claim| claim.rules.contains(&"own.rule"));
    claims.map(|claim| claim.quote.of(text).to_owned()).collect()
}

fn rule(pattern: &str, more: &str) -> String {
    format!(
        "[[rule]]\nid = \"own.rule\"\nsummary = \"Own.\"\npattern = '{pattern}'\nset = {{ topic = \"own\" }}\n{more}"
    )
}

fn cue(pattern: &str) -> String {
    format!(
        "[[cue]]\nid = \"own.rule\"\nsummary = \"Own.\"\npattern = '{pattern}'\nset = {{ modality = \"forecast\" }}\n"
    )
}

#[test]
fn patterns_match_what_they_say() {
    let exact = "case = \"exact\"\n";
    for (entry, text, quotes) in [
        // Words that are figures to the stage before are still words where case counts.
        (rule("{number!} in May", exact), "The yard sold 40 in May.", &["40"][..]),
        (rule("{number!} in May", exact), "The yard sold 40 in MAY.", &[]),
        // A choice takes the first way that fits, single words of a list among entries of several.
        (
            rule("{number!} (boats | boats and nets | {direction})", ""),
            "We sold 40 boats and nets.",
            &["40 boats and nets"],
        ),
        (rule("(- | –) {number!} dinghies", ""), "They came - 40 dinghies in all.", &["40 dinghies"]),
        (rule("(- | –) {number!} dinghies", ""), "They came in 40 dinghies.", &[]),
        // A figure elsewhere is asked for on its own side.
        (rule("{year} ... {number!} dinghies", ""), "In 1990 we had 40 dinghies.", &["40 dinghies"]),
        (rule("{year} ... {number!} dinghies", ""), "We had 40 dinghies in 1990.", &[]),
        (rule("^ {number!} dinghies", ""), "40 dinghies sank.", &["40 dinghies"]),
        (rule("^ {number!} dinghies", ""), "The 40 dinghies sank.", &[]),
        // A cue may read the figure that it is about, also where that is the first word.
        (cue("({number} | perhaps)"), "40 dinghies sank.", &["40 dinghies"]),
    ] {
        let (engine, problems) = load(&entry);
        assert!(problems.is_empty(), "{entry}: {problems:?}");
        assert_eq!(found(&engine, text), quotes, "{entry}{text}");
    }
}

#[test]
fn a_pattern_that_asks_for_nothing_is_refused() {
    for pattern in ["...3", "^ ...3", "^ {noun}?", "(boat | ...)", "boat* $", "[boat?]"] {
        let (engine, problems) = load(&cue(pattern));
        assert_eq!(problems, ["this pattern matches everywhere: it asks for no word"], "{pattern}");
        assert!(found(&engine, "40 boats sank.").is_empty(), "{pattern}");
    }
}

#[test]
fn the_longest_patterns_load() {
    // Each way costs a step and a branch or a jump, each `?` a branch.
    let choices = |count: usize| (0..count).map(|place| format!(" (w{place}? | {{noun}})")).collect::<String>();
    for (count, problems) in [(79, 0), (80, 1)] {
        assert_eq!(load(&rule(&format!("{{number!}}{}", choices(count)), "")).1.len(), problems, "{count}");
    }
}
