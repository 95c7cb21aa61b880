//! What happened to projects, as Markdown for a person, and as data.

use serde_json::json;

use super::{difference_text::DifferenceText, display_name::phase, table};
use crate::{
    history::{Event, EventKind, MANY, PhaseHistory, approval},
    model::Project,
    query::DisplayNames,
    texts::Texts,
};

/// Holds what happened, oldest first, and with what it is said.
pub struct LogReport<'a> {
    /// What happened.
    pub events: &'a [&'a Event],
    /// The one project it is about, by its id and as it was last, and how long it was in each phase.
    pub subject: Option<(&'a str, Option<&'a Project>, &'a [PhaseHistory])>,
    /// Whether a new project is told with all it said.
    pub is_whole: bool,
    /// With what values are said.
    pub facts: DifferenceText<'a>,
}

impl LogReport<'_> {
    fn texts(&self) -> &Texts {
        self.facts.after.texts
    }

    fn names(&self) -> DisplayNames<'_> {
        self.facts.after
    }

    /// Says everything as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let texts = self.texts();
        let mut out = String::new();
        if let Some((id, project, phases)) = self.subject {
            let title = project.map(|project| self.title(project)).unwrap_or_default();
            let title = if title.is_empty() {
                table::markdown_cell(id)
            } else {
                format!("{} ({})", table::markdown_cell(&title), table::markdown_code(id))
            };
            out += &format!("# {title}\n\n");
            if !phases.is_empty() {
                out += &format!("## {}\n\n{}\n", texts.get("log.phases"), self.phases(project, phases));
                if phases.iter().any(|phase| phase.disagree) {
                    out += &format!("{}\n\n", texts.get("log.disagree"));
                }
            }
            out += &format!("## {}\n\n", texts.get("log.events"));
        } else {
            out += &format!("# {}\n\n", texts.get("log.title"));
        }
        if self.events.is_empty() {
            return out + texts.get("log.none") + "\n";
        }
        // What one commit did stands together.
        for of_commit in self.events.chunk_by(|a, b| a.commit == b.commit) {
            let first = of_commit[0];
            let date = first.date.map(|date| self.facts.formats.date(date)).unwrap_or_default();
            out += &format!("- {date} `{}`\n", first.commit.short());
            let added = of_commit.iter().filter(|event| matches!(event.kind, EventKind::Added)).count();
            let is_many = added > MANY;
            if is_many {
                out += &format!("  - {}\n", texts.count("log.many", added));
            }
            let told = of_commit.iter().filter(|event| !(is_many && matches!(event.kind, EventKind::Added)));
            for event in told.filter(|event| self.is_told(event, of_commit)) {
                out += &format!("  - {}\n", self.line(event));
            }
        }
        out
    }

    /// Returns whether a value is told: of a project that is new only its phase, unless all of it is asked for.
    fn is_told(&self, event: &Event, of_commit: &[&Event]) -> bool {
        let EventKind::Changed(found) = &event.kind else { return true };
        let is_new = of_commit.iter().any(|other| other.id == event.id && matches!(other.kind, EventKind::Added));
        !is_new || self.is_whole || found.keys() == "phase"
    }

    fn line(&self, event: &Event) -> String {
        let said = table::markdown_cell(&self.said(event));
        if self.subject.is_some() {
            return said;
        }
        let title = event.project.as_deref().map(|project| self.title(project)).unwrap_or_default();
        let name = if title.is_empty() { table::markdown_code(&event.id) } else { table::markdown_cell(&title) };
        format!("**{name}**: {said}")
    }

    /// Says in a few words what happened.
    #[must_use]
    pub fn said(&self, event: &Event) -> String {
        let texts = self.texts();
        let project = event.project.as_deref();
        match &event.kind {
            EventKind::Added => texts.fill("log.added", &[("id", &event.id)]),
            EventKind::Removed => texts.fill("log.removed", &[("id", &event.id)]),
            EventKind::Renamed(from) => texts.fill("log.renamed", &[("from", from), ("to", &event.id)]),
            EventKind::Rewritten(text) => {
                let topic = texts.find(&format!("prose.{}", text.topic)).unwrap_or(&text.topic);
                self.facts.rewritten(topic, text.before, text.after)
            }
            EventKind::File(file) => self.facts.file(file),
            EventKind::Changed(found) => {
                let said = match (&found.before, &found.after) {
                    (None, Some(value)) if found.keys() == "phase" => {
                        let way = self.facts.way(project, &found.path);
                        let args = [("what", way), ("value", self.facts.plain(project, found, value))];
                        texts.fill("changes.given", &args)
                    }
                    _ => self.facts.sentence(project, found),
                };
                match approval(event) {
                    Some(who) => texts.fill("log.approved", &[("said", said.as_str()), ("who", who)]),
                    None => said,
                }
            }
        }
    }

    fn title(&self, project: &Project) -> String {
        let title = project.title.as_ref().map(|title| self.names().text(&title.value));
        title.unwrap_or_default().to_owned()
    }

    /// Shows how long the project was in each phase, by its milestones and by the commits.
    fn phases(&self, project: Option<&Project>, phases: &[PhaseHistory]) -> String {
        let keys = ["phase", "milestone", "months", "committed", "committed-months", "approved-by"];
        let header: Vec<String> =
            keys.iter().map(|column| self.texts().get(&format!("column.{column}")).to_owned()).collect();
        let formats = self.facts.formats;
        let row = |life: &PhaseHistory| {
            let months = |months: Option<f64>| months.map(|months| formats.decimal_number(months)).unwrap_or_default();
            let day = |date: Option<crate::date::Date>| date.map(|date| formats.date(date)).unwrap_or_default();
            let commit = life.commit.as_ref().map(|commit| format!(" ({commit})")).unwrap_or_default();
            vec![
                phase(self.names(), project, &life.phase),
                day(life.milestone),
                months(life.months),
                format!("{}{commit}", day(life.committed)),
                months(life.committed_months),
                life.approved_by.clone().unwrap_or_default(),
            ]
        };
        let cells = phases.iter().map(|life| row(life).iter().map(|cell| table::markdown_cell(cell)).collect());
        table::markdown(&header, &cells.collect::<Vec<_>>(), &[false, false, true, false, true, false])
    }

    /// Shows everything as one JSON document.
    #[must_use]
    pub fn json(&self) -> String {
        let events = self.events.iter().map(|event| {
            let (name, field, before, after) = parts(event);
            json!({
                "commit": event.commit.to_string(), "date": event.date, "project": event.id, "event": name,
                "field": field, "before": before, "after": after, "approved_by": approval(event),
                "text": self.said(event),
            })
        });
        let events = events.collect::<Vec<_>>();
        let document = match self.subject {
            Some((id, _, phases)) => json!({"version": 1, "project": id, "phases": phases, "events": events}),
            None => json!({"version": 1, "events": events}),
        };
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    /// Shows every event as a line for Norwegian Excel.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let keys = ["date", "commit", "project", "event", "field", "before", "after", "approved-by", "text"];
        let header: Vec<String> =
            keys.iter().map(|column| self.texts().get(&format!("column.{column}")).to_owned()).collect();
        let plain = |value: Option<serde_json::Value>| match value {
            Some(serde_json::Value::String(text)) => text,
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let row = |event: &&Event| {
            let (name, field, before, after) = parts(event);
            let date = event.date.map(|date| date.to_string()).unwrap_or_default();
            let approved = approval(event).unwrap_or_default().to_owned();
            let what = [date, event.commit.short(), event.id.clone(), name.to_owned(), field.unwrap_or_default()];
            [what.to_vec(), vec![plain(before), plain(after), approved, self.said(event)]].concat()
        };
        table::csv(&header, &self.events.iter().map(row).collect::<Vec<_>>())
    }
}

type Parts = (&'static str, Option<String>, Option<serde_json::Value>, Option<serde_json::Value>);

/// Returns the name of an event, the field it is about, and its values.
fn parts(event: &Event) -> Parts {
    match &event.kind {
        EventKind::Added => ("added", None, None, None),
        EventKind::Removed => ("removed", None, None, None),
        EventKind::Renamed(from) => ("renamed", Some("id".into()), Some(json!(from)), Some(json!(event.id))),
        EventKind::Changed(found) => ("changed", Some(found.path()), found.before.clone(), found.after.clone()),
        EventKind::File(file) => ("changed", Some(file.file.clone()), None, None),
        EventKind::Rewritten(text) => (
            "rewritten",
            Some(text.topic.clone()),
            text.before.map(|count| json!(count)),
            text.after.map(|count| json!(count)),
        ),
    }
}
