use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, IntoIter, WalkDir};

use crate::format::extension;
use crate::{Format, InputProblem, Reason};

/// Files that come with a folder of articles and are none, whatever their extension.
const COMPANIONS: &[&str] = &["readme", "license", "licence", "copying", "notice"];

/// Files that belong to an article and are none: the marks that `claimsift eval` compares with.
const MARKS: &str = "marks";

/// The articles of a folder and of the folders in it, each folder's entries in the byte order of their names.
///
/// What git ignores is an article all the same, and links are followed. Files of other formats and hidden texts
/// (`.draft.txt`) are not read; they are counted, and [`Folder::skipped`] names them at the end. What systems and
/// repositories keep beside articles (`.DS_Store`, `.git`, README) is passed over without a word.
pub(crate) struct Folder {
    path: String,
    entries: IntoIter,
    skipped: BTreeMap<String, usize>,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Folder {
        Folder {
            path: path.display().to_string(),
            entries: WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter(),
            skipped: BTreeMap::new(),
        }
    }

    /// The next article's path; `outputs` are left out.
    pub(crate) fn next(&mut self, outputs: &Outputs) -> Option<Result<PathBuf, InputProblem>> {
        loop {
            let entry = match self.entries.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(unreadable(error))),
            };
            if self.passes(&entry, outputs) {
                return Some(Ok(entry.into_path()));
            }
        }
    }

    fn passes(&mut self, entry: &DirEntry, outputs: &Outputs) -> bool {
        let is_folder = entry.file_type().is_dir();
        let hidden = entry.depth() > 0 && is_hidden(entry.file_name());
        if hidden && is_text(entry.path()) {
            self.skip("hidden");
        }
        if hidden || outputs.contains(entry.path()) {
            if is_folder {
                self.entries.skip_current_dir();
            }
            return false;
        }
        if is_folder || is_companion(entry.path()) {
            return false;
        }
        let unfit = unfit(entry);
        if let Some(kind) = &unfit {
            self.skip(kind);
        }
        unfit.is_none()
    }

    fn skip(&mut self, kind: &str) {
        *self.skipped.entry(kind.to_owned()).or_default() += 1;
    }

    /// What the folder holds besides articles: `2 .pdf, 1 hidden`.
    pub(crate) fn skipped(&self) -> Option<InputProblem> {
        let mut kinds = String::new();
        for (kind, count) in &self.skipped {
            let comma = if kinds.is_empty() { "" } else { ", " };
            write!(kinds, "{comma}{count} {kind}").expect("a String takes all");
        }
        (!kinds.is_empty()).then(|| InputProblem::of_file(&self.path, Reason::Skipped(kinds)))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file's extension is one of a format that is read. `._a.txt` is what macOS keeps beside `a.txt`.
fn is_text(path: &Path) -> bool {
    let is_shadow = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"._"));
    !is_shadow && extension(path).is_some() && Format::of_name(path).is_some()
}

fn is_companion(path: &Path) -> bool {
    let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    extension(path) == Some(MARKS) || COMPANIONS.iter().any(|companion| stem.eq_ignore_ascii_case(companion))
}

/// Why a file of a folder is no article, as a kind to count; `None` when it is one.
fn unfit(entry: &DirEntry) -> Option<String> {
    let path = entry.path();
    if !entry.file_type().is_file() {
        return Some("that are no files".to_owned());
    }
    let unknown = || format!(".{}", extension(path).unwrap_or_default().to_ascii_lowercase());
    Format::of_name(path).is_none().then(unknown)
}

fn unreadable(error: walkdir::Error) -> InputProblem {
    let file = error.path().map_or_else(String::new, |path| path.display().to_string());
    let reason = match error.loop_ancestor().map(|ancestor| ancestor.display().to_string()) {
        Some(ancestor) => Reason::Loop(ancestor),
        None => error.into_io_error().map_or(Reason::NotFound, Reason::from),
    };
    InputProblem { file, line: None, reason }
}

/// The files and folders that the run itself writes.
pub(crate) struct Outputs(Vec<PathBuf>);

impl Outputs {
    pub(crate) fn new(paths: &[PathBuf]) -> Outputs {
        Outputs(paths.iter().map(|path| resolve(path)).collect())
    }

    /// Whether `path` is one of them, however it is written.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        // Resolving asks the system; a name that differs need not be.
        self.0.iter().any(|output| output.file_name() == path.file_name() && *output == resolve(path))
    }
}

/// The path without links and dots. A file that does not exist yet is resolved by its folder.
fn resolve(path: &Path) -> PathBuf {
    if let Ok(resolved) = path.canonicalize() {
        return resolved;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
