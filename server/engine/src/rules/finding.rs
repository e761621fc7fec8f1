//! What a rule found.

use super::{Level, Levels, Rule, Severity};
use crate::text::Span;
use crate::verify::{Check, Evidence};

/// Something that the sources do not support, or that can't be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Whether it is slighter than its rule's findings mostly are: then a setting can lower it, not raise it.
    pub is_slight: bool,
    /// Where it stands, in the briefing.
    pub span: Span,
    /// What is claimed, what was searched, what the source says: one line.
    pub message: String,
    /// The passages that show it, the best first.
    pub evidence: Vec<Evidence>,
    /// What would mend it, the likeliest first.
    pub fixes: Vec<Fix>,
    /// The check that it comes from, as an index into the briefing's checks.
    pub check: Option<usize>,
}

impl Finding {
    /// A finding at its rule's default severity, without evidence or fixes.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            rule,
            severity: rule.severity,
            is_slight: false,
            span,
            message,
            evidence: Vec::new(),
            fixes: Vec::new(),
            check: None,
        }
    }

    /// A finding about a check, with the check's evidence.
    pub fn of_check(rule: &'static Rule, check: &Check, message: impl Into<String>) -> Self {
        Self { evidence: check.evidence.clone(), ..Self::new(rule, check.span, message) }
    }

    /// The same with the nearest there is, where no passage shows it.
    pub fn or_near(mut self, nearest: Option<Evidence>) -> Self {
        if self.evidence.is_empty() {
            self.evidence.extend(nearest);
        }
        self
    }

    /// The same with a fix more.
    pub fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// The same as information only, if it is slight.
    pub fn slight_if(mut self, is_slight: bool) -> Self {
        if is_slight {
            self.is_slight = true;
            self.severity = self.severity.min(Severity::Info);
        }
        self
    }

    /// The same where every place is what `origin` makes of it: that of a part in its document.
    pub fn moved(&self, origin: impl Fn(Span) -> Span) -> Self {
        let mut moved = self.clone();
        moved.span = origin(self.span);
        for edit in moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = origin(edit.span);
        }
        moved
    }

    /// Takes the level that is set for its rule; whether it speaks at all.
    pub fn set_level(&mut self, levels: &Levels) -> bool {
        match levels.get(self.rule) {
            Some(Level::Off) => return false,
            Some(Level::At(severity)) if self.is_slight => self.severity = self.severity.min(severity),
            Some(Level::At(severity)) => self.severity = severity,
            None => return !self.rule.is_off,
        }
        true
    }
}

/// A change of the briefing that would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The changes, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// Whether a fix keeps what the writer meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It takes nothing from the text's meaning.
    Safe,
    /// Somebody should look at it first.
    Unsafe,
}

/// A replacement of some bytes of the briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}
