/// How the spreadsheets of a country read a CSV: what stands between columns, and in a decimal.
///
/// ```
/// use claimsift_report::Locale;
/// assert_eq!(Locale::from_name("de_AT.UTF-8"), Some(Locale::COMMA));
/// assert_eq!(Locale::from_name("en-GB"), Some(Locale::POINT));
/// assert_eq!(Locale::from_name("tlh"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// What stands between columns.
    pub delimiter: u8,
    /// What stands between the whole part and the decimals.
    pub decimal: char,
}

impl Locale {
    /// Comma between columns, decimal point.
    pub const POINT: Locale = Locale { delimiter: b',', decimal: '.' };
    /// Semicolon between columns, decimal comma.
    pub const COMMA: Locale = Locale { delimiter: b';', decimal: ',' };

    /// The locale of a name such as `de`, `pt-BR` or `fr_FR.UTF-8`; `None` when its language is not known.
    pub fn from_name(name: &str) -> Option<Locale> {
        let tag = name.split(['.', '@']).next().unwrap_or_default();
        let (language, country) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
        let listed = |table: &[&str]| table.iter().any(|known| language.eq_ignore_ascii_case(known));
        let exception = POINT_COUNTRIES
            .iter()
            .any(|(speaks, lives)| language.eq_ignore_ascii_case(speaks) && country.eq_ignore_ascii_case(lives));
        if listed(POINT_LANGUAGES) || exception {
            return Some(Locale::POINT);
        }
        listed(COMMA_LANGUAGES).then_some(Locale::COMMA)
    }
}

/// Languages whose spreadsheets write a decimal point (CLDR 45).
const POINT_LANGUAGES: &[&str] =
    &["c", "posix", "en", "zh", "ja", "ko", "he", "hi", "bn", "th", "ms", "ga", "cy", "mt", "sw", "ta", "ur", "fil"];

/// Languages whose spreadsheets write a decimal comma (CLDR 45).
const COMMA_LANGUAGES: &[&str] = &[
    "de", "fr", "es", "it", "nl", "pt", "pl", "ru", "cs", "da", "sv", "nb", "nn", "no", "fi", "tr", "el", "hu", "ro",
    "uk", "bg", "hr", "sr", "sk", "sl", "et", "lv", "lt", "id", "vi", "ca", "gl", "eu", "is", "be", "kk",
];

/// Countries that write a decimal point in a language that elsewhere writes a comma.
const POINT_COUNTRIES: &[(&str, &str)] =
    &[("de", "CH"), ("de", "LI"), ("it", "CH"), ("es", "MX"), ("es", "US"), ("es", "GT"), ("es", "PE"), ("es", "DO")];
