//! The `stimulab` program: parse, dispatch, print an error and its hint, exit.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
