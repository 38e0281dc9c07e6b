//! Help, exit codes, pipes and colours.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::case::finish;

test!(help_shows_examples, |case| {
    let run = case.run(&["--help"]).ends(0);
    holds!(
        run.stdout,
        "Usage: claimsift <COMMAND>",
        "Examples:",
        "claimsift extract articles/ -o claims.csv",
        "Exit status:",
        "130 interrupted",
    );
    for command in ["extract", "explain", "sentences", "quantities", "rules", "eval"] {
        holds!(run.stdout, format!("  {command}"));
        holds!(case.run(&[command, "--help"]).ends(0).stdout, "Usage: claimsift");
    }
    holds!(case.run(&["extract", "--help"]).ends(0).stdout, "Examples:", "--min-worth <N>", "--locale <LOCALE>");
    holds!(case.run(&["rules", "check", "--help"]).ends(0).stdout, "--rules <PATH>");
});

test!(the_version_names_the_rules, |case| {
    holds!(case.run(&["--version"]).ends(0).stdout, "claimsift 0.", " (rules ");
});

test!(wrong_usage_is_told_and_ends_with_2, |case| {
    case.file("a.txt", "Some 20 men came.");
    for (arguments, said) in [
        (&[][..], "Usage:"),
        (&["extract"], "required arguments"),
        (&["extrct", "a.txt"], "similar subcommand exists: 'extract'"),
        (&["extract", "a.txt", "--kind", "mony"], "[possible values: count, share, money"),
        (&["extract", "a.txt", "--threads", "0"], "0 is not in 1..=1024"),
        (&["extract", "a.txt", "--date", "yesterday"], "invalid value 'yesterday'"),
        (&["extract", "a.txt", "--date", "09/05/2010"], "write it as 2013-05-07"),
        (&["extract", "a.txt", "--top", "0"], "write a whole number from 1 on"),
        (&["extract", "a.txt", "--min-worth", "101"], "101 is not in 0..=100"),
        (
            &["extract", "a.txt", "-o", "claims.xlsx"],
            "claims.xlsx: not a form that is written; end it with .csv or .jsonl",
        ),
        (&["extract", "a.txt", "-o", "claims.JSON"], "end it with .csv or .jsonl"),
        (&["extract", "a.txt", "-o", "claims.tsv"], "end it with .csv or .jsonl"),
        (&["extract", "a.txt", "-o", "claims.parquet"], "end it with .csv or .jsonl"),
        (&["extract", "a.txt", "-o", "no/claims.csv"], "the folder no does not exist"),
        (&["explain", "no/missing"], "no such file"),
        (&["extract", "a.txt", "--rules", "missing.toml"], "cannot read the rules in missing.toml"),
        (&["rules", "show", "no.such.rule"], "no rule has the id `no.such.rule`"),
        (&["explain", "missing.txt"], "no such file"),
    ] {
        holds!(case.run(arguments).ends(2).stderr, said);
    }
});

test!(a_broken_pipe_ends_quietly, |case| {
    case.file("a.txt", "Some 20 men came.\n".repeat(20_000));
    for arguments in
        [&["extract", "a.txt"][..], &["sentences", "a.txt"], &["quantities", "a.txt"], &["explain", "a.txt"]]
    {
        let mut child = case.command().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
});

test!(colours_are_for_terminals_alone, |case| {
    let plain = case.run(&["extract", "missing.txt"]).ends(2);
    assert!(!plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
    let mut forced = case.command();
    forced.args(["extract", "missing.txt"]).env("CLICOLOR_FORCE", "1");
    assert!(finish(&mut forced, "").stderr.contains('\u{1b}'));
    assert!(!finish(forced.env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1"), "").stderr.contains('\u{1b}'));
});

test!(standard_input_is_a_source, |case| {
    let run = case.run_with(&["extract", "-", "--format", "jsonl"], "Some 20 men came.").ends(0);
    assert_eq!((run.field("quote"), run.field("file")), (vec!["Some 20 men".to_owned()], vec!["-".to_owned()]));
});
