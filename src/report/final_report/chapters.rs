//! The levels of the user's headings in a report, so that the document has a single title.

use comrak::{Arena, nodes::NodeValue};

use crate::document::{
    Markdown, Span,
    parts::{Block, blocks},
};

/// Shifts the user's chapters of level 1 to level 2, with everything below them.
///
/// A document has one heading of level 1, its title: the one in a generated part, otherwise the first.
pub fn below_title(text: &str) -> String {
    let mut parts: Vec<Span> = Vec::new();
    for block in blocks(text) {
        if let Block::Part(part) = block
            && let (Some(first), Some(last)) = (part.body.first(), part.body.last())
        {
            parts.push(Span::new(first.at, last.at + last.text.len()));
        }
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let headings: Vec<(u8, bool, Span)> = markdown
        .headings
        .iter()
        .filter_map(|node| match &node.data().value {
            NodeValue::Heading(heading) => Some((heading.level, heading.setext, markdown.span(node))),
            _ => None,
        })
        .collect();
    let is_in_part = |span: Span| Span::covering(&parts, span.start as usize).is_some();
    let mut has_title = headings.iter().any(|(level, _, span)| *level == 1 && is_in_part(*span));
    let (mut out, mut done, mut is_deeper) = (String::with_capacity(text.len()), 0, false);
    for (level, is_underlined, span) in headings {
        let (start, end) = (span.start as usize, span.end as usize);
        if is_in_part(span) {
            is_deeper &= level > 2;
            continue;
        }
        if level == 1 {
            is_deeper = has_title;
            has_title = true;
        }
        if !is_deeper || start < done {
            continue;
        }
        out += &text[done..start];
        let written = &text[start..end];
        if is_underlined {
            // Underlined headings have only two levels.
            let words: Vec<&str> = written.lines().map(str::trim).collect();
            let words = words.split_last().map_or(String::new(), |(_, words)| words.join(" "));
            out += &format!("{} {words}", marks(level + 1));
        } else {
            out += &marks(level + 1);
            out += written.trim_start_matches('#');
        }
        done = end;
    }
    out + &text[done..]
}

fn marks(level: u8) -> String {
    "#".repeat(usize::from(level.min(6)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_go_below_the_title() {
        let title = "<!-- stimulab: begin title -->\n# Title\n<!-- stimulab: end title -->\n";
        let program = "<!-- stimulab: begin x -->\n## Program\n<!-- stimulab: end x -->\n";
        for (text, expected) in [
            ("# Mine\n\n## A\n\n# B\n\n###### C\n", "# Mine\n\n## A\n\n## B\n\n###### C\n".to_owned()),
            ("# Mine\n\n# B\n\nC\nmore\n===\n\nD\n---\n", "# Mine\n\n## B\n\n## C more\n\n### D\n".to_owned()),
            ("# Mine\n\n```\n# no heading\n```\n", "# Mine\n\n```\n# no heading\n```\n".to_owned()),
            (
                &format!("{title}\n# B\n\n## C\n\n{program}\n### D\n"),
                format!("{title}\n## B\n\n### C\n\n{program}\n### D\n"),
            ),
            (&format!("{title}\n## B\n\n### C\n"), format!("{title}\n## B\n\n### C\n")),
        ] {
            assert_eq!(below_title(text), expected, "{text}");
        }
    }
}
