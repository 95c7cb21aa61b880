//! `invalid-yaml`: a file that breaks the grammar of YAML.

use crate::{
    document::{FaultKind, YamlDefect, curly_quotes::within_curly_quotes, quoted},
    finding::Message,
    key,
    model::lost_break,
    rule::{Check, rule},
};

rule! {
    /// Finds a file that breaks the grammar of YAML, so that nothing in it can be read.
    ///
    /// # Why
    ///
    /// A tab at the start of a line, a quotation mark that is never closed, or a colon inside a value without quotes is
    /// enough. The rest of the portfolio is checked all the same. Anchors, aliases and tags (`&`, `*`, `!`) are refused too:
    /// nothing in a portfolio needs them, and a value that starts with one of these signs belongs in quotes.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken: innebygd arkivering
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: "Arkivfloken: innebygd arkivering"
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "invalid-yaml", "SL102", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::InvalidYaml(defect) = fault else { return None };
    Some(match defect {
        YamlDefect::Tab => Message::new(key!("rule.invalid-yaml.tab")),
        YamlDefect::Indentation => Message::new(key!("rule.invalid-yaml.indentation")),
        YamlDefect::Unclosed => Message::new(key!("rule.invalid-yaml.unclosed")),
        YamlDefect::ColonInValue { line: None } => Message::new(key!("rule.invalid-yaml.colon")),
        YamlDefect::ColonInValue { line: Some((key, value)) } => {
            let quoted = format!("{key}: {}", quoted(within_curly_quotes(value).unwrap_or(value)));
            match lost_break::key_within(value) {
                Some(lost) => {
                    Message::new(key!("rule.invalid-yaml.lost-break")).with("key", lost).with("suggestion", quoted)
                }
                None => Message::new(key!("rule.invalid-yaml.colon-here")).with("suggestion", quoted),
            }
        }
        YamlDefect::TwoColons => Message::new(key!("rule.invalid-yaml.two-colons")),
        YamlDefect::Dash => Message::new(key!("rule.invalid-yaml.dash")),
        YamlDefect::Control => Message::new(key!("rule.invalid-yaml.control")),
        // The rule `merge-conflict` reports it.
        YamlDefect::Conflict => return None,
        YamlDefect::ReservedStart => Message::new(key!("rule.invalid-yaml.reserved")),
        YamlDefect::NoColon => Message::new(key!("rule.invalid-yaml.no-colon")),
        YamlDefect::NoSpace { key, value } => {
            Message::new(key!("rule.invalid-yaml.no-space")).with("suggestion", format!("{key}: {value}"))
        }
        YamlDefect::HardSpace => Message::new(key!("rule.invalid-yaml.hard-space")),
        YamlDefect::Comment => Message::new(key!("rule.invalid-yaml.comment")),
        YamlDefect::BlockStart => Message::new(key!("rule.invalid-yaml.block-start")),
        YamlDefect::AfterQuote => Message::new(key!("rule.invalid-yaml.after-quote")),
        YamlDefect::Bracket => Message::new(key!("rule.invalid-yaml.bracket")),
        YamlDefect::Escape => Message::new(key!("rule.invalid-yaml.escape")),
        YamlDefect::Reference => Message::new(key!("rule.invalid-yaml.reference")),
        YamlDefect::TooDeep => Message::new(key!("rule.invalid-yaml.deep")),
        YamlDefect::SeveralDocuments => Message::new(key!("rule.invalid-yaml.several")),
        YamlDefect::KeyNotText => Message::new(key!("rule.invalid-yaml.key")),
        YamlDefect::Other(detail) => Message::new(key!("rule.invalid-yaml.other")).with("detail", detail.as_str()),
    })
}
