//! The pictures in the package, each of them once.

use crate::report::{
    docx::{meta::Pictures, raster::raster},
    picture::{Kind, size},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::BTreeMap;

/// Holds the pictures of the document so far.
pub struct EmbeddedPictures<'a> {
    pub(super) find: &'a Pictures<'a>,
    pub(super) known: BTreeMap<String, Option<Picture>>,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) places: usize,
}

impl<'a> EmbeddedPictures<'a> {
    /// Starts with no pictures.
    pub fn new(find: &'a Pictures<'a>) -> Self {
        Self { find, known: BTreeMap::new(), files: Vec::new(), places: 0 }
    }

    /// Returns the files by their names in the package.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }

    pub(super) fn picture(&mut self, address: &str) -> Option<Picture> {
        if let Some(picture) = self.known.get(address) {
            return picture.clone();
        }
        let picture = self.load(address);
        self.known.insert(address.to_owned(), picture.clone());
        picture
    }

    pub(super) fn load(&mut self, address: &str) -> Option<Picture> {
        let bytes = match address.strip_prefix("data:image/").and_then(|data| data.split_once(";base64,")) {
            Some((_, data)) => STANDARD.decode(data).ok()?,
            None => (self.find)(address)?,
        };
        let kind = Kind::of(&bytes)?;
        let (width, height) = size(&bytes, kind)?;
        let (file, drawing) = if kind == Kind::Svg {
            // Word shows the drawing; programs without SVG show the PNG.
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

    pub(super) fn file(&mut self, bytes: Vec<u8>, kind: Kind) -> String {
        let name = format!("media/picture{}.{}", self.files.len() + 1, kind.ending());
        self.files.push((name.clone(), bytes));
        name
    }
}

/// Holds a picture's files in the package, and its size in pixels.
#[derive(Clone)]
pub struct Picture {
    pub(super) file: String,
    pub(super) drawing: Option<String>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The scale of drawings, so that their letters are as large as those of tables.
pub const ON_PAPER: f64 = 0.8;

/// The largest size of a picture, in pixels: the width and most of the height between the margins.
pub const LARGEST: (f64, f64) = (604.0, 840.0);
