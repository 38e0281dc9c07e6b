//! The words that the grammar itself names, by their classes: bits of what is known of a word.

/// Gives each class of words a bit of its own, and lists them all.
macro_rules! classes {
    ($($class:ident: $($word:literal)+;)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "the places have the names of the bits")]
        enum Place { $($class),+ }
        $(pub(crate) const $class: u128 = 1 << Place::$class as u128;)+
        /// The classes and their words.
        pub(crate) const CLASSES: &[(u128, &[&str])] = &[$(($class, &[$($word),+])),+];
    };
}

#[rustfmt::skip]
classes! {
    A: "a";
    AGE: "age";
    AGED: "aged" "age" "ages";
    AN: "an";
    AND: "and";
    ANNUM: "annum";
    ANOTHER: "another";
    ARTICLE: "a" "an" "the";
    AT_HOUR: "at" "s" "until" "till" "by" "before" "after" "since";
    BELOW: "below";
    BETWEEN: "between";
    BILLION: "billion";
    BY: "by";
    COMPARED: "more" "less" "fewer" "lower" "higher" "larger" "smaller" "cheaper" "weaker" "stronger";
    COUPLE: "couple";
    DAILY: "daily";
    DEEP: "thick" "wide" "long" "tall" "high" "deep" "across" "square";
    EACH: "each";
    ENDING: "st" "nd" "rd" "th" "s" "x" "e" "am" "pm" "fold" "ish" "odd" "plus" "and" "to";
    EVERY: "every";
    FEW: "few";
    FOLD: "fold";
    FOR: "for";
    FROM: "from";
    FULL: "full" "whole" "entire";
    HALF: "half";
    HOURLY: "hourly";
    HRS: "hrs";
    IN: "in";
    LASTS: "for" "after" "took" "takes";
    MINUS: "minus" "negative";
    MONTHLY: "monthly";
    MORE_OR_LESS: "more" "less";
    MORE_THAN: "more" "less" "longer";
    NOT: "not" "never" "without" "nor";
    OF: "of";
    OLD: "old";
    OLDS: "olds";
    ONE: "one";
    OR: "or";
    ORDINAL_ENDING: "st" "nd" "rd" "th";
    OUT: "out";
    OVER: "over";
    OWNER: "his" "her" "their" "my" "your" "our";
    PART_OF_DECADE: "early" "mid" "late";
    PAST: "ago" "earlier" "before" "later" "after" "previously";
    PER: "per";
    PLUS: "plus";
    POINT: "point";
    POINTS: "votes" "seats" "goals" "points";
    QUARTER: "quarter";
    QUARTERS: "quarters";
    ROUGHLY: "about" "around" "almost" "nearly" "approximately" "as";
    ROUND: "hundred" "thousand" "million";
    SEVERAL: "several";
    SINGULAR: "was" "has" "is" "as";
    T: "t";
    THAN: "than";
    THE: "the";
    THEM: "them";
    THROUGH: "til" "till" "through";
    TIMES: "times";
    TO: "to";
    VERB_OR_MONTH: "may" "march" "mar";
    WEEKLY: "weekly";
    WHOLE: "the" "its" "their" "all" "his" "her" "those" "our";
    WHOLE_YEAR: "the" "its" "their" "s" "in";
    YEARLY: "annually" "yearly";
    ZERO: "zero";
}
