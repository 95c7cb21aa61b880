//! Figures drawn from what a template sees, each with a title and a description for people who cannot see it.

mod canvas;
mod context;
mod criteria;
mod criteria_summary;
mod fault;
mod figure_store;
mod grants;
mod letters;
mod process;
mod shares;
mod svg;
mod timeline;
mod view_projects;

pub use canvas::Canvas;
pub use context::{FigureContext, FigureText, KINDS};
pub use criteria::CriteriaMatrix;
pub use fault::FigureFault;
pub use figure_store::{FigureFile, FigureStore, SCHEME, file_name};
pub use grants::Grants;
pub use process::ProcessFigure;
pub use timeline::Timeline;
pub use view_projects::project_of;

#[cfg(test)]
mod tests;
