//! Pictures of the portfolio: their kind and size, and their bytes without metadata.

mod data;
mod metadata;
mod size;

pub use data::{data_address, picture_bytes};
pub use size::{Kind, size};
