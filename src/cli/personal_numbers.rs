//! Refuses documents that would show a national identity number.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    process::ExitCode,
};

use anyhow::Result;
use stimulab::{
    check::{Selection, check},
    finding::Finding,
    key,
    load::{LARGEST, load},
    model::Level,
    number_format::Formats,
    output::{self, Titles},
    source::Source,
    text_encoding::text_of_any_kind,
    wording::identity_number::{digits, masked},
};

use super::{
    context::Context,
    error_report,
    failure::Failure,
    portfolio_files::PortfolioFiles,
    relative_path::{joined, relative_path},
    terminal,
};

/// The rule that finds the numbers.
const RULE: &str = "national-identity-number";

/// Refuses texts that contain a number: prints the places in the portfolio, and returns the exit code.
///
/// Numbers whose finding is silenced are allowed, and all numbers if the rule is off.
pub fn refuse(context: &Context, source: &PortfolioFiles, texts: &[String]) -> Result<Option<ExitCode>> {
    let numbers: BTreeSet<String> = texts.iter().flat_map(|text| digits(text)).collect();
    if numbers.is_empty() {
        return Ok(None);
    }
    let selection = Selection { only: vec![RULE], ..Selection::default() };
    let loaded = context.loaded_or_failure(source, load(source, &selection))?;
    if loaded.portfolio.settings.rules.get(RULE) == Some(&Level::Off) {
        return Ok(None);
    }
    let mut written = FindingTexts { source, texts: HashMap::new() };
    let known: HashSet<String> = loaded.observations.findings.iter().flat_map(|found| written.digits(found)).collect();
    let (_, mut findings) = check(loaded, &selection);
    findings.retain(|finding| written.digits(finding).iter().any(|number| numbers.contains(number)));
    // A number that a template composes is nowhere in the portfolio.
    let made: Vec<&String> = numbers.iter().filter(|number| !known.contains(*number)).collect();
    if findings.is_empty() && made.is_empty() {
        return Ok(None);
    }
    let messages = context.texts();
    let folder = relative_path(context.folder(), source.root());
    let placed = output::place(&findings, source, &Titles::new(), |path| joined(&folder, path));
    if !placed.is_empty() {
        terminal::say_styled(output::human(&placed, &messages, terminal::width()).trim_end());
    }
    let masked_numbers: Vec<String> = numbers.iter().map(|number| masked(number).into_owned()).collect();
    let masked_numbers = Formats::of(messages.language()).and(&masked_numbers);
    error_report::print(&Failure::new(key!("failure.shows-number")).with("numbers", masked_numbers).into(), &messages);
    Ok(Some(ExitCode::FAILURE))
}

/// Reads the texts of findings, each file once.
struct FindingTexts<'s> {
    source: &'s dyn Source,
    texts: HashMap<String, String>,
}

impl FindingTexts<'_> {
    /// Returns the digits of the numbers in a finding.
    fn digits(&mut self, finding: &Finding) -> Vec<String> {
        let Some(span) = finding.span else { return digits(&finding.file) };
        let text = self.texts.entry(finding.file.to_string()).or_insert_with(|| {
            let bytes = self.source.read(&finding.file, LARGEST).unwrap_or_default();
            text_of_any_kind(&bytes).unwrap_or_default().into_owned()
        });
        text.get(span.start as usize..span.end as usize).map(digits).unwrap_or_default()
    }
}
