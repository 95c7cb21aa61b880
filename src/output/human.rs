//! Findings for people: the source line with the place underlined, in the style of the Rust compiler.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;

use super::{fitted_line::fitted, location::Placed, message::message_and_help};
use crate::{finding::Severity, key, number_format::Formats, texts::Texts, wording::control_characters::is_harmful};

/// Longer lines are not shown.
const LONGEST_LINE: usize = 2_000;

/// Replaces each harmful character of a line by one visible character, and returns the new range of a part of the line.
fn visible_around(line: &str, part: &Range<usize>) -> (String, Range<usize>) {
    let sign = |c: char| match c {
        // Unicode has a symbol for each of these control characters.
        '\0'..='\u{1f}' if is_harmful(c) => {
            char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        c if is_harmful(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let pieces = [&line[..part.start], &line[part.clone()], &line[part.end..]];
    let pieces = pieces.map(|piece| piece.chars().map(sign).collect::<String>());
    let start = pieces[0].len();
    let part = start..start + pieces[1].len();
    (pieces.concat(), part)
}

/// The width for source lines if there is no terminal.
const WIDTH: usize = 100;

/// Returns findings with their source lines, with colours, for a terminal of `width` columns.
///
/// Without a terminal, messages stay on one line, so that they can be searched.
#[must_use]
pub fn human(findings: &[Placed<'_>], texts: &Texts, width: Option<usize>) -> String {
    let formats = Formats::of(texts.language());
    let renderer = Renderer::styled().term_width(width.unwrap_or(WIDTH));
    findings.par_iter().map(|placed| renderer.render(&[group(placed, texts, &formats, width)]) + "\n\n").collect()
}

/// Breaks a text between words for a terminal; `before` is the length of what stands before it on its lines.
fn broken(text: String, before: usize, width: Option<usize>) -> String {
    let Some(width) = width else { return text };
    let options = textwrap::Options::new(width.saturating_sub(before).max(20))
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&text, options)
}

/// Returns a finding with its source line, its related place, its project and its help.
fn group<'p>(placed: &'p Placed<'_>, texts: &Texts, formats: &Formats, width: Option<usize>) -> Group<'p> {
    let (message, help) = message_and_help(placed.finding, texts, formats);
    let (severity, rule) = (texts.get(placed.finding.severity.label()), placed.finding.rule);
    let message = broken(message, severity.chars().count() + rule.len() + "[]: ".len(), width);
    // The help stands behind the numbers of the lines.
    let number = placed.other.as_ref().map_or(placed.start.line, |other| other.extent.0.line.max(placed.start.line));
    let gutter = number.to_string().len();
    let help = broken(help, gutter + " = : ".len() + texts.get(key!("label.help")).chars().count(), width);
    let fitting = |(line, part): (String, Range<usize>)| match width {
        Some(width) => fitted(line, part, width.saturating_sub(gutter + " | ".len())),
        None => (line, part),
    };
    let title = level(placed.finding.severity, texts).primary_title(message).id(placed.finding.rule);
    let mut group = match &placed.line {
        Some(line) if line.0.len() <= LONGEST_LINE => {
            let (line, part) = fitting(visible_around(&line.0, &line.1));
            title.element(snippet(line, &placed.path, placed.start.line, AnnotationKind::Primary.span(part)))
        }
        Some(_) => title.element(Origin::path(&placed.path).line(placed.start.line).char_column(placed.start.column)),
        None => title.element(Origin::path(&placed.path)),
    };
    if let Some(other) = placed.other.as_ref().filter(|other| other.line.0.len() <= LONGEST_LINE) {
        let (line, part) = fitting(visible_around(&other.line.0, &other.line.1));
        let annotation = AnnotationKind::Context.span(part).label(texts.get(other.key).to_owned());
        group = group.element(snippet(line, &other.path, other.extent.0.line, annotation));
    }
    if let Some(project) = &placed.project {
        let name = texts.get(key!("check.project"));
        let project = broken(project.clone(), gutter + " = : ".len() + name.chars().count(), width);
        group = group.element(Level::NOTE.with_name(name.to_owned()).message(project));
    }
    group.element(Level::HELP.with_name(texts.get(key!("label.help")).to_owned()).message(help))
}

/// Returns the colour of a severity, with its name in the reader's language.
fn level(severity: Severity, texts: &Texts) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    level.with_name(texts.get(severity.label()).to_owned())
}

fn snippet<'p>(line: String, path: &'p str, number: usize, annotation: Annotation<'p>) -> Snippet<'p, Annotation<'p>> {
    Snippet::source(line).path(path).line_start(number).annotation(annotation)
}
