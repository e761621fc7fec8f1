//! A unit of measure: its dimension, and what it is worth in base units.

use super::exact::Exact;

/// The exponents of metre, kilogram, second, ampere, kelvin, mole, candela, bit, month and degree of arc.
///
/// Months stand by themselves: no number of seconds is exactly one of them.
pub(super) type Dimension = [i8; 10];

/// A unit of measure, simple or composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The unit's symbol, as UCUM writes it: `km`, `[ft_i]`, `km/h`.
    pub symbol: String,
    /// What people write for it: `km`, `years`.
    pub label: String,
    pub(super) dimension: Dimension,
    /// What one of it is worth in base units.
    pub(super) factor: Exact,
    /// What nothing of it is in base units: for temperatures.
    pub(super) zero: Exact,
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

    pub(super) fn power(&self, exponent: i32) -> Option<Measure> {
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

    pub(super) fn join(&self, other: &Measure, per: Per) -> Option<Measure> {
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

    pub(super) fn nothing() -> Measure {
        Measure { symbol: String::new(), label: String::new(), dimension: NONE, factor: Exact::ONE, zero: Exact::ZERO }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Per {
    Times,
    Over,
}

/// What people write for years of age.
const AGE: &str = "years old";

pub(super) const NONE: Dimension = [0; 10];
pub(super) const LENGTH: Dimension = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
pub(super) const AREA: Dimension = [2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
pub(super) const VOLUME: Dimension = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
pub(super) const MASS: Dimension = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
pub(super) const TIME: Dimension = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
pub(super) const CURRENT: Dimension = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
pub(super) const HEAT: Dimension = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
pub(super) const AMOUNT: Dimension = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
pub(super) const LIGHT: Dimension = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0];
pub(super) const DATA: Dimension = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
pub(super) const CALENDAR: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
pub(super) const ANGLE: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// Radians are no whole number of degrees.
pub(super) const ROUND: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 3];
pub(super) const SPEED: Dimension = [1, 0, -1, 0, 0, 0, 0, 0, 0, 0];
pub(super) const RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 0, 0, 0];
pub(super) const FORCE: Dimension = [1, 1, -2, 0, 0, 0, 0, 0, 0, 0];
pub(super) const PRESSURE: Dimension = [-1, 1, -2, 0, 0, 0, 0, 0, 0, 0];
pub(super) const ENERGY: Dimension = [2, 1, -2, 0, 0, 0, 0, 0, 0, 0];
pub(super) const POWER: Dimension = [2, 1, -3, 0, 0, 0, 0, 0, 0, 0];
pub(super) const VOLTAGE: Dimension = [2, 1, -3, -1, 0, 0, 0, 0, 0, 0];
pub(super) const RESISTANCE: Dimension = [2, 1, -3, -2, 0, 0, 0, 0, 0, 0];
pub(super) const CONDUCTANCE: Dimension = [-2, -1, 3, 2, 0, 0, 0, 0, 0, 0];
pub(super) const CHARGE: Dimension = [0, 0, 1, 1, 0, 0, 0, 0, 0, 0];
pub(super) const DOSE: Dimension = [2, 0, -2, 0, 0, 0, 0, 0, 0, 0];
pub(super) const ILLUMINANCE: Dimension = [-2, 0, 0, 0, 0, 0, 1, 0, 0, 0];
pub(super) const BIT_RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 1, 0, 0];
pub(super) const FLOW: Dimension = [3, 0, -1, 0, 0, 0, 0, 0, 0, 0];
pub(super) const MASS_RATE: Dimension = [0, 1, -1, 0, 0, 0, 0, 0, 0, 0];
pub(super) const MASS_YEARLY: Dimension = [0, 1, 0, 0, 0, 0, 0, 0, -1, 0];
/// Barrels of oil equivalent are neither volume nor a fixed energy.
pub(super) const OIL: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 5];
pub(super) const OIL_RATE: Dimension = [0, 0, -1, 0, 0, 0, 0, 0, 0, 5];
/// Levels are told by their name alone.
pub(super) const LEVEL: Dimension = [0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
