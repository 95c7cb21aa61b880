//! The quotes and list items that contain a text.

/// The comment between two lists, which would be one list without it.
pub const BETWEEN: &str = "<!-- -->";

/// Holds the prefix of the lines of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// The prefix of every line except the first.
    pub indent: String,
    /// The length of the prefix of the first line, in bytes.
    pub width: usize,
}

impl Container {
    /// Reads the quote and item marks at the beginning of a line.
    pub fn of(line: &str) -> Self {
        let (mut indent, mut width) = (String::new(), 0);
        while let Some(c) = line[width..].chars().next() {
            if matches!(c, ' ' | '\t' | '>') {
                indent.push(c);
                width += 1;
                continue;
            }
            let Some(mark) = item_mark(&line[width..]) else { break };
            indent.push_str(&" ".repeat(mark));
            width += mark;
        }
        Self { indent, width }
    }
}

/// Returns the length of an item mark, such as `- ` or `12. `.
fn item_mark(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_mark = |c: char| if digits == 0 { matches!(c, '-' | '*' | '+') } else { matches!(c, '.' | ')') };
    let rest = text[digits..].strip_prefix(is_mark)?;
    (digits < 10 && (rest.starts_with(' ') || rest.is_empty())).then_some(digits + 1)
}

/// Returns whether a text would continue the list above it.
pub fn continues(above: &str, text: &str) -> bool {
    let Some(line) = above.trim_end().lines().last() else { return false };
    let is_in_list = line.starts_with([' ', '\t']) || item_mark(line).is_some() || line.starts_with("[^");
    let first = text.lines().next().unwrap_or_default();
    let start = first.trim_start_matches(' ');
    is_in_list && (item_mark(start).is_some() || first.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_and_items_become_room() {
        let of = |line: &str| {
            let Container { indent, width } = Container::of(line);
            (indent, width)
        };
        assert_eq!(of(""), (String::new(), 0));
        assert_eq!(of("> - "), (">   ".to_owned(), 4));
        assert_eq!(of("12. **a**"), ("    ".to_owned(), 4));
        assert_eq!(of("Words - "), (String::new(), 0));
        assert_eq!(of("-x"), (String::new(), 0));
    }

    #[test]
    fn lists_do_not_run_together() {
        assert!(continues("- a\n\n", "- b"));
        assert!(continues("- a\n  b\n\n", "1. c"));
        assert!(continues("- a\n\n", "    code"));
        assert!(!continues("- a\n\n", "b") && !continues("a\n\n", "- b") && !continues("", "- b"));
    }
}
