//! What a stranger writes never reaches a terminal or a log as a command: it is planted wherever text is read from, and no
//! command may send it.

mod planted;

use std::path::Path;

use stimulab::wording::control_characters::is_harmful;

use crate::support::{program::program, repository::Repository};
use planted::{PLANTED, fill};

/// What is asked of the program; every word may be planted as well.
const COMMANDS: &[&[&str]] = &[
    &["list"],
    &["list", "--format", "csv"],
    &["list", "--format", "tsv"],
    &["list", "--format", "json"],
    &["list", "--format", "jsonl"],
    &["list", "--format", "yaml"],
    &["list", "--format", "md"],
    &["list", "--format", "ids"],
    &[
        "list",
        "--columns",
        "title,summary,owners,partners,vendors,contact,themes,milestones,related,former_titles,former_ids",
    ],
    &["list", "--columns", "title,summary,themes,milestones,related", "--format", "csv"],
    &["list", "--columns", "title,summary", "--format", "yaml"],
    &["list", "--where", "title > 3"],
    &["list", "PLANTED"],
    &["list", "--phase", "PLANTED"],
    &["list", "--owner", "PLANTED", "--theme", "PLANTED"],
    &["list", "--where", "PLANTED"],
    &["list", "--columns", "PLANTED"],
    &["list", "--year", "PLANTED"],
    &["stats"],
    &["stats", "--by", "theme"],
    &["stats", "--by", "vendor", "--format", "csv"],
    &["stats", "--by", "phase", "--format", "md"],
    &["stats", "--by", "life-event", "--format", "json"],
    &["stats", "--by", "criterion"],
    &["stats", "--by", "PLANTED"],
    &["show"],
    &["show", "2019"],
    &["show", "digdir"],
    &["show", "egen"],
    &["show", "2019/a"],
    &["show", "2019/a", "--all"],
    &["show", "2019/a", "--all", "--format", "md"],
    &["show", "2019/a", "--all", "--format", "json"],
    &["show", "2019/a", "--all", "--format", "yaml"],
    &["show", "PLANTED"],
    &["guide", "2019/a"],
    &["guide", "2019/b"],
    &["guide", "2019/b", "--format", "md"],
    &["guide", "2019/b", "--format", "json"],
    &["check"],
    &["check", "--format", "short"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
    &["check", "--format", "gitlab"],
    &["check", "--format", "sarif"],
    &["check", "--format", "junit"],
    &["check", "--stats"],
    &["check", "--diff"],
    &["check", "--history"],
    &["check", "--since", "HEAD~1"],
    &["check", "--only", "PLANTED"],
    &["check", "PLANTED"],
    &["explain", "PLANTED"],
    &["explain", "missing-title"],
    &["log"],
    &["log", "2019/a"],
    &["log", "--format", "md"],
    &["log", "--format", "json"],
    &["log", "--format", "csv"],
    &["log", "--field", "title", "--format", "csv"],
    &["diff", "HEAD~1"],
    &["diff", "HEAD~1", "--prose"],
    &["diff", "HEAD~1", "--format", "md", "--prose"],
    &["diff", "HEAD~1", "--format", "json"],
    &["diff", "PLANTED"],
    &["--at", "PLANTED", "list"],
    &["--at", "HEAD~1", "list"],
    &["--portfolio", "PLANTED", "list"],
    &["PLANTED"],
    &["list", "--PLANTED"],
    &["list", "--format", "PLANTED"],
    &["render", "--list"],
    &["render", "announcement", "2019"],
    &["render", "announcement", "2019", "--format", "html"],
    &["render", "overview"],
    &["render", "overview", "--format", "html"],
    &["render", "briefs", "2019"],
    &["render", "learning", "2019/a"],
    &["render", "report", "2019/a"],
    &["render", "report", "2019/a", "--format", "html"],
    &["render", "report", "2019/a", "--status"],
    &["render", "eget", "2019"],
    &["render", "feil", "2019"],
    &["render", "arv", "2019"],
    &["render", "PLANTED", "2019"],
    &["render", "announcement", "PLANTED"],
    &["render", "announcement", "2019", "-o", "PLANTED/x.md"],
    &["new", "--year", "2020", "--title", "PLANTED", "--owner", "PLANTED"],
    &["new", "--year", "2020", "--title", "X", "--owner", "digdir", "--slug", "PLANTED"],
    &["schema", "PLANTED"],
    &["schema", "project"],
    &["check", "--fix"],
];

fn run(folder: &Path, words: &[&str], colour: &str) -> String {
    let planted = |word: &&str| word.replace("PLANTED", &PLANTED.replace("PWNED", "WORD"));
    let words: Vec<String> = words.iter().map(planted).collect();
    let out =
        program(folder, ["--color", colour].into_iter().chain(words.iter().map(String::as_str))).output().unwrap();
    assert!(out.status.code().is_some_and(|code| code <= 2), "{words:?}: {out:?}");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    text(out.stdout) + "\n" + &text(out.stderr)
}

/// Ends the test where something was sent that should have been shown.
fn assert_harmless(words: &[&str], said: &str) {
    // Excel's lines end as those of Windows.
    let said = said.replace("\r\n", "\n");
    if let Some(at) = said.find(is_harmful) {
        let around = |at: usize| said.floor_char_boundary(at);
        panic!("{words:?} sends {:?}", &said[around(at.saturating_sub(60))..around((at + 60).min(said.len()))]);
    }
    for line in said.lines() {
        let command =
            line.trim_start().strip_prefix("::").filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        if let Some(command) = command {
            let is_own = ["error file=", "warning file=", "notice file="].iter().any(|own| command.starts_with(own));
            assert!(is_own && words.contains(&"github"), "{words:?} commands {line:?}");
        }
        assert!(!line.contains("##[") && !line.contains("##vso["), "{words:?} commands {line:?}");
    }
}

fn repository() -> Repository {
    let repository = Repository::new();
    repository.write("stimulab.yaml", "programme: {name: StimuLab}\n");
    repository.write("2019/a/project.yaml", "title: A\nowner: digdir\nphase: applied\n");
    repository.commit("Begynn");
    fill(&|path, text| repository.write(path, text));
    repository
}

#[test]
fn what_files_say_is_shown_and_not_sent() {
    let repository = repository();
    repository.git(&["config", "user.name", "Kari \u{202e}\u{9b}31m"]);
    repository.commit(&format!("Endre {PLANTED}"));
    repository.git(&["branch", "gren\u{202e}\u{85}"]);
    for words in COMMANDS {
        let said = run(&repository.path(), words, "never");
        assert_harmless(words, &said);
        let styled = run(&repository.path(), words, "always");
        assert_harmless(words, &anstream::adapter::strip_str(&styled).to_string());
    }
}

/// Only some systems take such names.
#[cfg(unix)]
#[test]
fn names_of_files_and_folders_are_shown_and_not_sent() {
    let repository = repository();
    let name = PLANTED.replace('/', "");
    let project = "title: C\nowner: digdir\nphase: selected\nvisibility: intern\n";
    repository.write(&format!("2019/{name}/project.yaml"), project);
    repository.write(&format!("2019/{name}/challenge.md"), "# For høyt\n\nKari.Nordmann@example.com\n");
    repository.write(&format!("2019/a/{name}.md"), "x\n");
    repository.write(&format!("2019/a/documents/{name}.md"), "Se [her](finnes-ikke.md)\n");
    repository.write(&format!("2018/{name}/x.md"), "x\n");
    repository.write(&format!("processes/{name}.yaml"), "name: [\n");
    repository.write(&format!("templates/{name}.md.j2"), "{# stimulab\nabout: year\n#}\n{{ x }}\n");
    repository.write(&format!("{name}.md"), "x\n");
    repository.commit("Endre");
    for words in COMMANDS {
        let said = run(&repository.path(), words, "never");
        assert_harmless(words, &said);
    }
    let id = format!("2019/{name}");
    for words in [["show", &id], ["guide", &id], ["log", &id], ["check", &id]] {
        assert_harmless(&words, &run(&repository.path(), &words, "never"));
    }
}
