//! `claimsift rules`: check, list, show and schema; the others have files of their own.

use std::io::{self, Write};

use anyhow::{Result, bail};
use claimsift::Extractor;
use claimsift::text::{Severity, nearest};

use crate::args::{RuleArgs, RulesCommand};
use crate::messages::{Messages, count};
use crate::rule_files::load_all;
use crate::{Outcome, blame, diagnostics, diff, new_rule};

pub fn run(command: &RulesCommand, messages: &mut Messages) -> Result<Outcome> {
    match command {
        RulesCommand::Check(args) => check(args, messages),
        RulesCommand::List(args) => list(args),
        RulesCommand::Show { id, rules } => show(id, rules),
        RulesCommand::New(args) => new_rule::run(args, messages),
        RulesCommand::Schema => {
            write!(io::stdout(), "{}", claimsift::rules::SCHEMA)?;
            Ok(Outcome::Done)
        }
        RulesCommand::Diff(args) => diff::rules(args, messages),
    }
}

/// Shows every problem of the files and every example that does not hold.
fn check(args: &RuleArgs, messages: &mut Messages) -> Result<Outcome> {
    let loaded = load_all(args)?;
    let files = loaded.files();
    let extractor = Extractor::new(loaded.rules);
    let mut problems = loaded.problems;
    problems.extend(extractor.engine().rules().advice());
    let mut broken = extractor.check_examples();
    blame::name_causes(&mut broken, extractor.engine().rules().files());
    problems.extend(broken);
    diagnostics::show(&problems, &files, messages);
    let rules = extractor.engine().rules().rules();
    let own = rules.iter().filter(|rule| rule.is_own()).count();
    let examples = count(extractor.example_count(), "example");

    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let mut out = io::stdout().lock();
    match own {
        0 => write!(out, "{}, {examples}", count(rules.len(), "rule"))?,
        own => write!(out, "{} of yours, {} shipped, {examples}", count(own, "rule"), rules.len() - own)?,
    }
    match (errors, problems.len() - errors) {
        (0, 0) => writeln!(out, ": all is well")?,
        (errors, warnings) => writeln!(out, ": {}, {}", count(errors, "error"), count(warnings, "warning"))?,
    }
    Ok(if errors > 0 { Outcome::Failures } else { Outcome::Done })
}

/// One line a rule, in the order in which they apply.
fn list(args: &RuleArgs) -> Result<Outcome> {
    let rules = load_all(args)?.rules;
    let mut out = io::stdout().lock();
    let widest = |text: fn(&claimsift::claims::Rule) -> &str| {
        rules.rules().iter().map(|rule| text(rule).chars().count()).max().unwrap_or_default()
    };
    let id_width = widest(|rule| rule.id());
    let kind_width = widest(|rule| rule.entry_kind());
    let file_width =
        rules.rules().iter().map(|rule| rules.file_of(rule).name.chars().count()).max().unwrap_or_default();
    for rule in rules.rules() {
        let (id, kind, file) = (rule.id(), rule.entry_kind(), &rules.file_of(rule).name);
        writeln!(out, "{id:id_width$}  {kind:kind_width$}  {file:file_width$}  {}", rule.summary())?;
    }
    Ok(Outcome::Done)
}

fn show(id: &str, args: &RuleArgs) -> Result<Outcome> {
    let rules = load_all(args)?.rules;
    let Some(rule) = rules.rule(id) else {
        match nearest(id, rules.rules().iter().map(|rule| rule.id())) {
            Some(word) => bail!("no rule has the id `{id}`; did you mean `{word}`?"),
            None => bail!("no rule has the id `{id}`; `claimsift rules list` names them all"),
        }
    };
    writeln!(io::stdout(), "# {}\n{}", rules.file_of(rule).name, rules.source_of(rule))?;
    Ok(Outcome::Done)
}
