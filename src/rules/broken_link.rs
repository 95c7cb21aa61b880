//! `broken-link`: a link or picture that leads to nothing in the portfolio.

use std::collections::{BTreeSet, HashMap};

use comrak::{Arena, nodes::NodeValue};
use memchr::memchr;

use crate::{
    document::{
        Markdown, Span,
        link_target::{self, is_mailbox, is_page, page_meant},
    },
    finding::Message,
    load::{InspectedDocument, LARGEST_TEXT, NOTE, Role},
    rule::{Check, ComparisonLimit, Sink, rule},
    similar_name::closest,
    source::{FileKind, Lookup, Source},
    text_encoding::decode,
    unicode_form::look_alike,
};

rule! {
    /// Finds links and pictures in Markdown that lead to nothing in the portfolio.
    ///
    /// # Why
    ///
    /// A file that was moved or renamed leaves links behind that lead nowhere. Capital letters count on the web, though not on
    /// Windows. A place on a page, `#like-this`, is the heading in small letters with hyphens for spaces, as GitHub makes it.
    /// Addresses on the web are never looked up, but they name a host, as e-mail addresses do. Pages leave out what they cannot
    /// lead to: anything outside the portfolio, and addresses that start with `/` or with something else than `https:` or
    /// `mailto:`.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/purpose.md -->
    /// More is said in [the challenge](chalenge.md).
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/purpose.md -->
    /// More is said in [the challenge](challenge.md).
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.
    /// ```
    "broken-link", "SL210", Warning, Check::Markdown(has_brackets, check)
}

/// Returns whether there may be a link in a text.
pub(super) fn has_brackets(text: &str, _: InspectedDocument<'_>) -> bool {
    memchr(b'[', text.as_bytes()).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    // A page may link to the same place many times.
    let mut anchors: HashMap<String, Option<BTreeSet<String>>> = HashMap::new();
    let mut comparisons = ComparisonLimit::new();
    for node in &markdown.links {
        if sink.is_full(document.path) {
            return;
        }
        let url = match &node.data().value {
            NodeValue::Link(link) | NodeValue::Image(link) => link.url.clone(),
            _ => continue,
        };
        if !(link_target::is_relative(&url) || url.starts_with('#')) {
            if let Some(message) = leads_nowhere(&url, document) {
                let message = message.with("value", url.as_str());
                sink.add(document.path, place_of(markdown, markdown.span(node), &url), message);
            }
            continue;
        }
        let (path, place) = link_target::split(&url);
        if path.is_empty() && !url.starts_with('#') {
            // A question to a page that answers none.
            let message = Message::new("unsafe").with("value", url.as_str());
            sink.add(document.path, place_of(markdown, markdown.span(node), &url), message);
            continue;
        }
        let target =
            if path.is_empty() { Ok(document.path.to_owned()) } else { follow(document.source, document.path, &path) };
        let message = match target {
            // What is only read where it lies may well lead out.
            Err(Lost::Outside) if document.role == Role::Published => Some(Message::new("outside").with("value", path)),
            Err(Lost::Unsure | Lost::Outside) => None,
            Err(Lost::Otherwise(suggestion)) => {
                Some(Message::new("case").with("value", path).with("suggestion", suggestion.replace(' ', "%20")))
            }
            Err(Lost::Missing(Some(suggestion))) if look_alike(&suggestion, &path) => {
                Some(Message::new("letters").with("value", path))
            }
            Err(Lost::Missing(Some(suggestion))) => {
                Some(Message::new("suggest").with("value", path).with("suggestion", suggestion.replace(' ', "%20")))
            }
            Err(Lost::Missing(None)) => {
                let meant = path.starts_with("www.").then(|| page_meant(&url)).flatten();
                Some(meant.map_or_else(|| Message::new("message"), page_suggested).with("value", path))
            }
            Ok(target) => place.filter(|place| names_a_heading(place)).and_then(|place| {
                let known = anchors.entry(target).or_insert_with_key(|target| {
                    if target == document.path {
                        Some(markdown.anchors().into_iter().collect())
                    } else {
                        anchors_of(document.source, target)
                    }
                });
                known.as_ref().and_then(|known| no_such_place(known, &place, &mut comparisons))
            }),
        };
        if let Some(message) = message {
            sink.add(document.path, place_of(markdown, markdown.span(node), &url), message);
        }
    }
}

/// Says what is wrong with an address that is none of a file here, if anything is.
fn leads_nowhere(url: &str, document: InspectedDocument<'_>) -> Option<Message> {
    if url.is_empty() {
        return Some(Message::new("empty"));
    }
    if document.role != Role::Published {
        return None;
    }
    if url.starts_with('/') {
        let meant = url.starts_with("//").then(|| page_meant(url)).flatten();
        return Some(meant.map_or_else(|| Message::new("absolute"), page_suggested));
    }
    let (scheme, rest) = url.split_once(':').unwrap_or_default();
    match &*scheme.to_ascii_lowercase() {
        // A page encodes the spaces of an address.
        "http" | "https" => (!is_page(&url.replace(' ', "%20"))).then(|| Message::new("page")),
        "mailto" => {
            let (mailboxes, _) = link_target::split(rest);
            (!mailboxes.split(',').all(|mailbox| is_mailbox(mailbox.trim()))).then(|| Message::new("mailbox"))
        }
        _ => (!link_target::leads_somewhere_safe(url)).then(|| Message::new("unsafe")),
    }
}

fn page_suggested(meant: String) -> Message {
    Message::new("page-suggest").with("suggestion", meant)
}

/// Returns the place of the address in a link; the whole link where the address stands elsewhere.
fn place_of(markdown: &Markdown<'_>, link: Span, url: &str) -> Span {
    if url.is_empty() {
        return link;
    }
    let written = markdown.slice(link);
    written.rfind(url).map_or(link, |at| {
        let start = link.start as usize + at;
        Span::new(start, start + url.len())
    })
}

/// Returns whether a place on a page is that of a heading, and not one that every page or viewer has.
fn names_a_heading(place: &str) -> bool {
    let is_line = place.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !(place.is_empty() || place == "top" || is_line || place.starts_with(":~:"))
}

fn no_such_place(known: &BTreeSet<String>, place: &str, comparisons: &mut ComparisonLimit) -> Option<Message> {
    let wanted = place.strip_prefix("user-content-").unwrap_or(place);
    if known.contains(wanted) {
        return None;
    }
    let message = |key| Message::new(key).with("value", format!("#{place}"));
    let near = || closest(wanted, known.iter().map(String::as_str));
    Some(match comparisons.allow(known.len()).then(near).flatten() {
        Some(near) => message("place-suggest").with("suggestion", format!("#{near}")),
        None => message("place"),
    })
}

/// Says why a path leads nowhere.
enum Lost {
    /// Through something that cannot be looked into.
    Unsure,
    /// Out of the portfolio.
    Outside,
    /// Only where capital letters do not count; the path as it should be.
    Otherwise(String),
    /// Nowhere; perhaps a path with nearly that name was meant.
    Missing(Option<String>),
}

/// Follows a path from a file, and returns where it leads.
fn follow(source: &dyn Source, from: &str, path: &str) -> Result<String, Lost> {
    let parts = link_target::resolve(from, path).ok_or(Lost::Outside)?;
    let (mut folder, mut is_exact) = (String::new(), true);
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        let name = match source.find(&folder, part).map_err(|_| Lost::Unsure)? {
            Lookup::There(FileKind::File) if !is_last => return Err(Lost::Missing(None)),
            Lookup::There(FileKind::Link | FileKind::Special) => return Err(Lost::Unsure),
            Lookup::There(_) => part.clone(),
            Lookup::Otherwise(name) => {
                is_exact = false;
                name
            }
            Lookup::Missing(near) => {
                let near = near.filter(|near| is_last && !near.ends_with(NOTE));
                return Err(Lost::Missing(near.map(|near| with_name(path, &near))));
            }
        };
        folder = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    }
    if is_exact { Ok(folder) } else { Err(Lost::Otherwise(relative(from, &folder))) }
}

/// Returns a path with another name at its end.
fn with_name(path: &str, name: &str) -> String {
    path.trim_end_matches('/')
        .rsplit_once('/')
        .map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// Returns the way from a file to another.
fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    [vec![".."; from.len() - shared], to[shared..].to_vec()].concat().join("/")
}

/// Lists the places of another Markdown file; none where it cannot be read or is of another kind.
fn anchors_of(source: &dyn Source, path: &str) -> Option<BTreeSet<String>> {
    let bytes = source.read(path, LARGEST_TEXT).ok().filter(|_| path.to_lowercase().ends_with(".md"))?;
    let text = decode(&bytes).ok()?;
    let arena = Arena::new();
    Some(Markdown::parse(&arena, text).anchors().into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_files_are_as_people_write_them() {
        assert_eq!(relative("2019/a/b.md", "2019/a/C.md"), "C.md");
        assert_eq!(relative("2019/a/b.md", "2018/x/c.md"), "../../2018/x/c.md");
        assert_eq!(relative("about.md", "2018"), "2018");
        assert_eq!(with_name("../x/", "y"), "../y");
    }

    #[test]
    fn places_every_page_has_are_let_be() {
        assert!(["", "top", "L12", ":~:text=x"].into_iter().all(|place| !names_a_heading(place)));
        assert!(names_a_heading("løsning"));
    }
}
