//! `stimulab help`, the help that `--help` asks for, and complaints about a command line.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Command, error::ErrorKind};
use stimulab::{key, similar_name::closest, texts::Texts};

use super::{
    context::Context,
    error_report,
    glimpse::{Glimpse, glimpse},
    help_page::HelpPage,
    terminal,
    usage_error::{UsageError, no_command, usage_error},
};

/// Holds the arguments of `stimulab help`.
#[derive(Args)]
pub struct HelpCommand {
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl HelpCommand {
    /// Prints the help of the program, or of the command that is named.
    pub fn run(self, context: &Context, root: &Command) -> Result<ExitCode> {
        context.settle_language();
        let Some(name) = &self.command else { return print(context, root, None) };
        if root.find_subcommand(name).is_none() {
            let names = root.get_subcommands().map(Command::get_name);
            let suggestion: Vec<String> = closest(name, names).into_iter().map(str::to_owned).collect();
            let complaint = no_command(name, root, &|_| suggestion.clone());
            return Ok(complain(context, root, None, &complaint));
        }
        print(context, root, Some(name))
    }
}

/// Answers a command line that names no run: prints the help, the version, or what is wrong with it.
pub fn answer(error: &clap::Error, program: fn() -> Command) -> ExitCode {
    if error.kind() == ErrorKind::DisplayVersion {
        let printed = terminal::print_bytes(concat!("stimulab ", env!("CARGO_PKG_VERSION"), "\n").as_bytes());
        return ExitCode::from(if printed.is_ok() { 0 } else { 2 });
    }
    let root = &program();
    let Glimpse { global, command } = glimpse(root, std::env::args_os().skip(1));
    let context = match Context::new(global) {
        Ok(context) => context,
        Err(error) => return error_report::report(&error, None),
    };
    context.settle_language();
    if error.kind() == ErrorKind::DisplayHelp {
        let printed = print(&context, root, command.as_deref());
        return printed.unwrap_or_else(|error| error_report::report(&error, Some(&context)));
    }
    let complaint = usage_error(error, root, command.as_deref(), &context.texts());
    complain(&context, root, command.as_deref(), &complaint)
}

fn page<'a>(root: &'a Command, name: Option<&str>, texts: &'a Texts) -> HelpPage<'a> {
    HelpPage {
        root,
        command: name.and_then(|name| root.find_subcommand(name)),
        texts,
        width: terminal::width_or_default(),
    }
}

fn print(context: &Context, root: &Command, name: Option<&str>) -> Result<ExitCode> {
    context.print(&page(root, name, &context.texts()).text())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a complaint with the usage of the command, and where there is more to read.
fn complain(context: &Context, root: &Command, name: Option<&str>, complaint: &UsageError) -> ExitCode {
    let texts = context.texts();
    error_report::print_complaint(complaint, context);
    let more = match name {
        Some(name) => texts.fill(key!("usage.more"), &[("command", format!("stimulab {name} --help"))]),
        None => texts.fill(key!("usage.more-all"), &[("command", "stimulab --help")]),
    };
    terminal::say_styled(&format!("\n{}\n{more}", page(root, name, &texts).usage()));
    ExitCode::from(2)
}
