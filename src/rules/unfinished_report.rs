//! `unfinished-report`: a completed project whose report is not written.

use crate::{
    finding::Message,
    model::{COMPLETED, Portfolio},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a completed project whose report still asks for text, or keeps passages that somebody has yet to look at.
    ///
    /// # Why
    ///
    /// `stimulab render report ID --write` puts all that the portfolio knows into `report/report.md` and asks for the rest. What
    /// a project learned is what others come for, and it is never easier to write than when the project ends. A prompt is
    /// answered by any text below it; «not relevant, because …» is an answer, too. Passages after `stimulab: kept` were
    /// changed by hand in a part that the program has made anew since. Only the reports of completed projects are looked
    /// at, and a project need not have one.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: completed
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/report/report.md -->
    /// <!-- stimulab: ask benefits -->
    /// ## Benefits
    ///
    /// > Write below the box.
    /// <!-- stimulab: end benefits -->
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: completed
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/report/report.md -->
    /// <!-- stimulab: ask benefits -->
    /// ## Benefits
    ///
    /// > Write below the box.
    /// <!-- stimulab: end benefits -->
    ///
    /// Case workers save an hour a day.
    /// ```
    "unfinished-report", "SL310", Warning, Check::Portfolio(check)
}

/// The number of headings that the message names.
const MAX_HEADINGS: usize = 4;

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let is_completed = |phase: &crate::document::At<crate::document::SharedStr>| &*phase.value == COMPLETED;
    for project in portfolio.projects.iter().filter(|project| project.phase.as_ref().is_some_and(is_completed)) {
        for report in &project.reports {
            let file = format!("{}/{}", project.id, report.file);
            if let Some((_, place)) = report.blanks.first() {
                let titles: Vec<&str> = report.blanks.iter().map(|(title, _)| &**title).take(MAX_HEADINGS).collect();
                let more = if report.blanks.len() > MAX_HEADINGS { ", …" } else { "" };
                let message = Message::new(text!("blanks"))
                    .with("count", report.blanks.len().to_string())
                    .with("titles", titles.join(", ") + more)
                    .with("project", project.id.to_string());
                sink.add(file.as_str(), *place, message);
            }
            for place in &report.kept {
                sink.add(file.as_str(), *place, Message::new(text!("kept")));
            }
        }
    }
}
