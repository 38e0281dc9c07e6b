//! Reads patterns as they are written in rule files.

use std::ops::Range;

use claimsift_text::{Lexicon, ListBits, Span, tokenise};

use crate::head::Head;
use crate::long_list::LongLists;
use crate::pattern::{Node, Pattern, Phrase, Repeat};
use crate::types::Types;

/// What is wrong in a pattern, and where in its text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PatternError {
    pub at: Range<usize>,
    pub message: String,
    /// A name that is not known: the nearest one is said.
    pub unknown: Option<String>,
}

/// What the names in a pattern may stand for.
pub(crate) struct Names<'a> {
    pub lexicon: &'a mut Lexicon,
    pub long_lists: &'a LongLists,
    pub dimensions: &'a [String],
    /// Words are compared letter by letter.
    pub exact: bool,
    /// The pattern is about no quantity: one inside brackets is no head.
    pub headless: bool,
}

impl Names<'_> {
    /// Every name that may stand in braces.
    pub fn known(&self) -> Vec<String> {
        let lists = self.lexicon.list_names().map(str::to_owned);
        let phrases = ["noun", "name", "speaker", "source", "past"].map(str::to_owned);
        lists.chain(phrases).chain(Types::names().map(str::to_owned)).chain(self.dimensions.iter().cloned()).collect()
    }
}

/// So many tokens does `...` skip when no count is given.
const SKIP: usize = 8;

/// The longest skip that may be asked for.
const LONGEST_SKIP: usize = 24;

/// How many brackets may stand inside each other.
const DEEPEST: usize = 16;

impl Pattern {
    /// Parses a pattern as it stands in a rule file.
    pub fn parse(text: &str, names: &mut Names) -> Result<Pattern, PatternError> {
        let mut parser = Parser { text, at: 0, depth: 0, names, heads: Vec::new(), nodes: Vec::new() };
        parser.sequence(None)?;
        let nodes = std::mem::take(&mut parser.nodes);
        let mut heads = std::mem::take(&mut parser.heads);
        if parser.names.headless {
            heads.retain(|head| head.top.is_some() || head.marked);
        }
        split_at_head(nodes, &heads)
    }
}

/// What may be the head, met while parsing: the place in the top sequence, whether marked `!`, and its place in the
/// text.
struct HeadMark {
    top: Option<usize>,
    marked: bool,
    at: Range<usize>,
}

/// The head is the quantity marked `!`, else the first one.
fn split_at_head(mut nodes: Vec<Node>, heads: &[HeadMark]) -> Result<Pattern, PatternError> {
    let mut marked = heads.iter().filter(|head| head.marked);
    let head = marked.next().or(heads.first());
    if let Some(second) = marked.next() {
        return Err(error(second.at.clone(), "a pattern has one head: only one quantity may be marked `!`"));
    }
    let Some(head) = head else {
        return Ok(Pattern { left: Node::Sequence(nodes), head: None, right: Node::Sequence(Vec::new()) });
    };
    let Some(top) = head.top else {
        let message = "the head stands inside ( ), [ ] or before ?, * or +; mark another quantity `!` or take it out";
        return Err(error(head.at.clone(), message));
    };
    let right = nodes.split_off(top + 1);
    let about = match nodes.pop() {
        Some(Node::Quantity(types)) => Head::Quantity(types),
        Some(Node::List(list)) => Head::Words(list),
        _ => return Err(error(head.at.clone(), "the head must stand once: without ?, * or +")),
    };
    Ok(Pattern { left: Node::Sequence(nodes), head: Some(about), right: Node::Sequence(right) })
}

struct Parser<'a, 'n> {
    text: &'a str,
    at: usize,
    /// How many brackets are open.
    depth: usize,
    names: &'a mut Names<'n>,
    heads: Vec<HeadMark>,
    /// The parts of all sequences that are not at their end, those of the innermost last.
    nodes: Vec<Node>,
}

impl Parser<'_, '_> {
    /// Reads parts up to `close`, or to the end of the pattern.
    fn sequence(&mut self, close: Option<char>) -> Result<(), PatternError> {
        loop {
            self.skip_space();
            match self.peek() {
                None => return Ok(()),
                Some('|') if close == Some(')') => return Ok(()),
                Some(c) if Some(c) == close => return Ok(()),
                Some(c @ (')' | ']' | '}' | '|')) => {
                    return Err(error(self.at..self.at + 1, format!("`{c}` without an opening bracket")));
                }
                Some(c) => self.part(c)?,
            }
        }
    }

    /// The parts of a bracket as one; a single one is itself.
    fn inside(&mut self, close: char) -> Result<Node, PatternError> {
        let before = self.nodes.len();
        self.sequence(Some(close))?;
        match self.nodes.len() - before {
            1 => Ok(self.nodes.pop().expect("one node")),
            _ => Ok(Node::Sequence(self.nodes.split_off(before))),
        }
    }

    fn part(&mut self, c: char) -> Result<(), PatternError> {
        let start = self.at;
        let before = self.nodes.len();
        let node = match c {
            '(' => self.choice()?,
            '[' => self.context()?,
            '{' => self.name(before)?,
            '^' => self.mark(Node::Start),
            '$' => self.mark(Node::End),
            '?' | '*' | '+' => {
                let message = format!("`{c}` follows nothing; for the character itself write \\{c}");
                return Err(error(start..start + 1, message));
            }
            _ if self.text[self.at..].starts_with("...") => self.skip()?,
            _ => {
                self.words();
                self.repeats(before);
                return Ok(());
            }
        };
        self.nodes.push(node);
        self.repeats(before);
        Ok(())
    }

    /// Goes into a bracket; too many inside each other are refused.
    fn open_bracket(&mut self) -> Result<usize, PatternError> {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        match self.depth > DEEPEST {
            true => Err(error(open..open + 1, format!("more than {DEEPEST} brackets stand inside each other here"))),
            false => Ok(open),
        }
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        let open = self.open_bracket()?;
        let mut choices = Vec::new();
        loop {
            add_choice(&mut choices, self.inside(')')?);
            match self.peek() {
                Some('|') => self.at += 1,
                Some(_) => break,
                None => return Err(error(open..open + 1, "this bracket is never closed")),
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(match choices.len() {
            1 => choices.pop().expect("one choice"),
            _ => Node::Choice(choices),
        })
    }

    fn context(&mut self) -> Result<Node, PatternError> {
        let open = self.open_bracket()?;
        let inside = self.inside(']')?;
        if self.peek().is_none() {
            return Err(error(open..open + 1, "this bracket is never closed"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Node::Context(Box::new(inside)))
    }

    /// `{name}` or `{name!}`.
    fn name(&mut self, place: usize) -> Result<Node, PatternError> {
        let open = self.at;
        let Some(length) = self.text[open..].find('}') else {
            return Err(error(open..open + 1, "this brace is never closed"));
        };
        let inside = &self.text[open + 1..open + length];
        let at = open..open + length + 1;
        self.at = at.end;
        let name = inside.strip_suffix('!').unwrap_or(inside);
        if let Some(types) = Types::of_name(name, self.names.dimensions) {
            self.note_head(place, inside.ends_with('!'), at);
            return Ok(Node::Quantity(types));
        }
        if inside.ends_with('!') {
            return self.head_list(name, place, at);
        }
        self.phrase_or_list(name, at)
    }

    fn note_head(&mut self, place: usize, marked: bool, at: Range<usize>) {
        let top = (self.depth == 0).then_some(place);
        self.heads.push(HeadMark { top, marked, at });
    }

    /// `{name!}` of a word list: what the pattern is about is one of its words, and no figure.
    fn head_list(&mut self, name: &str, place: usize, at: Range<usize>) -> Result<Node, PatternError> {
        let Some(list) = self.names.lexicon.list(name) else {
            let message = format!("`{{{name}!}}` is neither a quantity nor a word list, so it cannot be the head");
            return Err(PatternError { at, message, unknown: Some(name.to_owned()) });
        };
        if self.names.long_lists.contains_key(&list) {
            let message = format!("`{{{name}!}}` has entries of several words, and a head is one word");
            return Err(error(at, message));
        }
        self.note_head(place, true, at);
        Ok(Node::List(list))
    }

    fn phrase_or_list(&mut self, name: &str, at: Range<usize>) -> Result<Node, PatternError> {
        let phrase = match name {
            "noun" => Some(Phrase::Noun),
            "name" => Some(Phrase::Name),
            "speaker" => Some(Phrase::Speaker),
            "past" => return Ok(Node::Past),
            "source" => Some(Phrase::Source),
            _ => None,
        };
        if let Some(phrase) = phrase {
            return Ok(Node::Phrase(phrase));
        }
        match self.names.lexicon.list(name) {
            Some(list) => Ok(self.list(list)),
            None => {
                let message = format!("unknown name {{{name}}}");
                Err(PatternError { at, message, unknown: Some(name.to_owned()) })
            }
        }
    }

    fn list(&self, list: ListBits) -> Node {
        self.names.long_lists.get(&list).map_or(Node::List(list), |long| Node::LongList(long.clone()))
    }

    fn mark(&mut self, node: Node) -> Node {
        self.at += 1;
        node
    }

    /// `...` or `...3`.
    fn skip(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        self.at += 3;
        let digits = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        let count = &self.text[self.at..self.at + digits];
        self.at += digits;
        match count.parse() {
            Ok(count @ 1..=LONGEST_SKIP) => Ok(Node::Skip(count)),
            Err(_) if count.is_empty() => Ok(Node::Skip(SKIP)),
            _ => Err(error(start..self.at, format!("`...` skips 1 to {LONGEST_SKIP} words"))),
        }
    }

    /// Words and punctuation up to white space or a sign of the pattern language, cut as text is cut.
    fn words(&mut self) {
        let rest = &self.text[self.at..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        // Most are one plain word, which needs no cutting.
        if letters > 0 && rest[letters..].chars().next().is_none_or(ends_words) {
            self.at += letters;
            return self.word(&rest[..letters]);
        }
        let written = self.written();
        if written == "'s" {
            let either = ["'s", "’s"].map(|word| self.names.lexicon.add(word));
            return self.nodes.push(Node::Words(either.into()));
        }
        let mut tokens = Vec::new();
        tokenise(&written, Span::new(0, written.len()), &[], self.names.lexicon, &mut tokens);
        tokens.iter().for_each(|token| self.word(token.span.of(&written)));
        if tokens.is_empty() {
            // A hyphen is a token where it stands for a dash, and so it does when it stands alone.
            self.word(&written);
        }
    }

    fn word(&mut self, word: &str) {
        let id = self.names.lexicon.add(word);
        self.nodes.push(if self.names.exact { Node::Exact(word.to_owned(), id) } else { Node::Words(vec![id]) });
    }

    /// What stands there, without the backslashes.
    fn written(&mut self) -> String {
        let mut written = String::new();
        while let Some(c) = self.peek() {
            let literal = match c {
                '\\' => self.text[self.at + 1..].chars().next(),
                _ if ends_words(c) => None,
                _ if self.text[self.at..].starts_with("...") => None,
                _ => Some(c),
            };
            let Some(literal) = literal else { break };
            self.at += literal.len_utf8() + usize::from(c == '\\');
            written.push(literal);
        }
        if written.is_empty() {
            // A backslash at the very end: read as itself.
            written.push('\\');
            self.at = self.text.len();
        }
        if written.len() > 1 {
            // The stop of an abbreviation: a pattern that means the end of the sentence says `$`.
            written.truncate(written.trim_end_matches('.').len());
        }
        written
    }

    /// `?`, `*`, `+` right after a part: it takes the last of the nodes made since `before`.
    fn repeats(&mut self, before: usize) {
        let repeat = match self.peek() {
            Some('?') => Repeat::Optional,
            Some('*') => Repeat::Any,
            Some('+') => Repeat::Some,
            _ => return,
        };
        if self.nodes.len() > before {
            self.at += 1;
            let node = self.nodes.pop().expect("a part was pushed");
            self.nodes.push(Node::Repeat(Box::new(node), repeat));
        }
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

/// Whether words of a pattern end before this character.
fn ends_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '|' | '?' | '*' | '+' | '^' | '$')
}

/// Adds a choice: a word goes into the set of the words right before it.
fn add_choice(choices: &mut Vec<Node>, next: Node) {
    match (choices.last_mut(), next) {
        (Some(Node::Words(words)), Node::Words(more)) => words.extend(more),
        (_, next) => choices.push(next),
    }
}

fn error(at: Range<usize>, message: impl Into<String>) -> PatternError {
    PatternError { at, message: message.into(), unknown: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::long_list::LongList;

    fn parse(text: &str) -> Result<Pattern, String> {
        let mut lexicon = Lexicon::default();
        let rise = lexicon.add_list("rise").unwrap();
        let rose = lexicon.add("rose");
        lexicon.put(rose, rise);
        let went_up = ["went", "up"].map(|word| lexicon.add(word));
        let long_lists = [(rise, Arc::new(LongList::new(rise, vec![went_up.into()])))].into_iter().collect();
        let dimensions = ["length".to_owned()];
        let mut names = Names {
            lexicon: &mut lexicon,
            long_lists: &long_lists,
            dimensions: &dimensions,
            exact: false,
            headless: false,
        };
        Pattern::parse(text, &mut names)
            .map_err(|error| format!("{}..{}: {}", error.at.start, error.at.end, error.message))
    }

    #[test]
    fn the_head_is_the_first_quantity_or_the_marked_one() {
        for (text, left, right) in [
            ("{number} were killed", 0, 2),
            ("from {quantity} to {quantity!}", 3, 0),
            ("{rise} ... {percent}", 2, 0),
            ("a b c", 3, 0),
        ] {
            let pattern = parse(text).unwrap();
            let length = |node: &Node| match node {
                Node::Sequence(nodes) => nodes.len(),
                _ => 1,
            };
            assert_eq!((length(&pattern.left), length(&pattern.right)), (left, right), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, error) in [
            ("{nuber} men", "0..7: unknown name {nuber}"),
            (
                "({number} men)",
                "1..9: the head stands inside ( ), [ ] or before ?, * or +; mark another quantity `!` or take it out",
            ),
            ("{number}? men", "0..8: the head must stand once: without ?, * or +"),
            ("{number!} of {number!}", "13..22: a pattern has one head: only one quantity may be marked `!`"),
            ("(a | b", "0..1: this bracket is never closed"),
            ("a )", "2..3: `)` without an opening bracket"),
            ("{number", "0..1: this brace is never closed"),
            ("{number}} a", "8..9: `}` without an opening bracket"),
            ("? a", "0..1: `?` follows nothing; for the character itself write \\?"),
            ("a ...99 {number}", "2..7: `...` skips 1 to 24 words"),
            ("{rise!} by {number}", "0..7: `{rise!}` has entries of several words, and a head is one word"),
            ("{noun!} by {number}", "0..7: `{noun!}` is neither a quantity nor a word list, so it cannot be the head"),
        ] {
            assert_eq!(parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn a_list_brings_its_entries_of_several_words() {
        let Node::Sequence(nodes) = parse("{rise}").unwrap().left else { panic!() };
        assert!(matches!(&nodes[..], [Node::LongList(list)] if list.entries.len() == 1), "{nodes:?}");
    }

    #[test]
    fn words_are_cut_as_text_is() {
        for (text, count) in
            [("-", 1), ("counter-offensive", 2), ("China's", 2), ("him, who", 3), ("U.S.", 1), ("\\?", 1), ("'s", 1)]
        {
            let Node::Sequence(nodes) = parse(text).unwrap().left else { panic!() };
            assert_eq!(nodes.len(), count, "{text}: {nodes:?}");
        }
    }
}
