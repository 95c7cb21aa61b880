//! The destination of a document: checked first, and then written in one step.
//!
//! Outside portfolios, any file can be written. In a portfolio, a document replaces only a document that the program made
//! and nobody changed, and it is not written to places for people's own files.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Component, Path, PathBuf, is_separator},
};

use anyhow::Result;
use stimulab::{
    key,
    load::SETTINGS,
    output::generated_mark,
    report,
    source::{ConfinedFolder, Refused},
};

use super::{
    context::Context,
    failure::{self, Failure},
    figure_files,
    output_file::{OutputFile, format_of_ending},
    relative_path::resolved,
};

/// The destination of a document.
pub enum Destination {
    /// A pipe or a device; figures cannot be written next to it.
    Stream {
        /// Its path.
        path: PathBuf,
        /// The path for messages.
        shown: String,
    },
    /// A file.
    File(OutputFile),
}

impl Destination {
    /// Finds the destination of an output path; refuses folders, and paths behind links in a portfolio.
    pub fn of(context: &Context, output: &Path, root: &Path) -> Result<Self> {
        let shown = output.display().to_string().replace('\\', "/");
        let whole = context.folder().join(output);
        if is_standard_stream(&whole) {
            return Ok(Self::Stream { path: whole, shown });
        }
        let is_folder = || Failure::new(key!("failure.is-folder")).with("path", &shown);
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
        let path = parts.ok_or_else(|| Failure::new(key!("failure.bad-name")).with("path", &shown))?.join("/");
        Ok(Self::File(OutputFile { beneath: ConfinedFolder::new(folder), path, shown, is_in_portfolio }))
    }

    /// Returns the file; none for a pipe or a device.
    pub fn file(&self) -> Option<&OutputFile> {
        match self {
            Self::Stream { .. } => None,
            Self::File(place) => Some(place),
        }
    }

    /// Returns the address of the folder for the figures of a document in Markdown; none for other formats and streams.
    pub fn figure_folder(&self, format: report::Format) -> Option<String> {
        figure_files::folder_address(format, &self.file()?.path)
    }

    /// Returns the path for messages.
    pub fn shown(&self) -> &str {
        match self {
            Self::Stream { shown, .. } => shown,
            Self::File(place) => &place.shown,
        }
    }

    /// Requires that the document does not replace files of people.
    pub fn require_replaceable(&self) -> Result<()> {
        self.file().map_or(Ok(()), OutputFile::require_document_place)
    }

    /// Writes a document.
    pub fn write(&self, document: Vec<u8>) -> Result<()> {
        match self {
            Self::Stream { path, shown } => {
                // Appending never truncates a file by mistake.
                let opened = OpenOptions::new().append(true).open(path);
                let written = opened.and_then(|mut stream| stream.write_all(&document));
                Ok(written.map_err(|error| failure::refused(shown, &error.into()))?)
            }
            Self::File(place) if place.is_in_portfolio => place.write(&generated_mark::marked(document)),
            Self::File(place) => place.write(&document),
        }
    }
}

/// Follows a path as the system does, until it enters a portfolio; returns the path and that portfolio.
///
/// Returns none if there is a link inside the portfolio.
pub fn followed(path: &Path, root: Option<&Path>) -> Option<(PathBuf, Option<PathBuf>)> {
    let root = root.map(resolved);
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
                // The name as it is on the disk.
                at = next.canonicalize().unwrap_or(next);
            }
        }
        if portfolio.is_none() {
            // A link may lead into the middle of a portfolio.
            portfolio = at.ancestors().filter(|folder| is_portfolio(folder)).last().map(Path::to_path_buf);
        }
    }
    Some((at, portfolio))
}

/// Returns whether two paths are the same folder, for example one that is mounted twice.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| fs::metadata(path).map(|about| (about.dev(), about.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(not(unix))]
fn is_same(_: &Path, _: &Path) -> bool {
    // Here, the resolved paths of the same folder are equal.
    false
}

/// Returns whether a path is a standard stream of the program.
fn is_standard_stream(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr"];
    cfg!(unix)
        && (names.iter().any(|name| path == Path::new(name))
            || path.starts_with("/dev/fd")
            || path.starts_with("/proc/self/fd"))
}

/// Requires that the ending of a file matches the format.
pub fn check_ending(path: &Path, format: report::Format) -> Result<()> {
    let named = path
        .extension()
        .and_then(|ending| ending.to_str())
        .filter(|ending| *ending != "txt")
        .and_then(format_of_ending);
    match named {
        Some(named) if named != format => {
            let shown = path.display().to_string().replace('\\', "/");
            let name = match format {
                report::Format::Markdown => "md",
                report::Format::Html => "html",
                report::Format::Docx => "docx",
            };
            Err(Failure::new(key!("failure.other-ending")).with("path", shown).with("format", name).into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_formats() {
        assert_eq!(format_of_ending("HTML"), Some(report::Format::Html));
        assert_eq!(format_of_ending("odt"), None);
        assert!(check_ending(Path::new("a.docx"), report::Format::Html).is_err());
        assert!(check_ending(Path::new("a.txt"), report::Format::Html).is_ok());
        assert!(check_ending(Path::new("a"), report::Format::Html).is_ok());
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
