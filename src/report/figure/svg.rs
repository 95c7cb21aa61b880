//! Writes a drawing as SVG: inside a page, where the style sheet sets the colours, or as a file of its own.

use super::{
    canvas::{Anchor, Canvas, CanvasItem, Paint, Stroke, TextStyle, WIDTH, number, rectangle},
    letters::SIZE,
};
use crate::{language::Language, report::xml::Xml};

/// The font families in a file of its own; first the font that the program uses for Word, so that both look the same.
const FAMILIES: &str = "Noto Sans, Inter, system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif";

/// The prefix of the ids in a file of its own.
const ALONE: &str = "figure";

/// The room below the drawing in a file of its own.
const FOOT: f64 = 8.0;

/// Says where a drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SvgTarget<'a> {
    /// Inside a page, with this prefix for its ids.
    Page(&'a str),
    /// In a file of its own, in a language.
    Alone(Language),
}

impl Paint {
    /// Returns the name of the colour in the style sheet.
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Panel => "panel",
            Self::Text => "text",
            Self::Quiet => "quiet",
            Self::Edge => "edge",
            Self::Accent => "accent",
        }
    }

    /// Returns the colour on a white background, as in the light scheme of pages.
    fn colour(self) -> &'static str {
        match self {
            Self::Page => "#ffffff",
            Self::Panel => "#eef4f7",
            Self::Text => "#1a2129",
            Self::Quiet => "#3b4753",
            Self::Edge => "#667685",
            Self::Accent => "#0b4263",
        }
    }
}

/// Returns whether the first element of a file is written as this program writes it.
pub fn is_own_drawing(file: &[u8]) -> bool {
    let end = file.iter().position(|byte| *byte == b'>').unwrap_or_default();
    let first = String::from_utf8_lossy(&file[..end]);
    let marks = [format!("font-family=\"{FAMILIES}\""), format!("aria-labelledby=\"{ALONE}-title {ALONE}-desc\"")];
    first.starts_with("<svg ") && marks.iter().all(|mark| first.contains(mark.as_str()))
}

/// Writes a drawing.
pub fn svg(canvas: &Canvas, target: SvgTarget<'_>) -> String {
    let mut xml = Xml::fragment();
    open_root(&mut xml, canvas, target);
    title_and_description(&mut xml, canvas, target);
    if let SvgTarget::Alone(_) = target {
        let page = rectangle((0.0, 0.0), (WIDTH, canvas.height.max(1.0) + FOOT));
        xml.empty("path", &[("d", &page), ("fill", Paint::Page.colour())]);
        xml.end_line();
    }
    for item in &canvas.items {
        match item {
            CanvasItem::Shape { outline, fill, line } => shape(&mut xml, target, outline, *fill, *line),
            CanvasItem::Text { at, text, style, lang } => words(&mut xml, target, *at, text, *style, lang.as_deref()),
        }
        xml.end_line();
    }
    xml.close("svg");
    if let SvgTarget::Alone(_) = target {
        xml.end_line();
    }
    String::from_utf8(xml.bytes()).unwrap_or_default()
}

impl<'a> SvgTarget<'a> {
    /// Returns the prefix of the ids.
    fn prefix(self) -> &'a str {
        match self {
            Self::Page(prefix) => prefix,
            Self::Alone(_) => ALONE,
        }
    }
}

/// Opens the root element, with its size, and its language and font in a file of its own.
fn open_root(xml: &mut Xml, canvas: &Canvas, target: SvgTarget<'_>) {
    let prefix = target.prefix();
    let labels = format!("{prefix}-title {prefix}-desc");
    // In a file, what follows must not touch the last line of words.
    let foot = if matches!(target, SvgTarget::Alone(_)) { FOOT } else { 0.0 };
    let (wide, high) = (number(WIDTH), number(canvas.height.max(1.0) + foot));
    let view = format!("0 0 {wide} {high}");
    let mut root = vec![("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", &*view)];
    match target {
        SvgTarget::Alone(language) => root.extend([
            ("width", &*wide),
            ("height", &*high),
            ("lang", language.code()),
            ("xml:lang", language.code()),
            ("font-family", FAMILIES),
        ]),
        SvgTarget::Page(_) => root.push(("class", "drawing")),
    }
    let size = number(SIZE);
    root.extend([("font-size", &*size), ("role", "img"), ("aria-labelledby", &*labels)]);
    xml.open("svg", &root);
    xml.end_line();
}

fn title_and_description(xml: &mut Xml, canvas: &Canvas, target: SvgTarget<'_>) {
    let prefix = target.prefix();
    xml.text_element("title", &[("id", &format!("{prefix}-title"))], &canvas.title);
    xml.end_line();
    let description = [&*canvas.description, &*canvas.details].join(" ");
    xml.text_element("desc", &[("id", &format!("{prefix}-desc"))], description.trim_end());
    xml.end_line();
}

fn shape(xml: &mut Xml, target: SvgTarget<'_>, outline: &str, fill: Option<Paint>, line: Option<Stroke>) {
    let mut attributes = vec![("d", outline.to_owned())];
    match target {
        SvgTarget::Page(_) => {
            let fill = fill.map_or("none", Paint::name);
            let line = line.map(|Stroke(paint, ..)| format!(" line-{}", paint.name())).unwrap_or_default();
            attributes.push(("class", format!("fill-{fill}{line}")));
        }
        SvgTarget::Alone(_) => {
            attributes.push(("fill", fill.map_or("none", Paint::colour).to_owned()));
            attributes.extend(line.map(|Stroke(paint, ..)| ("stroke", paint.colour().to_owned())));
        }
    }
    if let Some(Stroke(_, wide, is_broken)) = line {
        if (wide - 1.0).abs() > f64::EPSILON {
            attributes.push(("stroke-width", number(wide)));
        }
        if is_broken {
            attributes.push(("stroke-dasharray", "4 3".to_owned()));
        }
    }
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, &**value)).collect();
    xml.empty("path", &attributes);
}

fn words(xml: &mut Xml, target: SvgTarget<'_>, (x, y): (f64, f64), text: &str, style: TextStyle, lang: Option<&str>) {
    let (x, y, class) = (number(x), number(y), format!("fill-{}", style.paint.name()));
    let mut attributes = vec![("x", &*x), ("y", &*y)];
    attributes.extend(match style.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some(("text-anchor", "middle")),
        Anchor::End => Some(("text-anchor", "end")),
    });
    if style.is_bold {
        attributes.push(("font-weight", "700"));
    }
    match target {
        SvgTarget::Page(_) => attributes.push(("class", &class)),
        SvgTarget::Alone(_) => attributes.push(("fill", style.paint.colour())),
    }
    if let Some(lang) = lang {
        attributes.push(("lang", lang));
        if matches!(target, SvgTarget::Alone(_)) {
            attributes.push(("xml:lang", lang));
        }
    }
    xml.text_element("text", &attributes, text);
}
