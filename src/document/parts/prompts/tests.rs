//! Tests of recognising prompts.

use proptest::prelude::*;

use super::*;

fn prompts() -> Prompts {
    let mut prompts = Prompts::default();
    let questions = [
        "> **Write below the box.** What did you do in this phase?",
        ">",
        "> It may help to ask:",
        ">",
        "> - Who took part in all of it?",
    ];
    prompts.add("done", &questions);
    prompts.add("why", &["> **Write below the box.** What was the project to achieve, and for whom?"]);
    prompts
}

fn left(text: &str) -> String {
    prompts().without(&text.lines().collect::<Vec<_>>()).join("\n").trim().to_owned()
}

#[test]
fn a_box_is_known_however_it_was_edited() {
    for text in [
        "> **Write below the box.** What was the project to achieve, and for whom?",
        "Write below the box. What was the project to achieve, and for whom?",
        "  >  **Write below\u{a0}the box.**  What was the project\n> to achieve, and for\u{ad} whom?",
        "> *Write below the box:* What was the project going to achieve, and for whom?",
        "> What was the project to achieve, and for whom?",
        "What was the project to achieve, and for whom?",
        "> **Write below the box.**",
        "> **Write below the box.** What was the project to achieve?",
        "> **Write below the box.** What was the projcet to acheive, and for whom",
        "> **Write belwo the box.** What was the project to achieve, and for whom?",
        "> **Write below the box.** What did you do in this phase?\n>\n> It may help to ask:\n>\n> - Who took part in all of it?",
        "Write below the box. What did you do in this phase?\n\nIt may help to ask:\n\n•\tWho took part in\n  all of it?",
    ] {
        assert_eq!(left(text), "", "{text}");
    }
}

#[test]
fn what_people_wrote_is_no_box() {
    for text in [
        "What we were to achieve, we achieved.",
        "> We asked many: what was it for?",
        "What was the project to achieve, and for whom? Less waiting.",
        "> What was the project to achieve, and for whom? TOKEN.",
        "What was the project to achieve, and for whom?\n\nLess waiting.",
        "Write below the box, the manual says, and so we did, all of us, every day.",
        "It may help to ask:",
    ] {
        assert_eq!(left(text), text);
    }
    let answered = "> **Write below the box.** What was the project to achieve, and for whom?\n> Less waiting.";
    assert_eq!(left(answered), "> Less waiting.");
    assert_eq!(left(&answered.replace("\n>", "\n\n")), "Less waiting.");
}

#[test]
fn words_among_those_of_a_box_are_kept() {
    let lead = "**Write below the box.**";
    let question = "What was the project to achieve, and for whom?";
    for (text, own) in [
        (
            format!("> {lead} {question} Less waiting, for everybody who waits."),
            "Less waiting, for everybody who waits.",
        ),
        (format!("> {lead} {question} TOKEN All."), "TOKEN All."),
        (format!("> {lead} {question}All."), "All."),
        (format!("> {lead} **All** of us, see x.no/a."), "**All** of us, see x.no/a."),
        (format!("{lead} All of us,\nby 4.0."), "All of us,\nby 4.0."),
        (format!("> {lead}\n> All of us,\n> by 4.0."), "All of us,\nby 4.0."),
        (format!("> {lead} What was the project to achieve?\n> Less TOKEN."), "Less TOKEN."),
        (format!("> {lead} Less waiting. {question} For all."), "Less waiting.\nFor all."),
        (
            format!("> {lead} What was the project to achieve, and for whom: all"),
            "What was the project to achieve, and for whom: all",
        ),
        (
            format!("> {lead} What was the project to achieve, and for whom (all)?"),
            "What was the project to achieve, and for whom (all)?",
        ),
    ] {
        let left = left(&text);
        assert!(own.ends_with(&left) && !left.is_empty(), "{text}: {left}");
    }
}

proptest! {
    #[test]
    fn any_lines_are_looked_through(text in "(>|Write below the box|What did you do in this phase|[a ?\n#-]){0,30}") {
        let lines: Vec<&str> = text.lines().collect();
        for found in prompts().find(&lines) {
            prop_assert!(found.lines.start < found.lines.end && found.lines.end <= lines.len());
        }
    }
}
