//! What every command needs: the flags, the folder of the portfolio, today's date and the languages.

use std::{
    cell::{Cell, RefCell},
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Result;
use jiff::{Timestamp, tz::Offset};
use stimulab::{
    date::Date,
    key,
    language::Language,
    load::{SETTINGS, settings},
    model::Portfolio,
    source::{
        Folder,
        git::{Commit, Repository},
    },
    texts::Texts,
};

use super::{
    arguments::{Color, Global},
    cause::Cause,
    failure::Failure,
    relative_path::{joined, relative_path},
};

/// Holds the flags, the current folder and the languages.
pub struct Context {
    global: Global,
    folder: PathBuf,
    /// The language that the user or the system requests.
    requested_language: Option<Language>,
    /// The language of the portfolio, once it is known.
    portfolio_language: Cell<Option<Language>>,
    /// The commits that were read.
    pub(super) commits: RefCell<Vec<Arc<Commit>>>,
}

impl Context {
    /// Reads the current folder and the requested language.
    pub fn new(global: Global) -> Result<Self> {
        let folder = env::current_dir()
            .map_err(|error| Failure::new(key!("failure.no-folder")).because(Cause::of_system(&error)))?;
        let requested_language = global.lang.or_else(requested_language);
        Ok(Self {
            global,
            folder,
            requested_language,
            portfolio_language: Cell::new(None),
            commits: RefCell::default(),
        })
    }

    /// Returns when to use colours.
    pub fn color(&self) -> Color {
        self.global.color
    }

    /// Returns whether notes are left out.
    pub fn is_quiet(&self) -> bool {
        self.global.quiet
    }

    /// Returns whether more details are printed.
    pub fn is_verbose(&self) -> bool {
        self.global.verbose
    }

    /// Returns the current folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns today's date: the one asked for with `--today` or `STIMULAB_TODAY`, otherwise that of the clock.
    ///
    /// The day starts two hours before the day in UTC, as in Norway in summer. So a date that is today in Norway is never
    /// in the future, wherever the program runs.
    pub fn today(&self) -> Option<Date> {
        let clock = || Date::parse(&Offset::constant(2).to_datetime(Timestamp::now()).date().to_string());
        self.given_today().or_else(clock)
    }

    /// Returns today's date if `--today` or `STIMULAB_TODAY` gives it; documents must not depend on the clock.
    pub fn given_today(&self) -> Option<Date> {
        let asked = || env::var("STIMULAB_TODAY").ok().and_then(|text| super::arguments::day(&text).ok());
        self.global.today.or_else(asked)
    }

    /// Returns the texts of messages: in the requested language, otherwise in that of the system or the portfolio.
    pub fn texts(&self) -> Texts {
        Texts::of(self.requested_language.or(self.portfolio_language.get()).unwrap_or(Language::BOKMAAL))
    }

    /// Returns the language requested on the command line.
    pub fn asked_language(&self) -> Option<Language> {
        self.global.lang
    }

    /// Returns the language of documents: the requested one, otherwise that of the portfolio, never that of the system.
    pub fn document_language(&self, portfolio: &Portfolio) -> Language {
        self.global.lang.unwrap_or(portfolio.language())
    }

    /// Returns the language of output: that of messages for people in a terminal, otherwise that of documents.
    pub fn output_language(&self, is_for_people: bool, portfolio: &Portfolio) -> Language {
        if is_for_people { self.texts().language() } else { self.document_language(portfolio) }
    }

    /// Finds the folder of the portfolio: the named one, the nearest parent folder, or `portfolio` in the current folder.
    pub fn root(&self) -> Result<PathBuf> {
        // Anything but a folder counts; reading it reports links and special files.
        let holds = |folder: &Path| folder.join(SETTINGS).symlink_metadata().is_ok_and(|about| !about.is_dir());
        let missing = |folder: &Path| {
            let is_bare = Repository::discover(folder).is_ok_and(|repository| repository.is_bare());
            let key = if is_bare { key!("failure.no-work-tree") } else { key!("failure.no-portfolio") };
            Failure::new(key).with("folder", folder.display().to_string().replace('\\', "/"))
        };
        if let Some(named) = &self.global.portfolio {
            let folder = self.folder.join(named);
            return if holds(&folder) { Ok(folder) } else { Err(missing(named).into()) };
        }
        let below = self.folder.join("portfolio");
        let around = self.folder.ancestors().find(|folder| holds(folder)).map(Path::to_owned);
        around.or_else(|| holds(&below).then_some(below)).ok_or_else(|| missing(&self.folder).into())
    }

    /// Returns the revision of `--at`.
    pub fn at(&self) -> Option<&str> {
        self.global.at.as_deref()
    }

    /// Returns the folder of `--portfolio`.
    pub fn portfolio_argument(&self) -> Option<&Path> {
        self.global.portfolio.as_deref()
    }

    /// Uses the language of a portfolio for messages if no other is requested.
    pub fn use_language_of(&self, portfolio: &Portfolio) {
        self.portfolio_language.set(Some(portfolio.language()));
    }

    /// Reads only the language of the portfolio, and uses it for messages.
    pub fn read_language(&self, root: &Path) -> Language {
        let language = settings(&Folder::new(root)).language.map_or(Language::BOKMAAL, |language| language.value);
        self.portfolio_language.set(Some(language));
        language
    }

    /// Uses the language of the portfolio for messages if nobody requests another and it is not known yet.
    pub fn settle_language(&self) {
        if self.requested_language.is_none() && self.portfolio_language.get().is_none() {
            let _ = self.root().map(|root| self.read_language(&root));
        }
    }

    /// Returns a path in the portfolio relative to the current folder, with forward slashes.
    pub fn display_path(&self, root: &Path, path: &str) -> String {
        let folder = relative_path(&self.folder, root);
        match (folder.as_str(), path) {
            ("", "") => ".".into(),
            (folder, "") => folder.into(),
            (folder, path) => joined(folder, path),
        }
    }
}

/// Returns the language that the environment or the system requests.
pub fn requested_language() -> Option<Language> {
    let asked = env::var("STIMULAB_LANG").ok().and_then(|code| Language::from_locale(&code));
    // `sys_locale` reads `LC_ALL` only on some systems.
    let system = || env::var("LC_ALL").ok().filter(|locale| !locale.is_empty()).or_else(sys_locale::get_locale);
    asked.or_else(|| system().and_then(|locale| Language::from_locale(&locale)))
}
