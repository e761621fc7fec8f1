//! Figures of claims held against sources, through and through.

use crate::markup::Briefing;
use crate::rules::testing::{check_with, findings, library};
use crate::verify::{Context, Kind, Uncited, Verdict, verify};

/// Holds what is found of a claim's figures in a source, `RULE “FIGURE”` each, against what is expected.
fn check(source: &str, claim: &str, expected: &[&str]) {
    let found = findings(&[("s", source)], &format!("{claim} [@s].\n"));
    let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
    let text = format!("{claim} [@s].");
    let found: Vec<String> =
        of_figures.map(|finding| format!("{} “{}”", finding.rule.name, &text[finding.span.range()])).collect();
    assert_eq!(found, expected, "{claim} | {source}");
}

/// Holds how the figures of a claim were decided against what is expected.
fn check_how(source: &str, claim: &str, expected: &[&str]) {
    let briefing = Briefing::read(format!("{claim} [@s].\n"), &|_| false);
    let library = library(&briefing, &[("s", source)]);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let of_figures = checks.iter().filter(|check| check.kind == Kind::Figure);
    assert_eq!(of_figures.map(|check| check.how.told(&library)).collect::<Vec<_>>(), expected, "{claim} | {source}");
}

#[test]
fn a_small_count_is_left_to_the_reader_unless_the_source_counts_the_same() {
    let source = "The yard will take over 11 shops and one repair centre on the northern quay.";
    check(source, "The yard will take over 11 shops and two repair centres", &["figure-mismatch “two”"]);
    check(source, "The yard will take over 11 shops and one repair centre", &[]);
    check(source, "The yard named three reasons", &[]);
    // Nobody counts what is less than nothing.
    check(
        source,
        "The yard's balance is minus five hundred and four",
        &["figure-not-found “minus five hundred and four”"],
    );
}

#[test]
fn what_a_figure_counts_tells_it_from_another_that_counts_the_same() {
    let source = "A gang of 24 was sent to the weir, seven quay masons, four river smiths and thirteen iron divers.\n\n\
                  Eleven years of talks ended with a promise. The court gave Berg fourteen years for theft.";
    check(source, "The 24 at the weir include thirteen quay masons", &["figure-context “thirteen quay”"]);
    check(source, "The 24 at the weir include seven quay masons", &[]);
    check(source, "Berg was handed over after fourteen years of talks", &["figure-context “fourteen years of talks”"]);
    check(source, "Berg was handed over after eleven years of talks", &[]);
    let source = "Galle had 334 mm in May. In June there were 12 mm of rain in Varn.";
    check(source, "There were 334 mm of rain in Galle", &[]);
}

#[test]
fn a_quarter_may_be_called_by_its_number_alone() {
    let source = "Groundings off Varn have gone up from 46 in the third quarter to 73 in the fourth.";
    check(source, "Ships of Varn had 73 groundings in the fourth quarter", &[]);
    check(source, "Ships of Varn had 73 groundings in the second quarter", &["figure-not-found “second quarter”"]);
}

#[test]
fn who_is_canadian_is_of_canada() {
    let source = "The guild sold its house in Canada in 1994, and chose a Canadian master in 1998.";
    check(source, "The guild of Varn chose a master from Canada in 1998", &[]);
}

#[test]
fn a_date_is_of_the_whole_clause() {
    let source = "In 1931, she took over the mill at Varn. The mill burnt between 1944 and 1945. She left the guild of \
                  Varn, whose mill she had taken over, in 1958.";
    check(source, "She took over the mill at Varn in 1944", &["figure-mismatch “1944”"]);
    check(source, "She took over the mill at Varn in 1931", &[]);
    check(source, "She left the guild in 1958", &[]);
}

#[test]
fn all_but_some_are_the_rest() {
    let source = "The guild won all but seven of its 52 suits.";
    check(source, "The guild won 45 of its 52 suits", &["figure-derived “45”"]);
    check(source, "The guild won 44 of its 52 suits", &["figure-mismatch “44”"]);
}

#[test]
fn the_sentence_after_may_have_both_figures() {
    let source = "The toll was 31% in May. It was 47% in July.";
    check(source, "The toll was 47% in July", &[]);
    check(source, "The toll was 31% in May", &[]);
    check(source, "The toll was 49% in July", &["figure-mismatch “49%”"]);
}

#[test]
fn a_sum_is_paid_for_a_time_however_it_is_said() {
    let source = "The yard will close in May. The owner anticipates annualised savings of around $70 million.";
    check(source, "Soller anticipates savings of around $70 million a month", &["figure-unit “$70 million a month”"]);
    check(source, "The owner anticipates savings of around $70 million a year", &[]);
    check(source, "The owner anticipates savings of around $70 million", &[]);
}

#[test]
fn an_age_is_of_somebody_whatever_else_is_told() {
    let source = "A judge in Varn yesterday sent two men to prison for life for the murder of 16-year-old pilot Lars Soller on the \
                  outer quay. 22-year-old pilots Mats Dorn and Stefan Berg were found guilty of Soller's murder at the court in Orel on \
                  June 3.";
    let claim =
        "Mats Dorn and Stefan Berg, both aged 22, were given life sentences for the murder of Lars Soller, who was 16";
    check(source, claim, &[]);
}

#[test]
fn up_to_four_are_counted_on_sight() {
    let source = "The yard gave its reasons: the tide, the cranes, the strike.";
    check(source, "The yard gave three reasons", &[]);
    check("Dorn and five others were held at the quay.", "Six people were held at the quay", &[]);
    check("The Sollers raised a family in Varn.", "The Sollers had six children", &["figure-not-found “six”"]);
}

#[test]
fn that_there_is_none_is_contradicted_by_a_count() {
    let source = "The storm of magnitude 7.9 sank 12 boats. The weir of Varn was not hit.";
    check(source, "The storm sank no boats", &["figure-mismatch “no”"]);
    check(source, "Many feared the storm at the weir of Varn, though there was none", &[]);
}

#[test]
fn a_fraction_in_words_is_left_to_the_reader() {
    let source = "Bakers buy 80 percent of the mill's flour; schools buy the rest. Dues fell from 4% to 2%.";
    check(source, "Schools buy about a fifth of the flour", &[]);
    check(
        "A third of the flour goes to schools.",
        "A half of the flour goes to schools",
        &["figure-mismatch “A half”"],
    );
}

#[test]
fn a_span_or_a_bound_that_is_of_something_else_bears_nothing_out() {
    let source = "Captured 5 May 2011 - 9 June 2020. The lighthouse of Varn was sold to a painter.";
    check(source, "The lighthouse was sold on 7 July 2014", &["figure-not-found “7 July 2014”"]);
    let source = "The pups leave the den after 3 weeks. Adult otters weigh some 9 kg.";
    check(source, "The keepers wait for up to 14 years", &["figure-not-found “14 years”"]);
    check("The otters live for 9 years.", "The otters live for up to 14 years", &[]);
}

#[test]
fn what_happened_on_the_day_of_the_source_is_not_said_by_its_date() {
    let source = "PARIS, 3 March 2020 — The port was closed to ferries.";
    check_how(source, "Ferries sank on 3 March", &["read as 3 March; the source's own date"]);
    check(source, "The port was closed on 2 March", &["figure-not-found “2 March”"]);
}

#[test]
fn a_day_is_counted_where_the_source_speaks_of_the_same() {
    let source = "PARIS, 3 March 2020 — The harbour was closed yesterday. The mayor sang.";
    let briefing = |claim: &str| Briefing::read(format!("{claim} [@s].\n"), &|_| false);
    let is_verified = |claim: &str| {
        let briefing = briefing(claim);
        let library = library(&briefing, &[("s", source)]);
        let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
        checks.iter().filter(|check| check.kind == Kind::Figure).all(|check| matches!(check.verdict, Verdict::Verified))
    };
    assert!(is_verified("The harbour closed on 2 March 2020"));
    assert!(!is_verified("The mayor wed on 2 March 2020"));
}

#[test]
fn a_figure_is_of_something_else_only_if_it_is_nowhere_of_the_same() {
    let source = "| | 2025 | 2024 |\n|---|---|---|\n| Income taxes | 31.3 | 29.5 |\n\n\
        It has not included any gain from the proposed sale of its 30% interest in Tarn Ferries.";
    check(source, "The proposed sale of its 30% interest in Tarn Ferries remains open", &[]);
}

#[test]
fn a_place_in_an_order_goes_with_what_it_counts() {
    let source = "New members of the rowing club get a tenth off their first order of oars.";
    check(
        source,
        "New members of the rowing club get a tenth off their second order of oars",
        &["figure-mismatch “second”"],
    );
    check(source, "New members of the rowing club get a tenth off their first order of oars", &[]);
}

#[test]
fn a_number_and_its_place_in_an_order() {
    check("She scored the 500th goal of her career.", "Her career has 500 goals", &[]);
    check("They mark 20 years since the harbour opened.", "They mark the 20th anniversary of the harbour", &[]);
    check("They keep their 10th wedding anniversary in May.", "They have been married for 10 years", &[]);
    check("The quay is 20 years old.", "It is the 21st quay", &["figure-not-found “21st”"]);
}

#[test]
fn a_span_of_time_is_not_counted_at_sight() {
    let source = "Members get a tenth off the first six months of their mooring.";
    check(source, "Members get a tenth off the first nine months of their mooring", &["figure-mismatch “nine months”"]);
    check("The yard burned in 2013.", "The trial began two years after the fire", &[]);
    check("They met on Monday and on Tuesday.", "They met for two days", &[]);
}

#[test]
fn a_rounding_stays_near_and_goes_up_from_the_half() {
    let claim = "The port earned $1 billion from fees";
    check("The port earned $1.04 billion from fees.", claim, &[]);
    check("The port earned $1.4 billion from fees.", claim, &["figure-rounded “$1 billion”"]);
    check("The port earned $1.5 billion from fees.", claim, &["figure-mismatch “$1 billion”"]);
    check("The port earned $1.65 billion from fees.", "The port earned $1.7 billion from fees", &[]);
}

#[test]
fn a_whole_number_is_rounded_by_a_twentieth_at_most() {
    check("The keeper raised 3,987 chicks.", "The keeper raised 4,000 chicks", &["figure-rounded “4,000”"]);
    check("The keeper raised 33 chicks.", "The keeper raised 30 chicks", &["figure-mismatch “30”"]);
}

#[test]
fn a_member_of_a_series_stands_beside_the_first() {
    let source = "The guild sold 310 lamps in March, 480 in April and 295 in August.";
    check(source, "The guild sold 480 lamps in April", &[]);
    check(source, "The guild sold 480 lamps in March", &["figure-mismatch “480”"]);
}

#[test]
fn the_very_sentence_tells_what_its_figure_is_also_where_it_denies() {
    let source =
        "It was not until 1961, when a miller saw its use, that the drum came to the valley. A mill opened in 1908.";
    let claim = "It was not until 1908, when a miller saw its use, that the drum came to the valley";
    check(source, claim, &["figure-mismatch “1908”"]);
    check(
        "Fifty were sailors, and 662 were never named. The town has 2,000 graves.",
        "Fifty were sailors, and 2,000 were never named",
        &["figure-mismatch “2,000”"],
    );
}

#[test]
fn a_time_with_another_end_is_another_time() {
    let source = "He ran the yard from 2016 to 2021.";
    check(source, "He ran the yard from 2016 to 2020", &["figure-mismatch “2016 to 2020”"]);
    check(source, "He ran the yard from 2016 to 2021", &[]);
}

#[test]
fn a_time_whose_end_says_less_may_end_alike() {
    let source = "Sales of rafts grew most between March 2011 and 2012.";
    check(source, "Sales of rafts grew most between March 2011 and March 2012", &[]);
    check(
        source,
        "Sales of rafts grew most between March 2011 and March 2015",
        &["figure-mismatch “March 2011 and March 2015”"],
    );
}

#[test]
fn one_end_of_a_change_tells_the_other() {
    let source = "Dues on barges came down from 7.4% in 2012 to 4.1% in 2019. The rate for rafts is 4.8%.";
    check(source, "Barge dues fell from 7.4% to 4.8%", &["figure-mismatch “4.8%”"]);
    check(source, "Barge dues fell from 7.4% to 4.1%", &[]);
    let source = "The share of rye grew to 37% in 2019 from 21% in 2008.";
    check(source, "The share of rye went from 37% to 21%", &["figure-mismatch “37%”", "figure-mismatch “21%”"]);
    check(source, "The share of rye went from 21% to 37%", &[]);
    check(
        "Norvia's rank rose from 31st in 2009 to 19th in 2018.",
        "Norvia slipped from 19th to 31st",
        &["figure-mismatch “19th”", "figure-mismatch “31st”"],
    );
}

#[test]
fn a_figure_that_is_compared_with_another_went_up_or_down() {
    let source = "Office costs were $23.4 million in the quarter, compared to $24.8 million a year before.";
    check(source, "Office costs rose to $23.4 million", &["figure-mismatch “rose to $23.4 million”"]);
    check(source, "Office costs fell to $23.4 million", &[]);
    check(source, "Office costs fell to $24.8 million", &["figure-mismatch “$24.8 million”"]);
}

#[test]
fn rows_and_columns_tell_their_cells_apart() {
    let source = "| District | Deaths |\n| --- | --- |\n| Morven | 70 |\n| Sunder | 81 |\n";
    check(source, "Deaths in Morven came to 81", &["figure-mismatch “81”"]);
    check(source, "Deaths in Morven came to 70", &[]);
}

#[test]
fn what_is_one_kind_of_thing_is_no_other() {
    let source = "The raid on the yard cost the lives of 17 soldiers.";
    check(source, "Seventeen civilians died in the raid on the yard", &["figure-context “Seventeen civilians”"]);
    check(source, "Seventeen people died in the raid on the yard", &[]);
}

#[test]
fn kinds_that_overlap_are_told_apart_by_nothing() {
    check("Two ferries sank off Orel.", "Two ships sank off Orel", &[]);
    check("Two photographers of the daily were held.", "Two journalists of the daily were held", &[]);
    check("Twelve insurgents held the yard.", "Twelve rebel soldiers held the yard", &[]);
}

#[test]
fn the_rest_of_a_whole_is_worked_out() {
    let source = "17 out of the 30 best ferries were all rebuilt hulls or hulls of older designs.";
    check(source, "Thirteen of the 30 best ferries were neither rebuilt hulls nor hulls of older designs", &[]);
    check(
        source,
        "Thirteen of the 30 best ferries were rebuilt hulls or hulls of older designs",
        &["figure-mismatch “Thirteen”"],
    );
}

#[test]
fn a_share_in_brackets_is_of_what_stands_before_it() {
    let source = "Leaks were found in 31 of the 90 boats of the Narva fleet (34.4%) and 12 of the 75 boats of the Orel fleet (16%).";
    check(source, "Leaks were found in 34.4% of the boats at Narva and 16% of those at Orel", &[]);
    check(
        source,
        "Leaks were found in 16% of the boats at Narva and 34.4% of those at Orel",
        &["figure-context “16% of the boats at Narva”", "figure-context “34.4% of those at Orel”"],
    );
}

#[test]
fn the_times_of_rows_and_columns_tell_their_cells_apart() {
    let source =
        "| Year | Tonnes (million) | Fees |\n| --- | --- | --- |\n| 2023 | 3.9 | 510 |\n| 2024 | 4.2 | 560 |\n";
    let found = &["figure-mismatch “3.9 million tonnes”"];
    check(source, "In 2024 the harbour handled 3.9 million tonnes", found);
    check(source, "In 2024 the harbour handled 4.2 million tonnes", &[]);
    check(source, "In 2024 the harbour took 510 in fees", &["figure-mismatch “510”"]);
    let source = "| | 2023 | 2024 |\n| --- | --- | --- |\n| Fees | 510 | 560 |\n| Dues | 92 | 510 |\n";
    check(source, "The harbour took 92 in dues in 2024", &["figure-mismatch “92”"]);
    check(source, "The harbour took 510 in 2024", &[]);
}

#[test]
fn sentences_of_two_names_tell_their_figures_apart() {
    let source = "Revenue of the Harbour Works segment rose to $137.4 million. It built a wall.\n\n\
                  Revenue of the Power Lines segment was $73.5 million.";
    check(source, "Revenue of the Power Lines segment was $137.4 million", &["figure-mismatch “$137.4 million”"]);
    check(source, "Revenue of the Harbour Works segment was $137.4 million", &[]);
}

#[test]
fn a_rank_stands_before_the_head_of_a_row() {
    let source = "| Rank | Country | Ships |\n| --- | --- | --- |\n| 5 | Norvia | 6,396 |\n| 6 | Orria | 5,120 |\n";
    check(source, "The ships of Norvia number 5,120", &["figure-mismatch “5,120”"]);
    check(source, "The ships of Norvia number 6,396", &[]);
}

#[test]
fn a_range_may_hold_the_sources_value() {
    check("The crossing takes 6 ½ minutes.", "The crossing takes between six and seven minutes", &[]);
}

#[test]
fn the_unit_of_a_table_stands_in_its_caption_or_its_corner() {
    let rows = "| Works | 641,159 |\n| Total | 953,178 |\n";
    let source = format!(
        "Backlog by segment (amounts are in thousands of dollars):\n\n| Segment | Backlog |\n| --- | --- |\n{rows}"
    );
    check(&source, "The backlog of Works is $641 million", &[]);
    check(&source, "The backlog of Works is $641 billion", &["figure-mismatch “$641 billion”"]);
    let source = format!("| In thousands of dollars | Backlog |\n| --- | --- |\n{rows}");
    check(&source, "The backlog of Works is $641 million", &[]);
}

#[test]
fn an_agreement_by_another_value_is_one_of_the_same_thing() {
    let source = "Rail took 3.6 per cent more barley. Gulls nested on 40 of the cranes in spring.";
    check(source, "Gulls nested on 4 per cent of the masts", &[]);
    check(source, "Rail took 4 per cent more barley", &[]);
    let ages = "Females breed between 6 and 12 years of age.";
    check(ages, "Seals in captivity may live for 22 years", &["figure-not-found “22 years”"]);
}

#[test]
fn a_dropped_hedge_is_information_only() {
    let source = "The strike idled more than 1,200 dockers.";
    let expected = "figure-rounded info: ¶ 1 of s has “more than 1,200”, the claim “1,200”: the hedge is dropped";
    check_with(&[("s", source)], "figure", "The strike idled «1,200» dockers [@s].", &[expected]);
}

#[test]
fn an_amount_that_stands_with_other_words() {
    let source = "Pilots offer escorts for a fee of $2,500.\n\nThe pilots' night tows start at $3,000 for a barge.";
    check(source, "Pilots' night tows start at $2,500 for a barge", &["figure-mismatch “$2,500”"]);
    check(source, "Pilots' night tows start at $3,000 for a barge", &[]);
}

#[test]
fn the_time_of_a_rate() {
    let source = "Each unit gives up to 9,000 litres an hour.";
    check(source, "Each unit gives up to 9,000 litres a minute", &["figure-unit “9,000 litres a minute”"]);
    check(source, "Each unit gives up to 9,000 litres an hour", &[]);
    check(source, "Each unit gives up to 9,000 litres", &[]);
    check("Each unit gives up to 9,000 litres.", "Each unit gives up to 9,000 litres an hour", &[]);
}

#[test]
fn the_ends_of_a_range() {
    check("A boat 20 or 30 feet long was found.", "A 20-30 foot boat was found", &[]);
    check("A ride costs $200, and a berth as much as $300.", "They pay between $200 and $300", &[]);
    check("He led the side from 1958/59 to 1963/1964.", "He led the side from 1958 to 1964", &[]);
}

#[test]
fn abbreviations_are_no_units() {
    check("The group runs 26 TV stations.", "The group runs 26 television stations", &[]);
}

#[test]
fn two_sources_of_one_claim() {
    let harbour = ("harbour", "The strike idled 1,200 dockers for a week.");
    let union = ("union", "The strike idled 1,500 dockers for a week.");
    let expected = "figure-conflict warning: “1,200” here, “1,500” in ¶ 1 of union";
    let marked = "The strike idled «1,200» dockers for a week [@harbour; @union].";
    check_with(&[harbour, union], "figure", marked, &[expected]);
    let other = ("union", "The union has 1,500 members, and dockers struck for a week.");
    check_with(&[harbour, other], "figure", "The strike idled 1,200 dockers for a week [@harbour; @union].", &[]);
}

#[test]
fn every_verdict_says_how() {
    check_how(
        "It handled 4,187,000 tonnes.",
        "It handled 4.2 million tonnes",
        &["read as 4.2 million t; ¶ 1 has 4,187,000 tonnes, which rounds to it"],
    );
    check_how(
        "3,987 people came.",
        "About 4,000 people came",
        &["read as ≈ 4,000 people; ¶ 1 has 3,987 people, which “About” allows"],
    );
    check_how(
        "The wall is 10 miles long.",
        "The wall is 16 km long",
        &["read as 16 km; ¶ 1 has 10 miles, which is 16.093 km, which rounds to it"],
    );
    check_how(
        "They keep their 10th anniversary.",
        "They have been married for 10 years",
        &["read as 10 years; ¶ 1 has 10th anniversary, not established to be of “married”"],
    );
    check_how(
        "The yard is shut.",
        "The yard named three reasons",
        &["read as 3 reasons; no source has it; a reader may work it out"],
    );
}

#[test]
fn the_very_number_in_another_magnitude() {
    let source = "The state will give up to $130 million in grants. A lamp costs $70.";
    check(source, "The state puts up as much as $130 billion in grants", &["figure-unit “$130 billion”"]);
    check(source, "The state puts up as much as $130 million in grants", &[]);
}

#[test]
fn two_figures_tell_which_sentence_is_turned() {
    let source = "Shares of the largest maker of oars rose 8.4 percent to $71 in late trading.";
    check(
        source,
        "Tarn shares fell 8.4 percent to $71",
        &["figure-mismatch “fell 8.4 percent”", "figure-mismatch “fell 8.4 percent to $71”"],
    );
    check(source, "Tarn shares rose 8.4 percent to $71", &[]);
}

#[test]
fn a_figure_of_many_digits_that_stands_there_once_is_meant() {
    let source = "The gains were partly offset by a decrease in Norvia (-20,800; -0.3%), where mills closed.";
    check(source, "In Norvia the number of workers rose by 20,800", &["figure-mismatch “rose by 20,800”"]);
    check(source, "In Norvia the number of workers fell by 20,800", &[]);
}

#[test]
fn a_day_of_another_year() {
    let source = "The crew was paid off on June 11, 1865. It had sailed past Orel June 11-14.";
    check(source, "On June 11, 1864, the men were paid off", &["figure-mismatch “June 11, 1864”"]);
    check(source, "On June 11, 1865, the men were paid off", &[]);
}

#[test]
fn a_unit_with_a_word_before_it() {
    let source = "The Tarns allowed just 81.5 rushing yards per game, the best mark in the league.";
    check(source, "The Tarns allowed 81.5 yards a game", &[]);
    check(source, "The Tarns allowed 81.7 yards a game", &["figure-not-found “81.7 yards”"]);
}

#[test]
fn those_of_them_are_what_follows() {
    let source = "The bank has 13 large islands, 6 smaller islands, and 107 islets and rocks.";
    check(source, "The bank has islands, islets and rocks, thirteen of them large islands", &[]);
}

#[test]
fn a_day_is_no_member_of_a_series() {
    let source = "Thieves caused an Aug. 14 failure of the power in Norvia.\n\n\
                  A firm told what caused the six-hour failure for some 70,000 customers of the utility.";
    check(source, "The failure of 14 August struck some 70,000 customers of the utility", &[]);
}

#[test]
fn a_year_stands_over_its_quarters() {
    let source =
        "|  | 2021 | | 2020 | |\n|  | Q1 | Q2 | Q1 | Q2 |\n|---|---|---|---|---|\n| Sales | 41 | 53 | 62 | 77 |\n";
    check(source, "Sales in Q2 2021 came to 53", &[]);
    check(source, "Sales in Q2 2020 came to 53", &["figure-mismatch “Q2 2020”"]);
}

#[test]
fn a_unit_that_is_said_once_for_all_tables() {
    let source = "All amounts are in thousands of dollars unless noted otherwise.\n\nThe yard has two parts.\n\n\
                  | Part | Sales |\n|---|---|\n| Works | 4,312 |\n| Lines | 2,100 |\n";
    check(source, "Sales of Works came to $4.3 million", &[]);
}

#[test]
fn who_is_told_of_keeps_its_name() {
    let source = "They count 140 crews of almost 3,000 sailors entering Norvia; and 60 crews in Sunder.";
    check(source, "Some 140 crews with almost 3,000 sailors went into Norvia", &[]);
}

#[test]
fn two_figures_of_one_sentence_tell_which_is_meant() {
    let source = "Profits at the Osk mills jumped 76% to 1,130 crowns for the spring, from 639 crowns a year earlier.\n\n\
        For the full year the Osk mills earned 3,360 crowns.";
    check(source, "The Osk mills earned 1,130 crowns in spring, 76% more than the 639 crowns of a year before", &[]);
}

#[test]
fn a_word_beside_the_figure_tells_which_is_meant() {
    let source = "Grain rose by 7.0% and 6.6% respectively. Timber rose by 2.4% in the north and 2.6% in the south.";
    check(source, "Over the year grain rose by 7.0% in the north and 6.6% in the south", &[]);
    check(source, "Over the year timber rose by 2.6% in the north", &["figure-context “2.6% in the north”"]);
}

#[test]
fn a_figure_is_of_what_the_claim_names_anywhere() {
    let source = "Ana Ferro scored 34 points and Bea Lunt scored 25 in the fifth win of the Osk team.";
    check(source, "The fifth win of the team came with 34 points from Ferro and 25 from Lunt", &[]);
}

#[test]
fn the_year_of_an_undated_source_is_the_writers() {
    let source = "Late last year 181 of the millers signed the pledge.";
    check(source, "Late in 2019 the pledge was signed by 181 of the millers", &[]);
    check(
        &format!("Published 4 June 2017\n\n{source}"),
        "Late in 2019 the pledge was signed by 181 of the millers",
        &["figure-not-found “2019”"],
    );
}

#[test]
fn a_longer_unit_of_time_may_be_given_in_shorter_ones() {
    let source = "In May 2012, compared with May 2011, the price of grain rose by 7.0%.";
    check(source, "Over twelve months the price of grain rose by 7.0%", &[]);
    check(source, "Over eighteen months the price of grain rose by 7.0%", &["figure-not-found “eighteen months”"]);
}
