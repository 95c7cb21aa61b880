//! Writes footnotes: a part of their own, and the references to them.

use std::collections::BTreeMap;

use comrak::{
    Arena, Node,
    nodes::{NodeFootnoteReference, NodeValue},
};

use super::{
    body::DocxBody,
    contents::{field_char, run},
    namespaces::NAMESPACES,
    package::Relationships,
    paragraph_place::ParagraphPlace,
    written_notes::WrittenNotes,
};
use crate::{
    document::{
        html_marks::{Half, HtmlMark, block, passages},
        words_of,
    },
    report::{body::new, xml::Xml},
};

/// Replaces references inside notes by the words of the other notes, because Word has no notes in notes.
pub fn without_nested_references<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let notes: Vec<Node<'_>> = root.descendants().filter(|node| number(node).is_some()).collect();
    let mut words: BTreeMap<u32, String> =
        notes.iter().filter_map(|note| Some((number(note)?, block_words(note)))).collect();
    for node in notes.iter().flat_map(|note| note.descendants().collect::<Vec<_>>()) {
        let ix = match &node.data().value {
            NodeValue::FootnoteReference(reference) => reference.ix,
            _ => continue,
        };
        // Only the first reference is replaced by the words, so that the document does not grow without bounds.
        let words = words.remove(&ix).map_or_else(|| format!(" ({ix})"), |words| format!(" ({words})"));
        node.insert_before(new(arena, NodeValue::Text(words.into())));
        node.detach();
    }
}

fn block_words(note: Node<'_>) -> String {
    note.children().map(words_of).filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the number of a note.
fn number(node: Node<'_>) -> Option<u32> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(definition) => definition.name.parse().ok(),
        _ => None,
    }
}

/// Finds the notes, each with the language of its passage.
fn find<'a>(parent: Node<'a>, language: Option<&str>, found: &mut Vec<(Node<'a>, Option<String>)>) {
    let nodes: Vec<Node<'_>> = parent.children().filter(|node| node.data().value.block()).collect();
    let marks: Vec<HtmlMark> = nodes.iter().map(|node| block(node)).collect();
    let mut languages = vec![language.map(str::to_owned)];
    for (node, half) in nodes.into_iter().zip(passages(&marks)) {
        match half {
            Some(Half::Start(language)) => languages.push(Some(language)),
            Some(Half::End) => drop(languages.pop()),
            None if number(node).is_some() => found.push((node, languages.last().cloned().flatten())),
            None => find(node, languages.last().and_then(Option::as_deref), found),
        }
    }
}

impl DocxBody<'_> {
    /// Writes the notes of a document; `None` if it has none.
    pub(super) fn notes(&mut self, root: Node<'_>) -> Option<WrittenNotes> {
        let mut notes = Vec::new();
        find(root, None, &mut notes);
        if notes.is_empty() {
            return None;
        }
        let outer = std::mem::replace(&mut self.xml, Xml::document());
        let outer_relationships = std::mem::replace(&mut self.relationships, Relationships::none());
        self.xml.open("w:footnotes", NAMESPACES);
        for (id, kind, mark) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            self.xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
            self.xml.open("w:p", &[]);
            run(&mut self.xml, |xml| xml.empty(mark, &[]));
            self.xml.close("w:p");
            self.xml.close("w:footnote");
        }
        for (note, language) in notes {
            self.note(note, language);
        }
        self.xml.close("w:footnotes");
        let xml = std::mem::replace(&mut self.xml, outer).bytes();
        let relationships = std::mem::replace(&mut self.relationships, outer_relationships);
        Some(WrittenNotes { xml, relationships })
    }

    fn note(&mut self, note: Node<'_>, language: Option<String>) {
        let mut place = ParagraphPlace { is_note: true, ..ParagraphPlace::default() };
        place.run_style.language = language;
        self.xml.open("w:footnote", &[("w:id", &number(note).unwrap_or_default().to_string())]);
        self.is_note_start = true;
        let starts_with_words =
            note.first_child().is_some_and(|first| matches!(first.data().value, NodeValue::Paragraph));
        if !starts_with_words {
            self.paragraph("Normal", &place, |_| {});
        }
        self.blocks(note, &place);
        self.xml.close("w:footnote");
    }

    /// Writes the number of the note at the beginning of its first paragraph.
    pub(super) fn note_mark(&mut self) {
        if std::mem::take(&mut self.is_note_start) {
            superscript(&mut self.xml, |xml| xml.empty("w:footnoteRef", &[]));
            run(&mut self.xml, |xml| xml.text_element("w:t", &[("xml:space", "preserve")], " "));
        }
    }

    /// Writes a reference to a note: the first as a footnote, the others as fields with the number of the first.
    pub(super) fn note_reference(&mut self, reference: &NodeFootnoteReference) {
        let number = reference.ix.to_string();
        let bookmark = format!("note_{number}");
        if reference.ref_num <= 1 {
            let id = self.bookmark(&bookmark);
            superscript(&mut self.xml, |xml| xml.empty("w:footnoteReference", &[("w:id", &number)]));
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
            return;
        }
        let instruction = format!(" NOTEREF {bookmark} \\f \\h ");
        field_char(&mut self.xml, "begin");
        run(&mut self.xml, |xml| xml.text_element("w:instrText", &[("xml:space", "preserve")], &instruction));
        field_char(&mut self.xml, "separate");
        superscript(&mut self.xml, |xml| xml.text_element("w:t", &[], &number));
        field_char(&mut self.xml, "end");
    }
}

/// Writes a run in the style of references to notes.
fn superscript(xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    run(xml, |xml| {
        xml.open("w:rPr", &[]);
        xml.empty("w:rStyle", &[("w:val", "FootnoteReference")]);
        xml.close("w:rPr");
        inner(xml);
    });
}
