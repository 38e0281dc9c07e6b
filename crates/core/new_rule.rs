//! `claimsift rules new`: the beginning of a rule, with an example that it fits.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use claimsift::claims::{Engine, Kind, SUMMARY_TO_WRITE};
use claimsift::report::{Field, Table};
use claimsift::text::{RuleFile, Span, nearest};
use toml::Value;

use crate::Outcome;
use crate::args::NewRule;
use crate::draft::Draft;
use crate::messages::Messages;
use crate::rule_files::{self, load_all, load_beside};

pub fn run(args: &NewRule, messages: &mut Messages) -> Result<Outcome> {
    refuse_known(args, messages)?;
    let entry = match args.from.as_deref() {
        Some([table, id]) => from_claim(args, &Claimed::find(Path::new(table), id)?, messages)?,
        _ => entry(
            &args.id,
            args.mute,
            Kind::Count,
            "{number!} ... schools",
            "The county closed [[12 village schools]] last year.",
        ),
    };
    match &args.to {
        None => write!(io::stdout(), "{entry}")?,
        Some(path) => {
            append(path, &entry).with_context(|| format!("cannot write {}", path.display()))?;
            let path = path.display();
            messages.note(format_args!(
                "added `{}` to {path}; edit it, then run `claimsift rules check --rules {path}`",
                args.id
            ));
        }
    }
    Ok(Outcome::Done)
}

/// Two rules of a newsroom must not have one id; one that has the id of a shipped rule replaces it.
fn refuse_known(args: &NewRule, messages: &mut Messages) -> Result<()> {
    let id = &args.id;
    let rules = load_all(&args.rules)?.rules;
    if let Some(known) = rules.rule(id) {
        let file = &rules.file_of(known).name;
        match known.is_own() {
            true => bail!("{file} has a rule `{id}` already; choose another id"),
            false => messages.warning(format_args!("there is a rule `{id}` already; yours will replace it")),
        }
    }
    let Some(path) = args.to.as_deref().filter(|path| path.exists()) else { return Ok(()) };
    match rule_files::ids(path)?.contains(id) {
        true => bail!("{} has a rule `{id}` already; choose another id", path.display()),
        false => Ok(()),
    }
}

fn append(path: &Path, entry: &str) -> io::Result<()> {
    let mut file = File::options().create(true).append(true).open(path)?;
    let separator = if file.metadata()?.len() > 0 { "\n" } else { "" };
    file.write_all(format!("{separator}{entry}").as_bytes())
}

/// A claim of a table: its sentence, and where the quote stands in it.
struct Claimed {
    sentence: String,
    quote: Span,
}

impl Claimed {
    fn find(table: &Path, id: &str) -> Result<Claimed> {
        let names = ["claim_id", "sentence", "quote_start", "quote_end"];
        let fields: Vec<&Field> = names.iter().filter_map(|name| Field::of_name(name)).collect();
        let rows = Table::open(table, &fields).with_context(|| format!("cannot read {}", table.display()))?.rows;
        let Some(row) = rows.iter().find(|row| row[0] == id) else {
            let near = nearest(id, rows.iter().map(|row| row[0].as_str()));
            let help = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            bail!("{} has no claim with the id `{id}`{help}", table.display());
        };
        let claimed = match (row[2].parse(), row[3].parse()) {
            (Ok(start), Ok(end)) => Claimed::at(&row[1], start, end),
            _ => Claimed::marked(&row[1]),
        };
        claimed.ok_or_else(|| anyhow!("the sentence of `{id}` has no figure in [[ ]]"))
    }

    /// A sentence and where its quote stands, as the record has them, unless someone has changed them.
    fn at(sentence: &str, start: usize, end: usize) -> Option<Claimed> {
        sentence.get(start..end)?;
        Some(Claimed { sentence: sentence.to_owned(), quote: Span::new(start, end) })
    }

    /// A sentence with its quote in `[[ ]]`, as the CSV has it.
    fn marked(sentence: &str) -> Option<Claimed> {
        let (before, rest) = sentence.split_once("[[")?;
        let (quote, after) = rest.split_once("]]")?;
        let span = Span::new(before.len(), before.len() + quote.len());
        Some(Claimed { sentence: [before, quote, after].concat(), quote: span })
    }
}

/// The entry of a rule that is to be filled in.
fn entry(id: &str, mute: bool, kind: Kind, pattern: &str, finds: &str) -> String {
    let effect = match (mute, kind) {
        (true, _) => format!("kinds = [{}]\n", quoted(kind.as_str())),
        // What makes a record is the pattern that takes its words; this one only adds to it.
        (false, Kind::Record) => "# set = { topic = \"a word of yours\" }\nworth = 10\n".to_owned(),
        (false, _) => {
            format!(
                "set = {{ kind = {} }} # perhaps also: topic = \"a word of yours\"\nworth = 10\n",
                quoted(kind.as_str())
            )
        }
    };
    format!(
        "[[{}]]\nid = {}\nsummary = {}\npattern = {}\n{effect}finds = [{}]\n\
         skips = [] # a text like it, in which the rule must do nothing\n",
        if mute { "mute" } else { "rule" },
        quoted(id),
        quoted(SUMMARY_TO_WRITE),
        quoted(pattern),
        quoted(finds),
    )
}

/// The entry that finds a claim: of the patterns that could, the first whose example holds.
fn from_claim(args: &NewRule, claimed: &Claimed, messages: &mut Messages) -> Result<String> {
    let extractor = rule_files::load(&args.rules, messages)?;
    let Claimed { sentence, quote } = claimed;
    let draft = Draft::new(&extractor, sentence, *quote).context("no claim is found in its sentence any more")?;
    let finds = [&sentence[..quote.start], "[[", quote.of(sentence), "]]", &sentence[quote.end..]].concat();
    for pattern in draft.patterns() {
        let entry = entry(&args.id, args.mute, draft.kind, &pattern, &finds);
        if holds(&entry, args)? {
            return Ok(entry);
        }
    }
    bail!(
        "no pattern with a word beside this {} finds it again; write one by hand: `claimsift rules new {}` begins it",
        if draft.kind == Kind::Record { "record" } else { "figure" },
        args.id
    )
}

/// Whether the examples of an entry hold beside all other rules.
fn holds(entry: &str, args: &NewRule) -> Result<bool> {
    let file = RuleFile::own("the new rule", entry.to_owned());
    let engine = Engine::new(load_beside(&args.rules, Some(file))?.rules);
    Ok(engine.rules().rule(&args.id).is_some_and(|rule| engine.check_rule(rule).is_empty()))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
