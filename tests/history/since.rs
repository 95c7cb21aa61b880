//! What `check --since` finds: what is new, and nothing that was wrong before.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};

use stimulab::{
    check::{Selection, check},
    load::{SETTINGS, UnchangedProjects, load, load_sharing},
    source::{Entry, Source, Unreadable, git as objects},
};

use crate::{commits, repositories::history, since, support::program::said};

#[test]
fn only_what_is_new_is_found() {
    let repository = history();
    let folder = repository.path();
    let file = "portfolio/2019/gjeld/project.yaml";
    assert_eq!(said(&folder, &["check"]).0, 1, "there is an old error");
    assert_eq!(since(&folder, &["HEAD"]), (0, vec![]));
    // What was wrong may move to another line, and the project to another folder.
    repository.replace(file, "title:", "# A comment.\n\ntitle:");
    repository.git(&["mv", "portfolio/2019/gjeld", "portfolio/2019/gjeldsfloken"]);
    let moved = "lost-project portfolio/2019/gjeldsfloken/project.yaml";
    assert_eq!(since(&folder, &["HEAD"]), (0, vec![moved.to_owned()]));
    // The same defect once more is new; so is another.
    let file = "portfolio/2019/gjeldsfloken/project.yaml";
    repository.replace(file, "owner: skatteetaten", "owner: skatteetaten\npartners: [skatteetaten]\nlife_event: gjeld");
    let new = ["unknown-organisation", "unknown-life-event"].map(|rule| format!("{rule} {file}"));
    let all = [&[moved.to_owned()], &new[..]].concat();
    assert_eq!(since(&folder, &["HEAD"]), (1, all.clone()));
    assert_eq!(since(&folder, &["HEAD", "2019/gjeldsfloken"]), (1, all.clone()));
    assert_eq!(since(&folder, &["HEAD", "portfolio/organisations.yaml"]), (0, vec![]));
    assert_eq!(since(&folder, &["HEAD", "--only", "unknown-life-event"]), (1, new[1..].to_vec()));
    assert_eq!(since(&folder, &["HEAD", "--skip", "unknown-life-event"]), (1, all[..2].to_vec()));
    repository.commit("Make it worse");
    assert_eq!(since(&folder, &["HEAD~1", "--at", "HEAD"]), (1, all));
    assert_eq!(since(&folder, &["HEAD"]), (0, vec![]));
    for format in ["human", "short", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&folder, &["check", "--since", "HEAD~1", "--format", format]);
        assert!(code == 1 && text.contains("unknown-life-event") && !text.contains("notat.md"), "{text}");
    }
    assert_eq!(said(&folder, &["check", "--since", "nope"]).0, 2);
}

/// Counts the files that are read.
struct Counted<'s>(&'s dyn Source, AtomicUsize);

impl Source for Counted<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.0.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.read(path, limit)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        self.0.stamp(path)
    }
}

#[test]
fn what_two_revisions_have_in_common_is_read_once() {
    let repository = history();
    let folder = repository.path();
    let git = objects::Repository::discover(&folder).unwrap();
    let at = |revision: &str| {
        let commit = git.resolve(revision).unwrap();
        git.portfolio(commit, revision, &["portfolio".to_owned()], SETTINGS).unwrap()
    };
    let selection = Selection::default();
    let mut saved = 0;
    for pair in commits(&repository)[1..].windows(2) {
        let shared = UnchangedProjects::default();
        for commit in [at(&pair[1]), at(&pair[0])] {
            let (alone, together) =
                (Counted(&commit, AtomicUsize::default()), Counted(&commit, AtomicUsize::default()));
            let (portfolio, findings) = check(load(&alone, &selection).unwrap(), &selection);
            let (same, found) = check(load_sharing(&together, &selection, &shared).unwrap(), &selection);
            assert_eq!((same.projects, found), (portfolio.projects, findings), "{pair:?}");
            saved += alone.1.into_inner() - together.1.into_inner();
        }
    }
    assert!(saved > 10, "{saved}");
    // What is found in a file may depend on another that is not the same any more.
    repository.write("portfolio/2019/lenker/project.yaml", "title: Lenker\nowner: nav\nphase: selected\n");
    repository.write("portfolio/2019/lenker/purpose.md", "Se [gjelda](../gjeld/challenge.md).\n");
    repository.commit("Link");
    let broken = || since(&folder, &["HEAD", "--only", "broken-link"]).1;
    assert_eq!(broken(), Vec::<String>::new());
    repository.git(&["rm", "-r", "--quiet", "portfolio/2019/gjeld"]);
    assert_eq!(broken(), ["broken-link portfolio/2019/lenker/purpose.md"]);
    // A project that is gone is told, and so is one that moved and does not say where it was.
    let lost = || since(&folder, &["HEAD", "--only", "lost-project"]).1;
    assert_eq!(lost(), ["lost-project portfolio/2019/gjeld/project.yaml"]);
    repository.git(&["mv", "portfolio/2019/lenker", "portfolio/2019/vegar"]);
    assert_eq!(
        lost(),
        ["lost-project portfolio/2019/gjeld/project.yaml", "lost-project portfolio/2019/vegar/project.yaml"]
    );
    repository.git(&["mv", "portfolio/2019/vegar", "portfolio/2019/lenker"]);
    // Git does not keep an empty folder, and it is one too many all the same.
    fs::create_dir_all(folder.join("portfolio/2019/lenker/tom")).unwrap();
    assert_eq!(since(&folder, &["HEAD", "--only", "stray-file"]).1, ["stray-file portfolio/2019/lenker/tom"]);
}

#[test]
fn only_what_is_new_is_mended() {
    let repository = history();
    let folder = repository.path();
    let file = "portfolio/2019/gjeld/project.yaml";
    repository.replace(file, "title:", "visibility: Public\ntitle:");
    repository.commit("Write a word in capitals");
    repository.replace(file, "title:", "language: nb\nbudget: {grant: 'kr 500 000'}\ntitle:");
    assert_eq!(said(&folder, &["check", "--since", "HEAD", "--fix"]).0, 0);
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains("visibility: Public") && text.contains("grant: 500000"), "{text}");
}

#[test]
fn before_the_first_portfolio_there_was_nothing() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--detach", "HEAD~2"]);
    repository.git(&["tag", "bare", "HEAD^{/Start the repository}"]);
    // All that is wrong is new, and nothing more.
    let (code, all) = since(&folder, &["bare"]);
    assert_eq!(code, 1);
    let (_, text) = said(&folder, &["check", "--format", "json"]);
    assert_eq!(all.len(), text.matches("\"rule\"").count());
    let (code, text) = said(&folder, &["check", "--since", "bare", "--format", "short"]);
    assert!(
        code == 1 && text.contains("at bare there is no portfolio in portfolio, so everything counts as changed"),
        "{text}"
    );
    let (code, text) = said(&folder, &["diff", "bare", "--format", "json", "--quiet"]);
    let found: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    assert_eq!(code, 0, "{text}");
    assert!(found["projects"].as_array().unwrap().iter().all(|project| project["change"] == "added"), "{text}");
    assert_eq!(found["processes"].as_array().unwrap().len(), 0, "the program brings its own");
    let (code, text) = said(&folder, &["diff", "HEAD", "bare", "--format", "md", "--lang", "en"]);
    assert!(code == 0 && text.contains("removed") && !text.contains("added"), "{text}");
    let (code, text) = said(&folder, &["diff", "bare", "bare"]);
    assert!(code == 2 && text.contains("no portfolio in portfolio at 'bare'"), "{text}");
}

#[test]
fn what_is_new_is_told_apart_from_what_was_wrong_before() {
    let repository = history();
    let folder = repository.path();
    let file = "portfolio/2020/ny/project.yaml";
    let phases = ["selected, on: 2020-01", "procurement, on: 2020-02", "diagnose, on: 2020-03"];
    let rest = format!("milestones:\n{}", phases.map(|phase| format!("  - {{phase: {phase}}}\n")).concat());
    let write = |head: &str, more: &str| {
        repository.write(file, &format!("{head}owner: nav\n{rest}{more}"));
        repository.commit("Change it");
    };
    let found = |only: &str| said(&folder, &["check", "--since", "HEAD~1", "--format", "short", "--only", only]);
    write("title: Ny\nphase: diagnose\n", "");
    // What was lacking is there, and something else is lacking.
    write("vendor: pwc\nphase: diagnose\n", "");
    let (code, text) = found("missing-field");
    assert!(code == 1 && text.contains("'title'") && !text.contains("'vendor'"), "{text}");
    // A warning about the milestone was there; the move is an error of its own.
    write("title: Ny\nvendor: pwc\nphase: diagnose\n", "  - {phase: explore, on: 2020-06}\n");
    write("title: Ny\nvendor: pwc\nphase: explore\n", "  - {phase: explore, on: 2020-06}\n");
    let (code, text) = found("gate-not-met");
    assert!(code == 1 && text.contains("error[gate-not-met]"), "{text}");
}
