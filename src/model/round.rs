//! A round: one year's call for projects.

use super::{Citation, Doubt, Kroner, Text};
use crate::{
    date::Date,
    document::{At, OneOrMany, SharedStr, record},
};

record! {
    /// Holds the content of `round.yaml`.
    pub struct Round {
        /// The last year, if the round covers several years.
        through: Option<At<i16>>,
        /// The number of applications.
        applications: Option<At<u32>>,
        /// The published number of selected projects.
        selected: Option<At<u32>>,
        /// The total of all grants, in whole kroner.
        grant_total: Option<At<Kroner>>,
        /// The ids of the organisations that selected the projects.
        selected_by: OneOrMany<At<SharedStr>>,
        /// The deadline for applications.
        deadline: Option<At<Date>>,
        /// When the projects were announced.
        announced: Option<At<Date>>,
        /// When the projects met for the first time.
        kickoff: Option<At<Date>>,
        /// The themes for the opening sentence, in order.
        lede_themes: Vec<Text>,
        /// The picture on the announcement page.
        image: Option<Image>,
        /// The requirements of this round only.
        requires: Option<Requirements>,
        /// The sources.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
    besides {
        /// The year, from the folder.
        year: i16,
        /// Whether there is a `round.yaml`.
        has_file: bool,
        /// The pictures, ledes and other files in the year's folder.
        files: Vec<SharedStr>,
    }
}

impl Round {
    /// The smallest plausible total. Real ones have seven or eight digits.
    pub const LEAST_TOTAL: Kroner = Kroner(100_000);

    /// Returns whether it covers a year.
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        let last = self.through.map(|through| through.value);
        (self.year..=last.unwrap_or(self.year)).contains(&year)
    }

    /// Returns the year, or the first and last year: `2016–2017`.
    #[must_use]
    pub fn years(&self) -> String {
        self.through.map_or_else(|| self.year.to_string(), |through| format!("{}–{}", self.year, through.value))
    }

    /// Returns whether the sources disagree about a key of `round.yaml`.
    #[must_use]
    pub fn is_doubted(&self, key: &str) -> bool {
        self.doubts.iter().any(|doubt| doubt.key.as_ref().is_some_and(|of| &*of.value == key))
    }

    /// Returns the total of all grants if it is certain: the number of selected projects is known, and the sources agree on
    /// the total.
    #[must_use]
    pub fn support_of_selected(&self) -> Option<u64> {
        let is_certain = self.selected.is_some() && !self.is_doubted("grant_total");
        self.grant_total.map(|amount| amount.value.0).filter(|amount| *amount > 0 && is_certain)
    }

    /// Returns the path of its `round.yaml`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}/round.yaml", self.year)
    }
}

record! {
    /// Holds a picture.
    pub struct Image {
        /// The file's name in the year's folder.
        file: Option<At<SharedStr>>,
        /// The text alternative.
        alt: Option<Text>,
        /// The caption.
        caption: Option<Text>,
        /// Who made it.
        credit: Option<Text>,
    }
}

record! {
    /// Holds the requirements of one round.
    pub struct Requirements {
        /// Whether owners must contribute own funding.
        own_funding: Option<bool>,
        /// The largest share of the grant for sharing knowledge, from 0 to 1.
        max_dissemination_share: Option<At<f64>>,
    }
}
