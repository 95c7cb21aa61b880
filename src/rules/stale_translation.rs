//! `stale-translation`: a translation that no longer agrees with its original.

use comrak::Arena;

use crate::{
    document::{Markdown, Node, PassageKind, Span, Value},
    finding::{Arg, Message},
    language::Language,
    load::{DocumentBody, InspectedDocument, LARGEST_TEXT},
    model::Prose,
    rule::{Check, Sink, rule},
    source::{FileKind, Lookup},
    text_encoding::decode,
    wording::numerals,
};

rule! {
    /// Finds translations that no longer agree with their original.
    ///
    /// # Why
    ///
    /// An original is changed, and its translation is forgotten. Nobody has to note when a text was translated: the two are
    /// compared. Compared are the figures from 13 upwards, years and amounts among them, however they are written
    /// («18,8 millioner», «NOK 18.8 million»), and then how many headings, paragraphs and items of lists there are. Values in
    /// several languages are compared by their figures. It is a hint, since a good translation may differ.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Arkivet tok imot 5200 saker i 2019.
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.en.md -->
    /// The archive received 4800 cases in 2018.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Arkivet tok imot 5200 saker i 2019.
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.en.md -->
    /// The archive received 5,200 cases in 2019.
    /// ```
    "stale-translation", "SL307", Hint, Check::Markdown(is_translation, check), Check::Text(check_values)
}

fn is_translation(_: &str, document: InspectedDocument<'_>) -> bool {
    let name = document.path.rsplit('/').next().unwrap_or_default();
    Prose::language_in(name).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let (folder, name) = document.path.rsplit_once('/').map_or(("", document.path), |(folder, name)| (folder, name));
    let Some(prose) = Prose::named(name).filter(|prose| prose.language.is_some()) else { return };
    let original_name = Prose { language: None, ..prose }.file_name();
    let path = if folder.is_empty() { original_name.clone() } else { format!("{folder}/{original_name}") };
    // A symbolic link may lead out of the portfolio.
    if document.source.find(folder, &original_name) != Ok(Lookup::Exact(FileKind::File)) {
        return;
    }
    let Ok(bytes) = document.source.read(&path, LARGEST_TEXT) else { return };
    let Ok(text) = decode(&bytes) else { return };
    let arena = Arena::new();
    let original = Markdown::parse(&arena, text);
    if original.passages().is_empty() || markdown.passages().is_empty() {
        return;
    }
    let message = compare_numbers(&words(&original), &words(markdown)).or_else(|| compare_counts(&original, markdown));
    if let Some(message) = message {
        let first = markdown.root.first_child().map(|block| markdown.span(block));
        sink.add(document.path, first, message.with("original", original_name));
    }
}

/// Compares the numbers of headings, paragraphs and list items.
fn compare_counts(original: &Markdown<'_>, translation: &Markdown<'_>) -> Option<Message> {
    let kinds = [
        (text!("headings"), PassageKind::Heading),
        (text!("paragraphs"), PassageKind::Paragraph),
        (text!("items"), PassageKind::Item),
    ];
    kinds.into_iter().find_map(|(what, kind)| {
        let count = |text: &Markdown<'_>| text.passages().iter().filter(|passage| passage.kind == kind).count();
        let (there, here) = (count(original), count(translation));
        let counts = || Message::new(text!("count")).with("there", there.to_string()).with("here", here.to_string());
        (there != here).then(|| counts().with("what", Arg::Key(what)))
    })
}

fn words(markdown: &Markdown<'_>) -> String {
    markdown.passages().iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Finds the first number that only one of two texts has.
fn compare_numbers(original: &str, translation: &str) -> Option<Message> {
    let (there, here) = (numerals::find(original), numerals::find(translation));
    let missing = there.iter().find(|(value, _)| !here.contains_key(value));
    let missing = missing.map(|(_, written)| Message::new(text!("missing")).with("value", *written));
    missing.or_else(|| {
        let added = here.iter().find(|(value, _)| !there.contains_key(value));
        added.map(|(_, written)| Message::new(text!("added")).with("value", *written))
    })
}

/// Compares the languages of YAML values.
fn check_values(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if let DocumentBody::Yaml(root) = document.body {
        by_language(document, root, sink);
    }
}

fn by_language(document: InspectedDocument<'_>, node: &Node<'_>, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| by_language(document, item, sink)),
        Value::Mapping(entries) => {
            let wording = |(key, value): &(Node<'_>, Node<'_>)| {
                Some((Language::from_code(key.scalar()?)?, value.scalar()?.to_owned(), value.span))
            };
            let wordings: Option<Vec<(Language, String, Span)>> = entries.iter().map(wording).collect();
            match wordings.as_deref() {
                Some([(language, original, _), others @ ..]) => {
                    for (_, text, span) in others {
                        if let Some(message) = compare_numbers(original, text) {
                            sink.add(document.path, *span, message.with("original", language.code()));
                        }
                    }
                }
                _ => entries.iter().for_each(|(_, item)| by_language(document, item, sink)),
            }
        }
    }
}
