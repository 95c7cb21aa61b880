//! The command line: a file for each command, and the code they share.

use arguments::Global;
mod arguments;
mod cause;
mod check;
mod check_fix;
mod check_history;
mod check_output;
mod check_since;
mod check_statistics;
mod check_targets;
mod context;
mod created_files;
mod destination;
mod diff;
mod document_list;
mod document_target;
mod environment;
mod error_report;
mod examples;
mod explain;
mod failure;
mod figure_files;
mod final_report;
mod final_report_document;
mod final_report_draft;
mod final_report_status;
mod glimpse;
mod guide;
mod help;
#[cfg(test)]
mod help_is_complete;
mod help_page;
mod help_texts;
mod init;
mod left_out_links;
mod list;
mod log;
mod new;
mod new_parties;
mod new_questions;
mod open;
mod output_file;
mod overview;
mod personal_numbers;
mod portfolio_files;
mod printing;
mod relative_path;
mod render;
mod schema;
mod selection;
mod show;
mod stats;
mod subject;
mod template_error;
mod terminal;
mod terminal_progress;
mod usage_error;

use std::{
    panic,
    process::{self, ExitCode},
};

use clap::{CommandFactory, Parser, Subcommand};
use stimulab::key;

use context::Context;
use error_report::report;

/// Holds the command line. What the help says of it is in the language files.
#[derive(Parser)]
#[command(version, propagate_version = false, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Init(init::InitCommand),
    New(new::NewCommand),
    Check(check::CheckCommand),
    Explain(explain::ExplainCommand),
    #[command(visible_alias = "query")]
    List(list::ListCommand),
    Stats(stats::StatsCommand),
    Show(show::ShowCommand),
    Guide(guide::GuideCommand),
    Render(render::RenderCommand),
    Diff(diff::DiffCommand),
    Log(log::LogCommand),
    Schema(schema::SchemaCommand),
    Help(help::HelpCommand),
}

/// Prints a panic as an error in one sentence, and exits as for any error.
///
/// The message says that the fault is in the program, and scripts get an ordinary exit code.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let said = info.payload_as_str().unwrap_or_default().replace('\n', " ");
        let fault = failure::Failure::new(key!("failure.fault")).with("place", place).with("detail", said);
        report(&fault.into(), None);
        process::exit(2);
    }));
}

/// Runs the program and returns its exit code: 0 done, 1 an error was found, 2 could not run.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return help::answer(&error, program),
    };
    let context = match Context::new(cli.global) {
        Ok(context) => context,
        Err(error) => return report(&error, None),
    };
    if let Err(error) = environment::require_valid() {
        return report(&error, Some(&context));
    }
    if context.at().is_some() && cli.command.as_ref().is_some_and(|command| !command.reads()) {
        return report(&failure::Failure::new(key!("failure.at-writes")).into(), Some(&context));
    }
    let Some(command) = cli.command else {
        return overview::print(&context).unwrap_or_else(|error| report(&error, Some(&context)));
    };
    let done = match command {
        Command::Init(command) => command.run(&context),
        Command::New(command) => command.run(&context),
        Command::Check(command) => command.run(&context),
        Command::Explain(command) => command.run(&context),
        Command::List(command) => command.run(&context),
        Command::Stats(command) => command.run(&context),
        Command::Show(command) => command.run(&context),
        Command::Guide(command) => command.run(&context),
        Command::Render(command) => command.run(&context),
        Command::Diff(command) => command.run(&context),
        Command::Log(command) => command.run(&context),
        Command::Schema(command) => command.run(&context),
        Command::Help(command) => command.run(&context, &program()),
    };
    // Texts are read from git as late as while documents are made.
    let done = done.and_then(|code| context.fail_on_git_error().map(|()| code));
    done.unwrap_or_else(|error| report(&error, Some(&context)))
}

/// Returns the description of the command line, complete with what `clap` adds to it.
fn program() -> clap::Command {
    let mut program = Cli::command();
    program.build();
    program
}

impl Command {
    /// Returns whether the command only reads a portfolio, so that it works with `--at`.
    fn reads(&self) -> bool {
        match self {
            Self::Init(_) | Self::New(_) | Self::Explain(_) | Self::Schema(_) | Self::Help(_) => false,
            Self::Render(command) => !command.writes_into_portfolio(),
            _ => true,
        }
    }
}
