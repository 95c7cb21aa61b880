//! The table of a project's fields. Every list of fields is made from it.

use super::{
    Budget, Contact, Earmark, Kroner, Milestone, Party, Portfolio, Project, Relation, Strength, Text, Visibility,
};
use crate::{
    date::Date,
    document::{At, FromYaml, Map, Shape, Shapes},
    language::Language,
};

/// Describes a field of a project.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name as a column and sort key, and the last name of its path in the view.
    pub name: &'static str,
    /// Its key, as `frozen` in `stimulab.yaml` names it: `budget.grant`, `id` for the folder, or `round.announced` for a key
    /// of the round.
    pub key: &'static str,
    /// Reads it from a project. The variant says what kind of value it is.
    pub read: Accessor,
    /// The command-line option that filters by it.
    pub option: Option<&'static str>,
    /// Its name in `stats --by`.
    pub group: Option<&'static str>,
    /// Whether every project must have it. Gates may require other fields.
    pub is_required: bool,
}

/// Reads the value of a field from a project.
#[derive(Debug, Clone, Copy)]
pub enum Accessor {
    /// A word that is shown unchanged.
    Word(fn(&Project) -> &str),
    /// Words that are shown unchanged.
    Words(fn(&Project) -> Vec<&str>),
    /// A year.
    Year(fn(&Project) -> i16),
    /// A text.
    Text(fn(&Project) -> Option<&Text>),
    /// Several texts.
    Texts(fn(&Project) -> &[Text]),
    /// A language.
    Language(fn(&Portfolio, &Project) -> Language),
    /// Organisations by their ids.
    Parties(fn(&Project) -> &[At<Party>]),
    /// A person or a role.
    Person(fn(&Project) -> Option<&Contact>),
    /// Several persons or roles.
    People(fn(&Project) -> &[Contact]),
    /// The id of a life event.
    LifeEvent(fn(&Project) -> Option<&str>),
    /// The id of a process model.
    Process(for<'p> fn(&'p Portfolio, &'p Project) -> &'p str),
    /// The id of a phase.
    Phase(fn(&Project) -> Option<&str>),
    /// An amount.
    Kroner(fn(&Budget) -> Option<At<Kroner>>),
    /// Parts of the support.
    Earmarks(fn(&Project) -> &[Earmark]),
    /// A date.
    Date(fn(&Portfolio, &Project) -> Option<Date>),
    /// Milestones.
    Milestones(fn(&Project) -> &[At<Milestone>]),
    /// Strengths by the ids of criteria.
    Assessment(fn(&Project) -> &Map<At<Strength>>),
    /// Relations to other projects.
    Relations(fn(&Project) -> &[At<Relation>]),
    /// Visibility.
    Visibility(fn(&Project) -> Visibility),
    /// The number of entries. The entries themselves are in no list.
    Count(fn(&Project) -> usize),
    /// In no list.
    Unlisted,
}

/// Says where a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldPlace {
    /// In the name of the project's folder.
    Folder,
    /// In `project.yaml`.
    Project,
    /// In `round.yaml` of its year.
    Round,
}

/// The prefix of keys of `round.yaml`.
pub const ROUND: &str = "round.";

/// The key that stands for the project's folder.
pub const FOLDER: &str = "id";

/// Every field, in display order. A test compares the rows with the keys of `project.yaml`.
pub static ALL: &[Field] = &[
    Field::new("id", FOLDER, Accessor::Word(|project| &project.id)),
    Field::new("year", FOLDER, Accessor::Year(Project::year)).option("year").group("year"),
    Field::new("slug", FOLDER, Accessor::Word(Project::slug)),
    Field::new("title", "title", Accessor::Text(|project| project.title.as_deref())),
    Field::new("former_titles", "former_titles", Accessor::Texts(|project| &project.former_titles)),
    Field::new("former_ids", "former_ids", Accessor::Words(|project| words(&project.former_ids))),
    Field::new("language", "language", Accessor::Language(Portfolio::language_of)).group("language"),
    Field::new("summary", "summary", Accessor::Text(|project| project.summary.as_deref())),
    Field::new("owners", "owner", Accessor::Parties(|project| &project.owner))
        .option("owner")
        .group("owner")
        .required(),
    Field::new("partners", "partners", Accessor::Parties(|project| &project.partners)).option("partner"),
    Field::new("vendors", "vendor", Accessor::Parties(|project| &project.vendor)).option("vendor").group("vendor"),
    Field::new("contact", "contact", Accessor::Person(|project| project.contact.as_deref())),
    Field::new("team", "team", Accessor::People(|project| &project.team)),
    Field::new("target_group", "target_group", Accessor::Text(|project| project.target_group.as_ref())),
    Field::new(
        "life_event",
        "life_event",
        Accessor::LifeEvent(|project| project.life_event.as_ref().map(|id| &*id.value)),
    )
    .option("life-event")
    .group("life-event"),
    Field::new("themes", "themes", Accessor::Words(|project| project.themes.iter().map(|theme| &**theme).collect()))
        .option("theme")
        .group("theme"),
    Field::new("grant", "budget.grant", Accessor::Kroner(|budget| budget.grant)),
    Field::new("own_funding", "budget.own_funding", Accessor::Kroner(|budget| budget.own_funding)),
    Field::new("spent", "budget.spent", Accessor::Kroner(|budget| budget.spent)),
    Field::new(
        "earmarks",
        "budget.earmarks",
        Accessor::Earmarks(|project| project.budget.as_deref().map_or(&[][..], |budget| &budget.earmarks[..])),
    ),
    Field::new(
        "from",
        "period.from",
        Accessor::Date(|_, project| project.period.as_ref().and_then(|period| period.from).map(|date| date.value)),
    ),
    Field::new(
        "until",
        "period.until",
        Accessor::Date(|_, project| project.period.as_ref().and_then(|period| period.until).map(|date| date.value)),
    ),
    Field::new("announced", "round.announced", Accessor::Date(announced)),
    Field::new("process", "process", Accessor::Process(Portfolio::process_id_of)).group("process"),
    Field::new("phase", "phase", Accessor::Phase(|project| project.phase.as_ref().map(|id| &*id.value)))
        .option("phase")
        .group("phase")
        .required(),
    Field::new("milestones", "milestones", Accessor::Milestones(|project| &project.milestones)),
    Field::new("assessment", "assessment", Accessor::Assessment(|project| &project.assessment)).group("criterion"),
    Field::new("related", "related", Accessor::Relations(|project| &project.related)),
    Field::new("visibility", "visibility", Accessor::Visibility(visibility)),
    Field::new("source_count", "sources", Accessor::Count(|project| project.sources.len())),
    Field::new("unknown", "unknown", Accessor::Words(|project| words(&project.unknown))),
    Field::new("doubts", "doubts", Accessor::Unlisted),
];

impl Field {
    const fn new(name: &'static str, key: &'static str, read: Accessor) -> Self {
        Self { name, key, read, option: None, group: None, is_required: false }
    }

    const fn option(self, option: &'static str) -> Self {
        Self { option: Some(option), ..self }
    }

    const fn group(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Returns where it is written.
    #[must_use]
    pub fn place(&self) -> FieldPlace {
        match self.key {
            FOLDER => FieldPlace::Folder,
            key if key.starts_with(ROUND) => FieldPlace::Round,
            _ => FieldPlace::Project,
        }
    }

    /// Returns the key of `project.yaml` that holds it, if that key is not a field itself.
    #[must_use]
    pub fn whole(&self) -> Option<&'static str> {
        self.key.split_once('.').map(|(whole, _)| whole).filter(|_| self.place() == FieldPlace::Project)
    }

    /// Returns its path in the view of a project.
    #[must_use]
    pub fn path(&self) -> Vec<&'static str> {
        self.whole().into_iter().chain([self.name]).collect()
    }

    /// Returns whether lists can show it and sort by it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        !matches!(self.read, Accessor::Unlisted)
    }
}

/// Lists the fields that lists show.
pub fn listed() -> impl Iterator<Item = &'static Field> + Clone {
    ALL.iter().filter(|field| field.is_listed())
}

/// Lists the names that `frozen` and the log accept for a project: the folder, each key, and the keys below it.
#[must_use]
pub fn keys() -> Vec<String> {
    let (mut shapes, mut found) = (Shapes::default(), vec![FOLDER.to_owned()]);
    below(&Project::shape(&mut shapes), &shapes, &mut Vec::new(), &mut found);
    found
}

/// Adds the keys below a value, each with its path, such as `milestones.on`.
pub fn below(shape: &Shape, shapes: &Shapes, path: &mut Vec<&'static str>, found: &mut Vec<String>) {
    match shape {
        Shape::List(item) | Shape::OneOrMany(item) | Shape::Map(item) => below(item, shapes, path, found),
        Shape::Record(name) => {
            for (key, shape) in shapes.records.get(name).map(|record| record.keys.as_slice()).unwrap_or_default() {
                // Records can contain themselves.
                let is_new = !path.contains(key);
                path.push(key);
                found.push(path.join("."));
                if is_new {
                    below(shape, shapes, path, found);
                }
                path.pop();
            }
        }
        _ => {}
    }
}

fn words(words: &[At<crate::document::SharedStr>]) -> Vec<&str> {
    words.iter().map(|word| &*word.value).collect()
}

/// Returns when a project's round was announced, if known.
fn announced(portfolio: &Portfolio, project: &Project) -> Option<Date> {
    portfolio.round(project.year()).and_then(|round| round.announced).map(|date| date.value)
}

/// Returns the visibility of a project: public by default, internal if that is in doubt.
fn visibility(project: &Project) -> Visibility {
    if project.is_public() { Visibility::Public } else { Visibility::Internal }
}

#[cfg(test)]
mod tests;
