//! `stimulab render report`: the final report, which contains the data of the portfolio and the texts that people write.

use std::process::ExitCode;

use anyhow::Result;
use stimulab::{
    document::parts::{Block, Marker, blocks},
    edit::regenerate::RegenerateError,
    key,
    language::Language,
    load::LARGEST,
    model::Project,
    report::{self, ReportError, Request, report_path},
    source::{Refused, Source, Unreadable},
};

use super::{
    cause::Cause,
    context::Context,
    destination::Destination,
    failure::{self, Failure},
    output_file::OutputFile,
    portfolio_files::PortfolioFiles,
    template_error,
};

/// Holds the options of the final report.
pub struct FinalReport<'a> {
    pub context: &'a Context,
    pub source: &'a PortfolioFiles,
    pub project: &'a Project,
    /// The output of `-o`.
    pub output: Option<&'a Destination>,
    /// Whether it is written to the project's folder.
    pub is_written: bool,
    /// Whether unwritten parts are left out.
    pub is_final: bool,
}

/// Holds the draft that people write in.
pub(super) struct ExistingReport {
    /// Where it is.
    pub(super) place: OutputFile,
    /// Its bytes; none if there is no file.
    pub(super) bytes: Option<Vec<u8>>,
}

impl ExistingReport {
    pub(super) fn text(&self) -> Result<String> {
        let Some(bytes) = &self.bytes else { return Ok(String::new()) };
        let text = String::from_utf8(bytes.clone());
        Ok(text.map_err(|_| Failure::new(key!("failure.report-unreadable")).with("path", &self.place.shown))?)
    }
}

impl FinalReport<'_> {
    /// Returns the language of the report: that of its file, otherwise the requested one, otherwise that of the project.
    ///
    /// A file in another language than the requested one is an error.
    pub fn language(&self, request: &Request<'_>) -> Result<Language> {
        let own = request.portfolio.language_of(self.project);
        let asked = self.context.asked_language();
        let existing = self.existing(request, asked.unwrap_or(own))?;
        let text = existing.text()?;
        let found = blocks(&text).into_iter().find_map(|block| match block {
            Block::Alone(Marker::Document { about, language, .. }, _) => Some((about.to_owned(), language.to_owned())),
            _ => None,
        });
        let Some((about, code)) = found else { return Ok(asked.unwrap_or(own)) };
        let named = request.portfolio.project(&about).map_or(about.as_str(), |project| &project.id);
        if named != &*self.project.id {
            return Err(Failure::new(key!("failure.report-other"))
                .with("path", existing.place.shown)
                .with("id", about)
                .into());
        }
        let language = Language::from_code(&code).unwrap_or(own);
        match asked {
            Some(asked) if asked != language => {
                let name = self.context.texts().named(&format!("language.{code}")).to_lowercase();
                Err(Failure::new(key!("failure.report-language"))
                    .with("path", existing.place.shown)
                    .with("language", name)
                    .into())
            }
            _ => Ok(language),
        }
    }

    /// Renders the report: the draft in which people write, or the finished document.
    pub fn render(&self, request: &Request<'_>) -> Result<ExitCode> {
        let existing = self.existing(request, request.language)?;
        let text = existing.text()?;
        if request.format == report::Format::Markdown && !self.is_final {
            self.render_draft(request, &existing, &text)
        } else {
            self.render_document(request, &existing, &text)
        }
    }

    /// Finds the draft: the output if it is a file for a draft, otherwise the file in the project's folder.
    pub(super) fn existing(&self, request: &Request<'_>, language: Language) -> Result<ExistingReport> {
        // A finished report, or one for a pipe, is made from the draft in the project's folder.
        let is_output = request.format == report::Format::Markdown && !self.is_final && !self.is_stream();
        let file = self.output.and_then(Destination::file);
        if let Some(place) = file.filter(|_| is_output) {
            return Ok(ExistingReport { place: place.clone(), bytes: place.read()? });
        }
        let path = report_path(request.portfolio, self.project, language);
        let shown = self.context.display_path(self.source.root(), &path);
        let bytes = match self.source.read(&path, LARGEST) {
            Ok(bytes) => Some(bytes),
            Err(Unreadable::Missing) => None,
            Err(Unreadable::Link) => return Err(failure::refused(&shown, &Refused::Link).into()),
            Err(Unreadable::NotAFile) => return Err(failure::refused(&shown, &Refused::Special).into()),
            Err(error) => {
                let failure =
                    Failure::new(key!("failure.unreadable")).with("path", shown).because(Cause::of_unreadable(&error));
                return Err(failure.into());
            }
        };
        Ok(ExistingReport {
            place: OutputFile { beneath: self.source.beneath(), path, shown, is_in_portfolio: true },
            bytes,
        })
    }

    /// Returns whether the output is a pipe or a device.
    pub(super) fn is_stream(&self) -> bool {
        self.output.is_some_and(|output| output.file().is_none())
    }

    /// Writes the report to the output, or prints it.
    pub(super) fn put(&self, format: report::Format, made: Vec<u8>) -> Result<()> {
        let Some(output) = self.output else { return self.context.print_document(format, &made) };
        output.write(made)?;
        self.context.say(key!("note.written"), &[("path", output.shown().to_owned())]);
        Ok(())
    }

    pub(super) fn failure(&self, existing: &ExistingReport, error: ReportError) -> Failure {
        match error {
            ReportError::Render(error) => template_error::refusal(self.context, &error),
            ReportError::Regenerate(RegenerateError::Conflict(line)) => Failure::new(key!("failure.report-conflict"))
                .with("path", &existing.place.shown)
                .with("line", line.to_string()),
        }
    }
}
