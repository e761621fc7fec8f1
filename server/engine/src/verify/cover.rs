//! The sources that stand for a part of a unit.

use crate::markup::{Briefing, CitationId, Force, Stance, Unit};
use crate::sources::{Library, SourceId};
use crate::text::Span;

/// A source that is cited for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The source.
    pub source: SourceId,
    /// The citation, unless the whole text is held against all sources.
    pub citation: Option<CitationId>,
    /// How it bears on the claim.
    pub stance: Stance,
}

/// What covers a part of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The sources that can be read, in the order of their citations.
    pub cited: Vec<Cited>,
    /// Whether a citation leads to no source, or to one that can't be read: what is not found may stand there.
    pub is_partial: bool,
    /// Whether the citations stand for these very words.
    pub force: Force,
}

impl Cover {
    /// Whether nothing is cited at all.
    pub fn is_empty(&self) -> bool {
        self.cited.is_empty() && !self.is_partial
    }

    /// Whether an item that no source holds is wrong, not only without a source.
    pub fn convicts(&self) -> bool {
        self.force == Force::Own && self.cited.iter().any(|cited| cited.stance == Stance::Supports)
    }

    /// The sources, each once.
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = Vec::new();
        for cited in &self.cited {
            if !sources.contains(&cited.source) {
                sources.push(cited.source);
            }
        }
        sources
    }
}

/// What stands for text that cites nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Uncited {
    /// Nothing: it is uncited.
    #[default]
    Nothing,
    /// Every source, if the whole text has no citation: they count as cited, also those that can't be read. Without any source,
    /// nothing is known of the text.
    AllSources,
    /// Every source that can be read, if the whole text has no citation: nobody said that it rests on the others. Where none can be
    /// read, nothing is known of the text.
    ReadableSources,
}

/// What covers the part `span` of a unit's prose: the citations of the stretch that has the most of it.
pub fn cover(briefing: &Briefing, library: &Library, unit: &Unit, span: Span, uncited: Uncited) -> Cover {
    if uncited != Uncited::Nothing && briefing.citations.is_empty() {
        let cited = library.sources().map(|(source, _)| Cited { source, citation: None, stance: Stance::Supports });
        let cover = readable(library, cited.collect(), Force::Own);
        let is_partial = cover.cited.is_empty() || (cover.is_partial && uncited == Uncited::AllSources);
        return Cover { is_partial, ..cover };
    }
    let shared = |stretch: Span| stretch.end.min(span.end).saturating_sub(stretch.start.max(span.start));
    let stretch = unit.stretches.iter().max_by_key(|stretch| shared(stretch.span));
    let Some(stretch) = stretch else { return readable(library, Vec::new(), Force::Borrowed) };
    let mut is_unknown = false;
    let mut cited = Vec::new();
    for &id in &stretch.citations {
        let Some(citation) = briefing.citations.get(id) else { continue };
        match library.find(&citation.key) {
            Some(source) => cited.push(Cited { source, citation: Some(id), stance: citation.stance }),
            None => is_unknown = true,
        }
    }
    let mut cover = readable(library, cited, stretch.force);
    cover.is_partial |= is_unknown;
    cover
}

fn readable(library: &Library, mut cited: Vec<Cited>, force: Force) -> Cover {
    let all = cited.len();
    cited.retain(|cited| library.article(cited.source).is_some());
    Cover { is_partial: cited.len() < all, cited, force }
}
