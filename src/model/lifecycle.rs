//! The life of every project, around the phases of its process model.

use std::sync::LazyLock;

use super::{Phase, Process};
use crate::{
    document::{Faults, FromYaml, yaml},
    embedded,
};

/// The phase before a project is selected.
pub const APPLIED: &str = "applied";
/// The phase of a project that reached its end.
pub const COMPLETED: &str = "completed";
/// The phase of a project that was given up, from anywhere.
pub const STOPPED: &str = "stopped";

static LIFECYCLE: LazyLock<Process> =
    LazyLock::new(|| built_in("lifecycle", embedded::template("lifecycle.yaml").unwrap_or_default()));

/// Returns the phases that every project goes through, whatever its process model.
#[must_use]
pub fn lifecycle() -> &'static Process {
    &LIFECYCLE
}

/// Reads a process model that comes with the program; a test demands that it has no fault.
#[must_use]
pub fn built_in(id: &str, text: &str) -> Process {
    let mut faults = Faults::default();
    let process = yaml::parse(text, &mut faults).and_then(|root| Process::from_yaml(&root, &mut faults));
    Process { id: id.into(), ..process.unwrap_or_default() }
}

/// Lists the phases of a project that follows `process`, from applied to completed; `stopped` is not on the way.
pub fn course(process: &Process) -> impl Iterator<Item = &Phase> + Clone {
    let named = |phase: &&Phase, id: &str| phase.id.as_ref().is_some_and(|known| &*known.value == id);
    let around = lifecycle().phases.iter();
    let before = around.clone().take_while(move |phase| !named(phase, COMPLETED));
    let after = around.filter(move |phase| named(phase, COMPLETED));
    before.chain(&process.phases).chain(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_models_have_no_fault() {
        let texts = embedded::processes().into_iter().map(|(_, text)| text);
        for text in texts.chain(embedded::template("lifecycle.yaml")) {
            let mut faults = Faults::default();
            let root = yaml::parse(text, &mut faults).unwrap();
            Process::from_yaml(&root, &mut faults).unwrap();
            assert_eq!(faults.into_list(), []);
        }
    }

    #[test]
    fn the_course_goes_from_applied_to_completed() {
        let (_, text) = embedded::processes().into_iter().find(|(id, _)| *id == "triple-diamond").unwrap();
        let process = built_in("triple-diamond", text);
        let ids: Vec<_> = course(&process).map(|phase| &*phase.id.as_ref().unwrap().value).collect();
        assert_eq!(ids, ["applied", "selected", "procurement", "diagnose", "explore", "develop", "completed"]);
    }
}
