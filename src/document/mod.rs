//! YAML and Markdown as text with positions; knows no project.

pub mod address;
pub mod allow;
mod blank;
mod cause;
mod choice;
pub mod conflict;
mod fault;
mod faults;
mod field;
mod from_yaml;
pub mod markdown;
pub mod parts;
mod passage;
mod plain;
mod record;
mod scalar;
pub mod shape;
mod slip;
pub mod template;
mod text;
pub mod yaml;

pub use allow::Allow;
pub use blank::{is_blank, take_out_blanks};
pub use choice::Choice;
pub use fault::{Fault, FaultKind, Kind, Stray, TemplateDefect, YamlDefect};
pub use faults::{Faults, closest};
pub(crate) use field::is_nothing;
pub use field::{Field, Map, OneOrMany};
pub use from_yaml::{At, FromYaml};
pub use markdown::Markdown;
pub use passage::{Passage, PassageKind};
pub use plain::plain_passages;
pub use scalar::{is_null, looks_like, quoted, written};
pub use shape::{Shape, Shapes};
pub use text::{Lines, NotText, Position, decode};
pub(crate) use {choice::choice, record::record};
