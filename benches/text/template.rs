//! A sentence of the corpus with gaps for its numbers and names.

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::RangeInclusive;
use std::path::Path;
use std::{fs, iter};

use super::Random;

/// A sentence with gaps.
pub struct Template {
    parts: Vec<Part>,
    pub kind: Kind,
    pub headline: bool,
    pub digits: usize,
    pub number_words: usize,
}

/// The numbers that a sentence holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Digits,
    Words,
    Both,
}

impl Kind {
    pub const COUNT: usize = 4;
    pub const ALL: [Kind; Kind::COUNT] = [Kind::Plain, Kind::Digits, Kind::Words, Kind::Both];

    pub fn of(digits: bool, words: bool) -> Kind {
        Kind::ALL[usize::from(digits) + 2 * usize::from(words)]
    }
}

enum Part {
    Text(String),
    /// As many digits, in one of [`RANGES`].
    Number(usize, usize),
    /// Another word of one of the lists [`SWAPPED`].
    NumberWord(usize),
    Name,
}

/// The sentences' lengths in bytes: no fragments, and a mean like that of news.
const SENTENCE: RangeInclusive<usize> = 60..=240;

/// The most number words of a sentence.
const MOST_NUMBER_WORDS: usize = 3;

/// Numbers are replaced inside their range, so that days, minutes and years stay possible.
const RANGES: &[(usize, usize)] = &[(2, 9), (10, 31), (32, 59), (60, 99), (100, 999), (1800, 2029), (1000, 9999)];

/// Number words that can stand for each other.
const SWAPPED: &[&[&str]] = &[
    &["two", "three", "four", "five", "six", "seven", "eight", "nine"],
    &["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    &["second", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    &["hundreds", "thousands", "millions", "dozens"],
    &["million", "billion", "trillion"],
    &["doubled", "tripled", "halved"],
];

/// Number words that stay as they are.
const KEPT: &[&str] = &[
    "one",
    "hundred",
    "thousand",
    "dozen",
    "half",
    "thirds",
    "quarter",
    "quarters",
    "tenths",
    "once",
    "twice",
    "threefold",
    "double",
    "doubles",
    "first",
    "third",
    "crore",
    "lakh",
    "billions",
];

/// Capitalised words that are no names, beyond those that the corpus has in small letters too.
const NO_NAMES: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "Sept",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Dame",
    "Sir",
    "Gov",
    "Rs",
    "Page",
    "Table",
    "Category",
    "Line",
    "Highway",
];

const SYLLABLES: &[&str] = &[
    "al", "ber", "cor", "dan", "el", "fen", "gar", "hol", "is", "jan", "kel", "lor", "mar", "nor", "os", "per", "quin",
    "ros", "sel", "tor", "ul", "ver", "wen", "yar", "zel", "ash", "bri", "cas", "den", "ev", "far", "gil", "hen",
    "ing", "lan", "mor", "ned", "ort", "pel", "rav", "stan", "tav", "wick", "ford", "ley", "mont", "ster", "ham",
    "ton", "by",
];

pub fn is_number_word(word: &str) -> bool {
    let is = |known: &&str| known.eq_ignore_ascii_case(word);
    KEPT.iter().any(is) || SWAPPED.iter().any(|list| list.iter().any(is))
}

/// The corpus' headlines and sentences that can be written in many ways.
pub fn templates() -> Vec<Template> {
    let articles = articles();
    let names = names(&articles);
    let paragraphs = articles.iter().flat_map(|article| article.split("\n\n").enumerate());
    let sentences =
        paragraphs.flat_map(|(at, paragraph)| sentences(paragraph).map(move |sentence| (at == 0, sentence)));
    sentences
        .filter_map(|(headline, sentence)| {
            let template = Template::new(&sentence, headline, &names);
            template.is_usable(sentence.len()).then_some(template)
        })
        .collect()
}

/// The texts of the corpus, without menus and marks, each paragraph on one line.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("corpus/").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).expect("a text")).collect()
}

/// Cuts a paragraph where a full stop, question or exclamation mark that ends a word of four letters or a number stands
/// before a capital. It only has to give sentences that look real, and to give the same ones when the splitter changes.
fn sentences(paragraph: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let mut rest = words.into_iter().peekable();
    iter::from_fn(move || {
        let mut sentence = rest.next()?.to_owned();
        while let Some(next) = rest.peek() {
            let last = sentence.rsplit(' ').next().unwrap_or_default();
            if ends_sentence(last) && next.starts_with(|c: char| c.is_uppercase() || c == '"') {
                break;
            }
            sentence.push(' ');
            sentence.push_str(next);
            rest.next();
        }
        Some(sentence)
    })
}

fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches('"');
    bare.ends_with(['.', '?', '!']) && (bare.len() > 4 || bare.starts_with(|c: char| c.is_ascii_digit()))
}

/// The capitalised words that stand inside sentences, and nowhere in small letters.
fn names(articles: &[String]) -> HashSet<String> {
    let words = |article: &str| -> Vec<String> {
        article.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let small: HashSet<String> =
        articles.iter().flat_map(|article| words(article)).filter(|word| !is_name(word)).collect();
    let capital = articles.iter().flat_map(|article| words(article)).filter(|word| is_name(word));
    capital.filter(|word| !small.contains(&word.to_lowercase()) && !NO_NAMES.contains(&word.as_str())).collect()
}

/// Capital, then at least two small letters: acronyms stay.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && word.len() > 2 && letters.all(char::is_lowercase)
}

impl Template {
    fn new(sentence: &str, headline: bool, names: &HashSet<String>) -> Template {
        let mut template = Template { parts: Vec::new(), kind: Kind::Plain, headline, digits: 0, number_words: 0 };
        runs(sentence).for_each(|run| template.push(run, names));
        template.kind = Kind::of(template.digits > 0, template.number_words > 0);
        template
    }

    /// Adds a run of letters, of digits, or of anything else.
    fn push(&mut self, run: &str, names: &HashSet<String>) {
        self.number_words += usize::from(is_number_word(run));
        let value = run.parse().ok().filter(|_| !run.starts_with('0'));
        let range = value.and_then(|value| RANGES.iter().find(|&&(low, high)| (low..=high).contains(&value)));
        let list = SWAPPED.iter().position(|list| list.contains(&run));
        let part = match (range, list) {
            (Some(&(low, high)), _) => Part::Number(low, high),
            (_, Some(list)) => Part::NumberWord(list),
            _ if names.contains(run) => Part::Name,
            _ => Part::Text(run.to_owned()),
        };
        self.digits += run.bytes().filter(u8::is_ascii_digit).count();
        self.parts.push(part);
    }

    /// Whether it reads like a headline or a sentence, and a name makes repetitions rare, which would slow the generation
    /// down. The few headlines with numbers would alone be too much for the sparse text, and so would sentences full of
    /// number words.
    fn is_usable(&self, length: usize) -> bool {
        let named = self.parts.iter().any(|part| matches!(part, Part::Name));
        let ends = matches!(self.parts.last(), Some(Part::Text(text)) if text.starts_with(['.', '?', '!']));
        let fits = match self.headline {
            true => self.digits + self.number_words == 0,
            false => ends && SENTENCE.contains(&length) && self.number_words <= MOST_NUMBER_WORDS,
        };
        named && fits
    }

    /// Writes the sentence with other numbers and names.
    pub fn write(&self, random: &mut Random, out: &mut String) {
        for part in &self.parts {
            match *part {
                Part::Text(ref text) => out.push_str(text),
                Part::Number(low, high) => write!(out, "{}", random.between(low, high)).expect("a string takes all"),
                Part::NumberWord(list) => out.push_str(random.pick(SWAPPED[list])),
                Part::Name => write_name(random, out),
            }
        }
    }
}

fn write_name(random: &mut Random, out: &mut String) {
    let start = out.len();
    for _ in 0..random.between(2, 3) {
        out.push_str(random.pick(SYLLABLES));
    }
    out[start..=start].make_ascii_uppercase();
}

/// A sentence in runs of letters, of digits, and of what is neither.
fn runs(sentence: &str) -> impl Iterator<Item = &str> {
    let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut rest = sentence;
    iter::from_fn(move || {
        let first = class(rest.chars().next()?);
        let (run, after) = rest.split_at(rest.find(|c| class(c) != first).unwrap_or(rest.len()));
        rest = after;
        Some(run)
    })
}
