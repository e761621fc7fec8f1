use crate::markup::Briefing;
use crate::rules::testing::library;
use crate::verify::{Check, Context, Kind, Uncited, Verdict, verify};

/// The names of a claim that cites one source, each with its check and how that came about, in words.
fn names(source: &str, claim: &str) -> Vec<(String, Check, String)> {
    let text = format!("{claim} [@s]");
    let briefing = Briefing::read(&text, &|_| false);
    let library = library(&briefing, &[("s", source)]);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let names = checks.into_iter().filter(|check| check.kind == Kind::Name);
    let told = |check: Check| (text[check.span.range()].to_owned(), check.how.told(&library), check);
    names.map(told).map(|(name, how, check)| (name, check, how)).collect()
}

/// Holds the names that are wrong in a claim against what is expected.
fn check(source: &str, claim: &str, wrong: &[&str]) {
    let names = names(source, claim);
    assert!(!names.is_empty(), "no names in {claim:?}");
    let found: Vec<&str> = names
        .iter()
        .filter(|(_, check, _)| matches!(check.verdict, Verdict::Name(_)))
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(found, wrong, "{claim:?} in {source:?}");
}

/// Holds the names of a claim that are neither found nor missed against what is expected.
fn loose(source: &str, claim: &str, unconfirmed: &[&str]) {
    check(source, claim, &[]);
    let names = names(source, claim);
    let found: Vec<&str> = names
        .iter()
        .filter(|(_, check, _)| matches!(check.verdict, Verdict::Unconfirmed))
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(found, unconfirmed, "{claim:?} in {source:?}");
    let is_told =
        |(_, check, how): &(String, Check, String)| !matches!(check.verdict, Verdict::Unconfirmed) || !how.is_empty();
    assert!(names.iter().all(is_told), "{claim:?}");
}

fn check_how(source: &str, claim: &str, how: &str) {
    assert_eq!(names(source, claim)[0].2, how, "{claim:?} in {source:?}");
}

#[test]
fn a_name_is_there_or_not() {
    check("Talks with Anna Berg went on in Oslo.", "He met Anna Berg in Oslo.", &[]);
    check("Talks with Anna Berg went on in Oslo.", "He met Karl Voss in Bergen.", &["Karl Voss", "Bergen"]);
}

#[test]
fn persons_go_by_their_surname() {
    check("Talks with Anna Berg went on.", "He met Berg there.", &[]);
    check("Talks with Berg went on.", "He met Anna Berg there.", &[]);
    check("Talks with Sen. Anna Berg went on.", "He met Mrs. Berg there.", &[]);
    check("Talks with Anna Berg went on.", "He met Sen. Anna K. Berg there.", &[]);
    check("Talks with Berg, Anna went on.", "He met Anna Berg there.", &[]);
}

#[test]
fn another_given_name_is_another_person() {
    check("Talks with Anna Berg went on.", "He met Karl Berg there.", &["Karl Berg"]);
    check("Talks with Anna Berg went on.", "Karla Berg met him.", &["Karla Berg"]);
    check("Talks with William Berg went on.", "He met Bill Berg there.", &[]);
}

#[test]
fn what_begins_a_sentence_may_be_no_name() {
    check("Talks with Anna Berg went on.", "Singer Anna Berg met him.", &[]);
    check("Talks with Anna Berg went on.", "Officials met with Berg.", &[]);
}

#[test]
fn possessives_and_plurals_are_forms() {
    check("The Kurds' leader met Oslo's mayor.", "He went to Oslo with Berg.", &["Berg"]);
    check("They drove a Volvo.", "They drove some Volvos.", &[]);
}

#[test]
fn acronyms_stand_for_their_words() {
    check("The World Health Organization met.", "He told the WHO so.", &[]);
    check("The WHO met.", "He told the World Health Organization so.", &[]);
    check("The Tehreek-e-Taliban Pakistan struck.", "He told the TTP so.", &[]);
    check("He told us about who it was.", "He told the WHO so.", &["WHO"]);
}

#[test]
fn countries_have_several_names() {
    check("The U.S. and Afghan sides met.", "He left the United States for Afghanistan.", &[]);
    check("The UK met the Dutch.", "So Britain met the Netherlands.", &[]);
    check("They told us so.", "He left the US.", &["US"]);
}

#[test]
fn companies_and_parties_go_by_short_names() {
    check("Talks with Voltcraft went on.", "Voltcraft Corp. met them.", &[]);
    check("Talks with Anna Berg went on.", "Voltcraft Corp. met them.", &["Voltcraft Corp"]);
    check("The Democratic Party won.", "Then the Democrats won.", &[]);
    check("Talks with the BoE went on.", "He left the Bank of England.", &[]);
}

#[test]
fn a_paper_is_not_looked_for_in_its_own_article() {
    check("The plan is bad, it says.", "The plan is bad, says an article in the Signal, made in Oslo.", &["Oslo"]);
    check("The plan is bad, it says.", "The plan is bad, says an article by Anna Berg.", &["Anna Berg"]);
    check("The plan is bad, it says.", "The plan is bad, says a report from Greenwatch.", &["Greenwatch"]);
}

#[test]
fn offices_are_left_out() {
    check("Talks with Berg went on.", "Prime Minister Anna Berg met them.", &[]);
    check("Talks with Berg went on.", "Prime Minister Anna Voss met them.", &["Prime Minister Anna Voss"]);
}

#[test]
fn spellings_differ() {
    check("They met al-Qaida.", "They met Al-Qaeda.", &[]);
    check("The Organisation of Harbours met Muhammad.", "So the Organization of Harbors met Mohammed.", &[]);
    check("They met Müller.", "They met Muller.", &[]);
}

#[test]
fn a_misspelled_name_is_marked_by_its_word() {
    let names = names("Talks with Mira Dahlgren went on.", "He met Mira Dalhgren there.");
    assert_eq!(names[0].0, "Dalhgren");
    assert!(matches!(&names[0].1.verdict, Verdict::Name(super::NameFault::Misspelled)));
}

#[test]
fn other_words_are_no_spellings() {
    check("They met Iraq's envoy.", "They met Iran's envoy.", &["Iran"]);
}

#[test]
fn an_institution_is_not_another() {
    check("She left the University of Utah.", "She left the Utah Hospital.", &["Utah Hospital"]);
    check("She left Toyota.", "She left the Toyota Corporation.", &[]);
}

#[test]
fn what_may_be_another_thing_is_unconfirmed() {
    loose(
        "The mayor of Leeds met Berg. She runs a school in Utah.",
        "He met Berg at Leeds University in Utah.",
        &["Leeds University"],
    );
    loose("They met at Durham University.", "They met in Durham.", &["Durham"]);
    loose(
        "Orrin United lost at Chelsea. They played well at Stamford Bridge.",
        "They lost to Orrin Chelsea then.",
        &["Orrin Chelsea"],
    );
    loose("Berg wed Vera (“Lady Vera Berg”) in May.", "So Sir Peter Berg wed Vera then.", &["Sir Peter Berg"]);
    loose("They use tether in Oslo, says Ross.", "They like Tether in Oslo.", &["Tether"]);
    loose("The tensor index product grew in Oslo, says Ross.", "In Oslo the TIP grew.", &["TIP"]);
    loose(
        "It is kept in the National Film Archive.",
        "It is kept in the Danish National Film Archive.",
        &["Danish National Film Archive"],
    );
    loose(
        "He came out on Election Day there.",
        "He came out on Presidential Election Day there.",
        &["Presidential Election Day"],
    );
    loose("Cards go to all in New Zealand.", "Cards are made in Wellington.", &["Wellington"]);
    loose("They met Temimi there.", "They met Tamimi there.", &["Tamimi"]);
}

#[test]
fn forms_of_a_name_are_the_name() {
    check("Tod Dinmere took it on tour.", "Then Executive Producer Tod Dinmere took it on tour.", &[]);
    check("The words of Surah Yasin crown it.", "It has Surah Ya Sin on top.", &[]);
    check("They read TechCrunch.", "They read Tech Crunch.", &[]);
    check("They read Tech Crunch.", "They read TechCrunch.", &[]);
    check("IS fighters left the town.", "Fighters of Islamic State (IS) left the town.", &[]);
    check("The Manchester United striker left.", "So the Man Utd striker left.", &[]);
    check("The Lib Dems lost two seats.", "So the Liberal Democrats lost two seats.", &[]);
    check("The American Pharmacists Association voted.", "So the APhA voted.", &[]);
    check("He leads Fox’s series.", "He leads the FOX series.", &[]);
    check("the iaaf council gave the games to halden .", "They gave the games to Halden, said the IAAF Council.", &[]);
    check("About 50 came to Derry in May.", "They came to Londonderry.", &[]);
    check("A critic named Rowling wrote it.", "Then JK Rowling wrote it.", &[]);
    check("They met Mr. MacDougal.", "They met McDougal.", &[]);
    check("They met Fatima Mueller.", "They met Fatemeh Müller.", &[]);
    loose("They met Fatima Lee and Anna Berg.", "They met Anna Lee.", &["Anna Lee"]);
    loose("then they told us about it", "He left the US.", &["US"]);
}

#[test]
fn a_word_in_lower_case_is_no_name() {
    check(
        "The flier was taken to Belfast. They stood down at six on the coast.",
        "He crashed off the County Down coast.",
        &["County Down"],
    );
}

#[test]
fn no_transliteration_explains_a_misspelling() {
    let source = "Governor Anna Marchette and Loretta Mester met Eric Lindgren.";
    check(source, "They met Loretta Meister.", &["Meister"]);
    check(source, "They met Eric Lindgreen.", &["Lindgreen"]);
    check(source, "They met Anna Marchetta.", &["Marchetta"]);
}

#[test]
fn initials_that_fit_by_chance_are_no_acronym() {
    check("He met Wanda Hill, Olga Voss and others.", "He told the WHO so.", &["WHO"]);
}

#[test]
fn of_two_names_joined_by_of_the_missing_one_is_told() {
    check("The President met Berg.", "So the President of France met Berg.", &["France"]);
    check("They met Ann Lee in Oslo.", "They met Ann Lee of Greenwatch.", &["Greenwatch"]);
}

#[test]
fn a_source_is_not_looked_for_in_itself() {
    let text = "So Reuters and Greenwatch wrote of Berg [@reuters2020].";
    let briefing = Briefing::read(text, &|_| false);
    let library = library(&briefing, &[("reuters2020", "He met Berg.")]);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let wrong = checks.iter().filter(|check| matches!(check.verdict, Verdict::Name(_)));
    assert_eq!(wrong.map(|check| &text[check.span.range()]).collect::<Vec<_>>(), ["Greenwatch"]);
}

#[test]
fn a_country_is_not_another() {
    loose("She left the Russian embassy in London.", "They left the London Mexican embassy.", &["London Mexican"]);
    check("She left the embassy of Mexico in London.", "They left the London Mexican embassy.", &[]);
}

#[test]
fn a_name_that_goes_on_otherwise_is_another() {
    let source = "We offer an Early Bird Bundle Package now.";
    check(source, "They offer an Early Bird Bundle Plan now.", &["Early Bird Bundle Plan"]);
    check(source, "They offer an Early Bird Package now.", &[]);
    check("He met Ann Mary Lee Berg in Oslo.", "So Ann Mary Berg left.", &[]);
}

#[test]
fn people_are_called_by_their_place() {
    check("Many Londoners met Berg.", "He met Berg in London.", &[]);
    check("The mayor of Chicago met Berg.", "So Berg met Chicagoans there.", &[]);
}

#[test]
fn a_given_name_alone_has_short_forms() {
    check("She and her husband Robert left.", "She left with Rob then.", &[]);
    check("She and her husband Robert left.", "She left with Ned then.", &["Ned"]);
}

#[test]
fn a_capital_may_stand_inside() {
    check("The auction on eBay ended.", "It was sold on eBay then.", &[]);
}

#[test]
fn a_name_of_several_words_may_be_possessive() {
    check("Hong Kong's index fell.", "Shares fell in Hong Kong then.", &[]);
}

#[test]
fn names_joined_by_and_may_be_one() {
    check("The FDA approved it.", "So the Food and Drug Administration approved it.", &[]);
    check("ISIS fighters fled.", "So fighters of the Islamic State of Iraq and the Levant fled.", &[]);
    check("The FDA approved it.", "So Food and Voss approved it.", &["Food", "Voss"]);
}

#[test]
fn what_is_said_of_the_source_is_known() {
    let text = "---\nsources:\n  s:\n    path: s.txt\n    author: Karl Voss\n    url: https://www.thehill.com/x\n---\n\n\
                So Karl Voss wrote in The Hill, not in The Herald [@s].";
    let briefing = Briefing::read(text, &|_| false);
    let library = library(&briefing, &[("s", "It rained.")]);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let wrong = checks.iter().filter(|check| matches!(check.verdict, Verdict::Name(_)));
    assert_eq!(wrong.map(|check| &text[check.span.range()]).collect::<Vec<_>>(), ["Herald"]);
}

#[test]
fn letters_tell_things_apart() {
    check("It was a Series A round.", "It was a Series B round.", &["Series B"]);
    check("It was a Series B round.", "It was a Series B round.", &[]);
}

#[test]
fn short_words_are_names_by_their_capital() {
    check("The sheen of it met Berg in Oslo.", "They met with Sheen there.", &["Sheen"]);
}

#[test]
fn a_quoted_name_belongs_to_the_quotation() {
    check("They met Berg.", "Berg met \"some Karl Voss\" there.", &[]);
}

#[test]
fn what_convicts_nothing_is_not_asked() {
    let text = "He met Karl Voss in Oslo. It rained [@s].";
    let briefing = Briefing::read(text, &|_| false);
    let library = library(&briefing, &[("s", "It rained.")]);
    let checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    let names = checks.iter().filter(|check| check.kind == Kind::Name);
    assert!(names.clone().count() == 2 && names.clone().all(|check| matches!(check.verdict, Verdict::Unasked)));
}

#[test]
fn it_is_said_how_a_name_was_found() {
    check_how("They met Berg.", "He met Berg's men there.", "“Berg”, as in ¶ 1");
    check_how("They met Afghans.", "He left Afghanistan.", "“Afghanistan” is “Afghans” in ¶ 1 (another name of it)");
    check_how(
        "They met Anna Berg.",
        "He met Sen. Anna K. Berg there.",
        "“Sen. Anna K. Berg” is “Anna Berg” in ¶ 1 (without “Sen”, “K”)",
    );
    check_how("So Anna Berg left.", "Anna Berg left.", "“Anna Berg”, as in ¶ 1");
    check_how(
        "So Robert Berg left.",
        "Rob Berg left.",
        "“Rob Berg” is “Robert Berg” in ¶ 1 (another form of the given name)",
    );
    check_how("They met Berg.", "He met Anna Berg there.", "“Anna Berg” is “Berg” in ¶ 1 (by the surname)");
    check_how(
        "They met Robert Berg.",
        "He met Bob Berg there.",
        "“Bob Berg” is “Robert Berg” in ¶ 1 (another form of the given name)",
    );
    check_how(
        "The Global Harbour Union met.",
        "He told the GHU so.",
        "“GHU” is “Global Harbour Union” in ¶ 1 (by the initials)",
    );
    check_how(
        "They met Muhammad there.",
        "He met Mohammed there.",
        "“Mohammed” is “Muhammad” in ¶ 1 (another spelling)",
    );
    check_how("They drove a Volvo.", "They drove some Volvos.", "“Volvos” is “Volvo” in ¶ 1 (in the other number)");
    check_how("They met Karl Berg.", "He met Anna Voss there.", "");
}

#[test]
fn the_nearest_name_is_shown() {
    let source = "Talks with Anna Berg went on.";
    let names = names(source, "He met Karl Berg there.");
    assert_eq!(&source[names[0].1.evidence[0].span], "Anna Berg");
}

#[test]
fn a_name_with_another_number() {
    let source = "Gemini 9 passed over Interstate 88. The crew lived at 7 Quince Street.";
    check(source, "Gemini 6 passed over Interstate 88", &["Gemini 6"]);
    check(source, "The crew of Gemini 9 lived at 5 Quince Street", &["5 Quince Street"]);
    check(source, "The crew of Gemini 9 lived at 7 Quince Street", &[]);
    check("Gemini 9 and 6 met.", "Gemini 6 and Gemini 9 met", &[]);
}
