//! Claims out of documents in memory: sentences, quantities and rules, but no reading and no rows.

mod text;
mod yardstick;

use std::hint::black_box;

use claimsift::claims::RuleSet;
use claimsift::{Extractor, Scratch};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn extract(criterion: &mut Criterion) {
    let extractor = Extractor::new(RuleSet::shipped());
    for bench in text::texts() {
        let documents = bench.documents();
        let mut group = criterion.benchmark_group(format!("extract/{}", bench.name));
        group.throughput(Throughput::Bytes(bench.text.len() as u64)).sample_size(10);
        group.bench_function("claims", |bencher| {
            let mut scratch = Scratch::default();
            bencher.iter(|| {
                let mut claims = 0;
                for document in &documents {
                    extractor
                        .extract(document, &mut scratch, &mut |claim| claims += usize::from(claim.muted_by.is_none()));
                }
                black_box(claims)
            });
        });
        let yardstick = yardstick::claim_shape();
        group.bench_function("find_iter", |bencher| {
            bencher.iter(|| yardstick.find_iter(black_box(bench.text.as_bytes())).count());
        });
        group.finish();
    }
}

criterion_group!(benches, extract);
criterion_main!(benches);
