use super::{Field, Figure, MarkedClaim};

/// Words that sets of marks do not tell apart, and the one that stands for both.
const SAME: &[(Field, &str, &str)] = &[
    (Field::Comparator, "up to", "at most"),
    (Field::Comparator, "nearly", "about"),
    (Field::Comparator, "vague", "between"),
    (Field::Modality, "disputed", "stated"),
    (Field::Change, "unchanged at", ""),
];

/// Spellings of one unit, which are not worth an error.
const UNITS: &[&[&str]] = &[
    &["hour", "hours", "h", "hr"],
    &["minute", "minutes", "min"],
    &["second", "seconds", "s", "sec"],
    &["day", "days", "d"],
    &["week", "weeks", "wk"],
    &["month", "months", "mo"],
    &["year", "years", "yr", "a"],
    &["decade", "decades"],
    &["t", "tonne", "tonnes"],
    &["m", "metre", "metres", "meter"],
    &["km", "kilometre", "kilometres"],
    &["%", "percent", "per cent", "pct"],
    &["bp", "bps"],
    &["Mbit/s", "Mb/s", "Mbps"],
    &["GBX", "p", "pence", "GBp"],
];

/// Words that do not tell one speaker from another.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "for", "at", "on", "to", "by", "and", "its", "his", "her", "their", "s", "mr", "mrs",
    "ms", "dr", "sir", "lord",
];

/// Whether the values are those marked, or any would do.
pub(super) fn same_value(claim: &MarkedClaim, found: &Figure) -> bool {
    claim.unsure_value || (claim.figure.value, claim.figure.value_high) == (found.value, found.value_high)
}

/// What a figure says of a field, in the word that sets of marks use.
pub(super) fn said(figure: &Figure, field: Field) -> &str {
    let text = figure.field(field);
    SAME.iter().find(|&&(of, word, _)| of == field && word == text).map_or(text, |&(_, _, same)| same)
}

/// Whether what was found for a field agrees with what was marked.
pub(super) fn agrees(field: Field, marked: &Figure, found: &Figure) -> bool {
    let (marked, found) = (said(marked, field), said(found, field));
    match field {
        // Found as the word, and marked as true or false or as a word near it.
        Field::Negated | Field::Hedged => marked.is_empty() == found.is_empty(),
        _ if found.is_empty() => marked.is_empty(),
        Field::Counted => plain(marked) == plain(found),
        Field::Speaker => words(marked).any(|word| words(found).any(|other| word == other)),
        Field::Unit => units(marked).eq(units(found)),
        _ => marked == found,
    }
}

/// Whether two noun phrases have the same last word before an "of".
pub(super) fn same_head(marked: &Figure, found: &Figure) -> bool {
    let found = found.field(Field::Counted);
    !found.is_empty() && head(marked.field(Field::Counted)) == head(found)
}

/// The parts of a rate, each in its first spelling.
fn units(unit: &str) -> impl Iterator<Item = &str> {
    unit.split('/').map(|part| UNITS.iter().find(|spellings| spellings.contains(&part)).map_or(part, |known| known[0]))
}

/// A phrase without case, doubled spaces and leading article.
fn plain(phrase: &str) -> String {
    let phrase = phrase.to_lowercase().replace('’', "'");
    let words: Vec<&str> = phrase.split_whitespace().collect();
    match words[..] {
        ["a" | "an" | "the", ref rest @ ..] if !rest.is_empty() => rest.join(" "),
        ref words => words.join(" "),
    }
}

fn head(phrase: &str) -> String {
    let phrase = plain(phrase);
    let before = phrase.split(" of ").next().unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || "_'$£€%-".contains(c);
    let last = before.split(|c| !is_part(c)).rfind(|word| !word.is_empty()).unwrap_or_default();
    last.strip_suffix("'s").or_else(|| last.strip_suffix('\'')).unwrap_or(last).to_owned()
}

fn words(phrase: &str) -> impl Iterator<Item = String> {
    let phrase = plain(phrase);
    let words: Vec<String> = phrase.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_agree_as_readers_would_say() {
        for (field, marked, found, expected) in [
            (Field::Unit, "hour", "h", true),
            (Field::Unit, "cm/year", "cm/yr", true),
            (Field::Unit, "km", "mi", false),
            (Field::Unit, "km", "", false),
            (Field::Unit, "", "", true),
            (Field::Comparator, "up to", "at most", true),
            (Field::Comparator, "nearly", "less than", false),
            (Field::Modality, "disputed", "stated", true),
            (Field::Change, "", "unchanged at", true),
            (Field::Change, "up by", "", false),
            (Field::Counted, "Danish  sailors", "the Danish sailors", true),
            (Field::Counted, "sailors", "Danish sailors", false),
            (Field::Speaker, "Ms Raman", "Priya Raman", true),
            (Field::Speaker, "Mr Vane", "Mr Pell", false),
            (Field::Speaker, "Bank of England", "Church of Wales", false),
            (Field::Negated, "true", "not", true),
            (Field::Negated, "", "not", false),
        ] {
            let figure = |text: &str| Figure::default().with(field, text);
            assert_eq!(agrees(field, &figure(marked), &figure(found)), expected, "{field:?} {marked:?} {found:?}");
        }
    }

    #[test]
    fn the_head_is_the_last_word_before_of() {
        for (phrase, expected) in [
            ("rounds of artillery", "rounds"),
            ("the Danish sailors", "sailors"),
            ("Labour's", "labour"),
            ("Conservatives’", "conservatives"),
            ("the", "the"),
            ("", ""),
        ] {
            assert_eq!(head(phrase), expected, "{phrase:?}");
        }
    }
}
