//! `stimulab check --since`: leaves out findings that an earlier revision already had.

use std::collections::HashMap;

use anyhow::Result;
use stimulab::{
    check::{Selection, check, check_since},
    finding::Finding,
    history::{self, Side},
    load::{self, Inspect, Loaded, UnchangedProjects, load_sharing},
    model::{Level, Portfolio},
    report::{self, Format},
    source::{Counted, Source},
};

use super::{context::Context, figure_files, open::Opened, portfolio_files::PortfolioFiles, terminal_progress::Work};

/// Holds the earlier revision and its findings.
pub struct Since {
    source: PortfolioFiles,
    portfolio: Portfolio,
    findings: Vec<Finding>,
}

/// Holds a checked portfolio.
pub struct Checked {
    /// The earlier revision, if there is one.
    pub since: Option<Since>,
    /// Its files.
    pub source: PortfolioFiles,
    /// The portfolio.
    pub portfolio: Portfolio,
    /// The findings: all, or the new ones.
    pub findings: Vec<Finding>,
}

/// Loads and checks the portfolio; with a revision, keeps the new findings. `REV...` is the last common commit with `REV`.
pub fn open(context: &Context, revision: Option<&str>, selection: &Selection) -> Result<Checked> {
    let Some(revision) = revision else {
        let Opened { source, mut loaded } = context.open(selection)?;
        let _progress = context.progress(Work::Checking);
        note_stale(&mut loaded, &source, selection);
        let (portfolio, findings) = check(loaded, selection);
        return Ok(Checked { since: None, source, portfolio, findings });
    };
    let parted = revision.strip_suffix("...").map(|other| if other.is_empty() { "HEAD" } else { other });
    let parted = parted.map(|other| context.merge_base(other, context.at().unwrap_or("HEAD"))).transpose()?;
    let revision = parted.map_or_else(|| revision.to_owned(), |commit| commit.to_string());
    let before = context.files_at_or_nothing(&revision)?;
    let source = context.files()?;
    let with_stamps = source.stamped(context)?;
    let (mut old, mut new) = read_both(context, &before, (&source, &*with_stamps), selection)?;
    let _progress = context.progress(Work::Checking);
    note_stale(&mut old, &before, selection);
    note_stale(&mut new, &source, selection);
    let (portfolio, findings) = check(old, selection);
    let since = Since { source: before, portfolio, findings };
    let (portfolio, findings) = since.check(new, &*with_stamps, selection);
    drop(with_stamps);
    Ok(Checked { since: Some(since), source, portfolio, findings })
}

/// Notes which reports are older than the data or unfinished, if a selected rule needs it.
pub fn note_stale(loaded: &mut Loaded, source: &dyn Source, selection: &Selection) {
    let levels = &loaded.portfolio.settings.rules;
    let is_asked = ["stale-report", "unfinished-report"].iter().any(|rule| {
        let is_selected = selection.only.is_empty() || selection.only.contains(rule);
        is_selected && !selection.skip.contains(rule) && levels.get(rule) != Some(&Level::Off)
    });
    if is_asked {
        let figures = |file: &str| figure_files::folder_address(Format::Markdown, file);
        report::note_stale(&mut loaded.portfolio, source, &figures);
    }
}

/// Loads two revisions of the portfolio, and projects that are the same in both only once.
///
/// The stamps of the later source show which projects are the same.
pub fn read_both(
    context: &Context,
    before: &PortfolioFiles,
    after: (&PortfolioFiles, &dyn Source),
    inspect: &dyn Inspect,
) -> Result<(Loaded, Loaded)> {
    let shared = UnchangedProjects::default();
    let read = |files: &PortfolioFiles, source: &dyn Source| match files {
        PortfolioFiles::Nothing(_) => Ok(load::nothing()),
        _ => {
            let progress = context.progress(Work::Reading);
            let loaded = load_sharing(&Counted::new(source, &progress), inspect, &shared);
            drop(progress);
            context.loaded_or_failure(files, loaded)
        }
    };
    let new = read(after.0, after.1)?;
    let old = read(before, before)?;
    context.note_portfolio(after.0, &new);
    Ok((old, new))
}

impl Since {
    /// Checks a portfolio, and returns the new findings.
    pub fn check(&self, loaded: Loaded, source: &dyn Source, selection: &Selection) -> (Portfolio, Vec<Finding>) {
        let before = Side { portfolio: &self.portfolio, source: &self.source };
        let (portfolio, mut findings) = check_since(loaded, source, selection, before);
        let renamed: HashMap<String, String> = history::renamed_ids(before, Side { portfolio: &portfolio, source });
        let old = (self.findings.as_slice(), &self.source as _);
        let (is_new, _) = history::new_and_gone(old, (&findings, source), |id| renamed.get(id).cloned());
        let mut is_new = is_new.into_iter();
        findings.retain(|finding| is_new.next().unwrap_or(true) || finding.is_of_change);
        (portfolio, findings)
    }
}

/// Checks a portfolio; with an earlier revision, returns only the new findings.
pub fn findings(
    since: Option<&Since>,
    loaded: Loaded,
    source: &dyn Source,
    selection: &Selection,
) -> (Portfolio, Vec<Finding>) {
    match since {
        Some(since) => since.check(loaded, source, selection),
        None => check(loaded, selection),
    }
}
