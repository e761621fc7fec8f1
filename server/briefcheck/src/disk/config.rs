//! `briefcheck.toml`: found upward from a briefing, the nearest wins.

mod definition;
mod reader;
mod schema;

pub use definition::{About, Section, Shape, configuration};
pub use schema::schema;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use briefcheck_engine::rules::{Level, Levels, Rule};
use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::Span;

use super::paths::{self, Fence};
use super::patterns::Patterns;
use super::{Failure, Files, Place, Role};

/// The name of the configuration's file.
pub const FILE_NAME: &str = "briefcheck.toml";

/// The folder of the sources where none is set.
pub const SOURCES: &str = "sources";

/// The largest source, in bytes, where no other size is set.
const MAX_SIZE: u64 = 32 << 20;

/// A rule and the level that it is set to.
pub type Setting = (&'static Rule, Level);

/// What is set for a workspace. Paths are absolute.
#[derive(Debug)]
pub struct Config {
    /// The workspace's folder.
    pub root: PathBuf,
    /// The configuration's file, if there is one.
    pub file: Option<PathBuf>,
    /// The folder of the sources.
    pub folder: PathBuf,
    /// The bibliographies.
    pub bibliography: Vec<PathBuf>,
    /// The sources with a key.
    pub keys: Vec<Declared>,
    /// The folders whose files may be read.
    pub fence: Fence,
    /// The folders outside of the workspace that its file asks for.
    outside: Vec<PathBuf>,
    /// Whether the file may ask for them: the workspace is trusted, or the file was named by who runs this.
    is_trusted: bool,
    /// The largest source, in bytes.
    pub max_size: u64,
    include: Patterns,
    exclude: Patterns,
    levels: Vec<Setting>,
    overrides: Vec<Override>,
    /// The old names of rules that it has, each with the name that the rule has now.
    renamed: Vec<(String, &'static str)>,
}

/// A source that the configuration or a bibliography declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its key.
    pub key: String,
    /// Its path, as written.
    pub path: String,
    /// The folder that its path starts from, absolute.
    pub base: PathBuf,
    /// What is said beside the path.
    pub meta: Meta,
}

/// Levels for some paths.
#[derive(Debug)]
struct Override {
    paths: Patterns,
    levels: Vec<Setting>,
}

impl Config {
    /// What holds where there is no configuration: a workspace at `root`, with its sources in `folder`.
    fn without_file(root: &Path, folder: PathBuf) -> Self {
        Self {
            file: None,
            folder,
            bibliography: Vec::new(),
            keys: Vec::new(),
            fence: Fence::new([root]),
            outside: Vec::new(),
            is_trusted: false,
            max_size: MAX_SIZE,
            include: Patterns::none(root),
            exclude: Patterns::none(root),
            levels: Vec::new(),
            overrides: Vec::new(),
            renamed: Vec::new(),
            root: root.to_owned(),
        }
    }

    /// Where the faults of a configuration's text are, for the fuzz target.
    #[doc(hidden)]
    pub fn faults(text: &str) -> Vec<Span> {
        let root = Path::new("/fuzz");
        let config = Self::without_file(root, root.join(SOURCES));
        let (_, faults) = reader::read(text, &root.join(FILE_NAME), config);
        faults.into_iter().map(|fault| fault.span).collect()
    }

    /// Whether the file asks for folders that it may not open.
    pub fn is_restrained(&self) -> bool {
        !self.is_trusted && !self.outside.is_empty()
    }

    /// The same, where these folders may be read as well, and those that the file asks for if it is trusted.
    fn fenced(mut self, allowed: &[PathBuf], is_trusted: bool) -> Self {
        let outside: &[PathBuf] = if is_trusted { &self.outside } else { &[] };
        let folders = allowed.iter().chain(outside).map(PathBuf::as_path);
        self.fence = Fence::new(folders.chain([self.root.as_path()]));
        Self { is_trusted, ..self }
    }

    /// Whether a file is a briefing because the configuration says so.
    pub fn includes(&self, file: &Path) -> bool {
        self.include.hold(file)
    }

    /// Whether a file is left out.
    pub fn excludes(&self, file: &Path) -> bool {
        self.exclude.hold(file)
    }

    /// The levels for a briefing; a later setting wins, the `last` ones over all.
    pub fn levels(&self, file: &Path, last: &[Setting]) -> Levels {
        let overrides = self.overrides.iter().filter(|overriding| overriding.paths.hold(file));
        let mut levels = Levels::default();
        for &(rule, level) in self.levels.iter().chain(overrides.flat_map(|o| &o.levels)).chain(last) {
            levels.set(rule, level);
        }
        levels
    }
}

/// The configurations that a run meets, each read once.
#[derive(Debug)]
pub struct Configs {
    here: PathBuf,
    fixed: Option<PathBuf>,
    /// The folders outside of workspaces that may be read, because who runs this says so.
    allowed: Vec<PathBuf>,
    /// Whether the files of workspaces may allow such folders.
    is_trusted: bool,
    /// What holds where a file can't be used: what it said when it could.
    last_good: BTreeMap<Id, Arc<Config>>,
    /// Whether what can be read of a file holds where not all of it can be used, and it never could.
    makes_do: bool,
    state: Mutex<State>,
}

/// What tells configurations apart: their file, if there is one, their root and the folder of the sources.
type Id = (Option<PathBuf>, PathBuf, PathBuf);

#[derive(Debug, Default)]
struct State {
    /// The nearest configuration's file for each folder that was asked for.
    nearest: BTreeMap<PathBuf, Option<PathBuf>>,
    /// The configurations; `None` where the file can't be used and nothing holds in its place.
    configs: BTreeMap<Id, Option<Arc<Config>>>,
    broken: BTreeSet<PathBuf>,
    failures: Vec<Failure>,
}

impl Configs {
    /// Configurations as seen from the folder `here`, absolute; `fixed` is the one file to use for everything.
    pub fn new(here: &Path, fixed: Option<&Path>) -> Self {
        let fixed = fixed.map(|file| paths::join(here, file));
        let is_trusted = fixed.is_some();
        Self {
            here: here.to_owned(),
            fixed,
            allowed: Vec::new(),
            is_trusted,
            last_good: BTreeMap::new(),
            makes_do: false,
            state: Mutex::default(),
        }
    }

    /// The same where the folders may be read, too, that the user's own configuration allows: `allow-outside` in
    /// `briefcheck/briefcheck.toml` in the folder for the user's settings.
    pub fn of_user(self) -> Self {
        let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || of("HOME").map(|home| home.join(".config"));
        let settings = of("XDG_CONFIG_HOME").or_else(|| of("APPDATA")).or_else(home);
        let file = settings.map(|folder| folder.join("briefcheck").join(FILE_NAME)).filter(|file| file.is_file());
        let Some(file) = file else { return self };
        let own = Self::new(&self.here, Some(&file));
        let allowed = own.of(&file).map(|config| config.outside.clone()).unwrap_or_default();
        let failures = own.failures();
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failures.extend(failures);
        self.allowing(&allowed)
    }

    /// The same where these folders may be read, too, wherever they are.
    pub fn allowing(mut self, folders: &[PathBuf]) -> Self {
        let folders = folders.iter().map(|folder| paths::join(&self.here, folder));
        self.allowed.extend(folders.collect::<Vec<_>>());
        self
    }

    /// The same where the configurations of workspaces may allow folders outside of them.
    pub fn trusting(mut self, is_trusted: bool) -> Self {
        self.is_trusted |= is_trusted;
        self
    }

    /// The same where a file that can't be used holds as far as it can be read: who writes it looks at the briefings meanwhile.
    pub fn making_do(self) -> Self {
        Self { makes_do: true, ..self }
    }

    /// The same, read anew. Where a file can't be used now, what it said last holds on.
    pub fn again(&self) -> Self {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last_good = self.last_good.clone();
        let is_good = |(file, ..): &Id| file.as_ref().is_none_or(|file| !state.broken.contains(file));
        let good = state.configs.iter().filter(|(id, _)| is_good(id));
        last_good.extend(good.filter_map(|(id, config)| Some((id.clone(), config.clone()?))));
        Self {
            here: self.here.clone(),
            fixed: self.fixed.clone(),
            allowed: self.allowed.clone(),
            is_trusted: self.is_trusted,
            last_good,
            makes_do: self.makes_do,
            state: Mutex::default(),
        }
    }

    /// Whether what a file said before holds on where it can't be used now.
    pub fn remembers(&self, file: &Path) -> bool {
        self.last_good.keys().any(|(known, ..)| known.as_deref() == Some(file))
    }

    /// The current folder.
    pub fn here(&self) -> &Path {
        &self.here
    }

    /// The configuration for a file; `None` if it can't be used, which is among the [`Configs::failures`] then.
    pub fn of(&self, file: &Path) -> Option<Arc<Config>> {
        self.of_folder(file.parent().unwrap_or(file))
    }

    /// The configuration for what lies in a folder.
    pub fn of_folder(&self, folder: &Path) -> Option<Arc<Config>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &self.fixed {
            Some(fixed) => Some(fixed.clone()),
            None => state.nearest(folder),
        };
        let own = file.as_deref().and_then(Path::parent).filter(|own| folder.starts_with(own));
        let root = own.map_or_else(|| self.root_without_file(folder), Path::to_owned);
        let sources = if own.is_some() { root.join(SOURCES) } else { nearest_sources(folder, &root) };
        let id = (file, root, sources);
        if let Some(known) = state.configs.get(&id) {
            return known.clone();
        }
        let config = Config::without_file(&id.1, id.2.clone());
        let fenced = |config: Config| Arc::new(config.fenced(&self.allowed, self.is_trusted));
        let config = match &id.0 {
            None => Some(fenced(config)),
            Some(file) => {
                let fence = self.fixed.is_none().then(|| around(file));
                let (read, is_whole) =
                    state.read(file, &self.here, fence.as_ref(), Config { file: Some(file.clone()), ..config });
                let before = self.last_good.get(&id).filter(|_| !is_whole).cloned();
                before.or_else(|| (is_whole || self.makes_do).then(|| fenced(read)))
            }
        };
        state.configs.insert(id, config.clone());
        config
    }

    /// The workspace of the current folder: that of its nearest configuration, else itself.
    pub fn workspace(&self) -> PathBuf {
        let config = self.of_folder(&self.here).filter(|config| config.file.is_some() && self.fixed.is_none());
        config.map_or_else(|| self.here.clone(), |config| config.root.clone())
    }

    /// Whether nothing outside of the workspaces can be read, whatever their files say.
    pub fn are_fenced_in(&self) -> bool {
        self.allowed.is_empty() && !self.is_trusted && self.fixed.is_none()
    }

    /// Whether the one file to use for everything, if there is one, can be used.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn are_usable(&self) -> Result<(), Vec<Failure>> {
        match &self.fixed {
            Some(_) if self.of_folder(&self.here).is_none() => Err(self.failures()),
            _ => Ok(()),
        }
    }

    /// The old names of rules that the configurations have, each once, with the name that the rule has now.
    pub fn renamed(&self) -> BTreeMap<String, &'static str> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.configs.values().flatten().flat_map(|config| config.renamed.iter().cloned()).collect()
    }

    /// What could not be used so far, in the order of the files.
    pub fn failures(&self) -> Vec<Failure> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut failures = state.failures.clone();
        failures.sort_by_key(|failure| failure.place.as_ref().map(|place| (place.path.clone(), place.span)));
        failures
    }

    /// The workspace of a folder that no configuration stands in or above: its repository, else the current folder,
    /// else itself. Where a file is given for everything, the current folder comes first.
    fn root_without_file(&self, folder: &Path) -> PathBuf {
        let here = Some(self.here.as_path()).filter(|here| folder.starts_with(here));
        let repository = || paths::repository(folder);
        let root = if self.fixed.is_some() { here.or_else(repository) } else { repository().or(here) };
        root.unwrap_or(folder).to_owned()
    }
}

/// The nearest folder for sources upward from a folder, up to the root.
fn nearest_sources(folder: &Path, root: &Path) -> PathBuf {
    let candidates = folder.ancestors().take_while(|folder| folder.starts_with(root)).map(|at| at.join(SOURCES));
    candidates.into_iter().find(|candidate| candidate.is_dir()).unwrap_or_else(|| root.join(SOURCES))
}

impl State {
    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.nearest.get(folder) {
            return known.clone();
        }
        let here = Some(folder.join(FILE_NAME)).filter(|file| file.is_file());
        let found = here.or_else(|| folder.parent().and_then(|parent| self.nearest(parent)));
        self.nearest.insert(folder.to_owned(), found.clone());
        found
    }

    /// Reads a configuration's file over what holds without one: what can be used of it, and whether that is all. What can't be
    /// used is among the failures.
    fn read(&mut self, file: &Path, here: &Path, fence: Option<&Fence>, config: Config) -> (Config, bool) {
        let name = paths::shown(file, here);
        let (config, failures) = match Files::on_disk().text(file, &name, Role::Configuration, fence) {
            Err(failure) => (config, vec![failure]),
            Ok(text) => {
                let (config, faults) = reader::read(&text, file, config);
                let place = |span| Place { path: file.to_owned(), text: Arc::clone(&text), span };
                let failure = |fault: reader::Fault| Failure {
                    message: fault.message,
                    help: fault.help,
                    place: Some(place(fault.span)),
                };
                (config, faults.into_iter().map(failure).collect())
            }
        };
        let is_whole = failures.is_empty();
        // It is told once, however many folders it holds for.
        if !is_whole && self.broken.insert(file.to_owned()) {
            self.failures.extend(failures);
        }
        (config, is_whole)
    }
}

/// Within what the file of a configuration must lie that nobody named: its folder, or the repository around it.
fn around(file: &Path) -> Fence {
    let folder = file.parent().unwrap_or(file);
    Fence::new([paths::repository(folder).unwrap_or(folder)])
}
