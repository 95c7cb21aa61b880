//! Separates the user's text between markers from generated text.

use super::template::{TemplatePart, is_heading};
use crate::document::parts::{Part, PartKind, PartLine, Prompts, mark};

/// Holds what the user added to a part.
#[derive(Debug)]
pub struct UserText<'a> {
    /// The lines before the generated lines.
    pub before: Vec<PartLine<'a>>,
    /// The heading that the user gave the part.
    pub heading: Option<&'a str>,
    /// The lines after the generated lines.
    pub after: Vec<PartLine<'a>>,
}

impl<'a> UserText<'a> {
    /// Returns all lines.
    pub fn lines(&self) -> Vec<PartLine<'a>> {
        let heading = self.heading.map(|text| PartLine { text, end: "", at: 0, marker: None, is_code: false });
        self.before.iter().copied().chain(heading).chain(self.after.iter().copied()).collect()
    }
}

/// Returns what the user added before and after the generated lines; none if the generated lines themselves were
/// changed.
pub fn user_text<'a>(part: &Part<'a>, new_part: Option<&TemplatePart<'_>>) -> Option<UserText<'a>> {
    let marks: Vec<String> =
        part.mark.map(str::to_owned).into_iter().chain(new_part.map(|new_part| new_part.mark(false))).collect();
    let heading = new_part.and_then(TemplatePart::heading);
    let body = &part.body;
    let try_at = |from: usize, to: usize| {
        let renamed = fits(&body[from..to], &marks, heading)?;
        Some(UserText { before: body[..from].to_vec(), heading: renamed, after: body[to..].to_vec() })
    };
    let ends = (1..=body.len()).rev().map(|to| (0, to));
    let starts = (0..body.len()).map(|from| (from, body.len()));
    if body.is_empty() {
        return try_at(0, 0);
    }
    ends.chain(starts).find_map(|(from, to)| try_at(from, to))
}

/// Returns whether lines are the generated ones, and the heading if the user changed it.
#[expect(clippy::option_option, reason = "whether it fits, and if so, whether it was renamed")]
fn fits<'a>(lines: &[PartLine<'a>], marks: &[String], heading: Option<&str>) -> Option<Option<&'a str>> {
    if marks.contains(&mark(lines)) {
        return Some(None);
    }
    let first = lines.iter().position(|line| !line.is_blank())?;
    let (renamed, heading) = (lines[first].text, heading.filter(|_| is_heading(lines[first].text))?);
    let mut texts: Vec<&str> = lines[first..].iter().map(|line| line.text).collect();
    texts[0] = heading;
    marks.contains(&mark(&texts)).then_some(Some(renamed))
}

/// Returns the lines of a prompt that were not generated.
pub fn answers<'a>(part: &Part<'a>, new_part: &TemplatePart<'_>, prompts: &Prompts) -> Vec<PartLine<'a>> {
    debug_assert!(new_part.kind == PartKind::Prompt);
    let is_own = |line: &PartLine<'_>| {
        let text = line.text.trim_end();
        text == ">"
            || prompts.has_line(text)
            || new_part.lines(false).iter().any(|own| !own.trim().is_empty() && own.trim_end() == text)
    };
    let mut out: Vec<PartLine<'a>> = Vec::new();
    for line in prompts.without_exact(&part.body).iter().filter(|line| !is_own(line)) {
        // One blank line replaces removed lines.
        if !(line.is_blank() && out.last().is_none_or(PartLine::is_blank)) {
            out.push(*line);
        }
    }
    out
}

/// Returns the passages of a part that the new part does not have; passages are separated by blank lines.
pub fn passages<'a>(part: &Part<'a>, new: &[&str]) -> Vec<PartLine<'a>> {
    let known: Vec<Vec<&str>> =
        chunks(new).into_iter().map(|chunk| chunk.iter().map(|line| line.trim_end()).collect()).collect();
    let mut out: Vec<PartLine<'a>> = Vec::new();
    for chunk in chunks(&part.body) {
        let texts: Vec<&str> = chunk.iter().map(|line| line.text.trim_end()).collect();
        if known.contains(&texts) {
            continue;
        }
        if !out.is_empty() {
            out.push(PartLine { text: "", end: "", at: 0, marker: None, is_code: false });
        }
        out.extend(chunk);
    }
    out
}

fn chunks<S: AsRef<str>>(lines: &[S]) -> Vec<&[S]> {
    lines.split(|line| line.as_ref().trim().is_empty()).filter(|chunk| !chunk.is_empty()).collect()
}
