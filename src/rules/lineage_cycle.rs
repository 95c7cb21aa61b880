//! `lineage-cycle`: a project or organisation that refers back to itself through relations.

use std::collections::{HashMap, HashSet};

use crate::{
    document::{At, SharedStr, Span},
    finding::Message,
    key,
    model::{Organisation, Portfolio, Project, RelationKind},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds projects that build on each other in a circle, or are parts of each other, and organisations that are.
    ///
    /// # Why
    ///
    /// What builds on another project came after it, and what is a part is smaller than the whole, so neither can lead back to
    /// where it began. The same holds for an organisation and its successor. In a circle, one of the relations points the
    /// wrong way. One finding is shown for each circle.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// related: [{kind: builds-on, project: 2019/arkivfloken}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "lineage-cycle", "SL214", Error, Check::Portfolio(check)
}

/// For each id, the ids that it refers to, with the spans of the references.
type LinksById<'a> = HashMap<&'a str, Vec<(&'a str, Span)>>;

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for (key, kind) in [("builds-on", RelationKind::BuildsOn), ("part-of", RelationKind::PartOf)] {
        let mut links = LinksById::new();
        for project in &portfolio.projects {
            let lineage: Vec<_> = lineage(portfolio, project, kind).collect();
            if !lineage.is_empty() {
                links.insert(&project.id, lineage);
            }
        }
        for cycle in cycles(&links) {
            let report = report(&cycle);
            let message =
                if key == "builds-on" { Message::new(text!("builds-on")) } else { Message::new(text!("part-of")) };
            let file = |id| format!("{id}/project.yaml");
            let finding = sink.add(file(report.id), report.span, message.with("way", report.way));
            if let Some((id, span)) = report.newest {
                finding.relate(file(id), span, key!("related.circle"));
            }
        }
    }
    let organisations = |leads: fn(&Organisation) -> Option<&At<SharedStr>>| {
        let links: LinksById<'_> = portfolio
            .organisations
            .iter()
            .filter_map(|found| leads(found).map(|id| (&*found.id.value, vec![(&*id.value, id.span)])))
            .collect();
        cycles(&links).iter().map(report).map(|report| (report.span, report.way)).collect::<Vec<_>>()
    };
    for (span, way) in organisations(|found| found.part_of.as_ref()) {
        sink.add("organisations.yaml", span, Message::new(text!("organisation-part")).with("way", way));
    }
    for (span, way) in
        organisations(|found| found.succeeded_by.as_ref().and_then(|successor| successor.organisation.as_ref()))
    {
        sink.add("organisations.yaml", span, Message::new(text!("organisation-successor")).with("way", way));
    }
}

/// Lists the projects that a project builds on or is a part of, by their current ids.
fn lineage<'a>(
    portfolio: &'a Portfolio,
    project: &'a Project,
    kind: RelationKind,
) -> impl Iterator<Item = (&'a str, Span)> {
    let of_kind = project.related.iter().filter(move |relation| relation.kind == Some(kind));
    let ids = of_kind.filter_map(|relation| relation.project.as_ref());
    ids.filter_map(|id| portfolio.project(id).map(|found| (&*found.id, id.span)))
}

/// Finds cycles. Each is a list of ids with the spans of the references to the next id.
fn cycles<'a>(links: &LinksById<'a>) -> Vec<Vec<(&'a str, Span)>> {
    let mut found = Vec::new();
    let mut done: HashSet<&str> = HashSet::new();
    let mut starts: Vec<&str> = links.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        // The path from the start, each id with the index of the next reference to try.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_path = HashSet::from([start]);
        while let Some((at, branch)) = path.last_mut() {
            let next = links.get(at).filter(|_| !done.contains(at)).and_then(|branches| branches.get(*branch));
            let Some((next, _)) = next else {
                done.insert(at);
                on_path.remove(at);
                path.pop();
                continue;
            };
            *branch += 1;
            if on_path.insert(next) {
                path.push((next, 0));
            } else {
                let cycle = path.iter().skip_while(|(id, _)| id != next);
                found.push(cycle.filter_map(|(id, branch)| Some((*id, links.get(id)?.get(branch - 1)?.1))).collect());
            }
        }
    }
    found
}

/// Holds what the finding about a cycle says.
struct CycleReport<'a> {
    /// The id with the finding.
    id: &'a str,
    /// The span of its reference.
    span: Span,
    /// The ids of the cycle.
    way: String,
    /// The newest id with its reference, if it is another one: adding it has closed the cycle.
    newest: Option<(&'a str, Span)>,
}

/// Chooses where to report a cycle: at a reference to a later id, because ids of projects start with the year.
fn report<'a>(cycle: &Vec<(&'a str, Span)>) -> CycleReport<'a> {
    let leads_on = |at: usize| cycle[at].0 < cycle[(at + 1) % cycle.len()].0;
    let at = (0..cycle.len()).find(|at| leads_on(*at)).unwrap_or_default();
    let ids = cycle.iter().cycle().skip(at).take(cycle.len() + 1).map(|(id, _)| *id);
    let (id, span) = cycle[at];
    let newest = cycle.iter().copied().max_by_key(|(id, _)| *id).filter(|(newest, _)| *newest != id);
    CycleReport { id, span, way: ids.collect::<Vec<_>>().join(" → "), newest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported_cycles(links: &[(&'static str, &[&'static str])]) -> Vec<String> {
        let place = |next: &&'static str| (*next, Span::default());
        let links: LinksById<'_> = links.iter().map(|(id, next)| (*id, next.iter().map(place).collect())).collect();
        cycles(&links).iter().map(report).map(|report| report.way).collect()
    }

    #[test]
    fn each_cycle_is_reported_once_and_trees_are_not() {
        assert_eq!(reported_cycles(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &["d"])]), [""; 0]);
        assert_eq!(reported_cycles(&[("a", &["a"])]), ["a → a"]);
        assert_eq!(reported_cycles(&[("x", &["b"]), ("b", &["c"]), ("c", &["a"]), ("a", &["b"])]), ["a → b → c → a"]);
        assert_eq!(
            reported_cycles(&[("2019/ny", &["2018/eldre"]), ("2018/eldre", &["2019/ny"])]),
            ["2018/eldre → 2019/ny → 2018/eldre"]
        );
        assert_eq!(reported_cycles(&[("a", &["b"]), ("b", &["a", "c"]), ("c", &["b"])]).len(), 2);
    }

    #[test]
    fn long_chains_do_not_exhaust_the_stack() {
        let ids: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        let links: LinksById<'_> =
            ids.windows(2).map(|pair| (pair[0].as_str(), vec![(pair[1].as_str(), Span::default())])).collect();
        assert_eq!(cycles(&links).len(), 0);
    }
}
