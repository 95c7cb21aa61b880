//! A source that caches folder listings.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Entry, Lookup, Source, Unreadable};

/// How many listings of deeper folders are cached: following one link reads several folders.
const MAX_RECENT: usize = 8;

type CachedListing = Result<Arc<[Entry]>, Unreadable>;

/// Wraps a source and caches the listings of its root, of the folders in its root, and of the last few other folders.
///
/// The root and the folders in it grow with the portfolio. The listings of all project folders would take much memory,
/// so only the latest are cached: ten thousand files of one folder may each look up another file there.
pub struct Cached<'s> {
    source: &'s dyn Source,
    listings: Mutex<HashMap<String, CachedListing>>,
    recent: Mutex<Vec<(String, CachedListing)>>,
}

impl<'s> Cached<'s> {
    /// Wraps a source, which must not change afterwards.
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
                let listing: CachedListing = self.source.entries(folder).map(Into::into);
                let mut recent = recent();
                recent.truncate(MAX_RECENT - 1);
                recent.insert(0, (folder.to_owned(), listing.clone()));
                listing
            });
            return Ok(Lookup::among(&listing?, name));
        }
        // A panic in another thread does not make a listing wrong.
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
