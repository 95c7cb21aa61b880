//! The texts that readers of a document see, so that these can be checked before the document is published.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Format, Rendered, Request, engine::RenderError, render};

/// The start of a drawing that is embedded in a page.
const DRAWING: &str = "data:image/svg+xml;base64,";

/// Lists the texts of a document: its own text, its figures, and the drawings embedded in it.
///
/// A Word document is compressed, so the texts of the same document in Markdown and as a page are listed instead. For a page,
/// those in Markdown are listed, too.
///
/// # Errors
/// Fails if the document cannot be rendered in another format.
pub fn readable_texts(request: &Request<'_>, made: &Rendered) -> Result<Vec<String>, RenderError> {
    readable_texts_with(made, request.format, |format| render(&Request { format, ..*request }))
}

/// Lists the texts of a document as [`readable_texts`] does; `again` renders it in another format.
///
/// # Errors
/// Fails if `again` fails.
pub fn readable_texts_with<E>(
    made: &Rendered,
    format: Format,
    again: impl Fn(Format) -> Result<Rendered, E>,
) -> Result<Vec<String>, E> {
    Ok(match format {
        Format::Markdown => texts(made),
        // The tags of a page can separate words that its readers see together.
        Format::Html => [texts(made), texts(&again(Format::Markdown)?)].concat(),
        Format::Docx => [texts(&again(Format::Markdown)?), texts(&again(Format::Html)?)].concat(),
    })
}

fn texts(made: &Rendered) -> Vec<String> {
    let text = String::from_utf8_lossy(&made.document).into_owned();
    let drawings = text.match_indices(DRAWING).filter_map(|(at, _)| {
        let data = &text[at + DRAWING.len()..];
        let end = data.find(|c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c))).unwrap_or(data.len());
        Some(String::from_utf8_lossy(&STANDARD.decode(&data[..end]).ok()?).into_owned())
    });
    let figures = made.figures.iter().map(|figure| String::from_utf8_lossy(&figure.svg).into_owned());
    let found: Vec<String> = drawings.chain(figures).collect();
    [vec![text], found].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_inside_a_page_are_read() {
        let page = format!("<img src=\"{DRAWING}{}\"> <p>å", STANDARD.encode("<svg>ø</svg>"));
        let made = Rendered::alone(page.clone().into_bytes());
        assert_eq!(texts(&made), [page, "<svg>ø</svg>".to_owned()]);
    }
}
