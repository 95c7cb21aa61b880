//! Compares the findings of two revisions.

use std::{collections::HashMap, fmt::Write};

use rayon::prelude::*;

use super::side::Side;
use crate::{
    document::{Faults, Node, Span, Value, yaml},
    finding::{Arg, Finding},
    load::LARGEST,
    source::Source,
    text_encoding::decode,
};

/// Returns, for each finding after, whether it is new, and for each finding before, whether it is gone.
///
/// Two findings are the same if they have the same rule, project, path of keys, text and missing item. Line numbers do not
/// count. `now` returns the new id of a renamed project.
#[must_use]
pub fn new_and_gone(
    before: (&[Finding], &dyn Source),
    after: (&[Finding], &dyn Source),
    now: impl Fn(&str) -> Option<String> + Sync,
) -> (Vec<bool>, Vec<bool>) {
    let (is_same_before, is_same_after) = unchanged_files(before, after, &now);
    let (old, rest_before) = remaining(before.0, &is_same_before);
    let (new, rest_after) = remaining(after.0, &is_same_after);
    let old = identities(&old, before.1, &now);
    let new = identities(&new, after.1, &|_: &str| None);
    let is_alone = |all: usize, rest: Vec<usize>, own: &[String], other: &[String]| {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for identity in other {
            *left.entry(identity).or_default() += 1;
        }
        let mut is_alone = vec![false; all];
        for (at, identity) in rest.into_iter().zip(own) {
            is_alone[at] = !take(&mut left, identity);
        }
        is_alone
    };
    (is_alone(after.0.len(), rest_after, &new, &old), is_alone(before.0.len(), rest_before, &old, &new))
}

/// Returns which findings are at the same place in a file that git knows to be equal, so that the file need not be read.
/// The findings must be in order of place.
fn unchanged_files(
    before: (&[Finding], &dyn Source),
    after: (&[Finding], &dyn Source),
    now: &impl Fn(&str) -> Option<String>,
) -> (Vec<bool>, Vec<bool>) {
    let mut old: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, finding) in before.0.iter().enumerate() {
        old.entry(&finding.file).or_default().push(at);
    }
    let (mut is_same_before, mut is_same_after) = (vec![false; before.0.len()], vec![false; after.0.len()]);
    let mut at = 0;
    for of_file in after.0.chunk_by(|a, b| a.file == b.file) {
        let first = at;
        at += of_file.len();
        let Some(places) = old.get(&*of_file[0].file) else { continue };
        // The stamp of a project's folder covers all its files.
        let folder = of_file[0].project();
        let unit = folder.unwrap_or(&of_file[0].file);
        let stamp = before.1.stamp(unit);
        if stamp.is_none() || folder.is_some_and(|project| now(project).is_some()) || stamp != after.1.stamp(unit) {
            continue;
        }
        for (at, finding) in of_file.iter().enumerate() {
            // Binary search, because there may be thousands.
            let from = places.partition_point(|place| before.0[*place].span < finding.span);
            let mut here = places[from..].iter().take_while(|place| before.0[**place].span == finding.span);
            let is_same = |place: &&usize| {
                let known = &before.0[**place];
                !is_same_before[**place]
                    && known.rule == finding.rule
                    && message_identity(known).eq(message_identity(finding))
            };
            if let Some(place) = here.find(is_same).copied() {
                (is_same_before[place], is_same_after[first + at]) = (true, true);
            }
        }
    }
    (is_same_before, is_same_after)
}

/// Lists the findings that are left, and their indexes.
fn remaining<'f>(findings: &'f [Finding], is_same: &[bool]) -> (Vec<&'f Finding>, Vec<usize>) {
    let left = findings.iter().enumerate().filter(|(at, _)| !is_same[*at]);
    left.map(|(at, finding)| (finding, at)).unzip()
}

/// Returns the new ids of renamed projects, by their old ids.
#[must_use]
pub fn renamed_ids(before: Side<'_>, after: Side<'_>) -> HashMap<String, String> {
    let pairs = super::project_pairs::pair_projects(before, after).into_iter();
    let ids = pairs.filter_map(|pair| Some((pair.before?.id.to_string(), pair.after?.id.to_string())));
    ids.filter(|(old, new)| old != new).collect()
}

/// Removes one item of a kind. Returns whether there was one.
fn take<'i>(left: &mut HashMap<&'i str, usize>, identity: &'i str) -> bool {
    match left.get_mut(identity) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// Returns the identity of each finding. Reads each file once; the findings must be in order of file.
fn identities(
    findings: &[&Finding],
    source: &dyn Source,
    now: &(impl Fn(&str) -> Option<String> + Sync),
) -> Vec<String> {
    let files = findings.par_chunk_by(|a, b| a.file == b.file);
    files
        .flat_map_iter(|of_file| {
            let file = &of_file[0].file;
            let has_place = of_file.iter().any(|finding| finding.span.is_some());
            let bytes = if has_place { source.read(file, LARGEST).unwrap_or_default() } else { Vec::new() };
            let text = decode(&bytes).unwrap_or_default();
            let is_yaml = file.rsplit_once('.').is_some_and(|(_, ending)| ending == "yaml");
            let tree = if is_yaml { yaml::parse(text, &mut Faults::default()) } else { None };
            let place = of_file[0].project().and_then(|project| {
                let rest = file.strip_prefix(project)?;
                Some(now(project)? + rest)
            });
            let place = place.unwrap_or_else(|| file.to_string());
            let identity = |finding: &&Finding| identity(finding, &place, text, tree.as_ref());
            of_file.iter().map(identity).collect::<Vec<_>>()
        })
        .collect()
}

/// The arguments of messages that name a missing item.
const MISSING_ARGS: [&str; 5] = ["key", "document", "who", "language", "skipped"];

/// Lists what identifies a finding besides its place: the message, and the missing item.
fn message_identity(finding: &Finding) -> impl Iterator<Item = (&str, Option<&Arg>)> {
    let args = finding.message.args.iter().filter(|(name, _)| MISSING_ARGS.contains(name));
    std::iter::once((finding.message.key.last(), None)).chain(args.map(|(name, arg)| (*name, Some(arg))))
}

fn identity(finding: &Finding, place: &str, text: &str, tree: Option<&Node<'_>>) -> String {
    let mut identity = format!("{}\n{place}\n", finding.rule);
    for (name, arg) in message_identity(finding) {
        // Writing to a string cannot fail.
        let _ = writeln!(identity, "{name} {arg:?}");
    }
    // A missing item is reported at the first key of the file, which may change.
    let is_of_file = tree.is_some_and(|tree| is_first_key(tree, finding)) && message_identity(finding).nth(1).is_some();
    if let Some(span) = finding.span.filter(|_| !is_of_file) {
        if let Some(tree) = tree {
            keys_to(tree, span, &mut identity);
        }
        let content = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        for word in content.split_whitespace() {
            identity.push(' ');
            identity.push_str(word);
        }
    }
    identity
}

/// Returns whether a finding is at the first key of its file.
fn is_first_key(tree: &Node<'_>, finding: &Finding) -> bool {
    let Value::Mapping(entries) = &tree.value else { return false };
    entries.first().is_some_and(|(key, _)| Some(key.span) == finding.span)
}

/// Adds the path of keys to a place. Items of lists have no index, because items may be added before them.
fn keys_to(node: &Node<'_>, place: Span, keys: &mut String) {
    let holds = |span: Span| span.start <= place.start && place.start < span.end.max(span.start + 1);
    match &node.value {
        Value::Mapping(entries) => {
            // A value ends before the next key.
            let at = entries.partition_point(|(key, _)| key.span.start <= place.start).checked_sub(1);
            if let Some((key, value)) = at.map(|at| &entries[at]) {
                keys.push('.');
                keys.push_str(key.scalar().unwrap_or_default());
                if value.span.start <= place.start {
                    keys_to(value, place, keys);
                }
            }
        }
        Value::List(items) => {
            if let Some(item) = items.iter().find(|item| holds(item.span)) {
                keys_to(item, place, keys);
            }
        }
        Value::Scalar { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_to_a_place_are_found() {
        let text = "title: a\nbudget:\n  grant: 5\nmilestones:\n  - {phase: x, on: 2020}\n  - phase: y\n";
        let tree = yaml::parse(text, &mut Faults::default()).unwrap();
        let keys = |word: &str| {
            let (at, mut keys) = (text.find(word).unwrap(), String::new());
            keys_to(&tree, Span::new(at, at + 1), &mut keys);
            keys
        };
        assert_eq!(
            ["title", "5", "2020", "y", "grant"].map(keys),
            [".title", ".budget.grant", ".milestones.on", ".milestones.phase", ".budget.grant"]
        );
    }
}
