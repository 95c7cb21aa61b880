//! The relations that lead to each project.

use crate::model::{Portfolio, Project, Relation};
use std::collections::BTreeMap;

/// Holds the relations that lead to each project, by its id.
pub type Incoming<'a> = BTreeMap<&'a str, Vec<(&'a Project, &'a Relation)>>;

/// Lists the relations that lead to each project, by its id.
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
