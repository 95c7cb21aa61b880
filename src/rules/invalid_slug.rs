//! `invalid-slug`: a folder or an id with other characters than lower-case ASCII letters, digits and hyphens.

use crate::{
    document::Span,
    finding::Message,
    model::{Portfolio, is_slug, slug},
    rule::{Check, Sink, rule},
    texts::Key,
};

rule! {
    /// Finds a project folder or an id with other characters than lower-case ASCII letters, digits and hyphens.
    ///
    /// # Why
    ///
    /// Folders become addresses of pages, and ids are typed by hand. Capital letters, spaces and æøå behave differently on
    /// Windows, macOS and the web; a slug behaves the same everywhere. Write æ as `ae`, ø as `o` and å as `a`.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # organisations.yaml
    /// Bærum kommune: {name: Bærum kommune, kind: municipality}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # organisations.yaml
    /// baerum-kommune: {name: Bærum kommune, kind: municipality}
    /// ```
    "invalid-slug", "SL110", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        look(sink, project.slug(), text!("folder"), || (project.id.to_string(), None));
    }
    for organisation in &portfolio.organisations {
        look(sink, &organisation.id, text!("key"), || ("organisations.yaml".into(), Some(organisation.id.span)));
    }
    let settings = &portfolio.settings;
    for (id, _) in settings.life_events.iter().chain(settings.criteria.iter()) {
        look(sink, id, text!("key"), || ("stimulab.yaml".into(), Some(id.span)));
    }
    for process in &portfolio.processes {
        let file = || format!("processes/{}.yaml", process.id);
        look(sink, &process.id, text!("file"), || (file(), None));
        for id in process.phases.iter().filter_map(|phase| phase.id.as_ref()) {
            look(sink, id, text!("key"), || (file(), Some(id.span)));
        }
    }
}

fn look(sink: &mut Sink<'_>, name: &str, key: Key, place: impl Fn() -> (String, Option<Span>)) {
    if !is_slug(name) {
        let (file, span) = place();
        sink.add(
            file,
            span,
            Message::new(key).with("value", name).with("suggestion", slug(name).unwrap_or_else(|| "navn".into())),
        );
    }
}
