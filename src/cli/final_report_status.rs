//! `stimulab render report --status`: which parts of the final report are written.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;
use stimulab::{
    document::parts::{Survey, survey},
    key,
    load::prompts,
    number_format::Formats,
    output::table,
    plural,
    report::{self, ReportStatus, Request, report_status},
};

use super::{
    figure_files,
    final_report::{ExistingReport, FinalReport},
    terminal,
};

impl FinalReport<'_> {
    /// Shows what is written and what is not, chapter by chapter.
    pub fn status(&self, request: &Request<'_>, is_json: bool) -> Result<ExitCode> {
        let existing = self.existing(request, request.language)?;
        let exists = existing.bytes.is_some();
        let text = existing.text()?;
        // The markers are those of the file; what is left to write is that of the report as it would be rendered now.
        let file_survey = survey(&text, prompts());
        let status = if exists { self.report_status(request, &existing, &text)? } else { ReportStatus::default() };
        if is_json {
            self.print_status_json(&existing, &status, &file_survey)?;
        } else if exists {
            self.context.print(&self.status_table(&status.survey))?;
            if !file_survey.set_aside.is_empty() && !self.context.is_quiet() {
                terminal::say(&self.context.texts().count(plural!("report.status.kept"), file_survey.set_aside.len()));
            }
            self.say_stale(&existing, &status);
        }
        if exists {
            return Ok(ExitCode::SUCCESS);
        }
        terminal::say(&self.context.texts().fill(key!("report.status.missing"), &[("id", &*self.project.id)]));
        Ok(ExitCode::FAILURE)
    }

    fn print_status_json(&self, existing: &ExistingReport, status: &ReportStatus, file_survey: &Survey) -> Result<()> {
        let survey = &status.survey;
        let value = json!({
            "project": *self.project.id,
            "file": existing.bytes.is_some().then_some(&existing.place.shown),
            "words": word_count(survey),
            "blanks": survey.blanks().count(),
            "set_aside": file_survey.set_aside.len(),
            "damaged_markers": file_survey.damaged.len(),
            "sections": survey.sections,
            "stale": status.stale.iter().map(|part| &part.title).collect::<Vec<_>>(),
        });
        self.context.print_json(&value)
    }

    fn status_table(&self, survey: &Survey) -> String {
        let texts = self.context.texts();
        let formats = Formats::of(texts.language());
        let header =
            ["section", "words", "left", "what"].map(|key| texts.named(&format!("report.status.{key}")).to_owned());
        let number = |count: usize| if count == 0 { String::new() } else { formats.number(count as u64) };
        let rows = survey.sections.iter().map(|section| {
            let titles: Vec<&str> = section.blanks.iter().map(|blank| blank.title.as_str()).collect();
            vec![section.title.clone(), number(section.words), number(section.blanks.len()), titles.join(", ")]
        });
        let total = texts.get(key!("report.status.sum")).to_owned();
        let total = vec![total, number(word_count(survey)), number(survey.blanks().count()), String::new()];
        table::table(&header, &rows.chain([total]).collect::<Vec<_>>(), terminal::width())
    }

    /// Returns how much of the report is written, with the figures of the draft.
    pub(super) fn report_status(
        &self,
        request: &Request<'_>,
        existing: &ExistingReport,
        text: &str,
    ) -> Result<ReportStatus> {
        let folder = figure_files::folder_address(report::Format::Markdown, &existing.place.path);
        let request = Request { figures: folder.as_deref(), ..*request };
        Ok(report_status(&request, text).map_err(|error| self.failure(existing, error))?)
    }

    /// Prints which parts of the file are older than the data.
    pub(super) fn say_stale(&self, existing: &ExistingReport, status: &ReportStatus) {
        if !status.stale.is_empty() {
            let titles: Vec<String> = status.stale.iter().map(|part| part.title.clone()).collect();
            let parts = Formats::of(self.context.texts().language()).and(&titles);
            self.context.say(key!("report.stale"), &[("parts", parts), ("path", existing.place.shown.clone())]);
        }
    }

    /// Prints how many places are not written yet.
    pub(super) fn say_unwritten(&self, survey: &Survey) {
        let texts = self.context.texts();
        let blanks = survey.blanks().count();
        if !self.context.is_quiet() {
            terminal::say(&if blanks == 0 {
                texts.get(key!("report.whole")).to_owned()
            } else {
                texts.count(plural!("report.left"), blanks)
            });
        }
    }
}

fn word_count(survey: &Survey) -> usize {
    survey.sections.iter().map(|section| section.words).sum()
}
