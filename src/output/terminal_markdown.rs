//! Formats Markdown for a terminal: headings in bold, aligned lists and tables, lines broken between words.

use anstyle::{AnsiColor, Style};
use comrak::{
    Arena, Options,
    nodes::{AstNode, ListType, NodeValue},
};
use textwrap::{Options as Wrap, WordSplitter, core::display_width};

use super::table;
use crate::{
    document::nesting,
    wording::control_characters::{visible, visible_line},
};

/// Returns Markdown as text for a terminal of `width` columns, with colours that the caller may remove.
#[must_use]
pub fn terminal_text(markdown: &str, width: usize) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    let root = nesting::parse(&arena, markdown, &options);
    let mut out = String::new();
    blocks(root, width, "", "", &mut out);
    out
}

/// Writes the blocks below a node; the first line starts with `first`, the others with `rest`.
fn blocks<'a>(node: &'a AstNode<'a>, width: usize, first: &str, rest: &str, out: &mut String) {
    let mut first = first.to_owned();
    let (mut before, mut below_line) = (None, false);
    for child in node.children() {
        let is_item = matches!(child.data.borrow().value, NodeValue::Item(_) | NodeValue::TaskItem(_));
        let is_nested_list = matches!(child.data.borrow().value, NodeValue::List(_)) && !rest.is_empty();
        let is_below_line = below_line;
        below_line = matches!(child.data.borrow().value, NodeValue::Heading(heading) if heading.level == 2);
        // Blocks are separated by a line; items of a list and nested lists are not.
        if before.is_some() && !is_item && !is_nested_list && !is_below_line {
            *out += &format!("{}\n", rest.trim_end());
        }
        before = Some(is_item);
        block(child, width, &first, rest, out);
        rest.clone_into(&mut first);
    }
}

fn block<'a>(node: &'a AstNode<'a>, width: usize, first: &str, rest: &str, out: &mut String) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::Heading(heading) => {
            // Without styles, a character before the heading shows the lower levels.
            let sign = match heading.level {
                3 => "■ ",
                4 => "▪ ",
                _ => "",
            };
            let text = format!("{sign}{}", inline(node));
            let style = if heading.level == 1 {
                Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()))
            } else {
                Style::new().bold()
            };
            lines(&styled(style, &text), width, first, rest, out);
            // Without styles, a line below the heading shows the upper levels.
            if heading.level < 3 {
                let line = if heading.level == 1 { "═" } else { "─" };
                *out += &format!("{rest}{}\n", line.repeat(display_width(&text).min(width)));
            }
        }
        NodeValue::List(list) => {
            for (at, item) in node.children().enumerate() {
                let mark = match list.list_type {
                    ListType::Bullet => "• ".to_owned(),
                    ListType::Ordered => format!("{}. ", list.start + at),
                };
                let deeper = format!("{rest}{}", " ".repeat(mark.chars().count()));
                let lead = if at == 0 { first } else { rest };
                blocks(item, width, &format!("{lead}{mark}"), &deeper, out);
            }
        }
        NodeValue::BlockQuote => blocks(node, width, &format!("{first}│ "), &format!("{rest}│ "), out),
        NodeValue::CodeBlock(code) => {
            for line in code.literal.lines() {
                *out += &format!("{rest}  {}\n", visible(line));
            }
        }
        NodeValue::ThematicBreak => *out += &format!("{rest}───\n"),
        NodeValue::Table(_) => table(node, width, rest, out),
        NodeValue::HtmlBlock(_) => {}
        _ => lines(&inline(node), width, first, rest, out),
    }
}

fn lines(text: &str, width: usize, first: &str, rest: &str, out: &mut String) {
    // Ids, addresses and words with hyphens are not broken, because users copy them.
    let wrap = Wrap::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    let wrap = wrap.break_words(false).word_separator(textwrap::WordSeparator::AsciiSpace);
    for part in text.split('\n') {
        for line in textwrap::wrap(part, &wrap) {
            *out += &format!("{}\n", line.trim_end());
        }
    }
}

fn table<'a>(node: &'a AstNode<'a>, width: usize, rest: &str, out: &mut String) {
    let cells = |row: &'a AstNode<'a>| row.children().map(|cell| inline(cell)).collect::<Vec<_>>();
    let mut rows = node.children().map(cells);
    let Some(header) = rows.next() else { return };
    let body: Vec<Vec<String>> = rows.collect();
    if width_of(&header, &body) > width.saturating_sub(rest.len()) {
        list_rows(&header, &body, width, rest, out);
        return;
    }
    for line in table::table(&header, &body, None).lines() {
        *out += &format!("{rest}{line}\n");
    }
}

/// Returns the width of a table without broken cells.
fn width_of(header: &[String], body: &[Vec<String>]) -> usize {
    let widest = |column: usize| {
        let cells = body.iter().map(Vec::as_slice).chain([header]).filter_map(|row| row.get(column));
        cells.map(|cell| display_width(cell)).max().unwrap_or(0) + 2
    };
    (0..header.len()).map(widest).sum::<usize>().saturating_sub(2)
}

/// Writes a table that is too wide as a list: the first column, then the others with their headings.
fn list_rows(header: &[String], body: &[Vec<String>], width: usize, rest: &str, out: &mut String) {
    for row in body {
        lines(row.first().map_or("", String::as_str), width, &format!("{rest}• "), &format!("{rest}  "), out);
        for (heading, cell) in header.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
            lines(&format!("{heading}: {cell}"), width, &format!("{rest}  "), &format!("{rest}    "), out);
        }
    }
}

/// Returns the text inside a block, with styles.
fn inline<'a>(node: &'a AstNode<'a>) -> String {
    let mut out = String::new();
    for child in node.children() {
        let value = child.data.borrow().value.clone();
        match value {
            NodeValue::Text(text) => out += &in_line(&text),
            NodeValue::Code(code) => out += &in_line(&code.literal),
            NodeValue::SoftBreak => out.push(' '),
            NodeValue::LineBreak => out.push('\n'),
            NodeValue::Strong => out += &styled(Style::new().bold(), &inline(child)),
            NodeValue::Emph => out += &styled(Style::new().italic(), &inline(child)),
            NodeValue::Link(link) => {
                let text = inline(child);
                let url = visible_line(&link.url);
                let is_shown = url.is_empty() || url == text || url == format!("mailto:{text}");
                out += &if is_shown { text } else { format!("{text} <{url}>") };
            }
            NodeValue::HtmlInline(_) => {}
            _ => out += &inline(child),
        }
    }
    out
}

/// Makes control characters and line breaks visible; entities may contain them.
fn in_line(words: &str) -> String {
    visible_line(&words.replace('\t', " ")).into_owned()
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str, width: usize) -> String {
        anstream::adapter::strip_str(&terminal_text(markdown, width)).to_string()
    }

    #[test]
    fn blocks_are_separated_by_a_line_and_items_are_not() {
        let text = "# Title\n\nOne *two*\nthree.\n\n- a\n- b\n  - c\n\n1. x\n2. y\n";
        assert_eq!(plain(text, 80), "Title\n═════\n\nOne two three.\n\n• a\n• b\n  • c\n\n1. x\n2. y\n");
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(plain("- aaaa bbbb cccc dddd eeee\n", 20), "• aaaa bbbb cccc\n  dddd eeee\n");
        assert_eq!(plain("2020/a-very-long-id-that-stays-whole b", 20), "2020/a-very-long-id-that-stays-whole\nb\n");
    }

    #[test]
    fn tables_that_are_too_wide_become_lists() {
        let text = "| Id | Name |\n| --- | --- |\n| 2019/x | a name that is long |\n| 2019/y | |\n";
        assert_eq!(plain(text, 26), "• 2019/x\n  Name: a name that is\n    long\n• 2019/y\n");
    }

    #[test]
    fn tables_and_links_are_written_out() {
        assert_eq!(plain("| A | B |\n| --- | --- |\n| x | [y](https://z.no) |\n", 80), "A  B\nx  y <https://z.no>\n");
    }
}
