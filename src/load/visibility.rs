//! Finds whatever makes it doubtful that a project is public; a doubtful project is not published.

mod in_front_matter;
mod words;

use std::{collections::HashSet, sync::LazyLock};

use foldhash::fast::RandomState;

use super::{file_names::SETTINGS, limits::LARGEST};
use crate::{
    document::{Fault, FaultKind, Faults, FromYaml, Node, Shapes, Span, Value, conflict, yaml},
    model::{Project, UnclearReason, UnclearVisibility},
    source::Source,
    text_encoding::decode,
};
pub use in_front_matter::closed_by_front_matter;
use words::{CLOSED, KEY, NO, RELATED, STEMS, is_near, is_one_of, plain};

/// Holds what a `project.yaml` says about visibility.
#[derive(Default)]
pub struct VisibilitySigns {
    doubt: Option<(UnclearReason, Span)>,
    /// Keys that make the visibility doubtful if they are unknown to the format.
    related: Vec<Span>,
}

/// The longest word about visibility, in bytes, with punctuation and spaces in it.
const LONGEST: usize = 60;

/// Returns whether a key exists anywhere in the format of a project.
fn is_of_format(key: &str) -> bool {
    static KEYS: LazyLock<HashSet<&'static str, RandomState>> = LazyLock::new(|| {
        let mut shapes = Shapes::default();
        Project::shape(&mut shapes);
        let keys = shapes.records.values().flat_map(|record| record.keys.iter().map(|(key, _)| *key));
        keys.filter(|key| *key != KEY).collect()
    });
    KEYS.contains(key)
}

impl VisibilitySigns {
    /// Reads the signs from the text and the tree of a `project.yaml`. The tree may lack empty values, since the text
    /// has them.
    pub fn of(text: &str, root: Option<&Node<'_>>) -> Self {
        let mut signs = Self::default();
        if let Some(at) = conflict::conflict(text) {
            signs.doubt = Some((UnclearReason::Conflict, line(text, at)));
            return signs;
        }
        let entries: &[_] = match root.map(|root| &root.value) {
            Some(Value::Mapping(entries)) => entries,
            _ => &[],
        };
        let key = entries.iter().find(|(key, _)| key.scalar() == Some(KEY));
        signs.doubt = key.and_then(invalid_value).or_else(|| misplaced_key(text, entries, key));
        signs.collect_related_keys(entries);
        signs
    }

    /// Collects the keys about visibility, at any depth. The tree is needed because the text may have escapes in a key.
    fn collect_related_keys(&mut self, entries: &[(Node<'_>, Node<'_>)]) {
        for (key, value) in entries {
            let key_text = key.scalar().unwrap_or_default();
            // Only keys that the format does not have are used later, and most are of the format.
            let name = if is_of_format(key_text) { String::new() } else { plain(key_text) };
            let (mut is_closed, mut is_no) = (false, false);
            let mut check = |text: &str, _: Span| {
                if text.len() > LONGEST {
                    return;
                }
                is_closed |= is_one_of(text, &CLOSED);
                is_no |= is_one_of(text, &NO);
            };
            match &value.value {
                Value::Mapping(_) => {}
                _ => value.each_scalar(&mut check),
            }
            let is_related =
                !name.is_empty() && (RELATED.contains(&&*name) || is_near(&name) || name.contains("internal"));
            let is_unpublished = is_no && ["publi", "offent"].iter().any(|stem| plain(key_text).starts_with(stem));
            if is_related || is_closed || is_unpublished {
                self.related.push(key.span);
            }
            match &value.value {
                Value::Mapping(entries) => self.collect_related_keys(entries),
                Value::List(items) => {
                    for item in items {
                        if let Value::Mapping(entries) = &item.value {
                            self.collect_related_keys(entries);
                        }
                    }
                }
                Value::Scalar { .. } => {}
            }
        }
    }

    /// Returns what makes it doubtful that a project is public, from the signs and the faults of its file.
    pub fn doubt<'f>(self, id: &str, faults: &(impl Iterator<Item = &'f Fault> + Clone)) -> Option<UnclearVisibility> {
        let here = |why, span| Some(UnclearVisibility { why, file: None, span });
        let twice =
            faults.clone().find(|fault| matches!(&fault.kind, FaultKind::DuplicateKey { key, .. } if key == KEY));
        if let Some(fault) = twice {
            return here(UnclearReason::Twice, fault.span);
        }
        if let Some((why, span)) = self.doubt {
            return here(why, Some(span));
        }
        let unknown = faults.clone().find(|fault| match &fault.kind {
            FaultKind::UnknownKey { suggestion, .. } => {
                suggestion.as_deref() == Some(KEY) || fault.span.is_some_and(|span| self.related.contains(&span))
            }
            FaultKind::InvalidValue { value, .. } => CLOSED.contains(&&*plain(value)),
            _ => false,
        });
        if let Some(fault) = unknown {
            return here(UnclearReason::Key, fault.span);
        }
        if faults.clone().any(|fault| matches!(fault.kind, FaultKind::More { .. })) {
            return here(UnclearReason::Faults, None);
        }
        let folder = id.rsplit('/').next().unwrap_or_default();
        let is_closed = folder.split('.').skip(1).any(|part| CLOSED.contains(&&*plain(part)));
        is_closed.then_some(UnclearVisibility { why: UnclearReason::Folder, file: None, span: None })
    }
}

/// Returns the span of a visibility that is neither `public` nor `internal`.
fn invalid_value((key, value): &(Node<'_>, Node<'_>)) -> Option<(UnclearReason, Span)> {
    let is_valid = matches!(value.scalar(), Some("public" | "internal"));
    let is_empty = value.span.end <= value.span.start;
    (!is_valid).then_some((UnclearReason::Value, if is_empty { key.span } else { value.span }))
}

/// Returns the span of a word for visibility that is not the key of the project.
fn misplaced_key(
    text: &str,
    entries: &[(Node<'_>, Node<'_>)],
    own: Option<&(Node<'_>, Node<'_>)>,
) -> Option<(UnclearReason, Span)> {
    // Each entry of the register of documents has a visibility of its own.
    let register = entries.iter().find(|(key, _)| key.scalar() == Some("documents"));
    let is_expected = |at: usize| {
        let is_in = |span: Span| (span.start as usize..span.end as usize).contains(&at);
        own.is_some_and(|(key, _)| is_in(key.span)) || register.is_some_and(|(_, value)| is_in(value.span))
    };
    let (start, end) = visibility_keys(text).find(|(start, _)| !is_expected(*start))?;
    let is_at_start = start == 0 || text[..start].ends_with('\n');
    let is_bare = own.is_none() && &text[start..end] == KEY && is_at_start;
    Some((if is_bare { UnclearReason::Value } else { UnclearReason::Key }, Span::new(start, end)))
}

/// Returns where a file other than `project.yaml` says that something is not public. Visibility has no effect there, so
/// the author may believe that a project is internal. The file need not be valid YAML.
pub fn doubt_in_file(source: &dyn Source, path: &str) -> Option<UnclearVisibility> {
    let bytes = source.read(path, LARGEST).ok()?;
    let text = decode(&bytes).ok()?;
    doubt_in_text(text).map(|span| UnclearVisibility {
        why: UnclearReason::Elsewhere,
        file: Some(path.into()),
        span: Some(span),
    })
}

fn doubt_in_text(text: &str) -> Option<Span> {
    // Most files end here, which saves time.
    if !may_mention_visibility(text) {
        return None;
    }
    let is_open = |end: usize| plain(text[end..].lines().next().unwrap_or_default()) == "public";
    if let Some((start, end)) = visibility_keys(text).find(|(_, end)| !is_open(*end)) {
        return Some(Span::new(start, end));
    }
    let root = yaml::parse(text, &mut Faults::default())?;
    let Value::Mapping(entries) = &root.value else { return None };
    let is_closed = |(key, value): &&(Node<'_>, Node<'_>)| {
        let name = plain(key.scalar().unwrap_or_default());
        let says = |words: &[&str]| value.scalar().is_some_and(|text| words.contains(&&*plain(text)));
        (is_near(&name) && !says(&["public"]))
            || (RELATED.contains(&&*name) && (says(&CLOSED) || says(&["true", "ja", "yes"])))
    };
    entries.iter().find(is_closed).map(|(key, _)| key.span)
}

/// Returns where the file of a year, or the settings, say that projects are not public.
pub fn doubt_in_shared_files(source: &dyn Source, year: &str) -> Option<UnclearVisibility> {
    doubt_in_file(source, &format!("{year}/round.yaml")).or_else(|| doubt_in_file(source, SETTINGS))
}

/// Returns quickly whether a text may contain any of the words.
fn may_mention_visibility(text: &str) -> bool {
    let has = |stem: &str| contains_in_any_case(text, stem);
    STEMS.iter().any(|stem| has(stem)) || has("intern") || has("privat") || has("\\u") || has("\\x")
}

fn contains_in_any_case(text: &str, part: &str) -> bool {
    let (bytes, part) = (text.as_bytes(), part.as_bytes());
    let first = part.first().copied().unwrap_or_default();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes)
        .any(|at| bytes.get(at..at + part.len()).is_some_and(|found| found.eq_ignore_ascii_case(part)))
}

/// Finds words for `visibility`, followed by a colon or an equals sign, that may be meant as a key: at the start of an
/// entry, or followed by a value about visibility. Comments are skipped.
fn visibility_keys(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}');
    let wide = text.contains('：').then(|| text.match_indices('：').map(|(at, _)| at)).into_iter().flatten();
    let mut ends: Vec<usize> = memchr::memchr2_iter(b':', b'=', text.as_bytes()).chain(wide).collect();
    ends.sort_unstable();
    ends.into_iter().filter_map(move |at| {
        let before = text[..at].trim_end_matches(['"', '\'', ' ', '\t', '\u{a0}']);
        let (end, line) = (before.len(), before.rfind('\n').map_or(0, |at| at + 1));
        let start = line + before[line..].char_indices().rev().take_while(|(_, c)| is_part(*c)).last()?.0;
        let is_likely = before[start..].starts_with(['v', 'V', 's', 'S']) && end - start <= LONGEST;
        if !is_likely {
            return None;
        }
        let value = text[at..].trim_start_matches([':', '=', '：']);
        let is_meant =
            is_near(&plain(&text[start..end])) && (is_first_in_line(text, start) || is_visibility_value(value));
        (is_meant && !is_in_comment(text, start)).then_some((start, end))
    })
}

fn is_visibility_value(value: &str) -> bool {
    let line = value.lines().next().unwrap_or_default();
    let word = line.split([',', '}', ']', '#', '.', ';']).next().unwrap_or_default();
    let word = plain(word);
    let first = plain(line.split_whitespace().next().unwrap_or_default());
    let known = |word: &str| {
        CLOSED.contains(&word) || NO.contains(&word) || ["public", "offentlig", "offentleg"].contains(&word)
    };
    known(&word) || known(&first)
}

/// Returns whether the text before an offset in its line can come before a key.
fn is_first_in_line(text: &str, at: usize) -> bool {
    let before = text[..at].rsplit('\n').next().unwrap_or_default();
    let before = before.trim_end_matches(['"', '\'', ' ', '\t', '\u{a0}', '\u{feff}', '?', '!']);
    before.is_empty() || before.ends_with(['{', ',', '[']) || before.trim_start().chars().all(|c| c == '-')
}

fn is_in_comment(text: &str, at: usize) -> bool {
    let before = text[..at].rsplit('\n').next().unwrap_or_default();
    before.match_indices('#').any(|(at, _)| at == 0 || before[..at].ends_with([' ', '\t']))
}

fn line(text: &str, at: usize) -> Span {
    Span::new(at, at + text[at..].lines().next().unwrap_or_default().len())
}

#[cfg(test)]
mod tests;
