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
    sentences: Vec<Sentence>,
    blocks: Vec<Block>,
    claims: claimsift_claims::Scratch<'r>,
}

impl Extractor {
    /// An extractor by these rules.
    pub fn new(rules: RuleSet) -> Extractor {
        Extractor { engine: Engine::new(rules) }
    }

    /// The rules that it works by.
    pub fn rules(&self) -> &RuleSet {
        self.engine.rules()
    }

    /// The tables of units that its claims' units are places in.
    pub fn units(&self) -> &QuantityTables {
        self.rules().quantity_tables()
    }

    /// Hands every claim of a document to `found`, in the order of the text and muted ones among them. The claims'
    /// spans are of the decoded text, `TextMap::decode(&document.text)`.
    pub fn extract<'r>(&'r self, document: &Document, scratch: &mut Scratch<'r>, found: &mut dyn FnMut(&Claim<'r>)) {
        let map = TextMap::decode(&document.text);
        self.sentences(document, &map, scratch, &mut |_, claims| claims.iter().for_each(&mut *found));
    }

    /// Hands every sentence that holds a claim to `found`, with its place and all its claims. `map` is the document's
    /// decoded text.
    pub fn sentences<'r>(
        &'r self,
        document: &Document,
        map: &TextMap<'_>,
        scratch: &mut Scratch<'r>,
        found: &mut dyn FnMut(&Place<'_>, &[Claim<'r>]),
    ) {
        let text = map.text();
        let Scratch { sentences, blocks: found_blocks, claims } = scratch;
        sentences.clear();
        self.rules().splitter().split_into(text, sentences);
        found_blocks.clear();
        blocks(text, sentences, found_blocks);
        let mut rest = sentences.as_slice();
        for block in found_blocks.iter() {
            let inside = rest.iter().take_while(|sentence| sentence.span.start < block.span.end).count();
            let (of_block, behind) = rest.split_at(inside);
            rest = behind;
            for (index, sentence) in of_block.iter().enumerate() {
                let context = Context {
                    text,
                    sentence: sentence.span,
                    block: block.span,
                    block_kind: block.kind.as_str(),
                    title: document.title.as_deref().unwrap_or_default(),
                    url: document.url.as_deref().unwrap_or_default(),
                    file: &document.file,
                };
                let claims = self.engine.sentence(&context, claims);
                if !claims.is_empty() {
                    found(&place(of_block, index, block), claims);
                }
            }
        }
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
