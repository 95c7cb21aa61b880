//! Fixes for faults that have only one possible fix.

use crate::{
    document::{Fault, FaultKind, YamlDefect, curly_quotes::within_curly_quotes, quoted, written},
    finding::{Finding, Fix},
    key,
    model::lost_break,
};

/// Adds the fix of a fault to its finding, and the related place.
pub fn add_fix(finding: &mut Finding, fault: &Fault) {
    finding.fix = fault.span.and_then(|span| Some(Fix::new(span, replacement(&fault.kind)?)));
    if let FaultKind::DuplicateKey { first, .. } = fault.kind {
        finding.relate(finding.file.clone(), first, key!("related.first"));
    }
}

fn replacement(fault: &FaultKind) -> Option<String> {
    match fault {
        // A date is suggested only if the text has a single meaning.
        FaultKind::InvalidDate { suggestion: Some(date), .. } => Some(date.clone()),
        FaultKind::InvalidAmount { value, suggestion: Some(amount) } if is_grouped(value) => Some(amount.clone()),
        // A name in place of the word or the key that it stands for.
        FaultKind::InvalidValue { suggestion: Some(word), is_certain: true, .. }
        | FaultKind::UnknownKey { suggestion: Some(word), is_certain: true, .. } => Some(word.clone()),
        FaultKind::WrongType { rewritten: Some(rewritten), .. } if rewritten.is_certain => Some(rewritten.text.clone()),
        FaultKind::InvalidYaml(YamlDefect::ColonInValue { line: Some((_, value)) }) => {
            // The user typed curly quotes instead of straight ones.
            let bare = within_curly_quotes(value).unwrap_or(value);
            lost_break::key_within(value).is_none().then(|| quoted(bare))
        }
        FaultKind::InvalidYaml(YamlDefect::SpecialStart { value, .. }) => Some(quoted(value)),
        FaultKind::InvalidYaml(YamlDefect::Dash) => Some("- ".to_owned()),
        FaultKind::InvalidYaml(YamlDefect::WordDash) | FaultKind::WordDash { .. } => Some("-".to_owned()),
        FaultKind::CutValue { value, is_sure: true } => Some(quoted(within_curly_quotes(value).unwrap_or(value))),
        FaultKind::MissingFile { suggestion: Some(name), is_case: true, .. } => Some(written(name)),
        _ => None,
    }
}

/// Returns whether an amount is written in groups of three digits. Then the fix changes no digit.
fn is_grouped(value: &str) -> bool {
    let lower = value.to_lowercase();
    let mut rest = lower.trim();
    for sign in ["kroner", "kr.", "kr", "nok"] {
        rest = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)).unwrap_or(rest).trim();
    }
    let rest = rest.strip_suffix(",-").or_else(|| rest.strip_suffix(".-")).unwrap_or(rest).trim();
    let mut groups = rest.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '.', '_']);
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    groups.next().is_some_and(is_digits) && groups.all(|group| group.len() == 3 && is_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_amounts_in_groups_of_three_digits_are_fixed() {
        for text in ["kr 2 500 000,-", "500.000", "Kr. 500\u{a0}000", "1_000", "2 500 kroner"] {
            assert!(is_grouped(text), "{text}");
        }
        for text in ["2,5", "18,8 millioner kroner", "2500000.50", "25 000 00", "ukjent", "", "kr", "1..000"] {
            assert!(!is_grouped(text), "{text}");
        }
    }
}
