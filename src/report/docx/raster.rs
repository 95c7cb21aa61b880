//! A picture in dots of a drawing, for programs that show no SVG; its letters come from the program, not the machine.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use crate::embedded;

/// How many dots wide the picture is.
const WIDTH: f32 = 1400.0;
/// The most dots for a pixel of a small drawing: as fine as paper shows.
const FINEST: f32 = 3.0;
/// The name of the letters that travel inside the program.
const FAMILY: &str = "Noto Sans";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    embedded::fonts().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Draws an SVG as a PNG; none where it cannot be drawn. Nothing outside the drawing is read.
pub fn raster(svg: &[u8]) -> Option<Vec<u8>> {
    let mut options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        resources_dir: None,
        ..Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = Tree::from_data(svg, &options).ok()?;
    let scale = (WIDTH / tree.size().width()).min(FINEST);
    let size = tree.size().scale_by(scale)?.to_int_size();
    let mut dots = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots.encode_png().ok()
}
