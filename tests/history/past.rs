//! The past is read as if it were checked out: at every commit of a history, in every kind of clone.

use std::path::Path;

use crate::{
    commits,
    repositories::history,
    support::{
        program::said,
        repository::{Repository, git as run_git},
    },
};

/// What is asked of every commit.
const QUESTIONS: [&[&str]; 6] = [
    &["check", "--format", "json"],
    &["check"],
    &["list", "--format", "json"],
    &["stats", "--by", "phase", "--format", "json"],
    &["show", "2019", "--format", "json"],
    &["render", "announcement", "2019", "--format", "html"],
];

/// Asks everything at a revision.
fn asked_at(folder: &Path, revision: &str) -> Vec<(i32, String)> {
    QUESTIONS.iter().map(|question| said(folder, &[&["--at", revision], *question].concat())).collect()
}

#[test]
fn every_commit_reads_as_its_checkout() {
    let repository = history();
    let other = tempfile::tempdir().unwrap();
    let checkout = other.path().join("checkout");
    repository.git(&["worktree", "add", "--quiet", "--detach", checkout.to_str().unwrap()]);
    let commits = commits(&repository);
    assert!(commits.len() >= 14);
    // The first commit has no portfolio.
    for (at, commit) in commits.iter().enumerate().skip(1) {
        if at == commits.len() / 2 {
            repository.git(&["gc", "--quiet"]);
        }
        run_git(&checkout, 0, &["checkout", "--quiet", "--force", commit]);
        run_git(&checkout, 0, &["clean", "--quiet", "-ffdx"]);
        let there: Vec<_> = QUESTIONS.iter().map(|question| said(&checkout, question)).collect();
        for (question, (past, there)) in QUESTIONS.iter().zip(asked_at(&repository.path(), commit).iter().zip(&there)) {
            assert_eq!(past, there, "{question:?} at {commit}");
        }
        assert!(there[2].0 == 0 && there[0].1.contains("\"version\""), "{there:?}");
    }
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "nothing was touched");
}

#[test]
fn revisions_are_called_what_git_calls_them() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["tag", "-a", "v1", "-m", "first", "HEAD~3"]);
    repository.git(&["branch", "2020", "HEAD~2"]);
    repository.git(&["pack-refs", "--all"]);
    for revision in
        ["HEAD~3", "v1", "v1^{commit}", "main~3", "@~3", "HEAD^^^", "HEAD^{/Break a}", ":/Break a", "2020~1", "2020"]
    {
        let commit = repository.git(&["rev-list", "-1", revision]);
        let list = ["list", "--format", "json"];
        let by_name = said(&folder, &[&["--at", revision], &list[..]].concat());
        assert_eq!(by_name, said(&folder, &[&["--at", &commit[..9]], &list[..]].concat()), "{revision}");
        assert_eq!(by_name.0, 0, "{by_name:?}");
    }
}

#[test]
fn dates_follow_the_current_branch() {
    let repository = history();
    let folder = repository.path();
    // A commit every thirty days from 2020-01-31; the merge of side is dated 2020-07-29.
    let ids = |date: &str| said(&folder, &["--at", date, "list", "--columns", "id,phase", "--format", "tsv"]);
    let both = |date: &str, phase: &str| {
        let (code, text) = ids(date);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains(&format!("2019/gjeld\t{phase}")), "{date}: {text}");
    };
    both("2020-05", "Valgt ut");
    // The work on the side was done in May and June, and merged at the end of July.
    both("2020-06-30", "Valgt ut");
    both("2020-07-28", "Valgt ut");
    both("2020-07-29", "Anskaffelse");
    both("2020-08", "Anskaffelse");
    assert_eq!(ids("2020-03-30").1.lines().count(), 1, "only the head of the table");
    let (code, text) = ids("2019");
    assert_eq!(code, 2);
    assert!(text.contains("history begins on 2020-01-31"), "{text}");
    let (code, text) = ids("2020-01-31");
    assert!(code == 2 && text.contains("no portfolio in portfolio at '2020-01-31'"), "{text}");
    for (revision, expected) in [
        ("main@{2020-06-01}", "depends on the reflog"),
        ("mian", "did you mean main?"),
        ("HEAD:README.md", "is not a commit"),
        ("HEAD~99", "git has no revision 'HEAD~99'"),
    ] {
        let (code, text) = ids(revision);
        assert!(code == 2 && text.contains(expected), "{revision}: {text}");
    }
}

#[test]
fn every_kind_of_clone_is_read() {
    let repository = history();
    repository.git(&["tag", "then", "HEAD~6"]);
    let (home, other) = (repository.path(), tempfile::tempdir().unwrap());
    let list = ["--at", "then", "list", "--format", "json"];
    let expected = said(&home, &list);
    assert_eq!(expected.0, 0, "{}", expected.1);
    let url = format!("file://{}", home.display());
    let clone = |options: &[&str], name: &str| {
        run_git(other.path(), 0, &[&["clone", "--quiet"], options, &[&url, name]].concat());
        other.path().join(name)
    };
    let bare = clone(&["--bare"], "bare.git");
    assert_eq!(said(&bare, &list), expected);
    for named in ["bare.git", "bare.git/portfolio"] {
        assert_eq!(said(other.path(), &[&["--portfolio", named], &list[..]].concat()), expected, "{named}");
    }
    for words in [&["diff", "HEAD"][..], &["check", "--since", "HEAD"], &["list"]] {
        let (code, text) = said(&bare, words);
        assert!(code == 2 && text.contains("is a git repository without files on the disk (bare)"), "{text}");
    }
    let text = said(other.path(), &["--portfolio", "bare.git", "--at", "then", "check", "--format", "short"]).1;
    assert!(text.starts_with("bare.git/portfolio/2019/"), "{text}");
    // A work tree of its own, and a folder deep inside.
    let tree = other.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", tree.to_str().unwrap(), "HEAD~2"]);
    assert_eq!(said(&tree.join("portfolio/2019"), &list), expected);
    // A repository inside another.
    let outer = Repository::new();
    outer.git(&["submodule", "--quiet", "add", &url, "data"]);
    outer.commit("Take the portfolio in");
    assert_eq!(said(&outer.path().join("data"), &list), expected);
    let named = ["--portfolio", "data/portfolio"];
    assert_eq!(said(&outer.path(), &[&named, &list[..]].concat()), expected);
    // Without the files, only with the history.
    let empty = clone(&["--no-checkout"], "empty");
    assert_eq!(said(&empty, &list), expected);
    let shallow = clone(&["--depth=3"], "shallow");
    assert_eq!(said(&shallow, &["--at", "HEAD~1", "list"]).0, 0);
    let (beyond, first) = (repository.git(&["rev-parse", "HEAD~3"]), repository.git(&["rev-parse", "HEAD~9"]));
    for revision in ["HEAD~6", "HEAD~3", "HEAD^^^", &beyond, &beyond[..8], &first[..8], "v1", "side", "2020-06", "mian"]
    {
        for command in [&["--at", revision, "list"][..], &["check", "--since", revision], &["diff", revision]] {
            let (code, text) = said(&shallow, command);
            let is_told = text.contains("this clone is shallow") && text.contains("fetch-depth: 0");
            assert!(code == 2 && is_told, "{command:?}: {text}");
        }
    }
    assert!(said(&shallow, &["--at", "mian", "list"]).1.contains("did you mean main?"));
}

#[test]
fn a_clone_says_what_it_was_made_without() {
    let repository = history();
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", repository.path().to_str().unwrap());
    let other = tempfile::tempdir().unwrap();
    let clone = |arguments: &[&str], name: &str| {
        run_git(other.path(), 0, &[&["clone", "--quiet"], arguments, &[&url, name]].concat());
        other.path().join(name)
    };
    let partial = clone(&["--filter=blob:none"], "partial");
    for command in [&["--at", "HEAD~6", "list"][..], &["log"], &["diff", "HEAD~6"]] {
        let (code, text) = said(&partial, command);
        assert!(
            code == 2 && text.contains("this clone is partial") && text.contains("--refetch"),
            "{command:?}: {text}"
        );
    }
    run_git(&partial, 0, &["fetch", "--quiet", "--refetch", "--no-filter"]);
    assert_eq!(said(&partial, &["--at", "HEAD~6", "list"]).0, 0);
    // As a server of builds checks out a commit: no branch of its own.
    let detached = clone(&[], "detached");
    run_git(&detached, 0, &["checkout", "--quiet", "--detach"]);
    run_git(&detached, 0, &["branch", "--quiet", "-D", "main"]);
    let (code, text) = said(&detached, &["check", "--since", "main"]);
    assert!(code == 2 && text.contains("did you mean origin/main?"), "{text}");
}

#[test]
fn what_git_does_not_know_names_nothing() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["tag", "-a", "v1", "-m", "first", "HEAD~3"]);
    repository.git(&["tag", "2016-14", "HEAD~2"]);
    repository.git(&["branch", "abcdef1-x", "HEAD~1"]);
    let commit = repository.git(&["rev-parse", "HEAD~4"]);
    let short = &commit[..8];
    let made_up =
        [&format!("{short}-foo"), &format!("{short}-1"), &format!("v1-3-g{short}-dirty"), "abc123-foo", "v1-gxyz1"];
    for revision in made_up {
        let (code, text) = said(&folder, &["--at", revision, "list"]);
        assert!(code == 2 && text.contains(&format!("git has no revision '{revision}'")), "{revision}: {text}");
    }
    for date in ["2016-13", "2016-02-30", "2016-1", "2016-00-01"] {
        let (code, text) = said(&folder, &["--at", date, "list"]);
        assert!(code == 2 && text.contains(&format!("there is no date {date}")), "{date}: {text}");
    }
    for (revision, why) in [
        ("HEAD~2..HEAD", "several commits"),
        ("HEAD^!", "several commits"),
        ("^HEAD", "several commits"),
        ("HEAD^{/Br.ak}", "is a pattern"),
        ("HEAD@{+1}", "reflog"),
        ("v1^{tree}", "is not a commit"),
        ("", "git has no revision"),
        (" main", "git has no revision"),
    ] {
        let (code, text) = said(&folder, &["--at", revision, "list"]);
        assert!(code == 2 && text.contains(why), "{revision}: {text}");
    }
    let listed = |revision: &str| said(&folder, &["--at", revision, "list", "--format", "json"]);
    for revision in ["2016-14", "abcdef1-x", &format!("v1-1-g{short}"), &format!("anything-g{short}")] {
        let commit = repository.git(&["rev-parse", &format!("{revision}^{{commit}}")]);
        assert_eq!(listed(revision), listed(&commit), "{revision}");
    }
}

#[test]
fn a_commit_has_one_day() {
    let repository = Repository::new();
    repository.write("stimulab.yaml", "language: nb\n");
    repository.write("2019/arkiv/project.yaml", "title: Arkiv\n");
    repository.git(&["add", "--all"]);
    // Written in May, and brought onto the branch in June: an hour before midnight in London, when it is June in Oslo.
    let tree = repository.git(&["write-tree"]);
    let text = format!(
        "tree {tree}\nauthor A <a@b.no> 1748600000 +0200\ncommitter B <b@b.no> 1748732400 +0200\n\nAdd Arkiv\n"
    );
    repository.write(".git/made", &text);
    let commit = repository.git(&["hash-object", "-t", "commit", "-w", ".git/made"]);
    repository.git(&["reset", "--quiet", "--hard", &commit]);
    let folder = repository.path();
    let (code, text) = said(&folder, &["log", "--since", "2025-06", "--format", "csv"]);
    assert!(code == 0 && text.contains("2025-06-01") && text.contains("2019/arkiv"), "{text}");
    assert!(!said(&folder, &["log", "--until", "2025-05", "--format", "csv"]).1.contains("2019/arkiv"));
    assert_eq!(said(&folder, &["--at", "2025-05", "list"]).0, 2);
    assert_eq!(said(&folder, &["--at", "2025-06-01", "list"]).0, 0);
}

#[test]
fn a_portfolio_may_have_moved() {
    let repository = history();
    repository.git(&["mv", "portfolio", "data"]);
    repository.commit("Move the portfolio");
    let folder = repository.path();
    assert_eq!(said(&folder.join("data"), &["--at", "HEAD", "list"]).0, 0);
    let (code, text) = said(&folder.join("data"), &["--at", "HEAD~1", "list"]);
    let note = "at HEAD~1 the portfolio was in portfolio, not in data\n";
    assert!(code == 0 && text.contains(note), "{text}");
    let named = said(&folder, &["--portfolio", "portfolio", "--at", "HEAD~1", "list"]);
    assert_eq!(named, (0, text.replace(note, "")));
    // Where there are two, nobody knows which of them it was.
    repository.write("archive/stimulab.yaml", "language: nb\n");
    repository.commit("Add another");
    repository.git(&["rm", "-rq", "archive"]);
    repository.git(&["mv", "data", "files"]);
    repository.commit("Move it once more");
    let (code, text) = said(&folder.join("files"), &["--at", "HEAD~1", "list"]);
    assert!(code == 2 && text.contains("no portfolio in files at 'HEAD~1'"), "{text}");
}

#[test]
fn the_past_is_not_written_to() {
    let repository = history();
    let report: &[&str] = &["render", "report", "gjeld", "--write"];
    for command in [&["check", "--fix"][..], &["init"], &["schema", "--write"], &["explain"], report] {
        let (code, text) = said(&repository.path(), &[&["--at", "HEAD"], command].concat());
        assert!(code == 2 && text.contains("the past cannot be changed"), "{text}");
    }
}
