//! The page of a process model.

use super::{ShowPage, section};
use crate::{
    key,
    model::{Process, Project},
    output::escape::markdown_code,
    report::engine::escape_markdown,
};

impl ShowPage<'_> {
    pub fn process(&self, process: &Process) -> String {
        let name = process.name.as_ref().map_or_else(|| escape_markdown(&process.id), |name| self.words(name));
        let summary = process.summary.as_ref().map(|summary| self.words(summary) + "\n").unwrap_or_default();
        let mut out = format!("# {name}\n\n{}\n\n{summary}\n", markdown_code(&process.id));
        out += &self.outline(process, None, 2, &["name", "summary"]);
        let follows = |project: &&Project| self.portfolio.process_id_of(project) == &*process.id;
        section(
            &mut out,
            2,
            &self.t(key!("show.projects")),
            &self.projects(self.portfolio.projects.iter().filter(follows)),
        );
        out
    }
}
