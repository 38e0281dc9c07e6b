use claimsift_sentences::{Sentence, SentenceEnd};

use crate::line::is_row;
use crate::{Block, BlockKind, BlockTables};

/// The longest headline of a text, in bytes.
const LONGEST_HEADLINE: usize = 200;

/// The longest heading inside a text, in bytes.
const LONGEST_HEADING: usize = 100;

/// What a stretch between two line ends is by its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Known(BlockKind),
    /// A heading if a paragraph or a list follows, else this.
    Heading(BlockKind),
}

impl BlockTables {
    /// Appends the blocks of a text to `out`. `text` is the decoded text and `sentences` are all of its sentences.
    ///
    /// Every sentence stands in one block, and a block begins and ends where sentences do: a block ends at a
    /// blank line, and at any other line end that is no wrap unless the line is a broken one of a paragraph or goes on
    /// with a list item. The work grows with the length of the text; nothing is allocated but `out`.
    pub fn blocks(&self, text: &str, sentences: &[Sentence], out: &mut Vec<Block>) {
        let mut labeller = Labeller { tables: self, text, out, pending: None, titled: false };
        let mut first = 0;
        let mut after_blank = true;
        for (index, sentence) in sentences.iter().enumerate() {
            let is_last = index + 1 == sentences.len();
            if sentence.end == SentenceEnd::Terminator && !is_last {
                continue;
            }
            let span = sentences[first].span.cover(sentence.span);
            labeller.push(Stretch { span, sentences: index + 1 - first, after_blank, is_last });
            first = index + 1;
            after_blank = sentence.end == SentenceEnd::Block;
        }
        labeller.settle(None);
    }
}

/// The headline of a text: its first block, when that is one, but for furniture before it.
///
/// ```
/// use claimsift_documents::{Block, BlockKind, headline};
/// let text = "Print | Share\n\nRiver falls again\n\nIt fell by 2 m.";
/// let block = |kind, quote: &str| {
///     let start = text.find(quote).unwrap();
///     Block { kind, span: (start..start + quote.len()).into() }
/// };
/// let blocks = [block(BlockKind::Furniture, "Print | Share"), block(BlockKind::Headline, "River falls again")];
/// assert_eq!(headline(text, &blocks), Some("River falls again"));
/// ```
pub fn headline<'t>(text: &'t str, blocks: &[Block]) -> Option<&'t str> {
    let first = blocks.iter().find(|block| block.kind != BlockKind::Furniture)?;
    (first.kind == BlockKind::Headline).then(|| first.span.of(text))
}

/// Sentences up to a line end that is no wrap.
struct Stretch {
    span: claimsift_text::Span,
    /// How many.
    sentences: usize,
    /// Whether a blank line or nothing stands before.
    after_blank: bool,
    /// Whether nothing follows.
    is_last: bool,
}

struct Labeller<'a> {
    tables: &'a BlockTables,
    text: &'a str,
    out: &'a mut Vec<Block>,
    /// What the last block is if neither paragraph nor list follows.
    pending: Option<BlockKind>,
    /// Whether anything but furniture has been met.
    titled: bool,
}

impl Labeller<'_> {
    fn push(&mut self, stretch: Stretch) {
        let shape = self.shape(&stretch);
        self.settle(Some(shape));
        let is_first = !self.titled;
        self.titled |= shape != Shape::Known(BlockKind::Furniture);
        let kind = match shape {
            Shape::Known(kind) => kind,
            Shape::Heading(other) if stretch.is_last => other,
            Shape::Heading(_) if is_first => BlockKind::Headline,
            Shape::Heading(other) => {
                self.pending = Some(other);
                BlockKind::Headline
            }
        };
        match self.out.last_mut() {
            Some(last)
                if !stretch.after_blank && kind == BlockKind::Paragraph && goes_on(self.text, *last, &stretch) =>
            {
                last.span.end = stretch.span.end;
            }
            _ => self.out.push(Block { span: stretch.span, kind }),
        }
    }

    /// Decides on the last block, now that it is known what follows.
    fn settle(&mut self, next: Option<Shape>) {
        let Some(other) = self.pending.take() else { return };
        if !matches!(next, Some(Shape::Known(BlockKind::Paragraph | BlockKind::ListItem))) {
            self.out.last_mut().expect("it is pending").kind = other;
        }
    }

    fn shape(&self, stretch: &Stretch) -> Shape {
        let block = stretch.span.of(self.text);
        let (mark, line) = self.tables.list_mark(block);
        if let Some(entry) = self.tables.entry_of_item(block, mark, line) {
            return Shape::Known(self.tables.entries[entry].label);
        }
        if is_row(line) {
            return Shape::Known(BlockKind::TableRow);
        }
        let plain = mark.map_or(BlockKind::Paragraph, |_| BlockKind::ListItem);
        let bulleted = mark.is_some_and(|mark| mark.entry.is_some());
        match !bulleted && self.is_heading(stretch, line) {
            true => Shape::Heading(plain),
            false => Shape::Known(plain),
        }
    }

    /// Whether a stretch may be a headline or heading: short, and no sentence by its ending.
    fn is_heading(&self, stretch: &Stretch, line: &str) -> bool {
        let in_paragraph =
            !stretch.after_blank && self.out.last().is_some_and(|last| last.kind == BlockKind::Paragraph);
        let longest = if self.titled { LONGEST_HEADING } else { LONGEST_HEADLINE };
        stretch.sentences <= 2
            && !in_paragraph
            && line.len() <= longest
            && !line.starts_with(char::is_lowercase)
            && line.contains(char::is_alphabetic)
            && !without_quotes(line).ends_with(['.', ',', ';', ':', '…', '-', '–', '—'])
    }
}

/// Whether a stretch of a paragraph's shape goes on with the block on the line before: that one's sentence is not at
/// its end, or it is a list item and the stretch is indented below it.
fn goes_on(text: &str, last: Block, stretch: &Stretch) -> bool {
    match last.kind {
        BlockKind::Paragraph => !without_quotes(last.span.of(text)).ends_with(['.', '!', '?', '…', ':']),
        BlockKind::ListItem => {
            let gap = &text[last.span.end..stretch.span.start];
            gap.ends_with("  ") || gap.ends_with('\t')
        }
        _ => false,
    }
}

fn without_quotes(block: &str) -> &str {
    block.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»'])
}

#[cfg(all(test, feature = "shipped"))]
mod tests {
    use std::sync::LazyLock;

    use claimsift_sentences::{SentenceTables, Splitter};
    use proptest::prelude::*;

    use super::*;

    static SPLITTER: LazyLock<Splitter> = LazyLock::new(|| Splitter::new(SentenceTables::shipped()));
    static TABLES: LazyLock<BlockTables> = LazyLock::new(BlockTables::shipped);

    fn sentences(text: &str) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        SPLITTER.split_into(text, &mut sentences);
        sentences
    }

    fn blocks(text: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        TABLES.blocks(text, &sentences(text), &mut blocks);
        blocks
    }

    /// One letter a block.
    fn labels(text: &str) -> String {
        let letter = |kind| match kind {
            BlockKind::Headline => 'h',
            BlockKind::Paragraph => 'p',
            BlockKind::ListItem => 'l',
            BlockKind::Caption => 'c',
            BlockKind::TableRow => 't',
            BlockKind::Furniture => 'f',
        };
        blocks(text).iter().map(|block| letter(block.kind)).collect()
    }

    #[test]
    fn blocks_are_labelled_by_their_shape_and_place() {
        for (text, expected) in [
            ("", ""),
            ("  \n\n ", ""),
            // A headline wants something below it, a heading a paragraph or a list.
            ("Two boats sink", "p"),
            ("Two boats sink\n\nTwo boats sank off Tollen.", "hp"),
            ("Two boats sink\nTwo boats sank off Tollen.", "hp"),
            ("It rained.\n\nWhat comes next\n\nMore rain.", "php"),
            ("It rained.\n\nWhat comes next\n\n- Rain.\n- Hail.", "phll"),
            ("It rained.\n\nOne boat sinks\n\nTwo boats sink\n\nThree boats sink", "pppp"),
            ("Is the river safe?\n\nIt is not.", "hp"),
            ("The river is safe.\n\nIt is not.", "pp"),
            ("Print | Share\n\nTwo boats sink\n\n11:20, May 7, 2013\n\nBy Ana Lund\n\nTwo boats sank.", "fhffp"),
            // Numbered headings and numbered lists.
            ("Report\n\n1. Summary\n\nIt rained.\n\n2. Outlook\n\nIt will rain.", "hhphp"),
            ("He wants:\n\n1. Rain\n2. Hail\n3. Snow", "plll"),
            // List items of one or more sentences; what is indented below one belongs to it.
            ("They lost:\n• 40 boats. Most were old.\n• 12 nets", "pll"),
            ("- 40 boats were lost.\n  Most were old.\n- 12 nets", "ll"),
            ("(a) one boat\n(b) two boats", "ll"),
            ("J. Roe won the race.", "p"),
            // Captions, with and without a bullet.
            ("• Tugs pull the ferry. She is 40 m long. (Northern Wire/Ana Lund)\n• Jobs go", "cl"),
            ("It rained.\n\nA boat in the rain. Photo: A. Lund\n\nIt stopped.", "pcp"),
            // Rows and their header.
            ("Town\tBoats\nTollen\t40\nPell\t12", "ttt"),
            ("| Town | Boats |\n| Tollen | 40 |", "tt"),
            // A line end after a whole sentence ends a paragraph, a broken line does not.
            ("It rained all day.\nThe river rose by 2 m.", "pp"),
            ("it rained,\n it hailed,\n it froze.", "p"),
        ] {
            assert_eq!(labels(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_first_block_is_the_headline() {
        for (text, expected) in [
            ("Two boats sink\n\nTwo boats sank.", Some("Two boats sink")),
            ("Home | News | Sport\n\nTwo boats sink\n\nTwo boats sank.", Some("Two boats sink")),
            ("Two boats sank.\n\nWhat is next\n\nMore.", None),
            ("", None),
        ] {
            assert_eq!(headline(text, &blocks(text)), expected, "{text:?}");
        }
    }

    /// Texts of lines that blocks are known by, of prose and of odd signs.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("Print | Share"),
            Just("• 40 boats"),
            Just("- 3 -"),
            Just("1. One"),
            Just("(a) x"),
            Just("It rained. "),
            Just("11:20, May 7, 2013"),
            Just("a\tb"),
            Just("| a | b |"),
            Just("A boat. (Wire/Ana Lund)"),
            Just("£8m – é【1】"),
            Just("Two boats sink"),
            Just(" "),
            Just("\n"),
            Just("\n\n"),
            Just("\r\n"),
            Just("\u{a0}"),
            Just("\t"),
            Just("("),
            Just("Photo: "),
            Just("By Ana"),
            Just("☃"),
            Just("/"),
            Just("…"),
            Just("\u{2028}"),
        ];
        prop_oneof![prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn every_sentence_stands_in_one_block(text in text()) {
            let (sentences, blocks) = (sentences(&text), blocks(&text));
            let mut rest = sentences.as_slice();
            for block in &blocks {
                let inside = rest.iter().take_while(|sentence| block.span.contains(sentence.span)).count();
                prop_assert!(inside > 0, "a block of no sentence: {block:?}");
                prop_assert_eq!(block.span, rest[0].span.cover(rest[inside - 1].span));
                let is_whole = rest[..inside - 1].iter().all(|sentence| sentence.end != SentenceEnd::Block);
                prop_assert!(is_whole, "a blank line inside {:?}", block.span.of(&text));
                rest = &rest[inside..];
            }
            prop_assert!(rest.is_empty(), "in no block: {rest:?}");
        }

        #[test]
        fn blocks_are_appended(text in text()) {
            let (expected, mut twice) = (blocks(&text), blocks(&text));
            TABLES.blocks(&text, &sentences(&text), &mut twice);
            prop_assert_eq!(twice, [expected.clone(), expected].concat());
        }
    }
}
