//! What a drawing says about itself in its first element.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The size that browsers give a drawing that says nothing about it.
const UNSAID: (f64, f64) = (300.0, 150.0);

/// Returns whether bytes are a drawing, by its first element.
pub fn is_drawing(bytes: &[u8]) -> bool {
    root(bytes).is_some()
}

/// Returns whether a drawing says that it is one; browsers show no other.
pub fn has_namespace(bytes: &[u8]) -> bool {
    let Some(root) = root(bytes) else { return false };
    let name = match root.name().as_ref().split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    // Some editors write an entity.
    value(&root, &name).is_some_and(|name| name == "http://www.w3.org/2000/svg" || name.starts_with('&'))
}

/// Returns whether a drawing takes a part of itself from another file, which no page asks for.
pub fn is_linked(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if takes_from_elsewhere(&element) => return true,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn takes_from_elsewhere(element: &BytesStart<'_>) -> bool {
    let name = element.local_name();
    if !matches!(name.as_ref(), "image" | "feImage" | "use") {
        return false;
    }
    let is_own = |address: &str| {
        address.is_empty()
            || address.starts_with('#')
            || address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
    };
    // The newer name goes before the older one.
    let address = value(element, "href").or_else(|| value(element, "xlink:href"));
    address.is_some_and(|address| !is_own(address.trim()))
}

/// Returns the first element of a drawing.
fn root(bytes: &[u8]) -> Option<BytesStart<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let start = loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => break start,
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    };
    (start.local_name().as_ref() == "svg").then_some(start)
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}

/// Returns the size that a drawing says it has, else that of its view, else that of browsers.
pub fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    let root = root(bytes)?;
    let side = |name: &str| value(&root, name).and_then(|length| pixels(&length));
    let view = match value(&root, "viewBox") {
        Some(view) => {
            let mut sides = view.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).skip(2);
            Some((sides.next()?.parse::<f64>().ok()?, sides.next()?.parse::<f64>().ok()?))
        }
        None => None,
    };
    Some(match (side("width"), side("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((wide, high))) => (width, width * high / wide),
        (None, Some(height), Some((wide, high))) => (height * wide / high, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(UNSAID.0), height.unwrap_or(UNSAID.1)),
    })
}

/// Returns a length in pixels, of which an inch has 96; none for a share of something unknown.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 10] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("rem", 16.0),
        ("em", 16.0),
        ("ex", 8.0),
        ("ch", 8.0),
    ];
    let length = length.trim().to_ascii_lowercase();
    let (number, scale) = UNITS
        .iter()
        .find_map(|(unit, scale)| Some((length.strip_suffix(unit)?, *scale)))
        .unwrap_or((length.as_str(), 1.0));
    number.trim().parse::<f64>().ok().map(|number| number * scale)
}

#[cfg(test)]
mod tests {
    use super::is_linked;

    #[test]
    fn parts_from_other_files_are_found() {
        let drawing = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        for inner in [
            "<image href=\"foto.jpg\"/>",
            "<g><image xlink:href='https://x.no/a.png'></image></g>",
            "<use href=\"ikoner.svg#hus\"/>",
            "<filter><feImage href=\"//x.no/a\"/></filter>",
        ] {
            assert!(is_linked(drawing(inner).as_bytes()), "{inner}");
        }
        for inner in [
            "<image href=\"data:image/png;base64,AA\"/>",
            "<image href=\" DATA:image/png;base64,AA\" xlink:href=\"foto.jpg\"/>",
            "<use href=\"#hus\"/><image/>",
            "<a href=\"https://x.no\"><path/></a><!-- <image href=\"a.png\"/> -->",
            "<image",
        ] {
            assert!(!is_linked(drawing(inner).as_bytes()), "{inner}");
        }
    }
}
