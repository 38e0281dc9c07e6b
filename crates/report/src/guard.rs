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
#[inline(always)]
pub(crate) fn dangerous(cell: &str) -> bool {
    match cell.as_bytes() {
        [] => false,
        // Most cells are running text.
        [b'a'..=b'z' | b'A'..=b'Z', ..] => cell.len() <= LONGEST_DATE && is_worded_date(cell),
        [b'=' | b'+' | b'-' | b'@' | b'#', ..] => true,
        [b'\'' | b' ' | b'\t'..=b'\r' | 0x80.., ..] => is_formula_or_figure(bare(cell).trim_end()),
        _ => figures_only(cell),
    }
}

/// Whether a spreadsheet would take a cell that begins so for a formula, whatever follows.
pub(crate) fn begins_formula(text: &str) -> bool {
    match text.as_bytes() {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => false,
        _ => bare(text).starts_with(FORMULA_SIGNS),
    }
}

/// What spreadsheets take for the beginning of a formula.
const FORMULA_SIGNS: [char; 9] = ['=', '+', '-', '@', '#', '＝', '＋', '－', '＠'];

/// A text without what may stand before a formula or a figure.
fn bare(text: &str) -> &str {
    text.trim_start_matches('\'').trim_start()
}

fn is_formula_or_figure(text: &str) -> bool {
    match text.chars().next() {
        None => false,
        Some(first) if first.is_alphabetic() => text.len() <= LONGEST_DATE && is_worded_date(text),
        Some(_) => text.starts_with(FORMULA_SIGNS) || figures_only(text),
    }
}

/// Whether a text that begins with a letter is a date or a truth value.
#[inline(always)]
fn is_worded_date(text: &str) -> bool {
    BEGINNINGS.may_begin(text.as_bytes()) && is_dated_or_truth(text)
}

fn is_dated_or_truth(text: &str) -> bool {
    may_have_digit(text) && figures_only(text) || is_truth(text)
}

/// No date that begins with a word is longer: "Wednesday, 30 September 2010 11:20:00 AM".
const LONGEST_DATE: usize = 48;

fn is_truth(text: &str) -> bool {
    let text = text.trim_end();
    text.len() <= "falsch".len() && TRUTHS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether there may be a digit, of ASCII or not. There is no branch in it, so it looks at many bytes at once.
fn may_have_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit() | !byte.is_ascii())
}

/// Whether there are digits and, beside them, only what dates, times and amounts are written with.
fn figures_only(text: &str) -> bool {
    let mut digits = false;
    let mut at = 0;
    while let Some(&first) = text.as_bytes().get(at) {
        at += match first {
            b'0'..=b'9' => {
                digits = true;
                1
            }
            b' ' | b'.' | b',' => 1,
            b'A'..=b'Z' | b'a'..=b'z' => match date_word(&text[at..]) {
                0 => return false,
                length => length,
            },
            _ => match mark(&text[at..], &mut digits) {
                0 => return false,
                length => length,
            },
        };
    }
    digits
}

/// The length of the mark, digit or word of dates that `text` begins with; 0 when there is none.
fn mark(text: &str, digits: &mut bool) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    *digits |= first.is_numeric();
    match first {
        _ if first.is_alphabetic() => date_word(text),
        _ if first.is_whitespace() || MARKS.contains(first) || first.is_numeric() => first.len_utf8(),
        _ => 0,
    }
}

/// What dates, times and amounts are written with beside digits and words.
const MARKS: &str = ".,:;/-–()+%‰'’$¢£¤¥€₤₦₩₪₫₹₺₽₿";

/// The length of the word of dates that a text begins with; 0 when its first word is another.
fn date_word(text: &str) -> usize {
    if !BEGINNINGS.may_begin(text.as_bytes()) {
        return 0;
    }
    let length = letters(text);
    let is_known = |word: &&str| word.len() == length && word.eq_ignore_ascii_case(&text[..length]);
    if DATE_WORDS_BY_LETTER[letter(text.as_bytes()[0])].iter().any(is_known) { length } else { 0 }
}

/// The length of the word that a text begins with.
fn letters(text: &str) -> usize {
    let length = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
    match text.as_bytes().get(length) {
        Some(0x80..) => text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()),
        _ => length,
    }
}

/// The place of a letter of ASCII in the alphabet; 26 or more for any other byte.
const fn letter(byte: u8) -> usize {
    ((byte | 0x20) as usize).wrapping_sub(b'a' as usize)
}

/// How the words of dates and truth values begin: for each first and second letter the third ones, one bit a letter.
struct Beginnings([[u32; 26]; 26]);

impl Beginnings {
    /// Stands for a third character that is no letter of ASCII, or none.
    const OTHER: u32 = 1 << 26;

    /// Adds lowercase words between white space.
    const fn with(mut self, words: &[u8]) -> Beginnings {
        let mut at = 1;
        while at + 2 < words.len() {
            if words[at - 1].is_ascii_whitespace() {
                self.add([letter(words[at]), letter(words[at + 1]), letter(words[at + 2])]);
            }
            at += 1;
        }
        self
    }

    /// Adds lowercase words of three letters or more.
    const fn with_each(mut self, words: &[&str]) -> Beginnings {
        let mut place = 0;
        while place < words.len() {
            let word = words[place].as_bytes();
            self.add([letter(word[0]), letter(word[1]), letter(word[2])]);
            place += 1;
        }
        self
    }

    const fn add(&mut self, [first, second, third]: [usize; 3]) {
        if first < 26 && second < 26 {
            self.0[first][second] |= if third < 26 { 1 << third } else { Beginnings::OTHER };
        }
    }

    /// Whether a text may begin with one of the words. Most texts do not by their first letters.
    #[inline]
    fn may_begin(&self, text: &[u8]) -> bool {
        let place = |at: usize| text.get(at).map_or(26, |&byte| letter(byte));
        match self.0.get(place(0)).map(|seconds| seconds.get(place(1))) {
            None => false,
            Some(None) => true,
            Some(Some(&thirds)) if place(2) < 26 => thirds >> place(2) & 1 != 0,
            Some(Some(&thirds)) => thirds != 0,
        }
    }
}

static BEGINNINGS: Beginnings = Beginnings([[0; 26]; 26]).with(DATE_WORDS.as_bytes()).with_each(TRUTHS);

static DATE_WORDS_BY_LETTER: LazyLock<[Vec<&str>; 26]> = LazyLock::new(|| {
    let beginning = |first| DATE_WORDS.split_whitespace().filter(|word| letter(word.as_bytes()[0]) == first).collect();
    std::array::from_fn(beginning)
});

/// What spreadsheets read as a truth value, in the languages of the table's locales.
const TRUTHS: &[&str] = &["true", "false", "wahr", "falsch", "vrai", "faux"];

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

    #[test]
    fn every_word_of_dates_is_known() {
        for word in DATE_WORDS.split_whitespace() {
            assert_eq!(date_word(&format!("{} 5", word.to_ascii_uppercase())), word.len(), "{word}");
            assert_eq!(date_word(&format!("{word}x")), 0, "{word}");
        }
        assert!(TRUTHS.iter().all(|word| dangerous(word)));
    }

    proptest! {
        #[test]
        fn a_marked_cell_is_dangerous_by_its_beginning(text in "['  =+a-c0-9(“－\t]{0,4}", rest in "[a-c0-9 ]{0,3}") {
            prop_assert_eq!(begins_formula(&text), dangerous(&format!("{text}[[{rest}]]")));
        }

        #[test]
        fn a_guarded_cell_reads_back(text in "'{0,3}([=+@#-]|[0-9]|May |[a-z]| )?(.|[0-9,.:/-]){0,12}") {
            let mut cell = String::new();
            guarded(&text, &mut cell);
            prop_assert_eq!(unguarded(&cell), &text);
            prop_assert!(!dangerous(&cell) || cell.starts_with('\''));
        }
    }
}
