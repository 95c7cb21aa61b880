//! What templates see of a project: what queries see, and names, texts with their language, and results.

use serde_json::{Map, Value, json};

use super::{
    builder::ViewBuilder,
    course::{CourseStep, course_of},
    parties::PartyNames,
    project_parts::{CriterionView, PartiesView, ProjectExtras, RelatedFrom, StepView},
    record_values::RecordValues,
    words::{NamedValues, ProseView, TextView},
};
use crate::{
    date::Date,
    document::{At, Choice, SharedStr},
    load::links_to_unpublished,
    model::{Party, Phase, Process, Project, Prose, Relation, Results, Strength, lifecycle::lifecycle},
    query,
};

/// The keys that templates see as full records; queries see shorter forms.
const FULL_RECORDS: [&str; 9] =
    ["title", "former_titles", "summary", "target_group", "team", "milestones", "related", "sources", "doubts"];

impl ViewBuilder<'_> {
    /// Makes the view of a project.
    pub fn project(&self, project: &Project) -> Value {
        let (portfolio, language) = (self.portfolio, self.portfolio.language_of(project));
        let view = serde_json::to_value(query::ProjectView::new(portfolio, project, self.language));
        let Ok(Value::Object(mut map)) = view else { return Value::Null };
        let names = self.names(portfolio.time_of(project));
        let facts = RecordValues::of::<Project>(names, language).record(project);
        for key in FULL_RECORDS {
            map.insert(key.into(), facts[key].clone());
        }
        for key in ["contact", "budget", "period"] {
            merge(&mut map, key, &facts[key]);
        }
        self.leave_out_documents(project, &mut map);
        self.name_related_projects(&mut map);
        let Ok(Value::Object(extras)) = serde_json::to_value(self.extras(project, names, &facts)) else {
            return Value::Null;
        };
        map.extend(extras);
        Value::Object(map)
    }

    /// Leaves out the documents of milestones that are not published.
    fn leave_out_documents(&self, project: &Project, map: &mut Map<String, Value>) {
        let milestones = map.get_mut("milestones").and_then(Value::as_array_mut);
        for milestone in milestones.into_iter().flatten() {
            let document = milestone["document"].as_str().unwrap_or_default();
            if links_to_unpublished(self.source, &project.file(), document) {
                milestone["document"] = Value::Null;
            }
        }
    }

    /// Returns what templates see of a project and queries do not.
    fn extras(&self, project: &Project, names: PartyNames<'_>, facts: &Value) -> ProjectExtras {
        // A partner with the key `joined` commissions the project together with the owners.
        let joined = |party: &&At<Party>| party.joined.is_some();
        let (joined, rest): (Vec<_>, Vec<_>) = project.partners.iter().partition(joined);
        let owners: Vec<At<Party>> = project.owner.iter().chain(joined).cloned().collect();
        let rest: Vec<At<Party>> = rest.into_iter().cloned().collect();
        let nothing = Results::default();
        let results = project.results.as_deref().unwrap_or(&nothing);
        ProjectExtras {
            anchor: "",
            is_titled: project.title.is_some(),
            heading: self.heading(project),
            owner_line: names.line(&project.owner),
            partner_line: names.line(&project.partners),
            vendor_line: names.line(&project.vendor),
            contact_line: self.contact_line(project),
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
            process_model: self.process_model(project, names.time),
            prose: self.all_prose(project),
            has_results: project.results.is_some(),
            results: RecordValues::of::<Results>(names, self.portfolio.language_of(project)).record(results),
            made_models: self.made_models(project, names, results),
            related_from: self.related_from(project),
        }
    }

    /// Returns the name and the organisation of the contact.
    fn contact_line(&self, project: &Project) -> Option<String> {
        let contact = project.contact.as_ref()?;
        let organisation = contact.organisation.as_ref().map(|id| {
            let known = self.portfolio.organisation(id).and_then(|found| found.name.as_ref());
            known.map_or(id.value.to_string(), |name| name.in_language(self.language).text.to_owned())
        });
        let parts: Vec<String> = contact.name.as_deref().map(str::to_owned).into_iter().chain(organisation).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Lists the process models that came out of a project.
    fn made_models(&self, project: &Project, names: PartyNames<'_>, results: &Results) -> Vec<Value> {
        let made = results.models.iter().filter_map(|id| self.portfolio.process(&id.value));
        let models = made.map(|model| {
            let mut value = RecordValues::of::<Process>(names, self.portfolio.language_of(project)).record(model);
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

    /// Returns the name of a phase of a project, or its id if it has no name.
    pub fn phase_named(&self, project: &Project, id: &str) -> TextView {
        let steps = course_of(self.portfolio, project);
        let phases = steps.iter().map(CourseStep::model).chain(&lifecycle().phases);
        let mut named = phases.filter(|phase| phase.id.as_ref().is_some_and(|known| &*known.value == id));
        named.find_map(|phase| self.phase_name(phase)).unwrap_or_else(|| unnamed(id))
    }

    fn phase_name(&self, phase: &Phase) -> Option<TextView> {
        phase.name.as_ref().map(|name| self.own_words(name))
    }

    /// Returns the phases of a project from `applied` to `completed`.
    pub fn course(&self, project: &Project) -> Vec<StepView> {
        let step = |step: &CourseStep<'_>| StepView {
            phase: step.phase.to_owned(),
            name: self.phase_name(step.model()).unwrap_or_else(|| unnamed(step.phase)),
            standing: step.standing,
            on: step.on,
        };
        course_of(self.portfolio, project).iter().map(step).collect()
    }

    /// Returns the strength for each criterion of the assessment.
    pub fn criteria(&self, project: &Project) -> Vec<CriterionView> {
        let criteria = &self.portfolio.settings.criteria;
        let row = |(id, strength): &(At<SharedStr>, At<Strength>)| CriterionView {
            id: id.value.to_string(),
            name: criteria.get(id).map_or_else(|| unnamed(id), |name| self.own_words(name)),
            strength: strength.value.word(),
        };
        project.assessment.iter().map(row).collect()
    }

    /// Returns the process model of a project, if the document needs it.
    fn process_model(&self, project: &Project, time: Option<Date>) -> Option<Value> {
        let process = self.portfolio.process_of(project).filter(|_| self.has_models)?;
        Some(RecordValues::of::<Process>(self.names(time), self.portfolio.language()).record(process))
    }

    /// Returns the texts by topic; the topics of the program's documents are always there.
    fn all_prose(&self, project: &Project) -> NamedValues<Option<ProseView>> {
        let topics = project.prose.iter().map(|prose| &*prose.topic).chain(Prose::TOPICS);
        topics.map(|topic| (topic.to_owned(), self.prose_of(project, topic))).collect()
    }

    /// Adds the headings of related projects, and leaves out relations to unpublished projects.
    fn name_related_projects(&self, map: &mut Map<String, Value>) {
        let Some(relations) = map.get_mut("related").and_then(Value::as_array_mut) else { return };
        let target_of = |relation: &Value| relation["project"].as_str().and_then(|id| self.portfolio.project(id));
        // The note of such a relation may say what the unpublished project is about.
        relations.retain(|relation| target_of(relation).is_none_or(Project::is_public));
        for relation in relations.iter_mut() {
            let target = target_of(relation);
            relation["heading"] = match target {
                Some(target) => json!(self.heading(target)),
                None => relation["title"].clone(),
            };
            relation["year"] = json!(target.map(Project::year));
        }
        relations.retain(|relation| !relation["heading"].is_null() || !relation["note"].is_null());
    }

    /// Lists the public projects that say they are related to this one.
    fn related_from(&self, project: &Project) -> Vec<RelatedFrom> {
        let incoming = self.incoming.get(&*project.id).into_iter().flatten();
        let view = |(other, relation): &(&Project, &Relation)| RelatedFrom {
            project: other.id.to_string(),
            heading: self.heading(other),
            kind: relation.kind.map(Choice::word),
            year: other.year(),
        };
        incoming.filter(|(other, _)| other.is_public()).map(view).collect()
    }

    /// Returns the title of a project; without a title, its owners; without owners, its folder.
    pub fn heading(&self, project: &Project) -> TextView {
        if let Some(title) = &project.title {
            return self.words(title, self.portfolio.language_of(project));
        }
        let owners = self.names(self.portfolio.time_of(project)).line(&project.owner);
        TextView { text: if owners.is_empty() { project.slug().to_owned() } else { owners }, lang: None }
    }
}

/// Returns an id as a name.
fn unnamed(id: &str) -> TextView {
    TextView { text: id.to_owned(), lang: None }
}

/// Adds keys to a mapping of the view.
fn merge(map: &mut Map<String, Value>, key: &str, more: &Value) {
    let (Some(Value::Object(known)), Some(more)) = (map.get_mut(key), more.as_object()) else { return };
    known.extend(more.clone());
}
