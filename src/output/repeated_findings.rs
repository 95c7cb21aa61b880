//! Shortens long lists of findings of one rule in one file.

use std::{borrow::Cow, collections::HashMap};

use super::location::safe_path;
use crate::{finding::Finding, plural, rule::MAX_FINDINGS, texts::Texts};

/// How many findings of one rule in one file are shown.
const SHOWN: usize = 200;

/// Returns the findings to show, and a line for each rule that has more findings in a file; findings are sorted by file.
#[must_use]
pub fn shortened<'f>(
    findings: &'f [Finding],
    shown: impl Fn(&str) -> String,
    texts: &Texts,
) -> (Cow<'f, [Finding]>, String) {
    let of_files = || findings.chunk_by(|a, b| a.file == b.file);
    if of_files().all(|of_file| of_file.len() <= SHOWN) {
        return (Cow::Borrowed(findings), String::new());
    }
    let (mut shortened, mut lines) = (Vec::new(), String::new());
    for of_file in of_files() {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let is_shown = |finding: &&Finding| {
            let count = counts.entry(finding.rule).or_default();
            *count += 1;
            *count <= SHOWN
        };
        shortened.extend(of_file.iter().filter(is_shown).cloned());
        let mut many: Vec<_> = counts.into_iter().filter(|(_, count)| *count > SHOWN).collect();
        many.sort_unstable();
        for (rule, count) in many {
            // A rule stops at a maximum, so there may be more.
            let key = if count < MAX_FINDINGS { plural!("check.more") } else { plural!("check.more-at-least") };
            let more = count - SHOWN;
            let args =
                [("count", more.to_string()), ("rule", rule.to_owned()), ("path", safe_path(&shown(&of_file[0].file)))];
            lines += &(texts.fill_plural(key, more, &args) + "\n");
        }
    }
    (Cow::Owned(shortened), lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::{Message, Severity},
        language::Language,
    };

    #[test]
    fn findings_that_are_not_shown_are_counted() {
        let texts = Texts::of(Language::BOKMAAL);
        let make = |file: &str| {
            Finding::new(
                "word-paste",
                Severity::Hint,
                file.into(),
                None,
                Message::new(crate::key!("rule.word-paste.message")),
            )
        };
        let few: Vec<Finding> = (0..SHOWN).map(|_| make("a.md")).chain((0..SHOWN).map(|_| make("b.md"))).collect();
        let shown = |findings: &[Finding]| {
            let (kept, lines) = shortened(findings, |path| format!("p/{path}"), &texts);
            (kept.len(), lines)
        };
        assert_eq!(shown(&few), (2 * SHOWN, String::new()));
        let more = [few, (0..50).map(|_| make("b.md")).collect()].concat();
        assert_eq!(shown(&more), (2 * SHOWN, "… og 50 funn til av word-paste i p/b.md\n".to_owned()));
        let most: Vec<Finding> = (0..MAX_FINDINGS).map(|_| make("a.md")).collect();
        assert_eq!(shown(&most), (SHOWN, "… og minst 9800 funn til av word-paste i p/a.md\n".to_owned()));
    }
}
