//! The fields of a project: one row for each, from which every list of fields is made.

use super::{
    Budget, Contact, Earmark, Kroner, Milestone, Party, Portfolio, Project, Relation, Strength, Text, Visibility,
};
use crate::{
    date::Date,
    document::{At, FromYaml, Map, Shape, Shapes},
    language::Language,
};

/// Holds what is known of a field itself, whatever a project says.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in lists: a column, what to sort by, and the last name on the way to it in the view.
    pub name: &'static str,
    /// Where it is written, as `frozen` in `stimulab.yaml` names it: `budget.grant`, `id` for the folder, or
    /// `round.announced` for a key of the call.
    pub key: &'static str,
    /// How it is read from a project, which is also what kind of value it is.
    pub read: Read,
    /// The option that chooses projects by it.
    pub option: Option<&'static str>,
    /// What `stats --by` calls it.
    pub group: Option<&'static str>,
    /// Whether every project must have it; a gate may ask for others.
    pub is_required: bool,
}

/// Reads the value of a field from a project.
#[derive(Debug, Clone, Copy)]
pub enum Read {
    /// A word that is shown as it is.
    Word(fn(&Project) -> &str),
    /// Words that are shown as they are.
    Words(fn(&Project) -> Vec<&str>),
    /// A year.
    Year(fn(&Project) -> i16),
    /// A text.
    Text(fn(&Project) -> Option<&Text>),
    /// Several texts.
    Texts(fn(&Project) -> &[Text]),
    /// A written form.
    Language(fn(&Portfolio, &Project) -> Language),
    /// Organisations by their ids.
    Parties(fn(&Project) -> &[At<Party>]),
    /// A person or a role.
    Person(fn(&Project) -> Option<&Contact>),
    /// Several of them.
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
    /// Steps on the way through the phases.
    Milestones(fn(&Project) -> &[At<Milestone>]),
    /// Strengths by the ids of criteria.
    Assessment(fn(&Project) -> &Map<At<Strength>>),
    /// Relations to other projects.
    Relations(fn(&Project) -> &[At<Relation>]),
    /// Who may read about it.
    Visibility(fn(&Project) -> Visibility),
    /// How many there are; what they say is in no list.
    Count(fn(&Project) -> usize),
    /// It is in no list.
    Unlisted,
}

/// Says where a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the name of the project's folder.
    Folder,
    /// In `project.yaml`.
    Project,
    /// In `round.yaml` of its year.
    Round,
}

/// What stands in front of keys of a round.
pub const ROUND: &str = "round.";

/// The name of the project's folder among the keys.
pub const FOLDER: &str = "id";

/// Every field, in the order in which a project is shown. A test compares the rows with the keys of `project.yaml`.
pub static ALL: &[Field] = &[
    Field::new("id", FOLDER, Read::Word(|project| &project.id)),
    Field::new("year", FOLDER, Read::Year(Project::year)).option("year").group("year"),
    Field::new("slug", FOLDER, Read::Word(Project::slug)),
    Field::new("title", "title", Read::Text(|project| project.title.as_deref())),
    Field::new("former_titles", "former_titles", Read::Texts(|project| &project.former_titles)),
    Field::new("former_ids", "former_ids", Read::Words(|project| words(&project.former_ids))),
    Field::new("language", "language", Read::Language(Portfolio::language_of)).group("language"),
    Field::new("summary", "summary", Read::Text(|project| project.summary.as_deref())),
    Field::new("owners", "owner", Read::Parties(|project| &project.owner)).option("owner").group("owner").required(),
    Field::new("partners", "partners", Read::Parties(|project| &project.partners)).option("partner"),
    Field::new("vendors", "vendor", Read::Parties(|project| &project.vendor)).option("vendor").group("vendor"),
    Field::new("contact", "contact", Read::Person(|project| project.contact.as_deref())),
    Field::new("team", "team", Read::People(|project| &project.team)),
    Field::new("target_group", "target_group", Read::Text(|project| project.target_group.as_ref())),
    Field::new("life_event", "life_event", Read::LifeEvent(|project| project.life_event.as_ref().map(|id| &*id.value)))
        .option("life-event")
        .group("life-event"),
    Field::new("themes", "themes", Read::Words(|project| project.themes.iter().map(|theme| &**theme).collect()))
        .option("theme")
        .group("theme"),
    Field::new("grant", "budget.grant", Read::Kroner(|budget| budget.grant)),
    Field::new("own_funding", "budget.own_funding", Read::Kroner(|budget| budget.own_funding)),
    Field::new("spent", "budget.spent", Read::Kroner(|budget| budget.spent)),
    Field::new(
        "earmarks",
        "budget.earmarks",
        Read::Earmarks(|project| project.budget.as_deref().map_or(&[][..], |budget| &budget.earmarks[..])),
    ),
    Field::new(
        "from",
        "period.from",
        Read::Date(|_, project| project.period.as_ref().and_then(|period| period.from).map(|date| date.value)),
    ),
    Field::new(
        "until",
        "period.until",
        Read::Date(|_, project| project.period.as_ref().and_then(|period| period.until).map(|date| date.value)),
    ),
    Field::new("announced", "round.announced", Read::Date(announced)),
    Field::new("process", "process", Read::Process(Portfolio::process_id_of)).group("process"),
    Field::new("phase", "phase", Read::Phase(|project| project.phase.as_ref().map(|id| &*id.value)))
        .option("phase")
        .group("phase")
        .required(),
    Field::new("milestones", "milestones", Read::Milestones(|project| &project.milestones)),
    Field::new("assessment", "assessment", Read::Assessment(|project| &project.assessment)).group("criterion"),
    Field::new("related", "related", Read::Relations(|project| &project.related)),
    Field::new("visibility", "visibility", Read::Visibility(visibility)),
    Field::new("source_count", "sources", Read::Count(|project| project.sources.len())),
    Field::new("unknown", "unknown", Read::Words(|project| words(&project.unknown))),
    Field::new("doubts", "doubts", Read::Unlisted),
];

impl Field {
    const fn new(name: &'static str, key: &'static str, read: Read) -> Self {
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
    pub fn place(&self) -> Place {
        match self.key {
            FOLDER => Place::Folder,
            key if key.starts_with(ROUND) => Place::Round,
            _ => Place::Project,
        }
    }

    /// Returns the key of `project.yaml` that it is a part of, where that key is no field itself.
    #[must_use]
    pub fn whole(&self) -> Option<&'static str> {
        self.key.split_once('.').map(|(whole, _)| whole).filter(|_| self.place() == Place::Project)
    }

    /// Returns the way to it in the view of a project.
    #[must_use]
    pub fn path(&self) -> Vec<&'static str> {
        self.whole().into_iter().chain([self.name]).collect()
    }

    /// Returns whether lists show it, sort by it and ask for it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        !matches!(self.read, Read::Unlisted)
    }
}

/// Lists the fields that lists show.
pub fn listed() -> impl Iterator<Item = &'static Field> + Clone {
    ALL.iter().filter(|field| field.is_listed())
}

/// Lists the names that `frozen` and the log take for a project: the folder, each key, and what lies below it.
#[must_use]
pub fn keys() -> Vec<String> {
    let (mut shapes, mut found) = (Shapes::default(), vec![FOLDER.to_owned()]);
    below(&Project::shape(&mut shapes), &shapes, &mut Vec::new(), &mut found);
    found
}

/// Adds the keys that lie below a value, each with those that lead to it: `milestones.on`.
pub fn below(shape: &Shape, shapes: &Shapes, way: &mut Vec<&'static str>, found: &mut Vec<String>) {
    match shape {
        Shape::List(item) | Shape::OneOrMany(item) | Shape::Map(item) => below(item, shapes, way, found),
        Shape::Record(name) => {
            for (key, shape) in shapes.records.get(name).map(|record| record.keys.as_slice()).unwrap_or_default() {
                // Records may hold themselves.
                let is_new = !way.contains(key);
                way.push(key);
                found.push(way.join("."));
                if is_new {
                    below(shape, shapes, way, found);
                }
                way.pop();
            }
        }
        _ => {}
    }
}

fn words(words: &[At<crate::document::SharedStr>]) -> Vec<&str> {
    words.iter().map(|word| &*word.value).collect()
}

/// Returns when a project's round was announced, if it is known.
fn announced(portfolio: &Portfolio, project: &Project) -> Option<Date> {
    portfolio.round(project.year()).and_then(|round| round.announced).map(|date| date.value)
}

/// Returns who may read about a project: everyone, where it does not say, and only some, where that is doubtful.
fn visibility(project: &Project) -> Visibility {
    if project.is_public() { Visibility::Public } else { Visibility::Internal }
}

#[cfg(test)]
mod tests;
