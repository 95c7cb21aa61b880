//! `stimulab` without a command: where you are, and what can be done next.

use std::process::ExitCode;

use anyhow::Result;
use stimulab::{
    check::Selection,
    key,
    model::{Portfolio, Project},
    number_format::Formats,
    output::Summary,
    texts::{Key, Texts},
};

use super::{
    check_since::{self, Checked},
    context::Context,
    created_files::quoted,
    error_report::report,
    terminal,
};

/// How many commands are proposed.
const MOST_PROPOSED: usize = 3;

/// Prints the portfolio, what it holds and what `check` finds in it, and the commands that make sense now.
///
/// Without a portfolio it prints how to start, and the exit code is that of a command that could not run.
pub fn print(context: &Context) -> Result<ExitCode> {
    if let (Err(error), None) = (context.root(), context.at()) {
        let code = report(&error, Some(context));
        if context.portfolio_argument().is_none() {
            terminal::say_styled(format!("\n{}", proposals(&beginnings(), &context.texts())).trim_end());
        }
        return Ok(code);
    }
    let selection = Selection { only: Vec::new(), skip: Vec::new(), today: context.today() };
    let Checked { source, portfolio, findings, .. } = check_since::open(context, None, &selection)?;
    let summary = Summary::of(portfolio.projects.len(), &findings);
    let texts = context.texts();
    // The whole path, since `.` says nothing to who asks where they are.
    let root = std::path::absolute(source.root()).unwrap_or_else(|_| source.root().to_owned());
    let path = root.display().to_string().replace('\\', "/");
    let next = Next { context, portfolio: &portfolio, has_findings: summary.errors + summary.warnings > 0 };
    let facts = facts(&portfolio, &path, &context.counts(&portfolio), &texts);
    let found = summary.sentence(&texts, &Formats::of(texts.language()));
    context.print(&format!("{facts}\n{found}\n\n{}", proposals(&next.commands(), &texts)))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the name and the place of the portfolio, and how much is in it.
fn facts(portfolio: &Portfolio, path: &str, held: &str, texts: &Texts) -> String {
    let language = portfolio.language();
    let programme = portfolio.settings.programme.as_ref().and_then(|programme| programme.name.as_ref());
    let name = programme.map_or("stimulab", |name| name.in_language(language).text);
    let newest = portfolio.rounds.last().map_or_else(String::new, |round| {
        format!("; {}", texts.fill(key!("here.newest"), &[("year", round.year.to_string())]))
    });
    format!("{}\n{held}{newest}", texts.fill(key!("here.portfolio"), &[("name", name), ("path", path)]))
}

/// A command, and what it is for.
type Proposal = (String, Key);

/// Returns the commands for a person without a portfolio.
fn beginnings() -> Vec<Proposal> {
    vec![
        ("init".into(), key!("here.init")),
        ("--portfolio ../portfolio".into(), key!("here.elsewhere")),
        ("--help".into(), key!("here.help")),
    ]
}

/// Returns the lines that propose commands.
fn proposals(commands: &[Proposal], texts: &Texts) -> String {
    let longest = commands.iter().map(|(command, _)| command.chars().count()).max().unwrap_or_default();
    let lines = commands.iter().map(|(command, why)| format!("  stimulab {command:<longest$}  {}\n", texts.get(*why)));
    format!("{}\n{}", texts.get(key!("here.next")), lines.collect::<String>())
}

/// Holds what the next commands depend on.
struct Next<'a> {
    context: &'a Context,
    portfolio: &'a Portfolio,
    has_findings: bool,
}

impl Next<'_> {
    /// Returns the commands that make sense now, the most urgent first, and the one that shows all.
    fn commands(&self) -> Vec<Proposal> {
        let is_past = self.context.at().is_some();
        let newest = self.portfolio.rounds.last().map(|round| round.year);
        let has_projects = !self.portfolio.projects.is_empty();
        let mut commands: Vec<Proposal> = Vec::new();
        commands.extend(self.has_findings.then(|| ("check".into(), key!("here.check"))));
        commands.extend((!has_projects && !is_past).then(|| ("new".into(), key!("here.new"))));
        commands.extend(self.under_way().map(|project| (format!("guide {}", project.id), key!("here.guide"))));
        commands.extend(newest.map(|year| (format!("show {year}"), key!("here.show"))));
        commands.extend(has_projects.then(|| ("list".into(), key!("here.list"))));
        commands.extend((has_projects && !is_past).then(|| ("new".into(), key!("here.new"))));
        commands.truncate(MOST_PROPOSED);
        let flags = self.flags();
        let mut commands: Vec<Proposal> =
            commands.into_iter().map(|(command, why)| (format!("{flags}{command}"), why)).collect();
        commands.push(("--help".into(), key!("here.help")));
        commands
    }

    /// Returns the newest project that is in a phase of its process model.
    fn under_way(&self) -> Option<&Project> {
        let is_under_way = |project: &&Project| {
            let process = self.portfolio.known_process_of(project);
            let phases = process.iter().flat_map(|process| &process.phases).filter_map(|phase| phase.id.as_ref());
            phases.into_iter().any(|id| project.phase.as_ref().is_some_and(|phase| phase.value == id.value))
        };
        self.portfolio.projects.iter().rev().find(is_under_way)
    }

    /// Returns the flags that say which portfolio is meant.
    fn flags(&self) -> String {
        let folder = self.context.portfolio_argument().map(|folder| folder.display().to_string().replace('\\', "/"));
        let folder = folder.map_or_else(String::new, |folder| format!("--portfolio {} ", quoted(&folder)));
        let at = self.context.at().map_or_else(String::new, |at| format!("--at {} ", quoted(at)));
        folder + &at
    }
}
