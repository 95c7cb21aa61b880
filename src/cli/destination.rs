//! Where a document goes: checked before anything is written.

use std::{
    fs,
    path::{Path, is_separator},
};

use anyhow::Result;
use stimulab::{load::is_note, model::Portfolio, report};

use super::{
    context::{Context, plain},
    failure::Failure,
};

/// Refuses an output that is a folder, or that belongs to the portfolio itself.
pub fn check(context: &Context, path: &Path, root: &Path, portfolio: &Portfolio) -> Result<()> {
    let shown = path.display().to_string().replace('\\', "/");
    let file = context.folder().join(path);
    if file.is_dir() || path.to_string_lossy().ends_with(is_separator) {
        return Err(Failure::new("is-folder").with("path", shown).into());
    }
    // By whatever way it is named: through a link, or with `..` in it.
    let inside = plain(&file).strip_prefix(plain(root)).map(Path::to_path_buf);
    if file.is_file() && inside.is_ok_and(|inside| is_of_portfolio(&inside, portfolio)) {
        return Err(Failure::new("own-data").with("path", shown).into());
    }
    Ok(())
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

/// Returns whether a path is that of a pipe or a device: it is written into, and nothing is laid beside it.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Returns whether people wrote a file of the portfolio: facts, prose, notes, pictures, templates.
fn is_of_portfolio(inside: &Path, portfolio: &Portfolio) -> bool {
    let path = inside.to_string_lossy().replace('\\', "/");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let is_data = inside.extension().is_some_and(|ending| ["yaml", "yml", "j2"].iter().any(|known| ending == *known));
    let is_text = |topics: &[&str]| topics.iter().any(|topic| name.split('.').next() == Some(topic));
    let is_prose = match portfolio.projects.iter().find(|project| &*project.id == folder) {
        Some(project) => project.prose.iter().any(|prose| prose.file_name() == name),
        None if folder.is_empty() => is_text(&["about", "README", "LICENSE"]),
        None => is_text(&["lede", "highlights"]) || is_picture(folder, name, portfolio),
    };
    is_data || is_note(name) || is_prose
}

/// Returns whether a file is the picture of a year.
fn is_picture(folder: &str, name: &str, portfolio: &Portfolio) -> bool {
    let round = portfolio.rounds.iter().find(|round| round.year.to_string() == folder);
    let file = round.and_then(|round| round.image.as_ref()).and_then(|image| image.file.as_ref());
    file.is_some_and(|file| &*file.value == name)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

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
    fn what_people_wrote_is_the_portfolios() {
        let portfolio = Portfolio::default();
        let is_own = |path: &str| is_of_portfolio(&PathBuf::from(path), &portfolio);
        for path in ["stimulab.yaml", "2019/a/results.yaml", "about.nn.md", "2019/lede.md", "2019/a/x.internal.md"] {
            assert!(is_own(path), "{path}");
        }
        for path in ["2019/announcement.md", "overview.html", "2019/a/report/report.md"] {
            assert!(!is_own(path), "{path}");
        }
    }
}
