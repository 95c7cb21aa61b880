//! Estimates the cost of drawing an SVG from its text.
//!
//! A drawing of a hundred bytes can need gigabytes: with elements that each show another one ten times, with filters that
//! compute noise a billion times, or with layers inside layers. The elements and their references show all of these.

use std::collections::HashMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The largest drawing that is rendered, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// The deepest nesting of elements, and of layers, each of which is a whole picture.
const DEEPEST: usize = 64;
const MOST_LAYERS: usize = 8;
/// The most elements, each counted as often as it is shown; a long one counts as several.
const MOST: u64 = 100_000;
/// The number of elements that a filter counts as.
const FILTER: u64 = 2_000;
/// The number of letters of a text, and of bytes of a path, that count as one element.
const LETTERS: usize = 8;
const PATH: usize = 64;
/// The length of a path from which its cost grows with the square of its length.
const LONG_PATH: usize = 1024;

/// The filters whose cost does not depend on their parameters.
const FILTERS: [&str; 16] = [
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
    "feTile",
];

/// Returns whether a drawing can be rendered with little memory and time.
pub fn is_small(svg: &[u8]) -> bool {
    svg.len() <= LARGEST && std::str::from_utf8(svg).ok().and_then(elements).is_some_and(|elements| fits(&elements))
}

/// Holds an element: its own cost, its children and its references.
#[derive(Default)]
struct Element {
    parts: Vec<usize>,
    refers: Vec<String>,
    own: u64,
    /// How often its references are drawn.
    times: u64,
    is_layer: bool,
}

/// Lists the elements of a drawing and their ids; `None` if it has something that is never rendered.
fn elements(svg: &str) -> Option<(Vec<Element>, HashMap<String, usize>)> {
    let (mut elements, mut ids, mut open) = (Vec::<Element>::new(), HashMap::new(), Vec::<usize>::new());
    let mut reader = Reader::from_str(svg);
    let (mut in_style, mut of_style) = (false, Vec::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                in_style = start.local_name().as_ref() == "style";
                let at = element(&start, &mut elements, &mut ids, open.last().copied())?;
                open.push(at);
                if open.len() > DEEPEST {
                    return None;
                }
            }
            Event::Empty(start) => drop(element(&start, &mut elements, &mut ids, open.last().copied())?),
            Event::End(_) => {
                in_style = false;
                open.pop();
            }
            Event::Text(text) => {
                if let Some(element) = open.last().and_then(|at| elements.get_mut(*at)) {
                    element.own += (text.len() / LETTERS) as u64;
                }
                if in_style {
                    of_style.extend(references(&text));
                }
            }
            Event::CData(text) => of_style.extend(references(&text)),
            // Entities can multiply like elements, and drawings do not need them.
            Event::DocType(kind) if kind.contains("ENTITY") => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    // A style can apply to every element.
    if !of_style.is_empty() {
        for element in &mut elements {
            element.refers.extend(of_style.iter().cloned());
        }
    }
    Some((elements, ids))
}

fn element(
    start: &BytesStart<'_>,
    elements: &mut Vec<Element>,
    ids: &mut HashMap<String, usize>,
    parent: Option<usize>,
) -> Option<usize> {
    let name = start.local_name();
    let name = name.as_ref();
    if name.starts_with("fe") && !FILTERS.contains(&name) {
        return None;
    }
    let mut found = Element { own: 1, times: 1, ..Element::default() };
    if name.starts_with("fe") {
        found.own = FILTER;
    }
    let (mut length, mut has_marker) = (0, false);
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let (key, value) = (attribute.key.local_name(), &*attribute.value);
        match key.as_ref() {
            "id" => drop(ids.insert(value.to_owned(), elements.len())),
            "href" => found.refers.extend(value.strip_prefix('#').map(str::to_owned)),
            "d" | "points" => length = value.len(),
            "stroke-dasharray" => found.own += 16,
            _ => {}
        }
        let says = |word: &str| key.as_ref() == word || (key.as_ref() == "style" && value.contains(word));
        let layers = ["opacity", "filter", "mask", "clip-path", "blend-mode", "isolation"];
        found.is_layer |= layers.iter().any(|word| says(word)) && !(key.as_ref().ends_with("-opacity"));
        has_marker |= key.as_ref().starts_with("marker") || (key.as_ref() == "style" && value.contains("marker"));
        found.refers.extend(references(value));
        let is_number = !matches!(key.as_ref(), "id" | "class" | "href") && !attribute.key.as_ref().contains(':');
        if is_number && has_huge_number(value) {
            return None;
        }
    }
    found.own += (length / PATH) as u64;
    // The strokes of a path are compared with each other, so the cost grows with the square of its length.
    found.own += ((length / LONG_PATH) as u64).pow(2);
    if has_marker {
        // There is a marker at each corner of the path, and a corner takes at least four bytes.
        found.times += (length / 4) as u64;
    }
    let at = elements.len();
    elements.push(found);
    if let Some(parent) = parent {
        elements[parent].parts.push(at);
    }
    Some(at)
}

/// Returns whether a text has a number with more than nine digits, which the renderer does not handle well.
fn has_huge_number(text: &str) -> bool {
    const MOST_DIGITS: usize = 9;
    let mut numbers = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+')));
    numbers.any(|number| {
        let (whole, power) = number.split_once(['e', 'E']).unwrap_or((number, ""));
        let whole = whole.trim_start_matches(['+', '0']);
        let digits = whole.bytes().take_while(u8::is_ascii_digit).count();
        // A word such as `ease` is no number; `1e-9` ends before its minus, and its power counts as zero.
        let power = if digits > 0 { power.trim_start_matches('+').parse().unwrap_or(0) } else { 0 };
        digits.saturating_add(power) > MOST_DIGITS
    })
}

/// Lists the ids in `url(#id)`.
fn references(text: &str) -> Vec<String> {
    let ids = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let bare = |id: &str| id.trim_matches(['"', '\'', ' ', '&']).trim_start_matches("quot;").to_owned();
    ids.map(bare).filter_map(|id| id.strip_prefix('#').map(str::to_owned)).collect()
}

/// The state of an element in the search, and at its end its cost and the depth of its layers.
#[derive(Clone, Copy)]
enum Cost {
    Nothing,
    Begun,
    Is(u64, usize),
}

fn fits((elements, ids): &(Vec<Element>, HashMap<String, usize>)) -> bool {
    let mut costs = vec![Cost::Nothing; elements.len()];
    // References can be long chains, so this is a stack and not a recursion.
    let mut stack = vec![0_usize];
    while let Some(at) = stack.last().copied() {
        let Some(element) = elements.get(at) else { return false };
        let refers = || element.refers.iter().filter_map(|id| ids.get(id).copied());
        match costs[at] {
            Cost::Nothing => {
                costs[at] = Cost::Begun;
                let next = element.parts.iter().copied().chain(refers());
                stack.extend(next.filter(|next| matches!(costs[*next], Cost::Nothing)));
            }
            Cost::Begun => {
                let of = |at: usize| match costs[at] {
                    Cost::Is(cost, layers) => (cost, layers),
                    // An element that refers to itself is drawn at most once.
                    Cost::Begun | Cost::Nothing => (1, 0),
                };
                let (mut cost, mut layers) = (element.own, 0);
                for (part, times) in
                    element.parts.iter().map(|at| (*at, 1)).chain(refers().map(|at| (at, element.times)))
                {
                    let (part_cost, part_layers) = of(part);
                    cost = cost.saturating_add(part_cost.saturating_mul(times));
                    layers = layers.max(part_layers);
                }
                layers += usize::from(element.is_layer);
                if cost > MOST || layers > MOST_LAYERS {
                    return false;
                }
                costs[at] = Cost::Is(cost, layers);
                stack.pop();
            }
            Cost::Is(..) => drop(stack.pop()),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> bool {
        is_small(
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inside}</svg>").as_bytes(),
        )
    }

    #[test]
    fn usual_drawings_are_small() {
        assert!(drawing("<g opacity=\".5\"><path d=\"M0 0h9v9z\"/><text>Ord</text></g>"));
        assert!(drawing("<defs><linearGradient id=\"a\"/></defs><style>.b{fill:url(#a)}</style><rect class=\"b\"/>"));
        assert!(drawing("<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter><g filter=\"url(#f)\"/>"));
        assert!(drawing(&"<rect width=\"1\" height=\"1\"/>".repeat(20_000)));
        assert!(drawing("<g id=\"a\"><use href=\"#a\"/></g>"), "what shows itself is left out where it is drawn");
    }

    #[test]
    fn a_long_stroke_is_too_much() {
        let path = |count: usize| format!("<path stroke=\"red\" d=\"M0 0{}\"/>", "L1 1 9 9".repeat(count));
        assert!(drawing(&path(10_000)) && !drawing(&path(60_000)));
    }

    #[test]
    fn what_grows_is_told_from_its_text() {
        let mut bomb = "<g id=\"a0\"><rect/></g>".to_owned();
        let mut masks = bomb.clone();
        for level in 1..20 {
            let uses = format!("<use href=\"#a{}\"/>", level - 1).repeat(10);
            bomb += &format!("<g id=\"a{level}\">{uses}</g>");
            let uses = format!("<rect fill=\"url(#a{})\"/>", level - 1).repeat(10);
            masks += &format!("<pattern id=\"a{level}\">{uses}</pattern>");
        }
        let marker = "<marker id=\"m\"><rect/><rect/></marker>";
        for text in [
            bomb,
            masks + "<rect style=\"fill:url('#a19')\"/>",
            "<g>".repeat(1_000),
            "<g opacity=\"0.9\">".repeat(30) + &"</g>".repeat(30),
            "<filter><feTurbulence numOctaves=\"1000000000\"/></filter>".to_owned(),
            "<filter>".to_owned() + &"<feGaussianBlur/>".repeat(100) + "</filter>",
            format!("<text>{}</text>", "a".repeat(1_000_000)),
            format!("{marker}<path marker-mid=\"url(#m)\" d=\"M0 0{}\"/>", "h1 ".repeat(200_000)),
            "<rect/>".repeat(200_000),
        ] {
            assert!(!drawing(&text), "{}", &text[..text.len().min(60)]);
        }
        for wild in ["1e30", "10000000000", "2 1E+20", "-3.5e12,4", "M0 0L12345678901 0"] {
            assert!(!drawing(&format!("<path d=\"{wild}\"/>")), "{wild}");
        }
        for usual in ["1e-30", "6612345.123456789012 7", "2em", "#00000000", "0.00000000001", "M1-2e2.5", "ease"] {
            assert!(drawing(&format!("<path d=\"{usual}\"/>")), "{usual}");
        }
        assert!(!is_small(b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"));
        assert!(!is_small(b"no drawing") && !is_small(b"<svg") && !is_small(b""));
    }
}
