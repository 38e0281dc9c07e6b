//! Where in a sentence a time holds: its clauses, asides and comparisons.

use claimsift_text::Shape;

use super::reading::{Phrase, Role};
use super::table::{Meaning, TimeTable};
use crate::words::Words;
use claimsift_quantities::{PairEnd, QuantityKind};

/// A stretch of a sentence, perhaps with others inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub sort: Sort,
    /// The clause that it stands in, or after.
    pub parent: usize,
}

/// What sort of clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// One that stands for itself.
    Main,
    /// Something said in passing: in brackets, between dashes, ", which …,".
    Aside,
    /// What something is compared with: "from £6m in 2008".
    Compared,
    /// What happened at the time before: "1974, when …". The phrase's place.
    When(usize),
}

/// The clauses of a sentence: [`Clauses::of`] tells that of each token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clauses {
    pub all: Vec<Clause>,
    /// Where the sentence begins, behind the dateline if it has one.
    pub head: usize,
    of: Vec<u32>,
    open: Vec<(usize, Closer)>,
}

/// How many clauses may stand in each other; what is deeper belongs to the last.
const DEEPEST: usize = 8;

/// The longest dateline, in tokens.
const DATELINE: usize = 16;

/// What ends a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closer {
    Bracket,
    Dash,
    Comma,
    /// The next main clause.
    Clause,
}

impl Clauses {
    /// The clause of a token.
    pub fn of(&self, at: usize) -> usize {
        self.of[at] as usize
    }

    /// What sort of clause a token stands in.
    pub fn sort(&self, at: usize) -> Sort {
        self.all[self.of(at)].sort
    }

    /// Cuts a sentence whose times are known.
    pub fn cut(&mut self, words: &Words, table: &TimeTable, phrases: &[Phrase]) {
        self.all.clear();
        self.of.clear();
        self.open.clear();
        self.head = 0;
        self.all.push(Clause { sort: Sort::Main, parent: 0 });
        let mut cutter = Cutter { clauses: self, words, table, phrases, current: 0, next_phrase: 0 };
        for at in 0..words.tokens.len() {
            cutter.token(at);
        }
    }
}

struct Cutter<'c, 'a> {
    clauses: &'c mut Clauses,
    words: &'a Words<'a>,
    table: &'a TimeTable,
    phrases: &'a [Phrase],
    current: usize,
    /// The first phrase that does not end before the token.
    next_phrase: usize,
}

impl Cutter<'_, '_> {
    fn token(&mut self, at: usize) {
        while self.phrases.get(self.next_phrase).is_some_and(|phrase| phrase.tokens.end <= at) {
            self.next_phrase += 1;
        }
        let inside = self.phrases.get(self.next_phrase).is_some_and(|phrase| phrase.tokens.start < at);
        if !inside {
            self.close(at);
            self.open(at);
        }
        self.clauses.of.push(self.current as u32);
    }

    fn close(&mut self, at: usize) {
        if self.words.is_punctuation(at) {
            match self.words.written(at) {
                ")" | "]" => self.close_to(Closer::Bracket),
                "," => self.comma(),
                ":" if self.is_open(Closer::Bracket) => {}
                ";" | ":" => self.begin_main(),
                _ => {}
            }
        } else if self.in_comparison() && self.words.written(at) == "to" && self.begins_level(at + 1) {
            self.close_one(Closer::Comma);
        } else if at > 0 && (self.words.on(at, self.words.classes.clause) || self.begins_second(at)) {
            self.begin_main();
        }
    }

    /// Ends a comparison, and what was said in passing around it.
    fn comma(&mut self) {
        if self.in_comparison() {
            self.close_one(Closer::Comma);
        }
        if !self.in_comparison() {
            self.close_one(Closer::Comma);
        }
    }

    fn open(&mut self, at: usize) {
        if self.words.is_punctuation(at) {
            match self.words.written(at) {
                "(" | "[" => self.push(Sort::Aside, Closer::Bracket),
                "-" | "—" | "–" => self.dash(at),
                _ => {}
            }
        } else if self.is_when(at) {
            self.when();
        } else if self.is_relative(at) {
            self.push(Sort::Aside, Closer::Comma);
        } else if !self.in_comparison() && (self.compares(at) || at > 0 && self.is_comparing_multiple(at - 1)) {
            self.push(Sort::Compared, Closer::Comma);
        }
    }

    fn dash(&mut self, at: usize) {
        let doubled = at > 0 && self.words.is_dash(at - 1);
        if doubled {
            self.clauses.head += usize::from(self.clauses.head == at);
        } else if self.ends_dateline(at) {
            self.begin_main();
            self.clauses.head = at + 1;
        } else if self.is_open(Closer::Dash) {
            self.close_to(Closer::Dash);
        } else {
            self.push(Sort::Aside, Closer::Dash);
        }
    }

    /// "and it", "and would", "and now there", ", and in May": a second sentence, which a time of the first need not rule.
    fn begins_second(&self, at: usize) -> bool {
        let (words, classes) = (self.words, self.words.classes);
        let opens = |next: usize| {
            next < words.tokens.len() && words.on(next, classes.pronoun | classes.auxiliary | classes.relative)
        };
        let timed = || {
            let phrase = self.phrases.get(self.next_phrase);
            self.words.is_comma(at - 1) && phrase.is_some_and(|phrase| phrase.tokens.start == at + 1)
        };
        let adverb = || at + 1 < words.tokens.len() && words.on(at + 1, classes.adverb) && opens(at + 2);
        words.on(at, classes.coordinator) && (opens(at + 1) || adverb() || timed())
    }

    /// Whether only names and dates stand before the first dash: "PELL, May 8 (Northern Wire) - Exports rose".
    fn ends_dateline(&self, dash: usize) -> bool {
        let words = self.words;
        let is_name = |at: usize| words.tokens[at].typed.is_some() || words.is_capital(at) || words.is_punctuation(at);
        self.clauses.head == 0 && (1..DATELINE).contains(&dash) && (0..dash).all(is_name)
    }

    fn is_open(&self, closer: Closer) -> bool {
        self.clauses.open.iter().any(|open| open.1 == closer)
    }

    fn in_comparison(&self) -> bool {
        self.clauses.all[self.current].sort == Sort::Compared
    }

    /// What happened at the time before it. "In July, when prices were low, a barrel cost £8" goes on with its own clause;
    /// after a later time, "since 1974, when it made £5m, or £2 a share", the rest is all of it.
    fn when(&mut self) {
        let phrase = self.next_phrase - 1;
        let closer =
            if self.phrases[phrase].tokens.start <= self.clauses.head + 1 { Closer::Comma } else { Closer::Clause };
        self.push(Sort::When(phrase), closer);
    }

    /// ", which", ", who", ", built".
    fn is_relative(&self, at: usize) -> bool {
        let classes = self.words.classes;
        let past = || self.words.tokens[at].shape.is(Shape::PAST_ENDING) && !self.words.is_capital(at);
        at > 0 && self.words.is_comma(at - 1) && (past() || self.words.on(at, classes.relative | classes.participle))
    }

    /// "when" behind a time.
    fn is_when(&self, at: usize) -> bool {
        let Some(index) = self.next_phrase.checked_sub(1) else { return false };
        let end = self.phrases[index].tokens.end;
        (end == at || end + 1 == at && self.words.is_comma(end)) && self.words.written(at).eq_ignore_ascii_case("when")
    }

    /// Whether a comparison begins here.
    fn compares(&self, at: usize) -> bool {
        let token = &self.words.tokens[at];
        let meaning = if token.typed.is_none() { self.table.of(token.word) } else { None };
        let phrase = self.phrases.get(self.next_phrase).filter(|phrase| phrase.role == Role::Compared);
        let is_phrase = phrase.is_some_and(|phrase| phrase.tokens.start == at);
        let precedes = || phrase.is_some_and(|phrase| self.reaches(at + 1, phrase.tokens.start));
        is_phrase
            || match meaning {
                Some(Meaning::Compared) => true,
                Some(Meaning::ComparedLevel) => precedes() || self.compares_levels(at),
                Some(Meaning::ComparedPeriod) => precedes(),
                Some(Meaning::ComparedBehind) => at > 0 && self.words.is_figure(at - 1),
                _ => false,
            }
    }

    /// "twice as many as", "three times what it was": a multiple of something else, which has its own time. What doubled
    /// is its own.
    fn is_comparing_multiple(&self, at: usize) -> bool {
        let words = self.words;
        let next = at + 1;
        let multiple = words.quantity(at).is_some_and(|quantity| quantity.kind == QuantityKind::Multiple);
        let compared = || {
            next < words.tokens.len()
                && (words.on(next, words.classes.determiner | words.classes.relative)
                    || words.is_figure(next)
                    || words.written(next).eq_ignore_ascii_case("as"))
        };
        multiple && compared() && !words.written(at).ends_with("ed")
    }

    /// Whether the figure behind "from" or "against" is one that another is compared with, not where something is from:
    /// "up from 4%", "fell to 4% from 5%", but "calls from 212 bats".
    fn compares_levels(&self, at: usize) -> bool {
        let Some(level) = self.level(at + 1) else { return false };
        let words = self.words;
        let paired = words.quantity(level).is_some_and(|quantity| quantity.pair == Some(PairEnd::From));
        let before = at.checked_sub(1);
        paired
            || before.is_some_and(|before| self.words.is_comma(before) || words.is_figure(before))
            || before.is_some_and(|before| words.on(before, words.classes.direction))
            || self.words.written(at).eq_ignore_ascii_case("against") && self.figures_before(at)
    }

    /// Whether a figure stands not far before a token.
    fn figures_before(&self, at: usize) -> bool {
        (at.saturating_sub(8)..at).any(|before| self.words.is_figure(before))
    }

    /// Whether only determiners and the like stand from one token to another.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let between = |at: usize| {
            self.words.on(at, self.words.classes.determiner | self.words.classes.of)
                || self.table.of(self.words.tokens[at].word) == Some(Meaning::Part)
        };
        from <= to && to - from <= 4 && (from..to).all(between)
    }

    fn begins_level(&self, at: usize) -> bool {
        self.level(at).is_some()
    }

    /// The figure that follows, perhaps behind a few words: "a peak of 22,000".
    fn level(&self, at: usize) -> Option<usize> {
        (at..self.words.tokens.len().min(at + 5))
            .take_while(|&next| !self.words.ends_clause(next) && !self.words.is_capital(next))
            .find(|&next| self.words.tokens[next].typed.is_some() || !self.is_level_word(next))
            .filter(|&next| self.words.is_figure(next))
    }

    fn is_level_word(&self, at: usize) -> bool {
        let classes = &self.words.classes;
        self.words.on(at, classes.determiner | classes.of) || self.words.is_content(at)
    }

    fn push(&mut self, sort: Sort, closer: Closer) {
        if self.clauses.open.len() == DEEPEST {
            return;
        }
        self.clauses.open.push((self.current, closer));
        self.begin(sort);
    }

    fn begin(&mut self, sort: Sort) {
        self.clauses.all.push(Clause { sort, parent: self.current });
        self.current = self.clauses.all.len() - 1;
    }

    fn begin_main(&mut self) {
        self.clauses.open.clear();
        self.begin(Sort::Main);
    }

    /// Ends the innermost clause when this ends it.
    fn close_one(&mut self, closer: Closer) {
        if let Some((outer, _)) = self.clauses.open.pop_if(|open| open.1 == closer) {
            self.current = outer;
        }
    }

    /// Ends the clauses up to the innermost that this ends.
    fn close_to(&mut self, closer: Closer) {
        if let Some(place) = self.clauses.open.iter().rposition(|open| open.1 == closer) {
            self.current = self.clauses.open[place].0;
            self.clauses.open.truncate(place);
        }
    }
}
