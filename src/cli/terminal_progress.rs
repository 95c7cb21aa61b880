//! A line on standard error that says what long work is about, until it is done.

use std::{
    env,
    io::{self, IsTerminal},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use stimulab::{key, plural, progress::Progress, texts::Texts};

use super::{arguments::Color, context::Context};

/// After how long the line appears: most work is done by then.
const DELAY: Duration = Duration::from_secs(1);

/// How often the line changes.
const TICK: Duration = Duration::from_millis(100);

/// Names a kind of work.
#[derive(Debug, Clone, Copy)]
pub enum Work {
    /// Reads the files of the portfolio.
    Reading,
    /// Applies the rules.
    Checking,
    /// Reads what git has kept.
    History,
    /// Makes a document.
    Rendering,
}

impl Work {
    /// Returns what the line says; `count` is the number of files that were read.
    fn line(self, count: u64, texts: &Texts) -> String {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        match self {
            Self::Reading => texts.count(plural!("progress.reading"), count),
            Self::History => texts.count(plural!("progress.history"), count),
            Self::Checking => texts.get(key!("progress.checking")).to_owned(),
            Self::Rendering => texts.get(key!("progress.rendering")).to_owned(),
        }
    }
}

/// Shows the line while it exists, if the work takes long.
pub struct TerminalProgress {
    count: Arc<AtomicU64>,
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Context {
    /// Shows that work goes on until the result is dropped: only in a terminal, and not with `--quiet` or `--color never`,
    /// which ask for plain output.
    pub fn progress(&self, work: Work) -> TerminalProgress {
        let is_plain = self.is_quiet() || matches!(self.color(), Color::Never);
        let is_dumb = || env::var_os("TERM").is_some_and(|name| name == "dumb");
        if is_plain || !io::stderr().is_terminal() || is_dumb() {
            return TerminalProgress { count: Arc::default(), running: None };
        }
        let texts = self.texts();
        let mut bar = None;
        TerminalProgress::start(DELAY, move |count| match count {
            Some(count) => {
                let bar = bar.get_or_insert_with(|| {
                    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
                    bar.with_style(ProgressStyle::default_spinner())
                });
                bar.set_message(work.line(count, &texts));
                bar.tick();
            }
            None => bar.iter().for_each(ProgressBar::finish_and_clear),
        })
    }
}

impl TerminalProgress {
    /// Calls `draw` with the count again and again from `delay` on, and at the end with none.
    fn start(delay: Duration, mut draw: impl FnMut(Option<u64>) + Send + 'static) -> Self {
        let count = Arc::<AtomicU64>::default();
        let (stop, stopped) = mpsc::channel();
        let counted = Arc::clone(&count);
        let run = move || {
            let mut wait = delay;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                draw(Some(counted.load(Ordering::Relaxed)));
                wait = TICK;
            }
            draw(None);
        };
        // Without a thread there is no line, and the work goes on.
        let running = thread::Builder::new().spawn(run).ok().map(|thread| (stop, thread));
        Self { count, running }
    }
}

impl Progress for TerminalProgress {
    fn advance(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for TerminalProgress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // The line is gone before anything else is printed.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use stimulab::language::Language;

    use super::*;

    fn drawn(delay: Duration, work: impl FnOnce(&TerminalProgress)) -> Vec<Option<u64>> {
        let (sender, receiver) = mpsc::channel();
        let progress = TerminalProgress::start(delay, move |count| {
            let _ = sender.send(count);
        });
        work(&progress);
        drop(progress);
        receiver.iter().collect()
    }

    #[test]
    fn only_long_work_is_shown_and_the_line_is_cleared() {
        assert_eq!(drawn(Duration::from_mins(1), TerminalProgress::advance), [None]);
        let long = drawn(Duration::from_millis(1), |progress| {
            progress.advance();
            progress.advance();
            thread::sleep(3 * TICK);
        });
        assert!(long.contains(&Some(2)) && long.last() == Some(&None), "{long:?}");
    }

    #[test]
    fn lines_are_in_the_language_of_the_reader() {
        let nynorsk = Language::from_code("nn").map(Texts::of).unwrap();
        assert_eq!(Work::Reading.line(2, &nynorsk), "Les porteføljen … 2 filer");
        assert_eq!(Work::Rendering.line(0, &nynorsk), "Lagar dokumentet …");
    }
}
