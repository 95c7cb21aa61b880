//! The findings of `stimulab check`, printed in the format that was asked for.

use std::{fs::OpenOptions, io::Write, path::Path};

use anyhow::Result;
use clap::ValueEnum;
use stimulab::{
    finding::{Finding, Severity},
    key,
    model::Portfolio,
    number_format::Formats,
    output::{self, ArrangedFindings, Form, Placed, Summary, Titles},
    plural,
    source::{Source, git::work_folder},
    texts::Texts,
    wording::control_characters::visible,
};

use super::{
    cause::Cause,
    context::Context,
    failure::Failure,
    relative_path::{joined, relative_path, resolved},
    terminal,
};

/// How many findings are formatted at a time, to limit the memory that tens of thousands of findings need.
const CHUNK: usize = 1_000;

/// The format of the findings.
#[derive(Clone, Copy, ValueEnum)]
pub enum CheckFormat {
    Human,
    Short,
    Json,
    Github,
    Sarif,
    Junit,
    Gitlab,
}

/// Holds what the findings are printed with.
pub struct FindingsOutput<'a> {
    pub context: &'a Context,
    /// Where the files of the findings are read.
    pub source: &'a dyn Source,
    /// The path from the current folder to the portfolio.
    pub folder: &'a str,
    /// The folder of the portfolio; none if the paths of findings are those of the repository.
    pub root: Option<&'a Path>,
    pub titles: &'a Titles,
    pub summary: Summary,
    /// The lines after the findings in the format for people.
    pub last_lines: String,
}

impl FindingsOutput<'_> {
    /// Prints findings.
    pub fn print(&self, format: CheckFormat, findings: &[Finding]) -> Result<()> {
        let (texts, folder) = (&self.context.texts(), self.folder);
        // Servers show findings beside the files of the repository, wherever the command was run.
        let place_in_repository =
            || self.place(findings, &self.folder_in_repository().unwrap_or_else(|| folder.into()));
        let print = |form, text: &str| self.context.print_findings(form, text);
        match format {
            CheckFormat::Json => print(Form::Json, &output::json(&self.place(findings, folder), self.summary, texts)),
            CheckFormat::Github => {
                let placed = place_in_repository();
                append_summary(&visible(&output::github_summary(&placed, self.summary, texts)))?;
                print(Form::Commands, &output::github(&placed, texts))
            }
            CheckFormat::Sarif => {
                let is_known = self.root.is_none() || self.folder_in_repository().is_some();
                let root = if is_known { key!("sarif.root") } else { key!("sarif.folder") };
                print(Form::Json, &output::sarif(&place_in_repository(), texts, root))
            }
            CheckFormat::Junit => print(Form::Text, &output::junit(&self.place(findings, folder), texts)),
            CheckFormat::Gitlab => print(Form::Json, &output::gitlab(&place_in_repository(), texts)),
            CheckFormat::Short => findings.chunks(CHUNK).try_for_each(|chunk| {
                print(
                    Form::Text,
                    &output::short(chunk, self.source, |path| joined(folder, path), Severity::word, texts),
                )
            }),
            CheckFormat::Human => self.print_for_people(findings, texts),
        }
    }

    /// Prints findings with the most severe last; of one rule only a few whole, unless `--verbose` is given.
    fn print_for_people(&self, findings: &[Finding], texts: &Texts) -> Result<()> {
        let width = terminal::width_or_default();
        let shown = |path: &str| joined(self.folder, path);
        let parts = if self.context.is_verbose() {
            let findings = output::by_severity(findings).cloned().collect();
            vec![ArrangedFindings { findings, others: String::new() }]
        } else {
            output::arranged(findings, self.source, &shown, texts, width)
        };
        let is_shortened = parts.iter().any(|part| !part.others.is_empty());
        for part in parts {
            for chunk in part.findings.chunks(CHUNK) {
                self.context.print(&output::human(&self.place(chunk, self.folder), texts, terminal::width()))?;
            }
            self.context.print(&part.others)?;
        }
        if self.context.is_quiet() {
            return Ok(());
        }
        if is_shortened {
            self.context.print(&wrapped(texts.get(key!("check.all"))))?;
        }
        self.last_lines.lines().try_for_each(|line| self.context.print(&wrapped(line)))
    }

    /// Returns the folder of the portfolio in its repository; none if there is no work tree around it.
    fn folder_in_repository(&self) -> Option<String> {
        let root = self.root?;
        Some(relative_path(&work_folder(&resolved(root))?, root))
    }

    fn place<'f>(&self, findings: &'f [Finding], folder: &str) -> Vec<Placed<'f>> {
        output::place(findings, self.source, self.titles, |path| joined(folder, path))
    }
}

/// Returns a line, broken between words where the terminal ends.
fn wrapped(line: &str) -> String {
    let options = |width: usize| {
        let options = textwrap::Options::new(width).break_words(false);
        options.word_separator(textwrap::WordSeparator::AsciiSpace).word_splitter(textwrap::WordSplitter::NoHyphenation)
    };
    terminal::width().map_or_else(|| line.to_owned(), |width| textwrap::fill(line, options(width))) + "\n"
}

/// Returns the titles of the projects that have findings.
pub fn titles(portfolio: &Portfolio, findings: &[Finding]) -> Titles {
    let title = |id: &str| {
        let title = portfolio.project(id)?.title.as_ref()?;
        Some((id.to_owned(), title.in_language(portfolio.language()).text.to_owned()))
    };
    let of_projects = findings.chunk_by(|a, b| a.project() == b.project());
    of_projects.filter_map(|findings| title(findings.first()?.project()?)).collect()
}

/// Returns the command that explains the first of the most severe findings, and last the number of findings.
pub fn last_lines(findings: &[Finding], summary: Summary, texts: &Texts) -> String {
    let mut out = String::new();
    let first = findings.iter().rev().max_by_key(|finding| finding.severity);
    if let Some(first) = first {
        out += &(texts.fill(key!("check.explain"), &[("rule", first.rule)]) + "\n");
    }
    let fixable = findings.iter().filter(|finding| finding.fix.is_some()).count();
    if findings.len() == 1 && fixable == 1 {
        out = out + texts.get(key!("check.fixable-only")) + "\n";
    } else if fixable > 0 {
        out += &(texts.count(plural!("check.fixable"), fixable) + "\n");
    }
    out + &summary.sentence(texts, &Formats::of(texts.language())) + "\n"
}

/// Appends a summary to the file that GitHub names, if it names one.
fn append_summary(text: &str) -> Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let failed = |error: std::io::Error| {
        let path = Path::new(&path).display().to_string().replace('\\', "/");
        Failure::new(key!("failure.unwritable")).with("path", path).because(Cause::of_system(&error))
    };
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    Ok(file.write_all(text.as_bytes()).map_err(failed)?)
}
