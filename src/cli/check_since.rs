//! `stimulab check --since`: what another revision had already is left out.

use std::collections::HashMap;

use anyhow::Result;
use stimulab::{
    check::{Selection, check, check_since},
    finding::Finding,
    history::{self, Side},
    load::{self, Inspect, Loaded, UnchangedProjects, load_sharing},
    model::{Level, Portfolio},
    report::{self, Format},
    source::Source,
};

use super::{context::Context, figure_files, open::Opened, portfolio_files::Files};

/// Holds the revision that is compared with, and what is wrong with it.
pub struct Since {
    source: Files,
    portfolio: Portfolio,
    findings: Vec<Finding>,
}

/// Holds a portfolio that was checked.
pub struct Checked {
    /// The revision it was compared with.
    pub since: Option<Since>,
    /// Its files.
    pub source: Files,
    /// The portfolio.
    pub portfolio: Portfolio,
    /// What was found: all of it, or what is new.
    pub findings: Vec<Finding>,
}

/// Reads and checks the portfolio: all of it, or what is new since a revision; `REV...` is where the current branch left it.
pub fn open(context: &Context, revision: Option<&str>, selection: &Selection) -> Result<Checked> {
    let Some(revision) = revision else {
        let Opened { source, mut loaded } = context.open(selection)?;
        note_stale(&mut loaded, &source, selection);
        let (portfolio, findings) = check(loaded, selection);
        return Ok(Checked { since: None, source, portfolio, findings });
    };
    let parted = revision.strip_suffix("...").map(|other| if other.is_empty() { "HEAD" } else { other });
    let parted = parted.map(|other| context.merge_base(other, context.at().unwrap_or("HEAD"))).transpose()?;
    let revision = parted.map_or_else(|| revision.to_owned(), |commit| commit.to_string());
    let before = context.files_at_or_nothing(&revision)?;
    let source = context.files()?;
    let with_stamps = source.stamped();
    let (mut old, mut new) = read_both(context, &before, (&source, &*with_stamps), selection)?;
    note_stale(&mut old, &before, selection);
    note_stale(&mut new, &source, selection);
    let (portfolio, findings) = check(old, selection);
    let since = Since { source: before, portfolio, findings };
    let (portfolio, findings) = since.check(new, &*with_stamps, selection);
    drop(with_stamps);
    Ok(Checked { since: Some(since), source, portfolio, findings })
}

/// Looks at which reports the data have left behind, and what is left to write in them, where that is asked for.
pub fn note_stale(loaded: &mut Loaded, source: &dyn Source, selection: &Selection) {
    let levels = &loaded.portfolio.settings.rules;
    let is_asked = ["stale-report", "unfinished-report"].iter().any(|rule| {
        let is_selected = selection.only.is_empty() || selection.only.contains(rule);
        is_selected && !selection.skip.contains(rule) && levels.get(rule) != Some(&Level::Off)
    });
    if is_asked {
        let figures = |file: &str| figure_files::address(Format::Markdown, file);
        report::note_stale(&mut loaded.portfolio, source, &figures);
    }
}

/// Reads two revisions of the portfolio, the one before and the one after, and what is the same in both only once: the
/// stamps of the one after tell what is.
pub fn read_both(
    context: &Context,
    before: &Files,
    after: (&Files, &dyn Source),
    inspect: &dyn Inspect,
) -> Result<(Loaded, Loaded)> {
    let shared = UnchangedProjects::default();
    let read = |files: &Files, source: &dyn Source| match files {
        Files::Nothing(_) => Ok(load::nothing()),
        _ => context.sound(files, load_sharing(source, inspect, &shared)),
    };
    let new = read(after.0, after.1)?;
    let old = read(before, before)?;
    context.introduce(after.0, &new);
    Ok((old, new))
}

impl Since {
    /// Checks a portfolio, and returns what is new in it.
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

/// Checks a portfolio: all of it, or what is new since a revision.
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
