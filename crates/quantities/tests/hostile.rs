//! Any text: spans lie where they should, a number printed is read again, and time grows with the length of the text.

use std::time::{Duration, Instant};

use claimsift_quantities::{Quantity, QuantityReader, QuantityTables};
use claimsift_text::Span;
use proptest::prelude::*;

fn read(reader: &QuantityReader, text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    reader.read(text, Span::new(0, text.len()), &mut found);
    found
}

/// Pieces that the grammar gives a meaning to, to be put together in any order.
const PIECES: &[&str] = &[
    "1",
    "20",
    "3,400",
    "2.5",
    "1/2",
    "½",
    "$",
    "£",
    "€",
    "Rs ",
    "US$",
    "%",
    "percent",
    "km",
    "m",
    "-",
    "–",
    "−",
    "+",
    "~",
    "≥",
    ".",
    ",",
    ":",
    "'",
    "\"",
    "(",
    ")",
    "[",
    "】",
    "【",
    " ",
    "\n",
    "\u{a0}",
    "two",
    "twenty",
    "hundred",
    "million",
    "dozens",
    "half",
    "third",
    "quarter",
    "a",
    "an",
    "and",
    "or",
    "to",
    "from",
    "between",
    "of",
    "in",
    "per",
    "year",
    "hour",
    "old",
    "times",
    "more than",
    "about",
    "or more",
    "May",
    "Sept",
    "2010",
    "1980s",
    "pH",
    "Line",
    "won",
    "odds",
    "é",
    "漢",
    "🎉",
    "\u{2009}",
    "th",
    "st",
    "e6",
    "10^",
    "minus",
    "point",
    "one",
    "plus",
    "each",
    "Street",
    "GMT",
    "p.m.",
    "o'clock",
    "feet",
    "inches",
    "pounds",
    "old",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn spans_lie_inside_in_order_and_on_character_boundaries(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..24),
    ) {
        let text: String = pieces.iter().flat_map(|&(piece, space)| [piece, if space { " " } else { "" }]).collect();
        let reader = reader();
        let mut last = 0;
        for quantity in read(reader, &text) {
            prop_assert!(text.get(quantity.span.start..quantity.span.end).is_some(), "{text:?} {quantity:?}");
            prop_assert!(text.get(quantity.core.start..quantity.core.end).is_some(), "{text:?} {quantity:?}");
            prop_assert!(quantity.span.start >= last && !quantity.span.is_empty(), "{text:?} {quantity:?}");
            prop_assert!(quantity.span.contains(quantity.core), "{text:?} {quantity:?}");
            last = quantity.span.end;
        }
    }

    #[test]
    fn a_number_printed_is_read_again(mantissa in 0i64..=999_999_999_999_999, scale in 0u32..6) {
        let value = rust_decimal::Decimal::new(mantissa, scale);
        let text = format!("It holds {value} km of wire.");
        let found = read(reader(), &text);
        prop_assert_eq!(found[0].value, Some(value));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        read(reader(), &text);
    }
}

fn reader() -> &'static QuantityReader {
    static READER: std::sync::OnceLock<QuantityReader> = std::sync::OnceLock::new();
    READER.get_or_init(|| QuantityReader::new(QuantityTables::shipped()))
}

#[test]
fn time_grows_with_the_length_whatever_the_text() {
    let fifteen = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ";
    for unit in [
        "7",
        "7 ",
        "one ",
        fifteen,
        "hundred ",
        "million ",
        "twenty-",
        "-",
        "1-",
        "1.",
        "1,",
        "1/",
        "1:",
        ",000",
        "$",
        "$1 ",
        "1 to ",
        "from 1 ",
        "and ",
        "a",
        " ",
        "a1",
        "A-1",
        "May ",
        "of hundreds ",
        "half a ",
        "more than ",
        "1 foot ",
        "1h",
        "per 1,000 ",
        "½",
        "é",
        "1 in 5 ",
        "won 5-2 ",
        "(1)",
        "Line 1 ",
        "1 Street ",
        "0 ",
        "'",
        "1st ",
        "1980s ",
        "10^",
        "1.234,",
        "1.234.",
        "1, 000",
        "4 thousand 3 hundred and ",
        "two million and three fifths ",
        "2 hours, 30 minutes and ",
        "15 dollars 50 ",
        "more than an hour ",
        "another week and a full ",
        "World War II ",
        "under-16s ",
        "6-4, ",
        "7m of the 1m ",
        "280 million of the ",
        "1) ; ",
        "one over ",
        "from -1 to -",
        "ID.3.",
        "below zero ",
    ] {
        let short = fastest(&unit.repeat(6_000 / unit.len()));
        let long = fastest(&unit.repeat(48_000 / unit.len()));
        // Eight times the text may take eight times as long, and twice that on a busy machine; its square takes 64 times.
        let bound = (short * 24).max(Duration::from_millis(250));
        assert!(long < bound, "{unit:?}: {short:?} for 6 KB, {long:?} for 48 KB");
    }
}

#[test]
fn fifteen_and_fifteen_thousand_number_words_in_a_row_take_time_in_proportion() {
    let fifteen = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ";
    let joined = "twenty five hundred and six thousand two hundred and seven million nine hundred and ninety nine ";
    for words in [fifteen, joined] {
        let few = fastest(&words.repeat(100)) / 100;
        let many = fastest(&words.repeat(1_000));
        let bound = (few * 3_000).max(Duration::from_millis(250));
        assert!(many < bound, "{few:?} for fifteen words, {many:?} for 15,000");
    }
}

#[test]
fn a_document_of_twice_the_length_takes_twice_the_time() {
    let sentence = "In 2009 the port moved 3.4 million boxes, up from 2.9 million, at $12-$15 a box and 20 km/h. ";
    let read_all = |document: &str| {
        let start = Instant::now();
        let mut found = Vec::new();
        for end in (sentence.len()..=document.len()).step_by(sentence.len()) {
            reader().read(document, Span::new(end - sentence.len(), end), &mut found);
        }
        (found.len(), start.elapsed())
    };
    let (single, double) = (sentence.repeat(2_000), sentence.repeat(4_000));
    let timed = |document: &str| (0..3).map(|_| read_all(document)).min_by_key(|&(_, time)| time).expect("three runs");
    let ((found, once), (found_twice, twice)) = (timed(&single), timed(&double));
    assert_eq!(found_twice, 2 * found);
    assert!(twice < (once * 4).max(Duration::from_millis(250)), "{once:?} and {twice:?}");
}

fn fastest(text: &str) -> Duration {
    let timed = || {
        let start = Instant::now();
        read(reader(), text);
        start.elapsed()
    };
    (0..2).map(|_| timed()).min().expect("two runs")
}

#[test]
fn a_number_of_any_length_is_one_quantity() {
    let text = format!("It read {} on the dial.", "7".repeat(1 << 16));
    let found = read(reader(), &text);
    assert_eq!(found.len(), 1);
    assert!(found[0].too_large && found[0].value.is_none());
}
