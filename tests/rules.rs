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
    let told = case.run(&["rules", "check", "--rules", "own.toml"]).ends(0).stdout;
    holds!(told, "1 rule of yours, ", " shipped, ", " examples: all is well\n");
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
    assert_eq!(topics(&case, &[]), ["education"]);
    case.file("claimsift.toml", "rules = [\"desk\"]\n");
    assert_eq!(topics(&case, &[]), ["schools"]);
    case.file("claimsift.toml", "rules = [\"desk/one.toml\"]\ndisable = [\"own.schools\"]\n");
    assert_eq!(topics(&case, &[]), ["education"]);
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

/// The keys that the loader knows of an entry, out of its message about one that it does not.
fn known_keys(case: &Case, entry: &str) -> Vec<String> {
    case.file("probe.toml", entry);
    let stderr = case.run(&["rules", "check", "--rules", "probe.toml"]).ends(1).stderr;
    let (_, known) = stderr.split_once("unknown field `zzz`, expected").expect(&stderr);
    let mut keys: Vec<String> =
        known.lines().next().unwrap().split('`').skip(1).step_by(2).map(str::to_owned).collect();
    keys.sort();
    keys
}

fn keys(object: &serde_json::Value) -> Vec<String> {
    object["properties"].as_object().unwrap().keys().cloned().collect()
}

test!(the_schema_knows_what_the_loader_knows, |case| {
    let schema: serde_json::Value = serde_json::from_str(&case.run(&["rules", "schema"]).ends(0).stdout).unwrap();
    let entries =
        schema["properties"].as_object().unwrap().iter().filter(|(_, value)| value["items"]["type"] == "object");
    for (kind, value) in entries.clone() {
        let entry = &value["items"];
        assert_eq!(keys(entry), known_keys(&case, &format!("[[{kind}]]\nzzz = 1\n")), "{kind}");
        for (key, part) in entry["properties"].as_object().unwrap() {
            if part["properties"].is_object() {
                assert_eq!(
                    keys(part),
                    known_keys(&case, &format!("[[{kind}]]\n{key} = {{ zzz = 1 }}\n")),
                    "{kind}.{key}"
                );
            }
        }
    }
    // Every entry of the shipped files is one that the schema knows.
    for (name, text) in claimsift::rules::ALL {
        for key in toml::from_str::<toml::Table>(text).unwrap().keys() {
            assert!(schema["properties"][key].is_object(), "{name}: {key}");
        }
    }
    assert!(entries.count() > 15);
});

test!(a_newsroom_begins_with_rules_that_hold, |case| {
    holds!(case.run(&["init", "desk"]).ends(0).stderr, "claimsift.toml", "newsroom.toml");
    case.file("desk/a.txt", "The county closed 12 village schools last year.");
    let at_desk =
        |arguments: &[&str]| crate::case::finish(case.command().current_dir(case.path("desk")).args(arguments), "");
    holds!(at_desk(&["rules", "check"]).ends(0).stdout, "all is well");
    holds!(at_desk(&["extract", "a.txt"]).ends(0).stdout, "desk.schools");
    case.file("desk/newsroom.toml", "# mine\n");
    holds!(case.run(&["init", "desk"]).ends(0).stderr, "there already");
    assert_eq!(case.read("desk/newsroom.toml"), "# mine\n");
});

test!(a_new_rule_fits_the_claim_that_it_is_made_from, |case| {
    for (text, quote, pattern) in [
        ("The fire drove out around 900 hill farmers.", "900 hill farmers", "\"{number!} hill farmers\""),
        ("They paid £40m for the old mill.", "£40m", "\"{money!} for the old\""),
        ("The dam is 62 metres high.", "62 metres", "\"{measure!} high\""),
        ("Repairs will cost about £3m.", "£3m", "\"cost {money!}\""),
        ("The bill of £30 isn't paid.", "£30", "\"bill ... {money!}\""),
        ("He sold it for £5 in 2009.", "£5", "\"sold ... {money!}\""),
        ("The lake had its highest level since 1971.", "highest level since 1971", "\"{extreme!} level since\""),
    ] {
        case.file("a.txt", text);
        case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
        let csv = case.read("claims.csv");
        let id = csv.lines().nth(1).unwrap().split(',').next().unwrap();
        for mute in [&["--mute"][..], &[]] {
            let made = [&["rules", "new", "desk.a", "--from", "claims.csv", id, "--to", "own.toml"], mute].concat();
            holds!(case.run(&made).ends(0).stderr, "added `desk.a` to own.toml");
            holds!(case.read("own.toml"), pattern, &format!("{quote}]]"));
            let check = case.run(&["rules", "check", "--rules", "own.toml"]).ends(0);
            holds!(check.stderr, "still has the summary that it was begun with");
            holds!(check.stdout, "0 errors, 1 warning");
            holds!(case.run(&made).ends(2).stderr, "own.toml has a rule `desk.a` already");
            std::fs::remove_file(case.path("own.toml")).unwrap();
        }
        let wrong = case.run(&["rules", "new", "--from", "claims.csv", &format!("{id}x")]).ends(2);
        holds!(wrong.stderr, "no claim with the id", &format!("did you mean `{id}`?"));
    }
});

test!(a_new_rule_is_refused_when_it_would_ask_for_no_word, |case| {
    case.file("a.txt", "£8m.");
    case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
    let csv = case.read("claims.csv");
    let id = csv.lines().nth(1).unwrap().split(',').next().unwrap();
    let run = case.run(&["rules", "new", "desk.a", "--mute", "--from", "claims.csv", id, "--to", "own.toml"]).ends(2);
    holds!(run.stderr, "no pattern with a word beside this figure", "by hand");
    assert!(!case.path("own.toml").exists());
});

test!(ids_are_made_of_few_signs, |case| {
    for (id, code) in [("desk.a-1_b", 0), ("büro.zahl", 0), ("two words", 2), ("a]", 2), ("", 2)] {
        let run = case.run(&["rules", "new", id]).ends(code);
        assert_eq!(run.stderr.contains("letters, digits, `.`, `_` and `-`"), code == 2, "{id}: {}", run.stderr);
    }
});

test!(what_is_seldom_meant_is_a_warning, |case| {
    let mute = |rest: &str| format!("[[mute]]\nid = \"own.a\"\nsummary = \"A.\"\n{rest}\n");
    let finds = "finds = [\"The fee was [[£8m]].\"]";
    for (rest, warning) in [
        (format!("pattern = \"fee ... {{money!}}\"\n{finds}"), None),
        (format!("kinds = [\"money\"]\nunits = [\"GBP\"]\n{finds}"), None),
        (format!("kinds = [\"money\"]\nwhere = {{ file = \"*/x/*\" }}\n{finds}"), None),
        (format!("kinds = [\"money\"]\n{finds}"), Some("hides every figure of its kind")),
        (format!("pattern = \"{{money!}} {{noun}}?\"\n{finds}"), Some("hides every figure of its kind")),
        ("pattern = \"fee ... {money!}\"".to_owned(), Some("no example that it finds")),
    ] {
        case.file("own.toml", mute(&rest));
        let run = case.run(&["rules", "check", "--rules", "own.toml"]).ends(0);
        assert_eq!(run.stderr.matches("`own.a` ").count(), usize::from(warning.is_some()), "{rest}\n{}", run.stderr);
        holds!(run.stderr, warning.unwrap_or_default());
    }
});

test!(what_is_written_wrong_is_told_in_plain_words, |case| {
    let times = |text: &str| format!("[[magnitude]]\nwords = [\"zillion\"]\ntimes = \"{text}\"\n");
    let how = ["own.toml:3:9", "write plain digits, with * between factors"];
    for (file, said) in [
        (OWN.replace("worth = 25", "worth = \"25\""), ["own.toml:6:9", "write a whole number without quotes: 25"]),
        (OWN.replace("worth = 25", "where = \"*/x/*\""), ["own.toml:6:9", "write { url = "]),
        (OWN.replace("{ topic = \"schools\" }", "\"schools\""), ["own.toml:5:7", "write { topic = "]),
        (OWN.replace("number!", "nubmer!"), ["own.toml:4:19", "did you mean `number`?"]),
        (OWN.repeat(2), ["own.toml:9:1", "is the id of the rule at own.toml:1 too"]),
        (OWN.replace("]\nskips", "\nskips"), ["own.toml:7:9", "this `[` is not closed"]),
        (times("1,000,000,000"), how),
        (times("1e11"), how),
        (times("1000 x lakh"), how),
    ] {
        case.file("own.toml", &file);
        let run = case.run(&["rules", "check", "--rules", "own.toml"]).ends(1);
        said.iter().for_each(|said| holds!(run.stderr, *said));
        assert_eq!(run.stderr.matches("error: ").count(), 1, "{}", run.stderr);
    }
    case.file("own.toml", b"# \xa3\n");
    holds!(case.run(&["rules", "check", "--rules", "own.toml"]).ends(2).stderr, "own.toml", "plain text, UTF-8");
});

test!(what_breaks_a_shipped_example_is_named, |case| {
    let fine = "[[words]]\nname = \"own_list\"\nwords = [\"zzz\"]\n\n";
    for (entry, code, said) in [
        ("[[magnitude]]\nwords = [\"crore\"]\ntimes = \"1000000\"\n", 1, "without the [[magnitude]] at own.toml:5"),
        ("[[words]]\nname = \"rise\"\nwords = [\"fell\"]\n", 0, "without the [[words]] at own.toml:5"),
    ] {
        case.file("own.toml", fine.to_owned() + entry);
        let run = case.run(&["rules", "check", "--rules", "own.toml"]).ends(code);
        let shipped = run.stderr.matches("--> rules/").count();
        assert!(shipped > 0, "{}", run.stderr);
        assert_eq!(run.stderr.matches(said).count(), shipped, "{}", run.stderr);
    }
});

test!(rules_are_compared_on_texts, |case| {
    let mute =
        "[[mute]]\nid = \"own.mute\"\nsummary = \"All.\"\nkinds = [\"money\"]\nfinds = [\"They paid [[£4]].\"]\n";
    case.file("a/a.txt", format!("{ARTICLE} They paid £40m."))
        .file("own.toml", OWN)
        .file("next.toml", OWN.to_owned() + mute);
    let run = case.run(&["rules", "diff", "shipped", "own.toml", "a"]).ends(0);
    holds!(run.stdout, "topic: education -> schools", "0 claims won, 0 lost, 1 claim changed", "1 the same");
    let run = case.run(&["rules", "diff", "own.toml", "next.toml", "a"]).ends(0);
    holds!(run.stdout, "- ", "£40m", "(muted by own.mute)", "0 claims won, 1 lost, 0 claims changed, 1 the same");
    let run = case.run(&["rules", "diff", "shipped", "own.toml", "a", "none.txt"]).ends(1);
    assert_eq!(run.stderr.matches("none.txt").count(), 1);
});

test!(tables_are_compared, |case| {
    case.file("a.txt", ARTICLE).file("own.toml", OWN);
    case.run(&["extract", "a.txt", "-o", "old.csv"]).ends(0);
    case.run(&["extract", "a.txt", "-o", "old.jsonl"]).ends(0);
    case.file("b.txt", "They paid £40m.");
    case.run(&["extract", "a.txt", "b.txt", "--rules", "own.toml", "--locale", "de", "-o", "new.csv"]).ends(0);
    let run = case.run(&["diff", "old.csv", "new.csv"]).ends(0);
    holds!(run.stdout, "+ ", "£40m  b.txt:1", "topic: education -> schools", "1 claim won, 0 lost, 1 claim changed");
    holds!(case.run(&["diff", "old.csv", "old.jsonl"]).ends(2).stderr, "compare two CSV files");
    holds!(case.run(&["diff", "old.csv", "a.txt"]).ends(2).stderr, "a.txt", "no column `claim_id`");
});
