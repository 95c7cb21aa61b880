//! The view of a project for conditions and JSON: plain values, ids, texts in one language.

use std::sync::LazyLock;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::display_names::ids;
use crate::{
    date::Date,
    document::{At, Choice, SharedStr},
    language::Language,
    model::{
        Contact, Earmark, Milestone, Portfolio, Project, Relation, Text,
        field::{self, Accessor, Field},
    },
};

/// Holds the view of a project. Unknown values are `null` or empty lists.
#[derive(Debug, Clone, Copy)]
pub struct ProjectView<'p> {
    portfolio: &'p Portfolio,
    project: &'p Project,
    language: Language,
}

#[derive(Debug, Default, Serialize)]
struct ContactView<'p> {
    name: Option<&'p str>,
    role: Option<&'p str>,
    organisation: Option<&'p str>,
    email: Option<&'p str>,
}

#[derive(Debug, Serialize)]
struct EarmarkView<'p> {
    amount: Option<u64>,
    purpose: Option<&'p str>,
}

#[derive(Debug, Serialize)]
struct MilestoneView<'p> {
    phase: Option<&'p str>,
    on: Option<Date>,
    document: Option<&'p str>,
    approved_by: Option<&'p str>,
    reason: Option<&'p str>,
}

#[derive(Debug, Serialize)]
struct RelationView<'p> {
    kind: Option<&'static str>,
    project: Option<&'p str>,
    title: Option<&'p str>,
    url: Option<&'p str>,
    note: Option<&'p str>,
}

/// The names of the view, each with the names below it if it is a mapping.
///
/// The names below `assessment` are the criteria of the portfolio.
pub static NAMES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let names = GROUPS.iter().map(|group| match (group.as_slice(), group[0].whole()) {
        (parts, Some(whole)) => (whole, parts.iter().map(|part| part.name).collect()),
        ([Field { name, read: Accessor::Person(_), .. }], _) => (*name, ContactView::PARTS.to_vec()),
        _ => (group[0].name, Vec::new()),
    });
    names.collect()
});

/// The fields of the view, grouped by mapping.
static GROUPS: LazyLock<Vec<Vec<&'static Field>>> = LazyLock::new(|| {
    let fields: Vec<&Field> = field::listed().collect();
    let is_same = |a: &&Field, b: &&Field| a.whole().is_some() && a.whole() == b.whole();
    fields.chunk_by(is_same).map(<[_]>::to_vec).collect()
});

impl<'p> ProjectView<'p> {
    /// Creates the view of a project with its texts in a language.
    #[must_use]
    pub fn new(portfolio: &'p Portfolio, project: &'p Project, language: Language) -> Self {
        Self { portfolio, project, language }
    }
}

impl Serialize for ProjectView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(GROUPS.len()))?;
        for group in &*GROUPS {
            match group[0].whole() {
                Some(whole) => map.serialize_entry(whole, &FieldGroup(*self, group))?,
                None => map.serialize_entry(group[0].name, &FieldValue(*self, group[0]))?,
            }
        }
        map.end()
    }
}

/// Holds the fields of one mapping.
struct FieldGroup<'p>(ProjectView<'p>, &'p [&'static Field]);

impl Serialize for FieldGroup<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.1.iter().map(|field| (field.name, FieldValue(self.0, field))))
    }
}

/// Holds one field of a project.
struct FieldValue<'p>(ProjectView<'p>, &'static Field);

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(ProjectView { portfolio, project, language }, field) = *self;
        let in_language = |text| text_in(text, language);
        match field.read {
            Accessor::Word(read) => read(project).serialize(serializer),
            Accessor::Words(read) => read(project).serialize(serializer),
            Accessor::Year(read) => read(project).serialize(serializer),
            Accessor::Text(read) => read(project).map(in_language).serialize(serializer),
            Accessor::Texts(read) => serializer.collect_seq(read(project).iter().map(in_language)),
            Accessor::Language(read) => read(portfolio, project).code().serialize(serializer),
            Accessor::Parties(read) => serializer.collect_seq(ids(read(project))),
            Accessor::Person(read) => {
                let person = read(project).map(|contact| ContactView::new(contact, language));
                person.unwrap_or_default().serialize(serializer)
            }
            Accessor::People(read) => {
                serializer.collect_seq(read(project).iter().map(|contact| ContactView::new(contact, language)))
            }
            Accessor::LifeEvent(read) | Accessor::Phase(read) => read(project).serialize(serializer),
            Accessor::Process(read) => read(portfolio, project).serialize(serializer),
            Accessor::Kroner(read) => {
                let amount = project.budget.as_deref().and_then(read);
                amount.map(|amount| amount.value.0).serialize(serializer)
            }
            Accessor::Earmarks(read) => {
                serializer.collect_seq(read(project).iter().map(|earmark| EarmarkView::new(earmark, language)))
            }
            Accessor::Date(read) => read(portfolio, project).serialize(serializer),
            Accessor::Milestones(read) => {
                serializer.collect_seq(read(project).iter().map(|milestone| MilestoneView::new(milestone, language)))
            }
            Accessor::Assessment(read) => read(project).serialize(serializer),
            Accessor::Relations(read) => {
                serializer.collect_seq(read(project).iter().map(|relation| RelationView::new(relation, language)))
            }
            Accessor::Visibility(read) => read(project).word().serialize(serializer),
            Accessor::Count(read) => read(project).serialize(serializer),
            Accessor::Unlisted => serializer.serialize_none(),
        }
    }
}

fn word(word: Option<&At<SharedStr>>) -> Option<&str> {
    word.map(|word| &*word.value)
}

fn text_in(text: &Text, language: Language) -> &str {
    text.in_language(language).text
}

impl<'p> ContactView<'p> {
    /// The names of its parts.
    const PARTS: [&'static str; 4] = ["name", "role", "organisation", "email"];

    fn new(contact: &'p Contact, language: Language) -> Self {
        Self {
            name: contact.name.as_deref(),
            role: contact.role.as_ref().map(|role| text_in(role, language)),
            organisation: word(contact.organisation.as_ref()),
            email: word(contact.email.as_ref()),
        }
    }
}

impl<'p> EarmarkView<'p> {
    fn new(earmark: &'p Earmark, language: Language) -> Self {
        Self {
            amount: earmark.amount.map(|amount| amount.value.0),
            purpose: earmark.purpose.as_ref().map(|purpose| text_in(purpose, language)),
        }
    }
}

impl<'p> MilestoneView<'p> {
    fn new(milestone: &'p Milestone, language: Language) -> Self {
        Self {
            phase: word(milestone.phase.as_ref()),
            on: milestone.on.map(|date| date.value),
            document: word(milestone.document.as_ref()),
            approved_by: milestone.approved_by.as_ref().map(|by| text_in(by, language)),
            reason: milestone.reason.as_ref().map(|reason| text_in(reason, language)),
        }
    }
}

impl<'p> RelationView<'p> {
    fn new(relation: &'p Relation, language: Language) -> Self {
        let text = |text: &'p Option<Text>| text.as_ref().map(|text| text_in(text, language));
        Self {
            kind: relation.kind.map(Choice::word),
            project: word(relation.project.as_ref()),
            title: text(&relation.title),
            url: word(relation.url.as_ref()),
            note: text(&relation.note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_view() {
        let (portfolio, project) = (Portfolio::default(), Project { id: "2019/a".into(), ..Project::default() });
        let view = serde_json::to_value(ProjectView::new(&portfolio, &project, Language::BOKMAAL)).unwrap();
        let view = view.as_object().unwrap();
        assert_eq!(view.keys().collect::<Vec<_>>(), NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, parts) in NAMES.iter().filter(|(name, _)| *name != "assessment") {
            let found: Vec<_> = view[*name].as_object().into_iter().flat_map(|map| map.keys()).collect();
            assert_eq!(&found, &parts.iter().collect::<Vec<_>>(), "{name}");
        }
    }
}
