//! The blocks of templates: which a template has, and whether the one it extends has them, too.

use minijinja::{
    machinery::{Token, tokenize},
    syntax::SyntaxConfig,
};

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
    let mut above = find(&parent(text)?)?;
    let mut known: Vec<String> = Vec::new();
    for _ in 0..LONGEST_CHAIN {
        let blocks = tags(&above).filter_map(|tag| match tag {
            ("block", Token::Ident(name), _) => Some(name.to_owned()),
            _ => None,
        });
        known.extend(blocks);
        match parent(&above).map(|name| find(&name)) {
            // What is not there is said where the template is filled.
            Some(None) => return None,
            Some(Some(next)) => above = next,
            None => break,
        }
    }
    let mut depth = 0;
    for tag in tags(text) {
        match tag {
            ("block", Token::Ident(name), span) if depth == 0 && !known.iter().any(|known| known == name) => {
                let suggestion = closest(name, known.iter().map(String::as_str)).map(str::to_owned);
                return Some(StrayBlock { name: name.to_owned(), span, suggestion });
            }
            ("block", ..) => depth += 1,
            ("endblock", ..) => depth = usize::saturating_sub(depth, 1),
            _ => {}
        }
    }
    None
}

/// Returns the name of the template that a template extends, where it is written out.
#[must_use]
pub fn parent(text: &str) -> Option<String> {
    match tags(text).find(|(word, ..)| *word == "extends")?.1 {
        Token::Str(name) => Some(name.to_owned()),
        Token::String(name) => Some(name.into()),
        _ => None,
    }
}

/// Lists the tags of a template: the first word, and what stands behind it and where. The engine's tree tells blocks, too, but
/// nothing of a template with a fault anywhere, and not where the name of a block stands.
fn tags(text: &str) -> impl Iterator<Item = (&str, Token<'_>, Span)> {
    let mut tokens = tokenize(text, false, SyntaxConfig::default()).map_while(Result::ok);
    std::iter::from_fn(move || {
        tokens.find(|(token, _)| matches!(token, Token::BlockStart))?;
        let (word, (name, place)) = (tokens.next()?.0, tokens.next()?);
        let word = if let Token::Ident(word) = word { word } else { "" };
        Some((word, name, Span { start: place.start_offset, end: place.end_offset }))
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
