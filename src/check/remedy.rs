//! What mends a structural fault without a doubt.

use crate::{
    document::{Fault, FaultKind, YamlDefect, curly_quotes::within_curly_quotes, quoted, written},
    finding::{Finding, Fix},
    model::lost_break,
};

/// Adds to the finding of a fault what would mend it, and the other place it is about.
pub fn add(finding: &mut Finding, fault: &Fault) {
    finding.fix = fault.span.and_then(|span| Some(Fix::new(span, replacement(&fault.kind)?)));
    if let FaultKind::DuplicateKey { first, .. } = fault.kind {
        finding.relate(finding.file.clone(), first, "related.first");
    }
}

fn replacement(fault: &FaultKind) -> Option<String> {
    match fault {
        // A date is suggested only where the text has one reading.
        FaultKind::InvalidDate { suggestion: Some(date), .. } => Some(date.clone()),
        FaultKind::InvalidAmount { value, suggestion: Some(amount) } if is_whole(value) => Some(amount.clone()),
        FaultKind::InvalidValue { value, allowed, .. } => {
            let lower = value.to_lowercase();
            allowed.iter().find(|word| **word == lower).cloned()
        }
        FaultKind::InvalidYaml(YamlDefect::ColonInValue { line: Some((_, value)) }) => {
            // Curly quotes around it were meant as its quotes.
            let bare = within_curly_quotes(value).unwrap_or(value);
            lost_break::key_within(value).is_none().then(|| quoted(bare))
        }
        FaultKind::InvalidYaml(YamlDefect::Dash) => Some("- ".to_owned()),
        FaultKind::CutValue { value, is_sure: true } => Some(quoted(within_curly_quotes(value).unwrap_or(value))),
        FaultKind::MissingFile { suggestion: Some(name), is_case: true, .. } => Some(written(name)),
        _ => None,
    }
}

/// Returns whether an amount is written in groups of three digits, so that nothing but its signs changes.
fn is_whole(value: &str) -> bool {
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
    fn only_the_signs_of_an_amount_are_mended() {
        for text in ["kr 2 500 000,-", "500.000", "Kr. 500\u{a0}000", "1_000", "2 500 kroner"] {
            assert!(is_whole(text), "{text}");
        }
        for text in ["2,5", "18,8 millioner kroner", "2500000.50", "25 000 00", "ukjent", "", "kr", "1..000"] {
            assert!(!is_whole(text), "{text}");
        }
    }
}
