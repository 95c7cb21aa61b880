//! The header of a template, which describes the document.

use super::Text;
use crate::document::{Faults, FromYaml as _, choice, record, yaml};

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
    /// Holds the header: a comment at the start of the template, `{# stimulab … #}`.
    pub struct Header {
        /// What the document is about.
        about: Option<About>,
        /// What it is, in one line.
        summary: Option<Text>,
    }
}

impl Header {
    /// Reads the header of a template. Returns an empty header if there is none, and none if it is invalid.
    #[must_use]
    pub fn of(template: &str) -> Option<Self> {
        let comment = template.trim_start().strip_prefix("{#").map(|rest| rest.trim_start_matches('-').trim_start());
        let Some(rest) = comment.and_then(|rest| rest.strip_prefix("stimulab")) else { return Some(Self::default()) };
        let body = rest.split("#}").next().unwrap_or_default().trim_end_matches('-');
        let mut faults = Faults::default();
        let header = yaml::parse(body, &mut faults).and_then(|root| Self::from_yaml(&root, &mut faults));
        header.filter(|_| faults.into_list().is_empty())
    }
}

/// Returns the name of the document that a template makes; none for names that start with `_`, which are parts of others.
#[must_use]
pub fn document_of(template: &str) -> Option<&str> {
    template.strip_suffix(MARKDOWN).filter(|name| !name.starts_with('_'))
}

/// The folder of a portfolio that holds its templates.
pub const FOLDER: &str = "templates";

/// The prefix of a built-in template's name if the portfolio has a template of the same name.
pub const BUILT_IN: char = '!';

/// The extension of a template that makes a document.
pub const MARKDOWN: &str = ".md.j2";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_or_refused() {
        let read = |text| Header::of(text).map(|header| header.about);
        assert_eq!(read("{# stimulab\nabout: project\n#}\n# {{ x }}"), Some(Some(About::Project)));
        assert_eq!(read("{#- stimulab\nabout: year\nsummary: {nb: a, en: b}\n-#}"), Some(Some(About::Year)));
        assert_eq!(read("# no header"), Some(None));
        assert_eq!(read("{# stimulab\nabout: month\n#}"), None);
    }
}
