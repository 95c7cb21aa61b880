//! Alerts, such as `> [!NOTE]`: each starts with its label in words, in the language of the text.

use comrak::{
    Arena, Node,
    nodes::{AlertType, NodeValue},
};

use super::{block_languages::block_languages, node::new};
use crate::{key, language::Language, texts::Texts};

/// Adds its label to each alert of a document, in the language of its passage.
pub fn label<'a>(arena: &'a Arena<'a>, root: Node<'a>, language: Language) {
    for (node, language) in block_languages(root, language) {
        add(arena, node, language);
    }
}

fn add<'a>(arena: &'a Arena<'a>, node: Node<'a>, language: Language) {
    let words = match &node.data().value {
        NodeValue::Alert(alert) => {
            let word = word(alert.alert_type, &Texts::of(language));
            match alert.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
                Some(title) => format!("{word}: {title}"),
                None => word,
            }
        }
        _ => return,
    };
    let (paragraph, strong) = (new(arena, NodeValue::Paragraph), new(arena, NodeValue::Strong));
    strong.append(new(arena, NodeValue::Text(words.into())));
    paragraph.append(strong);
    node.prepend(paragraph);
}

fn word(kind: AlertType, texts: &Texts) -> String {
    let word = match kind {
        AlertType::Note => texts.get(key!("document.alert.note")),
        AlertType::Tip => texts.get(key!("document.alert.tip")),
        AlertType::Important => texts.get(key!("document.alert.important")),
        AlertType::Warning => texts.get(key!("document.alert.warning")),
        AlertType::Caution => texts.get(key!("document.alert.caution")),
    };
    word.to_owned()
}
