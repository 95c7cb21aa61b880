//! What `diff` tells, and how it says it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod git;

use git::{history, said};

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
    let settings = std::fs::read_to_string(folder.join("portfolio/stimulab.yaml")).unwrap() + criteria;
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
    assert!(told.contains("| Own funding | not known | NOK\u{a0}300,000 |\n"), "{told}");
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
        long.contains(" more, for which there is no room here. The command `stimulab diff HEAD` shows all.\n"),
        "{long}"
    );
    assert!(long.contains("\n## Organisations\n") && long.contains("\n## In all\n"), "{long}");
    let (_, human) = said(&folder, &["diff", "HEAD", "--lang", "en"]);
    assert!(human.contains("(2021/p799) is new\n"), "a terminal has room for all");
}
