//! A file that a document is written to, and whether it may be replaced.

use std::{fs, io::ErrorKind};

use anyhow::Result;
use stimulab::{
    document::parts::{Block, Marker, blocks},
    edit, key,
    load::{NOTE, year_of},
    model::ReportFile,
    output::{generated_mark, open_file::is_open_elsewhere},
    report,
    source::{ConfinedFolder, FileKind, Refused},
};

use super::failure::{self, Failure};

/// Holds the place of a file to write.
#[derive(Clone)]
pub struct OutputFile {
    /// The portfolio that contains it, otherwise its folder.
    pub beneath: ConfinedFolder,
    /// Its path in that folder.
    pub path: String,
    /// Its path for messages.
    pub shown: String,
    /// Whether it is in a portfolio: the loaded one, or another.
    pub is_in_portfolio: bool,
}

impl OutputFile {
    /// Reads the file; none if there is no file.
    pub fn read(&self) -> Result<Option<Vec<u8>>> {
        match self.kind()? {
            None => Ok(None),
            Some(_) => {
                Ok(Some(self.beneath.read(&self.path).map_err(|refused| failure::refused(&self.shown, &refused))?))
            }
        }
    }

    /// Writes the whole file.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        if !self.is_in_portfolio {
            let made = fs::create_dir_all(self.beneath.root()).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
                _ => error,
            });
            made.map_err(|error| failure::system(&self.shown, &error))?;
        }
        edit::write(&self.beneath, &self.path, bytes).map_err(|error| match &error {
            edit::ReplaceError::Refused(Refused::Io(system))
                if is_open_elsewhere(&self.beneath.root().join(&self.path), system) =>
            {
                Failure::new(key!("failure.open-elsewhere")).with("path", &self.shown).into()
            }
            _ => failure::unwritten(&self.shown, &error).into(),
        })
    }

    /// Returns a file in another folder in the same place.
    pub fn in_folder(&self, folder: &str, name: &str) -> Self {
        let below = |path: &str| match path.rsplit_once('/') {
            Some((around, _)) => format!("{around}/{folder}/{name}"),
            None => format!("{folder}/{name}"),
        };
        Self { path: below(&self.path), shown: below(&self.shown), ..self.clone() }
    }

    /// Returns whether it is the file of a project's final report.
    pub fn is_report_of(&self, project: &str) -> bool {
        let name = self.path.strip_prefix(project).and_then(|rest| rest.strip_prefix('/'));
        let name = name.and_then(|rest| rest.strip_prefix(ReportFile::FOLDER)).and_then(|rest| rest.strip_prefix('/'));
        name.is_some_and(ReportFile::is_named)
    }

    /// Requires that a draft of the final report does not replace other files of people.
    pub fn require_report_place(&self, project: &str) -> Result<()> {
        if self.is_in_portfolio && self.is_report_of(project) {
            return Ok(());
        }
        self.require_replaceable(&is_report)
    }

    /// Returns whether the file is a draft of a final report.
    pub fn holds_report(&self) -> bool {
        self.beneath.read(&self.path).is_ok_and(|file| is_report(&file))
    }

    /// Requires that a document does not replace files of people.
    pub fn require_document_place(&self) -> Result<()> {
        self.require_replaceable(&generated_mark::is_generated)
    }

    /// Requires, in a portfolio, a place for documents without a file that is not the program's own.
    fn require_replaceable(&self, is_own: &dyn Fn(&[u8]) -> bool) -> Result<()> {
        if !self.is_in_portfolio {
            return Ok(());
        }
        let is_there = self.kind()?.is_some();
        if !is_there {
            failure::require_portable(&self.path)?;
        }
        let failure = match (is_open_to_documents(&self.path), is_there) {
            (true, false) => return Ok(()),
            (true, true) if self.read()?.is_some_and(|file| is_own(&file)) => return Ok(()),
            (true, true) => Failure::new(key!("failure.not-made")),
            (false, true) => Failure::new(key!("failure.own-data")),
            (false, false) => Failure::new(key!("failure.own-place")),
        };
        Err(failure.with("path", &self.shown).into())
    }

    fn kind(&self) -> Result<Option<FileKind>> {
        let kind = self.beneath.kind(&self.path).and_then(|kind| match kind {
            Some(FileKind::Link) => Err(Refused::Link),
            Some(FileKind::Special) => Err(Refused::Special),
            kind => Ok(kind),
        });
        Ok(kind.map_err(|refused| failure::refused(&self.shown, &refused))?)
    }
}

/// Returns whether a file is a draft of a final report, by its first marker.
fn is_report(file: &[u8]) -> bool {
    let is_mark = |block: &Block<'_>| matches!(block, Block::Alone(Marker::Document { .. }, _));
    std::str::from_utf8(file).is_ok_and(|text| blocks(text).iter().any(is_mark))
}

/// Returns whether a document may have this path in a portfolio; paths for people's files are refused even if free.
fn is_open_to_documents(path: &str) -> bool {
    let path = path.to_lowercase();
    let parts: Vec<&str> = path.split('/').collect();
    let Some((name, folders)) = parts.split_last() else { return false };
    let topic = name.split('.').next().unwrap_or_default();
    let is_document = name.rsplit_once('.').is_some_and(|(_, ending)| format_of_ending(ending).is_some());
    let is_free = match folders {
        [] => !["about", "readme", "license", "licence"].contains(&topic),
        [first, ..] if ["templates", "processes", "schema"].contains(first) => false,
        [year] if year_of(year).is_some() => !["lede", "highlights", "readme"].contains(&topic),
        // The folder of a project, or a folder that would look like one.
        [year, ..] if year_of(year).is_some() => false,
        _ => true,
    };
    is_document && is_free && !name.ends_with(NOTE) && !parts.iter().any(|part| part.starts_with('.'))
}

/// Returns the format of an ending, in upper or lower case.
pub fn format_of_ending(ending: &str) -> Option<report::Format> {
    match &*ending.to_ascii_lowercase() {
        "html" | "htm" => Some(report::Format::Html),
        "docx" => Some(report::Format::Docx),
        "md" | "markdown" | "txt" => Some(report::Format::Markdown),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_not_written_where_people_write() {
        for path in [
            "stimulab.yaml",
            "2019/a/results.yaml",
            "about.nn.md",
            "About.md",
            "2019/lede.md",
            "2019/HIGHLIGHTS.md",
            "2019/x.internal.md",
            "2019/a/report/report.md",
            "2019/a/documents/x.html",
            "2019/new/x.html",
            "templates/x.md",
            "Schema/x.html",
            "README.md",
            ".github/x.md",
            "ut/.x.md",
            "2019/kickoff.svg",
            "x",
        ] {
            assert!(!is_open_to_documents(path), "{path}");
        }
        for path in ["2019/announcement.md", "overview.html", "ut/side.docx", "ut/2019/side.HTML", "notat.md"] {
            assert!(is_open_to_documents(path), "{path}");
        }
    }
}
