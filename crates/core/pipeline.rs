//! Documents through the extractor to rows, in parallel and in order: the one place with threads.
//!
//! Batches of whole documents go to the workers of a pool; their rows come back as bytes, are put in order again and
//! handed to the sink. The bytes do not depend on the number of threads, nor does the memory grow with the input.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};

use claimsift_claims::{Claim, Kind};
use claimsift_documents::{Document, InputProblem};
use claimsift_report::{Format, Row, RowMaker, Writer};
use claimsift_text::TextMap;
use rayon::ThreadPoolBuilder;

use crate::{Extractor, Scratch};

/// How much text a batch holds, in bytes: enough that handing it over costs nothing beside the work.
const BATCH_BYTES: usize = 1 << 20;

/// The most inputs of a batch, for folders of very short or broken ones.
const BATCH_INPUTS: usize = 1 << 12;

/// Which claims make rows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The kinds wanted; empty for all.
    pub kinds: Vec<Kind>,
    /// The least worth.
    pub min_worth: i32,
    /// Whether muted claims are wanted too.
    pub muted: bool,
}

impl Selection {
    fn wants(&self, claim: &Claim<'_>) -> bool {
        (self.muted || claim.muted_by.is_none())
            && claim.worth >= self.min_worth
            && (self.kinds.is_empty() || self.kinds.contains(&claim.kind))
    }
}

/// The way from documents to rows.
pub struct Pipeline<'e> {
    /// What finds the claims.
    pub extractor: &'e Extractor,
    /// Which of them make rows.
    pub selection: Selection,
    /// How rows are written.
    pub format: Format,
    /// How many threads work; 0 for one a processor.
    pub threads: usize,
    /// Whether each row is a piece of its own, so that the sink can order them, and not each document.
    pub single_rows: bool,
}

/// Takes the rows.
pub trait Sink {
    /// Takes the rows of the next batch. An error ends the run.
    fn batch(&mut self, batch: Batch) -> io::Result<()>;
}

/// What became of a batch of inputs.
#[derive(Debug, Default)]
pub struct Batch {
    /// The rows as bytes.
    pub bytes: Vec<u8>,
    /// The parts of the bytes, in the order of the inputs.
    pub pieces: Vec<Piece>,
    /// How many documents were read.
    pub documents: usize,
    /// What was wrong with inputs, in their order.
    pub problems: Vec<BatchProblem>,
}

/// What is wrong with an input.
#[derive(Debug)]
pub enum BatchProblem {
    /// It could not be read, or not wholly.
    Input(InputProblem),
    /// The extractor failed on this document, which is a defect of claimsift.
    Defect {
        /// The document's id.
        doc_id: String,
        /// The file that it came from.
        file: String,
    },
}

/// A stretch of bytes that belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How many rows it holds.
    pub rows: usize,
    /// The highest worth among them.
    pub worth: i32,
    /// Where it stands in the batch's bytes.
    pub range: Range<usize>,
}

type Input = Result<Document, InputProblem>;

impl Pipeline<'_> {
    /// Sends all inputs through, and their rows to the sink, in the order of the inputs.
    pub fn run(&self, inputs: impl Iterator<Item = Input>, sink: &mut dyn Sink) -> io::Result<()> {
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).build().map_err(io::Error::other)?;
        // Enough that no worker waits for the one that has the longest document, yet a bounded number.
        let most_flying = 2 * pool.current_num_threads() + 2;
        let workers = Mutex::new(Vec::new());
        pool.in_place_scope(|scope| {
            let (sender, finished) = mpsc::channel();
            let mut ordered = Ordered { sink, next: 0, waiting: BTreeMap::new() };
            let mut spawned = 0;
            for inputs in Batches(inputs) {
                let (sender, workers, number) = (sender.clone(), &workers, spawned);
                scope.spawn(move |_| {
                    let mut worker = workers.lock().unwrap().pop().unwrap_or_else(|| Worker::new(self));
                    let batch = worker.batch(inputs);
                    workers.lock().unwrap().push(worker);
                    // The receiver is gone only when the run has failed already.
                    let _ = sender.send((number, batch));
                });
                spawned += 1;
                while spawned - ordered.next >= most_flying {
                    ordered.take(finished.recv().expect("a worker that sends"))?;
                }
            }
            while ordered.next < spawned {
                ordered.take(finished.recv().expect("a worker that sends"))?;
            }
            Ok(())
        })
    }
}

/// Groups inputs into batches.
struct Batches<I>(I);

impl<I: Iterator<Item = Input>> Iterator for Batches<I> {
    type Item = Vec<Input>;

    fn next(&mut self) -> Option<Vec<Input>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_INPUTS {
            let Some(input) = self.0.next() else { break };
            bytes += input.as_ref().map_or(0, |document| document.text.len());
            batch.push(input);
        }
        (!batch.is_empty()).then_some(batch)
    }
}

/// Hands batches on in the order of their numbers.
struct Ordered<'s> {
    sink: &'s mut dyn Sink,
    /// The number of the batch to hand on next.
    next: usize,
    waiting: BTreeMap<usize, Batch>,
}

impl Ordered<'_> {
    fn take(&mut self, (number, batch): (usize, Batch)) -> io::Result<()> {
        self.waiting.insert(number, batch);
        while let Some(batch) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.sink.batch(batch)?;
        }
        Ok(())
    }
}

/// Does the work of one thread with its own buffers.
struct Worker<'e> {
    pipeline: &'e Pipeline<'e>,
    scratch: Scratch<'e>,
    maker: RowMaker,
}

impl<'e> Worker<'e> {
    fn new(pipeline: &'e Pipeline<'e>) -> Worker<'e> {
        Worker { pipeline, scratch: Scratch::default(), maker: RowMaker::new() }
    }

    fn batch(&mut self, inputs: Vec<Input>) -> Batch {
        let mut batch = Batch::default();
        let mut rows =
            Rows { writer: self.pipeline.format.writer(Vec::new()), pieces: Vec::new(), pipeline: self.pipeline };
        for input in inputs {
            match input {
                Ok(document) => {
                    batch.documents += 1;
                    rows = self.guarded(&document, rows, &mut batch.problems);
                }
                Err(problem) => batch.problems.push(BatchProblem::Input(problem)),
            }
        }
        batch.pieces = rows.pieces;
        batch.bytes = rows.writer.into_inner();
        batch
    }

    /// Adds the rows of a document. A defect in the extractor costs this document, not the run.
    fn guarded(&mut self, document: &Document, mut rows: Rows<'e>, problems: &mut Vec<BatchProblem>) -> Rows<'e> {
        let before = rows.pieces.len();
        let result = catch_unwind(AssertUnwindSafe(|| self.document(document, &mut rows)));
        if result.is_err() {
            *self = Worker::new(self.pipeline);
            rows.pieces.truncate(before);
            rows.writer = self.pipeline.format.writer(rows.writer.into_inner());
            problems.push(BatchProblem::Defect { doc_id: document.id.clone(), file: document.file.clone() });
        }
        rows
    }

    fn document(&mut self, document: &Document, rows: &mut Rows<'e>) {
        let Pipeline { extractor, selection, .. } = self.pipeline;
        let Scratch { split, claims } = &mut self.scratch;
        let map = TextMap::decode(&document.text);
        let reading = extractor.read(document, map.text(), split);
        let date = reading.date.map(|date| date.to_string()).unwrap_or_default();
        let mut made = self.maker.document(&reading.origin(&date), &document.text, &map, extractor.units());
        rows.begin();
        reading.sentences(&mut |context, place| {
            let claims = extractor.engine().sentence(context, claims);
            if claims.is_empty() {
                return;
            }
            let mut sentence = made.sentence(place, claims);
            for index in (0..claims.len()).filter(|&index| selection.wants(&claims[index])) {
                rows.add(sentence.row(index));
            }
        });
        rows.finish();
    }
}

/// The rows of a batch as they are written.
struct Rows<'e> {
    writer: Writer<Vec<u8>>,
    pieces: Vec<Piece>,
    pipeline: &'e Pipeline<'e>,
}

impl Rows<'_> {
    /// Begins a piece behind what is written.
    fn begin(&mut self) {
        let start = self.written();
        self.pieces.push(Piece { rows: 0, worth: 0, range: start..start });
    }

    fn add(&mut self, row: &Row) {
        self.writer.write(row).expect("writing to memory");
        let piece = self.pieces.last_mut().expect("begun");
        piece.rows += 1;
        piece.worth = piece.worth.max(row.worth);
        if self.pipeline.single_rows {
            self.end();
            self.begin();
        }
    }

    /// Ends the document's last piece; one without rows is forgotten.
    fn finish(&mut self) {
        self.end();
        self.pieces.pop_if(|piece| piece.rows == 0);
    }

    fn end(&mut self) {
        let end = self.written();
        self.pieces.last_mut().expect("begun").range.end = end;
    }

    fn written(&self) -> usize {
        self.writer.get_ref().len()
    }
}
