//! `front-matter`: keys that other programs read at the start of a text.

use crate::{
    document::{Markdown, front_matter::front_matter},
    finding::{Message, Severity},
    load::{InspectedDocument, Role, closed_by_front_matter},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds front matter: keys that other programs read at the start of a text, between lines of `---` or `+++`.
    ///
    /// # Why
    ///
    /// Jekyll, Hugo, Obsidian and others keep a title, a date and more there. This program has other places for all of it, so no
    /// document shows it and nothing in it has an effect. GitHub shows it as a table above the text. If it says that the text is
    /// not to be published, such as `draft: true` or `visibility: internal`, its author believes that nobody sees it. So the
    /// whole text is left out of every document, and this is an error, until it is said where the program looks.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ---
    /// title: Utfordringen
    /// tags: [arkiv]
    /// ---
    ///
    /// Mye blir aldri arkivert.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mye blir aldri arkivert.
    /// ```
    "front-matter", "SL413", Warning, Check::Markdown(may_hold, check)
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    front_matter(text).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let Some(found) = front_matter(markdown.text) else { return };
    let Some(closed) = closed_by_front_matter(markdown.text) else {
        sink.add(document.path, found.span, Message::new(text!("message")));
        return;
    };
    let key = if document.role == Role::Published { text!("closed") } else { text!("closed-elsewhere") };
    let message = Message::new(key).with("value", markdown.slice(closed));
    sink.add_as(Severity::Error, document.path, closed, message);
}
