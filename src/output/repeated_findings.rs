//! Arranges findings for people: the most severe last, and of one rule only a few whole.

use std::collections::HashMap;

use super::location::{safe_path, starts};
use crate::{
    finding::{Finding, Severity},
    key, plural,
    rule::MAX_FINDINGS,
    source::Source,
    texts::Texts,
};

/// How many findings of one rule are shown whole.
const SHOWN: usize = 3;

/// How many places of other findings of a rule are named. If there are more, they are counted by file.
const MOST_PLACES: usize = 60;

/// How many files are named with their counts.
const MOST_FILES: usize = 20;

/// Holds findings to be shown whole, and a line about those that are not.
#[derive(Debug, Default)]
pub struct ArrangedFindings {
    /// The findings, of one severity after the other.
    pub findings: Vec<Finding>,
    /// The number and places of other findings of the last one's rule; empty if there are none.
    pub others: String,
}

/// Arranges findings, which are sorted by file: hints first, errors last. Of each rule, all but a few are only counted.
///
/// `shown` turns a path in the portfolio into one relative to the current folder.
#[must_use]
pub fn arranged(
    findings: &[Finding],
    source: &dyn Source,
    shown: &dyn Fn(&str) -> String,
    texts: &Texts,
    width: usize,
) -> Vec<ArrangedFindings> {
    let mut by_rule: HashMap<(Severity, &str), Vec<&Finding>> = HashMap::new();
    for finding in findings {
        by_rule.entry((finding.severity, finding.rule)).or_default().push(finding);
    }
    let mut arranged = vec![ArrangedFindings::default()];
    let mut counts: HashMap<(Severity, &str), usize> = HashMap::new();
    for finding in by_severity(findings) {
        let rule = (finding.severity, finding.rule);
        let count = counts.entry(rule).or_default();
        *count += 1;
        if *count > SHOWN {
            continue;
        }
        if let Some(last) = arranged.last_mut() {
            last.findings.push(finding.clone());
        }
        let of_rule = &by_rule[&rule];
        if *count == SHOWN && of_rule.len() > SHOWN {
            let others = Others { findings: &of_rule[SHOWN..], source, shown, texts };
            if let Some(last) = arranged.last_mut() {
                last.others = others.line(of_rule, width);
            }
            arranged.push(ArrangedFindings::default());
        }
    }
    arranged
}

/// Lists findings with the most severe last, and in their order within a severity.
pub fn by_severity(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    [Severity::Hint, Severity::Warning, Severity::Error]
        .into_iter()
        .flat_map(|severity| findings.iter().filter(move |finding| finding.severity == severity))
}

/// Holds the findings of a rule that are not shown.
struct Others<'a> {
    findings: &'a [&'a Finding],
    source: &'a dyn Source,
    shown: &'a dyn Fn(&str) -> String,
    texts: &'a Texts,
}

impl Others<'_> {
    /// Returns their number and places, with line breaks between places.
    fn line(&self, of_rule: &[&Finding], width: usize) -> String {
        // A rule stops at a maximum in a file, so there may be more.
        let is_cut = of_rule.chunk_by(|a, b| a.file == b.file).any(|of_file| of_file.len() >= MAX_FINDINGS);
        let key = if is_cut { plural!("check.more-at-least") } else { plural!("check.more") };
        let count = self.findings.len();
        let rule = self.findings.first().map_or("", |finding| finding.rule);
        let places = if count > MOST_PLACES { self.files() } else { self.places() };
        let args = [("count", count.to_string()), ("rule", rule.to_owned()), ("places", places.join(", "))];
        let options = textwrap::Options::new(width)
            .subsequent_indent("  ")
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(&self.texts.fill_plural(key, count, &args), options) + "\n\n"
    }

    /// Lists the places as `file:line`.
    fn places(&self) -> Vec<String> {
        let files = self.findings.chunk_by(|a, b| a.file == b.file);
        let places = files.flat_map(|of_file| {
            let path = safe_path(&(self.shown)(&of_file[0].file));
            let findings: Vec<Finding> = of_file.iter().map(|finding| (*finding).clone()).collect();
            let starts = starts(&findings, self.source);
            starts.into_iter().map(move |start| format!("{path}:{}", start.line)).collect::<Vec<_>>()
        });
        places.collect()
    }

    /// Lists the files with the number of findings in each.
    fn files(&self) -> Vec<String> {
        let files: Vec<_> = self.findings.chunk_by(|a, b| a.file == b.file).collect();
        let counted = |of_file: &&[&Finding]| {
            let path = safe_path(&(self.shown)(&of_file[0].file));
            if of_file.len() == 1 {
                return path;
            }
            self.texts.fill(key!("check.more-of-file"), &[("path", path), ("count", of_file.len().to_string())])
        };
        let mut counted: Vec<String> = files.iter().take(MOST_FILES).map(counted).collect();
        if files.len() > MOST_FILES {
            counted.push(self.texts.count(plural!("check.more-files"), files.len() - MOST_FILES));
        }
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Message, language::Language, source::Folder};

    fn make(rule: &'static str, severity: Severity, file: &str) -> Finding {
        Finding::new(rule, severity, file.into(), None, Message::new(crate::key!("rule.word-paste.message")))
    }

    /// Returns the rules and files of the findings that are shown, and the lines between them.
    fn lines(findings: &[Finding], width: usize) -> Vec<String> {
        let source = Folder::new("nowhere");
        let texts = Texts::of(Language::BOKMAAL);
        let arranged = arranged(findings, &source, &|path| format!("p/{path}"), &texts, width);
        let lines = arranged.iter().flat_map(|part| {
            let shown = part.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.file));
            shown.chain(part.others.lines().map(str::to_owned)).collect::<Vec<_>>()
        });
        lines.filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_most_severe_come_last() {
        let findings = [
            make("a", Severity::Error, "1.md"),
            make("b", Severity::Hint, "1.md"),
            make("c", Severity::Warning, "2.md"),
            make("b", Severity::Hint, "3.md"),
        ];
        assert_eq!(lines(&findings, 80), ["b 1.md", "b 3.md", "c 2.md", "a 1.md"]);
    }

    #[test]
    fn findings_that_are_not_shown_are_counted() {
        let few: Vec<Finding> = (1..=5).map(|n| make("b", Severity::Hint, &format!("{n}.md"))).collect();
        let shown = ["b 1.md", "b 2.md", "b 3.md"];
        assert_eq!(lines(&few[..3], 80), shown);
        assert_eq!(lines(&few, 80), [&shown[..], &["… og 2 funn til av b: p/4.md:1, p/5.md:1"]].concat());
        assert_eq!(lines(&few, 30), [&shown[..], &["… og 2 funn til av b:", "  p/4.md:1, p/5.md:1"]].concat());
        let many: Vec<Finding> = (0..MAX_FINDINGS).map(|_| make("b", Severity::Hint, "1.md")).collect();
        let shown = ["b 1.md"; 3];
        assert_eq!(lines(&many, 80), [&shown[..], &["… og minst 9997 funn til av b: p/1.md (9997)"]].concat());
        let files: Vec<Finding> = (100..200).map(|n| make("b", Severity::Hint, &format!("{n}.md"))).collect();
        let last = lines(&files, 1_000).pop().unwrap_or_default();
        assert!(last.starts_with("… og 97 funn til av b: p/103.md, ") && last.ends_with("p/122.md, 77 filer til"));
    }
}
