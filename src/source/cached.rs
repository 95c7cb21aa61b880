//! A source that lists the folders at the top only once, however many documents point into them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Entry, Lookup, Source, Unreadable};

/// How many other folders are kept: a link leads through some on its way.
const RECENT: usize = 8;

type Listing = Result<Arc<[Entry]>, Unreadable>;

/// Wraps a source; the listings of its root and of the folders right below are kept, and those of the last few
/// others.
///
/// Those are the ones that grow with the portfolio. A project's folder is small, and all of them would take much memory; but
/// ten thousand files of one folder may each ask for another of it.
pub struct Cached<'s> {
    source: &'s dyn Source,
    listings: Mutex<HashMap<String, Listing>>,
    recent: Mutex<Vec<(String, Listing)>>,
}

impl<'s> Cached<'s> {
    /// Wraps a source that does not change any more.
    #[must_use]
    pub fn new(source: &'s dyn Source) -> Self {
        Self { source, listings: Mutex::default(), recent: Mutex::default() }
    }
}

impl Source for Cached<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.source.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.source.read(path, limit)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        self.source.stamp(path)
    }

    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        if folder.contains('/') {
            let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            let known = recent().iter().find(|(known, _)| known == folder).map(|(_, listing)| listing.clone());
            let listing = known.unwrap_or_else(|| {
                let listing: Listing = self.source.entries(folder).map(Into::into);
                let mut recent = recent();
                recent.truncate(RECENT - 1);
                recent.insert(0, (folder.to_owned(), listing.clone()));
                listing
            });
            return Ok(Lookup::among(&listing?, name));
        }
        // A panic elsewhere does not make a listing wrong.
        let mut listings = self.listings.lock().unwrap_or_else(PoisonError::into_inner);
        let listing = match listings.get(folder) {
            Some(listing) => listing.clone(),
            None => {
                let listing = self.source.entries(folder).map(Into::into);
                listings.insert(folder.to_owned(), listing.clone());
                listing
            }
        };
        drop(listings);
        Ok(Lookup::among(&listing?, name))
    }
}
