//! Word documents from Markdown: real headings, lists, tables, links and pictures, each passage in its own language.

mod address;
mod anchors;
mod body;
mod contents;
mod effort;
mod facts;
mod footer;
mod language;
mod list;
mod package;
mod paragraph;
mod picture;
mod properties;
mod raster;
mod run;
mod table;

use super::{body::Body as Blocks, xml};
use crate::{embedded, language::Language, texts::Texts};

/// Names the vocabularies of the parts with text.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main"),
];

/// Holds what is known of a document besides its text.
#[derive(Debug, Clone, Copy)]
pub struct Meta<'a> {
    /// The title, for the properties and the foot of the pages.
    pub title: &'a str,
    /// The language of what is not marked otherwise.
    pub language: Language,
    /// Who stands behind the document.
    pub author: &'a str,
}

/// Finds the bytes of a picture by its address in the Markdown.
pub type Pictures<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// Says why a Word document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be packed: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

/// Makes a Word document of a document's blocks.
///
/// Passages in another language stand in `<div lang="nn">` or `<span lang="nn">`. Other raw HTML is shown as the text it
/// is. Links lead to places in the document or to the web; others become words. A list of nothing but links to headings
/// becomes the contents.
///
/// # Errors
/// Fails when the document is too large for the file format.
pub fn docx(blocks: &Blocks<'_>, meta: &Meta<'_>, pictures: &Pictures<'_>) -> Result<Vec<u8>, DocxError> {
    let texts = Texts::of(meta.language);
    let written = body::Body::new(blocks, pictures, &texts).write(blocks.root);
    let tag = crate::document::html_marks::tag(meta.language.code()).unwrap_or_default();
    let fixed = |name: &str| {
        let part = embedded::template(&format!("docx/{name}")).unwrap_or_default();
        part.replace("{language}", &tag).into_bytes()
    };
    let parts = vec![
        ("word/document.xml", written.document),
        ("word/styles.xml", fixed("styles.xml")),
        ("word/settings.xml", fixed("settings.xml")),
        ("word/theme.xml", fixed("theme.xml")),
        ("word/numbering.xml", written.lists.xml()),
        ("word/footer.xml", footer::footer(meta, texts.get("docx.page"))),
        ("docProps/core.xml", properties::core(meta)),
        ("docProps/app.xml", properties::extended()),
    ];
    Ok(package::package(parts, written.pictures.into_files(), &written.relations)?)
}

/// Returns the words of a document's first heading, which is its title.
#[must_use]
pub fn title(blocks: &Blocks<'_>) -> Option<String> {
    anchors::Anchors::of(blocks)
        .headings
        .into_iter()
        .next()
        .map(|heading| heading.words.into_iter().map(|(words, _)| words).collect())
}

#[cfg(test)]
mod tests;
