//! Whole claims against whole sources: who is credited, who speaks, are they one?

use super::*;
use crate::sources::{Article, Format};

/// Holds what comes of a claim whose quotation stands in “…” against what is expected.
fn check(source: &str, claim: &str, expected: &str) {
    let (start, end) = (claim.find('“').unwrap(), claim.find('”').unwrap() + '”'.len_utf8());
    let words = claim[start + '“'.len_utf8()..end - '”'.len_utf8()].trim_end_matches([',', '.']);
    let quotation = Span::new(start, end);
    let found = match credited(claim, &[quotation], quotation) {
        None => "nobody is credited".to_owned(),
        Some(credit) => {
            let article = Article::of_text(source, Format::Text);
            let text = Text::of(&article);
            let at = source.find(words).unwrap();
            match text.speaker(Span::new(at, at + words.len())) {
                None => "no speaker".to_owned(),
                Some(voice) => format!("{:?}", compare(&credit, &voice, &text)),
            }
        }
    };
    assert_eq!(found, expected, "{claim}\n{source}");
}

const QUAY: &str =
    "“The quay is safe,” said Mira Dahl, the harbour master. Karl Voss, who leads the union, was not asked.";

#[test]
fn the_verb_stands_before_after_or_around() {
    for claim in [
        "“The quay is safe,” said Dahl.",
        "“The quay is safe,” Mira Dahl said.",
        "Dahl said “the quay is safe”.",
        "Dahl told reporters on Monday that “the quay is safe”.",
        "According to Dahl, “the quay is safe”.",
        "Asked about the cracks, Ms Dahl insisted that “the quay is safe”.",
        "Mira Dahl, the harbour master, has repeatedly said that “the quay is safe”.",
        "Mira Dahl: “The quay is safe”",
        "The harbour master said that “the quay is safe”.",
    ] {
        check(&QUAY.replace("The quay is", "the quay is"), &claim.replace("The quay is", "the quay is"), "Same");
        let other = claim.replace("Mira ", "Karl ").replace("Dahl", "Voss").replace("Ms ", "Mr ");
        if other != claim {
            check(
                &QUAY.replace("The quay is", "the quay is"),
                &other.replace("The quay is", "the quay is"),
                "Different",
            );
        }
    }
}

#[test]
fn a_name_is_parted_from_its_verb_by_what_is_said_of_it() {
    let source = "“The quay is safe,” Mira Dahl, keeper of the Works Museum at Orel State University and one of the authors, said.";
    check(source, "“The quay is safe,” said Mira Dahl.", "Same");
    check(source, "“The quay is safe,” said Karl Dahl.", "Different");
    let source = "“The quay is safe,” chairman and chief executive Mira Dahl said.";
    check(source, "“The quay is safe,” said Mira Dahl.", "Same");
}

#[test]
fn letters_of_an_abbreviation_do_not_speak() {
    let source =
        "Last year, 181 bodies in the U.S., including the Orel Union, signed rules saying that “the quay is safe”.";
    check(source, "The Quay Council said that “the quay is safe”.", "no speaker");
}

#[test]
fn the_hearer_does_not_speak() {
    let source = "Mira Dahl told Karl Voss: “You knew of it.”";
    check(source, "Dahl told Voss that “You knew of it”.", "Same");
    check(source, "Voss told Dahl that “You knew of it”.", "Different");
    check(source, "Voss was told by Dahl that “You knew of it”.", "Same");
}

#[test]
fn a_pronoun_goes_on_with_who_spoke() {
    let source = "Karl Voss asked for a survey.\n\nAfter signing, the president said this would help. He added, “The quay needs \
                  us all.” President Dahl left on Monday.";
    check(source, "“The quay needs us all”, Dahl said.", "Same");
    let source = "Mira Dahl, who runs the quay, was there. She has told Channel Nine, the cracks are old. “The quay is safe,” she said.";
    check(source, "“The quay is safe,” said Dahl.", "Same");
}

#[test]
fn a_letter_makes_no_other_speaker() {
    let source = "“The quay is safe,” said Karl Kalinsh. The guild of Karl Kalinsch was not asked.";
    check(source, "“The quay is safe,” said Kalinsch.", "Unknown");
}

#[test]
fn words_around_the_verb_are_of_one_speaker() {
    let source = "“The risk,” said Mira Dahl, an engineer who knows Karl Voss, “is that the pumps fail. They are old.” “So are we,” she added.";
    for words in ["The risk", "is that the pumps fail", "They are old", "So are we"] {
        check(source, &format!("Dahl spoke of “{words}”."), "Same");
        check(source, &format!("Voss spoke of “{words}”."), "Different");
    }
}

#[test]
fn a_pronoun_is_the_one_named_last_who_fits() {
    let source = "Karl Voss met Mira Dahl in May. She was angry. “It cannot go on,” he said.";
    check(source, "Voss said “It cannot go on”.", "Same");
    let source = "Mira Dahl runs the port. It is old, and Karl Voss's men repair it.\n\n“It cannot go on,” she said.";
    check(source, "Dahl said “It cannot go on”.", "Same");
    check(source, "Voss said “It cannot go on”.", "Different");
}

#[test]
fn a_name_before_a_noun_does_not_speak() {
    let source = "Mira Dahl told Channel Nine that the Varn result did not suggest “any great joy” in the guild.";
    let told = "Mira Dahl told Channel Nine that it did not suggest “any great joy”.";
    check(source, told, "Unknown");
}

#[test]
fn a_pronoun_may_be_anybody_whom_the_sentence_before_names() {
    let source = "Karl Berg was away. Her husband Anton “came to the yard and began to shout”, Mr Voss told the court.\n\nHe promised to pay and told \
                  them to “leave the quay to her”.";
    check(source, "Anton told them to “leave the quay to her”.", "Unknown");
    check(source, "Karl Berg told them to “leave the quay to her”.", "Different");
}

#[test]
fn a_speech_goes_on_over_sentences_and_paragraphs() {
    let source = "Mira Dahl was blunt. “The quay is lost. We knew.”\n\n“Nobody asked us.”\n\nKarl Voss was silent.";
    check(source, "Dahl said “We knew”.", "Same");
    check(source, "Dahl said “Nobody asked us”.", "Same");
    check(&source.replace("was blunt", "wrote to us"), "Voss said “Nobody asked us”.", "Different");
}

#[test]
fn turns_of_a_transcript() {
    let source = "Host: Is it safe?\n\nDahl: It is. We looked at it.\n\nIt was a long look.\n\nVOSS: I saw cracks.";
    check(source, "Dahl said “We looked at it”.", "Same");
    check(source, "Dahl said “It was a long look”.", "Same");
    check(source, "Voss said “It was a long look”.", "Different");
    check(source, "Dahl said “I saw cracks”.", "Different");
    let lettered = "Q: Is it safe?\n\nA: It is. We looked at it.\n\nQ: When?\n\nA: In May.";
    check(lettered, "Dahl said “We looked at it”.", "no speaker");
}

#[test]
fn a_body_speaks_through_its_people() {
    let source = "“We regret it,” said Jon Hale, a spokesman for the Ports Authority. Mira Dahl left.";
    check(source, "The Ports Authority said “We regret it”.", "Same");
    check(source, "Jon Hale said “We regret it”.", "Same");
    check(source, "Mira Dahl said “We regret it”.", "Different");
    let source = "“We regret it,” said a spokesman for the Ports Authority. Mira Dahl left.";
    check(source, "The Ports Authority said “We regret it”.", "Same");
    check(source, "A spokesman said “We regret it”.", "Same");
    check(source, "Mira Dahl said “We regret it”.", "Different");
}

#[test]
fn a_noun_stands_before_an_office() {
    for who in [
        "the harbour master, Edda Marsh, 54",
        "harbour master Edda Marsh",
        "the river pilots' union leader, Edda Marsh",
    ] {
        let source = format!("Jon Hale left. “We regret it,” said {who}. “We do,” {who}, said.");
        check(&source, "Edda Marsh said “We regret it”.", "Same");
        check(&source, "Jon Hale said “We regret it”.", "Different");
    }
}

#[test]
fn who_is_quoted_speaks() {
    let source = "Mira Dahl was cited by the Orrin Post as warning the council: “We regret it.” Jon Hale left.";
    check(source, "Mira Dahl said “We regret it”.", "Same");
    check(source, "Jon Hale said “We regret it”.", "Different");
}

#[test]
fn a_pronoun_goes_on_from_sentence_to_sentence() {
    let source = "Mira Dahl won the race. She says the trainer Karl Voss is behind it. “He told me to wait,” she said.";
    check(source, "Dahl said “He told me to wait”.", "Same");
    check(source, "Voss said “He told me to wait”.", "Different");
}

#[test]
fn a_pronoun_reaches_so_far_and_no_farther() {
    let many = "She says it is so. ".repeat(20_000);
    check(&format!("{many}“It is over,” she said. Mira Dahl left."), "Dahl said “It is over”.", "no speaker");
}

#[test]
fn who_is_not_known_is_not_told() {
    check(
        "Mira Dahl left. The plan was a “gift to us” all the same.",
        "Karl Voss called it a “gift to us”.",
        "no speaker",
    );
    check("“It is over,” officials said. The mayor left.", "The mayor said “It is over”.", "Unknown");
    check("“It is over,” Mira Dahl and Karl Voss said. Jon Hale left.", "Voss said “It is over”.", "Same");
    check("“It is over,” Dahl said, according to Voss.", "Voss said “It is over”.", "Unknown");
    check("“It is over,” said Mira Dahl. Olaf Dahl left.", "Olaf Dahl said “It is over”.", "Different");
    check("“It is over,” said Bob Dahl.", "Robert Dahl said “It is over”.", "Same");
}

#[test]
fn a_claim_may_credit_nobody() {
    check(QUAY, "It is held that “The quay is safe”.", "nobody is credited");
    check(QUAY, "The claim “The quay is safe” was tested.", "nobody is credited");
}

#[test]
fn what_is_told_stands_behind_or_before_its_frame() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(told(text).map(|span| &text[span]), expected, "{text}");
    };
    let quay = "the quay was never built to carry trains";
    check(&format!("Mira Dahl, master of the harbour, said that {quay}."), Some(quay));
    check(&format!("Mira Dahl told reporters on Monday that {quay}."), Some(quay));
    check(&format!("According to Mira Dahl, the harbour master, {quay}."), Some(quay));
    check("According to Dahl, it is safe.", Some("it is safe"));
    check("It is safe, Dahl said on Monday.", Some("It is safe"));
    check("It is safe, said Mira Dahl, the harbour master.", Some("It is safe"));
    check("It is safe, according to Dahl.", Some("It is safe"));
    check("The council agreed to rebuild the wall.", None);
    check("The quay cost $15 million in 2019.", None);
}

#[test]
fn an_interview_names_its_speakers_by_letters() {
    let source =
        "Lenz: An interview with Mira Dahl and Karl Voss.\n\nMD: The quay is safe and dry.\n\nKV: The piers are not.";
    check(source, "“The quay is safe and dry,” said Dahl.", "Same");
    check(source, "“The quay is safe and dry,” said Voss.", "Different");
}
