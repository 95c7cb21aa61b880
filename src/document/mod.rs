//! YAML and Markdown as text with positions; knows no project.

mod fault;
mod read;
mod scalar;
mod text;
pub mod markdown;
pub mod yaml;

pub use fault::{Fault, FaultKind, Kind, Stray, YamlDefect};
pub use read::{At, Choice, Faults, Field, FromYaml, Map, OneOrMany, closest};
pub(crate) use read::{choice, is_nothing, record};
pub use scalar::{is_null, looks_like};
pub use text::{Lines, NotText, Position, decode};
