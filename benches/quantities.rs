//! Reading quantities, against the yardstick in the same run, on a text with many numbers and one with few; then the
//! news text at 1, 2, 4 and 8 times the length, for time must grow with the length and not faster.
//!
//! `CLAIMSIFT_BENCH_TEXT=path` benches that text instead.

use std::hint::black_box;

use claimsift_quantities::{QuantityReader, QuantityTables};
use claimsift_text::Span;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

mod text;
mod yardstick;

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
    for text::BenchText { name, text } in text::texts() {
        let sentences = sentences(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("read", &name), |bench| {
            bench.iter(|| read_all(&reader, black_box(&text), &sentences));
        });
        group.bench_function(BenchmarkId::new("find_iter", &name), |bench| {
            bench.iter(|| shape.find_iter(black_box(text.as_bytes())).count());
        });
    }
    group.finish();
}

fn length(criterion: &mut Criterion) {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let mut group = criterion.benchmark_group("quantities-length");
    for times in [1, 2, 4, 8] {
        let text = text::generate(text::NEWS, times << 20);
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
