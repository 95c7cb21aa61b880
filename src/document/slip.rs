//! The usual slips behind YAML that cannot be read, each with the place where a person would mend it.

use granit_parser::{ErrorKind, ScanError};

use super::{
    Fault, YamlDefect, cause,
    conflict::conflict,
    yaml::{invalid, offset},
};
use crate::finding::Span;

/// Finds the usual cause behind the parser's complaint, and the place where a person would mend it.
pub fn syntax_fault(text: &str, error: &ScanError) -> Fault {
    let at = offset(error.marker()).min(text.len());
    let line_start = text[..floor(text, at)].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    // A colon behind the first word of a line that is in the wrong place.
    let is_first_key = text.get(line_start..at).is_some_and(|before| !before.contains(": "));
    if let Some(fault) = cause_above(text, error, floor(text, at), line_start) {
        return fault;
    }
    if let Some((key, start, value)) = value_with_colon(line) {
        let span = Span::new(line_start + start, line_start + start + value.len());
        if value.starts_with(':') {
            return invalid(YamlDefect::TwoColons, span);
        }
        // Behind a quotation mark or a comment it is not sure what the value is.
        let is_sure = !key.contains(['"', '\'', '#']) && !value.contains(" #");
        let line = is_sure.then(|| (key.to_owned(), value.to_owned()));
        return invalid(YamlDefect::ColonInValue { line }, span);
    }
    let defect = match error.kind() {
        _ if line[..indent].contains('\t') => YamlDefect::Tab,
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => YamlDefect::Tab,
        ErrorKind::RecursionLimitExceeded => YamlDefect::TooDeep,
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
            if text[floor(text, at)..].starts_with(": ") =>
        {
            YamlDefect::ColonInValue { line: None }
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnexpectedEof
        | ErrorKind::DocumentIndicatorInQuotedScalar => YamlDefect::Unclosed,
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => YamlDefect::Escape,
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::UndeclaredTagHandle => YamlDefect::Reference,
        ErrorKind::UnexpectedCharacter { .. } => YamlDefect::ReservedStart,
        ErrorKind::SimpleKeyExpected => YamlDefect::NoColon,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            YamlDefect::AfterQuote
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => YamlDefect::Bracket,
        ErrorKind::MappingValueNotAllowed if !is_first_key => YamlDefect::Other(error.info()),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::MappingValueNotAllowed => YamlDefect::Indentation,
        _ => YamlDefect::Other(error.info()),
    };
    let span = match defect {
        YamlDefect::Tab => {
            line.find('\t').map_or(Span::new(at, at + 1), |tab| Span::new(line_start + tab, line_start + tab + 1))
        }
        _ if matches!(error.kind(), ErrorKind::MappingValueNotAllowed) && is_first_key => {
            Span::new(line_start + indent, line_start + line.len())
        }
        _ if at >= line_start + line.len() => Span::new(line_start + indent, line_start + line.len()),
        _ => Span::new(at, line_start + line.len()),
    };
    invalid(defect, span)
}

/// Finds the cause on an earlier or the next line, where the parser notices it on another one.
fn cause_above(text: &str, error: &ScanError, at: usize, line_start: usize) -> Option<Fault> {
    let to_line_end = |start: usize| start + text[start..].lines().next().unwrap_or_default().trim_end().len();
    if let Some(start) = conflict(text) {
        return Some(invalid(YamlDefect::Conflict, Span::new(start, to_line_end(start))));
    }
    if let Some(c) = text[at..].chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some(invalid(YamlDefect::Control, Span::new(at, at + c.len_utf8())));
    }
    if let Some(dash) = cause::dash(text, line_start) {
        return Some(invalid(YamlDefect::Dash, Span::new(dash, dash + 1)));
    }
    if let Some(tab) = cause::tab_below(text, line_start) {
        return Some(invalid(YamlDefect::Tab, Span::new(tab, tab + 1)));
    }
    match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::RecursionLimitExceeded
        | ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::UnexpectedCharacter { .. } => None,
        _ => {
            if let Some(start) = cause::never_closed(text, at) {
                return Some(invalid(YamlDefect::Unclosed, Span::new(start, to_line_end(start))));
            }
            let (start, end) = cause::without_colon(text, line_start)?;
            Some(invalid(YamlDefect::NoColon, Span::new(start, end)))
        }
    }
}

/// Finds the value in a line that reads `key: some: text`, where it needs quotes: the key, where the value starts, and it.
fn value_with_colon(line: &str) -> Option<(&str, usize, &str)> {
    let (key, value) = line.split_once(": ")?;
    let start = line.len() - value.trim_start().len();
    let value = value.trim();
    let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
    // Between brackets, each part has a colon of its own.
    let is_bare = !key.contains(['{', '[']) && !value.starts_with(['"', '\'', '{', '[', '|', '>']);
    (is_bare && (value.contains(": ") || value.ends_with(':'))).then_some((key.trim_start(), start, value))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
