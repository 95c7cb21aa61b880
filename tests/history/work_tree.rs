//! What `diff` and `check` see of a work tree: what git would commit.

use crate::support::{
    program::said,
    repository::{Repository, git as run_git},
};

const DOCUMENTS: &str = "portfolio/2019/arkiv/documents";

fn portfolio() -> Repository {
    let repository = Repository::new();
    repository.write("portfolio/stimulab.yaml", "language: nb\n");
    repository.write("portfolio/2019/arkiv/project.yaml", "title: Arkiv\n");
    repository.write(&format!("{DOCUMENTS}/known.log"), "1\n");
    repository.commit("Start");
    repository
}

/// Lists the files that differ from the last commit, with what happened to each.
fn changes(repository: &Repository) -> Vec<String> {
    let (code, text) = said(&repository.path(), &["diff", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{code} {text}"));
    let files =
        document["projects"].as_array().unwrap().iter().flat_map(|project| project["files"].as_array().unwrap());
    files.map(|file| format!("{} {}", file["change"].as_str().unwrap(), file["file"].as_str().unwrap())).collect()
}

#[test]
fn ignored_files_are_no_change() {
    let repository = portfolio();
    repository.write(".gitignore", "*.log\nbuild/\n!kept.log\n");
    repository.write("portfolio/2019/.gitignore", "/arkiv/documents/notat.txt\n");
    repository.write(".git/info/exclude", "*.private\n");
    for name in ["a.log", "build/x.txt", "notat.txt", "b.private", "deep/c.log"] {
        repository.write(&format!("{DOCUMENTS}/{name}"), "x\n");
    }
    assert_eq!(changes(&repository), Vec::<String>::new());
    // A file that git has already is followed, whatever is ignored.
    repository.write(&format!("{DOCUMENTS}/known.log"), "2\n");
    repository.write(&format!("{DOCUMENTS}/kept.log"), "x\n");
    repository.write(&format!("{DOCUMENTS}/deep/d.txt"), "x\n");
    let expected = ["added documents/kept.log", "changed documents/known.log", "added documents/deep/d.txt"];
    assert_eq!(changes(&repository), expected);
    let (code, text) = said(&repository.path(), &["check", "--since", "HEAD", "--format", "short"]);
    assert!(code == 0 && !text.contains("notat"), "{text}");
}

#[test]
fn other_repositories_are_no_change() {
    let repository = portfolio();
    let nested = repository.path().join(DOCUMENTS).join("nested");
    std::fs::create_dir_all(&nested).unwrap();
    run_git(&nested, 0, &["init", "--quiet", "--template="]);
    std::fs::write(nested.join("x.txt"), "x\n").unwrap();
    assert_eq!(changes(&repository), Vec::<String>::new());
    // Files that lie in another folder are this repository's.
    std::fs::remove_dir_all(nested.join(".git")).unwrap();
    assert_eq!(changes(&repository), ["added documents/nested/x.txt"]);
}

#[test]
fn a_file_that_git_ignores_is_not_stray() {
    let repository = portfolio();
    repository.write("portfolio/2019/arkiv/utkast.txt", "x\n");
    let stray = || said(&repository.path(), &["check", "--only", "stray-file", "--format", "short"]).1;
    assert!(stray().contains("utkast.txt"));
    repository.write(".gitignore", "utkast.*\n");
    assert!(!stray().contains("utkast.txt"), "{}", stray());
    repository.git(&["add", "--force", "portfolio/2019/arkiv/utkast.txt"]);
    assert!(stray().contains("utkast.txt"));
}

#[test]
fn a_file_kept_with_lfs_is_its_pointer() {
    let repository = portfolio();
    let hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    let file = format!("{DOCUMENTS}/a.png");
    repository.write(&file, &format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 5\n"));
    repository.commit("Add a picture");
    repository.write(&file, "hello");
    assert_eq!(changes(&repository), Vec::<String>::new());
    repository.write(&file, "hullo");
    assert_eq!(changes(&repository), ["changed documents/a.png"]);
}

#[test]
fn files_that_git_converts_are_named() {
    let repository = portfolio();
    for name in ["a", "b", "c", "d"] {
        repository.write(&format!("{DOCUMENTS}/{name}.md"), "$Id$\n");
    }
    repository.commit("Documents");
    let said = |words: &[&str]| said(&repository.path(), words).1;
    repository.write(".gitattributes", "*.yaml text eol=crlf\n");
    assert!(!said(&["diff"]).contains("gitattributes"));
    repository.write(".gitattributes", "*.md ident\n*.log filter=own\n");
    repository.write("portfolio/2019/.gitattributes", "project.yaml working-tree-encoding=UTF-16LE\n");
    repository.git(&["add", "portfolio/2019/.gitattributes"]);
    for words in [&["diff"][..], &["check", "--since", "HEAD"]] {
        let text = said(words);
        for expected in [
            "git keeps 4 files in another form than on the disk ('ident' in .gitattributes)",
            "portfolio/2019/arkiv/documents/c.md, …",
            "git keeps portfolio/2019/arkiv/project.yaml in another form than on the disk ('working-tree-encoding=UTF-16LE'",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        assert!(!text.contains("filter=own"), "git has no such filter: {text}");
    }
    repository.git(&["config", "filter.own.clean", "cat"]);
    assert!(said(&["diff"]).contains("('filter=own' in .gitattributes)"));
    assert!(!said(&["diff", "--quiet"]).contains("gitattributes"));
    assert!(!said(&["diff", "HEAD", "HEAD"]).contains("gitattributes"));
}
