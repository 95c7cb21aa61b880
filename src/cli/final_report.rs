//! `stimulab render report`: the final report, written by people around what the portfolio knows.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use serde_json::json;
use stimulab::{
    document::parts::{Block, Marker, blocks, survey},
    edit::{
        self, ReplaceError,
        regenerate::{Change, Done, RegenerateError},
    },
    formats::Formats,
    language::Language,
    load::LARGEST,
    model::Project,
    output::{file, rows},
    report::{self, Draft, ReportError, Request, draft, handed_over, report_path},
    source::{Source, Unreadable},
};

use super::{
    context::{Context, plain},
    destination,
    failure::Failure,
    figures,
    files::Files,
    template,
    terminal::{self, Form},
};

/// Holds what is asked of the final report.
pub struct FinalReport<'a> {
    pub context: &'a Context,
    pub source: &'a Files,
    pub project: &'a Project,
    /// Where to write it, where that is said.
    pub output: Option<PathBuf>,
    /// Whether it is put into the project's folder.
    pub is_written: bool,
    /// Whether what is not written is left out.
    pub is_final: bool,
}

/// Holds the file that people write in.
struct Existing {
    /// Where it is.
    path: PathBuf,
    /// How its path is shown.
    shown: String,
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
            return Err(Failure::new("report-other").with("path", existing.shown).with("id", about).into());
        }
        let language = Language::from_code(&code).unwrap_or(own);
        match asked {
            Some(asked) if asked != language => {
                let name = self.context.texts().get(&format!("language.{code}")).to_lowercase();
                Err(Failure::new("report-language").with("path", existing.shown).with("language", name).into())
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
            let file = self.output.as_deref().filter(|_| !self.is_stream());
            let folder = file.and_then(|path| figures::address(request.format, path));
            let request = Request { figures: folder.as_deref(), ..*request };
            let made = handed_over(&request, &old, self.is_final).map_err(|error| self.failure(&existing, error))?;
            self.say_what_is_left(&old);
            if let Some(path) = file {
                figures::write(self.context, path, &made.figures)?;
            }
            return self.put(request.format, &made.document).map(|()| ExitCode::SUCCESS);
        }
        self.refuse_to_take_out()?;
        let is_put = (self.output.is_some() && !self.is_stream()) || self.is_written;
        let folder = figures::address(request.format, &existing.path).filter(|_| is_put);
        let request = Request { figures: folder.as_deref(), ..*request };
        let Draft { made, figures } = draft(&request, &old).map_err(|error| self.failure(&existing, error))?;
        self.say_changes(&made.changes);
        if !is_put {
            self.put(report::Format::Markdown, made.text.as_bytes())?;
            if self.output.is_none() && terminal::is_shown() {
                self.context.say("report.write-hint", &[] as &[(&str, String)]);
            }
            return Ok(ExitCode::SUCCESS);
        }
        let shown = || [("path", existing.shown.clone())];
        figures::write(self.context, Path::new(&existing.shown), &figures)?;
        if existing.bytes.as_deref() == Some(made.text.as_bytes()) {
            self.context.say("report.same", &shown());
        } else {
            Self::replace(&existing, made.text.as_bytes())?;
            self.context.say("note.written", &shown());
        }
        figures::clear(self.context, Path::new(&existing.shown), &figures, made.text.as_bytes())?;
        self.say_what_is_left(&made.text);
        Ok(ExitCode::SUCCESS)
    }

    /// Shows what is written and what is not, chapter by chapter.
    pub fn status(&self, request: &Request<'_>, is_json: bool) -> Result<ExitCode> {
        let existing = self.existing(request, request.language)?;
        let survey = survey(&text_of(&existing)?);
        let (words, blanks) =
            (survey.sections.iter().map(|section| section.words).sum::<usize>(), survey.blanks().count());
        let is_there = existing.bytes.is_some();
        let texts = self.context.texts();
        if is_json {
            let value = json!({
                "project": *self.project.id, "file": is_there.then_some(&existing.shown), "words": words,
                "blanks": blanks, "set_aside": survey.kept.len(), "damaged_markers": survey.damaged.len(),
                "sections": survey.sections,
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
            self.context.print(&rows::table(&header, &rows, terminal::width()))?;
            if !survey.kept.is_empty() {
                terminal::say(&texts.count("report.status.kept", survey.kept.len()));
            }
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
        let unreadable =
            |shown: &str, detail: String| Failure::new("unwritable").with("path", shown).with("detail", detail);
        let (path, shown, bytes) = match self.output.as_ref().filter(|_| is_output) {
            Some(path) => {
                let shown = path.display().to_string().replace('\\', "/");
                let path = self.context.folder().join(path);
                let bytes = match fs::read(&path) {
                    Ok(bytes) => Some(bytes),
                    Err(error) if error.kind() == ErrorKind::NotFound => None,
                    Err(error) => return Err(unreadable(&shown, error.to_string()).into()),
                };
                (path, shown, bytes)
            }
            None => {
                let path = report_path(request.portfolio, self.project, language);
                let shown = self.context.shown(self.source.root(), &path);
                let bytes = match self.source.read(&path, LARGEST) {
                    Ok(bytes) => Some(bytes),
                    Err(Unreadable::Missing) => None,
                    Err(error) => return Err(unreadable(&shown, error.to_string()).into()),
                };
                (self.source.root().join(&path), shown, bytes)
            }
        };
        Ok(Existing { path, shown, bytes })
    }

    fn replace(existing: &Existing, new: &[u8]) -> Result<()> {
        let unwritable = |error: std::io::Error| {
            Failure::new("unwritable").with("path", &existing.shown).with("detail", error.to_string())
        };
        let Some(old) = &existing.bytes else { return Ok(file::write(&existing.path, new).map_err(unwritable)?) };
        edit::replace(&existing.path, old, new).map_err(|error| match error {
            ReplaceError::Changed(_) => Failure::new("changed").with("path", &existing.shown).into(),
            ReplaceError::Io(_, error) => unwritable(error).into(),
        })
    }

    /// Refuses a draft about a project that is not public anywhere but in the project's own folder.
    fn refuse_to_take_out(&self) -> Result<()> {
        let own = plain(&self.source.root().join(&*self.project.id));
        let is_at_home = match &self.output {
            None => self.is_written,
            Some(path) => !self.is_stream() && plain(&self.context.folder().join(path)).starts_with(own),
        };
        if self.project.is_public() || is_at_home {
            return Ok(());
        }
        Err(Failure::new("internal-draft").with("id", &*self.project.id).into())
    }

    /// Returns whether the output is a pipe or a device.
    fn is_stream(&self) -> bool {
        self.output.as_ref().is_some_and(|path| destination::is_stream(&self.context.folder().join(path)))
    }

    /// Refuses to put a final report in Markdown, which has no boxes and no marks, over one that people still write in.
    fn refuse_to_lose_boxes(&self, existing: &Existing) -> Result<()> {
        let lost = match &self.output {
            None if self.is_written => Some(existing.shown.clone()),
            Some(path) if !self.is_stream() => {
                let old = fs::read_to_string(self.context.folder().join(path)).unwrap_or_default();
                let is_mark = |block: &Block<'_>| matches!(block, Block::Alone(Marker::Document { .. }, _));
                blocks(&old).iter().any(is_mark).then(|| path.display().to_string().replace('\\', "/"))
            }
            _ => None,
        };
        match lost.filter(|_| self.is_final) {
            Some(path) => Err(Failure::new("report-final").with("path", path).into()),
            None => Ok(()),
        }
    }

    /// Writes what is handed over.
    fn put(&self, format: report::Format, made: &[u8]) -> Result<()> {
        let Some(path) = &self.output else { return self.context.print_document(format, made) };
        let shown = path.display().to_string().replace('\\', "/");
        let failed =
            |error: std::io::Error| Failure::new("unwritable").with("path", &shown).with("detail", error.to_string());
        file::write(&self.context.folder().join(path), made).map_err(failed)?;
        self.context.say("note.written", &[("path", shown.clone())]);
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

    fn say_what_is_left(&self, text: &str) {
        let texts = self.context.texts();
        let blanks = survey(text).blanks().count();
        if !self.context.is_quiet() && !text.is_empty() {
            terminal::say(&if blanks == 0 {
                texts.get("report.whole").to_owned()
            } else {
                texts.count("report.left", blanks)
            });
        }
    }

    fn failure(&self, existing: &Existing, error: ReportError) -> Failure {
        match error {
            ReportError::Render(error) => template::refusal(self.context, &error),
            ReportError::Regenerate(RegenerateError::Conflict(line)) => {
                Failure::new("report-conflict").with("path", &existing.shown).with("line", line.to_string())
            }
        }
    }
}

fn text_of(existing: &Existing) -> Result<String> {
    let Some(bytes) = &existing.bytes else { return Ok(String::new()) };
    let text = String::from_utf8(bytes.clone());
    Ok(text.map_err(|_| Failure::new("report-unreadable").with("path", &existing.shown))?)
}
