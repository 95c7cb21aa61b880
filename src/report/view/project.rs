//! What templates see of a project: all that queries see, with names, texts that know their language, and results.

use serde_json::{Map, Value, json};

use super::{builder::Maker, course::course_of, values::Values};
use crate::{
    date::Date,
    document::{At, Choice, Word},
    load::leads_to_kept_out,
    model::{Party, Phase, Process, Project, Results, Text, lifecycle::lifecycle},
    query,
};

impl Maker<'_> {
    /// Makes the view of a project.
    pub fn project(&self, project: &Project) -> Value {
        let (portfolio, language) = (self.portfolio, self.portfolio.language_of(project));
        let view = serde_json::to_value(query::ProjectView::new(portfolio, project, self.language));
        let Ok(Value::Object(mut map)) = view else { return Value::Null };
        let names = self.names(portfolio.time_of(project));
        let facts = Values::of::<Project>(names, language).record(project);
        // Queries have their own form of these: ids, and mappings that are always there.
        for key in
            ["title", "former_titles", "summary", "target_group", "team", "milestones", "related", "sources", "doubts"]
        {
            map.insert(key.into(), facts[key].clone());
        }
        for key in ["contact", "budget", "period"] {
            merge(&mut map, key, &facts[key]);
        }
        self.leave_out_documents(project, &mut map);
        self.add_names(project, &mut map);
        map.insert("life_event_name".into(), self.life_event(project));
        map.insert("phase_name".into(), self.phase(project));
        map.insert("criteria".into(), self.criteria(project));
        map.insert(
            "parties".into(),
            json!({
                "owner": facts["owner"], "partners": facts["partners"], "vendor": facts["vendor"],
            }),
        );
        map.insert("course".into(), self.course(project));
        let model = self.has_models.then(|| self.process(project, portfolio.time_of(project)));
        map.insert("process_model".into(), model.unwrap_or_default());
        map.insert("prose".into(), self.all_prose(project));
        let results = project.results.as_deref();
        map.insert("has_results".into(), json!(results.is_some()));
        let nothing = Results::default();
        let results = results.unwrap_or(&nothing);
        map.insert("results".into(), Values::of::<Results>(names, language).record(results));
        let made = results.models.iter().filter_map(|id| portfolio.process(&id.value));
        let models = made.map(|model| {
            let mut value = Values::of::<Process>(names, language).record(model);
            value["id"] = json!(model.id);
            value
        });
        map.insert("made_models".into(), models.collect());
        self.relate(project, &mut map);
        Value::Object(map)
    }

    /// Leaves out the documents of milestones that belong to what is not published.
    fn leave_out_documents(&self, project: &Project, map: &mut Map<String, Value>) {
        let milestones = map.get_mut("milestones").and_then(Value::as_array_mut);
        for milestone in milestones.into_iter().flatten() {
            let document = milestone["document"].as_str().unwrap_or_default();
            if leads_to_kept_out(self.source, &project.file(), document) {
                milestone["document"] = Value::Null;
            }
        }
    }

    /// Adds the names of parties and people as lines, and what stands above all that is said of the project.
    fn add_names(&self, project: &Project, map: &mut Map<String, Value>) {
        let names = self.names(self.portfolio.time_of(project));
        let heading = self.heading(project);
        map.insert("anchor".into(), json!(""));
        map.insert("is_titled".into(), json!(project.title.is_some()));
        map.insert("heading".into(), json!({"text": heading.text, "lang": heading.lang}));
        map.insert("owner_line".into(), json!(names.line(&project.owner)));
        map.insert("partner_line".into(), json!(names.line(&project.partners)));
        map.insert("vendor_line".into(), json!(names.line(&project.vendor)));
        map.insert("contact_line".into(), json!(self.contact(project)));
        // A partner that is said to be joined to the owners commissions the project together with them.
        let joined = |party: &&At<Party>| party.joined.is_some();
        let (joined, rest): (Vec<_>, Vec<_>) = project.partners.iter().partition(joined);
        let owners: Vec<At<Party>> = project.owner.iter().chain(joined).cloned().collect();
        let rest: Vec<At<Party>> = rest.into_iter().cloned().collect();
        map.insert("commissioner_line".into(), json!(names.line(&owners)));
        map.insert("commissioner_count".into(), json!(owners.len()));
        map.insert("partner_rest_line".into(), json!(names.line(&rest)));
        map.insert("partner_rest_count".into(), json!(rest.len()));
    }

    fn life_event(&self, project: &Project) -> Value {
        let event = project.life_event.as_ref();
        let name = event.and_then(|id| self.portfolio.settings.life_events.get(id));
        match (name, event) {
            (Some(name), _) => self.value(name),
            (None, Some(id)) => json!({"text": *id.value, "lang": null}),
            (None, None) => Value::Null,
        }
    }

    /// Returns the name of the phase that a project is in.
    pub fn phase(&self, project: &Project) -> Value {
        project.phase.as_ref().map_or(Value::Null, |id| self.phase_named(project, id))
    }

    /// Returns the name of a phase that a project can be in, else its id.
    pub fn phase_named(&self, project: &Project, id: &str) -> Value {
        let steps = course_of(self.portfolio, project);
        let phases = steps.iter().map(super::course::Step::model).chain(&lifecycle().phases);
        let mut named = phases.filter(|phase| phase.id.as_ref().is_some_and(|known| &*known.value == id));
        named.find_map(|phase| self.phase_name(phase)).unwrap_or(json!({"text": id, "lang": null}))
    }

    fn phase_name(&self, phase: &Phase) -> Option<Value> {
        phase.name.as_ref().map(|name| self.value(name))
    }

    pub fn course(&self, project: &Project) -> Value {
        let step = |step: &super::course::Step<'_>| {
            let name = self.phase_name(step.model()).unwrap_or(json!({"text": step.phase, "lang": null}));
            json!({"phase": step.phase, "name": name, "standing": step.standing, "on": step.on})
        };
        course_of(self.portfolio, project).iter().map(step).collect()
    }

    pub fn criteria(&self, project: &Project) -> Value {
        let criteria = &self.portfolio.settings.criteria;
        let row = |(id, strength): &(At<Word>, At<crate::model::Strength>)| {
            let name = criteria.get(id).map_or(json!({"text": *id.value, "lang": null}), |name| self.value(name));
            json!({"id": *id.value, "name": name, "strength": strength.value.word()})
        };
        project.assessment.iter().map(row).collect()
    }

    fn process(&self, project: &Project, time: Option<Date>) -> Value {
        let Some(process) = self.portfolio.process_of(project) else { return Value::Null };
        Values::of::<Process>(self.names(time), self.portfolio.language()).record(process)
    }

    /// Returns the texts by topic; those that documents are made from are always there.
    fn all_prose(&self, project: &Project) -> Value {
        let topics = project.prose.iter().map(|prose| &*prose.topic).chain(crate::model::Prose::TOPICS);
        topics.map(|topic| (topic.to_owned(), json!(self.prose_of(project, topic)))).collect()
    }

    /// Names the projects it is related to, both ways; one that may not be published is left out.
    fn relate(&self, project: &Project, map: &mut Map<String, Value>) {
        let portfolio = self.portfolio;
        let target_of = |relation: &Value| relation["project"].as_str().and_then(|id| portfolio.project(id));
        let mut relations = map.get_mut("related").and_then(Value::as_array_mut);
        if let Some(relations) = &mut relations {
            // The words of such a relation, too, may tell what the other is about.
            relations.retain(|relation| target_of(relation).is_none_or(Project::is_public));
        }
        for relation in relations.into_iter().flatten() {
            let target = target_of(relation);
            relation["heading"] = match target {
                Some(target) => json!(self.heading(target)),
                None => relation["title"].clone(),
            };
            relation["year"] = json!(target.map(Project::year));
        }
        let is_shown = |relation: &Value| !relation["heading"].is_null() || !relation["note"].is_null();
        if let Some(relations) = map.get_mut("related").and_then(Value::as_array_mut) {
            relations.retain(is_shown);
        }
        let mut from = Vec::new();
        for (other, relation) in self.incoming.get(&*project.id).into_iter().flatten() {
            if other.is_public() {
                let kind = relation.kind.map(Choice::word);
                let heading = self.heading(other);
                from.push(json!({"project": *other.id, "heading": heading, "kind": kind, "year": other.year()}));
            }
        }
        map.insert("related_from".into(), Value::Array(from));
    }

    /// Returns a text of the portfolio as a value.
    pub fn value(&self, text: &Text) -> Value {
        json!(self.words(text, self.portfolio.language()))
    }

    /// Returns the title, else the owners, else the folder.
    pub fn heading(&self, project: &Project) -> super::words::Words {
        let line = || self.names(self.portfolio.time_of(project)).line(&project.owner);
        let unnamed = || Some(line()).filter(|line| !line.is_empty()).unwrap_or_else(|| project.slug().to_owned());
        match &project.title {
            Some(title) => self.words(title, self.portfolio.language_of(project)),
            None => super::words::Words { text: unnamed(), lang: None },
        }
    }
}

/// Puts richer values into a mapping of the view, whose keys stay.
fn merge(map: &mut Map<String, Value>, key: &str, more: &Value) {
    let (Some(Value::Object(known)), Some(more)) = (map.get_mut(key), more.as_object()) else { return };
    known.extend(more.clone());
}
