//! The texts that the benchmarks run on: sentences of `corpus/`, shuffled by a seed, with every number and name replaced.
//!
//! The cost of extraction follows the density of numbers, so there are two texts of fixed densities: *news* as in news wire
//! and *sparse* as in talk. `CLAIMSIFT_BENCH_TEXT=path` benches the text of a file instead.

#![allow(dead_code, reason = "each benchmark uses the parts that it needs")]

mod template;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::{env, fs};

use claimsift::documents::Document;
use template::{Kind, Template, templates};

/// At least so many bytes, so that no cache holds the text.
const BYTES: usize = 32 << 20;

/// Articles are parted by two blank lines, paragraphs by one.
const ARTICLE_END: &str = "\n\n\n";

/// How much of a text is numbers, per 1,000 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Density {
    pub digits: f64,
    pub number_words: f64,
}

/// News wire and BBC text.
pub const NEWS: Density = Density { digits: 17.0, number_words: 2.5 };
/// A tenth of it: transcripts of talk.
pub const SPARSE: Density = Density { digits: 1.7, number_words: 0.25 };

/// A text to bench on, with the name that its group of measurements gets.
pub struct BenchText {
    pub name: String,
    pub text: String,
}

impl BenchText {
    /// The text as documents.
    pub fn documents(&self) -> Vec<Document> {
        let document = |(number, text): (usize, &str)| Document {
            id: number.to_string(),
            text: text.into(),
            ..Document::default()
        };
        self.articles().enumerate().map(document).collect()
    }

    fn articles(&self) -> impl Iterator<Item = &str> {
        self.text.split(ARTICLE_END).filter(|article| !article.is_empty())
    }
}

/// The *news* and the *sparse* text, or the text of the file that `CLAIMSIFT_BENCH_TEXT` names.
pub fn texts() -> Vec<BenchText> {
    if let Some(path) = env::var_os("CLAIMSIFT_BENCH_TEXT") {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let Density { digits, number_words } = density(&text);
        eprintln!("{}: {digits:.1} digits and {number_words:.2} number words per 1,000 bytes", path.display());
        return vec![BenchText { name: "own".into(), text }];
    }
    vec![news(), sparse()]
}

/// The text of news wire density.
pub fn news() -> BenchText {
    BenchText { name: "news".into(), text: generate(NEWS, BYTES) }
}

/// The text with few numbers.
pub fn sparse() -> BenchText {
    BenchText { name: "sparse".into(), text: generate(SPARSE, BYTES) }
}

/// The same text full of characters of several bytes: accented vowels, curly quotes and long dashes.
pub fn multibyte(text: &str) -> String {
    let change = |character| match character {
        'a' => 'á',
        'e' => 'é',
        'o' => 'ö',
        'u' => 'ü',
        '\'' => '’',
        '"' => '”',
        '-' => '—',
        other => other,
    };
    text.chars().map(change).collect()
}

/// At least `bytes` of articles at the given density, the same at every call; no sentence stands in it twice.
pub fn generate(target: Density, bytes: usize) -> String {
    let templates = templates();
    let mut writer = Writer::new(&templates, target);
    while writer.text.len() < bytes {
        writer.article();
    }
    let found = density(&writer.text);
    assert!(near(found.digits, target.digits) && near(found.number_words, target.number_words), "{found:?}");
    writer.text
}

fn near(found: f64, target: f64) -> bool {
    (found / target - 1.0).abs() < 0.02
}

/// Counts the digits and number words of a text.
pub fn density(text: &str) -> Density {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| template::is_number_word(word)).count();
    let per_thousand = 1000.0 / text.len() as f64;
    Density { digits: digits as f64 * per_thousand, number_words: words as f64 * per_thousand }
}

/// Writes articles whose density stays at the target: each sentence is drawn from the kind that the text so far lacks.
struct Writer<'t> {
    target: Density,
    decks: [Deck<'t>; Kind::COUNT],
    headlines: Deck<'t>,
    random: Random,
    text: String,
    digits: usize,
    number_words: usize,
    written: HashSet<u64>,
}

impl<'t> Writer<'t> {
    fn new(templates: &'t [Template], target: Density) -> Writer<'t> {
        let deck = |wanted: &dyn Fn(&Template) -> bool| Deck::new(templates.iter().filter(|t| wanted(t)).collect());
        Writer {
            target,
            decks: Kind::ALL.map(|kind| deck(&|template| !template.headline && template.kind == kind)),
            headlines: deck(&|template| template.headline),
            random: Random(0x5EED),
            text: String::new(),
            digits: 0,
            number_words: 0,
            written: HashSet::new(),
        }
    }

    fn article(&mut self) {
        self.sentence(true);
        for _ in 0..self.random.between(6, 14) {
            self.text.push_str("\n\n");
            for at in 0..self.random.between(1, 4) {
                if at > 0 {
                    self.text.push(' ');
                }
                self.sentence(false);
            }
        }
        self.text.push_str(ARTICLE_END);
    }

    /// Adds a sentence that the text does not have yet.
    fn sentence(&mut self, headline: bool) {
        loop {
            let start = self.text.len();
            let kind = self.lacking();
            let deck = if headline { &mut self.headlines } else { &mut self.decks[kind as usize] };
            let template = deck.draw(&mut self.random);
            template.write(&mut self.random, &mut self.text);
            if self.written.insert(hash(&self.text[start..])) {
                self.digits += template.digits;
                self.number_words += template.number_words;
                return;
            }
            self.text.truncate(start);
        }
    }

    fn lacking(&self) -> Kind {
        let thousands = self.text.len() as f64 / 1000.0;
        let digits = (self.digits as f64) < self.target.digits * thousands;
        let words = (self.number_words as f64) < self.target.number_words * thousands;
        Kind::of(digits, words)
    }
}

fn hash(sentence: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    sentence.hash(&mut hasher);
    hasher.finish()
}

/// Templates in random order, shuffled anew when all were drawn.
struct Deck<'t> {
    cards: Vec<&'t Template>,
    drawn: usize,
}

impl<'t> Deck<'t> {
    fn new(cards: Vec<&'t Template>) -> Deck<'t> {
        assert!(!cards.is_empty(), "the corpus lacks a kind of sentence");
        Deck { drawn: cards.len(), cards }
    }

    fn draw(&mut self, random: &mut Random) -> &'t Template {
        if self.drawn == self.cards.len() {
            self.drawn = 0;
            for at in (1..self.cards.len()).rev() {
                self.cards.swap(at, random.between(0, at));
            }
        }
        self.drawn += 1;
        self.cards[self.drawn - 1]
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine.
pub struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low + 1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.between(0, from.len() - 1)]
    }
}
