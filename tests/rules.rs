//! `claimsift rules`, a newsroom's own rules, and its settings.

use crate::case::Case;

const OWN: &str = r#"[[rule]]
id = "own.schools"
summary = "Schools that are closed."
pattern = "closed {number!} schools"
set = { topic = "schools" }
worth = 25
finds = ["The strike closed [[74 schools]]."]
skips = ["The strike closed [[74 shops]]."]
"#;

const ARTICLE: &str = "The strike closed 74 schools.";

test!(shipped_rules_pass_their_examples, |case| {
    holds!(case.run(&["rules", "check"]).ends(0).stdout, " rules, ", " examples: all is well\n");
});

test!(own_rules_enrich, |case| {
    case.file("a.txt", ARTICLE).file("own.toml", OWN);
    let run = case.run(&["extract", "a.txt", "--rules", "own.toml", "--format", "jsonl"]).ends(0);
    assert_eq!(run.field("topic"), ["schools"]);
    holds!(run.stdout, "own.schools", "+25 ");
    holds!(case.run(&["rules", "check", "--rules", "own.toml"]).ends(0).stdout, "all is well");
});

test!(every_error_is_shown_where_it_stands, |case| {
    let broken = OWN.replace("summary", "sumary") + &OWN.replace("{number!}", "{nuber!}").replace("own.", "other.");
    case.file("own.toml", &broken);
    let run = case.run(&["rules", "check", "--rules", "own.toml"]).ends(1);
    holds!(run.stderr, "own.toml:3:1", "did you mean `summary`?", "own.toml:12:", "nuber", "^");
});

test!(a_broken_rule_costs_only_itself, |case| {
    case.file("a.txt", ARTICLE)
        .file("own.toml", OWN.to_owned() + &OWN.replace("summary", "sumary").replace("own.", "other."));
    let run = case.run(&["extract", "a.txt", "--rules", "own.toml", "--format", "jsonl"]).ends(1);
    assert_eq!(run.field("topic"), ["schools"]);
    holds!(run.stderr, "sumary", "`claimsift rules check` shows all that is wrong");
});

test!(a_failing_example_is_an_error, |case| {
    case.file("own.toml", OWN.replace("closed [[74 schools]]", "opened [[74 schools]]"));
    holds!(case.run(&["rules", "check", "--rules", "own.toml"]).ends(1).stderr, "own.toml:7:");
});

test!(rules_are_listed_and_shown, |case| {
    case.file("own.toml", OWN);
    let list = case.run(&["rules", "list", "--rules", "own.toml"]).ends(0).stdout;
    let line = list.lines().find(|line| line.starts_with("own.schools ")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words, ["own.schools", "rule", "own.toml", "Schools", "that", "are", "closed."]);
    let shown = case.run(&["rules", "show", "own.schools", "--rules", "own.toml"]).ends(0).stdout;
    assert_eq!(shown, format!("# own.toml\n{OWN}"));
    holds!(
        case.run(&["rules", "show", "own.school", "--rules", "own.toml"]).ends(2).stderr,
        "did you mean `own.schools`?"
    );
});

#[track_caller]
fn topics(case: &Case, arguments: &[&str]) -> Vec<String> {
    case.file("a.txt", ARTICLE);
    case.run(&[&["extract", "a.txt", "--format", "jsonl"], arguments].concat()).ends(0).field("topic")
}

test!(settings_name_rules_and_disable_them, |case| {
    case.file("desk/one.toml", OWN);
    assert_eq!(topics(&case, &[]), ["null"]);
    case.file("claimsift.toml", "rules = [\"desk\"]\n");
    assert_eq!(topics(&case, &[]), ["schools"]);
    case.file("claimsift.toml", "rules = [\"desk/one.toml\"]\ndisable = [\"own.schools\"]\n");
    assert_eq!(topics(&case, &[]), ["null"]);
});

test!(settings_are_looked_for_upwards, |case| {
    case.file("one.toml", OWN).file("claimsift.toml", "rules = [\"one.toml\"]\n").file("deep/er/a.txt", ARTICLE);
    let mut command = case.command();
    command.current_dir(case.path("deep/er")).args(["extract", "a.txt", "--format", "jsonl"]);
    assert_eq!(crate::case::finish(&mut command, "").ends(0).field("topic"), ["schools"]);
});

test!(wrong_settings_are_shown, |case| {
    case.file("a.txt", ARTICLE).file("claimsift.toml", "disabel = [\"count\"]\ndisable = [\"no.such\"]\n");
    let run = case.run(&["rules", "check"]).ends(1);
    holds!(run.stderr, "claimsift.toml:1:1", "did you mean `disable`?", "no rule has the id `no.such`");
});

/// The entries that a page shows, its indented or fenced TOML.
fn entries_of(page: &str) -> String {
    let lines = page.lines().map(|line| line.strip_prefix("    ").unwrap_or(line));
    let mut entries = String::new();
    let mut inside = false;
    for line in lines {
        let header = line.starts_with("[[") && line.ends_with("]]") && !line.contains('"');
        inside = header || inside && (line.contains(" = ") || line.starts_with([']', '"', ' ']));
        // An example alone belongs to a rule that the page does not show.
        if inside && !line.starts_with("[[rule.example") {
            entries += line;
            entries += "\n";
        }
        inside &= !line.starts_with("[[rule.example");
    }
    entries
}

test!(the_entries_that_the_pages_show_pass_their_check, |case| {
    for page in ["README.md", "rules/README.md"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let entries = entries_of(&std::fs::read_to_string(path).unwrap());
        assert!(entries.contains("[[mute]]"), "{page}: {entries}");
        case.file("own.toml", &entries);
        let told = case.run(&["rules", "check", "--rules", "own.toml"]);
        assert_eq!(told.code, Some(0), "{page}: {}{entries}", told.stderr);
    }
});
