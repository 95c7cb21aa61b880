//! The portfolio as plain typed data; values keep the span where they were written, and what is missing is unknown.

mod citation;
mod date;
pub mod lifecycle;
mod money;
mod organisation;
mod party;
mod portfolio;
mod process;
mod project;
mod prose;
mod remark;
mod results;
mod round;
mod settings;
mod slug;
mod text;

pub use citation::Citation;
pub use date::Date;
pub use money::Kroner;
pub use organisation::{FormerName, Organisation, OrganisationKind, Succession, is_organisation_number};
pub use party::{Contact, Joined, Party};
pub use portfolio::Portfolio;
pub use process::{Duration, Effort, Gate, Phase, Principle, Process, Role, Step, Strand};
pub use project::{Budget, Earmark, Milestone, Project, Relation, RelationKind, Strength, Visibility};
pub use prose::Prose;
pub use remark::{Note, Remark};
pub use results::{Benefit, Concept, Experiment, Insight, Learning, Participants, Pilot, Quote, Results, Theme};
pub use round::{Image, Requirements, Round};
pub use settings::{Level, Programme, Settings, Site};
pub use slug::{is_slug, slug};
pub use text::{InLanguage, Text};
