//! The lines and columns where findings start.

use crate::{
    document::{Lines, Position},
    finding::Finding,
    load::InspectedDocument,
    model::Portfolio,
};

pub fn start(position: Position) -> Option<(u32, u32)> {
    Some((position.line.try_into().ok()?, position.column.try_into().ok()?))
}

/// Adds to the findings in a document where in it they start, so that nobody has to read it once more to tell.
pub fn tell_starts(findings: &mut [Finding], document: InspectedDocument<'_>) {
    if findings.iter().all(|finding| finding.span.is_none()) {
        return;
    }
    let lines = Lines::new(document.text);
    for finding in findings.iter_mut().filter(|finding| *finding.file == *document.path) {
        finding.start = finding.span.and_then(|span| start(lines.position(span.start as usize)));
    }
}

/// Adds to the findings in files of projects where they start, where no text was at hand.
pub fn tell_starts_in_projects(findings: &mut [Finding], portfolio: &Portfolio) {
    for of_file in findings.chunk_by_mut(|a, b| a.file == b.file) {
        let id = of_file[0].file.strip_suffix("/project.yaml");
        let project = id.and_then(|id| portfolio.project_now(id));
        let Some(project) = project.filter(|project| !project.is_broken) else { continue };
        for finding in of_file.iter_mut().filter(|finding| finding.start.is_none()) {
            finding.start = finding.span.and_then(|span| start(project.places.position(span.start as usize)));
        }
    }
}
