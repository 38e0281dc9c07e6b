//! Reads the quantities of a sentence: from one place where a number may begin to the next.

use claimsift_text::Span;
use rust_decimal::Decimal;

use crate::lexicon::{Lexeme, role};
use crate::measure::Measured;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word, is_dash};
use crate::{Comparator, Quantity, QuantityKind, QuantityTables, Unit, UnitId};

/// Reads quantities out of sentences; built once, shared by all threads.
///
/// ```
/// use claimsift_quantities::{QuantityReader, QuantityTables};
/// use claimsift_text::Span;
/// let reader = QuantityReader::new(QuantityTables::shipped());
/// let text = "More than 18 million hives froze.";
/// let mut found = Vec::new();
/// reader.read(text, Span::new(0, text.len()), &mut found);
/// assert_eq!(found[0].span.of(text), "More than 18 million");
/// assert_eq!(found[0].value, Some(18_000_000.into()));
/// ```
#[derive(Clone, Debug)]
pub struct QuantityReader {
    tables: QuantityTables,
}

/// The currency before a number, and where it starts.
pub(crate) type Money = Option<(UnitId, usize)>;

/// A number with its unit or currency, as it is being put together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Where it starts, with its currency.
    pub start: usize,
    pub number: Number,
    pub measured: Option<Measured>,
    /// The currency that stands before the number.
    pub currency: Option<UnitId>,
    pub range: bool,
    /// The first end of the range is the higher one.
    pub reversed: bool,
    /// The two ends are those of "from … to".
    pub pair: bool,
    /// Where the number of the second end starts.
    pub second: Option<usize>,
}

impl Figure {
    /// Where it ends, with its unit.
    pub fn end(&self) -> usize {
        self.measured.map_or(self.number.end, |measured| measured.end.max(self.number.end))
    }

    /// Its unit.
    pub fn unit(&self) -> Option<Unit> {
        self.measured.map(|measured| measured.unit)
    }
}

impl QuantityReader {
    /// A reader that knows what `tables` know.
    pub fn new(tables: QuantityTables) -> QuantityReader {
        QuantityReader { tables }
    }

    /// The tables that it reads with.
    pub fn tables(&self) -> &QuantityTables {
        &self.tables
    }

    /// Appends the quantities of the sentence `text[within]` to `out`, in the order of the text. Their spans are those
    /// of `text`, lie inside `within` and do not overlap.
    pub fn read(&self, text: &str, within: Span, out: &mut Vec<Quantity>) {
        let text = &text[..within.end];
        let bytes = text.as_bytes();
        let mut next = self.tables.anchors.next(bytes, within.start);
        if next.is_none() {
            return;
        }
        let sentence = Sentence::new(text, within.start, &self.tables);
        let first = out.len();
        let mut unit_before = None;
        while let Some(anchor) = next {
            let known = out.len();
            let floor = out[first..].last().map_or(within.start, |last| last.span.end);
            let read = if bytes[anchor].is_ascii_alphabetic() {
                sentence.read_word(anchor, &mut unit_before, out)
            } else {
                sentence.read_digits(anchor, out)
            };
            if out.len() > known {
                sentence.give_unit(unit_before.take(), &mut out[known..]);
                sentence.keep_apart(floor, &mut out[known..]);
                sentence.fold_rate(&mut out[first..], known - first).then(|| out.pop());
            }
            let mut at = read.max(anchor + 1);
            // The next word begins behind the rest of this one.
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes[at - 1].is_ascii_alphabetic() {
                at += 1;
            }
            next = self.tables.anchors.next(bytes, at);
        }
        if out.len() > first + 1 {
            crate::pair::link(&sentence, &mut out[first..]);
        }
    }
}

/// The most bytes between a unit that stands before its number and the number: "pH reading had dropped to".
const UNIT_BEFORE_REACH: usize = 48;

/// The most bytes between a number and what it is per: "12 cases of the disease per 100,000".
const RATE_REACH: usize = 40;

/// Whether what stands between two figures makes them a series of one kind: "6-4, 3-6 and 7-5", "1850 and 1862".
fn joins_series(between: &str) -> bool {
    matches!(between, " " | ", " | " and " | ", and " | " or ")
}

impl<'t> Sentence<'t> {
    /// Gives the numbers right behind a unit that stands before them that unit.
    fn give_unit(&self, unit: Option<(UnitId, usize)>, found: &mut [Quantity]) {
        let Some((unit, end)) = unit else { return };
        for quantity in found.iter_mut().filter(|quantity| quantity.kind == QuantityKind::Number) {
            let between = &self.text[end..quantity.span.start];
            if between.len() < UNIT_BEFORE_REACH && !between.contains([',', ';', ':']) {
                (quantity.unit, quantity.kind) = (Some(unit.into()), QuantityKind::Measure);
            }
        }
    }

    /// Whether the last of `quantities` says what the one before it, without a unit, is per: "12 deaths per 100,000".
    /// That one then takes it over, as its unit.
    fn fold_rate(&self, quantities: &mut [Quantity], known: usize) -> bool {
        let [.., rate, whole] = quantities else { return false };
        if known > 0 && self.fold_consumption(rate, whole) {
            return true;
        }
        let bare = |quantity: &Quantity| quantity.unit.is_none() && quantity.kind == QuantityKind::Number;
        if known == 0 || !bare(rate) || !bare(whole) || whole.span.start - rate.span.end > RATE_REACH {
            return false;
        }
        let per = self.word_before(whole.span.start).is_some_and(|word| word.is_one_of(&["per", "every"]));
        let unit = per.then(|| whole.value.and_then(|value| self.per_so_many(value))).flatten();
        if let Some(unit) = unit {
            (rate.unit, rate.kind, rate.span.end) = (Some(unit.into()), QuantityKind::Measure, whole.span.end);
        }
        unit.is_some()
    }

    /// `8 litres per 100 km`, `8 L/100 km`: the litres take over the distance.
    fn fold_consumption(&self, rate: &mut Quantity, whole: &Quantity) -> bool {
        let common = &self.tables.common;
        let plain = |quantity: &Quantity| quantity.unit.filter(|unit| unit.per.is_none()).map(|unit| unit.of);
        let (litre, kilometre) = (plain(rate), plain(whole));
        let fits = litre.is_some() && litre == common.litre && kilometre.is_some() && kilometre == common.kilometre;
        let joined =
            fits && matches!(&self.text[rate.span.end..whole.span.start], "/" | " per " | " for every " | " every ");
        let unit = self
            .tables
            .printed
            .get(b"L/100 km".as_slice())
            .filter(|_| joined && whole.value == Some(Decimal::ONE_HUNDRED));
        if let Some(&unit) = unit {
            (rate.unit, rate.span.end) = (Some(unit.into()), whole.span.end);
        }
        unit.is_some()
    }

    /// The unit printed as `per 100,000`.
    fn per_so_many(&self, value: Decimal) -> Option<UnitId> {
        let symbol = match u32::try_from(value).ok()? {
            100 => "per 100",
            1_000 => "per 1,000",
            10_000 => "per 10,000",
            100_000 => "per 100,000",
            1_000_000 => "per 1,000,000",
            _ => return None,
        };
        self.tables.printed.get(symbol.as_bytes()).copied()
    }

    /// Cuts off what the first of `found` took from the quantity before it, which ends at `floor`.
    fn keep_apart(&self, floor: usize, found: &mut [Quantity]) {
        let Some(quantity) = found.first_mut().filter(|quantity| quantity.span.start < floor) else { return };
        quantity.span.start = self.skip_space(floor).min(quantity.core.start.max(floor));
        quantity.core.start = quantity.core.start.max(floor);
    }

    /// Reads what the digits at `anchor` begin, and gives the place to go on from.
    fn read_digits(&self, anchor: usize, out: &mut Vec<Quantity>) -> usize {
        if let Some(typed) = self.typed(anchor) {
            out.push(typed);
            return typed.span.end;
        }
        let money = self.money_before(anchor);
        let number = self.leading_point(self.magnified(self.digits(anchor), money.is_some()));
        self.read_number(self.negated(number), money, number.end, out)
    }

    /// Reads what the word at `anchor` begins, and gives the place to go on from. A unit that stands before its number
    /// is kept in `unit_before`.
    fn read_word(&self, anchor: usize, unit_before: &mut Option<(UnitId, usize)>, out: &mut Vec<Quantity>) -> usize {
        let Some(word) = self.word_at(anchor) else { return anchor + 1 };
        let lexeme = word.lexeme;
        if !lexeme.is(role::ANCHOR) {
            return word.end;
        }
        if lexeme.is(role::UNIT_BEFORE) {
            *unit_before = u16::try_from(lexeme.parts).ok().map(|unit| (UnitId(unit), word.end));
            return word.end;
        }
        if lexeme.is(role::UNIT_ALONE | role::ROMAN) {
            if let Some(figure) = self.one_of_unit(&word) {
                let end = figure.end();
                self.finish(figure, None, out);
                return end;
            }
            out.extend(self.roman_name(&word));
            return word.end;
        }
        if let Some(typed) = self.dated_word(&word, lexeme) {
            out.push(typed);
            return typed.span.end;
        }
        match self.worded(&word, lexeme) {
            Some((number, resume)) => self.read_number(number, self.money_before(number.start), resume, out),
            None => word.end,
        }
    }

    /// Reads what is around a number, and gives the place to go on from.
    fn read_number(&self, number: Number, money: Money, resume: usize, out: &mut Vec<Quantity>) -> usize {
        if money.is_none()
            && let Some(name) = self.numbered_name(&number)
        {
            out.push(name);
            return name.span.end.max(resume);
        }
        let figure = match number.form {
            Form::Fraction => self.unit_and_a_half(&number).unwrap_or_else(|| self.figure(number, money)),
            _ => self.below_zero(self.compound(self.magnitude_behind_currency(self.figure(number, money)))),
        };
        let opening = self.word_before(figure.start).filter(|word| word.gap != Gap::None);
        let known = out.len();
        match self.range(&figure, opening.map(|word| word.text)) {
            Some(range) if range.pair => self.finish_pair(figure, range, opening, out),
            Some(range) => self.finish(range, opening, out),
            None => self.finish(figure, opening, out),
        }
        out.get(known..).and_then(<[Quantity]>::last).map_or(resume, |last| last.span.end.max(resume))
    }

    /// The number at `at`, in digits or words, for the second end of a range.
    pub fn number_at(&self, at: usize, money: bool) -> Option<Number> {
        if self.byte(at).is_ascii_digit() {
            return Some(self.magnified(self.digits(at), money));
        }
        if let Some(sign) = self.char_at(at).filter(|&c| matches!(c, '-' | '\u{2212}')) {
            let digits = at + sign.len_utf8();
            let number = self.byte(digits).is_ascii_digit().then(|| self.magnified(self.digits(digits), money))?;
            return Some(self.negated(number));
        }
        let word = self.word_at(at).filter(|word| word.lexeme.is(role::CARDINAL))?;
        Some(self.cardinal(word))
    }

    /// A number in words that begins with `word`, and where reading goes on.
    fn worded(&self, word: &Word<'t>, lexeme: &Lexeme) -> Option<(Number, usize)> {
        let number = match () {
            () if lexeme.is(role::CARDINAL) => Some(self.cardinal(*word)),
            () if lexeme.is(role::MAGNITUDE | role::VAGUE | role::VAGUE_OF) => self.magnitude(word),
            () if lexeme.is(role::MULTIPLE) && self.gap_after(word.end).0 == Gap::Hyphen => None,
            () if lexeme.is(role::MULTIPLE) => {
                Some(Number::new(word.start, word.end, Some(lexeme.value), Form::Multiple))
            }
            () if lexeme.is(role::FRACTION) => self.fraction_word(word).or_else(|| self.ordinal_word(word)),
            () if lexeme.is(role::ORDINAL) => self.ordinal_word(word),
            () => None,
        }?;
        // "second half", "third quarter": the part is no share.
        let part = (number.form == Form::Ordinal).then(|| self.word_after(number.end)).flatten().filter(|next| {
            let lexeme = next.lexeme;
            lexeme.is(role::FRACTION) && !lexeme.is(role::ORDINAL)
        });
        Some((self.negated(number), part.map_or(number.end, |part| part.end)))
    }

    fn ordinal_word(&self, word: &Word) -> Option<Number> {
        word.lexeme.is(role::ORDINAL).then(|| Number::new(word.start, word.end, Some(word.lexeme.value), Form::Ordinal))
    }

    /// `half a million`, `a third of`, `half an hour`.
    fn fraction_word(&self, word: &Word<'t>) -> Option<Number> {
        let part = Decimal::ONE.checked_div(word.lexeme.parts.into())?;
        let article = self.word_before(word.start).filter(|before| before.is("a"));
        let start = article.map_or(word.start, |article| article.start);
        let number = Number::new(start, word.end, Some(part), Form::Fraction);
        if let Some(magnified) = self.fraction_of_magnitude(&number) {
            return Some(magnified);
        }
        let half = word.is("half");
        let next = self.word_after(word.end).filter(|next| next.gap == Gap::Space);
        let of = next.is_some_and(|next| next.is("of"));
        let measured = self.fraction_unit(&number).is_some();
        let shared = if half {
            of || next.is_some_and(|next| next.is_one_of(&["the", "its", "their", "all", "his", "her", "those", "our"]))
                || self.compared(word.start)
        } else {
            article.is_some()
                && (of
                    || self.compared(start)
                    || self.is_part(start, word.end)
                    || next.is_some_and(|next| {
                        next.is_one_of(&[
                            "more", "less", "fewer", "lower", "higher", "larger", "smaller", "cheaper", "weaker",
                            "stronger",
                        ])
                    }))
        };
        // "the poorest fifth of"
        let of_order = of && self.word_before(word.start).is_some_and(|before| before.text.ends_with("est"));
        let shared = shared || of_order;
        let ordinal_before = self.word_before(start).is_some_and(|before| before.lexeme.is(role::ORDINAL));
        let number = Number { start: if half { word.start } else { start }, ..number };
        let shared = shared || article.is_some_and(|article| self.one_of_unit_and(article.start).is_some());
        ((shared || measured) && !ordinal_before).then_some(number)
    }

    /// Whether a word that only stands before figures ends at `at`: "by a third", "nearly half".
    fn compared(&self, at: usize) -> bool {
        self.comparator_before(at, false).is_some()
            || self.word_before(at).is_some_and(|word| word.is_one_of(&["by", "than"]))
    }

    /// `half a million`, `a quarter of a million`, `half-million`.
    fn fraction_of_magnitude(&self, number: &Number) -> Option<Number> {
        let mut next = self.word_after(number.end).filter(|word| word.gap != Gap::None)?;
        if next.is("of") {
            next = self.word_after(next.end)?;
        }
        if next.is("a") {
            next = self.word_after(next.end)?;
        }
        if !next.lexeme.is(role::MAGNITUDE) {
            return None;
        }
        let start = if self.text[number.start..].starts_with("a ") { number.start + 2 } else { number.start };
        Some(Number { form: Form::Words, start, ..number.times(next.lexeme.times, next.end) })
    }

    /// `.77`
    fn leading_point(&self, number: Number) -> Number {
        let Form::Plain(digits) = number.form else { return number };
        let point = number.start.wrapping_sub(1);
        let lone = self.char_before(number.start) == Some('.')
            && !self.char_before(point).is_some_and(|c| c.is_alphanumeric() || c == '.' || c == ')');
        match number.value {
            Some(mut value) if lone && digits < 28 => {
                let _ = value.set_scale(digits.into());
                Number { start: point, value: Some(value), form: Form::Digits, ..number }
            }
            _ => number,
        }
    }

    /// `-5`, `−5`, `minus five`: a sign that joins nothing.
    fn negated(&self, number: Number) -> Number {
        let negative = |start: usize| Number {
            start,
            value: number.value.map(|value| -value),
            form: if matches!(number.form, Form::Plain(_)) { Form::Digits } else { number.form },
            ..number
        };
        let minus = self.word_before(number.start).filter(|word| word.gap != Gap::None);
        if let Some(word) = minus.filter(|word| word.is_one_of(&["minus", "negative"]) && !self.plus_or(word.start)) {
            return negative(word.start);
        }
        let Some(sign) = self.char_before(number.start).filter(|&c| is_dash(c) && c != '\u{2014}') else {
            return number;
        };
        let start = number.start - sign.len_utf8();
        let free = match self.char_before(start) {
            None => true,
            Some(c) => c.is_whitespace() || matches!(c, '(' | '"' | '“' | '[' | '='),
        };
        if free { negative(start) } else { number }
    }

    /// Whether `plus or` stands before `minus`: a margin has no sign.
    fn plus_or(&self, minus: usize) -> bool {
        let or = self.word_before(minus).filter(|word| word.is("or"));
        or.and_then(|or| self.word_before(or.start)).is_some_and(|word| word.is("plus"))
    }

    /// The number with its magnitude: a suffix or words.
    fn magnified(&self, number: Number, money: bool) -> Number {
        if matches!(number.form, Form::Ordinal) {
            return number;
        }
        let number = self.suffix(&number, money).unwrap_or(number);
        self.and_a_half(self.magnitudes_behind(number))
    }

    /// The bare number.
    pub fn figure_of(&self, number: Number) -> Figure {
        Figure {
            start: number.start,
            number,
            measured: None,
            currency: None,
            range: false,
            reversed: false,
            pair: false,
            second: None,
        }
    }

    /// The number with its unit, or with the currency before it.
    pub fn figure(&self, number: Number, money: Money) -> Figure {
        let figure = self.figure_of(number);
        if matches!(number.form, Form::Ordinal | Form::Multiple | Form::SpokenYear) {
            return figure;
        }
        if let Some((_, start)) = money {
            return self.with_currency(Figure { start, ..figure }, money.map(|(unit, _)| unit));
        }
        let fraction = (number.form == Form::Fraction).then(|| self.fraction_unit(&number)).flatten();
        let figure = Figure { measured: fraction.or_else(|| self.unit_behind(&number)), ..figure };
        if figure.measured.is_some() {
            return figure;
        }
        match self.prefixed_currency(&number) {
            Some((number, measured)) => Figure { number, measured: Some(measured), ..figure },
            None => figure,
        }
    }

    /// `ten degrees below zero`: what is so far below is negative.
    fn below_zero(&self, figure: Figure) -> Figure {
        let degrees = figure.unit().is_none_or(|unit| {
            unit.per.is_none() && matches!(&*self.tables.unit(unit.of).dimension, "temperature" | "angle")
        });
        let below = self.word_after(figure.end()).filter(|word| degrees && word.gap == Gap::Space && word.is("below"));
        let zero =
            below.and_then(|below| self.word_after(below.end)).filter(|word| word.gap == Gap::Space && word.is("zero"));
        let Some(zero) = zero else { return figure };
        let number = Number { value: figure.number.value.map(|value| -value), form: Form::Digits, ..figure.number };
        match figure.measured {
            Some(measured) => Figure { number, measured: Some(Measured { end: zero.end, ..measured }), ..figure },
            None => Figure { number: Number { end: zero.end, ..number }, ..figure },
        }
    }

    /// The figure in a currency that stands before it, with what it is per.
    pub fn with_currency(&self, figure: Figure, currency: Option<UnitId>) -> Figure {
        let Some(unit) = currency else { return figure };
        Figure { currency, measured: Some(self.per_and_age(unit, figure.number.end)), ..figure }
    }

    /// `half a mile`, `three quarters of an hour`: the unit of a fraction.
    fn fraction_unit(&self, number: &Number) -> Option<Measured> {
        let mut at = number.end;
        let mut next = self.word_after(at).filter(|word| word.gap != Gap::None)?;
        if next.is("of") {
            at = next.end;
            next = self.word_after(at)?;
        }
        if next.is_one_of(&["a", "an"]) {
            at = next.end;
        }
        let (gap, at) = self.gap_after(at);
        let (unit, end) = self.unit_at(at, gap == Gap::None)?;
        (!self.tables.unit(unit).per_only).then(|| self.per_and_age(unit, end))
    }

    /// Types the figure and appends it, with its comparator.
    fn finish(&self, figure: Figure, opening: Option<Word<'t>>, out: &mut Vec<Quantity>) {
        let unit = figure.unit();
        let mut quantity = Quantity {
            span: Span::new(figure.start, figure.end()),
            core: Span::new(figure.number.start, figure.number.end),
            kind: self.kind(&figure),
            comparator: Comparator::Exactly,
            value: figure.number.value,
            high: figure.number.high,
            unit,
            pair: None,
            too_large: figure.number.too_large,
            date: None,
        };
        let series = out.last().filter(|last| self.text.get(last.span.end..figure.start).is_some_and(joins_series));
        let series = series.map(|last| last.kind);
        self.share(&figure, &mut quantity);
        self.one_in(&mut quantity);
        self.retype(&figure, opening.as_ref(), series, &mut quantity);
        self.bound(&figure, &mut quantity);
        out.push(quantity);
    }

    /// The two ends of "from 20 to 30 km", each a quantity.
    fn finish_pair(&self, first: Figure, range: Figure, opening: Option<Word<'t>>, out: &mut Vec<Quantity>) {
        let (Some(low), Some(high), Some(second)) = (range.number.value, range.number.high, range.second) else {
            return;
        };
        let (from, to) = if range.reversed { (high, low) } else { (low, high) };
        let measured = first.measured.or(range.measured.map(|measured| Measured { end: first.number.end, ..measured }));
        self.finish(
            Figure { number: Number { value: Some(from), form: Form::Digits, ..first.number }, measured, ..first },
            opening,
            out,
        );
        let number = Number { start: second, value: Some(to), high: None, ..range.number };
        let start = self.money_before(second).map_or(second, |(_, start)| start);
        self.finish(Figure { start, number, range: false, ..range }, None, out);
    }

    /// A fraction without a unit is a share in percent, to four decimals.
    fn share(&self, figure: &Figure, quantity: &mut Quantity) {
        if figure.number.form != Form::Fraction || quantity.unit.is_some() || figure.range {
            return;
        }
        quantity.kind = QuantityKind::Percent;
        quantity.unit = self.tables.common.percent.map(Unit::from);
        quantity.value = quantity
            .value
            .and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED))
            .map(|value| value.round_dp(4).normalize());
    }

    fn kind(&self, figure: &Figure) -> QuantityKind {
        match figure.number.form {
            Form::Ordinal => return QuantityKind::Ordinal,
            Form::Multiple => return QuantityKind::Multiple,
            Form::SpokenYear => return QuantityKind::Year,
            _ => {}
        }
        let Some(measured) = figure.measured else { return QuantityKind::Number };
        if measured.age {
            return QuantityKind::Age;
        }
        match &*self.tables.unit(measured.unit.of).dimension {
            "share" => QuantityKind::Percent,
            "money" => QuantityKind::Money,
            _ => QuantityKind::Measure,
        }
    }

    /// Puts the comparator on, from either side.
    fn bound(&self, figure: &Figure, quantity: &mut Quantity) {
        if matches!(
            quantity.kind,
            QuantityKind::Year
                | QuantityKind::Date
                | QuantityKind::Clock
                | QuantityKind::Pronoun
                | QuantityKind::Ordinal
        ) {
            return;
        }
        if figure.number.form == Form::Vague {
            quantity.comparator = Comparator::Vague;
        } else if figure.range && quantity.kind != QuantityKind::Result && quantity.kind != QuantityKind::Ratio {
            quantity.comparator = Comparator::Between;
        }
        let before = self.comparator_before(quantity.span.start, self.is_time(quantity.unit));
        if let Some(bound) = before {
            quantity.span.start = bound.at;
            quantity.comparator = self.combined(quantity.comparator, bound.means);
        }
        if let Some(bound) = self.comparator_after(quantity.span.end) {
            quantity.span.end = bound.at;
            quantity.comparator = self.combined(quantity.comparator, bound.means);
        }
        let between = self.word_before(quantity.span.start).filter(|word| figure.range && word.is("between"));
        if let Some(between) = between {
            quantity.span.start = between.start;
        }
    }

    /// A range stays one; a vague plural stays vague; "about … or more" is at least.
    fn combined(&self, known: Comparator, new: Comparator) -> Comparator {
        match known {
            Comparator::Between | Comparator::Vague => known,
            Comparator::Exactly | Comparator::About => new,
            _ if new == Comparator::Exactly || new == Comparator::About => known,
            _ => new,
        }
    }

    /// A quantity without a value.
    pub fn plain(&self, kind: QuantityKind, start: usize, end: usize) -> Quantity {
        Quantity {
            span: Span::new(start, end),
            core: Span::new(start, end),
            kind,
            comparator: Comparator::Exactly,
            value: None,
            high: None,
            unit: None,
            pair: None,
            too_large: false,
            date: None,
        }
    }
}
