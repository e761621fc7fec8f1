//! Texts and what is said of their figures.

use super::{of_article, read};
use crate::figures::{self, Mode};
use crate::sources::{Article, Format};
use crate::text::Span;

/// The figure of a text in a line with its roles, as `describe` has them.
fn said(text: &str, figure: &str) -> String {
    let article = Article::of_text(text, Format::Text);
    let said = of_article(&article);
    let is_it = |span: Span| &text[span] == figure;
    let found = said.iter().find(|said| is_it(said.figure.span));
    let found = found.or_else(|| said.iter().find(|said| text[said.figure.span].contains(figure)));
    found.map_or_else(|| "no figure".to_owned(), |said| said.describe(text))
}

fn check(text: &str, expected: &[(&str, &str)]) {
    for (figure, roles) in expected {
        assert_eq!(said(text, figure), format!(", {roles}"), "{figure} in {text:?}");
    }
}

#[test]
fn a_plain_sentence() {
    check("Unemployment in Fife was 6.4% in May.", &[("6.4%", "of Unemployment, where: Fife, when: May, level")]);
    check("Police arrested 14 protesters.", &[("14", "arrested, counting protesters, who: Police")]);
}

#[test]
fn members_of_a_series_keep_to_themselves() {
    check(
        "Turnout was 33% in March and 41% in June.",
        &[("33%", "of Turnout, when: March, level"), ("41%", "of Turnout, when: June, level")],
    );
    check(
        "Fife received 80 tents and Moray 65.",
        &[("80", "received, counting tents, who: Fife"), ("65", "received, counting tents, who: Moray")],
    );
    check(
        "Tolls and fees rose 8% and 3% respectively.",
        &[("8%", "rose, of Tolls, by, up"), ("3%", "rose, of fees, by, up")],
    );
}

#[test]
fn changes_have_a_relation_and_a_direction() {
    check("The price fell from $5 to $4.", &[("$5", "fell, of price, from, down"), ("$4", "fell, of price, to, down")]);
    check("Sales rose by 12%.", &[("12%", "rose, of Sales, by, up")]);
    check("Sales were $10m, down about 5%.", &[("5%", "of Sales, by, down")]);
    check("Sales were up 7 points.", &[("7", "of Sales, counting points, by, up")]);
    check("He gave up 12 seats.", &[("12", "gave up, counting seats")]);
}

#[test]
fn a_verb_that_says_how_many_times_is_a_verb() {
    check(
        "Exports doubled to $8m from $4m.",
        &[("$8m", "doubled, of Exports, to, up"), ("$4m", "doubled, of Exports, from, up")],
    );
    check("The price nearly halved, from $4 to $2.", &[("$4", "halved, of price, from, down")]);
}

#[test]
fn what_a_figure_set_against_another_is_for_stands_in_the_subjects_stead() {
    check("A tram costs $20m, against $3m for a bus.", &[("$20m", "costs, who: tram"), ("$3m", "costs, who: bus")]);
    check("The town spent $20m on trams, against $3m for the buses.", &[("$3m", "spent, who: town / buses")]);
}

#[test]
fn a_record_amount_is_an_amount() {
    check(
        "Orders rose 15% to a record $9m.",
        &[("15%", "rose, of Orders, by, up"), ("$9m", "rose, of Orders, to, up")],
    );
    check("The price of orders rose to a staggering $9m.", &[("$9m", "rose, of price of orders, to, up")]);
    check("He set a record of 12 goals.", &[("12", "set, counting goals, forecast")]);
    check("At a meeting 12 masons voted.", &[("12", "voted, counting masons, where: meeting")]);
}

#[test]
fn what_is_denied_is_rejected() {
    check("Turnout was 41%, not 33%.", &[("33%", "of Turnout, level, rejected")]);
}

#[test]
fn cells_have_their_row_column_and_unit() {
    let text = "Rate (%)\n\n| Year | Men | Women |\n|---|---|---|\n| 2018 | 6.1 | 7.4 |";
    check(text, &[("7.4", "of Rate, who: Women, when: 2018")]);
}

#[test]
fn a_unit_may_say_when_its_figures_were() {
    let text = "Rows\n\n| | 2016 |\n|---|---|\n| Deposits (millions of US$ in the last week of May) | 73.4 |";
    let article = Article::of_text(text, Format::Text);
    let said = of_article(&article);
    let cell = said.iter().find(|said| said.cell.is_some()).map(|said| said.figure.describe());
    assert_eq!(cell.as_deref(), Some("USD 73.4 million"));
}

#[test]
fn a_figure_that_a_sentence_ends_in_is_read() {
    let text = "It rose to 5\n\nmillion. (12";
    let whole = [Span::new(0, text.len())];
    let figures = figures::read(text, Mode::Source);
    for end in 0..text.len() {
        let cut = [Span::new(0, end)];
        assert_eq!(read(text, &whole, &cut, &figures).len(), figures.len());
    }
}

#[test]
fn a_clause_with_where_is_of_the_place_before_it() {
    check("The fire was in Orel, where tolls fell by 3.5%.", &[("3.5%", "fell, of tolls, where: Orel, by, down")]);
    check("Tolls fell by 6.2% year-on-year in Orel.", &[("6.2%", "fell, of Tolls, where: Orel, by, down")]);
}

#[test]
fn a_number_in_brackets_is_of_the_date_before_it() {
    check(
        "Most wrecks were found in 1998 (31 wrecks) and 2003 (44).",
        &[("31", "found, counting wrecks, when: 1998"), ("44", "found, when: 2003")],
    );
}

#[test]
fn a_figure_is_of_whose_it_is() {
    check("Orel has a rating of 58%, well above Varn's 33%.", &[("33%", "has, who: Varn's")]);
    check("Lenz caught up after Orel's first three goals.", &[("three", "caught up, counting goals, who: Orel's")]);
}

#[test]
fn a_period_may_stand_right_before_the_subject() {
    check(
        "Over the year tolls fell by 3.5% in Orel.",
        &[("3.5%", "fell, of tolls, where: Orel, when: year, by, down")],
    );
}

#[test]
fn a_whole_of_which_a_part_is_told_has_no_verb() {
    check("Of the £9,000 spent, £4,000 went on boats.", &[("£4,000", "went")]);
    assert_eq!(said("Of the £9,000 spent, £4,000 went on boats.", "£9,000"), "");
}
