//! The places in a text that its own links lead to.

use std::collections::BTreeMap;

use comrak::{Anchorizer, Node, nodes::NodeValue};

use super::{node::heading_level, setting::Setting};
use crate::{
    document::{
        footnotes::is_in_note,
        html_marks::HtmlMark,
        link_target::{decoded, is_relative},
        words_of,
    },
    report::placeholder::Placeholder,
};

/// Holds the places in a text that its own links can lead to, by their names in the text.
pub struct Places {
    /// The names: first of the headings, then of the places that HTML names.
    pub names: Vec<String>,
    by_name: BTreeMap<String, usize>,
    /// The number of headings.
    pub headings: usize,
}

impl Places {
    /// Finds the headings, named as on GitHub, and after them the places that HTML names.
    pub fn of(root: Node<'_>) -> Self {
        let mut anchorizer = Anchorizer::new();
        let mut by_name = BTreeMap::new();
        let headings = root.descendants().filter(|node| heading_level(node).is_some() && !is_in_note(node));
        let mut names: Vec<String> = headings.map(|node| anchorizer.anchorize(&words_of(node))).collect();
        let headings = names.len();
        names.extend(root.descendants().filter_map(|node| HtmlMark::of_node(node).anchor()));
        for (at, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).or_insert(at);
        }
        Self { names, by_name, headings }
    }

    /// Replaces the names of the places that HTML names by placeholders; of several with the same name, only the first stays.
    pub fn name(&self, root: Node<'_>, number: usize) {
        let mut next = self.headings;
        for node in root.descendants().collect::<Vec<_>>() {
            let Some(id) = HtmlMark::of_node(node).anchor() else { continue };
            match self.own_id(&id, next, number) {
                Some(own) => set_anchor(node, &own),
                None => node.detach(),
            }
            next += 1;
        }
    }

    /// Returns the placeholder for the id of a place; `None` if an earlier place has the same name.
    pub fn own_id(&self, id: &str, at: usize, number: usize) -> Option<String> {
        if Placeholder::find(id).is_some() {
            return Some(id.to_owned());
        }
        (self.by_name.get(id) == Some(&at)).then(|| Placeholder::Place(number, at).to_text())
    }

    /// Returns an address of the text as an address of the document; `None` if it is unpublished or a missing place.
    pub fn address(&self, url: &str, setting: Setting<'_>) -> Option<String> {
        if setting.is_kept_out(url) {
            return None;
        }
        if Placeholder::find(url).is_some() {
            return Some(url.to_owned());
        }
        if let Some(name) = url.strip_prefix('#') {
            let name = decoded(name);
            let at = self.by_name.get(&name).or_else(|| self.by_name.get(&name.to_lowercase()))?;
            return Some(format!("#{}", Placeholder::Place(setting.number, *at).to_text()));
        }
        Some(if is_relative(url) { format!("{}{url}", setting.folder) } else { url.to_owned() })
    }
}

/// Sets the id of a place that HTML names.
fn set_anchor(node: Node<'_>, id: &str) {
    node.data_mut().value = NodeValue::HtmlInline(format!("<a id=\"{id}\">"));
}
