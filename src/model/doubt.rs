//! What the sources disagree on, or leave unclear.

use super::Text;
use crate::document::{At, SharedStr, record};

record! {
    /// Holds what the sources disagree on or leave unclear about one fact. Nothing is averaged and nothing thrown away.
    pub struct Doubt (short for note) {
        /// The key of the file, or the prose file, that it is about.
        key: Option<At<SharedStr>>,
        /// What the sources say.
        values: Vec<Claim>,
        /// What was chosen and why, or what is unclear.
        note: Option<Text>,
    }
}

record! {
    /// Holds what one source says.
    pub struct Claim (short for value) {
        /// What it says.
        value: Option<Text>,
        /// Which source it is.
        source: Option<Text>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
}
