//! Errors of the TOML reader in words that help whoever wrote the file.

use std::ops::Range;

use toml::de::Error;

use crate::problem::nearest;
use crate::{Problem, RuleFile};

/// An error of the file's syntax, shown where the bracket or quote began that was never closed.
pub(crate) fn syntax_problem(file: &RuleFile, error: &Error) -> Problem {
    let at = error.span().map_or(0, |span| span.start);
    let problem = Problem::error(file, error.span().unwrap_or(0..file.text.len()), first_line(error));
    if let Some(line) = corrected_line(&file.text, at) {
        return problem.with_help(format!("write the line as: {line}"));
    }
    match Open::before(&file.text, at) {
        Some(Open { sign, start }) if matches!(sign, '[' | '{') && begins_something_else(&file.text, start, at) => {
            let close = if sign == '[' { ']' } else { '}' };
            Problem::error(file, start..start + 1, format!("this `{sign}` is not closed"))
                .with_help(format!("end it with `{close}` before line {}", problem.line))
        }
        Some(Open { sign, start }) if matches!(sign, '"' | '\'') => {
            Problem::error(file, start..start + 1, "the text that begins here is not closed")
                .with_help(format!("end it with {sign} on the same line"))
        }
        Some(Open { sign: '[', .. }) => {
            problem.with_help("a quotation mark inside a text ends it there: write it as \\\", or leave it out")
        }
        _ => problem,
    }
}

/// An error inside an entry, whose TOML is right; one without a place gets that of its entry.
pub(crate) fn entry_problem(file: &RuleFile, error: &Error, entry: Range<usize>) -> Problem {
    let span = error.span().unwrap_or(entry);
    let message = first_line(error);
    let written = &file.text[span.clone()];
    let help = match unknown_field(error.message()) {
        Some((name, known)) => nearest(name, known.iter().copied()).map(|word| format!("did you mean `{word}`?")),
        None => help_of_type(&message, written),
    };
    let problem = Problem::error(file, span, message);
    match help {
        Some(help) => problem.with_help(help),
        None => problem,
    }
}

/// The reader's message may run over several lines; the first says what is wrong.
fn first_line(error: &Error) -> String {
    error.message().lines().next().unwrap_or("not valid TOML").to_owned()
}

/// How to write a value that is of another type than its field.
fn help_of_type(message: &str, written: &str) -> Option<String> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let is_integer = |name: &str| name.starts_with(['i', 'u']) && name[1..].parse::<u8>().is_ok();
    match expected {
        "a sequence" => Some(format!("put it in [ ]: [{written}]")),
        "a string" if !found.starts_with("sequence") => Some(format!("put it in quotes: \"{written}\"")),
        name if is_integer(name) && found.starts_with("string") => {
            Some(format!("write a whole number without quotes: {}", written.trim_matches(['"', '\''])))
        }
        name if is_integer(name) => Some("write a whole number".to_owned()),
        _ => None,
    }
}

/// The name that serde did not know and those that it does, out of its message
/// (``unknown field `patern`, expected one of `id`, `pattern` ``).
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    if !message.starts_with("unknown ") {
        return None;
    }
    let mut names = message.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}

/// The corrected line, when the error's line has a string that an apostrophe inside ended early, or curly quotes
/// around a string.
fn corrected_line(text: &str, offset: usize) -> Option<String> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next()?;
    let (key, value) = line.split_once('=')?;
    let value = value.trim();
    let (open, value, close) = match strip(value, '[', ']') {
        Some(inside) => ("[", inside.trim(), "]"),
        None => ("", value, ""),
    };
    let inner = strip(value, '\'', '\'').or_else(|| strip(value, '“', '”'))?;
    let broken = value.starts_with('“') || inner.contains('\'') && !inner.contains("',");
    let corrected = inner.replace('\\', "\\\\").replace('"', "\\\"");
    broken.then(|| format!("{} = {open}\"{corrected}\"{close}", key.trim_end()))
}

fn strip(value: &str, open: char, close: char) -> Option<&str> {
    value.strip_prefix(open)?.strip_suffix(close)
}

/// Whether a line behind the one of `start`, up to `at`, begins an entry or a key, which no list holds.
fn begins_something_else(text: &str, start: usize, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let written = text[line..].lines().next().unwrap_or_default().trim_start();
    let key = written.split('=').next().unwrap_or_default().trim_end();
    let is_key = key.len() < written.len() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    line > start && (written.is_empty() || written.starts_with("[[") || is_key)
}

/// A bracket or quote that is open at some place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Open {
    sign: char,
    start: usize,
}

impl Open {
    /// The innermost one that is open right before `end`.
    fn before(text: &str, end: usize) -> Option<Open> {
        let mut open: Vec<Open> = Vec::new();
        let mut rest = text[..end].char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            match (open.last().map(|open| open.sign), c) {
                (Some('"'), '\\') => drop(rest.next()),
                (Some(quote @ ('"' | '\'')), c) if c == quote => drop(open.pop()),
                // A string of one quote ends with its line; one of three is read as three strings.
                (Some('"' | '\''), '\n') if end > start + 1 => drop(open.pop()),
                (Some('"' | '\''), _) => {}
                (_, '#') => while rest.next_if(|&(_, c)| c != '\n').is_some() {},
                (_, '[' | '{' | '"' | '\'') => open.push(Open { sign: c, start }),
                (Some('['), ']') | (Some('{'), '}') => drop(open.pop()),
                _ => {}
            }
        }
        open.pop()
    }
}

#[cfg(test)]
mod tests {
    use crate::{ParsedFile, Problem, RuleFile};

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        #[allow(dead_code, reason = "read to be wrong")]
        worth: Option<i32>,
        #[allow(dead_code, reason = "read to be wrong")]
        finds: Option<Vec<String>>,
        #[allow(dead_code, reason = "read to be wrong")]
        id: Option<String>,
    }

    #[test]
    fn one_line_says_what_to_write() {
        for (line, expected) in [
            (
                "worth = \"20\"",
                "2:9: invalid type: string \"20\", expected i32 (write a whole number without quotes: 20)",
            ),
            ("worth = 2.5", "2:9: invalid type: floating point `2.5`, expected i32 (write a whole number)"),
            ("finds = \"a\"", "2:9: invalid type: string \"a\", expected a sequence (put it in [ ]: [\"a\"])"),
            ("id = 7", "2:6: invalid type: integer `7`, expected a string (put it in quotes: \"7\")"),
            ("finds = [\"a\"", "2:9: this `[` is not closed (end it with `]` before line 4)"),
            ("finds = [\"a]", "2:10: the text that begins here is not closed (end it with \" on the same line)"),
            ("id = \"a", "2:6: the text that begins here is not closed (end it with \" on the same line)"),
            (
                "finds = ['The farm's [[12]].']",
                "2:20: missing comma between array elements, expected `,` (write the line as: finds = [\"The farm's [[12]].\"])",
            ),
            (
                "finds = [\"He said \"no\".\"]",
                "2:20: missing comma between array elements, expected `,` (a quotation mark inside a text ends it there: \
                 write it as \\\", or leave it out)",
            ),
        ] {
            let text = format!("[[rule]]\n{line}\n\n[[rule]]\nid = \"b's\"\nfinds = ['c']\n");
            let file = RuleFile::own("own.toml", text);
            let mut problems = Vec::new();
            let mut parsed = ParsedFile::parse(&file, 0, &mut problems);
            parsed.take::<Rule>("rule", &mut problems);
            let told: Vec<String> = problems.iter().map(Problem::to_string).collect();
            assert_eq!(told.first(), Some(&format!("own.toml:{expected}")), "{line}");
            assert_eq!(told.len(), 1, "{line}: {told:#?}");
        }
    }
}
