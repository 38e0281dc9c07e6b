use std::cmp::Ordering;

/// Words and phrases, looked up without regard to the case of ASCII letters, each with the entry it stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// In lower case, sorted.
    phrases: Vec<(String, usize)>,
}

impl Phrases {
    pub(crate) fn new(phrases: impl IntoIterator<Item = (String, usize)>) -> Phrases {
        let mut phrases: Vec<_> =
            phrases.into_iter().map(|(phrase, entry)| (phrase.to_ascii_lowercase(), entry)).collect();
        phrases.sort();
        Phrases { phrases }
    }

    /// The first entry that gives any phrase.
    pub(crate) fn entry(&self) -> Option<usize> {
        self.phrases.iter().map(|&(_, entry)| entry).min()
    }

    /// The entry of the phrase that is all of `text`.
    pub(crate) fn whole(&self, text: &str) -> Option<usize> {
        let at = self.phrases.binary_search_by(|(phrase, _)| folded(phrase, text)).ok()?;
        Some(self.phrases[at].1)
    }

    /// The entries of the phrases that `text` begins with, the longest first. A phrase ends with its word.
    pub(crate) fn at_start(&self, text: &str) -> impl Iterator<Item = usize> {
        // All that begin alike stand together.
        let first = text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        let start = self.phrases.partition_point(|(phrase, _)| phrase.as_bytes().first() < Some(&first));
        let alike = self.phrases[start..].partition_point(|(phrase, _)| phrase.as_bytes().first() == Some(&first));
        let found = self.phrases[start..start + alike].iter().rev();
        found.filter(|(phrase, _)| begins_with(text, phrase)).map(|&(_, entry)| entry)
    }

    /// The entry of a phrase that `text` ends with.
    pub(crate) fn at_end(&self, text: &str) -> Option<usize> {
        self.phrases.iter().find(|(phrase, _)| ends_with(text, phrase)).map(|&(_, entry)| entry)
    }
}

fn folded(phrase: &str, text: &str) -> Ordering {
    phrase.bytes().cmp(text.bytes().map(|byte| byte.to_ascii_lowercase()))
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
