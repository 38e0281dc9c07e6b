//! Documents through the extractor to rows, in parallel and in order: the one place with threads.
//!
//! Batches of whole documents go to the workers of a pool; their rows come back as bytes, are put in order again and
//! handed to the sink. The bytes do not depend on the number of threads, nor does the memory grow with the input.

use std::collections::VecDeque;
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};

use claimsift_claims::{Claim, Kind, Places};
use claimsift_documents::{Document, InputProblem};
use claimsift_report::{Format, Row, RowMaker, Writer};
use claimsift_text::TextMap;
use rayon::ThreadPoolBuilder;
use xxhash_rust::xxh3::xxh3_64;

use crate::{Extractor, Scratch};

/// How much text a batch holds, in bytes: enough that handing it over costs nothing beside the work.
const BATCH_BYTES: usize = 1 << 20;

/// How many bytes of rows are handed on at once. A document may have more; they never wait all in memory.
const PART_BYTES: usize = 4 << 20;

/// How many parts of a batch may wait for those of the batches before it.
const PARTS_WAITING: usize = 2;

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
    /// Takes the next rows. An error ends the run.
    fn batch(&mut self, batch: Batch) -> io::Result<()>;
}

/// What became of a batch of inputs, or of a part of it.
#[derive(Debug, Default)]
pub struct Batch {
    /// The rows as bytes.
    pub bytes: Vec<u8>,
    /// The parts of the bytes, in the order of the inputs.
    pub pieces: Vec<Piece>,
    /// How many documents were read.
    pub documents: usize,
    /// The rules with `where` that held in one of the documents.
    pub places: Places,
    /// A hash of the id of each row, in their order.
    pub ids: Vec<u64>,
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

/// A stretch of bytes that belongs together: the rows of a document, or one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How many rows it holds.
    pub rows: usize,
    /// The highest worth among them.
    pub worth: i32,
    /// Whether it goes on with the document of the piece before.
    pub continues: bool,
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
        // Workers take batches in their order, so the one that the sink waits for is always at work.
        pool.in_place_scope_fifo(|scope| {
            let mut flying = VecDeque::new();
            for inputs in Batches(inputs) {
                let (sender, receiver) = mpsc::sync_channel(PARTS_WAITING);
                let workers = &workers;
                scope.spawn_fifo(move |_| {
                    let mut worker = workers.lock().unwrap().pop().unwrap_or_else(|| Worker::new(self));
                    worker.batch(inputs, sender);
                    workers.lock().unwrap().push(worker);
                });
                flying.push_back(receiver);
                if flying.len() >= most_flying {
                    hand_on(flying.pop_front(), sink)?;
                }
            }
            flying.into_iter().try_for_each(|receiver| hand_on(Some(receiver), sink))
        })
    }
}

/// Waits for all parts of a batch.
fn hand_on(batch: Option<Receiver<Batch>>, sink: &mut dyn Sink) -> io::Result<()> {
    batch.into_iter().flatten().try_for_each(|part| sink.batch(part))
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

/// Does the work of one thread with its own buffers.
struct Worker<'e> {
    pipeline: &'e Pipeline<'e>,
    scratch: Scratch<'e>,
    maker: RowMaker,
}

impl<'e> Worker<'e> {
    fn new(pipeline: &'e Pipeline<'e>) -> Worker<'e> {
        Worker { pipeline, scratch: Scratch::default(), maker: pipeline.format.maker() }
    }

    fn batch(&mut self, inputs: Vec<Input>, sender: SyncSender<Batch>) {
        let mut rows = Rows::new(self.pipeline, sender);
        for input in inputs {
            match input {
                Ok(document) => self.guarded(&document, &mut rows),
                Err(problem) => rows.batch.problems.push(BatchProblem::Input(problem)),
            }
            if rows.unwanted {
                return;
            }
        }
        rows.send();
    }

    /// Adds the rows of a document. A defect in the extractor costs this document, not the run.
    fn guarded(&mut self, document: &Document, rows: &mut Rows<'e>) {
        rows.batch.documents += 1;
        rows.begin(false);
        let result = catch_unwind(AssertUnwindSafe(|| self.document(document, rows)));
        rows.end();
        if result.is_err() {
            *self = Worker::new(self.pipeline);
            let (doc_id, file) = (document.id.clone(), document.file.clone());
            rows.batch.problems.push(BatchProblem::Defect { doc_id, file });
        }
    }

    fn document(&mut self, document: &Document, rows: &mut Rows<'e>) {
        let Pipeline { extractor, selection, .. } = self.pipeline;
        let Scratch { split, claims } = &mut self.scratch;
        let map = TextMap::decode(&document.text);
        let reading = extractor.read(document, map.text(), split);
        rows.batch.places.add(reading.places());
        let date = reading.date.map(|date| date.to_string()).unwrap_or_default();
        let mut made = self.maker.document(&reading.origin(&date), &document.text, &map, extractor.units());
        reading.sentences(&mut |context, place| {
            if rows.unwanted {
                return;
            }
            let claims = extractor.engine().sentence(context, claims);
            if claims.is_empty() {
                return;
            }
            let mut sentence = made.sentence(place, claims);
            for index in (0..claims.len()).filter(|&index| selection.wants(&claims[index])) {
                rows.add(sentence.row(index));
            }
        });
    }
}

/// The rows of a batch as they are written.
struct Rows<'e> {
    pipeline: &'e Pipeline<'e>,
    writer: Writer<Vec<u8>>,
    /// All but the bytes, which are the writer's.
    batch: Batch,
    sender: SyncSender<Batch>,
    /// The run has failed, and nobody waits for rows any more.
    unwanted: bool,
}

impl<'e> Rows<'e> {
    fn new(pipeline: &'e Pipeline<'e>, sender: SyncSender<Batch>) -> Rows<'e> {
        Rows { pipeline, writer: writer(pipeline.format), batch: Batch::default(), sender, unwanted: false }
    }

    fn add(&mut self, row: &Row) {
        self.writer.write(row).expect("writing to memory");
        self.batch.ids.push(xxh3_64(row.claim_id.as_bytes()));
        let piece = self.batch.pieces.last_mut().expect("a document that has begun");
        piece.rows += 1;
        piece.worth = piece.worth.max(row.worth);
        if self.writer.get_ref().len() >= PART_BYTES {
            self.end();
            self.send();
            self.begin(true);
        } else if self.pipeline.single_rows {
            self.end();
            self.begin(true);
        }
    }

    /// Begins a piece behind what is written.
    fn begin(&mut self, continues: bool) {
        let start = self.writer.get_ref().len();
        self.batch.pieces.push(Piece { rows: 0, worth: 0, continues, range: start..start });
    }

    /// Ends the last piece; one without rows is forgotten.
    fn end(&mut self) {
        let end = self.writer.get_ref().len();
        self.batch.pieces.last_mut().expect("a piece that has begun").range.end = end;
        self.batch.pieces.pop_if(|piece| piece.rows == 0);
    }

    /// Hands on what there is.
    fn send(&mut self) {
        let writer = std::mem::replace(&mut self.writer, writer(self.pipeline.format));
        let batch = Batch { bytes: writer.into_inner(), ..std::mem::take(&mut self.batch) };
        self.unwanted |= self.sender.send(batch).is_err();
    }
}

/// A writer with room, so that no rows are moved while it grows.
fn writer(format: Format) -> Writer<Vec<u8>> {
    format.writer(Vec::with_capacity(PART_BYTES + PART_BYTES / 4))
}
