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
}

#[test]
fn a_change_is_two_figures() {
    check("rose from 5% to 6%", &["5%: percent 5 %", "6%: percent 6 %"]);
}

#[test]
fn a_source_gives_the_parts_too() {
    check_source("5–6 kg", &["5–6 kg: range 5..6 kg", "5: quantity 5 kg", "6 kg: quantity 6 kg"]);
    check_source("at least 5", &["at least 5: range 5..", "5: ≥ number 5"]);
    check_source("1960s", &["1960s: date 1960..1969 date", "1960: date 1960"]);
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
    check("in 44 B.C. he", &["44 B.C.: number 44 BC"]);
    check("52 pc of it", &["52 pc: percent 52 %"]);
    check("dollars 5 million", &["dollars 5 million: money 5000000 USD"]);
    check("in dollars 5 million times", &["5 million times: number 5000000"]);
}
