//! The ways in which faults are made: a line changed, a line added, a sentence written.

use super::mutant::Mutant;
use crate::memory::Tree;

/// Holds one way to make a fault of one rule.
pub struct Operator {
    pub rule: &'static str,
    /// What a person did wrong, in a few words.
    pub slip: &'static str,
    /// Makes the fault in every place where it can be made.
    pub mutants: for<'t> fn(&'t Tree) -> Vec<Mutant<'t>>,
    /// Whether it shows only beside the portfolio as it was.
    pub is_change: bool,
}

/// Makes an operator of a rule about changes.
pub const fn since(
    rule: &'static str,
    slip: &'static str,
    mutants: for<'t> fn(&'t Tree) -> Vec<Mutant<'t>>,
) -> Operator {
    Operator { rule, slip, mutants, is_change: true }
}

/// Makes an operator.
pub const fn op(rule: &'static str, slip: &'static str, mutants: for<'t> fn(&'t Tree) -> Vec<Mutant<'t>>) -> Operator {
    Operator { rule, slip, mutants, is_change: false }
}

/// Changes a line wherever that can be done, and expects the finding there.
pub fn changed<'t>(tree: &'t Tree, ending: &str, edit: impl Fn(&str) -> Option<String>) -> Vec<Mutant<'t>> {
    let mut made = Vec::new();
    for path in tree.paths(ending) {
        for (at, line) in tree.text(path).lines().enumerate() {
            if let Some(new) = edit(line) {
                made.push(Mutant::of(tree).line(path, at + 1, &new).at(path, at + 1));
            }
        }
    }
    made
}

/// Adds lines in front of the line of a key, in each project that has it, and expects the finding in one of them.
pub fn added<'t>(tree: &'t Tree, key: &str, nth: usize, lines: impl Fn(&str) -> Option<String>) -> Vec<Mutant<'t>> {
    let mut made = Vec::new();
    for id in tree.projects() {
        let path = format!("{id}/project.yaml");
        if let (Some(at), Some(lines)) = (tree.line(&path, key), lines(id)) {
            made.push(Mutant::of(tree).before(&path, at, &lines).at(&path, at + nth));
        }
    }
    made
}

/// Says whether a project neither gives a key nor names it among what is unknown, so that to give it is no second fault.
pub fn lacks(tree: &Tree, id: &str, key: &str) -> bool {
    let path = format!("{id}/project.yaml");
    let unknown = tree.value(&path, "unknown").unwrap_or_default();
    tree.value(&path, key).is_none() && !unknown.split(['[', ',', ' ', ']']).any(|word| word == key)
}

/// Gives each project without a budget one, and expects the finding in one of its lines.
pub fn budget<'t>(tree: &'t Tree, nth: usize, lines: &str) -> Vec<Mutant<'t>> {
    let has_none = |id: &str| tree.line(&format!("{id}/project.yaml"), "budget:").is_none();
    added(tree, "phase:", nth, |id| has_none(id).then(|| lines.to_owned()))
}

/// Writes a paragraph at the end of each text of a project, and expects the finding in one of its lines.
pub fn written<'t>(tree: &'t Tree, nth: usize, text: &str) -> Vec<Mutant<'t>> {
    let write = |path| {
        let lines = Mutant::of(tree).lines(path);
        Mutant::of(tree).append(path, &format!("\n{text}\n")).at(path, lines + 2 + nth)
    };
    tree.prose().map(write).collect()
}

/// Replaces the first of one word by another.
pub fn swap(line: &str, from: &str, to: &str) -> Option<String> {
    line.contains(from).then(|| line.replacen(from, to, 1))
}

/// Returns the key and the value of a line that has both, unquoted and without a comment.
pub fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_plain = value.starts_with(char::is_alphanumeric) && !value.contains([':', '#']);
    (is_key && is_plain).then_some((key, value))
}
