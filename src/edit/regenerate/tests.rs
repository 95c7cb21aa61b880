//! What people wrote stays, whatever happened to the document and to the data.

use proptest::prelude::*;

use super::template::Template;
use super::*;
use crate::document::parts::{Block, Prompts, blocks, survey};

const NOTE: &str = "> **Changed by hand.** Look at this.";

/// Gives a document with facts, prompts, a table and a concept that comes and goes.
fn generated(facts: &str, concept: Option<&str>) -> String {
    let concept = concept.map_or_else(String::new, |name| {
        format!(
            "<!-- stimulab: begin concept-a -->\n### {name}\n\nGoal.\n<!-- stimulab: end concept-a -->\n\n\
             <!-- stimulab: ask pilot-a -->\n#### Pilot of {name}\n\n> Who took part?\n<!-- stimulab: end pilot-a -->\n\n"
        )
    });
    format!(
        "<!-- stimulab: report 2020/a en -->\n\n<!-- stimulab: begin title -->\n# Report\n\n| a | b |\n| - | - |\n\
         | grant | {facts} |\n\nSecond.\n<!-- stimulab: end title -->\n\n<!-- stimulab: ask background -->\n\
         ## Background\n\n> Why?\n>\n> - How?\n<!-- stimulab: end background -->\n\n{concept}\
         <!-- stimulab: begin plain -->\nNo heading, {facts}.\n<!-- stimulab: end plain -->\n\n\
         <!-- stimulab: ask more -->\n> More?\n<!-- stimulab: end more -->\n"
    )
}

fn done(old: &str, generated: &str) -> (String, Vec<(String, PartOutcome)>) {
    let made = regenerate(old, generated, NOTE).unwrap();
    let again = regenerate(&made.text, generated, NOTE).unwrap();
    assert_eq!(again.text, made.text, "the second time changes something");
    (made.text, made.changes.into_iter().map(|change| (change.id, change.done)).collect())
}

fn new() -> String {
    done("", &generated("1", Some("A"))).0
}

fn one(id: &str, what: PartOutcome) -> Vec<(String, PartOutcome)> {
    vec![(id.to_owned(), what)]
}

#[test]
fn a_new_document_is_the_template_with_marks() {
    let text = new();
    assert_eq!(survey(&text, &Prompts::default()).blanks().count(), 3);
    assert!(text.starts_with("<!-- stimulab: report 2020/a en -->\n\n<!-- stimulab: begin title "), "{text}");
    assert_eq!(done(&text, &generated("1", Some("A"))), (text, vec![]));
}

#[test]
fn an_answer_takes_the_prompt_away_and_no_answer_brings_it_back() {
    let text = new().replace("end background -->\n", "end background -->\nBecause.\n");
    let (answered, changes) = done(&text, &generated("1", Some("A")));
    assert_eq!(changes, one("background", PartOutcome::Answered));
    assert!(answered.contains("## Background\n<!-- stimulab: end background -->\n\nBecause.\n"), "{answered}");
    assert!(!answered.contains("Why?"));
    let (asked, changes) = done(&answered.replace("Because.", ""), &generated("1", Some("A")));
    assert_eq!(changes, one("background", PartOutcome::Asked));
    assert!(asked.contains("Why?"));
}

#[test]
fn data_renew_what_nobody_touched() {
    let text = new().replace("# Report", "# My title").replace("end more -->\n", "end more -->\n\nMine, the last line");
    let (updated, changes) = done(&text, &generated("2", Some("A")));
    let changes: Vec<PartOutcome> = changes.into_iter().map(|(_, done)| done).collect();
    assert_eq!(changes, [PartOutcome::Updated, PartOutcome::Updated, PartOutcome::Answered]);
    assert!(updated.contains("# My title\n\n| a | b |\n| - | - |\n| grant | 2 |"), "{updated}");
    assert!(updated.ends_with("\n\nMine, the last line"), "{updated}");
}

#[test]
fn what_is_written_inside_is_moved_below() {
    let text = new().replace("Second.\n", "Second.\n\nWritten inside.\n");
    let (moved, changes) = done(&text, &generated("1", Some("A")));
    assert_eq!(changes, one("title", PartOutcome::MovedOut));
    assert!(moved.contains("end title -->\n\nWritten inside.\n"), "{moved}");
    let (moved, _) = done(&new().replace("> - How?", "> - How? Like this."), &generated("1", Some("A")));
    assert!(moved.contains("## Background\n<!-- stimulab: end background -->\n\n> - How? Like this."), "{moved}");
}

#[test]
fn a_changed_part_is_held_until_the_data_change() {
    let text = new().replace("| grant | 1 |", "| grant | one |");
    let (held, changes) = done(&text, &generated("1", Some("A")));
    assert_eq!((held.as_str(), changes), (text.as_str(), one("title", PartOutcome::Held)));
    let (aside, changes) = done(&held, &generated("2", Some("A")));
    assert_eq!(changes[0], ("title".to_owned(), PartOutcome::SetAside));
    let expected = format!("<!-- stimulab: kept title -->\n\n{NOTE}\n\n| a | b |\n| - | - |\n| grant | one |\n\n");
    assert!(aside.contains("| grant | 2 |") && aside.contains(&expected), "{aside}");
    assert_eq!(aside.matches("Second.").count(), 1, "{aside}");
    assert_eq!(survey(&aside, &Prompts::default()).set_aside.len(), 1);
}

#[test]
fn a_part_that_is_gone_leaves_what_people_wrote() {
    let (gone, changes) = done(&new(), &generated("1", None));
    assert_eq!(changes.iter().map(|(_, done)| *done).collect::<Vec<_>>(), [PartOutcome::Removed, PartOutcome::Removed]);
    assert!(!gone.contains("Pilot"));
    let text = new().replace("end pilot-a -->\n", "end pilot-a -->\nSix people.\n");
    let (kept, changes) = done(&done(&text, &generated("1", Some("A"))).0, &generated("1", None));
    assert_eq!(
        changes.iter().map(|(_, done)| *done).collect::<Vec<_>>(),
        [PartOutcome::Removed, PartOutcome::Released]
    );
    assert!(kept.contains("#### Pilot of A\n") && kept.contains("Six people."), "{kept}");
}

#[test]
fn new_parts_come_in_their_order() {
    let (text, _) = done("", &generated("1", None));
    let text = text.replace("end background -->\n", "end background -->\nBecause.\n\n### My own\n\nMore.\n");
    let (added, changes) = done(&text, &generated("1", Some("A")));
    assert!(changes.contains(&("concept-a".into(), PartOutcome::Added)));
    let place = |words: &str| added.find(words).unwrap_or_else(|| panic!("{words} in {added}"));
    assert!(
        place("More.") < place("### A")
            && place("### A") < place("#### Pilot")
            && place("#### Pilot") < place("No heading")
    );
}

#[test]
fn markers_that_are_lost_come_back_around_the_same_lines() {
    let whole = new().replace("end background -->\n", "end background -->\n\nBecause.\n");
    let (whole, _) = done(&whole, &generated("1", Some("A")));
    let bare: String =
        whole.lines().filter(|line| !line.contains("stimulab:")).map(|line| format!("{line}\n")).collect();
    let (mended, changes) = done(&bare, &generated("1", Some("A")));
    assert!(changes.iter().all(|(_, done)| *done == PartOutcome::Mended), "{changes:?}");
    let squeezed = |text: &str| text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(squeezed(&mended), squeezed(&whole));
}

#[test]
fn a_part_can_be_left_out() {
    let without = new().replace("# Report", "# Other");
    let start = without.find("<!-- stimulab: begin plain").unwrap();
    let end = without.find("<!-- stimulab: ask more").unwrap();
    let text = format!("{}<!-- stimulab: without plain -->\n\n{}", &without[..start], &without[end..]);
    let (kept, changes) = done(&text, &generated("2", Some("A")));
    assert_eq!(changes, one("title", PartOutcome::Updated));
    assert!(!kept.contains("No heading"));
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", new().replace('\n', "\r\n")).replace("Second.", "Second.\r\nTwo\nends");
    let (made, _) = done(&text, &generated("1", Some("A")));
    assert!(made.starts_with("\u{feff}<!--") && made.contains("Two\nends\r\n"));
    assert_eq!(made.matches('\n').count() - made.matches("\r\n").count(), 1);
}

#[test]
fn a_conflict_of_git_is_left_to_people() {
    let text = format!("{}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", new());
    assert!(matches!(regenerate(&text, &generated("1", None), NOTE), Err(RegenerateError::Conflict(_))));
}

/// One thing that happens to a document between two renderings.
#[derive(Debug, Clone)]
enum Harm {
    /// Somebody writes at a place, in a line of its own or in the middle of one.
    Write(usize, &'static str),
    /// A line that holds a marker is lost.
    LoseMarker(usize),
    /// Lines are doubled.
    Double(usize, usize),
    /// Lines are moved.
    Move(usize, usize, usize),
    /// The file is rendered, with other data.
    Render(u8, Option<&'static str>),
    /// The file is saved by a Windows program.
    Windows,
}

fn harm() -> impl Strategy<Value = Harm> {
    let shape = proptest::sample::select(vec![
        "{}",
        "\n{}\n",
        "\n\n{}\n\n",
        "\n## {}\n",
        "\n> {}\n",
        "\n- {}\n",
        "\r\n{}\r\n",
        "\n| {} |\n",
        " {} ",
        "\n```\n{}",
        "<!-- {}",
        "\n# Report\n{}\n",
        "\n> Why?\n{}",
    ]);
    prop_oneof![
        4 => (any::<usize>(), shape).prop_map(|(at, shape)| Harm::Write(at, shape)),
        2 => any::<usize>().prop_map(Harm::LoseMarker),
        1 => (any::<usize>(), 1_usize..12).prop_map(|(at, count)| Harm::Double(at, count)),
        1 => (any::<usize>(), 1_usize..12, any::<usize>()).prop_map(|(at, count, to)| Harm::Move(at, count, to)),
        2 => (0_u8..4, proptest::sample::select(vec![None, Some("A"), Some("B")])).prop_map(|(facts, name)| Harm::Render(facts, name)),
        1 => Just(Harm::Windows),
    ]
}

/// Applies a harm; words that people write are noted.
fn apply(text: &str, harm: &Harm, words: &mut Vec<String>) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let stretch =
        |at: usize, count: usize| (at % lines.len().max(1), (at % lines.len().max(1) + count).min(lines.len()));
    match harm {
        Harm::Write(at, shape) => {
            let mut place = text.floor_char_boundary(at % (text.len() + 1));
            // Nobody writes in the middle of a word.
            for word in words.iter() {
                let inside =
                    text.match_indices(word.as_str()).find(|(start, _)| (*start..start + word.len()).contains(&place));
                place = inside.map_or(place, |(start, _)| start);
            }
            let word = format!("Wrøte{}x", words.len());
            let new = format!("{}{}{}", &text[..place], shape.replace("{}", &word), &text[place..]);
            words.push(word);
            new
        }
        Harm::LoseMarker(at) => {
            let markers: Vec<usize> = (0..lines.len())
                .filter(|line| lines[*line].trim_start().starts_with("<!-- stimulab:") && !lines[*line].contains("Wr"))
                .collect();
            if !markers.is_empty() {
                lines.remove(markers[at % markers.len()]);
            }
            lines.concat()
        }
        Harm::Double(at, count) => {
            let (from, to) = stretch(*at, *count);
            format!("{}{}{}", lines[..to].concat(), lines[from..to].concat(), lines[to..].concat())
        }
        Harm::Move(at, count, place) => {
            let (from, to) = stretch(*at, *count);
            let moved = lines[from..to].concat();
            lines.drain(from..to);
            let place = place % (lines.len() + 1);
            let end = if moved.ends_with('\n') { "" } else { "\n" };
            format!("{}{moved}{end}{}", lines[..place].concat(), lines[place..].concat())
        }
        Harm::Render(facts, name) => regenerate(text, &generated(&facts.to_string(), *name), NOTE).unwrap().text,
        Harm::Windows => text.replace("\r\n", "\n").replace('\n', "\r\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_person_is_ever_lost(harms in proptest::collection::vec(harm(), 1..12), facts in 0_u8..4, name in proptest::sample::select(vec![None, Some("A"), Some("B")])) {
        let (mut text, mut words) = (new(), Vec::new());
        for harm in &harms {
            text = apply(&text, harm, &mut words);
        }
        let template = generated(&facts.to_string(), name);
        let made = regenerate(&text, &template, NOTE).unwrap().text;
        for word in &words {
            prop_assert!(made.contains(word.as_str()), "{word} is lost\n--- before\n{text}\n--- after\n{made}");
        }
        prop_assert_eq!(&regenerate(&made, &template, NOTE).unwrap().text, &made, "the second time changes something\n--- before\n{}", text);
        // Every part has its place, once.
        let parts = blocks(&made);
        for new_part in Template::read(&template).parts {
            let count = parts.iter().filter(|block| matches!(block, Block::Part(part) if part.id == new_part.id && part.is_closed)).count();
            prop_assert_eq!(count, 1, "{} in\n{}", new_part.id, made);
        }
    }
}
