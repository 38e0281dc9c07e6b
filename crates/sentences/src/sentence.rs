use claimsift_text::Span;

/// A sentence: its span without the white space around it, and what ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// What ended it.
    pub end: SentenceEnd,
}

/// What ended a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceEnd {
    /// A full stop or another terminator, with its closing quotes and brackets.
    Terminator,
    /// A line end inside a block that is no wrap: after a list item, a heading line, a table row.
    Line,
    /// A blank line or the end of the text: the block ends too.
    Block,
}

/// The rule that decided one place of a text where a sentence could end.
///
/// An end made by [`Rule::Plain`] or by a line end is an end of Unicode's UAX #29 too; every other rule that ends a
/// sentence does so where UAX #29 would not, or may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A terminator after a common word, before something that can begin a sentence.
    Plain,
    /// An abbreviation that can end a sentence, before a sentence starter: `in the U.S. The`.
    Starter,
    /// A terminator after a common word, before a word in lower case: `so bad. i left`.
    LowerCase,
    /// A full stop before a number: `in May. 35 people`.
    Number,
    /// A full stop before a sign that is neither letter nor digit.
    Sign,
    /// A terminator without white space after it: `the road.The driver`.
    NoSpace,
    /// A terminator with the marks of its sources or notes: `was sold. [21] [22]`.
    Citation,
    /// A terminator with a face behind it: `we won! :)`.
    Emoticon,
    /// A list mark inside a line: `one 2) Two`.
    ListMark,
    /// A bullet inside a line: `one • two`.
    Bullet,
    /// A line end that is no wrap.
    Line,
    /// A blank line.
    BlankLine,
    /// The end of the text.
    TextEnd,
    /// Not the last of its run, as in `?!` and `. . .`: only the last of them can end the sentence.
    Run,
    /// An abbreviation that never ends a sentence, or is followed by no starter.
    Abbreviation,
    /// Initials of a name: `J. P. Rao`.
    Initial,
    /// The mark of a list item: `2. The bridge fell`.
    Mark,
    /// A decimal number across a line wrap.
    Decimal,
    /// A name with a terminator of its own: `Yahoo!`.
    Name,
    /// An ellipsis inside a sentence.
    Ellipsis,
    /// A quotation or bracket inside a sentence: `"Really?" she said`.
    Inside,
    /// A terminator before a word or sign that begins no sentence.
    Continued,
    /// A line end inside a sentence.
    Wrap,
}

impl Rule {
    /// The rule's name, as shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Plain => "plain",
            Rule::Starter => "starter",
            Rule::LowerCase => "lower case",
            Rule::Number => "number",
            Rule::Sign => "sign",
            Rule::NoSpace => "no space",
            Rule::Citation => "citation",
            Rule::Emoticon => "emoticon",
            Rule::ListMark => "list mark",
            Rule::Bullet => "bullet",
            Rule::Line => "line",
            Rule::BlankLine => "blank line",
            Rule::TextEnd => "text end",
            Rule::Run => "run",
            Rule::Abbreviation => "abbreviation",
            Rule::Initial => "initial",
            Rule::Mark => "mark",
            Rule::Decimal => "decimal",
            Rule::Name => "name",
            Rule::Ellipsis => "ellipsis",
            Rule::Inside => "inside",
            Rule::Continued => "continued",
            Rule::Wrap => "wrap",
        }
    }
}
