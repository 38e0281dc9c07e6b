//! What is not wrong in a newsroom's rules, but seldom meant.

use claimsift_text::Problem;

use crate::rule::{Effect, Expected, Rule};
use crate::{Places, RuleSet};

/// The summary of a rule that `claimsift rules new` began: to be written by whoever finishes it.
pub const SUMMARY_TO_WRITE: &str = "What it finds, in a sentence.";

impl RuleSet {
    /// Warnings about a newsroom's own rules: without an example that proves them, with the summary that they were
    /// begun with, or hiding a whole kind of claim.
    pub fn advice(&self) -> Vec<Problem> {
        let own = self.rules().iter().filter(|rule| rule.is_own());
        own.flat_map(|rule| rule.advice().into_iter().map(|advice| self.warning(rule, advice))).collect()
    }

    /// A newsroom's rules whose `where` names addresses, titles, files or words and held in none of the documents of
    /// `fitted`, which is added up over a run.
    pub fn unfitted<'r>(&'r self, fitted: &'r Places) -> impl Iterator<Item = &'r Rule> {
        let rules = self.rules().iter().enumerate();
        let asks = |rule: &Rule| rule.is_own() && !rule.place.is_anywhere() && rule.place.block.is_none();
        rules.filter(move |&(number, rule)| asks(rule) && !rule.disabled && !fitted.has(number)).map(|(_, rule)| rule)
    }

    fn warning(&self, rule: &Rule, Advice { message, help }: Advice) -> Problem {
        Problem::warning(self.file_of(rule), rule.span, format!("`{}` {message}", rule.id())).with_help(help)
    }
}

/// What to say of a rule, and what to do about it.
struct Advice {
    message: &'static str,
    help: &'static str,
}

impl Rule {
    fn advice(&self) -> Vec<Advice> {
        let mut advice = Vec::new();
        // An entry of worth may only change the weight of a shipped one.
        if !matches!(self.effect, Effect::Worth(_)) && !self.is_proved() {
            let help = "add a text that it must find: finds = [\"Some [[640 hens]] died.\"]";
            advice.push(Advice { message: "has no example that it finds", help });
        }
        if self.summary() == SUMMARY_TO_WRITE {
            let help = "say in `summary` what the rule finds, for whoever reads the file after you";
            advice.push(Advice { message: "still has the summary that it was begun with", help });
        }
        if self.hides_a_whole_kind() {
            let help = "give it a word in its pattern, `units` or `where`, unless this is meant";
            advice.push(Advice { message: "hides every figure of its kind: it asks for no word", help });
        }
        advice
    }

    fn is_proved(&self) -> bool {
        self.examples.iter().any(|example| !matches!(example.expected, Expected::Skips))
    }

    /// Whether a mute asks for nothing beside the figure.
    fn hides_a_whole_kind(&self) -> bool {
        let bare = self.pattern.left.matches_nothing() && self.pattern.right.matches_nothing();
        matches!(self.effect, Effect::Mute { units: None, .. }) && bare && self.place.is_anywhere()
    }
}
