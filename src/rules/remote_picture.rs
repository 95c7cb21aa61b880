//! `remote-picture`: a picture that is not in the portfolio, which no document shows.

use comrak::nodes::NodeValue;

use super::{broken_link::address_span, broken_picture::may_show};
use crate::{
    document::{Markdown, link_target, words_of},
    finding::Message,
    load::{InspectedDocument, Role},
    model::{is_on_own_machine, proposed_name},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds pictures that are on the web, on somebody's own machine, or written into the text, instead of in the portfolio.
    ///
    /// # Why
    ///
    /// GitHub shows a picture that was pasted into its text box, but only those who may see the repository get it, and only as long as
    /// it is there. Pages ask for nothing from elsewhere, so that nobody sees who reads them, and a Word document holds what it shows.
    /// So both leave such a picture out, and say what it would have shown. In the portfolio it is kept together with the text.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![The form as it was](https://github.com/user-attachments/assets/0a1b2c3d)
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![The form as it was](form.svg)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/form.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 10h40"/></svg>
    /// ```
    "remote-picture", "SL515", Warning, Check::Markdown(may_show, check)
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if !matches!(document.role, Role::Published | Role::Report) {
        return;
    }
    for node in &markdown.links {
        let data = node.data();
        let NodeValue::Image(image) = &data.value else { continue };
        let url = image.url.as_str();
        let rooted = url.starts_with('/') && !url.starts_with("//");
        if url.is_empty() || url.starts_with('#') || rooted || link_target::is_relative(url) {
            continue;
        }
        let alt = words_of(node);
        let message = if url.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            Message::new(text!("in-text")).with("name", proposed_name("", &alt))
        } else {
            let key = if is_on_own_machine(url) { text!("own-machine") } else { text!("message") };
            Message::new(key).with("value", url).with("name", proposed_name(url, &alt))
        };
        sink.add(document.path, address_span(markdown, markdown.span(node), url), message);
    }
}
