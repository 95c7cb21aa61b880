//! `-o` never destroys what people wrote: in a portfolio it takes the place of nothing but what the program made.

use std::fs;

use crate::{
    ground::{Ground, everything},
    support::program::{program, text},
};

/// What a person wrote.
const HUMAN: &str = "# Rapport\n\nSkrevet av et menneske.\n";

/// Documents and the endings of their files.
const DOCUMENTS: [(&[&str], &[&str]); 4] = [
    (&["render", "announcement", "2019"], &["md", "html", "docx"]),
    (&["render", "learning", "2019/a"], &["md", "docx"]),
    (&["render", "report", "2019/a"], &["html", "docx"]),
    (&["render", "report", "2019/a", "--final"], &["md"]),
];

/// Refuses an output, and demands that the portfolio is as it was.
fn demand_refused(ground: &Ground, words: &[&str], output: &str) {
    let before = everything(&ground.portfolio());
    let out = ground.run(&[words, &["-o", output]].concat());
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{words:?} -o {output}: {said}");
    assert!(said.starts_with("feil: ") || said.contains("\nfeil: "), "{said}");
    assert!(everything(&ground.portfolio()) == before, "{words:?} -o {output} changed something: {said}");
}

#[test]
fn nothing_that_people_wrote_is_replaced() {
    let ground = Ground::new();
    let places = [
        "2019/a/report/report",
        "2019/a/documents/avtale",
        "2019/a/x",
        "2019/x",
        "ut/x",
        "x",
        "templates/x",
        ".github/x",
    ];
    for place in places {
        for ending in ["md", "html", "docx"] {
            ground.write(&format!("{place}.{ending}"), HUMAN);
        }
    }
    for (words, endings) in DOCUMENTS {
        for (place, ending) in places.iter().flat_map(|place| endings.iter().map(move |ending| (place, ending))) {
            demand_refused(&ground, words, &format!("portfolio/{place}.{ending}"));
            demand_refused(&ground, words, &format!("portfolio/2019/../{place}.{ending}"));
            demand_refused(&ground, words, &format!("portfolio/../portfolio/./{place}.{ending}"));
        }
    }
}

#[test]
fn nothing_is_laid_where_peoples_files_belong() {
    let ground = Ground::new();
    for (words, endings) in DOCUMENTS {
        for ending in endings {
            for place in [
                "2019/a/report/ny",
                "2019/a/documents/ny",
                "2019/a/ny",
                "2019/b/ny",
                "2019/a/report/report.nn",
                "templates/ny",
                "processes/ny",
                "schema/ny",
                ".git/hooks/ny",
                ".skjult",
                "about.nn",
                "2019/lede.nn",
                "README.nn",
                "2019/x.internal",
            ] {
                let output = format!("portfolio/{place}.{ending}");
                // A note is one by its whole name.
                if place.ends_with(".internal") && *ending != "md" {
                    continue;
                }
                demand_refused(&ground, words, &output);
            }
        }
    }
    for name in ["stimulab.yaml", "ny.yaml", "ny.svg", "Makefile", "2019/bilde.svg", "schema/project.json"] {
        demand_refused(&ground, &["render", "announcement", "2019", "--format", "md"], &format!("portfolio/{name}"));
    }
    // The report of one project is not put into another's folder.
    ground.write("2019/b/project.yaml", "title: B\nowner: digdir\nphase: selected\n");
    demand_refused(&ground, &["render", "report", "2019/a"], "portfolio/2019/b/report/report.md");
}

#[test]
fn what_the_program_made_is_replaced_until_somebody_changes_it() {
    let ground = Ground::new();
    for output in ["portfolio/ut/side.md", "portfolio/side.html", "portfolio/2019/side.docx", "portfolio/side.TXT"] {
        for _ in 0..2 {
            let out = ground.run(&["render", "announcement", "2019", "-o", output]);
            assert_eq!(out.status.code(), Some(0), "{output}: {}", text(&out.stderr));
        }
        if output.ends_with("docx") {
            continue;
        }
        let path = ground.folder.path().join(output);
        let made = fs::read_to_string(&path).unwrap();
        fs::write(&path, made.replacen("Ingressen.", "Skrevet om.", 1)).unwrap();
        demand_refused(&ground, &["render", "announcement", "2019"], output);
        fs::write(&path, format!("{made}Og mer til.\n")).unwrap();
        demand_refused(&ground, &["render", "announcement", "2019"], output);
    }
}

#[test]
fn a_drawing_of_somebody_elses_is_not_replaced() {
    let ground = Ground::new();
    ground.write("ut/rapport.figures/process.svg", "<svg>Min egen.</svg>");
    demand_refused(&ground, &["render", "report", "2019/a"], "portfolio/ut/rapport.md");
    ground.write("2019/a/report/report.figures/process.svg", "<svg>Min egen.</svg>");
    let before = everything(&ground.portfolio());
    assert_eq!(ground.run(&["render", "report", "2019/a", "--write"]).status.code(), Some(2));
    assert!(everything(&ground.portfolio()) == before);
}

#[test]
fn another_portfolio_is_as_safe_as_the_one_that_is_read() {
    let ground = Ground::new();
    let other = ground.outside();
    fs::create_dir_all(other.join("2019/a/report")).unwrap();
    fs::write(other.join("stimulab.yaml"), "programme: {name: Et annet}\n").unwrap();
    fs::write(other.join("2019/a/report/report.md"), HUMAN).unwrap();
    for output in ["outside/2019/a/report/report.md", "outside/stimulab.md", "outside/2019/a/ny.md"] {
        if output == "outside/stimulab.md" {
            fs::write(other.join("stimulab.md"), HUMAN).unwrap();
        }
        let before = everything(&other);
        let out = ground.run(&["render", "announcement", "2019", "-o", output]);
        assert_eq!(out.status.code(), Some(2), "{output}: {}", text(&out.stderr));
        assert!(everything(&other) == before, "{output}");
    }
}

#[test]
fn a_report_is_made_around_what_people_wrote() {
    let ground = Ground::new();
    ground.write("2019/a/report/report.md", HUMAN);
    for words in [&["--write"][..], &["-o", "portfolio/2019/a/report/report.md"]] {
        let out = ground.run(&[&["render", "report", "2019/a"], words].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let now = fs::read_to_string(ground.at("2019/a/report/report.md")).unwrap();
        assert!(now.contains("Skrevet av et menneske."), "{now}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_any_size_is_refused_without_being_read() {
    let ground = Ground::new();
    let file = fs::File::create(ground.at("stor.md")).unwrap();
    // A file with a hole takes no room.
    file.set_len(1 << 33).unwrap();
    let out = ground.run(&["render", "announcement", "2019", "-o", "portfolio/stor.md"]);
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    assert_eq!(file.metadata().unwrap().len(), 1 << 33);
}

#[test]
fn a_hyphen_is_standard_output() {
    let ground = Ground::new();
    let plain = ground.run(&["render", "announcement", "2019"]);
    for words in [&["-o", "-"][..], &["--output=-"], &["--format", "md", "-o", "-"]] {
        let out = ground.run(&[&["render", "announcement", "2019"], words].concat());
        assert_eq!((out.status.code(), &out.stdout), (Some(0), &plain.stdout), "{}", text(&out.stderr));
    }
    let page = ground.run(&["render", "report", "2019/a", "--format", "html", "-o", "-"]);
    assert!(text(&page.stdout).starts_with("<!doctype html>") || text(&page.stdout).starts_with("<!DOCTYPE html>"));
    assert!(!ground.folder.path().join("-").exists());
}

#[test]
fn what_keeps_it_from_being_written_is_said_plainly() {
    let ground = Ground::new();
    fs::write(ground.folder.path().join("fil"), "x").unwrap();
    for (output, said) in [
        ("portfolio", "er en mappe"),
        ("portfolio/2019", "er en mappe"),
        ("ny/", "er en mappe"),
        ("fil/side.md", "noe på veien dit er en fil"),
        ("portfolio/about.md/side.md", "noe på veien dit er en fil"),
    ] {
        let out = ground.run(&["render", "announcement", "2019", "--format", "md", "-o", output]);
        assert!(out.status.code() == Some(2) && text(&out.stderr).contains(said), "{output}: {}", text(&out.stderr));
    }
    if std::path::Path::new("/dev/full").exists() {
        for output in ["/dev/full", "/dev/stdout"] {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let mut command = program(ground.folder.path(), ["render", "announcement", "2019", "-o", output]);
            let out = command.stdout(full).output().unwrap();
            assert!(
                out.status.code() == Some(2) && text(&out.stderr).contains("disken er full"),
                "{}",
                text(&out.stderr)
            );
        }
        for words in [&["list"][..], &["check"], &["show", "2019/a"], &["render", "announcement", "2019"]] {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let out = program(ground.folder.path(), words).stdout(full).output().unwrap();
            assert!(out.status.code() == Some(2) && text(&out.stderr).contains("disken er full"), "{words:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn other_names_of_a_file_are_found_out() {
    let ground = Ground::new();
    let at = |path: &str| ground.folder.path().join(path);
    // A file of the portfolio by another name, and the portfolio by another way.
    fs::hard_link(ground.at("2019/a/challenge.md"), at("side.md")).unwrap();
    std::os::unix::fs::symlink(ground.at("2019/a"), at("vei")).unwrap();
    std::os::unix::fs::symlink(ground.at("2019/a/challenge.md"), at("lenke.md")).unwrap();
    for output in ["side.md", "vei/challenge.md", "vei/ny.md", "lenke.md"] {
        demand_refused(&ground, &["render", "announcement", "2019"], output);
    }
    let said = text(&ground.run(&["render", "announcement", "2019", "-o", "side.md"]).stderr);
    assert!(said.contains("harde lenker"), "{said}");
    fs::hard_link(ground.at("2019/a/project.yaml"), at("kopi.yaml")).unwrap();
    let out = ground.run(&["check", "--fix"]);
    assert!(out.status.code() == Some(2) && text(&out.stderr).contains("harde lenker"), "{}", text(&out.stderr));
}
