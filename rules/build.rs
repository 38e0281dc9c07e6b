//! Writes each rule file again with its examples blank. Extraction never runs them, and they are most of the text, so
//! that a program that only extracts starts in half the time.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The keys whose lists are examples.
const EXAMPLES: &[&str] = &["finds = [", "skips = [", "splits = ["];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=.");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    let mut names: Vec<String> = fs::read_dir(".")?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.retain(|name| name.ends_with(".toml") && name != "Cargo.toml");
    names.sort();
    let lines = names.iter().map(|name| {
        let path = out.join(name);
        fs::write(&path, without_examples(&fs::read_to_string(Path::new(name))?))?;
        Ok(format!("({name:?}, include_str!({path:?})),\n"))
    });
    let list: String = lines.collect::<io::Result<_>>()?;
    fs::write(out.join("entries.rs"), format!("&[\n{list}]"))
}

/// The text with spaces for its examples and comments, so that everything else keeps its place.
fn without_examples(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        let (kept, dropped) = match EXAMPLES.iter().find(|key| line.starts_with(**key)) {
            Some(key) => (key.len(), list_end(rest, key.len())),
            None if line.starts_with("[[") && line.contains(".example]]") => (0, table_end(rest)),
            None if line.starts_with('#') => (0, line.len()),
            None => (line.len(), line.len()),
        };
        lean.push_str(&rest[..kept]);
        lean.extend(rest[kept..dropped].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[dropped..];
    }
    lean
}

/// Where the list ends whose first item may stand at `at`: at its bracket, outside all strings.
fn list_end(text: &str, at: usize) -> usize {
    let mut quote = None;
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(at) {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (None, b']') => return index,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(b'"'), b'\\') => escaped = true,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Where the table ends that `text` begins with: at the next header.
fn table_end(text: &str) -> usize {
    text.find("\n[").map_or(text.len(), |newline| newline + 1)
}
