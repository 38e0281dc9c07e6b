//! What the command line may say.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;

use claimsift::claims::Kind;
use claimsift::report::Locale;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Finds every figure in articles, speeches and reports that someone could check, and writes a table to review.
#[derive(Debug, Parser)]
#[command(version = version(), after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  claimsift extract articles/ -o claims.csv        a table of all claims in a folder
  claimsift extract speech.txt                     the claims on the screen, one a line
  claimsift explain 'Some 900 homes burned.'       what was found, and why
  claimsift rules check --rules our-rules.toml     whether rules do what their examples say

Exit status: 0 done, 1 done but some inputs failed or a check failed, 2 nothing could be done,\n130 interrupted.";

#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(Extract),
    Explain(Explain),
    /// List the sentences of files, folders and JSONL, as the splitter alone finds them
    Sentences(Sentences),
    /// List the quantities of files, folders and JSONL, before any rule is asked
    Quantities(Listing),
    Rules(Rules),
    Eval(Eval),
    Diff(Diff),
    Init(Init),
}

/// Extract the claims of files, folders and JSONL into a table
#[derive(Debug, Parser)]
#[command(after_help = EXTRACT_EXAMPLES)]
pub struct Extract {
    /// Files, folders or JSONL to read; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The form of the output; by default the name of --output tells, else CSV, and readable lines on a terminal
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<OutputFormat>,

    #[command(flatten)]
    pub rules: RuleArgs,

    /// Only claims of this kind (repeatable)
    #[arg(long = "kind", value_name = "KIND", value_parser = kind())]
    pub kinds: Vec<Kind>,

    /// Only claims of at least this worth, 0 to 100
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(0..=100))]
    pub min_worth: Option<i32>,

    /// Only the N claims of the highest worth
    #[arg(long, value_name = "N", value_parser = top)]
    pub top: Option<NonZeroUsize>,

    /// The order of the rows; by default that of the texts
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<SortOrder>,

    /// Also what rules mute (dates, clock times, page marks), with the rule that did
    #[arg(long)]
    pub muted: bool,

    /// The date of documents whose record gives none, as 2013-05-07; it goes before a date printed in the text
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,

    /// The language of the spreadsheet that will open the CSV: `de` and the like get semicolons and decimal commas
    #[arg(long, value_name = "LOCALE", value_parser = locale)]
    pub locale: Option<Locale>,

    #[command(flatten)]
    pub threads: ThreadArgs,

    /// Read all inputs and rules and say what would be written, but write nothing
    #[arg(long)]
    pub dry_run: bool,
}

const EXTRACT_EXAMPLES: &str = "\
Examples:
  claimsift extract articles/ -o claims.csv
  claimsift extract wire.jsonl --format jsonl > claims.jsonl
  claimsift extract report.txt --kind money --min-worth 50
  claimsift extract articles/ --top 100 --sort worth -o best.csv
  cat speech.txt | claimsift extract - -o claims.csv --locale de

A JSONL input has one document a line: {\"text\": …} with id, title, date and url if known.";

/// Show what is found in a text and why: sentences, quantities, claims, rules, and what was muted
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  claimsift explain 'Prices rose from 20 to 25 percent.'
  claimsift explain article.txt
  pbpaste | claimsift explain")]
pub struct Explain {
    /// A text in quotes, or a file; standard input when left out
    #[arg(value_name = "TEXT | FILE")]
    pub input: Option<String>,

    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Debug, clap::Args)]
pub struct Sentences {
    /// How sentence ends are found: by the tables for English prose, or by Unicode's UAX #29 for any language
    #[arg(long, value_name = "MODE", default_value = "tables")]
    pub mode: SplitMode,

    #[command(flatten)]
    pub listing: Listing,
}

/// How sentence ends are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SplitMode {
    Tables,
    Uax29,
}

#[derive(Debug, clap::Args)]
pub struct Listing {
    /// Files, folders or JSONL to read; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListingFormat,

    #[command(flatten)]
    pub rules: RuleArgs,
}

/// Score the claims found in texts whose figures were marked by hand
///
/// Prints precision, recall and F1 of the claims found, then the same by kind, by field and by rule.
#[derive(Debug, Parser)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct Eval {
    /// A text or folder with marks in NAME.marks beside each text, or JSONL with id, text, claims and muted in each record
    #[arg(value_name = "PATH")]
    pub gold: PathBuf,

    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: EvalFormat,

    /// Fit the weights of worth to the marks, and write the rule file with them instead of scores
    #[arg(long, conflicts_with_all = ["format", "errors"])]
    pub fit: bool,

    /// Also show up to N mistakes of each sort
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub errors: usize,

    #[command(flatten)]
    pub rules: RuleArgs,

    #[command(flatten)]
    pub threads: ThreadArgs,
}

const EVAL_EXAMPLES: &str = "\
Examples:
  claimsift eval corpus
  claimsift eval corpus --fit > worth.toml
  claimsift eval marks.jsonl --errors 20 --rules our-rules.toml
  claimsift eval marks.jsonl --format json > scores.json";

/// Show which claims one table has and another has not, and which say something else
///
/// Claims are known by their ids, so the tables may come from other rules, another version or another day. Verdicts and
/// notes are not compared.
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  claimsift diff monday.csv tuesday.csv
  claimsift diff old.jsonl new.jsonl | grep '^-'

Each claim has a line: + won, - lost, ~ changed, with its worth and its place; the fields that changed stand below.")]
pub struct Diff {
    /// The table of before, CSV or JSONL; its further parts are read too
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The table of now
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
}

/// Begin a newsroom's own rules: write claimsift.toml and a rule file with a first rule
#[derive(Debug, Parser)]
#[command(after_help = "Example:\n  claimsift init && claimsift rules check")]
pub struct Init {
    /// The folder to write them to; files that are there are left as they are
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
}

/// Check, list, show, write and compare rules
#[derive(Debug, Parser)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Run all examples of all rules, and show every error where it stands
    #[command(after_help = "Example:\n  claimsift rules check --rules our-rules.toml")]
    Check(RuleArgs),
    /// List all rules: id, kind of entry, file and summary
    List(RuleArgs),
    /// Show a rule as its file has it
    Show {
        /// The rule's id, as `claimsift rules list` names it
        id: String,
        #[command(flatten)]
        rules: RuleArgs,
    },
    New(NewRule),
    /// Print a JSON Schema of rule files, by which editors complete and check them
    #[command(after_help = "Example:\n  claimsift rules schema > claimsift-rules.schema.json")]
    Schema,
    Diff(RulesDiff),
}

/// Write the beginning of a rule, from a claim of a table or from nothing
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  claimsift rules new desk.schools --to newsroom.toml
  claimsift rules new desk.weather --mute --from claims.csv c_abcdefghijkl --to newsroom.toml")]
pub struct NewRule {
    /// The id of the new rule: a family and a name, of letters, digits, `.`, `_` and `-`
    #[arg(value_name = "ID", default_value = "desk.new", value_parser = rule_id)]
    pub id: String,

    /// A rule that mutes, not one that says more
    #[arg(long)]
    pub mute: bool,

    /// Take the example from a claim: a table that claimsift wrote, and the claim's id in it
    #[arg(long, num_args = 2, value_names = ["TABLE", "CLAIM_ID"])]
    pub from: Option<Vec<String>>,

    /// Append it to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,

    #[command(flatten)]
    pub rules: RuleArgs,
}

/// Show what other rules find in texts: claims won, lost and changed
///
/// OLD and NEW are rule files, or folders of them, each used beside the shipped rules; the word `shipped` stands for
/// those alone. A claimsift.toml is not asked.
#[derive(Debug, Parser)]
#[command(after_help = "\
Examples:
  claimsift rules diff shipped newsroom.toml articles/
  claimsift rules diff newsroom.toml newsroom-next.toml articles/ wire.jsonl")]
pub struct RulesDiff {
    /// The rules of before
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The rules to compare with them
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// Files, folders or JSONL to read
    #[arg(value_name = "PATH", required = true)]
    pub corpus: Vec<PathBuf>,

    #[command(flatten)]
    pub threads: ThreadArgs,
}

#[derive(Clone, Debug, Default, clap::Args)]
pub struct RuleArgs {
    /// A rule file or a folder of them, beside the shipped ones (repeatable)
    #[arg(long = "rules", value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct ThreadArgs {
    /// How many threads to use; by default one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl ThreadArgs {
    /// The number asked for, 0 for one a processor.
    pub fn count(self) -> usize {
        self.threads.map_or(0, usize::from)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// The table that people review
    Csv,
    /// The whole record of each claim, one JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListingFormat {
    /// One a line, as text
    Text,
    /// One JSON object a line, with spans
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    /// A table
    Text,
    /// One JSON object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortOrder {
    /// The highest worth first
    Worth,
}

fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.iter().map(|kind| kind.as_str());
    PossibleValuesParser::new(names).map(|name| Kind::from_name(&name).expect("a listed name"))
}

fn locale(name: &str) -> Result<Locale, String> {
    Locale::from_name(name).ok_or_else(|| "not a known language; write it as `de`, `fr` or `pt-BR`".to_owned())
}

fn top(number: &str) -> Result<NonZeroUsize, String> {
    number.parse().map_err(|_| "write a whole number from 1 on".to_owned())
}

fn date(day: &str) -> Result<Date, String> {
    day.parse().map_err(|_| "write it as 2013-05-07".to_owned())
}

fn rule_id(id: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    match !id.is_empty() && id.chars().all(allowed) {
        true => Ok(id.to_owned()),
        false => Err("an id is made of letters, digits, `.`, `_` and `-`, such as desk.schools".to_owned()),
    }
}

/// The version, and a hash of the shipped rules: two programs that print the same find the same.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let text: String = claimsift::rules::ALL.iter().flat_map(|&(name, text)| [name, text]).collect();
        format!("{} (rules {:016x})", env!("CARGO_PKG_VERSION"), xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
    });
    &VERSION
}
