//! A number with what it is a number of, and the walk over a text that finds every figure.

use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use super::units::Measure;
use super::{Figure, Hedge, Kind, Mode, Precision, Reading, Unit, Value};

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
}

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
        if !(claim && found.split)
            && let Some((first, others)) = found.readings.split_first()
        {
            let (hedge, hedge_span) = self.hedge(found.start, found.end).unzip();
            let noun = self.noun(first, found.end);
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
            self.put_open_range(found, figures);
        }
        if !claim || found.split {
            for part in &found.parts {
                self.put(part, mode, figures);
            }
        }
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
    fn put_open_range(&self, found: &Found, figures: &mut Vec<Figure>) {
        let Some((Reading { kind, value: Value::Number(value), unit, precision }, (hedge, words))) =
            found.readings.first().cloned().zip(self.hedge(found.start, found.end))
        else {
            return;
        };
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
            also: Vec::new(),
            within: None,
        });
    }

    /// The figure that begins at `i`: the longest that any family reads.
    fn figure_at(&self, i: usize) -> Option<Found> {
        if self.opaque(i) || !self.may_begin(i) {
            return None;
        }
        let mut best: Option<Found> = None;
        for found in [self.date(i), self.time(i), self.ratio(i), self.range(i), self.special(i), self.amount(i)]
            .into_iter()
            .flatten()
        {
            if best.as_ref().is_none_or(|best| found.end > best.end) {
                best = Some(found);
            }
        }
        best
    }

    /// A cheap look at whether any figure begins with this token.
    fn may_begin(&self, i: usize) -> bool {
        match self.sort(i) {
            Some(Sort::Digits) => true,
            Some(Sort::Sign(sign)) => !matches!(sign, ',' | ';' | ':' | '"' | '”' | '“' | ')' | '(' | '!' | '?' | '/'),
            Some(Sort::Word(Lex::Other)) => {
                let next = i + 1;
                self.is_digits(next)
                    || self.is_any_sign(next, ".$")
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

    // --- amounts

    /// A number with its unit.
    pub(super) fn amount(&self, i: usize) -> Option<Found> {
        let found = self.money_first(i).or_else(|| self.number_first(i))?;
        (found.readings.is_empty() || self.closes(found.end) || self.is_sign(found.end, '/')).then_some(found)
    }

    /// `$2.5 billion`, `-$5`, `USD 115`, `Rs 5 crore`.
    fn money_first(&self, i: usize) -> Option<Found> {
        let signed = self.is_any_sign(i, "-−+") && (i == 0 || !self.glued(i)) && self.glued(i + 1);
        let named = self.currency_before(i + usize::from(signed))?;
        let negative =
            self.is_any_sign(named.end, "-−") && self.glued(named.end) && self.glued(named.end + 1) && !signed;
        let number = self
            .number(named.end + usize::from(negative))
            .filter(|number| !matches!(number.form, Form::Ordinal | Form::One))?;
        let number = self.with_money_scale(number);
        let number = number.times(named.worth)?;
        let number = if negative || signed && !self.is_sign(i, '+') { number.times(Exact::int(-1))? } else { number };
        // The country may follow: "$5 US", "USD 5 dollars".
        let (currency, end) = match self.currency_after(number.end) {
            Some(after) if after.worth == Exact::ONE && after.currency.agrees(named.currency) => {
                (if after.currency.stated { after.currency } else { named.currency }, after.end)
            }
            _ => (named.currency, number.end),
        };
        let end = self.past_plural(end);
        let mut found = self.found(i, end, number, Unit::Currency(currency));
        found.parts.extend(self.bare(named.end, number, Kind::Money));
        Some(self.with_cents(found, number, currency))
    }

    /// `m`, `b`, `t`, `k` after a sum of money.
    fn with_money_scale(&self, number: Number) -> Number {
        let end = number.end;
        let exponent = match self.text_of(end) {
            "m" => 6,
            "b" => 9,
            "t" => 12,
            "M" | "MM" | "mm" => 6,
            "B" => 9,
            "T" => 12,
            _ => return number,
        };
        if number.is_scaled() || !self.glued(end) && !self.closes(end + 1) {
            return number;
        }
        number.sharing_scale(exponent).map_or(number, |scaled| Number { end: end + 1, ..scaled })
    }

    /// `£77000s`
    fn past_plural(&self, end: usize) -> usize {
        if self.glued(end) && self.text_of(end) == "s" { end + 1 } else { end }
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
        let number = self.past_tolerance(number);
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
        let money = self.money_after(i, at, number);
        let quantity = self.quantity(i, at, number);
        match (money, quantity) {
            // Pounds may be either.
            (Some(money), Some(quantity)) if money.end == quantity.end => {
                let heavy = !number.is_scaled() && self.is_one_of(money.end, &["of", "heavier", "lighter", "each"])
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
        Some(self.found(i, end, number, unit))
    }

    /// `±0.01`, `+/- 1e-5`: how far off the number may be.
    fn past_tolerance(&self, number: Number) -> Number {
        let end = number.end;
        let slashed = self.is_sign(end, '+') && self.is_sign(end + 1, '/') && self.is_any_sign(end + 2, "-−");
        let at = if slashed { end + 3 } else { end + 1 };
        if !(slashed || self.is_sign(end, '±')) {
            return number;
        }
        self.number(at).map_or(number, |tolerance| Number { end: tolerance.end, ..number })
    }

    pub(super) fn found(&self, start: usize, end: usize, number: Number, unit: Unit) -> Found {
        let kind = unit.kind();
        let mut found = Found::new(start, end, kind, Value::Number(number.value), unit, number.precision());
        found.number = Some(number);
        found
    }

    /// The bare number of a longer reading.
    fn bare(&self, start: usize, number: Number, within: Kind) -> Option<Found> {
        let mut found = self.found(start, number.end, number, Unit::None);
        found.within = Some(within);
        Some(found)
    }

    fn percent(&self, i: usize, number: Number) -> Option<Found> {
        let at = self.past_hyphen(number.end);
        // "half of one percent"
        let (at, number) = match (number.form, self.is(at, "of"), self.is_one_of(at + 1, &["one", "a", "1"])) {
            (Form::Fraction, true, true) => (at + 2, number),
            (Form::Fraction, false, _) if self.lex(at) == Lex::Article => (at + 1, number),
            _ => (at, number),
        };
        let (unit, mut end) = self.percent_sign(at)?;
        if unit == Unit::Percent
            && let Some(after) = self.points(self.past_hyphen(end))
        {
            let number = Number { end: after, ..number };
            return Some(self.found(i, after, number, Unit::PercentPoints));
        }
        if self.glued(end) && (self.is_digits(end) || self.is_word(end)) {
            return Some(Found::nothing(i, end + 1));
        }
        // "%)" and "%-" end it as well.
        end = end.max(at + 1);
        Some(self.found(i, end, number, unit))
    }

    fn percent_sign(&self, at: usize) -> Option<(Unit, usize)> {
        if self.is_any_sign(at, "%％") {
            return Some((Unit::Percent, at + 1));
        }
        if self.is_one_of(at, &["percent", "pct", "percentage", "percents"]) {
            return Some((Unit::Percent, at + 1));
        }
        if self.is(at, "per") && self.is_one_of(self.past_hyphen(at + 1), &["cent"]) {
            return Some((Unit::Percent, self.past_hyphen(at + 1) + 1));
        }
        if self.is(at, "p") && self.is_sign(at + 1, '.') && self.is(at + 2, "c") && self.glued(at + 2) {
            return Some((Unit::Percent, at + 3 + usize::from(self.is_sign(at + 3, '.') && self.glued(at + 3))));
        }
        if self.is_one_of(at, &["pp", "ppt", "ppts", "pps"]) {
            return Some((Unit::PercentPoints, at + 1));
        }
        if self.is_one_of(at, &["bp", "bps"]) && !self.is(at + 1, "of") {
            return Some((Unit::BasisPoints, at + 1));
        }
        if self.is(at, "basis") && self.is_one_of(self.past_hyphen(at + 1), &["point", "points"]) {
            return Some((Unit::BasisPoints, self.past_hyphen(at + 1) + 1));
        }
        None
    }

    fn points(&self, at: usize) -> Option<usize> {
        self.is_one_of(at, &["point", "points"]).then_some(at + 1)
    }

    /// A number in words that ends with an ordinal.
    fn ordinal(&self, i: usize, number: Number) -> Option<Found> {
        // "First, …" and "first of all" count nothing.
        let first = self.is(i, "first") && number.end == i + 1;
        if first && (self.is(i + 1, "of") && self.is(i + 2, "all")) {
            return Some(Found::nothing(i, i + 3));
        }
        if self.is_hyphen(i + 1)
            && self.is_one_of(i + 2, &["hand", "party", "guess", "rate", "class", "degree", "person"])
        {
            return Some(Found::nothing(i, i + 3));
        }
        let opens = first && (i == 0 || self.is_any_sign(i - 1, ".!?"));
        if opens && self.is_sign(i + 1, ',') && !matches!(self.lex(i + 2), Lex::Ordinal(_)) {
            return Some(Found::nothing(i, i + 1));
        }
        Some(self.ordinal_of(i, number.end, number))
    }

    fn ordinal_of(&self, i: usize, end: usize, number: Number) -> Found {
        let mut found = Found::new(i, end, Kind::Ordinal, Value::Number(number.value), Unit::None, Precision::EXACT);
        // One hundredth may be a share, too.
        if i + 2 == end
            && self.is(i, "one")
            && matches!(self.lex(i + 1), Lex::HundredOrdinal | Lex::ScaleOrdinal(_))
            && let Some(value) = Exact::ONE.over(number.value)
        {
            found = found.or(Reading {
                kind: Kind::Number,
                value: Value::Number(value),
                unit: Unit::Share,
                precision: Precision::EXACT,
            });
        }
        found
    }

    /// `36th`, `25111th`.
    fn ordinal_digits(&self, i: usize, number: Number) -> Option<Found> {
        let suffix = number.end;
        let whole = number.value.as_int()?;
        if number.is_scaled()
            || !self.glued(suffix)
            || !self.is_one_of(suffix, &["st", "nd", "rd", "th"])
            || !self.closes(suffix + 1)
        {
            return None;
        }
        let right = match (whole % 10, whole % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        Some(if self.is(suffix, right) {
            self.ordinal_of(i, suffix + 1, number)
        } else {
            Found::nothing(i, suffix + 1)
        })
    }

    /// `seven out of ten`, `one in five`, `3 in 10`.
    fn proportion(&self, i: usize, number: Number) -> Option<Found> {
        let out = self.is(number.end, "out") && self.is(number.end + 1, "of");
        let in_ = self.is(number.end, "in") && matches!(self.lex(number.end + 1), Lex::Small(_))
            || self.is(number.end, "in") && self.is_digits(number.end + 1) && number.form != Form::Digits;
        let at = number.end + if out { 2 } else { 1 };
        if !(out || in_) {
            return None;
        }
        let whole = self.number(at).filter(|whole| matches!(whole.form, Form::Plain | Form::Words | Form::Digits))?;
        let small = number.value < whole.value && whole.value >= Exact::int(2);
        // "One in five", but not "5 in 2012" or "two in three days".
        let odds = out
            || (number.value <= Exact::int(9)
                && matches!(whole.value.as_int(), Some(2..=10 | 12 | 20 | 25 | 50 | 100 | 1000 | 10_000 | 1_000_000)));
        if !small
            || !odds
            || number.is_scaled()
            || (!out && self.unit(whole.end, whole.form).is_some())
            || self.lex(whole.end).is_month()
        {
            return None;
        }
        let share = Number {
            value: number.value.over(whole.value)?,
            step: Exact::ratio(1, 50)?,
            round: Exact::ratio(1, 50)?,
            form: Form::Fraction,
            end: whole.end,
            scale: 0,
        };
        let mut found = self.found(i, whole.end, share, Unit::Share);
        found.parts.extend(self.bare(i, number, Kind::Number));
        found.parts.extend(self.bare(at, whole, Kind::Number));
        Some(found)
    }

    fn money_after(&self, i: usize, at: usize, number: Number) -> Option<Found> {
        let number_end = number.end;
        let number = self.before_currency(number);
        let at = if number.end > number_end { number.end } else { at };
        // "half a dollar"
        let at = if number.form == Form::Fraction && self.lex(at) == Lex::Article { at + 1 } else { at };
        let named = self.currency_after(at).or_else(|| self.small_change(at))?;
        let worth = number.times(named.worth)?;
        let mut found = self.found(i, named.end, Number { end: number.end, ..worth }, Unit::Currency(named.currency));
        if let Some(whole) = self.with_cents_after(&found, number, named) {
            return Some(whole);
        }
        found.parts.extend(self.bare(i, number, Kind::Money));
        Some(found)
    }

    /// `50c`, `20p`, right after digits.
    fn small_change(&self, at: usize) -> Option<super::money::Named> {
        let name = match self.text_of(at) {
            "c" => "cents",
            "p" => "pence",
            _ => return None,
        };
        (self.glued(at) && self.is_digits(at - 1) && self.closes(at + 1))
            .then(|| super::money::hundredths(name, at + 1))?
    }

    /// `3m dollars`, `5b €`.
    fn before_currency(&self, number: Number) -> Number {
        let scaled = self.with_money_scale(number);
        if scaled.end > number.end && self.currency_after(scaled.end).is_some() { scaled } else { number }
    }

    /// `$20 and 43c`, `2 euros and 5 cents`, `seventy five dollars sixty three`.
    fn with_cents(&self, found: Found, number: Number, currency: super::Currency) -> Found {
        let named = super::money::Named { currency, worth: Exact::ONE, end: found.end };
        self.with_cents_after(&found, number, named).unwrap_or(found)
    }

    fn with_cents_after(&self, found: &Found, number: Number, named: super::money::Named) -> Option<Found> {
        if named.worth != Exact::ONE || number.value.as_int().is_none() || number.is_scaled() {
            return None;
        }
        let and = self.lex(named.end) == Lex::And;
        let at = named.end + usize::from(and);
        if self.is_sign(named.end, ',') {
            return None;
        }
        let cents = self.number(at)?;
        let small = matches!(cents.form, Form::Plain | Form::Words | Form::One)
            && cents.value < Exact::int(100)
            && cents.value > Exact::ZERO;
        if !small {
            return None;
        }
        let end = match self.hundredths(cents.end) {
            Some(end) => end,
            // "twenty rupees 43", where nothing else follows.
            None if !and
                && !self.is_word(cents.end)
                && self.closes(cents.end)
                && !self.is_any_sign(cents.end, "%/")
                && self.is_word(named.end - 1) =>
            {
                cents.end
            }
            None => return None,
        };
        let hundredth = Exact::ratio(1, 100)?;
        let value = number.value.plus(cents.value.times(hundredth)?)?;
        let number = Number { value, step: hundredth, round: hundredth, end, ..number };
        Some(self.found(found.start, end, number, Unit::Currency(named.currency)))
    }

    fn hundredths(&self, at: usize) -> Option<usize> {
        let glued = self.glued(at) && self.text_of(at) == "c";
        let named = self.currency_after(at).filter(|named| named.worth != Exact::ONE).map(|named| named.end);
        if glued || self.is_one_of(at, &["sen", "sens"]) { Some(at + 1) } else { named }
    }

    fn quantity(&self, i: usize, at: usize, number: Number) -> Option<Found> {
        // "three fifths of an inch", "half an hour"
        let of = usize::from(number.form == Form::Fraction && self.is(at, "of"));
        let at = if number.form == Form::Fraction && self.lex(at + of) == Lex::Article { at + of + 1 } else { at };
        let glued_metre = self.text_of(at) == "m" && self.glued(at);
        if matches!(self.lex(at), Lex::Ordinal(_)) && !matches!(number.value.as_int(), Some(1)) {
            return None;
        }
        if self.lex(at) == Lex::Article && number.form == Form::One {
            return None;
        }
        if self.is(i, "one") && self.is_idle_day(i, at) {
            return Some(Found::nothing(i, at + 1));
        }
        let (measure, end) = self.unit(at, number.form).or_else(|| self.described_time(at, number))?;
        let end = if self.is_sign(end, '.')
            && self.glued(end)
            && self.text_of(end - 1).len() <= 3
            && self.is_word(end + 1)
            && self.text_of(end + 1).starts_with(|c: char| c.is_lowercase())
            && !self.plural_word(end - 1)
        {
            end + 1
        } else {
            end
        };
        if let Some(found) = self.compound(i, number, &measure, end) {
            return Some(found);
        }
        let (mut end, mut measure) = (end, measure);
        if matches!(measure.symbol.as_str(), "a" | "mo" | "wk" | "d") {
            end = self.past_age(end);
        } else if measure.symbol == "deg"
            && let Some((scale, after)) = self.temperature_scale(end)
        {
            (measure, end) = (scale, after);
        }
        let mut found = self.found(i, end, number, Unit::Measure(Box::new(measure)));
        if glued_metre && let Some(million) = number.sharing_scale(6) {
            let reading = self.found(i, end, million, Unit::None).readings.remove(0);
            // "5m people", but "5m tall".
            if self.counts(end) { found.readings.insert(0, reading) } else { found.readings.push(reading) }
        }
        if let Some(bits) = self.bits(at) {
            let reading = Reading { unit: Unit::Measure(Box::new(bits)), ..found.readings[0].clone() };
            found = found.or(reading);
        }
        found.parts.extend(self.bare(i, number, Kind::Quantity));
        Some(found)
    }

    /// `eight agonizing months`, `five more years`: a word between the number and its unit.
    fn described_time(&self, at: usize, number: Number) -> Option<(Measure, usize)> {
        const SPANS: [&str; 6] = ["years", "months", "weeks", "days", "hours", "minutes"];
        let described =
            self.gap(at) == Gap::Blank && self.is_noun(at) && self.text_of(at).starts_with(|c: char| c.is_lowercase());
        let many = number.value > Exact::ONE && !matches!(number.form, Form::Fraction | Form::Ordinal);
        if !described || !many || !self.is_one_of(at + 1, &SPANS) {
            return None;
        }
        self.unit(at + 1, Form::Words)
    }

    /// `one day`, at some time.
    fn is_idle_day(&self, i: usize, at: usize) -> bool {
        const MEASURED: [&str; 9] = ["in", "within", "for", "than", "about", "only", "just", "least", "by"];
        self.is(at, "day")
            && self.gap(at) == Gap::Blank
            && !self.is_one_of(at + 1, &["later", "earlier", "after", "before", "ago", "and"])
            && i > 0
            && !self.is_one_of(i - 1, &MEASURED)
    }

    fn plural_word(&self, i: usize) -> bool {
        self.text_of(i).ends_with('s')
    }

    fn counts(&self, i: usize) -> bool {
        self.is_word(i)
            && self.lex(i) == Lex::Other
            && self.plural_word(i)
            && !self.is_one_of(i, &["is", "was", "has", "as", "this"])
    }

    /// `° on the Celsius scale`
    fn temperature_scale(&self, end: usize) -> Option<(Measure, usize)> {
        let scaled = self.is(end, "on") && self.is(end + 1, "the") && self.is(end + 3, "scale");
        let at = if scaled { end + 2 } else { return None };
        let (measure, _) = self.unit(at, Form::Words)?;
        Some((measure, end + 4))
    }

    /// `years old`, `-year-old`, `years of age`.
    fn past_age(&self, end: usize) -> usize {
        let at = self.past_hyphen(end);
        if self.is_one_of(at, &["old", "olds"]) {
            at + 1
        } else if self.is(at, "of") && self.is(at + 1, "age") {
            at + 2
        } else {
            end
        }
    }

    /// `5'10"`: feet and inches, which quotation marks alone would not tell.
    fn height(&self, i: usize, feet: Number) -> Option<Found> {
        let end = feet.end;
        let marked = self.is_any_sign(end, "'’′")
            && self.glued(end)
            && self.glued(end + 1)
            && self.is_any_sign(end + 2, "\"”″")
            && self.glued(end + 2);
        let inches = i64::from(self.small_digits(end + 1)?);
        let (foot, _) = self.named_unit("foot")?;
        if !marked || feet.form != Form::Plain || inches > 11 {
            return None;
        }
        let inch = Exact::ratio(1, 12)?;
        let number =
            Number { value: feet.value.plus(inch.times(Exact::int(inches))?)?, step: inch, round: inch, ..feet };
        Some(self.found(i, end + 3, number, Unit::Measure(Box::new(foot))))
    }

    /// `5 ft 2 in`, `6 lb 4 oz`, `2 hours and 30 minutes`.
    fn compound(&self, i: usize, number: Number, measure: &Measure, end: usize) -> Option<Found> {
        const PAIRS: [(&str, &str); 6] = [
            ("[ft_i]", "[in_i]"),
            ("[lb_av]", "[oz_av]"),
            ("[stone_av]", "[lb_av]"),
            ("h", "min"),
            ("min", "s"),
            ("deg", "'"),
        ];
        let (_, lower) = PAIRS.iter().find(|(upper, _)| *upper == measure.symbol)?;
        number.value.as_int()?;
        let at = end + usize::from(self.lex(end) == Lex::And);
        let rest = self.number(at)?;
        let place = self.past_hyphen(rest.end);
        let (under, after) = if self.is(place, "in") && self.closes(place + 1) && *lower == "[in_i]" {
            self.unit(place, Form::Fraction).or_else(|| named_inch(place + 1))?
        } else {
            self.unit(place, rest.form)?
        };
        if under.symbol != *lower || rest.form == Form::Ordinal {
            return None;
        }
        let value = number.value.plus(under.convert(rest.value, measure)?)?;
        let step = under.convert(rest.step, measure)?;
        let whole = Number { value, step, round: step, end: after, ..number };
        let mut found = self.found(i, after, whole, Unit::Measure(Box::new(measure.clone())));
        found.parts.push(self.found(i, end, number, Unit::Measure(Box::new(measure.clone()))));
        found.parts.push(self.found(at, after, rest, Unit::Measure(Box::new(under))));
        Some(found)
    }

    /// `three times`, `3x`, `tenfold` after digits.
    fn multiple(&self, i: usize, number: Number) -> Option<Found> {
        let at = self.past_hyphen(number.end);
        let fold = self.is(at, "fold");
        let x = self.is_one_of(at, &["x", "×"]) && self.glued(at) && self.closes(at + 1);
        if !(self.is(at, "times") || fold || x) {
            return None;
        }
        Some(Found::new(i, at + 1, Kind::Multiple, Value::Number(number.value), Unit::None, number.precision()))
    }

    /// `several hundred`, `a few thousand`: nobody knows how many.
    fn is_vague(&self, i: usize) -> bool {
        i > 0
            && matches!(self.lex(i), Lex::Hundred | Lex::Scale(_) | Lex::Dozen)
            && (self.is_one_of(i - 1, &["several", "few", "many"])
                || (self.is(i - 1, "of") && i > 1 && self.is(i - 2, "couple")))
    }

    /// `one` for a thing: the one you mentioned, one of them, no one.
    fn is_pronoun(&self, i: usize, end: usize) -> bool {
        const BEFORE: [&str; 14] = [
            "no", "the", "this", "that", "every", "any", "each", "some", "another", "which", "a", "no-one", "new",
            "only",
        ];
        if !self.is(i, "one") {
            return false;
        }
        if self.gap(end) == Gap::None && self.is_any_sign(end, "'’") {
            return true;
        }
        if i > 0 && (self.is_one_of(i - 1, &BEFORE) || (self.is_hyphen(i - 1) && self.glued(i))) {
            return !self.is_one_of(i - 1, &["only", "the"]) || !self.is_word(end) || self.is_function_word(end);
        }
        let counted =
            i > 0 && (self.lex(i - 1) == Lex::And || self.is_digits(i - 1) || matches!(self.lex(i - 1), Lex::Small(_)));
        if !self.is_word(end) {
            return i > 0 && !counted && !self.is_any_sign(i - 1, ":(");
        }
        self.is_function_word(end)
            && !matches!(self.lex(end), Lex::Small(_) | Lex::And)
            && !(self.lex(end) == Lex::And && counted)
    }

    // --- other figures

    /// Figures that begin with a word of their own.
    fn special(&self, i: usize) -> Option<Found> {
        let number = |end: usize, value: i64, kind: Kind| {
            Some(Found::new(i, end, kind, Value::Number(Exact::int(value)), Unit::None, Precision::EXACT))
        };
        match self.lex(i) {
            Lex::Times(value) => {
                let idle = i > 0 && self.is_one_of(i - 1, &["think", "thought", "thinks", "thinking"]);
                if idle { Some(Found::nothing(i, i + 1)) } else { number(i + 1, i64::from(value), Kind::Multiple) }
            }
            Lex::Hundred | Lex::Scale(_) | Lex::Dozen if self.plural(i) => self.collective(i),
            Lex::Quarter | Lex::Half if self.len() == i + 1 && i == 0 && !self.plural(i) => {
                let value = Exact::ratio(1, if self.lex(i) == Lex::Half { 2 } else { 4 })?;
                Some(Found::new(i, i + 1, Kind::Number, Value::Number(value), Unit::Share, Precision::EXACT))
            }
            Lex::Small(hundreds @ 1..=9) => self.spoken_hundreds(i, hundreds),
            Lex::Article if self.is(i + 1, "pair") && self.lex(i + 2) != Lex::Hundred => number(i + 2, 2, Kind::Number),
            Lex::Article => self.one_unit(i),
            Lex::Lead if self.is(i, "single") => number(i + 1, 1, Kind::Number).filter(|_| !self.is_hyphen(i + 1)),
            Lex::Lead if self.is(i, "aged") => self.aged(i),
            Lex::Lead if self.is(i, "absolute") && self.is(i + 1, "zero") => {
                let (kelvin, _) = self.named_unit("kelvin")?;
                Some(Found::new(
                    i,
                    i + 2,
                    Kind::Quantity,
                    Value::Number(Exact::ZERO),
                    Unit::Measure(Box::new(kelvin)),
                    Precision::EXACT,
                ))
            }
            Lex::Other if self.is_one_of(i, &["scores", "tens"]) => self.collective(i),
            _ => None,
        }
    }

    /// `hundreds`, `tens of thousands`, `dozens of`: from one such to ten of them.
    fn collective(&self, i: usize) -> Option<Found> {
        let of = self.is(i + 1, "of");
        let (low, factor) = match self.lex(i) {
            Lex::Hundred => (100, 10),
            Lex::Dozen => (12, 10),
            Lex::Scale(exponent) => (10i64.checked_pow(u32::from(exponent))?, 1000),
            _ if self.is(i, "tens") => (10, 10),
            _ if of && self.is(i, "scores") && !self.is_digits(i + 2) => (20, 10),
            _ => return None,
        };
        let (exponent, end) = match self.lex(i + 2) {
            Lex::Scale(exponent) if of && self.plural(i + 2) => (exponent, i + 3),
            _ => (0, i + 1),
        };
        if self.is(i, "tens") && exponent == 0 {
            return None;
        }
        let low = Exact::int(low).times(Exact::power_of_ten(i32::from(exponent))?)?;
        let high = low.times(Exact::int(factor))?;
        if i > 0 && (self.is_digits(i - 1) || matches!(self.lex(i - 1), Lex::Small(_))) {
            return None;
        }
        Some(Found::new(i, end, Kind::Number, Value::Range(Some(low), Some(high)), Unit::None, Precision::EXACT))
    }

    /// `two fifty five`, `three twenty`: hundreds as they are spoken, where they stand alone.
    fn spoken_hundreds(&self, i: usize, hundreds: u8) -> Option<Found> {
        let Lex::Small(tens) = self.lex(i + 1) else { return None };
        let alone = (i == 0 || !self.follows_small(i)) && tens >= 10 && self.gap(i + 1) == Gap::Blank;
        let rest = match (tens, self.lex(self.past_hyphen(i + 2))) {
            (20.., Lex::Small(unit @ 1..=9)) => tens + unit,
            _ => tens,
        };
        let end = if rest > tens { self.past_hyphen(i + 2) + 1 } else { i + 2 };
        let goes_on = matches!(self.lex(end), Lex::Small(_) | Lex::Hundred | Lex::Scale(_) | Lex::Ordinal(_));
        if !alone || goes_on {
            return None;
        }
        let value = i64::from(hundreds) * 100 + i64::from(rest);
        Some(Found::new(i, end, Kind::Number, Value::Number(Exact::int(value)), Unit::None, Precision::EXACT))
    }

    fn follows_small(&self, i: usize) -> bool {
        matches!(self.lex(i - 1), Lex::Small(_) | Lex::Scale(_) | Lex::Hundred)
            || self.is_digits(i - 1)
            || self.is_one_of(i - 1, &["o", "oh"])
    }

    /// `a gallon`, where the article counts.
    fn one_unit(&self, i: usize) -> Option<Found> {
        const COUNTED: [&str; 12] = [
            "gallon",
            "mile",
            "kilometre",
            "kilometer",
            "litre",
            "liter",
            "pint",
            "tonne",
            "ton",
            "kibibyte",
            "acre",
            "hectare",
        ];
        if self.is(i + 1, "penny") && !self.is_word(i + 2) {
            let cent = self.currency_after(i + 1)?;
            return Some(Found::new(
                i,
                i + 2,
                Kind::Money,
                Value::Number(cent.worth),
                Unit::Currency(cent.currency),
                Precision::EXACT,
            ));
        }
        let rate = i > 0
            && (self.is_digits(i - 1)
                || self.is_word(i - 1) && self.currency_after(i - 1).is_some()
                || self.is_one_of(i - 1, &["cents", "miles", "half"]));
        if rate || !self.is_one_of(i + 1, &COUNTED) {
            return None;
        }
        let (measure, end) = self.unit(i + 1, Form::Words)?;
        Some(Found::new(
            i,
            end,
            Kind::Quantity,
            Value::Number(Exact::ONE),
            Unit::Measure(Box::new(measure)),
            Precision::EXACT,
        ))
    }

    /// `aged 54`
    fn aged(&self, i: usize) -> Option<Found> {
        let number = self.number(i + 1).filter(|number| matches!(number.form, Form::Plain | Form::Words))?;
        let (years, _) = self.named_unit("year")?;
        let fits = number.value <= Exact::int(130)
            && self.closes(number.end)
            && !self.is_dash(number.end)
            && self.unit(number.end, number.form).is_none();
        fits.then(|| Found { start: i + 1, ..self.found(i + 1, number.end, number, Unit::Measure(Box::new(years))) })
    }

    // --- nouns

    /// The noun that a number counts: the words after it up to a plural, else the next word.
    fn noun(&self, reading: &Reading, end: usize) -> Option<crate::text::Span> {
        if reading.kind != Kind::Number || matches!(reading.unit, Unit::Share) {
            return None;
        }
        let start = match self.past_hyphen(end) {
            at if at == end && self.is(at, "of") && matches!(reading.value, Value::Range(..)) => at + 1,
            at => at,
        };
        if !self.is_noun(start) {
            return None;
        }
        let plural = (start..start + 4).take_while(|&at| self.is_noun(at)).find(|&at| self.is_plural_noun(at));
        Some(self.span(start, plural.unwrap_or(start) + 1))
    }

    fn is_noun(&self, i: usize) -> bool {
        let near = self.gap(i) != Gap::Line || i == 0;
        self.is_word(i) && near && !self.opaque(i) && matches!(self.lex(i), Lex::Other) && !self.is_function_word(i)
    }

    fn is_plural_noun(&self, i: usize) -> bool {
        let word = self.text_of(i);
        (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
            || self
                .is_one_of(i, &["people", "men", "women", "children", "police", "personnel", "staff", "troops", "dead"])
    }

    /// Words that are never the noun after a number.
    pub(super) fn is_function_word(&self, i: usize) -> bool {
        const WORDS: &[&str] = &[
            "of",
            "in",
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "with",
            "as",
            "than",
            "that",
            "which",
            "who",
            "whom",
            "whose",
            "is",
            "was",
            "are",
            "were",
            "be",
            "been",
            "has",
            "have",
            "had",
            "will",
            "would",
            "can",
            "could",
            "may",
            "might",
            "should",
            "must",
            "and",
            "or",
            "but",
            "nor",
            "if",
            "when",
            "while",
            "where",
            "because",
            "since",
            "until",
            "after",
            "before",
            "during",
            "about",
            "over",
            "under",
            "per",
            "the",
            "a",
            "an",
            "this",
            "these",
            "those",
            "it",
            "he",
            "she",
            "they",
            "we",
            "you",
            "i",
            "his",
            "her",
            "their",
            "its",
            "our",
            "so",
            "not",
            "then",
            "there",
            "also",
            "into",
            "out",
            "up",
            "down",
            "within",
            "without",
            "through",
            "against",
            "between",
            "across",
            "among",
            "toward",
            "towards",
            "upon",
            "off",
            "away",
            "ago",
            "later",
            "earlier",
            "more",
            "less",
            "each",
            "apiece",
            "respectively",
            "strong",
            "odd",
            "ish",
            "x",
        ];
        self.is_one_of(i, WORDS)
    }
}

impl Lex {
    pub(super) fn is_month(self) -> bool {
        matches!(self, Lex::Month(_))
    }
}

fn named_inch(end: usize) -> Option<(Measure, usize)> {
    super::units::inch().map(|inch| (inch, end))
}
