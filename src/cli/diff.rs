//! `stimulab diff`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    check::{Selection, check},
    finding::Finding,
    history::{self, Side},
    key,
    number_format::Formats,
    output::{DiffReport, Form},
    texts::Texts,
};

use super::{check_since::read_both, context::Context, portfolio_files::PortfolioFiles};

/// Holds the arguments of `stimulab diff`.
#[derive(Args)]
pub struct DiffCommand {
    #[arg(value_name = "REV", default_value = "HEAD")]
    from: String,
    #[arg(value_name = "REV")]
    to: Option<String>,
    #[arg(long)]
    prose: bool,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: DiffFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Human,
    Md,
    Json,
}

impl DiffCommand {
    /// Loads and checks both revisions, compares them, and prints the changes.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let revisions = self.revisions(context)?;
        let (old_source, new_source) = sources(context, &revisions)?;
        let with_stamps = new_source.stamped(context)?;
        let selection = Selection { today: context.today(), ..Selection::default() };
        let (old, new) = read_both(context, &old_source, (&new_source, &*with_stamps), &selection)?;
        let (old, old_findings) = check(old, &selection);
        let (new, new_findings) = check(new, &selection);
        let before = Side { portfolio: &old, source: &old_source };
        let after = Side { portfolio: &new, source: &*with_stamps };
        let changes = history::compare(before, after);
        context.fail_on_git_error()?;
        let renamed = history::renamed_ids(before, after);
        let (is_new, is_gone) =
            history::new_and_gone((&old_findings, &old_source), (&new_findings, &*with_stamps), |id| {
                renamed.get(id).cloned()
            });
        let (appeared, gone) = (marked(new_findings, &is_new), marked(old_findings, &is_gone));
        let texts = Texts::of(context.output_language(self.format == DiffFormat::Human, &new));
        let now = texts.get(key!("changes.now")).to_owned();
        let command = self.command(context);
        let report = DiffReport {
            before,
            after,
            revisions: (&revisions.name, revisions.to.as_deref().or(context.at()).unwrap_or(&now)),
            changes: &changes,
            findings: (&appeared, &gone),
            prose: self.prose,
            comment_of: (self.format == DiffFormat::Md).then_some(&*command),
            texts: &texts,
            formats: &Formats::of(texts.language()),
        };
        self.print(context, &report, (old_source.commit(), new_source.commit()))?;
        Ok(ExitCode::SUCCESS)
    }

    fn print(
        &self,
        context: &Context,
        report: &DiffReport<'_>,
        commits: (Option<String>, Option<String>),
    ) -> Result<()> {
        match self.format {
            DiffFormat::Human => context.print_for_reading(&report.markdown()),
            DiffFormat::Md => context.print_as(Form::Markdown, &report.markdown()),
            DiffFormat::Json => context.print_as(Form::Json, &report.json(commits)),
        }
    }

    /// Returns the command that shows the changes in full.
    fn command(&self, context: &Context) -> String {
        let at = context.at().map(|at| format!("--at {at}"));
        let prose = self.prose.then(|| "--prose".to_owned());
        let words = ["stimulab".to_owned()].into_iter().chain(at).chain(["diff".to_owned(), self.from.clone()]);
        words.chain(self.to.clone()).chain(prose).collect::<Vec<_>>().join(" ")
    }

    /// Returns the revisions to compare.
    fn revisions(&self, context: &Context) -> Result<Revisions> {
        let or_head = |revision: &str| if revision.is_empty() { "HEAD" } else { revision }.to_owned();
        if let (Some((from, to)), None) = (self.from.split_once("..."), &self.to) {
            let (from, to) = (or_head(from), or_head(to));
            let base = context.merge_base(&from, &to)?;
            return Ok(Revisions { from: base.to_string(), name: format!("{from} ({})", base.short()), to: Some(to) });
        }
        let (from, to) = match (self.from.split_once(".."), &self.to) {
            (Some((from, to)), None) => (or_head(from), Some(or_head(to))),
            _ => (self.from.clone(), self.to.clone()),
        };
        Ok(Revisions { name: from.clone(), from, to })
    }
}

/// Holds the revisions to compare.
struct Revisions {
    from: String,
    /// The name of the first for the reader.
    name: String,
    /// None for the files on the disk.
    to: Option<String>,
}

/// Returns the files of both revisions; at least one of them must have a portfolio.
fn sources(context: &Context, revisions: &Revisions) -> Result<(PortfolioFiles, PortfolioFiles)> {
    let old = context.files_at_or_nothing(&revisions.from)?;
    let new = match &revisions.to {
        Some(to) if matches!(old, PortfolioFiles::Nothing(_)) => context.files_at(to)?,
        Some(to) => context.files_at_or_nothing(to)?,
        None => context.files()?,
    };
    Ok((old, new))
}

/// Returns the findings that are marked.
fn marked(findings: Vec<Finding>, marks: &[bool]) -> Vec<Finding> {
    findings.into_iter().zip(marks).filter(|(_, is_marked)| **is_marked).map(|(finding, _)| finding).collect()
}
