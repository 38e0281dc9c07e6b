//! A sentence as the rules see it: tokens, the sorts of its quantities, and the classes of its words.

use std::cell::Cell;
use std::ops::Range;

use claimsift_quantities::Quantity;
use claimsift_text::{Gap, Lexicon, ListBits, Shape, Token, WordId};

use crate::classes::Classes;
use crate::phrase::Agreement;
use crate::starts::Starts;
use crate::types::Types;

/// How far from a token a phrase or a pattern may reach, in tokens. It keeps the work linear in the text, however
/// long a sentence is.
pub(crate) const REACH: usize = 48;

/// A sentence as the rules see it.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// The tokens that are quantities.
    pub typed: &'a [usize],
    /// The sort of each token that is a quantity.
    pub types: &'a [Types],
    /// What each token is to a phrase, found once.
    pub roles: &'a [Role],
    /// Who speaks from each token on, as far as it was asked.
    pub speakers: &'a [Memo],
    pub quantities: &'a [Quantity],
    pub classes: &'a Classes,
    /// How the noun of the head agrees with it.
    pub agreement: Agreement,
    /// Words are capitalised for no reason: the sentence has no lower case.
    pub shouting: bool,
}

/// What a token is to the phrases around it, as bits: every pattern asks for it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Role(u16);

impl Role {
    const FIGURE: Role = Role(1);
    const ENDS_CLAUSE: Role = Role(1 << 1);
    const CONTENT: Role = Role(1 << 2);
    /// On a list of function words or verbs.
    const CLOSED: Role = Role(1 << 3);
    const VERB: Role = Role(1 << 4);
    const ARTICLE: Role = Role(1 << 5);
    /// A rule may be about the word.
    pub const HEAD: Role = Role(1 << 6);
    /// A rule about who speaks asks for the word.
    pub const SPEECH: Role = Role(1 << 7);
    /// A cue, or what stops a rule, may begin with the word.
    pub const STARTS: Role = Role(1 << 8);

    pub fn is(self, part: Role) -> bool {
        self.0 & part.0 != 0
    }

    /// This role with another one, where it `holds`.
    fn with(self, part: Role, holds: bool) -> Role {
        if holds { Role(self.0 | part.0) } else { self }
    }
}

/// The roles that the words of a lexicon have wherever they stand.
#[derive(Clone, Debug)]
pub(crate) struct WordRoles {
    /// By the words' numbers.
    words: Vec<Role>,
    /// Those of every quantity.
    quantity: Role,
}

impl WordRoles {
    /// The roles by the classes of words; the words of `heads` are those that rules are about.
    pub fn new(lexicon: &Lexicon, classes: &Classes, heads: ListBits) -> WordRoles {
        let closed = classes.function | classes.verb;
        let parts = [
            (Role::CLOSED, closed),
            (Role::VERB, classes.verb),
            (Role::ARTICLE, classes.article),
            (Role::ENDS_CLAUSE, classes.clause),
            (Role::HEAD, heads),
        ];
        let any = closed | classes.article | heads;
        let role = |lists: &ListBits| match lists.meets(any) {
            true => parts.iter().fold(Role::default(), |role, &(part, of)| role.with(part, lists.meets(of))),
            false => Role::default(),
        };
        WordRoles { words: lexicon.lists_of_words().iter().map(role).collect(), quantity: Role::default() }
    }

    /// Gives words another role.
    pub fn add(&mut self, words: &[WordId], part: Role) {
        words.iter().for_each(|word| self.words[word.index()].0 |= part.0);
    }

    /// Gives another role to the words that patterns may begin with.
    pub fn add_starts<T: Copy>(&mut self, starts: &Starts<T>, part: Role) {
        let words = self.words.iter_mut().enumerate().filter(|(word, _)| starts.may_begin_with(*word));
        words.for_each(|(_, role)| *role = role.with(part, true));
        self.quantity = self.quantity.with(part, starts.may_begin_with_quantity());
    }

    #[inline]
    fn of(&self, word: WordId) -> Role {
        self.words[word.index()]
    }
}

/// A phrase that is looked for once: many rules begin with `{speaker}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memo(Cell<Option<Option<(u32, u32)>>>);

impl Memo {
    /// The phrase, by `read` when nobody asked before.
    pub fn find(&self, read: impl FnOnce() -> Option<Range<usize>>) -> Option<Range<usize>> {
        let found = self.0.get().unwrap_or_else(|| read().map(|range| (range.start as u32, range.end as u32)));
        self.0.set(Some(found));
        found.map(|(start, end)| start as usize..end as usize)
    }
}

impl<'a> Words<'a> {
    /// Words of a test, of which nothing is known but their tokens.
    #[cfg(test)]
    pub fn plain(text: &'a str, tokens: &'a [Token], types: &'a [Types], classes: &'a Classes) -> Words<'a> {
        Words {
            text,
            tokens,
            typed: &[],
            types,
            roles: &[],
            speakers: &[],
            quantities: &[],
            classes,
            agreement: Agreement::Either,
            shouting: false,
        }
    }

    /// Finds what each token is to a phrase; [`Words::roles`] is not asked.
    pub fn find_roles(&self, known: &WordRoles, roles: &mut Vec<Role>) {
        let mut before = Role::default();
        roles.clear();
        roles.extend(self.tokens.iter().enumerate().map(|(at, token)| {
            let role = known.of(token.word);
            let named_verb = role.is(Role::VERB) && before.is(Role::ARTICLE);
            before = role;
            if token.typed.is_some() {
                return known.quantity.with(Role::FIGURE, Types::figures().accept(self.types[at]));
            }
            if token.shape.is(Shape::PUNCTUATION) {
                return role.with(Role::ENDS_CLAUSE, !self.is_sign(at));
            }
            role.with(Role::CONTENT, !role.is(Role::CLOSED) || named_verb || self.is_hyphenated(at))
        }));
    }

    /// Whether a cue, or what stops a rule, may begin at a token.
    pub fn may_start(&self, at: usize) -> bool {
        at == 0 || self.roles[at].is(Role::STARTS)
    }

    /// The quantity that a token is.
    pub fn quantity(&self, at: usize) -> Option<&'a Quantity> {
        self.tokens[at].typed.map(|index| &self.quantities[index as usize])
    }

    /// Whether a token is a figure, not a date or a name.
    pub fn is_figure(&self, at: usize) -> bool {
        self.roles[at].is(Role::FIGURE)
    }

    /// Whether a token is on one of these lists.
    pub fn on(&self, at: usize, lists: ListBits) -> bool {
        self.tokens[at].lists.meets(lists)
    }

    pub fn is_punctuation(&self, at: usize) -> bool {
        self.tokens[at].shape.is(Shape::PUNCTUATION)
    }

    /// Whether a clause ends at this token: punctuation, or a word such as "but".
    pub fn ends_clause(&self, at: usize) -> bool {
        self.roles[at].is(Role::ENDS_CLAUSE)
    }

    /// Whether `...` may read over a token.
    pub fn may_be_skipped(&self, at: usize) -> bool {
        !self.roles[at].is(Role(Role::ENDS_CLAUSE.0 | Role::FIGURE.0))
    }

    /// Signs that stand inside a phrase: `%`, `/`, `&`, currency signs.
    fn is_sign(&self, at: usize) -> bool {
        self.tokens[at].span.of(self.text).starts_with(['%', '/', '&', '$', '£', '€', '#', '+'])
    }

    /// Whether a token may stand in a noun phrase.
    ///
    /// A closed word inside a hyphenated one may, the out of "buy-out", and a verb after an article, "the cost".
    pub fn is_content(&self, at: usize) -> bool {
        self.roles[at].is(Role::CONTENT)
    }

    /// Whether a hyphen joins a word to another word.
    fn is_hyphenated(&self, at: usize) -> bool {
        let word = |at: usize| self.tokens[at].typed.is_none();
        self.tokens[at].gap == Gap::Hyphen && at > 0 && word(at - 1)
            || self.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen) && word(at + 1)
    }

    /// Whether a word is a past form of a verb, by its ending or by the lists.
    pub fn is_past(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.typed.is_none() && !self.is_capital(at) && (self.ends_in_ed(at) || token.lists.meets(self.classes.verb))
    }

    /// Whether a word ends in the -ed of a past form.
    pub fn ends_in_ed(&self, at: usize) -> bool {
        self.tokens[at].shape.is(Shape::PAST_ENDING) && !self.on(at, self.classes.not_past)
    }

    /// Whether a token begins with a capital that means something.
    pub fn is_capital(&self, at: usize) -> bool {
        !self.shouting && self.tokens[at].shape.is(Shape::CAPITAL)
    }

    /// Whether a word is a plural by its ending or by the list.
    pub fn is_plural(&self, at: usize) -> bool {
        self.on(at, self.classes.plural)
            || self.tokens[at].shape.is(Shape::PLURAL_ENDING) && !self.on(at, self.classes.singular)
    }

    /// Whether a token is the `'s` of the word before.
    pub fn is_possessive(&self, at: usize) -> bool {
        let span = self.tokens[at].span;
        span.len() <= 4 && span.of(self.text).starts_with(['\'', '’'])
    }

    /// A token as it is written; nothing behind the last one.
    pub fn written(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether a comma stands there.
    pub fn is_comma(&self, at: usize) -> bool {
        self.is_sign_of(at, |sign| sign == ",")
    }

    /// Whether a token is a dash; a hyphen is a token only where it stands for one.
    pub fn is_dash(&self, at: usize) -> bool {
        self.is_sign_of(at, |sign| matches!(sign, "-" | "—" | "–"))
    }

    /// Whether a token is punctuation of some sort; what is written there is read of punctuation alone.
    pub fn is_sign_of(&self, at: usize, sort: impl Fn(&str) -> bool) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape.is(Shape::PUNCTUATION) && sort(token.span.of(self.text)))
    }

    pub fn is_of(&self, at: usize) -> bool {
        self.on(at, self.classes.of)
    }
}
