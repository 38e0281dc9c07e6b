use claimsift_text::Span;
use jiff::civil::Date;
use serde::Deserialize;

/// One text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The record's id, else its canonical URL, else the file's name, else a hash of the content.
    pub id: String,
    /// The path it was read from as shown to people, `-` for standard input.
    pub file: String,
    /// The line of `file` that the record stands on, from 1; `None` where the document is the whole file.
    pub record_line: Option<usize>,
    /// The title that the record gives, or else the headline.
    pub title: Option<String>,
    /// The day it was published.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// The text as given: UTF-8, no byte order mark, line ends untouched, entities not decoded.
    pub text: String,
}

/// A stretch of a document's decoded text. A block begins and ends where a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A title or a heading.
    Headline,
    /// Running text.
    Paragraph,
    /// An item of a list.
    #[serde(rename = "list item")]
    ListItem,
    /// The text below a picture.
    Caption,
    /// A row of a table.
    #[serde(rename = "table row")]
    TableRow,
    /// Menus, page marks, share links, date lines.
    Furniture,
}

impl BlockKind {
    /// Its name in rule files, in the record and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list item",
            BlockKind::Caption => "caption",
            BlockKind::TableRow => "table row",
            BlockKind::Furniture => "furniture",
        }
    }
}
