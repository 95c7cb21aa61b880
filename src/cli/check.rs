//! `stimulab check`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    document::closest,
    finding::Finding,
    formats::Formats,
    model::Portfolio,
    output::{self, Summary},
    rules::{self, Rule, Selection},
    source::Folder,
    texts::Texts,
};

use super::{
    context::{Context, Opened, way},
    failure::Failure,
    terminal,
};

/// Check that the portfolio follows the rules
#[derive(Args)]
#[command(after_help = "Exit codes: 0 no errors, 1 errors were found, 2 the check could not run.")]
pub struct Check {
    /// Files, folders or project ids to report on [default: the whole portfolio]
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    /// Look for these rules only
    #[arg(long, value_name = "RULE", value_delimiter = ',', num_args = 1..)]
    only: Vec<String>,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Fail on these, too
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The source line with the place underlined, and the remedy
    Human,
    /// One line a finding: place, severity, rule, message
    Short,
    /// One JSON document
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings fail the check as errors do
    Warnings,
}

impl Check {
    /// Loads, checks, prints the findings, and says by the exit code whether any of them matters.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let only = self.only.iter().map(|name| rule(name)).collect::<Result<_>>()?;
        let selection = Selection { only, today: context.today() };
        let Opened { source, loaded } = context.open(&selection)?;
        let (portfolio, mut findings) = rules::check(loaded, &selection);
        let targets = self
            .targets
            .iter()
            .map(|target| resolve(target, context, &source, &portfolio))
            .collect::<Result<Vec<_>>>()?;
        let is_meant = |path: &str| targets.is_empty() || targets.iter().any(|target| is_in(path, target));
        findings.retain(|finding| is_meant(&finding.file));
        let projects = portfolio
            .projects
            .iter()
            .filter(|project| is_meant(&project.file()) || targets.iter().any(|target| is_in(target, &project.id)))
            .count();
        // Printing thousands of findings takes memory, and the portfolio is not needed any more.
        drop(portfolio);
        let summary = Summary::of(projects, &findings);
        self.print(context, &source, &findings, summary)?;
        let fails = summary.errors > 0 || (self.deny == Some(Deny::Warnings) && summary.warnings > 0);
        Ok(ExitCode::from(u8::from(fails)))
    }

    fn print(&self, context: &Context, source: &Folder, findings: &[Finding], summary: Summary) -> Result<()> {
        let texts = context.texts();
        let prefix = way(context.folder(), source.root());
        let placed = output::place(findings, source, |path| {
            if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") }
        });
        match self.format {
            Format::Json => context.print_raw(output::json(&placed, summary, &texts).as_bytes()),
            Format::Short => context.print_raw(output::short(&placed, &texts).as_bytes()),
            Format::Human => {
                let mut text = output::human(&placed, &texts, terminal::width_or_default());
                if !context.is_quiet() {
                    text += &last_lines(findings, summary, &texts);
                }
                context.print(&text)
            }
        }
    }
}

/// Says how many findings there were, and where to read about the first that matters most.
fn last_lines(findings: &[Finding], summary: Summary, texts: &Texts) -> String {
    let counts =
        [("check.errors", summary.errors), ("check.warnings", summary.warnings), ("check.hints", summary.hints)];
    let counts: Vec<String> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| texts.count(key, count)).collect();
    let projects = summary.projects.to_string();
    if counts.is_empty() {
        return texts.count("check.clean", summary.projects) + "\n";
    }
    let found = Formats::of(texts.language()).and(&counts);
    let mut out =
        texts.fill(&texts.plural("check.found", summary.projects), &[("count", projects), ("findings", found)]) + "\n";
    let first = findings.iter().rev().max_by_key(|finding| finding.severity);
    if let Some(first) = first {
        out += &(texts.fill("check.explain", &[("rule", first.rule)]) + "\n");
    }
    out
}

fn rule(name: &str) -> Result<&'static str> {
    let names = || rules::ALL.iter().map(|rule| rule.name);
    let unknown = || Failure::new("no-rule").with("rule", name).suggesting(closest(name, names()));
    Ok(Rule::find(name).ok_or_else(unknown)?.name)
}

/// Returns the path in the portfolio of a project id, a file or a folder; the empty path is the whole portfolio.
fn resolve(target: &str, context: &Context, source: &Folder, portfolio: &Portfolio) -> Result<String> {
    let word = target.replace('\\', "/");
    let word = word.trim_start_matches("./").trim_end_matches('/');
    if let Some(project) = portfolio.project(word) {
        return Ok(project.id.to_string());
    }
    // A path is meant from the current folder or, as ids are, from the portfolio.
    let found = [context.folder().join(target), source.root().join(target)].into_iter().find(|path| path.exists());
    let inside =
        found.map(|path| way(source.root(), &path)).filter(|path| !path.starts_with("..") && !path.starts_with('/'));
    let suggestion = closest(word, portfolio.projects.iter().map(|project| &*project.id));
    Ok(inside.ok_or_else(|| Failure::new("no-target").with("target", target).suggesting(suggestion))?)
}

fn is_in(path: &str, target: &str) -> bool {
    target.is_empty() || path.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
