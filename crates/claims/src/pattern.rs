//! Patterns as trees.

use std::sync::Arc;

use claimsift_text::{ListBits, WordId};

use crate::head::Head;
use crate::long_list::LongList;
use crate::types::Types;

/// A pattern as a tree, its head apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// What stands before the head, or everything when there is none.
    pub left: Node,
    /// What the pattern is about; `None` when it is about the sentence.
    pub head: Option<Head>,
    /// What stands after the head.
    pub right: Node,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// One word of these.
    Words(Vec<WordId>),
    /// One word, written exactly so.
    Exact(String, WordId),
    /// One word of these lists.
    List(ListBits),
    /// An entry of a list that has entries of several words.
    LongList(Arc<LongList>),
    /// A quantity that is not the head.
    Quantity(Types),
    /// `{past}`: one verb in a past form.
    Past,
    /// `{noun}`, `{name}`, `{speaker}`.
    Phrase(Phrase),
    /// `...`: up to so many tokens, but no clause end and no other quantity.
    Skip(usize),
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `[ … ]`: must stand there, is no part of the match.
    Context(Box<Node>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Choice(Vec<Node>),
    /// So many times.
    Repeat(Box<Node>, Repeat),
}

/// How often a part may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// `?`
    Optional,
    /// `*`
    Any,
    /// `+`
    Some,
}

/// A stretch of words that is found by looking at the words, not by a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    Noun,
    Name,
    Speaker,
    /// A speaker by its noun: a minister, a study.
    Source,
}

impl Node {
    /// Whether it may match without reading a token.
    pub fn may_be_empty(&self) -> bool {
        match self {
            Node::Skip(_) | Node::Start | Node::End | Node::Repeat(_, Repeat::Optional | Repeat::Any) => true,
            Node::Context(inside) | Node::Repeat(inside, Repeat::Some) => inside.may_be_empty(),
            Node::Sequence(nodes) => nodes.iter().all(Node::may_be_empty),
            Node::Choice(choices) => choices.iter().any(Node::may_be_empty),
            _ => false,
        }
    }
}
