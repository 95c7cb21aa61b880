//! `stimulab render --list`: the documents that can be rendered.

use std::process::ExitCode;

use anyhow::Result;
use stimulab::{
    key,
    model::About,
    output::table,
    report::{Document, Origin, Templates, documents},
    texts::Texts,
};

use super::{context::Context, template_error, terminal};

/// Prints the documents.
pub fn print(context: &Context, templates: &Templates) -> Result<ExitCode> {
    let documents = documents(templates).map_err(|fault| template_error::failure(context, &fault))?;
    context.print(&document_table(&documents, &context.texts()))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns a table of the documents: name, subject, origin of the template, and summary.
fn document_table(documents: &[Document], texts: &Texts) -> String {
    let header =
        ["document", "about", "origin", "is"].map(|key| texts.named(&format!("document.column.{key}")).to_owned());
    let rows: Vec<Vec<String>> = documents.iter().map(|document| row(document, texts).to_vec()).collect();
    table::table(&header, &rows, terminal::width())
}

fn row(document: &Document, texts: &Texts) -> [String; 4] {
    let about = match document.about {
        About::Year => key!("document.about.year"),
        About::Years => key!("document.about.years"),
        About::Project => key!("document.about.project"),
    };
    let origin = match document.origin {
        Origin::BuiltIn => key!("document.origin.built-in"),
        Origin::Overridden => key!("document.origin.overridden"),
        Origin::Portfolio => key!("document.origin.portfolio"),
    };
    let own = document.summary.as_ref().map(|summary| summary.in_language(texts.language()).text);
    let summary = own.or_else(|| texts.find(&format!("document.is.{}", document.name))).unwrap_or_default();
    [&*document.name, texts.get(about), texts.get(origin), summary].map(|cell| stimulab::texts::shown(cell).into())
}
