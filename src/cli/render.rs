//! `stimulab render`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    load::Nothing,
    model::{About, Portfolio},
    number_format::Formats,
    output::table,
    query::{Subject, YearRange},
    report::{self, Document, Origin, Request, Target, Templates, documents, render},
    similar_name::closest,
    texts::Texts,
};

use super::{
    context::Context,
    failure::Failure,
    figure_files,
    final_report::FinalReport,
    open::Opened,
    output_file::{self, Destination},
    output_place, personal_numbers,
    relative_path::way,
    show::find,
    template_error, terminal,
};

/// Render a document, such as the announcement page of a year
///
/// A document is about a year, several years or a project. The portfolio's own templates/NAME.md.j2 become documents, too,
/// and take the place of a document of the same name.
#[derive(Args)]
#[command(after_help = "Examples:
  stimulab render --list
  stimulab render announcement 2019 -o announcement.html
  stimulab render overview 2019..2021 -o overview.docx
  stimulab render report pasientens-helsetjeneste --write
  stimulab render learning 2023/tilbakemeldingssloyfe -o learning.docx")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Render {
    /// Which document; --list shows all
    #[arg(required_unless_present = "list")]
    document: Option<String>,
    /// What it is about: a year, years such as 2019..2021, or a project's id, folder or title
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// The format of the document [default: what the name of the output says, else md]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where to write it; - is standard output [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Put the final report into the project's folder, report/report.md, around what people have written there
    #[arg(short, long, conflicts_with = "output")]
    write: bool,
    /// Show what is written in the final report and what is not
    #[arg(long, conflicts_with_all = ["write", "finished", "output"])]
    status: bool,
    /// Leave out of the final report what is not written
    #[arg(long = "final")]
    finished: bool,
    /// List the documents, what each is about and whose template makes it
    #[arg(long, conflicts_with_all = ["target", "format", "output"])]
    list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown that reads well on GitHub
    Md,
    /// One self-contained page
    Html,
    /// A Word document, which goes to a file or a pipe but not to a terminal
    Docx,
    /// For programs, with --status
    Json,
}

impl Render {
    /// Returns whether it renews a file of the portfolio, and not one beside it.
    pub fn writes_into_portfolio(&self) -> bool {
        self.write
    }

    /// Loads, renders, and writes the document; or lists the documents.
    pub fn run(mut self, context: &Context) -> Result<ExitCode> {
        // As everywhere else, a hyphen is standard output.
        self.output = self.output.take().filter(|path| path.as_os_str() != "-");
        let format = self.format()?;
        self.refuse_what_is_for_the_report()?;
        let Opened { source, loaded } = context.open(&Nothing)?;
        let templates = Templates::read(&source);
        let Some(name) = &self.document else {
            let documents = documents(&templates).map_err(|fault| template_error::failure(context, &fault))?;
            context.print(&listed(&documents, &context.texts()))?;
            return Ok(ExitCode::SUCCESS);
        };
        let names = report::names(&templates);
        if !names.contains(name) {
            let failure = Failure::new("no-document").with("document", name);
            let known = Formats::of(context.texts().language()).and(&names);
            let near = closest(name, names.iter().map(String::as_str));
            return Err(failure.with("known", known).suggesting(near).into());
        }
        let document = &report::document(&templates, name).map_err(|fault| template_error::failure(context, &fault))?;
        if format == report::Format::Docx && self.output.is_none() && terminal::is_shown() {
            return Err(Failure::new("terminal").with("name", name).into());
        }
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        context.warn_of_doubt(portfolio);
        let output = self.output.as_deref().map(|path| Destination::of(context, path, source.root())).transpose()?;
        // The final report is made around what people wrote, and looks for itself what it may take the place of.
        let is_report = *document.name == *report::FINAL_REPORT;
        output.iter().filter(|_| !is_report).try_for_each(Destination::demand_free)?;
        let base = self.way_to(context, source.root());
        // Nothing is laid beside a pipe or a device.
        let file = output.as_ref().and_then(Destination::file);
        let folder = file.and_then(|place| figure_files::address(format, &place.path));
        let request = Request {
            portfolio,
            source: &source,
            templates: &templates,
            document,
            target: self.target(portfolio, document)?,
            format,
            language: context.document_language(portfolio),
            base: &base,
            figures: folder.as_deref(),
            today: context.given_today(),
        };
        if let (report::FINAL_REPORT, Target::Project(project)) = (&*document.name, request.target) {
            let report = FinalReport {
                context,
                source: &source,
                project,
                output: output.as_ref(),
                is_written: self.write,
                is_final: self.finished,
            };
            let language = report.language(&request)?;
            // A report beside the portfolio's settings is not one in a project's folder.
            let base = if self.output.is_some() && request.base.is_empty() { "./" } else { request.base };
            let request = Request { language, base, ..request };
            if self.status {
                return report.status(&request, self.format == Some(Format::Json));
            }
            return report.render(&request);
        }
        let made = render(&request).map_err(|error| template_error::refusal(context, &error))?;
        let told = report::told(&request, &made).map_err(|error| template_error::refusal(context, &error))?;
        if let Some(refused) = personal_numbers::refuse(context, &source, &told)? {
            return Ok(refused);
        }
        let Some(output) = &output else {
            context.print_document(format, &made.document)?;
            return Ok(ExitCode::SUCCESS);
        };
        let beside = file.filter(|_| folder.is_some());
        if let Some(place) = beside {
            figure_files::demand_free(place, &made.figures)?;
            figure_files::write(context, place, &made.figures)?;
        }
        output.write(made.document.clone())?;
        context.say("note.written", &[("path", output.shown().to_owned())]);
        if let Some(place) = beside {
            figure_files::clear(context, place, &made.figures, &made.document)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Returns what the document is to be about.
    fn target<'p>(&self, portfolio: &'p Portfolio, document: &Document) -> Result<Target<'p>> {
        let unknown = |year: &str| Failure::new("no-year").with("year", year).with("known", years(portfolio));
        let covered = |year: i16| portfolio.round(year).is_some();
        match (document.about, self.target.as_deref()) {
            (About::Years, None) => {
                let covered: Vec<i16> = portfolio.rounds.iter().map(|round| round.year).collect();
                let ends = covered.first().zip(covered.last());
                Ok(ends.map(|(first, last)| Target::Years(*first, *last)).ok_or_else(|| unknown("–"))?)
            }
            (About::Year, None) => Err(Failure::new("no-target-year").with("document", &document.name).into()),
            (About::Project, None) => Err(Failure::new("no-target-project").with("document", &document.name).into()),
            (About::Year, Some(year)) => match year.parse() {
                Ok(number) if covered(number) => Ok(Target::Year(number)),
                _ => Err(unknown(year).into()),
            },
            (About::Years, Some(text)) => match text.parse::<YearRange>() {
                Ok(years) if (years.first()..=years.last()).any(covered) => {
                    Ok(Target::Years(years.first(), years.last()))
                }
                Ok(_) => Err(unknown(text).into()),
                Err(_) => {
                    let turned = text.split_once("..").map(|(last, first)| format!("{first}..{last}"));
                    let turned = turned.filter(|turned| turned.parse::<YearRange>().is_ok());
                    let failure = Failure::new("no-years").with("years", text).with("known", years(portfolio));
                    Err(failure.suggesting(turned.as_deref()).into())
                }
            },
            (About::Project, Some(word)) => match find(portfolio, word)? {
                Subject::Project(project) => Ok(Target::Project(project)),
                _ => Err(Failure::new("no-project").with("word", word).into()),
            },
        }
    }

    /// Refuses options of the final report for other documents.
    fn refuse_what_is_for_the_report(&self) -> Result<()> {
        let is_report = self.document.as_deref() == Some(report::FINAL_REPORT);
        let is_json = self.format == Some(Format::Json);
        let options = [
            ("--write", self.write && !is_report),
            ("--status", self.status && !is_report),
            ("--final", self.finished && !is_report),
            ("--status --format json", is_json && !(is_report && self.status)),
        ];
        match options.into_iter().find(|(_, is_refused)| *is_refused) {
            Some((option, _)) => Err(Failure::new("report-only").with("option", option).into()),
            None => Ok(()),
        }
    }

    /// Returns the format asked for, else the one that the output's name tells, else Markdown.
    fn format(&self) -> Result<report::Format> {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        let asked = match self.format {
            None => {
                let Some(ending) = ending else { return Ok(report::Format::Markdown) };
                let of_ending = output_place::of_ending(ending);
                return Ok(of_ending.ok_or_else(|| Failure::new("no-format").with("ending", ending))?);
            }
            Some(Format::Md | Format::Json) => report::Format::Markdown,
            Some(Format::Html) => report::Format::Html,
            Some(Format::Docx) => report::Format::Docx,
        };
        self.output.as_deref().map_or(Ok(()), |path| output_file::check_ending(path, asked))?;
        Ok(asked)
    }

    /// Returns the way from the folder of the output to the portfolio, for links; none on standard output.
    fn way_to(&self, context: &Context, root: &Path) -> String {
        let Some(path) = &self.output else { return String::new() };
        let path = context.folder().join(path);
        let folder = path.parent().unwrap_or(context.folder());
        let way = way(folder, root);
        if way.is_empty() { way } else { report::encoded(&way) + "/" }
    }
}

/// Shows the documents: name, what it is about, whose template makes it, what it is.
fn listed(documents: &[Document], texts: &Texts) -> String {
    let row = |document: &Document| {
        let about = match document.about {
            About::Year => "document.about.year",
            About::Years => "document.about.years",
            About::Project => "document.about.project",
        };
        let origin = match document.origin {
            Origin::BuiltIn => "document.origin.built-in",
            Origin::Overridden => "document.origin.overridden",
            Origin::Portfolio => "document.origin.portfolio",
        };
        let own = document.summary.as_ref().map(|summary| summary.in_language(texts.language()).text);
        let summary = own.or_else(|| texts.find(&format!("document.is.{}", document.name))).unwrap_or_default();
        [&*document.name, texts.get(about), texts.get(origin), summary].map(|cell| stimulab::texts::shown(cell).into())
    };
    let header =
        ["document", "about", "origin", "is"].map(|key| texts.get(&format!("document.column.{key}")).to_owned());
    let rows: Vec<Vec<String>> = documents.iter().map(|document| row(document).to_vec()).collect();
    table::table(&header, &rows, terminal::width())
}

fn years(portfolio: &Portfolio) -> String {
    portfolio.rounds.iter().map(|round| round.year.to_string()).collect::<Vec<_>>().join(", ")
}
