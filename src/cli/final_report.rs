//! `stimulab render report`: the final report, written by people around what the portfolio knows.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;
use stimulab::{
    document::parts::{Block, Marker, Survey, blocks, survey},
    edit::{
        self,
        regenerate::{Change, Done, RegenerateError},
    },
    language::Language,
    load::{LARGEST, prompts},
    model::Project,
    number_format::Formats,
    output::{Form, table},
    report::{self, Draft, ReportError, ReportStatus, Request, draft, handed_over, report_path, standing, told_as},
    source::{Refused, Source, Unreadable},
};

use super::{
    context::Context,
    destination::Destination,
    failure::{self, Failure},
    figure_files,
    output_file::OutputFile,
    personal_numbers,
    portfolio_files::PortfolioFiles,
    relative_path::resolved,
    template_error, terminal,
};

/// Holds what is asked of the final report.
pub struct FinalReport<'a> {
    pub context: &'a Context,
    pub source: &'a PortfolioFiles,
    pub project: &'a Project,
    /// Where to write it, where that is said.
    pub output: Option<&'a Destination>,
    /// Whether it is put into the project's folder.
    pub is_written: bool,
    /// Whether what is not written is left out.
    pub is_final: bool,
}

/// Holds the file that people write in.
struct Existing {
    /// Where it is.
    place: OutputFile,
    /// Its bytes; none where there is none.
    bytes: Option<Vec<u8>>,
}

impl FinalReport<'_> {
    /// Returns the language of the report: the one asked for, else that of its file, else the project's.
    ///
    /// A project's prose has one language, and its report is part of it.
    pub fn language(&self, request: &Request<'_>) -> Result<Language> {
        let own = request.portfolio.language_of(self.project);
        let asked = self.context.asked_language();
        let existing = self.existing(request, asked.unwrap_or(own))?;
        let text = text_of(&existing)?;
        let found = blocks(&text).into_iter().find_map(|block| match block {
            Block::Alone(Marker::Document { about, language, .. }, _) => Some((about.to_owned(), language.to_owned())),
            _ => None,
        });
        let Some((about, code)) = found else { return Ok(asked.unwrap_or(own)) };
        let named = request.portfolio.project(&about).map_or(about.as_str(), |project| &project.id);
        if named != &*self.project.id {
            return Err(Failure::new("report-other").with("path", existing.place.shown).with("id", about).into());
        }
        let language = Language::from_code(&code).unwrap_or(own);
        match asked {
            Some(asked) if asked != language => {
                let name = self.context.texts().get(&format!("language.{code}")).to_lowercase();
                Err(Failure::new("report-language").with("path", existing.place.shown).with("language", name).into())
            }
            _ => Ok(language),
        }
    }

    /// Renders the report around what people wrote, and says what changed.
    pub fn render(&self, request: &Request<'_>) -> Result<ExitCode> {
        let existing = self.existing(request, request.language)?;
        let old = text_of(&existing)?;
        if request.format != report::Format::Markdown || self.is_final {
            self.refuse_to_lose_boxes(&existing)?;
            self.output.map_or(Ok(()), Destination::require_replaceable)?;
            let file = self.output.and_then(Destination::file);
            let folder = file.and_then(|place| figure_files::folder_address(request.format, &place.path));
            let standing = self.standing(request, &existing, &old)?;
            let request = Request { figures: folder.as_deref(), ..*request };
            let made = handed_over(&request, &old, self.is_final).map_err(|error| self.failure(&existing, error))?;
            let again = |format| handed_over(&Request { format, ..request }, &old, self.is_final);
            let told = told_as(&made, request.format, again).map_err(|error| self.failure(&existing, error))?;
            if let Some(refused) = personal_numbers::refuse(self.context, self.source, &told)? {
                return Ok(refused);
            }
            self.say_stale(&existing, &standing);
            self.say_what_is_left(&standing.survey);
            if let Some(place) = file {
                figure_files::require_replaceable(place, &made.figures)?;
                figure_files::write(self.context, place, &made.figures)?;
            }
            return self.put(request.format, made.document).map(|()| ExitCode::SUCCESS);
        }
        self.refuse_to_take_out()?;
        let is_put = (self.output.is_some() && !self.is_stream()) || self.is_written;
        if is_put {
            existing.place.require_report_place(&self.project.id)?;
        }
        let folder = figure_files::folder_address(request.format, &existing.place.path).filter(|_| is_put);
        let request = Request { figures: folder.as_deref(), ..*request };
        let Draft { made, figures } = draft(&request, &old).map_err(|error| self.failure(&existing, error))?;
        let drawn = figures.iter().map(|figure| String::from_utf8_lossy(&figure.svg).into_owned());
        let told: Vec<String> = std::iter::once(made.text.clone()).chain(drawn).collect();
        if let Some(refused) = personal_numbers::refuse(self.context, self.source, &told)? {
            return Ok(refused);
        }
        self.say_changes(&made.changes);
        if !is_put {
            self.put(report::Format::Markdown, made.text.into_bytes())?;
            if self.output.is_none() && terminal::is_terminal() {
                self.context.say("report.write-hint", &[] as &[(&str, String)]);
            }
            return Ok(ExitCode::SUCCESS);
        }
        let shown = || [("path", existing.place.shown.clone())];
        figure_files::require_replaceable(&existing.place, &figures)?;
        figure_files::write(self.context, &existing.place, &figures)?;
        if existing.bytes.as_deref() == Some(made.text.as_bytes()) {
            self.context.say("report.same", &shown());
        } else {
            Self::replace(&existing, made.text.as_bytes())?;
            self.context.say("note.written", &shown());
        }
        figure_files::delete_unused(self.context, &existing.place, &figures, made.text.as_bytes())?;
        self.say_what_is_left(&self.standing(&request, &existing, &made.text)?.survey);
        Ok(ExitCode::SUCCESS)
    }

    /// Shows what is written and what is not, chapter by chapter.
    pub fn status(&self, request: &Request<'_>, is_json: bool) -> Result<ExitCode> {
        let existing = self.existing(request, request.language)?;
        let is_there = existing.bytes.is_some();
        let old = text_of(&existing)?;
        // What is wrong with its markers is told of the file; what is left to write, of what it would be today.
        let (damaged, kept) = {
            let survey = survey(&old, prompts());
            (survey.damaged.len(), survey.kept.len())
        };
        let standing = if is_there { self.standing(request, &existing, &old)? } else { ReportStatus::default() };
        let survey = &standing.survey;
        let (words, blanks) =
            (survey.sections.iter().map(|section| section.words).sum::<usize>(), survey.blanks().count());
        let texts = self.context.texts();
        if is_json {
            let value = json!({
                "project": *self.project.id, "file": is_there.then_some(&existing.place.shown), "words": words,
                "blanks": blanks, "set_aside": kept, "damaged_markers": damaged,
                "sections": survey.sections, "stale": standing.stale.iter().map(|part| &part.title).collect::<Vec<_>>(),
            });
            self.context.print_as(Form::Json, &(serde_json::to_string_pretty(&value)? + "\n"))?;
        } else if is_there {
            let formats = Formats::of(texts.language());
            let header =
                ["section", "words", "left", "what"].map(|key| texts.get(&format!("report.status.{key}")).to_owned());
            let number = |count: usize| if count == 0 { String::new() } else { formats.number(count as u64) };
            let mut rows: Vec<Vec<String>> = survey
                .sections
                .iter()
                .map(|section| {
                    let titles: Vec<String> = section.blanks.iter().map(|blank| blank.title.clone()).collect();
                    vec![section.title.clone(), number(section.words), number(section.blanks.len()), titles.join(", ")]
                })
                .collect();
            rows.push(vec![texts.get("report.status.sum").to_owned(), number(words), number(blanks), String::new()]);
            self.context.print(&table::table(&header, &rows, terminal::width()))?;
            if kept > 0 {
                terminal::say(&texts.count("report.status.kept", kept));
            }
            self.say_stale(&existing, &standing);
        }
        if !is_there {
            terminal::say(&texts.fill("report.status.missing", &[("id", &*self.project.id)]));
        }
        Ok(if is_there { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Finds the file that people write in: the output where that is one, else the one in the project's folder.
    fn existing(&self, request: &Request<'_>, language: Language) -> Result<Existing> {
        // A final one, or one into a pipe, is made of the text in the project's folder.
        let is_output = request.format == report::Format::Markdown && !self.is_final && !self.is_stream();
        let file = self.output.and_then(Destination::file);
        if let Some(place) = file.filter(|_| is_output) {
            return Ok(Existing { place: place.clone(), bytes: place.read()? });
        }
        let path = report_path(request.portfolio, self.project, language);
        let shown = self.context.display_path(self.source.root(), &path);
        let bytes = match self.source.read(&path, LARGEST) {
            Ok(bytes) => Some(bytes),
            Err(Unreadable::Missing) => None,
            Err(Unreadable::Link) => return Err(failure::refused(&shown, &Refused::Link).into()),
            Err(Unreadable::NotAFile) => return Err(failure::refused(&shown, &Refused::Special).into()),
            Err(error) => {
                let failure = Failure::new("unreadable").with("path", shown).with("detail", error.to_string());
                return Err(failure.into());
            }
        };
        Ok(Existing { place: OutputFile { beneath: self.source.beneath(), path, shown, is_in_portfolio: true }, bytes })
    }

    fn replace(existing: &Existing, new: &[u8]) -> Result<()> {
        let place = &existing.place;
        let Some(old) = &existing.bytes else { return place.write(new) };
        let replaced = edit::replace(&place.beneath, &place.path, old, new);
        Ok(replaced.map_err(|error| failure::unwritten(&place.shown, &error))?)
    }

    /// Refuses a draft about a project that is not public anywhere but in the project's own folder.
    fn refuse_to_take_out(&self) -> Result<()> {
        let is_own = |place: &OutputFile| {
            let folder = place.path.strip_prefix(&*self.project.id);
            resolved(place.beneath.root()) == resolved(self.source.root())
                && folder.is_some_and(|rest| rest.starts_with('/'))
        };
        let is_at_home = self.output.map_or(self.is_written, |output| output.file().is_some_and(is_own));
        if self.project.is_public() || is_at_home {
            return Ok(());
        }
        Err(Failure::new("internal-draft").with("id", &*self.project.id).into())
    }

    /// Returns whether the output is a pipe or a device.
    fn is_stream(&self) -> bool {
        self.output.is_some_and(|output| output.file().is_none())
    }

    /// Refuses to put a final report in Markdown, which has no boxes and no marks, over one that people still write in.
    fn refuse_to_lose_boxes(&self, existing: &Existing) -> Result<()> {
        let lost = match self.output {
            None if self.is_written => Some(existing.place.shown.clone()),
            None => None,
            Some(output) => output.file().filter(|place| place.holds_report()).map(|place| place.shown.clone()),
        };
        match lost.filter(|_| self.is_final) {
            Some(path) => Err(Failure::new("report-final").with("path", path).into()),
            None => Ok(()),
        }
    }

    /// Writes what is handed over.
    fn put(&self, format: report::Format, made: Vec<u8>) -> Result<()> {
        let Some(output) = self.output else { return self.context.print_document(format, &made) };
        output.write(made)?;
        self.context.say("note.written", &[("path", output.shown().to_owned())]);
        Ok(())
    }

    /// Says what changed, first what somebody should look at.
    fn say_changes(&self, changes: &[Change]) {
        let formats = Formats::of(self.context.texts().language());
        for done in Done::ALL {
            let mut titles: Vec<String> = Vec::new();
            for change in changes.iter().filter(|change| change.done == done) {
                if !titles.contains(&change.title) {
                    titles.push(change.title.clone());
                }
            }
            if !titles.is_empty() {
                let key = format!("report.change.{}", done.key());
                self.context.say(&key, &[("parts", formats.and(&titles))]);
            }
        }
    }

    /// Tells how far the report has come, with the figures that it has where people write in it.
    fn standing(&self, request: &Request<'_>, existing: &Existing, text: &str) -> Result<ReportStatus> {
        let folder = figure_files::folder_address(report::Format::Markdown, &existing.place.path);
        let request = Request { figures: folder.as_deref(), ..*request };
        Ok(standing(&request, text).map_err(|error| self.failure(existing, error))?)
    }

    /// Says which parts of the file the data have left behind.
    fn say_stale(&self, existing: &Existing, standing: &ReportStatus) {
        if !standing.stale.is_empty() {
            let titles: Vec<String> = standing.stale.iter().map(|part| part.title.clone()).collect();
            let parts = Formats::of(self.context.texts().language()).and(&titles);
            self.context.say("report.stale", &[("parts", parts), ("path", existing.place.shown.clone())]);
        }
    }

    fn say_what_is_left(&self, survey: &Survey) {
        let texts = self.context.texts();
        let blanks = survey.blanks().count();
        if !self.context.is_quiet() {
            terminal::say(&if blanks == 0 {
                texts.get("report.whole").to_owned()
            } else {
                texts.count("report.left", blanks)
            });
        }
    }

    fn failure(&self, existing: &Existing, error: ReportError) -> Failure {
        match error {
            ReportError::Render(error) => template_error::refusal(self.context, &error),
            ReportError::Regenerate(RegenerateError::Conflict(line)) => {
                Failure::new("report-conflict").with("path", &existing.place.shown).with("line", line.to_string())
            }
        }
    }
}

fn text_of(existing: &Existing) -> Result<String> {
    let Some(bytes) = &existing.bytes else { return Ok(String::new()) };
    let text = String::from_utf8(bytes.clone());
    Ok(text.map_err(|_| Failure::new("report-unreadable").with("path", &existing.place.shown))?)
}
