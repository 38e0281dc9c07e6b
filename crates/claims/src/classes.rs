//! The classes of words that the engine itself asks for.

use claimsift_text::{Lexicon, ListBits};

/// Makes [`Classes`] of a table: what a class is, its name, and the word lists that it holds. They stand in
/// `rules/words.toml` like all others.
macro_rules! classes {
    ($($(#[doc = $what:literal])* $class:ident: $($list:literal)|+,)+) => {
        /// The classes of words that the engine itself asks for, as sets of word lists.
        #[derive(Clone, Debug)]
        pub(crate) struct Classes {
            $($(#[doc = $what])* pub $class: ListBits,)+
        }

        impl Classes {
            /// The lists of all classes, which a rule set cannot do without.
            pub const LISTS: &[&str] = &[$($($list,)+)+];

            /// The classes of a lexicon; a list that is missing is empty.
            pub fn of(lexicon: &Lexicon) -> Classes {
                let list = |name| lexicon.list(name).unwrap_or_default();
                Classes { $($class: ListBits::NONE $(| list($list))+,)+ }
            }
        }
    };
}

classes! {
    determiner: "determiner",
    preposition: "preposition",
    verb: "verb",
    /// The verbs that help another: be, have, will.
    auxiliary: "auxiliary",
    /// what, who, which, that.
    relative: "relative",
    /// Everything that stands in no noun phrase: the classes above, pronouns, conjunctions, adverbs of time.
    function: "determiner" | "preposition" | "auxiliary" | "relative" | "pronoun" | "conjunction" | "adverb" | "clause"
        | "coordinator" | "of",
    /// Words that begin a new clause: but, while, whereas.
    clause: "clause",
    /// Plurals that do not look like one: people, police, troops.
    plural: "plural",
    /// Singulars that look like a plural: news, series.
    singular: "singular",
    /// and, or.
    coordinator: "coordinator",
    of: "of",
    pronoun: "pronoun",
    conjunction: "conjunction",
    /// up, down, higher, lower.
    direction: "direction",
    /// built, due: what opens a clause in passing behind a comma.
    participle: "participle",
    /// largest, lowest.
    superlative: "superlative",
    /// Verbs of saying.
    say: "say",
    /// the, a, its: a noun or an adjective follows.
    article: "article",
    /// Verbs that are nouns as well, rise or cost: verbs after a noun.
    verb_or_noun: "verb_or_noun" | "rise" | "fall" | "say" | "spend" | "stay" | "aim" | "measure_verb",
    /// Verbs and adjectives before "to" and a verb: plan to, likely to.
    catenative: "catenative" | "aim",
    /// Words that begin a time and no noun phrase: last, next, Monday.
    moment: "moment",
    /// Nouns of time: the year of "this year".
    time_noun: "time_noun",
    /// Words of order before a figure, which its quote begins with: the last of "last three years".
    leading: "leading",
    /// The prepositions of what a sum is for.
    purpose: "purpose",
    /// People by what befell them: 20 dead.
    fallen: "fallen",
    /// Verbs before a noun and "to": expect prices to.
    object_control: "object_control",
    /// The number of "the number of patients".
    number_of: "number_of",
    /// more, fewer: between a number and its noun.
    more: "more",
    /// bed, need: no past forms.
    not_past: "not_past",
    /// The "to" before a verb.
    infinitive: "infinitive",
    /// Adverbs that stand in no noun phrase.
    adverb: "adverb",
    /// Verbs of saying, also those of studies and of opinion.
    saying: "say" | "tell" | "opinion" | "finding" | "promise" | "reply",
    /// Nouns of those who say things: minister, study.
    source: "source_noun",
    /// Words between a speaker and the verb: also, later, immediately.
    say_filler: "say_filler",
    /// Verbs of saying that also do something with an amount: added 12 jobs, found 46 boats.
    amount_verb: "amount_verb",
    /// Verbs of saying that are nouns before a preposition: hopes for, reports of.
    noun_verb: "noun_verb",
    /// a, another, some: what they begin is not known yet.
    indefinite: "indefinite",
    /// Texts and studies that say things: report, survey.
    report_noun: "report_noun",
    /// who, which, whose: they open a clause inside another one.
    who: "who",
    /// after, because, compared: they open a clause of another time or reason.
    aside: "aside",
    /// from, against: they open the level that something had before.
    level: "level",
    /// Past forms that do not end in -ed.
    past: "past",
    /// he, she.
    person_pronoun: "person_pronoun",
    /// it, they.
    thing_pronoun: "thing_pronoun",
    /// Marks that many sentences have.
    punctuation: "punctuation",
    /// Words that a speaker's phrase may begin with, though they stand in no noun phrase.
    speaker_start: "determiner" | "person_pronoun" | "thing_pronoun" | "verb" | "fallen" | "more",
}
