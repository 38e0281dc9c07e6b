//! All rules and tables of a run, compiled once.

use std::ops::Deref;
use std::sync::Arc;

use claimsift_quantities::{QuantityReader, QuantityTables};
use claimsift_sentences::{SentenceTables, Splitter};
use claimsift_text::{Lexicon, ListBits, Located, ParsedFile, Problem, RuleFile, Span, WordId};
use rustc_hash::FxHashMap;
use toml::Spanned;

use crate::arithmetic::SumTable;
use crate::classes::Classes;
use crate::compile::Compiler;
use crate::entry::{CueEntry, MuteEntry, RuleEntry, SpeechEntry, WordsEntry};
use crate::index::Index;
use crate::long_list::{LongList, LongLists};
use crate::required::CommonWords;
use crate::rule::{Layer, Rule};
use crate::time::{TimeEntry, TimeTable};
use crate::types::Types;
use crate::words::{Role, WordRoles};
use crate::worth::{WorthEntry, check_rules};

/// The kinds of entry that this crate reads itself.
const ENTRY_KINDS: &[&str] = &["words", "rule", "mute", "speech", "cue", "time", "worth"];

/// The kinds of entry that the documents stage reads, which this crate does not depend on.
const ELSEWHERE: &[&str] = &["block"];

/// The keys of a file that are no entries.
const KEYS: &[&str] = &["layer", "disable"];

/// Everything that the stages read from rule files.
pub struct RuleSet {
    files: Vec<RuleFile>,
    pub(crate) lexicon: Lexicon,
    pub(crate) classes: Classes,
    /// In the order in which they apply.
    pub(crate) rules: Vec<Rule>,
    pub(crate) index: Index,
    /// The list of words in the past tense.
    pub(crate) past: ListBits,
    /// What the check of sums asks for.
    pub(crate) sums: SumTable,
    pub(crate) times: TimeTable,
    /// What words are to a phrase wherever they stand.
    pub(crate) word_roles: WordRoles,
    splitter: Splitter,
    quantities: QuantityReader,
}

/// What the stages before the claims read of rule files: enough to split sentences and to read their quantities.
pub struct Tables {
    /// Splits texts into sentences.
    pub splitter: Splitter,
    /// Reads quantities out of sentences.
    pub quantities: QuantityReader,
}

impl Tables {
    /// Loads the tables of rule files and looks at no rule. What is wrong goes to `problems`; what is right works.
    pub fn load(files: &[RuleFile], problems: &mut Vec<Problem>) -> Tables {
        let mut parsed = parse(files, problems);
        let tables = Tables::take(&mut parsed, problems);
        let known = known_entries();
        parsed.into_iter().for_each(|file| file.finish(&known, problems));
        tables
    }

    fn take(parsed: &mut [ParsedFile], problems: &mut Vec<Problem>) -> Tables {
        let sentences = SentenceTables::load(parsed, problems);
        let quantities = QuantityTables::load(parsed, problems);
        Tables { splitter: Splitter::new(sentences), quantities: QuantityReader::new(quantities) }
    }
}

fn parse<'f>(files: &'f [RuleFile], problems: &mut Vec<Problem>) -> Vec<ParsedFile<'f>> {
    files.iter().enumerate().map(|(index, file)| ParsedFile::parse(file, index, problems)).collect()
}

impl RuleSet {
    /// Compiles rule files, shipped ones and a newsroom's own. What is wrong goes to `problems`; what is right works.
    pub fn load(files: Vec<RuleFile>, problems: &mut Vec<Problem>) -> RuleSet {
        let mut parsed = parse(&files, problems);
        let Tables { splitter, quantities: mut reader } = Tables::take(&mut parsed, problems);
        let quantities = reader.tables();
        let entries = Entries::take(&mut parsed, problems);
        let known = known_entries();
        parsed.into_iter().for_each(|file| file.finish(&known, problems));

        let mut lexicon = Lexicon::default();
        let long_lists = word_lists(&files, &entries.words, &mut lexicon, problems);
        let times = TimeTable::load(&entries.times, &mut lexicon);
        let classes = Classes::of(&lexicon);
        let dimensions: Vec<String> = quantities.dimensions().take(Types::MOST_DIMENSIONS).map(str::to_owned).collect();
        let compiler = Compiler {
            files: &files,
            lexicon: &mut lexicon,
            long_lists: &long_lists,
            dimensions: &dimensions,
            quantities,
            common: CommonWords { function: classes.function, punctuation: classes.punctuation },
            problems,
        };
        let rules = entries.compile(compiler);
        let index = Index::new(&rules, &lexicon);
        check_rules(&files, &rules, problems);
        let head_words =
            rules.iter().filter_map(|rule| rule.pattern.head).fold(ListBits::NONE, |lists, head| lists | head.lists());
        let sums = SumTable::new(&lexicon, |symbol| quantities.find_unit(symbol));
        let mut word_roles = WordRoles::new(&lexicon, &classes, head_words);
        index.speech.iter().for_each(|rule| word_roles.add(rules[rule].asked_words(), Role::SPEECH));
        word_roles.add_starts(&index.floating.cues, Role::STARTS);
        word_roles.add_starts(&index.floating.stops, Role::STARTS);
        reader.watch(entries.words_on(head_words, &lexicon));
        RuleSet {
            past: lexicon.list("past").unwrap_or_default(),
            sums,
            lexicon,
            classes,
            rules,
            index,
            times,
            word_roles,
            splitter,
            quantities: reader,
            files,
        }
    }

    /// The rules that claimsift ships, without their examples.
    #[cfg(feature = "shipped")]
    pub fn shipped() -> RuleSet {
        let mut problems = Vec::new();
        let rules = RuleSet::load(RuleSet::shipped_entries(), &mut problems);
        debug_assert!(problems.is_empty(), "shipped rules have problems: {problems:?}");
        rules
    }

    /// The files that claimsift ships, to load with a newsroom's own.
    #[cfg(feature = "shipped")]
    pub fn shipped_files() -> Vec<RuleFile> {
        claimsift_rules::ALL.iter().map(|&(name, text)| RuleFile::shipped(path(name), text)).collect()
    }

    /// The same files without their examples, for a program that does not run them: they load in a fraction of the time.
    #[cfg(feature = "shipped")]
    pub fn shipped_entries() -> Vec<RuleFile> {
        claimsift_rules::packed().map(|(name, text, entries)| RuleFile::packed(path(name), text, entries)).collect()
    }

    /// The files that were loaded.
    pub fn files(&self) -> &[RuleFile] {
        &self.files
    }

    /// All rules, in the order in which they apply.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The file that a rule stands in.
    pub fn file_of(&self, rule: &Rule) -> &RuleFile {
        &self.files[rule.file]
    }

    /// A rule's entry as it is written.
    pub fn source_of(&self, rule: &Rule) -> &str {
        let text = &self.files[rule.file].text;
        // An entry goes on to the next of the file; its examples stand behind its first table.
        let rest = &text[rule.span.start..];
        let header = format!("\n[[{}]]", rule.entry_kind());
        let next = rest.find(&header).unwrap_or(rest.len());
        rest[..next].trim_end()
    }

    /// Splits texts into sentences by these rules' tables.
    pub fn splitter(&self) -> &Splitter {
        &self.splitter
    }

    /// Reads quantities by these rules' tables.
    pub fn quantities(&self) -> &QuantityReader {
        &self.quantities
    }

    /// The words that the rules know, with their lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The lists of words that say little by themselves: determiners, prepositions, pronouns, conjunctions.
    pub fn function_words(&self) -> ListBits {
        self.classes.function
    }

    /// A hash of every file's text, to tell one set of rules from another.
    pub fn fingerprint(&self) -> String {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        for file in &self.files {
            hasher.update(file.text.as_bytes());
            hasher.update(&[0]);
        }
        format!("{:016x}", hasher.digest())
    }

    /// Drops rules by id; gives back the ids that no rule has.
    pub fn disable<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>) -> Vec<&'i str> {
        let mut unknown = Vec::new();
        for id in ids {
            match self.rules.iter().position(|rule| rule.id == id) {
                Some(place) => {
                    self.rules[place].disabled = true;
                    self.index.mark_conditional(place);
                }
                None => unknown.push(id),
            }
        }
        unknown
    }
}

fn known_entries() -> Vec<&'static str> {
    [KEYS, ENTRY_KINDS, ELSEWHERE, SentenceTables::ENTRY_KINDS, claimsift_quantities::ENTRY_KINDS].concat()
}

/// What a shipped file is called.
#[cfg(feature = "shipped")]
fn path(name: &str) -> String {
    format!("rules/{name}")
}

/// The entries of all files, read but not compiled.
struct Entries<'f> {
    layers: Vec<Layer>,
    disabled: Vec<(usize, Spanned<String>)>,
    words: Vec<Located<WordsEntry<'f>>>,
    rules: Vec<Located<RuleEntry>>,
    mutes: Vec<Located<MuteEntry>>,
    speech: Vec<Located<SpeechEntry>>,
    cues: Vec<Located<CueEntry>>,
    worth: Vec<Located<WorthEntry>>,
    times: Vec<Located<TimeEntry>>,
}

impl<'f> Entries<'f> {
    fn take(parsed: &mut [ParsedFile<'f>], problems: &mut Vec<Problem>) -> Entries<'f> {
        Entries {
            layers: parsed.iter_mut().map(|file| layer(file, problems)).collect(),
            disabled: parsed.iter_mut().enumerate().flat_map(|(index, file)| disabled(index, file, problems)).collect(),
            words: take(parsed, "words", problems),
            rules: take(parsed, "rule", problems),
            mutes: take(parsed, "mute", problems),
            speech: take(parsed, "speech", problems),
            cues: take(parsed, "cue", problems),
            worth: take(parsed, "worth", problems),
            times: take(parsed, "time", problems),
        }
    }

    /// The words of these lists.
    fn words_on(&self, lists: ListBits, lexicon: &Lexicon) -> impl Iterator<Item = &str> {
        let wanted = move |name: &str| lexicon.list(name).is_some_and(|list| list.meets(lists));
        let entries = self.words.iter().map(|entry| &entry.value).filter(move |entry| wanted(entry.name.get_ref()));
        entries.flat_map(|entry| entry.words.iter().map(Deref::deref))
    }

    /// The rules in the order in which they apply.
    fn compile(&self, mut compiler: Compiler) -> Vec<Rule> {
        let layers = &self.layers;
        let Entries { rules, mutes, speech, cues, worth, .. } = self;
        let count = rules.len() + mutes.len() + speech.len() + cues.len() + worth.len();
        let mut compiled: Vec<Rule> = Vec::with_capacity(count);
        compiled.extend(rules.iter().filter_map(|entry| compiler.rule(entry, layers[entry.file])));
        compiled.extend(mutes.iter().filter_map(|entry| compiler.mute(entry, layers[entry.file])));
        compiled.extend(speech.iter().filter_map(|entry| compiler.speech(entry, layers[entry.file])));
        compiled.extend(cues.iter().filter_map(|entry| compiler.cue(entry, layers[entry.file])));
        compiled.extend(worth.iter().filter_map(|entry| compiler.worth(entry, layers[entry.file])));
        let files = compiler.files;
        // Rules are large: their keys are sorted, and each rule is moved once.
        compiled.sort_by_cached_key(|rule| order(files, rule));
        drop_replaced(files, &mut compiled, compiler.problems);
        drop_disabled(files, &self.disabled, &mut compiled, compiler.problems);
        compiled
    }
}

/// A newsroom's own first, then by layer, file and place.
fn order<'f>(files: &'f [RuleFile], rule: &Rule) -> ((bool, Layer), &'f str, usize) {
    (rule.rank(), &files[rule.file].name, rule.span.start)
}

/// Of rules with one id a newsroom's own replaces the shipped one; two of one origin are an error.
fn drop_replaced(files: &[RuleFile], compiled: &mut Vec<Rule>, problems: &mut Vec<Problem>) {
    let mut places: FxHashMap<String, (usize, Span)> = FxHashMap::default();
    compiled.retain(|next| {
        let Some(&(file, span)) = places.get(&next.id) else {
            places.insert(next.id.clone(), (next.file, next.span));
            return true;
        };
        let first = &files[file];
        let message = format!("`{}` replaces the rule of {}", next.id, files[next.file].name);
        problems.push(match first.own && !next.own {
            true => Problem::warning(first, span, message),
            false => {
                let place = Problem::error(first, span, "");
                let message = format!("`{}` is the id of the rule at {}:{} too", next.id, place.file, place.line);
                Problem::error(&files[next.file], next.span, message).with_help("rename one of them")
            }
        });
        false
    });
}

fn drop_disabled(
    files: &[RuleFile],
    disabled: &[(usize, Spanned<String>)],
    compiled: &mut Vec<Rule>,
    problems: &mut Vec<Problem>,
) {
    for (file, id) in disabled {
        if !compiled.iter().any(|rule| rule.id == *id.get_ref()) {
            let problem = Problem::error(&files[*file], id.span(), format!("no rule has the id `{}`", id.get_ref()));
            let known = compiled.iter().map(|rule| rule.id.as_str());
            problems.push(problem.with_nearest(id.get_ref(), known));
        }
    }
    compiled.retain(|rule| !disabled.iter().any(|(_, id)| rule.id == *id.get_ref()));
}

fn take<'f, T: serde::Deserialize<'f>>(
    parsed: &mut [ParsedFile<'f>],
    kind: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Located<T>> {
    parsed.iter_mut().flat_map(|file| file.take(kind, problems)).collect()
}

fn layer(parsed: &mut ParsedFile, problems: &mut Vec<Problem>) -> Layer {
    let Some(written) = parsed.take_key::<String>("layer", problems) else { return Layer::default() };
    let found = Layer::ALL.into_iter().find(|layer| layer.as_str() == written.value);
    if found.is_none() {
        let message = format!("unknown layer `{}`", written.value);
        let problem = Problem::error(parsed.file(), written.span, message);
        problems.push(problem.with_help("one of: special, family, general"));
    }
    found.unwrap_or_default()
}

fn disabled(index: usize, parsed: &mut ParsedFile, problems: &mut Vec<Problem>) -> Vec<(usize, Spanned<String>)> {
    let ids = parsed.take_key::<Vec<Spanned<String>>>("disable", problems);
    ids.map_or_else(Vec::new, |ids| ids.value).into_iter().map(|id| (index, id)).collect()
}

/// Puts the word lists into the lexicon; gives back those that have entries of several words.
fn word_lists(
    files: &[RuleFile],
    entries: &[Located<WordsEntry>],
    lexicon: &mut Lexicon,
    problems: &mut Vec<Problem>,
) -> LongLists {
    for name in Classes::LISTS {
        lexicon.add_list(name);
    }
    // A list may stand in several files.
    let mut long: FxHashMap<ListBits, Vec<Vec<WordId>>> = FxHashMap::default();
    for entry in entries {
        let name = &entry.value.name;
        let Some(list) = lexicon.add_list(name.get_ref()) else {
            let message = format!("there are more than {} word lists", Lexicon::MOST_LISTS);
            problems.push(Problem::error(&files[entry.file], name.span(), message));
            continue;
        };
        for word in &entry.value.words {
            if word.contains([' ', '-']) {
                let words = word.split([' ', '-']).map(|word| lexicon.add(word)).collect();
                long.entry(list).or_default().push(words);
            } else {
                let word = lexicon.add(word);
                lexicon.put(word, list);
            }
        }
    }
    long.into_iter().map(|(list, entries)| (list, Arc::new(LongList::new(list, entries)))).collect()
}
