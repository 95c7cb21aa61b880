//! `broken-link`: a link or picture that leads to nothing in the portfolio.

use std::collections::{BTreeSet, HashMap};

use comrak::{Arena, nodes::NodeValue};
use memchr::memchr;

use crate::{
    document::{
        Markdown, Span,
        link_target::{self, is_mailbox, is_page, page_meant},
    },
    finding::{Fix, Message},
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

/// Returns whether a text may contain a link.
pub(super) fn has_brackets(text: &str, _: InspectedDocument<'_>) -> bool {
    memchr(b'[', text.as_bytes()).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let mut anchors = LinkAnchors { markdown, document, of_files: HashMap::new(), comparisons: ComparisonLimit::new() };
    for node in &markdown.links {
        if sink.is_full(document.path) {
            return;
        }
        let (url, is_picture) = match &node.data().value {
            NodeValue::Link(link) => (link.url.clone(), false),
            NodeValue::Image(link) => (link.url.clone(), true),
            _ => continue,
        };
        let message = if link_target::is_relative(&url) || url.starts_with('#') {
            check_path(&url, document, &mut anchors)
        } else {
            check_address(&url, is_picture, document).map(|message| message.with("value", url.as_str()))
        };
        if let Some(message) = message {
            let span = address_span(markdown, markdown.span(node), &url);
            // Only what is written as it is read can be replaced.
            let is_whole = markdown.slice(span) == url;
            let meant = match message.key {
                key if key == text!("page-suggest") => page_meant(&url),
                key if key == text!("mailto") => Some(format!("mailto:{url}")),
                _ => None,
            };
            let meant = meant.filter(|_| is_whole);
            sink.add(document.path, span, message).fix = meant.map(|meant| Fix::new(span, meant));
        }
    }
}

/// Checks a path in the portfolio, and its anchor.
fn check_path(url: &str, document: InspectedDocument<'_>, anchors: &mut LinkAnchors<'_, '_>) -> Option<Message> {
    let (path, anchor) = link_target::split(url);
    if path.is_empty() && !url.starts_with('#') {
        // Only a query, such as `?a=b`.
        return Some(Message::new(text!("unsafe")).with("value", url));
    }
    let target =
        if path.is_empty() { Ok(document.path.to_owned()) } else { follow(document.source, document.path, &path) };
    let message = |key| Message::new(key).with("value", path.as_str());
    let suggest = |key, suggestion: String| message(key).with("suggestion", suggestion.replace(' ', "%20"));
    Some(match target {
        Ok(target) => {
            let anchor = anchor.filter(|anchor| names_a_heading(anchor))?;
            return anchors.check(target, &anchor);
        }
        // Texts that are not published may link to files outside.
        Err(BrokenPath::Outside) if document.role == Role::Published => message(text!("outside")),
        Err(BrokenPath::Unknown | BrokenPath::Outside) => return None,
        Err(BrokenPath::OtherCase(suggestion)) => suggest(text!("case"), suggestion),
        Err(BrokenPath::Missing(Some(suggestion))) if look_alike(&suggestion, &path) => message(text!("letters")),
        Err(BrokenPath::Missing(Some(suggestion))) => suggest(text!("suggest"), suggestion),
        Err(BrokenPath::Missing(None)) => match path.starts_with("www.").then(|| page_meant(url)).flatten() {
            Some(meant) => page_suggested(meant).with("value", path.as_str()),
            None if is_mailbox(url) => message(text!("mailto")),
            None => message(text!("message")),
        },
    })
}

/// Holds the anchors of the files that the document links to.
struct LinkAnchors<'m, 'a> {
    markdown: &'m Markdown<'a>,
    document: InspectedDocument<'m>,
    /// None for files without known anchors.
    of_files: HashMap<String, Option<BTreeSet<String>>>,
    comparisons: ComparisonLimit,
}

impl LinkAnchors<'_, '_> {
    fn check(&mut self, target: String, anchor: &str) -> Option<Message> {
        let known = self.of_files.entry(target).or_insert_with_key(|target| {
            if target == self.document.path {
                Some(self.markdown.anchors().into_iter().collect())
            } else {
                anchors_of(self.document.source, target)
            }
        });
        known.as_ref().and_then(|known| check_anchor(known, anchor, &mut self.comparisons))
    }
}

/// Checks an address that is not a path in the portfolio.
fn check_address(url: &str, is_picture: bool, document: InspectedDocument<'_>) -> Option<Message> {
    if url.is_empty() {
        return Some(Message::new(text!("empty")));
    }
    let is_rooted = url.starts_with('/') && !url.starts_with("//");
    // GitHub shows such a picture in a report; the other ones are found by the rule `remote-picture`.
    let is_looked_at = if is_picture {
        is_rooted && matches!(document.role, Role::Published | Role::Report)
    } else {
        document.role == Role::Published
    };
    if !is_looked_at {
        return None;
    }
    if url.starts_with('/') {
        let meant = url.starts_with("//").then(|| page_meant(url)).flatten();
        return Some(meant.map_or_else(|| Message::new(text!("absolute")), page_suggested));
    }
    let (scheme, rest) = url.split_once(':').unwrap_or_default();
    match &*scheme.to_ascii_lowercase() {
        // Pages encode spaces in addresses.
        "http" | "https" => (!is_page(&url.replace(' ', "%20"))).then(|| Message::new(text!("page"))),
        "mailto" => {
            let (mailboxes, _) = link_target::split(rest);
            (!mailboxes.split(',').all(|mailbox| is_mailbox(mailbox.trim()))).then(|| Message::new(text!("mailbox")))
        }
        _ => (!link_target::leads_somewhere_safe(url)).then(|| Message::new(text!("unsafe"))),
    }
}

fn page_suggested(meant: String) -> Message {
    Message::new(text!("page-suggest")).with("suggestion", meant)
}

/// Returns the span of the address in a link, or of the whole link if the address is defined elsewhere.
pub(super) fn address_span(markdown: &Markdown<'_>, link: Span, url: &str) -> Span {
    if url.is_empty() {
        return link;
    }
    let written = markdown.slice(link);
    written.rfind(url).map_or(link, |at| {
        let start = link.start as usize + at;
        Span::new(start, start + url.len())
    })
}

/// Returns whether an anchor must be a heading, unlike anchors that every page or viewer has.
fn names_a_heading(place: &str) -> bool {
    let is_line = place.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !(place.is_empty() || place == "top" || is_line || place.starts_with(":~:"))
}

fn check_anchor(known: &BTreeSet<String>, place: &str, comparisons: &mut ComparisonLimit) -> Option<Message> {
    let wanted = place.strip_prefix("user-content-").unwrap_or(place);
    if known.contains(wanted) {
        return None;
    }
    let message = |key| Message::new(key).with("value", format!("#{place}"));
    let near = || closest(wanted, known.iter().map(String::as_str));
    Some(match comparisons.allow(known.len()).then(near).flatten() {
        Some(near) => message(text!("place-suggest")).with("suggestion", format!("#{near}")),
        None => message(text!("place")),
    })
}

/// Says why a path leads nowhere.
enum BrokenPath {
    /// Unknown, because a part of the path cannot be listed.
    Unknown,
    /// It leads out of the portfolio.
    Outside,
    /// It differs from an existing path only by capital letters. Holds the existing path.
    OtherCase(String),
    /// Nothing has this path. Holds a similar path, if any.
    Missing(Option<String>),
}

/// Resolves a path relative to a file, and returns the path of the target.
fn follow(source: &dyn Source, from: &str, path: &str) -> Result<String, BrokenPath> {
    let parts = link_target::resolve(from, path).ok_or(BrokenPath::Outside)?;
    let (mut folder, mut is_exact) = (String::new(), true);
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        let name = match source.find(&folder, part).map_err(|_| BrokenPath::Unknown)? {
            Lookup::Exact(FileKind::File) if !is_last => return Err(BrokenPath::Missing(None)),
            Lookup::Exact(FileKind::Link | FileKind::Special) => return Err(BrokenPath::Unknown),
            Lookup::Exact(_) => part.clone(),
            Lookup::OtherCase(name) => {
                is_exact = false;
                name
            }
            Lookup::Missing(near) => {
                let near = near.filter(|near| is_last && !near.ends_with(NOTE));
                return Err(BrokenPath::Missing(near.map(|near| with_name(path, &near))));
            }
        };
        folder = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    }
    if is_exact { Ok(folder) } else { Err(BrokenPath::OtherCase(relative(from, &folder))) }
}

/// Returns a path with another file name.
fn with_name(path: &str, name: &str) -> String {
    path.trim_end_matches('/')
        .rsplit_once('/')
        .map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// Returns the relative path from one file to another.
fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    [vec![".."; from.len() - shared], to[shared..].to_vec()].concat().join("/")
}

/// Lists the anchors of another Markdown file; none if it is unreadable or of another kind.
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
    fn relative_paths_are_short() {
        assert_eq!(relative("2019/a/b.md", "2019/a/C.md"), "C.md");
        assert_eq!(relative("2019/a/b.md", "2018/x/c.md"), "../../2018/x/c.md");
        assert_eq!(relative("about.md", "2018"), "2018");
        assert_eq!(with_name("../x/", "y"), "../y");
    }

    #[test]
    fn anchors_of_every_page_are_accepted() {
        assert!(["", "top", "L12", ":~:text=x"].into_iter().all(|place| !names_a_heading(place)));
        assert!(names_a_heading("løsning"));
    }
}
