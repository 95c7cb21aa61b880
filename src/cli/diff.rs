//! `stimulab diff`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    check::{Selection, check},
    finding::Finding,
    history::{self, Side},
    number_format::Formats,
    output::{DiffReport, Form},
    texts::Texts,
};

use super::{check_since::read_both, context::Context, portfolio_files::Files};

/// Tell what changed between two revisions, in the programme's own terms
#[derive(Args)]
#[command(
    after_help = "A revision is whatever git understands, or a date. One revision is compared with the files on the disk, \
    or with --at. A..B compares two; A...B begins where B left A."
)]
pub struct Diff {
    /// The revision to compare with
    #[arg(value_name = "REV", default_value = "HEAD")]
    from: String,
    /// The revision to compare [default: the files on the disk]
    #[arg(value_name = "REV")]
    to: Option<String>,
    /// Show prose word by word
    #[arg(long)]
    prose: bool,
    /// How to show the changes
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person in a terminal
    Human,
    /// Markdown for a pull request
    Md,
    /// One JSON document
    Json,
}

impl Diff {
    /// Loads both revisions, compares them and what the rules find in them, and prints the changes.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let Revisions { from, to, name } = self.revisions(context)?;
        let selection = Selection { today: context.today(), ..Selection::default() };
        let old_source = context.files_at_or_nothing(&from)?;
        let new_source = match &to {
            // One of them must be a portfolio.
            Some(to) if matches!(old_source, Files::Nothing(_)) => context.files_at(to)?,
            Some(to) => context.files_at_or_nothing(to)?,
            None => context.files()?,
        };
        let with_stamps = new_source.stamped();
        let (old, new) = read_both(context, &old_source, (&new_source, &*with_stamps), &selection)?;
        let (old, old_findings) = check(old, &selection);
        let (new, new_findings) = check(new, &selection);
        let before = Side { portfolio: &old, source: &old_source };
        let after = Side { portfolio: &new, source: &*with_stamps };
        let changes = history::compare(before, after);
        context.demand_sound_history()?;
        let renamed = history::renamed_ids(before, after);
        let (is_new, is_gone) =
            history::new_and_gone((&old_findings, &old_source), (&new_findings, &*with_stamps), |id| {
                renamed.get(id).cloned()
            });
        let (appeared, gone) = (kept(new_findings, &is_new), kept(old_findings, &is_gone));
        let texts = match self.format {
            Format::Human => context.texts(),
            _ => Texts::of(context.document_language(&new)),
        };
        let now = texts.get("changes.now").to_owned();
        let command = self.command(context);
        let told = DiffReport {
            before,
            after,
            revisions: (&name, to.as_deref().or(context.at()).unwrap_or(&now)),
            changes: &changes,
            findings: (&appeared, &gone),
            prose: self.prose,
            comment_of: (self.format == Format::Md).then_some(&*command),
            texts: &texts,
            formats: &Formats::of(texts.language()),
        };
        match self.format {
            Format::Human => {
                context.read_out(&told.markdown())?;
            }
            Format::Md => context.print_as(Form::Markdown, &told.markdown())?,
            Format::Json => {
                let json = told.json((old_source.commit(), new_source.commit()));
                context.print_as(Form::Json, &json)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Returns the command that shows a person the same in full.
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
    /// What the first is called.
    name: String,
    /// None for the files on the disk.
    to: Option<String>,
}

fn kept(findings: Vec<Finding>, is_kept: &[bool]) -> Vec<Finding> {
    findings.into_iter().zip(is_kept).filter(|(_, is_kept)| **is_kept).map(|(finding, _)| finding).collect()
}
