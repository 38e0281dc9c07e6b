use claimsift_claims::{Claim, Context, Engine, RuleSet};
use claimsift_documents::{Block, Document, blocks};
use claimsift_quantities::QuantityTables;
use claimsift_report::Place;
use claimsift_sentences::Sentence;
use claimsift_text::{Span, TextMap};

/// Finds the claims of documents. Built once, it serves any number of threads.
pub struct Extractor {
    engine: Engine,
}

/// Buffers that one thread lends to an [`Extractor`], used again for every document.
#[derive(Default)]
pub struct Scratch<'r> {
    split: Split,
    claims: claimsift_claims::Scratch<'r>,
}

/// A document taken apart.
#[derive(Default)]
struct Split {
    sentences: Vec<Sentence>,
    blocks: Vec<Block>,
}

impl Extractor {
    /// An extractor by these rules.
    pub fn new(rules: RuleSet) -> Extractor {
        Extractor { engine: Engine::new(rules) }
    }

    /// The engine that finds the claims of a sentence.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The tables of units that its claims' units are places in.
    pub fn units(&self) -> &QuantityTables {
        self.engine.rules().quantities().tables()
    }

    /// Hands every claim of a document to `found`, in the order of the text and muted ones among them. The claims'
    /// spans are of the decoded text, `TextMap::decode(&document.text)`.
    pub fn extract<'r>(&'r self, document: &Document, scratch: &mut Scratch<'r>, found: &mut dyn FnMut(&Claim<'r>)) {
        let map = TextMap::decode(&document.text);
        self.claims(document, &map, scratch, &mut |_, claims| claims.iter().for_each(&mut *found));
    }

    /// Hands every sentence that holds a claim to `found`, with its place and all its claims. `map` is the document's
    /// decoded text.
    pub fn claims<'r>(
        &'r self,
        document: &Document,
        map: &TextMap<'_>,
        scratch: &mut Scratch<'r>,
        found: &mut dyn FnMut(&Place<'_>, &[Claim<'r>]),
    ) {
        let Scratch { split, claims } = scratch;
        self.each_sentence(document, map, split, &mut |context, place| {
            let claims = self.engine.sentence(context, claims);
            if !claims.is_empty() {
                found(place, claims);
            }
        });
    }

    /// Hands every sentence to `found`, with what the engine is to know of it and with its place.
    pub fn sentences(&self, document: &Document, map: &TextMap<'_>, found: &mut dyn FnMut(&Context<'_>, &Place<'_>)) {
        self.each_sentence(document, map, &mut Split::default(), found);
    }

    fn each_sentence(
        &self,
        document: &Document,
        map: &TextMap<'_>,
        split: &mut Split,
        found: &mut dyn FnMut(&Context<'_>, &Place<'_>),
    ) {
        let text = map.text();
        self.split(text, split);
        let mut rest = split.sentences.as_slice();
        for block in &split.blocks {
            let inside = rest.iter().take_while(|sentence| sentence.span.start < block.span.end).count();
            let (sentences, behind) = rest.split_at(inside);
            rest = behind;
            for index in 0..sentences.len() {
                let context = Context {
                    text,
                    sentence: sentences[index].span,
                    block: block.span,
                    block_kind: block.kind.as_str(),
                    title: document.title.as_deref().unwrap_or_default(),
                    url: document.url.as_deref().unwrap_or_default(),
                    file: &document.file,
                };
                found(&context, &place(sentences, index, block));
            }
        }
    }

    fn split(&self, text: &str, split: &mut Split) {
        split.sentences.clear();
        split.blocks.clear();
        self.engine.rules().splitter().split_into(text, &mut split.sentences);
        blocks(text, &split.sentences, &mut split.blocks);
    }
}

fn place(sentences: &[Sentence], index: usize, block: &Block) -> Place<'static> {
    let neighbour = |index: Option<usize>| -> Option<Span> { Some(sentences.get(index?)?.span) };
    Place {
        sentence: sentences[index].span,
        before: neighbour(index.checked_sub(1)),
        after: neighbour(Some(index + 1)),
        block: block.kind.as_str(),
    }
}
