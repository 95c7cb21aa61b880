//! No command reads or writes through a link, a pipe or a device below the portfolio, wherever it stands.

use std::{
    fs,
    io::{Cursor, Read},
    os::unix::fs::symlink,
    path::Path,
    process::Command,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rayon::prelude::*;

use crate::{
    ground::{self, Ground, everything},
    places::{COMMANDS, FILES, FOLDERS},
    support::{program::text, repository::Repository},
};

/// What stands in the victim and must be seen nowhere. It begins as YAML, Markdown, a template and a drawing may.
const MARKER: &str = "hemmelig-token-4711";

/// Says what is planted at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planted {
    /// A link to a file, or to a folder with files of the names that are looked for.
    Link,
    /// A link to a place outside where nothing is yet.
    Dangling,
    /// A link that goes up and comes in again.
    Around,
    /// A pipe that nobody writes into.
    Pipe,
}

fn victim() -> String {
    format!("# <svg xmlns='http://www.w3.org/2000/svg'><title>{MARKER}</title></svg>\n")
}

/// Fills the folder outside with files that every place could point at.
fn fill(ground: &Ground) {
    let at = |path: &str| ground.outside().join(path);
    fs::write(at("victim"), victim()).unwrap();
    for path in FILES.iter().map(|path| Path::new(path).file_name().unwrap()) {
        for folder in ["tree", "tree/a", "tree/report", "tree/documents", "tree/report.figures", "tree/a/report"] {
            fs::create_dir_all(at(folder)).unwrap();
            fs::write(at(folder).join(path), victim()).unwrap();
        }
    }
}

/// Plants at a place; what was there is moved aside into the folder outside, so that it would be found behind the link.
fn plant(ground: &Ground, place: &str, planted: Planted, is_folder: bool) {
    let at = ground.at(place);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    if at.is_dir() {
        fs::remove_dir_all(&at).unwrap();
    } else if at.exists() {
        fs::remove_file(&at).unwrap();
    }
    let outside = ground.outside();
    match planted {
        Planted::Link if is_folder => symlink(outside.join("tree"), &at).unwrap(),
        Planted::Link => symlink(outside.join("victim"), &at).unwrap(),
        Planted::Dangling => symlink(outside.join("new"), &at).unwrap(),
        Planted::Around => {
            let up = "../".repeat(place.matches('/').count() + 1);
            symlink(format!("{up}outside/{}", if is_folder { "tree" } else { "victim" }), &at).unwrap();
        }
        Planted::Pipe => assert!(Command::new("mkfifo").arg(&at).status().unwrap().success()),
    }
}

/// Returns whether some output holds the marker: as it is, inside a page's picture, or in a part of a Word document.
fn tells(bytes: &[u8]) -> bool {
    let holds = |bytes: &[u8]| {
        let text = text(bytes);
        text.contains(MARKER) || text.contains(STANDARD.encode(victim()).trim_end_matches('='))
    };
    let parts = || {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut whole = Vec::new();
        for at in 0..archive.len() {
            archive.by_index(at).ok()?.read_to_end(&mut whole).ok()?;
        }
        Some(whole)
    };
    holds(bytes) || parts().is_some_and(|whole| holds(&whole))
}

fn demand_untouched(place: &str, planted: Planted, is_folder: bool) {
    let ground = Ground::new();
    fill(&ground);
    plant(&ground, place, planted, is_folder);
    let before = everything(&ground.outside());
    let what = format!("{planted:?} at {place}");
    let found = ground.run(&["check", "--format", "short"]);
    let told = format!("portfolio/{place}:1:1: error[unreadable-file]");
    assert!(text(&found.stdout).contains(&told), "{what}: {}{}", text(&found.stdout), text(&found.stderr));
    assert_eq!(found.status.code(), Some(1), "{what}");
    for words in COMMANDS {
        let out = ground.run(words);
        assert!(out.status.code().is_some(), "{what}: {words:?}: {}", text(&out.stderr));
        assert!(!text(&out.stderr).contains("panicked"), "{what}: {words:?}: {}", text(&out.stderr));
        assert!(!tells(&out.stdout) && !tells(&out.stderr), "{what}: {words:?} tells {}", text(&out.stdout));
    }
    assert!(everything(&ground.outside()) == before, "{what}: something outside was touched");
    for (path, bytes) in everything(&ground.portfolio()) {
        assert!(!tells(&bytes), "{what}: {} holds it now", path.display());
    }
}

/// Tries every place of a list, on every core.
fn everywhere(places: &[&str], planted: Planted, is_folder: bool) {
    places.par_iter().for_each(|place| demand_untouched(place, planted, is_folder));
}

#[test]
fn links_to_files_are_told_and_not_followed() {
    everywhere(&FILES, Planted::Link, false);
}

#[test]
fn links_to_folders_are_told_and_not_followed() {
    everywhere(&FOLDERS, Planted::Link, true);
}

#[test]
fn nothing_is_made_where_a_link_points() {
    let written = ["2019/a/report/report.md", "schema/project.json", "2026/round.yaml", "2019/a/project.yaml"];
    everywhere(&written, Planted::Dangling, false);
    everywhere(&["2019/a/report", "schema", "2026", "ut", ".stimulab-tmp"], Planted::Dangling, true);
}

#[test]
fn a_link_that_goes_up_is_one_like_others() {
    everywhere(&["2019/a/report/report.md", "2019/a/challenge.md"], Planted::Around, false);
    everywhere(&["2019/a/documents", "templates"], Planted::Around, true);
}

#[test]
fn pipes_are_told_and_not_waited_for() {
    everywhere(&FILES, Planted::Pipe, false);
}

#[test]
fn sockets_and_devices_are_told() {
    let ground = Ground::new();
    drop(std::os::unix::net::UnixListener::bind(ground.at("2019/a/purpose.md.s")).unwrap());
    fs::rename(ground.at("2019/a/purpose.md.s"), ground.at("2019/a/purpose.md")).unwrap();
    // Only a superuser makes devices.
    let device = ground.at("2019/a/documents/enhet.md");
    let is_made = Command::new("mknod").arg(&device).args(["c", "1", "5"]).stderr(std::process::Stdio::null()).status();
    let found = text(&ground.run(&["check", "--format", "short"]).stdout);
    assert!(found.contains("2019/a/purpose.md:1:1: error[unreadable-file]"), "{found}");
    if is_made.is_ok_and(|status| status.success()) {
        assert!(found.contains("2019/a/documents/enhet.md:1:1: error[unreadable-file]"), "{found}");
    }
}

#[test]
fn a_portfolio_is_not_begun_behind_a_link() {
    let ground = Ground::new();
    symlink(ground.outside(), ground.at("ut")).unwrap();
    for folder in ["portfolio/ut", "portfolio/ut/ny"] {
        let out = ground.run(&["init", folder]);
        assert!(out.status.code() == Some(2) && text(&out.stderr).contains("lenke"), "{}", text(&out.stderr));
    }
    assert_eq!(fs::read_dir(ground.outside()).unwrap().count(), 0);
}

#[test]
fn a_link_that_is_asked_about_is_told() {
    let ground = Ground::new();
    fill(&ground);
    plant(&ground, "2019/b", Planted::Link, true);
    plant(&ground, "2019/a/procurement.md", Planted::Link, false);
    for (target, place) in
        [("2019/b", "2019/b"), ("portfolio/2019/b", "2019/b"), ("2019/a/procurement.md", "2019/a/procurement.md")]
    {
        let out = ground.run(&["check", target, "--format", "short"]);
        let found = text(&out.stdout);
        let told = format!("portfolio/{place}:1:1: error[unreadable-file]");
        assert!(found.contains(&told) && out.status.code() == Some(1), "{target}: {found}{}", text(&out.stderr));
    }
    let through = ground.run(&["check", "2019/b/report", "--format", "short"]);
    assert!(through.status.code() == Some(2) && !tells(&through.stdout), "{}", text(&through.stdout));
}

#[test]
fn the_portfolio_itself_and_what_it_lies_in_may_be_links() {
    let ground = Ground::new();
    symlink(ground.portfolio(), ground.outside().join("link")).unwrap();
    symlink(ground.folder.path(), ground.outside().join("above")).unwrap();
    for named in ["outside/link", "outside/above/portfolio"] {
        let out = ground.run(&["--portfolio", named, "list", "--format", "ids"]);
        assert_eq!(text(&out.stdout), "2019/a\n", "{named}: {}", text(&out.stderr));
        let out = ground.run(&["--portfolio", named, "render", "report", "2019/a", "--write"]);
        assert_eq!(out.status.code(), Some(0), "{named}: {}", text(&out.stderr));
    }
    assert!(ground.at("2019/a/report/report.md").is_file());
}

#[test]
fn links_and_submodules_in_commits_are_not_followed() {
    let (repository, other) = (Repository::new(), Repository::new());
    other.write("project.yaml", "title: Fra et annet lager\nowner: digdir\nphase: selected\n");
    other.commit("Begin");
    for (path, text) in ground::FILES {
        repository.write(&format!("portfolio/{path}"), text);
    }
    fs::write(repository.path().join("victim"), victim()).unwrap();
    let at = |path: &str| repository.path().join("portfolio").join(path);
    let places = [
        "2019/a/report/report.md",
        "2019/a/purpose.md",
        "templates/nytt.md.j2",
        ".github/a.yml",
        "2019/b",
        "about.nn.md",
    ];
    for place in places {
        fs::create_dir_all(at(place).parent().unwrap()).unwrap();
        let _ = fs::remove_file(at(place));
        let up = "../".repeat(place.matches('/').count() + 1);
        symlink(format!("{up}victim"), at(place)).unwrap();
    }
    fs::remove_file(at("2019/a/tegning.svg")).unwrap();
    symlink("../../../victim", at("2019/a/tegning.svg")).unwrap();
    let url = format!("file://{}", other.path().display());
    repository.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "portfolio/2019/sub"]);
    repository.commit("Plant");
    let ground = Ground { folder: tempfile::tempdir().unwrap() };
    let run = |words: &[&str]| ground.run_in(&repository.path(), &[&["--at", "HEAD"], words].concat());
    let found = text(&run(&["check", "--format", "short"]).stdout);
    for place in places.iter().chain(&["2019/a/tegning.svg"]) {
        assert!(found.contains(&format!("portfolio/{place}:1:1: error[unreadable-file]")), "{place}: {found}");
    }
    // The work tree beside the commit is compared with it.
    for words in [&["diff", "HEAD"][..], &["check", "--since", "HEAD"], &["check", "--history"], &["log", "2019/a"]] {
        let out = ground.run_in(&repository.path(), words);
        assert!(!tells(&out.stdout) && out.status.code().is_some(), "{words:?}: {}", text(&out.stdout));
    }
    let reading = COMMANDS.iter().filter(|words| !["new", "init", "schema"].contains(&words[0]));
    let reading = reading.filter(|words| !words.contains(&"--fix") && !words.contains(&"--write"));
    for words in reading.chain(&[&["log"][..], &["diff", "HEAD"][..]]) {
        let out = run(words);
        assert!(!tells(&out.stdout) && !tells(&out.stderr), "{words:?}: {}", text(&out.stdout));
        // What the other repository holds is on the disk alone.
        assert!(words[0] == "diff" || !text(&out.stdout).contains("annet lager"), "{words:?}: {}", text(&out.stdout));
        assert!(out.status.code().is_some(), "{words:?}: {}", text(&out.stderr));
    }
}
