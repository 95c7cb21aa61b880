//! What templates see of a project: all that queries see, with names, texts that know their language, and results.

use serde_json::{Map, Value, json};

use super::{
    builder::ViewBuilder,
    course::course_of,
    parties::PartyNames,
    project_parts::{CriterionView, More, PartiesView, RelatedFrom, StepView},
    values::Values,
    words::TextView,
};
use crate::{
    date::Date,
    document::{At, Choice, SharedStr},
    load::links_to_unpublished,
    model::{Party, Phase, Process, Project, Results, Text, lifecycle::lifecycle},
    query,
};

impl ViewBuilder<'_> {
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
        let Ok(Value::Object(more)) = serde_json::to_value(self.more(project, names, &facts)) else {
            return Value::Null;
        };
        map.extend(more);
        self.relate(project, &mut map);
        Value::Object(map)
    }

    /// Leaves out the documents of milestones that belong to what is not published.
    fn leave_out_documents(&self, project: &Project, map: &mut Map<String, Value>) {
        let milestones = map.get_mut("milestones").and_then(Value::as_array_mut);
        for milestone in milestones.into_iter().flatten() {
            let document = milestone["document"].as_str().unwrap_or_default();
            if links_to_unpublished(self.source, &project.file(), document) {
                milestone["document"] = Value::Null;
            }
        }
    }

    /// Returns what is said of a project besides what queries see.
    fn more(&self, project: &Project, names: PartyNames<'_>, facts: &Value) -> More {
        // A partner that is said to be joined to the owners commissions the project together with them.
        let joined = |party: &&At<Party>| party.joined.is_some();
        let (joined, rest): (Vec<_>, Vec<_>) = project.partners.iter().partition(joined);
        let owners: Vec<At<Party>> = project.owner.iter().chain(joined).cloned().collect();
        let rest: Vec<At<Party>> = rest.into_iter().cloned().collect();
        let nothing = Results::default();
        let results = project.results.as_deref().unwrap_or(&nothing);
        let model = self.has_models.then(|| self.process(project, names.time));
        More {
            anchor: "",
            is_titled: project.title.is_some(),
            heading: self.heading(project),
            owner_line: names.line(&project.owner),
            partner_line: names.line(&project.partners),
            vendor_line: names.line(&project.vendor),
            contact_line: self.contact(project),
            commissioner_line: names.line(&owners),
            commissioner_count: owners.len(),
            partner_rest_line: names.line(&rest),
            partner_rest_count: rest.len(),
            life_event_name: self.life_event(project),
            phase_name: self.phase(project),
            criteria: self.criteria(project),
            parties: PartiesView {
                owner: facts["owner"].clone(),
                partners: facts["partners"].clone(),
                vendor: facts["vendor"].clone(),
            },
            course: self.course(project),
            process_model: model.unwrap_or_default(),
            prose: self.all_prose(project),
            has_results: project.results.is_some(),
            results: Values::of::<Results>(names, self.portfolio.language_of(project)).record(results),
            made_models: self.made_models(project, names, results),
        }
    }

    /// Lists the process models that came out of a project.
    fn made_models(&self, project: &Project, names: PartyNames<'_>, results: &Results) -> Value {
        let made = results.models.iter().filter_map(|id| self.portfolio.process(&id.value));
        let models = made.map(|model| {
            let mut value = Values::of::<Process>(names, self.portfolio.language_of(project)).record(model);
            value["id"] = json!(model.id);
            value
        });
        models.collect()
    }

    fn life_event(&self, project: &Project) -> Option<TextView> {
        let id = project.life_event.as_ref()?;
        let name = self.portfolio.settings.life_events.get(id);
        Some(name.map_or_else(|| unnamed(id), |name| self.own_words(name)))
    }

    /// Returns the name of the phase that a project is in.
    pub fn phase(&self, project: &Project) -> Option<TextView> {
        project.phase.as_ref().map(|id| self.phase_named(project, id))
    }

    /// Returns the name of a phase that a project can be in, else its id.
    pub fn phase_named(&self, project: &Project, id: &str) -> TextView {
        let steps = course_of(self.portfolio, project);
        let phases = steps.iter().map(super::course::CourseStep::model).chain(&lifecycle().phases);
        let mut named = phases.filter(|phase| phase.id.as_ref().is_some_and(|known| &*known.value == id));
        named.find_map(|phase| self.phase_name(phase)).unwrap_or_else(|| unnamed(id))
    }

    fn phase_name(&self, phase: &Phase) -> Option<TextView> {
        phase.name.as_ref().map(|name| self.own_words(name))
    }

    pub fn course(&self, project: &Project) -> Vec<StepView> {
        let step = |step: &super::course::CourseStep<'_>| StepView {
            phase: step.phase.to_owned(),
            name: self.phase_name(step.model()).unwrap_or_else(|| unnamed(step.phase)),
            standing: step.standing,
            on: step.on,
        };
        course_of(self.portfolio, project).iter().map(step).collect()
    }

    pub fn criteria(&self, project: &Project) -> Vec<CriterionView> {
        let criteria = &self.portfolio.settings.criteria;
        let row = |(id, strength): &(At<SharedStr>, At<crate::model::Strength>)| CriterionView {
            id: id.value.to_string(),
            name: criteria.get(id).map_or_else(|| unnamed(id), |name| self.own_words(name)),
            strength: strength.value.word(),
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
                from.push(RelatedFrom {
                    project: other.id.to_string(),
                    heading: self.heading(other),
                    kind: relation.kind.map(Choice::word),
                    year: other.year(),
                });
            }
        }
        map.insert("related_from".into(), json!(from));
    }

    /// Returns a text of the portfolio's own, not of a project.
    pub fn own_words(&self, text: &Text) -> TextView {
        self.words(text, self.portfolio.language())
    }

    /// Returns the title, else the owners, else the folder.
    pub fn heading(&self, project: &Project) -> TextView {
        let line = || self.names(self.portfolio.time_of(project)).line(&project.owner);
        let unnamed = || Some(line()).filter(|line| !line.is_empty()).unwrap_or_else(|| project.slug().to_owned());
        match &project.title {
            Some(title) => self.words(title, self.portfolio.language_of(project)),
            None => TextView { text: unnamed(), lang: None },
        }
    }
}

/// Names what has no name by its id.
fn unnamed(id: &str) -> TextView {
    TextView { text: id.to_owned(), lang: None }
}

/// Puts richer values into a mapping of the view, whose keys stay.
fn merge(map: &mut Map<String, Value>, key: &str, more: &Value) {
    let (Some(Value::Object(known)), Some(more)) = (map.get_mut(key), more.as_object()) else { return };
    known.extend(more.clone());
}
