//! Who takes part in a project, and how their names are joined.

use super::Text;
use crate::{
    date::Date,
    document::{At, SharedStr, choice, record},
};

choice! {
    /// Says how a party is joined to those before it.
    pub enum Joined {
        /// «og».
        And = "and",
        /// «sammen med».
        TogetherWith = "together-with",
        /// «i samarbeid med».
        InCooperationWith = "in-cooperation-with",
    }
}

record! {
    /// Holds an organisation's part in a project: as owner, partner or vendor.
    pub struct Party (short for organisation) {
        /// The id of the organisation.
        organisation: Option<At<SharedStr>>,
        /// How it is joined to the parties before it; `and` where it is not said.
        joined: Option<Joined>,
        /// The part of the organisation, in words.
        unit: Option<Text>,
        /// Whether it leads; else the first party does.
        lead: Option<bool>,
        /// When it joined.
        from: Option<Date>,
        /// When it left.
        until: Option<Date>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
}

record! {
    /// Holds a person or a role in a project, such as the one to ask.
    pub struct Contact {
        /// The person's name; a role may be known without one.
        name: Option<SharedStr>,
        /// What the person is, such as senior adviser.
        role: Option<Text>,
        /// The id of the organisation the person works for.
        organisation: Option<At<SharedStr>>,
        /// The part of the organisation, in words.
        unit: Option<Text>,
        /// An address, preferably a functional one.
        email: Option<At<SharedStr>>,
        /// Anything else worth knowing.
        note: Option<Text>,
        /// Whether name and role are brought together by us and not by the sources.
        inferred: Option<bool>,
    }
}
