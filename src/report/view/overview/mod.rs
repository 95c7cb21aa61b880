//! The yearly overview: the calls of a period compared with earlier ones, counted, and with names as in other documents.

mod build;
mod criteria;
mod doubts;
mod events;
mod figures;
mod organisations;
mod project_row;
mod results;
mod scope;
mod subjects;

pub use build::YearsOverview;

#[cfg(test)]
mod tests;
