use claimsift_claims::{Claim, Context, Discourse, Engine, Places, RuleSet, Surroundings};
use claimsift_documents::{Block, BlockKind, BlockTables, Document, headline};
use claimsift_quantities::QuantityTables;
use claimsift_report::{Origin, Place};
use claimsift_sentences::Sentence;
use claimsift_text::{ParsedFile, Problem, RuleFile, Span, TextMap};
use jiff::civil::Date;

/// Finds the claims of documents. Built once, it serves any number of threads.
pub struct Extractor {
    engine: Engine,
    blocks: BlockTables,
}

/// Buffers that one thread lends to an [`Extractor`], used again for every document.
#[derive(Default)]
pub struct Scratch<'r> {
    pub(crate) split: Split,
    pub(crate) claims: claimsift_claims::Scratch<'r>,
}

/// A document taken apart; the buffers are used again for the next one.
#[derive(Default)]
pub struct Split {
    sentences: Vec<Sentence>,
    blocks: Vec<Block>,
}

impl Extractor {
    /// An extractor by these rules.
    pub fn new(rules: RuleSet) -> Extractor {
        let blocks = block_tables(rules.files(), &mut Vec::new());
        Extractor::with_blocks(rules, blocks)
    }

    /// An extractor by these rules and the tables of blocks that [`block_tables`] read of their files.
    pub fn with_blocks(rules: RuleSet, blocks: BlockTables) -> Extractor {
        Extractor { engine: Engine::new(rules), blocks }
    }

    /// The engine that finds the claims of a sentence.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The tables of units that its claims' units are places in.
    pub fn units(&self) -> &QuantityTables {
        self.engine.rules().quantities().tables()
    }

    /// Runs every example of every rule and table, and says where one does not hold.
    pub fn check_examples(&self) -> Vec<Problem> {
        let rules = self.engine.rules();
        let mut problems = self.engine.check_examples();
        problems.extend(rules.splitter().tables().check_examples(rules.files()));
        problems.extend(claimsift_quantities::check_examples(rules.quantities(), rules.files()));
        problems.extend(self.blocks.check_examples(rules.files()));
        problems
    }

    /// How many examples [`Extractor::check_examples`] runs.
    pub fn example_count(&self) -> usize {
        let rules = self.engine.rules();
        let tables = rules.splitter().tables().example_count() + self.units().example_count();
        self.engine.example_count() + tables + self.blocks.example_count()
    }

    /// Hands every claim of a document to `found`, in the order of the text and muted ones among them. The claims'
    /// spans are of the decoded text, `TextMap::decode(&document.text)`.
    pub fn extract<'r>(&'r self, document: &Document, scratch: &mut Scratch<'r>, found: &mut dyn FnMut(&Claim<'r>)) {
        let map = TextMap::decode(&document.text);
        let Scratch { split, claims } = scratch;
        self.read(document, map.text(), split).sentences(&mut |context, _| {
            self.engine.sentence(context, claims).iter().for_each(&mut *found);
        });
    }

    /// Splits a document into blocks and sentences. `text` is its decoded text.
    pub fn read<'d>(&self, document: &'d Document, text: &'d str, split: &'d mut Split) -> Reading<'d> {
        split.sentences.clear();
        split.blocks.clear();
        self.engine.rules().splitter().split_into(text, &mut split.sentences);
        self.blocks.blocks(text, &split.sentences, &mut split.blocks);
        let title = document.title.as_deref().or_else(|| headline(text, &split.blocks));
        let date = self.blocks.published(document, text);
        let title = title.unwrap_or_default();
        let url = document.url.as_deref().unwrap_or_default();
        let places = self.engine.places(&Surroundings { text, title, url, file: &document.file });
        Reading { document, text, title, date, places, split }
    }
}

/// The tables of blocks that stand in these rule files. What is wrong with them goes to `problems`.
pub fn block_tables(files: &[RuleFile], problems: &mut Vec<Problem>) -> BlockTables {
    // The rule set has read the files too and told what is wrong with them as TOML.
    let with_blocks = files.iter().enumerate().filter(|(_, file)| file.may_have("block"));
    let parse = |(index, file)| ParsedFile::parse(file, index, &mut Vec::new());
    BlockTables::load(&mut with_blocks.map(parse).collect::<Vec<_>>(), problems)
}

/// A document split into blocks and sentences, with what it says of itself.
pub struct Reading<'d> {
    document: &'d Document,
    text: &'d str,
    /// Its title, or else its headline; empty when it has neither.
    pub title: &'d str,
    /// The day that it was published.
    pub date: Option<Date>,
    /// Which rules with `where` hold in it.
    places: Places,
    split: &'d Split,
}

impl<'d> Reading<'d> {
    /// What all rows of the document say. `date` is [`Reading::date`] in ISO 8601, or empty.
    pub fn origin(&self, date: &'d str) -> Origin<'d> {
        Origin {
            doc_id: &self.document.id,
            file: &self.document.file,
            title: self.title,
            date,
            url: self.document.url.as_deref().unwrap_or_default(),
            line: self.document.record_line,
        }
    }

    /// The rules with `where` that hold in it.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Hands every sentence to `found`, with what the engine is to know of it, and with its place.
    pub fn sentences(&self, found: &mut dyn FnMut(&Context<'_>, &Place<'_>)) {
        let mut rest = self.split.sentences.as_slice();
        let discourse = Discourse::new(rest);
        for block in &self.split.blocks {
            let inside = rest.iter().take_while(|sentence| sentence.span.start < block.span.end).count();
            let (sentences, behind) = rest.split_at(inside);
            rest = behind;
            for (index, sentence) in sentences.iter().enumerate() {
                found(&self.context(sentence, block, &discourse), &place(sentences, index, block));
            }
        }
    }

    fn context<'a>(&'a self, sentence: &Sentence, block: &Block, discourse: &'a Discourse<'a>) -> Context<'a> {
        let dated = matches!(block.kind, BlockKind::Headline | BlockKind::Paragraph);
        Context {
            text: self.text,
            sentence: sentence.span,
            block_kind: block.kind.as_str(),
            places: &self.places,
            discourse,
            // Captions and lists are often younger than the story.
            date: self.date.filter(|_| dated),
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
