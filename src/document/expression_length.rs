//! How long an expression may be: the engine looks into it by calling itself once for each term.
//!
//! What is too long is told by its tokens: the tree of the engine would be made by those very calls.

use minijinja::{
    machinery::{Token, tokenize},
    syntax::SyntaxConfig,
};

use super::span::Span;

/// The most words and signs of one expression, besides the values in it: a list of ids may be as long as it must.
const MOST: usize = 1_500;

/// The most `elif` of a template, each of which is an `if` inside the one before, and the most macros, each of which may hold
/// on to the one before.
const MOST_BRANCHES: usize = 500;

/// Returns whether an expression is longer than anybody writes.
#[must_use]
pub fn is_too_long(expression: &str) -> bool {
    let tokens = tokenize(expression, true, SyntaxConfig::default());
    tokens.map_while(Result::ok).filter(|(token, _)| is_term(token)).count() > MOST
}

/// Finds where in a template an expression, or a row of branches, gets longer than anybody writes.
#[must_use]
pub fn too_long(template: &str) -> Option<Span> {
    let (mut terms, mut branches) = (0, 0);
    // What is no token is told where the template is read.
    for (token, span) in tokenize(template, false, SyntaxConfig::default()).map_while(Result::ok) {
        match token {
            Token::VariableStart | Token::BlockStart => terms = 0,
            Token::Ident("elif" | "macro" | "call") => branches += 1,
            token => terms += usize::from(is_term(&token)),
        }
        if terms > MOST || branches > MOST_BRANCHES {
            return Some(Span { start: span.start_offset, end: span.end_offset });
        }
    }
    None
}

fn is_term(token: &Token<'_>) -> bool {
    !matches!(
        token,
        Token::TemplateData(_)
            | Token::Str(_)
            | Token::String(_)
            | Token::Int(_)
            | Token::Int128(_)
            | Token::Float(_)
            | Token::Comma
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn what_people_write_is_short_enough() {
        for name in embedded::templates() {
            assert_eq!(too_long(embedded::template(name).unwrap()), None, "{name}");
        }
        let list: Vec<String> = (0..10_000).map(|number| format!("'2019/{number}'")).collect();
        assert!(!is_too_long(&format!("id in [{}]", list.join(", "))));
        let ways: Vec<String> = (0..400).map(|number| format!("id == '{number}'")).collect();
        assert!(!is_too_long(&ways.join(" or ")));
    }

    #[test]
    fn what_would_go_too_deep_is_told_with_its_place() {
        for (start, term, end) in [
            ("{{ 1", "+1", " }}"),
            ("{{ a", "|upper", " }}"),
            ("{{ ", "not ", "a }}"),
            ("{{ ", "-", "1 }}"),
            ("{{ a", "[0]", " }}"),
            ("{{ a", ".b", " }}"),
            ("{{ a", "()", " }}"),
            ("{{ a", "~b", " }}"),
            ("{{ a", " is defined", " }}"),
            ("{{ a", " if b else c", " }}"),
            ("{% if a %}", "{% elif b %}", "{% endif %}"),
            ("{% set x = ", "(", "{% endset %}"),
        ] {
            let text = format!("å\n{start}{}{end}", term.repeat(30_000));
            let span = too_long(&text).unwrap();
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{term}");
        }
        assert!(is_too_long(&format!("1{}", "+1".repeat(3_000))));
    }
}
