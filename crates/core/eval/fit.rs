//! Fits the weights of worth to marks that say whether a fact-checker would want the figure.
//!
//! The model is a logistic regression with a ridge penalty: an entry of worth that holds for a claim is a feature, and
//! its weight is the coefficient in points. The penalty draws each towards its `prior`, what an editor expects, so that a
//! few marks correct an editor's judgement and do not replace it. Weights are found by Newton's method, without chance or
//! clock, so the same marks give the same weights.

use std::collections::HashMap;

use claimsift_claims::{Claim, Kind, RuleSet};
use claimsift_documents::Document;
use claimsift_text::TextMap;

use super::pairing::{Overlaps, pair};
use super::{Figure, MarkedDocument, Prediction};
use crate::{Extractor, Scratch};

/// How many points of worth multiply the odds by e. With 10 the odds of worth 0 and 100 are 1 to 148 and 148 to 1.
const POINTS: f64 = 10.0;

/// The worth of even odds.
const EVEN: f64 = 50.0;

/// The penalty on the square of what a coefficient differs from its prior.
const RIDGE: f64 = 40.0;

/// In how many parts the documents are cut, each scored with weights fitted to the others.
const FOLDS: usize = 10;

/// More steps than Newton's method takes on any marks that are not degenerate.
const MOST_STEPS: usize = 50;

/// A claim to learn from.
#[derive(Clone, Debug)]
struct Sample {
    /// The place of its document.
    document: usize,
    /// Whether a fact-checker would want it.
    check: bool,
    /// The points that are not fitted: those of rules.
    fixed: i32,
    /// The entries that hold for it, as places in the list of entries.
    entries: Vec<usize>,
}

/// Weights fitted to marks.
#[derive(Debug)]
pub struct Fit {
    /// The files with `[[worth]]` entries, with the fitted weights in them.
    pub files: Vec<String>,
    /// How many claims it learned from.
    pub claims: usize,
    /// How many of them are worth checking.
    pub worth_checking: usize,
    /// The average precision of the weights as they were, from 0 to 1.
    pub before: f64,
    /// The average precision on documents that the weights were not fitted to, by cross-validation.
    pub unseen: f64,
}

/// Fits the weights of every `[[worth]]` entry to the marks of documents.
/// `None` when no mark says whether its figure is worth checking, or all say the same.
pub fn fit(documents: &[MarkedDocument], extractor: &Extractor) -> Option<Fit> {
    let entries = Entries::of(extractor.engine().rules());
    let samples: Vec<Sample> = documents
        .iter()
        .enumerate()
        .flat_map(|(index, document)| samples(index, document, extractor, &entries))
        .collect();
    let worth_checking = samples.iter().filter(|sample| sample.check).count();
    if worth_checking == 0 || worth_checking == samples.len() {
        return None;
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let before = all.iter().map(|sample| (sample.worth(&entries.weights), sample.check)).collect();
    Some(Fit {
        files: entries.files(extractor.engine().rules(), &weights(&all, &entries.priors)),
        claims: samples.len(),
        worth_checking,
        before: average_precision(before),
        unseen: average_precision(unseen(&samples, &entries.priors)),
    })
}

/// The entries whose weights are fitted.
struct Entries<'r> {
    places: HashMap<&'r str, usize>,
    weights: Vec<i32>,
    priors: Vec<i32>,
}

impl<'r> Entries<'r> {
    fn of(rules: &'r RuleSet) -> Entries<'r> {
        let mut entries = Entries { places: HashMap::new(), weights: Vec::new(), priors: Vec::new() };
        for rule in rules.rules() {
            if let (Some(weight), Some(prior)) = (rule.worth(), rule.prior()) {
                entries.places.insert(rule.id(), entries.weights.len());
                entries.weights.push(weight);
                entries.priors.push(prior);
            }
        }
        entries
    }

    /// The files that the entries stand in, with other weights.
    fn files(&self, rules: &RuleSet, weights: &[i32]) -> Vec<String> {
        let has_entries =
            |file: &str| rules.rules().iter().any(|rule| rule.prior().is_some() && rules.file_of(rule).name == file);
        let files = rules.files().iter().filter(|file| has_entries(&file.name));
        files.map(|file| with_weights(&file.text, |id| self.places.get(id).map(|&place| weights[place]))).collect()
    }
}

/// The text of a rule file in which each `worth = N` has the weight of its entry.
fn with_weights(text: &str, weight: impl Fn(&str) -> Option<i32>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut of_entry = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with("[[") && !line.contains('.') {
            of_entry = None;
        }
        if let Some(id) = line.strip_prefix("id = \"") {
            of_entry = id.split('"').next().and_then(&weight);
        }
        match of_entry.filter(|_| line.starts_with("worth = ")) {
            Some(weight) => written.push_str(&format!("worth = {weight}\n")),
            None => written.push_str(line),
        }
    }
    written
}

/// The claims of a document that can be told to be worth checking or not. What is no marked figure is not.
fn samples(index: usize, document: &MarkedDocument, extractor: &Extractor, entries: &Entries) -> Vec<Sample> {
    let map = TextMap::decode(&document.text);
    let text = Document { id: document.id.clone(), text: document.text.clone(), ..Document::default() };
    let mut found: Vec<(Prediction, Sample)> = Vec::new();
    extractor.extract(&text, &mut Scratch::default(), &mut |claim| {
        if claim.muted_by.is_none() {
            let figure = Figure::new(map.given(claim.quote), claim.value, claim.value_high);
            let figure = figure.with(super::Field::Kind, claim.kind.as_str());
            found.push((Prediction { figure, rules: Vec::new(), muted_by: None }, sample(index, claim, entries)));
        }
    });
    found.sort_by_key(|(prediction, _)| prediction.figure.span);
    let (predictions, mut samples): (Vec<Prediction>, Vec<Sample>) = found.into_iter().unzip();
    let pairs: HashMap<usize, usize> = pair(&document.claims, &predictions).into_iter().map(|(c, p)| (p, c)).collect();
    let marked = Overlaps::new(&document.claims);
    let mut known = predictions.iter().enumerate().map(|(p, prediction)| match pairs.get(&p) {
        Some(&c) => document.claims[c].check,
        // A second reading of a marked figure, or a boast that the marks may lack, says nothing.
        None if marked.of(prediction.figure.span).next().is_some() => None,
        None => (prediction.figure.field(super::Field::Kind) != Kind::Record.as_str()).then_some(false),
    });
    samples.retain_mut(|sample| {
        let check = known.next().flatten();
        sample.check = check.unwrap_or_default();
        check.is_some()
    });
    samples
}

fn sample(document: usize, claim: &Claim<'_>, entries: &Entries) -> Sample {
    let mut sample = Sample { document, check: false, fixed: 0, entries: Vec::new() };
    for part in &claim.why {
        match entries.places.get(part.label) {
            Some(&place) => sample.entries.push(place),
            None => sample.fixed += part.weight,
        }
    }
    sample
}

impl Sample {
    fn worth(&self, weights: &[i32]) -> i32 {
        (self.fixed + self.entries.iter().map(|&entry| weights[entry]).sum::<i32>()).clamp(0, 100)
    }

    /// The logarithm of the odds that it is worth checking.
    fn log_odds(&self, coefficients: &[f64]) -> f64 {
        let sum: f64 = self.entries.iter().map(|&entry| coefficients[entry]).sum();
        sum + (f64::from(self.fixed) - EVEN) / POINTS
    }
}

/// The worth of every sample by weights that were fitted without its document, and whether it is worth checking.
fn unseen(samples: &[Sample], priors: &[i32]) -> Vec<(i32, bool)> {
    let fold = |sample: &Sample| sample.document % FOLDS;
    let folds = (0..FOLDS).flat_map(|held_out| {
        let rest: Vec<&Sample> = samples.iter().filter(|sample| fold(sample) != held_out).collect();
        let weights = weights(&rest, priors);
        let held_out = samples.iter().filter(move |sample| fold(sample) == held_out);
        held_out.map(move |sample| (sample.worth(&weights), sample.check))
    });
    folds.collect()
}

/// The weights in points that make the marks most likely.
fn weights(samples: &[&Sample], priors: &[i32]) -> Vec<i32> {
    let priors: Vec<f64> = priors.iter().map(|&prior| f64::from(prior) / POINTS).collect();
    let mut coefficients = priors.clone();
    let mut least = loss(samples, &priors, &coefficients);
    for _ in 0..MOST_STEPS {
        let step = newton_step(samples, &priors, &coefficients);
        // A whole step may overshoot where the curve is flat.
        let shorter = (0..MOST_STEPS).map(|halvings| 0.5_f64.powi(halvings as i32));
        let next = shorter.map(|share| -> Vec<f64> {
            coefficients.iter().zip(&step).map(|(coefficient, step)| coefficient + share * step).collect()
        });
        let Some((lower, next)) =
            next.map(|next| (loss(samples, &priors, &next), next)).find(|&(loss, _)| loss < least)
        else {
            break;
        };
        (least, coefficients) = (lower, next);
    }
    coefficients.iter().map(|coefficient| (POINTS * coefficient).round() as i32).collect()
}

/// How unlikely the marks are, as a negative logarithm, with the penalty.
fn loss(samples: &[&Sample], priors: &[f64], coefficients: &[f64]) -> f64 {
    let of_sample = |sample: &&Sample| {
        let log_odds = sample.log_odds(coefficients);
        let against = if sample.check { -log_odds } else { log_odds };
        against.max(0.0) + (-against.abs()).exp().ln_1p()
    };
    let penalty: f64 = coefficients.iter().zip(priors).map(|(coefficient, prior)| (coefficient - prior).powi(2)).sum();
    samples.iter().map(of_sample).sum::<f64>() + 0.5 * RIDGE * penalty
}

/// The step towards the most likely coefficients: the gradient over the curvature.
fn newton_step(samples: &[&Sample], priors: &[f64], coefficients: &[f64]) -> Vec<f64> {
    let size = coefficients.len();
    let mut gradient: Vec<f64> =
        coefficients.iter().zip(priors).map(|(coefficient, prior)| RIDGE * (prior - coefficient)).collect();
    let mut curvature = vec![vec![0.0; size]; size];
    (0..size).for_each(|entry| curvature[entry][entry] = RIDGE);
    for sample in samples {
        let chance = 1.0 / (1.0 + (-sample.log_odds(coefficients)).exp());
        for &row in &sample.entries {
            gradient[row] += f64::from(sample.check) - chance;
            for &column in &sample.entries {
                curvature[row][column] += chance * (1.0 - chance);
            }
        }
    }
    solve(curvature, gradient)
}

/// Solves a symmetric positive definite system by elimination, which needs no pivots there.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let (above, below) = matrix.split_at_mut(row);
            below[0][pivot..].iter_mut().zip(&above[pivot][pivot..]).for_each(|(cell, pivot)| *cell -= factor * pivot);
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

/// The mean of the precision at each claim worth checking, by falling worth. Claims of one worth share a step, so that
/// their order does not matter.
fn average_precision(mut scored: Vec<(i32, bool)>) -> f64 {
    scored.sort_by_key(|&(worth, _)| std::cmp::Reverse(worth));
    let (mut seen, mut hits, mut sum) = (0, 0, 0.0);
    for step in scored.chunk_by(|a, b| a.0 == b.0) {
        let new = step.iter().filter(|&&(_, check)| check).count();
        seen += step.len();
        hits += new;
        sum += new as f64 * hits as f64 / seen as f64;
    }
    sum / hits.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_averaged_over_what_is_worth_checking() {
        for (scored, expected) in [
            (vec![(90, true), (50, true), (10, false)], 1.0),
            (vec![(90, false), (50, true)], 0.5),
            (vec![(90, true), (50, false), (10, true)], (1.0 + 2.0 / 3.0) / 2.0),
            // Equal worth is one step, in whatever order.
            (vec![(50, true), (50, false)], 0.5),
            (vec![(50, false), (50, true)], 0.5),
            (vec![(50, false)], 0.0),
        ] {
            let reached = average_precision(scored.clone());
            assert!((reached - expected).abs() < 1e-12, "{scored:?} {reached}");
        }
    }

    #[test]
    fn systems_are_solved() {
        let solution = solve(vec![vec![4.0, 1.0, 0.0], vec![1.0, 3.0, 1.0], vec![0.0, 1.0, 2.0]], vec![6.0, 10.0, 8.0]);
        let off: f64 = solution.iter().zip([1.0, 2.0, 3.0]).map(|(found, expected)| (found - expected).abs()).sum();
        assert!(off < 1e-12, "{solution:?}");
    }

    #[test]
    fn a_weight_follows_what_its_entry_tells() {
        // Entry 0 always holds, entry 1 tells what is worth checking, entry 2 tells next to nothing.
        let sample =
            |check: bool, entries: &[usize]| Sample { document: 0, check, fixed: 0, entries: entries.to_vec() };
        let mut samples = Vec::new();
        for _ in 0..1000 {
            samples.extend([
                sample(true, &[0, 1]),
                sample(true, &[0, 1, 2]),
                sample(false, &[0]),
                sample(false, &[0, 2]),
            ]);
        }
        let weights = weights(&samples.iter().collect::<Vec<_>>(), &[0, 0, 0]);
        assert!(weights[0] < 50 && weights[1] > 30 && weights[2].abs() < 5, "{weights:?}");
        assert!(samples.iter().all(|sample| (sample.worth(&weights) > 50) == sample.check), "{weights:?}");
    }

    #[test]
    fn weights_are_written_into_their_entries_and_nothing_else_changes() {
        let text = "# worth\n[[worth]]\nid = \"a\"\nworth = 1 # one\nfinds = [\"x\"]\n\n[[cue]]\nid = \"b\"\nworth = -2\n\n[[words]]\nname = \"c\"\n";
        let weight = |id: &str| (id == "b").then_some(17);
        assert_eq!(with_weights(text, weight), text.replace("worth = -2", "worth = 17"));
    }
}
