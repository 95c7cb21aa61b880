//! What `log` tells where branches meet, clocks are wrong and clones are shallow.

use crate::{
    repositories::{FILE, history, one_project},
    support::{program::said, repository::git as run_git},
    told,
};

#[test]
fn a_merge_tells_nothing_that_a_branch_has_told() {
    let repository = one_project();
    let folder = repository.path();
    let first = told(&folder, &[]).len();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.write("portfolio/2019/arkiv/challenge.md", "Arkivering er svært vanskelig.\n");
    repository.commit("Move it on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "2900000");
    repository.commit("Raise the grant");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
    repository.replace(FILE, "title: Arkivfloken", "title: Arkivfloka");
    repository.commit("Merge, and mend the title");
    for arguments in [&[][..], &["2019/arkiv"]] {
        let expected = [
            "changed phase procurement",
            "rewritten challenge 4",
            "changed budget.grant 2900000",
            "changed title Arkivfloka",
        ];
        assert_eq!(told(&folder, arguments)[first..], expected, "{arguments:?}");
    }
}

#[test]
fn a_project_that_one_branch_renamed_is_not_added_by_the_merge() {
    let repository = one_project();
    let folder = repository.path();
    let first = told(&folder, &[]).len();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/arkivfloken"]);
    repository.commit("Give it another folder");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "2900000");
    repository.commit("Raise the grant");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    let expected = ["renamed id 2019/arkivfloken", "changed budget.grant 2900000"];
    assert_eq!(told(&folder, &[])[first..], expected);
    assert_eq!(told(&folder, &["2019/arkivfloken"])[first..], expected);
}

#[test]
fn what_a_merge_takes_out_is_told() {
    let repository = one_project();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.write("portfolio/2019/annet/project.yaml", "title: Annet\n");
    repository.commit("Add another");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("README.md", "En portefølje.\n");
    repository.commit("Describe it");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
    repository.git(&["rm", "--quiet", "-r", "--force", "portfolio/2019/arkiv"]);
    repository.commit("Merge, and take the first out");
    let all = told(&repository.path(), &[]);
    assert_eq!(all.last().unwrap(), "removed null null");
    assert_eq!(all.iter().filter(|event| event.starts_with("added")).count(), 2);
}

#[test]
fn a_wrong_clock_turns_no_history_around() {
    let repository = one_project();
    repository.replace(FILE, "phase: selected", "phase: procurement");
    repository.commit("Move it on");
    repository.replace(FILE, "phase: procurement", "phase: diagnose");
    repository.git(&["add", "--all"]);
    // As if made five years before its parent.
    run_git(&repository.path(), 0, &["commit", "--quiet", "-m", "Move it on again"]);
    let phases = told(&repository.path(), &["--field", "phase"]);
    assert_eq!(phases, ["changed phase selected", "changed phase procurement", "changed phase diagnose"]);
}

#[test]
fn a_shallow_clone_is_enough_where_it_reaches_back_far_enough() {
    let repository = history();
    let (home, other) = (repository.path(), tempfile::tempdir().unwrap());
    let url = format!("file://{}", home.display());
    run_git(other.path(), 0, &["clone", "--quiet", "--depth=3", &url, "shallow"]);
    let shallow = other.path().join("shallow");
    let edge = run_git(&shallow, 0, &["log", "--format=%as", "--reverse"]);
    let edge = edge.lines().next().unwrap();
    let after = run_git(&shallow, 0, &["log", "-1", "--format=%as", "HEAD~1"]);
    assert!(edge < after.as_str());
    assert_eq!(told(&shallow, &["--since", &after]), told(&home, &["--since", &after]));
    assert!(!told(&shallow, &["--since", &after]).is_empty());
    for arguments in [&["log"][..], &["log", "--since", edge], &["log", "--until", &after]] {
        let (code, text) = said(&shallow, arguments);
        assert!(code == 2 && text.contains("lacks a part of the history"), "{arguments:?}: {text}");
    }
}

#[test]
fn a_field_that_is_none_is_an_error() {
    let repository = one_project();
    let ask = |field: &str| said(&repository.path(), &["log", "--field", field]);
    let keys = ["phase", "grant", "budget", "budget.grant", "milestones.on", "challenge", "id", "results", "insights"];
    let titles = ["Fase", "støtte", "Leverandør", "Owner"];
    for field in keys.into_iter().chain(titles) {
        let (code, text) = ask(field);
        assert_eq!(code, 0, "{field}: {text}");
    }
    let (code, text) = ask("fse");
    assert!(code == 2 && text.contains("'fse' is not a field"), "{text}");
    let (code, text) = ask("buget");
    assert!(code == 2 && text.contains("did you mean budget?"), "{text}");
}

#[test]
fn results_and_documents_are_part_of_a_life() {
    let repository = one_project();
    let at = |file: &str| format!("portfolio/2019/arkiv/{file}");
    repository.write(&at("results.yaml"), "learnings: [{number: 1, title: En}]\n");
    repository.commit("Add results");
    repository.write(&at("results.yaml"), "learnings: [{\n");
    repository.commit("Break them");
    repository.write(&at("results.yaml"), "learnings: [{number: 1, title: En}, {number: 2, title: To}]\n");
    repository.write(&at("documents/plan.md"), "En plan.\n");
    repository.write(&at("documents/plan.pdf"), "%PDF");
    repository.commit("Mend them");
    repository.write(&at("documents/plan.md"), "En god plan.\r\n");
    repository.git(&["rm", "--quiet", "--force", &at("documents/plan.pdf")]);
    repository.commit("Improve the plan");
    let folder = repository.path();
    let learnings = told(&folder, &["2019/arkiv", "--field", "learnings"]);
    assert_eq!(learnings.len(), 2, "{learnings:?}");
    let documents = [
        "rewritten documents/plan.md 2",
        "changed documents/plan.pdf null",
        "rewritten documents/plan.md 3",
        "changed documents/plan.pdf null",
    ];
    assert_eq!(told(&folder, &["--field", "documents"]), documents);
    let (_, text) = said(&folder, &["log", "2019/arkiv", "--field", "documents"]);
    assert!(text.contains("documents/plan.pdf added") && text.contains("documents/plan.pdf removed"), "{text}");
}

#[test]
fn a_field_is_found_in_what_came_as_a_whole() {
    let repository = one_project();
    let milestones = "phase: selected\nmilestones: [{phase: explore, on: 2020-01, approved_by: Kari}]";
    repository.replace(FILE, "phase: selected", milestones);
    repository.commit("Plan");
    repository.replace(FILE, "on: 2020-01", "on: 2020-02");
    repository.commit("Wait");
    let count = |field: &str| told(&repository.path(), &["--field", field]).len();
    assert_eq!(["milestones.on", "milestones.approved_by", "approved_by", "milestones"].map(count), [2, 1, 1, 2]);
    assert_eq!(["milestones.document", "document", "insights"].map(count), [0, 0, 0]);
}

#[test]
fn what_a_broken_file_hides_is_told_when_it_is_mended() {
    let repository = one_project();
    let folder = repository.path();
    let first = told(&folder, &[]).len();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(FILE, "phase: selected", "phase: selected\nx: [");
    repository.commit("Slip");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(FILE, "2500000", "9900000");
    repository.commit("Raise the grant");
    repository.git(&["switch", "--quiet", "side"]);
    repository.replace(FILE, "phase: selected\nx: [", "phase: procurement");
    repository.commit("Mend it, and move it on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.later(&["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    // Nobody ever took the grant back.
    let expected = ["changed budget.grant 9900000", "changed phase procurement"];
    assert_eq!(told(&folder, &[])[first..], expected);
    repository.git(&["mv", "portfolio/2019/arkiv", "portfolio/2019/arkivet"]);
    let moved = "portfolio/2019/arkivet/project.yaml";
    repository.replace(moved, "phase: procurement", "phase: procurement\nx: [");
    repository.commit("Move it, with a slip");
    repository.replace(moved, "phase: procurement\nx: [", "phase: diagnose");
    repository.commit("Mend it");
    let events = told(&folder, &["2019/arkivet"]);
    assert_eq!(events[events.len() - 2..], ["renamed id 2019/arkivet", "changed phase diagnose"]);
    repository.write("portfolio/2019/ny/project.yaml", "title: Ny\nphase: [\n");
    repository.commit("Add one that cannot be read");
    repository.write("portfolio/2019/ny/project.yaml", "title: Ny\nphase: selected\n");
    repository.commit("Mend it");
    let expected = ["added null null", "changed title Ny", "changed phase selected"];
    assert_eq!(told(&folder, &["2019/ny"]), expected);
}

#[test]
fn a_clean_merge_of_results_tells_nothing_twice() {
    let repository = one_project();
    let folder = repository.path();
    let file = "portfolio/2019/arkiv/results.yaml";
    repository.write(file, "benefits: |\n  Tid.\n# a\n# b\n# c\n# d\nlearnings:\n  - {theme: Tid, text: L1}\n");
    repository.commit("Add results");
    let first = told(&folder, &[]).len();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(file, "L1", "L2");
    repository.commit("Learn");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(file, "# a", "# a a");
    repository.commit("Say why");
    repository.later(&["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    let events = told(&folder, &[]);
    assert_eq!(events[first..].iter().filter(|event| event.contains("L2")).count(), 1, "{events:?}");
}

#[test]
fn a_portfolio_may_have_moved_to_where_something_was() {
    for target in ["", "data/"] {
        let repository = one_project();
        let folder = repository.path();
        repository.write("data/README.md", "Data.\n");
        repository.commit("Begin a folder");
        let events = told(&folder, &[]);
        for name in ["stimulab.yaml", "2019"] {
            repository.git(&["mv", &format!("portfolio/{name}"), &format!("{target}{name}")]);
        }
        repository.commit("Move the portfolio");
        assert_eq!(told(&folder.join(target), &["2019/arkiv"]), events, "{target}");
    }
}

#[test]
fn projects_that_say_the_same_are_not_taken_for_each_other() {
    let repository = one_project();
    let folder = repository.path();
    // Without titles, they have the same file when each goes one phase on.
    let (a, b) = ("portfolio/2020/a/project.yaml", "portfolio/2020/b/project.yaml");
    repository.write(a, "owner: nav\nphase: applied\n");
    repository.write(b, "owner: nav\nphase: selected\n");
    repository.commit("Add two");
    let first = told(&folder, &[]).len();
    repository.write(a, "owner: nav\nphase: selected\n");
    repository.write(b, "owner: nav\nphase: procurement\n");
    repository.commit("Go on");
    let expected = ["changed phase selected", "changed phase procurement"];
    assert_eq!(told(&folder, &[])[first..], expected);
    // Each is emptied once, and comes back as it was.
    for (file, text) in [(a, "owner: nav\nphase: selected\n"), (b, "owner: nav\nphase: procurement\n")] {
        repository.write(file, "");
        repository.commit("Empty it");
        repository.write(file, text);
        repository.commit("Put it back");
    }
    assert_eq!(told(&folder, &[])[first..], expected);
}

#[test]
fn a_persons_number_is_shown_nowhere() {
    let repository = one_project();
    let folder = repository.path();
    let title = "title: Arkivfloken 02829012041\nthemes: [02829012041 x]\nsummary: Søker 02829012041.";
    repository.replace(FILE, "title: Arkivfloken", title);
    repository.commit("Say who");
    let log = ["human", "json", "csv", "md"].map(|format| vec!["log", "--format", format]);
    let diff = ["human", "json", "md"].map(|format| vec!["diff", "HEAD~1", "HEAD", "--format", format]);
    for command in log.iter().chain(&diff) {
        let (code, text) = said(&folder, command);
        assert!(code == 0 && text.contains("Søker 02") && !text.contains("02829012041"), "{command:?}: {text}");
    }
}
