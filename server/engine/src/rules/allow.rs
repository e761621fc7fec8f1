//! `allow` and `off`: findings that the writer answers for.

use std::collections::BTreeMap;

use super::{Context, Finding, Rule, allow_unused, directive_malformed};
use crate::markup::{Briefing, DirectiveKind};
use crate::text::Span;

/// Whether a finding stands where an `allow` silences its rule, or between `off` and `on`.
pub fn is_allowed(briefing: &Briefing, finding: &Finding) -> bool {
    silencer(briefing, finding).is_some() || is_off(&off_regions(briefing), finding)
}

/// The directive that silences a finding, as an index into the briefing's.
pub fn silencer(briefing: &Briefing, finding: &Finding) -> Option<usize> {
    let mut allows = allows(briefing);
    let allow = allows.find(|allow| allow.rule == finding.rule && touches(allow.scope, finding.span))?;
    Some(allow.directive)
}

/// Takes away the findings that stand between `off` and `on` and those that an `allow` silences, and adds one for each
/// `allow` that silences nothing. The checks whose findings were silenced, each with the directive that does it.
pub fn apply(cx: &Context<'_>, findings: &mut Vec<Finding>) -> BTreeMap<usize, usize> {
    let off = off_regions(cx.briefing);
    findings.retain(|finding| !is_off(&off, finding));
    let mut silences = Silences::new(cx.briefing);
    let mut allowed = BTreeMap::new();
    findings.retain(|finding| {
        let silencer = silences.silence(finding);
        allowed.extend(finding.check.zip(silencer));
        silencer.is_none()
    });
    let unused = silences.unused(cx);
    findings.extend(unused.into_iter().filter(|finding| !is_off(&off, finding)));
    allowed
}

/// One rule that an `allow` names.
struct Allow<'a> {
    rule: &'static Rule,
    scope: Span,
    /// Which directive names it, as an index into the briefing's.
    directive: usize,
    /// Which of the directive's names it is.
    name: usize,
    names: &'a [(String, Span)],
}

/// Every rule that an `allow` names, in the order of the text; without names that are no rule's.
fn allows(briefing: &Briefing) -> impl Iterator<Item = Allow<'_>> {
    briefing.directives.iter().enumerate().flat_map(|(id, directive)| {
        let names = match &directive.kind {
            DirectiveKind::Allow { rules, .. } => rules.as_slice(),
            _ => &[],
        };
        names.iter().enumerate().filter_map(move |(name, (written, _))| {
            Some(Allow { rule: super::find(written)?, scope: directive.scope, directive: id, name, names })
        })
    })
}

/// The allows of a briefing by rule and scope, and which of them have silenced something.
struct Silences<'a> {
    /// For each rule, its scopes in order of their start.
    rules: BTreeMap<&'static str, Vec<Scope<'a>>>,
}

struct Scope<'a> {
    span: Span,
    /// The greatest end of this scope and those before it.
    reach: usize,
    is_used: bool,
    allows: Vec<Allow<'a>>,
}

impl<'a> Silences<'a> {
    fn new(briefing: &'a Briefing) -> Self {
        let mut scopes: BTreeMap<(&'static str, Span), Vec<Allow<'a>>> = BTreeMap::new();
        for allow in allows(briefing) {
            scopes.entry((allow.rule.name, allow.scope)).or_default().push(allow);
        }
        let mut rules: BTreeMap<&'static str, Vec<Scope<'a>>> = BTreeMap::new();
        for ((rule, span), allows) in scopes {
            let scopes = rules.entry(rule).or_default();
            let reach = scopes.last().map_or(0, |before| before.reach).max(span.end);
            scopes.push(Scope { span, reach, is_used: false, allows });
        }
        Self { rules }
    }

    /// The directive that silences a finding, if one does; every allow that does it counts as used.
    fn silence(&mut self, finding: &Finding) -> Option<usize> {
        let scopes = self.rules.get_mut(finding.rule.name)?;
        let near = scopes.partition_point(|scope| scope.span.start <= finding.span.end);
        let mut silencer = None;
        for scope in scopes[..near].iter_mut().rev().take_while(|scope| scope.reach >= finding.span.start) {
            if touches(scope.span, finding.span) {
                scope.is_used = true;
                silencer = scope.allows.first().map(|allow| allow.directive);
            }
        }
        silencer
    }

    /// A finding for each allow that has silenced nothing.
    fn unused(self, cx: &Context<'_>) -> Vec<Finding> {
        let scopes = self.rules.into_values().flatten().filter(|scope| !scope.is_used);
        let allows = scopes.flat_map(|scope| scope.allows).filter(|allow| allow.rule.is_made_with_the_others());
        let mut unused: BTreeMap<usize, Vec<Allow<'a>>> = BTreeMap::new();
        for allow in allows {
            unused.entry(allow.directive).or_default().push(allow);
        }
        let of_directive = |(directive, allows): (usize, Vec<Allow<'a>>)| {
            let directive = &cx.briefing.directives[directive];
            let are_all = allows.first().is_some_and(|allow| allow.names.len() == allows.len());
            let finding = move |allow: Allow<'a>| {
                let at = (!are_all).then_some(allow.name);
                allow_unused::finding(cx, directive, &allow.names[allow.name], allow.names, at)
            };
            allows.into_iter().map(finding)
        };
        unused.into_iter().flat_map(of_directive).collect()
    }
}

/// Whether a finding stands in a scope; one without any bytes may stand at its edge.
fn touches(scope: Span, finding: Span) -> bool {
    scope.overlaps(finding) || scope.contains(finding)
}

/// The stretches between `off` and `on`, in order; the last may go to the end.
fn off_regions(briefing: &Briefing) -> Vec<Span> {
    let mut regions = Vec::new();
    let mut from = None;
    for directive in &briefing.directives {
        match directive.kind {
            DirectiveKind::Off => from = from.or(Some(directive.span.start)),
            DirectiveKind::On => regions.extend(from.take().map(|from| Span::new(from, directive.span.end))),
            _ => {}
        }
    }
    regions.extend(from.map(|from| Span::new(from, briefing.text.len())));
    regions
}

/// Whether a finding stands between `off` and `on`. A directive that can't be read is found there too: it may be the `on`.
fn is_off(regions: &[Span], finding: &Finding) -> bool {
    let before = regions.partition_point(|region| region.start <= finding.span.start);
    let is_within = before.checked_sub(1).is_some_and(|at| finding.span.start < regions[at].end);
    is_within && finding.rule != &directive_malformed::RULE
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const ALTERED: &str = "It was \"not built to carry trains\" [@harbour].";

    #[test]
    fn silences_its_unit() {
        check("quote allow", &format!("{ALTERED} <!-- briefcheck: allow quote-altered: agreed -->"), &[]);
    }

    #[test]
    fn silences_its_block() {
        check("quote allow", &format!("<!-- briefcheck: allow quote-altered: agreed -->\n\n{ALTERED}"), &[]);
    }

    #[test]
    fn silences_what_is_not_a_check() {
        check("source allow", "No rails [@press]. <!-- briefcheck: allow source-unknown: to come -->", &[]);
    }

    #[test]
    fn other_rules_speak() {
        let text =
            "It was «\"not built to carry trains\"» [@harbour]. <!-- briefcheck: allow «quote-uncited»: agreed -->";
        let altered = "quote-altered error: ¶ 2 of harbour: the source has “never”, not “not” (4 of 5 words there)";
        check("quote allow", text, &[altered, "allow-unused warning: `quote-uncited` found nothing here to allow"]);
    }

    #[test]
    fn two_may_allow_the_same() {
        let one = "<!-- briefcheck: allow quote-altered: agreed -->";
        check("quote allow", &format!("{ALTERED} {one} {one}"), &[]);
    }

    #[test]
    fn between_off_and_on_nothing_is_found() {
        let text = format!(
            "<!-- briefcheck: off -->\n\n{ALTERED} No rails [@press] [@].\n\n<!-- briefcheck: on -->\n\n[@«book»]"
        );
        check("quote source citation", &text, &["source-unknown error: no source is called `book`"]);
    }

    #[test]
    fn an_allow_between_off_and_on_is_not_looked_at() {
        let text = "<!-- briefcheck: off -->\n\nNo rails. <!-- briefcheck: allow quote-altered: agreed -->\n";
        check("allow", text, &[]);
    }
}
