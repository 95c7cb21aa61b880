//! The draft of the final report: generated parts are renewed, and what people wrote stays.

use std::process::ExitCode;

use anyhow::Result;
use stimulab::{
    edit::{
        self,
        regenerate::{PartChange, PartOutcome},
    },
    key,
    number_format::Formats,
    report::{self, Draft, FigureFile, Request, draft},
};

use super::{
    failure::{self, Failure},
    figure_files,
    final_report::{ExistingReport, FinalReport},
    output_file::OutputFile,
    personal_numbers,
    relative_path::resolved,
    terminal,
};

impl FinalReport<'_> {
    /// Renews the generated parts, and prints what changed.
    pub(super) fn render_draft(
        &self,
        request: &Request<'_>,
        existing: &ExistingReport,
        text: &str,
    ) -> Result<ExitCode> {
        self.refuse_outside_project()?;
        let is_file = (self.output.is_some() && !self.is_stream()) || self.is_written;
        if is_file {
            existing.place.require_report_place(&self.project.id)?;
        }
        let folder = figure_files::folder_address(request.format, &existing.place.path).filter(|_| is_file);
        let request = Request { figures: folder.as_deref(), ..*request };
        let Draft { made, figures } = draft(&request, text).map_err(|error| self.failure(existing, error))?;
        if let Some(refused) = self.refuse_numbers(&made.text, &figures)? {
            return Ok(refused);
        }
        self.say_changes(&made.changes);
        if is_file {
            self.write_draft(existing, &made.text, &figures)?;
            self.say_unwritten(&self.report_status(&request, existing, &made.text)?.survey);
        } else {
            self.print_draft(made.text)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Refuses to show national identity numbers in the text or the figures.
    fn refuse_numbers(&self, text: &str, figures: &[FigureFile]) -> Result<Option<ExitCode>> {
        let figures = figures.iter().map(|figure| String::from_utf8_lossy(&figure.svg).into_owned());
        let texts: Vec<String> = std::iter::once(text.to_owned()).chain(figures).collect();
        personal_numbers::refuse(self.context, self.source, &texts)
    }

    fn print_draft(&self, text: String) -> Result<()> {
        self.put(report::Format::Markdown, text.into_bytes())?;
        if self.output.is_none() && terminal::is_terminal() {
            self.context.say(key!("report.write-hint"), &[] as &[(&str, String)]);
        }
        Ok(())
    }

    /// Writes the draft and its figures.
    fn write_draft(&self, existing: &ExistingReport, text: &str, figures: &[FigureFile]) -> Result<()> {
        figure_files::require_replaceable(&existing.place, figures)?;
        figure_files::write(self.context, &existing.place, figures)?;
        let path = [("path", existing.place.shown.clone())];
        if existing.bytes.as_deref() == Some(text.as_bytes()) {
            self.context.say(key!("report.same"), &path);
        } else {
            replace(existing, text.as_bytes())?;
            self.context.say(key!("note.written"), &path);
        }
        figure_files::delete_unused(self.context, &existing.place, figures, text.as_bytes())
    }

    /// Refuses to write a draft about an internal project outside the folder of the project.
    fn refuse_outside_project(&self) -> Result<()> {
        let is_own = |place: &OutputFile| {
            let folder = place.path.strip_prefix(&*self.project.id);
            resolved(place.beneath.root()) == resolved(self.source.root())
                && folder.is_some_and(|rest| rest.starts_with('/'))
        };
        let is_in_project = self.output.map_or(self.is_written, |output| output.file().is_some_and(is_own));
        if self.project.is_public() || is_in_project {
            return Ok(());
        }
        Err(Failure::new(key!("failure.internal-draft")).with("id", &*self.project.id).into())
    }

    /// Prints what changed, first what needs attention.
    fn say_changes(&self, changes: &[PartChange]) {
        let formats = Formats::of(self.context.texts().language());
        for done in PartOutcome::ALL {
            let mut titles: Vec<String> = Vec::new();
            for change in changes.iter().filter(|change| change.done == done) {
                if !titles.contains(&change.title) {
                    titles.push(change.title.clone());
                }
            }
            if !titles.is_empty() {
                self.context.say(done.key(), &[("parts", formats.and(&titles))]);
            }
        }
    }
}

fn replace(existing: &ExistingReport, new: &[u8]) -> Result<()> {
    let place = &existing.place;
    let Some(old) = &existing.bytes else { return place.write(new) };
    let replaced = edit::replace(&place.beneath, &place.path, old, new);
    Ok(replaced.map_err(|error| failure::unwritten(&place.shown, &error))?)
}
