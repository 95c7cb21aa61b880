//! Tells which links a document does not have, so that nobody thinks that readers can follow them.

use stimulab::{key, number_format::Formats, plural};

use super::context::Context;

/// The most files that are named.
const MOST: usize = 10;

/// Tells which files the links of a document would have led to.
pub fn tell(context: &Context, files: &[String]) {
    if files.is_empty() {
        return;
    }
    let texts = context.texts();
    let mut names: Vec<String> = files.iter().take(MOST).cloned().collect();
    if let Some(rest) = files.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        names.push(texts.count(plural!("note.more-links"), rest));
    }
    let links = Formats::of(texts.language()).and(&names);
    let key = if files.len() == 1 { key!("note.link-left-out") } else { key!("note.links-left-out") };
    context.say(key, &[("count", files.len().to_string()), ("links", links)]);
}
