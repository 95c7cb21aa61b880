//! The words of boxes: what the program asks people to write, known again wherever it stands and however it was edited.
//!
//! A box is known by its words and not by its markers alone: people rename its heading, lose its markers, take off the
//! marks of quotation, or carry it through a word processor. Nobody has answered it for that.

use std::{collections::HashSet, ops::Range};

use super::lines::level;

/// Shorter prompts could be words of a person's own.
const SHORTEST: usize = 4;

/// Holds what boxes say.
#[derive(Debug, Clone, Default)]
pub struct Prompts {
    /// The id and the words of the first paragraph of each.
    texts: Vec<(String, Vec<String>)>,
    /// The words of the lines below it: questions that may help.
    lines: HashSet<Vec<String>>,
    /// The words that each begins with.
    openings: Vec<Vec<String>>,
}

/// Says where a box stands in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The id of what it asks for; nothing where that is not known.
    pub id: String,
    /// Its lines.
    pub lines: Range<usize>,
    /// Whether it says what the program wrote, whatever its marks and spaces.
    pub is_exact: bool,
}

impl Prompts {
    /// Adds a box: its lines without its heading.
    pub fn add(&mut self, id: &str, lines: &[&str]) {
        let units = units(lines);
        let mut units = units.iter();
        let Some(first) = units.next() else { return };
        self.texts.push((id.to_owned(), words_of(&lines[first.clone()])));
        // What is printed bold in front is the same in all of them.
        let bold = bare(lines[first.start]).strip_prefix("**").and_then(|rest| rest.split_once("**"));
        if let Some(opening) = bold.map(|(bold, _)| words(bold)).filter(|opening| opening.len() > 1)
            && !self.openings.contains(&opening)
        {
            self.openings.push(opening);
        }
        self.lines.extend(units.flat_map(|unit| lines[unit.clone()].iter().map(|line| words(line))));
    }

    /// Finds the boxes in lines, in order.
    pub fn find<S: AsRef<str>>(&self, lines: &[S]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for unit in units(lines) {
            if let Some(id) = self.asks_alone(lines, &unit) {
                found.push(Found { id, lines: unit, is_exact: false });
            } else if let Some(new) = self.begins(lines, &unit) {
                found.push(new);
            } else if let Some(last) = found.last_mut()
                && lines[last.lines.end..unit.start].iter().all(|line| bare(line.as_ref()).is_empty())
            {
                // The questions of a box stand right below it.
                last.lines.end = self.below(lines, unit).unwrap_or(last.lines.end);
            }
        }
        found
    }

    /// Lists the lines that are none of a box.
    pub fn without<S: AsRef<str> + Clone>(&self, lines: &[S]) -> Vec<S> {
        let found = self.find(lines);
        let is_in_box = |at: usize| found.iter().any(|found| found.lines.contains(&at));
        lines.iter().enumerate().filter(|(at, _)| !is_in_box(*at)).map(|(_, line)| line.clone()).collect()
    }

    /// Lists the lines that are none of a box whose words are all the program's.
    pub fn without_exact<S: AsRef<str> + Clone>(&self, lines: &[S]) -> Vec<S> {
        let found = self.find(lines);
        let is_in_box = |at: usize| found.iter().any(|found| found.is_exact && found.lines.contains(&at));
        lines.iter().enumerate().filter(|(at, _)| !is_in_box(*at)).map(|(_, line)| line.clone()).collect()
    }

    /// Returns whether a line says what a line of a box does.
    #[must_use]
    pub fn has_line(&self, line: &str) -> bool {
        let words = words(line);
        words.len() >= SHORTEST && (self.lines.contains(&words) || self.texts.iter().any(|(_, text)| *text == words))
    }

    /// Returns the id of a box of which only the question is left, where nobody wrote anything below it.
    fn asks_alone<S: AsRef<str>>(&self, lines: &[S], unit: &Range<usize>) -> Option<String> {
        let said = words_of(&lines[unit.clone()]);
        let is_quoted = is_quoted(&lines[unit.clone()]);
        let asks = |text: &[String], opening: &Vec<String>| {
            let question = text.strip_prefix(opening.as_slice()).filter(|question| question.len() >= SHORTEST);
            question.is_some_and(|question| if is_quoted { is_near(question, &said) } else { question == said })
        };
        let is_asked = |(_, text): &&(String, Vec<String>)| self.openings.iter().any(|opening| asks(text, opening));
        let (id, _) = self.texts.iter().find(is_asked)?;
        let below = &lines[unit.end..];
        let end = below.iter().position(|line| level(line.as_ref()).is_some()).unwrap_or(below.len());
        let is_all = below[..end].iter().all(|line| words(line.as_ref()).is_empty() || self.has_line(line.as_ref()));
        (is_quoted || is_all).then(|| id.clone())
    }

    /// Returns the box that a paragraph is, or begins with.
    fn begins<S: AsRef<str>>(&self, lines: &[S], unit: &Range<usize>) -> Option<Found> {
        let all = words_of(&lines[unit.clone()]);
        // Somebody may have written right below it.
        let mut so_far = Vec::new();
        for (at, line) in lines[unit.clone()].iter().enumerate() {
            so_far.extend(words(line.as_ref()));
            if let Some((id, _)) = self.texts.iter().find(|(_, text)| text.len() >= SHORTEST && *text == so_far) {
                return Some(Found { id: id.clone(), lines: unit.start..unit.start + at + 1, is_exact: true });
            }
        }
        let near = self.texts.iter().find(|(_, text)| is_near(text, &all)).map(|(id, _)| id.clone());
        let opens = || self.openings.iter().any(|opening| all.starts_with(opening));
        let has_more = || self.texts.iter().any(|(_, text)| text.len() >= SHORTEST && all.starts_with(text));
        let id = near.or_else(|| (is_quoted(&lines[unit.clone()]) && opens() && !has_more()).then(String::new))?;
        Some(Found { id, lines: unit.clone(), is_exact: false })
    }

    /// Returns where the questions of a box end that a paragraph begins with; none where it begins with none.
    fn below<S: AsRef<str>>(&self, lines: &[S], unit: Range<usize>) -> Option<usize> {
        /// How many lines a question may have been broken into.
        const MOST: usize = 4;
        let mut at = unit.start;
        while at < unit.end {
            let most = MOST.min(unit.end - at);
            let length = (1..=most).find(|length| self.lines.contains(&words_of(&lines[at..at + length])));
            let Some(length) = length else { break };
            at += length;
        }
        (at > unit.start).then_some(at)
    }
}

/// Returns whether words are those of a prompt but for a few: nobody answers in so few words what was asked in so many.
fn is_near(prompt: &[String], words: &[String]) -> bool {
    let few = 2.max(prompt.len() / 5);
    let is_as_long = words.len() <= prompt.len() + few && words.len() * 10 >= prompt.len() * 6;
    if prompt.len() < SHORTEST || !is_as_long {
        return false;
    }
    let same = in_common(prompt, words);
    same * 10 >= prompt.len() * 7 && words.len() - same <= few
}

/// Returns how many words two texts have in common, in the same order.
fn in_common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for word in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[b.len()]
}

/// Lists the paragraphs of lines: what stands between blank lines and headings, with or without marks of quotation.
fn units<S: AsRef<str>>(lines: &[S]) -> Vec<Range<usize>> {
    let is_text = |line: &S| !bare(line.as_ref()).is_empty() && level(line.as_ref()).is_none();
    let mut units: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_text(line)) {
        match units.last_mut() {
            Some(unit) if unit.end == at => unit.end = at + 1,
            _ => units.push(at..at + 1),
        }
    }
    units
}

fn is_quoted<S: AsRef<str>>(lines: &[S]) -> bool {
    lines.iter().all(|line| line.as_ref().trim_start().starts_with('>'))
}

/// Returns what a line says, without the marks of quotation in front.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end()
}

fn words_of<S: AsRef<str>>(lines: &[S]) -> Vec<String> {
    lines.iter().flat_map(|line| words(line.as_ref())).collect()
}

/// Lists the words of a text: letters and digits alone, without what word processors put between them.
fn words(text: &str) -> Vec<String> {
    let is_unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let plain: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
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
            "> **Write below the box.** Something an older program asked for.",
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
            "> **Write below the box.** What was the project to achieve, and for whom? Less waiting, for everybody who waits.",
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

    proptest! {
        #[test]
        fn any_lines_are_looked_through(text in "(>|Write below the box|What did you do in this phase|[a ?\n#-]){0,30}") {
            let lines: Vec<&str> = text.lines().collect();
            for found in prompts().find(&lines) {
                prop_assert!(found.lines.start < found.lines.end && found.lines.end <= lines.len());
            }
        }
    }
}
