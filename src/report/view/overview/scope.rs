//! The calls and projects of an overview, and the labels of the projects.

use std::collections::{BTreeMap, HashMap};

use crate::{
    key,
    model::{Project, Round},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// Holds the calls and projects of an overview.
pub struct Scope<'p> {
    /// The calls that are covered, oldest first.
    pub rounds: Vec<&'p Round>,
    /// The public projects that were selected, by the year of their call, in the order of the overview.
    pub members: BTreeMap<i16, Vec<&'p Project>>,
    /// The projects of the calls that are covered.
    pub projects: Vec<&'p Project>,
    /// The label of each of them.
    labels: HashMap<&'p str, TextView>,
    pub several: bool,
}

impl ViewBuilder<'_> {
    /// Collects the calls and projects of some years.
    pub fn scope(&self, first: i16, last: i16) -> Scope<'_> {
        let portfolio = self.portfolio;
        let rounds: Vec<&Round> = self.rounds_of(first, last).collect();
        let mut members: BTreeMap<i16, Vec<&Project>> = BTreeMap::new();
        for project in portfolio.projects.iter().filter(|project| project.is_public() && project.was_selected()) {
            let year = portfolio.round(project.year()).map_or(project.year(), |round| round.year);
            members.entry(year).or_default().push(project);
        }
        for year in rounds.iter().map(|round| round.year) {
            if let Some(members) = members.get_mut(&year) {
                *members = self.by_heading(members.iter().copied()).into_iter().map(|(_, project)| project).collect();
            }
        }
        let projects: Vec<&Project> =
            rounds.iter().filter_map(|round| members.get(&round.year)).flatten().copied().collect();
        let several = rounds.len() > 1;
        let labels = self.labels(&projects, several);
        Scope { rounds, members, projects, labels, several }
    }

    /// Makes different labels for all projects: those with the same heading get their first theme, or their folder.
    fn labels<'p>(&self, projects: &[&'p Project], several: bool) -> HashMap<&'p str, TextView> {
        let headings: Vec<TextView> = projects.iter().map(|project| self.heading(project)).collect();
        // The number of projects with the same heading, and with the same heading and first theme.
        let theme = |project: &'p Project| self.theme_of(project);
        let (mut same_heading, mut same_theme) = (HashMap::new(), HashMap::new());
        for (project, heading) in projects.iter().zip(&headings) {
            *same_heading.entry(heading.text.clone()).or_insert(0) += 1;
            *same_theme.entry((heading.text.clone(), theme(project))).or_insert(0) += 1;
        }
        let label = |(project, heading): (&&'p Project, TextView)| {
            let mut about = Vec::new();
            if same_heading.get(&heading.text).is_some_and(|count| *count > 1) {
                let theme = theme(project);
                let is_shared = same_theme.get(&(heading.text.clone(), theme)).is_some_and(|count| *count > 1);
                about.push(theme.filter(|_| !is_shared).unwrap_or(project.slug()).to_owned());
            }
            if several {
                about.push(self.call_of(project));
            }
            let text = if about.is_empty() { heading.text } else { format!("{} ({})", heading.text, about.join(", ")) };
            (&*project.id, TextView { text, ..heading })
        };
        projects.iter().zip(headings).map(label).collect()
    }

    /// Returns the title of a project in a list of its owner; without a title, its first theme.
    pub fn titled(&self, scope: &Scope<'_>, project: &Project) -> TextView {
        if project.title.is_some() {
            return self.label(scope, project);
        }
        let about =
            self.theme_of(project).map(|theme| self.texts.fill(key!("overview.untitled-about"), &[("theme", theme)]));
        let text = about.unwrap_or_else(|| self.texts.get(key!("overview.untitled")).to_owned());
        let text = if scope.several { format!("{text} ({})", self.call_of(project)) } else { text };
        TextView { text, lang: None }
    }

    /// Returns the years of the call of a project.
    pub fn call_of(&self, project: &Project) -> String {
        self.portfolio.round(project.year()).map_or_else(|| project.year().to_string(), Round::years)
    }

    /// Returns the label of a project; if the overview does not cover it, its heading with the years of its call.
    pub fn label(&self, scope: &Scope<'_>, project: &Project) -> TextView {
        scope.labels.get(&*project.id).cloned().unwrap_or_else(|| {
            let heading = self.heading(project);
            TextView { text: format!("{} ({})", heading.text, self.call_of(project)), ..heading }
        })
    }
}

impl<'p> Scope<'p> {
    /// Returns the projects of the call of a year.
    pub fn members_of(&self, year: i16) -> &[&'p Project] {
        self.members.get(&year).map_or(&[], Vec::as_slice)
    }
}

/// Returns the last year that a call covers.
pub fn last_year(round: &Round) -> i16 {
    round.through.map_or(round.year, |through| through.value.max(round.year))
}
