//! The ids of the phases that every project can be in, whatever its process model.

/// The phase before a project is selected.
pub const APPLIED: &str = "applied";

/// The phase of a project that is to get support.
pub const SELECTED: &str = "selected";

/// The phase of a project that reached its end.
pub const COMPLETED: &str = "completed";

/// The phase of a project that was given up, from anywhere.
pub const STOPPED: &str = "stopped";
