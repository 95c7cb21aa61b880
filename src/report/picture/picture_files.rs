//! Which files of the portfolio show the pictures of a document.

use std::collections::{BTreeMap, BTreeSet};

use comrak::{Node, nodes::NodeValue};

/// Holds the files that show a picture, by its address in the document.
#[derive(Debug, Clone, Default)]
pub struct PictureFiles(BTreeMap<String, BTreeSet<String>>);

impl PictureFiles {
    /// Adds the pictures below a node that a file shows.
    pub fn add(&mut self, root: Node<'_>, file: &str, is_of_file: impl Fn(&str) -> bool) {
        for node in root.descendants() {
            if let NodeValue::Image(image) = &node.data().value
                && is_of_file(&image.url)
            {
                self.0.entry(image.url.clone()).or_default().insert(file.to_owned());
            }
        }
    }

    /// Returns the files that show a picture.
    pub fn of(&self, address: &str) -> Vec<String> {
        self.0.get(address).into_iter().flatten().cloned().collect()
    }
}
