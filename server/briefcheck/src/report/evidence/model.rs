//! The evidence report as plain data: every format is a rendering of this.

use std::collections::{BTreeMap, BTreeSet};

use briefcheck_desk::Report;
use briefcheck_engine::markup::UnitKind;
use briefcheck_engine::rules::{Class, Counts, Finding, Outcome, Rule};
use briefcheck_engine::sources::SourceId;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, Evidence, Kind};

use super::super::Look;
use super::difference::{self, Part};
use super::sources::{Shelf, Shelved};

/// What the evidence report says.
pub(super) struct Dossier<'a> {
    /// The briefings, by path.
    pub(super) memos: Vec<Memo<'a>>,
    /// What they cite.
    pub(super) shelf: Shelf,
}

/// A briefing.
pub(super) struct Memo<'a> {
    pub(super) checked: &'a Report,
    /// The path, for people.
    pub(super) file: String,
    pub(super) title: String,
    /// Its sections with items, in order.
    pub(super) sections: Vec<Section>,
    /// What was looked at, in the order of the text; a claim comes where it ends.
    pub(super) items: Vec<Item>,
    /// The sentences, cells and items with something to check, in order.
    pub(super) claims: Vec<Claim>,
    /// The texts of the sources of its library, as indices into [`Shelf::readings`].
    pub(super) readings: BTreeMap<SourceId, usize>,
}

/// What stands under a heading, up to the next one.
pub(super) struct Section {
    /// The heading's words; none before the first heading.
    pub(super) title: String,
    /// Where it begins.
    pub(super) start: usize,
    pub(super) counts: Counts,
}

/// One thing that was looked at: a quotation, a figure, a name, a claim, or what a finding without any of these is about.
pub(super) struct Item {
    /// `quote`, `figure`, `name`, `claim`; else what its rule's name begins with.
    pub(super) kind: &'static str,
    /// Where it stands in the briefing.
    pub(super) span: Span,
    /// As an index into [`Memo::sections`].
    pub(super) section: usize,
    /// As an index into [`Memo::claims`].
    pub(super) claim: Option<usize>,
    pub(super) outcome: Outcome,
    /// Whether it is an item or a claim: what else there is a finding about is not counted with them.
    pub(super) is_counted: bool,
    /// The rule that speaks of it.
    pub(super) rule: Option<&'static Rule>,
    /// What the rule says; empty without one.
    pub(super) message: String,
    /// How it was decided; may be empty.
    pub(super) how: String,
    /// The sources that were searched, as indices into [`Shelf::sources`].
    pub(super) searched: Vec<usize>,
    /// What the sources say there, the best first.
    pub(super) passages: Vec<Passage>,
    /// A quotation that is nearly the source's, word by word.
    pub(super) difference: Vec<Part>,
    /// What would mend it.
    pub(super) fixes: Vec<String>,
}

/// A passage of a source.
pub(super) struct Passage {
    /// As an index into [`Shelf::readings`].
    pub(super) reading: usize,
    /// In bytes of the article's text.
    pub(super) span: Span,
    /// From 1, as everywhere in messages.
    pub(super) paragraph: usize,
    pub(super) score: f32,
}

/// A sentence, cell or item with something to check.
pub(super) struct Claim {
    pub(super) span: Span,
    /// The sources that cover some of it.
    pub(super) sources: BTreeSet<usize>,
}

impl Item {
    /// How it is shown.
    pub(super) fn class(&self) -> Class {
        self.outcome.class()
    }

    /// What covers it, and what its evidence stands in: as indices into [`Shelf::sources`].
    pub(super) fn sources(&self, shelf: &Shelf) -> BTreeSet<usize> {
        let found = self.passages.iter().map(|passage| shelf.readings[passage.reading].source);
        self.searched.iter().copied().chain(found).collect()
    }

    /// The source that it counts for: where its evidence stands, else the first that was searched.
    pub(super) fn source(&self, shelf: &Shelf) -> Option<usize> {
        let found = self.passages.first().map(|passage| shelf.readings[passage.reading].source);
        found.or_else(|| self.searched.first().copied())
    }
}

impl Memo<'_> {
    pub(super) fn counts(&self) -> Counts {
        counts(&self.items)
    }

    /// The words of an item.
    pub(super) fn words(&self, item: &Item) -> &str {
        &self.checked.text[item.span]
    }

    /// How many of its claims cite something, and how many of these a single source.
    pub(super) fn cited(&self) -> (usize, usize) {
        let with = |most: usize| self.claims.iter().filter(|claim| (1..=most).contains(&claim.sources.len())).count();
        (with(usize::MAX), with(1))
    }
}

impl<'a> Dossier<'a> {
    /// Puts together what was checked.
    pub(super) fn of(checked: &'a [Report], look: Look<'_>) -> Self {
        let mut shelf = Shelf::default();
        let memos = checked.iter().map(|checked| Reader::new(checked, &mut shelf, look).memo()).collect();
        Self { memos, shelf }
    }

    pub(super) fn counts(&self) -> Counts {
        self.memos.iter().fold(Counts::default(), |sum, memo| sum.plus(&memo.counts()))
    }

    /// What a passage says.
    pub(super) fn words(&self, passage: &Passage) -> &str {
        &self.shelf.readings[passage.reading].article.text()[passage.span]
    }

    /// The items of each source, counted; in the order of the sources.
    pub(super) fn by_source(&self) -> Vec<Counts> {
        let mut outcomes = vec![Vec::new(); self.shelf.sources.len()];
        for item in self.memos.iter().flat_map(|memo| &memo.items).filter(|item| item.is_counted) {
            if let Some(source) = item.source(&self.shelf) {
                outcomes[source].push(item.outcome);
            }
        }
        outcomes.into_iter().map(Counts::of).collect()
    }
}

/// Makes the report's part on one briefing.
struct Reader<'a, 's> {
    checked: &'a Report,
    shelf: &'s mut Shelf,
    look: Look<'s>,
    shelved: BTreeMap<SourceId, Shelved>,
    /// Where each section begins, and its heading's words.
    headings: Vec<(usize, String)>,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(checked: &'a Report, shelf: &'s mut Shelf, look: Look<'s>) -> Self {
        let headings = checked.units().filter(|(_, unit)| unit.kind == UnitKind::Heading);
        let headings = headings.map(|(span, unit)| (span.start, unit.prose.text().trim().to_owned()));
        let headings = std::iter::once((0, String::new())).chain(headings).collect();
        let mut reader = Self { checked, shelf, look, shelved: BTreeMap::new(), headings };
        let declared = checked.front_matter.declarations.iter().map(|declaration| declaration.key.as_str());
        let cited = checked.citations.iter().map(|citation| citation.key.as_str());
        for key in declared.chain(cited) {
            if let Some(id) = checked.library.find(key) {
                reader.shelve(id);
            }
        }
        reader
    }

    fn shelve(&mut self, id: SourceId) -> Shelved {
        let Self { checked, shelf, look, .. } = self;
        *self.shelved.entry(id).or_insert_with(|| shelf.put(checked, id, *look))
    }

    fn memo(mut self) -> Memo<'a> {
        let checked = self.checked;
        let mut found: BTreeMap<usize, &Finding> = BTreeMap::new();
        let mut others: Vec<&Finding> = Vec::new();
        for finding in &checked.findings {
            match finding.check {
                Some(check) => _ = found.insert(check, finding),
                None => others.push(finding),
            }
        }
        let claims = self.claims();
        let claim_of = |unit: usize| claims.binary_search_by_key(&unit, |(unit, _)| *unit).ok();
        let mut items: Vec<Item> = Vec::new();
        for (id, check) in checked.checks.iter().enumerate() {
            items.push(self.of_check(id, check, found.get(&id).copied(), claim_of(check.unit)));
        }
        items.extend(others.into_iter().map(|found| self.of_finding(found)));
        // A claim is marked at its end.
        items.sort_by_key(|item| {
            if item.kind == "claim" { (item.span.end, 1, 0) } else { (item.span.start, 0, item.span.end) }
        });
        let (sections, items) = self.sections(items);
        Memo {
            file: self.look.path(&checked.path),
            title: title(checked, &self.headings),
            sections,
            items,
            claims: claims.into_iter().map(|(_, claim)| claim).collect(),
            readings: self.shelved.iter().filter_map(|(&id, shelved)| Some((id, shelved.reading?))).collect(),
            checked,
        }
    }

    fn of_check(&mut self, id: usize, check: &Check, found: Option<&Finding>, claim: Option<usize>) -> Item {
        let evidence = found.map_or(&check.evidence, |found| &found.evidence);
        let outcome = self.checked.outcome(id);
        let told = check.how.told(&self.checked.library);
        Item {
            kind: check.kind.name(),
            span: check.span,
            section: self.section(check.span),
            claim,
            outcome,
            is_counted: true,
            rule: found.map(|found| found.rule),
            message: found.map_or_else(String::new, |found| found.message.clone()),
            how: match outcome.why(&self.checked.directives) {
                // Of a quotation that is not there, its rule says it all.
                None if found.is_some() && check.kind == Kind::Quote => String::new(),
                None => told,
                Some(why) if told.is_empty() => why,
                Some(why) => format!("{why}; {told}"),
            },
            searched: check.searched.iter().map(|&id| self.shelve(id).source).collect(),
            passages: evidence.iter().filter_map(|evidence| self.passage(evidence)).collect(),
            difference: difference::of(self.checked, check),
            fixes: found.map_or_else(Vec::new, fixes),
        }
    }

    fn of_finding(&mut self, finding: &Finding) -> Item {
        Item {
            kind: finding.rule.family(),
            span: finding.span,
            section: self.section(finding.span),
            claim: None,
            outcome: Outcome::Fault(finding.rule, finding.severity),
            is_counted: false,
            rule: Some(finding.rule),
            message: finding.message.clone(),
            how: String::new(),
            searched: Vec::new(),
            passages: finding.evidence.iter().filter_map(|evidence| self.passage(evidence)).collect(),
            difference: Vec::new(),
            fixes: fixes(finding),
        }
    }

    fn passage(&mut self, evidence: &Evidence) -> Option<Passage> {
        let reading = self.shelve(evidence.source).reading?;
        let paragraph = self.shelf.readings[reading].article.paragraph_at(evidence.span.start) + 1;
        Some(Passage { reading, span: evidence.span, paragraph, score: evidence.score })
    }

    /// The units with checks, by their number.
    fn claims(&mut self) -> Vec<(usize, Claim)> {
        let mut claims: BTreeMap<usize, Claim> = BTreeMap::new();
        for check in &self.checked.checks {
            let span = self.checked.place_of_unit(check.unit).unwrap_or(check.span);
            let claim = claims.entry(check.unit).or_insert_with(|| Claim { span, sources: BTreeSet::new() });
            claim.sources.extend(check.searched.iter().map(|&id| self.shelve(id).source));
        }
        claims.into_iter().collect()
    }

    fn section(&self, span: Span) -> usize {
        self.headings.partition_point(|(start, _)| *start <= span.start).saturating_sub(1)
    }

    /// The sections that have items, and the items with their numbers.
    fn sections(&self, mut items: Vec<Item>) -> (Vec<Section>, Vec<Item>) {
        let mut numbers: BTreeMap<usize, usize> = items.iter().map(|item| (item.section, 0)).collect();
        numbers.values_mut().enumerate().for_each(|(at, number)| *number = at);
        let section = |&heading: &usize| {
            let of_section = items.iter().filter(|item| item.section == heading);
            let (start, title) = self.headings[heading].clone();
            Section { title, start, counts: counts(of_section) }
        };
        let sections = numbers.keys().map(section).collect();
        for item in &mut items {
            item.section = numbers[&item.section];
        }
        (sections, items)
    }
}

/// How many items and claims came to what.
pub(super) fn counts<'i>(items: impl IntoIterator<Item = &'i Item>) -> Counts {
    Counts::of(items.into_iter().filter(|item| item.is_counted).map(|item| item.outcome))
}

fn fixes(finding: &Finding) -> Vec<String> {
    finding.fixes.iter().map(|fix| fix.title.clone()).collect()
}

/// What a briefing is called: as its front matter says, else by its first heading, else by its file.
fn title(checked: &Report, headings: &[(usize, String)]) -> String {
    let named = checked.front_matter.title.clone();
    let heading = || headings.iter().map(|(_, title)| title).find(|title| !title.is_empty()).cloned();
    let file = || checked.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    named.filter(|title| !title.trim().is_empty()).or_else(heading).unwrap_or_else(file)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{with_briefing, with_report};

    /// The items of a briefing, each as its kind, its words, what came of it and the paragraphs of its passages.
    fn check(text: &str, expected: &[&str]) {
        let items = with_briefing(text, |dossier| {
            let memo = &dossier.memos[0];
            let item = |item: &super::Item| {
                let paragraphs = item.passages.iter().map(|passage| format!(" ¶ {}", passage.paragraph));
                let rule = item.rule.map_or("", |rule| rule.name);
                let line = format!("{} {} {} {rule}", item.kind, memo.words(item), item.class().name());
                line.trim_end().to_owned() + &paragraphs.collect::<String>()
            };
            memo.items.iter().map(item).collect::<Vec<_>>()
        });
        assert_eq!(items, expected);
    }

    #[test]
    fn items_come_in_the_order_of_the_text_and_a_claim_at_its_end() {
        check(
            "It handled 4.2 million tonnes [@harbour], as Edda Marsh said [@harbour].",
            &[
                "figure 4.2 million tonnes verified ¶ 1",
                "name Edda Marsh verified ¶ 2",
                "claim It handled 4.2 million tonnes [@harbour], as Edda Marsh said [@harbour]. unconfirmed ¶ 1 ¶ 2",
            ],
        );
    }

    #[test]
    fn what_is_no_check_is_an_item_too() {
        with_briefing("Rails [@habour].", |dossier| {
            let item = &dossier.memos[0].items[0];
            assert_eq!((item.kind, item.rule.map(|rule| rule.name)), ("source", Some("source-unknown")));
        });
    }

    #[test]
    fn what_an_allow_silences_is_an_item() {
        let text = "It \"was built to carry trains\" [@harbour]. <!-- briefcheck: allow quote-altered: agreed -->";
        let states = with_briefing(text, |dossier| {
            dossier.memos[0].items.iter().map(|item| (item.kind, item.outcome.name())).collect::<Vec<_>>()
        });
        assert_eq!(states[0], ("quote", "allowed"));
    }

    #[test]
    fn sections_are_those_with_items() {
        let text = "# Trade\n\nIt handled 4.2 million tonnes [@harbour].\n\n# Rails\n\n# Trains\n\nIt carried 9 trains [@harbour].\n";
        let sections = with_briefing(text, |dossier| {
            let section = |section: &super::Section| format!("{} {}", section.title, section.counts.total());
            dossier.memos[0].sections.iter().map(section).collect::<Vec<_>>()
        });
        assert_eq!(sections, ["Trade 2", "Trains 2"]);
    }

    #[test]
    fn a_source_of_two_briefings_is_one() {
        let a = "---\nsources:\n  quay:\n    path: harbour.txt\n    publisher: The Quay\n---\n\nIt handled 4.2 million tonnes [@quay].\n";
        let b = "It handled 4.2 million tonnes [@harbour].\n";
        with_report(&[("a.brief", a), ("b.brief", b)], |dossier| {
            let [source] = dossier.shelf.sources.as_slice() else { panic!("{:?}", dossier.shelf.sources) };
            assert_eq!(source.keys, ["quay", "harbour"]);
            assert_eq!(source.meta.publisher.as_deref(), Some("The Quay"));
            assert_eq!(dossier.shelf.readings.len(), 1);
            assert_eq!(dossier.by_source()[0].total(), 4);
        });
    }

    #[test]
    fn parts_of_a_source_are_texts_of_their_own() {
        let part = "---\nsources:\n  quay:\n    path: harbour.txt\n    start: The quay\n---\n\nNever built to carry trains [@quay].\n";
        with_report(&[("a.brief", part), ("b.brief", "Never built to carry trains [@harbour].\n")], |dossier| {
            assert_eq!((dossier.shelf.sources.len(), dossier.shelf.readings.len()), (1, 2));
            let paragraph = |memo: usize| dossier.memos[memo].items[0].passages[0].paragraph;
            assert_eq!([paragraph(0), paragraph(1)], [1, 2]);
        });
    }

    #[test]
    fn claims_are_counted_by_their_sources() {
        let text = "It handled 4.2 million tonnes [@harbour].\n\nNobody knows the 9 men.\n";
        with_briefing(text, |dossier| {
            let memo = &dossier.memos[0];
            assert_eq!((memo.claims.len(), memo.cited()), (2, (1, 1)));
        });
    }
}
