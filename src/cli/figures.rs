//! The figures of a document in Markdown: files in a folder beside it.

use std::{fs, path::Path};

use anyhow::Result;
use stimulab::{
    output::file,
    report::{FigureFile, Format},
};

use super::{context::Context, failure::Failure};

/// Returns the address of the folder for a document's figures, as the document has it; none for other formats.
pub fn address(format: Format, document: &Path) -> Option<String> {
    let name = name(document).filter(|_| format == Format::Markdown)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let encoded = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    Some(name.bytes().map(encoded).collect())
}

/// Writes the figures that are not there yet as they are now.
pub fn write(context: &Context, document: &Path, figures: &[FigureFile]) -> Result<()> {
    let Some(name) = name(document) else { return Ok(()) };
    for figure in figures {
        let path = document.with_file_name(&name).join(&figure.name);
        let file = context.folder().join(&path);
        if fs::read(&file).is_ok_and(|old| old == figure.svg) {
            continue;
        }
        let shown = path.display().to_string().replace('\\', "/");
        file::write(&file, &figure.svg)
            .map_err(|error| Failure::new("unwritable").with("path", &shown).with("detail", error.to_string()))?;
        context.say("note.written", &[("path", shown)]);
    }
    Ok(())
}

/// Deletes the figures that this program drew earlier, and that a document in Markdown shows no more.
pub fn clear(context: &Context, document: &Path, figures: &[FigureFile], text: &[u8]) -> Result<()> {
    let Some(name) = name(document) else { return Ok(()) };
    let folder = document.with_file_name(&name);
    let Ok(entries) = fs::read_dir(context.folder().join(&folder)) else { return Ok(()) };
    let text = String::from_utf8_lossy(text);
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    for name in names {
        let is_wanted = figures.iter().any(|figure| figure.name == name) || text.contains(&name);
        let file = context.folder().join(&folder).join(&name);
        let is_plain = || fs::symlink_metadata(&file).is_ok_and(|about| about.is_file());
        // What a person put there stays, whatever it is called.
        if is_wanted || !is_plain() || !fs::read(&file).is_ok_and(|old| FigureFile::is_own(&name, &old)) {
            continue;
        }
        let shown = folder.join(&name).display().to_string().replace('\\', "/");
        fs::remove_file(&file)
            .map_err(|error| Failure::new("unwritable").with("path", &shown).with("detail", error.to_string()))?;
        context.say("note.deleted", &[("path", shown)]);
    }
    Ok(())
}

/// Returns the name of the folder: `report.figures` for `report.md`.
fn name(document: &Path) -> Option<String> {
    Some(format!("{}.figures", document.file_stem()?.to_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_lies_beside_the_document() {
        let address = |path: &str| address(Format::Markdown, Path::new(path));
        assert_eq!(address("a/report.nn.md").as_deref(), Some("report.nn.figures"));
        assert_eq!(address("å (1).md").as_deref(), Some("%C3%A5%20%281%29.figures"));
        assert_eq!(super::address(Format::Html, Path::new("a.html")), None);
    }
}
