//! Removes what nobody has written from a final report: unanswered prompts, and headings without text.

use comrak::Arena;

use crate::document::{
    Markdown, Span,
    parts::{Block, PartKind, PartLine, Prompts, blocks, says},
};

/// Removes unanswered prompts with their headings, and then headings without text.
pub fn without_blanks(text: &str, prompts: &Prompts) -> String {
    let blocks = blocks(text);
    let mut lines: Vec<&str> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(text) => lines.extend(prompts.without(text).iter().map(|line| line.text)),
            Block::Part(part) => {
                let level = part.body.iter().find_map(PartLine::level);
                let is_answered =
                    || matches!(blocks.get(at + 1), Some(Block::Text(text)) if says(&prompts.without(text), level));
                if part.kind == PartKind::Facts {
                    lines.extend(part.body.iter().map(|line| line.text));
                } else if is_answered() {
                    // Between the markers of an answered prompt, only the heading is the user's.
                    lines.extend(part.body.iter().filter(|line| line.level().is_some()).map(|line| line.text));
                }
                lines.push("");
            }
            Block::Alone(..) | Block::Stray(..) => {}
        }
    }
    without_bare_headings(&lines)
}

/// Removes headings below level 1 without text, and superfluous blank lines.
fn without_bare_headings(lines: &[&str]) -> String {
    let kept = lines_with_text(lines);
    let mut out = String::new();
    let mut is_blank = true;
    for (line, is_code) in kept {
        if is_code || !(line.is_empty() && is_blank) {
            out.push_str(line);
            out.push('\n');
        }
        is_blank = line.is_empty();
    }
    out
}

/// Returns the lines without bare headings, and whether each line is code.
fn lines_with_text<'t>(lines: &[&'t str]) -> Vec<(&'t str, bool)> {
    let mut kept: Vec<(&str, bool)> = Vec::new();
    // The level of the next heading if there is no text before it; `None` if there is.
    let mut next = Some(0);
    for (line, is_code) in lines.iter().zip(code_lines(lines)).rev() {
        match heading_level(line).filter(|_| !is_code) {
            Some(level) if level > 1 && next.is_some_and(|next| next <= level) => continue,
            Some(level) => next = Some(level),
            None => {
                let says_nothing = !is_code && line.trim().is_empty() || line.trim_start().starts_with("<!--");
                next = next.filter(|_| says_nothing);
            }
        }
        kept.push((line, is_code));
    }
    kept.reverse();
    if let Some(("", false)) = kept.last() {
        kept.pop();
    }
    kept
}

/// Returns whether each line is code.
fn code_lines(lines: &[&str]) -> Vec<bool> {
    let text = lines.join("\n");
    let arena = Arena::new();
    let code = Markdown::parse(&arena, &text).code_spans();
    let mut at = 0;
    let is_code = |line: &&str| {
        let start = at;
        at += line.len() + 1;
        // The span of indented code begins after its spaces.
        Span::covering(&code, start + line.len() - line.trim_start().len()).is_some()
    };
    lines.iter().map(is_code).collect()
}

/// Returns the level of a heading with `#` marks.
fn heading_level(line: &str) -> Option<usize> {
    let marks = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&marks).then_some(marks).filter(|_| line[marks..].starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_nothing_below_go() {
        let text = "# T\n\n## A\n\n### B\n\n## C\n\nc\n\n### D\n";
        assert_eq!(without_bare_headings(&text.lines().collect::<Vec<_>>()), "# T\n\n## C\n\nc\n");
        for code in [
            "## A\n\n```\n# no heading\n```\n",
            "## A\n\n~~~\n## no heading\n\n\n## nor here\n~~~\n",
            "## A\n\n````\n```\n## no heading\n```\n## nor here\n````\n",
            "## A\n\n``` one line ```\n\n```\n## no heading\n```\n",
            "## A\n\n- a\n  ~~~\n## B\n\nb\n",
        ] {
            assert_eq!(without_bare_headings(&code.lines().collect::<Vec<_>>()), code);
        }
    }

    #[test]
    fn blanks_go_and_answers_stay() {
        let ask = |id: &str, title: &str| {
            let body = format!("## {title}\n\n> Write.");
            let mark = crate::document::parts::mark(&body.lines().collect::<Vec<_>>());
            format!("<!-- stimulab: ask {id} {mark} -->\n{body}\n<!-- stimulab: end {id} -->\n\n")
        };
        let text = format!("{}{}So.\n", ask("a", "A"), ask("b", "B").replace("> Write.", ""));
        assert_eq!(without_blanks(&text, &Prompts::default()).trim(), "## B\n\nSo.");
        let renamed = ask("a", "A").replace("## A", "## Our own words");
        assert_eq!(without_blanks(&renamed, &Prompts::default()).trim(), "");
    }
}
