//! Translates errors of the YAML parser into common mistakes, with the span to correct.

use granit_parser::{ErrorKind, Marker, ScanError};

use super::{
    conflict::conflict,
    curly_quotes::within_curly_quotes,
    fault::{Fault, invalid},
    line_slips,
    scalar::quoted,
    span::Span,
    word_dash, yaml_cause,
    yaml_defect::YamlDefect,
};

/// Finds the common mistake behind a parser error, and the span to correct.
pub fn syntax_fault(text: &str, error: &ScanError) -> Fault {
    let at = offset(error.marker()).min(text.len());
    let line_start = text[..floor(text, at)].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    // A colon after the first word of a line whose indentation is wrong.
    let is_first_key = text.get(line_start..at).is_some_and(|before| !before.contains(": "));
    if let Some(start) = line_slips::percent_line(text, line_start) {
        return invalid(YamlDefect::PercentStart, Span::new(start, start + 1));
    }
    if let Some((start, digits)) = line_slips::kroner_before_dash(text, floor(text, at)) {
        return invalid(YamlDefect::KronerDash { digits }, Span::new(start, at + 1));
    }
    if let Some(fault) = cause_above(text, error, floor(text, at), line_start) {
        return fault;
    }
    if let Some(fault) = slip_of_line(text, error, line_start, line) {
        return fault;
    }
    if let Some((key, start, value)) = value_with_colon(line) {
        let span = Span::new(line_start + start, line_start + start + value.len());
        if value.starts_with(':') {
            return invalid(YamlDefect::TwoColons, span);
        }
        // With quotation marks or a comment, the end of the value is uncertain.
        let is_sure =
            !key.contains(['"', '\'', '#']) && !value.contains(" #") && !continues_below(text, line_start, line);
        let line = is_sure.then(|| (key.to_owned(), value.to_owned()));
        return invalid(YamlDefect::ColonInValue { line }, span);
    }
    let defect = defect_of(error, text, at, line, is_first_key);
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

/// Finds a comment or an equals sign of another language on the line that starts at an offset.
fn other_notation(line: &str, line_start: usize) -> Option<Fault> {
    let (indent, end) = (line.len() - line.trim_start().len(), line_start + line.trim_end().len());
    if let Some((at, comment)) = line_slips::foreign_comment(line) {
        return Some(invalid(YamlDefect::ForeignComment { comment }, Span::new(line_start + at, end)));
    }
    let written = line_slips::with_colon(line)?;
    Some(invalid(YamlDefect::EqualsSign { line: written }, Span::new(line_start + indent, end)))
}

/// Finds a slip that the line itself shows.
fn slip_of_line(text: &str, error: &ScanError, line_start: usize, line: &str) -> Option<Fault> {
    if let Some(fault) = other_notation(line, line_start) {
        return Some(fault);
    }
    let (indent, end) = (line.len() - line.trim_start().len(), line_start + line.trim_end().len());
    match error.kind() {
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator
            if line_slips::lacks_comma_above(text, line_start) =>
        {
            let above = text[..line_start].trim_end().len();
            let start = text[..above].rfind('\n').map_or(0, |end| end + 1);
            Some(invalid(YamlDefect::MissingComma, Span::new(start, above)))
        }
        ErrorKind::MappingValueNotAllowed if line_slips::is_below_value(text, line_start) => {
            Some(invalid(YamlDefect::BelowValue, Span::new(line_start + indent, end)))
        }
        ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang => special_start(text, line_start),
        _ => None,
    }
}

/// Finds the value on a line that starts with a character that has a meaning of its own in YAML.
pub fn special_start(text: &str, line_start: usize) -> Option<Fault> {
    let line = text[line_start..].lines().next().unwrap_or_default();
    let (key, at, value) = line_slips::special_value(line)?;
    let is_whole = !continues_below(text, line_start, line) && !line_slips::is_meant_as_yaml(text, value);
    let span = Span::new(line_start + at, line_start + at + value.len());
    let defect = YamlDefect::SpecialStart { key: key.to_owned(), value: value.to_owned() };
    is_whole.then(|| invalid(defect, span))
}

/// Returns the mistake that a kind of parser error usually means.
fn defect_of(error: &ScanError, text: &str, at: usize, line: &str, is_first_key: bool) -> YamlDefect {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    match error.kind() {
        _ if line[..indent].contains('\t') => YamlDefect::Tab,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::InvalidMappingValueWhitespace => YamlDefect::Tab,
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
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnexpectedEof
        | ErrorKind::DocumentIndicatorInQuotedScalar => YamlDefect::Unclosed,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => YamlDefect::Escape,
        ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UnknownAnchor
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => YamlDefect::Reference,
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => YamlDefect::ReservedStart,
        ErrorKind::CommentInterceptedScalar | ErrorKind::CommentNotSeparated => YamlDefect::Comment,
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => YamlDefect::BlockStart,
        ErrorKind::SimpleKeyExpected => no_space(line).unwrap_or(YamlDefect::NoColon),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            YamlDefect::AfterQuote { line: line_slips::with_other_quotes(line) }
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => YamlDefect::Bracket,
        ErrorKind::MappingValueNotAllowed if !is_first_key => YamlDefect::ColonInValue { line: None },
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::MappingValueNotAllowed => YamlDefect::Indentation,
        _ => YamlDefect::Other(error.info()),
    }
}

/// Finds a cause on an earlier or the next line.
fn cause_above(text: &str, error: &ScanError, at: usize, line_start: usize) -> Option<Fault> {
    let to_line_end = |start: usize| start + text[start..].lines().next().unwrap_or_default().trim_end().len();
    if let Some(start) = conflict(text) {
        return Some(invalid(YamlDefect::Conflict, Span::new(start, to_line_end(start))));
    }
    if let Some(c) = text[at..].chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some(invalid(YamlDefect::Control, Span::new(at, at + c.len_utf8())));
    }
    if let Some(sign) =
        word_dash::at_line(text, line_start).or_else(|| word_dash::at_line(text, line_above(text, line_start)))
    {
        return Some(invalid(YamlDefect::WordDash, sign));
    }
    if let Some(dash) = yaml_cause::dash(text, line_start) {
        return Some(invalid(YamlDefect::Dash, Span::new(dash, dash + 1)));
    }
    if let Some(tab) = yaml_cause::tab_below(text, line_start) {
        return Some(invalid(YamlDefect::Tab, Span::new(tab, tab + 1)));
    }
    if let Some((start, end)) = yaml_cause::hard_space(text, line_start) {
        return Some(invalid(YamlDefect::HardSpace, Span::new(start, end)));
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
            if let Some(start) = yaml_cause::never_closed(text, at) {
                return Some(invalid(YamlDefect::Unclosed, Span::new(start, to_line_end(start))));
            }
            let (start, end) = yaml_cause::without_colon(text, line_start)?;
            if let Some(fault) = other_notation(&text[start..end], start) {
                return Some(fault);
            }
            Some(invalid(no_space(&text[start..end]).unwrap_or(YamlDefect::NoColon), Span::new(start, end)))
        }
    }
}

/// Returns the offset of the line above the one that starts at an offset.
fn line_above(text: &str, line_start: usize) -> usize {
    text[..line_start].trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |end| end + 1)
}

/// Returns whether the value on a line continues on the next line, which is then indented deeper.
fn continues_below(text: &str, line_start: usize, line: &str) -> bool {
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let below = text[line_start + line.len()..].lines().find(|line| !line.trim().is_empty());
    below.is_some_and(|below| below.len() - below.trim_start_matches(' ').len() > depth(line))
}

/// Finds the value that needs quotes in a line such as `key: some: text`; returns the key, the offset of the value and
/// the value.
fn value_with_colon(line: &str) -> Option<(&str, usize, &str)> {
    let (key, value) = line.split_once(": ")?;
    let start = line.len() - value.trim_start().len();
    let value = value.trim();
    let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
    // Between brackets, each entry has its own colon.
    let is_bare = !key.contains(['{', '[']) && !value.starts_with(['"', '\'', '{', '[', '|', '>']);
    (is_bare && (value.contains(": ") || value.ends_with(':'))).then_some((key.trim_start(), start, value))
}

/// Parses a line with a key and a value that have no ordinary space between them.
fn no_space(line: &str) -> Option<YamlDefect> {
    let line = line.trim_start();
    let (key, value) = line.strip_prefix("- ").unwrap_or(line).split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'));
    let value = value.trim();
    if !is_key || value.is_empty() || value.starts_with("//") {
        return None;
    }
    let bare = within_curly_quotes(value);
    let needs_quotes = || value.contains(": ") || value.ends_with(':');
    let value = match bare {
        Some(bare) => quoted(bare),
        None if needs_quotes() => quoted(value),
        None => value.to_owned(),
    };
    Some(YamlDefect::NoSpace { key: key.to_owned(), value })
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub fn offset(mark: &Marker) -> usize {
    mark.byte_offset().unwrap_or_default()
}
