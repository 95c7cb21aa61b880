//! What `diff` tells, and how it says it.

use std::fs;

use crate::{
    repositories::{history, two_revisions},
    since,
    support::program::said,
};

#[test]
fn texts_and_pictures_of_rounds_and_the_programme_are_told() {
    let repository = history();
    let folder = repository.path();
    repository.write("portfolio/2019/lede.md", "Dette er ingressen.\n");
    repository.write("portfolio/2019/lede.nn.md", "Dette er òg ein ingress.\n");
    repository.write("portfolio/2019/kickoff.png", "one");
    repository.write("portfolio/about.md", "Om programmet.\n");
    repository.write("portfolio/templates/old.md.j2", "{# stimulab\nabout: year\n#}\n# Old\n");
    repository.commit("Write about the programme");
    repository.write("portfolio/2019/lede.md", "Dette er en ny ingress.\n");
    repository.write("portfolio/2019/lede.nn.md", "Dette er ein annan ingress.\n");
    repository.write("portfolio/2019/highlights.md", "Nyttig for flere.\n");
    repository.write("portfolio/2019/kickoff.png", "two");
    repository.write("portfolio/2019/gjeld/portrett.png", "one");
    repository.write("portfolio/about.md", "Om hele programmet.\n");
    repository.write("portfolio/about.en.md", "About the programme.\n");
    repository.write("portfolio/notat.pdf", "%PDF-1.7\n");
    repository.write("portfolio/templates/mine.md.j2", "{# stimulab\nabout: year\n#}\n# Mine\n");
    repository.git(&["rm", "--quiet", "portfolio/templates/old.md.j2"]);
    let (code, told) = said(&folder, &["diff", "--format", "md", "--lang", "en", "--prose"]);
    assert_eq!(code, 0, "{told}");
    insta::assert_snapshot!(told);
    let lines = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    repository.commit("Write it again");
    let between = ["diff", "HEAD~1", "HEAD", "--format", "md", "--lang", "en", "--prose"];
    assert_eq!(lines(&said(&folder, &between).1), lines(&told));
    let (_, found) = said(&folder, &["diff", "HEAD~1", "HEAD", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["prose"][1]["topic"], "about", "{found}");
    assert_eq!(found["files"][1]["file"], "templates/mine.md.j2", "{found}");
    assert_eq!(found["rounds"][0]["prose"].as_array().unwrap().len(), 3, "{found}");
}

#[test]
fn every_value_is_told_by_name_from_old_to_new() {
    let repository = history();
    let folder = repository.path();
    let file = "portfolio/2019/gjeld/project.yaml";
    let criteria = "\ncriteria: {anchoring: {nb: Forankring, en: Anchoring}, maturity: {nb: Modenhet, en: Maturity}}\n";
    let settings = fs::read_to_string(folder.join("portfolio/stimulab.yaml")).unwrap() + criteria;
    repository.write("portfolio/stimulab.yaml", &settings);
    let title = "title: Tjenester for familier med mye gjeld og mange regninger, fra mange kreditorer i mange kommuner";
    let summary = format!("summary: {}for alle", "Mange har store problemer med gjelden sin. ".repeat(5));
    let facts = format!("{title}\n{summary}\nassessment: {{anchoring: strong, maturity: weak}}\n");
    repository.write(file, &facts);
    repository.commit("Assess Gjeldsfloken");
    let facts = facts.replace("mange kommuner", "hele landet").replace("for alle", "for svært mange, 13097248022");
    repository.write(file, &facts.replace("assessment: {anchoring: strong, maturity: weak}\n", ""));
    repository.write("portfolio/stimulab.yaml", &(settings + "rules: {missing-alt-text: off}\n"));
    let (code, told) = said(&folder, &["diff", "--format", "md", "--lang", "en", "--prose"]);
    assert_eq!(code, 0, "{told}");
    insta::assert_snapshot!(told);
}

#[test]
fn what_nobody_says_is_not_nothing() {
    let repository = history();
    let folder = repository.path();
    repository.replace("portfolio/2019/gjeld/project.yaml", "phase:", "budget: {own_funding: 300000}\nphase:");
    repository.git(&["rm", "-r", "--quiet", "portfolio/2019/Æ ø"]);
    let (_, told) = said(&folder, &["diff", "--format", "md", "--lang", "en"]);
    assert!(told.contains("| Own funding | unknown | NOK\u{a0}300,000 |\n"), "{told}");
    let (_, found) = said(&folder, &["diff", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let sums = &found["totals"];
    assert_eq!(sums["before"]["own_funding"], serde_json::json!({"known": null, "unknown": 2}), "{sums}");
}

#[test]
fn a_comment_names_nobody_and_is_not_too_long() {
    let repository = history();
    let folder = repository.path();
    let title = "title: '@digdir/stimulab #12 :tada: $x^2$ https://evil.example'";
    repository.replace("portfolio/2019/gjeld/project.yaml", "title: Gjeldsfloken", title);
    repository.replace("portfolio/organisations.yaml", "name: NAV", r#"name: "NAV \u202Egnir""#);
    repository.write("portfolio/2020/Rar `mappe`/project.yaml", "title: Rar\nowner: nav\n");
    let (code, told) = said(&folder, &["diff", "--format", "md", "--lang", "en"]);
    assert_eq!(code, 0, "{told}");
    insta::assert_snapshot!(told);
    for number in 0..800 {
        repository.write(
            &format!("portfolio/2021/p{number}/project.yaml"),
            &format!("title: Prosjekt {number} med en temmelig lang tittel\nowner: nav\n"),
        );
    }
    let (_, long) = said(&folder, &["diff", "HEAD", "--format", "md", "--lang", "en"]);
    assert!(long.chars().count() < 65_536, "{}", long.chars().count());
    assert!(
        long.contains(" more, which do not fit here. The command `stimulab diff HEAD` shows everything.\n"),
        "{long}"
    );
    assert!(long.contains("\n## Organisations\n") && long.contains("\n## In total\n"), "{long}");
    let (_, human) = said(&folder, &["diff", "HEAD", "--lang", "en"]);
    assert!(human.contains("(2021/p799) is new\n"), "a terminal has room for all");
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
fn fields_that_nobody_gives_go_by_their_names() {
    let repository = history();
    repository.replace("portfolio/2019/gjeld/project.yaml", "title:", "unknown: [milestones.document]\ntitle:");
    let (_, text) = said(&repository.path(), &["diff", "--format", "md", "--lang", "en"]);
    assert!(text.contains("- Not published: Milestones · Document added\n"), "{text}");
}
