//! Counts what a report contains: sections, the user's words, and unanswered prompts.

use serde::Serialize;

use super::{Block, Marker, Part, PartKind, PartLine, PromptLine, Prompts, blocks};
use crate::document::hidden_text::hidden;

/// Holds the counts for a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// The offsets of text that was set aside, which the user must check.
    pub set_aside: Vec<usize>,
    /// The offsets of damaged markers: ends without a start, starts without an end, and duplicates.
    pub damaged: Vec<usize>,
}

/// Holds the counts for a section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading; empty before the first heading.
    pub title: String,
    /// How many words the user wrote in it.
    pub words: usize,
    /// Its unanswered prompts.
    pub blanks: Vec<Blank>,
}

/// An unanswered prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Blank {
    /// Its id.
    pub id: String,
    /// The heading above it.
    pub title: String,
    /// Its offset.
    #[serde(skip)]
    pub at: usize,
}

impl Survey {
    /// Lists the unanswered prompts.
    pub fn blanks(&self) -> impl Iterator<Item = &Blank> {
        self.sections.iter().flat_map(|section| &section.blanks)
    }

    /// Returns the current section; a heading of level one or two starts a new one.
    fn section(&mut self) -> &mut Section {
        if self.sections.is_empty() {
            self.sections.push(Section::default());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    fn add_text(&mut self, lines: &[PartLine<'_>], is_set_aside: bool, heading: &mut String, prompts: &Prompts) {
        // Words count for the heading above them.
        for section in lines.chunk_by(|_, next| next.level().is_none()) {
            self.record_headings(&section[..1], heading);
            let own = prompts.without(section);
            self.record_unmarked_prompts(section, &own, heading, prompts);
            // Text that was set aside is not counted until the user has checked it.
            self.section().words += if is_set_aside { 0 } else { words(&own) };
        }
    }

    fn add_part(&mut self, part: &Part<'_>, next: Option<&Block<'_>>, heading: &mut String, prompts: &Prompts) {
        self.record_headings(&part.body, heading);
        if part.kind != PartKind::Prompt {
            return;
        }
        let inside = if part.is_untouched() { 0 } else { answers(part, prompts) };
        self.section().words += inside;
        if inside == 0 && !is_answered(part, next, prompts) {
            let blank = Blank { id: part.id.to_owned(), title: heading.clone(), at: part.at };
            self.section().blanks.push(blank);
        }
    }

    /// Records the prompts without markers below a heading, unless they are answered; `own` is the same lines without
    /// prompts.
    fn record_unmarked_prompts(
        &mut self,
        section: &[PartLine<'_>],
        own: &[PartLine<'_>],
        heading: &str,
        prompts: &Prompts,
    ) {
        if own.len() == section.len() || words(own) > 0 {
            return;
        }
        for found in prompts.find(section) {
            // A prompt that also exists between markers is counted once.
            let is_recorded = |blank: &Blank| match found.id.as_str() {
                "" => blank.title == heading,
                id => blank.id == id,
            };
            if self.blanks().any(is_recorded) {
                continue;
            }
            let at = section[found.lines.start].at;
            self.section().blanks.push(Blank { id: found.id, title: heading.to_owned(), at });
        }
    }

    fn record_headings(&mut self, lines: &[PartLine<'_>], heading: &mut String) {
        for line in lines {
            if let Some(level) = line.level() {
                *heading = title(line.text);
                if level <= 2 {
                    self.sections.push(Section { title: heading.clone(), ..Section::default() });
                }
            }
        }
    }
}

/// Counts what a document contains; a prompt without markers in the user's text counts too.
#[must_use]
pub fn survey(text: &str, prompts: &Prompts) -> Survey {
    let blocks = blocks(text);
    let mut survey = Survey::default();
    let (mut heading, mut ids) = (String::new(), Vec::new());
    for (position, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(lines) => {
                let before = position.checked_sub(1).map(|at| &blocks[at]);
                let is_set_aside = matches!(before, Some(Block::Alone(Marker::SetAside(_), _)));
                survey.add_text(lines, is_set_aside, &mut heading, prompts);
            }
            Block::Part(part) => {
                if !part.is_closed || ids.contains(&part.id) {
                    survey.damaged.push(part.at);
                }
                ids.push(part.id);
                survey.add_part(part, blocks.get(position + 1), &mut heading, prompts);
            }
            Block::Alone(Marker::SetAside(_), at) => survey.set_aside.push(*at),
            Block::Alone(..) => {}
            Block::Stray(_, at) => survey.damaged.push(*at),
        }
    }
    survey.sections.retain(|section| !(section.title.is_empty() && section.words == 0 && section.blanks.is_empty()));
    survey
}

/// Counts the words that the user wrote between the markers of a prompt.
fn answers(part: &Part<'_>, prompts: &Prompts) -> usize {
    let own: Vec<PartLine<'_>> =
        prompts.without(&part.body).into_iter().filter(|line| !line.text.trim_start().starts_with('>')).collect();
    words(&own)
}

fn is_answered(part: &Part<'_>, next: Option<&Block<'_>>, prompts: &Prompts) -> bool {
    let below = part.body.iter().find_map(PartLine::level);
    matches!(next, Some(Block::Text(lines)) if says(&prompts.without(lines), below))
}

/// Returns whether lines have words before the next heading of the same or a higher level.
#[must_use]
pub fn says<S: PromptLine>(lines: &[S], below: Option<usize>) -> bool {
    let ends = |line: &S| line.level().is_some_and(|level| level <= below.unwrap_or(2));
    let end = lines.iter().position(ends).unwrap_or(lines.len());
    words(&lines[..end]) > 0
}

/// Counts the words of lines; headings and comments do not count.
#[must_use]
pub fn words<S: PromptLine>(lines: &[S]) -> usize {
    let text: Vec<&str> = lines.iter().filter(|line| line.level().is_none()).map(AsRef::as_ref).collect();
    let text = text.join("\n");
    let (mut from, mut count) = (0, 0);
    let words = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    for comment in hidden(&text) {
        count += words(&text[from..comment.start as usize]);
        from = comment.end as usize;
    }
    count + words(&text[from..])
}

/// Returns the text of a heading without `#`.
fn title(line: &str) -> String {
    line.trim_start_matches('#').trim().trim_end_matches('#').trim_end().replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_words_are_counted_by_section() {
        let text = "<!-- stimulab: begin t -->\n# Title\nfacts here\n<!-- stimulab: end t -->\nTwo words\n\n\
                    <!-- stimulab: ask a -->\n## A\n> Why?\n<!-- stimulab: end a -->\n<!-- not this -->\n\n\
                    <!-- stimulab: ask b -->\n### B\n> How?\n<!-- stimulab: end b -->\nSo.\n\n## Own\n\nMine\n\
                    <!-- stimulab: end c -->\n";
        let survey = survey(text, &Prompts::default());
        let sections: Vec<_> = survey
            .sections
            .iter()
            .map(|section| (section.title.as_str(), section.words, section.blanks.len()))
            .collect();
        assert_eq!(sections, [("Title", 2, 0), ("A", 1, 1), ("Own", 1, 0)]);
        assert_eq!(survey.damaged.len(), 1);
    }

    #[test]
    fn an_answer_stands_below_its_prompt() {
        assert!(says(&["", "Yes."], Some(2)));
        assert!(!says(&["", "## Next", "Yes."], Some(2)));
        assert!(says(&["### Deeper", "Yes."], Some(2)));
        assert!(!says(&["—", "<!-- Yes. -->"], None));
        let code = super::super::lines("\n~~~\n## Step one\n~~~\n");
        assert!(says(&code, Some(2)));
    }
}
