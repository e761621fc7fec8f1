//! Claims that are recorded, and what becomes of them when they or their passages change.

use std::sync::Arc;

use briefcheck_engine::rules::Levels;
use briefcheck_engine::sources::{Article, Corpus, Format, Source};
use briefcheck_engine::verify::{Context, Kind, Uncited, Verdict, verify};
use briefcheck_engine::{Report, report_on};

use super::*;

const SOURCE: &str = "The quay is old. It was never built to carry trains. Nobody asked the engineers.\n";
const CLAIM: &str = "The old quay was never built to carry trains [@a].";
const CHECKED: &str = "<!-- briefcheck: checked Ana Lind 2025-10-02: it follows -->";

/// What became of a text whose claims the engine could not confirm, held against a lock, and the lock made anew.
fn run(text: &str, source: &str, before: &Lock) -> (Vec<String>, Lock) {
    let mut corpus = Corpus::new();
    let article = corpus.add(Article::of_text(source, Format::Text));
    let mut library = briefcheck_engine::sources::Library::new(Arc::new(corpus));
    let (key, path) = ("a".to_owned(), "a.txt".to_owned());
    library.declare(Source { key, path, meta: Default::default(), article: Ok(article) });
    let briefing = briefcheck_engine::markup::Briefing::read(text, &|_| false);
    let mut checks = verify(&Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing });
    checks.retain(|check| check.kind == Kind::Claim);
    checks.iter_mut().for_each(|check| check.verdict = Verdict::Unconfirmed);
    let levels = Levels::default();
    let report: Report = report_on(&briefing, &library, &levels, checks);
    let prints = prints(&briefing, &report.checks);
    let lost = before.lost("a.brief", &library);
    let part = Part { briefing: &briefing, library: &library, report: &report, prints: &prints };
    let order = (0..report.checks.len()).map(|check| (0, check));
    let report = told(&lost, &[part], order, &levels).remove(&0).unwrap_or(report);
    let Report { checks, outcomes, .. } = &report;
    let (text, directives) = (&briefing.text, &briefing.directives);
    let view = View { file: "a.brief", text, library: &library, checks, outcomes, directives };
    let lock = renewed(before, [view].into_iter(), None).map(|(lock, _)| lock).unwrap_or_default();
    (outcomes.iter().map(|outcome| outcome.name().to_owned()).collect(), lock)
}

/// Records a text, then holds what becomes of another text over another source against what is expected.
fn check(recorded: &str, text: &str, source: &str, expected: &[&str]) {
    let (_, lock) = run(recorded, SOURCE, &Lock::default());
    let (outcomes, _) = run(text, source, &lock);
    assert_eq!(outcomes, expected, "{text:?} after {recorded:?}");
}

#[test]
fn what_somebody_checked_stays_checked() {
    let checked = format!("{CLAIM} {CHECKED}");
    check("", &checked, SOURCE, &["checked"]);
    check(&checked, &checked, SOURCE, &["checked"]);
    check(&checked, &format!("Before.\n\n{checked}"), SOURCE, &["unconfirmed", "checked"]);
    check(&checked, &checked, &format!("Foreword.\n\n{SOURCE}"), &["checked"]);
}

#[test]
fn another_claim_was_not_checked() {
    let (checked, other) = (format!("{CLAIM} {CHECKED}"), CLAIM.replace("trains", "loaded trains"));
    check(&checked, &format!("{other} {CHECKED}"), SOURCE, &["unconfirmed"]);
    let again = CHECKED.replace("10-02", "11-05");
    check(&checked, &format!("{other} {again}"), SOURCE, &["checked"]);
}

#[test]
fn a_lapsed_check_is_not_taken_up_again() {
    let (_, first) = run(&format!("{CLAIM} {CHECKED}"), SOURCE, &Lock::default());
    let other = format!("{} {CHECKED}", CLAIM.replace("trains", "loaded trains"));
    let (_, second) = run(&other, SOURCE, &first);
    assert_eq!(run(&other, SOURCE, &second).0, ["unconfirmed"]);
}

#[test]
fn another_passage_is_told() {
    let checked = format!("{CLAIM} {CHECKED}");
    check(&checked, &checked, &SOURCE.replace("never ", ""), &["source-changed"]);
}

#[test]
fn what_it_came_to_is_recorded() {
    let recorded = |text: &str| run(text, SOURCE, &Lock::default()).1.text(str::to_owned);
    assert!(recorded(CLAIM).contains("\tunconfirmed\n"), "{}", recorded(CLAIM));
    let checked = recorded(&format!("{CLAIM} {CHECKED}"));
    assert!(checked.contains("\tchecked Ana Lind 2025-10-02: it follows\n"), "{checked}");
}

#[test]
fn what_is_written_is_read_again() {
    let mut lock = Lock::default();
    let lines = [
        "source\tquay\tsources/quay.txt\t00ff",
        "accepted\tquay\t00ff\tthe correction of 3 May",
        "item\ta.brief\tquote\tnever built\t0\tquay\t¶ 2\t0123456789abcdef/1\tIt was never built.",
        "item\ta.brief\tfigure\t12\t0\tledger\tp. 3\t0123456789abcdef/1\tIt rose by 12.",
        "item\ta.brief\tclaim\tso\t0\tquay\t¶ 2\t0123456789abcdef/1\tIt was.\tunconfirmed",
        "item\ta.brief\tclaim\tso\t1\tquay\t¶ 2\t0123456789abcdef/1\tIt was.\tchecked Ana Lind 2025-10-02: so",
    ];
    for line in lines {
        assert_eq!(lock.take(line), Some(()), "{line}");
    }
    let text = lock.text(str::to_owned);
    assert_eq!(Lock::parse(&text), Ok(lock));
    assert!(lines.iter().all(|line| text.contains(line)), "{text}");
}

#[test]
fn what_is_no_line_is_refused() {
    for line in [
        "<<<<<<< HEAD",
        "source\tquay",
        "item\ta\tquote\tx\t0\tquay\tp. 2\t01/1\tx",
        "item\ta\tquote\tx\t0\tquay\t\t0123456789abcdef/1\tx",
        "source\ta\tb\tc\td",
        "item\ta\tquote\tx\t0\tquay\t¶ 2\t0123456789abcdef/1\tx\tgood",
    ] {
        assert_eq!(Lock::default().take(line), None, "{line}");
    }
}
