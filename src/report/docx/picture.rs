//! Pictures inside the document: once each, as large as they are or as the page is wide, with words for who cannot see them.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Pictures, body::Body, raster::raster};
use crate::report::picture::{Kind, size};

/// The parts of an inch that Word counts in, for a pixel.
const PIXEL: f64 = 9525.0;
/// The largest picture: the width and most of the height between the margins, in pixels.
const LARGEST: (f64, f64) = (604.0, 840.0);
/// How much smaller a drawing is than on a screen, so that its letters are as large as those of a table.
const ON_PAPER: f64 = 0.8;

/// Holds the pictures shown so far.
pub struct Shown<'a> {
    find: &'a Pictures<'a>,
    known: BTreeMap<String, Option<Picture>>,
    files: Vec<(String, Vec<u8>)>,
    places: usize,
}

/// Holds a picture's files in the package, and its size in pixels.
#[derive(Clone)]
struct Picture {
    file: String,
    drawing: Option<String>,
    width: f64,
    height: f64,
}

impl<'a> Shown<'a> {
    /// Starts with no pictures.
    pub fn new(find: &'a Pictures<'a>) -> Self {
        Self { find, known: BTreeMap::new(), files: Vec::new(), places: 0 }
    }

    /// Returns the files by their names in the package.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }

    fn picture(&mut self, address: &str) -> Option<Picture> {
        if let Some(picture) = self.known.get(address) {
            return picture.clone();
        }
        let picture = self.load(address);
        self.known.insert(address.to_owned(), picture.clone());
        picture
    }

    fn load(&mut self, address: &str) -> Option<Picture> {
        let bytes = match address.strip_prefix("data:image/").and_then(|data| data.split_once(";base64,")) {
            Some((_, data)) => STANDARD.decode(data).ok()?,
            None => (self.find)(address)?,
        };
        let kind = Kind::of(&bytes)?;
        let (width, height) = size(&bytes, kind)?;
        let (file, drawing) = if kind == Kind::Svg {
            // Word shows the drawing; what cannot shows the picture of it.
            let png = raster(&bytes)?;
            let png = self.file(png, Kind::Png);
            (png, Some(self.file(bytes, kind)))
        } else {
            (self.file(bytes, kind), None)
        };
        let natural = if kind == Kind::Svg { ON_PAPER } else { 1.0 };
        let shrink = (LARGEST.0 / width).min(LARGEST.1 / height).min(natural);
        Some(Picture { file, drawing, width: width * shrink, height: height * shrink })
    }

    fn file(&mut self, bytes: Vec<u8>, kind: Kind) -> String {
        let name = format!("media/picture{}.{}", self.files.len() + 1, kind.ending());
        self.files.push((name.clone(), bytes));
        name
    }
}

impl Body<'_> {
    /// Shows a picture; says whether there was one.
    pub(super) fn picture(&mut self, address: &str, alt: &str) -> bool {
        let Some(picture) = self.shown.picture(address) else { return false };
        self.shown.places += 1;
        let id = self.shown.places.to_string();
        let name = format!("picture {id}");
        let image = self.relations.inside("image", &picture.file);
        let drawing = picture.drawing.as_ref().map(|drawing| self.relations.inside("image", drawing));
        let size = [("cx", &*emu(picture.width)), ("cy", &*emu(picture.height))];
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &size);
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", &image)]);
        if let Some(drawing) = drawing {
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
            xml.empty("asvg:svgBlip", &[("r:embed", &drawing)]);
            xml.close("a:ext");
            xml.close("a:extLst");
        }
        xml.close("a:blip");
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &size);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        for name in ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close(name);
        }
        true
    }
}

/// Returns pixels in the parts of an inch that Word counts in: never none, and with the picture's own proportions.
fn emu(pixels: f64) -> String {
    format!("{:.0}", pixels.max(1.0) * PIXEL)
}
