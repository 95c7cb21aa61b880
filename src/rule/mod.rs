//! What a rule is: how it is declared, what it looks at, and where its findings go.

mod claim;
mod comparisons;
mod declaration;
mod sink;
mod transition;

pub use claim::{Claim, Effect, NEVER_SILENT};
pub(crate) use comparisons::Comparisons;
pub use declaration::Rule;
pub(crate) use declaration::{Check, rule};
pub(crate) use sink::{FEW, MOST, Sink, each_text};
pub use transition::Transition;
