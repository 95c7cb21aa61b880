//! Compares two texts, line by line or word by word.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Holds a group of changes with the context around them, as ranges of lines or words.
struct Hunk {
    before: Range<usize>,
    after: Range<usize>,
    /// The removed range and the added range of each change.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

/// Holds the lines or words of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPart<'t> {
    /// In both texts.
    Common(Vec<&'t str>),
    /// Only in the first.
    Removed(Vec<&'t str>),
    /// Only in the second.
    Added(Vec<&'t str>),
}

/// Returns the share of lines that two texts have in common, from 0 to 1; line ends do not count.
#[must_use]
pub fn similarity(before: &str, after: &str) -> f64 {
    let mut input = InternedInput::default();
    input.update_before(before.lines());
    input.update_after(after.lines());
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let count = |lines: usize| f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
    let all = count(input.before.len() + input.after.len());
    let changed = f64::from(diff.count_removals()) + f64::from(diff.count_additions());
    if all > 0.0 { 1.0 - changed / all } else { 1.0 }
}

/// Lists the changes from one text to another, word by word, each with `around` words of context; spaces are kept.
#[must_use]
pub fn words<'t>(before: &'t str, after: &'t str, context: usize) -> Vec<Vec<DiffPart<'t>>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (split(before).collect(), split(after).collect());
    // Words and the spaces between them are separate tokens.
    hunks(&old, &new, context * 2).iter().map(|hunk| parts(hunk, &old, &new)).collect()
}

/// Returns a unified diff, as `diff -u` and git print it; empty if nothing changed.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str) -> String {
    const AROUND: usize = 3;
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let found = hunks(&old, &new, AROUND);
    if found.is_empty() {
        return String::new();
    }
    let mut out = format!("--- a/{path}\n+++ b/{path}\n");
    for hunk in found {
        out += &format!("@@ -{} +{} @@\n", lines(&hunk.before), lines(&hunk.after));
        for part in parts(&hunk, &old, &new) {
            let (sign, lines) = match part {
                DiffPart::Common(lines) => (' ', lines),
                DiffPart::Removed(lines) => ('-', lines),
                DiffPart::Added(lines) => ('+', lines),
            };
            for line in lines {
                out.push(sign);
                out += line;
                if !line.ends_with('\n') {
                    out += "\n\\ No newline at end of file\n";
                }
            }
        }
    }
    out
}

/// Writes a range of lines for a unified diff.
fn lines(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => (range.start + 1).to_string(),
        count => format!("{},{count}", range.start + 1),
    }
}

/// Splits a text into words and spaces.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_space = rest.chars().next()?.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != is_space).unwrap_or(rest.len());
        let (part, more) = rest.split_at(end);
        rest = more;
        Some(part)
    })
}

fn hunks(old: &[&str], new: &[&str], context: usize) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let whole = |range: &Range<u32>| range.start as usize..range.end as usize;
    let mut found: Vec<Hunk> = Vec::new();
    for hunk in diff.hunks() {
        let (removed, added) = (whole(&hunk.before), whole(&hunk.after));
        let ends = |removed: &Range<usize>, added: &Range<usize>| {
            ((removed.end + context).min(old.len()), (added.end + context).min(new.len()))
        };
        let (before_end, after_end) = ends(&removed, &added);
        match found.last_mut().filter(|last| last.before.end + context >= removed.start) {
            Some(last) => {
                (last.before.end, last.after.end) = (before_end, after_end);
                last.changes.push((removed, added));
            }
            None => found.push(Hunk {
                before: removed.start.saturating_sub(context)..before_end,
                after: added.start.saturating_sub(context)..after_end,
                changes: vec![(removed, added)],
            }),
        }
    }
    found
}

fn parts<'t>(hunk: &Hunk, old: &[&'t str], new: &[&'t str]) -> Vec<DiffPart<'t>> {
    let mut parts = Vec::new();
    let mut at = hunk.before.start;
    let push_common = |parts: &mut Vec<DiffPart<'t>>, range: Range<usize>| {
        if !range.is_empty() {
            parts.push(DiffPart::Common(old[range].to_vec()));
        }
    };
    for (removed, added) in &hunk.changes {
        push_common(&mut parts, at..removed.start);
        if !removed.is_empty() {
            parts.push(DiffPart::Removed(old[removed.clone()].to_vec()));
        }
        if !added.is_empty() {
            parts.push(DiffPart::Added(new[added.clone()].to_vec()));
        }
        at = removed.end;
    }
    push_common(&mut parts, at..hunk.before.end);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_as_like_as_their_lines() {
        assert!((similarity("a\nb\n", "a\nc\n") - 0.5).abs() < 1e-9);
        assert!((similarity("", "") - 1.0).abs() < 1e-9);
        assert!(similarity("a\n", "b\n").abs() < 1e-9);
        assert!((similarity("a\nb\n", "a\r\nb") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn differences_read_as_git_shows_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13";
        let new = "1\n2\n3\n4\nfem\n6\n7\n8\n9\n10\n11\n12\n13\n";
        assert_eq!(
            unified("å.md", old, new),
            "--- a/å.md\n+++ b/å.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+fem\n 6\n 7\n 8\n@@ -10,4 +10,4 @@\n 10\n 11\n 12\n-13\n\
             \\ No newline at end of file\n+13\n"
        );
        assert_eq!(unified("x", "", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(unified("x", "a\n", "a\n"), "");
    }

    proptest! {
        #[test]
        fn a_difference_turns_one_text_into_the_other(old in "[ab\n]{0,40}", new in "[ab\n]{0,40}") {
            let (before, after): (Vec<&str>, Vec<&str>) =
                (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
            let (mut made, mut at) = (String::new(), 0);
            for hunk in hunks(&before, &after, 1) {
                made += &before[at..hunk.before.start].concat();
                for part in parts(&hunk, &before, &after) {
                    if let DiffPart::Common(lines) | DiffPart::Added(lines) = part {
                        made += &lines.concat();
                    }
                }
                at = hunk.before.end;
            }
            made += &before[at..].concat();
            prop_assert_eq!(made, new);
        }
    }
}
