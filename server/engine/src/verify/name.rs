//! Is a name in the sources that cover it, in any of its forms?

mod lookup;

use self::lookup::{Answer, Form};
use super::Context;
use super::check::{Check, Evidence, Kind, Verdict};
use crate::markup::{Unit, UnitKind};
use crate::names::{Name, Standing, read};
use crate::sources::{Article, Meta, SourceId};

/// What can be wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is in no covering source.
    NotFound,
    /// The source, the evidence, has it in another spelling.
    Misspelled,
}

/// Holds every name of a unit against the sources that cover it. A name inside a quotation belongs to the quotation.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit) -> Vec<Check> {
    if matches!(unit.kind, UnitKind::Heading | UnitKind::BlockQuotation) {
        return Vec::new();
    }
    let is_quoted = |name: &Name| unit.quotations.iter().any(|quotation| quotation.span.overlaps(name.span));
    let names = read(unit.prose.text());
    names.iter().filter(|name| !is_quoted(name)).filter_map(|name| check_name(cx, unit_id, unit, name)).collect()
}

fn check_name(cx: &Context<'_>, unit_id: usize, unit: &Unit, name: &Name) -> Option<Check> {
    let cover = cx.cover(unit, name.span);
    let mut best: Option<(SourceId, &Article, Answer)> = None;
    for source in cover.sources() {
        let Some(article) = cx.library.article(source) else { continue };
        let answer = lookup::find(name, article, &told(&cx.library.source(source).meta));
        if best.as_ref().is_none_or(|(_, _, best)| answer.rank() < best.rank()) {
            best = Some((source, article, answer));
        }
    }
    let found = best.as_ref().is_some_and(|(_, _, answer)| matches!(answer, Answer::There { .. } | Answer::Told));
    if name.standing == Standing::First && !best.as_ref().is_some_and(|(_, _, answer)| answer.is_named()) {
        return None;
    }
    let (evidence, how) = match &best {
        Some((source, article, answer)) => answer.shown(*source, article),
        None => (None, String::new()),
    };
    let verdict = match &best {
        _ if found => Verdict::Verified,
        _ if cover.is_partial => Verdict::Unverifiable,
        _ if !cover.convicts() => Verdict::Unasked,
        Some((_, _, Answer::Near { .. })) => Verdict::Name(NameFault::Misspelled),
        _ => Verdict::Name(NameFault::NotFound),
    };
    // Of a misspelled name, the word is what is wrong and what is put right.
    let prose = match (&verdict, &best) {
        (Verdict::Name(NameFault::Misspelled), Some((_, _, Answer::Near { word, .. }))) => *word,
        _ => name.span,
    };
    Some(Check {
        kind: Kind::Name,
        unit: unit_id,
        prose,
        span: unit.prose.origin(prose),
        searched: cover.sources(),
        verdict,
        evidence: evidence.into_iter().collect(),
        how,
    })
}

/// What a source's declaration says of it, as folded words.
fn told(meta: &Meta) -> Vec<String> {
    let said = [&meta.title, &meta.author, &meta.publisher];
    said.into_iter().flatten().flat_map(|text| crate::text::words(text)).map(|(_, folded)| folded).collect()
}

impl Answer {
    /// The evidence to show, and how it was decided.
    fn shown(&self, source: SourceId, article: &Article) -> (Option<Evidence>, String) {
        let words = article.words();
        let at = |from: usize, to: usize| words.span_of(from, to);
        let (from, to, score) = match *self {
            Answer::There { from, to, .. } => (from, to, 1.0),
            Answer::Near { position, .. } => (position, position + 1, 0.5),
            Answer::Told => return (None, "said of the source where it is declared".to_owned()),
            Answer::Namesake { from, to } => (from, to, 0.3),
            Answer::Nowhere => return (None, String::new()),
        };
        let span = at(from, to);
        let paragraph = article.paragraph_at(span.start) + 1;
        let how = match *self {
            Answer::There { form: Form::Same, .. } => format!("as in ¶ {paragraph}"),
            Answer::There { form, .. } => format!("{} “{}” in ¶ {paragraph}", form.of(), &article.text()[span]),
            _ => String::new(),
        };
        (Some(Evidence { source, span, score }), how)
    }
}

#[cfg(test)]
mod tests;
