//! Any rule file loads without a panic, each of its problems can be shown, and what is right in it works.
#![no_main]

use std::sync::LazyLock;

use claimsift::claims::RuleSet;
use claimsift::documents::Document;
use claimsift::text::{Problem, RuleFile};
use claimsift::{Extractor, Scratch};
use libfuzzer_sys::fuzz_target;

/// The lists and units that rules name.
static TABLES: LazyLock<Vec<RuleFile>> = LazyLock::new(|| {
    let tables = ["words.toml", "units.toml", "numbers.toml"].map(|name| format!("rules/{name}"));
    RuleSet::shipped_entries().into_iter().filter(|file| tables.contains(&file.name)).collect()
});

/// A text with something for most rules.
const TEXT: &str = "Rents rose by 8 percent to £640 in 2019, the mayor said, from £590 a year before.\n\n\
    \"We lost 74 boats,\" said harbour master Ana Lund. It was the highest toll since 1987, twice that of 1990. \
    Would 12 of the 30 ships, 40 percent, be enough?";

fuzz_target!(|text: &str| {
    let own = RuleFile::own("own.toml".to_owned(), text.to_owned());
    let mut problems: Vec<Problem> = Vec::new();
    let files = TABLES.iter().cloned().chain([own]).collect();
    let extractor = Extractor::new(RuleSet::load(files, &mut problems));
    problems.extend(extractor.check_examples());
    problems.iter().for_each(|problem| drop(problem.to_string()));
    let document = Document { text: TEXT.to_owned(), ..Document::default() };
    extractor.extract(&document, &mut Scratch::default(), &mut |claim| assert!(!claim.quote.of(TEXT).is_empty()));
});
