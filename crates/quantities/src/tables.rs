//! The compiled tables, and how they are made of rule files.

use claimsift_text::{Located, ParsedFile, Problem, RuleFile, Span, Text};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::anchors::Anchors;
use crate::entries::{self, HasExamples};
use crate::examples::Example;
use crate::heads::WordMap;
use crate::lexicon::{Beginning, Lexeme, Lexicon, Phrases, role};
use crate::named;
use crate::unit::UnitDefinition;
use crate::{Comparator, UnitId};

/// The kinds of entries that [`QuantityTables::load`] takes out of rule files.
pub const ENTRY_KINDS: &[&str] = &[
    "comparator",
    "context",
    "currency",
    "fraction",
    "magnitude",
    "month",
    "multiple",
    "name",
    "number",
    "ordinal",
    "roman",
    "unit",
    "weekday",
];

/// Everything that the reader knows of words: numbers, magnitudes, units, currencies, comparators, names, months.
#[derive(Clone, Debug, Default)]
pub struct QuantityTables {
    pub(crate) lexicon: Lexicon,
    pub(crate) anchors: Anchors,
    pub(crate) magnitudes: Phrases<Decimal>,
    pub(crate) suffixes: WordMap<Decimal>,
    pub(crate) units: Vec<UnitDefinition>,
    /// The place of speed among the dimensions.
    pub(crate) speed_place: usize,
    pub(crate) printed: FxHashMap<Box<[u8]>, UnitId>,
    pub(crate) unit_names: Phrases<UnitId>,
    pub(crate) unit_symbols: WordMap<UnitId>,
    pub(crate) unit_glued: WordMap<UnitId>,
    pub(crate) money: WordMap<UnitId>,
    /// Their words are turned round, for they are read from the number leftwards.
    pub(crate) before: Phrases<Before>,
    /// For each comparator entry, the words behind which its phrases mean something else.
    pub(crate) unless_after: Vec<Vec<Box<str>>>,
    pub(crate) after: Phrases<Comparator>,
    pub(crate) signs: Vec<(Box<str>, Comparator)>,
    pub(crate) common: Common,
    pub(crate) examples: Vec<Example>,
}

/// A comparator that stands before its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    pub means: Comparator,
    /// Before a stretch of time it says when: "over three years".
    pub unless_time: bool,
    /// The place in [`QuantityTables::unless_after`] of the words behind which it means something else.
    pub unless_after: usize,
}

/// Units that the grammar itself names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Common {
    pub percent: Option<UnitId>,
    pub year: Option<UnitId>,
    pub month: Option<UnitId>,
    pub week: Option<UnitId>,
    pub day: Option<UnitId>,
    pub hour: Option<UnitId>,
    pub minute: Option<UnitId>,
    pub inch: Option<UnitId>,
    pub kilometre: Option<UnitId>,
    pub litre: Option<UnitId>,
    pub pound: Option<UnitId>,
    pub pound_sterling: Option<UnitId>,
}

impl QuantityTables {
    /// Takes the entries of [`ENTRY_KINDS`] out of `parsed`. Later files add to earlier ones and replace what has the
    /// same words. What is wrong goes to `problems`, with its place, and only that entry is left out.
    pub fn load(parsed: &mut [ParsedFile<'_>], problems: &mut Vec<Problem>) -> QuantityTables {
        let mut tables = QuantityTables::default();
        for file in parsed.iter_mut() {
            Loader { tables: &mut tables, problems, file }.load();
        }
        tables.finish();
        tables
    }

    /// The tables that claimsift ships, without their examples.
    #[cfg(feature = "shipped")]
    pub fn shipped() -> QuantityTables {
        const FILES: &[&str] = &[
            "calendar.toml",
            "comparators.toml",
            "contexts.toml",
            "currencies.toml",
            "magnitudes.toml",
            "names.toml",
            "numbers.toml",
            "units.toml",
        ];
        let shipped = claimsift_rules::packed().filter(|(name, ..)| FILES.contains(name));
        let files: Vec<RuleFile> =
            shipped.map(|(name, text, entries)| RuleFile::packed(format!("rules/{name}"), text, entries)).collect();
        let mut problems = Vec::new();
        let mut parsed: Vec<ParsedFile> =
            files.iter().enumerate().map(|(index, file)| ParsedFile::parse(file, index, &mut problems)).collect();
        let tables = QuantityTables::load(&mut parsed, &mut problems);
        debug_assert!(problems.is_empty(), "{problems:#?}");
        tables
    }

    /// What is worked out from all entries together.
    fn finish(&mut self) {
        self.place_dimensions();
        for &(class, words) in named::CLASSES {
            words.iter().for_each(|word| self.lexicon.entry(word).named |= class);
        }
        for lexeme in self.lexicon.lexemes() {
            lexeme.judge();
            // "mn" and "cr" only ever stand behind a number.
            let abbreviation = lexeme.head[3] == 0 && lexeme.roles & role::MEANING == role::MAGNITUDE;
            if lexeme.is(role::ANCHOR) && !abbreviation {
                self.anchors.add(lexeme.head);
            }
        }
        let find = |symbol: &str| self.printed.get(symbol.as_bytes()).copied();
        self.common = Common {
            percent: find("%"),
            year: find("year"),
            month: find("month"),
            week: find("week"),
            day: find("day"),
            hour: find("hour"),
            minute: find("min"),
            inch: find("in"),
            kilometre: find("km"),
            litre: find("L"),
            pound: find("lb"),
            pound_sterling: find("GBP"),
        };
    }

    /// Makes `word` one that the reader looks for.
    pub(crate) fn watch(&mut self, word: &str) {
        let lexeme = self.lexicon.entry(word);
        lexeme.roles |= role::WATCHED;
        self.anchors.add(lexeme.head);
    }
}

/// Reads one file's entries into the tables.
struct Loader<'l, 'p, 'f> {
    tables: &'l mut QuantityTables,
    problems: &'l mut Vec<Problem>,
    file: &'p mut ParsedFile<'f>,
}

impl<'f> Loader<'_, '_, 'f> {
    fn load(&mut self) {
        self.each("number", |loader, entry: entries::Number| {
            loader.words(&entry.words, |word| word.set(role::CARDINAL, |w| w.value = entry.value.into()));
        });
        self.each("ordinal", |loader, entry: entries::Number| {
            loader.words(&entry.words, |word| word.set(role::ORDINAL, |w| w.value = entry.value.into()));
        });
        self.each("fraction", |loader, entry: entries::Fraction| {
            loader.words(&entry.words, |word| word.set(role::FRACTION, |w| w.parts = entry.parts.max(1)));
        });
        self.each("roman", |loader, entry: entries::Roman| {
            loader.words(&entry.words, |word| word.set(role::ROMAN, |_| ()));
        });
        self.each("multiple", |loader, entry: entries::Multiple| {
            if let Some(value) = loader.decimal(&entry.value) {
                loader.words(&entry.words, |word| word.set(role::MULTIPLE, |w| w.value = value));
            }
        });
        self.each("magnitude", Loader::magnitude);
        self.each("unit", Loader::unit);
        self.each("currency", Loader::currency);
        self.each("comparator", Loader::comparator);
        self.each("context", Loader::context);
        self.each("month", |loader, entry: entries::Month| {
            loader.words(&entry.words, |word| word.set(role::MONTH, |w| w.month = entry.number));
        });
        self.each("weekday", |loader, entry: entries::Weekday| {
            loader.words(&entry.words, |word| word.set(role::WEEKDAY, |_| ()));
        });
        self.each("name", |loader, entry: entries::Name| {
            loader.words(&entry.words, |word| word.set(role::NAME, |_| ()));
            loader.words(&entry.streets, |word| word.set(role::STREET, |_| ()));
            loader.words(&entry.capitalised, |word| word.set(role::NAME_CAPITAL, |_| ()));
        });
    }

    fn each<T: Deserialize<'f> + HasExamples>(&mut self, kind: &str, mut add: impl FnMut(&mut Self, T)) {
        for Located { mut value, file, .. } in self.file.take::<T>(kind, self.problems) {
            let (finds, skips) = value.examples();
            self.tables.examples.extend(finds.into_iter().map(|text| Example::finds(text, file)));
            self.tables.examples.extend(skips.into_iter().map(|text| Example::skips(text, file)));
            add(self, value);
        }
    }

    /// Notes that a phrase or a symbol begins with its first letters, so that other words are turned down at once.
    fn begins(&mut self, phrase: &str, role: u64) {
        let end = phrase.find(|c: char| !c.is_alphabetic()).unwrap_or(phrase.len());
        self.note(&phrase[..end], role);
    }

    /// Notes that a phrase or a symbol ends with its last letters.
    fn ends(&mut self, phrase: &str, role: u64) {
        let start = phrase.trim_end_matches(char::is_alphabetic).len();
        self.note(&phrase[start..], role);
    }

    fn note(&mut self, letters: &str, role: u64) {
        if !letters.is_empty() {
            self.tables.lexicon.entry(letters).roles |= role;
        }
    }

    fn words(&mut self, words: &[Text], mut set: impl FnMut(&mut Lexeme)) {
        for word in words {
            set(self.tables.lexicon.entry(word));
        }
    }

    fn magnitude(&mut self, entry: entries::Magnitude<'_>) {
        let Some(times) = self.times(&entry.times) else { return };
        for phrase in entry.words.iter().chain(&entry.vague) {
            self.tables.magnitudes.insert(phrase.split(' '), times);
            self.begins(phrase, role::STARTS_MAGNITUDE);
        }
        let single: Vec<Text> = entry.words.iter().filter(|word| !word.contains(' ')).cloned().collect();
        self.words(&single, |word| word.set(role::MAGNITUDE, |w| w.times = times));
        self.words(&entry.vague, |word| word.set(role::VAGUE, |w| w.times = times));
        self.words(&entry.vague_of, |word| word.set(role::VAGUE_OF, |w| w.times = times));
        for suffix in &entry.suffixes {
            self.tables.suffixes.insert(suffix.as_bytes(), times);
            self.begins(suffix, role::SUFFIX);
        }
    }

    /// `1000`, or `lakh * crore`.
    fn times(&mut self, text: &Spanned<String>) -> Option<Decimal> {
        let mut product = Decimal::ONE;
        for factor in text.get_ref().split('*').map(str::trim) {
            let known = self.tables.magnitudes.get(Beginning::of(factor)).and_then(|found| found.value);
            let factor = known.or_else(|| Decimal::from_str_exact(factor).ok());
            match factor.and_then(|factor| product.checked_mul(factor)) {
                Some(larger) => product = larger,
                None => {
                    let message = "not a product of numbers and magnitudes named before";
                    let problem = Problem::error(self.file.file(), text.span(), message);
                    let help = "write plain digits, with * between factors: \"1000000000\" or \"1000 * lakh\"";
                    self.problems.push(problem.with_help(help));
                    return None;
                }
            }
        }
        Some(product)
    }

    fn unit(&mut self, entry: entries::Unit<'_>) {
        let (factor, divisor) = match &entry.factor {
            Some(text) => match self.factor(text) {
                Some(parts) => parts,
                None => return,
            },
            None => (Decimal::ONE, Decimal::ONE),
        };
        let offset = match &entry.offset {
            Some(text) => self.decimal(text).unwrap_or_default(),
            None => Decimal::ZERO,
        };
        let base = entry.base.as_deref().unwrap_or(&entry.symbol).into();
        let (symbol, dimension) = (entry.symbol.as_str().into(), entry.dimension.into());
        let id = self.define(UnitDefinition {
            symbol,
            dimension,
            place: 0,
            base,
            factor,
            divisor,
            offset,
            per_only: entry.per_only,
        });
        self.name(id, &entry.names, &entry.symbols, &entry.glued);
        self.words(&entry.alone, |word| word.set(role::UNIT_ALONE, |_| ()));
        if entry.before {
            self.words(&entry.names, |word| word.set(role::UNIT_BEFORE, |w| w.parts = id.0.into()));
        }
    }

    fn currency(&mut self, entry: entries::Currency<'_>) {
        let base = entry.part_of.as_deref().unwrap_or(&entry.code).into();
        let id = self.define(UnitDefinition {
            symbol: (*entry.code).into(),
            dimension: "money".into(),
            place: 0,
            base,
            factor: Decimal::ONE,
            divisor: entry.parts.unwrap_or(1).max(1).into(),
            offset: Decimal::ZERO,
            per_only: false,
        });
        self.name(id, &entry.names, &entry.symbols, &entry.glued);
        self.words(&entry.alone, |word| word.set(role::UNIT_ALONE, |_| ()));
        for symbol in entry.symbols.iter().chain(entry.written.then_some(&entry.code)) {
            self.tables.money.insert(symbol.as_bytes(), id);
            self.ends(symbol, role::ENDS_CURRENCY);
            self.tables.unit_symbols.insert(symbol.as_bytes(), id);
            self.begins(symbol, role::STARTS_UNIT_SYMBOL);
        }
    }

    /// A new unit, or the one of the same symbol with its new definition.
    fn define(&mut self, definition: UnitDefinition) -> UnitId {
        let printed = key_exact(&definition.symbol);
        if let Some(&id) = self.tables.printed.get(&printed) {
            self.tables.units[usize::from(id.0)] = definition;
            return id;
        }
        let id = UnitId(u16::try_from(self.tables.units.len()).expect("fewer units than 65,536"));
        self.tables.units.push(definition);
        self.tables.printed.insert(printed, id);
        id
    }

    fn name(&mut self, id: UnitId, names: &[Text], symbols: &[Text], glued: &[Text]) {
        for name in names {
            self.tables.unit_names.insert(name.split([' ', '-']), id);
            self.begins(name, role::STARTS_UNIT_NAME);
        }
        for symbol in symbols {
            self.tables.unit_symbols.insert(symbol.as_bytes(), id);
            self.begins(symbol, role::STARTS_UNIT_SYMBOL);
        }
        for symbol in glued {
            self.tables.unit_glued.insert(symbol.as_bytes(), id);
            self.begins(symbol, role::STARTS_UNIT_SYMBOL);
        }
    }

    fn comparator(&mut self, entry: entries::Comparator<'_>) {
        let Some(means) = Comparator::from_name(entry.means.get_ref()) else {
            let file = self.file.file();
            let problem =
                Problem::error(file, entry.means.span(), format!("unknown comparator `{}`", entry.means.get_ref()));
            let known = Comparator::ALL.iter().map(|comparator| comparator.as_str());
            self.problems.push(problem.with_nearest(entry.means.get_ref(), known));
            return;
        };
        for phrase in &entry.before {
            let unless_time = entry.unless_time.contains(phrase);
            let unless_after = self.tables.unless_after.len();
            self.tables.before.insert(phrase.rsplit(' '), Before { means, unless_time, unless_after });
            self.ends(phrase, role::ENDS_COMPARATOR);
        }
        self.tables.unless_after.push(entry.unless_after.iter().map(|word| (**word).into()).collect());
        for phrase in &entry.after {
            self.tables.after.insert(phrase.split(' '), means);
            self.begins(phrase, role::STARTS_COMPARATOR);
        }
        self.tables.signs.extend(entry.sign.iter().map(|sign| ((**sign).into(), means)));
        // ">=" must be seen before "=".
        self.tables.signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    }

    fn context(&mut self, entry: entries::Context<'_>) {
        let name = entry.name.get_ref();
        match role::CONTEXTS.iter().find(|(known, _)| known == name) {
            Some(&(_, role)) => self.words(&entry.words, |word| word.set(role, |_| ())),
            None => {
                let problem = Problem::error(self.file.file(), entry.name.span(), format!("unknown context `{name}`"));
                self.problems.push(problem.with_nearest(name, role::CONTEXTS.iter().map(|&(known, _)| known)));
            }
        }
    }

    fn factor(&mut self, text: &Spanned<String>) -> Option<(Decimal, Decimal)> {
        let (above, below) = text.get_ref().split_once('/').unwrap_or((text.get_ref(), "1"));
        match (Decimal::from_str_exact(above), Decimal::from_str_exact(below)) {
            (Ok(above), Ok(below)) if !below.is_zero() => Some((above, below)),
            _ => {
                self.error(text.span().into(), "not a number of at most 28 digits, nor a fraction like 1/12");
                None
            }
        }
    }

    fn decimal(&mut self, text: &Spanned<String>) -> Option<Decimal> {
        let value = Decimal::from_str_exact(text.get_ref()).ok();
        if value.is_none() {
            self.error(text.span().into(), "not a number of at most 28 digits");
        }
        value
    }

    fn error(&mut self, span: Span, message: &str) {
        self.problems.push(Problem::error(self.file.file(), span, message));
    }
}

impl Lexeme {
    fn set(&mut self, role: u64, change: impl FnOnce(&mut Lexeme)) {
        self.roles |= role;
        change(self);
    }
}

fn key_exact(symbol: &str) -> Box<[u8]> {
    symbol.as_bytes().into()
}
