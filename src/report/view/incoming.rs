//! The relations that other projects have to a project.

use std::collections::BTreeMap;

use crate::model::{Portfolio, Project, Relation};

/// Holds the relations to each project, by its id, each with the project that has it.
pub type Incoming<'a> = BTreeMap<&'a str, Vec<(&'a Project, &'a Relation)>>;

/// Collects the relations to each project.
pub fn incoming(portfolio: &Portfolio) -> Incoming<'_> {
    let mut incoming = Incoming::new();
    for other in &portfolio.projects {
        for relation in &other.related {
            if let Some(target) = relation.project.as_ref().and_then(|id| portfolio.project(id)) {
                incoming.entry(&*target.id).or_default().push((other, &relation.value));
            }
        }
    }
    incoming
}
