//! `unclosed-comment`: a comment in Markdown that goes on for longer than its writer meant.

use memchr::memmem;

use crate::{
    document::{Markdown, Span},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    texts::Key,
};

rule! {
    /// Finds comments in Markdown that are never closed, or in which another comment begins.
    ///
    /// # Why
    ///
    /// No document shows what stands in a comment, `<!-- like this -->`. One without its `-->` goes on to the end of the text, or
    /// to the end of the next comment, so that whole sections are missing from pages and nobody sees that they are. Where a word
    /// processor has made one dash of two, there is no comment at all, and readers see its words.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// <!-- Ask the archive about the figures
    ///
    /// Much that is worth keeping is lost.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// <!-- Ask the archive about the figures -->
    ///
    /// Much that is worth keeping is lost.
    /// ```
    "unclosed-comment", "SL312", Error, Check::Markdown(may_hold, check)
}

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";
/// The start of every comment, also of those that a word processor has changed.
const START: &str = "<!";

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    memmem::find(text.as_bytes(), START.as_bytes()).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for span in markdown.comments() {
        if let Some(key) = check_comment(markdown.slice(span)) {
            let start = span.start as usize;
            sink.add(document.path, Span::new(start, start + OPENS.len()), Message::new(key));
        }
    }
    check_marks(markdown, document, sink);
}

/// Finds comments that became text because a word processor replaced two hyphens with a dash.
fn check_marks(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let code = markdown.code_spans();
    for at in memmem::find_iter(document.text.as_bytes(), START) {
        let dash = document.text[at + START.len()..].chars().next().filter(|c| matches!(c, '-' | '–' | '—'));
        if let Some(dash) = dash
            && !document.text[at..].starts_with(OPENS)
            && Span::covering(&code, at).is_none()
        {
            let place = Span::new(at, at + START.len() + dash.len_utf8());
            sink.add(
                document.path,
                place,
                Message::new(text!("mangled")).with("value", document.text[at..place.end as usize].to_owned()),
            );
        }
    }
}

/// Checks a comment. Returns the key of the message.
fn check_comment(comment: &str) -> Option<Key> {
    // A quoted mark is an example.
    let is_quoted = |at: usize| comment[..at].ends_with(['`', '"', '\'', '«', '“']);
    if memmem::rfind_iter(comment.as_bytes(), OPENS).any(|at| at > 0 && !is_quoted(at)) {
        return Some(text!("nested"));
    }
    (!comment.ends_with(CLOSES)).then_some(text!("message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_comments_are_accepted() {
        assert_eq!(check_comment("<!-- a -->"), None);
        assert_eq!([check_comment("<!---->"), check_comment("<!-->")], [None, None]);
        assert_eq!(check_comment("<!-- a\n\nb\n"), Some(text!("message")));
        assert_eq!(check_comment("<!-- a\nb <!-- c -->"), Some(text!("nested")));
        assert_eq!(check_comment("<!-- a `<!--` c -->"), None);
    }
}
