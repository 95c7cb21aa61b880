//! Word documents from Markdown: real headings, lists, tables, links and pictures, each passage in its own language.

mod address;
mod body;
mod bookmarks;
mod contents;
mod drawing_cost;
mod embedded_pictures;
mod facts;
mod footer;
mod language;
mod limits;
mod list;
mod meta;
mod namespaces;
mod package;
mod paragraph;
mod paragraph_place;
mod picture;
mod properties;
mod raster;
mod run;
mod run_style;
mod table;

use super::{body::Body as Blocks, xml};
use crate::{embedded, texts::Texts};

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
pub fn docx(blocks: &Blocks<'_>, meta: &DocxMeta<'_>, pictures: &Pictures<'_>) -> Result<Vec<u8>, DocxError> {
    let texts = Texts::of(meta.language);
    let written = body::DocxBody::new(blocks, pictures, &texts).write(blocks.root);
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
    Ok(package::package(parts, written.pictures.into_files(), &written.relationships)?)
}

/// Returns the words of a document's first heading, which is its title.
#[must_use]
pub fn title(blocks: &Blocks<'_>) -> Option<String> {
    bookmarks::Bookmarks::of(blocks)
        .headings
        .into_iter()
        .next()
        .map(|heading| heading.words.into_iter().map(|(words, _)| words).collect())
}

#[cfg(test)]
mod tests;

pub use meta::Pictures;

pub use meta::DocxMeta;
