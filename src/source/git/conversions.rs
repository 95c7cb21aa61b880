//! What git converts between a commit and the disk, as `.gitattributes` says.

use std::{collections::BTreeMap, fs, path::Path};

use gix::{bstr::BStr, glob::pattern::Case};
use gix_attributes::{
    Search, StateRef,
    search::{MetadataCollection, Outcome},
};

/// The attributes by which git changes more than the ends of lines.
const NAMES: [&str; 3] = ["ident", "filter", "working-tree-encoding"];

/// The largest file of attributes that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// Finds out which files git converts.
pub struct Conversions {
    search: Search,
    names: MetadataCollection,
}

impl Conversions {
    /// Reads some files of attributes, each with the folder of the work tree that it is about, the most general first; none
    /// if they do not convert anything.
    pub fn of<'p>(work_tree: &Path, files: impl Iterator<Item = (&'p Path, &'p str)>) -> Option<Self> {
        let (mut search, mut names) = (Search::default(), MetadataCollection::default());
        let mut is_any = false;
        for (file, folder) in files {
            let is_read = file.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() <= MAX_BYTES);
            let Some(bytes) = is_read.then(|| fs::read(file).ok()).flatten() else { continue };
            let has = |name: &&str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
            is_any |= NAMES.iter().any(has);
            // Patterns are relative to the folder of their file.
            let source = work_tree.join(folder).join(".gitattributes");
            let is_added = search.add_patterns_buffer(&bytes, source, Some(work_tree), &mut names, true);
            is_added.ok()?;
        }
        is_any.then_some(Self { search, names })
    }

    /// Returns the files that git converts, by what converts them.
    ///
    /// `has_filter` tells whether git's settings have a filter of some name; git ignores one that they have not.
    pub fn among<'f>(
        &self,
        files: impl Iterator<Item = &'f BStr>,
        has_filter: impl Fn(&str) -> bool,
    ) -> BTreeMap<String, Vec<String>> {
        let mut outcome = Outcome::default();
        outcome.initialize_with_selection(&self.names, NAMES);
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in files {
            outcome.reset();
            self.search.pattern_matching_relative_path(file, Case::Sensitive, Some(false), &mut outcome);
            for one in outcome.iter_selected() {
                let name = one.assignment.name.as_str();
                let converted = match one.assignment.state {
                    StateRef::Set if name == "ident" => Some(name.to_owned()),
                    StateRef::Value(value) => Some((name, value.as_bstr().to_string()))
                        .filter(|(name, value)| match *name {
                            // Pictures and documents of Git LFS are compared by their content.
                            "filter" if value == "lfs" => has_filter(value) && is_text(file),
                            "filter" => has_filter(value),
                            name => name != "ident" && !value.eq_ignore_ascii_case("utf-8"),
                        })
                        .map(|(name, value)| format!("{name}={value}")),
                    _ => None,
                };
                found.entry(converted.unwrap_or_default()).or_default().push(file.to_string());
            }
        }
        found.remove("");
        found
    }
}

/// Returns whether a file is a text of the portfolio.
fn is_text(file: &BStr) -> bool {
    [".yaml", ".md", ".j2"].iter().any(|end| file.ends_with(end.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_pattern_counts() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("p/x")).unwrap();
        fs::write(at("general"), "[attr]own ident\n*.md ident\n*.png filter=lfs\n*.yaml filter=lfs\n*.txt own\n")
            .unwrap();
        fs::write(at("near"), "a.md -ident working-tree-encoding=UTF-16\n/b.md !ident filter=none\nc.md filter=rot\n")
            .unwrap();
        let (general, near) = (at("general"), at("near"));
        let files = [(general.as_path(), ""), (near.as_path(), "p")];
        let conversions = Conversions::of(folder.path(), files.into_iter()).unwrap();
        let paths = ["a.md", "p/a.md", "p/b.md", "p/x/b.md", "p/c.md", "p/d.png", "p/e.yaml", "p/f.txt", "p/g.svg"];
        let found = conversions.among(paths.into_iter().map(BStr::new), |name| name != "none");
        let found: Vec<_> = found.iter().map(|(by, files)| format!("{by}: {}", files.join(" "))).collect();
        let expected = [
            "filter=lfs: p/e.yaml",
            "filter=rot: p/c.md",
            "ident: a.md p/x/b.md p/c.md p/f.txt",
            "working-tree-encoding=UTF-16: p/a.md",
        ];
        assert_eq!(found, expected);
        fs::write(at("general"), "*.md text eol=crlf\n").unwrap();
        assert!(Conversions::of(folder.path(), [(general.as_path(), "")].into_iter()).is_none());
    }
}
