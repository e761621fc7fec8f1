use super::*;

fn check(text: &str, expected: &[&str]) {
    let names = read(text);
    let certain: Vec<_> =
        names.iter().filter(|name| name.standing == Standing::Certain).map(|name| &text[name.span]).collect();
    assert_eq!(certain, expected, "{text:?}");
}

#[test]
fn capitalised_words_are_names() {
    check("The minister met Anna Berg in Oslo.", &["Anna Berg", "Oslo"]);
    check("It was Pakistan’s army.", &["Pakistan"]);
}

#[test]
fn small_words_belong_inside() {
    check("He played Ludwig van Beethoven at the University of Utah.", &["Ludwig van Beethoven", "University of Utah"]);
    check("We met Vicente del Bosque and Ana.", &["Vicente del Bosque", "Ana"]);
    check("It was an Institute for the Study of War report.", &["Institute for the Study of War"]);
}

#[test]
fn a_sentences_first_word_alone_is_none() {
    check("Officials left. Nobody spoke.", &[]);
    check("Anna Berg left.", &["Anna Berg"]);
    check("After Berg left, he spoke.", &["Berg"]);
    assert_eq!(read("Berg left.")[0].standing, Standing::First);
}

#[test]
fn months_and_nationalities_are_none() {
    check("On Monday, in June, the French and South Korean teams met.", &[]);
    check("They spoke English at the French Open.", &["French Open"]);
}

#[test]
fn acronyms_are_names() {
    check("Then the TTP and the U.S. met.", &["TTP", "U.S"]);
    check("So it was (ISBN 978-3-16, PMID: 315) in Oslo.", &["Oslo"]);
    check("The UN’s report", &["UN"]);
}

#[test]
fn initials_and_titles_belong_to_names() {
    check("So George W. Bush met Dr. King and Sen. Ann Lee.", &["George W. Bush", "Dr. King", "Sen. Ann Lee"]);
}

#[test]
fn identifiers_are_none() {
    check("They took the G-11 and an F-16 with Covid-19.", &[]);
    check("They took the A4 paper.", &[]);
}

#[test]
fn a_possessive_ends_a_name() {
    check("He was on Laura Ingraham’s The Ingraham Angle then.", &["Laura Ingraham", "Ingraham Angle"]);
}

#[test]
fn headings_have_none() {
    check("Border Talks Resume After Clashes Near Chaman", &[]);
}

#[test]
fn shouted_labels_are_none() {
    check("READ: Why they met Berg.", &["Berg"]);
    check("NASA met Berg.", &["NASA", "Berg"]);
}

#[test]
fn pronouns_are_none() {
    check("Then I said that I’m glad.", &[]);
}

#[test]
fn what_is_no_name_is_not_counted() {
    check("CLICK HERE for news. They did NOT go.", &[]);
    check("She used fake IDs and DNA on TV.", &[]);
    check("It aired in Season 2. See Part 4.", &[]);
    check("Then MWh output grew, the Committee said.", &["MWh"]);
    check("He wrote ‘it is mine’ Admits he is wrong.", &[]);
}

#[test]
fn a_sentences_first_word_can_be_a_known_name() {
    check("France won. Wellington lost.", &["France", "Wellington"]);
    check("Olga met him.", &["Olga"]);
    check("Output grew.", &[]);
}

#[test]
fn small_words_join_what_goes_together() {
    check("It is the Institute for War.", &["Institute for War"]);
    check("It convinced the IAAF of Eugene then, and Ann for Voss.", &["IAAF", "Eugene", "Ann", "Voss"]);
}

#[test]
fn an_acronym_in_brackets_belongs_to_its_name() {
    let names = read("So the Islamic State (IS) left.");
    assert_eq!(names.len(), 1);
    assert_eq!(names[0].short.as_ref().map(|short| short.folded.as_str()), Some("is"));
}

#[test]
fn any_text_is_read() {
    for text in ["", "É", "’S", "A.", "Ä.B.C", "O’", "X-", "İstanbul İ"] {
        read(text);
    }
}
