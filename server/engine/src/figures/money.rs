//! Currencies: their signs, codes and names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Rate;
use super::exact::Exact;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use crate::lexicon::{
    CURRENCIES, CURRENCY_COMMON_NOUNS, CURRENCY_COUNTRIES, CURRENCY_FORMS, CURRENCY_HUNDREDTHS, CURRENCY_MARKS,
    USUAL_CURRENCIES, WORDLIKE_CODES,
};

/// A currency, as far as the text tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// The ISO code, or that of the usual one where only a sign or name is given that several countries share.
    pub code: &'static str,
    /// Whether the text says which country's it is.
    pub stated: bool,
}

impl Currency {
    /// Whether both may be the same money: they differ only if both sides state one, or their names do.
    pub fn agrees(self, other: Self) -> bool {
        if self.code == other.code {
            return true;
        }
        if self.code == CENT || other.code == CENT {
            let whole = if self.code == CENT { other } else { self };
            return matches!(family(whole.code), "dollar" | "euro" | "franc");
        }
        (!self.stated || !other.stated) && family(self.code) == family(other.code)
    }
}

/// Hundredths of a unit that is not named.
const CENT: &str = "¢";

const SIGNS: &[(char, &str)] = &[
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('￥', "yen"),
    ('₹', "rupee"),
    ('₨', "rupee"),
    ('₩', "won"),
    ('₽', "ruble"),
    ('₺', "lira"),
    ('₦', "naira"),
    ('₱', "peso"),
    ('฿', "baht"),
    ('₿', "bitcoin"),
    ('₫', "dong"),
    ('₪', "shekel"),
    ('₴', "hryvnia"),
    ('¢', "cent"),
    ('₵', "cedi"),
    ('৳', "taka"),
];

/// The currencies by code: the noun that their money goes by.
static NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let noun = |name: &'static str| name.rsplit(' ').next().map(|noun| CURRENCY_FORMS.get(noun).unwrap_or(noun));
    CURRENCIES.iter().filter_map(|(name, code)| Some((code, noun(name)?))).collect()
});

/// The codes of each noun, in their order.
static CODES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut codes: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for (_, code) in CURRENCIES.iter() {
        codes.entry(family(code)).or_default().push(code);
    }
    codes
});

/// The noun that the money of a code goes by. A noun that no country is known of stands for itself.
fn family(code: &'static str) -> &'static str {
    NOUNS.get(code).copied().unwrap_or(code)
}

/// The money of that noun where no country is stated. A noun that several countries share and that has no usual one is no
/// one's: its code is the noun.
fn usual(noun: &'static str) -> Option<Currency> {
    if noun == "cent" {
        return Some(Currency { code: CENT, stated: false });
    }
    match CODES.get(noun)?.as_slice() {
        // A noun that only one country uses states it.
        [code] => Some(Currency { code, stated: true }),
        _ => Some(Currency { code: USUAL_CURRENCIES.get(noun).unwrap_or(noun), stated: false }),
    }
}

fn of_country(country: &str, noun: &str) -> Option<Currency> {
    let code = CODES.get(noun)?.iter().find(|code| code.starts_with(country))?;
    Some(Currency { code, stated: true })
}

fn by_code(text: &str) -> Option<Currency> {
    let lower = text.bytes().all(|c| c.is_ascii_lowercase());
    if text.len() != 3 || !(lower || text.bytes().all(|c| c.is_ascii_uppercase())) {
        return None;
    }
    let (code, _) = NOUNS.get_key_value(text.to_ascii_uppercase().as_str())?;
    (!lower || !WORDLIKE_CODES.has(text)).then_some(Currency { code, stated: true })
}

fn is_wordlike(code: &str) -> bool {
    WORDLIKE_CODES.has(&code.to_ascii_lowercase())
}

/// The longest noun, with room for a plural.
const LONGEST_NAME: usize = 12;

/// The noun of money that a word in the singular or plural is.
fn money_name(word: &str) -> Option<&'static str> {
    if word.len() < 2 || word.len() > LONGEST_NAME {
        return None;
    }
    let lower = word.to_lowercase();
    let find = |noun: &str| match CURRENCY_FORMS.get(noun) {
        Some(noun) => Some(noun),
        None => CODES.get_key_value(noun).map(|(noun, _)| *noun),
    };
    let name = find(&lower).or_else(|| find(lower.strip_suffix('s')?));
    name.filter(|name| !CURRENCY_COMMON_NOUNS.has(name))
}

fn hundredth_name(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let lower = word.to_lowercase();
    CURRENCY_HUNDREDTHS.get(&lower).or_else(|| CURRENCY_HUNDREDTHS.get(lower.strip_suffix('s')?))
}

/// The signs that stand before an amount of money.
pub fn currency_signs() -> impl Iterator<Item = char> {
    SIGNS.iter().filter(|(_, name)| *name != "cent").map(|(sign, _)| *sign)
}

fn by_sign(sign: char) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, name)| *name)
}

/// Whether digits right after the word make money of it: `USD115`, `Rs500`, `RM42`.
pub(super) fn is_mark(word: &str) -> bool {
    by_code(word).is_some_and(|currency| !is_wordlike(currency.code))
        || by_mark(word).is_some()
        || scaled_code(word).is_some()
        || matches!(word, "Rs" | "RS" | "kr" | "Kr" | "Re")
}

/// The money of that name where no country is stated.
pub(super) fn named_currency(name: &str) -> Option<Currency> {
    usual(money_name(name)?)
}

/// The money that an abbreviation before a sum names: `Tk`, `KSh`.
fn by_mark(word: &str) -> Option<Currency> {
    if word.len() > 4 || !word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()) {
        return None;
    }
    let (code, _) = NOUNS.get_key_value(CURRENCY_MARKS.get(&word.to_lowercase())?)?;
    Some(Currency { code, stated: true })
}

/// `MUSD`, `kEUR`: a code with the letter of a scale before it, and what that is worth.
fn scaled_code(word: &str) -> Option<(Currency, Exact)> {
    let worth = match word.as_bytes().first()? {
        b'k' | b'K' | b'T' => 1_000,
        b'M' => 1_000_000,
        b'B' => 1_000_000_000,
        _ => return None,
    };
    let code = by_code(word.get(1..)?).filter(|currency| currency.code == &word[1..] && !is_wordlike(currency.code))?;
    Some((code, Exact::int(worth)))
}

/// Hundredths by their name.
pub(super) fn hundredths(name: &str, end: usize) -> Option<Named> {
    let currency = usual(hundredth_name(name)?)?;
    Some(Named { currency, worth: Exact::ratio(1, 100)?, end })
}

/// A currency where it stands, and what share of its unit is meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) currency: Currency,
    pub(super) worth: Exact,
    pub(super) end: usize,
}

impl Reader<'_> {
    /// Whether a sign, code or name of a currency stands at `i`.
    pub(super) fn is_money_mark(&self, i: usize) -> bool {
        match self.sort(i) {
            Some(Sort::Sign(sign)) => by_sign(sign).is_some(),
            Some(Sort::Word(_)) => by_code(self.text_of(i)).is_some() || money_name(self.text_of(i)).is_some(),
            _ => false,
        }
    }

    /// The currency that begins at `i` before a number: `$`, `US$`, `u.s. $`, `USD`, `Rs.`, `pakistani rupees`.
    pub(super) fn currency_before(&self, i: usize) -> Option<Named> {
        if let Some(found) = self.country_after_sign(i) {
            return Some(found);
        }
        let (country, at) = self.country(i);
        let (name, mut end) = match self.sort(at)? {
            Sort::Sign(sign) => (by_sign(sign)?, at + 1),
            Sort::Word(_) => {
                let word = self.text_of(i);
                let code = || by_code(word).filter(|currency| !is_wordlike(currency.code) || self.is_large_after(i));
                let rand = || by_code("ZAR").filter(|_| self.is_rand(i));
                if at == i
                    && let Some(currency) = code().or_else(|| by_mark(word)).or_else(rand)
                {
                    return Some(Named { currency, worth: Exact::ONE, end: i + 1 });
                }
                if at == i
                    && let Some((currency, worth)) = scaled_code(word)
                {
                    return Some(Named { currency, worth, end: i + 1 });
                }
                // A name stands before its sum only where that is the custom.
                let name = money_name(self.text_of(at))?;
                let is_custom = matches!(name, "rupee" | "rupiah" | "ringgit" | "shilling" | "naira" | "krone");
                (is_custom.then_some(name).or_else(|| self.plural_before(at, name))?, at + 1)
            }
            Sort::Digits => return None,
        };
        if self.is_one_of(at, &["rs", "rp"]) && self.is_sign(end, '.') && self.glued(end) {
            end += 1;
        }
        let worth = if name == "cent" { Exact::ratio(1, 100)? } else { Exact::ONE };
        let name = if country == Some("BR") && name == "dollar" { "real" } else { name };
        let currency = match country {
            // The sign of the dollar is that of the peso, too.
            Some(country) => {
                of_country(country, name).or_else(|| of_country(country, "peso").filter(|_| self.is_sign(at, '$')))?
            }
            None => usual(name)?,
        };
        Some(Named { currency, worth, end })
    }

    /// A sign of the dollar with the letters of its country after it, as Australian papers write: `$A4`, `$US3`.
    fn country_after_sign(&self, i: usize) -> Option<Named> {
        let letters = self.is_sign(i, '$') && self.is_word(i + 1) && self.glued(i + 1);
        let is_sum = letters && self.glued(i + 2) && self.is_digits(i + 2);
        let is_capital = is_sum && self.text_of(i + 1).bytes().all(|c| c.is_ascii_uppercase());
        let country = CURRENCY_COUNTRIES.get(&self.folded(i + 1)).filter(|_| is_capital)?;
        Some(Named { currency: of_country(country, "dollar")?, worth: Exact::ONE, end: i + 2 })
    }

    /// Whether a number in the thousands, or with a scale, follows: `GEL 3,000` is money, `TOP 40` is none.
    fn is_large_after(&self, i: usize) -> bool {
        self.number(i + 1).is_some_and(|number| number.is_scaled() || number.value >= Exact::int(1000))
    }

    /// What a sum that ends at `end` is paid for: `a year`, `per barrel`, `/month`, `annually`; nothing where that is two
    /// things.
    pub(super) fn paid_for(&self, end: usize) -> Option<Rate> {
        const ADVERBS: [(&str, &str); 6] =
            [("hourly", "h"), ("daily", "d"), ("weekly", "wk"), ("monthly", "mo"), ("yearly", "a"), ("annually", "a")];
        let rate = |unit: String, to: usize| Rate { unit, span: self.span(end, to) };
        if let Some((_, symbol)) = ADVERBS.iter().find(|(adverb, _)| self.is(end, adverb)) {
            return Some(rate((*symbol).to_owned(), end + 1));
        }
        let at = self.past_hyphen(end);
        let is_per = self.is_one_of(at, &["per", "each"]) || self.is_sign(at, '/');
        if !(is_per || self.lex(at) == Lex::Article) {
            return None;
        }
        // "per calendar month"
        let unit = |at: usize| self.unit(at, Form::Words).map(|(measure, after)| (measure.symbol, after));
        let (what, after) = match unit(at + 1) {
            None if self.is(at + 1, "annum") => ("a".to_owned(), at + 2),
            None if self.is(at + 1, "diem") => ("d".to_owned(), at + 2),
            None if is_per && self.is_word(at + 1) => unit(at + 2)?,
            found => found?,
        };
        let goes_on = self.is(after, "per") || self.is_sign(after, '/') || self.lex(after) == Lex::Article;
        (!goes_on).then(|| rate(what, after))
    }

    /// What a sum that begins at `i` is paid for by the adjective before its noun: `annual savings of around $70 million`.
    pub(super) fn paid_for_before(&self, i: usize) -> Option<Rate> {
        const ADJECTIVES: [(&str, &str); 7] = [
            ("daily", "d"),
            ("weekly", "wk"),
            ("monthly", "mo"),
            ("yearly", "a"),
            ("annual", "a"),
            ("annualised", "a"),
            ("annualized", "a"),
        ];
        const FARTHEST: usize = 3;
        let of = (i.saturating_sub(FARTHEST)..i).rev().find(|&at| self.is(at, "of"))?;
        let (adjective, noun) = (of.checked_sub(2)?, of - 1);
        let is_joined = (noun..=i).all(|at| self.gap(at) == Gap::Blank) && (of..i).all(|at| self.is_word(at));
        let (_, symbol) = ADJECTIVES.iter().find(|(word, _)| self.is(adjective, word))?;
        let rate = Rate { unit: (*symbol).to_owned(), span: self.span(adjective, adjective + 1) };
        (is_joined && self.is_word(noun)).then_some(rate)
    }

    /// The name of a currency whose plural stands at `i` before a sum in millions: `dollars 5 million`, but not `in dollars`.
    fn plural_before(&self, i: usize, name: &'static str) -> Option<&'static str> {
        let is_free =
            i == 0 || !(self.is_digits(i - 1) || self.is_one_of(i - 1, &["in", "of"]) || self.lex(i - 1) != Lex::Other);
        let is_sum = self.number(i + 1).is_some_and(|number| number.is_scaled());
        (is_free && is_sum && self.text_of(i).ends_with('s') && self.is_digits(i + 1)).then_some(name)
    }

    /// The currency at `i`, after a number: sign, code, or name with its country.
    pub(super) fn currency_after(&self, i: usize) -> Option<Named> {
        let (country, at) = self.country(i);
        let one = Exact::ONE;
        match self.sort(at)? {
            Sort::Sign(sign) => {
                let name = by_sign(sign)?;
                // In "5 $10" the sign belongs to what follows.
                if self.is_digits(at + 1) && self.glued(at + 1)
                    || (self.gap(at) == Gap::Blank && self.is_digits(at + 1) && at == i)
                {
                    return None;
                }
                let worth = if name == "cent" { Exact::ratio(1, 100)? } else { one };
                let currency = country.map_or_else(|| usual(name), |country| of_country(country, name))?;
                Some(Named { currency, worth, end: at + 1 })
            }
            Sort::Word(_) => {
                let word = self.text_of(at);
                if at == i
                    && let Some(currency) = by_code(word)
                {
                    return Some(Named { currency, worth: one, end: at + 1 });
                }
                if at == i
                    && let Some((currency, worth)) = scaled_code(word)
                {
                    return Some(Named { currency, worth, end: at + 1 });
                }
                if let Some(name) = money_name(word).filter(|_| country.is_some() || !self.is_plain_word(at)) {
                    let sterling = self.is(at + 1, "sterling") && name == "pound";
                    let stated = sterling || self.is(at, "sterling") || self.is(at, "sterlings");
                    let country = if stated { Some("GB") } else { country };
                    let currency = country.map_or_else(|| usual(name), |country| of_country(country, name))?;
                    return Some(Named { currency, worth: one, end: at + 1 + usize::from(sterling) });
                }
                let name = hundredth_name(word)?;
                let currency = country.and_then(|country| of_country(country, "dollar")).or_else(|| usual(name))?;
                Some(Named { currency, worth: Exact::ratio(1, 100)?, end: at + 1 })
            }
            Sort::Digits => None,
        }
    }

    /// Whether the name of a currency at `i` is an English word here: `120 won the vote`, `two real problems`, `one half marks the end`.
    fn is_plain_word(&self, i: usize) -> bool {
        match self.text_of(i) {
            "real" | "rm" | "RS" => true,
            "mark" | "marks" => {
                self.lex(i + 1) == Lex::Article
                    || self.is(i + 1, "the")
                    || self.is_digits(i + 1)
                    || self.has_capital(i + 1)
            }
            "won" => self.is_word(i + 1) && !self.is_one_of(i + 1, &["and", "or", "to", "per", "from", "for"]),
            _ => false,
        }
    }

    /// A country's word or letters before the money's sign or name, and the place after them.
    fn country(&self, i: usize) -> (Option<&'static str>, usize) {
        if self.is(i, "u") && self.is_sign(i + 1, '.') && self.is(i + 2, "s") && self.is_sign(i + 3, '.') {
            return (Some("US"), i + 4);
        }
        let none = (None, i);
        if !self.is_word(i) {
            return none;
        }
        let at = if self.is_one_of(i, &["hong", "new", "sri", "south", "united"]) { i + 1 } else { i };
        // Letters stand right at their sign, words before a name.
        let next = at + 1;
        let sign = match self.sort(next) {
            Some(Sort::Sign(sign)) if by_sign(sign).is_some() => true,
            Some(Sort::Word(_))
                if money_name(self.text_of(next)).or_else(|| hundredth_name(self.text_of(next))).is_some() =>
            {
                false
            }
            _ => return none,
        };
        let Some(country) = CURRENCY_COUNTRIES.get(&self.folded(at)) else { return none };
        let apart = !self.glued(next);
        if apart && (sign && country != "US" || self.text_of(at).len() == 1) {
            return none;
        }
        (Some(country), next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_those_of_the_standard() {
        assert!(CURRENCIES.iter().count() > 150);
        let mut codes: Vec<&str> = CURRENCIES.iter().map(|(_, code)| code).collect();
        assert!(codes.iter().all(|code| code.len() == 3 && code.bytes().all(|c| c.is_ascii_uppercase())));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CURRENCIES.iter().count());
    }

    #[test]
    fn every_word_leads_to_a_currency() {
        for (noun, code) in USUAL_CURRENCIES.iter().chain(CURRENCY_MARKS.iter()) {
            assert!(NOUNS.contains_key(code), "{noun}");
        }
        for (form, noun) in CURRENCY_FORMS.iter() {
            assert!(CODES.contains_key(noun), "{form}");
        }
        for (name, noun) in CURRENCY_HUNDREDTHS.iter() {
            assert!(noun == "cent" || CODES.contains_key(noun), "{name}");
        }
        for (country, letters) in CURRENCY_COUNTRIES.iter() {
            assert!(NOUNS.keys().any(|code| code.starts_with(letters)), "{country}");
        }
        for code in WORDLIKE_CODES.iter() {
            assert!(NOUNS.contains_key(code.to_uppercase().as_str()), "{code}");
        }
    }

    #[test]
    fn a_noun_that_several_countries_share_is_no_ones() {
        let code = |noun: &str| named_currency(noun).map(|currency| (currency.code, currency.stated));
        assert_eq!(code("dinars"), Some(("dinar", false)));
        assert_eq!(code("dollar"), Some(("USD", false)));
        assert_eq!(code("baht"), Some(("THB", true)));
    }
}
