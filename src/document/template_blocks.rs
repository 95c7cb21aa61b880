//! The blocks of templates: which a template has, and whether the one it extends has them, too.

use super::span::Span;
use crate::similar_name::closest;

/// Enough for any chain of templates; one that goes in circles is stopped.
const LONGEST_CHAIN: usize = 16;

/// Holds a block of a template that the template it extends has not, so that nothing of it would be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayBlock {
    /// The name of the block.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// Finds the first block of a template that the templates it extends do not have; `find` gives a template's text.
///
/// A block inside another one is new, and shown with it.
#[must_use]
pub fn stray_block(text: &str, find: &dyn Fn(&str) -> Option<String>) -> Option<StrayBlock> {
    let mut above = find(parent(text)?)?;
    let mut known: Vec<String> = Vec::new();
    for _ in 0..LONGEST_CHAIN {
        known.extend(tags(&above).filter(|tag| tag.word == "block").map(|tag| tag.name.to_owned()));
        match parent(&above).map(find) {
            // What is not there is said where the template is filled.
            Some(None) => return None,
            Some(Some(next)) => above = next,
            None => break,
        }
    }
    let mut depth = 0;
    for tag in tags(text) {
        match tag.word {
            "block" if depth == 0 && !known.iter().any(|known| known == tag.name) => {
                let suggestion = closest(tag.name, known.iter().map(String::as_str)).map(str::to_owned);
                let span = Span::new(tag.at, tag.at + tag.name.len());
                return Some(StrayBlock { name: tag.name.to_owned(), span, suggestion });
            }
            "block" => depth += 1,
            "endblock" => depth = usize::saturating_sub(depth, 1),
            _ => {}
        }
    }
    None
}

/// Returns the name of the template that a template extends, where it is written out.
#[must_use]
pub fn parent(text: &str) -> Option<&str> {
    let name = tags(text).find(|tag| tag.word == "extends")?.name;
    let quote = name.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    name[1..].split_once(quote).map(|(name, _)| name)
}

/// Holds the first two words of a tag, and where the second one stands.
struct Tag<'t> {
    word: &'t str,
    name: &'t str,
    at: usize,
}

/// Lists the tags of a template, without what stands in comments and in raw text.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    let mut is_raw = false;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let opens = |at: &usize| match rest.as_bytes().get(at + 1) {
                Some(b'%') => true,
                Some(b'#') => !is_raw,
                _ => false,
            };
            let start = at + memchr::memchr_iter(b'{', rest.as_bytes()).find(opens)?;
            if text[start..].starts_with("{#") {
                at = start + text[start..].find("#}")? + 2;
                continue;
            }
            let end = start + text[start..].find("%}")?;
            at = end + 2;
            let inner = text.get(start + 2..end)?.trim_start_matches(['-', '+']);
            let word = inner.split_whitespace().next().unwrap_or_default();
            if word == "raw" || word == "endraw" {
                is_raw = word == "raw";
            } else if !is_raw {
                let rest = inner.trim_start().get(word.len()..)?.trim_start();
                let name = rest.trim_end_matches('-').trim_end();
                return Some(Tag { word, name, at: end - rest.len() });
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_nothing_shows_is_found() {
        let find = |name: &str| match name {
            "!a" => {
                Some("{% block title %}{% block inner %}{% endblock %}{% endblock %}{# {% block no %} #}".to_owned())
            }
            "b" => Some("{% extends '!a' %}{% block title %}{% block new %}{% endblock %}{% endblock %}".to_owned()),
            _ => None,
        };
        let stray = |text: &str| stray_block(text, &find).map(|stray| (stray.name, stray.suggestion));
        assert_eq!(stray("{% extends \"!a\" %}{%- block title -%}x{% block own %}{% endblock %}{% endblock %}"), None);
        assert_eq!(stray("{% extends 'b' %}{% block new %}{% endblock %}{% block inner %}{% endblock %}"), None);
        let text = "{% extends '!a' %}\n{% block titel %}{% endblock titel %}";
        assert_eq!(stray(text), Some(("titel".into(), Some("title".into()))));
        let span = stray_block(text, &find).unwrap().span;
        assert_eq!(&text[span.start as usize..span.end as usize], "titel");
        assert_eq!(stray("{% extends '!a' %}{% block no %}{% endblock %}"), Some(("no".into(), None)));
        assert_eq!(stray("{% extends 'gone' %}{% block x %}{% endblock %}"), None);
        assert_eq!(stray("{% block x %}{% endblock %}"), None);
        assert_eq!(stray("{% extends '!a' %}{% raw %}{% block x %}{% endraw %}"), None);
    }
}
