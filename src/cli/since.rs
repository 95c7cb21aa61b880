//! `stimulab check --since`: what another revision had already is left out.

use std::collections::HashMap;

use anyhow::Result;
use stimulab::{
    finding::Finding,
    history::{self, Side},
    load::Loaded,
    model::Portfolio,
    rules::{self, Selection},
    source::Source,
};

use super::{context::Context, files::Files};

/// Holds the revision that is compared with, and what is wrong with it.
pub struct Since {
    source: Files,
    portfolio: Portfolio,
    findings: Vec<Finding>,
}

impl Since {
    /// Reads and checks a revision; `REV...` is where the current branch left it.
    pub fn open(context: &Context, revision: &str, selection: &Selection) -> Result<Self> {
        let parted = revision.strip_suffix("...").map(|other| if other.is_empty() { "HEAD" } else { other });
        let parted = parted.map(|other| context.merge_base(other, context.at().unwrap_or("HEAD"))).transpose()?;
        let revision = parted.map_or_else(|| revision.to_owned(), |commit| commit.to_string());
        let opened = context.open_at_or_nothing(&revision, selection)?;
        let (portfolio, findings) = rules::check(opened.loaded, selection);
        Ok(Self { source: opened.source, portfolio, findings })
    }

    /// Checks a portfolio, and returns what is new in it.
    pub fn check(&self, loaded: Loaded, source: &dyn Source, selection: &Selection) -> (Portfolio, Vec<Finding>) {
        let before = Side { portfolio: &self.portfolio, source: &self.source };
        let (portfolio, mut findings) = rules::check_since(loaded, source, selection, before);
        let renamed: HashMap<String, String> = history::renamed(before, Side { portfolio: &portfolio, source });
        let old = (self.findings.as_slice(), &self.source as _);
        let (is_new, _) = history::fresh(old, (&findings, source), |id| renamed.get(id).cloned());
        let mut is_new = is_new.into_iter();
        findings.retain(|_| is_new.next().unwrap_or(true));
        (portfolio, findings)
    }
}

/// Checks a portfolio: all of it, or what is new since a revision.
pub fn check(
    since: Option<&Since>,
    loaded: Loaded,
    source: &dyn Source,
    selection: &Selection,
) -> (Portfolio, Vec<Finding>) {
    match since {
        Some(since) => since.check(loaded, source, selection),
        None => rules::check(loaded, selection),
    }
}
