//! What projects are counted by.

use crate::document::choice;

choice! {
    /// Says what projects are counted by.
    pub enum By {
        /// The round.
        Year = "year",
        /// The phase they are in.
        Phase = "phase",
        /// The vendors.
        Vendor = "vendor",
        /// The owners.
        Owner = "owner",
        /// The kind of the owner's organisation.
        Kind = "kind",
        /// The themes.
        Theme = "theme",
        /// The life event.
        LifeEvent = "life-event",
        /// The process model.
        Process = "process",
        /// The language of the prose.
        Language = "language",
        /// The assessment.
        Criterion = "criterion",
    }
}
