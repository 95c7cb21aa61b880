//! Recognises prompts by their words, also if they were moved or edited.
//!
//! Markers are not enough: users rename the heading of a prompt, lose its markers, remove the quotation marks, or edit it in a
//! word processor. The prompt is still unanswered then.

use std::{collections::HashSet, ops::Range};

use super::{
    Line,
    lines::level,
    paragraphs::{SHORTEST, bare, behind, in_lines, is_near, is_quoted, joined, units, words, words_of},
    sentences::{Asked, asked, sentences},
};

/// Holds the texts of prompts.
#[derive(Debug, Clone, Default)]
pub struct Prompts {
    /// The id of each prompt and the words of its first paragraph.
    texts: Vec<(String, Vec<String>)>,
    /// The words of each line below the first paragraph: questions that may help.
    lines: HashSet<Vec<String>>,
    /// The opening words of the prompts.
    openings: Vec<Vec<String>>,
    /// The sentences of each first paragraph, without the opening words.
    asked: Vec<Asked>,
}

/// A line of which a part can be taken.
pub trait Cut: AsRef<str> + Clone {
    /// Returns a part of it.
    #[must_use]
    fn cut(&self, range: Range<usize>) -> Self;

    /// Returns its level if it is a heading.
    fn level(&self) -> Option<usize> {
        level(self.as_ref())
    }
}

impl Cut for &str {
    fn cut(&self, range: Range<usize>) -> Self {
        &self[range]
    }
}

impl Cut for Line<'_> {
    fn cut(&self, range: Range<usize>) -> Self {
        Line { text: &self.text[range.clone()], at: self.at + range.start, ..*self }
    }

    fn level(&self) -> Option<usize> {
        Line::level(self)
    }
}

/// Says where a prompt was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its id; empty if it is unknown.
    pub id: String,
    /// Its lines.
    pub lines: Range<usize>,
    /// Whether its words are exactly the generated ones; syntax and spaces do not count.
    pub is_exact: bool,
    /// What the user wrote among its words: the index of the line, and the range in it.
    pub own: Vec<(usize, Range<usize>)>,
}

impl Prompts {
    /// Adds a prompt: its lines without its heading.
    pub fn add(&mut self, id: &str, lines: &[&str]) {
        let units = units(lines);
        let mut units = units.iter();
        let Some(first) = units.next() else { return };
        self.texts.push((id.to_owned(), words_of(&lines[first.clone()])));
        // The bold words at the start are the same in all prompts.
        let bold = bare(lines[first.start]).strip_prefix("**").and_then(|rest| rest.split_once("**"));
        let said = lines[first.clone()].iter().map(|line| bare(line)).collect::<Vec<_>>().join(" ");
        self.asked.extend(asked(bold.map_or(said.as_str(), |(bold, _)| said[bold.len() + 4..].trim_start())));
        if let Some(opening) = bold.map(|(bold, _)| words(bold)).filter(|opening| opening.len() > 1)
            && !self.openings.contains(&opening)
        {
            self.openings.push(opening);
        }
        self.lines.extend(units.flat_map(|unit| lines[unit.clone()].iter().map(|line| words(line))));
    }

    /// Finds the prompts in lines, in order.
    pub fn find<S: AsRef<str>>(&self, lines: &[S]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for unit in units(lines) {
            if let Some(id) = self.asks_alone(lines, &unit) {
                found.push(Found { id, lines: unit, is_exact: false, own: Vec::new() });
            } else if let Some(new) = self.begins(lines, &unit) {
                found.push(new);
            } else if let Some(last) = found.last_mut()
                && lines[last.lines.end..unit.start].iter().all(|line| bare(line.as_ref()).is_empty())
            {
                // The questions of a prompt follow it directly.
                last.lines.end = self.below(lines, unit).unwrap_or(last.lines.end);
            }
        }
        found
    }

    /// Returns the lines without prompts, and what the user wrote among the words of a prompt.
    pub fn without<S: Cut>(&self, lines: &[S]) -> Vec<S> {
        let mut kept = Vec::with_capacity(lines.len());
        let mut from = 0;
        for found in self.find(lines) {
            kept.extend_from_slice(&lines[from..found.lines.start]);
            kept.extend(found.own.iter().map(|(at, range)| lines[*at].cut(range.clone())));
            from = found.lines.end;
        }
        kept.extend_from_slice(&lines[from..]);
        kept
    }

    /// Returns the lines without unchanged prompts.
    pub fn without_exact<S: AsRef<str> + Clone>(&self, lines: &[S]) -> Vec<S> {
        let found = self.find(lines);
        let is_in_box = |at: usize| found.iter().any(|found| found.is_exact && found.lines.contains(&at));
        lines.iter().enumerate().filter(|(at, _)| !is_in_box(*at)).map(|(_, line)| line.clone()).collect()
    }

    /// Returns whether a line has the words of a line of a prompt.
    #[must_use]
    pub fn has_line(&self, line: &str) -> bool {
        let words = words(line);
        words.len() >= SHORTEST && (self.lines.contains(&words) || self.texts.iter().any(|(_, text)| *text == words))
    }

    /// Returns the id of a prompt of which only the question is left, if there is no answer in it or below it.
    fn asks_alone<S: AsRef<str>>(&self, lines: &[S], unit: &Range<usize>) -> Option<String> {
        let said = words_of(&lines[unit.clone()]);
        let asks = |text: &[String], opening: &Vec<String>| {
            let question = text.strip_prefix(opening.as_slice()).filter(|question| question.len() >= SHORTEST);
            question.is_some_and(|question| is_near(question, &said))
        };
        let is_asked = |(_, text): &&(String, Vec<String>)| self.openings.iter().any(|opening| asks(text, opening));
        let (id, _) = self.texts.iter().find(is_asked)?;
        let (text, _) = joined(lines, unit);
        if !sentences(&text, 0).iter().all(|sentence| self.asked.iter().any(|asked| sentence.is_of(asked))) {
            return None;
        }
        let below = &lines[unit.end..];
        let end = below.iter().position(|line| level(line.as_ref()).is_some()).unwrap_or(below.len());
        let is_all = below[..end].iter().all(|line| words(line.as_ref()).is_empty() || self.has_line(line.as_ref()));
        (is_quoted(&lines[unit.clone()]) || is_all).then(|| id.clone())
    }

    /// Returns the prompt that a paragraph is or starts with.
    fn begins<S: AsRef<str>>(&self, lines: &[S], unit: &Range<usize>) -> Option<Found> {
        // The user may have written directly below it.
        let mut so_far = Vec::new();
        for (at, line) in lines[unit.clone()].iter().enumerate() {
            so_far.extend(words(line.as_ref()));
            if let Some((id, _)) = self.texts.iter().find(|(_, text)| text.len() >= SHORTEST && *text == so_far) {
                let lines = unit.start..unit.start + at + 1;
                return Some(Found { id: id.clone(), lines, is_exact: true, own: Vec::new() });
            }
        }
        let (text, places) = joined(lines, unit);
        let start = self.openings.iter().find_map(|opening| behind(&text, opening))?;
        let is_quoted = is_quoted(&lines[unit.clone()]);
        let is_set_off = text.starts_with('*') || text[..start].trim_end().ends_with(['.', ':', '*', '_']);
        let mut own: Vec<Range<usize>> = Vec::new();
        let mut is_asked = text[start..].trim().is_empty();
        for sentence in sentences(&text, start) {
            if self.asked.iter().any(|asked| sentence.is_of(asked)) {
                is_asked = true;
                continue;
            }
            match own.last_mut() {
                // Text between two sentences of the user is the user's too.
                Some(last) if text[last.end..sentence.place.start].trim().is_empty() => last.end = sentence.place.end,
                _ => own.push(sentence.place),
            }
        }
        if !(is_quoted || is_set_off || (is_asked && own.is_empty())) {
            return None;
        }
        let own: Vec<(usize, Range<usize>)> = own.iter().flat_map(|own| in_lines(&places, own)).collect();
        let near = || self.texts.iter().find(|(_, text)| is_near(text, &so_far)).map(|(id, _)| id.clone());
        let id = near().unwrap_or_default();
        Some(Found { id, lines: unit.clone(), is_exact: false, own })
    }

    /// Returns where the questions of a prompt at the start of a paragraph end; none if there are none.
    fn below<S: AsRef<str>>(&self, lines: &[S], unit: Range<usize>) -> Option<usize> {
        /// How many lines a wrapped question may have.
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
}
