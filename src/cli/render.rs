//! `stimulab render`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Args, ValueEnum};
use stimulab::{
    key,
    load::Nothing,
    number_format::Formats,
    report::{self, Document, Request, Target, Templates, render},
    similar_name::closest,
};

use super::{
    context::Context,
    destination::{self, Destination},
    document_list, document_target,
    failure::Failure,
    figure_files,
    final_report::FinalReport,
    left_out_links,
    open::Opened,
    output_file, personal_numbers,
    portfolio_files::PortfolioFiles,
    relative_path::relative_path,
    template_error, terminal,
    terminal_progress::Work,
};

/// Holds the arguments of `stimulab render`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct RenderCommand {
    #[arg(required_unless_present = "list")]
    document: Option<String>,
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[arg(long, value_name = "FORMAT")]
    format: Option<RenderFormat>,
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[arg(short, long, conflicts_with = "output")]
    write: bool,
    #[arg(long, conflicts_with_all = ["write", "finished", "output"])]
    status: bool,
    #[arg(long = "final")]
    finished: bool,
    #[arg(long, conflicts_with_all = ["target", "format", "output"])]
    list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RenderFormat {
    Md,
    Html,
    Docx,
    Json,
}

impl RenderCommand {
    /// Returns whether the command changes a file of the portfolio.
    pub fn writes_into_portfolio(&self) -> bool {
        self.write
    }

    /// Loads, renders, and writes the document; or lists the documents.
    pub fn run(mut self, context: &Context) -> Result<ExitCode> {
        // A hyphen means standard output.
        self.output = self.output.take().filter(|path| path.as_os_str() != "-");
        let format = self.format()?;
        self.refuse_report_options()?;
        let Opened { source, loaded } = context.open(&Nothing)?;
        let templates = Templates::read(&source);
        let Some(name) = &self.document else { return document_list::print(context, &templates) };
        let document = &find_document(context, &templates, name)?;
        if format == report::Format::Docx && self.output.is_none() && terminal::is_terminal() {
            return Err(Failure::new(key!("failure.terminal")).with("name", name).into());
        }
        context.warn_of_faults(&loaded);
        let portfolio = &loaded.portfolio;
        context.warn_of_unclear_visibility(portfolio);
        let output = self.destination(context, document, source.root())?;
        let base = self.path_to_portfolio(context, source.root());
        let figures = output.as_ref().and_then(|output| output.figure_folder(format));
        let request = Request {
            portfolio,
            source: &source,
            templates: &templates,
            document,
            target: document_target::find(portfolio, document, self.target.as_deref())?,
            format,
            language: context.document_language(portfolio),
            base: &base,
            figures: figures.as_deref(),
            today: context.given_today(),
        };
        if *document.name == *report::FINAL_REPORT {
            return self.run_final_report(context, &source, output.as_ref(), request);
        }
        write_document(context, &source, &request, output.as_ref())
    }

    /// Returns where the document is written; checks that it may be written there.
    fn destination(&self, context: &Context, document: &Document, root: &Path) -> Result<Option<Destination>> {
        let Some(path) = &self.output else { return Ok(None) };
        let output = Destination::of(context, path, root)?;
        // The final report keeps what people wrote, and checks by itself which files it may replace.
        if *document.name != *report::FINAL_REPORT {
            output.require_replaceable()?;
        }
        Ok(Some(output))
    }

    /// Renders the final report, or shows its status.
    fn run_final_report(
        &self,
        context: &Context,
        source: &PortfolioFiles,
        output: Option<&Destination>,
        request: Request<'_>,
    ) -> Result<ExitCode> {
        let Target::Project(project) = request.target else { return write_document(context, source, &request, output) };
        let report = FinalReport { context, source, project, output, is_written: self.write, is_final: self.finished };
        let language = report.language(&request)?;
        // An output in the portfolio's folder is not in the folder of a project.
        let base = if self.output.is_some() && request.base.is_empty() { "./" } else { request.base };
        let request = Request { language, base, ..request };
        if self.status {
            return report.status(&request, self.format == Some(RenderFormat::Json));
        }
        report.render(&request)
    }

    /// Refuses options of the final report for other documents.
    fn refuse_report_options(&self) -> Result<()> {
        let is_report = self.document.as_deref() == Some(report::FINAL_REPORT);
        let is_json = self.format == Some(RenderFormat::Json);
        let options = [
            ("--write", self.write && !is_report),
            ("--status", self.status && !is_report),
            ("--final", self.finished && !is_report),
            ("--status --format json", is_json && !(is_report && self.status)),
        ];
        match options.into_iter().find(|(_, is_refused)| *is_refused) {
            Some((option, _)) => Err(Failure::new(key!("failure.report-only")).with("option", option).into()),
            None => Ok(()),
        }
    }

    /// Returns the format asked for, otherwise the one of the output's ending, otherwise Markdown.
    fn format(&self) -> Result<report::Format> {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        let asked = match self.format {
            None => {
                let Some(ending) = ending else { return Ok(report::Format::Markdown) };
                let format_of_ending = output_file::format_of_ending(ending);
                return Ok(
                    format_of_ending.ok_or_else(|| Failure::new(key!("failure.no-format")).with("ending", ending))?
                );
            }
            Some(RenderFormat::Md | RenderFormat::Json) => report::Format::Markdown,
            Some(RenderFormat::Html) => report::Format::Html,
            Some(RenderFormat::Docx) => report::Format::Docx,
        };
        self.output.as_deref().map_or(Ok(()), |path| destination::check_ending(path, asked))?;
        Ok(asked)
    }

    /// Returns the path from the folder of the output to the portfolio, for links; empty for standard output.
    fn path_to_portfolio(&self, context: &Context, root: &Path) -> String {
        let Some(path) = &self.output else { return String::new() };
        let path = context.folder().join(path);
        let folder = path.parent().unwrap_or(context.folder());
        let relative = relative_path(folder, root);
        if relative.is_empty() { relative } else { report::encoded(&relative) + "/" }
    }
}

fn find_document(context: &Context, templates: &Templates, name: &str) -> Result<Document> {
    let names = report::names(templates);
    if !names.iter().any(|known| known == name) {
        let known = Formats::of(context.texts().language()).and(&names);
        let suggestion = closest(name, names.iter().map(String::as_str));
        let failure = Failure::new(key!("failure.no-document")).with("document", name).with("known", known);
        return Err(failure.suggesting(suggestion).into());
    }
    Ok(report::document(templates, name).map_err(|fault| template_error::failure(context, &fault))?)
}

/// Renders a document, and writes it with its figures.
fn write_document(
    context: &Context,
    source: &PortfolioFiles,
    request: &Request<'_>,
    output: Option<&Destination>,
) -> Result<ExitCode> {
    let progress = context.progress(Work::Rendering);
    let made = render(request).map_err(|error| template_error::refusal(context, &error))?;
    let texts = report::readable_texts(request, &made).map_err(|error| template_error::refusal(context, &error))?;
    drop(progress);
    if let Some(refused) = personal_numbers::refuse(context, source, &texts)? {
        return Ok(refused);
    }
    let links = report::left_out_links(request).map_err(|error| template_error::refusal(context, &error))?;
    left_out_links::tell(context, &links);
    context.warn_of_missing_pictures(&made);
    let Some(output) = output else {
        context.print_document(request.format, &made.document)?;
        return Ok(ExitCode::SUCCESS);
    };
    let file = output.file().filter(|_| request.figures.is_some());
    if let Some(file) = file {
        figure_files::require_replaceable(file, &made.figures)?;
        figure_files::write(context, file, &made.figures)?;
    }
    output.write(made.document.clone())?;
    context.say(key!("note.written"), &[("path", output.shown().to_owned())]);
    if let Some(file) = file {
        figure_files::delete_unused(context, file, &made.figures, &made.document)?;
    }
    Ok(ExitCode::SUCCESS)
}
