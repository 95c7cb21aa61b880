//! The source of a fact.

use super::Text;
use crate::{
    date::Date,
    document::{At, SharedStr, record},
};

record! {
    /// Holds a source.
    pub struct Citation (short for title) {
        /// The title as the source gives it.
        title: Option<Text>,
        /// Who published it.
        publisher: Option<SharedStr>,
        /// When it was published.
        published: Option<Date>,
        /// When it was read.
        read: Option<Date>,
        /// Its web address.
        url: Option<At<SharedStr>>,
        /// The keys of the file that it is the source of; the whole file if it is empty.
        facts = "for": Vec<At<SharedStr>>,
        /// How far it can be trusted.
        note: Option<Text>,
    }
}
