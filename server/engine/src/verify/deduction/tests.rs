use crate::rules::testing::{applied, check_with, findings};

const SOURCES: &[(&str, &str)] = &[(
    "harbour",
    "There were 172 joint patrols of the quay in spring, and 83 joint patrols of it in autumn.\n\n\
     A container cost 500 euros to unload, and costs 560 euros now.\n\n\
     The wall is 90 metres long. A tugboat has 165 horsepower.\n\n\
     Of the crew, 389 of 659 sailors left.\n\n\
     He was acquitted in all but six of the 45 cases.\n\n\
     The rate of duty was 5.2% in May. In June the rate of duty was 4.7%.\n\n\
     The captain was born in 1950 and died in 2001.\n\n\
     The yard built 120 boats in 2019, 130 in 2020 and 150 in 2021.\n\n\
     The regatta began at 1:45 PM. A hundred people watched it from the quay.\n\n\
     At around 5 PM the regatta was over. Mira Dahl, 43, and her brother Olaf Dahl, 36, steered the first boat.",
)];

fn check(text: &str, expected: Option<&str>) {
    let found = findings(SOURCES, text);
    let message = found.iter().find(|finding| finding.rule.name == "figure-derived");
    let said = message.and_then(|finding| finding.message.split_once("; ")).map(|(_, said)| said);
    assert_eq!(said, expected, "{text}");
}

#[test]
fn sums_of_what_the_claim_counts() {
    check("There were 255 joint patrols of the quay [@harbour].", Some("172 + 83 in ¶ 1 of harbour is that"));
    // Missed: `172 - 83`. The 172 stands in the claim's place, and is told as another figure.
    check("There were 89 more joint patrols in spring [@harbour].", None);
}

#[test]
fn times_between_two_of_the_day_and_years_between_two_ages() {
    let expected = "the time from 13:45 to 17:00 in ¶ 9 of harbour is that";
    check("The regatta lasted more than three and a quarter hours [@harbour].", None);
    check("The regatta lasted about 195 minutes [@harbour].", Some(expected));
    check("Mira Dahl is seven years older than her brother [@harbour].", Some("43 - 36 in ¶ 10 of harbour is that"));
    check("Mira Dahl is eight years older than her brother [@harbour].", None);
    check("The mayor is seven years older than the pilot [@harbour].", None);
    check("There were 255 joint patrols in all [@harbour].", Some("172 + 83 in ¶ 1 of harbour is that"));
}

#[test]
fn sums_of_a_series() {
    check("The yard built 400 boats [@harbour].", Some("120 + 130 + 150 in ¶ 8 of harbour is that"));
}

#[test]
fn changes_in_per_cent() {
    let expected = "(560 euros - 500 euros) / 500 euros in ¶ 2 of harbour is that";
    check("To unload a container costs euros that rose 12% [@harbour].", Some(expected));
}

#[test]
fn shares_and_complements() {
    check("Some 59% of the crew's sailors left [@harbour].", Some("share(389, 659) in ¶ 4 of harbour is that"));
    check("He was acquitted in 39 cases [@harbour].", Some("45 - six in ¶ 5 of harbour is that"));
}

#[test]
fn points_of_percentages() {
    check("The rate of duty fell by 0.5 percentage points [@harbour].", Some("5.2% - 4.7% in ¶ 6 of harbour is that"));
}

#[test]
fn ages() {
    check("The captain died at 51 [@harbour].", Some("2001 - 1950 in ¶ 7 of harbour is that"));
    check("The captain died at 53 [@harbour].", None);
}

#[test]
fn no_coincidences() {
    // 90 + 165
    check("The wall and the tugboat have 255 stones [@harbour].", None);
    // 560 / 659
    check("The sailors left 85% of the containers [@harbour].", None);
}

const NEWS: &[(&str, &str)] = &[(
    "news",
    "The Alder family owns 19.5% of the mill and its managers own 5.4%. Both have bid for it.\n\n\
     The ministry wants to save $100 billion over five years.\n\n\
     At the close Fennel Oil was worth $358 billion. Osier Computers was worth $349 billion.\n\n\
     The bill would raise the wage by $1, to $8.25 an hour.\n\n\
     Output grew by 3.2% after the last slump. After the one before it had grown by 2.6%.\n\n\
     The mill may grind 948,000 sacks of wheat. It was grinding 1.2 million bags, traders said.\n\n\
     Of the jurors, Ash, Birch and Cedar are from the coast. The others are Dogwood, Elm and Fir.\n\n\
     The loan of the bank is 175 crowns. It was 150 crowns in May.\n\n\
     The ferry cost 25 crowns a day in oil.",
)];

/// The findings on the figures of a claim over the news, by rule.
fn check_news(text: &str, expected: &[&str]) {
    let found = findings(NEWS, text);
    let rules: Vec<&str> =
        found.iter().map(|finding| finding.rule.name).filter(|name| name.starts_with("figure")).collect();
    assert_eq!(rules, expected, "{text}");
}

#[test]
fn what_a_claim_says_that_it_works_out_is_no_error() {
    check_news("Between them the two bidders hold 24.9% of the mill [@news].", &[]);
    check_news("The ministry wants to save $20 billion a year on average [@news].", &[]);
    check_news("Fennel Oil was worth $9 billion more than Osier Computers [@news].", &[]);
    // These are of one measure: it is established what they are worked out of.
    check_news("The wage would go up from $7.25 to $8.25 an hour [@news].", &["figure-derived"]);
    let points = "Growth was 0.6 percentage points higher than after the slump before [@news].";
    check_news(points, &["figure-derived"]);
}

#[test]
fn a_hedge_goes_with_what_is_worked_out() {
    let source = [("plan", "The council of Varn will spend nearly $30 million over five years on its weirs.")];
    let found = |claim: &str| -> Vec<&str> { findings(&source, claim).iter().map(|found| found.rule.name).collect() };
    assert_eq!(found("The council will spend nearly $6 million a year on its weirs [@plan]."), [""; 0]);
    assert_eq!(found("The council will spend nearly $7 million a year on its weirs [@plan]."), ["figure-mismatch"]);
}

#[test]
fn an_amount_is_shared_out_or_taken_so_many_times() {
    let source = [(
        "mill",
        "The mill paid its 48 clerks a total of almost £3 million in bonuses.\n\n\
         Its plan calls for a weir and 136 wheels, each of 1.5 megawatts.\n\n\
         The first wheel turned 58 minutes in May. The second wheel turned for 97 minutes in June.\n\n\
         A gang of 18 was sent to the weir, four masons, five smiths and nine divers.",
    )];
    let check = |claim: &str, expected: &[&str]| {
        let found = findings(&source, claim);
        let rules = found.iter().map(|finding| finding.rule.name).filter(|name| name.starts_with("figure"));
        assert_eq!(rules.collect::<Vec<_>>(), expected, "{claim}");
    };
    check("Shared out evenly, the bonuses come to about £62,500 for each of the 48 clerks [@mill].", &[]);
    check(
        "Shared out evenly, the bonuses come to about £82,500 for each of the 48 clerks [@mill].",
        &["figure-not-found"],
    );
    check("The 136 wheels of the plan would give a little over 200 megawatts at 1.5 megawatts each [@mill].", &[]);
    check("Together the first and the second wheel turned a little over two and a half hours [@mill].", &[]);
    check(
        "Together the first and the second wheel turned a little over four and a half hours [@mill].",
        &["figure-mismatch"],
    );
    check("Half of the 18 sent to the weir are divers [@mill].", &[]);
}

#[test]
fn one_thing_is_counted_by_several_nouns() {
    check_news("The mill was grinding 252,000 bags more than it may [@news].", &[]);
}

#[test]
fn a_reader_counts_a_part_of_a_few() {
    check_news("Half of the six jurors are from the coast [@news].", &[]);
    check_news("Half of the 60 jurors are from the coast [@news].", &["figure-not-found", "figure-not-found"]);
}

#[test]
fn what_follows_may_stand_elsewhere_by_chance() {
    check_news("The bank added 25 crowns to its loan, up to 175 crowns [@news].", &[]);
}

#[test]
fn what_does_not_follow_is_an_error_however_it_is_said() {
    check_news("Between them the two bidders hold 25.9% of the mill [@news].", &["figure-not-found"]);
    check_news("The ministry wants to save $25 billion a year on average [@news].", &["figure-not-found"]);
    check_news("Fennel Oil was worth $12 billion more than Osier Computers [@news].", &["figure-not-found"]);
    check_news("Growth was 0.8 percentage points higher than after the slump before [@news].", &["figure-not-found"]);
}

#[test]
fn a_figure_of_which_the_claim_does_not_say_so_is_not_worked_out() {
    check_news("The managers own 24.9% of the mill [@news].", &["figure-not-found"]);
}

#[test]
fn a_calc_is_offered() {
    let text = "There were 255 joint patrols of the quay [@harbour].";
    let finding = findings(SOURCES, text).into_iter().find(|finding| finding.rule.name == "figure-derived").unwrap();
    let applied = applied(text, &finding.fixes[0]);
    let expected = "There were 255 joint patrols of the quay [@harbour]. <!-- briefcheck: calc 255 = 172 + 83 -->";
    assert_eq!(applied, expected);
    check_with(SOURCES, "figure", &applied, &[]);
}

#[test]
fn figures_of_two_things_add_up_to_nothing() {
    let sources = &[(
        "yard",
        "The film grossed $327 million on a budget of $52 million. Three of the seven crews met 31 guests.",
    )];
    let derived = |text: &str| findings(sources, text).iter().any(|finding| finding.rule.name == "figure-derived");
    assert!(!derived("The film grossed $379 million [@yard]."));
    assert!(!derived("The seven crews met 41 guests [@yard]."));
}

#[test]
fn a_part_of_the_total_of_a_column() {
    let table = "| Segment | Backlog |\n| --- | --- |\n| Works | 640 |\n| Lines | 320 |\n| Total | 960 |\n";
    let found = findings(&[("yard", table)], "Works has 67% of the backlog [@yard].");
    assert_eq!(found.iter().map(|finding| finding.rule.name).collect::<Vec<_>>(), ["figure-derived"]);
}

#[test]
fn other_acts_with_one_subject_add_up_to_nothing() {
    let sources = &[("yard", "The film took $310 million and cost $48 million.")];
    let derived = |text: &str| findings(sources, text).iter().any(|finding| finding.rule.name == "figure-derived");
    assert!(!derived("The film grossed $358 million [@yard]."));
}

#[test]
fn anniversaries_and_ages() {
    let sources =
        &[("yard", "The bridge was opened in 1955. The mason was born on 3 May 1921 and died on 9 June 1990.")];
    let rules = |text: &str| {
        let found = findings(sources, text).into_iter().filter(|finding| finding.rule.family() == "figure");
        found.map(|finding| finding.rule.name).collect::<Vec<_>>()
    };
    assert_eq!(rules("In 2015 they marked the 60th anniversary of the bridge [@yard]."), ["figure-derived"; 2]);
    assert_eq!(rules("In 2015 they marked the 70th anniversary of the bridge [@yard]."), ["figure-not-found"; 2]);
    assert_eq!(rules("The mason died at the age of 69 [@yard]."), ["figure-derived"]);
}

#[test]
fn parts_that_the_source_gives_with_their_whole() {
    let sources = &[(
        "yard",
        "Of the 40 boats, 10 were lost. One-third of all gulls nest there, while the coast has some nine thousand gulls.\n\n\
         The mason gets $15 a month.\n\nThe strike began on 3 May and ended on 17 May.",
    )];
    let rules = |text: &str| {
        let found = findings(sources, text).into_iter().filter(|finding| finding.rule.family() == "figure");
        found.map(|finding| finding.rule.name).collect::<Vec<_>>()
    };
    assert_eq!(rules("Some 25% of the boats were lost [@yard]."), ["figure-derived"]);
    assert_eq!(rules("Some 45% of the boats were lost [@yard]."), ["figure-not-found"]);
    assert_eq!(rules("Three thousand gulls nest there [@yard]."), ["figure-derived"]);
    assert_eq!(rules("The mason gets $180 a year [@yard]."), ["figure-derived"]);
    assert_eq!(rules("The strike lasted 14 days [@yard]."), ["figure-derived"]);
}

#[test]
fn a_percentage_that_stands_there_of_another_group_is_not_worked_out() {
    let source =
        "Boats sank for 104 of the 520 sailors of the north (20%) and 134 of the 536 sailors of the south (25%).";
    let found = findings(&[("yard", source)], "Boats sank for 25% of the sailors of the north [@yard].");
    assert!(found.iter().all(|finding| finding.rule.name != "figure-derived"));
}

const REPORT: &[(&str, &str)] = &[(
    "report",
    "A wall fell on the fair at Osk: three visitors were killed and 19 were hurt by it.\n\n\
     The mill's film arm saw its profit slump 20% to 160 million crowns.\n\n\
     The fee of the savings fund is dropping to 0.06% from 0.08%.\n\n\
     A gallon of oil cost 2.50 crowns, 0.75 crowns less than in June.\n\n\
     The index of the trade stood at 88.5 in May, up 7 points since March.\n\n\
     One survey had 150 weavers; 82% of them work at night.\n\n\
     The judge gave the miller 28 years in prison.\n\n\
     Prosecutors had asked for 41 years.\n\n\
     The new engine has 180 horsepower, 20% more than the old one has.",
)];

/// The findings on the figures of a claim over the report, by rule.
fn check_report(claim: &str, expected: &[&str]) {
    let found = findings(REPORT, &format!("{claim} [@report]."));
    let rules: Vec<&str> =
        found.iter().map(|finding| finding.rule.name).filter(|name| name.starts_with("figure")).collect();
    assert_eq!(rules, expected, "{claim}");
}

#[test]
fn counts_that_a_sentence_lists_may_be_added_up() {
    check_report("The wall at the fair hit 22 people", &[]);
    check_report("The wall at the fair hit 24 people", &["figure-not-found"]);
}

#[test]
fn both_ends_of_a_change_are_a_readers() {
    check_report("The film arm must have made 200 million crowns before its profit fell", &[]);
    check_report("The film arm must have made 210 million crowns before its profit fell", &["figure-not-found"]);
    check_report("The savings fund's fee comes down by two basis points", &["figure-derived"]);
    check_report("The savings fund's fee becomes 25% cheaper", &[]);
    check_report("In June a gallon of oil must have cost 3.25 crowns", &["figure-derived"]);
    check_report("The trade's index was at 81.5 in March", &[]);
    check_report("The old engine should have 150 horsepower", &[]);
}

#[test]
fn a_share_of_a_count_is_a_readers() {
    check_report("In the survey 123 weavers work at night", &["figure-derived"]);
    check_report("In the survey 128 weavers work at night", &["figure-mismatch"]);
}

#[test]
fn a_claim_may_work_a_figure_out_of_its_own() {
    check_report("The fee of the fund goes from 0.08% to 0.06%, a difference of two hundredths, or 25%", &[]);
    check_report("Prosecutors wanted 41 years for the miller, thirteen more than he got", &[]);
    check_report("Prosecutors wanted 41 years for the miller, fifteen more than he got", &["figure-not-found"]);
}

const FUND: &[(&str, &str)] = &[(
    "fund",
    "The Orran fund gave $294 million to farms and $550 million to mills. It gave $3.69 to each of its guards.\n\n\
     The team shot 30 long goals through eight seasons. Port Varn has 30 wharves and the island has 5.",
)];

/// The expression that the figure of a claim follows from, or the rule that tells of it.
fn check_fund(claim: &str, expected: Option<&str>) {
    let found = findings(FUND, &format!("{claim} [@fund]."));
    let said = found.iter().find(|finding| finding.rule.name.starts_with("figure"));
    let said = said.map(|finding| match finding.message.split_once("; ") {
        Some((_, said)) if finding.rule.name == "figure-derived" => said,
        _ => finding.rule.name,
    });
    assert_eq!(said, expected, "{claim}");
}

#[test]
fn a_bound_or_a_rounded_amount_follows_from_what_it_is_near_to() {
    let sum = Some("$294 million + $550 million in ¶ 1 of fund is that");
    check_fund("The Orran fund gave $844 million to farms and mills together", sum);
    check_fund("The Orran fund gave nearly $850 million to farms and mills together", sum);
    check_fund("The Orran fund gave more than $800 million to farms and mills together", sum);
    check_fund("The Orran fund gave more than $700 million to farms and mills together", sum);
    check_fund("The Orran fund gave more than $200 million less to farms than to mills", None);
    check_fund("The Orran fund gave $1 billion to farms and mills", Some("figure-mismatch"));
    check_fund("The Orran fund gave between $0.8 billion and $0.9 billion to schools", Some("figure-not-found"));
    // "More than half" is how people say any share above it.
    check("More than half of the crew's sailors left [@harbour].", Some("share(389, 659) in ¶ 4 of harbour is that"));
}

#[test]
fn a_number_of_seasons_is_none_of_goals() {
    check_fund("The team shot 38 long goals through eight seasons", Some("figure-mismatch"));
    check_fund("The team shot 30 long goals through eight seasons", None);
}

#[test]
fn numbers_in_words_and_dates_of_the_claim_are_operands() {
    let source = "The guild of Varn came first, with more than eighty-four thousand pilots. Orel was second, with more than seventy-one \
                  thousand pilots.\n\nThe ferry must be mended by May 3, 2011. Divers will look at its hull. So will the guild. By \
                  May 20, 2011, the yard must tell the pilots of the ferry.\n\nNorvia and Lenz gave less than £6 million. The guild gave £50 million.";
    let check = |claim: &str, expected: &str| {
        let found = findings(&[("s", source)], &format!("{claim} [@s]."));
        let names: Vec<_> =
            found.iter().map(|finding| finding.rule.name).filter(|name| name.starts_with("figure")).collect();
        assert_eq!(names.join(" "), expected, "{claim}");
    };
    check("The guild of Varn had roughly 13,000 more pilots than Orel", "");
    check("The guild of Varn had roughly 19,000 more pilots than Orel", "figure-not-found");
    check(
        "By May 20, 2011, seventeen days after the ferry must be mended, the yard must tell the pilots",
        "figure-derived",
    );
    check(
        "By May 20, 2011, thirty days after the ferry must be mended, the yard must tell the pilots",
        "figure-not-found",
    );
    check("Norvia and Lenz gave less than £6 million, less than an eighth of the guild's £50 million", "");
    check("Norvia and Lenz gave less than £6 million, not even an eighth of the guild's £50 million", "");
}
