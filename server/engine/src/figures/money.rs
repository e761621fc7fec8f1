//! Currencies: their signs, codes and names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Rate;
use super::exact::Exact;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};

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

/// ISO codes with the name that their money goes by. The first of a name stands for it where no country is stated.
const CODES: &[(&str, &str)] = &[
    ("USD", "dollar"),
    ("AUD", "dollar"),
    ("CAD", "dollar"),
    ("NZD", "dollar"),
    ("SGD", "dollar"),
    ("HKD", "dollar"),
    ("TWD", "dollar"),
    ("JMD", "dollar"),
    ("EUR", "euro"),
    ("GBP", "pound"),
    ("EGP", "pound"),
    ("LBP", "pound"),
    ("SYP", "pound"),
    ("SDG", "pound"),
    ("INR", "rupee"),
    ("PKR", "rupee"),
    ("LKR", "rupee"),
    ("NPR", "rupee"),
    ("MUR", "rupee"),
    ("IDR", "rupiah"),
    ("JPY", "yen"),
    ("CNY", "yuan"),
    ("KRW", "won"),
    ("KPW", "won"),
    ("RUB", "ruble"),
    ("BYN", "ruble"),
    ("CHF", "franc"),
    ("XOF", "franc"),
    ("XAF", "franc"),
    ("SEK", "krone"),
    ("NOK", "krone"),
    ("DKK", "krone"),
    ("ISK", "krone"),
    ("CZK", "krone"),
    ("MXN", "peso"),
    ("PHP", "peso"),
    ("ARS", "peso"),
    ("CLP", "peso"),
    ("COP", "peso"),
    ("BRL", "real"),
    ("ZAR", "rand"),
    ("AED", "dirham"),
    ("MAD", "dirham"),
    ("SAR", "riyal"),
    ("QAR", "riyal"),
    ("IRR", "riyal"),
    ("OMR", "riyal"),
    ("YER", "riyal"),
    ("KWD", "dinar"),
    ("IQD", "dinar"),
    ("JOD", "dinar"),
    ("BHD", "dinar"),
    ("DZD", "dinar"),
    ("TRY", "lira"),
    ("ILS", "shekel"),
    ("THB", "baht"),
    ("MYR", "ringgit"),
    ("VND", "dong"),
    ("NGN", "naira"),
    ("GHS", "cedi"),
    ("KES", "shilling"),
    ("UGX", "shilling"),
    ("TZS", "shilling"),
    ("BDT", "taka"),
    ("PLN", "zloty"),
    ("HUF", "forint"),
    ("UAH", "hryvnia"),
    ("AFN", "afghani"),
    ("RON", "leu"),
    ("BTC", "bitcoin"),
];

/// Other forms of the names.
const NAMES: &[(&str, &str)] = &[
    ("buck", "dollar"),
    ("rouble", "ruble"),
    ("rubel", "ruble"),
    ("krona", "krone"),
    ("kronor", "krone"),
    ("kroner", "krone"),
    ("kronur", "krone"),
    ("crown", "krone"),
    ("rial", "riyal"),
    ("renminbi", "yuan"),
    ("rmb", "yuan"),
    ("reais", "real"),
    ("zlotys", "zloty"),
    ("sterling", "pound"),
    ("quid", "pound"),
    ("rs", "rupee"),
    ("rp", "rupiah"),
    ("rm", "ringgit"),
    ("kr", "krone"),
    ("shekels", "shekel"),
    ("forints", "forint"),
    ("liras", "lira"),
    ("lire", "lira"),
    ("hryvnias", "hryvnia"),
];

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

/// Letters before a dollar sign, and words before a name, with the first two letters of the code.
const COUNTRIES: &[(&str, &str)] = &[
    ("us", "US"),
    ("american", "US"),
    ("au", "AU"),
    ("a", "AU"),
    ("australian", "AU"),
    ("aussie", "AU"),
    ("ca", "CA"),
    ("c", "CA"),
    ("can", "CA"),
    ("canadian", "CA"),
    ("nz", "NZ"),
    ("s", "SG"),
    ("sg", "SG"),
    ("singapore", "SG"),
    ("singaporean", "SG"),
    ("hk", "HK"),
    ("kong", "HK"),
    ("nt", "TW"),
    ("taiwan", "TW"),
    ("r", "BR"),
    ("brazilian", "BR"),
    ("british", "GB"),
    ("uk", "GB"),
    ("egyptian", "EG"),
    ("lebanese", "LB"),
    ("syrian", "SY"),
    ("sudanese", "SD"),
    ("indian", "IN"),
    ("pakistani", "PK"),
    ("pakistan", "PK"),
    ("lankan", "LK"),
    ("nepalese", "NP"),
    ("nepali", "NP"),
    ("indonesian", "ID"),
    ("japanese", "JP"),
    ("chinese", "CN"),
    ("korean", "KR"),
    ("russian", "RU"),
    ("swiss", "CH"),
    ("swedish", "SE"),
    ("norwegian", "NO"),
    ("danish", "DK"),
    ("icelandic", "IS"),
    ("czech", "CZ"),
    ("mexican", "MX"),
    ("philippine", "PH"),
    ("argentine", "AR"),
    ("chilean", "CL"),
    ("colombian", "CO"),
    ("african", "ZA"),
    ("saudi", "SA"),
    ("qatari", "QA"),
    ("iranian", "IR"),
    ("omani", "OM"),
    ("yemeni", "YE"),
    ("emirati", "AE"),
    ("uae", "AE"),
    ("moroccan", "MA"),
    ("kuwaiti", "KW"),
    ("iraqi", "IQ"),
    ("jordanian", "JO"),
    ("bahraini", "BH"),
    ("algerian", "DZ"),
    ("turkish", "TR"),
    ("israeli", "IL"),
    ("thai", "TH"),
    ("malaysian", "MY"),
    ("vietnamese", "VN"),
    ("nigerian", "NG"),
    ("ghanaian", "GH"),
    ("kenyan", "KE"),
    ("ugandan", "UG"),
    ("tanzanian", "TZ"),
    ("bangladeshi", "BD"),
    ("polish", "PL"),
    ("hungarian", "HU"),
    ("ukrainian", "UA"),
    ("afghan", "AF"),
];

/// Names of hundredths, with the money that they are hundredths of, where that is known.
const HUNDREDTHS: &[(&str, &str)] = &[
    ("cent", "cent"),
    ("centime", "cent"),
    ("penny", "cent"),
    ("pennie", "cent"),
    ("pence", "pound"),
    ("paise", "rupee"),
    ("paisa", "rupee"),
    ("kopeck", "ruble"),
];

/// Codes that are English words as well, so must be in capitals.
const WORDLIKE: [&str; 6] = ["TRY", "MAD", "RON", "PHP", "COP", "SAR"];

fn family(code: &str) -> &'static str {
    CODES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}

/// The money of that name where no country is stated.
fn usual(name: &str) -> Option<Currency> {
    if name == "cent" {
        return Some(Currency { code: CENT, stated: false });
    }
    let mut codes = CODES.iter().filter(|(_, known)| *known == name);
    let (code, _) = codes.next()?;
    // A name that only one country uses states it.
    Some(Currency { code, stated: codes.next().is_none() })
}

fn of_country(country: &str, name: &str) -> Option<Currency> {
    let (code, _) = CODES.iter().find(|(code, known)| *known == name && code.starts_with(country))?;
    Some(Currency { code, stated: true })
}

fn by_code(text: &str) -> Option<Currency> {
    let lower = text.bytes().all(|c| c.is_ascii_lowercase());
    if text.len() != 3 || !(lower || text.bytes().all(|c| c.is_ascii_uppercase())) {
        return None;
    }
    let (code, _) = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(text))?;
    (!lower || !WORDLIKE.contains(code)).then_some(Currency { code, stated: true })
}

/// Names and their other forms, with the name that the money goes by.
static MONEY_NAMES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| NAMES.iter().copied().chain(CODES.iter().map(|(_, name)| (*name, *name))).collect());

/// The longest of them, with room for a plural.
const LONGEST_NAME: usize = 10;

/// The family's name for a word in the singular or plural.
fn money_name(word: &str) -> Option<&'static str> {
    if word.len() < 2 || word.len() > LONGEST_NAME || !word.is_ascii() {
        return None;
    }
    let mut lower = [0; LONGEST_NAME];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = str::from_utf8(lower).ok()?;
    let find = |name: &str| MONEY_NAMES.get(name).copied();
    find(lower).or_else(|| find(lower.strip_suffix('s')?))
}

fn hundredth_name(word: &str) -> Option<&'static str> {
    if word.len() > 9 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    HUNDREDTHS.iter().find(|(form, _)| *form == lower || *form == singular).map(|(_, name)| *name)
}

fn by_sign(sign: char) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, name)| *name)
}

/// Whether digits right after the word make money of it: `USD115`, `Rs500`, `RM42`.
pub(super) fn is_mark(word: &str) -> bool {
    by_code(word).is_some_and(|currency| !WORDLIKE.contains(&currency.code))
        || matches!(word, "Rs" | "RS" | "RM" | "Rp" | "kr" | "Kr" | "Re")
}

/// The money of that name where no country is stated.
pub(super) fn named_currency(name: &str) -> Option<Currency> {
    usual(money_name(name)?)
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
        let (country, at) = self.country(i);
        let (name, mut end) = match self.sort(at)? {
            Sort::Sign(sign) => (by_sign(sign)?, at + 1),
            Sort::Word(_) => {
                if at == i
                    && let Some(currency) = by_code(self.text_of(i))
                {
                    return Some(Named { currency, worth: Exact::ONE, end: i + 1 });
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
            Some(country) => of_country(country, name)?,
            None => usual(name)?,
        };
        Some(Named { currency, worth, end })
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
            None if is_per && self.is_word(at + 1) => unit(at + 2)?,
            found => found?,
        };
        let goes_on = self.is(after, "per") || self.is_sign(after, '/') || self.lex(after) == Lex::Article;
        (!goes_on).then(|| rate(what, after))
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

    /// Whether the name of a currency at `i` is an English word here: `120 won the vote`, `two real problems`.
    fn is_plain_word(&self, i: usize) -> bool {
        match self.text_of(i) {
            "real" | "rm" | "RS" => true,
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
        let at = if self.is_one_of(i, &["hong", "new", "sri", "south"]) { i + 1 } else { i };
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
        let Some((_, country)) = COUNTRIES.iter().find(|(word, _)| self.is(at, word)) else { return none };
        let apart = !self.glued(next);
        if apart && (sign && *country != "US" || self.text_of(at).len() == 1) {
            return none;
        }
        (Some(country), next)
    }
}
