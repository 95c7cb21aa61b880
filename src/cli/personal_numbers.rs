//! The numbers of people in what is to be published: nothing is made that would show one.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    process::ExitCode,
};

use anyhow::Result;
use stimulab::{
    check::{Selection, check},
    finding::Finding,
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

/// The rule that finds them.
const RULE: &str = "national-identity-number";

/// Refuses to publish texts in which somebody's number stands: shows where in the portfolio it does, and returns the exit code.
///
/// A number that is silenced where it stands, with a reason, may be shown; so may all where the rule is off.
pub fn refuse(context: &Context, source: &PortfolioFiles, texts: &[String]) -> Result<Option<ExitCode>> {
    let told: BTreeSet<String> = texts.iter().flat_map(|text| digits(text)).collect();
    if told.is_empty() {
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
    findings.retain(|finding| written.digits(finding).iter().any(|number| told.contains(number)));
    // What a template has put together stands nowhere in the portfolio.
    let made: Vec<&String> = told.iter().filter(|number| !known.contains(*number)).collect();
    if findings.is_empty() && made.is_empty() {
        return Ok(None);
    }
    let messages = context.texts();
    let folder = relative_path(context.folder(), source.root());
    let placed = output::place(&findings, source, &Titles::new(), |path| joined(&folder, path));
    if !placed.is_empty() {
        terminal::say_styled(output::human(&placed, &messages, terminal::width_or_default()).trim_end());
    }
    let numbers: Vec<String> = told.iter().map(|number| masked(number).into_owned()).collect();
    let numbers = Formats::of(messages.language()).and(&numbers);
    error_report::print(&Failure::new("shows-number").with("numbers", numbers).into(), &messages);
    Ok(Some(ExitCode::FAILURE))
}

/// Reads what findings are about, each file once.
struct FindingTexts<'s> {
    source: &'s dyn Source,
    texts: HashMap<String, String>,
}

impl FindingTexts<'_> {
    /// Returns the digits of the numbers that a finding is about.
    fn digits(&mut self, finding: &Finding) -> Vec<String> {
        let Some(span) = finding.span else { return digits(&finding.file) };
        let text = self.texts.entry(finding.file.to_string()).or_insert_with(|| {
            let bytes = self.source.read(&finding.file, LARGEST).unwrap_or_default();
            text_of_any_kind(&bytes).unwrap_or_default().into_owned()
        });
        text.get(span.start as usize..span.end as usize).map(digits).unwrap_or_default()
    }
}
