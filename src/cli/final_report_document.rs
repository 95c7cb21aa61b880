//! The finished final report: a document without boxes and markers, or in another format than Markdown.

use std::process::ExitCode;

use anyhow::Result;
use stimulab::{
    key,
    report::{Request, deliverable, left_out_links_with, readable_texts_with},
};

use super::{
    destination::Destination,
    failure::Failure,
    figure_files,
    final_report::{ExistingReport, FinalReport},
    left_out_links, personal_numbers,
};

impl FinalReport<'_> {
    /// Renders the document from the draft, and writes it.
    pub(super) fn render_document(
        &self,
        request: &Request<'_>,
        existing: &ExistingReport,
        text: &str,
    ) -> Result<ExitCode> {
        self.refuse_to_replace_draft(existing)?;
        self.output.map_or(Ok(()), Destination::require_replaceable)?;
        let status = self.report_status(request, existing, text)?;
        let folder = self.output.and_then(|output| output.figure_folder(request.format));
        let request = Request { figures: folder.as_deref(), ..*request };
        let made = deliverable(&request, text, self.is_final).map_err(|error| self.failure(existing, error))?;
        let again = |format| deliverable(&Request { format, ..request }, text, self.is_final);
        let texts = readable_texts_with(&made, request.format, again).map_err(|error| self.failure(existing, error))?;
        if let Some(refused) = personal_numbers::refuse(self.context, self.source, &texts)? {
            return Ok(refused);
        }
        let again = |format| deliverable(&Request { format, base: "", ..request }, text, self.is_final);
        let links = left_out_links_with(&request, again).map_err(|error| self.failure(existing, error))?;
        left_out_links::tell(self.context, &links);
        self.context.warn_of_missing_pictures(&made);
        self.say_stale(existing, &status);
        self.say_unwritten(&status.survey);
        if let Some(file) = self.output.and_then(Destination::file) {
            figure_files::require_replaceable(file, &made.figures)?;
            figure_files::write(self.context, file, &made.figures)?;
        }
        self.put(request.format, made.document)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Refuses to replace a draft, which has boxes and markers, with a final report in Markdown, which has none.
    fn refuse_to_replace_draft(&self, existing: &ExistingReport) -> Result<()> {
        let lost = match self.output {
            None if self.is_written => Some(existing.place.shown.clone()),
            None => None,
            Some(output) => output.file().filter(|place| place.holds_report()).map(|place| place.shown.clone()),
        };
        match lost.filter(|_| self.is_final) {
            Some(path) => Err(Failure::new(key!("failure.report-final")).with("path", path).into()),
            None => Ok(()),
        }
    }
}
