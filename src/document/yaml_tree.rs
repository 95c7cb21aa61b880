//! Builds a tree from the events of the YAML parser.

use crate::document::{
    Fault, FaultKind, Faults, YamlDefect, cut_value,
    fault::invalid,
    node::{Node, Value},
    span::Span,
    word_dash,
    yaml_mistakes::{self, offset},
};
use granit_parser::{Event, Options, Parser, ScalarStyle};
use std::collections::HashMap;

type Events<'t> = Parser<'t, granit_parser::StrInput<'t>>;

pub struct Tree<'t, 'f> {
    text: &'f str,
    events: Events<'t>,
    faults: &'f mut Faults,
}

impl<'t> Tree<'t, '_> {
    fn document(&mut self) -> Result<Option<Node<'t>>, Fault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(invalid(YamlDefect::SeveralDocuments, span));
                }
                Event::DocumentStart(..) => {
                    let (event, span) = self.next()?;
                    root = Some(self.node(event, span)?);
                }
                _ => return Err(invalid(YamlDefect::Other("unexpected content".into()), span)),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Fault> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, Span::new(offset(&span.start), offset(&span.end)))),
            Some(Err(error)) => Err(yaml_mistakes::syntax_fault(self.text, &error)),
            None => Ok((Event::StreamEnd, Span::new(self.text.len(), self.text.len()))),
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span) -> Result<Node<'t>, Fault> {
        match event {
            event if is_reference(&event) => {
                let line_start = self.text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
                let special = yaml_mistakes::special_start(self.text, line_start);
                Err(special.unwrap_or_else(|| invalid(YamlDefect::Reference, span)))
            }
            Event::Scalar(text, style, ..) => {
                // The parser includes the line breaks after a block scalar; a replacement of the value must not remove
                // them.
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let written = self.text.get(span.start as usize..span.end as usize).filter(|_| is_block);
                let end = written.map_or(span.end as usize, |written| span.start as usize + written.trim_end().len());
                let span = Span::new(span.start as usize, end);
                let node = Node { value: Value::Scalar { text, plain: style == ScalarStyle::Plain }, span };
                Ok(word_dash::as_list(self.text, node, self.faults))
            }
            Event::SequenceStart(..) => self.list(span),
            Event::MappingStart(..) => self.mapping(span),
            _ => Err(invalid(YamlDefect::Other("unexpected content".into()), span)),
        }
    }

    /// Returns whether a collection is between brackets or braces.
    fn is_flow(&self, start: Span) -> bool {
        self.text.get(start.start as usize..).is_some_and(|rest| rest.starts_with(['{', '[']))
    }

    /// Returns the span of a sign of word processors with which the line of a key starts.
    fn sign_before(&self, key: &Node<'_>) -> Option<Span> {
        let start = key.span.start as usize;
        let line_start = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        word_dash::at_line(self.text, line_start).filter(|sign| sign.start == key.span.start)
    }

    fn list(&mut self, start: Span) -> Result<Node<'t>, Fault> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                if self.is_flow(start) {
                    cut_value::join_items(self.text, &mut items, self.faults);
                }
                let end = end_of(start, span, items.last().map(|item: &Node<'_>| item.span));
                return Ok(Node { value: Value::List(items), span: end });
            }
            items.push(self.node(event, span)?);
        }
    }

    fn mapping(&mut self, start: Span) -> Result<Node<'t>, Fault> {
        let mut mapping = MappingEntries::default();
        let is_flow = self.is_flow(start);
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                for (at, is_sure) in mapping.joined {
                    cut_value::report_joined(&mapping.entries[at].1, is_sure, self.faults);
                }
                let end = end_of(start, span, mapping.entries.last().map(|(_, value)| value.span));
                return Ok(Node { value: Value::Mapping(mapping.entries), span: end });
            }
            let key = self.node(event, span)?;
            if let Some(sign) = self.sign_before(&key) {
                return Err(invalid(YamlDefect::WordDash, sign));
            }
            let Some(name) = key.scalar() else { return Err(invalid(YamlDefect::KeyNotText, key.span)) };
            let first = mapping.find(name);
            let (event, span) = self.next()?;
            let mut value = self.node(event, span)?;
            if is_flow && cut_value::is_lone(self.text, &key, &value) {
                if mapping.join(self.text, &key) {
                    continue;
                }
                // A span equal to that of the key marks a key without a colon and a value.
                value.span = key.span;
            }
            match first {
                Some(first) => {
                    self.faults.push(Some(key.span), || FaultKind::DuplicateKey { key: name.to_owned(), first });
                }
                None => mapping.add(key, value),
            }
        }
    }
}

/// Collects the entries of a mapping.
#[derive(Default)]
struct MappingEntries<'t> {
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// The span of each key, for large mappings only.
    index: HashMap<String, Span>,
    /// The index of each joined value, and whether joining it is certain.
    joined: Vec<(usize, bool)>,
}

impl<'t> MappingEntries<'t> {
    /// Returns the span of the key with this name.
    fn find(&mut self, name: &str) -> Option<Span> {
        let spans = || self.entries.iter().filter_map(|(key, _)| Some((key.scalar()?, key.span)));
        if self.entries.len() < 32 {
            return spans().find(|(known, _)| *known == name).map(|(_, span)| span);
        }
        if self.index.is_empty() {
            self.index = spans().map(|(known, span)| (known.to_owned(), span)).collect();
        }
        self.index.get(name).copied()
    }

    fn add(&mut self, key: Node<'t>, value: Node<'t>) {
        if let Some(name) = key.scalar().filter(|_| !self.index.is_empty()) {
            self.index.insert(name.to_owned(), key.span);
        }
        self.entries.push((key, value));
    }

    /// Joins a key without a value to the last value, if it is a piece of that value; returns whether it is.
    fn join(&mut self, text: &str, key: &Node<'_>) -> bool {
        // Keys without a value before this key are pieces of the same value.
        let Some(at) = self.entries.iter().rposition(|(key, value)| value.span != key.span) else { return false };
        let has_pieces = at + 1 < self.entries.len();
        let Some(is_sure) = cut_value::join(text, &mut self.entries[at].1, key, has_pieces) else { return false };
        for (piece, _) in self.entries.drain(at + 1..) {
            self.index.remove(piece.scalar().unwrap_or_default());
        }
        match self.joined.last_mut() {
            Some((last, was_sure)) if *last == at => *was_sure &= is_sure,
            _ => self.joined.push((at, is_sure)),
        }
        true
    }
}

/// Parses `written`, which differs from `text` in a few letters at most; faults refer to `text`.
pub fn document<'t>(text: &str, written: &'t str, faults: &mut Faults) -> Result<Option<Node<'t>>, Fault> {
    let mut options = Options::default();
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    options.emit_unresolved_aliases = true;
    Tree { text, events: Parser::new_from_str_with_options(written, options), faults }.document()
}

/// Returns whether a node is an alias, or has an anchor or a tag.
pub fn is_reference(event: &Event<'_>) -> bool {
    let is_alias = matches!(event, Event::Alias(_) | Event::UnresolvedAlias(_));
    is_alias || event.anchor_id().is_some() || event.tag().is_some()
}

/// Returns the span of a collection: to its closing bracket, or else to its last item.
pub fn end_of(start: Span, end: Span, last: Option<Span>) -> Span {
    let bracket = if end.end > end.start { end.end } else { 0 };
    Span { start: start.start, end: bracket.max(last.map_or(start.end, |last| last.end)) }
}

/// How deep values may be nested; real files have six levels.
pub const MAX_DEPTH: usize = 64;
