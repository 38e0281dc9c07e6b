//! `claimsift rules new`: the beginning of a rule, with an example that it fits.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use claimsift::Extractor;
use claimsift::quantities::Quantity;
use claimsift::report::{Field, Table};
use claimsift::text::{Span, nearest};
use toml::Value;

use crate::Outcome;
use crate::args::{NewRule, RuleArgs};
use crate::messages::Messages;
use crate::rule_files::{self, load_all};

/// How many words behind a figure a pattern takes when the figure counts nothing at once.
const WORDS_BEHIND: usize = 2;

pub fn run(args: &NewRule, messages: &mut Messages) -> Result<Outcome> {
    if load_all(&args.rules)?.rules.rule(&args.id).is_some() {
        messages.warning(format_args!("there is a rule `{}` already; one of yours with this id replaces it", args.id));
    }
    let draft = match args.from.as_deref() {
        Some([table, id]) => Draft::from_claim(&Claimed::find(Path::new(table), id)?, &args.rules, messages)?,
        _ => Draft::default(),
    };
    let entry = draft.entry(&args.id, args.mute);
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
            (Ok(start), Ok(end)) => Some(Claimed { sentence: row[1].clone(), quote: Span::new(start, end) }),
            _ => Claimed::marked(&row[1]),
        };
        claimed.ok_or_else(|| anyhow!("the sentence of `{id}` has no figure in [[ ]]"))
    }

    /// A sentence with its quote in `[[ ]]`, as the CSV has it.
    fn marked(sentence: &str) -> Option<Claimed> {
        let (before, rest) = sentence.split_once("[[")?;
        let (quote, after) = rest.split_once("]]")?;
        let span = Span::new(before.len(), before.len() + quote.len());
        Some(Claimed { sentence: [before, quote, after].concat(), quote: span })
    }
}

/// What is known of the rule to write.
struct Draft {
    pattern: String,
    kind: &'static str,
    /// The example, its figure in `[[ ]]`.
    finds: String,
}

impl Default for Draft {
    fn default() -> Draft {
        Draft {
            pattern: "{number!} ... schools".to_owned(),
            kind: "count",
            finds: "The county closed [[12 village schools]] last year.".to_owned(),
        }
    }
}

impl Draft {
    /// The draft that finds a claim: its figure, and the words that it counts or that follow.
    fn from_claim(claimed: &Claimed, rules: &RuleArgs, messages: &mut Messages) -> Result<Draft> {
        let extractor = Extractor::new(rule_files::load(rules, messages)?);
        let Claimed { sentence, quote } = claimed;
        let mut quantities = Vec::new();
        extractor.engine().rules().quantities().read(sentence, Span::new(0, sentence.len()), &mut quantities);
        let inside = |quantity: &&Quantity| quantity.span.start < quote.end && quote.start < quantity.span.end;
        let quantity = quantities.iter().find(inside).context("no figure is found in the claim's sentence any more")?;
        let counted = plain_words(&sentence[quantity.span.end.min(quote.end)..quote.end], usize::MAX);
        let words = if counted.is_empty() { plain_words(&sentence[quote.end..], WORDS_BEHIND) } else { counted };
        let placeholder = format!("{{{}!}}", quantity.kind.as_str().replace(' ', "_"));
        let marked = [&sentence[..quote.start], "[[", quote.of(sentence), "]]", &sentence[quote.end..]].concat();
        let kind = kind_of(&extractor, claimed).unwrap_or("count");
        Ok(Draft {
            pattern: std::iter::once(placeholder).chain(words).collect::<Vec<_>>().join(" "),
            kind,
            finds: marked,
        })
    }

    fn entry(&self, id: &str, mute: bool) -> String {
        let (entry, effect) = match mute {
            true => ("mute", format!("kinds = [{}]\n", quoted(self.kind))),
            false => ("rule", format!("set = {{ kind = {}, topic = \"\" }}\nworth = 10\n", quoted(self.kind))),
        };
        format!(
            "[[{entry}]]\nid = {}\nsummary = \"What it finds, in a sentence.\"\npattern = {}\n{effect}finds = [{}]\n\
             skips = [] # a text like it, in which the rule must do nothing\n",
            quoted(id),
            quoted(&self.pattern),
            quoted(&self.finds),
        )
    }
}

/// The kind of the claim, by the rules.
fn kind_of(extractor: &Extractor, claimed: &Claimed) -> Option<&'static str> {
    let document = claimsift::documents::Document { text: claimed.sentence.clone(), ..Default::default() };
    let mut kind = None;
    extractor.extract(&document, &mut claimsift::Scratch::default(), &mut |claim| {
        if claim.quote.start < claimed.quote.end && claimed.quote.start < claim.quote.end {
            kind = kind.or(Some(claim.kind.as_str()));
        }
    });
    kind
}

/// The first words of a text, up to `most`, before any punctuation or figure.
fn plain_words(text: &str, most: usize) -> Vec<String> {
    let end = text.find(|c: char| !c.is_alphabetic() && !c.is_whitespace()).unwrap_or(text.len());
    text[..end].split_whitespace().take(most).map(str::to_owned).collect()
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
