//! What a rule is: its declaration, its checks, and the sink for its findings.

mod allow_outcome;
mod comparison_limit;
mod declaration;
mod sink;
mod transition;

pub use allow_outcome::{AllowEffect, AllowOutcome, NEVER_SILENT};
pub(crate) use comparison_limit::ComparisonLimit;
pub use declaration::Rule;
pub(crate) use declaration::{Check, rule};
pub(crate) use sink::{MAX_FINDINGS, MAX_SEPARATE, Sink, each_text};
pub use transition::Transition;
