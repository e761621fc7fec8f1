//! Units of measure: their names and symbols, and what they are worth in base units.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::digits::superscript;
use super::exact::Exact;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Lex, Sort};

/// The exponents of metre, kilogram, second, ampere, kelvin, mole, candela, bit, month and degree of arc.
///
/// Months stand by themselves: no number of seconds is exactly one of them.
type Dimension = [i8; 10];

/// A unit of measure, simple or composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The unit's symbol, as UCUM writes it: `km`, `[ft_i]`, `km/h`.
    pub symbol: String,
    /// What people write for it: `km`, `years`.
    pub label: String,
    dimension: Dimension,
    /// What one of it is worth in base units.
    factor: Exact,
    /// What nothing of it is in base units: for temperatures.
    zero: Exact,
}

impl Measure {
    /// Turns `value`, given in this unit, into what it is in `other`; `None` where the two measure different things.
    pub fn convert(&self, value: Exact, other: &Measure) -> Option<Exact> {
        if self.dimension != other.dimension {
            return None;
        }
        if self == other {
            return Some(value);
        }
        value.times(self.factor)?.plus(self.zero)?.minus(other.zero)?.over(other.factor)
    }

    /// About what `value`, given in this unit, is in base units: for look-up.
    pub fn in_base_units(&self, value: Exact) -> f64 {
        value.approximate() * self.factor.approximate() + self.zero.approximate()
    }

    /// Whether the two measure the same kind of thing.
    pub fn is_like(&self, other: &Measure) -> bool {
        self.dimension == other.dimension
    }

    /// Whether it is so much of `whole` in some time: litres a minute of litres. Speeds are no rates of lengths.
    pub fn is_rate_of(&self, whole: &Measure) -> bool {
        let per = |time: Dimension| {
            self.dimension.iter().zip(whole.dimension).zip(time).all(|((&rate, whole), time)| rate == whole - time)
        };
        let under = self.symbol.strip_prefix(&whole.symbol).and_then(|rest| rest.strip_prefix('/'));
        (per(TIME) || per(CALENDAR))
            && under.is_some_and(|time| whole.dimension != LENGTH || !matches!(time, "h" | "min" | "s"))
    }

    /// Whether it is a span of time.
    pub fn is_time(&self) -> bool {
        self.dimension == TIME || self.dimension == CALENDAR
    }

    /// So many minutes in this unit; `None` where it is no span of time that a clock shows (seconds to days).
    pub fn of_minutes(&self, minutes: i64) -> Option<Exact> {
        const SECONDS: i64 = 60;
        let seconds = Exact::int(minutes.checked_mul(SECONDS)?);
        if self.dimension == TIME { seconds.over(self.factor) } else { None }
    }

    /// Whether so many of a unit of time make up one longer unit.
    pub fn is_one_longer(&self, count: Exact) -> bool {
        const LONGER: [(&str, i64); 6] = [("mo", 12), ("wk", 52), ("d", 365), ("d", 7), ("h", 24), ("min", 60)];
        LONGER.iter().any(|&(unit, of_longer)| self.symbol == unit && count == Exact::int(of_longer))
    }

    /// Whether it is how old somebody or something is.
    pub fn is_age(&self) -> bool {
        self.label == AGE
    }

    /// The same as an age.
    pub(super) fn aged(self) -> Measure {
        Measure { label: AGE.to_owned(), ..self }
    }

    /// Whether it is a mass.
    pub(super) fn is_mass(&self) -> bool {
        self.dimension == MASS
    }

    /// Whether it is a temperature.
    pub fn is_temperature(&self) -> bool {
        self.dimension == HEAT
    }

    /// Whether it is an angle, or degrees that say no more.
    pub fn is_angle(&self) -> bool {
        self.dimension == ANGLE
    }

    /// Whether one of the two is a temperature and the other says degrees and leaves out the scale.
    pub fn may_be_degrees_of(&self, other: &Measure) -> bool {
        let is_bare = |measure: &Measure| measure.symbol == "deg";
        is_bare(self) && other.is_temperature() || self.is_temperature() && is_bare(other)
    }

    /// Whether it is a span of years.
    pub fn is_years(&self) -> bool {
        self.symbol == "a"
    }

    fn power(&self, exponent: i32) -> Option<Measure> {
        let exponent8 = i8::try_from(exponent).ok()?;
        let mut dimension = self.dimension;
        for part in &mut dimension {
            *part = part.checked_mul(exponent8)?;
        }
        let factor = self.factor.power(exponent)?;
        let label = match exponent {
            2 => format!("{}²", self.label),
            3 => format!("{}³", self.label),
            _ => format!("{}^{exponent}", self.label),
        };
        Some(Measure { symbol: format!("{}{exponent}", self.symbol), label, dimension, factor, zero: Exact::ZERO })
    }

    fn join(&self, other: &Measure, per: Per) -> Option<Measure> {
        let mut dimension = self.dimension;
        for (part, more) in dimension.iter_mut().zip(other.dimension) {
            *part = match per {
                Per::Times => part.checked_add(more)?,
                Per::Over => part.checked_sub(more)?,
            };
        }
        let (factor, sign) = match per {
            Per::Times => (self.factor.times(other.factor)?, '.'),
            Per::Over => (self.factor.over(other.factor)?, '/'),
        };
        let under = if other.is_time() { other.label.trim_end_matches('s') } else { &other.label };
        let label = format!("{}{sign}{under}", self.label);
        Some(Measure {
            symbol: format!("{}{sign}{}", self.symbol, other.symbol),
            label,
            dimension,
            factor,
            zero: Exact::ZERO,
        })
    }

    /// So many for one of this unit.
    pub(super) fn one_per(under: &Measure) -> Option<Measure> {
        Measure::nothing().join(under, Per::Over)
    }

    /// The product of the two.
    pub(super) fn product(&self, other: &Measure) -> Option<Measure> {
        self.join(other, Per::Times)
    }

    /// The quotient of the two.
    pub(super) fn quotient(&self, other: &Measure) -> Option<Measure> {
        self.join(other, Per::Over)
    }

    /// What one of it is worth, where its units cancel out.
    pub(super) fn as_number(&self) -> Option<Exact> {
        (self.dimension == NONE).then_some(self.factor)
    }

    /// Whether it is only so many for a unit.
    pub(super) fn is_per(&self) -> bool {
        self.symbol.starts_with('/')
    }

    fn nothing() -> Measure {
        Measure { symbol: String::new(), label: String::new(), dimension: NONE, factor: Exact::ONE, zero: Exact::ZERO }
    }
}

#[derive(Clone, Copy)]
enum Per {
    Times,
    Over,
}

/// What people write for years of age.
const AGE: &str = "years old";

const NONE: Dimension = [0; 10];
const LENGTH: Dimension = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const AREA: Dimension = [2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const VOLUME: Dimension = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const MASS: Dimension = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
const TIME: Dimension = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
const CURRENT: Dimension = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const HEAT: Dimension = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
const AMOUNT: Dimension = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
const LIGHT: Dimension = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0];
const DATA: Dimension = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
const CALENDAR: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
const ANGLE: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// Radians are no whole number of degrees.
const ROUND: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 3];
const SPEED: Dimension = [1, 0, -1, 0, 0, 0, 0, 0, 0, 0];
const RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 0, 0, 0];
const FORCE: Dimension = [1, 1, -2, 0, 0, 0, 0, 0, 0, 0];
const PRESSURE: Dimension = [-1, 1, -2, 0, 0, 0, 0, 0, 0, 0];
const ENERGY: Dimension = [2, 1, -2, 0, 0, 0, 0, 0, 0, 0];
const POWER: Dimension = [2, 1, -3, 0, 0, 0, 0, 0, 0, 0];
const VOLTAGE: Dimension = [2, 1, -3, -1, 0, 0, 0, 0, 0, 0];
const RESISTANCE: Dimension = [2, 1, -3, -2, 0, 0, 0, 0, 0, 0];
const CONDUCTANCE: Dimension = [-2, -1, 3, 2, 0, 0, 0, 0, 0, 0];
const CHARGE: Dimension = [0, 0, 1, 1, 0, 0, 0, 0, 0, 0];
const DOSE: Dimension = [2, 0, -2, 0, 0, 0, 0, 0, 0, 0];
const ILLUMINANCE: Dimension = [-2, 0, 0, 0, 0, 0, 1, 0, 0, 0];
const BIT_RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 1, 0, 0];
const FLOW: Dimension = [3, 0, -1, 0, 0, 0, 0, 0, 0, 0];
const MASS_RATE: Dimension = [0, 1, -1, 0, 0, 0, 0, 0, 0, 0];
const MASS_YEARLY: Dimension = [0, 1, 0, 0, 0, 0, 0, 0, -1, 0];
/// Barrels of oil equivalent are neither volume nor a fixed energy.
const OIL: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 5];
const OIL_RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 0, 0, 5];
/// Levels are told by their name alone.
const LEVEL: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 7];

/// UCUM symbol, names in the singular, symbols, dimension, worth as numerator and denominator, and `+` if SI prefixes go with it.
type Row = (&'static str, &'static str, &'static str, Dimension, i128, i128, char);

/// Every unit that is known, by its exact definition (BIPM, NIST SP 811; the international foot and pound). Gallons, pints and
/// tons without more are American ones.
const UNITS: &[Row] = &[
    ("m", "metre|meter", "m", LENGTH, 1, 1, '+'),
    ("[in_i]", "inch|inche", "in|″", LENGTH, 254, 10_000, '-'),
    ("[ft_i]", "foot|feet", "ft|′", LENGTH, 3_048, 10_000, '-'),
    ("[yd_i]", "yard", "yd|yds", LENGTH, 9_144, 10_000, '-'),
    ("[mi_i]", "mile", "mi", LENGTH, 1_609_344, 1_000, '-'),
    ("[nmi_i]", "nautical mile", "nmi", LENGTH, 1_852, 1, '-'),
    ("[ly]", "light year|lightyear", "ly", LENGTH, 9_460_730_472_580_800, 1, '-'),
    ("AU", "astronomical unit", "AU", LENGTH, 149_597_870_700, 1, '-'),
    ("Ao", "angstrom", "Å", LENGTH, 1, 10_000_000_000, '-'),
    ("um", "micron", "", LENGTH, 1, 1_000_000, '-'),
    ("har", "hectare", "ha", AREA, 10_000, 1, '-'),
    ("[acr_us]", "acre", "ac", AREA, 40_468_564_224, 10_000_000, '-'),
    ("L", "litre|liter", "l|L", VOLUME, 1, 1_000, '+'),
    ("cm3", "cc", "cc|ccs", VOLUME, 1, 1_000_000, '-'),
    ("[gal_us]", "gallon", "gal", VOLUME, 3_785_411_784, 1_000_000_000_000, '-'),
    ("[qt_us]", "quart", "qt", VOLUME, 946_352_946, 1_000_000_000_000, '-'),
    ("[pt_us]", "pint", "pt", VOLUME, 473_176_473, 1_000_000_000_000, '-'),
    ("[cup_us]", "cup", "", VOLUME, 2_365_882_365, 10_000_000_000_000, '-'),
    ("[foz_us]", "fluid ounce", "", VOLUME, 295_735_295_625, 10_000_000_000_000_000, '-'),
    ("[tbs_us]", "tablespoon", "tbsp", VOLUME, 1_478_676_478_125, 100_000_000_000_000_000, '-'),
    ("[tsp_us]", "teaspoon", "tsp", VOLUME, 492_892_159_375, 100_000_000_000_000_000, '-'),
    ("[bbl_us]", "barrel", "bbl", VOLUME, 158_987_294_928, 1_000_000_000_000, '-'),
    ("[bu_us]", "bushel", "", VOLUME, 3_523_907_016_688, 100_000_000_000_000, '-'),
    ("g", "gram|gramme", "g", MASS, 1, 1_000, '+'),
    ("kg", "kilo", "", MASS, 1, 1, '-'),
    ("t", "tonne|metric ton", "t", MASS, 1_000, 1, '+'),
    ("[ston_av]", "ton|short ton", "", MASS, 90_718_474, 100_000, '-'),
    ("[lton_av]", "long ton", "", MASS, 10_160_469_088, 10_000_000, '-'),
    ("[lb_av]", "pound|pound mass", "lb|lbs", MASS, 45_359_237, 100_000_000, '-'),
    ("[oz_av]", "ounce", "oz", MASS, 45_359_237, 1_600_000_000, '-'),
    ("[oz_tr]", "troy ounce", "", MASS, 311_034_768, 10_000_000_000, '-'),
    ("[stone_av]", "stone", "st", MASS, 635_029_318, 100_000_000, '-'),
    ("[car_m]", "carat", "ct", MASS, 2, 10_000, '-'),
    ("s", "second|sec", "s|sec|secs", TIME, 1, 1, '+'),
    ("min", "minute|min", "min|mins", TIME, 60, 1, '-'),
    ("h", "hour|hr", "h|hr|hrs", TIME, 3_600, 1, '-'),
    ("d", "day", "", TIME, 86_400, 1, '-'),
    ("wk", "week", "", TIME, 604_800, 1, '-'),
    ("2wk", "fortnight", "", TIME, 1_209_600, 1, '-'),
    ("mo", "month", "", CALENDAR, 1, 1, '-'),
    ("a", "year|yr", "yr|yrs", CALENDAR, 12, 1, '-'),
    ("10a", "decade", "", CALENDAR, 120, 1, '-'),
    ("100a", "century|centurie", "", CALENDAR, 1_200, 1, '-'),
    ("Ma", "megayear|megaannum", "Ma|Myr", CALENDAR, 12_000_000, 1, '-'),
    ("Ga", "gigayear|gigaannum", "Ga|Gyr", CALENDAR, 12_000_000_000, 1, '-'),
    ("A", "ampere|amp", "A", CURRENT, 1, 1, '+'),
    ("A.h", "ampere hour|amp hour", "Ah", CHARGE, 3_600, 1, '+'),
    ("C", "coulomb", "", CHARGE, 1, 1, '-'),
    ("mol", "", "mol", AMOUNT, 1, 1, '+'),
    ("cd", "candela", "cd", LIGHT, 1, 1, '-'),
    ("lm", "lumen", "lm", LIGHT, 1, 1, '-'),
    ("lx", "lux", "lx", ILLUMINANCE, 1, 1, '-'),
    ("Hz", "hertz", "Hz", RATE, 1, 1, '+'),
    ("{rpm}", "", "rpm", RATE, 1, 60, '-'),
    ("Bq", "becquerel", "Bq", RATE, 1, 1, '+'),
    ("N", "newton", "N", FORCE, 1, 1, '+'),
    ("kgf", "kilogram force", "kgf", FORCE, 980_665, 100_000, '-'),
    ("[lbf_av]", "pound force", "lbf", FORCE, 44_482_216_152_605, 10_000_000_000_000, '-'),
    ("Pa", "pascal", "Pa", PRESSURE, 1, 1, '+'),
    ("bar", "millibar", "mbar", PRESSURE, 100, 1, '-'),
    ("atm", "atmosphere", "atm", PRESSURE, 101_325, 1, '-'),
    ("mm[Hg]", "", "mmHg", PRESSURE, 133_322_387_415, 1_000_000_000, '-'),
    ("[psi]", "", "psi", PRESSURE, 44_482_216_152_605, 6_451_600_000, '-'),
    ("J", "joule", "J", ENERGY, 1, 1, '+'),
    ("W.h", "watt hour|watthour", "Wh", ENERGY, 3_600, 1, '+'),
    ("eV", "electronvolt|electron volt", "eV", ENERGY, 1_602_176_634, 10_000_000_000_000_000_000_000_000_000, '+'),
    ("cal", "calorie", "cal", ENERGY, 4_184, 1_000, '+'),
    ("[Btu]", "british thermal unit", "BTU|BTUs|Btu", ENERGY, 105_505_585_262, 100_000_000, '-'),
    ("W", "watt", "W", POWER, 1, 1, '+'),
    ("[HP]", "horsepower", "hp|bhp", POWER, 745_699_871_582, 1_000_000_000, '-'),
    ("V", "volt", "V", VOLTAGE, 1, 1, '+'),
    ("Ohm", "ohm", "Ω|Ω", RESISTANCE, 1, 1, '+'),
    ("S", "siemens", "S", CONDUCTANCE, 1, 1, '+'),
    ("Gy", "", "Gy", DOSE, 1, 1, '+'),
    ("Sv", "sievert", "Sv", DOSE, 1, 1, '+'),
    ("REM", "rem", "", DOSE, 1, 100, '-'),
    ("Cel", "celsius|centigrade|deg c|degree celsius|degree centigrade|degree c", "°C|℃|C", HEAT, 1, 1, '-'),
    ("[degF]", "fahrenheit|deg f|degree fahrenheit|degree f", "°F|℉|F", HEAT, 5, 9, '-'),
    ("K", "kelvin|degree kelvin", "°K|K", HEAT, 1, 1, '-'),
    ("rad", "radian", "rad", ROUND, 1, 1, '-'),
    ("deg", "degree", "°|deg", ANGLE, 1, 1, '-'),
    ("dB", "decibel", "dB", LEVEL, 1, 1, '-'),
    ("bit", "bit", "bit|bits", DATA, 1, 1, '+'),
    ("By", "byte", "B|bytes", DATA, 8, 1, '+'),
    ("bit/s", "", "bps", BIT_RATE, 1, 1, '+'),
    ("km/h", "", "kph|kmh|kmph", SPEED, 1_000, 3_600, '-'),
    ("[mi_i]/h", "", "mph", SPEED, 1_609_344, 3_600_000, '-'),
    ("[kn_i]", "knot", "kt|kts", SPEED, 1_852, 3_600, '-'),
    ("[bbl_us]/d", "", "bpd|b/d|bbl/d", FLOW, 158_987_294_928, 86_400_000_000_000_000, '-'),
    ("k[bbl_us]/d", "", "kbpd|kb/d|kbd", FLOW, 158_987_294_928, 86_400_000_000_000, '-'),
    ("M[bbl_us]/d", "", "mb/d|mbpd|mmbpd|mmb/d|MMbpd|mbd", FLOW, 158_987_294_928, 86_400_000_000, '-'),
    ("boe", "", "boe", OIL, 1, 1, '+'),
    ("boe/d", "", "boepd|boed|boe/d", OIL_RATE, 1, 86_400, '+'),
    ("Gm3", "", "bcm|Bcm|BCM", VOLUME, 1_000_000_000, 1, '-'),
    ("Mm3", "", "mcm|MCM", VOLUME, 1_000_000, 1, '-'),
    ("Tm3", "", "tcm|Tcm", VOLUME, 1_000_000_000_000, 1, '-'),
    ("G[ft_i]3", "", "bcf|Bcf", VOLUME, 28_316_846_592, 1_000, '-'),
    ("T[ft_i]3", "", "tcf|Tcf", VOLUME, 28_316_846_592, 1, '-'),
    ("[ft_i]3/s", "cusec", "cfs", FLOW, 28_316_846_592, 1_000_000_000_000, '-'),
    ("m3/s", "cumec", "", FLOW, 1, 1, '-'),
    ("Mt/a", "", "mtpa|Mtpa|MTPA", MASS_YEARLY, 1_000_000_000, 12, '-'),
    ("M[Btu]", "", "MMBtu|mmBtu|MMBTU|mmbtu", ENERGY, 105_505_585_262, 100, '-'),
    ("t/d", "", "tpd", MASS_RATE, 1_000, 86_400, '-'),
];

/// SI prefixes and the binary ones, by name, symbol, and worth as a power of ten (or of 1,024, below zero).
const PREFIXES: &[(&str, &str, i32)] = &[
    ("femto", "f", -15),
    ("pico", "p", -12),
    ("nano", "n", -9),
    ("micro", "µ", -6),
    ("micro", "μ", -6),
    ("milli", "m", -3),
    ("centi", "c", -2),
    ("deci", "d", -1),
    ("hecto", "h", 2),
    ("kilo", "k", 3),
    ("mega", "M", 6),
    ("giga", "G", 9),
    ("tera", "T", 12),
    ("peta", "P", 15),
    ("exa", "E", 18),
];

const BINARY: &[(&str, &str, i32)] = &[("kibi", "Ki", 1), ("mebi", "Mi", 2), ("gibi", "Gi", 3), ("tebi", "Ti", 4)];

#[derive(Default)]
struct Tables {
    /// By names of one to three words, lower case, in the singular.
    names: FxHashMap<String, Measure>,
    /// By symbols, as they are written.
    symbols: FxHashMap<String, Measure>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(tables);

fn tables() -> Tables {
    let mut tables = Tables::default();
    let mut bases = Vec::new();
    for &(ucum, names, symbols, dimension, over, under, prefixed) in UNITS {
        let Some(factor) = Exact::ratio(over, under) else { continue };
        let zero = match ucum {
            "Cel" => Exact::ratio(27_315, 100),
            "[degF]" => Exact::ratio(45_967 * 5, 900),
            _ => None,
        };
        let timely = dimension == TIME || dimension == CALENDAR;
        let label = if timely || symbols.is_empty() {
            format!("{}s", names.split('|').next().unwrap_or(ucum))
        } else {
            symbols.split('|').next().unwrap_or(ucum).to_owned()
        };
        let base = Measure { symbol: ucum.to_owned(), label, dimension, factor, zero: zero.unwrap_or(Exact::ZERO) };
        tables.put(names, symbols, "", "", &base);
        if prefixed == '+' {
            bases.push((names, symbols, base));
        }
    }
    // A unit's own symbol goes before one with a prefix: ft is a foot.
    for (names, symbols, base) in bases {
        tables.put_prefixed(names, symbols, &base);
    }
    tables
}

impl Tables {
    fn put(&mut self, names: &str, symbols: &str, prefix_name: &str, prefix_symbol: &str, measure: &Measure) {
        for name in names.split('|').filter(|name| !name.is_empty()) {
            self.names.entry(format!("{prefix_name}{name}")).or_insert_with(|| measure.clone());
        }
        for symbol in symbols.split('|').filter(|symbol| !symbol.is_empty()) {
            self.symbols.entry(format!("{prefix_symbol}{symbol}")).or_insert_with(|| measure.clone());
        }
    }

    fn put_prefixed(&mut self, names: &str, symbols: &str, base: &Measure) {
        let data = base.dimension == DATA || base.dimension == BIT_RATE;
        let decimal = PREFIXES
            .iter()
            .filter(|&&(_, _, power)| power > 0 || !data)
            .map(|&(name, symbol, power)| (name, symbol, Exact::power_of_ten(power)));
        let binary = BINARY.iter().map(|&(name, symbol, power)| (name, symbol, Exact::int(1024).power(power)));
        let binary = binary.filter(|_| base.dimension == DATA);
        for (name, symbol, worth) in decimal.chain(binary) {
            let Some(factor) = worth.and_then(|worth| worth.times(base.factor)) else { continue };
            let sign = if symbol == "µ" || symbol == "μ" { "u" } else { symbol };
            let label =
                if base.label.len() <= 3 { format!("{symbol}{}", base.label) } else { format!("{name}{}", base.label) };
            let measure = Measure { symbol: format!("{sign}{}", base.symbol), label, factor, ..base.clone() };
            self.put(names, symbols, name, symbol, &measure);
        }
    }
}

/// The unit of that name, of one word or more.
pub(super) fn named(name: &str) -> Option<Measure> {
    let find = |name: &str| TABLES.names.get(name).cloned();
    find(name).or_else(|| find(name.strip_suffix('s')?))
}

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
        TABLES.symbols.get(&format!("{prefix}bit")).cloned()
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
            if let Some(unit) = TABLES.symbols.get(&format!("°{scale}"))
                && self.closes(i + 2)
            {
                return Some((unit.clone(), i + 2));
            }
            // "100° Celsius"
            if let Some(unit) = named(&self.folded(i + 1)).filter(Measure::is_temperature) {
                return Some((unit, i + 2));
            }
            return TABLES.symbols.get("°").map(|unit| (unit.clone(), i + 1));
        }
        if let Some(Sort::Sign('℃' | '℉' | '′' | '″' | 'Ω')) = self.sort(i) {
            return TABLES.symbols.get(self.text_of(i)).map(|unit| (unit.clone(), i + 1));
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
        let find = |text: &str| TABLES.symbols.get(text).cloned();
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
        let unit = TABLES.symbols.get(&symbol)?;
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
        let unit = TABLES.symbols.get(mass).filter(|unit| is_gas && unit.dimension == MASS)?;
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
    TABLES.symbols.get(*symbol).cloned()
}

/// The inch, where its symbol alone would not tell.
pub(super) fn inch() -> Option<Measure> {
    named("inch")
}
