//! The past is read as if it were checked out: at every commit of a history, in every kind of clone.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod git;

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use git::{Repository, git as run_git, history, said};
use stimulab::{
    check::{Selection, check},
    load::{SETTINGS, UnchangedProjects, load, load_sharing},
    source::{Entry, Source, Unreadable, git as objects},
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

fn commits(repository: &Repository) -> Vec<String> {
    repository.git(&["rev-list", "--reverse", "HEAD"]).lines().map(str::to_owned).collect()
}

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
        ("main@{2020-06-01}", "means something else in every clone"),
        ("mian", "did you mean main?"),
        ("HEAD:README.md", "is no commit"),
        ("HEAD~99", "git knows no revision 'HEAD~99'"),
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
    for (revision, expected) in [("HEAD~6", "lacks a part of the history"), ("2020-06", "lacks a part of the history")]
    {
        let (code, text) = said(&shallow, &["--at", revision, "list"]);
        assert!(code == 2 && text.contains(expected) && text.contains("--unshallow"), "{revision}: {text}");
    }
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
fn what_git_cannot_give_is_an_error_and_no_finding() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("stimulab.yaml"), "language: nb\n").unwrap();
    let (code, text) = said(outside.path(), &["--at", "HEAD", "list"]);
    assert!(code == 2 && text.contains("lies in no git repository"), "{text}");
    run_git(outside.path(), 0, &["init", "--quiet"]);
    for revision in ["HEAD", "2020"] {
        let (code, text) = said(outside.path(), &["--at", revision, "list"]);
        assert!(code == 2 && text.contains("nothing is committed yet"), "{text}");
    }
    let repository = history();
    let folder = repository.path();
    let object = |revision: &str| {
        let id = repository.git(&["rev-parse", revision]);
        folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]))
    };
    let check = |revision: &str| said(&folder, &["--at", revision, "check"]);
    let damage = |revision: &str, bytes: Option<&[u8]>, path: &str| {
        let object = object(revision);
        let sound = fs::read(&object).unwrap();
        fs::remove_file(&object).unwrap();
        if let Some(bytes) = bytes {
            fs::write(&object, bytes).unwrap();
        }
        let (code, text) = check("HEAD~1");
        assert!(code == 2 && text.contains("damaged or incomplete"), "{revision}: {code} {text}");
        assert!(text.contains(path), "{text}");
        assert!(!text.contains("unreadable-file"), "{text}");
        fs::write(&object, sound).unwrap();
        assert!(check("HEAD~1").0 == 1, "as it was");
    };
    damage("HEAD~1:portfolio/2019/gjeld/project.yaml", None, "2019/gjeld/project.yaml");
    damage("HEAD~1:portfolio/2019/gjeld/project.yaml", Some(b"no object"), "2019/gjeld/project.yaml");
    damage("HEAD~1:portfolio/2019/gjeld", None, "2019/gjeld");
    damage("HEAD~1:portfolio/2019", None, "2019");
    damage("HEAD~1:portfolio", None, "portfolio");
}

#[test]
fn a_damaged_object_is_never_read_as_if_it_were_sound() {
    let repository = history();
    let folder = repository.path();
    let said_so = ["damaged or incomplete", "cannot be read"];
    let questions: [&[&str]; 3] = [&["--at", "HEAD~1", "check"], &["log"], &["diff", "HEAD~1", "HEAD"]];
    for revision in ["HEAD~1:portfolio/2019/gjeld/project.yaml", "HEAD~1:portfolio/2019", "HEAD~1"] {
        let id = repository.git(&["rev-parse", revision]);
        let path = folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
        let sound = fs::read(&path).unwrap();
        let as_it_is: Vec<_> = questions.iter().map(|question| said(&folder, question)).collect();
        let write = |bytes: &[u8]| {
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
        };
        // Half of it gone, and then a byte here and there.
        let half = sound.iter().enumerate().map(|(at, byte)| if at < sound.len() / 2 { *byte } else { 0 }).collect();
        let flipped = (0..sound.len()).step_by(17).map(|at| {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x21;
            bytes
        });
        for bytes in std::iter::once(half).chain(flipped) {
            write(&bytes);
            for (question, as_it_is) in questions.iter().zip(&as_it_is) {
                let answer = said(&folder, question);
                let is_refused = answer.0 == 2 && said_so.iter().any(|words| answer.1.contains(words));
                // A byte that unpacking does not look at changes nothing.
                assert!(is_refused || answer == *as_it_is, "{revision} {question:?}: {} {}", answer.0, answer.1);
            }
        }
        write(&sound);
    }
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

/// Makes a portfolio of two revisions between which much changes.
fn two_revisions() -> Repository {
    let repository = history();
    repository.git(&["tag", "before", "HEAD~2"]);
    repository.git(&["switch", "--quiet", "--create", "work", "before"]);
    let file = "portfolio/2019/arkivfloken/project.yaml";
    repository.replace(file, "phase: procurement\nbudget", "phase: diagnose\nbudget");
    repository.replace(file, "grant: 2500000", "grant: 2900000");
    repository.replace(file, "vendor: pwc", "vendor: [pwc, halogen]");
    repository.replace(file, "milestones:\n", "milestones:\n  # the first\n");
    repository.replace(file, "styringsgruppen}\n", "styringsgruppen}\n  - {phase: diagnose, on: 2020-11-02}\n");
    repository.write("portfolio/2019/arkivfloken/challenge.md", "Arkivering er *vanskelig* for de fleste, hver dag.\n");
    repository.replace("portfolio/organisations.yaml", "pwc:", "halogen: {name: Halogen, kind: company}\npwc:");
    repository.git(&["mv", "portfolio/2019/gjeld", "portfolio/2019/gjeldsfloken"]);
    repository.replace("portfolio/2019/gjeldsfloken/project.yaml", "owner: skatteetaten", "owner: nav");
    repository.replace("portfolio/2019/round.yaml", "applications: 38", "applications: 39");
    repository.write("portfolio/2020/ny/project.yaml", "title: Ny\nowner: nav\nphase: selected\nlife_event: gjeld\n");
    repository.commit("Change much");
    repository
}

#[test]
fn differences_are_told_in_the_programmes_terms() {
    let repository = two_revisions();
    let folder = repository.path();
    let (code, text) = said(&folder, &["diff", "before", "--format", "md", "--lang", "en", "--prose"]);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!(text);
    // The same between commits, on the disk, in a range, and from where the branches parted.
    let same = |arguments: &[&str]| {
        let (code, other) =
            said(&folder, &[&["diff"], arguments, &["--format", "md", "--lang", "en", "--prose"]].concat());
        assert_eq!(code, 0, "{other}");
        assert_eq!(
            text.lines().skip(1).collect::<Vec<_>>(),
            other.lines().skip(1).collect::<Vec<_>>(),
            "{arguments:?}"
        );
    };
    same(&["before", "HEAD"]);
    same(&["before..HEAD"]);
    same(&["before.."]);
    same(&["--at", "work", "before"]);
    same(&["main...work"]);
    // Documents and the final report count, too.
    let other = two_revisions();
    let folder = other.path();
    other.replace("portfolio/2019/gjeldsfloken/documents/bilag.md", "Et bilag.", "Et langt bilag.");
    other.write("portfolio/2019/gjeldsfloken/report/learnings.md", "Vi lærte mye.\n");
    let (_, told) = said(&folder, &["diff", "--format", "md", "--lang", "en"]);
    assert!(told.contains("- documents/bilag.md rewritten: 2 → 3 words\n"), "{told}");
    assert!(told.contains("- report/learnings.md written: 3 words\n"), "{told}");
    other.write("portfolio/2019/gjeldsfloken/documents/vedlegg/kart.pdf", "%PDF-1.7 kart\n");
    other.write("portfolio/2019/gjeldsfloken/documents/vedlegg/.gitkeep", "");
    other.write("portfolio/2019/gjeldsfloken/report/dypt/notat.md", "Tre nye ord.\n");
    let (_, told) = said(&folder, &["diff", "--format", "md", "--lang", "en"]);
    assert!(told.contains("- report/dypt/notat.md written: 3 words\n"), "{told}");
    assert!(told.contains("- documents/vedlegg/kart.pdf added\n"), "{told}");
    assert!(!told.contains(".gitkeep"), "{told}");
    other.commit("Learn");
    let lines = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let (_, committed) = said(&folder, &["diff", "HEAD~1", "HEAD", "--format", "md", "--lang", "en"]);
    assert_eq!(lines(&committed), lines(&told));
    other.write("portfolio/2019/gjeldsfloken/documents/vedlegg/kart.pdf", "%PDF-1.7 kart\r\n");
    let (code, text) = said(&folder, &["diff"]);
    assert!(code == 0 && text.ends_with("\nNothing has changed.\n"), "only the end of a line: {text}");
    other.write("portfolio/2019/gjeldsfloken/documents/vedlegg/kart.pdf", "%PDF-1.7 et annet\n");
    let (_, text) = said(&folder, &["diff", "--lang", "nn"]);
    assert!(text.contains("documents/vedlegg/kart.pdf endra\n"), "{text}");
    other.commit("Draw");
    let (_, found) = said(&folder, &["diff", "HEAD~1", "HEAD", "--format", "json"]);
    assert!(
        found.contains("\"file\": \"documents/vedlegg/kart.pdf\"") && found.contains("\"change\": \"changed\""),
        "{found}"
    );
    other.git(&["rm", "--quiet", "portfolio/2019/gjeldsfloken/documents/vedlegg/kart.pdf"]);
    let (_, text) = said(&folder, &["diff", "--lang", "nb"]);
    assert!(text.contains("documents/vedlegg/kart.pdf fjernet\n"), "{text}");
    other.commit("Tidy up");
    let (code, text) = said(&folder, &["diff"]);
    assert!(code == 0 && text.starts_with("Changes from HEAD to the files on the disk\n"), "{text}");
    assert!(text.ends_with("\nNothing has changed.\n"), "{text}");
}

#[test]
fn differences_are_data_too() {
    let repository = two_revisions();
    let (code, text) = said(&repository.path(), &["diff", "before", "work", "--format", "json", "--lang", "en"]);
    assert_eq!(code, 0, "{text}");
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found["version"], 1);
    assert_eq!(found["from"]["commit"], repository.git(&["rev-parse", "before"]));
    let project = |id: &str| {
        let projects = found["projects"].as_array().unwrap();
        projects.iter().find(|project| project["id"] == id).unwrap().clone()
    };
    let renamed = project("2019/gjeldsfloken");
    assert_eq!((&renamed["change"], &renamed["former_id"]), (&"renamed".into(), &"2019/gjeld".into()));
    assert_eq!(project("2020/ny")["change"], "added");
    let fields = project("2019/arkivfloken")["fields"].clone();
    let grant = fields.as_array().unwrap().iter().find(|field| field["field"] == "budget.grant").unwrap();
    assert_eq!((&grant["before"], &grant["after"]), (&2_500_000.into(), &2_900_000.into()));
    assert_eq!(grant["text"], "Grant: NOK\u{a0}2,500,000 → 2,900,000");
    assert_eq!(found["totals"]["after"]["grant"]["known"], 2_900_000);
    let has = |list: &str, rule: &str| {
        found["findings"][list].as_array().unwrap().iter().any(|finding| finding["rule"] == rule)
    };
    assert!(has("gone", "unknown-organisation") && !has("appeared", "unknown-organisation"));
    assert!(has("appeared", "unknown-life-event") && !has("gone", "unknown-life-event"));
}

/// Runs a check since a revision, and returns its exit code and the rules it found, each with its file.
fn since(folder: &Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let (code, text) = said(folder, &[&["-q", "check", "--format", "json", "--since"], arguments].concat());
    let found: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    let line =
        |found: &serde_json::Value| format!("{} {}", found["rule"].as_str().unwrap(), found["file"].as_str().unwrap());
    (code, found["findings"].as_array().unwrap().iter().map(line).collect())
}

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
fn a_move_is_not_allowed_by_what_was_said_of_an_earlier_one() {
    let repository = history();
    let folder = repository.path();
    let file = "portfolio/2020/runde/project.yaml";
    repository.write("portfolio/2020/runde/documents/bilag.md", "Bilaget.\n");
    let mut milestones = String::new();
    let mut found = |phase: &str, milestone: &str| {
        if !milestone.is_empty() {
            milestones += &format!("  - {{phase: {milestone}}}\n");
        }
        let text = format!("title: Runde\nowner: nav\nvendor: pwc\nphase: {phase}\nmilestones:\n{milestones}");
        repository.write(file, &text);
        let only = "gate-not-met,illegal-transition,history-rewritten";
        let found: Vec<String> = since(&folder, &["HEAD", "--only", only]).1;
        repository.commit("Move on or back");
        found.iter().map(|found| found.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = "document: documents/bilag.md, approved_by: styringsgruppen";
    found("diagnose", "diagnose, on: 2020-01");
    let nothing = Vec::<String>::new();
    assert_eq!(found("explore", &format!("explore, on: 2020-02, {both}")), nothing);
    assert_eq!(found("diagnose", "diagnose, on: 2020-03, reason: Feil problem."), nothing);
    assert_eq!(found("explore", ""), ["gate-not-met"]);
    assert_eq!(found("explore", &format!("explore, on: 2020-04, {both}")), nothing);
    assert_eq!(found("diagnose", ""), ["illegal-transition"]);
    assert_eq!(found("explore", ""), nothing, "as if it had never moved");
    assert_eq!(found("diagnose", "diagnose, on: 2020-05"), ["illegal-transition"]);
    // Another process model begins at its beginning, or says why not.
    let switched = |phase: &str, milestone: &str| {
        repository.replace(file, "phase: diagnose\n", &format!("phase: {phase}\nprocess: systems-innovation\n"));
        let text = fs::read_to_string(folder.join(file)).unwrap() + &format!("  - {{phase: {milestone}}}\n");
        repository.write(file, &text);
        let found = since(&folder, &["HEAD", "--only", "illegal-transition,gate-not-met"]).1;
        repository.git(&["checkout", "--quiet", "."]);
        found
    };
    assert_eq!(switched("set-up", "set-up"), nothing);
    assert_eq!(switched("experiment", "experiment"), [format!("illegal-transition {file}")]);
    assert_eq!(switched("experiment", "experiment, reason: slått sammen"), nothing);
    // The reason is a part of the memory.
    repository.replace(file, ", reason: Feil problem.", "");
    let (code, text) = said(&folder, &["check", "--since", "HEAD", "--format", "short", "--only", "history-rewritten"]);
    assert!(code == 0 && text.contains("'reason' of the milestone for diagnose was Feil problem."), "{text}");
}

#[test]
fn moves_follow_the_process_model() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--create", "work", "HEAD~2"]);
    let file = "portfolio/2019/arkivfloken/project.yaml";
    let settings = "portfolio/stimulab.yaml";
    repository.replace(settings, "language: nb\n", "language: nb\nfrozen: [id, budget, round.grant_total]\n");
    repository.replace("portfolio/2019/round.yaml", "applications", "announced: 2020\napplications");
    repository.commit("Freeze what is announced");
    let found = || since(&folder, &["HEAD", "--skip", "stale-project,skipped-phase,phase-disagrees,missing-field"]);
    let in_file = |rules: &[&str]| rules.iter().map(|rule| format!("{rule} {file}")).collect::<Vec<_>>();
    let write = |old: &str, new: &str, rules: &[&str]| {
        repository.replace(file, old, new);
        assert_eq!(found(), (i32::from(!rules.is_empty()), in_file(rules)), "{new}");
        repository.git(&["checkout", "--quiet", "."]);
    };
    let moved = |phase: &str| format!("phase: {phase}\nbudget");
    write("phase: procurement\nbudget", &moved("diagnose"), &[]);
    write("phase: procurement\nbudget", &moved("stopped"), &[]);
    write("phase: procurement\nbudget", &moved("explore"), &["gate-not-met", "illegal-transition"]);
    write("phase: procurement\nbudget", &moved("selected"), &["illegal-transition"]);
    write("phase: procurement\nbudget", "budget", &["illegal-transition"]);
    write("  - {phase: selected, on: 2019-12}\n", "", &["history-rewritten"]);
    write("on: 2019-12}", "on: 2019-12-24}", &[]);
    write("grant: 2500000", "grant: 2600000", &["immutable-field"]);
    write("grant: 2500000", "grant: 2500000\n  own_funding: 300000", &[]);
    // The gate after diagnose asks for a document and an approval.
    repository.replace(file, "phase: procurement\nbudget", &moved("diagnose"));
    repository.commit("Begin the diamond");
    write("phase: diagnose\nbudget", &moved("explore"), &["gate-not-met"]);
    write("phase: diagnose\nbudget", "phase: explore\nunknown: [document, approved_by]\nbudget", &[]);
    let long = "phase: explore\nunknown: [milestones.document, milestones.approved_by]\nbudget";
    write("phase: diagnose\nbudget", long, &[]);
    // Neither a second step in the same change nor what old sources lack leads around the gate.
    write("phase: diagnose\nbudget", &moved("develop"), &["gate-not-met", "illegal-transition"]);
    write("phase: diagnose\nbudget", "phase: explore\nunknown: [milestones]\nbudget", &["gate-not-met"]);
    // What was frozen cannot be changed by taking it out of the list in the same breath.
    repository.replace(settings, "frozen: [id, budget, round.grant_total]\n", "");
    write("grant: 2500000", "grant: 2600000", &["immutable-field"]);
    // Each gate that is left is asked for, also where two phases are left at once.
    let passes = |phase: &str, milestones: &[&str], rules: &[&str]| {
        let lines: String = milestones.iter().map(|milestone| format!("  - {{phase: {milestone}}}\n")).collect();
        let text = fs::read_to_string(folder.join(file)).unwrap();
        fs::write(folder.join(file), text + &lines).unwrap();
        write("phase: diagnose\nbudget", &moved(phase), rules);
    };
    let both = "document: documents/bilag.md, approved_by: styringsgruppen";
    repository.write("portfolio/2019/arkivfloken/documents/bilag.md", "Bilaget.\n");
    repository.commit("Add the annex");
    passes("develop", &["diagnose", "explore", "develop"], &["gate-not-met"]);
    passes("develop", &["diagnose", "explore", &format!("develop, {both}")], &["gate-not-met"]);
    passes("develop", &["diagnose", &format!("explore, {both}"), "develop"], &[]);
    passes("completed", &["diagnose", "completed, reason: ferdig"], &["gate-not-met"]);
    passes("completed", &["diagnose", &format!("completed, reason: ferdig, {both}")], &[]);
    // A folder that was announced stays where it is.
    repository.git(&["mv", "portfolio/2019/arkivfloken", "portfolio/2019/annet"]);
    let moved = ["immutable-field", "lost-project"].map(|rule| format!("{rule} portfolio/2019/annet/project.yaml"));
    assert_eq!(found(), (1, moved.to_vec()));
    repository.git(&["reset", "--quiet", "--hard"]);
    // What is allowed where it stands is no finding, and without a revision to compare with nobody knows.
    repository.replace(
        file,
        "  - {phase: selected, on: 2019-12}\n",
        "  # stimulab: allow(history-rewritten) the date was wrong\n  - {phase: selected, on: 2019-11}\n",
    );
    assert_eq!(found().1, Vec::<String>::new());
    let (_, text) = said(&folder, &["check", "--format", "short"]);
    assert!(!text.contains("unused-allow"), "{text}");
}

#[test]
fn the_life_of_a_project_is_told_through_its_renames() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--detach", "HEAD~2"]);
    let (code, text) = said(&folder, &["log", "arkivfloken", "--format", "md", "--lang", "en"]);
    assert_eq!(code, 0, "{text}");
    // The names of commits depend on nothing but what is committed.
    insta::assert_snapshot!("log_of_a_project", text);
    for word in ["2019/arkivfloken", "2019/arkiv", "Arkivfloken"] {
        assert_eq!(said(&folder, &["log", word, "--format", "md", "--lang", "en"]).1, text, "{word}");
    }
    repository.git(&["switch", "--quiet", "main"]);
    // It is gone, and its history is not.
    let (code, gone) = said(&folder, &["log", "2019/arkivfloken", "--format", "csv", "--lang", "en"]);
    assert!(code == 0 && gone.contains(";removed;"), "{gone}");
    let (code, text) = said(&folder, &["log", "2019/arkivflokken"]);
    assert!(code == 2 && text.contains("nothing goes by the name '2019/arkivflokken'"), "{text}");
}

#[test]
fn the_portfolio_is_told_commit_by_commit() {
    let repository = history();
    let folder = repository.path();
    let (code, text) = said(&folder, &["log", "--format", "md", "--lang", "en"]);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!("log_of_the_portfolio", text);
    let json = |arguments: &[&str]| {
        let (code, text) = said(&folder, &[&["log", "--format", "json"], arguments].concat());
        assert_eq!(code, 0, "{text}");
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["version"], 1);
        document["events"].as_array().unwrap().clone()
    };
    let all = json(&[]);
    // Every commit that git says changed a project's file is there, and no other.
    let of_git = repository.git(&[
        "log",
        "--no-merges",
        "--format=%H",
        "--",
        "portfolio/2019/*/project.yaml",
        "portfolio/2019/*/challenge.md",
    ]);
    let mut of_git: Vec<&str> = of_git.lines().collect();
    let mut ours: Vec<&str> = all.iter().map(|event| event["commit"].as_str().unwrap()).collect();
    ours.dedup();
    of_git.sort_unstable();
    ours.sort_unstable();
    let broken = repository.git(&["rev-list", "-1", "HEAD^{/Break a file}"]);
    assert_eq!(ours, of_git.into_iter().filter(|commit| *commit != broken).collect::<Vec<_>>());
    let phases = json(&["--field", "phase"]);
    assert!(phases.len() < all.len() && phases.iter().all(|event| event["field"] == "phase"));
    let approved: Vec<_> = phases.iter().filter(|event| event["approved_by"] == "styringsgruppen").collect();
    assert_eq!(approved.len(), 1);
    assert_eq!((&approved[0]["before"], &approved[0]["after"]), (&"selected".into(), &"procurement".into()));
    let (early, late) = (json(&["--until", "2020-06"]), json(&["--since", "2020-07"]));
    assert_eq!(early.len() + late.len(), all.len());
    assert!(early.iter().all(|event| event["date"].as_str().unwrap() < "2020-07"));
    assert_eq!(json(&["--field", "grant"]).len(), json(&["--field", "budget.grant"]).len());
    assert!(!json(&["--field", "challenge"]).is_empty() || all.iter().all(|event| event["event"] != "rewritten"));
    let shallow = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.display());
    run_git(shallow.path(), 0, &["clone", "--quiet", "--depth=2", &url, "shallow"]);
    let (code, text) = said(&shallow.path().join("shallow"), &["log"]);
    assert!(code == 2 && text.contains("lacks a part of the history"), "{text}");
}

#[test]
fn numbers_are_found_in_messages_and_names_of_git() {
    let repository = history();
    let (number, folder) = ("02829012041", repository.path());
    let commit = repository.commit(&format!("Rett saken\n\nKari (**028290**-12041) og {number} ringte."));
    repository.git(&["tag", "-a", "v9", "-m", &format!("Utgave\n\nFor {number}.")]);
    repository.git(&["branch", &format!("sak-{number}")]);
    let (code, text) = said(&folder, &["check", "--history", "--format", "short"]);
    assert_eq!(code, 1, "{text}");
    for place in [&*format!("commit {}:3:9", &commit[..8]), &format!("commit {}:3:28", &commit[..8]), "tag v9:3:5"] {
        assert!(text.contains(&format!("{place}: error[national-identity-number]")), "{place} in {text}");
    }
    assert!(text.contains("refs/heads/sak-02*********:1:5: error"), "{text}");
    for format in ["human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&folder, &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number) && !text.contains("-12041"), "{text}");
    }
    // The author may go by one as well.
    let other = history();
    let author = format!("Kari {number} <kari@example.com>");
    other.git(&["commit", "--quiet", "--allow-empty", "--author", &author, "-m", "En linje"]);
    let (code, text) = said(&other.path(), &["check", "--history", "--format", "short"]);
    assert!(code == 1 && text.contains("02*********") && !text.contains(number), "{text}");
}

#[test]
fn personal_data_is_found_in_the_past() {
    let repository = history();
    let folder = repository.path();
    assert_eq!(said(&folder, &["check", "--history"]).0, 0);
    // A number that can be nobody's, on a branch that was left, in a file that is gone.
    let number = "02829012041";
    repository.git(&["switch", "--quiet", "--create", "left"]);
    repository.write("notes/møte.md", &format!("Første linje.\nBrukeren {number} ringte.\n"));
    let commit = repository.commit("Add notes");
    repository.write("copy.md", &format!("Første linje.\nBrukeren {number} ringte.\n"));
    repository.commit("Copy them");
    repository.git(&["rm", "--quiet", "-r", "notes", "copy.md"]);
    repository.commit("Take them out again");
    repository.git(&["switch", "--quiet", "main"]);
    let (code, text) = said(&folder, &["check", "--history", "--format", "short"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains(&format!("{}:notes/møte.md:2:10: error[national-identity-number]", &commit[..8])), "{text}");
    assert_eq!(text.matches("national-identity-number").count(), 1, "the same content is told once: {text}");
    assert!(text.contains("02*********") && !text.contains(number), "{text}");
    for format in ["human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&folder, &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number) && text.contains("te.md"), "{text}");
    }
    // Spreadsheets write UTF-16, and a name can hold a number, too.
    let other = history();
    let utf16: Vec<u8> =
        format!("\u{feff}Navn\tNummer\nKari\t{number}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(other.path().join("ark.txt"), utf16).unwrap();
    other.write(&format!("portfolio/2019/gjeld/documents/{number}.md"), "Et brev.\n");
    let commit = other.commit("Add a sheet and a letter");
    other.git(&["rm", "--quiet", "-r", "ark.txt", "portfolio/2019/gjeld/documents"]);
    other.commit("Take them out again");
    for format in ["short", "human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&other.path(), &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number), "{text}");
    }
    let (_, text) = said(&other.path(), &["check", "--history", "--format", "short"]);
    assert!(text.contains(&format!("{}:ark.txt:2:6: error", &commit[..8])), "{text}");
    assert!(text.contains(":portfolio/2019/gjeld/documents/02*********.md:1:1: error"), "{text}");
    // What cannot be looked at is not clean.
    fs::write(other.path().join(".git/refs/heads/bad"), format!("{}\n", "1234567890".repeat(4))).unwrap();
    let (code, text) = said(&other.path(), &["check", "--history"]);
    assert!(code == 2 && text.contains("damaged or incomplete") && text.contains("refs/heads/bad"), "{text}");
    // One that is allowed where it stands was allowed then, too.
    let other = history();
    let allowed = "<!-- stimulab: allow(national-identity-number) a test number -->\nBruker 02829012041.\n";
    other.write("portfolio/2019/arkiv.md", allowed);
    other.commit("Write an example");
    assert_eq!(said(&other.path(), &["check", "--history"]).0, 0);
}

#[test]
fn before_the_first_portfolio_there_was_nothing() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--detach", "HEAD~2"]);
    repository.git(&["tag", "bare", "HEAD^{/Start the repository}"]);
    // All that is wrong is new, and nothing more.
    let (code, all) = since(&folder, &["bare", "--quiet"]);
    assert_eq!(code, 1);
    let (_, text) = said(&folder, &["check", "--format", "json"]);
    assert_eq!(all.len(), text.matches("\"rule\"").count());
    let (code, text) = said(&folder, &["check", "--since", "bare", "--format", "short"]);
    assert!(
        code == 1 && text.contains("bare has no portfolio in portfolio, so everything counts as changed"),
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
fn a_revision_may_be_left_out_of_a_range() {
    let repository = two_revisions();
    let folder = repository.path();
    let short = repository.git(&["rev-parse", "--short=8", "before"]);
    let (code, text) = said(&folder, &["diff", "main...", "--format", "md", "--lang", "en"]);
    assert!(code == 0 && text.starts_with(&format!("# Changes from main ({short}) to HEAD\n")), "{text}");
    assert_eq!(since(&folder, &["..."]), since(&folder, &["HEAD"]));
}

#[test]
fn a_repository_in_another_format_is_no_empty_one() {
    for (option, format) in [("--object-format=sha256", "SHA-256"), ("--ref-format=reftable", "reftable")] {
        let folder = tempfile::tempdir().unwrap();
        let made =
            std::process::Command::new("git").args(["init", "--quiet", option]).arg(folder.path()).output().unwrap();
        // Older versions of git do not know them.
        if !made.status.success() {
            continue;
        }
        fs::write(folder.path().join("stimulab.yaml"), "language: nb\n").unwrap();
        run_git(folder.path(), 0, &["add", "--all"]);
        run_git(folder.path(), 0, &["commit", "--quiet", "-m", "Start"]);
        for command in [&["--at", "HEAD", "list"][..], &["log"], &["diff"], &["check", "--history"]] {
            let (code, text) = said(folder.path(), command);
            assert!(code == 2 && text.contains(&format!("uses {format}")), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_missing_commit_is_not_a_missing_revision() {
    let repository = history();
    let folder = repository.path();
    let id = repository.git(&["rev-parse", "HEAD"]);
    fs::remove_file(folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]))).unwrap();
    for revision in ["HEAD", "main", "2021", "main~1"] {
        let (code, text) = said(&folder, &["--at", revision, "list"]);
        assert!(code == 2 && text.contains("damaged or incomplete"), "{revision}: {text}");
    }
    let (code, text) = said(&folder, &["log"]);
    assert!(code == 2 && text.contains("damaged or incomplete"), "{text}");
}

#[test]
fn fields_that_nobody_gives_go_by_their_names() {
    let repository = history();
    repository.replace("portfolio/2019/gjeld/project.yaml", "title:", "unknown: [milestones.document]\ntitle:");
    let (_, text) = said(&repository.path(), &["diff", "--format", "md", "--lang", "en"]);
    assert!(text.contains("- Not published: Milestones · Document added\n"), "{text}");
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

#[test]
fn a_frozen_round_holds_when_its_folder_goes_and_milestones_may_be_filled_in() {
    let repository = history();
    let folder = repository.path();
    repository.replace("portfolio/stimulab.yaml", "language", "frozen: [round.grant_total, milestones]\nlanguage");
    repository.write("portfolio/2018/round.yaml", "announced: 2019\ngrant_total: 18800000\n");
    let file = "portfolio/2018/ny/project.yaml";
    repository.write(file, "title: Ny\nowner: nav\nphase: selected\nmilestones:\n  - {phase: selected, on: 2018-12}\n");
    repository.commit("Freeze it");
    repository.replace(file, "  - {phase: selected,", "  - {phase: selected, on: 2018-01-02}\n  - {phase: selected,");
    repository.commit("Fill in what was before");
    let found = |only: &str| said(&folder, &["check", "--since", "HEAD~1", "--format", "short", "--only", only]);
    assert_eq!(found("immutable-field,history-rewritten"), (0, String::new()));
    repository.git(&["mv", "portfolio/2018", "portfolio/2021"]);
    repository.replace("portfolio/2021/round.yaml", "18800000", "19900000");
    repository.commit("Move the year");
    let (code, text) = found("immutable-field");
    assert!(code == 1 && text.contains("'grant_total' was 18800000"), "{text}");
}

#[test]
fn commits_with_nothing_in_common_are_told_from_damaged_ones() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--orphan", "other"]);
    repository.write("x.md", "x\n");
    repository.commit("Begin anew");
    repository.git(&["switch", "--quiet", "main"]);
    let (code, text) = said(&folder, &["check", "--since", "other..."]);
    assert!(code == 2 && text.contains("have no common commit"), "{text}");
    repository.git(&["switch", "--quiet", "--create", "branch"]);
    let lost = repository.commit("One");
    repository.commit("Two");
    fs::remove_file(folder.join(format!(".git/objects/{}/{}", &lost[..2], &lost[2..]))).unwrap();
    let (code, text) = said(&folder, &["check", "--since", "main..."]);
    assert!(code == 2 && text.contains("damaged or incomplete"), "{text}");
}
