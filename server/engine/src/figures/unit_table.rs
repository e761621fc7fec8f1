//! Every unit of measure that is known: its names and symbols, with prefixes, and what it is worth.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::exact::Exact;
use super::measure::*;

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

/// The unit that a symbol is, as it is written.
pub(super) fn by_symbol(symbol: &str) -> Option<&'static Measure> {
    TABLES.symbols.get(symbol)
}

/// The unit of that name, of one word or more.
pub(super) fn named(name: &str) -> Option<Measure> {
    let find = |name: &str| TABLES.names.get(name).cloned();
    find(name).or_else(|| find(name.strip_suffix('s')?))
}
