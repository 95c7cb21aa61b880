//! What every command starts from: where the portfolio is, and how to talk to the user.

use std::{
    cell::{Cell, RefCell},
    env,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use jiff::{Timestamp, tz::Offset};
use stimulab::{
    edit,
    language::Language,
    load::{Inspect, LoadError, Loaded, SETTINGS, load, settings},
    model::{Date, Portfolio},
    source::{
        Folder,
        git::{Commit, CommitId},
    },
    texts::Texts,
};

use super::{
    Color, Global,
    failure::Failure,
    portfolio_files::{self, Files},
};

/// Holds the flags, the current folder and the reader's language.
pub struct Context {
    global: Global,
    folder: PathBuf,
    /// The language that the user or the system asks for.
    wanted: Option<Language>,
    /// The portfolio's own language, once it is known.
    portfolio_language: Cell<Option<Language>>,
    /// The commits that were read.
    commits: RefCell<Vec<Arc<Commit>>>,
}

/// Holds a portfolio that was read, and where it is.
pub struct Opened {
    /// Where its files come from.
    pub source: Files,
    /// What was read, and what was found on the way.
    pub loaded: Loaded,
}

impl Context {
    /// Looks the current folder and the language up.
    pub fn new(global: Global) -> Result<Self> {
        let folder = env::current_dir().context("the current folder cannot be read")?;
        let wanted = global.lang.or_else(wanted);
        Ok(Self { global, folder, wanted, portfolio_language: Cell::new(None), commits: RefCell::default() })
    }

    /// Returns the flags.
    pub fn color(&self) -> Color {
        self.global.color
    }

    /// Returns whether no more than needed is to be said.
    pub fn is_quiet(&self) -> bool {
        self.global.quiet
    }

    /// Returns the current folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns today's date: the one asked for with `--today` or `STIMULAB_TODAY`, else the clock's.
    ///
    /// The day begins as in Norway in summer, two hours before it does in UTC, so that what is dated today in Norway is
    /// never in the future, wherever the program runs.
    pub fn today(&self) -> Option<Date> {
        let clock = || Date::parse(&Offset::constant(2).to_datetime(Timestamp::now()).date().to_string());
        self.given_today().or_else(clock)
    }

    /// Returns today's date where `--today` or `STIMULAB_TODAY` says it: what is kept must not depend on the clock.
    pub fn given_today(&self) -> Option<Date> {
        let asked = || env::var("STIMULAB_TODAY").ok().and_then(|text| super::day(&text).ok());
        self.global.today.or_else(asked)
    }

    /// Returns the texts of messages: in the language asked for, else the system's, else the portfolio's.
    pub fn texts(&self) -> Texts {
        Texts::of(self.wanted.or(self.portfolio_language.get()).unwrap_or(Language::BOKMAAL))
    }

    /// Returns the language asked for on the command line.
    pub fn asked_language(&self) -> Option<Language> {
        self.global.lang
    }

    /// Returns the language of documents: the one asked for, else the portfolio's, and never the system's.
    pub fn document_language(&self, portfolio: &Portfolio) -> Language {
        self.global.lang.unwrap_or(portfolio.language())
    }

    /// Finds the portfolio as git finds its repository.
    pub fn root(&self) -> Result<PathBuf> {
        // What is no file is told when it is read; a link to one is no reason to look for another portfolio.
        let holds = |folder: &Path| folder.join(SETTINGS).symlink_metadata().is_ok_and(|about| !about.is_dir());
        let missing = |folder: &Path| {
            Failure::new("no-portfolio").with("folder", folder.display().to_string().replace('\\', "/"))
        };
        if let Some(named) = &self.global.portfolio {
            let folder = self.folder.join(named);
            return if holds(&folder) { Ok(folder) } else { Err(missing(named).into()) };
        }
        let below = self.folder.join("portfolio");
        let around = self.folder.ancestors().find(|folder| holds(folder)).map(Path::to_owned);
        around.or_else(|| holds(&below).then_some(below)).ok_or_else(|| missing(&self.folder).into())
    }

    /// Returns the revision asked for with `--at`.
    pub fn at(&self) -> Option<&str> {
        self.global.at.as_deref()
    }

    /// Returns the folder asked for with `--portfolio`.
    pub fn named_portfolio(&self) -> Option<&Path> {
        self.global.portfolio.as_deref()
    }

    /// Finds the portfolio: in the work tree, or at the revision asked for.
    pub fn files(&self) -> Result<Files> {
        let Some(revision) = self.at() else {
            let folder = Folder::new(self.root()?);
            // What runs that were killed left behind.
            edit::clear(folder.beneath(), "");
            return Ok(Files::Folder(folder));
        };
        self.files_at(revision)
    }

    /// Finds the portfolio at a revision.
    pub fn files_at(&self, revision: &str) -> Result<Files> {
        Ok(self.remember(Files::at(self, revision)?))
    }

    fn remember(&self, files: Files) -> Files {
        if let Files::Commit(commit, _) = &files {
            self.commits.borrow_mut().push(Arc::clone(commit));
        }
        files
    }

    /// Returns the commit where two revisions parted.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<CommitId> {
        let (repository, _) = portfolio_files::place(self)?;
        let base = || repository.merge_base(repository.resolve(one)?, repository.resolve(other)?);
        Ok(base().map_err(Failure::from)?)
    }

    /// Fails where git could not give what was read of a commit.
    pub fn demand_sound_history(&self) -> Result<()> {
        match self.commits.borrow().iter().find_map(|commit| commit.failure()) {
            Some(error) => Err(Failure::from(error).into()),
            None => Ok(()),
        }
    }

    /// Finds and reads the portfolio.
    pub fn open(&self, inspect: &dyn Inspect) -> Result<Opened> {
        self.read(self.files()?, inspect)
    }

    /// Finds the portfolio at a revision that may have none.
    pub fn files_at_or_nothing(&self, revision: &str) -> Result<Files> {
        Ok(self.remember(Files::at_or_nothing(self, revision)?))
    }

    /// Talks in the portfolio's language where no other is asked for.
    pub fn speak(&self, portfolio: &Portfolio) {
        self.portfolio_language.set(Some(portfolio.language()));
    }

    fn read(&self, source: Files, inspect: &dyn Inspect) -> Result<Opened> {
        let loaded = self.sound(&source, load(&source, inspect))?;
        self.introduce(&source, &loaded);
        Ok(Opened { source, loaded })
    }

    /// Talks in the language of a portfolio from now on, and says where it is if more is to be said.
    pub fn introduce(&self, source: &Files, loaded: &Loaded) {
        self.speak(&loaded.portfolio);
        if self.global.verbose {
            self.say("note.portfolio", &[("path", self.shown(source.root(), ""))]);
        }
    }

    /// Fails where a portfolio that was found could not be read.
    pub fn sound(&self, source: &Files, loaded: Result<Loaded, LoadError>) -> Result<Loaded> {
        source.demand_sound()?;
        Ok(loaded.map_err(|error| match error {
            LoadError::NoSettings => Failure::new("no-portfolio").with("folder", self.shown(source.root(), "")),
            LoadError::Folder(why) => {
                Failure::new("unreadable").with("path", self.shown(source.root(), "")).with("detail", why.to_string())
            }
        })?)
    }

    /// Reads the language of the portfolio and nothing else of it.
    pub fn read_language(&self, root: &Path) -> Language {
        let language = settings(&Folder::new(root)).language.map_or(Language::BOKMAAL, |language| language.value);
        self.portfolio_language.set(Some(language));
        language
    }

    /// Returns a path of the portfolio as seen from the current folder, with forward slashes.
    pub fn shown(&self, root: &Path, path: &str) -> String {
        let way = way(&self.folder, root);
        match (way.as_str(), path) {
            ("", "") => ".".into(),
            ("", path) => path.into(),
            (way, "") => way.into(),
            (way, path) => format!("{way}/{path}"),
        }
    }
}

/// Returns the language that the user's settings or the system ask for.
pub fn wanted() -> Option<Language> {
    let asked = env::var("STIMULAB_LANG").ok().and_then(|code| Language::from_locale(&code));
    // Only some systems look at it themselves.
    let system = || env::var("LC_ALL").ok().filter(|locale| !locale.is_empty()).or_else(sys_locale::get_locale);
    asked.or_else(|| system().and_then(|locale| Language::from_locale(&locale)))
}

/// Returns a path without links and detours; what is not on the disk any more is taken as it is named.
pub fn plain(path: &Path) -> PathBuf {
    let mut there = path.ancestors();
    let found = there.find_map(|there| Some((there, there.canonicalize().ok()?)));
    match found.and_then(|(there, plain)| Some((plain, path.strip_prefix(there).ok()?))) {
        Some((plain, rest)) if rest.as_os_str().is_empty() => plain,
        Some((plain, rest)) => plain.join(rest),
        None => path.to_owned(),
    }
}

/// Returns the way from one folder to another, with forward slashes; the other's own path where there is none.
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (plain(from), plain(to));
    let slashed = |path: &Path| path.display().to_string().replace('\\', "/");
    let (mut ours, mut theirs) = (from.components().peekable(), to.components().peekable());
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    // Two drives of Windows have no way between them.
    if ours.clone().any(|part| matches!(part, Component::Prefix(_))) {
        return slashed(&to);
    }
    slashed(&ours.map(|_| Component::ParentDir).chain(theirs).collect::<PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_lead_up_and_down() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("a/b")).unwrap();
        std::fs::create_dir_all(at("c")).unwrap();
        assert_eq!(way(&at("a/b"), &at("c")), "../../c");
        assert_eq!(way(&at("a"), &at("a/b")), "b");
        assert_eq!(way(&at("a"), &at("a")), "");
    }
}
