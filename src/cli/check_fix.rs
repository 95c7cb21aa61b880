//! `stimulab check --fix` and `--diff`: writes or shows the fixes that are certain.

use std::{borrow::Cow, collections::BTreeSet};

use stimulab::{
    check::Selection,
    edit::{self, ReplaceError},
    finding::{Finding, Severity},
    key,
    load::{LARGEST, load},
    output::{self, Form},
    plural,
    source::{ConfinedFolder, Folder, Overlay, Source, Watched},
    text_comparison,
    wording::identity_number::masked,
};

use super::{
    check_since::{self, Checked, Since},
    check_targets::Targets,
    context::Context,
    error_report, failure,
    portfolio_files::PortfolioFiles,
    terminal,
};

/// How often the files are checked again, since a fix may lead to new findings.
const MAX_ROUNDS: usize = 5;

/// Fixes the findings in the targets and prints what it fixed; returns whether all files could be written.
pub fn fix(
    context: &Context,
    source: &Folder,
    selection: &Selection,
    since: Option<&Since>,
    targets: &Targets,
) -> bool {
    let mut fixes = Fixes { context, source, count: 0, files: BTreeSet::new(), refused: BTreeSet::new() };
    let on_disk = PortfolioFiles::Folder(source.clone());
    for _ in 0..MAX_ROUNDS {
        let watched = Watched::new(source);
        // An error here was reported when the portfolio was loaded the first time.
        let Ok(mut loaded) = load(&watched, selection) else { break };
        // Without these findings, a comment that silences one would count as unused and be removed.
        check_since::note_stale(&mut loaded, &watched, selection);
        let (_, findings) = check_since::findings(since, loaded, &on_disk, selection);
        if !fixes.fix_files(&watched, &findings, targets) {
            break;
        }
    }
    fixes.print_total();
    fixes.refused.is_empty()
}

/// Counts the fixes, and writes them.
struct Fixes<'a> {
    context: &'a Context,
    source: &'a Folder,
    count: usize,
    files: BTreeSet<String>,
    /// The files that could not be written.
    refused: BTreeSet<String>,
}

impl Fixes<'_> {
    /// Fixes each file once; returns whether any file was changed.
    fn fix_files(&mut self, watched: &Watched<'_>, findings: &[Finding], targets: &Targets) -> bool {
        let mut has_changed = false;
        for (file, fixable) in edit::by_file(findings).filter(|(file, _)| targets.include(file)) {
            if self.refused.contains(file) {
                continue;
            }
            let shown = self.context.display_path(self.source.root(), file);
            match self.fix_file(file, &shown, watched, &fixable) {
                Ok(Some(lines)) => {
                    self.print_fixed(file, &lines);
                    has_changed = true;
                }
                Ok(None) => {}
                // The other files are fixed all the same.
                Err(error) => {
                    error_report::print(&failure::unwritten(&shown, &error).into(), &self.context.texts());
                    self.refused.insert(file.to_owned());
                }
            }
        }
        has_changed
    }

    /// Fixes one file, and returns a line for each fixed finding; none where nothing can be fixed.
    fn fix_file(
        &self,
        file: &str,
        shown: &str,
        watched: &Watched<'_>,
        fixable: &[&Finding],
    ) -> Result<Option<String>, ReplaceError> {
        let beneath: &ConfinedFolder = self.source.confined();
        let bytes = beneath.read(file)?;
        if !watched.is_unchanged(file, &bytes) {
            return Err(ReplaceError::Changed);
        }
        let Some(fixed) = edit::apply(&bytes, fixable) else { return Ok(None) };
        // The lines and columns are those before the fix.
        let findings: Vec<Finding> = fixed.findings.iter().map(|finding| (*finding).clone()).collect();
        let texts = self.context.texts();
        let label = |severity: Severity| texts.get(severity.label());
        let lines = output::short(&findings, self.source, |_| shown.to_owned(), label, &texts);
        edit::replace(beneath, file, &bytes, &fixed.bytes)?;
        Ok(Some(lines))
    }

    fn print_fixed(&mut self, file: &str, lines: &str) {
        if !self.context.is_quiet() {
            let texts = self.context.texts();
            lines.lines().for_each(|line| terminal::say(&texts.fill(key!("check.mended"), &[("finding", line)])));
        }
        self.count += lines.lines().count();
        self.files.insert(file.to_owned());
    }

    fn print_total(&self) {
        let only_refused = self.count == 0 && !self.refused.is_empty();
        if only_refused || self.context.is_quiet() {
            return;
        }
        let texts = self.context.texts();
        let args =
            [("count", self.count.to_string()), ("files", texts.count(plural!("check.files"), self.files.len()))];
        terminal::say(&match self.count {
            0 => texts.fill(key!("check.nothing-fixed"), &args),
            count => texts.fill_plural(plural!("check.fixed"), count, &args),
        });
    }
}

/// Prints what `--fix` would change as a difference that `git apply` accepts; returns whether there is any.
///
/// National identity numbers are masked. Git refuses that file's part of the difference, and a note says why.
pub fn print_differences(
    context: &Context,
    checked: &Checked,
    selection: &Selection,
    targets: &Targets,
) -> anyhow::Result<bool> {
    let source = &checked.source;
    let fixed = fixed_files(checked, selection, targets);
    let mut out = String::new();
    for (file, bytes) in fixed.replaced() {
        let Ok(before) = source.read(file, LARGEST) else { continue };
        let (old, new) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(bytes));
        let path = context.display_path(source.root(), file);
        out += &text_comparison::unified(&path, &old, &new);
    }
    let shown = masked(&out);
    context.print_findings(Form::Text, &shown)?;
    if let (Cow::Owned(_), false) = (&shown, context.is_quiet()) {
        terminal::say(context.texts().get(key!("check.number-hidden")));
    }
    Ok(!out.is_empty())
}

/// Returns the files as they would be after the fixes.
fn fixed_files<'s>(checked: &'s Checked, selection: &Selection, targets: &Targets) -> Overlay<'s> {
    let mut fixed = Overlay::new(&checked.source);
    for _ in 0..MAX_ROUNDS {
        let Ok(mut loaded) = load(&fixed, selection) else { break };
        check_since::note_stale(&mut loaded, &fixed, selection);
        let (_, findings) = check_since::findings(checked.since.as_ref(), loaded, &fixed, selection);
        let files = edit::by_file(&findings).filter(|(file, _)| targets.include(file));
        let changed = files.filter_map(|(file, fixable)| {
            let bytes = fixed.read(file, LARGEST).ok()?;
            Some((file.to_owned(), edit::apply(&bytes, &fixable)?.bytes))
        });
        let changed: Vec<_> = changed.collect();
        if changed.is_empty() {
            break;
        }
        for (file, bytes) in changed {
            fixed.replace(file, bytes);
        }
    }
    fixed
}
