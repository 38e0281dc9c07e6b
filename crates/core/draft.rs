//! What a new rule may ask for so that it finds a claim: its figure, and at least one word beside it.

use claimsift::Extractor;
use claimsift::claims::{Claim, Kind};
use claimsift::quantities::Quantity;
use claimsift::text::{ListBits, Shape, Span, Token, tokenise};

/// How many words a pattern takes before it stops looking for one that says something.
const WORDS_BEHIND: usize = 4;

/// How many words `...` may read over.
const SKIPPED: usize = 8;

/// A sentence around the claim that a rule is to find.
pub struct Draft<'a> {
    sentence: &'a str,
    tokens: Vec<Token>,
    /// The place of the claim's figure among the tokens, or of the word of its record.
    head: usize,
    /// The head as a pattern writes it.
    placeholder: String,
    quote: Span,
    /// The lists of words that say little: of, the, and.
    function: ListBits,
    /// The claim's kind.
    pub kind: Kind,
}

impl<'a> Draft<'a> {
    /// What the rules see at the claim `quote` of a sentence; `None` when they find no claim there.
    pub fn new(extractor: &Extractor, sentence: &'a str, quote: Span) -> Option<Draft<'a>> {
        let rules = extractor.engine().rules();
        let Found { core, kind, first_rule } = Found::at(extractor, sentence, quote)?;
        let whole = Span::new(0, sentence.len());
        let mut quantities = Vec::new();
        rules.quantities().read(sentence, whole, &mut quantities);
        let spans: Vec<Span> = quantities.iter().map(|quantity: &Quantity| quantity.span).collect();
        let mut tokens = Vec::new();
        tokenise(sentence, whole, &spans, rules.lexicon(), &mut tokens);
        let head = tokens.iter().position(|token| token.span.overlaps(core))?;
        let placeholder = match (kind, tokens[head].typed) {
            (Kind::Record, _) | (_, None) => marked_head(rules.source_of(rules.rule(&first_rule?)?))?,
            (_, Some(typed)) => format!("{{{}!}}", quantities[typed as usize].kind.as_str().replace(' ', "_")),
        };
        Some(Draft { sentence, tokens, head, placeholder, quote, function: rules.function_words(), kind })
    }

    /// Patterns that may find the claim, the most telling first. Each asks for a word, so that none hides or lifts all
    /// figures of a sort.
    pub fn patterns(&self) -> Vec<String> {
        let behind: Vec<usize> = (self.head + 1..self.tokens.len()).take_while(|&at| self.is_plain(at)).collect();
        let quoted = behind.iter().take_while(|&&at| self.tokens[at].span.end <= self.quote.end).count();
        let telling = behind.iter().take(WORDS_BEHIND).position(|&at| self.says_something(at));
        let of_quote =
            behind[..quoted].iter().any(|&at| self.says_something(at)).then(|| self.followed(&behind[..quoted]));
        let following = telling.map(|last| self.followed(&behind[..=last]));
        let any = behind.first().map(|&at| self.followed(&[at]));
        let before = self.nearest((0..self.head).rev());
        let after = self.nearest(self.head + 1..self.tokens.len());
        let before = before.map(|(word, gap)| format!("{word}{gap}{}", self.placeholder));
        let after = after.map(|(word, gap)| format!("{}{gap}{word}", self.placeholder));
        [of_quote, following, before, after, any].into_iter().flatten().collect()
    }

    /// The head with these words right behind it.
    fn followed(&self, words: &[usize]) -> String {
        words.iter().fold(self.placeholder.clone(), |pattern, &at| format!("{pattern} {}", self.word(at)))
    }

    /// The nearest word that says something, and how a pattern gets over what stands between.
    fn nearest(&self, places: impl Iterator<Item = usize>) -> Option<(&str, &'static str)> {
        let within = |&at: &usize| self.tokens[at].typed.is_none() && !self.tokens[at].shape.is(Shape::PUNCTUATION);
        let mut places = places.take(SKIPPED + 1).take_while(within).enumerate();
        let (distance, at) = places.find(|&(_, at)| self.is_plain(at) && self.says_something(at))?;
        Some((self.word(at), if distance == 0 { " " } else { " ... " }))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.sentence)
    }

    /// Whether a token is a whole word: no figure, and not what an apostrophe cut off ("isn" of "isn't").
    fn is_plain(&self, at: usize) -> bool {
        let Token { span, typed, .. } = self.tokens[at];
        typed.is_none()
            && self.word(at).chars().all(char::is_alphabetic)
            && !self.sentence[span.end..].starts_with(['\'', '’'])
            && !self.sentence[..span.start].ends_with(['\'', '’'])
    }

    fn says_something(&self, at: usize) -> bool {
        !self.tokens[at].lists.meets(self.function)
    }
}

/// What the rules find at a place.
struct Found {
    core: Span,
    kind: Kind,
    first_rule: Option<String>,
}

impl Found {
    fn at(extractor: &Extractor, sentence: &str, quote: Span) -> Option<Found> {
        let document = claimsift::documents::Document { text: sentence.to_owned(), ..Default::default() };
        let mut found = None;
        extractor.extract(&document, &mut claimsift::Scratch::default(), &mut |claim: &Claim| {
            if found.is_none() && claim.quote.overlaps(quote) {
                let first_rule = claim.rules.first().map(|&id| id.to_owned());
                found = Some(Found { core: claim.core, kind: claim.kind, first_rule });
            }
        });
        found
    }
}

/// The head of an entry's pattern, `{extreme!}`.
fn marked_head(entry: &str) -> Option<String> {
    let (before, _) = entry.split_once("!}")?;
    let (_, name) = before.rsplit_once('{')?;
    Some(format!("{{{name}!}}"))
}
