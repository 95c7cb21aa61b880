//! What `log` knows of a project whose folder got other names, and of names that got other projects.

use std::{fs, path::Path};

use crate::{
    repositories::{FILE, one_project},
    support::{program::said, repository::Repository},
    told,
};

const OTHER: &str = "title: Noe annet\nsummary: Ikke det samme.\nthemes: [barn]\n";

/// Tells the phases of a project: phase, milestone, who approved, months in git.
fn phases(folder: &Path, id: &str) -> (String, Vec<String>) {
    let (code, text) = said(folder, &["log", id, "--format", "json"]);
    assert_eq!(code, 0, "{text}");
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let word = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let line = |phase: &serde_json::Value| {
        let keys = ["phase", "milestone", "approved_by", "committed_months"];
        keys.map(|key| word(&phase[key])).join(" ")
    };
    (word(&document["project"]), document["phases"].as_array().unwrap().iter().map(line).collect())
}

#[test]
fn the_phases_are_those_of_the_tip() {
    let repository = one_project();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    let milestones = "phase: explore\nmilestones: [{phase: explore, on: 2020-01, approved_by: Kari}]";
    repository.replace(FILE, "phase: selected", milestones);
    repository.commit("Move it on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "Arkivfloken", "Arkivfloka");
    repository.commit("Mend the title");
    repository.git(&["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    let expected = ["selected null null 1.0", "explore 2020-01 Kari null"];
    for id in ["2019/arkiv", "arkivfloka"] {
        assert_eq!(phases(&repository.path(), id).1, expected, "{id}");
    }
}

#[test]
fn what_a_merge_threw_away_is_no_part_of_a_life() {
    let repository = one_project();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: stopped\nmilestones: [{phase: stopped, on: 2020-02}]");
    repository.commit("Stop it");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.commit("Move it on");
    repository.later(&["merge", "--quiet", "--strategy", "ours", "--no-edit", "side"]);
    let (_, found) = phases(&repository.path(), "2019/arkiv");
    assert_eq!(found, ["selected null null 2.0", "procurement null null null"]);
    assert!(!told(&repository.path(), &["2019/arkiv"]).contains(&"changed phase stopped".to_owned()));
    assert!(told(&repository.path(), &[]).contains(&"changed phase stopped".to_owned()));
}

#[test]
fn what_two_branches_did_is_one_stay() {
    let repository = one_project();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    let commit = repository.commit("Move it on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "2900000");
    repository.commit("Raise the grant");
    repository.later(&["cherry-pick", &commit]);
    repository.later(&["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    repository.replace(FILE, "phase: procurement", "phase: diagnose");
    repository.commit("Move it on again");
    let (_, found) = phases(&repository.path(), "2019/arkiv");
    assert_eq!(found, ["selected null null 3.0", "procurement null null 2.0", "diagnose null null null"]);
}

#[test]
fn who_is_away_is_in_no_phase() {
    let repository = one_project();
    repository.git(&["rm", "--quiet", "-r", "portfolio/2019/arkiv"]);
    let commit = repository.commit("Take it out");
    repository.later(&["commit", "--quiet", "--allow-empty", "-m", "Wait"]);
    repository.later(&["revert", "--no-edit", &commit]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.commit("Move it on");
    let (_, found) = phases(&repository.path(), "2019/arkiv");
    assert_eq!(found, ["selected null null 1.0", "selected null null 1.0", "procurement null null null"]);
}

/// Gives a project another folder twice, and its first name to another project.
fn used_again() -> Repository {
    let repository = one_project();
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/beta"]);
    repository.commit("Rename it");
    repository.git(&["mv", "portfolio/2019/beta", "portfolio/2019/gamma"]);
    repository.replace("portfolio/2019/gamma/project.yaml", "title", "former_ids: [2019/arkiv, 2019/beta]\ntitle");
    repository.commit("Rename it again");
    repository.write(FILE, OTHER);
    repository.commit("Add another");
    repository
}

#[test]
fn a_name_counts_only_while_a_project_has_it() {
    let repository = used_again();
    let folder = repository.path();
    assert_eq!(phases(&folder, "2019/gamma").0, "2019/gamma");
    let events = told(&folder, &["2019/gamma"]);
    assert!(!events.contains(&"changed title Noe annet".to_owned()), "{events:?}");
    assert_eq!(events.iter().filter(|event| event.starts_with("renamed")).count(), 2);
    assert_eq!(phases(&folder, "2019/beta").0, "2019/gamma");
    let events = told(&folder, &["2019/arkiv"]);
    let expected =
        ["added null null", "changed title Noe annet", "changed summary Ikke det samme.", "changed themes.barn barn"];
    assert_eq!(events, expected);
}

#[test]
fn a_name_that_nobody_has_leads_to_the_project_that_had_it() {
    let repository = one_project();
    for (from, to) in [("arkiv", "beta"), ("beta", "gamma")] {
        repository.git(&["mv", &format!("portfolio/2019/{from}"), &format!("portfolio/2019/{to}")]);
        repository.commit("Rename it");
    }
    let folder = repository.path();
    for id in ["2019/arkiv", "2019/beta"] {
        assert_eq!(phases(&folder, id).0, "2019/gamma");
        assert_eq!(told(&folder, &[id]), told(&folder, &["2019/gamma"]));
    }
    repository.git(&["rm", "--quiet", "-r", "portfolio/2019/gamma"]);
    repository.commit("Take it out");
    assert_eq!(told(&folder, &["2019/arkiv"]).last().unwrap(), "removed null null");
    repository.write("portfolio/2019/gamma/project.yaml", OTHER);
    repository.commit("Add another by its name");
    assert_eq!(told(&folder, &["2019/gamma"])[0], "added null null");
    assert_eq!(told(&folder, &["2019/gamma"]).len(), 4);
}

#[test]
fn a_project_may_leave_its_name_to_another_in_one_commit() {
    let repository = one_project();
    let before = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/omega"]);
    repository.replace("portfolio/2019/omega/project.yaml", "title", "former_ids: [2019/arkiv]\ntitle");
    repository.write(FILE, OTHER);
    repository.commit("Split it");
    let folder = repository.path();
    let expected = ["renamed id 2019/omega", "changed former_ids.2019/arkiv 2019/arkiv"];
    let events = told(&folder, &["2019/omega"]);
    assert_eq!(events[events.len() - 2..], expected);
    assert_eq!(told(&folder, &["2019/arkiv"]).len(), 4);
    let (_, text) = said(&folder, &["diff", &before, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let changes = document["projects"].as_array().unwrap().iter();
    let changes: Vec<_> = changes.map(|change| (change["id"].as_str(), change["change"].as_str())).collect();
    assert_eq!(changes, [(Some("2019/arkiv"), Some("added")), (Some("2019/omega"), Some("renamed"))]);
}

#[test]
fn two_projects_may_change_their_names_with_each_other() {
    let repository = one_project();
    repository.write("portfolio/2019/annet/project.yaml", OTHER);
    repository.commit("Add another");
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/x"]);
    repository.git(&["mv", "portfolio/2019/annet", "portfolio/2019/arkiv"]);
    repository.git(&["mv", "portfolio/2019/x", "portfolio/2019/annet"]);
    repository.commit("Mend the names");
    let folder = repository.path();
    for (arguments, count) in [(vec![], 2), (vec!["2019/annet"], 1), (vec!["2019/arkiv"], 1)] {
        let events = told(&folder, &arguments);
        for kind in ["added", "changed title", "renamed"] {
            assert_eq!(events.iter().filter(|event| event.starts_with(kind)).count(), count, "{kind}: {events:?}");
        }
    }
    let (code, text) = said(&folder, &["diff", "HEAD~1", "HEAD", "--lang", "en", "--format", "md"]);
    assert!(code == 0 && !text.contains("title") && text.contains("2019/annet"), "{code} {text}");
    assert!(text.contains("Noe annet") && text.contains("2019/arkiv"), "{text}");
}

#[test]
fn any_number_of_projects_may_move_at_once() {
    let repository = one_project();
    for at in 0..70 {
        repository.write(&format!("portfolio/2019/p{at}/project.yaml"), &format!("title: Prosjekt {}\n", at / 2));
    }
    let before = repository.commit("Add many");
    repository.git(&["mv", "portfolio/2019", "portfolio/2020"]);
    repository.commit("Move them all");
    let folder = repository.path();
    assert_eq!(told(&folder, &["2020/p41"]), ["added null null", "changed title Prosjekt 20", "renamed id 2020/p41"]);
    let (_, text) = said(&folder, &["diff", &before, "--format", "json"]);
    assert_eq!(text.matches("\"change\": \"renamed\"").count(), 71, "{text}");
}

#[test]
fn other_line_ends_hide_no_move() {
    let repository = one_project();
    let before = repository.git(&["rev-parse", "HEAD"]);
    repository.replace(FILE, "owner: arkivverket", "owner: nobody");
    repository.commit("Break it");
    let text = fs::read_to_string(repository.path().join(FILE)).unwrap();
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/arkivet"]);
    repository.write("portfolio/2019/arkivet/project.yaml", &text.replace('\n', "\r\n"));
    repository.commit("Move it to another system");
    let folder = repository.path();
    assert_eq!(told(&folder, &["2019/arkivet"]).last().unwrap(), "renamed id 2019/arkivet");
    assert_eq!(said(&folder, &["check", "--since", "HEAD~1", "--format", "short"]).0, 0);
    let (_, text) = said(&folder, &["diff", &before, "--format", "json"]);
    assert!(text.contains("\"change\": \"renamed\""), "{text}");
}

#[test]
fn a_portfolio_that_moved_is_followed() {
    let repository = one_project();
    let before = told(&repository.path(), &["2019/arkiv"]);
    repository.replace(FILE, "owner: arkivverket", "owner: nobody");
    repository.commit("Break it");
    repository.git(&["mv", "portfolio", "data"]);
    repository.commit("Move the portfolio");
    let file = "data/2019/arkiv/project.yaml";
    repository.replace(file, "2500000", "2900000");
    repository.commit("Raise the grant");
    let folder = repository.path().join("data");
    let events = told(&folder, &["2019/arkiv"]);
    assert_eq!(events[..before.len()], before);
    assert_eq!(events.last().unwrap(), "changed budget.grant 2900000");
    assert_eq!(events.iter().filter(|event| event.starts_with("added")).count(), 1);
    let (code, text) = said(&folder, &["check", "--since", "HEAD~2", "--format", "short"]);
    assert!(code == 0 && text.contains("at HEAD~2 the portfolio was in portfolio"), "{text}");
}

#[test]
fn what_a_merge_threw_away_of_one_file_is_no_part_of_a_life() {
    let repository = one_project();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.write("portfolio/2019/arkiv/purpose.md", "Det skal gå bra.\n");
    repository.commit("Move it on, and say why");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "2900000");
    repository.commit("Raise the grant");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
    repository.git(&["checkout", "--quiet", "HEAD", "--", FILE]);
    repository.commit("Merge the text alone");
    let folder = repository.path();
    let events = told(&folder, &["2019/arkiv"]);
    assert!(!events.contains(&"changed phase procurement".to_owned()), "{events:?}");
    assert!(events.contains(&"changed budget.grant 2900000".to_owned()), "{events:?}");
    assert!(events.iter().any(|event| event.starts_with("rewritten purpose")), "{events:?}");
    assert_eq!(phases(&folder, "2019/arkiv").1, ["selected null null null"]);
}

#[test]
fn of_each_file_the_side_counts_that_a_merge_took() {
    let repository = one_project();
    let (text, results) = ("portfolio/2019/arkiv/challenge.md", "portfolio/2019/arkiv/results.yaml");
    repository.write(results, "learnings:\n  - {theme: Tid, text: Felles}\n");
    repository.commit("Add results");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.write(text, "Siden sier at arkivering er vanskelig for alle.\n");
    repository.replace(results, "Felles", "Side");
    repository.commit("Work on the side");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "2900000");
    repository.write(text, "Hoved.\n");
    repository.replace(results, "Felles", "Hoved");
    repository.commit("Work on main");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-commit", "--strategy-option", "theirs", "side"]);
    repository.git(&["checkout", "--quiet", "HEAD", "--", FILE]);
    repository.commit("Take the texts of the side");
    let events = told(&repository.path(), &["2019/arkiv"]).join("\n");
    assert!(events.contains("2900000") && !events.contains("procurement"), "{events}");
    assert!(events.contains("Side") && !events.contains("Hoved"), "{events}");
    assert_eq!(events.matches("rewritten challenge").count(), 1, "{events}");
}
