//! The page of a year's call.

use super::{ShowPage, section, table};
use crate::{
    date::Date,
    key,
    model::{Project, Round},
    output::escape::markdown_code,
};

impl ShowPage<'_> {
    pub fn round(&self, round: &Round) -> String {
        let time = round.announced.map(|date| date.value).or(Some(Date::of_year(round.year)));
        let mut out = format!("# {}\n", self.texts.fill(key!("show.round"), &[("year", round.years())]));
        section(
            &mut out,
            2,
            &self.t(key!("show.facts")),
            &self.outline(round, time, 3, &["doubts", "sources", "image"]),
        );
        if let Some(image) = &round.image {
            section(&mut out, 2, &self.t(key!("key.round.image")), &self.outline(image, time, 3, &[]));
        }
        let projects = self.portfolio.projects.iter().filter(|project| round.covers(project.year()));
        section(&mut out, 2, &self.t(key!("show.projects")), &self.projects(projects));
        for key in ["doubts", "sources"] {
            section(&mut out, 2, &self.named(&format!("key.round.{key}")), &self.part(round, key, time, 3));
        }
        out
    }

    /// Returns projects as a table: id, title, owners, vendors, phase.
    pub fn projects<'p>(&self, projects: impl Iterator<Item = &'p Project>) -> String {
        let header =
            ["id", "title", "owners", "vendors", "phase"].map(|column| self.named(&format!("column.{column}")));
        let row = |project: &Project| {
            let time = self.portfolio.time_of(project);
            vec![
                self.marked(markdown_code(&project.id), project),
                project.title.as_ref().map(|title| self.words(title)).unwrap_or_default(),
                self.party_line(&project.owner, time),
                self.party_line(&project.vendor, time),
                project.phase.as_ref().map(|phase| self.phase_name(project, phase)).unwrap_or_default(),
            ]
        };
        table(&header, &projects.map(row).collect::<Vec<_>>())
    }
}
