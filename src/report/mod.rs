//! Documents: a template turns a view of the portfolio into Markdown or HTML, and Word is made from the Markdown.
//!
//! Each folder knows only those before it:
//!
//! | folder | what it is for |
//! |---|---|
//! | `picture` | pictures of the portfolio: their kind and size, and their bytes without metadata |
//! | `figure` | drawings made from data |
//! | `view` | what templates see: typed views of projects, rounds, parties, learning and the overview |
//! | `engine` | templates, their functions and filters, and their faults |
//! | `body` | the blocks of a document: those of the template and of each text |
//! | `html`, `docx` | pages and Word documents, made from these blocks |
//! | `final_report` | the final report: generated parts around the user's text |

pub(crate) mod body;
mod docx;
pub(crate) mod engine;
mod figure;
mod final_report;
mod html;
mod left_out_links;
mod picture;
mod placeholder;
mod readable_text;
mod render;
pub(crate) mod view;
mod xml;

pub use docx::{DocxError, DocxMeta, Pictures, WordDocument, docx};
pub use engine::{
    Defect, Document, Format, Origin, RenderError, Rendered, Request, TemplateFault, Templates, document, documents,
    fill_template, names,
};
pub use figure::{FigureFault, FigureFile, KINDS};
pub use final_report::{
    Draft, FINAL_REPORT, ReportError, ReportStatus, deliverable, draft, note_stale, report_path, report_status,
};
pub use left_out_links::{left_out_links, left_out_links_with};
pub use picture::{LeftOutPicture, WhyLeftOut};
pub use readable_text::{readable_texts, readable_texts_with};
pub use render::render;
pub use view::{Target, encoded};
