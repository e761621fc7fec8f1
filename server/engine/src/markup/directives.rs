//! What a `briefcheck:` comment says.

use super::fault::Fault;
use super::{Calc, DirectiveKind, calc};
use crate::lexicon::REASON_PLACEHOLDERS;
use crate::text::{Span, is_function_word, words};

/// What stands for a reason until somebody writes one: whoever puts in a directive puts this in.
pub const PLACEHOLDER: &str = "reason";

/// What a directive with these words, all between `briefcheck:` and the comment's end, is; `None` if it can't be read.
pub(crate) fn kind(said: &str) -> Option<DirectiveKind> {
    read(said, Span::new(0, said.len())).ok()
}

/// Reads the directive that stands at `span` of `text`: all between `briefcheck:` and the comment's end.
pub(super) fn read(text: &str, span: Span) -> Result<DirectiveKind, Fault> {
    let span = span.trimmed(text);
    let said = &text[span];
    let name = Span::new(span.start, span.start + said.find(char::is_whitespace).unwrap_or(said.len()));
    let rest = Span::new(name.end, span.end).trimmed(text);
    match &text[name] {
        "allow" => allow(text, rest),
        "calc" => calc(text, rest),
        "checked" => checked(text, rest),
        "off" => alone(DirectiveKind::Off, rest),
        "on" => alone(DirectiveKind::On, rest),
        "" => fault(span, "a directive is missing: `allow`, `calc`, `checked`, `off` or `on`"),
        name => fault(span, &format!("`{name}` is no directive: `allow`, `calc`, `checked`, `off` and `on` are")),
    }
}

fn alone(kind: DirectiveKind, rest: Span) -> Result<DirectiveKind, Fault> {
    if rest.is_empty() { Ok(kind) } else { fault(rest, "`off` and `on` take nothing after them") }
}

fn allow(text: &str, span: Span) -> Result<DirectiveKind, Fault> {
    const USAGE: &str = "`allow` names rules and, after a colon, the reason: `allow RULE, RULE: reason`";
    let Some(colon) = text[span].find(':') else { return fault(span, USAGE) };
    let reason = reason(text, Span::new(span.start + colon + 1, span.end), span, "allow RULE: reason")?;
    let mut rules = Vec::new();
    let mut from = span.start;
    for written in text[span][..colon].split(',') {
        let rule = Span::new(from, from + written.len()).trimmed(text);
        from += written.len() + 1;
        let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if rule.is_empty() || !text[rule].bytes().all(is_name) {
            return fault(if rule.is_empty() { span } else { rule }, USAGE);
        }
        rules.push((text[rule].to_owned(), rule));
    }
    Ok(DirectiveKind::Allow { rules, reason })
}

/// The reason at `span` of the text: words, and not those that only hold its place. `of` is what lacks them, `usage` how
/// they are written.
fn reason(text: &str, span: Span, of: Span, usage: &str) -> Result<String, Fault> {
    let span = span.trimmed(text);
    let reason = &text[span];
    if reason.is_empty() {
        return fault(of, &format!("the reason is missing: `{usage}`"));
    }
    if holds_place(reason) {
        return fault(span, &format!("`{reason}` only holds the place of the reason: say why"));
    }
    Ok(reason.to_owned())
}

/// Whether a reason only holds the place of one: it has no words but those that do and small ones beside them, or only single
/// letters of Latin, or stands with such a word in the brackets of a form still (`<…>`, `${1:…}`).
fn holds_place(reason: &str) -> bool {
    let bare = reason.trim_end_matches(['.', '!', '?', ':', '…']);
    let is_within = |(open, close): (&str, &str)| {
        let inner = bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains(['<', '>', '[', ']', '{', '}']))
    };
    let words = words(reason);
    let mut said = words.iter().map(|(_, word)| word.as_str()).filter(|word| word.contains(char::is_alphanumeric));
    let is_letter = |word: &str| matches!(word.as_bytes(), [letter] if letter.is_ascii_alphabetic());
    let has_mark = said.clone().any(|word| REASON_PLACEHOLDERS.has(word));
    let is_small = |word: &str| REASON_PLACEHOLDERS.has(word) || has_mark && is_function_word(word) || is_letter(word);
    let is_form = has_mark && [("<", ">"), ("[", "]"), ("{", "}"), ("${", "}")].into_iter().any(is_within);
    is_form || said.all(is_small)
}

fn checked(text: &str, span: Span) -> Result<DirectiveKind, Fault> {
    const USAGE: &str = "`checked` names who checked it and when and, after a colon, why it stands: \
                         `checked NAME 2025-10-02: reason`";
    let Some((who, _)) = text[span].split_once(':') else { return fault(span, USAGE) };
    let Some((by, date)) = who.trim().rsplit_once(char::is_whitespace) else { return fault(span, USAGE) };
    if !is_date(date) {
        return fault(span, &format!("`{date}` is no date such as 2025-10-02: `checked NAME DATE: reason`"));
    }
    let reason = reason(text, Span::new(span.start + who.len() + 1, span.end), span, "checked NAME DATE: reason")?;
    let by = by.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(DirectiveKind::Checked { by, date: date.to_owned(), reason })
}

/// Whether a word is a year, a month and a day: `2025-10-02`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |digits: &str, len: usize| {
        let is_number = digits.len() == len && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| is_number)
    };
    let is_within = |digits: &str, most: u32| number(digits, 2).is_some_and(|number| (1..=most).contains(&number));
    number(year, 4).is_some() && is_within(month, 12) && is_within(day, 31)
}

fn calc(text: &str, span: Span) -> Result<DirectiveKind, Fault> {
    let Some(equals) = text[span].find('=') else {
        return fault(span, "`calc` wants an equals sign: `calc FIGURE = EXPRESSION`");
    };
    let figure = Span::new(span.start, span.start + equals).trimmed(text);
    if !text[figure].contains(char::is_alphanumeric) {
        return fault(span, "the figure is missing: `calc FIGURE = EXPRESSION`");
    }
    let expression = calc::expression(text, Span::new(span.start + equals + 1, span.end))?;
    Ok(DirectiveKind::Calc(Calc { figure, expression }))
}

fn fault<T>(span: Span, message: &str) -> Result<T, Fault> {
    Err(Fault::new(span, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = match read(text, Span::new(0, text.len())) {
            Ok(DirectiveKind::Allow { rules, reason }) => {
                for (rule, span) in &rules {
                    assert_eq!(&text[*span], rule);
                }
                let rules: Vec<String> = rules.into_iter().map(|(rule, _)| rule).collect();
                format!("allow {} because {reason}", rules.join("+"))
            }
            Ok(DirectiveKind::Checked { by, date, reason }) => format!("checked by {by} on {date} because {reason}"),
            Ok(DirectiveKind::Calc(calc)) => format!("calc {:?}", &text[calc.figure]),
            Ok(DirectiveKind::Off) => "off".to_owned(),
            Ok(DirectiveKind::On) => "on".to_owned(),
            Err(fault) => format!("{:?}: {}", &text[fault.span], fault.message),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn allow_names_rules_and_a_reason() {
        check(" allow quote-altered: agreed with the speaker ", "allow quote-altered because agreed with the speaker");
        check("allow a-b , c: see: this", "allow a-b+c because see: this");
    }

    #[test]
    fn allow_without_its_parts() {
        let usage = "`allow` names rules and, after a colon, the reason: `allow RULE, RULE: reason`";
        check("allow a-b", &format!("\"a-b\": {usage}"));
        check("allow : agreed", &format!("\": agreed\": {usage}"));
        check("allow a b: agreed", &format!("\"a b\": {usage}"));
        check("allow a-b: ", "\"a-b:\": the reason is missing: `allow RULE: reason`");
    }

    #[test]
    fn a_placeholder_is_no_reason() {
        let message = |written: &str| format!("{written:?}: `{written}` only holds the place of the reason: say why");
        check("allow a-b: reason", &message("reason"));
        check("allow a-b:  … ", &message("…"));
        check("checked Ana 2025-10-02: Reason", &message("Reason"));
        for written in [
            "reason.",
            "reason here",
            "TODO",
            "<reason>",
            "[reason]",
            "${1:reason}",
            "x",
            "why",
            "the reason",
            "???",
            "tbd",
            "<say why it stands>",
        ] {
            check(&format!("allow a-b: {written}"), &message(written));
        }
        for reason in [
            "checked by phone",
            "agreed",
            "typo in the source",
            "Dahl confirmed",
            "[sic]: the source errs",
            "p. 4",
            "no",
            "[sic]",
            "確認済み",
            "電話で確認",
        ] {
            check(&format!("allow a-b: {reason}"), &format!("allow a-b because {reason}"));
        }
        check("allow a-b: reason given on p. 4", "allow a-b because reason given on p. 4");
    }

    #[test]
    fn checked_names_somebody_and_a_day() {
        check(
            "checked Ana  Lind 2025-10-02: p. 4 says so: twice",
            "checked by Ana Lind on 2025-10-02 because p. 4 says so: twice",
        );
    }

    #[test]
    fn checked_without_its_parts() {
        let usage = "`checked` names who checked it and when and, after a colon, why it stands: \
                     `checked NAME 2025-10-02: reason`";
        check("checked Ana 2025-10-02", &format!("\"Ana 2025-10-02\": {usage}"));
        check("checked 2025-10-02: so", &format!("\"2025-10-02: so\": {usage}"));
        check(
            "checked Ana May: so",
            "\"Ana May: so\": `May` is no date such as 2025-10-02: `checked NAME DATE: reason`",
        );
        check("checked Ana 2025-10-02: ", "\"Ana 2025-10-02:\": the reason is missing: `checked NAME DATE: reason`");
    }

    #[test]
    fn calc_has_a_figure_and_an_expression() {
        check("calc 12% = (560 - 500) / 500", "calc \"12%\"");
        check("calc 4.2 million = 4 million + 200,000", "calc \"4.2 million\"");
    }

    #[test]
    fn calc_without_its_parts() {
        check("calc 12%", "\"12%\": `calc` wants an equals sign: `calc FIGURE = EXPRESSION`");
        check("calc = 3", "\"= 3\": the figure is missing: `calc FIGURE = EXPRESSION`");
        check("calc 3 = 1 +", "\"\": a figure is missing here");
    }

    #[test]
    fn off_and_on_stand_alone() {
        check("off", "off");
        check(" on\n", "on");
        check("off please", "\"please\": `off` and `on` take nothing after them");
    }

    #[test]
    fn anything_else_is_no_directive() {
        check("ignore x", "\"ignore x\": `ignore` is no directive: `allow`, `calc`, `checked`, `off` and `on` are");
        check("  ", "\"\": a directive is missing: `allow`, `calc`, `checked`, `off` or `on`");
    }
}
