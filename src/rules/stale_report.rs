//! `stale-report`: a report whose data have changed since it was made.

use crate::{
    finding::Message,
    model::Portfolio,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a report in which parts of the program say otherwise than the data do today.
    ///
    /// # Why
    ///
    /// The parts between `stimulab: begin` and `stimulab: end` are what the portfolio knew when the report was made. Data that
    /// change afterwards, such as an amount, a vendor or a concept, are not in it, and readers of the file cannot tell.
    /// `stimulab render report ID --write` renews these parts and keeps what people wrote. A part whose mark was taken out of
    /// its marker is looked at no more.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/report/report.md -->
    /// <!-- stimulab: report 2019/arkivfloken nb -->
    ///
    /// <!-- stimulab: begin title 0123456789ab -->
    /// # Sluttrapport: Arkivfloken
    ///
    /// - **Virksomhet:** Riksarkivet
    /// <!-- stimulab: end title -->
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "stale-report", "SL313", Hint, Check::Portfolio(check)
}

/// The number of headings that the message names.
const MAX_HEADINGS: usize = 4;

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        for report in &project.reports {
            let Some((_, first)) = report.stale.first() else { continue };
            let titles: Vec<&str> = report.stale.iter().map(|(title, _)| &**title).take(MAX_HEADINGS).collect();
            let more = if report.stale.len() > MAX_HEADINGS { ", …" } else { "" };
            let message = Message::new(text!("message"))
                .with("titles", titles.join(", ") + more)
                .with("project", project.id.to_string());
            sink.add(format!("{}/{}", project.id, report.file), *first, message);
        }
    }
}
