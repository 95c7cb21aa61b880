//! `stimulab check --fix` and `--diff`: what is certain is mended, or shown.

use std::fs;

use anyhow::Result;
use stimulab::{
    comparison,
    edit::{self, ReplaceError},
    finding::Finding,
    load::{LARGEST, load},
    output,
    rules::Selection,
    source::{Folder, Overlaid, Source, Watched},
};

use super::{
    context::Context,
    failure::Failure,
    files::Files,
    since::{self, Since},
    terminal,
};

/// How often the files are looked at again, since mending one thing may bring another to light.
const ROUNDS: usize = 5;

/// Mends the findings that are meant, says what it changed, and returns nothing: the next check says what is left.
///
/// # Errors
/// Fails when a file cannot be written; the files before it are mended.
pub fn mend(
    context: &Context,
    source: &Folder,
    selection: &Selection,
    since: Option<&Since>,
    is_meant: &dyn Fn(&str) -> bool,
) -> Result<()> {
    let texts = context.texts();
    let on_disk = Files::Folder(source.clone());
    let (mut count, mut files) = (0, std::collections::BTreeSet::new());
    for _ in 0..ROUNDS {
        let watched = Watched::new(source);
        // What cannot be loaded was told when it was loaded the first time.
        let Ok(loaded) = load(&watched, selection) else { break };
        let (_, findings) = since::check(since, loaded, &on_disk, selection);
        let mut has_changed = false;
        for (file, fixable) in edit::by_file(&findings).filter(|(file, _)| is_meant(file)) {
            let path = source.root().join(file);
            let shown = context.shown(source.root(), file);
            let unwritable =
                |detail: String| Failure::new("unwritable").with("path", shown.clone()).with("detail", detail);
            let bytes = fs::read(&path).map_err(|error| unwritable(error.to_string()))?;
            if !watched.is_as_read(file, &bytes) {
                return Err(Failure::new("changed").with("path", shown.clone()).into());
            }
            let Some(mended) = edit::apply(&bytes, &fixable) else { continue };
            let told: Vec<Finding> = mended.findings.iter().map(|finding| (*finding).clone()).collect();
            let lines = output::short(&told, source, |_| shown.clone(), &texts);
            match edit::replace(&path, &bytes, &mended.bytes) {
                Ok(()) => {}
                Err(ReplaceError::Changed(_)) => {
                    return Err(Failure::new("changed").with("path", shown.clone()).into());
                }
                Err(ReplaceError::Io(_, error)) => return Err(unwritable(error.to_string()).into()),
            }
            if !context.is_quiet() {
                lines.lines().for_each(|line| terminal::say(&texts.fill("check.mended", &[("finding", line)])));
            }
            count += told.len();
            files.insert(file.to_owned());
            has_changed = true;
        }
        if !has_changed {
            break;
        }
    }
    if !context.is_quiet() {
        let args = [("count", count.to_string()), ("files", texts.count("check.files", files.len()))];
        let key = if count == 0 { "check.nothing-fixed".to_owned() } else { texts.plural("check.fixed", count) };
        terminal::say(&texts.fill(&key, &args));
    }
    Ok(())
}

/// Shows what `--fix` would change, as a difference that `git apply` takes; returns whether there is any.
pub fn differences(
    context: &Context,
    source: &Files,
    selection: &Selection,
    since: Option<&Since>,
    is_meant: &dyn Fn(&str) -> bool,
) -> Result<bool> {
    let mut mended = Overlaid::new(source);
    for _ in 0..ROUNDS {
        let Ok(loaded) = load(&mended, selection) else { break };
        let (_, findings) = since::check(since, loaded, &mended, selection);
        let files = edit::by_file(&findings).filter(|(file, _)| is_meant(file));
        let better = files.filter_map(|(file, fixable)| {
            let bytes = mended.read(file, LARGEST).ok()?;
            Some((file.to_owned(), edit::apply(&bytes, &fixable)?.bytes))
        });
        let better: Vec<_> = better.collect();
        if better.is_empty() {
            break;
        }
        for (file, bytes) in better {
            mended.replace(file, bytes);
        }
    }
    let mut out = String::new();
    for (file, bytes) in mended.replaced() {
        let Ok(before) = source.read(file, LARGEST) else { continue };
        let (old, new) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(bytes));
        let path = context.shown(source.root(), file);
        out += &comparison::unified(&path, &old, &new);
    }
    context.print_raw(out.as_bytes())?;
    Ok(!out.is_empty())
}
