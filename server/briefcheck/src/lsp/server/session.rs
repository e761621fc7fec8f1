//! What the client is and can do.

use std::collections::BTreeMap;

use briefcheck_engine::rules;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::ls_types::{ClientCapabilities, InitializeParams, MarkupKind, ResourceOperationKind};

use crate::disk::Setting;
use crate::lsp::position::Encoding;
use crate::lsp::requests::markup::Markup;

/// A client, as it introduced itself.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// What columns count.
    pub encoding: Encoding,
    /// What it can do.
    pub client: ClientCapabilities,
    /// What is set for the server.
    pub options: Options,
    /// What was set for it when the client introduced itself: what is not set later is as it was then.
    first: Options,
}

/// What `initializationOptions` may set.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    /// How long the text must rest before it is checked, in milliseconds.
    pub quiet: u64,
    /// Severities, or `off`, by the names of rules: over what the configuration says.
    pub rules: BTreeMap<String, String>,
    /// Whether the user trusts the workspace: only then may its own configuration name folders outside of it.
    pub trusted: bool,
    /// Whether the client shows what was read out of a file that is no text: it asks for it with `briefcheck/reading`.
    pub reading: bool,
    /// When a briefing is checked again.
    pub run: Run,
    /// Whether the client shows the finding at a place above what the server says of it there.
    pub shows_findings: bool,
}

/// When a briefing is checked again.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub enum Run {
    /// When its text has rested for a moment.
    #[default]
    OnType,
    /// When it is saved.
    OnSave,
}

impl Options {
    /// The levels of rules that are set. What names no rule or no level is left out.
    pub fn settings(&self) -> Vec<Setting> {
        let setting = |(name, level): (&String, &String)| Some((rules::find(name)?, level.parse().ok()?));
        self.rules.iter().filter_map(setting).collect()
    }
}

/// One field of the settings, if it is there and can be read.
fn field<T: DeserializeOwned>(settings: &Value, name: &str) -> Option<T> {
    serde_json::from_value(settings.get(name)?.clone()).ok()
}

impl Default for Options {
    fn default() -> Self {
        Self {
            quiet: 60,
            rules: BTreeMap::new(),
            trusted: false,
            reading: false,
            run: Run::default(),
            shows_findings: false,
        }
    }
}

impl Session {
    /// What a client says when it connects. Options that can't be read are as none.
    pub fn new(params: &InitializeParams) -> Self {
        let client = params.capabilities.clone();
        let general = client.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let options = params.initialization_options.clone().and_then(|options| serde_json::from_value(options).ok());
        let first: Options = options.unwrap_or_default();
        Self { encoding: Encoding::chosen(offered), options: first.clone(), first, client }
    }

    /// Takes what a client says later, alone or below `briefcheck`: what is not there, or can't be read, is as it was at first.
    /// Settings can be the workspace's own: trust is never among them.
    pub fn set(&mut self, settings: &Value) {
        let settings = settings.get("briefcheck").unwrap_or(settings);
        let first = self.first.clone();
        self.options = Options {
            quiet: field(settings, "quiet").unwrap_or(first.quiet),
            rules: field(settings, "rules").unwrap_or(first.rules),
            run: field(settings, "run").unwrap_or(first.run),
            ..first
        };
    }

    /// Whether it asks for diagnostics; else they are sent to it.
    pub fn pulls(&self) -> bool {
        self.client.text_document.as_ref().is_some_and(|document| document.diagnostic.is_some())
    }

    /// Whether it wants to be told of work that takes long.
    pub fn shows_progress(&self) -> bool {
        self.client.window.as_ref().and_then(|window| window.work_done_progress) == Some(true)
    }

    /// Whether it watches files for the server.
    pub fn watches_files(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        watching.and_then(|watching| watching.dynamic_registration) == Some(true)
    }

    /// Whether it can be asked to ask for diagnostics again.
    pub fn refreshes_diagnostics(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let diagnostics = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        diagnostics.and_then(|diagnostics| diagnostics.refresh_support) == Some(true)
    }

    /// Whether it can be asked to ask again for code lenses, for inlay hints, and for semantic tokens.
    pub fn refreshes(&self) -> (bool, bool, bool) {
        let Some(workspace) = &self.client.workspace else { return (false, false, false) };
        let lenses = workspace.code_lens.as_ref().and_then(|lens| lens.refresh_support);
        let hints = workspace.inlay_hint.as_ref().and_then(|hint| hint.refresh_support);
        let tokens = workspace.semantic_tokens.as_ref().and_then(|tokens| tokens.refresh_support);
        (lenses == Some(true), hints == Some(true), tokens == Some(true))
    }

    /// How it wants to be told what is under the cursor: the first that it names and this knows.
    pub fn hovers_in(&self) -> Markup {
        let document = self.client.text_document.as_ref();
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref()).unwrap_or_default();
        match formats.first() {
            Some(MarkupKind::Markdown) => Markup::Markdown,
            _ => Markup::Plain,
        }
    }

    /// Whether an inlay hint may come without the places and the words of its parts, which it then asks for.
    pub fn resolves_hints(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let hint = document.and_then(|document| document.inlay_hint.as_ref());
        let resolved = hint.and_then(|hint| hint.resolve_support.as_ref()).map(|support| &support.properties);
        let resolves = |name: &str| resolved.is_some_and(|names| names.iter().any(|resolved| resolved == name));
        resolves("label.location") && resolves("label.tooltip")
    }

    /// Whether it folds whole lines only, and how many ranges it takes.
    pub fn folding(&self) -> (bool, Option<usize>) {
        let document = self.client.text_document.as_ref();
        let Some(folding) = document.and_then(|document| document.folding_range.as_ref()) else { return (false, None) };
        (folding.line_folding_only == Some(true), folding.range_limit.and_then(|most| most.try_into().ok()))
    }

    /// Whether a place can be given with the range that leads to it.
    pub fn links_definitions(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let definition = document.and_then(|document| document.definition.as_ref());
        definition.and_then(|definition| definition.link_support) == Some(true)
    }

    /// Whether it asks for a code action's edit only when the action is taken.
    pub fn resolves_code_actions(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let Some(actions) = document.and_then(|document| document.code_action.as_ref()) else { return false };
        let resolves = |property: &str| {
            let resolved = actions.resolve_support.as_ref();
            resolved.is_some_and(|resolved| resolved.properties.iter().any(|other| other == property))
        };
        actions.data_support == Some(true) && resolves("edit")
    }

    /// Whether an edit can say which version of a file it is of.
    pub fn versions_edits(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        edits.and_then(|edits| edits.document_changes) == Some(true)
    }

    /// Whether an edit can rename files.
    pub fn renames_files(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or_default();
        self.versions_edits() && operations.contains(&ResourceOperationKind::Rename)
    }

    /// Whether it can be told to show a place.
    pub fn shows_documents(&self) -> bool {
        let window = self.client.window.as_ref();
        window.and_then(|window| window.show_document.as_ref()).is_some_and(|show| show.support)
    }

    /// Whether what is completed can have places to fill.
    pub fn takes_snippets(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let item = document.and_then(|document| document.completion.as_ref()?.completion_item.as_ref());
        item.and_then(|item| item.snippet_support) == Some(true)
    }

    /// Whether symbols can lie in each other.
    pub fn nests_symbols(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support) == Some(true)
    }

    /// Whether it shows what a link leads to.
    pub fn describes_links(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let links = document.and_then(|document| document.document_link.as_ref());
        links.and_then(|links| links.tooltip_support) == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn session(params: Value) -> Session {
        Session::new(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn a_client_that_says_nothing_can_do_nothing() {
        let session = session(json!({"capabilities": {}}));
        assert_eq!(session.encoding, Encoding::Utf16);
        assert!(!session.pulls() && !session.shows_progress() && !session.watches_files());
        assert_eq!(session.options, Options::default());
    }

    #[test]
    fn what_a_client_says_is_known() {
        let session = session(json!({
            "capabilities": {
                "general": {"positionEncodings": ["utf-16", "utf-8"]},
                "textDocument": {"diagnostic": {}, "definition": {"linkSupport": true}},
                "window": {"workDoneProgress": true},
                "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}, "diagnostics": {"refreshSupport": true}},
            },
            "initializationOptions": {"quiet": 5},
        }));
        assert_eq!((session.encoding, session.options.quiet), (Encoding::Utf8, 5));
        assert!(session.pulls() && session.shows_progress() && session.watches_files());
        assert!(session.refreshes_diagnostics() && session.links_definitions());
    }

    #[test]
    fn rules_are_set_by_their_names() {
        let options = json!({"rules": {"quote-altered": "off", "no-rule": "error", "name-not-found": "loud"}});
        let settings = session(json!({"capabilities": {}, "initializationOptions": options})).options.settings();
        let names = settings.iter().map(|(rule, level)| (rule.name, *level));
        assert_eq!(names.collect::<Vec<_>>(), [("quote-altered", rules::Level::Off)]);
    }

    /// What holds of the settings after these, one after the other.
    fn check_set(later: &[Value], quiet: u64, rules: &[&str], run: Run) {
        let first = json!({"quiet": 5, "rules": {"name-not-found": "off"}});
        let mut session = session(json!({"capabilities": {}, "initializationOptions": first}));
        for settings in later {
            session.set(settings);
        }
        let Options { quiet: waited, rules: set, run: when, trusted, .. } = session.options;
        assert_eq!((waited, set.keys().map(String::as_str).collect::<Vec<_>>(), when), (quiet, rules.to_vec(), run));
        assert!(!trusted);
    }

    #[test]
    fn what_is_said_later_is_set_over_what_was_said_at_first() {
        let later =
            json!({"briefcheck": {"rules": {"quote-altered": "off"}, "run": "onSave", "other": 1, "trusted": true}});
        check_set(std::slice::from_ref(&later), 5, &["quote-altered"], Run::OnSave);
        for none in [json!({"briefcheck": {}}), json!({"briefcheck": null}), json!({}), json!(null)] {
            check_set(&[later.clone(), none], 5, &["name-not-found"], Run::OnType);
        }
        check_set(&[later, json!({"rules": {}, "quiet": "long"})], 5, &[], Run::OnType);
        check_set(&[json!({"quiet": 9}), json!({"run": "onSave"})], 5, &["name-not-found"], Run::OnSave);
    }

    #[test]
    fn options_that_are_none_are_the_default() {
        let session = session(json!({"capabilities": {}, "initializationOptions": {"quiet": "long"}}));
        assert_eq!(session.options, Options::default());
    }
}
