//! From the entries of rule files to rules: every problem is told with its place, and no bad entry hides a good one.

use claimsift_quantities::{Comparator, QuantityTables, Unit};
use claimsift_text::{Lexicon, Located, Problem, RuleFile, Span};
use globset::Glob;
use toml::Spanned;

use crate::claim::{Change, Kind, Modality};
use crate::entry::{CueEntry, CueSetEntry, MuteEntry, PlaceEntry, RuleEntry, SetEntry, SpeechEntry};
use crate::example;
use crate::head::Head;
use crate::long_list::LongLists;
use crate::parser::Names;
use crate::pattern::{Node, Pattern};
use crate::program::{Direction, MOST_STEPS, Program};
use crate::required::{CommonWords, required};
use crate::rule::{CompiledPattern, Counted, CueFields, Effect, Fields, Layer, Place, Rule};
use crate::worth::WorthEntry;

/// The most that one rule may add to a claim's worth, or take from it.
const MOST_WORTH: i32 = 100;

/// What blocks are called.
const BLOCKS: &[&str] = &["headline", "paragraph", "list item", "caption", "table row", "furniture"];

/// What rules are compiled with.
pub(crate) struct Compiler<'a> {
    pub files: &'a [RuleFile],
    pub lexicon: &'a mut Lexicon,
    pub long_lists: &'a LongLists,
    pub dimensions: &'a [String],
    pub quantities: &'a QuantityTables,
    pub common: CommonWords,
    pub problems: &'a mut Vec<Problem>,
}

/// What all kinds of entry have in common.
struct Common<'e> {
    id: &'e Spanned<String>,
    summary: &'e Spanned<String>,
    pattern: Option<&'e Spanned<String>>,
    unless: &'e [Spanned<String>],
    case: Option<&'e Spanned<String>>,
    place: Option<&'e PlaceEntry>,
    worth: Option<i32>,
    finds: &'e [Spanned<String>],
    skips: &'e [Spanned<String>],
    examples: &'e [crate::entry::ExampleEntry],
}

/// Borrows the common fields of an entry; those that its kind lacks are given.
macro_rules! common {
    ($entry:expr, pattern: $pattern:expr, place: $place:expr, worth: $worth:expr) => {
        Common {
            id: &$entry.id,
            summary: &$entry.summary,
            pattern: $pattern,
            unless: &$entry.unless,
            case: $entry.case.as_ref(),
            place: $place,
            worth: $worth,
            finds: &$entry.finds,
            skips: &$entry.skips,
            examples: &$entry.example,
        }
    };
}

impl Compiler<'_> {
    pub fn rule(&mut self, entry: &Located<RuleEntry>, layer: Layer) -> Option<Rule> {
        let rule = &entry.value;
        let fields = self.fields(entry.file, &rule.set)?;
        let effect = Effect::Enrich { fields: Box::new(fields), keep: rule.keep };
        let common = common!(rule, pattern: Some(&rule.pattern), place: Some(&rule.place), worth: rule.worth);
        let compiled = self.common(entry.file, entry.span, layer, common, effect)?;
        self.require_head(entry.file, Some(&rule.pattern), compiled)
    }

    pub fn mute(&mut self, entry: &Located<MuteEntry>, layer: Layer) -> Option<Rule> {
        let mute = &entry.value;
        let kinds = self.named_list(entry.file, mute.kinds.as_deref(), "kind", Kind::from_name, Kind::NAMES)?;
        let units = self.units(entry.file, mute.units.as_deref())?;
        let no_condition = mute.pattern.is_none() && kinds.is_none() && units.is_none() && mute.place.is_empty();
        if no_condition {
            self.problem(entry.file, &mute.id, "this would mute everything: give a pattern, kinds, units or where");
            return None;
        }
        let effect = Effect::Mute { kinds, units };
        let common = common!(mute, pattern: mute.pattern.as_ref(), place: Some(&mute.place), worth: None);
        let compiled = self.common(entry.file, entry.span, layer, common, effect)?;
        self.require_head(entry.file, mute.pattern.as_ref(), compiled)
    }

    fn require_head(&mut self, file: usize, pattern: Option<&Spanned<String>>, compiled: Rule) -> Option<Rule> {
        if let (None, Some(pattern)) = (compiled.pattern.head, pattern) {
            let message =
                "this is about a figure: its pattern needs one, such as {quantity}, or a word list marked `!`";
            self.problem(file, pattern, message);
            return None;
        }
        Some(compiled)
    }

    pub fn speech(&mut self, entry: &Located<SpeechEntry>, layer: Layer) -> Option<Rule> {
        let speech = &entry.value;
        let common = common!(speech, pattern: Some(&speech.pattern), place: Some(&speech.place), worth: speech.worth);
        let compiled = self.common(entry.file, entry.span, layer, common, Effect::Speech)?;
        self.refuse_head(entry.file, &speech.pattern, compiled)
    }

    pub fn cue(&mut self, entry: &Located<CueEntry>, layer: Layer) -> Option<Rule> {
        let cue = &entry.value;
        let fields = self.cue_fields(entry.file, &cue.set)?;
        let common = common!(cue, pattern: Some(&cue.pattern), place: Some(&cue.place), worth: cue.worth);
        let compiled = self.common(entry.file, entry.span, layer, common, Effect::Cue(fields))?;
        self.refuse_head(entry.file, &cue.pattern, compiled)
    }

    fn refuse_head(&mut self, file: usize, pattern: &Spanned<String>, compiled: Rule) -> Option<Rule> {
        if compiled.pattern.head.is_some() {
            self.problem(file, pattern, "only [[rule]] and [[mute]] are about a quantity; leave it out here");
            return None;
        }
        Some(compiled)
    }

    /// An entry of worth: it has no pattern, and its effect holds the conditions.
    pub(crate) fn worth_rule(&mut self, entry: &Located<WorthEntry>, layer: Layer, effect: Effect) -> Option<Rule> {
        let worth = &entry.value;
        let common = Common {
            id: &worth.id,
            summary: &worth.summary,
            pattern: None,
            unless: &[],
            case: None,
            place: Some(&worth.place),
            worth: Some(worth.worth),
            finds: &worth.finds,
            skips: &worth.skips,
            examples: &worth.example,
        };
        self.common(entry.file, entry.span, layer, common, effect)
    }

    fn common(&mut self, file: usize, span: Span, layer: Layer, entry: Common, effect: Effect) -> Option<Rule> {
        let exact = self.exact(file, entry.case)?;
        let headless = matches!(effect, Effect::Speech | Effect::Cue(_));
        let (pattern, required) = match entry.pattern {
            Some(pattern) => {
                let (pattern, compiled) = self.pattern(file, pattern, exact, headless)?;
                (compiled, required(&pattern, self.lexicon, self.common))
            }
            None => (anything(), None),
        };
        // All problems of an entry are told, so nothing stops at the first of its patterns.
        let unless: Vec<_> = entry.unless.iter().map(|pattern| self.pattern(file, pattern, exact, headless)).collect();
        let unless = unless.into_iter().map(|pattern| pattern.map(|(_, compiled)| compiled)).collect::<Option<_>>()?;
        let place = self.place(file, entry.place)?;
        if let Some(worth) = entry.worth.filter(|worth| worth.abs() > MOST_WORTH) {
            self.problem(file, entry.id, format!("`worth` is {worth}: it goes from -{MOST_WORTH} to {MOST_WORTH}"));
            return None;
        }
        let examples = example::read(&self.files[file], entry.finds, entry.skips, entry.examples, self.problems);
        Some(Rule {
            id: entry.id.get_ref().clone(),
            summary: entry.summary.get_ref().clone(),
            file,
            span,
            layer,
            own: self.files[file].own,
            pattern,
            unless,
            place,
            worth: entry.worth,
            shown: entry.worth.and_then(|worth| shown(worth, entry.id.get_ref())),
            effect,
            examples,
            required,
            disabled: false,
        })
    }

    fn exact(&mut self, file: usize, case: Option<&Spanned<String>>) -> Option<bool> {
        match case.map(|case| (case, case.get_ref().as_str())) {
            None | Some((_, "any")) => Some(false),
            Some((_, "exact")) => Some(true),
            Some((case, _)) => {
                self.problem(file, case, "`case` is \"any\" or \"exact\"");
                None
            }
        }
    }

    /// The pattern as it was read and as it is run.
    fn pattern(
        &mut self,
        file: usize,
        written: &Spanned<String>,
        exact: bool,
        headless: bool,
    ) -> Option<(Pattern, CompiledPattern)> {
        let mut names =
            Names { lexicon: self.lexicon, long_lists: self.long_lists, dimensions: self.dimensions, exact, headless };
        let parsed = Pattern::parse(written.get_ref(), &mut names);
        let pattern = match parsed {
            Ok(pattern) => pattern,
            Err(error) => {
                let known = names.known();
                let place = inside(&self.files[file], written, error.at);
                let problem = Problem::error(&self.files[file], place, error.message);
                self.problems.push(match error.unknown {
                    Some(name) => problem.with_nearest(&name, known.iter().map(String::as_str)),
                    None => problem,
                });
                return None;
            }
        };
        let halves =
            (half(&pattern.left, pattern.head, Direction::Left), half(&pattern.right, pattern.head, Direction::Right));
        let (Some(left), Some(right)) = halves else {
            self.problem(file, written, format!("this pattern is too large: more than {MOST_STEPS} steps"));
            return None;
        };
        if pattern.head.is_none() && pattern.left.may_be_empty() {
            self.problem(file, written, "this pattern matches everywhere: it asks for no word");
            return None;
        }
        let compiled = CompiledPattern { head: pattern.head, left, right };
        Some((pattern, compiled))
    }

    fn place(&mut self, file: usize, entry: Option<&PlaceEntry>) -> Option<Place> {
        let Some(entry) = entry else { return Some(Place::default()) };
        let mut glob = |written: &Option<Spanned<String>>| match written {
            None => Some(None),
            Some(written) => match Glob::new(written.get_ref()) {
                Ok(glob) => Some(Some(glob.compile_matcher())),
                Err(error) => {
                    self.problem(file, written, format!("not a pattern of a path: {}", error.kind()));
                    None
                }
            },
        };
        let (url, title, path) = (glob(&entry.url)?, glob(&entry.title)?, glob(&entry.file)?);
        let known = |name: &str| BLOCKS.contains(&name).then(|| name.to_owned());
        let block = self.named(file, entry.block.as_ref(), "block", known, BLOCKS)?;
        Some(Place { url, title, file: path, block, doc_has: entry.doc_has.clone() })
    }

    fn fields(&mut self, file: usize, set: &SetEntry) -> Option<Fields> {
        Some(Fields {
            kind: self.named(file, set.kind.as_ref(), "kind", Kind::from_name, Kind::NAMES)?,
            change: self.named(file, set.change.as_ref(), "change", Change::from_name, Change::NAMES)?,
            comparator: self.named(
                file,
                set.comparator.as_ref(),
                "comparator",
                Comparator::from_name,
                &Comparator::ALL.iter().map(|comparator| comparator.as_str()).collect::<Vec<_>>(),
            )?,
            topic: set.topic.clone(),
            counted: self.counted(file, set.counted.as_ref())?,
            unit: self
                .units(file, set.unit.as_ref().map(std::slice::from_ref))?
                .and_then(|units| units.first().copied()),
        })
    }

    fn cue_fields(&mut self, file: usize, set: &CueSetEntry) -> Option<CueFields> {
        let modality = self.named(file, set.modality.as_ref(), "modality", Modality::from_name, Modality::NAMES)?;
        Some(CueFields { modality, hedged: set.hedged, negated: set.negated })
    }

    /// `"{compound} | {object}"`: the first that is there.
    fn counted(&mut self, file: usize, written: Option<&Spanned<String>>) -> Option<Vec<Counted>> {
        let Some(written) = written else { return Some(Vec::new()) };
        let mut sources = Vec::new();
        for name in written.get_ref().split('|').map(str::trim) {
            let Some(&(_, source)) = Counted::ALL.iter().find(|(known, _)| *known == name) else {
                let problem = Problem::error(&self.files[file], written.span(), format!("unknown phrase `{name}`"));
                self.problems.push(problem.with_nearest(name, Counted::ALL.iter().map(|&(known, _)| known)));
                return None;
            };
            sources.push(source);
        }
        Some(sources)
    }

    pub(crate) fn units(&mut self, file: usize, written: Option<&[Spanned<String>]>) -> Option<Option<Vec<Unit>>> {
        let Some(written) = written else { return Some(None) };
        let mut units = Vec::new();
        for symbol in written {
            let Some(unit) = self.quantities.find_unit(symbol.get_ref()) else {
                self.problem(file, symbol, format!("unknown unit `{}`: give its symbol, such as km", symbol.get_ref()));
                return None;
            };
            units.push(unit);
        }
        Some(Some(units))
    }

    pub(crate) fn named_list<T>(
        &mut self,
        file: usize,
        written: Option<&[Spanned<String>]>,
        field: &str,
        find: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<Option<Vec<T>>> {
        let Some(written) = written else { return Some(None) };
        let values: Vec<_> = written.iter().map(|name| self.named(file, Some(name), field, find, known)).collect();
        values.into_iter().map(Option::flatten).collect::<Option<Vec<T>>>().map(Some)
    }

    /// The value of that name: nothing when none is written, a problem when it is unknown.
    fn named<T>(
        &mut self,
        file: usize,
        written: Option<&Spanned<String>>,
        field: &str,
        find: impl Fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<Option<T>> {
        let Some(written) = written else { return Some(None) };
        let found = find(written.get_ref());
        if found.is_none() {
            let message = format!("unknown {field} `{}`", written.get_ref());
            let help = format!("one of: {}", known.join(", "));
            let problem = Problem::error(&self.files[file], written.span(), message).with_help(help);
            self.problems.push(problem.with_nearest(written.get_ref(), known.iter().copied()));
        }
        found.map(Some)
    }

    pub(crate) fn problem(&mut self, file: usize, at: &Spanned<String>, message: impl Into<String>) {
        self.problems.push(Problem::error(&self.files[file], at.span(), message));
    }
}

/// A part of a worth as [`Part::shown`](crate::claim::Part::shown) has it.
fn shown(worth: i32, id: &str) -> Option<String> {
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    is_plain.then(|| format!("{worth:+} {id}"))
}

/// The program of one half; without a head the left half is everything, read from left to right.
fn half(node: &Node, head: Option<Head>, direction: Direction) -> Option<Program> {
    let direction = if head.is_none() { Direction::Right } else { direction };
    Program::compile(node, direction)
}

/// The pattern of a mute that has only other conditions.
fn anything() -> CompiledPattern {
    let nothing = |direction| Program::compile(&Node::Sequence(Vec::new()), direction).expect("one step");
    CompiledPattern { head: Some(Head::Any), left: nothing(Direction::Left), right: nothing(Direction::Right) }
}

/// The place of a part of a string in its file. A string with escapes is pointed at as a whole.
pub(crate) fn inside(file: &RuleFile, written: &Spanned<String>, part: std::ops::Range<usize>) -> Span {
    let span = written.span();
    let raw = &file.text[span.clone()];
    let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
    match raw.get(quotes..).is_some_and(|raw| raw.starts_with(written.get_ref().as_str())) {
        true => Span::new(span.start + quotes + part.start, span.start + quotes + part.end),
        false => span.into(),
    }
}

impl PlaceEntry {
    fn is_empty(&self) -> bool {
        [&self.url, &self.title, &self.file, &self.block].iter().all(|field| field.is_none()) && self.doc_has.is_empty()
    }
}
