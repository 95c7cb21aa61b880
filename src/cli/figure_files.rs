//! The figures of a document in Markdown: files in a folder next to the document.

use std::path::Path;

use anyhow::Result;
use stimulab::{
    document::link_target::encoded,
    key,
    report::{FigureFile, Format},
    source::FileKind,
};

use super::{
    context::Context,
    failure::{self, Failure},
    output_file::OutputFile,
};

/// Returns the address, in the document, of the folder for its figures; none for other formats than Markdown.
pub fn folder_address(format: Format, document: &str) -> Option<String> {
    let name = folder_name(document).filter(|_| format == Format::Markdown)?;
    Some(encoded(&name))
}

/// Requires that the figures replace no files of other programs.
pub fn require_replaceable(document: &OutputFile, figures: &[FigureFile]) -> Result<()> {
    let Some(folder) = folder_name(&document.path) else { return Ok(()) };
    for figure in figures {
        let place = document.in_folder(&folder, &figure.name);
        if place.read()?.is_some_and(|old| old != figure.svg && !FigureFile::is_own(&figure.name, &old)) {
            return Err(Failure::new(key!("failure.not-made")).with("path", place.shown).into());
        }
    }
    Ok(())
}

/// Writes the figures that are new or changed.
pub fn write(context: &Context, document: &OutputFile, figures: &[FigureFile]) -> Result<()> {
    let Some(folder) = folder_name(&document.path) else { return Ok(()) };
    for figure in figures {
        let place = document.in_folder(&folder, &figure.name);
        if place.read()?.is_some_and(|old| old == figure.svg) {
            continue;
        }
        place.write(&figure.svg)?;
        context.say(key!("note.written"), &[("path", place.shown)]);
    }
    Ok(())
}

/// Deletes figures that this program wrote earlier and the document no longer shows.
pub fn delete_unused(context: &Context, document: &OutputFile, figures: &[FigureFile], text: &[u8]) -> Result<()> {
    let Some(folder) = folder_name(&document.path) else { return Ok(()) };
    let around = document.in_folder(&folder, "");
    // Without the folder, there are no figures.
    let Ok(entries) = document.beneath.list(around.path.trim_end_matches('/')) else { return Ok(()) };
    let text = String::from_utf8_lossy(text);
    let files = entries.into_iter().filter(|(_, kind)| *kind == FileKind::File);
    let mut names: Vec<String> = files.filter_map(|(name, _)| name.into_string().ok()).collect();
    names.sort_unstable();
    for name in names {
        let is_wanted = figures.iter().any(|figure| figure.name == name) || text.contains(&name);
        let place = document.in_folder(&folder, &name);
        // Files that the program did not write stay.
        if is_wanted || !place.beneath.read(&place.path).is_ok_and(|old| FigureFile::is_own(&name, &old)) {
            continue;
        }
        place.beneath.remove_file(&place.path).map_err(|refused| failure::refused(&place.shown, &refused))?;
        context.say(key!("note.deleted"), &[("path", place.shown)]);
    }
    Ok(())
}

/// Returns the name of the folder: `report.figures` for `report.md`.
fn folder_name(document: &str) -> Option<String> {
    Some(format!("{}.figures", Path::new(document).file_stem()?.to_str()?))
}

#[cfg(test)]
mod tests {
    use stimulab::source::ConfinedFolder;

    use super::*;

    #[test]
    fn the_folder_is_next_to_the_document() {
        let place = |path: &str| OutputFile {
            beneath: ConfinedFolder::new("."),
            path: path.into(),
            shown: format!("x/{path}"),
            is_in_portfolio: false,
        };
        let address = |path: &str| folder_address(Format::Markdown, path);
        assert_eq!(address("a/report.nn.md").as_deref(), Some("report.nn.figures"));
        assert_eq!(address("å (1).md").as_deref(), Some("%C3%A5%20%281%29.figures"));
        assert_eq!(super::folder_address(Format::Html, "a.html"), None);
        let file = place("a/b.md").in_folder("b.figures", "c.svg");
        assert_eq!((&*file.path, &*file.shown), ("a/b.figures/c.svg", "x/a/b.figures/c.svg"));
    }
}
