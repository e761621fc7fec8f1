//! Units of measure as they are written after a number: `km/h`, `litres a minute`, `kg m⁻²`.

use super::digits::superscript;
use super::measure::{ANGLE, CALENDAR, LENGTH, MASS, Measure, Per, TIME};
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Lex, Sort};
use super::unit_table::{by_symbol, named};

/// Symbols that are words or letters of other meaning too, and need their number in digits right before them.
const SHY: [&str; 20] =
    ["A", "B", "C", "F", "K", "N", "S", "V", "W", "J", "h", "s", "m", "t", "g", "l", "d", "ct", "ac", "st"];

/// What would be a symbol with a prefix and is all but always short for something else: television, Massachusetts.
const ABBREVIATIONS: [&str; 14] = ["TV", "EV", "PV", "MA", "GA", "PA", "TA", "MS", "GS", "PS", "MN", "TN", "EN", "GN"];

/// How many units may be multiplied and divided after the first.
const MOST_TERMS: usize = 4;

impl Reader<'_> {
    /// The unit that begins at `i`, after a number of that form, and the token after it.
    pub(super) fn unit(&self, i: usize, form: Form) -> Option<(Measure, usize)> {
        let (mut unit, mut end) = match self.per(i) {
            Some(at) if self.is_word(at) => {
                let (under, end) = self.term(at, form)?;
                (Measure::nothing().join(&under, Per::Over)?, end)
            }
            _ => self.term(i, form)?,
        };
        for _ in 0..MOST_TERMS {
            if let Some(at) = self.per(end).or_else(|| self.spoken_per(end, &unit))
                && let Some((under, after)) = self.term(at, Form::Digits)
            {
                (unit, end) = (unit.join(&under, Per::Over)?, after);
            } else if self.is_any_sign(end, "·⋅*")
                && self.glued(end)
                && self.glued(end + 1)
                && let Some((more, after)) = self.term(end + 1, Form::Digits)
            {
                (unit, end) = (unit.join(&more, Per::Times)?, after);
            } else {
                break;
            }
        }
        Some((unit, end))
    }

    /// The unit of that name, with no token.
    pub(super) fn named_unit(&self, name: &str) -> Option<(Measure, usize)> {
        named(name).map(|unit| (unit, self.len()))
    }

    /// The bits that a symbol may mean beside bytes: `kb`.
    pub(super) fn bits(&self, i: usize) -> Option<Measure> {
        let prefix = self.text_of(i).strip_suffix('b').filter(|prefix| prefix.len() == 1)?;
        let prefix = if prefix == "k" { prefix.to_owned() } else { prefix.to_uppercase() };
        by_symbol(&format!("{prefix}bit")).cloned()
    }

    /// The place after a `/` or `per` at `i`.
    fn per(&self, i: usize) -> Option<usize> {
        (self.is_sign(i, '/') || self.is(i, "per")).then_some(i + 1)
    }

    /// `miles an hour`, `litres a minute`.
    fn spoken_per(&self, i: usize, unit: &Measure) -> Option<usize> {
        let is_time = unit.dimension == TIME || unit.dimension == CALENDAR || unit.dimension == ANGLE;
        (self.lex(i) == Lex::Article
            && !is_time
            // "25 tonnes a year earlier"
            && !self.is_one_of(i + 2, &["ago", "earlier", "before", "later", "after", "prior"])
            && self.is_one_of(i + 1, &["second", "minute", "hour", "day", "week", "month", "year"]))
        .then_some(i + 1)
    }

    /// One unit with its prefix and its power.
    fn term(&self, i: usize, form: Form) -> Option<(Measure, usize)> {
        let power = if self.is_one_of(i, &["square", "sq"]) {
            2
        } else if self.is_one_of(i, &["cubic", "cu"]) {
            3
        } else {
            let (unit, end) = self.simple(i, form)?;
            return Some(self.raised(&unit, end).unwrap_or((unit, end)));
        };
        let mut at = i + 1;
        if self.is_sign(at, '.') && self.glued(at) {
            at += 1;
        }
        let (unit, end) = self.simple(self.past_hyphen(at), Form::Digits)?;
        let lengthy = unit.dimension == LENGTH;
        Some((unit.power(power)?, end)).filter(|_| lengthy)
    }

    /// A power after a unit: `km²`, `km^2`, `km2`, `s-1`, `km squared`.
    fn raised(&self, unit: &Measure, end: usize) -> Option<(Measure, usize)> {
        let (exponent, after) = match self.sort(end)? {
            Sort::Sign(sign) if superscript(sign).is_some() || sign == '⁻' => self.exponent(end)?,
            Sort::Sign('^') => self.exponent(end + 1)?,
            Sort::Sign('-' | '−') if self.glued(end) && self.glued(end + 1) && self.raw_digits(end + 1)? <= 3 => {
                self.exponent(end)?
            }
            Sort::Digits if self.glued(end) && unit.dimension == LENGTH && matches!(self.text_of(end), "2" | "3") => {
                (i32::try_from(self.raw_digits(end)?).ok()?, end + 1)
            }
            Sort::Digits if self.glued(end) && unit.dimension == TIME && self.text_of(end) == "2" => (2, end + 1),
            Sort::Word(_) if self.is(end, "squared") => (2, end + 1),
            Sort::Word(_) if self.is(end, "cubed") => (3, end + 1),
            _ => return None,
        };
        let small = exponent.abs() <= 9 && exponent != 0;
        Some((unit.power(exponent)?, after)).filter(|_| small && self.closes(after))
    }

    /// A unit by name (of three words at most), by prefix and name, or by symbol.
    fn simple(&self, i: usize, form: Form) -> Option<(Measure, usize)> {
        if self.is_sign(i, '°') {
            let scale = self.text_of(i + 1).to_ascii_uppercase();
            if let Some(unit) = by_symbol(&format!("°{scale}"))
                && self.closes(i + 2)
            {
                return Some((unit.clone(), i + 2));
            }
            // "100° Celsius"
            if let Some(unit) = named(&self.folded(i + 1)).filter(Measure::is_temperature) {
                return Some((unit, i + 2));
            }
            return by_symbol("°").map(|unit| (unit.clone(), i + 1));
        }
        if let Some(Sort::Sign('℃' | '℉' | '′' | '″' | 'Ω')) = self.sort(i) {
            return by_symbol(self.text_of(i)).map(|unit| (unit.clone(), i + 1));
        }
        if !self.is_word(i) {
            return None;
        }
        let mut name = String::new();
        let mut found = None;
        let mut at = i;
        for _ in 0..3 {
            if !self.is_word(at) || !self.closes(at + 1) {
                break;
            }
            if !name.is_empty() {
                if name.ends_with('s') {
                    name.pop();
                }
                name.push(' ');
            }
            name.extend(self.text_of(at).chars().map(|c| c.to_ascii_lowercase()));
            if let Some(unit) = named(&name) {
                found = Some((unit, at + 1));
            } else if at > i
                && self.text_of(i).len() > 2
                && let Some(unit) = named(&name.replace(' ', ""))
            {
                found = Some((unit, at + 1));
            }
            at = self.past_hyphen(at + 1);
        }
        found.or_else(|| self.symbol(i, form))
    }

    fn symbol(&self, i: usize, form: Form) -> Option<(Measure, usize)> {
        let text = self.text_of(i);
        let (text, end) =
            if text.eq_ignore_ascii_case("c") && self.is(i + 1, "c") { ("cc", i + 2) } else { (text, i + 1) };
        let spelled = !matches!(form, Form::Plain | Form::Digits | Form::Fraction);
        let ends = self.ends_unit(end);
        match text {
            // An inch only where it can't be the preposition.
            "in" if spelled || !(self.glued(i) || self.ends_inch(end)) => return None,
            "am" | "pm" | "as" if form == Form::Plain || spelled => return None,
            "A" | "B" | "S" | "d" if !self.glued(i) && !ends => return None,
            "B" if self.is_sign(end, '.') && self.text_of(end + 1) == "C" => return None,
            // "in her 90s"
            "s" if self.glued(i) && (self.is_tens(i - 1) || self.is_of_people(i)) => return None,
            "c" | "f" | "k" if !ends || spelled => return None,
            "b" if spelled || !ends && !self.is_word(end) => return None,
            _ if spelled && SHY.contains(&text) && text != "S" => return None,
            "a" | "he" => return None,
            _ if ABBREVIATIONS.contains(&text) => return None,
            _ => {}
        }
        let find = |text: &str| by_symbol(text).cloned();
        if let Some(found) = self.symbol_with_stroke(i).or_else(|| self.carbon(i)) {
            return Some(found);
        }
        let unit = match text {
            // Millions to traders, and no millimetres.
            "MM" => None,
            "MT" => find("t"),
            "c" => find("C"),
            "f" => find("F"),
            "k" => find("K"),
            "b" => find("bit"),
            "S" if spelled => find("s"),
            _ => find(text).or_else(|| loose_symbol(text)),
        };
        // "2h30"
        let minutes = text == "h" && self.is_digits(end) && self.text_of(end).len() == 2;
        unit.filter(|_| self.glued_power(end) || self.closes(end) || minutes).map(|unit| (unit, end))
    }

    /// `mb/d`: letters of a trade with a stroke in them.
    fn symbol_with_stroke(&self, i: usize) -> Option<(Measure, usize)> {
        let joined = self.is_sign(i + 1, '/') && self.glued(i + 1) && self.glued(i + 2) && self.text_of(i + 2) == "d";
        let symbol = joined.then(|| format!("{}/d", self.text_of(i)))?;
        let unit = by_symbol(&symbol)?;
        self.closes(i + 3).then(|| (unit.clone(), i + 3))
    }

    /// `GtCO2`, `Mt CO2e`: a mass of carbon dioxide.
    fn carbon(&self, i: usize) -> Option<(Measure, usize)> {
        let text = self.text_of(i);
        let (mass, gas) = match text.strip_suffix("CO") {
            Some(mass) if !mass.is_empty() => (mass, i),
            _ => (text, i + 1),
        };
        let is_gas = (self.text_of(gas).ends_with("CO")) && self.text_of(gas + 1) == "2" && self.glued(gas + 1);
        let unit = by_symbol(mass).filter(|unit| is_gas && unit.dimension == MASS)?;
        let equivalent = self.glued(gas + 2) && self.is_one_of(gas + 2, &["e", "eq"]);
        Some((unit.clone(), gas + 2 + usize::from(equivalent)))
    }

    /// Whether the digits at `i` are a multiple of ten that a plural may be made of.
    fn is_tens(&self, i: usize) -> bool {
        let text = self.text_of(i);
        self.is_digits(i) && text.ends_with('0') && matches!(text.len(), 2 | 4)
    }

    /// Whether the `s` at `i` makes people of an age: `the under-18s`, `over 65s`.
    fn is_of_people(&self, i: usize) -> bool {
        let before = i.checked_sub(2).map(|at| if self.is_hyphen(at) { at.saturating_sub(1) } else { at });
        before.is_some_and(|before| self.is_one_of(before, &["under", "over"]))
    }

    fn glued_power(&self, end: usize) -> bool {
        self.glued(end)
            && (self.is_digits(end) && self.text_of(end).len() == 1
                || self.is_sign(end, '^') && self.exponent(end + 1).is_some())
    }

    /// Whether nothing of a sentence goes on at `i` that would make a word of what stands before it.
    fn ends_unit(&self, i: usize) -> bool {
        !self.is_word(i) || self.is_one_of(i, &["and", "or", "to", "of", "outside", "at", "in", "by"])
    }

    fn ends_inch(&self, i: usize) -> bool {
        !(self.is_word(i) || self.is_digits(i) || self.is_any_sign(i, "$€£¥'’“\"-"))
            || self.is_one_of(i, &["thick", "long", "wide", "tall", "high", "deep", "x", "diameter", "by"])
    }
}

/// Symbols of three letters or more, and bytes, in whatever case: `khz`, `kwh`, `gb`.
fn loose_symbol(text: &str) -> Option<Measure> {
    const LOOSE: &[&str] = &[
        "mph", "kph", "rpm", "kHz", "MHz", "GHz", "Hz", "kWh", "MWh", "GWh", "TWh", "Wh", "kbps", "Mbps", "Gbps", "kB",
        "MB", "GB", "TB", "PB", "kW", "MW", "GW", "mV", "kV", "km", "kg", "cm", "mm", "mg", "ml", "ft", "lbs",
    ];
    let symbol = LOOSE.iter().find(|symbol| symbol.eq_ignore_ascii_case(text))?;
    by_symbol(symbol).cloned()
}

/// The inch, where its symbol alone would not tell.
pub(super) fn inch() -> Option<Measure> {
    named("inch")
}
