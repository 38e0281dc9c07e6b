//! Finds and loads a newsroom's rules beside the shipped ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use claimsift::claims::{RuleSet, Tables};
use claimsift::documents::BlockTables;
use claimsift::text::{Located, ParsedFile, Problem, RuleFile, Severity};
use claimsift::{Extractor, block_tables};

use crate::args::RuleArgs;
use crate::diagnostics;
use crate::messages::Messages;

/// The name of a newsroom's own settings.
pub const SETTINGS: &str = "claimsift.toml";

/// The rules of a run, and what is wrong with their files.
pub struct LoadedRules {
    pub rules: RuleSet,
    blocks: BlockTables,
    pub problems: Vec<Problem>,
    /// The settings' file, which problems may stand in.
    settings: Option<RuleFile>,
}

impl LoadedRules {
    /// What finds claims by them.
    pub fn extractor(self) -> Extractor {
        Extractor::with_blocks(self.rules, self.blocks)
    }

    /// The files that problems may stand in.
    pub fn files(&self) -> Vec<RuleFile> {
        self.rules.files().iter().chain(&self.settings).cloned().collect()
    }
}

/// Loads the rules to extract with, and shows what in their files does not work; warnings and the examples of shipped
/// rules are for `rules check`.
pub fn load(args: &RuleArgs, messages: &mut Messages) -> Result<Extractor> {
    let mut problems = Vec::new();
    let settings = Settings::find(&mut problems)?;
    Ok(usable(load_with(RuleSet::shipped_entries(), settings, &args.rules, problems)?, messages))
}

/// Loads what splits sentences and reads quantities, and shows what in the files does not work.
pub fn load_tables(args: &RuleArgs, messages: &mut Messages) -> Result<Tables> {
    let mut problems = Vec::new();
    let settings = Settings::find(&mut problems)?;
    let mut files = RuleSet::shipped_entries();
    read_own(&settings, &args.rules, &mut files)?;
    let tables = Tables::load(&files, &mut problems);
    files.extend(settings.file);
    show_errors(&problems, &files, messages);
    Ok(tables)
}

/// Loads shipped rules and those of `paths`, whatever the settings say, and shows what does not work.
pub fn load_only(paths: &[PathBuf], messages: &mut Messages) -> Result<Extractor> {
    Ok(usable(load_with(RuleSet::shipped_entries(), Settings::default(), paths, Vec::new())?, messages))
}

/// Takes the rules that work; the others are shown.
fn usable(loaded: LoadedRules, messages: &mut Messages) -> Extractor {
    if !loaded.problems.is_empty() {
        show_errors(&loaded.problems, &loaded.files(), messages);
    }
    loaded.extractor()
}

fn show_errors(problems: &[Problem], files: &[RuleFile], messages: &mut Messages) {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    if !errors.is_empty() {
        diagnostics::show(errors, files, messages);
        messages.note("the rules above are left out; `claimsift rules check` shows all that is wrong with them");
    }
}

/// Reads the files that the settings name and those at `paths`.
fn read_own(settings: &Settings, paths: &[PathBuf], files: &mut Vec<RuleFile>) -> Result<()> {
    let mut paths = settings.rules.iter().chain(paths);
    paths.try_for_each(|path| read(path, files).with_context(|| format!("cannot read the rules in {}", path.display())))
}

/// Loads shipped rules, those of the settings and those of the arguments, with all examples.
pub fn load_all(args: &RuleArgs) -> Result<LoadedRules> {
    load_beside(args, None)
}

/// Loads the same, and a file that is not on disk.
pub fn load_beside(args: &RuleArgs, file: Option<RuleFile>) -> Result<LoadedRules> {
    let mut problems = Vec::new();
    let settings = Settings::find(&mut problems)?;
    load_with(RuleSet::shipped_files().into_iter().chain(file).collect(), settings, &args.rules, problems)
}

/// The ids of all entries of a file.
pub fn ids(path: &Path) -> Result<Vec<String>> {
    #[derive(serde::Deserialize)]
    struct Entry {
        id: String,
    }
    let text = read_text(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = RuleFile::own(path.display().to_string(), text);
    // What else is wrong with the file is for `rules check` to say.
    let mut parsed = ParsedFile::parse(&file, 0, &mut Vec::new());
    let kinds = ["rule", "mute", "speech", "cue", "worth"];
    let entries = kinds.iter().flat_map(|kind| parsed.take::<Entry>(kind, &mut Vec::new()));
    Ok(entries.map(|entry| entry.value.id).collect())
}

/// Loads shipped files, those that the settings name and those at `paths`.
fn load_with(
    mut files: Vec<RuleFile>,
    settings: Settings,
    paths: &[PathBuf],
    mut problems: Vec<Problem>,
) -> Result<LoadedRules> {
    read_own(&settings, paths, &mut files)?;
    let mut rules = RuleSet::load(files, &mut problems);
    let blocks = block_tables(rules.files(), &mut problems);
    settings.disable(&mut rules, &mut problems);
    Ok(LoadedRules { rules, blocks, problems, settings: settings.file })
}

/// What a newsroom's `claimsift.toml` says.
#[derive(Default)]
struct Settings {
    file: Option<RuleFile>,
    rules: Vec<PathBuf>,
    disable: Option<Located<Vec<String>>>,
}

impl Settings {
    /// The settings of the nearest folder that has some, from the working directory upwards.
    fn find(problems: &mut Vec<Problem>) -> Result<Settings> {
        let folder = std::env::current_dir().context("cannot find the working directory")?;
        let Some(path) = folder.ancestors().map(|folder| folder.join(SETTINGS)).find(|path| path.is_file()) else {
            return Ok(Settings::default());
        };
        let text = read_text(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = RuleFile::own(path.display().to_string(), text);
        Ok(Settings::parse(file, path.parent().unwrap_or(Path::new("")), problems))
    }

    fn parse(file: RuleFile, folder: &Path, problems: &mut Vec<Problem>) -> Settings {
        let mut parsed = ParsedFile::parse(&file, 0, problems);
        let rules: Option<Located<Vec<PathBuf>>> = parsed.take_key("rules", problems);
        let disable = parsed.take_key("disable", problems);
        parsed.finish(&["rules", "disable"], problems);
        let rules = rules.into_iter().flat_map(|rules| rules.value).map(|path| folder.join(path)).collect();
        Settings { file: Some(file), rules, disable }
    }

    fn disable(&self, rules: &mut RuleSet, problems: &mut Vec<Problem>) {
        let (Some(file), Some(ids)) = (&self.file, &self.disable) else { return };
        for id in rules.disable(ids.value.iter().map(String::as_str)) {
            let problem = Problem::error(file, ids.span, format!("no rule has the id `{id}`"));
            problems.push(problem.with_nearest(id, rules.rules().iter().map(|rule| rule.id())));
        }
    }
}

/// The text of a file of rules or settings.
fn read_text(path: &Path) -> io::Result<String> {
    let help = "it is not UTF-8; save it as plain text, UTF-8";
    String::from_utf8(fs::read(path)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, help))
}

/// Reads a rule file, or all of a folder in the order of their names.
fn read(path: &Path, files: &mut Vec<RuleFile>) -> io::Result<()> {
    if !path.is_dir() {
        let text = read_text(path)?;
        files.push(RuleFile::own(path.display().to_string(), text));
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    entries.retain(|entry| entry.is_dir() || entry.extension().is_some_and(|extension| extension == "toml"));
    entries.sort();
    entries.iter().try_for_each(|entry| read(entry, files))
}
