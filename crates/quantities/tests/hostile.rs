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
    ] {
        let short = fastest(&unit.repeat(6_000 / unit.len()));
        let long = fastest(&unit.repeat(48_000 / unit.len()));
        // Eight times the text may take eight times as long, and twice that on a busy machine; its square takes 64 times.
        let bound = (short * 24).max(Duration::from_millis(250));
        assert!(long < bound, "{unit:?}: {short:?} for 6 KB, {long:?} for 48 KB");
    }
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
