//! `wrong-language`: prose in another written form than it says.

use crate::{
    document::{Node, Passage, PassageKind, Span, Value},
    finding::Message,
    language::Language,
    load::{DocumentBody, InspectedDocument},
    rule::{Check, Sink, rule},
    texts::Key,
    wording::written_form::{Evidence, FEWEST_WORDS, first_mark, is_plainly},
};

rule! {
    /// Finds prose that is clearly in another written form than it says.
    ///
    /// # Why
    ///
    /// A page marks each text with its language, and a screen reader reads it aloud by that mark. The share of nynorsk is counted
    /// by it, too. A text is in the form that its file's name says (`challenge.nn.md`), else in the project's `language`, else
    /// in the portfolio's. Texts of at least 25 words are judged by words and endings that only one form has, such as
    /// «ikke» and «ikkje»; quotations are left out. Where there is doubt, nothing is said.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.nn.md -->
    /// Vi vet ikke hva som blir borte når en virksomhet bytter system, og hvordan vi kan ta vare på det. Derfor ønsker vi å finne
    /// løsninger sammen med dem som bruker arkivet mye.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.nn.md -->
    /// Vi veit ikkje kva som blir borte når ei verksemd byter system, og korleis vi kan ta vare på det. Difor ønskjer vi å finne
    /// løysingar saman med dei som bruker arkivet mykje.
    /// ```
    "wrong-language", "SL309", Warning, Check::Passages(may_be_other, check), Check::Text(check_values)
}

fn may_be_other(text: &str, document: InspectedDocument<'_>) -> bool {
    document.knows_language() && !is_plainly(text, document.language())
}

fn check(passages: &[Passage], document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let said = document.language();
    let mut evidence = Evidence::default();
    let passages = || passages.iter().filter(|passage| passage.kind != PassageKind::Quote);
    for passage in passages() {
        evidence.add(&passage.text);
        if evidence.is_settled() {
            break;
        }
    }
    if let Some(found) = evidence.clearly_other_than(said) {
        // For the two written forms, marks a typical word. For another language, marks the first word.
        let is_near = [said, found].iter().all(|language| matches!(language.code(), "nb" | "nn"));
        let first =
            passages().next().map(|passage| (passage, 0..passage.text.split_inclusive(' ').next().map_or(0, str::len)));
        let mark = if is_near { None } else { first };
        let mark = mark
            .or_else(|| passages().find_map(|passage| first_mark(&passage.text, found).map(|range| (passage, range))));
        let place = mark.map(|(passage, range)| {
            let start = passage.place(range.start);
            Span::new(start, start + range.len())
        });
        sink.add(document.path, place, message(text!("message"), said, found));
    }
}

fn message(key: Key, said: Language, found: Language) -> Message {
    let message = Message::new(key).with("said", said).with("found", found);
    message.with("code", found.code())
}

/// Checks values by language, `{nb: …, nn: …}`, and the summary of a project.
fn check_values(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let DocumentBody::Yaml(root) = document.body else { return };
    check_by_language(document, root, sink);
    if let Value::Mapping(entries) = &root.value
        && document.path.ends_with("/project.yaml")
    {
        let of = |wanted: &str| entries.iter().find(|(key, _)| key.scalar() == Some(wanted)).map(|(_, value)| value);
        let own = of("language").and_then(Node::scalar).and_then(Language::from_code);
        let said =
            own.or_else(|| document.settings.language.map(|language| language.value)).unwrap_or(Language::BOKMAAL);
        if let Some(summary) = of("summary") {
            check_value(document, summary, said, sink);
        }
    }
}

fn check_by_language(document: InspectedDocument<'_>, node: &Node<'_>, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| check_by_language(document, item, sink)),
        Value::Mapping(entries) => {
            for (key, item) in entries {
                match key.scalar().and_then(Language::from_code) {
                    Some(said) => check_value(document, item, said, sink),
                    None => check_by_language(document, item, sink),
                }
            }
        }
    }
}

fn check_value(document: InspectedDocument<'_>, node: &Node<'_>, said: Language, sink: &mut Sink<'_>) {
    // Most values are too short for a decision.
    let Some(text) = node.scalar().filter(|text| text.len() > 2 * FEWEST_WORDS) else { return };
    let mut evidence = Evidence::default();
    evidence.add(text);
    if let Some(found) = evidence.clearly_other_than(said) {
        sink.add(document.path, node.span, message(text!("value"), said, found));
    }
}
