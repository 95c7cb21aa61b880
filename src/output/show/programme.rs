//! The page of the programme: the organisations behind it, its settings and its years.

use super::{ShowPage, section, table};
use crate::{
    document::{At, Map},
    key,
    model::{Round, Text},
    output::escape::markdown_code,
};

impl ShowPage<'_> {
    pub fn programme(&self) -> String {
        let settings = &self.portfolio.settings;
        let mut later = String::new();
        let programme = settings.programme.as_ref();
        let name = programme.and_then(|programme| programme.name.as_ref());
        let mut out = format!("# {}\n", name.map_or_else(|| "StimuLab".to_owned(), |name| self.words(name)));
        if let Some(programme) = programme {
            out += &format!("\n{}", self.outline(programme, None, 2, &["name"]));
        }
        let translated = format!("about.{}.md", self.texts.language().code());
        let about = Some(self.prose("", &translated)).filter(|text| !text.is_empty());
        section(&mut out, 2, &self.t(key!("show.about")), &about.unwrap_or_else(|| self.prose("", "about.md")));
        for key in ["doubts", "sources"] {
            section(&mut later, 2, &self.named(&format!("key.settings.{key}")), &self.part(settings, key, None, 3));
        }
        section(&mut out, 2, &self.t(key!("show.rounds")), &self.rounds());
        section(&mut out, 2, &self.named("key.settings.life_events"), &self.names_and_ids(&settings.life_events));
        section(&mut out, 2, &self.named("key.settings.criteria"), &self.names_and_ids(&settings.criteria));
        let process = |process: &crate::model::Process| {
            let name = process.name.as_ref().map(|name| self.words(name)).unwrap_or_default();
            format!("- {name} ({})\n", markdown_code(&process.id))
        };
        section(
            &mut out,
            2,
            &self.t(key!("show.processes")),
            &self.portfolio.processes.iter().map(process).collect::<String>(),
        );
        out + &later
    }

    fn rounds(&self) -> String {
        let header = ["year", "applications", "selected", "grant_total"].map(|key| match key {
            "year" => self.t(key!("show.year")),
            key => self.named(&format!("key.round.{key}")),
        });
        let number = |number: Option<At<u32>>| {
            number.map_or_else(|| self.t(key!("show.unknown")), |number| self.formats.number(number.value.into()))
        };
        let row = |round: &Round| {
            let total = round
                .grant_total
                .map_or_else(|| self.t(key!("show.unknown")), |total| self.formats.kroner(&self.texts, total.value));
            vec![round.years(), number(round.applications), number(round.selected), total]
        };
        let rounds = self.portfolio.rounds.iter().filter(|round| round.has_file);
        table(&header, &rounds.map(row).collect::<Vec<_>>())
    }

    fn names_and_ids(&self, map: &Map<Text>) -> String {
        map.iter().map(|(id, name)| format!("- {} ({})\n", self.words(name), markdown_code(&id.value))).collect()
    }
}
