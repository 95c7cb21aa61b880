//! `word-paste`: what word processors leave behind in a text.

use std::{cell::LazyCell, collections::HashSet, ops::Range};

use comrak::{Arena, nodes::NodeValue};
use memchr::{memchr_iter, memmem};

use crate::{
    document::{
        Markdown, Node, Span, Value,
        curly_quotes::{behind_curly_quote, within_curly_quotes},
        is_in_block, quoted,
    },
    finding::{Arg, Fix, Message},
    load::{DocumentBody, InspectedDocument},
    plural,
    rule::{Check, MAX_FINDINGS, MAX_SEPARATE, Sink, rule},
    texts::Key,
    wording::{
        identity_number::masked,
        literal_line_breaks::written_out_breaks,
        odd_space::{has_odd_space, is_odd_space},
        unprintable::{self, Unprintable, parts_words},
        word_processor::{Invisible, InvisibleRun, Medium, find, spaces},
    },
};

rule! {
    /// Finds what word processors leave behind in a text.
    ///
    /// # Why
    ///
    /// Text pasted from Word or a web page brings characters that nobody sees: soft hyphens, spaces without width, and no-break
    /// spaces between words. Searching does not find such words, and lines break in the wrong places. Marks of direction make a
    /// text read otherwise than it is written; only texts in Arabic, Hebrew and the like need them. Control characters and the
    /// line breaks of Word show nothing or a box, and a bullet of the font Symbol is another sign in every other font. Curly
    /// quotes around a YAML value become part of it, and `\n` written out is shown as it stands. No-break spaces in numbers and in front of units are
    /// right and stay. In code, no-break spaces are no spaces to a program; there each of them becomes a plain one, so that the
    /// columns stay.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: “Arkivfloken”
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: "Arkivfloken"
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "word-paste", "SL113", Warning, Check::Text(check), Check::Text(check_unprintable), Check::Markdown(may_hold, written_out)
}

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let medium = medium_of(document);
    let code = code(document);
    in_code(document, &code, sink);
    let addresses = LazyCell::new(|| addresses(document));
    let keys = LazyCell::new(|| hard_keys(document));
    let is_in_code =
        |slip: &InvisibleRun| slip.kind == Invisible::NoBreakSpace && Span::covering(&code, slip.range.start).is_some();
    let slips = find(document.text, medium).filter(|slip| !is_in_code(slip)).map(|slip| {
        // Where a key begins with such spaces, they were meant to indent it.
        let start = u32::try_from(slip.range.start).unwrap_or(u32::MAX);
        let indents = || (slip.kind == Invisible::NoBreakSpace && keys.contains(&start)).then_some(());
        let indent = || indents().and_then(|()| spaces(&document.text[slip.range.clone()]));
        // In an address it is part of the name, and a plain space would end it.
        let is_in_address =
            is_address_in_yaml(document, slip.range.start) || Span::covering(&addresses, slip.range.start).is_some();
        let replacement = slip.replacement.or_else(indent).filter(|_| !is_in_address);
        InvisibleRun { replacement, ..slip }
    });
    let slips: Vec<InvisibleRun> = slips.take(MAX_FINDINGS).collect();
    let parts_passages = if medium == Medium::Prose { "\n\n" } else { "\n" };
    let is_one = |a: &InvisibleRun, b: &InvisibleRun| {
        a.kind == b.kind
            && a.replacement.is_some() == b.replacement.is_some()
            && !document.text[a.range.end..b.range.start].replace('\r', "").contains(parts_passages)
    };
    for passage in slips.chunk_by(is_one) {
        if passage.len() > MAX_SEPARATE {
            many(document, passage, sink);
            continue;
        }
        for slip in passage {
            let span = Span::new(slip.range.start, slip.range.end);
            let fix = slip.replacement.map(|replacement| Fix::new(span, replacement));
            let message = Message::new(text!("message")).with("what", Arg::Key(name(slip.kind)));
            sink.add(document.path, span, message.with("value", around(document.text, &slip.range))).fix = fix;
        }
    }
    let bytes = document.text.as_bytes();
    // A backslash or a curly quote: most files have neither.
    let may_hold_more =
        || memmem::find(bytes, b"\\n").is_some() || memchr_iter(0xe2, bytes).any(|at| bytes.get(at + 1) == Some(&0x80));
    if let DocumentBody::Yaml(root) = document.body
        && may_hold_more()
    {
        values(document, root, sink);
    }
}

fn medium_of(document: InspectedDocument<'_>) -> Medium {
    match document.body {
        DocumentBody::Markdown(_) => Medium::Prose,
        DocumentBody::Yaml(_) => Medium::Yaml,
        DocumentBody::Unread => Medium::BrokenYaml,
    }
}

/// Finds characters that show nothing, or something else than was meant; one finding a kind if there are many.
fn check_unprintable(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let mut found: Vec<(Range<usize>, Unprintable)> = unprintable::find(document.text).take(MAX_FINDINGS).collect();
    // The rule `invalid-yaml` reports the first one that YAML does not allow.
    if medium_of(document) == Medium::BrokenYaml {
        found.retain(|(_, kind)| *kind != Unprintable::Control);
    }
    // The order of places is kept within a kind.
    found.sort_by_key(|(_, kind)| *kind as u8);
    for runs in found.chunk_by(|(_, one), (_, other)| one == other) {
        let is_many = runs.len() > MAX_SEPARATE;
        for (range, kind) in &runs[..if is_many { 1 } else { runs.len() }] {
            let span = Span::new(range.start, range.end);
            let (one, many) = texts_of(*kind);
            let code = document.text[range.clone()].chars().next().map(u32::from).unwrap_or_default();
            let message = Message::new(if is_many { many } else { one })
                .with("code", format!("U+{code:04X}"))
                .with("count", runs.len().to_string())
                .with("value", around(document.text, range));
            let is_sure = *kind == Unprintable::Control && !is_many && !parts_words(document.text, range);
            sink.add(document.path, span, message).fix = is_sure.then(|| Fix::new(span, ""));
        }
    }
    let DocumentBody::Yaml(root) = document.body else { return };
    // Between double quotes, such a character may be written as `\v`.
    if memchr::memchr(b'\\', document.text.as_bytes()).is_none() {
        return;
    }
    root.each_scalar(&mut |text, span| {
        let is_written = || {
            document
                .text
                .get(span.start as usize..span.end as usize)
                .is_some_and(|raw| unprintable::find(raw).next().is_some())
        };
        if let Some((range, kind)) = unprintable::find(text).next().filter(|_| !is_written()) {
            let code = text[range.clone()].chars().next().map(u32::from).unwrap_or_default();
            let message = Message::new(texts_of(kind).0).with("code", format!("U+{code:04X}"));
            sink.add(document.path, span, message.with("value", around(text, &range)));
        }
    });
}

/// Returns the texts for a character of a kind, and for many of them.
fn texts_of(kind: Unprintable) -> (Key, Key) {
    match kind {
        Unprintable::Control => (text!("control"), text!("controls")),
        Unprintable::LineBreak => (text!("line-break"), text!("line-breaks")),
        Unprintable::Symbol => (text!("symbol"), text!("symbols")),
        Unprintable::Lost => (text!("lost"), text!("lost-many")),
        Unprintable::Object => (text!("object"), text!("objects")),
    }
}

fn name(kind: Invisible) -> Key {
    match kind {
        Invisible::SoftHyphen => text!("soft-hyphen"),
        Invisible::ZeroWidth => text!("zero-width"),
        Invisible::NoBreakSpace => text!("no-break-space"),
        Invisible::Direction => text!("direction"),
    }
}

/// Adds one finding for all slips of a kind in a passage.
fn many(document: InspectedDocument<'_>, slips: &[InvisibleRun], sink: &mut Sink<'_>) {
    let [first, .., last] = slips else { return };
    let span = Span::new(first.range.start, first.range.end);
    let message = Message::new(text!("many"))
        .with("what", Arg::Key(name(first.kind)))
        .with("count", slips.len().to_string())
        .with("value", around(document.text, &first.range));
    let mut mended = String::new();
    let mut at = first.range.start;
    for slip in slips {
        mended += &document.text[at..slip.range.start];
        mended += slip.replacement.unwrap_or(&document.text[slip.range.clone()]);
        at = slip.range.end;
    }
    let is_sure = first.replacement.is_some();
    let whole = Span::new(first.range.start, last.range.end);
    sink.add(document.path, span, message).fix = is_sure.then(|| Fix::new(whole, mended));
}

/// Lists where code stands in Markdown that holds spaces which are none to a program, in order.
fn code(document: InspectedDocument<'_>) -> Vec<Span> {
    let DocumentBody::Markdown(text) = document.body else { return Vec::new() };
    let is_plain = document.path.to_lowercase().ends_with(".txt");
    let may_hold = || ["`", "~~~", "    ", "\t", "<pre", "<PRE"].iter().any(|mark| text.contains(mark));
    if is_plain || !has_odd_space(text) || !may_hold() {
        return Vec::new();
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let is_kept_as_it_is = |node: &comrak::Node<'_>| match &node.data().value {
        NodeValue::HtmlBlock(block) => block.literal.to_lowercase().contains("<pre"),
        _ => false,
    };
    let html = markdown.html.iter().filter(|node| is_kept_as_it_is(node)).map(|node| markdown.span(node));
    let mut spans: Vec<Span> = markdown.code_spans().into_iter().chain(html).collect();
    spans.sort_unstable();
    spans
}

/// Lists where the addresses of links and pictures stand in Markdown, in order.
fn addresses(document: InspectedDocument<'_>) -> Vec<Span> {
    let DocumentBody::Markdown(text) = document.body else { return Vec::new() };
    if !text.contains(['[', '<']) {
        return Vec::new();
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    markdown.addresses()
}

/// Returns whether a place in YAML is within an address.
fn is_address_in_yaml(document: InspectedDocument<'_>, at: usize) -> bool {
    if matches!(document.body, DocumentBody::Markdown(_)) {
        return false;
    }
    let before = document.text[..at].rsplit(|c: char| c.is_ascii_whitespace() || "\"'<>,".contains(c)).next();
    before.is_some_and(|word| word.rsplit(')').next().is_some_and(|word| word.contains("](") || word.contains("://")))
}

/// Adds one finding for the odd spaces of each stretch of code. Each of them becomes a plain one, and none goes: in code,
/// what stands below each other does so on purpose.
fn in_code(document: InspectedDocument<'_>, code: &[Span], sink: &mut Sink<'_>) {
    for span in code {
        if sink.is_full(document.path) {
            return;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(inside) = document.text.get(start..end) else { continue };
        let odd: Vec<Range<usize>> =
            inside.match_indices(is_odd_space).map(|(at, c)| start + at..start + at + c.len()).collect();
        let [first, ..] = &odd[..] else { continue };
        let place = Span::new(first.start, first.end);
        let message = Message::new(text!("code"))
            .with("spaces", Arg::Counted(plural!("rule.word-paste.odd-spaces"), odd.len()))
            .with("value", around(document.text, first));
        sink.add(document.path, place, message).fix = Some(Fix::new(*span, inside.replace(is_odd_space, " ")));
    }
}

/// Lists where keys start that begin with no-break spaces.
fn hard_keys(document: InspectedDocument<'_>) -> HashSet<u32> {
    let mut starts = HashSet::new();
    if let DocumentBody::Yaml(root) = document.body {
        collect_hard_keys(root, &mut starts);
    }
    starts
}

/// Looks at every key, wherever it stands. Reading has limited how deep that can be.
fn collect_hard_keys(node: &Node<'_>, starts: &mut HashSet<u32>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| collect_hard_keys(item, starts)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if matches!(&key.value, Value::Scalar { text, plain: true } if text.starts_with(['\u{a0}', '\u{202f}']))
                {
                    starts.insert(key.span.start);
                }
                collect_hard_keys(value, starts);
            }
        }
    }
}

/// Shows the words around a place, with a bar where it is, so that a reader can see what cannot be seen.
fn around(text: &str, place: &Range<usize>) -> String {
    // A file may be one endless word.
    let start = text.ceil_char_boundary(place.start.saturating_sub(200));
    let end = text.floor_char_boundary(place.end + 200);
    let last = text[start..place.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = text[place.end..end].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // The bar would part a person's number from itself; masking keeps every place.
    let shown = masked(&text[start..end]);
    let (last, next) = (
        &shown[place.start - last.len() - start..place.start - start],
        &shown[place.end - start..place.end + next.len() - start],
    );
    let skipped = last.chars().count().saturating_sub(30);
    format!("{}|{}", last.chars().skip(skipped).collect::<String>(), next.chars().take(30).collect::<String>())
}

/// Looks at the values of a YAML tree as they are written.
fn values(document: InspectedDocument<'_>, node: &Node<'_>, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { text, .. } => value(document, text, node.span, sink),
        Value::List(items) => items.iter().for_each(|item| values(document, item, sink)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, item)| values(document, item, sink)),
    }
}

fn value(document: InspectedDocument<'_>, text: &str, span: Span, sink: &mut Sink<'_>) {
    let Some(raw) = document.text.get(span.start as usize..span.end as usize) else { return };
    // What stands in a block is shown as it is, quotes too.
    let is_block = is_in_block(document.text, span.start as usize);
    if let Some(inner) = within_curly_quotes(raw).filter(|_| !is_block) {
        let fix = is_one_line(raw).then(|| Fix::new(span, quoted(inner)));
        sink.add(document.path, span, Message::new(text!("curly-quotes")).with("value", inner)).fix = fix;
    } else if let Some(inner) = behind_curly_quote(raw).filter(|_| !is_block) {
        // Where it was meant to end, nobody but its writer knows.
        sink.add(document.path, span, Message::new(text!("curly-quote")).with("value", inner));
    }
    // The backslash is one in plain and single-quoted text, and doubled between double quotes.
    let Some(first) = written_out_breaks(text).next() else { return };
    let written = if raw.starts_with('"') { "\\\\n" } else { "\\n" };
    let occurrence = text[..first.start].matches("\\n").count();
    let place = raw.match_indices(written).nth(occurrence).map_or(span, |(at, found)| {
        let start = span.start as usize + at;
        Span::new(start, start + found.len())
    });
    let is_simple = is_one_line(raw) && !is_block;
    let fix = is_simple.then(|| {
        let mut mended = text.to_owned();
        let breaks: Vec<_> = written_out_breaks(text).collect();
        for range in breaks.into_iter().rev() {
            mended.replace_range(range.clone(), &"\n".repeat(range.len() / 2));
        }
        Fix::new(span, quoted(&mended))
    });
    sink.add(document.path, place, Message::new(text!("written-out"))).fix = fix;
}

fn is_one_line(raw: &str) -> bool {
    !raw.contains(['\n', '\r'])
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    written_out_breaks(text).next().is_some()
}

/// Finds breaks that are written out in Markdown, except in code and in HTML.
fn written_out(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for range in written_out_breaks(markdown.text) {
        let is_within = |span: Span| (span.start as usize..span.end as usize).contains(&range.start);
        if markdown.code.iter().chain(&markdown.html).chain(&markdown.links).any(|node| is_within(markdown.span(node)))
        {
            continue;
        }
        let span = Span::new(range.start, range.end);
        // In a list or a table, the next line would belong to something else.
        let is_paragraph = |node: &comrak::Node<'_>| {
            matches!(node.data().value, NodeValue::Paragraph) && is_within(markdown.span(node))
        };
        let fix = markdown.root.children().any(|node| is_paragraph(&node)).then(|| {
            let line_break = if markdown.text.contains("\r\n") { "\r\n" } else { "\n" };
            Fix::new(span, line_break.repeat(range.len() / 2))
        });
        sink.add(document.path, span, Message::new(text!("written-out"))).fix = fix;
    }
}
