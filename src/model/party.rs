//! The parties and people of a project.

use super::Text;
use crate::{
    date::Date,
    document::{At, SharedStr, choice, record},
};

choice! {
    /// Says which words join a party's name to the one before it.
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
        /// How its name is joined to the one before; `and` by default.
        joined: Option<Joined>,
        /// The part of the organisation, in words.
        unit: Option<Text>,
        /// Whether it leads; the first party by default.
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
    /// Holds a person or a role in a project, such as the contact.
    pub struct Contact {
        /// The person's name; a role may be known without one.
        name: Option<SharedStr>,
        /// The person's position, such as senior adviser.
        role: Option<Text>,
        /// The id of the organisation the person works for.
        organisation: Option<At<SharedStr>>,
        /// The part of the organisation, in words.
        unit: Option<Text>,
        /// An address, preferably a functional one.
        email: Option<At<SharedStr>>,
        /// Anything else worth knowing.
        note: Option<Text>,
        /// Whether the connection of name and role is our conclusion, not stated in the sources.
        inferred: Option<bool>,
    }
}
