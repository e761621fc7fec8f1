//! What briefings can cite: the catalogues of their workspaces, and the articles in these.

use std::collections::BTreeMap;
use std::sync::Arc;

use briefcheck_desk::{CatalogueId, Shelf, Sources};
use briefcheck_engine::sources::Store;
use rayon::prelude::*;

use super::shelf::{self, InPlace, Known, Reading, Unread};
use super::{Config, Entry, Files, Wanted, Workspace};

/// Some workspaces.
#[derive(Clone, Debug, Default)]
pub struct Workspaces(BTreeMap<CatalogueId, Arc<Workspace>>);

impl Workspaces {
    /// Looks up what the workspaces with these configurations have, in parallel.
    pub fn of(configs: impl IntoIterator<Item = Arc<Config>>, files: &Files) -> Self {
        let configs: BTreeMap<CatalogueId, Arc<Config>> =
            configs.into_iter().map(|config| (id(&config), config)).collect();
        let look_up = |(id, config)| (id, Arc::new(Workspace::of(config, files)));
        Self(configs.into_par_iter().map(look_up).collect())
    }

    /// The workspace with this configuration.
    pub fn get(&self, config: &Config) -> Option<&Arc<Workspace>> {
        self.0.get(&id(config))
    }

    /// Every workspace, in the order of their folders.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Workspace>> {
        self.0.values()
    }
}

fn id(config: &Config) -> CatalogueId {
    (config.root.clone(), config.folder.clone())
}

/// Workspaces, and the articles of their sources.
#[derive(Default)]
pub struct World {
    workspaces: Workspaces,
    sources: Arc<Sources>,
    /// What need not be read again.
    known: Known,
    in_place: Vec<InPlace>,
}

impl World {
    /// Reads the sources of some workspaces that are `wanted` and those that briefings declare themselves, in parallel.
    /// What `before` has read already, of the same content, is taken from there.
    pub fn load(
        workspaces: Workspaces,
        own: Vec<Wanted>,
        files: &Files,
        before: &World,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Self {
        Self::load_while(workspaces, own, files, before, wanted, &|| true).unwrap_or_default()
    }

    /// Reads all sources of some workspaces and those that briefings declare themselves; what is `unread` stays so.
    /// What is made of all of them is kept in a `store`.
    pub fn of(
        workspaces: Workspaces,
        own: Vec<Wanted>,
        files: &Files,
        unread: Unread<'_>,
        store: Option<Arc<dyn Store>>,
    ) -> Self {
        let before = (&Known::default(), unread, store);
        Self::read(workspaces, own, files, before, |_| true, &|| true).unwrap_or_default()
    }

    /// The same for as long as `go_on` says so; `None` once it does not.
    pub fn load_while(
        workspaces: Workspaces,
        own: Vec<Wanted>,
        files: &Files,
        before: &World,
        wanted: impl Fn(&Entry) -> bool,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        Self::read(workspaces, own, files, (&before.known, Unread::default(), None), wanted, go_on)
    }

    fn read(
        workspaces: Workspaces,
        own: Vec<Wanted>,
        files: &Files,
        (known, unread, store): (&Known, Unread<'_>, Option<Arc<dyn Store>>),
        wanted: impl Fn(&Entry) -> bool,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let of_workspaces = workspaces.iter().flat_map(|workspace| {
            let entries = workspace.catalogue.entries.iter();
            let entries = entries.filter(|entry| entry.missing.is_none() && wanted(entry));
            entries.map(|entry| Wanted::new(entry, &workspace.config))
        });
        let wanted = of_workspaces.chain(own).collect();
        let Reading { files, known, in_place } = shelf::read(wanted, files, known, unread, go_on)?;
        let catalogues = workspaces.iter().map(|workspace| &*workspace.catalogue);
        let sources = Arc::new(Sources::new(catalogues, Shelf::of(files, store)));
        Some(Self { workspaces, sources, known, in_place })
    }

    /// The files that could be read where they lie.
    pub fn in_place(&self) -> &[InPlace] {
        &self.in_place
    }

    /// The workspaces.
    pub fn workspaces(&self) -> &Workspaces {
        &self.workspaces
    }

    /// Their sources.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }
}
