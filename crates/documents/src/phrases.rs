/// Words and phrases, looked up without regard to the case of ASCII letters, each with the entry it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    /// In lower case, those that begin with the same byte together, the longest first.
    phrases: Vec<(String, usize)>,
    /// Where the phrases that begin with a byte start, and at the end where they all end.
    starts: Vec<usize>,
}

impl Phrases {
    pub(crate) fn new(phrases: impl IntoIterator<Item = (String, usize)>) -> Phrases {
        let folded = phrases.into_iter().map(|(phrase, entry)| (phrase.to_ascii_lowercase(), entry));
        let mut phrases: Vec<_> = folded.filter(|(phrase, _)| !phrase.is_empty()).collect();
        phrases.sort_by(|(a, _), (b, _)| (a.as_bytes()[0], b.len(), a).cmp(&(b.as_bytes()[0], a.len(), b)));
        let start = |byte| phrases.partition_point(|(phrase, _)| usize::from(phrase.as_bytes()[0]) < byte);
        let starts = (0..=256).map(start).collect();
        Phrases { phrases, starts }
    }

    /// The first entry that gives any phrase.
    pub(crate) fn entry(&self) -> Option<usize> {
        self.phrases.iter().map(|&(_, entry)| entry).min()
    }

    /// The entry of the phrase that is all of `text`.
    pub(crate) fn whole(&self, text: &str) -> Option<usize> {
        self.alike(text).iter().find(|(phrase, _)| phrase.eq_ignore_ascii_case(text)).map(|&(_, entry)| entry)
    }

    /// The entries of the phrases that `text` begins with, the longest first. A phrase ends with its word.
    pub(crate) fn at_start(&self, text: &str) -> impl Iterator<Item = usize> {
        let next = [1, 2].map(|place| text.as_bytes().get(place).map(u8::to_ascii_lowercase));
        // Most phrases are known for others by their second and third bytes.
        let is_alike = move |phrase: &[u8]| match *phrase {
            [_, second, third, ..] => next == [Some(second), Some(third)],
            [_, second] => next[0] == Some(second),
            _ => true,
        };
        let alike = self.alike(text).iter().filter(move |(phrase, _)| is_alike(phrase.as_bytes()));
        alike.filter(|(phrase, _)| begins_with(text, phrase)).map(|&(_, entry)| entry)
    }

    /// The entry of a phrase that `text` ends with.
    pub(crate) fn at_end(&self, text: &str) -> Option<usize> {
        self.phrases.iter().find(|(phrase, _)| ends_with(text, phrase)).map(|&(_, entry)| entry)
    }

    /// The phrases that begin with the same byte as `text`.
    fn alike(&self, text: &str) -> &[(String, usize)] {
        let Some(first) = text.bytes().next().map(|byte| usize::from(byte.to_ascii_lowercase())) else { return &[] };
        &self.phrases[self.starts[first]..self.starts[first + 1]]
    }
}

impl Default for Phrases {
    fn default() -> Phrases {
        Phrases::new([])
    }
}

fn begins_with(text: &str, phrase: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked(phrase.len()) else { return false };
    start.eq_ignore_ascii_case(phrase)
        && !(rest.starts_with(char::is_alphanumeric) && phrase.ends_with(char::is_alphanumeric))
}

fn ends_with(text: &str, phrase: &str) -> bool {
    let Some((rest, end)) = text.len().checked_sub(phrase.len()).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    end.eq_ignore_ascii_case(phrase) && !rest.ends_with(char::is_alphanumeric)
}
