//! The documents that templates make: their names, what they are about, and whose template makes them.

use super::{
    fault::{Defect, TemplateFault},
    templates::Templates,
};
use crate::{
    embedded,
    model::{
        About, Header, Text,
        template::{MARKDOWN, document_of},
    },
};

/// Says whether the program or the portfolio has the template of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program has it.
    BuiltIn,
    /// The portfolio replaces the program's.
    Overridden,
    /// The portfolio has it.
    Portfolio,
}

/// Holds a document that can be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name: that of its template without the extension.
    pub name: String,
    /// What it is about.
    pub about: About,
    /// The summary in the portfolio's template, if it has one.
    pub summary: Option<Text>,
    /// Whose template makes it.
    pub origin: Origin,
}

/// The extension of a template that makes a page without Markdown.
const PAGE: &str = ".html.j2";

/// Lists the names of the documents in alphabetical order.
#[must_use]
pub fn names(templates: &Templates) -> Vec<String> {
    let mut names: Vec<String> = embedded::documents().into_iter().map(str::to_owned).collect();
    names.extend(templates.own().filter_map(document_of).map(str::to_owned));
    names.sort();
    names.dedup();
    names
}

/// Lists the documents in alphabetical order.
///
/// # Errors
/// Fails if a template of the portfolio does not say what its document is about.
pub fn documents(templates: &Templates) -> Result<Vec<Document>, TemplateFault> {
    names(templates).iter().map(|name| document(templates, name)).collect()
}

/// Returns the document of a name, from the header of its template.
///
/// # Errors
/// Fails if the header does not say what the document is about.
pub fn document(templates: &Templates, name: &str) -> Result<Document, TemplateFault> {
    let file = format!("{name}{MARKDOWN}");
    let built_in = embedded::template(&file).map(|text| header(text, &file, false)).transpose()?;
    let is_own = templates.is_own(&file);
    let own = if is_own { header(templates.find(&file).unwrap_or_default(), &file, true)? } else { Header::default() };
    let origin = match (&built_in, is_own || templates.is_own(&format!("{name}{PAGE}"))) {
        (None, _) => Origin::Portfolio,
        (Some(_), true) => Origin::Overridden,
        (Some(_), false) => Origin::BuiltIn,
    };
    let about = own.about.or(built_in.and_then(|header| header.about));
    let about = about.ok_or_else(|| TemplateFault::whole(&file, is_own, Defect::NoHeader))?;
    Ok(Document { name: name.to_owned(), about, summary: own.summary, origin })
}

fn header(text: &str, file: &str, is_own: bool) -> Result<Header, TemplateFault> {
    Header::of(text).ok_or_else(|| TemplateFault::whole(file, is_own, Defect::BadHeader))
}

impl Document {
    /// Returns the name of the HTML template, if the document has one.
    ///
    /// The program's HTML template is not used if the portfolio has its own Markdown template.
    #[must_use]
    pub fn html_template(&self, templates: &Templates) -> Option<String> {
        let (page, markdown) = (format!("{}{PAGE}", self.name), self.markdown_template());
        let has_page = templates.is_own(&page) || (!templates.is_own(&markdown) && templates.find(&page).is_some());
        has_page.then_some(page)
    }

    /// Returns the name of the Markdown template.
    #[must_use]
    pub fn markdown_template(&self) -> String {
        format!("{}{MARKDOWN}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_of_the_program_says_what_it_is_about() {
        let documents = documents(&Templates::default()).unwrap();
        assert!(documents.iter().any(|document| document.name == "announcement" && document.about == About::Year));
    }
}
