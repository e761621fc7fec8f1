//! Sentences and how they are taken apart.

use super::*;

/// A clause in a line: what it is, `subject | verb | parts`.
fn shown(text: &str, sentence: &Sentence, at: usize) -> String {
    let clause = &sentence.clauses[at];
    let group = |&group: &usize| {
        let mut shown = text[sentence.span(&sentence.groups[group].words)].to_owned();
        let mut next = sentence.groups[group].of;
        while let Some(of) = next {
            shown.push_str(" of ");
            shown.push_str(&text[sentence.span(&sentence.groups[of].words)]);
            next = sentence.groups[of].of.filter(|_| shown.len() < 200);
        }
        shown
    };
    let subjects: Vec<String> = sentence.subjects(at).iter().map(group).collect();
    let verb = clause.verb.as_ref().map_or("", |verb| &text[sentence.span(&verb.words)]);
    let part = |part: &Part| {
        let preposition = part.preposition.map_or(String::new(), |word| format!("{} ", sentence.words[word].folded));
        match &part.group {
            Some(of) => preposition + &group(of),
            None => format!("{preposition}~{}", &text[sentence.words[part.word].span]),
        }
    };
    let parts: Vec<String> = clause.parts.iter().map(part).collect();
    format!("{:?}: {} | {verb} | {}", clause.kind, subjects.join(" + "), parts.join("; "))
}

fn check(text: &str, expected: &[&str]) {
    let sentence = read(text);
    let clauses: Vec<String> = (0..sentence.clauses.len()).map(|at| shown(text, &sentence, at)).collect();
    assert_eq!(clauses, expected, "{text}");
}

#[test]
fn a_plain_sentence() {
    check(
        "The ferry carried 41 passengers to Oban on Monday.",
        &["Main: The ferry | carried | 41 passengers; to Oban; on Monday"],
    );
    check("The number of ships was 12.", &["Main: The number of ships | was | 12"]);
}

#[test]
fn verbs_have_auxiliaries() {
    let sentence = read("The yard had not been sold in 2019.");
    let verb = sentence.clauses[0].verb.as_ref().unwrap();
    assert!(verb.is_passive && verb.is_negated && verb.is_finite);
    assert_eq!(sentence.words[verb.main].lemma, "sell");
    let sentence = read("The yard expects to sell 3 ships.");
    let verb = sentence.clauses[0].verb.as_ref().unwrap();
    assert_eq!((sentence.words[verb.main].lemma.as_str(), verb.governor.is_some()), ("sell", true));
}

#[test]
fn a_participle_with_its_agent_leaves_the_verb_to_come() {
    check(
        "A plan backed by the guild on Friday noted that tolls are high.",
        &[
            "Main: A plan | noted | ",
            "Participle: A plan | backed | by the guild; on Friday",
            "Complement: tolls | are | ~high",
        ],
    );
}

#[test]
fn subjects_and_verbs_are_joined() {
    check("Tolls and fees rose 8%.", &["Main: Tolls + fees | rose | 8%"]);
    check(
        "The quay opened in 1931 and was rebuilt in 1977.",
        &["Main: The quay | opened | in 1931", "Coordinate: The quay | was rebuilt | in 1977"],
    );
}

#[test]
fn a_second_member_has_the_verb_of_the_first() {
    check("Tolls rose 8% and fees 3%.", &["Main: Tolls | rose | 8%", "Gapped: fees |  | 3%"]);
    check(
        "Turnout was 33% in March and 41% in June.",
        &["Main: Turnout | was | 33%; in March", "Gapped: Turnout |  | 41%; in June"],
    );
    check(
        "Oban received 80 tents, Mull 65 and Skye 12.",
        &["Main: Oban | received | 80 tents", "Gapped: Mull |  | 65", "Gapped: Skye |  | 12"],
    );
}

#[test]
fn clauses_depend_on_others() {
    check("Tolls rose 4% while traffic fell 2%.", &["Main: Tolls | rose | 4%", "Subordinate: traffic | fell | 2%"]);
    check(
        "The ferry, which had 30 seats in 2001, was sold.",
        &["Main: The ferry | was sold | ", "Relative: The ferry | had | 30 seats; in 2001"],
    );
    check(
        "The ferry sank in 1974, killing 63 passengers.",
        &["Main: The ferry | sank | in 1974", "Participle: The ferry | killing | 63 passengers"],
    );
}

#[test]
fn what_is_said_is_a_clause() {
    check(
        "The mayor said that the port had 40 cranes.",
        &["Main: The mayor | said | ", "Complement: the port | had | 40 cranes"],
    );
    check("The mayor said tolls fell 3%.", &["Main: The mayor | said | ", "Complement: tolls | fell | 3%"]);
    let sentence = read("Tolls rose by 9 pence, the mayor said.");
    assert_eq!(sentence.clauses[0].said_by, Some(1));
}

#[test]
fn a_participle_after_a_noun_is_no_finite_verb() {
    check(
        "Loans granted to farmers rose 5%.",
        &["Main: Loans | rose | 5%", "Participle: Loans | granted | to farmers"],
    );
}

#[test]
fn brackets_are_about_the_group_before() {
    check(
        "Scores were highest in Oban (4.4) and Mull (4.1).",
        &["Main: Scores | were | ~highest; in Oban; in Mull", "Bracket:  |  | 4.4", "Bracket:  |  | 4.1"],
    );
}

#[test]
fn nothing_breaks_it() {
    let parts = [
        "the", "ferry", "12", "%", ",", "and", "which", "(", ")", ";", ":", "was", "sold", "of", "to", "that", "said",
        "—", "\"", "not", "in", "2019", "é", "'", "&", "-", "while", ".",
    ];
    let mut seed = 7_u64;
    for _ in 0..3000 {
        let text: Vec<&str> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            parts[(seed >> 33) as usize % parts.len()]
        })
        .take(14)
        .collect();
        let sentence = read(&text.join(" "));
        for at in 0..sentence.clauses.len() {
            let _ = (sentence.subjects(at), sentence.verb(at));
        }
    }
}
