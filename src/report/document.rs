//! Documents: what each is called, what it is about, and whose template makes it.

use super::{
    fault::{Defect, TemplateFault},
    templates::Templates,
};
use crate::{
    document::{Faults, choice, record, yaml},
    embedded,
    model::Text,
};

choice! {
    /// Says what a document is about.
    pub enum About {
        /// One year's call.
        Year = "year",
        /// The calls of several years.
        Years = "years",
        /// A project.
        Project = "project",
    }
}

record! {
    /// Holds what a template says of its document in a comment at its start, `{# stimulab … #}`.
    pub struct Header {
        /// What the document is about.
        about: Option<About>,
        /// What it is, in one line.
        summary: Option<Text>,
    }
}

/// Says whose template makes a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program's.
    BuiltIn,
    /// The portfolio's, in the place of the program's.
    Overridden,
    /// The portfolio's.
    Portfolio,
}

/// Holds a document that can be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name: that of its template without the ending.
    pub name: String,
    /// What it is about.
    pub about: About,
    /// What it is, where its template is the portfolio's own and says so.
    pub summary: Option<Text>,
    /// Whose template makes it.
    pub origin: Origin,
}

/// The ending of a template that makes a document.
const ENDING: &str = ".md.j2";
const PAGE: &str = ".html.j2";

/// Lists the names of the documents in order. A template that starts with `_` is a part of others.
#[must_use]
pub fn names(templates: &Templates) -> Vec<String> {
    let mut names: Vec<String> = embedded::documents().into_iter().map(str::to_owned).collect();
    let is_document = |name: &&str| name.ends_with(ENDING) && !name.starts_with('_');
    names.extend(templates.own().filter(is_document).map(|name| name.trim_end_matches(ENDING).to_owned()));
    names.sort();
    names.dedup();
    names
}

/// Lists the documents in order of name.
///
/// # Errors
/// Fails when a template of the portfolio does not say what its document is about.
pub fn documents(templates: &Templates) -> Result<Vec<Document>, TemplateFault> {
    names(templates).iter().map(|name| document(templates, name)).collect()
}

/// Finds what a template says of its document.
///
/// # Errors
/// Fails when it does not say what its document is about.
pub fn document(templates: &Templates, name: &str) -> Result<Document, TemplateFault> {
    let file = format!("{name}{ENDING}");
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

/// Reads the comment at the start of a template.
fn header(text: &str, file: &str, is_own: bool) -> Result<Header, TemplateFault> {
    let comment = text.trim_start().strip_prefix("{#").map(|rest| rest.trim_start_matches('-').trim_start());
    let Some(rest) = comment.and_then(|rest| rest.strip_prefix("stimulab")) else { return Ok(Header::default()) };
    let body = rest.split("#}").next().unwrap_or_default().trim_end_matches('-');
    let mut faults = Faults::default();
    let header = yaml::parse(body, &mut faults).and_then(|root| {
        use crate::document::FromYaml as _;
        Header::from_yaml(&root, &mut faults)
    });
    match header.filter(|_| faults.into_list().is_empty()) {
        Some(header) => Ok(header),
        None => Err(TemplateFault::whole(file, is_own, Defect::BadHeader)),
    }
}

impl Document {
    /// Returns the template of a format: one made for it, else the Markdown template that it follows from.
    ///
    /// A portfolio's Markdown counts for more than a page of the program, which would not show what it changed.
    #[must_use]
    pub(super) fn page(&self, templates: &Templates) -> Option<String> {
        let (page, markdown) = (format!("{}{PAGE}", self.name), self.markdown());
        let has_page = templates.is_own(&page) || (!templates.is_own(&markdown) && templates.find(&page).is_some());
        has_page.then_some(page)
    }

    /// Returns the Markdown template.
    #[must_use]
    pub(super) fn markdown(&self) -> String {
        format!("{}{ENDING}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_or_refused() {
        let read = |text| header(text, "x.md.j2", true).map(|header| header.about);
        assert_eq!(read("{# stimulab\nabout: project\n#}\n# {{ x }}"), Ok(Some(About::Project)));
        assert_eq!(read("{#- stimulab\nabout: year\nsummary: {nb: a, en: b}\n-#}"), Ok(Some(About::Year)));
        assert_eq!(read("# no header"), Ok(None));
        assert!(read("{# stimulab\nabout: month\n#}").is_err());
    }

    #[test]
    fn every_document_of_the_program_says_what_it_is_about() {
        let documents = documents(&Templates::default()).unwrap();
        assert!(documents.iter().any(|document| document.name == "announcement" && document.about == About::Year));
    }
}
