//! What the letters of a word tell by themselves.

/// A single letter.
pub(crate) fn is_letter(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// A single capital, as in `J. P. Rao`.
pub(crate) fn is_initial(word: &str) -> bool {
    is_letter(word) && word.starts_with(char::is_uppercase)
}

/// Single letters with stops between them: `U.S`, `J.P`.
pub(crate) fn is_acronym(word: &str) -> bool {
    word.bytes().any(|byte| byte == b'.') && word.split('.').all(is_letter)
}

/// A number or Roman numeral that can mark an item or a section: `2`, `3.1`, `IV`.
pub(crate) fn is_ordinal(word: &str) -> bool {
    if !word.starts_with(|first: char| first.is_ascii_digit() || "IVX".contains(first)) {
        return false;
    }
    let is_part = |part: &str| (1..=3).contains(&part.len()) && is_digits(part);
    let is_roman = (1..=5).contains(&word.len()) && word.bytes().all(|byte| b"IVX".contains(&byte));
    is_roman || word.len() < 8 && word.split('.').all(is_part)
}

/// Digits only, at least one.
pub(crate) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two or more letters of ASCII in lower case: no name, no abbreviation with capitals, no part of an address.
pub(crate) fn is_plain(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Two or more capitals and nothing else: in such a word a capital proves no beginning.
pub(crate) fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A name that begins in lower case: `iPhone`, `eBay`.
pub(crate) fn is_camel(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Whether an unknown word before lower case is likelier cut short than the last of its sentence: it has no vowel
/// (`mfr.`), or is short and capitalised and ends with a consonant (`Corp.`, `Spec.`).
pub(crate) fn may_be_abbreviation(word: &str) -> bool {
    let is_vowel = |byte: u8| b"aeiouy".contains(&byte.to_ascii_lowercase());
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let no_vowel = !word.bytes().any(is_vowel) && !is_shouted(word);
    let cut_short = word.len() <= 4
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && word.bytes().last().is_some_and(|last| !is_vowel(last));
    letters && !word.is_empty() && (no_vowel || cut_short)
}

/// A face drawn with signs, which belongs to the sentence before it: `:)`, `^_^`.
pub(crate) fn is_emoticon(word: &str) -> bool {
    let eyes = word.starts_with([':', ';', '=', '^', '>']);
    eyes && (2..=4).contains(&word.len()) && word.bytes().skip(1).all(|byte| b"()^_-:;'|/DPp".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_apart() {
        for (shape, yes, no) in [
            (is_initial as fn(&str) -> bool, &["J", "É"][..], &["j", "JP", "", "4"][..]),
            (is_acronym, &["U.S", "J.P", "a.m"], &["US", "U.", "Ph.D", "3.5"]),
            (is_ordinal, &["2", "13", "3.1", "IV"], &["1999", "3.", "", "IVORY", "b"]),
            (is_plain, &["road", "no"], &["Road", "a", "", "e-mail", "x2"]),
            (is_camel, &["iPhone", "eBay"], &["Phone", "phone", "NATO"]),
            (may_be_abbreviation, &["Spec", "mfr", "Corp"], &["NASA", "Lake", "road", "Delhi", ""]),
            (is_emoticon, &[":)", "^_^", ":-)", "=)"], &[":", "--", ")", ":word", "(2)"]),
        ] {
            assert!(yes.iter().all(|word| shape(word)), "{yes:?}");
            assert!(!no.iter().any(|word| shape(word)), "{no:?}");
        }
    }
}
