//! A process model and how far a project has come in it: diamonds that open and close with the steps, or a row of arrows.

mod data;
mod draw;
mod read;

pub use data::ProcessFigure;

#[cfg(test)]
mod tests;
