//! Recognises prompts by their words, also if they were moved or edited.
//!
//! Markers are not enough: users rename the heading of a prompt, lose its markers, remove the quotation marks, or edit
//! it in a word processor. The prompt is still unanswered then.

use std::{collections::HashSet, ops::Range};

use super::{
    PartLine,
    lines::level,
    paragraphs::{
        MIN_WORDS, in_lines, is_quoted, is_similar, join_paragraph, offset_after, paragraphs, unquoted, words, words_of,
    },
    sentences::{PromptSentence, prompt_sentences, sentences},
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
    asked: Vec<PromptSentence>,
}

/// A line of which a part can be taken.
pub trait PromptLine: AsRef<str> + Clone {
    /// Returns a part of it.
    #[must_use]
    fn part(&self, range: Range<usize>) -> Self;

    /// Returns its level if it is a heading.
    fn level(&self) -> Option<usize> {
        level(self.as_ref())
    }
}

impl PromptLine for &str {
    fn part(&self, range: Range<usize>) -> Self {
        &self[range]
    }
}

impl PromptLine for PartLine<'_> {
    fn part(&self, range: Range<usize>) -> Self {
        PartLine { text: &self.text[range.clone()], at: self.at + range.start, ..*self }
    }

    fn level(&self) -> Option<usize> {
        PartLine::level(self)
    }
}

/// Says where a prompt was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPrompt {
    /// Its id; empty if it is unknown.
    pub id: String,
    /// Its lines.
    pub lines: Range<usize>,
    /// Whether its words are exactly the generated ones; syntax and spaces do not count.
    pub is_exact: bool,
    /// What the user wrote among its words: the index of the line, and the range in it.
    pub user_text: Vec<(usize, Range<usize>)>,
}

impl Prompts {
    /// Adds a prompt: its lines without its heading.
    pub fn add(&mut self, id: &str, lines: &[&str]) {
        let paragraphs = paragraphs(lines);
        let mut paragraphs = paragraphs.iter();
        let Some(first) = paragraphs.next() else { return };
        self.texts.push((id.to_owned(), words_of(&lines[first.clone()])));
        // The bold words at the start are the same in all prompts.
        let bold = unquoted(lines[first.start]).strip_prefix("**").and_then(|rest| rest.split_once("**"));
        let paragraph_words = lines[first.clone()].iter().map(|line| unquoted(line)).collect::<Vec<_>>().join(" ");
        self.asked.extend(prompt_sentences(
            bold.map_or(paragraph_words.as_str(), |(bold, _)| paragraph_words[bold.len() + 4..].trim_start()),
        ));
        if let Some(opening) = bold.map(|(bold, _)| words(bold)).filter(|opening| opening.len() > 1)
            && !self.openings.contains(&opening)
        {
            self.openings.push(opening);
        }
        self.lines.extend(paragraphs.flat_map(|paragraph| lines[paragraph.clone()].iter().map(|line| words(line))));
    }

    /// Finds the prompts in lines, in order.
    pub fn find<S: AsRef<str>>(&self, lines: &[S]) -> Vec<FoundPrompt> {
        let mut found: Vec<FoundPrompt> = Vec::new();
        for paragraph in paragraphs(lines) {
            if let Some(id) = self.find_question(lines, &paragraph) {
                found.push(FoundPrompt { id, lines: paragraph, is_exact: false, user_text: Vec::new() });
            } else if let Some(new) = self.find_at_start(lines, &paragraph) {
                found.push(new);
            } else if let Some(last) = found.last_mut()
                && lines[last.lines.end..paragraph.start].iter().all(|line| unquoted(line.as_ref()).is_empty())
            {
                // The questions of a prompt follow it directly.
                last.lines.end = self.find_questions_below(lines, paragraph).unwrap_or(last.lines.end);
            }
        }
        found
    }

    /// Returns the lines without prompts, and what the user wrote among the words of a prompt.
    pub fn without<S: PromptLine>(&self, lines: &[S]) -> Vec<S> {
        let mut rest = Vec::with_capacity(lines.len());
        let mut from = 0;
        for found in self.find(lines) {
            rest.extend_from_slice(&lines[from..found.lines.start]);
            rest.extend(found.user_text.iter().map(|(at, range)| lines[*at].part(range.clone())));
            from = found.lines.end;
        }
        rest.extend_from_slice(&lines[from..]);
        rest
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
        words.len() >= MIN_WORDS && (self.lines.contains(&words) || self.texts.iter().any(|(_, text)| *text == words))
    }

    /// Returns the id of a prompt of which only the question is left, if there is no answer in it or below it.
    fn find_question<S: AsRef<str>>(&self, lines: &[S], paragraph: &Range<usize>) -> Option<String> {
        let paragraph_words = words_of(&lines[paragraph.clone()]);
        let asks = |text: &[String], opening: &Vec<String>| {
            let question = text.strip_prefix(opening.as_slice()).filter(|question| question.len() >= MIN_WORDS);
            question.is_some_and(|question| is_similar(question, &paragraph_words))
        };
        let is_asked = |(_, text): &&(String, Vec<String>)| self.openings.iter().any(|opening| asks(text, opening));
        let (id, _) = self.texts.iter().find(is_asked)?;
        let (text, _) = join_paragraph(lines, paragraph);
        if !sentences(&text, 0).iter().all(|sentence| self.asked.iter().any(|asked| sentence.is_of(asked))) {
            return None;
        }
        let find_questions_below = &lines[paragraph.end..];
        let end = find_questions_below
            .iter()
            .position(|line| level(line.as_ref()).is_some())
            .unwrap_or(find_questions_below.len());
        let is_all = find_questions_below[..end]
            .iter()
            .all(|line| words(line.as_ref()).is_empty() || self.has_line(line.as_ref()));
        (is_quoted(&lines[paragraph.clone()]) || is_all).then(|| id.clone())
    }

    /// Returns the prompt that a paragraph is or starts with.
    fn find_at_start<S: AsRef<str>>(&self, lines: &[S], paragraph: &Range<usize>) -> Option<FoundPrompt> {
        // The user may have written directly below it.
        let mut so_far = Vec::new();
        for (at, line) in lines[paragraph.clone()].iter().enumerate() {
            so_far.extend(words(line.as_ref()));
            if let Some((id, _)) = self.texts.iter().find(|(_, text)| text.len() >= MIN_WORDS && *text == so_far) {
                let lines = paragraph.start..paragraph.start + at + 1;
                return Some(FoundPrompt { id: id.clone(), lines, is_exact: true, user_text: Vec::new() });
            }
        }
        let (text, places) = join_paragraph(lines, paragraph);
        let start = self.openings.iter().find_map(|opening| offset_after(&text, opening))?;
        let is_quoted = is_quoted(&lines[paragraph.clone()]);
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
                Some(last) if text[last.end..sentence.range.start].trim().is_empty() => last.end = sentence.range.end,
                _ => own.push(sentence.range),
            }
        }
        if !(is_quoted || is_set_off || (is_asked && own.is_empty())) {
            return None;
        }
        let user_text: Vec<(usize, Range<usize>)> = own.iter().flat_map(|own| in_lines(&places, own)).collect();
        let near = || self.texts.iter().find(|(_, text)| is_similar(text, &so_far)).map(|(id, _)| id.clone());
        let id = near().unwrap_or_default();
        Some(FoundPrompt { id, lines: paragraph.clone(), is_exact: false, user_text })
    }

    /// Returns where the questions of a prompt at the start of a paragraph end; none if there are none.
    fn find_questions_below<S: AsRef<str>>(&self, lines: &[S], paragraph: Range<usize>) -> Option<usize> {
        /// How many lines a wrapped question may have.
        const MAX_LINES: usize = 4;
        let mut at = paragraph.start;
        while at < paragraph.end {
            let max = MAX_LINES.min(paragraph.end - at);
            let length = (1..=max).find(|length| self.lines.contains(&words_of(&lines[at..at + length])));
            let Some(length) = length else { break };
            at += length;
        }
        (at > paragraph.start).then_some(at)
    }
}

#[cfg(test)]
mod tests;
