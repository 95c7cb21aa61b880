//! A portfolio in memory, for tests that try thousands of them.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::Path,
};

use stimulab::source::{Entry, FileKind, Source, Unreadable};

/// Holds the files of a portfolio by path.
#[derive(Clone)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// Reads the portfolio of this repository.
    pub fn real() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("portfolio");
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                // A check-out on Windows must not make other faults than one elsewhere.
                let text = String::from_utf8(fs::read(entry.path()).unwrap()).unwrap().replace("\r\n", "\n");
                files.insert(path, text.into_bytes());
            }
        }
        Self { files }
    }

    /// Makes a portfolio of some files.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect() }
    }

    /// Writes a file anew.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.to_owned(), bytes);
    }

    /// Takes a file away.
    pub fn take(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Returns the bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Returns a portfolio of some of the files.
    pub fn only(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        Self {
            files: self
                .files
                .iter()
                .filter(|(path, _)| is_wanted(path))
                .map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect(),
        }
    }

    /// Lists the files whose path ends in this.
    pub fn paths<'t>(&'t self, ending: &'t str) -> impl Iterator<Item = &'t str> {
        self.files.keys().map(String::as_str).filter(move |path| path.ends_with(ending))
    }

    /// Lists the ids of the projects.
    pub fn projects(&self) -> impl Iterator<Item = &str> {
        self.paths("/project.yaml").filter_map(|path| path.strip_suffix("/project.yaml"))
    }

    /// Lists the texts of the projects.
    pub fn prose(&self) -> impl Iterator<Item = &str> {
        let topics = ["challenge.md", "purpose.md", "assessment.md"];
        let is_text = move |path: &&str| path.splitn(3, '/').nth(2).is_some_and(|name| topics.contains(&name));
        self.paths(".md").filter(is_text)
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn text(&self, path: &str) -> &str {
        str::from_utf8(&self.files[path]).unwrap()
    }

    /// Returns the number of the first line that starts like this.
    pub fn line(&self, path: &str, start: &str) -> Option<usize> {
        self.text(path).lines().position(|line| line.starts_with(start)).map(|at| at + 1)
    }

    /// Returns what stands behind a key on a line of its own.
    pub fn value(&self, path: &str, key: &str) -> Option<&str> {
        self.text(path).lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::trim)
    }

    /// Says how often a word stands as an id in the facts, and not as a word of a sentence.
    pub fn uses(&self, id: &str) -> usize {
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([',', ']', '}', ':', '\n']);
        let starts = |before: &str| {
            before.is_empty()
                || before.ends_with(['[', '\n'])
                || [": ", ", ", "- "].iter().any(|mark| before.ends_with(mark))
        };
        let is_id = |text: &str, at: usize| starts(&text[..at]) && ends(&text[at + id.len()..]);
        let count = |text: &str| text.match_indices(id).filter(|(at, _)| is_id(text, *at)).count();
        self.paths(".yaml").filter(|path| !path.starts_with("schema/")).map(|path| count(self.text(path))).sum()
    }
}

impl fmt::Debug for Tree {
    /// Says how much it is: all of it is more than anybody reads.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} files", self.files.len())
    }
}

impl Source for Tree {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = self.files.keys().filter_map(|path| path.strip_prefix(&start));
        let found: BTreeSet<(&str, bool)> =
            inside.map(|rest| rest.split_once('/').map_or((rest, false), |(name, _)| (name, true))).collect();
        if found.is_empty() {
            return Err(Unreadable::Missing);
        }
        let kind = |is_folder| if is_folder { FileKind::Folder } else { FileKind::File };
        Ok(found.into_iter().map(|(name, is_folder)| Entry { name: name.into(), kind: kind(is_folder) }).collect())
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.files.get(path).ok_or(Unreadable::Missing)?;
        if bytes.len() > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes.clone()) }
    }
}
