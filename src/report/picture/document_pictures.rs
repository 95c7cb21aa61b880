//! The pictures that a document asks for, and those that it does not get.

use std::{cell::RefCell, collections::BTreeMap};

use super::{
    data::{ShownPicture, load_picture, shown_address},
    left_out::{LeftOutPicture, WhyLeftOut},
    picture_files::PictureFiles,
};
use crate::{
    document::link_target::decoded,
    model::{Portfolio, Round},
    source::Source,
};

/// Finds the pictures of a document, and remembers those that are left out.
pub struct DocumentPictures<'a> {
    source: &'a dyn Source,
    portfolio: &'a Portfolio,
    left_out: RefCell<BTreeMap<String, LeftOutPicture>>,
}

impl<'a> DocumentPictures<'a> {
    /// Starts without any picture that is left out.
    pub fn new(source: &'a dyn Source, portfolio: &'a Portfolio) -> Self {
        Self { source, portfolio, left_out: RefCell::default() }
    }

    /// Returns a picture by its address in the document.
    pub fn load(&self, address: &str, files: &PictureFiles) -> Option<ShownPicture> {
        let loaded = load_picture(self.source, address);
        loaded.map_err(|why| self.leave_out(address, files, why)).ok()
    }

    /// Remembers that a picture is left out; each is told once.
    pub fn leave_out(&self, address: &str, files: &PictureFiles, why: WhyLeftOut) {
        let mut left_out = self.left_out.borrow_mut();
        let mut files = files.of(address);
        if files.is_empty() {
            files.extend(self.round_of(address));
        }
        let address = shown_address(address);
        let new = || LeftOutPicture { address: address.clone(), files: Vec::new(), why };
        let known = left_out.entry(address.clone()).or_insert_with(new);
        known.files.extend(files);
        known.files.sort_unstable();
        known.files.dedup();
    }

    /// Returns the pictures that are left out, in order of their addresses.
    pub fn into_left_out(self) -> Vec<LeftOutPicture> {
        self.left_out.into_inner().into_values().collect()
    }

    /// Returns the file of the round whose own picture has an address.
    fn round_of(&self, address: &str) -> Option<String> {
        let path = decoded(address);
        let shows = |round: &&Round| {
            let file = round.image.as_ref().and_then(|image| image.file.as_ref());
            file.is_some_and(|file| format!("{}/{}", round.year, &*file.value) == path)
        };
        self.portfolio.rounds.iter().find(shows).map(Round::file)
    }
}
