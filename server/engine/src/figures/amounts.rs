//! A number with what it is a number of, and the walk over a text that finds every figure.

use super::exact::Exact;
use super::hedges::Bounded;
use super::money::named_currency;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use super::{Figure, Hedge, Kind, Mode, Precision, Reading, Unit, Value};
use crate::text::Span;

/// A figure found between two tokens, with its other readings.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The best reading, and others of the same words. None: this is known to be no figure.
    pub(super) readings: Vec<Reading>,
    /// Figures that are part of it, or stand beside it.
    pub(super) parts: Vec<Found>,
    /// Whether in a claim the parts are what is read.
    pub(super) split: bool,
    /// For a bare number in a longer reading, that reading's kind.
    pub(super) within: Option<Kind>,
    /// The scale of its number, and whether it is that of the next in a range.
    pub(super) number: Option<Number>,
}

impl Found {
    pub(super) fn new(start: usize, end: usize, kind: Kind, value: Value, unit: Unit, precision: Precision) -> Self {
        let reading = Reading { kind, value, unit, precision };
        Self { start, end, readings: vec![reading], parts: Vec::new(), split: false, within: None, number: None }
    }

    /// Words that look like a figure and are none.
    pub(super) fn nothing(start: usize, end: usize) -> Self {
        Self { start, end, readings: Vec::new(), parts: Vec::new(), split: false, within: None, number: None }
    }

    pub(super) fn or(mut self, reading: Reading) -> Self {
        self.readings.push(reading);
        self
    }

    /// Puts a longer figure in the place of the best so far.
    pub(super) fn or_longer(best: &mut Option<Self>, next: Option<Self>) {
        if let Some(next) = next
            && best.as_ref().is_none_or(|best| next.end > best.end)
        {
            *best = Some(next);
        }
    }
}

/// The most tokens of what a number counts, with a hyphen.
const LONGEST_NOUN: usize = 6;

impl Number {
    pub(super) fn precision(&self) -> Precision {
        Precision { step: self.step, round: self.round, scale: self.scale }
    }
}

impl Reader<'_> {
    /// Puts all figures of the text into `figures`.
    pub(super) fn collect(&self, mode: Mode, figures: &mut Vec<Figure>) {
        let mut i = 0;
        while i < self.len() {
            match self.figure_at(i) {
                Some(found) => {
                    self.put(&found, mode, figures);
                    i = found.end.max(i + 1);
                }
                None => i += 1,
            }
        }
    }

    fn put(&self, found: &Found, mode: Mode, figures: &mut Vec<Figure>) {
        let claim = mode == Mode::Claim;
        let rest = |rest: &[Reading]| if self.is_surely_year(found) { Vec::new() } else { rest.to_vec() };
        // "Fell from $5 to $4" has two amounts, in the source too.
        let is_change = found.split && found.readings.iter().all(|reading| reading.kind == Kind::Range);
        let hedge = found.readings.first().and_then(|first| self.hedge(self.bounded(found, first)));
        if !(claim && found.split || is_change)
            && let Some((first, others)) = found.readings.split_first()
        {
            let (hedge, hedge_span) = hedge.unzip();
            let noun = self.noun(first, found.start, found.end);
            let paid = || self.paid_for(found.end).or_else(|| self.paid_for_before(found.start));
            let per = (first.kind == Kind::Money).then(paid).flatten();
            let figure = |reading: &Reading, also: Vec<Reading>| Figure {
                span: self.span(found.start, found.end),
                kind: reading.kind,
                value: reading.value.clone(),
                unit: match (&reading.unit, noun) {
                    (Unit::None, Some(noun)) if reading.kind == Kind::Number => {
                        Unit::Counted(self.text[noun].to_lowercase())
                    }
                    (unit, _) => unit.clone(),
                },
                hedge,
                hedge_span,
                precision: reading.precision,
                noun,
                per: per.clone(),
                also,
                within: found.within,
            };
            if claim {
                figures.push(figure(first, rest(others)));
            } else {
                figures.extend(found.readings.iter().map(|reading| figure(reading, Vec::new())));
            }
        }
        if !claim {
            self.put_open_range(found, hedge, figures);
        }
        if !claim || found.split {
            for part in &found.parts {
                self.put(part, mode, figures);
            }
        }
    }

    /// What a hedge beside the figure would bound.
    fn bounded(&self, found: &Found, reading: &Reading) -> Bounded {
        let noun = self.noun(reading, found.start, found.end);
        let ends_noun = |at: &usize| noun.is_some_and(|noun| self.span(*at, at + 1).end == noun.end);
        let noun_end = (found.end..found.end + LONGEST_NOUN).find(ends_noun).map_or(found.end, |at| at + 1);
        let is_time = matches!(&reading.unit, Unit::Measure(measure) if measure.is_time());
        let is_count = matches!(reading.kind, Kind::Number | Kind::Ordinal);
        Bounded { start: found.start, end: found.end, noun_end, is_count, is_time }
    }

    /// Whether a word before a year makes sure that it is one.
    fn is_surely_year(&self, found: &Found) -> bool {
        const LEADS: [&str; 11] =
            ["in", "since", "until", "during", "year", "early", "late", "mid", "circa", "spring", "summer"];
        let dated =
            matches!(&found.readings[..], [Reading { value: Value::Date(date), .. }, _] if date.month.is_none());
        dated && found.start > 0 && self.is_one_of(found.start - 1, &LEADS)
    }

    /// `more than 30`, `at least 5 kg`: with the hedge, a range with an open end.
    fn put_open_range(&self, found: &Found, hedge: Option<(Hedge, Span)>, figures: &mut Vec<Figure>) {
        let (Some(reading), Some((hedge, words))) = (found.readings.first(), hedge) else { return };
        let Reading { kind, value: Value::Number(value), unit, precision } = reading.clone() else { return };
        let value = match hedge {
            Hedge::Above | Hedge::AtLeast => Value::Range(Some(value), None),
            Hedge::Below | Hedge::AtMost => Value::Range(None, Some(value)),
            Hedge::About | Hedge::Nearly | Hedge::Exactly => return,
        };
        if matches!(kind, Kind::Ordinal | Kind::Multiple) || found.within.is_some() {
            return;
        }
        figures.push(Figure {
            span: self.span(found.start, found.end).cover(words),
            kind: Kind::Range,
            value,
            unit,
            hedge: None,
            hedge_span: None,
            precision,
            noun: None,
            per: None,
            also: Vec::new(),
            within: None,
        });
    }

    /// The figure that begins at `i`: the longest that any family reads.
    fn figure_at(&self, i: usize) -> Option<Found> {
        if self.opaque(i) || !self.may_begin(i) {
            return None;
        }
        let amount = self.amount(i);
        let mut best = self.date(i);
        Found::or_longer(&mut best, self.time(i));
        Found::or_longer(&mut best, self.ratio(i));
        Found::or_longer(&mut best, amount.as_ref().and_then(|first| self.range(i, first)));
        Found::or_longer(&mut best, self.special(i));
        Found::or_longer(&mut best, amount);
        best
    }

    /// A cheap look at whether any figure begins with this token.
    fn may_begin(&self, i: usize) -> bool {
        match self.sort(i) {
            Some(Sort::Digits) => true,
            Some(Sort::Sign('.')) => self.is_digits(i + 1),
            Some(Sort::Word(Lex::And)) => false,
            Some(Sort::Sign('(')) => self.is_digits(i + 1) || self.is_sign(i + 1, '.'),
            Some(Sort::Sign(sign)) => !matches!(sign, ',' | ';' | ':' | '"' | '”' | '“' | ')' | '!' | '?' | '/'),
            Some(Sort::Word(Lex::Other)) => {
                let next = i + 1;
                // "Rs. 500", "U.S. $5"; most points end a sentence.
                let is_point = || self.is_sign(next, '.') && (self.glued(next + 1) || self.may_begin(next + 1));
                self.is_digits(next)
                    || self.is_sign(next, '$')
                    || is_point()
                    || self.text_of(i).len() <= 10
                        && matches!(self.text_of(i).as_bytes()[0] | 32, b'm' | b'n' | b'p' | b's' | b'r' | b't')
                        && self.is_one_of(
                            i,
                            &["minus", "negative", "positive", "rupees", "ringgit", "scores", "tens", "rs"],
                        )
            }
            Some(Sort::Word(_)) => true,
            None => false,
        }
    }

    /// A number with its unit.
    pub(super) fn amount(&self, i: usize) -> Option<Found> {
        let found = self.money_first(i).or_else(|| self.bracketed(i)).or_else(|| self.number_first(i))?;
        (found.readings.is_empty() || self.closes(found.end) || self.is_sign(found.end, '/')).then_some(found)
    }

    /// A number, and after it what it is a number of.
    fn number_first(&self, i: usize) -> Option<Found> {
        let spoken =
            self.spoken_point(i).filter(|number| self.unit(number.end, number.form).is_some() || number.is_scaled());
        let number = self.number(i).or(spoken)?;
        if self.is_vague(i) {
            return Some(Found::nothing(i, number.end));
        }
        if let Some(height) = self.height(i, number) {
            return Some(height);
        }
        if let Some(found) = self.with_spread(i, number) {
            return Some(found);
        }
        let at = self.past_hyphen(number.end);
        if let Some(found) = self.percent(i, number) {
            return Some(found);
        }
        if number.form == Form::Ordinal {
            return self.ordinal(i, number);
        }
        if let Some(found) = self.ordinal_digits(i, number) {
            return Some(found);
        }
        if let Some(found) = self.proportion(i, number) {
            return Some(found);
        }
        if let Some(found) = self.glued_billion(i, number).or_else(|| self.grand(i, number)) {
            return Some(found);
        }
        let money = self.money_after(i, at, number);
        let quantity = self.quantity(i, at, number);
        match (money, quantity) {
            // Pounds may be either.
            (Some(money), Some(quantity)) if money.end == quantity.end => {
                let heavy = !number.is_scaled()
                    && (self.is_one_of(money.end, &["of", "heavier", "lighter", "each"])
                        || self.is_of_weight(i, money.end))
                    || at != number.end;
                let (mut first, second) = if heavy { (quantity, money) } else { (money, quantity) };
                first.readings.extend(second.readings);
                return Some(first);
            }
            (Some(money), Some(quantity)) => return Some(if money.end > quantity.end { money } else { quantity }),
            (Some(found), None) | (None, Some(found)) => return Some(found),
            (None, None) => {}
        }
        if number.form == Form::One && self.is_pronoun(i, number.end) {
            return Some(Found::nothing(i, number.end));
        }
        if let Some(found) = self.multiple(i, number) {
            return Some(found);
        }
        let end = number.end;
        if number.form == Form::Plain && !self.closes(end) {
            return None;
        }
        let unit = if number.form == Form::Fraction { Unit::Share } else { Unit::None };
        let mut found = self.found(i, end, number, unit);
        if number.form == Form::Fraction {
            found.parts = self.parts_of_stroke(i, end);
        }
        if let Some(unit) = self.unit_of_list(i, number) {
            let with_unit = self.found(i, end, number, unit);
            found.readings = [with_unit.readings, found.readings].concat();
        }
        if !self.is_numbered(i) {
            return Some(found);
        }
        let value = Value::Number(number.value);
        Some(found.or(Reading { kind: Kind::Ordinal, value, unit: Unit::None, precision: Precision::EXACT }))
    }

    /// Those of `21/28`, each a count: what others write `21 of 28`.
    fn parts_of_stroke(&self, i: usize, end: usize) -> Vec<Found> {
        if end != i + 3 || !self.is_sign(i + 1, '/') {
            return Vec::new();
        }
        let part = |at: usize| {
            let value = Exact::int(self.small_digits(at)?.into());
            Some(Found::new(at, at + 1, Kind::Number, Value::Number(value), Unit::None, Precision::EXACT))
        };
        [i, i + 2].into_iter().filter_map(part).collect()
    }

    /// The unit that the last of several numbers has for all: `45 and 50 mg`, `3, 4 and 5 per cent`.
    fn unit_of_list(&self, i: usize, number: Number) -> Option<Unit> {
        const MOST: usize = 6;
        let is_bare = |number: &Number| matches!(number.form, Form::Plain | Form::Digits) && !number.is_scaled();
        let is_year = |at: usize| self.year_digits(at).is_some();
        let mut last = number;
        let mut at = i;
        for _ in 0..MOST {
            if !is_bare(&last) || is_year(at) || self.is_ranked(at) || !self.closes(last.end) {
                return None;
            }
            let is_last = self.is_and(last.end) || self.is(last.end, "or");
            if !(is_last || self.is_sign(last.end, ',') && self.is_digits(last.end + 1)) {
                return None;
            }
            at = last.end + 1;
            last = self.number(at)?;
            if is_last {
                let place = self.past_hyphen(last.end);
                // The hour of "14.30 and 18h00" is its own.
                let is_own = self.glued(place) && self.text_of(place) == "h";
                let measure = || self.unit(place, last.form).map(|(unit, _)| Unit::Measure(Box::new(unit)));
                let measure = || if is_own { None } else { measure() };
                return self.percent_sign(place).map(|(unit, _)| unit).or_else(measure).filter(|_| is_bare(&last));
            }
        }
        None
    }

    /// Whether what stands around a number of pounds tells that they are weighed: a word of weight shortly before, another
    /// mass right after (`25 pounds, or 11 kg`).
    fn is_of_weight(&self, i: usize, end: usize) -> bool {
        const FAR: usize = 5;
        const WORDS: [&str; 6] = ["weigh", "weighs", "weighed", "weighing", "weight", "weights"];
        let is_led = (i.saturating_sub(FAR)..i)
            .rev()
            .take_while(|&at| !self.is_any_sign(at, ".;"))
            .any(|at| self.is_one_of(at, &WORDS));
        let other = (end..end + 3).find(|&at| self.is_digits(at)).and_then(|at| {
            let number = self.number(at)?;
            self.unit(self.past_hyphen(number.end), number.form)
        });
        is_led || other.is_some_and(|(unit, _)| unit.is_mass())
    }

    /// `1.2b`: a billion, or bits.
    fn glued_billion(&self, i: usize, number: Number) -> Option<Found> {
        let end = number.end;
        let is_b = self.text_of(end) == "b" && self.glued(end) && self.closes(end + 1) && !self.is_sign(end + 1, '/');
        let fits = number.form == Form::Digits && !number.is_scaled();
        if !(is_b && fits) || self.currency_after(end + 1).is_some() {
            return None;
        }
        let billions = Number { end: end + 1, ..number.sharing_scale(9)? };
        Some(self.found(i, end + 1, billions, Unit::None))
    }

    /// `ten grand`: thousands of dollars or pounds.
    fn grand(&self, i: usize, number: Number) -> Option<Found> {
        let at = number.end;
        let is_money = self.is(at, "grand") && self.gap(at) == Gap::Blank && !self.has_capital(at);
        let counts = self.is_word(at + 1) && !self.is_function_word(at + 1);
        if !is_money || counts || number.is_scaled() {
            return None;
        }
        let number = Number { end: at + 1, ..number.sharing_scale(3)? };
        let [dollars, pounds] = ["dollars", "pounds"].map(named_currency);
        let found = self.found(i, at + 1, number, Unit::Currency(dollars?));
        let other = self.found(i, at + 1, number, Unit::Currency(pounds?));
        Some(Found { readings: [found.readings.clone(), other.readings].concat(), ..found })
    }

    /// Whether a word before a number makes a place in an order of it: `No. 3`, `number one`.
    fn is_numbered(&self, i: usize) -> bool {
        let dot = usize::from(i > 1 && self.is_sign(i - 1, '.') && self.glued(i - 1));
        i > dot && self.is_one_of(i - dot - 1, &["no", "nos", "number", "numbers"])
    }

    /// `12.4 ± 0.3 mm`: two figures, the value and how far off it may be.
    fn with_spread(&self, i: usize, number: Number) -> Option<Found> {
        let end = number.end;
        let slashed = self.is_sign(end, '+') && self.is_sign(end + 1, '/') && self.is_any_sign(end + 2, "-−");
        let at = if slashed { end + 3 } else { end + 1 };
        if !(slashed || self.is_sign(end, '±')) {
            return None;
        }
        let spread = self.number(at)?;
        // "(3.2 ± 0.4) × 10^6"
        let close = spread.end;
        if self.is_sign(close, ')')
            && let Some(power) = self.with_power(Number { end: close + 1, ..number })
        {
            return Some(self.found(i, power.end, power, Unit::None));
        }
        let second = self.amount(at).unwrap_or_else(|| self.found(at, spread.end, spread, Unit::None));
        let unit = second.readings.first().map_or(Unit::None, |reading| reading.unit.clone());
        let mut whole = Found::nothing(i, second.end);
        whole.parts = vec![self.found(i, number.end, number, unit), second];
        whole.split = true;
        Some(whole)
    }

    pub(super) fn found(&self, start: usize, end: usize, number: Number, unit: Unit) -> Found {
        let kind = unit.kind();
        let mut found = Found::new(start, end, kind, Value::Number(number.value), unit, number.precision());
        found.number = Some(number);
        found
    }

    /// The bare number of a longer reading.
    pub(super) fn bare(&self, start: usize, number: Number, within: Kind) -> Option<Found> {
        let mut found = self.found(start, number.end, number, Unit::None);
        found.within = Some(within);
        Some(found)
    }

    // --- other figures
}

impl Lex {
    pub(super) fn is_month(self) -> bool {
        matches!(self, Lex::Month(_))
    }
}
