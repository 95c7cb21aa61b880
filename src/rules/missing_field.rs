//! `missing-field`: a key that must be filled in by now.

use crate::{
    document::Span,
    finding::Message,
    model::{
        Portfolio, Project, STOPPED, field,
        gate::{GateItem, GatePassage, State, requirements, state_of},
        lifecycle::course,
    },
    rule::{Check, Sink, rule},
    texts::Key,
};

rule! {
    /// Finds a key that must be filled in by now.
    ///
    /// # Why
    ///
    /// Optional means optional: most of a project may be unknown. But every project has an owner and a phase, and each gate
    /// it has passed asked for something: a title to leave `selected`, a vendor to leave `procurement`, and what the
    /// project's process model asks for. Organisations need a name and a kind, a party an organisation, a milestone a phase,
    /// and a relation something it points at. What the sources do not publish is named in `unknown: [title, vendor]`, and
    /// nobody is asked for it.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: diagnose
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "missing-field", "SL109", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in portfolio.projects.iter().filter(|project| !project.is_broken) {
        check_required(project, sink);
        check_passed_gates(portfolio, project, sink);
        check_parts(project, sink);
    }
    for organisation in &portfolio.organisations {
        for (key, is_given) in [("name", organisation.name.is_some()), ("kind", organisation.kind.is_some())] {
            if !is_given && !organisation.unread.iter().any(|unread| &**unread == key) {
                let message = Message::new(text!("organisation")).with("key", key).with("id", &*organisation.id.value);
                sink.add("organisations.yaml", organisation.id.span, message);
            }
        }
    }
}

fn check_required(project: &Project, sink: &mut Sink<'_>) {
    for key in field::ALL.iter().filter(|field| field.is_required).map(|field| field.key) {
        if state_of(project, key) == State::Missing && !project.is_unread(key) {
            sink.add(project.file(), project.head, Message::new(text!("always")).with("key", key));
        }
    }
}

/// Checks the keys that the gates before the project's phase require.
fn check_passed_gates(portfolio: &Portfolio, project: &Project, sink: &mut Sink<'_>) {
    let (Some(phase), Some(process)) = (&project.phase, portfolio.process_of(project)) else { return };
    let reached = course(process).position(|known| known.id.as_ref().is_some_and(|id| id.value == phase.value));
    let Some(reached) = reached.filter(|_| &*phase.value != STOPPED) else { return };
    for passed in course(process).take(reached) {
        // The rule `gate-not-met` checks the milestones. A missing owner is reported above.
        for requirement in requirements(project, passed, None, GatePassage::Recorded, &|_| false) {
            if let (GateItem::Key(key), State::Missing) = (requirement.item, requirement.state)
                && key != "owner"
                && !project.is_unread(key)
            {
                let message = Message::new(text!("phase")).with("key", key).with("phase", &*phase.value);
                sink.add(project.file(), phase.span, message);
            }
        }
    }
}

/// Checks parties, milestones and relations.
fn check_parts(project: &Project, sink: &mut Sink<'_>) {
    let mut missing = |span: Span, key: &'static str, of: Key| {
        let is_unreadable =
            project.unreadable_spans.iter().any(|part| part.start >= span.start && part.end <= span.end);
        if !is_unreadable {
            sink.add(project.file(), span, Message::new(of).with("key", key));
        }
    };
    for party in project.owner.iter().chain(project.partners.iter()).chain(project.vendor.iter()) {
        if party.organisation.is_none() {
            missing(party.span, "organisation", text!("party"));
        }
    }
    for milestone in project.milestones.iter().filter(|milestone| milestone.phase.is_none()) {
        missing(milestone.span, "phase", text!("milestone"));
    }
    for relation in project.related.iter().filter(|relation| relation.project.is_none() && relation.title.is_none()) {
        missing(relation.span, "project", text!("relation"));
    }
}
