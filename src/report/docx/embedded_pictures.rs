//! The pictures in the package, each of them once.

use std::collections::{BTreeMap, BTreeSet};

use super::{turn::Turn, web_picture::as_png};
use crate::{
    picture::{PictureKind, orientation_of, size, without_orientation},
    report::docx::{meta::Pictures, raster::raster},
};

/// Holds the pictures of the document so far.
pub struct EmbeddedPictures<'a> {
    find: &'a Pictures<'a>,
    known: BTreeMap<String, Option<Picture>>,
    files: Vec<(String, Vec<u8>)>,
    pub(super) places: usize,
    /// The pictures that were found and cannot be shown.
    pub(super) unshown: Vec<String>,
    /// The letters of drawings that the fonts lack.
    pub(super) lost_letters: BTreeSet<char>,
}

impl<'a> EmbeddedPictures<'a> {
    /// Starts with no pictures.
    pub fn new(find: &'a Pictures<'a>) -> Self {
        let (known, files, unshown) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { find, known, files, places: 0, unshown, lost_letters: BTreeSet::new() }
    }

    /// Returns the files by their names in the package.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }

    pub(super) fn picture(&mut self, address: &str) -> Option<Picture> {
        if let Some(picture) = self.known.get(address) {
            return picture.clone();
        }
        let picture = (self.find)(address).and_then(|bytes| {
            let shown = self.embed(bytes);
            if shown.is_none() {
                self.unshown.push(address.to_owned());
            }
            shown
        });
        self.known.insert(address.to_owned(), picture.clone());
        picture
    }

    fn embed(&mut self, bytes: Vec<u8>) -> Option<Picture> {
        let kind = PictureKind::of(&bytes)?;
        let (width, height) = size(&bytes, kind)?;
        let mut picture = Picture { file: String::new(), drawing: None, width, height, turn: Turn::UPRIGHT };
        match kind {
            PictureKind::Svg => {
                // Word shows the drawing; programs without SVG show the PNG.
                let dots = raster(&bytes)?;
                self.lost_letters.extend(dots.lost_letters);
                picture.file = self.file(dots.png, PictureKind::Png);
                picture.drawing = Some(self.file(bytes, kind));
                picture.width *= ON_PAPER;
                picture.height *= ON_PAPER;
            }
            PictureKind::Webp => picture.file = self.file(as_png(&bytes)?, PictureKind::Png),
            PictureKind::Jpeg => {
                picture.turn = Turn::of(orientation_of(&bytes));
                // Word and others disagree on whether the file turns the picture, so the document alone does.
                picture.file = self.file(without_orientation(&bytes)?, kind);
            }
            PictureKind::Png | PictureKind::Gif => picture.file = self.file(bytes, kind),
        }
        Some(picture)
    }

    fn file(&mut self, bytes: Vec<u8>, kind: PictureKind) -> String {
        let name = format!("media/picture{}.{}", self.files.len() + 1, kind.ending());
        self.files.push((name.clone(), bytes));
        name
    }
}

/// Holds a picture's files in the package, and its size in pixels before it is turned.
#[derive(Clone)]
pub struct Picture {
    pub(super) file: String,
    pub(super) drawing: Option<String>,
    width: f64,
    height: f64,
    pub(super) turn: Turn,
}

impl Picture {
    /// Returns the size before it is turned, so that it fits into the width that there is, and on a page.
    pub(super) fn fitted(&self, room: f64) -> (f64, f64) {
        // Word keeps a place as wide and as high as the longest side around a quarter turn; others keep what sticks out once more.
        let (wide, high) = if self.turn.is_quarter() {
            let longest = self.width.max(self.height);
            let over = (self.width - self.height) / 2.0;
            (longest + (-over).max(0.0), longest + over.max(0.0))
        } else {
            (self.width, self.height)
        };
        let shrink = (room / wide).min(HIGHEST / high).min(1.0);
        (self.width * shrink, self.height * shrink)
    }
}

/// The scale of drawings, so that their letters are as large as those of tables.
const ON_PAPER: f64 = 0.8;

/// The largest height of a picture, in pixels: most of the height between the margins.
const HIGHEST: f64 = 840.0;
