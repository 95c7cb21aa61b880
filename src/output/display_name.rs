//! The names of ids and keys in the reader's language.

use crate::{
    key,
    model::{Project, lifecycle},
    query::DisplayNames,
    texts::Texts,
};

/// Returns the name of an id; the key says what the id refers to.
pub fn reference(names: DisplayNames<'_>, project: Option<&Project>, key: Option<&str>, id: &str) -> String {
    match key.unwrap_or_default() {
        "owner" | "partners" | "vendor" | "organisation" | "hosts" | "selected_by" | "part_of" => {
            names.organisation(id).to_owned()
        }
        "phase" | "milestones" => phase_name(names, project, id),
        "process" => {
            let process = names.portfolio.process(id).and_then(|process| process.name.as_ref());
            process.map_or(id, |name| names.text(name)).to_owned()
        }
        "life_event" => {
            let name = names.portfolio.settings.life_events.get(id);
            name.map_or(id, |name| names.text(name)).to_owned()
        }
        "assessment" => {
            let name = names.portfolio.settings.criteria.get(id);
            name.map_or(id, |name| names.text(name)).to_owned()
        }
        "unknown" | "doubts" | "key" | "for" => field(names.texts, id),
        _ => id.to_owned(),
    }
}

/// Returns the name of a field, such as `milestones.document`.
fn field(texts: &Texts, keys: &str) -> String {
    let families =
        ["key.project", "key.milestone", "key.budget", "key.results", "key.round", "key.settings", "prose", "key"];
    let name = |key: &'_ str| {
        let found = families.iter().find_map(|family| texts.find(&format!("{family}.{key}")));
        let found = if key == "phase" { Some(texts.get(key!("column.phase"))) } else { found };
        found.unwrap_or(key).to_owned()
    };
    keys.trim_end_matches(".md").split('.').map(name).collect::<Vec<_>>().join(" · ")
}

/// Returns the name of a phase of the project's process model, or of any model without a project.
#[must_use]
pub fn phase_name(names: DisplayNames<'_>, project: Option<&Project>, id: &str) -> String {
    let own = project.and_then(|project| names.portfolio.process_of(project));
    let others = names.portfolio.processes.iter().filter(|_| own.is_none());
    let phases = own.into_iter().chain(others).flat_map(|process| &process.phases);
    let mut all = lifecycle::lifecycle().phases.iter().chain(phases);
    let found = all.find(|phase| phase.id.as_ref().is_some_and(|known| *known.value == *id));
    found.and_then(|phase| phase.name.as_ref()).map_or(id, |name| names.text(name)).to_owned()
}
