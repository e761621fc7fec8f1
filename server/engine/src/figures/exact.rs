//! Exact numbers.

use std::cmp::Ordering;
use std::fmt;

/// A rational number of 128-bit parts, always in lowest terms. What does not fit is no number: arithmetic returns `None`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    /// Greater than zero.
    denominator: i128,
}

/// Parts beyond this are refused, so that negation and absolute values can't overflow.
const LIMIT: i128 = i128::MAX / 2;

impl Exact {
    /// 0.
    pub const ZERO: Self = Self::int(0);
    /// 1.
    pub const ONE: Self = Self::int(1);

    /// A whole number.
    pub const fn int(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// `numerator / denominator`.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator.unsigned_abs() > LIMIT as u128 || denominator.unsigned_abs() > LIMIT as u128 {
            return None;
        }
        if denominator == 1 {
            return Some(Self { numerator, denominator });
        }
        let sign = denominator.signum();
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?.max(1);
        Some(Self { numerator: sign * numerator / divisor, denominator: denominator.abs() / divisor })
    }

    /// Ten to the power of `exponent`.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::ratio(1, power) } else { Self::ratio(power, 1) }
    }

    /// This to the power of `exponent`.
    pub fn power(self, exponent: i32) -> Option<Self> {
        let numerator = self.numerator.checked_pow(exponent.unsigned_abs())?;
        let denominator = self.denominator.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::ratio(denominator, numerator) } else { Self::ratio(numerator, denominator) }
    }

    /// The number that `digits` (ASCII digits, most significant first) write with `decimals` of them after the point.
    pub fn decimal(digits: &str, decimals: usize) -> Option<Self> {
        let numerator = digits.parse::<u128>().ok()?;
        Self::ratio(i128::try_from(numerator).ok()?, 10i128.checked_pow(u32::try_from(decimals).ok()?)?)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::ratio(self.numerator.checked_add(other.numerator)?, 1);
        }
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::ratio(self.numerator.checked_mul(other.numerator)?, 1);
        }
        // Reduced crosswise first, so that the parts stay as small as they can.
        let left = Self::ratio(self.numerator, other.denominator)?;
        let right = Self::ratio(other.numerator, self.denominator)?;
        Self::ratio(left.numerator.checked_mul(right.numerator)?, left.denominator.checked_mul(right.denominator)?)
    }

    /// The quotient, unless `other` is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::ratio(other.denominator, other.numerator)?)
    }

    /// With the other sign.
    pub fn negated(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Self { numerator: self.numerator.abs(), ..self }
    }

    /// The nearest multiple of `step`, halves away from zero.
    pub fn nearest(self, step: Self) -> Option<Self> {
        let steps = self.over(step)?;
        let doubled = steps.numerator.abs().checked_mul(2)?.checked_add(steps.denominator)?;
        let whole = doubled / steps.denominator.checked_mul(2)?;
        Self::ratio(whole * steps.numerator.signum(), 1)?.times(step)
    }

    /// The nearest floating-point number: for sorting and look-up, never for a verdict.
    pub fn approximate(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The whole number that it is, if it is one and fits.
    pub fn as_int(self) -> Option<i64> {
        if self.denominator == 1 { i64::try_from(self.numerator).ok() } else { None }
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The greatest power of ten that divides it, if it is a whole number other than zero; else 1.
    pub fn trailing_power(self) -> Self {
        let mut power = 1;
        if self.denominator == 1 && self.numerator != 0 {
            let mut rest = self.numerator;
            while rest % 10 == 0 {
                rest /= 10;
                power *= 10;
            }
        }
        Self { numerator: power, denominator: 1 }
    }
}

/// The greatest common divisor. Most numbers fit 64 bits, which divide much faster.
fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            return u128::from(a);
        }
        (a, b) = (b, a % b);
    }
    a
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    /// By continued fractions, which need no product, where one would overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let (left, right) =
            (self.numerator.checked_mul(other.denominator), other.numerator.checked_mul(self.denominator));
        if let (Some(left), Some(right)) = (left, right) {
            return left.cmp(&right);
        }
        let (mut a, mut b, mut c, mut d) = (self.numerator, self.denominator, other.numerator, other.denominator);
        loop {
            let whole = a.div_euclid(b).cmp(&c.div_euclid(d));
            if whole != Ordering::Equal {
                return whole;
            }
            let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
            if left == 0 || right == 0 {
                return left.cmp(&right);
            }
            // left/b against right/d is d/right against b/left.
            (a, b, c, d) = (d, right, b, left);
        }
    }
}

/// A plain decimal: all its digits where there is an end to them, else twelve that count after the point.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, mut rest) = (self.numerator.abs() / self.denominator, self.numerator.abs() % self.denominator);
        if self.is_negative() {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if rest == 0 {
            return Ok(());
        }
        f.write_str(".")?;
        let mut odd = self.denominator;
        while odd % 2 == 0 {
            odd /= 2;
        }
        while odd % 5 == 0 {
            odd /= 5;
        }
        let most = if odd == 1 { 130 } else { 12 };
        let mut counted = 0;
        while rest != 0 && counted < most {
            let Some(next) = rest.checked_mul(10) else { return Ok(()) };
            let digit = next / self.denominator;
            rest = next % self.denominator;
            write!(f, "{digit}")?;
            if digit != 0 || counted != 0 || whole != 0 {
                counted += 1;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numerator: i128, denominator: i128, expected: &str) {
        assert_eq!(Exact::ratio(numerator, denominator).unwrap().to_string(), expected);
    }

    #[test]
    fn decimals_that_end_are_written_whole() {
        check(5, 2, "2.5");
        check(-1, 8, "-0.125");
        check(12_000, 1, "12000");
        check(3, 100_000, "0.00003");
    }

    #[test]
    fn others_stop_after_twelve_digits() {
        check(1, 3, "0.333333333333");
        check(100, 3, "33.333333333333");
    }

    #[test]
    fn the_sign_stands_above() {
        check(1, -4, "-0.25");
    }

    #[test]
    fn order_needs_no_products() {
        let big = i128::MAX / 4;
        let (a, b) = (Exact::ratio(big, 3).unwrap(), Exact::ratio(big - 1, 3).unwrap());
        assert!(a > b);
        assert!(a.negated() < b.negated());
        assert!(Exact::ratio(-1, 2).unwrap() < Exact::ZERO);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let big = Exact::ratio(i128::MAX / 2, 1).unwrap();
        assert_eq!(big.times(big), None);
        assert_eq!(big.plus(big).and_then(|x| x.plus(big)), None);
        assert_eq!(Exact::ONE.over(Exact::ZERO), None);
        assert_eq!(Exact::decimal(&"9".repeat(60), 0), None);
    }
}
