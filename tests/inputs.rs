//! Bad input is named with a reason, the rest is done, and the exit code tells.

use crate::case::{Case, column};

const GOOD: &str = "The strike closed 74 schools.";

/// Reads a bad input beside a good one: the good one's claim is there, and standard error says what is wrong.
#[track_caller]
fn beside_good(case: &Case, bad: &str, code: i32, said: &[&str]) {
    case.file("good.txt", GOOD);
    let run = case.run(&["extract", bad, "good.txt", "--format", "jsonl"]).ends(code);
    assert_eq!(run.field("quote"), ["74 schools"], "{}", run.stderr);
    said.iter().for_each(|part| holds!(run.stderr, *part));
    assert_eq!(run.stderr.lines().count(), 1, "one line tells it all:\n{}", run.stderr);
}

test!(a_path_that_does_not_exist, |case| beside_good(
    &case,
    "missing.txt",
    1,
    &["missing.txt: no such file or folder"]
));

test!(a_binary_file, |case| {
    case.file("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    beside_good(&case, "photo.txt", 1, &["photo.txt: ", "PNG picture"]);
});

test!(a_file_of_zeros, |case| {
    case.file("dump.txt", b"Some 20 men\0\0\0 came.");
    beside_good(&case, "dump.txt", 1, &["dump.txt: ", "zero"]);
});

test!(an_empty_file, |case| {
    case.file("empty.txt", "");
    beside_good(&case, "empty.txt", 0, &["empty.txt: empty"]);
});

test!(a_broken_jsonl_line, |case| {
    case.file("good.txt", GOOD);
    let lines = ["{\"id\": \"a\", \"text\": \"Some 20 men came.\"}", "{\"id\": \"b\", \"text\": ", "{\"id\": \"c\"}"];
    case.file("wire.jsonl", lines.join("\n") + "\n{\"id\": \"d\", \"text\": \"Some 30 men left.\"}\n");
    let run = case.run(&["extract", "wire.jsonl", "--format", "jsonl"]).ends(1);
    assert_eq!(run.field("doc_id"), ["a", "d"]);
    assert_eq!(run.field("line"), ["1", "4"]);
    holds!(run.stderr, "wire.jsonl:2: not a JSON record", "wire.jsonl:3: the record has no `text`");
});

test!(invalid_utf8, |case| {
    case.file("latin.txt", b"The bid of \xa38m closed 30 shops.");
    let run = case.run(&["extract", "latin.txt", "--format", "jsonl"]).ends(1);
    holds!(run.stderr, "latin.txt: ", "UTF-8 at byte 11");
    holds!(run.stdout, "£8m");
});

#[cfg(target_os = "linux")]
test!(an_unreadable_file, |case| {
    // Not even root can read this one: its first page is not mapped.
    std::os::unix::fs::symlink("/proc/self/mem", case.path("locked.txt")).unwrap();
    beside_good(&case, "locked.txt", 1, &["locked.txt: cannot be read"]);
});

#[cfg(unix)]
test!(a_link_to_nowhere, |case| {
    std::os::unix::fs::symlink("nowhere.txt", case.path("link.txt")).unwrap();
    beside_good(&case, "link.txt", 1, &["link.txt: no such file or folder"]);
});

#[cfg(unix)]
test!(a_file_without_permission, |case| {
    use std::os::unix::fs::PermissionsExt;
    case.file("private.txt", GOOD);
    std::fs::set_permissions(case.path("private.txt"), PermissionsExt::from_mode(0o000)).unwrap();
    // Root may read everything.
    if std::fs::read(case.path("private.txt")).is_err() {
        beside_good(&case, "private.txt", 1, &["private.txt: cannot be read: permission denied"]);
    }
});

test!(an_output_folder_that_cannot_be_written, |case| {
    case.file("good.txt", GOOD);
    for output in ["missing/claims.csv", "good.txt/claims.csv", "."] {
        let run = case.run(&["extract", "good.txt", "-o", output]).ends(2);
        holds!(run.stderr, format!("cannot write {output}"), "choose another place with -o");
    }
    assert_eq!(case.names(), ["good.txt"]);
});

test!(nothing_could_be_read, |case| {
    case.file("claims.csv", "verdicts of yesterday");
    case.run(&["extract", "missing.txt", "-o", "claims.csv"]).ends(2);
    assert_eq!(case.read("claims.csv"), "verdicts of yesterday");
    assert_eq!(case.names(), ["claims.csv"]);
});

test!(a_folder_with_some_of_each, |case| {
    case.file("in/a.txt", GOOD).file("in/b.txt", "").file("in/c.txt", b"\0\0").file("in/d/e.txt", "Some 30 men left.");
    let run = case.run(&["extract", "in", "-o", "claims.csv"]).ends(1);
    assert_eq!(column(&case.read("claims.csv"), "claim"), ["74 schools", "Some 30 men"]);
    holds!(run.stderr, "b.txt: empty", "c.txt: not a text", "2 claims of 2 documents written to ");
});

// One sentence of many words, of the shapes that once made the work grow with its square. In proportion they take a
// second or two even without optimisation; with the square they would take minutes.
test!(a_sentence_without_end_takes_time_in_proportion, |case| {
    let started = std::time::Instant::now();
    for (unit, count) in [
        ("of Al ", 40_000),
        ("the ", 60_000),
        ("10 men could ", 10_000),
        ("5 of 7 or ", 10_000),
        ("in 2009 5 of the ", 10_000),
        ("((- from 4 in May, when ", 10_000),
        ("end of the year to the ", 10_000),
    ] {
        case.file("a.txt", format!("He said 5 men {}", unit.repeat(count)));
        case.run(&["extract", "a.txt", "--format", "jsonl", "-o", "claims.jsonl"]).ends(0);
    }
    // Where one part is long and each of another walks over it.
    for (head, unit) in [
        ("end of the year ", "we saw 40 boats "),
        ("He said ", "5 men "),
        ("( ( ( ( ", "1) "),
        ("12 boats, ", "it was $5, "),
    ] {
        case.file("a.txt", format!("{}{}ends.", head.repeat(10_000), unit.repeat(5_000)));
        case.run(&["extract", "a.txt", "--format", "jsonl", "-o", "claims.jsonl"]).ends(0);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
});
