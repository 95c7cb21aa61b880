//! `invalid-yaml`: a file that breaks the grammar of YAML.

use crate::{
    document::{FaultKind, YamlDefect, curly_quotes::within_curly_quotes, quoted},
    finding::Message,
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
        YamlDefect::Tab => Message::new(text!("tab")),
        YamlDefect::Indentation => Message::new(text!("indentation")),
        YamlDefect::Unclosed => Message::new(text!("unclosed")),
        YamlDefect::ColonInValue { line: None } => Message::new(text!("colon")),
        YamlDefect::ColonInValue { line: Some((key, value)) } => {
            let quoted = format!("{key}: {}", quoted(within_curly_quotes(value).unwrap_or(value)));
            match lost_break::key_within(value) {
                Some(lost) => Message::new(text!("lost-break")).with("key", lost).with("suggestion", quoted),
                None => Message::new(text!("colon-here")).with("suggestion", quoted),
            }
        }
        YamlDefect::TwoColons => Message::new(text!("two-colons")),
        YamlDefect::Dash => Message::new(text!("dash")),
        YamlDefect::WordDash => Message::new(text!("word-dash")),
        YamlDefect::Control => Message::new(text!("control")),
        // The rule `merge-conflict` reports it.
        YamlDefect::Conflict => return None,
        YamlDefect::ReservedStart => Message::new(text!("reserved")),
        YamlDefect::PercentStart => Message::new(text!("percent")),
        YamlDefect::KronerDash { digits } => Message::new(text!("kroner")).with("suggestion", digits.as_str()),
        YamlDefect::NoColon => Message::new(text!("no-colon")),
        YamlDefect::NoSpace { key, value } => {
            Message::new(text!("no-space")).with("suggestion", format!("{key}: {value}"))
        }
        YamlDefect::HardSpace => Message::new(text!("hard-space")),
        YamlDefect::Comment => Message::new(text!("comment")),
        YamlDefect::BlockStart => Message::new(text!("block-start")),
        YamlDefect::AfterQuote { line: Some(line) } => {
            Message::new(text!("after-quote-here")).with("suggestion", line.as_str())
        }
        YamlDefect::AfterQuote { line: None } => Message::new(text!("after-quote")),
        YamlDefect::SpecialStart { key, value } => {
            Message::new(text!("special-start")).with("suggestion", format!("{key}: {}", quoted(value)))
        }
        YamlDefect::ForeignComment { comment } => {
            Message::new(text!("foreign-comment")).with("suggestion", comment.as_str())
        }
        YamlDefect::EqualsSign { line } => Message::new(text!("equals")).with("suggestion", line.as_str()),
        YamlDefect::BelowValue => Message::new(text!("below-value")),
        YamlDefect::MissingComma => Message::new(text!("missing-comma")),
        YamlDefect::Bracket => Message::new(text!("bracket")),
        YamlDefect::Escape => Message::new(text!("escape")),
        YamlDefect::Reference => Message::new(text!("reference")),
        YamlDefect::TooDeep => Message::new(text!("deep")),
        YamlDefect::SeveralDocuments => Message::new(text!("several")),
        YamlDefect::KeyNotText => Message::new(text!("key")),
        YamlDefect::Other(detail) => Message::new(text!("other")).with("detail", detail.as_str()),
    })
}
