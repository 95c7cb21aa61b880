//! Relative paths, with forward slashes.

use std::path::{Component, Path, PathBuf};

/// Returns a path without links and `..`; a part that is not on the disk stays as it is.
pub fn resolved(path: &Path) -> PathBuf {
    let mut there = path.ancestors();
    let found = there.find_map(|there| Some((there, there.canonicalize().ok()?)));
    match found.and_then(|(there, plain)| Some((plain, path.strip_prefix(there).ok()?))) {
        Some((plain, rest)) if rest.as_os_str().is_empty() => plain,
        Some((plain, rest)) => plain.join(rest),
        None => path.to_owned(),
    }
}

/// Returns the relative path from one folder to another; the absolute path of the other where there is none.
pub fn relative_path(from: &Path, to: &Path) -> String {
    let (from, to) = (resolved(from), resolved(to));
    let slashed = |path: &Path| path.display().to_string().replace('\\', "/");
    let (mut ours, mut theirs) = (from.components().peekable(), to.components().peekable());
    while ours.peek().is_some() && ours.peek() == theirs.peek() {
        ours.next();
        theirs.next();
    }
    // There is no relative path from one Windows drive to another.
    if ours.clone().any(|part| matches!(part, Component::Prefix(_))) {
        return slashed(&to);
    }
    slashed(&ours.map(|_| Component::ParentDir).chain(theirs).collect::<PathBuf>())
}

/// Returns a path below a folder; an empty folder adds nothing.
pub fn joined(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_up_and_down() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("a/b")).unwrap();
        std::fs::create_dir_all(at("c")).unwrap();
        assert_eq!(relative_path(&at("a/b"), &at("c")), "../../c");
        assert_eq!(relative_path(&at("a"), &at("a/b")), "b");
        assert_eq!(relative_path(&at("a"), &at("a")), "");
    }
}
