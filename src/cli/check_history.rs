//! `stimulab check --history`: finds national identity numbers in the git history.

use anyhow::Result;
use stimulab::{
    check::{PersonalData, personal_data},
    finding::Finding,
    key, load, plural,
    source::git::AllRevisions,
    texts::Texts,
};

use super::{context::Context, failure::Failure, portfolio_files, terminal, terminal_progress::Work};

/// Searches every version of every file and every message; returns the findings and the source of their files.
pub fn search(context: &Context) -> Result<(Vec<Finding>, AllRevisions)> {
    let (repository, _) = portfolio_files::repository(context)?;
    // If there is a portfolio, its settings apply.
    let settings = context.root().ok().map(|root| load::settings(&stimulab::source::Folder::new(root)));
    let progress = context.progress(Work::History);
    let found = personal_data(&repository, settings.unwrap_or_default(), &progress);
    drop(progress);
    let PersonalData { files, large, messages, findings, past } = found.map_err(Failure::from)?;
    context.say(key!("note.past-files"), &[("count", files.to_string()), ("messages", messages.to_string())]);
    if large > 0 && !context.is_quiet() {
        terminal::say(&context.texts().count(plural!("note.past-large"), large));
    }
    Ok((findings, past))
}

/// Returns a line with the number of findings and what to do about them.
pub fn last_line(count: usize, texts: &Texts) -> String {
    let line = if count == 0 {
        texts.get(key!("check.past-clean")).to_owned()
    } else {
        texts.count(plural!("check.past"), count)
    };
    line + "\n"
}
