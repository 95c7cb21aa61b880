//! The `stimulab` program: parses the command line, runs the command, prints errors with their hints, and exits.

mod cli;

use std::{process::ExitCode, thread};

/// The stack size of each thread, in bytes.
///
/// Nesting is limited to 64 levels of YAML, 100 of Markdown and a few hundred of a template. The parsers call themselves
/// several times for each level, and the default stack of the first thread, between one and eight megabytes, is too small
/// on some systems. Stack that is not used costs nothing.
const STACK: usize = 64 * 1024 * 1024;

fn main() -> ExitCode {
    cli::report_panics();
    // This fails only if the pool exists already, and it does not.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    match thread::Builder::new().stack_size(STACK).spawn(cli::run) {
        // After a panic, the program has already ended.
        Ok(running) => running.join().unwrap_or(ExitCode::from(2)),
        // If the system cannot give so much stack, the first thread has to do.
        Err(_) => cli::run(),
    }
}
