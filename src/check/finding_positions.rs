//! Adds to findings the line and column where they start.

use crate::{
    document::{Lines, Position},
    finding::Finding,
    load::InspectedDocument,
    model::Portfolio,
};

/// Returns a position as line and column.
pub fn line_and_column(position: Position) -> Option<(u32, u32)> {
    Some((position.line.try_into().ok()?, position.column.try_into().ok()?))
}

/// Sets the positions of the findings in a document while its text is in memory.
pub fn set_positions(findings: &mut [Finding], document: InspectedDocument<'_>) {
    if findings.iter().all(|finding| finding.span.is_none()) {
        return;
    }
    let lines = Lines::new(document.text);
    for finding in findings.iter_mut().filter(|finding| *finding.file == *document.path) {
        finding.start = finding.span.and_then(|span| line_and_column(lines.position(span.start as usize)));
    }
}

/// Sets the positions of the findings in `project.yaml` files, from the line index of each project.
pub fn set_positions_in_projects(findings: &mut [Finding], portfolio: &Portfolio) {
    for of_file in findings.chunk_by_mut(|a, b| a.file == b.file) {
        let id = of_file[0].file.strip_suffix("/project.yaml");
        let project = id.and_then(|id| portfolio.project_now(id));
        let Some(project) = project.filter(|project| !project.is_broken) else { continue };
        for finding in of_file.iter_mut().filter(|finding| finding.start.is_none()) {
            finding.start = finding.span.and_then(|span| line_and_column(project.places.position(span.start as usize)));
        }
    }
}
