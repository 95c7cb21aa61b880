//! The changes between two revisions as Markdown, for people and for comments on pull requests.

use crate::{
    document::{FromYaml, Shape, Shapes},
    finding::Finding,
    history::{
        ChangeKind, Changes, EntityChange, FieldDifference, FileChange, ProseChange, Side, WordChange, word_changes,
    },
    key,
    model::{Organisation, Process, Project, Results, Round, Settings},
    number_format::Formats,
    plural,
    query::DisplayNames,
    texts::Texts,
};

use super::{
    comment_length::{self, CommentPart, length},
    difference_text::DifferenceText,
    message::message_and_help,
    table,
};

/// The most findings that are listed.
const MAX_FINDINGS: usize = 50;

/// The keys that are shown for a new or removed project.
const MAIN_FIELDS: [&str; 8] =
    ["owner", "partners", "vendor", "life_event", "phase", "budget.grant", "budget.own_funding", "former_ids"];

/// Holds the changes, and the texts to describe them.
pub struct DiffReport<'a> {
    /// The portfolio before.
    pub before: Side<'a>,
    /// The portfolio after.
    pub after: Side<'a>,
    /// The names of the revisions.
    pub revisions: (&'a str, &'a str),
    /// The changes.
    pub changes: &'a Changes,
    /// The new findings, and those that are gone.
    pub findings: (&'a [Finding], &'a [Finding]),
    /// Whether changed texts are shown word by word.
    pub prose: bool,
    /// The command that shows everything, if the text must fit into a comment.
    pub comment_of: Option<&'a str>,
    /// The texts of the reader's language.
    pub texts: &'a Texts,
    /// The formats of numbers and dates.
    pub formats: &'a Formats,
}

/// Returns the shapes of all records that can change.
#[must_use]
pub fn shapes() -> Shapes {
    let mut shapes = Shapes::default();
    for shape in [Project::shape, Results::shape, Round::shape, Organisation::shape, Process::shape, Settings::shape] {
        let _: Shape = shape(&mut shapes);
    }
    shapes
}

impl<'a> DiffReport<'a> {
    /// Returns all changes as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let shapes = shapes();
        let names = |side: Side<'a>| DisplayNames { portfolio: side.portfolio, texts: self.texts, today: None };
        let (before, after) = (names(self.before), names(self.after));
        let facts = DifferenceText { before, after, formats: self.formats, shapes: &shapes };
        let args = [("from", table::markdown_cell(self.revisions.0)), ("to", table::markdown_cell(self.revisions.1))];
        let mut out = format!("# {}\n\n", self.texts.fill(key!("changes.title"), &args));
        if self.changes.is_empty() && self.findings.0.is_empty() && self.findings.1.is_empty() {
            return out + self.texts.get(key!("changes.none")) + "\n";
        }
        let end = self.totals() + &self.findings_section();
        let mut parts = self.parts(facts, self.prose);
        if let Some(command) = self.comment_of {
            let room = comment_length::LARGEST.saturating_sub(length(&out) + length(&end));
            if self.prose && !comment_length::fits(&parts, room) {
                parts = self.parts(facts, false);
                let note = self.texts.fill(key!("changes.no-prose"), &[("command", table::markdown_code(command))]);
                out += &format!("{note}\n\n");
            }
            comment_length::shorten(&mut parts, room, |count| {
                let args = [("count", self.formats.number(count as u64)), ("command", table::markdown_code(command))];
                self.texts.fill_plural(plural!("changes.more-elsewhere"), count, &args)
            });
        }
        out.extend(parts.into_iter().flat_map(|part| std::iter::once(part.title).chain(part.pieces)));
        (out + &end).trim_end().to_owned() + "\n"
    }

    fn parts(&self, facts: DifferenceText<'_>, prose: bool) -> Vec<CommentPart> {
        let Changes { projects, rounds, organisations, processes, .. } = self.changes;
        let lists = [
            (key!("changes.projects"), projects),
            (key!("changes.rounds"), rounds),
            (key!("changes.organisations"), organisations),
            (key!("changes.processes"), processes),
        ];
        let parts = lists.into_iter().map(|(title, changes)| CommentPart {
            title: format!("## {}\n\n", self.texts.get(title)),
            pieces: changes.iter().map(|change| self.change(change, facts, prose)).collect(),
        });
        let programme = CommentPart {
            title: format!("## {}\n\n", self.texts.get(key!("changes.settings"))),
            pieces: self.settings(facts, prose).into_iter().collect(),
        };
        parts.chain([programme]).filter(|part| !part.pieces.is_empty()).collect()
    }

    /// Describes the changes of a project, round, organisation or process model.
    fn change(&self, change: &EntityChange, facts: DifferenceText<'_>, prose: bool) -> String {
        let project = self.after.portfolio.project_now(&change.id);
        let project = project.or_else(|| self.before.portfolio.project_now(&change.id));
        let is_whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
        let is_main =
            |found: &&FieldDifference| !is_whole || project.is_none() || MAIN_FIELDS.contains(&&*found.keys());
        let is_known = |found: &&FieldDifference| found.keys() != "name" || !is_whole;
        let shown = change.differences.iter().filter(is_main).filter(is_known).collect::<Vec<_>>();
        let mut lines: Vec<String> = shown.iter().map(|found| self.line(facts, project, found, is_whole)).collect();
        lines.extend(self.own_lines(facts, &change.prose, &change.files));
        let mut out = format!("### {}\n\n{}", self.heading(change), bullets(lines.into_iter()));
        if prose {
            out += &self.word_changes(facts, project, &shown, &change.prose);
        }
        out
    }

    /// Describes the changes of the settings, and of the portfolio's own texts and files.
    fn settings(&self, facts: DifferenceText<'_>, is_whole: bool) -> Option<String> {
        let Changes { settings, prose, files, .. } = self.changes;
        let lines = settings.iter().map(|found| facts.sentence(None, found));
        let mut out = bullets(lines.chain(self.own_lines(facts, prose, files)));
        if is_whole {
            out += &self.word_changes(facts, None, &settings.iter().collect::<Vec<_>>(), prose);
        }
        (!out.is_empty()).then_some(out)
    }

    fn own_lines(
        &self,
        facts: DifferenceText<'_>,
        prose: &[ProseChange],
        files: &[FileChange],
    ) -> impl Iterator<Item = String> {
        let texts = prose.iter().map(move |prose| self.prose_line(facts, prose));
        texts.chain(files.iter().map(move |file| facts.file(file)))
    }

    /// Shows changed texts word by word: long values, and files.
    fn word_changes(
        &self,
        facts: DifferenceText<'_>,
        project: Option<&Project>,
        values: &[&FieldDifference],
        prose: &[ProseChange],
    ) -> String {
        let value = |found: &&FieldDifference| {
            let (before, after) = facts.long_texts(found)?;
            Some(word_by_word(&facts.label(project, &found.path), &word_changes(&before, &after)))
        };
        let values = values.iter().filter_map(value);
        values.chain(prose.iter().map(|prose| word_by_word(&self.prose_name(prose), &prose.word_changes))).collect()
    }

    /// Describes one value; for a new or removed record only the value, otherwise also the value before.
    fn line(
        &self,
        facts: DifferenceText<'_>,
        project: Option<&Project>,
        found: &FieldDifference,
        is_whole: bool,
    ) -> String {
        match found.after.as_ref().or(found.before.as_ref()).filter(|_| is_whole) {
            Some(value) => {
                let path = match found.path.split_last() {
                    Some((crate::history::PathStep::Item(_), path)) => path,
                    _ => &found.path,
                };
                let args =
                    [("what", facts.label(project, path)), ("value", facts.value_with_unit(project, found, value))];
                self.texts.fill(key!("changes.given"), &args)
            }
            None => facts.sentence(project, found),
        }
    }

    fn prose_line(&self, facts: DifferenceText<'_>, prose: &ProseChange) -> String {
        facts.rewritten(&self.prose_name(prose), prose.before, prose.after)
    }

    fn prose_name(&self, prose: &ProseChange) -> String {
        let topic = self.texts.find(&format!("prose.{}", prose.topic)).unwrap_or(&prose.topic);
        match prose.language {
            Some(language) => format!("{topic} ({})", language.code()),
            None => topic.to_owned(),
        }
    }

    /// Returns the title and id of a record, and whether it is new, removed or renamed.
    fn heading(&self, change: &EntityChange) -> String {
        let title = |side: Side<'_>, id: &str| {
            let names = DisplayNames { portfolio: side.portfolio, texts: self.texts, today: None };
            let of_project = side.portfolio.project_now(id).and_then(|project| project.title.as_ref());
            let of_organisation = side.portfolio.organisation(id).and_then(|found| found.name.as_ref());
            let of_process = side.portfolio.process(id).and_then(|process| process.name.as_ref());
            let name = of_project.or(of_organisation).map(|title| &title.value).or(of_process);
            name.map(|name| names.text(name).to_owned())
        };
        let title = title(self.after, &change.id).or_else(|| title(self.before, &change.id));
        let id = table::markdown_code(&change.id);
        let name = match title {
            Some(title) => format!("{} ({id})", table::markdown_cell(&title)),
            None => table::markdown_cell(&change.id),
        };
        let key = match change.kind {
            ChangeKind::Added => key!("changes.added"),
            ChangeKind::Removed => key!("changes.removed"),
            ChangeKind::Renamed => key!("changes.renamed"),
            ChangeKind::Changed => return name,
        };
        let former = change.former.as_ref().map(|former| table::markdown_code(former)).unwrap_or_default();
        self.texts.fill(key, &[("name", name), ("former", former)])
    }

    fn findings_section(&self) -> String {
        let mut out = String::new();
        for (key, findings) in
            [(plural!("changes.appeared"), self.findings.0), (plural!("changes.went"), self.findings.1)]
        {
            if findings.is_empty() {
                continue;
            }
            out += &format!("## {}\n\n", self.texts.count(key, findings.len()));
            let line = |finding: &Finding| {
                let (message, _) = message_and_help(finding, self.texts, self.formats);
                let rule = format!("{}[{}]", self.texts.get(finding.severity.label()), finding.rule);
                let file = table::markdown_code(&finding.file);
                format!("{} {file}: {}", table::markdown_cell(&rule), table::markdown_cell(&message))
            };
            out +=
                &findings.iter().take(MAX_FINDINGS).map(|finding| format!("- {}\n", line(finding))).collect::<String>();
            if findings.len() > MAX_FINDINGS {
                out += &format!("- {}\n", self.texts.count(plural!("changes.more"), findings.len() - MAX_FINDINGS));
            }
            out.push('\n');
        }
        out
    }
}

fn word_by_word(what: &str, found: &[Vec<WordChange>]) -> String {
    let mut out = String::new();
    for passage in found {
        let shown: String = passage.iter().map(WordChange::marked).collect();
        out += &format!("> {}: … {} …\n\n", table::markdown_cell(what), table::markdown_cell(&shown));
    }
    out
}

fn bullets(lines: impl Iterator<Item = String>) -> String {
    let list: String = lines.map(|line| format!("- {}\n", table::markdown_cell(&line))).collect();
    if list.is_empty() { list } else { list + "\n" }
}
