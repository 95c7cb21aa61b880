//! The phases of projects over time: what is known of when each phase began and ended, and what is not.

mod axis;
mod data;
mod days;
mod draw;
mod legend;
mod read;
mod row;
mod summary;

pub use data::Timeline;

#[cfg(test)]
mod tests;
