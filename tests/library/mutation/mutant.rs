//! One fault made in a portfolio, and what must be found then.

use std::collections::BTreeMap;

use crate::memory::Tree;

/// Holds a portfolio with one fault, and what must be found in it.
pub struct Mutant<'t> {
    from: &'t Tree,
    changed: BTreeMap<String, Option<Vec<u8>>>,
    /// Where the operator's own rule must be found: files and lines.
    pub places: Vec<(String, usize)>,
    /// What must be found besides, since it follows from the fault: rules, files and lines.
    pub follows: Vec<(&'static str, String, usize)>,
}

impl<'t> Mutant<'t> {
    pub fn of(from: &'t Tree) -> Self {
        Self { from, changed: BTreeMap::new(), places: Vec::new(), follows: Vec::new() }
    }

    fn text(&self, path: &str) -> &str {
        match self.changed.get(path) {
            Some(bytes) => str::from_utf8(bytes.as_ref().unwrap()).unwrap(),
            None => self.from.text(path),
        }
    }

    /// Writes a file anew.
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.changed.insert(path.to_owned(), Some(bytes.into()));
        self
    }

    /// Takes a file away.
    pub fn without(mut self, path: &str) -> Self {
        self.changed.insert(path.to_owned(), None);
        self
    }

    /// Puts lines in the place of one; no lines at all take it out.
    pub fn line(self, path: &str, number: usize, with: &str) -> Self {
        let mut lines: Vec<&str> = self.text(path).lines().collect();
        lines.splice(number - 1..number, with.lines());
        let text = lines.join("\n") + "\n";
        self.file(path, text)
    }

    /// Puts lines in front of one.
    pub fn before(self, path: &str, number: usize, lines: &str) -> Self {
        let here = self.text(path).lines().nth(number - 1).unwrap_or_default().to_owned();
        self.line(path, number, &format!("{lines}\n{here}"))
    }

    /// Adds text at the end of a file.
    pub fn append(self, path: &str, text: &str) -> Self {
        let whole = format!("{}{text}", self.text(path));
        self.file(path, whole)
    }

    pub fn lines(&self, path: &str) -> usize {
        self.text(path).lines().count()
    }

    /// Says where the fault must be found.
    pub fn at(mut self, path: &str, line: usize) -> Self {
        self.places.push((path.to_owned(), line));
        self
    }

    /// Says what else must be found.
    pub fn and(mut self, rule: &'static str, path: &str, line: usize) -> Self {
        self.follows.push((rule, path.to_owned(), line));
        self
    }

    /// Returns the portfolio with the fault.
    pub fn tree(&self) -> Tree {
        let mut tree = self.from.clone();
        for (path, bytes) in &self.changed {
            match bytes {
                Some(bytes) => tree.put(path, bytes.clone()),
                None => tree.take(path),
            }
        }
        tree
    }

    /// Returns what the fault changed, to be read by a person.
    pub fn shown(&self) -> String {
        let mut out = String::new();
        for (path, bytes) in &self.changed {
            let old = self.from.bytes(path).map_or_else(String::new, |old| String::from_utf8_lossy(old).into_owned());
            let new = bytes.as_ref().map_or_else(String::new, |new| String::from_utf8_lossy(new).into_owned());
            out += &format!("--- {path}\n");
            let lines = stimulab::text_comparison::unified(path, &old, &new);
            let changed = lines.lines().skip(2).filter(|line| line.starts_with(['-', '+']));
            out += &changed.map(|line| format!("{line}\n")).collect::<String>();
        }
        out
    }
}
