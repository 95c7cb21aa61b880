//! What makes it doubtful that a project is public, and what does not.

use super::*;
use crate::{
    document::{FromYaml, remove_blanks},
    model::Project,
};

fn why(text: &str) -> Option<Why> {
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
        ("visibility:\n", Why::Value),
        ("visibility: ''\n", Why::Value),
        ("visibility: null\n", Why::Value),
        ("visibility: ~\n", Why::Value),
        ("visibility: NA\n", Why::Value),
        ("visibility: []\n", Why::Value),
        ("visibility: {}\n", Why::Value),
        ("visibility: [internal]\n", Why::Value),
        ("visibility: {nb: internal}\n", Why::Value),
        ("visibility: 0\n", Why::Value),
        ("visibility: false\n", Why::Value),
        ("visibility: intern\n", Why::Value),
        ("visibility: Internal\n", Why::Value),
        ("visibility: Public\n", Why::Value),
        ("visibility: nei\n", Why::Value),
        ("visibility: privat\n", Why::Value),
        ("visiblity: internal\n", Why::Key),
        ("Visibility: internal\n", Why::Key),
        ("VISIBILITY: internal\n", Why::Key),
        ("visible: no\n", Why::Key),
        ("synlighet: intern\n", Why::Key),
        ("synlegheit: intern\n", Why::Key),
        ("internal: true\n", Why::Key),
        ("intern: ja\n", Why::Key),
        ("public: false\n", Why::Key),
        ("offentlig: nei\n", Why::Key),
        ("published: no\n", Why::Key),
        ("synlig: nei\n", Why::Key),
        ("synleg: nei\n", Why::Key),
        ("sperret: ja\n", Why::Key),
        ("status: internal\n", Why::Key),
        ("tilgang: [intern]\n", Why::Key),
        ("unntatt_offentlighet: ja\n", Why::Key),
        ("\"vis\\u0069blity\": internal\n", Why::Key),
        ("visib\u{456}lity: internal\n", Why::Key),
        ("budget: {grant: 1000000, visibility: internal}\n", Why::Key),
        ("budget:\n  visibility: internal\n", Why::Key),
        ("milestones:\n  - phase: selected\n    visibility: internal\n", Why::Key),
        ("contact:\n  synlighet: intern\n", Why::Key),
        ("assessment: {visibility: internal}\n", Why::Key),
        ("summary: |\n  Tekst.\n  visibility: internal\n", Why::Key),
        ("summary: Tekst.\n  visibility:internal\n", Why::Key),
        ("title: \"A visibility: internal\"\n", Why::Key),
        ("language: internal\n", Why::Key),
        ("visibility: public\nvisibility: internal\n", Why::Twice),
        ("visibility: internal\nvisibility: public\n", Why::Twice),
        ("visibility: public\nbudget: {visibility: internal}\n", Why::Key),
        ("budget: {grant: 1}\nbudget: {visibility: internal}\n", Why::Key),
        ("title: A\n<<<<<<< HEAD: A\n", Why::Conflict),
    ] {
        assert_eq!(why(text), Some(expected), "{text}");
    }
    let many: String = (0..300).map(|at| format!("k{at}x: 1\n")).collect();
    assert_eq!(why(&(many + "unclassified: x\n")), Some(Why::Faults));
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
