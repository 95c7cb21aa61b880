//! `stimulab check`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    check::Selection,
    finding::{Finding, Severity},
    key,
    output::{Summary, Titles},
    rules,
    similar_name::closest,
    source::FileKind,
};

use super::{
    check_fix, check_history,
    check_output::{self, CheckFormat, FindingsOutput},
    check_since::{self, Checked},
    check_statistics,
    check_targets::Targets,
    context::Context,
    failure::Failure,
    portfolio_files::PortfolioFiles,
    relative_path::relative_path,
};

/// Holds the arguments of `stimulab check`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CheckCommand {
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    only: Vec<String>,
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    skip: Vec<String>,
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    #[arg(long, conflicts_with_all = ["targets", "only", "skip", "since", "fix", "diff"])]
    history: bool,
    #[arg(long)]
    stats: bool,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: CheckFormat,
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    #[arg(long, conflicts_with_all = ["format", "stats"])]
    diff: bool,
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true)]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

impl CheckCommand {
    /// Loads, checks, prints the findings, and returns an exit code that says whether there are errors.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        if self.stats && !matches!(self.format, CheckFormat::Human | CheckFormat::Json) {
            return Err(Failure::new(key!("failure.stats-format")).into());
        }
        if self.history {
            return self.search_history(context);
        }
        let selection = self.selection(context)?;
        let mut checked = check_since::open(context, self.since.as_deref(), &selection)?;
        let targets = Targets::find(&self.targets, context, &checked.source, &checked.portfolio)?;
        if self.diff {
            let differs = check_fix::print_differences(context, &checked, &selection, &targets)?;
            return Ok(ExitCode::from(u8::from(differs)));
        }
        let is_fixed = !self.fix || fix(context, &mut checked, &selection, &targets)?;
        checked.findings.retain(|finding| targets.include_finding(finding));
        leave_out_ignored(&mut checked)?;
        let summary = Summary::of(targets.count_projects(&checked.portfolio), &checked.findings);
        self.print_checked(context, checked, summary)?;
        Ok(if is_fixed { self.exit_code(summary) } else { ExitCode::from(2) })
    }

    /// Searches the git history for national identity numbers and prints the findings.
    fn search_history(&self, context: &Context) -> Result<ExitCode> {
        let (findings, source) = check_history::search(context)?;
        let summary = Summary::of(0, &findings);
        let last_lines = check_history::last_line(findings.len(), &context.texts());
        let output = FindingsOutput {
            context,
            source: &source,
            folder: "",
            root: None,
            titles: &Titles::new(),
            summary,
            last_lines,
        };
        self.print(&output, &findings)?;
        Ok(ExitCode::from(u8::from(summary.errors > 0)))
    }

    fn selection(&self, context: &Context) -> Result<Selection> {
        let names = |names: &[String]| names.iter().map(|name| rule_name(name)).collect::<Result<_>>();
        Ok(Selection { only: names(&self.only)?, skip: names(&self.skip)?, today: context.today() })
    }

    fn print_checked(&self, context: &Context, checked: Checked, summary: Summary) -> Result<()> {
        let Checked { source, portfolio, mut findings, .. } = checked;
        let shows_titles = !self.stats && !matches!(self.format, CheckFormat::Short);
        let titles = if shows_titles { check_output::titles(&portfolio, &findings) } else { Titles::new() };
        // Printing thousands of findings needs memory, and the portfolio is no longer needed.
        drop(portfolio);
        let folder = relative_path(context.folder(), source.root());
        if context.is_quiet() {
            findings.retain(|finding| self.fails(finding.severity));
        }
        let last_lines = check_output::last_lines(&findings, summary, &context.texts());
        let root = Some(source.root());
        let output =
            FindingsOutput { context, source: &source, folder: &folder, root, titles: &titles, summary, last_lines };
        self.print(&output, &findings)
    }

    fn print(&self, output: &FindingsOutput<'_>, findings: &[Finding]) -> Result<()> {
        if self.stats {
            let is_json = matches!(self.format, CheckFormat::Json);
            return check_statistics::print(output.context, is_json, findings, output.summary);
        }
        output.print(self.format, findings)
    }

    fn exit_code(&self, summary: Summary) -> ExitCode {
        let fails = summary.errors > 0 || (self.fails(Severity::Warning) && summary.warnings > 0);
        ExitCode::from(u8::from(fails))
    }

    /// Returns whether findings of a severity make the check fail.
    fn fails(&self, severity: Severity) -> bool {
        severity == Severity::Error || (severity == Severity::Warning && self.deny == Some(Deny::Warnings))
    }
}

/// Removes the findings in files that git ignores, if the finding is only that the file is there: nobody else gets it.
fn leave_out_ignored(checked: &mut Checked) -> Result<()> {
    let is_of_presence = |finding: &Finding| ["stray-file", "unportable-name"].contains(&finding.rule);
    // Without one, git need not be asked.
    if checked.findings.iter().any(is_of_presence)
        && let Some(left_out) = checked.source.left_out()?
    {
        let kind = |path: &str| checked.source.beneath().kind(path).ok().flatten().unwrap_or(FileKind::File);
        let is_left_out = |finding: &Finding| left_out.has(&finding.file, kind(&finding.file));
        checked.findings.retain(|finding| !is_of_presence(finding) || !is_left_out(finding));
    }
    Ok(())
}

/// Fixes the files, and checks the portfolio again; returns whether all files could be written.
fn fix(context: &Context, checked: &mut Checked, selection: &Selection, targets: &Targets) -> Result<bool> {
    let PortfolioFiles::Folder(folder) = &checked.source else {
        return Err(Failure::new(key!("failure.at-writes")).into());
    };
    let since = checked.since.as_ref();
    let is_fixed = check_fix::fix(context, folder, selection, since, targets);
    let mut opened = context.open(selection)?;
    check_since::note_stale(&mut opened.loaded, &opened.source, selection);
    (checked.portfolio, checked.findings) = check_since::findings(since, opened.loaded, &opened.source, selection);
    Ok(is_fixed)
}

fn rule_name(name: &str) -> Result<&'static str> {
    let names = || rules::ALL.iter().map(|rule| rule.name);
    let name = name.trim();
    let unknown = || Failure::new(key!("failure.no-rule")).with("rule", name).suggesting(closest(name, names()));
    Ok(rules::find(name).ok_or_else(unknown)?.name)
}
