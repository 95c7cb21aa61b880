//! What changed between two revisions, as Markdown: for a person, and for a comment on a pull request.

use crate::{
    document::{FromYaml, Shape, Shapes},
    finding::Finding,
    formats::Formats,
    history::{Change, ChangeKind, Changes, Difference, ProseChange, Side, Stretch, Unknowing},
    model::{Kroner, Organisation, Process, Project, Results, Round, Settings},
    query::Names,
    texts::Texts,
};

use super::{Facts, message::words, rows};

/// The most findings that are told one by one.
const MOST: usize = 50;

/// The keys that are told of a project that is new or gone.
const MAIN: [&str; 8] =
    ["owner", "partners", "vendor", "life_event", "phase", "budget.grant", "budget.own_funding", "former_ids"];

/// Holds what changed, and with what it is said.
pub struct Told<'a> {
    /// The portfolio before.
    pub before: Side<'a>,
    /// The portfolio after.
    pub after: Side<'a>,
    /// What the revisions are called.
    pub revisions: (&'a str, &'a str),
    /// What changed.
    pub changes: &'a Changes,
    /// Findings that appeared, and those that went away.
    pub findings: (&'a [Finding], &'a [Finding]),
    /// Whether prose is shown word by word.
    pub prose: bool,
    /// The words of the reader's language.
    pub texts: &'a Texts,
    /// Its numbers and dates.
    pub formats: &'a Formats,
}

/// Collects every record that a change may be about.
#[must_use]
pub fn shapes() -> Shapes {
    let mut shapes = Shapes::default();
    for shape in [Project::shape, Results::shape, Round::shape, Organisation::shape, Process::shape, Settings::shape] {
        let _: Shape = shape(&mut shapes);
    }
    shapes
}

impl<'a> Told<'a> {
    /// Says everything as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let shapes = shapes();
        let names = |side: Side<'a>| Names { portfolio: side.portfolio, texts: self.texts };
        let (before, after) = (names(self.before), names(self.after));
        let facts = Facts { before, after, formats: self.formats, shapes: &shapes };
        let args = [("from", rows::markdown_cell(self.revisions.0)), ("to", rows::markdown_cell(self.revisions.1))];
        let mut out = format!("# {}\n\n", self.texts.fill("changes.title", &args));
        if self.changes.is_empty() && self.findings.0.is_empty() && self.findings.1.is_empty() {
            return out + self.texts.get("changes.none") + "\n";
        }
        out += &self.part("changes.projects", &self.changes.projects, facts);
        out += &self.part("changes.rounds", &self.changes.rounds, facts);
        out += &self.part("changes.organisations", &self.changes.organisations, facts);
        out += &self.part("changes.processes", &self.changes.processes, facts);
        if !self.changes.settings.is_empty() {
            out += &format!("## {}\n\n", self.texts.get("changes.settings"));
            out += &bullets(self.changes.settings.iter().map(|found| facts.sentence(None, found)));
        }
        out += &self.totals();
        out += &self.findings_told();
        out.trim_end().to_owned() + "\n"
    }

    fn part(&self, title: &str, changes: &[Change], facts: Facts<'_>) -> String {
        if changes.is_empty() {
            return String::new();
        }
        let mut out = format!("## {}\n\n", self.texts.get(title));
        for change in changes {
            out += &format!("### {}\n\n", self.heading(change));
            let project = self.after.portfolio.project_now(&change.id);
            let project = project.or_else(|| self.before.portfolio.project_now(&change.id));
            let is_whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
            let is_told = |found: &&Difference| !is_whole || project.is_none() || MAIN.contains(&&*found.keys());
            let is_known = |found: &&Difference| found.keys() != "name" || !is_whole;
            let told = change.differences.iter().filter(is_told).filter(is_known);
            let mut lines: Vec<String> = told.map(|found| self.line(facts, project, found, is_whole)).collect();
            lines.extend(change.prose.iter().map(|prose| self.prose_line(facts, prose)));
            lines.extend(change.files.iter().map(|file| facts.file(file)));
            out += &bullets(lines.into_iter());
            for prose in change.prose.iter().filter(|_| self.prose) {
                out += &self.word_by_word(prose);
            }
        }
        out
    }

    /// Says one value: of what is new or gone alone, else what it was before, too.
    fn line(&self, facts: Facts<'_>, project: Option<&Project>, found: &Difference, is_whole: bool) -> String {
        match found.after.as_ref().or(found.before.as_ref()).filter(|_| is_whole) {
            Some(value) => {
                let way = match found.path.split_last() {
                    Some((crate::history::Step::Item(_), way)) => way,
                    _ => &found.path,
                };
                let args = [("what", facts.way(project, way)), ("value", facts.plain(project, found, value))];
                self.texts.fill("changes.given", &args)
            }
            None => facts.sentence(project, found),
        }
    }

    fn prose_line(&self, facts: Facts<'_>, prose: &ProseChange) -> String {
        facts.rewritten(&self.prose_name(prose), prose.before, prose.after)
    }

    fn prose_name(&self, prose: &ProseChange) -> String {
        let topic = self.texts.find(&format!("prose.{}", prose.topic)).unwrap_or(&prose.topic);
        match prose.language {
            Some(language) => format!("{topic} ({})", language.code()),
            None => topic.to_owned(),
        }
    }

    fn word_by_word(&self, prose: &ProseChange) -> String {
        let mut out = String::new();
        for stretches in &prose.stretches {
            let shown: String = stretches
                .iter()
                .map(|stretch| match stretch {
                    Stretch::Kept(text) => text.clone(),
                    Stretch::Gone(text) => format!("[-{text}-]"),
                    Stretch::Come(text) => format!("{{+{text}+}}"),
                })
                .collect();
            out += &format!("> {}: … {} …\n\n", self.prose_name(prose), rows::markdown_cell(&shown));
        }
        out
    }

    /// Returns the title of a thing, its id and what happened to it.
    fn heading(&self, change: &Change) -> String {
        let title = |side: Side<'_>, id: &str| {
            let names = Names { portfolio: side.portfolio, texts: self.texts };
            let of_project = side.portfolio.project_now(id).and_then(|project| project.title.as_ref());
            let of_organisation = side.portfolio.organisation(id).and_then(|found| found.name.as_ref());
            let of_process = side.portfolio.process(id).and_then(|process| process.name.as_ref());
            let name = of_project.or(of_organisation).map(|title| &title.value).or(of_process);
            name.map(|name| names.text(name).to_owned())
        };
        let title = title(self.after, &change.id).or_else(|| title(self.before, &change.id));
        let id = format!("`{}`", change.id);
        let name = match title {
            Some(title) => format!("{} ({id})", rows::markdown_cell(&title)),
            None => rows::markdown_cell(&change.id),
        };
        let key = match change.kind {
            ChangeKind::Added => "changes.added",
            ChangeKind::Removed => "changes.removed",
            ChangeKind::Renamed => "changes.renamed",
            ChangeKind::Changed => return name,
        };
        let former = change.former.as_ref().map(|former| format!("`{former}`")).unwrap_or_default();
        self.texts.fill(key, &[("name", name), ("former", former)])
    }

    /// Shows what all projects come to where that changed.
    fn totals(&self) -> String {
        let (before, after) = self.changes.totals;
        if before == after {
            return String::new();
        }
        let header = ["", "column.before", "column.after"].map(|key| self.texts.get(key).to_owned());
        let count = |count: usize| self.formats.number(count as u64);
        let amount = |sum: Unknowing| {
            let known = self.formats.kroner(self.texts, Kroner(sum.known));
            let args = [("amount", known.clone()), ("count", count(sum.unknown))];
            if sum.unknown == 0 { known } else { self.texts.fill("changes.unknown", &args) }
        };
        let mut lines =
            vec![[self.texts.get("changes.projects").to_owned(), count(before.projects), count(after.projects)]];
        let sums = [
            ("grant", before.grant, after.grant),
            ("own_funding", before.own_funding, after.own_funding),
            ("spent", before.spent, after.spent),
        ];
        for (key, old, new) in sums.into_iter().filter(|(_, old, new)| old.known != new.known) {
            lines.push([self.texts.get(&format!("key.budget.{key}")).to_owned(), amount(old), amount(new)]);
        }
        let lines: Vec<Vec<String>> = lines.into_iter().map(Vec::from).collect();
        format!(
            "## {}\n\n{}\n",
            self.texts.get("changes.totals"),
            rows::markdown(&header, &lines, &[false, true, true])
        )
    }

    fn findings_told(&self) -> String {
        let mut out = String::new();
        for (key, findings) in [("changes.appeared", self.findings.0), ("changes.went", self.findings.1)] {
            if findings.is_empty() {
                continue;
            }
            out += &format!("## {}\n\n", self.texts.count(key, findings.len()));
            let line = |finding: &Finding| {
                let (message, _) = words(finding, self.texts, self.formats);
                let rule = format!("{}[{}]", finding.severity.word(), finding.rule);
                format!("{} `{}`: {}", rows::markdown_cell(&rule), finding.file, rows::markdown_cell(&message))
            };
            out += &findings.iter().take(MOST).map(|finding| format!("- {}\n", line(finding))).collect::<String>();
            if findings.len() > MOST {
                out += &format!("- {}\n", self.texts.count("changes.more", findings.len() - MOST));
            }
            out.push('\n');
        }
        out
    }
}

fn bullets(lines: impl Iterator<Item = String>) -> String {
    let list: String = lines.map(|line| format!("- {}\n", rows::markdown_cell(&line))).collect();
    if list.is_empty() { list } else { list + "\n" }
}
