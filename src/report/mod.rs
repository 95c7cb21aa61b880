//! Documents: a view of the portfolio goes in, Markdown or HTML comes out of a template, and Word out of the Markdown.
//!
//! Each folder knows only those before it:
//!
//! | folder | what it is for |
//! |---|---|
//! | `picture` | pictures of the portfolio: their kind and size, without what cameras and editors add |
//! | `figure` | drawings from data |
//! | `view` | what templates see: typed views of projects, rounds, parties, learning and the overview |
//! | `engine` | templates, their functions and filters, and what is wrong with them |
//! | `body` | Markdown as a tree of blocks, one text at a time |
//! | `html`, `docx` | that tree drawn as a page, and as Word |
//! | `final_report` | the report that people and the program write together |

pub(crate) mod body;
mod docx;
pub(crate) mod engine;
mod figure;
mod final_report;
mod html;
mod picture;
mod placeholder;
mod readable_text;
mod render;
pub(crate) mod view;
mod xml;

pub use docx::{DocxError, DocxMeta, Pictures, docx};
pub use engine::{
    Defect, Document, Format, Origin, RenderError, Rendered, Request, TemplateFault, Templates, document, documents,
    fill_template, names,
};
pub use figure::{FigureFault, FigureFile, KINDS};
pub use final_report::{
    Draft, FINAL_REPORT, ReportError, ReportStatus, deliverable, draft, note_stale, report_path, report_status,
};
pub use readable_text::{readable_texts, readable_texts_with};
pub use render::render;
pub use view::{Target, encoded};
