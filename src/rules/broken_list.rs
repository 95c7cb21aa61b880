//! `broken-list`: lists that readers do not see as lists, or not on the level that was meant.

use comrak::{
    Node,
    nodes::{ListType, NodeValue},
};

use crate::{
    document::{Markdown, Span, WrittenParagraph, any_line},
    finding::{Fix, Message, Severity},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds lists that readers do not see as lists, or not on the level that was meant.
    ///
    /// # Why
    ///
    /// Word and the web write lists with marks such as `•` and `–`. Markdown knows none of them, so the lines flow together into
    /// one paragraph, and a screen reader tells of no list. The same holds for `-` and `1.` without a space after them, and
    /// for a list that starts with another number than 1 right below a line of words. An item that is indented by too
    /// little stands beside the one that it was to stand below. A box to tick is `[ ]` or `[x]`, and a space. Dialogue between dashes is fine if each reply is a paragraph.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Slik gikk det:
    /// • Mye ble borte.
    /// • Ingen visste det.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Slik gikk det:
    ///
    /// - Mye ble borte.
    /// - Ingen visste det.
    /// ```
    "broken-list", "SL414", Warning, Check::Markdown(may_hold, check)
}

/// The mark at the start of a line that its writer meant for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListMark {
    /// A bullet that is nothing else.
    Bullet(char),
    /// The bullet of Word's second level.
    Circle,
    /// A dash, which may also be that of a reply, or a sign that means something.
    Dash(char),
    /// A mark of Markdown without the space after it.
    Tight(char),
    /// A number and its sign without the space after it.
    TightNumber(u32),
    /// A number that does not start a list within a paragraph.
    LateNumber(u32),
    /// A letter, or a number between brackets.
    Letter(u32),
}

/// A line with a mark, and where the mark and the blanks after it stand.
struct MarkedLine {
    mark: ListMark,
    place: Span,
    /// The line in its paragraph.
    at: usize,
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    let is_indented = |text: &str| {
        text.match_indices('\n').any(|(at, _)| {
            let rest = &text[at + 1..];
            let line = rest.trim_start_matches([' ', '\t', '>']);
            line.len() < rest.len() && line.starts_with(|c: char| matches!(c, '-' | '*' | '+') || c.is_ascii_digit())
        })
    };
    any_line(text, |line| mark_of(line).is_some() || written_box(line).is_some()) || is_indented(text)
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let mut bullets: Vec<MarkedLine> = Vec::new();
    let mut last: Option<Node<'_>> = None;
    for paragraph in markdown.written_paragraphs() {
        let lines = marked_lines(markdown, &paragraph);
        let follows =
            last.is_some_and(|last| paragraph.node.previous_sibling().is_some_and(|before| before.same_node(last)));
        if !follows {
            report_bullets(markdown, document, &std::mem::take(&mut bullets), sink);
        }
        last = Some(paragraph.node);
        // The circle is Word's bullet of the second level.
        let has_bullets = lines.iter().any(|line| matches!(line.mark, ListMark::Bullet(_)));
        let is_own = |line: &MarkedLine| {
            matches!(line.mark, ListMark::Bullet(_)) || has_bullets && line.mark == ListMark::Circle
        };
        let (own, other): (Vec<_>, Vec<_>) = lines.into_iter().partition(is_own);
        let goes_on = own.first().is_some_and(|first| bullets.last().is_some_and(|last| last.mark == first.mark));
        if !goes_on {
            report_bullets(markdown, document, &std::mem::take(&mut bullets), sink);
        }
        bullets.extend(own);
        report_runs(markdown, document, &paragraph, &other, sink);
    }
    report_bullets(markdown, document, &bullets, sink);
    check_boxes(markdown, document, sink);
    check_levels(markdown, document, sink);
}

/// Reports bullets that follow each other, in one paragraph or in several.
fn report_bullets(markdown: &Markdown<'_>, document: InspectedDocument<'_>, lines: &[MarkedLine], sink: &mut Sink<'_>) {
    let [first, rest @ ..] = lines else { return };
    // A legend explains the sign: `● = done`.
    let is_legend = |line: &MarkedLine| markdown.text[line.place.end as usize..].starts_with('=');
    if lines.iter().any(is_legend) {
        return;
    }
    let message = Message::new(text!("bullet")).with("value", markdown.slice(first.place).trim());
    let is_sure = !rest.is_empty() && rest.iter().all(|line| line.mark == first.mark);
    sink.add(document.path, first.place, message).fix =
        is_sure.then(|| with_marks(markdown, lines, |_| "- ".to_owned())).map(|(span, mended)| Fix::new(span, mended));
}

/// Reports other marks where at least two lines below each other have them.
fn report_runs(
    markdown: &Markdown<'_>,
    document: InspectedDocument<'_>,
    paragraph: &WrittenParagraph<'_>,
    lines: &[MarkedLine],
    sink: &mut Sink<'_>,
) {
    let is_next = |one: &MarkedLine, two: &MarkedLine| {
        two.at == one.at + 1
            && !has_hard_break(markdown, paragraph.lines[one.at])
            && match (one.mark, two.mark) {
                (ListMark::TightNumber(one), ListMark::TightNumber(two))
                | (ListMark::LateNumber(one), ListMark::LateNumber(two))
                | (ListMark::Letter(one), ListMark::Letter(two)) => two == one + 1,
                (one, two) => one == two,
            }
    };
    for run in lines.chunk_by(is_next).filter(|run| run.len() > 1) {
        let first = &run[0];
        let value = markdown.slice(first.place).trim();
        let message = |key| Message::new(key).with("value", value);
        let bullets = || Some(with_marks(markdown, run, |_| "- ".to_owned()));
        let (severity, key, fix) = match first.mark {
            ListMark::Bullet(_) | ListMark::Circle => (Severity::Warning, text!("bullet"), bullets()),
            ListMark::Dash(_) => {
                // Replies end with a full stop or the like.
                let ends_sentence = |line: &MarkedLine| {
                    markdown.slice(paragraph.lines[line.at]).ends_with(['.', '!', '?', '»', '”', '"'])
                };
                // Other signs than dashes mean something.
                let is_sure = matches!(first.mark, ListMark::Dash('–' | '—')) && !run.iter().any(ends_sentence);
                (Severity::Warning, text!("dash"), is_sure.then(bullets).flatten())
            }
            ListMark::Tight(c) => {
                (Severity::Warning, text!("tight"), Some(with_marks(markdown, run, |_| format!("{c} "))))
            }
            ListMark::TightNumber(_) => {
                let fix = with_marks(markdown, run, |mark| format!("{mark} "));
                let starts_list = first.at == 0 || first.mark == ListMark::TightNumber(1);
                (Severity::Warning, text!("tight"), starts_list.then_some(fix))
            }
            ListMark::LateNumber(_) => {
                let is_outer =
                    paragraph.node.parent().is_some_and(|outer| matches!(outer.data().value, NodeValue::Document));
                let start = Span { end: first.place.start, ..first.place };
                let line_end = if markdown.text.contains("\r\n") { "\r\n" } else { "\n" };
                (Severity::Warning, text!("late"), is_outer.then(|| (start, line_end.to_owned())))
            }
            ListMark::Letter(_) => (Severity::Hint, text!("letter"), None),
        };
        sink.add_as(severity, document.path, first.place, message(key)).fix =
            fix.map(|(span, mended)| Fix::new(span, mended));
    }
}

/// Returns the span of some lines and their text with other marks.
fn with_marks(markdown: &Markdown<'_>, lines: &[MarkedLine], mark: impl Fn(&str) -> String) -> (Span, String) {
    let span = Span {
        start: lines.first().map_or(0, |line| line.place.start),
        end: lines.last().map_or(0, |line| line.place.end),
    };
    let (mut mended, mut at) = (String::new(), span.start);
    for line in lines {
        mended += markdown.slice(Span { start: at, end: line.place.start });
        mended += &mark(markdown.slice(line.place).trim_end());
        at = line.place.end;
    }
    (span, mended)
}

/// Returns whether readers see a line break after a line.
fn has_hard_break(markdown: &Markdown<'_>, line: Span) -> bool {
    let rest = &markdown.text[line.end as usize..];
    markdown.slice(line).ends_with(['\\', '>']) || rest.starts_with("  ")
}

fn marked_lines(markdown: &Markdown<'_>, paragraph: &WrittenParagraph<'_>) -> Vec<MarkedLine> {
    let marked = |(at, line): (usize, &Span)| {
        let words = markdown.slice(*line);
        let (mark, length) = mark_of(words)?;
        // The first line of a paragraph would be an item of a list.
        let start = line.start as usize;
        (at > 0 || !matches!(mark, ListMark::LateNumber(_))).then(|| MarkedLine {
            mark,
            place: Span::new(start, start + length),
            at,
        })
    };
    paragraph.lines.iter().enumerate().filter_map(marked).collect()
}

/// Reads the mark at the start of a line, with its length and that of the blanks after it.
fn mark_of(line: &str) -> Option<(ListMark, usize)> {
    let c = line.chars().next()?;
    let rest = &line[c.len_utf8()..];
    let next = rest.chars().next()?;
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
    let with_blanks = |rest: &str| line.len() - rest.trim_start_matches(is_blank).len();
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '«' | '"' | '“' | '[');
    match c {
        '•'
        | '·'
        | '▪'
        | '▫'
        | '◦'
        | '‣'
        | '⁃'
        | '∙'
        | '●'
        | '○'
        | '■'
        | '□'
        | '►'
        | '▶'
        | '➢'
        | '➤'
        | '\u{f020}'..='\u{f0ff}' => Some((ListMark::Bullet(c), with_blanks(rest))),
        'o' if next == '\t' || rest.starts_with("  ") => Some((ListMark::Circle, with_blanks(rest))),
        '–' | '—' | '→' | '✓' | '✔' | '✗' | '☐' | '☑' | '☒' | '✅' if is_blank(next) || is_word(next) => {
            Some((ListMark::Dash(c), with_blanks(rest)))
        }
        '-' | '+' if is_word(next) => Some((ListMark::Tight(c), 1)),
        '*' if is_word(next) && !rest.lines().next().unwrap_or_default().contains('*') => Some((ListMark::Tight(c), 1)),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let number = line[..digits].parse().ok().filter(|_| digits < 3)?;
            let rest = line[digits..].strip_prefix(['.', ')'])?;
            match rest.chars().next()? {
                c if is_blank(c) => Some((ListMark::LateNumber(number), with_blanks(rest))),
                c if c.is_uppercase() => Some((ListMark::TightNumber(number), with_blanks(rest))),
                _ => None,
            }
        }
        'a'..='z' | 'A'..='Z' => {
            let rest = rest.strip_prefix([')', '.'])?;
            rest.starts_with(is_blank).then(|| (ListMark::Letter(u32::from(c)), with_blanks(rest)))
        }
        '(' => {
            let end = rest.find(')').filter(|end| (1..=2).contains(end))?;
            let (inner, rest) = (&rest[..end], &rest[end + 1..]);
            let letter = inner.chars().next().filter(|c| c.is_ascii_lowercase() && end == 1).map(u32::from);
            let number = letter.or_else(|| inner.parse().ok())?;
            rest.starts_with(is_blank).then(|| (ListMark::Letter(number), with_blanks(rest)))
        }
        _ => None,
    }
}

/// Reports items that start with a box to tick which is written otherwise.
fn check_boxes(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for item in markdown.root.descendants().filter(|node| matches!(node.data().value, NodeValue::Item(_))) {
        let first = item.first_child().filter(|block| matches!(block.data().value, NodeValue::Paragraph));
        let Some(line) = first.and_then(|block| markdown.written_lines(block).first().copied()) else { continue };
        let Some((length, mended)) = written_box(markdown.slice(line)) else { continue };
        // With a definition, the brackets are a link.
        if markdown.links.iter().any(|link| markdown.span(link).start == line.start) {
            continue;
        }
        let place = Span { end: line.start + length, ..line };
        let message = Message::new(text!("box")).with("value", markdown.slice(place));
        sink.add(document.path, place, message).fix = mended.map(|mended| Fix::new(place, mended.to_owned()));
    }
}

/// Reads a box to tick that Markdown does not know: its length, and how it is written where there is one reading.
fn written_box(line: &str) -> Option<(u32, Option<&'static str>)> {
    let end = line.strip_prefix('[')?.find(']').filter(|end| *end <= 3)?;
    let (inner, rest) = (&line[1..=end], &line[end + 2..]);
    let starts_word = rest.starts_with(|c: char| c.is_alphabetic());
    if !(rest.starts_with([' ', '\t', '\u{a0}']) || starts_word) {
        return None;
    }
    let is_right = matches!(inner, " " | "x" | "X");
    let mended = match inner.trim_matches([' ', '\u{a0}']) {
        _ if is_right && rest.starts_with([' ', '\t']) => return None,
        // The no-break space after it is what hinders.
        _ if is_right && !starts_word => None,
        "" => Some(if starts_word { "[ ] " } else { "[ ]" }),
        "x" | "X" => Some(if starts_word { "[x] " } else { "[x]" }),
        "-" | "~" | "/" | ">" | "v" | "V" | "✓" | "✔" | "√" => None,
        _ => return None,
    };
    Some((u32::try_from(end + 2).ok()?, mended))
}

/// Finds items that are indented, but by too little to stand below the item above.
fn check_levels(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let lists = markdown.root.descendants().filter(|node| matches!(node.data().value, NodeValue::List(_)));
    let mut add = |item: Node<'_>| {
        let start = markdown.span(item).start as usize;
        let length = markdown.text[start..].split([' ', '\t', '\n']).next().map_or(1, str::len);
        sink.add(document.path, Span::new(start, start + length), Message::new(text!("level")));
    };
    for list in lists {
        let mut before: Option<Node<'_>> = None;
        for item in list.children() {
            if before.is_some_and(|before| is_to_right(before, item) && !counts_on(before, item)) {
                add(item);
            }
            before = Some(item);
        }
        let next = list.next_sibling().filter(|next| matches!(next.data().value, NodeValue::List(_)));
        if let (Some(last), Some(first)) = (before, next.and_then(comrak::arena_tree::Node::first_child))
            && first.data().sourcepos.start.line == last.data().sourcepos.end.line + 1
            && is_to_right(last, first)
        {
            add(first);
        }
    }
}

fn is_to_right(before: Node<'_>, item: Node<'_>) -> bool {
    item.data().sourcepos.start.column > before.data().sourcepos.start.column
}

/// Returns whether an item has the number after the one before it, so that it is on the same level.
fn counts_on(before: Node<'_>, item: Node<'_>) -> bool {
    let number = |node: Node<'_>| match &node.data().value {
        NodeValue::Item(list) if list.list_type == ListType::Ordered => Some(list.start),
        _ => None,
    };
    matches!((number(before), number(item)), (Some(before), Some(item)) if item == before + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_others_are_told_from_words() {
        for (line, found) in [
            ("[] a", Some((2, Some("[ ]")))),
            ("[  ] a", Some((4, Some("[ ]")))),
            ("[ ]a", Some((3, Some("[ ] ")))),
            ("[x]a", Some((3, Some("[x] ")))),
            ("[ X ] a", Some((5, Some("[x]")))),
            ("[-] a", Some((3, None))),
            ("[✓] a", Some((5, None))),
            ("[ ] a", None),
            ("[x] a", None),
            ("[x](a)", None),
            ("[1] a", None),
            ("[] ", None),
            ("[]", None),
            ("[sic] a", None),
        ] {
            assert_eq!(written_box(line.trim_end()), found, "{line}");
        }
    }

    #[test]
    fn marks_are_told_apart() {
        for (line, mark) in [
            ("• en", Some((ListMark::Bullet('•'), 4))),
            ("•en", Some((ListMark::Bullet('•'), 3))),
            ("\u{f0b7}\ten", Some((ListMark::Bullet('\u{f0b7}'), 4))),
            ("o\ten", Some((ListMark::Circle, 2))),
            ("– en", Some((ListMark::Dash('–'), 4))),
            ("-en", Some((ListMark::Tight('-'), 1))),
            ("*en", Some((ListMark::Tight('*'), 1))),
            ("1.En", Some((ListMark::TightNumber(1), 2))),
            ("3. en", Some((ListMark::LateNumber(3), 3))),
            ("b) en", Some((ListMark::Letter(98), 3))),
            ("(2) en", Some((ListMark::Letter(2), 4))),
            ("- en", None),
            ("-5 grader", None),
            ("*en* to", None),
            ("o en", None),
            ("1.5 mill.", None),
            ("2019. en", None),
            ("En", None),
            ("(se side 3) en", None),
        ] {
            assert_eq!(mark_of(line), mark, "{line}");
        }
    }
}
