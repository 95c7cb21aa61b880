//! The page of the programme: the organisations behind it, its settings and its years.

use super::{ShowPage, section, table};
use crate::{
    document::{At, Map},
    model::{Round, Text},
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
        section(&mut out, 2, &self.t("show.about"), &about.unwrap_or_else(|| self.prose("", "about.md")));
        for key in ["doubts", "sources"] {
            section(&mut later, 2, &self.t(&format!("key.settings.{key}")), &self.part(settings, key, None, 3));
        }
        section(&mut out, 2, &self.t("show.rounds"), &self.rounds());
        section(&mut out, 2, &self.t("key.settings.life_events"), &self.named(&settings.life_events));
        section(&mut out, 2, &self.t("key.settings.criteria"), &self.named(&settings.criteria));
        let process = |process: &crate::model::Process| {
            let name = process.name.as_ref().map(|name| self.words(name)).unwrap_or_default();
            format!("- {name} (`{}`)\n", process.id)
        };
        section(
            &mut out,
            2,
            &self.t("show.processes"),
            &self.portfolio.processes.iter().map(process).collect::<String>(),
        );
        out + &later
    }

    fn rounds(&self) -> String {
        let header = ["year", "applications", "selected", "grant_total"].map(|key| match key {
            "year" => self.t("show.year"),
            key => self.t(&format!("key.round.{key}")),
        });
        let number = |number: Option<At<u32>>| {
            number.map_or_else(|| self.t("show.unknown"), |number| self.formats.number(number.value.into()))
        };
        let row = |round: &Round| {
            let total = round
                .grant_total
                .map_or_else(|| self.t("show.unknown"), |total| self.formats.kroner(&self.texts, total.value));
            vec![round.years(), number(round.applications), number(round.selected), total]
        };
        let rounds = self.portfolio.rounds.iter().filter(|round| round.has_file);
        table(&header, &rounds.map(row).collect::<Vec<_>>())
    }

    fn named(&self, map: &Map<Text>) -> String {
        map.iter().map(|(id, name)| format!("- {} (`{}`)\n", self.words(name), id.value)).collect()
    }
}
