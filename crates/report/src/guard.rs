//! The apostrophe that keeps a spreadsheet from taking text for a formula, a date or a number.

use std::sync::LazyLock;

/// The text cell to write for `text`: with an apostrophe before it when a spreadsheet would retype it.
///
/// ```
/// use claimsift_report::{guarded, unguarded};
/// let mut cell = String::new();
/// guarded("10-12", &mut cell);
/// assert_eq!(cell, "'10-12");
/// assert_eq!(unguarded(&cell), "10-12");
/// assert_eq!(unguarded("10-12"), "10-12");
/// ```
pub fn guarded(text: &str, cell: &mut String) {
    if dangerous(text) {
        cell.push('\'');
    }
    cell.push_str(text);
}

/// The text of a cell: without the one apostrophe that [`guarded`] put before it. A cell that people wrote, or a
/// spreadsheet saved, without the apostrophe is taken as it is.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if dangerous(text) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet would retype the cell once its leading apostrophes are gone.
pub(crate) fn dangerous(cell: &str) -> bool {
    // Most cells are running text.
    if cell.len() > LONGEST_DATE && cell.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let text = cell.trim_start_matches('\'').trim();
    match text.chars().next() {
        None => false,
        Some('=' | '+' | '-' | '@' | '#' | '＝' | '＋' | '－' | '＠') => true,
        Some(first) if first.is_alphabetic() => text.len() <= LONGEST_DATE && (is_truth(text) || figures_only(text)),
        Some(_) => figures_only(text),
    }
}

/// No date that begins with a word is longer: "Wednesday, 30 September 2010 11:20:00 AM".
const LONGEST_DATE: usize = 48;

fn is_truth(text: &str) -> bool {
    ["true", "false", "wahr", "falsch", "vrai", "faux"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether there are digits and, beside them, only what dates, times and amounts are written with.
fn figures_only(text: &str) -> bool {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut digits = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphabetic() {
            let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if !is_date_word(&rest[..word]) {
                return false;
            }
            word
        } else if first.is_numeric() || is_mark(first) {
            digits |= first.is_numeric();
            first.len_utf8()
        } else {
            return false;
        };
        rest = &rest[length..];
    }
    digits
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || ".,:;/-–()+%‰'’$¢£¤¥€₤₦₩₪₫₹₺₽₿".contains(c)
}

fn is_date_word(word: &str) -> bool {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut words: Vec<&str> = DATE_WORDS.split_whitespace().collect();
        words.sort_unstable();
        words
    });
    SORTED.binary_search_by(|known| known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
}

/// Words that spreadsheets read inside a date, a time or an amount, in the languages of the table's locales.
const DATE_WORDS: &str = "
    a p e am pm usd eur gbp chf kr
    jan feb mar apr may jun jul aug sep sept oct nov dec
    january february march april june july august september october november december
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    januar februar märz mär mrz mai juni juli oktober okt dezember dez
    janvier janv février févr mars avril avr juin juillet juil août septembre octobre novembre décembre déc
    enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre octubre noviembre diciembre dic
    gennaio gen febbraio aprile maggio mag giugno giu luglio lug settembre set ottobre ott dicembre
    januari februari maart mrt mei augustus
    janeiro fevereiro fev março maio junho julho setembro outubro out novembro dezembro
";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_retypes_is_dangerous() {
        for cell in [
            "=1+1",
            "+25 people.killed",
            "-5",
            "@SUM(A1)",
            " =1",
            "'=1",
            "＝1",
            "#REF!",
            "3-1",
            "11:20",
            "70%",
            "1,640",
            "$8",
            "£8.50",
            "(12)",
            "1E5",
            "May 7, 2013",
            "9 May",
            "Sept. 14",
            "MAR1",
            "2013-05-06",
            "11:20 pm",
            "TRUE",
            "falsch",
            "12 Dez 2010",
            "Wed, 3 March 2010",
            "1 1/2",
            "0161 496 0000",
            "１２",
        ] {
            assert!(dangerous(cell), "{cell}");
        }
    }

    #[test]
    fn text_stays_as_it_is() {
        for cell in [
            "",
            "'",
            "62 percent",
            "£8m",
            "1,640km",
            "12,400 railway workers",
            "May",
            "May he rest",
            "in 2009",
            "Q2 2005",
            "“16 million” people",
            "%",
            "true story",
            "c_abcdefghijkl",
            "1954 to 1962",
            "45-60 cm",
            "—",
            "articles/a.txt",
        ] {
            assert!(!dangerous(cell), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_guarded_cell_reads_back(text in "'{0,3}([=+@#-]|[0-9]|May |[a-z]| )?(.|[0-9,.:/-]){0,12}") {
            let mut cell = String::new();
            guarded(&text, &mut cell);
            prop_assert_eq!(unguarded(&cell), &text);
            prop_assert!(!dangerous(&cell) || cell.starts_with('\''));
        }
    }
}
