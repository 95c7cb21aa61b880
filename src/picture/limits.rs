//! How large a picture may be that a document shows.

/// The largest picture, in bytes: a page holds all of its pictures, and must still open on a telephone.
pub const LARGEST_PICTURE: usize = 8 * 1024 * 1024;

/// The most pixels of a picture. A small file may say that it has any number of them, and whoever opens it needs memory for all.
pub const MOST_PIXELS: f64 = 50_000_000.0;
