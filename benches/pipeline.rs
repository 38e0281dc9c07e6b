//! The whole way from documents in memory to the bytes of the CSV, on one thread.

mod text;
mod yardstick;

use std::hint::black_box;
use std::io;

use claimsift::Extractor;
use claimsift::claims::RuleSet;
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::{Format, Locale};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Counts the bytes and drops them.
struct Count(usize);

impl Sink for Count {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        self.0 += batch.bytes.len();
        Ok(())
    }
}

fn pipeline(criterion: &mut Criterion) {
    let extractor = Extractor::new(RuleSet::shipped());
    let pipeline = Pipeline {
        extractor: &extractor,
        selection: Selection::default(),
        format: Format::Csv { locale: Locale::POINT, muted: false },
        threads: 1,
        single_rows: false,
    };
    for bench in text::texts() {
        let documents = bench.documents();
        let mut group = criterion.benchmark_group(format!("pipeline/{}", bench.name));
        group.throughput(Throughput::Bytes(bench.text.len() as u64)).sample_size(10);
        group.bench_function("csv", |bencher| {
            bencher.iter(|| {
                let mut bytes = Count(0);
                // The copy that the pipeline takes of each document stands for reading it.
                pipeline.run(documents.iter().cloned().map(Ok), &mut bytes).expect("counting cannot fail");
                bytes.0
            });
        });
        let yardstick = yardstick::claim_shape();
        group.bench_function("find_iter", |bencher| {
            bencher.iter(|| yardstick.find_iter(black_box(bench.text.as_bytes())).count());
        });
        group.finish();
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
