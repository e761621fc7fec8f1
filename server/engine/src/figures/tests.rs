use super::*;

/// Reads `text` as a claim's: each figure as its words, kind, value and unit.
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Mode::Claim), expected, "{text}");
}

/// Reads `text` as a source's, where figures overlap.
fn check_source(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Mode::Source), expected, "{text}");
}

fn shown(text: &str, mode: Mode) -> Vec<String> {
    let show = |figure: &Figure| {
        let hedge = figure.hedge.map_or(String::new(), |hedge| format!("{} ", hedge.sign()));
        let unit =
            Some(figure.unit_text()).filter(|unit| !unit.is_empty()).map_or(String::new(), |unit| format!(" {unit}"));
        format!("{}: {hedge}{} {}{unit}", &text[figure.span], figure.kind.name(), figure.value_text())
    };
    read(text, mode).iter().map(show).collect()
}

#[test]
fn digits_with_group_marks() {
    check("1,200 and 12,34,567", &["1,200: number 1200", "12,34,567: number 1234567"]);
    check("1.200.000", &["1.200.000: number 1200000"]);
    check("it killed 1 200 people", &["1 200: number 1200 people"]);
    check("10\u{202f}000", &["10\u{202f}000: number 10000"]);
    check("1'250'000", &["1'250'000: number 1250000"]);
    check("€1.234,56", &["€1.234,56: money 1234.56 EUR"]);
}

#[test]
fn blanks_that_part_two_numbers_do_not_group() {
    check("In 2011 300 people", &["2011: date 2011", "300: number 300 people"]);
    check("On May 5 200 people", &["May 5: date --05-05", "200: number 200 people"]);
}

#[test]
fn digits_in_pieces() {
    check("$ 1 . 2 billion", &["$ 1 . 2 billion: money 1200000000 USD"]);
    check("12 %", &["12 %: percent 12 %"]);
    check("£50, 000", &["£50, 000: money 50000 GBP"]);
}

#[test]
fn decimals_and_powers() {
    check("-3.50 or .25", &["-3.50: number -3.5", ".25: number 0.25"]);
    check("4e3, 2×10−2, 5x10^6", &["4e3: number 4000", "2×10−2: number 0.02", "5x10^6: number 5000000"]);
}

#[test]
fn numbers_in_words() {
    check("two hundred and fifty thousand", &["two hundred and fifty thousand: number 250000"]);
    check("Twenty-one thousand eleven", &["Twenty-one thousand eleven: number 21011"]);
    check("twelve hundred", &["twelve hundred: number 1200"]);
    check("a hundred", &["a hundred: number 100"]);
    check("forty-five and sixty", &["forty-five: number 45", "sixty: number 60"]);
    check("zero eight", &["zero eight: number 8"]);
    check("two fifty five", &["two fifty five: number 255"]);
}

#[test]
fn decimals_in_words() {
    check("one point four billion", &["one point four billion: number 1400000000"]);
    check("ten point zero eight", &["ten point zero eight: number 10.08"]);
    check("thirty-two point seventy-five", &["thirty-two point seventy-five: number 32.75"]);
}

#[test]
fn scales() {
    check("4.2 million", &["4.2 million: number 4200000"]);
    check("2.5bn, 3M, 100k", &["2.5bn: number 2500000000", "3M: number 3000000", "100k: number 100000"]);
    check("3 crore 12 lakh", &["3 crore 12 lakh: number 31200000"]);
    check("a million and a half", &["a million and a half: number 1500000"]);
    check("half a million", &["half a million: number 500000"]);
    check("a quarter of a million", &["a quarter of a million: number 250000"]);
    check("two dozen", &["two dozen: number 24"]);
    check("half a dozen", &["half a dozen: number 6"]);
}

#[test]
fn collective_counts_are_ranges() {
    check("hundreds of people", &["hundreds: number 100..1000 people"]);
    check("tens of thousands", &["tens of thousands: number 10000..100000"]);
    check("several hundred years", &[]);
    check("a couple hundred years, a couple of thousand boats", &[]);
}

#[test]
fn fractions() {
    check("two-thirds of it", &["two-thirds: number 0.666666666666"]);
    check("fell by a third", &["a third: number 0.333333333333"]);
    check("a third man", &["third: ordinal 3"]);
    check("2½ and 2 1/2", &["2½: number 2.5", "2 1/2: number 2.5"]);
    check("two and three eighths", &["two and three eighths: number 2.375"]);
    check("seven out of ten", &["seven out of ten: number 0.7"]);
    check("the second half", &["second: ordinal 2"]);
    check("in the second half the team rested", &["second: ordinal 2"]);
}

#[test]
fn a_stroke_has_two_counts() {
    check("on 17/24 barges", &["17/24: number 0.708333333333"]);
    check_source("on 17/24 barges", &["17/24: number 0.708333333333", "17: number 17", "24: number 24 barges"]);
}

#[test]
fn ordinals() {
    check("the 36th and the thirty-sixth", &["36th: ordinal 36", "thirty-sixth: ordinal 36"]);
    check("the 1th", &[]);
    check("First, look. First of all, no.", &[]);
    check("first, second", &["first: ordinal 1", "second: ordinal 2"]);
}

#[test]
fn money() {
    check("$2.5 billion", &["$2.5 billion: money 2500000000 USD"]);
    check("USD115", &["USD115: money 115 USD"]);
    check("Rs 5 crore", &["Rs 5 crore: money 50000000 INR"]);
    check("HK$10, A$3.50, US $3", &["HK$10: money 10 HKD", "A$3.50: money 3.5 AUD", "US $3: money 3 USD"]);
    check("u.s. $ 3m", &["u.s. $ 3m: money 3000000 USD"]);
    check("one hundred norwegian crowns", &["one hundred norwegian crowns: money 100 NOK"]);
    check("2 euros and 5 cents", &["2 euros and 5 cents: money 2.05 EUR"]);
    check("$0.36 and 36¢", &["$0.36: money 0.36 USD", "36¢: money 0.36 ¢"]);
    check("-$5", &["-$5: money -5 USD"]);
    check("with 120 won the vote", &["120: number 120 won"]);
}

#[test]
fn percentages() {
    check("12%, 12 per cent, 12 p.c.", &["12%: percent 12 %", "12 per cent: percent 12 %", "12 p.c.: percent 12 %"]);
    check("2.5 percentage points", &["2.5 percentage points: percent 2.5 pp"]);
    check("25 basis points", &["25 basis points: percent 25 bp"]);
    check("half a percent", &["half a percent: percent 0.5 %"]);
}

#[test]
fn dates_in_any_order() {
    check("3 May 2024", &["3 May 2024: date 2024-05-03"]);
    check("May 3rd, 2024", &["May 3rd, 2024: date 2024-05-03"]);
    check("Tuesday, the 3rd of May", &["Tuesday, the 3rd of May: date --05-03"]);
    check("2024-05-03", &["2024-05-03: date 2024-05-03"]);
    check("31/08/2015", &["31/08/2015: date 2015-08-31"]);
    check("in October 2014", &["October 2014: date 2014-10"]);
    check("Jan. 12", &["Jan. 12: date --01-12"]);
}

#[test]
fn dates_in_words() {
    check("july third twenty sixteen", &["july third twenty sixteen: date 2016-07-03"]);
    check("the fifteenth of january", &["fifteenth of january: date --01-15"]);
    check("october nineteen oh five", &["october nineteen oh five: date 1905-10"]);
}

#[test]
fn dates_with_two_readings() {
    check_source("3/4/2020", &["3/4/2020: date 2020-03-04", "3/4/2020: date 2020-04-03"]);
    let figures = read("3/4/2020", Mode::Claim);
    assert_eq!((figures.len(), figures[0].also.len()), (1, 1));
}

#[test]
fn no_calendar_has_them() {
    check("February 30", &[]);
    check("2016-2-30", &[]);
}

#[test]
fn months_that_are_words() {
    check("He may march in May.", &["May: date --05"]);
    check("It may 5 times", &["5 times: number 5"]);
}

#[test]
fn spans_of_seasons() {
    check("from 1958/59 to 1963/1964", &["1958/59 to 1963/1964: range 1958..1964 date"]);
}

#[test]
fn guesses() {
    check("two or three men", &["two or three: range 2..3"]);
    check("20 or 30 feet", &["20 or 30 feet: range 20..30 [ft_i]"]);
    check("in 2019 or 2020", &["2019: date 2019", "2020: date 2020"]);
    check("two or thirty men", &["two: number 2", "thirty: number 30 men"]);
}

#[test]
fn halves_joined_by_hyphens() {
    check("seven-and-a-half hours", &["seven-and-a-half hours: quantity 7.5 h"]);
}

#[test]
fn quarters_of_financial_years() {
    check("in Q3 FY24", &["Q3 FY24: date 2024-07..2024-09 date"]);
    check("by end-2025", &["2025: date 2025"]);
}

#[test]
fn rates() {
    check("9,000 litres an hour", &["9,000 litres an hour: quantity 9000 L/h"]);
    check("three days a week", &["three days: quantity 3 d"]);
}

#[test]
fn abbreviations() {
    check("26 TV stations and 12 EV chargers", &["26: number 26 tv stations", "12: number 12 ev chargers"]);
}

#[test]
fn spans_of_dates() {
    check("April 9th through 17th", &["April 9th through 17th: range --04-09..--04-17 date"]);
    check("from 3 to 5 May 2024", &["3 to 5 May 2024: range 2024-05-03..2024-05-05 date"]);
    check("1960–80", &["1960–80: range 1960..1980 date"]);
    check("between 2010 and 2015", &["2010 and 2015: range 2010..2015 date"]);
    check("in 2013-14", &["2013-14: date 2013..2014 date"]);
}

#[test]
fn years_and_longer() {
    check("in 1979", &["1979: date 1979"]);
    check("the 1960s", &["1960s: date 1960..1969 date"]);
    check("the 90s and the early sixties", &["90s: date 1990..1999 date", "sixties: date 1960..1969 date"]);
    check("the 1800s", &["1800s: date 1800..1899 date"]);
    check("in her 90s", &[]);
    check("nineteen fifties", &["nineteen fifties: date 1950..1959 date"]);
    check("the 21st century", &["21st century: date 2001..2100 date"]);
    check("the third quarter of 2023", &["third quarter of 2023: date 2023-07..2023-09 date"]);
    check(
        "52 in the first quarter and 61 in the second",
        &["52: number 52", "first quarter: date --01..--03 date", "61: number 61", "second: date --04..--06 date"],
    );
    check(
        "sales fell a third last year and rose by a fifth each month",
        &["a third: number 0.333333333333", "a fifth: number 0.2"],
    );
    check("one gold and two silver", &["one: number 1 gold", "two: number 2 silver"]);
    check("sung two million times since May", &["two million: number 2000000 times", "May: date --05"]);
    check("in the third quarter the boat came fourth", &["third quarter: date --07..--09 date", "fourth: ordinal 4"]);
    check(
        "once in the first half and twice in the second",
        &["first: ordinal 1", "twice: number 2", "second: ordinal 2"],
    );
    check("in the third quarter and in the fourth boat", &["third quarter: date --07..--09 date", "fourth: ordinal 4"]);
    check("Q3 2023 and 2023 Q3", &["Q3 2023: date 2023-07..2023-09 date", "2023 Q3: date 2023-07..2023-09 date"]);
    check("FY2023-24", &["FY2023-24: date 2023..2024 date"]);
}

#[test]
fn a_year_before_things_counts_them() {
    check("killed 2010 people", &["2010: number 2010 people"]);
}

#[test]
fn times() {
    check("2 pm, 2.13 am, 14:30", &["2 pm: time 14:00", "2.13 am: time 02:13", "14:30: time 14:30"]);
    check("five o'clock and half past six", &["five o'clock: time 05:00", "half past six: time 06:30"]);
    check("from 9:30 to 11:00", &["9:30 to 11:00: range 09:30..11:00"]);
}

#[test]
fn ranges() {
    check("3 to 4 L", &["3 to 4 L: range 3..4 L"]);
    check("an 8- to 16-meter mirror", &["8- to 16-meter: range 8..16 m"]);
    check("$250–$300", &["$250–$300: range 250..300 USD"]);
    check("5–6 million", &["5–6 million: range 5000000..6000000"]);
    check("between 44 and 50 mg", &["44 and 50 mg: range 44..50 mg"]);
    check("50 to 80%", &["50 to 80%: range 50..80 %"]);
    check("-18 °C to -34 °C", &["-18 °C to -34 °C: range -34..-18 Cel"]);
    check("It paid $410,000 to 52 shops", &["$410,000: money 410000 USD", "52: number 52 shops"]);
    check("a fee of $5 to 10 a day", &["$5 to 10: range 5..10 USD"]);
}

#[test]
fn letters_of_a_country_after_the_sign() {
    check("$A4 billion and $US3", &["$A4 billion: money 4000000000 AUD", "$US3: money 3 USD"]);
}

#[test]
fn a_change_is_two_figures() {
    check("rose from 5% to 6%", &["5%: percent 5 %", "6%: percent 6 %"]);
    check("the improved mills make 9 to 10 tonnes", &["9 to 10 tonnes: range 9..10 t"]);
}

#[test]
fn a_source_gives_the_parts_too() {
    check_source("5–6 kg", &["5–6 kg: range 5..6 kg", "5: quantity 5 kg", "6 kg: quantity 6 kg"]);
    check_source("at least 5", &["at least 5: range 5..", "5: ≥ number 5"]);
    check_source("rose from 5% to 6%", &["5%: percent 5 %", "6%: percent 6 %"]);
    check_source("1960s", &["1960s: date 1960..1969 date"]);
}

#[test]
fn scores_and_ratios() {
    check("won 3-1", &["3-1: number 3:1"]);
    check("by 5 to 4", &["5 to 4: number 5:4"]);
    check("odds of 2:1", &["2:1: number 2:1"]);
}

#[test]
fn quantities() {
    check("10 km/h and 60 miles an hour", &["10 km/h: quantity 10 km/h", "60 miles an hour: quantity 60 [mi_i]/h"]);
    check("4 km², 4 square kilometres", &["4 km²: quantity 4 km2", "4 square kilometres: quantity 4 km2"]);
    check("5 ft 2 in", &["5 ft 2 in: quantity 5.166666666666 [ft_i]"]);
    check("a 54-year-old", &["54-year-old: quantity 54 a"]);
    check("aged 54", &["54: quantity 54 a"]);
    check("two kilo watt hours", &["two kilo watt hours: quantity 2 kW.h"]);
    check("eight agonizing months", &["eight agonizing months: quantity 8 mo"]);
    check("There are two in my car", &["two: number 2"]);
    check("2.5 in.", &["2.5 in: quantity 2.5 [in_i]"]);
}

#[test]
fn multiples() {
    check("twice, tenfold, three times", &["twice: number 2", "tenfold: number 10", "three times: number 3"]);
    check("think twice", &[]);
}

#[test]
fn hedges() {
    check("nearly 4,000", &["4,000: ≲ number 4000"]);
    check("no fewer than 12", &["12: ≥ number 12"]);
    check("no more than 12", &["12: ≤ number 12"]);
    check("just over $3m", &["$3m: > money 3000000 USD"]);
    check("500+ or so", &["500: ≥ number 500"]);
    check("20 years or so", &["20 years: ≈ quantity 20 a"]);
    check("about three times", &["three times: ≈ number 3"]);
    check("2+3", &["2: number 2", "3: number 3"]);
}

#[test]
fn nouns() {
    let noun = |text: &str| read(text, Mode::Claim)[0].noun.map(|span| text[span].to_owned());
    assert_eq!(noun("836 protest notes").as_deref(), Some("protest notes"));
    assert_eq!(noun("a 12-member team").as_deref(), Some("member"));
    assert_eq!(noun("12 of them"), None);
}

#[test]
fn one_is_a_figure_only_where_it_counts() {
    check("the one you mentioned, one of them, no one, this one", &[]);
    check("One may count", &[]);
    check("one militant", &["one: number 1 militant"]);
    check("one million", &["one million: number 1000000"]);
}

#[test]
fn identifiers_and_addresses_are_no_figures() {
    check("G-11, F-16, Covid-19, ISO 9001, A4, 5G", &[]);
    check("v1.2.3, version 2, 192.168.0.1", &[]);
    check("+1 555-123-4567 or (555) 123-4567", &[]);
    check("https://example.org/2020/05 and a5@example.org", &[]);
    check("2asdf99% and 99%3", &[]);
    check("24/7", &[]);
    check("One-off costs, a one-on-one talk", &[]);
    check("See section 3.2, fig. 4, page 12", &[]);
}

#[test]
fn numbers_of_a_list_are_no_figures() {
    check("1. Apples\n2. Pears\n(3) Plums", &[]);
    check("42", &["42: number 42"]);
}

#[test]
fn two_figures_of_a_product() {
    check("13 × 100", &["13: number 13", "100: number 100"]);
}

#[test]
fn what_does_not_fit_is_no_figure() {
    check(&"9".repeat(80), &[]);
    check("4e99", &[]);
    check("1/0", &[]);
}

#[test]
fn glued_units() {
    check("a 155mm gun", &["155mm: quantity 155 mm"]);
    check("revenue of 1.2b", &["1.2b: number 1200000000"]);
    check("9.5m b/d and 10 mb/d", &["9.5m b/d: quantity 9500000 [bbl_us]/d", "10 mb/d: quantity 10 M[bbl_us]/d"]);
    check("5.4 bcm of gas", &["5.4 bcm: quantity 5.4 Gm3"]);
    check("a 3m-rupee grant", &["3m-rupee: money 3000000 INR"]);
    check("500 MtCO2e a head", &["500 MtCO2e: quantity 500 Mt"]);
    check("14st 3lb and 2h30", &["14st 3lb: quantity 14.214285714285 [stone_av]", "2h30: quantity 2.5 h"]);
    check("100° Celsius", &["100° Celsius: quantity 100 Cel"]);
}

#[test]
fn labels_are_no_figures() {
    check("COP28, Article 370, resolution 2593 and S/RES/2593", &[]);
    check("Art. 12, No. 23-719, vol. 12, ch. 9, fn. 7 and pp. 34-36", &[]);
    check("The Ledger, 12(3), 44–46, 8(2): 114 and 9(1), pp. 3--5", &[]);
    check("doi:10.1038/s41586, ISBN: 978-0-306-40615-7 and PMID 31978945", &[]);
    check("The quay (vol. 12, no. 3) was old.", &[]);
    check("on Route 66 near Exit 4B, on Channel 4, in Area 51", &[]);
    check("a 737 MAX, a Boeing 747-400, Apollo 11 and Windows 11", &[]);
    check("Form 10-K, two 777F freighters", &["two: number 2"]);
    check("a 7-Eleven beside 10 Downing Street", &[]);
    check("3.2 Methods", &[]);
    check("Directive 2010/63/EU and Regulation (EU) 2016/679", &[]);
    check("{#fig-1 width=50%} and $0.05$ and {{< video a.mp4 start=5 >}}", &[]);
    check("the Group of Seven and the Five Eyes alliance", &[]);
}

#[test]
fn bodies_of_the_solar_system_are_no_figures() {
    check("the spin of 1950 DA and the orbit of 2014 MU69", &[]);
    check("In 2010 GM sold 12 ships", &["2010: date 2010", "12: number 12 ships"]);
    check("the summer of 2010 GM", &["2010: date 2010"]);
}

#[test]
fn sums_are_paid_for_a_time() {
    let per = |text: &str| read(text, Mode::Source)[0].per.as_ref().map(|rate| rate.unit.clone());
    assert_eq!(per("annualised savings of around $70 million").as_deref(), Some("a"));
    assert_eq!(per("a monthly rent of $900").as_deref(), Some("mo"));
    assert_eq!(per("$100 million per diem").as_deref(), Some("d"));
    assert_eq!(per("the annual report of $90 million losses"), Some("a".to_owned()));
    assert_eq!(per("the annual meeting, of which $90 million"), None);
    assert_eq!(per("savings of $90 million"), None);
}

#[test]
fn marks_are_no_money_where_they_do_something() {
    check("roughly one half marks the end", &["one half: ≈ number 0.5"]);
    check("500 marks", &["500 marks: money 500 BAM"]);
}

#[test]
fn ranks_count_nothing() {
    check("in phase 3 trials", &["3: number 3"]);
    check("No. 3 seed", &["3: number 3 seed"]);
    check("the unit 5 km away", &["5 km: quantity 5 km"]);
}

#[test]
fn years_beside_numbers() {
    check("from 83 in 2014 to 149", &["83: number 83", "2014: date 2014", "149: number 149"]);
    check("from 40.2 in 2030 to 52.7", &["40.2: number 40.2", "2030: date 2030", "52.7: number 52.7"]);
    check("In July four unions struck", &["July: date --07", "four: number 4 unions"]);
    check("In May 12 men were held", &["May: date --05", "12: number 12 men"]);
    check("On May 12 men were held", &["May 12: date --05-12"]);
    check("In 2011 300 people left", &["2011: date 2011", "300: number 300 people"]);
}

#[test]
fn dates_by_year_first_and_in_pieces() {
    check("2019-07, 2022 September", &["2019-07: date 2019-07", "2022 September: date 2022-09"]);
    check("2021/Mar/05, 05/Mar/2021", &["2021/Mar/05: date 2021-03-05", "05/Mar/2021: date 2021-03-05"]);
    check("5-Mar-21", &["5-Mar-21: date 2021-03-05"]);
    check("2024-05-03T14:30:00Z", &["2024-05-03T14:30:00Z: date 2024-05-03"]);
    check("on 22 and 23 March", &["22: date --03-22", "23 March: date --03-23"]);
    check("March 22 and 23", &["22: date --03-22", "23: date --03-23"]);
    check("in November 99", &["November 99: date 1999-11"]);
}

#[test]
fn spans_between_dates_of_two_sorts() {
    check("from 2014 to May 2018", &["2014 to May 2018: range 2014..2018-05 date"]);
    check("between 2019 Q4 and 2021 Q2", &["2019 Q4 and 2021 Q2: range 2019-10..2021-06 date"]);
    check("Jan–Mar 2021", &["Jan–Mar 2021: range 2021-01..2021-03 date"]);
}

#[test]
fn quarters_and_halves_in_any_order() {
    check("1H24, 3Q23", &["1H24: date 2024-01..2024-06 date", "3Q23: date 2023-07..2023-09 date"]);
    check("2021Q3, Q1-2019", &["2021Q3: date 2021-07..2021-09 date", "Q1-2019: date 2019-01..2019-03 date"]);
    check("in H2", &["H2: date --07..--12 date"]);
    check("H2 gas", &[]);
}

#[test]
fn eras() {
    check("340 BC", &["340 BC: date -0340"]);
    check("2014 A.D. and A.D. 79", &["2014 A.D.: date 2014", "A.D. 79: date 0079"]);
    check("the 4th century BC", &["4th century BC: date -0400..-0301 date"]);
}

#[test]
fn accounting() {
    check("$(45.2) million", &["$(45.2) million: money -45200000 USD"]);
    check("£(0.6)m and (45.2) million", &["£(0.6)m: money -600000 GBP", "(45.2) million: number -45200000"]);
    check("the town (5,000)", &["5,000: number 5000"]);
    check("$.01", &["$.01: money 0.01 USD"]);
    check("on a dollar a day", &["a dollar: money 1 USD"]);
    check("ten grand, ten grand pianos", &["ten grand: money 10000 USD", "ten: number 10 grand pianos"]);
}

#[test]
fn money_of_any_country() {
    check("GEL 3,000 and the TOP 40", &["GEL 3,000: money 3000 GEL", "40: number 40"]);
    check("KSh500, Tk 300", &["KSh500: money 500 KES", "Tk 300: money 300 BDT"]);
    check("40 Libyan dinars, 40 dinars", &["40 Libyan dinars: money 40 LYD", "40 dinars: money 40 dinar"]);
    check("30 MUSD, MX$40", &["30 MUSD: money 30000000 USD", "MX$40: money 40 MXN"]);
}

#[test]
fn spreads_are_figures_of_their_own() {
    check("12.4 ± 0.3 mm", &["12.4: quantity 12.4 mm", "0.3 mm: quantity 0.3 mm"]);
    check("(3.2 ± 0.4) × 10^6", &["3.2 ± 0.4) × 10^6: number 3200000"]);
}

#[test]
fn quarters_of_time_and_rates_are_no_fractions() {
    check("in a quarter, a quarter ago, last quarter", &[]);
    check("half-year results", &[]);
    check("sold in the half-year", &[]);
    check("a quarter-point cut", &["a quarter-point: percent 0.25 pp"]);
    check("half a percentage point", &["half a percentage point: percent 0.5 pp"]);
    check("fell by a quarter", &["a quarter: number 0.25"]);
}

#[test]
fn verbs_of_multiples() {
    check("It doubled, then halved", &["doubled: number 2", "halved: number 0.5"]);
    check("a double room", &[]);
}

#[test]
fn scores_with_any_dash() {
    check("They won 3 – 1", &["3 – 1: number 3:1"]);
    check("The motion passed 312–288", &["312–288: number 312:288"]);
    check("a 60:40 split", &["60:40: number 60:40"]);
    check("They lost 1-2", &["1-2: number 1:2"]);
}

#[test]
fn blanks_between_groups() {
    check("Sample: 27 809 households", &["27 809: number 27809 households"]);
    check("10^6", &["10^6: number 1000000"]);
}

#[test]
fn prepositions_are_no_hedges() {
    check("cut 300 jobs over two years", &["300: number 300 jobs", "two years: quantity 2 a"]);
    check("for over two years", &["two years: > quantity 2 a"]);
    check("took over 12 villages", &["12: number 12 villages"]);
    check("played under 12 coaches", &["12: number 12 coaches"]);
    check("spoke about 5 reforms", &["5: number 5 reforms"]);
    check("about 5 reforms", &["5: ≈ number 5 reforms"]);
}

#[test]
fn hedges_in_signs_and_after() {
    check(">= 5, ≥5", &["5: ≥ number 5", "5: ≥ number 5"]);
    check("c. 40", &["40: ≈ number 40"]);
    check("40 or greater, 40 and over", &["40: ≥ number 40", "40: ≥ number 40"]);
    check("40 people or more", &["40: ≥ number 40 people"]);
}

#[test]
fn zero_in_words() {
    check("There were no deaths and none were hurt", &["no: number 0 deaths", "none: number 0"]);
    check("It is no longer so, no doubt", &[]);
    check("not a single case", &["not a single: number 0 case"]);
}

#[test]
fn nothing_panics() {
    for text in [
        "",
        "$",
        "-",
        "€ -",
        "1-",
        "1 to",
        "½½½",
        "a",
        "5°",
        "Q",
        "May",
        "1/",
        "²",
        "1 million million million million",
        "'’\"5'",
    ] {
        for mode in [Mode::Source, Mode::Claim] {
            read(text, mode);
        }
    }
}

#[test]
fn spans_are_bytes_of_the_whole_text() {
    let text = "Über 5 km\n\nand 7 %";
    let figures = read(text, Mode::Claim);
    assert_eq!(&text[figures[1].span], "7 %");
}

#[test]
fn people_are_told_in_short() {
    let described = |text: &str| read(text, Mode::Claim)[0].describe();
    assert_eq!(described("about 4,000 militants"), "≈ 4,000 militants");
    assert_eq!(described("$2.5 billion"), "$2.5 billion");
    assert_eq!(described("4 years"), "4 years");
    assert_eq!(described("5–6 million"), "5 million to 6 million");
    assert_eq!(described("5 ft 2 in"), "5.167 ft");
    assert_eq!(described("2024-05-03"), "3 May 2024");
    assert_eq!(described("Q2 of 2024"), "April to June 2024");
    assert_eq!(described("3 to 5 May 2024"), "3 to 5 May 2024");
    assert_eq!(described("the 1960s"), "1960 to 1969");
}

#[test]
fn long_runs_of_anything_are_read_in_one_go() {
    let parts = [
        "zero ",
        "one hundred ",
        "5 million ",
        "Monday ",
        "100 ",
        "1,000,",
        "a1-",
        "5 km/km",
        "1-1-",
        "thousand ",
        "half ",
        "+1 ",
        "(1 ",
        "1.",
        "1/",
        "5 to ",
        "$",
        "one and a half ",
        "Mon, ",
        "5 ft 2 in ",
        "of ",
        "Q1 of ",
        "'5",
        "10^",
        "point one ",
        "2e",
    ];
    for part in parts {
        read(&part.repeat(3_000), Mode::Source);
    }
}

#[test]
fn between_parts_what_and_would_join() {
    check("between one hundred and two hundred", &["one hundred and two hundred: range 100..200"]);
    check("between a million and two million", &["a million and two million: range 1000000..2000000"]);
}

#[test]
fn what_speech_leaves_out() {
    check("1 point 1", &["1 point 1: number 1.1"]);
    check("5 foot 11", &["5 foot 11: quantity 5.916666666666 [ft_i]"]);
    check("the summer of '69", &["'69: date 1969"]);
    check("a 4-to-1 vote", &["4-to-1: number 4:1"]);
    check("€20.000", &["€20.000: money 20000 EUR"]);
}

#[test]
fn halves_after_a_unit() {
    check("an hour and a half", &["an hour and a half: quantity 1.5 h"]);
    check("two years and a half", &["two years and a half: quantity 2.5 a"]);
    check("a year and a half of them", &["a half: number 0.5"]);
    check("two hours and half the staff", &["two hours: quantity 2 h", "half: number 0.5"]);
    check("a decade", &["a decade: quantity 1 10a"]);
}

#[test]
fn metres_and_millions() {
    check("100 m in 9.58 seconds", &["100 m: quantity 100 m", "9.58 seconds: quantity 9.58 s"]);
    check("2m bpd", &["2m bpd: quantity 2000000 [bbl_us]/d"]);
    check("5m tonnes", &["5m tonnes: quantity 5000000 t"]);
}

#[test]
fn results_in_words() {
    check("won three goals to one", &["three goals to one: number 3:1"]);
    check("by two to one", &["two to one: number 2:1"]);
    check("gave ten seats to five parties", &["ten: number 10 seats", "five: number 5 parties"]);
    check("two to three", &["two to three: range 2..3"]);
}

#[test]
fn eras_and_per_cents() {
    check("in 44 B.C. he", &["44 B.C.: date -0044"]);
    check("52 pc of it", &["52 pc: percent 52 %"]);
    check("dollars 5 million", &["dollars 5 million: money 5000000 USD"]);
    check("in dollars 5 million times", &["5 million: number 5000000 times"]);
}

#[test]
fn rand_and_continental_scales() {
    check("a fine of R700", &["R700: money 700 ZAR"]);
    check("R4 million and R1,250", &["R4 million: money 4000000 ZAR", "R1,250: money 1250 ZAR"]);
    check("an R2 of the model, an R80A bus", &[]);
    check("2.5 Mio. EUR", &["2.5 Mio. EUR: money 2500000 EUR"]);
    check("3 Mrd. euros", &["3 Mrd. euros: money 3000000000 EUR"]);
    check("It sold 3 bn. The rest burned.", &["3 bn: number 3000000000"]);
    check("it has 2.5 MM users", &["2.5 MM: number 2500000 users"]);
}

#[test]
fn dates_in_digits_make_spans() {
    check("from 14/09/2011 to 16/09/2011", &["14/09/2011 to 16/09/2011: range 2011-09-14..2011-09-16 date"]);
    check("2011-09-14–2011-09-16", &["2011-09-14–2011-09-16: range 2011-09-14..2011-09-16 date"]);
    check("from 10/2 to 11/9", &["10/2 to 11/9: range --10-02..--11-09 date"]);
}

#[test]
fn numbers_share_the_unit_of_their_list() {
    check("rose 6 and 9 per cent", &["6: percent 6 %", "9 per cent: percent 9 %"]);
    check("doses of 10, 20 and 40 mg", &["10: quantity 10 mg", "20: quantity 20 mg", "40 mg: quantity 40 mg"]);
    check("in 2011 and 9% in May", &["2011: date 2011", "9%: percent 9 %", "May: date --05"]);
}

#[test]
fn pounds_that_are_weighed() {
    check("It weighs thirty pounds", &["thirty pounds: quantity 30 [lb_av]"]);
    check("it had 30 pounds, or 14 kg", &["30 pounds: quantity 30 [lb_av]", "14 kg: quantity 14 kg"]);
    check("It costs thirty pounds", &["thirty pounds: money 30 GBP"]);
}

#[test]
fn words_beside_a_year_tell_what_it_is() {
    check("a 2011 ruling of the courts", &["2011: date 2011"]);
    check("a 2011 courts ruling", &["2011: date 2011"]);
    check("above 1500 and below 1900", &["1500: > number 1500", "1900: < number 1900"]);
    check("in nineteen hundred and five", &["nineteen hundred and five: date 1905"]);
}

#[test]
fn ranges_of_other_words() {
    check("ranged from -9 °C to -31 °C", &["-9 °C to -31 °C: range -31..-9 Cel"]);
    check("pages of 20 through 70", &["20 through 70: range 20..70"]);
    check("5-6m boats", &["5-6m: range 5000000..6000000"]);
    check("It took 2h 40m", &["2h 40m: quantity 2.666666666666 h"]);
}

#[test]
fn a_couple_hundred_is_no_number() {
    check("a couple hundred boats", &[]);
    check("14:05:10 +0200", &["14:05:10: time 14:05"]);
}

#[test]
fn letters_and_strokes_that_are_no_units() {
    check("12,000 BP", &["12,000: number 12000 bp"]);
    check("a rate 40 bp higher", &["40 bp: percent 40 bp"]);
    check("the under-17s", &[]);
    check("a pressure of 120/80 mmHg", &[]);
    check("order 2011/4312", &[]);
}

#[test]
fn numbers_that_are_said_twice() {
    check("within sixty (60) days", &["sixty (60) days: quantity 60 d"]);
    check("sixty (61) days", &["sixty: number 60", "61: number 61"]);
}

#[test]
fn proportions_with_their_noun() {
    check("one sailor in eight.", &["one sailor in eight: number 0.125"]);
    check("two sailors in three boats", &["two: number 2 sailors", "three: number 3 boats"]);
}
