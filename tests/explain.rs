//! `claimsift explain`.

test!(a_text_is_explained, |case| {
    let run = case.run(&["explain", "The strike closed 74 schools on 3 May 2010."]).ends(0);
    holds!(
        run.stdout,
        "paragraph: The strike closed 74 schools on 3 May 2010.\n",
        "  quantity  74: number, 74\n",
        "  claim     74 schools\n",
        "            kind: count\n",
        "            worth: ",
        "            why: ",
        "            rules: ",
        "  muted     3 May 2010\n",
        "            muted_by: ",
    );
});

test!(a_word_with_a_stop_is_a_text, |case| {
    for (text, claim) in [("£1bn–£2bn.", "£1bn–£2bn"), ("£1.5bn", "£1.5bn"), ("3.5km", "3.5km")] {
        holds!(case.run(&["explain", text]).ends(0).stdout, format!("claim     {claim}\n"));
    }
});

test!(a_file_and_standard_input_are_explained, |case| {
    case.file("a.txt", "The strike closed 74 schools.");
    let file = case.run(&["explain", "a.txt"]).ends(0).stdout;
    assert_eq!(case.run_with(&["explain"], "The strike closed 74 schools.").ends(0).stdout, file);
    assert_eq!(case.run_with(&["explain", "-"], "The strike closed 74 schools.").ends(0).stdout, file);
});
