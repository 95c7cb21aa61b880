//! The part of a link after its words: the target or the label in brackets.

/// Returns the length of `(address "title")` at the beginning of a text; `None` if it has none.
///
/// As in `CommonMark`, section 6.3: the address is in angle brackets, or its brackets are balanced.
pub fn inline(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let rest = blank(inside);
    let rest = address(rest)?;
    let after = blank(rest);
    if let Some(end) = after.strip_prefix(')') {
        return Some(text.len() - end.len());
    }
    if after.len() == rest.len() {
        return None;
    }
    let end = blank(title(after)?).strip_prefix(')')?;
    Some(text.len() - end.len())
}

/// Returns the length of `[label]`, which names a definition; 0 if the words of the link are the label.
pub fn reference(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('[') else { return 0 };
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            ']' => return at + 2,
            '[' => return 0,
            _ => {}
        }
    }
    0
}

/// Skips spaces and at most one line break.
fn blank(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\t']);
    rest.strip_prefix('\n').map_or(rest, |rest| rest.trim_start_matches([' ', '\t']))
}

fn address(text: &str) -> Option<&str> {
    let mut is_escaped = false;
    if let Some(inside) = text.strip_prefix('<') {
        for (at, c) in inside.char_indices() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '>' => return Some(&inside[at + 1..]),
                '<' | '\n' => return None,
                _ => {}
            }
        }
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            c if is_escaped && c.is_ascii_punctuation() => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(&text[at..]),
            ')' => depth -= 1,
            c if c.is_ascii_whitespace() || c.is_ascii_control() => {
                return (depth == 0).then_some(&text[at..]);
            }
            _ => is_escaped = false,
        }
    }
    None
}

fn title(text: &str) -> Option<&str> {
    let opens = text.chars().next()?;
    let closes = match opens {
        '"' | '\'' => opens,
        '(' => ')',
        _ => return None,
    };
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == closes => return Some(&text[at + 1..]),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_where_a_link_leads_is_found() {
        for whole in
            ["(a)", "()", "( a )", "(a(b)c)", "(<a b>)", "(a \"b )\")", "(a\n  'b')", "(\n  a)", "(a (b))", "(a\\)b)"]
        {
            assert_eq!(inline(&format!("{whole} c)")), Some(whole.len()), "{whole}");
        }
        for none in ["", "a", "(a b)", "(a", "(<a)", "(a \"b)", "(a\"b\" c)"] {
            assert_eq!(inline(none), None, "{none}");
        }
        assert_eq!([reference("[a b] c"), reference("[]"), reference("(a)"), reference("[a")], [5, 2, 0, 0]);
    }
}
