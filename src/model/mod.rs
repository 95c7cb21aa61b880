//! The portfolio as plain typed data. Values keep their spans. A missing value is unknown.

mod citation;
mod doubt;
pub mod field;
pub mod gate;
pub mod lifecycle;
pub mod lost_break;
mod money;
mod organisation;
mod organisation_guess;
mod party;
mod phase_duration;
mod phase_id;
mod picture_name;
mod portfolio;
mod process;
mod project;
mod prose;
mod remark;
mod report;
mod results;
mod round;
mod settings;
mod slug;
pub mod template;
mod text;
mod unclear_visibility;

pub use phase_id::{APPLIED, COMPLETED, SELECTED, STOPPED};
pub use picture_name::{is_on_own_machine, proposed_name};

pub use citation::Citation;
pub use doubt::{Claim, Doubt};
pub use money::Kroner;
pub use organisation::{FormerName, Organisation, OrganisationKind, Succession, is_organisation_number};
pub use organisation_guess::guessed_kind;
pub use party::{Contact, Joined, Party};
pub use phase_duration::{PhaseDuration, phase_durations};
pub use portfolio::Portfolio;
pub use process::{Duration, Effort, Gate, Phase, Principle, Process, Role, Step, Strand};
pub use project::{
    Budget, Earmark, EarmarkKind, Milestone, Period, Project, Relation, RelationKind, Strength, Visibility,
};
pub use prose::Prose;
pub use remark::{Note, Remark};
pub use report::ReportFile;
pub use results::{
    Benefit, Concept, Experiment, Insight, Learning, Participants, Pilot, Problem, Quote, Results, Theme,
};
pub use round::{Image, Requirements, Round};
pub use settings::{Level, Programme, Settings, Site};
pub use slug::{folder_name, is_folder_name, is_slug, slug};
pub use template::{About, Header};
pub use text::{InLanguage, Text, id_named};
pub use unclear_visibility::{UnclearReason, UnclearVisibility};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Faults, FromYaml, Shape, Shapes, yaml},
        embedded,
    };

    #[test]
    fn processes_are_written_as_they_are_read() {
        for (id, text) in embedded::processes() {
            let read = |text: &str| {
                let mut faults = Faults::default();
                let process = Process::from_yaml(&yaml::parse(text, &mut faults).unwrap(), &mut faults).unwrap();
                assert_eq!(faults.into_list(), [], "{id}");
                serde_yaml::to_string(&process).unwrap()
            };
            let once = read(text);
            assert_eq!(read(&once), once, "{id}");
        }
    }

    #[test]
    fn shapes_name_every_key_once() {
        let mut shapes = Shapes::default();
        assert_eq!(Project::shape(&mut shapes), Shape::Record("Project"));
        let keys: Vec<_> = shapes.records["Project"].keys.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, Project::KEYS);
        assert_eq!(shapes.records["Party"].short, Some("organisation"));
        assert_eq!(shapes.records["Citation"].keys.iter().filter(|(key, _)| *key == "for").count(), 1);
    }
}
