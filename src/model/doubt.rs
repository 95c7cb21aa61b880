//! A fact on which the sources disagree, or which they leave unclear.

use super::Text;
use crate::document::{At, SharedStr, record};

record! {
    /// Holds what the sources say about a disputed or unclear fact.
    pub struct Doubt (short for note) {
        /// The key or the prose file that it is about.
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
