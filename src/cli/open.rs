//! Opens the portfolio: in the work tree, or at a revision.

use std::sync::Arc;

use anyhow::Result;
use stimulab::{
    edit, key,
    load::{Inspect, LoadError, Loaded, load},
    model::Portfolio,
    number_format::Formats,
    plural,
    source::{Counted, Folder, git::CommitId},
};

use super::{
    cause::Cause,
    context::Context,
    failure::Failure,
    portfolio_files::{self, PortfolioFiles},
    terminal_progress::Work,
};

/// Holds a loaded portfolio and its source.
pub struct Opened {
    /// The source of its files.
    pub source: PortfolioFiles,
    /// The portfolio and its faults.
    pub loaded: Loaded,
}

impl Context {
    /// Finds the portfolio: in the work tree, or at the revision of `--at`.
    pub fn files(&self) -> Result<PortfolioFiles> {
        let Some(revision) = self.at() else {
            let folder = Folder::new(self.root()?);
            // Deletes temporary files of runs that were killed.
            edit::clear(folder.confined(), "");
            return Ok(PortfolioFiles::Folder(folder));
        };
        self.files_at(revision)
    }

    /// Finds the portfolio at a revision.
    pub fn files_at(&self, revision: &str) -> Result<PortfolioFiles> {
        Ok(self.remember(PortfolioFiles::at(self, revision)?))
    }

    fn remember(&self, files: PortfolioFiles) -> PortfolioFiles {
        if let PortfolioFiles::Commit(commit, _) = &files {
            self.commits.borrow_mut().push(Arc::clone(commit));
        }
        files
    }

    /// Returns the last common commit of two revisions.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<CommitId> {
        let (repository, _) = portfolio_files::repository(self)?;
        let base = || repository.merge_base(repository.resolve(one)?, repository.resolve(other)?);
        Ok(base().map_err(Failure::from)?)
    }

    /// Fails if git could not read a part of a commit.
    pub fn fail_on_git_error(&self) -> Result<()> {
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
    pub fn files_at_or_nothing(&self, revision: &str) -> Result<PortfolioFiles> {
        Ok(self.remember(PortfolioFiles::at_or_nothing(self, revision)?))
    }

    fn read(&self, source: PortfolioFiles, inspect: &dyn Inspect) -> Result<Opened> {
        let progress = self.progress(Work::Reading);
        let loaded = load(&Counted::new(&source, &progress), inspect);
        drop(progress);
        let loaded = self.loaded_or_failure(&source, loaded)?;
        self.note_portfolio(&source, &loaded);
        Ok(Opened { source, loaded })
    }

    /// Uses the language of a portfolio from now on, and prints with `--verbose` where it is and what was read.
    pub fn note_portfolio(&self, source: &PortfolioFiles, loaded: &Loaded) {
        self.use_language_of(&loaded.portfolio);
        if self.is_verbose() {
            self.say(key!("note.portfolio"), &[("path", self.display_path(source.root(), ""))]);
            self.say(key!("note.read"), &[("projects", self.counts(&loaded.portfolio))]);
            let today = self.today().map(|today| Formats::of(self.texts().language()).date(today));
            self.say(key!("note.today"), &[("date", today.unwrap_or_default())]);
        }
    }

    /// Returns how many projects and rounds there are, in words.
    pub fn counts(&self, portfolio: &Portfolio) -> String {
        let (texts, count) = (self.texts(), portfolio.projects.len());
        let rounds = texts.count(plural!("here.rounds"), portfolio.rounds.len());
        texts.fill_plural(plural!("here.projects"), count, &[("count", count.to_string()), ("rounds", rounds)])
    }

    /// Returns a loaded portfolio, or the error for the user.
    pub fn loaded_or_failure(&self, source: &PortfolioFiles, loaded: Result<Loaded, LoadError>) -> Result<Loaded> {
        source.fail_on_git_error()?;
        Ok(loaded.map_err(|error| match error {
            LoadError::NoSettings => {
                Failure::new(key!("failure.no-portfolio")).with("folder", self.display_path(source.root(), ""))
            }
            LoadError::Folder(why) => Failure::new(key!("failure.unreadable"))
                .with("path", self.display_path(source.root(), ""))
                .because(Cause::of_unreadable(&why)),
        })?)
    }
}
