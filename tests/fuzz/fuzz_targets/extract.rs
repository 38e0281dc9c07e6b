//! Any text gives claims that lie in their sentences in the order of the text, and a CSV that reads back whole, with no
//! cell that a spreadsheet runs as a formula.
#![no_main]

use std::io;
use std::sync::LazyLock;

use claimsift::claims::RuleSet;
use claimsift::documents::Document;
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::{Format, Locale};
use claimsift::{Extractor, Scratch};
use libfuzzer_sys::fuzz_target;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(RuleSet::shipped()));

/// Keeps the rows.
#[derive(Default)]
struct Rows(Vec<u8>);

impl Sink for Rows {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        self.0.extend_from_slice(&batch.bytes);
        Ok(())
    }
}

fuzz_target!(|text: &str| {
    let document = Document { id: "d".to_owned(), file: "d.txt".to_owned(), text: text.to_owned(), ..Document::default() };
    let claims = check_claims(&document);
    assert_eq!(check_rows(document), claims);
});

/// How many claims there are.
fn check_claims(document: &Document) -> usize {
    let text = claimsift::text::TextMap::decode(&document.text);
    let (mut claims, mut before) = (0, 0);
    EXTRACTOR.extract(document, &mut Scratch::default(), &mut |claim| {
        assert!(!claim.quote.of(text.text()).trim().is_empty());
        assert!(claim.core.start >= before, "claims stand in the order of the text");
        before = claim.core.start;
        claims += usize::from(claim.muted_by.is_none());
    });
    claims
}

/// How many rows there are.
fn check_rows(document: Document) -> usize {
    let pipeline = Pipeline {
        extractor: &EXTRACTOR,
        selection: Selection::default(),
        format: Format::Csv { locale: Locale::POINT, muted: false },
        threads: 1,
        single_rows: false,
    };
    let mut rows = Rows::default();
    pipeline.run(std::iter::once(Ok(document)), &mut rows).expect("memory can be written");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.0.as_slice());
    let mut count = 0;
    for record in reader.records() {
        let record = record.expect("a row of the table");
        for cell in &record {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell:?} may be run as a formula");
        }
        count += 1;
    }
    count
}
