//! The entries of a folder, and looking one up by name.

use crate::similar_name::closest;

/// Says what an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; never followed, since its target may lie outside the portfolio.
    Link,
    /// A pipe, a device or a socket, which cannot be read as a document.
    Special,
}

/// Names one entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name; bytes that are not UTF-8 are replaced by `�`.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
}

/// Holds the result of looking up a name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// An entry of exactly that name.
    Exact(FileKind),
    /// Only an entry whose name differs in upper and lower case: some systems find it, others do not.
    OtherCase(String),
    /// No such entry; the similar name is a suggestion.
    Missing(Option<String>),
}

impl Lookup {
    /// Looks for a name among the entries of a folder.
    #[must_use]
    pub fn among(entries: &[Entry], name: &str) -> Self {
        if let Ok(at) = entries.binary_search_by(|entry| entry.name.as_str().cmp(name)) {
            return Self::Exact(entries[at].kind);
        }
        let lower = name.to_lowercase();
        match entries.iter().find(|entry| entry.name == name || entry.name.to_lowercase() == lower) {
            Some(entry) if entry.name == name => Self::Exact(entry.kind),
            Some(entry) => Self::OtherCase(entry.name.clone()),
            None => {
                let near = closest(name, entries.iter().map(|entry| entry.name.as_str()));
                Self::Missing(near.map(str::to_owned))
            }
        }
    }
}

/// Joins the path of a folder and a name in it; the root has an empty path.
#[must_use]
pub fn join_path(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
