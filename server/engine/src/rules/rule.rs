//! What a rule is, and at what level it speaks.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A rule. Its documentation is Markdown: a summary in one paragraph, then the headings "What it does", "Why it
/// matters" and "Example", the last with a source, a briefing that makes it fire and one that does not.
#[derive(Debug)]
pub struct Rule {
    /// The name, in kebab case: it reads well after "allow".
    pub name: &'static str,
    /// How grave its findings are if nothing else is set.
    pub severity: Severity,
    /// Whether it is silent until it is turned on.
    pub is_off: bool,
    /// What its findings are made from.
    pub origin: Origin,
    /// The doc comment, each line with the blank that it begins with.
    pub(super) comment: &'static str,
}

/// What a rule's findings are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A briefing and its sources: [`crate::check`] makes them.
    Briefing,
    /// What all checks of a briefing came to.
    Outcomes,
    /// What a workspace holds beside these (its lock file), which the engine never sees.
    Workspace,
}

impl Rule {
    /// The documentation, as Markdown.
    pub fn docs(&self) -> String {
        let lines = self.comment.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    /// The first paragraph of the documentation, on one line.
    pub fn summary(&self) -> String {
        let lines = self.comment.lines().map(str::trim).take_while(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }

    /// What it is set to if nothing else is.
    pub fn default_level(&self) -> Level {
        if self.is_off { Level::Off } else { Level::At(self.severity) }
    }

    /// Whether its findings are made of checks, as most are: whether an `allow` silences one of them is known then.
    pub(super) fn is_made_with_the_others(&self) -> bool {
        self.origin == Origin::Briefing
    }

    /// The kind of item or thing that it is about, as its name begins: `quote`, `source`.
    pub fn family(&self) -> &'static str {
        self.name.split_once('-').map_or(self.name, |(family, _)| family)
    }

    /// The name without the kind that it begins with: the verdict's name in JSON.
    pub fn verdict(&self) -> &'static str {
        self.name.split_once('-').map_or(self.name, |(_, verdict)| verdict)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// Declares a file's `RULE`: its name, its default severity, what its findings are made from if it is not the briefing,
/// and whether it is off until it is turned on. The doc comment is its documentation.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $name:literal, $severity:ident) => {
        rule! { $(#[doc = $doc])* $name, $severity, Briefing }
    };
    ($(#[doc = $doc:literal])* $name:literal, $severity:ident, $origin:ident) => {
        rule! { $(#[doc = $doc])* $name, $severity, $origin, false }
    };
    ($(#[doc = $doc:literal])* $name:literal, $severity:ident, $origin:ident, $is_off:literal) => {
        $(#[doc = $doc])*
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $crate::rules::Severity::$severity,
            is_off: $is_off,
            origin: $crate::rules::rule::Origin::$origin,
            comment: concat!($($doc, "\n"),*),
        };
    };
}

/// How grave a finding is, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing when looking at this place.
    Hint,
    /// Worth knowing.
    Info,
    /// Wrong nine times in ten or oftener.
    Warning,
    /// Wrong, but for one time in fifty at most.
    Error,
}

impl Severity {
    /// The name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a rule is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is silent.
    Off,
    /// It speaks, at this severity.
    At(Severity),
}

impl Level {
    /// The name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::At(severity) => severity.name(),
        }
    }
}

/// A level that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLevel(String);

impl fmt::Display for UnknownLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no severity: use `error`, `warning`, `info`, `hint` or `off`", self.0)
    }
}

impl std::error::Error for UnknownLevel {}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(name: &str) -> Result<Self, UnknownLevel> {
        match name {
            "off" => Ok(Level::Off),
            "hint" => Ok(Level::At(Severity::Hint)),
            "info" => Ok(Level::At(Severity::Info)),
            "warning" => Ok(Level::At(Severity::Warning)),
            "error" => Ok(Level::At(Severity::Error)),
            _ => Err(UnknownLevel(name.to_owned())),
        }
    }
}

/// The levels that are set; every other rule speaks at its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// Sets a rule's level; a later setting wins.
    pub fn set(&mut self, rule: &'static Rule, level: Level) {
        self.0.insert(rule.name, level);
    }

    /// The level that was set for a rule.
    pub fn get(&self, rule: &Rule) -> Option<Level> {
        self.0.get(rule.name).copied()
    }
}
