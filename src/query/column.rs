//! The columns of a table of projects: what each shows, and how projects are ordered by it.

use super::{
    display_names::Names,
    view::{announced, visibility},
};
use crate::{
    document::At,
    model::{Budget, Contact, Earmark, Kroner, Milestone, Project, Relation, Text},
};

/// Names a column, and where its value stands in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name on the command line, and in the keys of texts.
    pub name: &'static str,
    /// The names that lead to its value in the view.
    pub path: &'static [&'static str],
}

/// Holds what a table shows of a project in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// A text.
    Text(String),
    /// A number that is counted or added up.
    Number(u64),
}

macro_rules! columns {
    ($( $name:literal $(in $whole:literal)? ),* $(,)?) => {
        /// Every column, in the order of the view.
        pub const ALL: &[Column] = &[ $( Column { name: $name, path: &[$($whole,)? $name] } ),* ];
    };
}

impl Column {
    columns! {
        "id", "year", "slug", "title", "former_titles", "former_ids", "language", "summary", "owners", "partners",
        "vendors", "contact", "team", "target_group", "life_event", "themes", "grant" in "budget",
        "own_funding" in "budget", "spent" in "budget", "earmarks" in "budget", "from" in "period",
        "until" in "period", "announced", "process", "phase", "milestones", "assessment", "related", "visibility",
        "source_count", "unknown",
    }

    /// The columns of a table where nobody chooses.
    pub const USUAL: [&str; 5] = ["id", "title", "owners", "vendors", "phase"];

    /// Finds a column by its name, or by the way to it in the view such as `budget.grant`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = name.trim().replace('-', "_");
        Self::ALL.iter().find(|column| column.name == name || column.path.join(".") == name).copied()
    }

    /// Returns whether it holds numbers that are counted or added up.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self.name, "grant" | "own_funding" | "spent" | "source_count")
    }

    /// Returns what it shows of a project: names instead of ids, nothing where nothing is known.
    #[must_use]
    pub fn cell(self, names: Names<'_>, project: &Project) -> Cell {
        let text = |text: Option<&Text>| text.map(|text| names.text(text).to_owned());
        let money = |which: fn(&Budget) -> Option<At<Kroner>>| {
            project.budget.as_deref().and_then(which).map_or(Cell::Nothing, |amount| Cell::Number(amount.value.0))
        };
        let shown = match self.name {
            "grant" => return money(|budget| budget.grant),
            "own_funding" => return money(|budget| budget.own_funding),
            "spent" => return money(|budget| budget.spent),
            "source_count" => return Cell::Number(project.sources.len() as u64),
            "id" => Some(project.id.to_string()),
            "year" => Some(project.year().to_string()),
            "slug" => Some(project.slug().to_owned()),
            "title" => text(project.title.as_ref().map(|title| &title.value)),
            "summary" => text(project.summary.as_ref().map(|summary| &summary.value)),
            "target_group" => text(project.target_group.as_ref()),
            "language" => Some(names.written_form(names.portfolio.language_of(project))),
            "life_event" => project.life_event.as_ref().map(|id| names.life_event(id).to_owned()),
            "process" => Some(names.process(names.portfolio.process_id_of(project)).to_owned()),
            "phase" => names.phase_of(project).map(str::to_owned),
            // A project that does not say so is public, and nobody wrote that down.
            "visibility" if project.visibility.is_none() && project.is_public() => Some("public".to_owned()),
            "visibility" => Some(names.choice("visibility", visibility(project))),
            "from" => project.period.as_ref().and_then(|period| period.from).map(|date| date.to_string()),
            "until" => project.period.as_ref().and_then(|period| period.until).map(|date| date.to_string()),
            "announced" => announced(names.portfolio, project).map(|date| date.to_string()),
            "contact" => project.contact.as_ref().map(|contact| person(names, contact)),
            _ => Some(self.list(names, project).join(self.between())),
        };
        shown.filter(|text| !text.is_empty()).map_or(Cell::Nothing, Cell::Text)
    }

    /// Returns what stands between the values of a list: a semicolon where a value may hold a comma.
    fn between(self) -> &'static str {
        match self.name {
            "owners" | "partners" | "vendors" | "themes" | "former_ids" | "unknown" => ", ",
            _ => "; ",
        }
    }

    fn list(self, names: Names<'_>, project: &Project) -> Vec<String> {
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        match self.name {
            "owners" => owned(names.parties(project, &project.owner)),
            "partners" => owned(names.parties(project, &project.partners)),
            "vendors" => owned(names.parties(project, &project.vendor)),
            "themes" => project.themes.iter().map(ToString::to_string).collect(),
            "former_titles" => project.former_titles.iter().map(|title| names.text(title).to_owned()).collect(),
            "former_ids" => project.former_ids.iter().map(|id| id.value.to_string()).collect(),
            "unknown" => project.unknown.iter().map(|key| key.value.to_string()).collect(),
            "team" => project.team.iter().map(|member| person(names, member)).collect(),
            "earmarks" => {
                let earmarks = project.budget.iter().flat_map(|budget| &budget.earmarks);
                earmarks.map(|earmark| self::earmark(names, earmark)).collect()
            }
            "milestones" => {
                project.milestones.iter().map(|milestone| self::milestone(names, project, milestone)).collect()
            }
            "assessment" => {
                let assessed = project.assessment.iter();
                let one = |id, strength| format!("{}: {}", names.criterion(id), names.choice("strength", strength));
                assessed.map(|(id, strength)| one(id, strength.value)).collect()
            }
            "related" => project.related.iter().map(|relation| self::relation(names, relation)).collect(),
            _ => Vec::new(),
        }
    }
}

fn person(names: Names<'_>, contact: &Contact) -> String {
    let role = || contact.role.as_ref().map(|role| names.text(role).to_owned());
    let name = contact.name.as_deref().map(str::to_owned).or_else(role);
    let organisation = contact.organisation.as_ref().map(|id| names.organisation(id).to_owned());
    name.into_iter().chain(organisation).collect::<Vec<_>>().join(", ")
}

fn earmark(names: Names<'_>, earmark: &Earmark) -> String {
    let amount = earmark.amount.map(|amount| amount.value.0.to_string());
    let purpose = earmark.purpose.as_ref().map(|purpose| names.text(purpose).to_owned());
    amount.into_iter().chain(purpose).collect::<Vec<_>>().join(" ")
}

fn milestone(names: Names<'_>, project: &Project, milestone: &Milestone) -> String {
    let phase = milestone.phase.as_ref().map(|id| names.phase(project, id).to_owned());
    let on = milestone.on.map(|date| date.to_string());
    phase.into_iter().chain(on).collect::<Vec<_>>().join(" ")
}

fn relation(names: Names<'_>, relation: &Relation) -> String {
    let target = relation.project.as_ref().map(|id| id.value.to_string());
    let target = target.or_else(|| relation.title.as_ref().map(|title| names.text(title).to_owned()));
    let kind = relation.kind.map(|kind| names.choice("relation-kind", kind));
    kind.into_iter().chain(target).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::NAMES;

    #[test]
    fn columns_are_the_leaves_of_the_view() {
        let mut leaves: Vec<(&str, &str)> = Vec::new();
        for (name, parts) in NAMES {
            match name {
                "budget" | "period" => leaves.extend(parts.iter().map(|part| (name, *part))),
                _ => leaves.push(("", name)),
            }
        }
        let found: Vec<_> = Column::ALL
            .iter()
            .map(|column| match column.path {
                [whole, part] => (*whole, *part),
                _ => ("", column.name),
            })
            .collect();
        assert_eq!(found, leaves);
        assert_eq!(Column::find("own-funding"), Column::find("budget.own_funding"));
        assert!(Column::find("budget").is_none());
    }
}
