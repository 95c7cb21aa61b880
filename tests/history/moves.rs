//! Rules about changes: which moves the process model allows, and what is frozen.

use std::fs;

use crate::{repositories::history, since, support::program::said};

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
