//! A round: one year's call for projects.

use super::{Citation, Doubt, Kroner, Text};
use crate::{
    date::Date,
    document::{At, OneOrMany, SharedStr, record},
};

record! {
    /// Holds what `round.yaml` says of a year's call.
    pub struct Round {
        /// The last year it covers, where one call or one set of figures covers several.
        through: Option<At<i16>>,
        /// How many applied.
        applications: Option<At<u32>>,
        /// How many projects were selected, as published.
        selected: Option<At<u32>>,
        /// The support of all projects together, in whole kroner.
        grant_total: Option<At<Kroner>>,
        /// The ids of the organisations that selected the projects.
        selected_by: OneOrMany<At<SharedStr>>,
        /// When applications had to be in.
        deadline: Option<At<Date>>,
        /// When the projects were announced.
        announced: Option<At<Date>>,
        /// When the projects met for the first time.
        kickoff: Option<At<Date>>,
        /// Themes for the opening sentence, in the order in which they are named.
        lede_themes: Vec<Text>,
        /// The picture on the announcement page.
        image: Option<Image>,
        /// What this round asks of its projects, and no other.
        requires: Option<Requirements>,
        /// Where its figures come from.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
    besides {
        /// The year, as the folder says.
        year: i16,
        /// Whether there is a `round.yaml`.
        has_file: bool,
        /// The pictures, ledes and other files in the year's folder.
        files: Vec<SharedStr>,
    }
}

impl Round {
    /// The least total of a round that is not taken for a slip of the pen; real ones have seven or eight digits.
    pub const LEAST_TOTAL: Kroner = Kroner(100_000);

    /// Returns whether it is the call of a year, alone or together with others.
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        let last = self.through.map(|through| through.value);
        (self.year..=last.unwrap_or(self.year)).contains(&year)
    }

    /// Returns the year, or the years with both ends: `2016–2017`.
    #[must_use]
    pub fn years(&self) -> String {
        self.through.map_or_else(|| self.year.to_string(), |through| format!("{}–{}", self.year, through.value))
    }

    /// Returns whether the sources leave in doubt what a key of `round.yaml` says.
    #[must_use]
    pub fn is_doubted(&self, key: &str) -> bool {
        self.doubts.iter().any(|doubt| doubt.key.as_ref().is_some_and(|of| &*of.value == key))
    }

    /// Returns the support of all selected projects, where it is certain that the published sum is that: it is known how
    /// many they are, and the sources agree about the sum.
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
        /// What can be seen, for those who cannot see it.
        alt: Option<Text>,
        /// The line below the picture.
        caption: Option<Text>,
        /// Who made it.
        credit: Option<Text>,
    }
}

record! {
    /// Holds the rules of one round.
    pub struct Requirements {
        /// Whether owners must put in money of their own.
        own_funding: Option<bool>,
        /// The largest share of the support that may pay for sharing knowledge, from 0 to 1.
        max_dissemination_share: Option<At<f64>>,
    }
}
