//! `stimulab check --fix` and `--diff`: what is certain is mended, or shown.

use std::{borrow::Cow, collections::BTreeSet};

use stimulab::{
    check::Selection,
    edit::{self, ReplaceError},
    finding::Finding,
    load::{LARGEST, load},
    output::{self, Form},
    source::{ConfinedFolder, Folder, Overlay, Source, Watched},
    text_comparison,
    wording::identity_number::masked,
};

use super::{
    check_since::{self, Since},
    context::Context,
    error_report, failure,
    portfolio_files::PortfolioFiles,
    terminal,
};

/// How often the files are looked at again, since mending one thing may bring another to light.
const ROUNDS: usize = 5;

/// Mends the findings that are meant and says what it changed, and which files could not be; returns whether all could.
///
/// The next check says what is left.
pub fn fix(
    context: &Context,
    source: &Folder,
    selection: &Selection,
    since: Option<&Since>,
    is_meant: &dyn Fn(&str) -> bool,
) -> bool {
    let texts = context.texts();
    let mut refused = BTreeSet::new();
    let on_disk = PortfolioFiles::Folder(source.clone());
    let (mut count, mut files) = (0, BTreeSet::new());
    for _ in 0..ROUNDS {
        let watched = Watched::new(source);
        // What cannot be loaded was told when it was loaded the first time.
        let Ok(mut loaded) = load(&watched, selection) else { break };
        // Else a comment that allows what is told of reports would silence nothing, and be taken out.
        check_since::note_stale(&mut loaded, &watched, selection);
        let (_, findings) = check_since::findings(since, loaded, &on_disk, selection);
        let mut has_changed = false;
        for (file, fixable) in edit::by_file(&findings).filter(|(file, _)| is_meant(file)) {
            if refused.contains(file) {
                continue;
            }
            let shown = context.display_path(source.root(), file);
            let told = |mended: &[Finding]| output::short(mended, source, |_| shown.clone(), &texts);
            let lines = match fix_file(source.beneath(), file, &watched, &fixable, &told) {
                Ok(Some(lines)) => lines,
                Ok(None) => continue,
                Err(error) => {
                    // One file that cannot be written keeps none of the others from being mended.
                    error_report::print(&failure::unwritten(&shown, &error).into(), &texts);
                    refused.insert(file.to_owned());
                    continue;
                }
            };
            if !context.is_quiet() {
                lines.lines().for_each(|line| terminal::say(&texts.fill("check.mended", &[("finding", line)])));
            }
            count += lines.lines().count();
            files.insert(file.to_owned());
            has_changed = true;
        }
        if !has_changed {
            break;
        }
    }
    // Where no file could be written, there was something to mend all the same, and what kept it from being so is told.
    let is_over = count > 0 || refused.is_empty();
    if is_over && !context.is_quiet() {
        let args = [("count", count.to_string()), ("files", texts.count("check.files", files.len()))];
        let key = if count == 0 { "check.nothing-fixed".to_owned() } else { texts.plural("check.fixed", count) };
        terminal::say(&texts.fill(&key, &args));
    }
    refused.is_empty()
}

/// Mends what it can of one file, and returns the findings that are gone, told as long as they still have their place;
/// nothing where nothing of it can be mended.
fn fix_file(
    beneath: &ConfinedFolder,
    file: &str,
    watched: &Watched<'_>,
    fixable: &[&Finding],
    told: &dyn Fn(&[Finding]) -> String,
) -> Result<Option<String>, ReplaceError> {
    let bytes = beneath.read(file)?;
    if !watched.is_as_read(file, &bytes) {
        return Err(ReplaceError::Changed);
    }
    let Some(mended) = edit::apply(&bytes, fixable) else { return Ok(None) };
    let lines = told(&mended.findings.iter().map(|finding| (*finding).clone()).collect::<Vec<_>>());
    edit::replace(beneath, file, &bytes, &mended.bytes)?;
    Ok(Some(lines))
}

/// Shows what `--fix` would change, as a difference that `git apply` takes; returns whether there is any.
///
/// A person's number is masked there, too; git refuses that file's part, and a note says why.
pub fn print_differences(
    context: &Context,
    source: &PortfolioFiles,
    selection: &Selection,
    since: Option<&Since>,
    is_meant: &dyn Fn(&str) -> bool,
) -> anyhow::Result<bool> {
    let mut mended = Overlay::new(source);
    for _ in 0..ROUNDS {
        let Ok(mut loaded) = load(&mended, selection) else { break };
        check_since::note_stale(&mut loaded, &mended, selection);
        let (_, findings) = check_since::findings(since, loaded, &mended, selection);
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
        let path = context.display_path(source.root(), file);
        out += &text_comparison::unified(&path, &old, &new);
    }
    let shown = masked(&out);
    context.print_findings(Form::Text, &shown)?;
    if let (Cow::Owned(_), false) = (&shown, context.is_quiet()) {
        terminal::say(context.texts().get("check.number-hidden"));
    }
    Ok(!out.is_empty())
}
