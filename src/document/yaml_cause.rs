//! Finds the causes of YAML errors on earlier or later lines than the parser reports.

/// Finds a quotation mark or a bracket on a line before an offset that is never closed.
///
/// If text follows the end of a quoted text of several lines, that end is the opening quotation mark of another value.
pub fn never_closed(text: &str, at: usize) -> Option<usize> {
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut scan = Scan { text, at: 0, open: Vec::new() };
    while scan.at < at {
        if let Some(quote) = scan.step() {
            return (quote < line_start).then_some(quote);
        }
    }
    let opened = *scan.open.last().filter(|opened| **opened < line_start)?;
    // Brackets may be closed on a later line.
    let depth = scan.open.len();
    while scan.at < text.len() && scan.open.len() >= depth {
        scan.step();
    }
    (scan.open.len() >= depth).then_some(opened)
}

/// Finds the span of the previous line if it should be a key and a value but has no colon.
pub fn without_colon(text: &str, line_start: usize) -> Option<(usize, usize)> {
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let below = text[line_start..].lines().next().unwrap_or_default();
    let mut end = line_start;
    loop {
        end = end.checked_sub(1)?;
        let start = text[..end].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..end].trim_end();
        let words = line.trim_start();
        if words.is_empty() || words.starts_with('#') {
            end = start;
            continue;
        }
        let has_key = words.contains(": ") || words.ends_with(':') || words.starts_with("- ");
        let is_beside = below.is_empty() || indent_of(line) == indent_of(below);
        return (!has_key && is_beside && below.starts_with(|c| c != '-'))
            .then_some((start + indent_of(line), start + line.len()));
    }
}

/// Finds a tab in the indentation of the next line, if there is none in that of this line.
pub fn tab_below(text: &str, line_start: usize) -> Option<usize> {
    let below = line_start + text[line_start..].find('\n')? + 1;
    let tab = |start: usize| {
        let line = text[start..].lines().next().unwrap_or_default();
        line.find('\t').filter(|tab| line[..*tab].trim().is_empty() && !line.trim().is_empty())
    };
    tab(line_start).is_none().then(|| tab(below)).flatten().map(|tab| below + tab)
}

/// Finds the span of no-break spaces in the indentation of a line, or of the one above or below.
pub fn hard_space(text: &str, line_start: usize) -> Option<(usize, usize)> {
    let is_hard = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
    let above = text[..line_start].trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |end| end + 1);
    let below = text[line_start..].find('\n').map_or(text.len(), |end| line_start + end + 1);
    [above, line_start, below].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let indent = &line[..line.len() - line.trim_start_matches(|c| c == ' ' || is_hard(c)).len()];
        let from = indent.find(is_hard)?;
        let to = indent.trim_end_matches(' ').len();
        (indent.len() < line.trim_end().len()).then_some((start + from, start + to))
    })
}

/// Finds a list item without a space after its dash, on a line or the one above.
pub fn dash(text: &str, line_start: usize) -> Option<usize> {
    let above = text[..line_start].trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |end| end + 1);
    [line_start, above].into_iter().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let words = line.trim_start_matches(' ');
        let next = words.strip_prefix('-')?.chars().next()?;
        let is_item = next.is_alphabetic() || matches!(next, '{' | '[' | '"' | '\'');
        is_item.then_some(start + line.len() - words.len())
    })
}

/// Scans a text for quotes and brackets.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The offsets of the open brackets.
    open: Vec<usize>,
}

impl Scan<'_> {
    /// Skips the next token; returns the start of a quoted text that cannot have been meant to end where it does.
    fn step(&mut self) -> Option<usize> {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let first = rest.chars().next()?;
        match first {
            '"' | '\'' => return self.quoted(first),
            '[' | '{' => self.open.push(start),
            ']' | '}' => drop(self.open.pop()),
            '#' if start == 0 || self.text[..start].ends_with(char::is_whitespace) => return self.skip_line(),
            '|' | '>' if self.open.is_empty() => return self.block(),
            c if c.is_whitespace() || c == ',' => {}
            '-' | '?' | ':' if rest[1..].starts_with(char::is_whitespace) => {}
            _ => {
                self.at += plain(rest, !self.open.is_empty());
                return None;
            }
        }
        self.at += first.len_utf8();
        None
    }

    fn quoted(&mut self, quote: char) -> Option<usize> {
        let start = self.at;
        let mut parts = self.text[start + 1..].char_indices().peekable();
        let mut end = None;
        while let Some((at, c)) = parts.next() {
            if c == '\\' && quote == '"' {
                parts.next();
            } else if c == quote {
                if quote == '\'' && parts.next_if(|(_, next)| *next == quote).is_some() {
                    continue;
                }
                end = Some(start + 1 + at + 1);
                break;
            }
        }
        let Some(end) = end else {
            self.at = self.text.len();
            return Some(start);
        };
        self.at = end;
        let rest_of_line = self.text[end..].lines().next().unwrap_or_default().trim_start();
        let may_end = rest_of_line.is_empty() || rest_of_line.starts_with([',', ']', '}', ':', '#']);
        (!may_end && self.text[start..end].contains('\n')).then_some(start)
    }

    fn skip_line(&mut self) -> Option<usize> {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end);
        None
    }

    /// Skips a block scalar: all lines that are indented further than the line of the `|` or `>`.
    fn block(&mut self) -> Option<usize> {
        let line_start = self.text[..self.at].rfind('\n').map_or(0, |end| end + 1);
        let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let indent = indent_of(&self.text[line_start..]);
        self.skip_line();
        while self.at < self.text.len() {
            let line = self.text[self.at + 1..].split('\n').next().unwrap_or_default();
            if !line.trim().is_empty() && indent_of(line) <= indent {
                break;
            }
            self.at = (self.at + 1 + line.len()).min(self.text.len());
        }
        None
    }
}

/// Returns the length of the plain scalar at the start.
fn plain(text: &str, in_brackets: bool) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'\n' => true,
        b':' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        b'#' => at > 0 && bytes[at - 1] == b' ',
        b',' | b']' | b'}' | b'[' | b'{' => in_brackets,
        _ => false,
    };
    // The first byte is always skipped, so that every step advances.
    (1..bytes.len()).find(|at| ends(*at)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line_of(text: &str, at: usize) -> usize {
        text[..at].matches('\n').count() + 1
    }

    #[test]
    fn what_is_never_closed_is_found_above() {
        for (text, line) in [
            ("a: \"x\nb: 1\nurl: \"https://x.no\"\n", Some(1)),
            ("a: [x, y\nb: 1\n", Some(1)),
            ("a:\n  - {x: 1, y: [2, 3]\n  - {x: 2}\nb: 1\n", Some(2)),
            ("a: [x,\n  y]\nb: 'it''s'\nc: d: e\n", None),
            ("a: \"two\n  lines\"\nb: c: d\n", None),
            ("a: >-\n  he said \"no\n  and [so on\nb: c: d\n", None),
            ("a: it's # [\nb: c: d\n", None),
        ] {
            assert_eq!(never_closed(text, text.len() - 1).map(|at| line_of(text, at)), line, "{text}");
        }
    }

    #[test]
    fn a_dash_that_touches_its_item_is_found() {
        assert_eq!(dash("a:\n  -{x: 1}\nb: 1\n", 12), Some(5));
        assert_eq!(dash("a:\n  -x\n", 3), Some(5));
        assert_eq!(dash("---\n- x\n  -1\n", 4), None);
    }

    #[test]
    fn a_tab_is_found_below() {
        assert_eq!(tab_below("a:\n  - b\n\t- c\n", 3), Some(9));
        assert_eq!(tab_below("a: b\tc\n\t\n", 0), None);
    }

    #[test]
    fn no_break_spaces_that_indent_are_found() {
        assert_eq!(hard_space("a:\n \u{a0}\u{a0} b: 1\nc: 2\n", 13), Some((4, 8)));
        assert_eq!(hard_space("a:\n\u{a0}b: 1\n", 0), Some((3, 5)));
        assert_eq!(hard_space("a: b\u{a0}c\n\u{a0}\n", 0), None);
    }

    #[test]
    fn a_line_without_a_colon_is_found_above() {
        let found = |text: &str, below: &str| {
            without_colon(text, text.find(below).unwrap()).map(|(start, end)| text[start..end].to_owned())
        };
        assert_eq!(found("a: 1\nlanguage nb\nb: 2\n", "b: 2").as_deref(), Some("language nb"));
        assert_eq!(found("a:\n  x: 1\n  language:nb\n  # c\n\n  b: 2\n", "  b: 2").as_deref(), Some("language:nb"));
        assert_eq!(found("a: one\n  two\nb: 2\n", "b: 2"), None);
        assert_eq!(found("a:\n  - one\n  b: 2\n", "  b: 2"), None);
        assert_eq!(found("b: 2\n", "b: 2"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_gone_through(text in "[a\\[\\]{}\"'#|>:, \u{a0}\n\t\\\\ø-]{0,40}", at in 0_usize..41) {
            let at = text.floor_char_boundary(at.min(text.len()));
            if let Some(found) = never_closed(&text, at) {
                prop_assert!(found < at && text.is_char_boundary(found));
            }
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            prop_assert!(hard_space(&text, start).is_none_or(|(from, to)| text.get(from..to).is_some()));
            prop_assert!(tab_below(&text, start).is_none_or(|tab| text[tab..].starts_with('\t')));
            if let Some((from, to)) = without_colon(&text, start) {
                prop_assert!(from < to && to < start && text.get(from..to).is_some());
            }
        }
    }
}
