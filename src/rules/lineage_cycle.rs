//! `lineage-cycle`: a project or organisation that comes out of itself.

use std::collections::{HashMap, HashSet};

use crate::{
    document::{At, SharedStr, Span},
    finding::Message,
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

/// The things that one thing leads to, each with the place that says so.
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
        for circle in circles(&links) {
            let report = report(&circle);
            let message = if key == "builds-on" { Message::new("builds-on") } else { Message::new("part-of") };
            let file = |id| format!("{id}/project.yaml");
            let finding = sink.add(file(report.id), report.span, message.with("way", report.way));
            if let Some((id, span)) = report.newest {
                finding.relate(file(id), span, "related.circle");
            }
        }
    }
    let organisations = |leads: fn(&Organisation) -> Option<&At<SharedStr>>| {
        let links: LinksById<'_> = portfolio
            .organisations
            .iter()
            .filter_map(|found| leads(found).map(|id| (&*found.id.value, vec![(&*id.value, id.span)])))
            .collect();
        circles(&links).iter().map(report).map(|report| (report.span, report.way)).collect::<Vec<_>>()
    };
    for (span, way) in organisations(|found| found.part_of.as_ref()) {
        sink.add("organisations.yaml", span, Message::new("organisation-part").with("way", way));
    }
    for (span, way) in
        organisations(|found| found.succeeded_by.as_ref().and_then(|successor| successor.organisation.as_ref()))
    {
        sink.add("organisations.yaml", span, Message::new("organisation-successor").with("way", way));
    }
}

/// Lists the projects that a project comes out of or belongs to, by the ids they have today.
fn lineage<'a>(
    portfolio: &'a Portfolio,
    project: &'a Project,
    kind: RelationKind,
) -> impl Iterator<Item = (&'a str, Span)> {
    let of_kind = project.related.iter().filter(move |relation| relation.kind == Some(kind));
    let ids = of_kind.filter_map(|relation| relation.project.as_ref());
    ids.filter_map(|id| portfolio.project(id).map(|found| (&*found.id, id.span)))
}

/// Finds circles, one for each thing that closes one, as the things on the way round with the places that lead on.
fn circles<'a>(links: &LinksById<'a>) -> Vec<Vec<(&'a str, Span)>> {
    let mut found = Vec::new();
    let mut done: HashSet<&str> = HashSet::new();
    let mut starts: Vec<&str> = links.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        // The way from the start to where we stand, each with the number of the next branch to try.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_way = HashSet::from([start]);
        while let Some((at, branch)) = way.last_mut() {
            let next = links.get(at).filter(|_| !done.contains(at)).and_then(|branches| branches.get(*branch));
            let Some((next, _)) = next else {
                done.insert(at);
                on_way.remove(at);
                way.pop();
                continue;
            };
            *branch += 1;
            if on_way.insert(next) {
                way.push((next, 0));
            } else {
                let round = way.iter().skip_while(|(id, _)| id != next);
                found.push(round.filter_map(|(id, branch)| Some((*id, links.get(id)?.get(branch - 1)?.1))).collect());
            }
        }
    }
    found
}

/// Holds how a circle is report.
struct CycleReport<'a> {
    /// The thing it is report of.
    id: &'a str,
    /// The place that leads on from there.
    span: Span,
    /// The way round.
    way: String,
    /// The newest thing on the way with the place that leads on from it, where that is another: who adds it closes the circle.
    newest: Option<(&'a str, Span)>,
}

/// Chooses where to tell of a circle: where something points at what comes after it in order of id, which is years for
/// projects; and writes the way round from there.
fn report<'a>(circle: &Vec<(&'a str, Span)>) -> CycleReport<'a> {
    let leads_on = |at: usize| circle[at].0 < circle[(at + 1) % circle.len()].0;
    let at = (0..circle.len()).find(|at| leads_on(*at)).unwrap_or_default();
    let round = circle.iter().cycle().skip(at).take(circle.len() + 1).map(|(id, _)| *id);
    let (id, span) = circle[at];
    let newest = circle.iter().copied().max_by_key(|(id, _)| *id).filter(|(newest, _)| *newest != id);
    CycleReport { id, span, way: round.collect::<Vec<_>>().join(" → "), newest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways_round(links: &[(&'static str, &[&'static str])]) -> Vec<String> {
        let place = |next: &&'static str| (*next, Span::default());
        let links: LinksById<'_> = links.iter().map(|(id, next)| (*id, next.iter().map(place).collect())).collect();
        circles(&links).iter().map(report).map(|report| report.way).collect()
    }

    #[test]
    fn each_circle_is_told_once_and_trees_are_none() {
        assert_eq!(ways_round(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &["d"])]), [""; 0]);
        assert_eq!(ways_round(&[("a", &["a"])]), ["a → a"]);
        assert_eq!(ways_round(&[("x", &["b"]), ("b", &["c"]), ("c", &["a"]), ("a", &["b"])]), ["a → b → c → a"]);
        assert_eq!(
            ways_round(&[("2019/ny", &["2018/eldre"]), ("2018/eldre", &["2019/ny"])]),
            ["2018/eldre → 2019/ny → 2018/eldre"]
        );
        assert_eq!(ways_round(&[("a", &["b"]), ("b", &["a", "c"]), ("c", &["b"])]).len(), 2);
    }

    #[test]
    fn long_chains_do_not_exhaust_the_stack() {
        let ids: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        let links: LinksById<'_> =
            ids.windows(2).map(|pair| (pair[0].as_str(), vec![(pair[1].as_str(), Span::default())])).collect();
        assert_eq!(circles(&links).len(), 0);
    }
}
