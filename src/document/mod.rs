//! Parses YAML and Markdown and keeps the span of every value; independent of the model.

mod addresses;
pub mod allow;
mod blank;
mod choice;
mod comments;
pub mod conflict;
pub mod curly_quotes;
mod cut_value;
pub mod expression_length;
mod fault;
mod faults;
mod field;
pub mod footnotes;
mod from_yaml;
pub mod front_matter;
pub mod hidden_text;
pub mod html_marks;
mod item_signs;
mod line_index;
mod line_slips;
pub mod link_target;
pub mod links;
mod lone_indicator;
pub mod markdown;
mod markdown_words;
mod misnamed;
mod names;
pub mod nesting;
mod node;
pub mod numbered_lists;
pub mod parts;
mod passage;
mod passages;
mod record;
mod rewritten;
mod scalar;
mod scalar_key;
pub mod shape;
mod shared_str;
mod span;
pub mod template;
pub mod template_blocks;
mod text;
mod value_kind;
mod word_dash;
mod written_lines;
pub mod yaml;
mod yaml_cause;
mod yaml_defect;
mod yaml_mistakes;
mod yaml_tree;

pub use markdown_words::words_of;

pub use comments::comments;

pub use node::Value;

pub use span::Span;

pub use node::Node;

pub use crate::similar_name::closest;
pub use crate::text_encoding::{NotText, decode, readable, text_of_any_kind};
pub use allow::Allow;
pub use blank::{is_blank, remove_blanks};
pub use choice::Choice;
pub use fault::{Fault, FaultKind, Stray, TemplateDefect, Unportable};
pub use faults::Faults;
pub(crate) use field::is_nothing;
pub use field::{Map, OneOrMany, YamlField};
pub use from_yaml::{At, FromYaml};
pub use line_index::LineIndex;
pub use markdown::Markdown;
pub use misnamed::Misnamed;
pub use names::key_meant;
pub use passage::{Passage, PassageKind};
pub use rewritten::{MISSING, Rewritten, example_line};
pub use scalar::{is_in_block, is_null, looks_like, quoted, written};
pub use shape::{Shape, Shapes};
pub use shared_str::SharedStr;
pub use text::{Lines, Position};
pub use value_kind::YamlKind;
pub use written_lines::{WrittenParagraph, any_line};
pub use yaml_defect::YamlDefect;
pub(crate) use {choice::choice, record::record};
