//! The columns of a table of projects: the fields of `model/field.rs` that can be shown. A new column is a row there.

use super::{display_names::DisplayNames, name_lookup::plain, value_names::in_all_languages};
use crate::{
    model::{
        Contact, Earmark, Milestone, Project, Relation, Text,
        field::{self, Accessor, Field},
    },
    similar_name::probable,
};

/// Names a column: a field that lists show.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name on the command line and in text keys.
    pub name: &'static str,
    /// Reads its value.
    pub(super) read: Accessor,
    field: &'static Field,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Column {}

/// Holds the content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// A text.
    Text(String),
    /// A count or an amount.
    Number(u64),
}

impl Column {
    /// Lists every column, in the order of the view.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        field::listed().map(|field| Self { name: field.name, read: field.read, field })
    }

    /// The default columns.
    pub const DEFAULT: [&str; 5] = ["id", "title", "owners", "vendors", "phase"];

    /// Finds a column by its name, its path in the view, its key in `project.yaml`, or its title in any language.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let name = word.trim().replace('-', "_").to_lowercase();
        let is_called = |column: &Self| column.name == name || column.path().join(".") == name;
        let own = Self::all().find(is_called).or_else(|| Self::all().find(|column| column.field.key == name));
        own.or_else(|| {
            let mut called = Self::all().filter(|column| column.titles().iter().any(|title| is_title(title, word)));
            called.next().filter(|_| called.next().is_none())
        })
    }

    /// Finds the column that a misspelt or shortened word probably names.
    #[must_use]
    pub fn near(word: &str) -> Option<Self> {
        let names: Vec<(String, Self)> = Self::all()
            .flat_map(|column| {
                let titles = column.titles().into_iter().map(|title| short_title(&title).to_owned());
                titles.chain([column.name.to_owned()]).map(move |name| (name, column))
            })
            .collect();
        let near = probable(word, &names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>())?;
        names.iter().find(|(name, _)| name == near).map(|(_, column)| *column)
    }

    /// Lists its titles in all languages: as a column, and as a key of `project.yaml`.
    fn titles(&self) -> Vec<String> {
        let column = in_all_languages(&format!("column.{}", self.name));
        column.into_iter().chain(in_all_languages(&format!("key.project.{}", self.field.key))).collect()
    }

    /// Returns the path of its value in the view.
    #[must_use]
    pub fn path(self) -> Vec<&'static str> {
        self.field.path()
    }

    /// Returns its key in `project.yaml`, such as `vendor`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.field.key
    }

    /// Returns whether it contains counts or amounts.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self.read, Accessor::Kroner(_) | Accessor::Count(_))
    }

    /// Returns the cell of a project, with names instead of ids.
    #[must_use]
    pub fn cell(self, names: DisplayNames<'_>, project: &Project) -> Cell {
        let text = |text: &Text| names.text(text).to_owned();
        let shown = match self.read {
            Accessor::Kroner(read) => {
                let amount = project.budget.as_deref().and_then(read);
                return amount.map_or(Cell::Nothing, |amount| Cell::Number(amount.value.0));
            }
            Accessor::Count(read) => return Cell::Number(read(project) as u64),
            Accessor::Word(read) => Some(read(project).to_owned()),
            Accessor::Year(read) => Some(read(project).to_string()),
            Accessor::Text(read) => read(project).map(text),
            Accessor::Language(read) => Some(names.written_form(read(names.portfolio, project))),
            Accessor::LifeEvent(read) => read(project).map(|id| names.life_event(id).to_owned()),
            Accessor::Process(read) => Some(names.process(read(names.portfolio, project)).to_owned()),
            Accessor::Phase(read) => read(project).map(|id| names.phase(project, id).to_owned()),
            // Public is the default and has no value to take the name from.
            Accessor::Visibility(_) if project.visibility.is_none() && project.is_public() => Some("public".to_owned()),
            Accessor::Visibility(read) => Some(names.choice("visibility", read(project))),
            Accessor::Date(read) => read(names.portfolio, project).map(|date| date.to_string()),
            Accessor::Person(read) => read(project).map(|contact| person(names, contact)),
            // Values that may contain a comma are separated by semicolons.
            Accessor::Words(read) => Some(read(project).join(", ")),
            Accessor::Parties(read) => Some(names.parties(project, read(project)).join(", ")),
            Accessor::Texts(read) => Some(joined(read(project), text)),
            Accessor::People(read) => Some(joined(read(project), |member| person(names, member))),
            Accessor::Earmarks(read) => Some(joined(read(project), |one| earmark(names, one))),
            Accessor::Milestones(read) => Some(joined(read(project), |one| milestone(names, project, one))),
            Accessor::Relations(read) => Some(joined(read(project), |one| relation(names, one))),
            Accessor::Assessment(read) => Some(joined(read(project), |(id, strength)| {
                format!("{}: {}", names.criterion(id), names.choice("strength", strength.value))
            })),
            Accessor::Unlisted => None,
        };
        shown.filter(|text| !text.is_empty()).map_or(Cell::Nothing, Cell::Text)
    }
}

/// Returns a title without the unit behind it: `Støtte (kr)` is `Støtte`.
fn short_title(title: &str) -> &str {
    title.split_once(" (").map_or(title, |(title, _)| title)
}

fn is_title(title: &str, word: &str) -> bool {
    let word = plain(word);
    plain(title) == word || plain(short_title(title)) == word
}

fn joined<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    items.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn person(names: DisplayNames<'_>, contact: &Contact) -> String {
    let role = || contact.role.as_ref().map(|role| names.text(role).to_owned());
    let name = contact.name.as_deref().map(str::to_owned).or_else(role);
    let organisation = contact.organisation.as_ref().map(|id| names.organisation(id).to_owned());
    name.into_iter().chain(organisation).collect::<Vec<_>>().join(", ")
}

fn earmark(names: DisplayNames<'_>, earmark: &Earmark) -> String {
    let amount = earmark.amount.map(|amount| amount.value.0.to_string());
    let purpose = earmark.purpose.as_ref().map(|purpose| names.text(purpose).to_owned());
    amount.into_iter().chain(purpose).collect::<Vec<_>>().join(" ")
}

fn milestone(names: DisplayNames<'_>, project: &Project, milestone: &Milestone) -> String {
    let phase = milestone.phase.as_ref().map(|id| names.phase(project, id).to_owned());
    let on = milestone.on.map(|date| date.to_string());
    phase.into_iter().chain(on).collect::<Vec<_>>().join(" ")
}

fn relation(names: DisplayNames<'_>, relation: &Relation) -> String {
    let target = relation.project.as_ref().map(|id| id.value.to_string());
    let target = target.or_else(|| relation.title.as_ref().map(|title| names.text(title).to_owned()));
    let kind = relation.kind.map(|kind| names.choice("relation-kind", kind));
    kind.into_iter().chain(target).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_or_path() {
        assert_eq!(Column::find("own-funding"), Column::find("budget.own_funding"));
        assert!(Column::find("own-funding").is_some() && Column::find("budget").is_none());
        for (word, name) in [
            ("Eier", "owners"),
            ("virksomhet", "owners"),
            ("vendor", "vendors"),
            ("Støtte", "grant"),
            ("STØTTE (KR)", "grant"),
            ("Phase", "phase"),
            ("leverandør", "vendors"),
            ("Livshending", "life_event"),
        ] {
            assert_eq!(Column::find(word).map(|column| column.name), Some(name), "{word}");
        }
        assert_eq!(Column::find("Eie").map(|column| column.name), None);
        assert_eq!(Column::near("Kunngj").map(|column| column.name), Some("announced"));
        assert_eq!(Column::near("levrandør").map(|column| column.name), Some("vendors"));
        assert_eq!(Column::near("xyzzy"), None);
        assert!(Column::DEFAULT.iter().all(|name| Column::find(name).is_some()));
    }
}
