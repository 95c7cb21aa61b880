//! Renders a drawing as PNG, for programs without SVG, with the fonts of this program.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{FallbackSelectionFn, Fill, FontResolver, Group, Node, Options, Paint, Stroke, Tree, fontdb::Database},
};

use super::drawing_cost::is_small;
use crate::embedded;

/// The width of the PNG, in pixels.
const WIDTH: f32 = 1400.0;
/// The largest scale of a small drawing.
const FINEST: f32 = 3.0;
/// The most pixels of the PNG.
const MOST: f32 = 4_000_000.0;
/// The most painted pixels, counted again for each shape that covers them.
const MOST_PAINTED: f64 = 1_500_000_000.0;
/// The font that is part of the program.
const FAMILY: &str = "Noto Sans";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    embedded::fonts().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Holds a drawing as dots.
pub struct DotPicture {
    /// The picture.
    pub png: Vec<u8>,
    /// The letters in it that the fonts lack, which are empty boxes.
    pub lost_letters: BTreeSet<char>,
}

/// Renders an SVG as PNG, without reading other files; `None` if that fails or costs too much.
pub fn raster(svg: &[u8]) -> Option<DotPicture> {
    if !is_small(svg) {
        return None;
    }
    let mut options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        resources_dir: None,
        ..Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    // The cost of a drawing inside the drawing is not estimated, so it is not drawn.
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    let lost = Arc::new(Mutex::new(BTreeSet::new()));
    options.font_resolver.select_fallback = fallback(Arc::clone(&lost));
    let tree = Tree::from_data(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (WIDTH / width).min(FINEST).min((MOST / width / height).sqrt());
    // An extremely long drawing has no pixels across.
    let is_line = width * scale < 1.0 || height * scale < 1.0;
    if is_line || painted(tree.root(), (width, height), scale) > MOST_PAINTED {
        return None;
    }
    let size = tree.size().scale_by(scale)?.to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let png = pixels.encode_png().ok()?;
    // A letter is only added whole, so the list is valid after a panic, too.
    let lost_letters = std::mem::take(&mut *lost.lock().unwrap_or_else(PoisonError::into_inner));
    Some(DotPicture { png, lost_letters })
}

/// Returns what finds another font for a letter, and notes the letters that no font has.
fn fallback(lost: Arc<Mutex<BTreeSet<char>>>) -> FallbackSelectionFn<'static> {
    let usual = FontResolver::default_fallback_selector();
    Box::new(move |letter, used, fonts| {
        let found = usual(letter, used, fonts);
        let has_shape = !(letter.is_whitespace() || letter.is_control() || is_unseen(letter));
        if found.is_none() && has_shape {
            lost.lock().unwrap_or_else(PoisonError::into_inner).insert(letter);
        }
        found
    })
}

/// Returns whether a character has no shape of its own.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Returns the number of painted pixels, for each shape the part inside the picture; infinite if a pattern has a larger tile
/// than the largest picture.
fn painted(group: &Group, size: (f32, f32), scale: f32) -> f64 {
    let dots = f64::from(scale * scale);
    let part = |node: &Node| {
        let of_node =
            node.abs_layer_bounding_box().map_or_else(|| node.abs_stroke_bounding_box(), |layer| layer.to_rect());
        let wide = of_node.right().min(size.0) - of_node.left().max(0.0);
        let high = of_node.bottom().min(size.1) - of_node.top().max(0.0);
        let own = f64::from(wide.max(0.0)) * f64::from(high.max(0.0)) * dots;
        let mut inside = match node {
            Node::Group(group) => painted(group, size, scale),
            Node::Text(text) => painted(text.flattened(), size, scale),
            Node::Path(path) => {
                let paints = path.fill().map(Fill::paint).into_iter().chain(path.stroke().map(Stroke::paint));
                let is_large = |paint: &Paint| repeated(paint) * dots > f64::from(MOST);
                if paints.into_iter().any(is_large) { f64::INFINITY } else { 0.0 }
            }
            Node::Image(_) => 0.0,
        };
        node.subroots(|root| inside += painted(root, size, scale));
        own + inside
    };
    group.children().iter().map(part).sum()
}

/// Returns the area of the tile of a pattern.
fn repeated(paint: &Paint) -> f64 {
    let Paint::Pattern(pattern) = paint else { return 0.0 };
    let (wide, high) = pattern.transform().get_scale();
    let side = |length: f32, scale: f32| f64::from(length) * f64::from(scale);
    side(pattern.rect().width(), wide) * side(pattern.rect().height(), high)
}
