//! Which findings of one portfolio another had already.

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

/// Returns, for each finding after, whether it is new, and for each before, whether it is gone.
///
/// A finding is the same where its rule, its project, the keys on the way to its place, the text there and what it lacks are the
/// same; lines do not count. `now` turns the id of a project before into the one it has after.
#[must_use]
pub fn new_and_gone(
    before: (&[Finding], &dyn Source),
    after: (&[Finding], &dyn Source),
    now: impl Fn(&str) -> Option<String> + Sync,
) -> (Vec<bool>, Vec<bool>) {
    let (is_kept_before, is_kept_after) = kept(before, after, &now);
    let (old, rest_before) = without(before.0, &is_kept_before);
    let (new, rest_after) = without(after.0, &is_kept_after);
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

/// Returns which findings stand in the same place of a file that is the same, so that nothing has to be read to know them;
/// findings come in order of place.
fn kept(
    before: (&[Finding], &dyn Source),
    after: (&[Finding], &dyn Source),
    now: &impl Fn(&str) -> Option<String>,
) -> (Vec<bool>, Vec<bool>) {
    let mut old: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, finding) in before.0.iter().enumerate() {
        old.entry(&finding.file).or_default().push(at);
    }
    let (mut is_kept_before, mut is_kept_after) = (vec![false; before.0.len()], vec![false; after.0.len()]);
    let mut at = 0;
    for of_file in after.0.chunk_by(|a, b| a.file == b.file) {
        let first = at;
        at += of_file.len();
        let Some(places) = old.get(&*of_file[0].file) else { continue };
        // The folder of a project is known without reading more of it.
        let folder = of_file[0].project();
        let unit = folder.unwrap_or(&of_file[0].file);
        let stamp = before.1.stamp(unit);
        if stamp.is_none() || folder.is_some_and(|project| now(project).is_some()) || stamp != after.1.stamp(unit) {
            continue;
        }
        for (at, finding) in of_file.iter().enumerate() {
            // They come in order of place, and there may be thousands.
            let from = places.partition_point(|place| before.0[*place].span < finding.span);
            let mut here = places[from..].iter().take_while(|place| before.0[**place].span == finding.span);
            let is_same = |place: &&usize| {
                let known = &before.0[**place];
                !is_kept_before[**place] && known.rule == finding.rule && lacks(known).eq(lacks(finding))
            };
            if let Some(place) = here.find(is_same).copied() {
                (is_kept_before[place], is_kept_after[first + at]) = (true, true);
            }
        }
    }
    (is_kept_before, is_kept_after)
}

/// Lists the findings that are left, and where they stand among all.
fn without<'f>(findings: &'f [Finding], is_kept: &[bool]) -> (Vec<&'f Finding>, Vec<usize>) {
    let left = findings.iter().enumerate().filter(|(at, _)| !is_kept[*at]);
    left.map(|(at, finding)| (finding, at)).unzip()
}

/// Returns the ids that projects have now, by those they had, where they differ.
#[must_use]
pub fn renamed_ids(before: Side<'_>, after: Side<'_>) -> HashMap<String, String> {
    let pairs = super::project_pairs::pair_projects(before, after).into_iter();
    let ids = pairs.filter_map(|pair| Some((pair.before?.id.to_string(), pair.after?.id.to_string())));
    ids.filter(|(old, new)| old != new).collect()
}

/// Takes one of a kind; returns whether there was one.
fn take<'i>(left: &mut HashMap<&'i str, usize>, identity: &'i str) -> bool {
    match left.get_mut(identity) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// Returns what makes each finding the one it is; findings come in order of file, and each file is read once.
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

/// What a message may say that something lacks, and nothing at its place shows.
const LACKING: [&str; 5] = ["key", "document", "who", "language", "skipped"];

/// Lists what a finding says, as far as its place does not show it: the message, and what is not there.
fn lacks(finding: &Finding) -> impl Iterator<Item = (&str, Option<&Arg>)> {
    let args = finding.message.args.iter().filter(|(name, _)| LACKING.contains(name));
    std::iter::once((finding.message.key, None)).chain(args.map(|(name, arg)| (*name, Some(arg))))
}

fn identity(finding: &Finding, place: &str, text: &str, tree: Option<&Node<'_>>) -> String {
    let mut identity = format!("{}\n{place}\n", finding.rule);
    for (name, arg) in lacks(finding) {
        // Writing to a string cannot fail.
        let _ = writeln!(identity, "{name} {arg:?}");
    }
    // What a file lacks is told at its first key, whatever that is.
    let is_of_file = tree.is_some_and(|tree| is_first_key(tree, finding)) && lacks(finding).nth(1).is_some();
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

/// Returns whether a finding stands at the first key of its file.
fn is_first_key(tree: &Node<'_>, finding: &Finding) -> bool {
    let Value::Mapping(entries) = &tree.value else { return false };
    entries.first().is_some_and(|(key, _)| Some(key.span) == finding.span)
}

/// Adds the keys on the way to a place; the items of a list have no number, since others may come before them.
fn keys_to(node: &Node<'_>, place: Span, keys: &mut String) {
    let holds = |span: Span| span.start <= place.start && place.start < span.end.max(span.start + 1);
    match &node.value {
        Value::Mapping(entries) => {
            // A value ends where the next key begins.
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
    fn keys_lead_to_a_place() {
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
