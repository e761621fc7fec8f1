//! Which figures contradict an earlier one, and how that is said.
//!
//! Statements with their places go in, in any order; a line for people about each contradicted figure comes out.

use briefcheck_engine::verify::conflict::{self, Statement, Told};

/// A statement and where it was made.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// The number of its briefing, in the order of their paths.
    pub briefing: usize,
    /// The number of the briefing's part.
    pub part: usize,
    /// The byte of the briefing.
    pub at: usize,
    /// The statement.
    pub statement: &'a Statement,
}

/// Where a statement stands, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The briefing.
    pub name: String,
}

/// A figure that an earlier one contradicts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contradicted {
    /// The number of its briefing.
    pub briefing: usize,
    /// The number of the briefing's part.
    pub part: usize,
    /// Its check, as an index into those of the part.
    pub check: usize,
    /// What the other one says and where, for people: `“1,500” in line 3 of b.brief`.
    pub other: String,
}

/// The figures that an earlier statement contradicts, in the order of the text. `place` says where a statement stands.
pub fn contradicted(stated: &mut [Stated<'_>], place: impl Fn(&Stated<'_>) -> Place) -> Vec<Contradicted> {
    stated.sort_by_key(|stated| (stated.briefing, stated.at));
    let mut told = Vec::with_capacity(stated.len());
    for &Stated { briefing, part, statement, .. } in &*stated {
        told.push(Told { briefing, part, statement });
    }
    let contradicted = |conflict: conflict::Conflict| {
        let (later, earlier) = (stated.get(conflict.later)?, stated.get(conflict.earlier)?);
        let Place { line, name } = place(earlier);
        let of = if earlier.briefing == later.briefing { String::new() } else { format!(" of {name}") };
        let other = format!("“{}” in line {line}{of}", earlier.statement.said);
        Some(Contradicted { briefing: later.briefing, part: later.part, check: later.statement.check, other })
    };
    conflict::conflicts(&told).into_iter().filter_map(contradicted).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use briefcheck_engine::markup::Briefing;
    use briefcheck_engine::sources::{Article, Corpus, Format, Library, Source};
    use briefcheck_engine::verify::{Context, Uncited, verify};

    use super::*;

    const SOURCE: &str = "The strike in Vell idled 1,200 dockers for a week. The strike in Vell idled 1,500 dockers.";

    /// Holds what is said of the contradicted figures of some briefings, given in any order, against what is expected.
    fn check(texts: &[&str], expected: &[&str]) {
        let mut corpus = Corpus::new();
        let article = corpus.add(Article::of_text(SOURCE, Format::Text));
        let mut library = Library::new(Arc::new(corpus));
        let (key, path) = ("a".to_owned(), "a.txt".to_owned());
        library.declare(Source { key, path, meta: Default::default(), article: Ok(article) });
        let statements = texts.iter().map(|text| {
            let briefing = Briefing::read(*text, &|_| false);
            let cx = Context { briefing: &briefing, library: &library, uncited: Uncited::Nothing };
            conflict::statements(&briefing, &verify(&cx))
        });
        let statements: Vec<Vec<Statement>> = statements.collect();
        let mut stated = Vec::new();
        for (briefing, said) in statements.iter().enumerate() {
            let said = said.iter().rev();
            stated.extend(said.map(|said| Stated { briefing, part: 0, at: said.span.start, statement: said }));
        }
        let place = |stated: &Stated<'_>| {
            let line = texts[stated.briefing][..stated.at].matches('\n').count() + 1;
            Place { line, name: format!("{}.brief", stated.briefing) }
        };
        let found = contradicted(&mut stated, place);
        assert_eq!(found.iter().map(|found| found.other.as_str()).collect::<Vec<_>>(), expected, "in {texts:?}");
    }

    const ONE: &str = "\nThe strike in Vell idled 1,200 dockers [@a].";
    const OTHER: &str = "In Vell, the strike idled 1,500 dockers [@a].";

    #[test]
    fn another_briefing_is_named() {
        check(&[ONE, OTHER], &["“1,200” in line 2 of 0.brief"]);
    }

    #[test]
    fn within_a_briefing_the_line_tells() {
        check(&[&format!("{ONE}\n\n{OTHER}")], &["“1,200” in line 2"]);
    }

    #[test]
    fn the_same_figure_is_no_conflict() {
        check(&[ONE, ONE], &[]);
    }
}
