//! The page of a project.

use std::collections::HashMap;

use super::{ShowPage, section, table};
use crate::{
    date::Date,
    document::{At, SharedStr},
    key,
    load::LARGEST,
    model::{Milestone, Party, Project, RelationKind, Results},
    output::escape::markdown_code,
    report::{body::says_something, engine::escape_markdown, view::ProseView},
    source::FileKind,
    text_encoding::decode,
};

/// The most files and folders of a project that are listed.
const MOST_FILES: usize = 1000;

impl ShowPage<'_> {
    pub fn project(&self, project: &Project) -> String {
        let time = self.portfolio.time_of(project);
        let mut out = self.project_head(project);
        let course = self.course(project);
        section(&mut out, 2, &self.t(key!("show.course")), &course);
        section(&mut out, 2, &self.t(key!("show.facts")), &self.project_facts(project, time));
        section(&mut out, 2, &self.t(key!("key.project.milestones")), &self.milestones(&project.milestones, project));
        if let Some(budget) = &project.budget {
            section(&mut out, 2, &self.t(key!("key.project.budget")), &self.outline(&**budget, time, 3, &[]));
        }
        section(&mut out, 2, &self.t(key!("key.project.assessment")), &self.assessment(project));
        section(&mut out, 2, &self.t(key!("show.related")), &self.related(project));
        for key in ["team", "doubts", "sources"] {
            section(&mut out, 2, &self.named(&format!("key.project.{key}")), &self.part(project, key, time, 3));
        }
        if self.is_whole {
            for prose in &project.prose {
                section(
                    &mut out,
                    2,
                    &escape_markdown(&prose.file_name()),
                    &self.prose(&project.id, &prose.file_name()),
                );
            }
        }
        if let Some(results) = &project.results {
            section(&mut out, 2, &self.t(key!("show.results")), &self.results(project, results, time));
        }
        section(&mut out, 2, &self.t(key!("show.files")), &self.files(&project.id));
        out
    }

    fn project_head(&self, project: &Project) -> String {
        let owners = self.party_line(&project.owner, self.portfolio.time_of(project));
        let title = project.title.as_ref().map(|title| self.words(title));
        let heading = title.unwrap_or_else(|| if owners.is_empty() { escape_markdown(project.slug()) } else { owners });
        let summary = project.summary.as_ref().map(|summary| self.words(summary) + "\n").unwrap_or_default();
        let mark =
            if project.is_public() { String::new() } else { format!("**{}**\n\n", self.t(key!("show.kept-out"))) };
        format!("# {heading}\n\n{}\n\n{mark}{summary}", markdown_code(&project.id))
    }

    fn project_facts(&self, project: &Project, time: Option<Date>) -> String {
        let line = |key: &str, parties: &[At<Party>]| {
            let line = self.party_line(parties, time);
            if line.is_empty() {
                return line;
            }
            let has_more = |party: &&At<Party>| {
                party.note.is_some() || party.from.is_some() || party.until.is_some() || party.lead.is_some()
            };
            let notes = parties.iter().filter(has_more);
            let notes: String =
                notes.map(|party| format!("  - {}\n", self.outline_line(&party_details(party), time))).collect();
            format!("- **{}:** {line}\n{notes}", self.named(&format!("key.project.{key}")))
        };
        let parties =
            line("owner", &project.owner) + &line("partners", &project.partners) + &line("vendor", &project.vendor);
        let skip = [
            "title",
            "summary",
            "owner",
            "partners",
            "vendor",
            "budget",
            "phase",
            "milestones",
            "assessment",
            "related",
            "team",
            "doubts",
            "sources",
        ];
        let rest = self.outline(project, time, 3, &skip);
        parties + &rest
    }

    /// Writes a record on one line, as an item of a list.
    fn outline_line<T: crate::document::FromYaml + serde::Serialize>(&self, record: &T, time: Option<Date>) -> String {
        let outline = super::outline::Outline::of::<T>(self.names(time));
        match self.values(record) {
            serde_json::Value::Object(map) => outline.line(&super::type_name::<T>(), &map),
            value => escape_markdown(value.as_str().unwrap_or_default()),
        }
    }

    fn milestones(&self, milestones: &[At<Milestone>], project: &Project) -> String {
        let header = ["phase", "on", "document", "approved_by", "reason"];
        let titles: Vec<String> = header.iter().map(|key| self.named(&format!("key.milestone.{key}"))).collect();
        // There may be many milestones of the same phase.
        let mut names: HashMap<&str, String> = HashMap::new();
        for phase in milestones.iter().filter_map(|milestone| milestone.phase.as_ref()) {
            names.entry(phase).or_insert_with(|| self.phase_name(project, phase));
        }
        let row = |milestone: &At<Milestone>| {
            let phase = milestone.phase.as_ref();
            vec![
                phase.and_then(|phase| names.get(&***phase)).cloned().unwrap_or_default(),
                milestone.on.as_ref().map_or_else(|| self.t(key!("show.unknown")), |on| self.formats.date(on.value)),
                milestone.document.as_ref().map(|document| escape_markdown(&document.value)).unwrap_or_default(),
                milestone.approved_by.as_ref().map(|by| self.words(by)).unwrap_or_default(),
                milestone.reason.as_ref().map(|reason| self.words(reason)).unwrap_or_default(),
            ]
        };
        let rows: Vec<Vec<String>> = milestones.iter().map(row).collect();
        // Empty columns are left out.
        let kept: Vec<usize> = (0..titles.len()).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
        let keep = |row: &Vec<String>| kept.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
        table(&keep(&titles), &rows.iter().map(keep).collect::<Vec<_>>())
    }

    fn assessment(&self, project: &Project) -> String {
        let criteria = &self.portfolio.settings.criteria;
        let outline = super::outline::Outline::of::<Project>(self.names(None));
        let row = |(id, strength): &(At<SharedStr>, At<crate::model::Strength>)| {
            let name = criteria.get(id).map_or_else(|| escape_markdown(&id.value), |name| self.words(name));
            vec![name, outline.choice("Strength", crate::document::Choice::word(strength.value))]
        };
        let rows: Vec<Vec<String>> = project.assessment.iter().map(row).collect();
        table(&[self.t(key!("show.criterion")), self.t(key!("show.strength"))], &rows)
    }

    /// Lists the projects that this one is related to, and those related to it.
    fn related(&self, project: &Project) -> String {
        let outgoing = self.part(project, "related", None, 3);
        let mut incoming = String::new();
        for other in &self.portfolio.projects {
            for relation in &other.related {
                let target = relation.project.as_ref().and_then(|id| self.portfolio.project(id));
                // A sibling that this project names is not listed twice.
                let is_listed = relation.kind == Some(RelationKind::Sibling) && self.names_as_sibling(project, other);
                if target.is_some_and(|target| target.id == project.id) && !is_listed {
                    let kind = relation.kind.map_or("none", crate::document::Choice::word);
                    let title = other.title.as_ref().map(|title| self.words(title));
                    incoming += &format!(
                        "- {} ({})\n",
                        self.texts.fill_named(
                            &format!("show.related-from.{kind}"),
                            &[(
                                "project",
                                title.unwrap_or_else(|| self.party_line(&other.owner, self.portfolio.time_of(other)))
                            )]
                        ),
                        self.marked(escape_markdown(&other.id), other)
                    );
                }
            }
        }
        outgoing + &incoming
    }

    /// Returns whether a project names another as its sibling.
    fn names_as_sibling(&self, project: &Project, other: &Project) -> bool {
        project.related.iter().filter(|relation| relation.kind == Some(RelationKind::Sibling)).any(|relation| {
            let target = relation.project.as_ref().and_then(|id| self.portfolio.project(id));
            target.is_some_and(|target| target.id == other.id)
        })
    }

    fn results(&self, project: &Project, results: &Results, time: Option<Date>) -> String {
        if self.is_whole {
            return self.outline(results, time, 3, &[]);
        }
        let serde_json::Value::Object(map) = self.values(results) else { return String::new() };
        let count = |(key, value): (&String, &serde_json::Value)| {
            let count = value
                .as_array()
                .map(Vec::len)
                .filter(|_| !matches!(key.as_str(), "doubts" | "sources" | "references"))?;
            Some(format!("- **{}:** {count}\n", self.named(&format!("key.results.{key}"))))
        };
        let counts: String = map.iter().filter_map(count).collect();
        let id = project.id.to_string();
        format!("{counts}\n{}\n", self.texts.fill(key!("show.whole"), &[("id", id)]))
    }

    /// Returns a prose file's text, its headings moved below the sheet's own.
    pub fn prose(&self, folder: &str, name: &str) -> String {
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let Ok(bytes) = self.source.read(&path, LARGEST) else { return String::new() };
        let Some(text) = decode(&bytes).ok().filter(|text| says_something(text)) else { return String::new() };
        self.slots
            .add(ProseView { text: text.to_owned(), lang: None, folder: None, file: None, kept_out: Vec::new() }, 3)
    }

    /// Lists the files of a project's folder.
    fn files(&self, id: &str) -> String {
        let mut out = String::new();
        let mut folders = vec![id.to_owned()];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for entry in self.source.entries(&folder).unwrap_or_default() {
                count += 1;
                if count > MOST_FILES {
                    // Folders in git that hold each other have no end.
                    return out
                        + &format!(
                            "- {}\n",
                            self.texts.fill(key!("show.more-files"), &[("count", MOST_FILES.to_string())])
                        );
                }
                let path = format!("{folder}/{}", entry.name);
                match entry.kind {
                    FileKind::Folder => folders.push(path),
                    _ => out += &format!("- {}\n", markdown_code(&path)),
                }
            }
        }
        out
    }
}

/// Returns the details of a party that are not in the line of names.
fn party_details(party: &Party) -> Party {
    Party { joined: None, unit: None, ..party.clone() }
}
