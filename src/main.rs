//! The `stimulab` program: parse, dispatch, print an error and its hint, exit.

mod cli;

use std::{process::ExitCode, thread};

/// How much room each thread has for calls within calls, in bytes.
///
/// What may be nested has a limit before anything looks into it: 64 levels of YAML, 100 of Markdown, a few hundred of a
/// template. The engines behind them call themselves several times a level, and systems give the first thread between one
/// and eight megabytes, which is not enough everywhere. Room that is not used costs nothing.
const STACK: usize = 64 * 1024 * 1024;

fn main() -> ExitCode {
    cli::report_panics();
    // It fails only where threads have been started, and none have.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    match thread::Builder::new().stack_size(STACK).spawn(cli::run) {
        // A panic has ended the program already.
        Ok(running) => running.join().unwrap_or(ExitCode::from(2)),
        // A system with so little room gives what it has.
        Err(_) => cli::run(),
    }
}
