//! Where a document goes: checked before anything is written, and written in one step.
//!
//! Outside portfolios it goes where the user says. In a portfolio it never takes the place of what people wrote: only of a
//! document that the program made and nobody changed, and it is never laid where people's own files belong.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Component, Path, PathBuf, is_separator},
};

use anyhow::Result;
use stimulab::{
    document::parts::{Block, Marker, blocks},
    edit,
    load::{NOTE, SETTINGS, year_of},
    model::ReportFile,
    output::{file::is_open_elsewhere, made},
    report,
    source::{Beneath, Kind, Refused},
};

use super::{
    context::{Context, plain},
    failure::{self, Failure},
};

/// Says where a document goes.
pub enum Destination {
    /// Into a pipe or a device that the user names; nothing is laid beside it.
    Stream {
        /// Its path.
        path: PathBuf,
        /// How its path is shown.
        shown: String,
    },
    /// Into a file.
    File(Place),
}

/// Holds the place of a file that is written.
#[derive(Clone)]
pub struct Place {
    /// The portfolio that it is in, else its folder.
    pub beneath: Beneath,
    /// Its path there.
    pub path: String,
    /// How its path is shown.
    pub shown: String,
    /// Whether it is in a portfolio: the one that is read, or any other.
    pub is_in_portfolio: bool,
}

impl Destination {
    /// Finds the place of an output; refuses a folder, and what lies behind a link in a portfolio.
    pub fn of(context: &Context, output: &Path, root: &Path) -> Result<Self> {
        let shown = output.display().to_string().replace('\\', "/");
        let whole = context.folder().join(output);
        if is_standard_stream(&whole) {
            return Ok(Self::Stream { path: whole, shown });
        }
        let is_folder = || Failure::new("is-folder").with("path", &shown);
        let (at, portfolio) = followed(&whole, Some(root)).ok_or_else(|| failure::refused(&shown, &Refused::Link))?;
        if at.is_dir() || output.to_string_lossy().ends_with(is_separator) {
            return Err(is_folder().into());
        }
        let is_stream = || fs::metadata(&at).is_ok_and(|about| !about.is_file());
        if portfolio.is_none() && is_stream() {
            return Ok(Self::Stream { path: at, shown });
        }
        let is_in_portfolio = portfolio.is_some();
        let folder = portfolio.or_else(|| at.parent().map(Path::to_path_buf)).ok_or_else(is_folder)?;
        let inside = at.strip_prefix(&folder).unwrap_or(&at);
        let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
        let path = parts.ok_or_else(|| Failure::new("bad-name").with("path", &shown))?.join("/");
        Ok(Self::File(Place { beneath: Beneath::new(folder), path, shown, is_in_portfolio }))
    }

    /// Returns the file that is written; none where it is a pipe or a device.
    pub fn file(&self) -> Option<&Place> {
        match self {
            Self::Stream { .. } => None,
            Self::File(place) => Some(place),
        }
    }

    /// Returns how its path is shown.
    pub fn shown(&self) -> &str {
        match self {
            Self::Stream { shown, .. } => shown,
            Self::File(place) => &place.shown,
        }
    }

    /// Refuses to put a document where people's files are.
    pub fn demand_free(&self) -> Result<()> {
        self.file().map_or(Ok(()), |place| place.demand_free(&made::is_made))
    }

    /// Writes a document.
    pub fn write(&self, document: Vec<u8>) -> Result<()> {
        match self {
            Self::Stream { path, shown } => {
                // What is added to cannot be cut by mistake.
                let opened = OpenOptions::new().append(true).open(path);
                let written = opened.and_then(|mut stream| stream.write_all(&document));
                Ok(written.map_err(|error| failure::refused(shown, &error.into()))?)
            }
            Self::File(place) if place.is_in_portfolio => place.write(&made::marked(document)),
            Self::File(place) => place.write(&document),
        }
    }
}

impl Place {
    /// Reads what is there; nothing where there is none.
    pub fn read(&self) -> Result<Option<Vec<u8>>> {
        match self.kind()? {
            None => Ok(None),
            Some(_) => {
                Ok(Some(self.beneath.read(&self.path).map_err(|refused| failure::refused(&self.shown, &refused))?))
            }
        }
    }

    /// Writes it as a whole.
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
                Failure::new("open-elsewhere").with("path", &self.shown).into()
            }
            _ => failure::unwritten(&self.shown, &error).into(),
        })
    }

    /// Returns the place of a file in a folder beside it.
    pub fn beside(&self, folder: &str, name: &str) -> Self {
        let below = |path: &str| match path.rsplit_once('/') {
            Some((around, _)) => format!("{around}/{folder}/{name}"),
            None => format!("{folder}/{name}"),
        };
        Self { path: below(&self.path), shown: below(&self.shown), ..self.clone() }
    }

    /// Returns whether it is the file of a project's report, around whose text it is made anew.
    pub fn is_report_of(&self, project: &str) -> bool {
        let name = self.path.strip_prefix(project).and_then(|rest| rest.strip_prefix('/'));
        let name = name.and_then(|rest| rest.strip_prefix(ReportFile::FOLDER)).and_then(|rest| rest.strip_prefix('/'));
        name.is_some_and(ReportFile::is_named)
    }

    /// Refuses to put a report that people write in where other files of theirs are.
    pub fn demand_report(&self, project: &str) -> Result<()> {
        if self.is_in_portfolio && self.is_report_of(project) {
            return Ok(());
        }
        self.demand_free(&is_report)
    }

    /// Returns whether a report that people write in is there.
    pub fn holds_report(&self) -> bool {
        self.beneath.read(&self.path).is_ok_and(|file| is_report(&file))
    }

    /// Refuses a place in a portfolio that is people's, or holds what is not as the program made it.
    fn demand_free(&self, is_own: &dyn Fn(&[u8]) -> bool) -> Result<()> {
        if !self.is_in_portfolio {
            return Ok(());
        }
        let is_there = self.kind()?.is_some();
        let failure = match (is_open_to_documents(&self.path), is_there) {
            (true, false) => return Ok(()),
            (true, true) if self.read()?.is_some_and(|file| is_own(&file)) => return Ok(()),
            (true, true) => Failure::new("not-made"),
            (false, true) => Failure::new("own-data"),
            (false, false) => Failure::new("own-place"),
        };
        Err(failure.with("path", &self.shown).into())
    }

    fn kind(&self) -> Result<Option<Kind>> {
        let kind = self.beneath.kind(&self.path).and_then(|kind| match kind {
            Some(Kind::Link) => Err(Refused::Link),
            Some(Kind::Special) => Err(Refused::Special),
            kind => Ok(kind),
        });
        Ok(kind.map_err(|refused| failure::refused(&self.shown, &refused))?)
    }
}

/// Returns whether a text is a report that people write in, by the mark at its top.
fn is_report(file: &[u8]) -> bool {
    let is_mark = |block: &Block<'_>| matches!(block, Block::Alone(Marker::Document { .. }, _));
    std::str::from_utf8(file).is_ok_and(|text| blocks(text).iter().any(is_mark))
}

/// Follows a path as the system does, until it comes into a portfolio; returns where it leads and that portfolio. None where
/// a link stands in the way there.
pub fn followed(path: &Path, root: Option<&Path>) -> Option<(PathBuf, Option<PathBuf>)> {
    let root = root.map(plain);
    let is_portfolio = |folder: &Path| {
        root.as_ref().is_some_and(|root| folder == root || is_same(folder, root))
            || fs::symlink_metadata(folder.join(SETTINGS)).is_ok_and(|about| !about.is_dir())
    };
    let (mut at, mut portfolio) = (PathBuf::new(), None::<PathBuf>);
    for part in path.components() {
        match part {
            Component::Prefix(_) | Component::RootDir => at.push(part),
            Component::CurDir => continue,
            Component::ParentDir => {
                at.pop();
                portfolio = portfolio.filter(|portfolio| at.starts_with(portfolio));
            }
            Component::Normal(name) => {
                let next = at.join(name);
                let is_link = || fs::symlink_metadata(&next).is_ok_and(|about| about.file_type().is_symlink());
                if portfolio.is_some() && is_link() {
                    return None;
                }
                // In the letters that it has on the disk.
                at = next.canonicalize().unwrap_or(next);
            }
        }
        if portfolio.is_none() {
            // A link may lead right into the middle of one.
            portfolio = at.ancestors().filter(|folder| is_portfolio(folder)).last().map(Path::to_path_buf);
        }
    }
    Some((at, portfolio))
}

/// Returns whether two paths lead to the same folder, such as one that is mounted in two places.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| fs::metadata(path).map(|about| (about.dev(), about.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    // Their paths without detours are the same there.
    false
}

/// Returns whether a path stands for what the program itself writes into, whatever that is.
fn is_standard_stream(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr"];
    cfg!(unix)
        && (names.iter().any(|name| path == Path::new(name))
            || path.starts_with("/dev/fd")
            || path.starts_with("/proc/self/fd"))
}

/// Returns whether a document may be laid by a path of a portfolio: not where people's files belong, whether they are there
/// yet or not.
fn is_open_to_documents(path: &str) -> bool {
    let path = path.to_lowercase();
    let parts: Vec<&str> = path.split('/').collect();
    let Some((name, folders)) = parts.split_last() else { return false };
    let topic = name.split('.').next().unwrap_or_default();
    let is_document = name.rsplit_once('.').is_some_and(|(_, ending)| of_ending(ending).is_some());
    let is_free = match folders {
        [] => !["about", "readme", "license", "licence"].contains(&topic),
        [first, ..] if ["templates", "processes", "schema"].contains(first) => false,
        [year] if year_of(year).is_some() => !["lede", "highlights", "readme"].contains(&topic),
        // A project's folder, or what would look like one.
        [year, ..] if year_of(year).is_some() => false,
        _ => true,
    };
    is_document && is_free && !name.ends_with(NOTE) && !parts.iter().any(|part| part.starts_with('.'))
}

/// Refuses a format that the output's name contradicts.
pub fn check_ending(path: &Path, format: report::Format) -> Result<()> {
    let named =
        path.extension().and_then(|ending| ending.to_str()).filter(|ending| *ending != "txt").and_then(of_ending);
    match named {
        Some(named) if named != format => {
            let shown = path.display().to_string().replace('\\', "/");
            let name = match format {
                report::Format::Markdown => "md",
                report::Format::Html => "html",
                report::Format::Docx => "docx",
            };
            Err(Failure::new("other-ending").with("path", shown).with("format", name).into())
        }
        _ => Ok(()),
    }
}

/// Returns the format that an ending tells, in capitals or not.
pub fn of_ending(ending: &str) -> Option<report::Format> {
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
    fn endings_tell_formats() {
        assert_eq!(of_ending("HTML"), Some(report::Format::Html));
        assert_eq!(of_ending("odt"), None);
        assert!(check_ending(Path::new("a.docx"), report::Format::Html).is_err());
        assert!(check_ending(Path::new("a.txt"), report::Format::Html).is_ok());
        assert!(check_ending(Path::new("a"), report::Format::Html).is_ok());
    }

    #[test]
    fn documents_are_not_laid_where_people_write() {
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

    #[test]
    fn a_path_is_followed_up_to_a_portfolio() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("one/2019/a")).unwrap();
        fs::create_dir_all(at("other")).unwrap();
        fs::write(at("other/stimulab.yaml"), "").unwrap();
        let found = |path: &str| followed(&at(path), Some(&at("one")));
        assert_eq!(found("x.md"), Some((real.join("x.md"), None)));
        assert_eq!(found("one/x.md"), Some((real.join("one/x.md"), Some(real.join("one")))));
        assert_eq!(found("one/2019/../../x.md"), Some((real.join("x.md"), None)));
        assert_eq!(found("other/ut/x.md"), Some((real.join("other/ut/x.md"), Some(real.join("other")))));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("one/2019"), at("year")).unwrap();
            std::os::unix::fs::symlink(folder.path(), at("one/2019/up")).unwrap();
            assert_eq!(found("year/x.md"), Some((real.join("one/2019/x.md"), Some(real.join("one")))));
            assert_eq!(found("one/2019/up/x.md"), None);
        }
    }
}
