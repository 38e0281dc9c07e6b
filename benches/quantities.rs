//! Reading quantities, against the yardstick in the same run, on a text with many numbers and one with few; then the
//! same text at 1, 2, 4 and 8 times its length, for time must grow with the length and not faster.
//!
//! `CLAIMSIFT_BENCH_TEXT=path` benches that text instead.

use std::hint::black_box;

use claimsift_quantities::{QuantityReader, QuantityTables};
use claimsift_text::Span;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

mod yardstick;

/// Sentences with figures, of about 17 digits and 2.5 number words in 1,000 bytes when each is followed by two without.
const WITH_NUMBERS: &[&str] = &[
    "The harbour board said on Tuesday that 1,240 boxes had been unloaded, about 15 percent more than a year before.",
    "Two ferries were cancelled and more than 300 people waited for three hours in the cold hall.",
    "Its debt rose to $2.4bn from $1.9bn, and the dividend was cut to 12 cents a share.",
    "In 2007 the mill burned 12,640 tonnes of coal, and one in five of its boilers failed.",
];

/// Sentences without any.
const WITHOUT: &[&str] = &[
    "The mayor thanked the crews for their patience and promised that the old lighthouse would be open again by spring.",
    "Critics said that the plan had been drawn up in haste, without a word to those who live along the river.",
    "Neither side would say whether the talks had failed, though both left the building through the back door.",
    "Farmers in the valley have long complained about the road, which floods whenever the wind turns to the north.",
];

/// A text of about `bytes`, with `gap` sentences without a number behind each one with numbers.
fn text(bytes: usize, gap: usize) -> String {
    let mut text = String::with_capacity(bytes + 256);
    let mut numbered = WITH_NUMBERS.iter().cycle();
    let mut plain = WITHOUT.iter().cycle();
    while text.len() < bytes {
        text.extend(numbered.next().copied());
        for _ in 0..gap {
            text.push(' ');
            text.extend(plain.next().copied());
        }
        text.push('\n');
    }
    text
}

/// The texts to bench: name and contents.
fn texts() -> Vec<(&'static str, String)> {
    match std::env::var_os("CLAIMSIFT_BENCH_TEXT") {
        Some(path) => vec![("given", std::fs::read_to_string(path).expect("the text to bench can be read"))],
        None => vec![("news", text(4 << 20, 2)), ("sparse", text(4 << 20, 20))],
    }
}

/// Sentence ends that are good enough for a bench of what comes behind them.
fn sentences(text: &str) -> Vec<Span> {
    let mut start = 0;
    let ends = text.match_indices(['.', '\n']).map(|(at, _)| at + 1).filter(|&end| {
        let next = text.as_bytes().get(end).copied().unwrap_or(b' ');
        next.is_ascii_whitespace() || text.as_bytes()[end - 1] == b'\n'
    });
    let mut spans: Vec<Span> = ends.map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect();
    spans.push(Span::new(start, text.len()));
    spans
}

fn read_all(reader: &QuantityReader, text: &str, sentences: &[Span]) -> usize {
    let mut found = Vec::new();
    let mut count = 0;
    for &sentence in sentences {
        found.clear();
        reader.read(text, sentence, &mut found);
        count += found.len();
    }
    count
}

fn quantities(criterion: &mut Criterion) {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let shape = yardstick::claim_shape();
    let mut group = criterion.benchmark_group("quantities");
    for (name, text) in texts() {
        let sentences = sentences(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("read", name), |bench| {
            bench.iter(|| read_all(&reader, black_box(&text), &sentences));
        });
        group.bench_function(BenchmarkId::new("find_iter", name), |bench| {
            bench.iter(|| shape.find_iter(black_box(text.as_bytes())).count());
        });
    }
    group.finish();
}

fn length(criterion: &mut Criterion) {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let mut group = criterion.benchmark_group("quantities-length");
    for times in [1, 2, 4, 8] {
        let text = text(times << 20, 2);
        let sentences = sentences(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("read", times), |bench| {
            bench.iter(|| read_all(&reader, black_box(&text), &sentences));
        });
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("quantities-start", |bench| bench.iter(QuantityTables::shipped));
}

criterion_group!(benches, quantities, length, start);
criterion_main!(benches);
