//! The events of projects as Markdown, JSON and CSV.

use serde_json::json;

use super::{difference_text::DifferenceText, display_name::phase_name, table};
use crate::{
    history::{Event, EventKind, MANY, PhaseHistory, approval},
    key,
    model::Project,
    plural,
    query::DisplayNames,
    texts::Texts,
};

/// Holds events, the oldest first, and the texts to describe them.
pub struct LogReport<'a> {
    /// The events.
    pub events: &'a [&'a Event],
    /// The project of the log: its id, its last state, and how long it was in each phase.
    pub subject: Option<(&'a str, Option<&'a Project>, &'a [PhaseHistory])>,
    /// Whether all values of a new project are shown.
    pub shows_all_values: bool,
    /// Describes values.
    pub facts: DifferenceText<'a>,
}

impl LogReport<'_> {
    fn texts(&self) -> &Texts {
        self.facts.after.texts
    }

    fn names(&self) -> DisplayNames<'_> {
        self.facts.after
    }

    /// Returns the log as Markdown.
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
                out += &format!("## {}\n\n{}\n", texts.get(key!("log.phases")), self.phases(project, phases));
                if phases.iter().any(|phase| phase.disagree) {
                    out += &format!("{}\n\n", texts.get(key!("log.disagree")));
                }
            }
            out += &format!("## {}\n\n", texts.get(key!("log.events")));
        } else {
            out += &format!("# {}\n\n", texts.get(key!("log.title")));
        }
        if self.events.is_empty() {
            return out + texts.get(key!("log.none")) + "\n";
        }
        // Events of one commit are grouped.
        for of_commit in self.events.chunk_by(|a, b| a.commit == b.commit) {
            let first = of_commit[0];
            let date = first.date.map(|date| self.facts.formats.date(date)).unwrap_or_default();
            out += &format!("- {date} `{}`\n", first.commit.short());
            let added = of_commit.iter().filter(|event| matches!(event.kind, EventKind::Added)).count();
            let is_many = added > MANY;
            if is_many {
                out += &format!("  - {}\n", texts.count(plural!("log.many"), added));
            }
            let events = of_commit.iter().filter(|event| !(is_many && matches!(event.kind, EventKind::Added)));
            for event in events.filter(|event| self.is_shown(event, of_commit)) {
                out += &format!("  - {}\n", self.line(event));
            }
        }
        out
    }

    /// Returns whether an event is shown: of a new project only its phase, unless all values are wanted.
    fn is_shown(&self, event: &Event, of_commit: &[&Event]) -> bool {
        let EventKind::Changed(found) = &event.kind else { return true };
        let is_new = of_commit.iter().any(|other| other.id == event.id && matches!(other.kind, EventKind::Added));
        !is_new || self.shows_all_values || found.keys() == "phase"
    }

    fn line(&self, event: &Event) -> String {
        let said = table::markdown_cell(&self.description(event));
        if self.subject.is_some() {
            return said;
        }
        let title = event.project.as_deref().map(|project| self.title(project)).unwrap_or_default();
        let name = if title.is_empty() { table::markdown_code(&event.id) } else { table::markdown_cell(&title) };
        format!("**{name}**: {said}")
    }

    /// Describes an event in a few words.
    #[must_use]
    pub fn description(&self, event: &Event) -> String {
        let texts = self.texts();
        let project = event.project.as_deref();
        match &event.kind {
            EventKind::Added => texts.fill(key!("log.added"), &[("id", &event.id)]),
            EventKind::Removed => texts.fill(key!("log.removed"), &[("id", &event.id)]),
            EventKind::Renamed(from) => texts.fill(key!("log.renamed"), &[("from", from), ("to", &event.id)]),
            EventKind::Rewritten(text) => {
                let topic = texts.find(&format!("prose.{}", text.topic)).unwrap_or(&text.topic);
                self.facts.rewritten(topic, text.before, text.after)
            }
            EventKind::File(file) => self.facts.file(file),
            EventKind::Changed(found) => {
                let said = match (&found.before, &found.after) {
                    (None, Some(value)) if found.keys() == "phase" => {
                        let what = self.facts.label(project, &found.path);
                        let args = [("what", what), ("value", self.facts.value_with_unit(project, found, value))];
                        texts.fill(key!("changes.given"), &args)
                    }
                    _ => self.facts.sentence(project, found),
                };
                match approval(event) {
                    Some(who) => texts.fill(key!("log.approved"), &[("said", said.as_str()), ("who", who)]),
                    None => said,
                }
            }
        }
    }

    fn title(&self, project: &Project) -> String {
        let title = project.title.as_ref().map(|title| self.names().text(&title.value));
        title.unwrap_or_default().to_owned()
    }

    /// Returns a table of how long the project was in each phase, by its milestones and by the commits.
    fn phases(&self, project: Option<&Project>, phases: &[PhaseHistory]) -> String {
        let keys = ["phase", "milestone", "months", "committed", "committed-months", "approved-by"];
        let header: Vec<String> =
            keys.iter().map(|column| self.texts().named(&format!("column.{column}")).to_owned()).collect();
        let formats = self.facts.formats;
        let row = |life: &PhaseHistory| {
            let months = |months: Option<f64>| months.map(|months| formats.decimal_number(months)).unwrap_or_default();
            let day = |date: Option<crate::date::Date>| date.map(|date| formats.date(date)).unwrap_or_default();
            let commit = life.commit.as_ref().map(|commit| format!(" ({commit})")).unwrap_or_default();
            vec![
                phase_name(self.names(), project, &life.phase),
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

    /// Returns the log as one JSON document.
    #[must_use]
    pub fn json(&self) -> String {
        let events = self.events.iter().map(|event| {
            let (name, field, before, after) = values(event);
            json!({
                "commit": event.commit.to_string(), "date": event.date, "project": event.id, "event": name,
                "field": field, "before": before, "after": after, "approved_by": approval(event),
                "text": self.description(event),
            })
        });
        let events = events.collect::<Vec<_>>();
        let document = match self.subject {
            Some((id, _, phases)) => json!({"version": 1, "project": id, "phases": phases, "events": events}),
            None => json!({"version": 1, "events": events}),
        };
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    /// Returns the events as CSV for Norwegian Excel.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let keys = ["date", "commit", "project", "event", "field", "before", "after", "approved-by", "text"];
        let header: Vec<String> =
            keys.iter().map(|column| self.texts().named(&format!("column.{column}")).to_owned()).collect();
        let plain = |value: Option<serde_json::Value>| match value {
            Some(serde_json::Value::String(text)) => text,
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let row = |event: &&Event| {
            let (name, field, before, after) = values(event);
            let date = event.date.map(|date| date.to_string()).unwrap_or_default();
            let approved = approval(event).unwrap_or_default().to_owned();
            let what = [date, event.commit.short(), event.id.clone(), name.to_owned(), field.unwrap_or_default()];
            [what.to_vec(), vec![plain(before), plain(after), approved, self.description(event)]].concat()
        };
        table::csv(&header, &self.events.iter().map(row).collect::<Vec<_>>())
    }
}

/// Holds the name of an event, its field, and the values before and after.
type EventValues = (&'static str, Option<String>, Option<serde_json::Value>, Option<serde_json::Value>);

/// Returns the name of an event, its field, and the values before and after.
fn values(event: &Event) -> EventValues {
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
