//! The Word document as a whole.

use std::collections::BTreeSet;

use super::{
    body,
    bookmarks::Bookmarks,
    footer,
    meta::{DocxMeta, Pictures},
    notes, package, properties,
};
use crate::{document::html_marks::tag, embedded, key, report::body::Body as Blocks, texts::Texts};

/// Says why a Word document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be packed: {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

/// Holds a Word document, and what is not shown in it.
pub struct WordDocument {
    /// The file.
    pub file: Vec<u8>,
    /// The addresses of the pictures that were found and cannot be shown.
    pub unshown: Vec<String>,
    /// The letters that drawings lack where they are shown as dots.
    pub lost_letters: BTreeSet<char>,
}

/// Makes a Word document from a document's blocks.
///
/// Passages in another language are in `<div lang="nn">` or `<span lang="nn">`; other raw HTML is shown as text. Links lead to
/// places in the document or to the web; other links become words. A list with only links to headings becomes the contents.
///
/// # Errors
/// Fails if the document is too large for the file format.
pub fn docx(blocks: &Blocks<'_>, meta: &DocxMeta<'_>, pictures: &Pictures<'_>) -> Result<WordDocument, DocxError> {
    let texts = Texts::of(meta.language);
    notes::without_nested_references(blocks.arena, blocks.root);
    let written = body::DocxBody::new(blocks, pictures, &texts).write(blocks.root);
    let language = tag(meta.language.code()).unwrap_or_default();
    let fixed = |name: &str| {
        let part = embedded::template(&format!("docx/{name}")).unwrap_or_default();
        part.replace("{language}", &language).into_bytes()
    };
    let mut parts = vec![
        ("word/document.xml", written.document),
        ("word/styles.xml", fixed("styles.xml")),
        ("word/settings.xml", fixed("settings.xml")),
        ("word/theme.xml", fixed("theme.xml")),
        ("word/numbering.xml", written.lists.xml()),
        ("word/footer.xml", footer::footer(meta, texts.get(key!("docx.page")))),
        ("docProps/core.xml", properties::core(meta)),
        ("docProps/app.xml", properties::extended()),
    ];
    if let Some(notes) = written.notes {
        parts.push(("word/footnotes.xml", notes.xml));
        parts.push(("word/_rels/footnotes.xml.rels", notes.relationships.xml()));
    }
    let mut pictures = written.pictures;
    let (unshown, lost_letters) = (std::mem::take(&mut pictures.unshown), std::mem::take(&mut pictures.lost_letters));
    let file = package::package(parts, pictures.into_files(), &written.relationships)?;
    Ok(WordDocument { file, unshown, lost_letters })
}

/// Returns the title of a document, which is its first heading.
#[must_use]
pub fn title(blocks: &Blocks<'_>) -> Option<String> {
    Bookmarks::of(blocks)
        .headings
        .into_iter()
        .next()
        .map(|heading| heading.words.into_iter().map(|(words, _)| words).collect())
}
