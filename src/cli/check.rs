//! `stimulab check`.

use std::{cmp::Reverse, collections::BTreeMap, fs::OpenOptions, io::Write, path::Path, process::ExitCode};

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    check::Selection,
    finding::{Finding, Severity},
    model::Portfolio,
    number_format::Formats,
    output::{self, Form, Summary, Titles, table},
    query::Subject,
    rules,
    similar_name::closest,
    source::Source,
    texts::Texts,
    wording::control_characters::visible,
};

use super::{
    check_fix, check_history,
    check_since::{self, Checked},
    context::Context,
    failure::Failure,
    portfolio_files::PortfolioFiles,
    relative_path::relative_path,
    terminal,
};

/// How many findings are shown at a time.
const PART: usize = 1_000;

/// Check the portfolio against the rules
#[derive(Args)]
#[command(after_help = "Exit codes: 0 no errors, 1 errors were found, 2 the check could not run.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CheckCommand {
    /// Files, folders or project ids to report on [default: the whole portfolio]
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    /// Check only these rules, by name or code, separated by commas
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Check all rules except these
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    skip: Vec<String>,
    /// Show only findings that are new since this revision, and compare the two revisions; REV... means the last common
    /// commit with REV
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    /// Search every version of every file in the git history, and the messages of commits and tags, for national identity
    /// numbers
    #[arg(long, conflicts_with_all = ["targets", "only", "skip", "since", "fix", "diff"])]
    history: bool,
    /// Count the findings of each rule instead of showing them
    #[arg(long)]
    stats: bool,
    /// The format of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: CheckFormat,
    /// Fix the findings that can be fixed with certainty, and print what was fixed
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Show what --fix would change, without changing it; exit code 1 if there are changes
    #[arg(long, conflicts_with_all = ["format", "stats"])]
    diff: bool,
    /// Fail on these as well
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, ValueEnum)]
enum CheckFormat {
    /// The source line with the place underlined, and what to do
    Human,
    /// One line for each finding: place, severity, rule, message
    Short,
    /// One JSON document
    Json,
    /// Annotations on a pull request, and a summary in the file `$GITHUB_STEP_SUMMARY`
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A `JUnit` report, for build servers
    Junit,
    /// A GitLab code-quality report
    Gitlab,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings, as well as errors
    Warnings,
}

impl CheckCommand {
    /// Loads, checks, prints the findings, and says by the exit code whether any of them matters.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        if self.stats && !matches!(self.format, CheckFormat::Human | CheckFormat::Json) {
            return Err(Failure::new("stats-format").into());
        }
        if self.history {
            let (findings, past) = check_history::search(context)?;
            let summary = Summary::of(0, &findings);
            self.print(context, &past, "", &findings, &Titles::new(), summary)?;
            return Ok(ExitCode::from(u8::from(summary.errors > 0)));
        }
        let only = self.only.iter().map(|name| rule(name)).collect::<Result<_>>()?;
        let skip = self.skip.iter().map(|name| rule(name)).collect::<Result<_>>()?;
        let selection = Selection { only, skip, today: context.today() };
        let Checked { since, source, mut portfolio, mut findings } =
            check_since::open(context, self.since.as_deref(), &selection)?;
        let since = since.as_ref();
        let targets = self
            .targets
            .iter()
            .map(|target| resolve(target, context, &source, &portfolio))
            .collect::<Result<Vec<_>>>()?;
        let is_meant = |path: &str| targets.is_empty() || targets.iter().any(|target| is_in(path, target));
        let mut is_mended = true;
        if self.fix {
            let PortfolioFiles::Folder(folder) = &source else { return Err(Failure::new("at-writes").into()) };
            is_mended = check_fix::fix(context, folder, &selection, since, &is_meant);
            let mut opened = context.open(&selection)?;
            check_since::note_stale(&mut opened.loaded, &opened.source, &selection);
            (portfolio, findings) = check_since::findings(since, opened.loaded, &opened.source, &selection);
        }
        // What is told of another file may be about one of these all the same.
        let is_about = |finding: &Finding| finding.related.as_ref().is_some_and(|related| is_meant(&related.file));
        findings.retain(|finding| is_meant(&finding.file) || is_about(finding));
        let projects = portfolio
            .projects
            .iter()
            .filter(|project| is_meant(&project.file()) || targets.iter().any(|target| is_in(target, &project.id)))
            .count();
        let fails =
            |summary: Summary| summary.errors > 0 || (self.deny == Some(Deny::Warnings) && summary.warnings > 0);
        if self.diff {
            let differs = check_fix::print_differences(context, &source, &selection, since, &is_meant)?;
            return Ok(ExitCode::from(u8::from(differs)));
        }
        let titles = if self.names_projects() { titles(&portfolio, &findings) } else { Titles::new() };
        // Printing thousands of findings takes memory, and the portfolio is not needed any more.
        drop(portfolio);
        let summary = Summary::of(projects, &findings);
        let prefix = relative_path(context.folder(), source.root());
        self.print(context, &source, &prefix, &findings, &titles, summary)?;
        Ok(if is_mended { ExitCode::from(u8::from(fails(summary))) } else { ExitCode::from(2) })
    }

    /// Returns whether the titles of projects are printed.
    fn names_projects(&self) -> bool {
        !self.stats && !matches!(self.format, CheckFormat::Short)
    }

    /// Prints how often each rule was broken.
    fn print_statistics(&self, context: &Context, findings: &[Finding], summary: Summary) -> Result<()> {
        let texts = context.texts();
        if let CheckFormat::Json = self.format {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for finding in findings {
                *counts.entry(finding.rule).or_default() += 1;
            }
            let document = serde_json::json!({"version": 1, "rules": counts, "summary": summary});
            return context.print_findings(Form::Json, &(serde_json::to_string_pretty(&document)? + "\n"));
        }
        let mut text = statistics(findings, &texts);
        if !context.is_quiet() {
            text += &(summary.sentence(&texts, &Formats::of(texts.language())) + "\n");
        }
        context.print(&text)
    }

    fn print(
        &self,
        context: &Context,
        source: &dyn Source,
        prefix: &str,
        findings: &[Finding],
        titles: &Titles,
        summary: Summary,
    ) -> Result<()> {
        let texts = context.texts();
        if self.stats {
            return self.print_statistics(context, findings, summary);
        }
        let shown = |path: &str| if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") };
        let place = |findings| output::place(findings, source, titles, shown);
        match self.format {
            CheckFormat::Json => context.print_findings(Form::Json, &output::json(&place(findings), summary, &texts)),
            CheckFormat::Github => {
                let placed = place(findings);
                append_summary(&visible(&output::github_summary(&placed, summary, &texts)))?;
                context.print_findings(Form::Commands, &output::github(&placed, &texts))
            }
            CheckFormat::Sarif => context.print_findings(Form::Json, &output::sarif(&place(findings), &texts)),
            CheckFormat::Junit => context.print_findings(Form::Text, &output::junit(&place(findings), &texts)),
            CheckFormat::Gitlab => context.print_findings(Form::Json, &output::gitlab(&place(findings), &texts)),
            // What is read line by line is written in parts, so that tens of thousands of findings are never all held as text.
            CheckFormat::Short => findings
                .chunks(PART)
                .try_for_each(|part| context.print_findings(Form::Text, &output::short(part, source, shown, &texts))),
            CheckFormat::Human => {
                let width = terminal::width_or_default();
                let (shortened, more) = output::shortened(findings, shown, &texts);
                shortened
                    .chunks(PART)
                    .try_for_each(|part| context.print(&output::human(&place(part), &texts, width)))?;
                context.print(&more)?;
                if context.is_quiet() {
                    return Ok(());
                }
                context.print(&if self.history {
                    check_history::last_line(findings.len(), &texts)
                } else {
                    last_lines(findings, summary, &texts)
                })
            }
        }
    }
}

/// Returns the titles of the projects that something was found in.
fn titles(portfolio: &Portfolio, findings: &[Finding]) -> Titles {
    let title = |id: &str| {
        let title = portfolio.project(id)?.title.as_ref()?;
        Some((id.to_owned(), title.in_language(portfolio.language()).text.to_owned()))
    };
    let of_projects = findings.chunk_by(|a, b| a.project() == b.project());
    of_projects.filter_map(|findings| title(findings.first()?.project()?)).collect()
}

/// Says how many findings there were, and where to read about the first that matters most.
fn last_lines(findings: &[Finding], summary: Summary, texts: &Texts) -> String {
    let mut out = summary.sentence(texts, &Formats::of(texts.language())) + "\n";
    let fixable = findings.iter().filter(|finding| finding.fix.is_some()).count();
    if fixable > 0 {
        out += &(texts.count("check.fixable", fixable) + "\n");
    }
    let first = findings.iter().rev().max_by_key(|finding| finding.severity);
    if let Some(first) = first {
        out += &(texts.fill("check.explain", &[("rule", first.rule)]) + "\n");
    }
    out
}

/// Counts the findings of each rule, the most frequent first.
fn statistics(findings: &[Finding], texts: &Texts) -> String {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule, finding.severity)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((rule, severity), count)| (Reverse(*count), Reverse(*severity), *rule));
    let header = ["count", "rule", "severity", "about"].map(|column| texts.get(&format!("column.{column}")).to_owned());
    let row = |((rule, severity), count): &((&str, Severity), usize)| {
        let about = texts.get(&format!("rule.{rule}.about")).to_owned();
        vec![count.to_string(), (*rule).to_owned(), severity.word().to_owned(), about]
    };
    if counts.is_empty() {
        return String::new();
    }
    table::table(&header, &counts.iter().map(row).collect::<Vec<_>>(), terminal::width())
}

/// Appends the summary of a run to the page that GitHub shows for it, where GitHub asks for one.
fn append_summary(text: &str) -> Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let failed = |error: std::io::Error| {
        let path = Path::new(&path).display().to_string().replace('\\', "/");
        Failure::new("unwritable").with("path", path).with("detail", error.to_string())
    };
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    Ok(file.write_all(text.as_bytes()).map_err(failed)?)
}

fn rule(name: &str) -> Result<&'static str> {
    let names = || rules::ALL.iter().map(|rule| rule.name);
    let name = name.trim();
    let unknown = || Failure::new("no-rule").with("rule", name).suggesting(closest(name, names()));
    Ok(rules::find(name).ok_or_else(unknown)?.name)
}

/// Returns the path in the portfolio of a project id, a file or a folder; the empty path is the whole portfolio.
fn resolve(target: &str, context: &Context, source: &PortfolioFiles, portfolio: &Portfolio) -> Result<String> {
    let word = target.replace('\\', "/");
    let word = word.trim_start_matches("./").trim_end_matches('/');
    if let Some(project) = portfolio.project(word) {
        return Ok(project.id.to_string());
    }
    // A path is meant from the current folder or, as ids are, from the portfolio.
    let places = [context.folder().join(target), source.root().join(target)];
    let inside = places.iter().find_map(|path| {
        // A link is asked about for itself, and not for what it leads to.
        let about = path.symlink_metadata().ok();
        let inside = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if about.as_ref().is_some_and(|about| about.file_type().is_symlink()) => {
                format!("{}/{}", relative_path(source.root(), folder), name.to_string_lossy())
                    .trim_start_matches('/')
                    .to_owned()
            }
            _ => relative_path(source.root(), path),
        };
        let is_there = match source {
            PortfolioFiles::Folder(_) => about.is_some(),
            PortfolioFiles::Commit(..) | PortfolioFiles::Nothing(_) => source.has(&inside),
        };
        // A folder that the portfolio lies in holds all of it.
        let is_above = is_there && inside.split('/').all(|part| part == "..");
        let is_inside = is_there && !inside.starts_with("..") && !inside.starts_with('/');
        if is_above { Some(String::new()) } else { is_inside.then_some(inside) }
    });
    // What `show` takes for a project is one here, too.
    if let (None, Ok(Subject::Project(project))) = (&inside, Subject::find(portfolio, target)) {
        return Ok(project.id.to_string());
    }
    let suggestion = closest(word, portfolio.projects.iter().map(|project| &*project.id));
    Ok(inside.ok_or_else(|| Failure::new("no-target").with("target", target).suggesting(suggestion))?)
}

fn is_in(path: &str, target: &str) -> bool {
    target.is_empty() || path.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
