//! What makes it doubtful that a project is public, and what does not.

use super::*;
use crate::{
    document::{FromYaml, remove_blanks},
    model::Project,
};

fn why(text: &str) -> Option<UnclearReason> {
    let mut faults = Faults::default();
    let mut root = yaml::parse(text, &mut faults).unwrap();
    remove_blanks(&mut root, &mut faults);
    let _ = Project::from_yaml(&root, &mut faults);
    let faults = faults.into_list();
    assert!(!faults.iter().any(|fault| fault.kind.hides_the_file()), "{text}");
    VisibilitySigns::of(text, Some(&root)).doubt("2019/a", &faults.iter()).map(|unclear| unclear.why)
}

#[test]
fn whatever_makes_it_doubtful_is_seen() {
    for (text, expected) in [
        ("visibility:\n", UnclearReason::Value),
        ("visibility: ''\n", UnclearReason::Value),
        ("visibility: null\n", UnclearReason::Value),
        ("visibility: ~\n", UnclearReason::Value),
        ("visibility: NA\n", UnclearReason::Value),
        ("visibility: []\n", UnclearReason::Value),
        ("visibility: {}\n", UnclearReason::Value),
        ("visibility: [internal]\n", UnclearReason::Value),
        ("visibility: {nb: internal}\n", UnclearReason::Value),
        ("visibility: 0\n", UnclearReason::Value),
        ("visibility: false\n", UnclearReason::Value),
        ("visibility: intern\n", UnclearReason::Value),
        ("visibility: Internal\n", UnclearReason::Value),
        ("visibility: Public\n", UnclearReason::Value),
        ("visibility: nei\n", UnclearReason::Value),
        ("visibility: privat\n", UnclearReason::Value),
        ("visiblity: internal\n", UnclearReason::Key),
        ("Visibility: internal\n", UnclearReason::Key),
        ("VISIBILITY: internal\n", UnclearReason::Key),
        ("visible: no\n", UnclearReason::Key),
        ("synlighet: intern\n", UnclearReason::Key),
        ("synlegheit: intern\n", UnclearReason::Key),
        ("internal: true\n", UnclearReason::Key),
        ("intern: ja\n", UnclearReason::Key),
        ("public: false\n", UnclearReason::Key),
        ("offentlig: nei\n", UnclearReason::Key),
        ("published: no\n", UnclearReason::Key),
        ("synlig: nei\n", UnclearReason::Key),
        ("synleg: nei\n", UnclearReason::Key),
        ("sperret: ja\n", UnclearReason::Key),
        ("status: internal\n", UnclearReason::Key),
        ("tilgang: [intern]\n", UnclearReason::Key),
        ("unntatt_offentlighet: ja\n", UnclearReason::Key),
        ("\"vis\\u0069blity\": internal\n", UnclearReason::Key),
        ("visib\u{456}lity: internal\n", UnclearReason::Key),
        ("budget: {grant: 1000000, visibility: internal}\n", UnclearReason::Key),
        ("budget:\n  visibility: internal\n", UnclearReason::Key),
        ("milestones:\n  - phase: selected\n    visibility: internal\n", UnclearReason::Key),
        ("contact:\n  synlighet: intern\n", UnclearReason::Key),
        ("assessment: {visibility: internal}\n", UnclearReason::Key),
        ("summary: |\n  Tekst.\n  visibility: internal\n", UnclearReason::Key),
        ("summary: Tekst.\n  visibility:internal\n", UnclearReason::Key),
        ("title: \"A visibility: internal\"\n", UnclearReason::Key),
        ("language: internal\n", UnclearReason::Key),
        ("visibility: public\nvisibility: internal\n", UnclearReason::Twice),
        ("visibility: internal\nvisibility: public\n", UnclearReason::Twice),
        ("visibility: public\nbudget: {visibility: internal}\n", UnclearReason::Key),
        ("budget: {grant: 1}\nbudget: {visibility: internal}\n", UnclearReason::Key),
        ("title: A\n<<<<<<< HEAD: A\n", UnclearReason::Conflict),
    ] {
        assert_eq!(why(text), Some(expected), "{text}");
    }
    let many: String = (0..300).map(|at| format!("k{at}x: 1\n")).collect();
    assert_eq!(why(&(many + "unclassified: x\n")), Some(UnclearReason::Faults));
}

#[test]
fn what_is_clear_is_left_alone() {
    for text in [
        "title: A\n",
        "visibility: public\n",
        "visibility: internal\n",
        "visibility: \"public\"\n",
        "\"visibility\": public\n",
        "# visibility: internal\ntitle: A\n",
        "title: A # visibility: internal\n",
        "title: Synlighet for alle\n",
        "title: 'Synlighet: slik når vi ut'\n",
        "summary: Bedre intern samhandling, og mer offentlig innsyn.\nthemes: [intern, synlighet]\n",
        "titel: A\n",
        "sources:\n  - {title: Public accounts, published: 2020}\n",
    ] {
        assert_eq!(why(text), None, "{text}");
    }
}

#[test]
fn other_files_say_it_for_all() {
    for text in [
        "visibility: internal\n",
        "applications: 3\nvisiblity: internal\n",
        "projects:\n  a: {visibility: internal}\n",
        "synlighet: intern\n",
        "internal: true\n",
        "visibility:\n",
        "Visibility: [\n",
    ] {
        assert!(doubt_in_text(text).is_some(), "{text}");
    }
    for text in
        ["applications: 3\n", "visibility: public\n", "lede_themes: [intern samhandling]\n", "# visibility: internal\n"]
    {
        assert!(doubt_in_text(text).is_none(), "{text}");
    }
}
