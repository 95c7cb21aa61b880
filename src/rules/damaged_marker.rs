//! `damaged-marker`: a marker in a report that fits no other.

use crate::{
    finding::Message,
    model::Portfolio,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a marker in a report that begins something without an end, ends something without a beginning, or stands twice.
    ///
    /// # Why
    ///
    /// Parts of a report between `stimulab: begin` and `stimulab: end` are renewed when the data change, and what stands outside
    /// them is people's own. Where a marker is lost, the program cannot tell the two apart. Nothing is lost: `stimulab render
    /// report ID --write` puts the markers in order, keeps every word, and says what it moved.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/report/report.md -->
    /// <!-- stimulab: begin benefits 0123456789ab -->
    /// ## Benefits
    ///
    /// Case workers save an hour a day.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/report/report.md -->
    /// <!-- stimulab: begin benefits 0123456789ab -->
    /// ## Benefits
    /// <!-- stimulab: end benefits -->
    ///
    /// Case workers save an hour a day.
    /// ```
    "damaged-marker", "SL311", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        for report in &project.reports {
            for place in &report.damaged {
                let message = Message::new(text!("message")).with("project", project.id.to_string());
                sink.add(format!("{}/{}", project.id, report.file), *place, message);
            }
        }
    }
}
