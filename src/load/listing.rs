//! Lists a folder and reports what is wrong with its entries.

use crate::{
    document::FaultKind,
    load::{file, inspect::Inspection, irregular_files, observations::Observations},
    source::Entry,
};

/// Lists a folder below the root; one that cannot be listed is a fault.
pub fn list(inspection: Inspection<'_>, folder: &str, observations: &mut Observations) -> Vec<Entry> {
    let entries = inspection.source.entries(folder).unwrap_or_else(|why| {
        observations.fault(folder, FaultKind::Unreadable(why));
        Vec::new()
    });
    file::report_numbers_in_names(folder, &entries, observations);
    irregular_files::report(inspection, folder, &entries, observations);
    entries
}
