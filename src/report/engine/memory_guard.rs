//! A guard on the values that a portfolio's own templates keep: what grows each time it is kept soon takes all memory.
//!
//! The engine counts steps and the bytes of texts. It does not count what `list + list` holds, which it puts together only
//! when it is used, nor how deep lists lie inside each other, so that sixty doublings, or a list put into a list a million
//! times, would end the program. A template cannot go on with a value without giving it a name, by `set`, `with`, `for` or
//! the parameter of a macro; so each value that may have grown is looked at there.

use minijinja::{
    Error, ErrorKind, State, Value,
    machinery::{Span, Token, tokenize},
    value::{ObjectRepr, ValueKind},
};

use super::syntax::syntax;

/// The name of the filter that looks at a value; no template needs it.
pub const KEPT: &str = "_kept";
/// The name of the filter that looks at a value before it is put into a namespace.
pub const SHARED: &str = "_shared";

/// How many lists may lie inside each other.
const DEEPEST: usize = 64;
/// How many values are looked at for a step of the engine.
const FOR_A_STEP: u64 = 8;

/// Returns a template in which each value that is given a name goes through [`KEPT`] first; every line stays where it is.
pub fn guarded(template: &str) -> String {
    // What is no template is told where the engine reads it. Its tree does not say where a tag ends, its tokens do.
    let tokens: Vec<(Token<'_>, Span)> = tokenize(template, false, syntax()).map_while(Result::ok).collect();
    let mut added: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let start = at;
        at += 1;
        if !matches!(tokens[start].0, Token::BlockStart) {
            continue;
        }
        while tokens.get(at).is_some_and(|(token, _)| !matches!(token, Token::BlockEnd)) {
            at += 1;
        }
        if let Some((_, end)) = tokens.get(at) {
            guard(template, &tokens[start + 1..at], *end, &mut added);
        }
    }
    added.sort_by_key(|(at, _)| *at);
    let (mut out, mut from) = (String::with_capacity(template.len()), 0);
    for (at, text) in added {
        out += &template[from..at];
        out += &text;
        from = at;
    }
    out + &template[from..]
}

/// Adds what guards one tag, which ends at `end`.
fn guard(template: &str, tag: &[(Token<'_>, Span)], end: Span, added: &mut Vec<(usize, String)>) {
    let Some((Token::Ident(word), _)) = tag.first() else { return };
    let depths = depths(tag);
    let is_assign = |at: usize| depths[at] == 0 && matches!(tag[at].0, Token::Assign);
    let named = match *word {
        "set" => {
            let Some(assign) = (0..tag.len()).find(|at| is_assign(*at)) else { return };
            let is_shared = tag[..assign].iter().any(|(token, _)| matches!(token, Token::Dot));
            if let Some((_, last)) = tag.last()
                && (is_shared || may_grow(&tag[assign + 1..]))
            {
                added.push((tag[assign].1.end_offset as usize, "(".to_owned()));
                added.push((last.end_offset as usize, format!(")|{}", if is_shared { SHARED } else { KEPT })));
            }
            return;
        }
        "for" => {
            let is_in = |at: &usize| depths[*at] == 0 && matches!(tag[*at].0, Token::Ident("in"));
            match (0..tag.len()).find(is_in) {
                Some(at) if may_grow(&tag[at + 1..]) => names(&tag[1..at]),
                _ => return,
            }
        }
        "with" => {
            let (mut named, mut from) = (Vec::new(), 1);
            for at in 1..tag.len() {
                if is_assign(at) {
                    named.extend(names(&tag[from..at]));
                } else if depths[at] == 0 && matches!(tag[at].0, Token::Comma) {
                    from = at + 1;
                }
            }
            named
        }
        "macro" | "call" => {
            let starts = |at: usize| matches!(tag[at].0, Token::ParenOpen | Token::Comma);
            let first = if *word == "call" { 1 } else { 2 };
            let Some((Token::ParenOpen, _)) = tag.get(first) else { return };
            let end = (first + 1..tag.len()).find(|at| depths[*at] == 0).unwrap_or(tag.len());
            let parameters = (first + 1..end).filter(|at| depths[*at] == 1 && starts(at - 1));
            parameters.flat_map(|at| names(&tag[at..=at])).collect()
        }
        _ => return,
    };
    let Some(close) = template.get(end.start_offset as usize..end.end_offset as usize) else { return };
    let sets: String = named.iter().map(|name| format!("{{% set {name} = {name}|{KEPT} {close}")).collect();
    added.push((end.end_offset as usize, sets));
}

/// Returns how many brackets each token of a tag lies in; those that close one lie outside it.
fn depths(tag: &[(Token<'_>, Span)]) -> Vec<usize> {
    let mut depth = 0_usize;
    let of = |(token, _): &(Token<'_>, Span)| match token {
        Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => {
            depth += 1;
            depth - 1
        }
        Token::ParenClose | Token::BracketClose | Token::BraceClose => {
            depth = depth.saturating_sub(1);
            depth
        }
        _ => depth,
    };
    tag.iter().map(of).collect()
}

fn names<'t>(tokens: &[(Token<'t>, Span)]) -> Vec<&'t str> {
    let name = |(token, _): &(Token<'t>, Span)| if let Token::Ident(name) = token { Some(*name) } else { None };
    tokens.iter().filter_map(name).collect()
}

/// Returns whether an expression is more than a name with parts: only then can it make something.
fn may_grow(expression: &[(Token<'_>, Span)]) -> bool {
    expression.iter().any(|(token, _)| !matches!(token, Token::Ident(_) | Token::Dot | Token::Comma))
}

/// Hands a value on; one that is put together only when it is used is put together here, so that it is paid for.
///
/// # Errors
/// Fails where the value is larger, or lies deeper in lists, than a document needs.
pub fn kept(state: &mut State<'_, '_>, value: Value) -> Result<Value, Error> {
    let mut looked = Looked { state, count: 0, is_shared: false };
    Ok(looked.at(&value, 0)?.unwrap_or(value))
}

/// Hands a value on that is put into a namespace; a namespace, or a macro, which may hold one, could lie inside itself there.
///
/// # Errors
/// Fails as [`kept`] does, and where the value is or holds one of the two.
pub fn shared(state: &mut State<'_, '_>, value: Value) -> Result<Value, Error> {
    let mut looked = Looked { state, count: 0, is_shared: true };
    Ok(looked.at(&value, 0)?.unwrap_or(value))
}

struct Looked<'s, 't, 'e> {
    state: &'s State<'t, 'e>,
    count: u64,
    is_shared: bool,
}

impl Looked<'_, '_, '_> {
    /// Returns what takes the place of a value, if something must.
    fn at(&mut self, value: &Value, depth: usize) -> Result<Option<Value>, Error> {
        self.count += 1;
        if self.count.is_multiple_of(FOR_A_STEP) {
            self.state.consume_fuel(1)?;
        }
        let Some(object) = value.as_object() else { return Ok(None) };
        if depth > DEEPEST {
            return Err(Error::from(ErrorKind::OutOfFuel));
        }
        // One that is told to be large is not begun with.
        self.state.consume_fuel(value.len().unwrap_or_default() as u64 / FOR_A_STEP)?;
        let kind = object.type_name();
        if self.is_shared && (kind.ends_with("Namespace") || kind.contains("::vm::")) {
            return Err(Error::new(ErrorKind::InvalidOperation, "a namespace holds no namespace and no macro"));
        }
        match object.repr() {
            ObjectRepr::Seq | ObjectRepr::Iterable => {
                let is_whole = object.is::<Vec<Value>>() || value.is_tuple();
                let mut is_same = true;
                let mut items = Vec::new();
                for item in value.try_iter()? {
                    let other = self.at(&item, depth + 1)?;
                    is_same &= other.is_none();
                    items.push(other.unwrap_or(item));
                }
                Ok((!is_whole || !is_same).then(|| Value::from(items)))
            }
            ObjectRepr::Map if value.kind() == ValueKind::Map => {
                let is_shared = kind.ends_with("Namespace");
                let mut is_same = !kind.contains("Merge") && !kind.contains("Kwargs");
                let mut entries = Vec::new();
                for key in value.try_iter()? {
                    let entry = value.get_item(&key)?;
                    let other = self.at(&entry, depth + 1)?;
                    is_same &= other.is_none();
                    entries.push((key, other.unwrap_or(entry)));
                }
                match (is_same, is_shared) {
                    (true, _) => Ok(None),
                    (false, false) => Ok(Some(entries.into_iter().collect())),
                    // What is shared cannot be put in the place of itself.
                    (false, true) => Err(Error::from(ErrorKind::OutOfFuel)),
                }
            }
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_may_grow_are_looked_at_where_they_get_a_name() {
        for (template, expected) in [
            ("{% set a = b.c %}", "{% set a = b.c %}"),
            ("{%- set a = b + c -%}", "{%- set a =( b + c)|_kept -%}"),
            ("{% set a, b = 1, [2] %}", "{% set a, b =( 1, [2])|_kept %}"),
            ("{% set n.a = n %}", "{% set n.a =( n)|_shared %}"),
            ("{% set a %}x{% endset %}", "{% set a %}x{% endset %}"),
            ("{% for a in b %}", "{% for a in b %}"),
            (
                "{% for a, b in c|items -%}\n",
                "{% for a, b in c|items -%}{% set a = a|_kept -%}{% set b = b|_kept -%}\n",
            ),
            ("{% with a = [b], c = d %}", "{% with a = [b], c = d %}{% set a = a|_kept %}{% set c = c|_kept %}"),
            ("{% macro m(a, b=f(c, d)) %}", "{% macro m(a, b=f(c, d)) %}{% set a = a|_kept %}{% set b = b|_kept %}"),
            ("{% call(a) m(b) %}", "{% call(a) m(b) %}{% set a = a|_kept %}"),
            ("{% raw %}{% set a = [b] %}{% endraw %}", "{% raw %}{% set a = [b] %}{% endraw %}"),
        ] {
            assert_eq!(guarded(template), expected);
        }
    }
}
