//! Compares the table of fields with the model.

use super::*;
use crate::model::Round;

/// Returns what the model expects at a key of a project.
fn shape_of(key: &str) -> Option<Shape> {
    let mut shapes = Shapes::default();
    key.split('.').try_fold(Project::shape(&mut shapes), |shape, key| {
        let Shape::Record(name) = shape else { return None };
        shapes.records[name].keys.iter().find(|(known, _)| *known == key).map(|(_, shape)| shape.clone())
    })
}

#[test]
fn every_key_of_a_project_is_a_field_or_a_whole_of_fields() {
    let of_project = || ALL.iter().filter(|field| field.place() == FieldPlace::Project);
    let mut found: Vec<&str> = of_project().map(|field| field.whole().unwrap_or(field.key)).collect();
    found.dedup();
    let mut keys = Project::KEYS.to_vec();
    found.sort_unstable();
    keys.sort_unstable();
    assert_eq!(found, keys);
    for whole in of_project().filter_map(Field::whole) {
        let parts: Vec<_> = of_project().filter(|field| field.whole() == Some(whole)).collect();
        let Some(Shape::Record(name)) = shape_of(whole) else { panic!("{whole} holds no fields") };
        let mut shapes = Shapes::default();
        Project::shape(&mut shapes);
        let keys: Vec<_> = shapes.records[name].keys.iter().map(|(key, _)| format!("{whole}.{key}")).collect();
        assert_eq!(parts.iter().map(|field| field.key).collect::<Vec<_>>(), keys);
    }
}

#[test]
fn fields_are_read_as_the_model_says() {
    for field in ALL {
        let shape = match field.place() {
            FieldPlace::Folder => continue,
            FieldPlace::Project => shape_of(field.key),
            FieldPlace::Round => {
                assert!(Round::KEYS.contains(&field.key.trim_start_matches(ROUND)), "{}", field.key);
                continue;
            }
        };
        let Some(shape) = shape else { panic!("there is no key {}", field.key) };
        let fits = match (&field.read, &shape) {
            (Accessor::Text(_), Shape::Words)
            | (Accessor::Word(_) | Accessor::LifeEvent(_) | Accessor::Process(_) | Accessor::Phase(_), Shape::Text)
            | (Accessor::Language(_), Shape::Language)
            | (Accessor::Kroner(_), Shape::Kroner)
            | (Accessor::Date(_), Shape::Date)
            | (Accessor::Visibility(_), Shape::Choice("Visibility", _))
            | (Accessor::Person(_), Shape::Record("Contact"))
            | (Accessor::Count(_) | Accessor::Unlisted, Shape::List(_)) => true,
            (Accessor::Texts(_), Shape::List(item)) => **item == Shape::Words,
            (Accessor::Words(_), Shape::List(item)) => **item == Shape::Text,
            (Accessor::Parties(_), Shape::OneOrMany(item)) => **item == Shape::Record("Party"),
            (Accessor::People(_), Shape::List(item)) => **item == Shape::Record("Contact"),
            (Accessor::Earmarks(_), Shape::List(item)) => **item == Shape::Record("Earmark"),
            (Accessor::Milestones(_), Shape::List(item)) => **item == Shape::Record("Milestone"),
            (Accessor::Relations(_), Shape::List(item)) => **item == Shape::Record("Relation"),
            (Accessor::Assessment(_), Shape::Map(item)) => matches!(**item, Shape::Choice("Strength", _)),
            _ => false,
        };
        assert!(fits, "{}: {shape:?}", field.name);
    }
}

#[test]
fn names_stand_once_and_lead_to_their_field() {
    let mut names: Vec<_> = ALL.iter().map(|field| field.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
    assert!(keys().iter().any(|key| key == "milestones.on") && keys().iter().any(|key| key == "budget"));
    for field in ALL.iter().filter(|field| field.place() != FieldPlace::Round) {
        assert!(keys().iter().any(|key| key == field.key), "{}", field.key);
    }
}
