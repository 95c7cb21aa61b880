//! Rewrites a text so that it keeps its meaning between other texts: no block is open at its end, no link needs a definition,
//! and HTML is text. Every other character stays as it is.

use comrak::Arena;

use super::{
    editor::Editor,
    edits::Edits,
    equivalence::{is_equivalent, plain, rewritten},
};
use crate::{
    document::Markdown,
    report::body::{notes, places::Places, setting::Setting, text::parse},
};

/// Holds a text that keeps its meaning between other texts.
pub struct IsolatedText {
    /// The text in Markdown.
    pub markdown: String,
    /// The number of headings.
    pub headings: usize,
    /// The names of its places: first the headings, then the places that HTML names.
    pub names: Vec<String>,
}

/// Isolates a text: by small edits, otherwise by writing its blocks again, otherwise as plain words.
///
/// If it is one of several texts, its notes get names that no other text uses.
pub fn isolate(text: &str, setting: Setting<'_>, is_one_of_several: bool) -> IsolatedText {
    let arena = Arena::new();
    let parsed = parse(&arena, text, setting);
    if is_one_of_several {
        notes::rename(parsed.root, setting.number);
    }
    let edited = edited(text, setting, is_one_of_several).filter(|edited| is_equivalent(edited, parsed.root));
    let markdown = edited
        .or_else(|| Some(rewritten(parsed.root)).filter(|again| is_equivalent(again, parsed.root)))
        .unwrap_or_else(|| plain(parsed.root));
    IsolatedText { markdown, headings: parsed.headings.len(), names: parsed.names }
}

/// Edits only what must change in a text; `None` if the positions of the parser do not suffice.
fn edited(text: &str, setting: Setting<'_>, is_one_of_several: bool) -> Option<String> {
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let mut edits = Edits::default();
    let editor = Editor { markdown: &markdown, setting, places: Places::of(markdown.root) };
    editor.headings(&mut edits);
    editor.html(&mut edits);
    editor.links(&mut edits)?;
    editor.hidden_notes(&mut edits);
    if is_one_of_several {
        editor.notes(&mut edits)?;
    }
    editor.definitions(&mut edits);
    editor.blank_lines(&mut edits);
    let mut out = edits.apply(text)?;
    if let Some(fence) = editor.open_fence() {
        out = format!("{}\n{fence}", out.trim_end_matches('\n'));
    }
    Some(trimmed(&out).to_owned())
}

/// Removes the blank lines at the ends of a text.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    &text[text[..blank].rfind('\n').map_or(0, |at| at + 1)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_texts_are_kept_as_they_are_written() {
        for text in [
            "* a\n* b\n\n  c\n\n1) d",
            "_a_ __b__ ~~c~~ `d`\\\ne  \nf",
            "a\n=\n\nb\n\n***\n\n| c | d |\n|---|--:|\n| e | f |",
            "> a\n> ## b\n>\n> [c][1]\n\n[1]: x",
            "- [a]\n- b\n\n[a]: <x y> 'z'\n  \n[b]: u\n[c]: v",
            "a <b>c\nd</b>\n<div>\ne",
            "```\n[a]: b\n\n\nc\n```",
            "[a [b] `]` \\] c][1]\n\n[1]: x",
            "![a][1] [![b](c)](d)\n\n[1]: x.png",
            "[1]: x\n\n[a][1]\n[b][1]",
            "- a\n\n      code\n\n- ```\n  b",
            "[a](\n  b 'c') | f<br>g |\n",
            "| a |\n| - |\n| b<br>c |\n\n<a name=\"d\">\n\ne<br>\n",
            "a[^1]\n\n[^1]: b",
            "a[^1] å[^Å]\n\n[^1]: b\n[^Å]:\n    - c\n\n      d\n\n> [!NOTE]\n> e[^1]\n\n- [x] f\n- [ ] g\n\n| h |\n| - |\n| i[^1] |",
            "a[^1]\n\n[^1]: # b\n\n# d[^1] [e[^1]](f)\n\n[^2]: c[^1]\n\ng",
        ] {
            let arena = Arena::new();
            let setting = Setting { number: 0, level: 2, folder: "p/", kept_out: &[] };
            let parsed = parse(&arena, text, setting);
            notes::rename(parsed.root, 0);
            let edited = edited(text, setting, true);
            assert!(edited.as_ref().is_some_and(|edited| is_equivalent(edited, parsed.root)), "{text:?}: {edited:?}");
        }
    }
}
