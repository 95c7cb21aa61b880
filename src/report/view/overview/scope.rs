//! Which calls and projects an overview is about, and what the projects are called.

use std::collections::{BTreeMap, HashMap};

use crate::{
    collation::NorwegianOrder,
    model::{Project, Round},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// Holds which calls and projects an overview is about.
pub struct Scope<'p> {
    /// The calls that are covered, oldest first.
    pub rounds: Vec<&'p Round>,
    /// The public projects that were selected, by the year of their call, in the order in which they are shown.
    pub members: BTreeMap<i16, Vec<&'p Project>>,
    /// All that are covered.
    pub projects: Vec<&'p Project>,
    /// What each of them is called.
    labels: HashMap<&'p str, TextView>,
    pub several: bool,
}

impl ViewBuilder<'_> {
    pub fn scope(&self, first: i16, last: i16) -> Scope<'_> {
        let portfolio = self.portfolio;
        let is_covered = |round: &&Round| (first..=last).any(|year| round.covers(year));
        let rounds: Vec<&Round> = portfolio.rounds.iter().filter(is_covered).collect();
        let mut members: BTreeMap<i16, Vec<&Project>> = BTreeMap::new();
        for project in portfolio.projects.iter().filter(|project| project.is_public() && project.was_selected()) {
            let year = portfolio.round(project.year()).map_or(project.year(), |round| round.year);
            members.entry(year).or_default().push(project);
        }
        let order = NorwegianOrder::load();
        for year in rounds.iter().map(|round| round.year) {
            if let Some(members) = members.get_mut(&year) {
                let mut named: Vec<(String, &Project)> =
                    members.iter().map(|project| (self.heading(project).text, *project)).collect();
                named.sort_by(|(a, one), (b, other)| order.compare(a, b).then_with(|| one.id.cmp(&other.id)));
                *members = named.into_iter().map(|(_, project)| project).collect();
            }
        }
        let projects: Vec<&Project> =
            rounds.iter().filter_map(|round| members.get(&round.year)).flatten().copied().collect();
        let several = rounds.len() > 1;
        let labels = self.labels(&projects, several);
        Scope { rounds, members, projects, labels, several }
    }

    /// Names projects so that no two of them are called the same: untitled ones of one owner by what they are about.
    fn labels<'p>(&self, projects: &[&'p Project], several: bool) -> HashMap<&'p str, TextView> {
        let headings: Vec<TextView> = projects.iter().map(|project| self.heading(project)).collect();
        // How many have the same name, and how many of these the same first theme.
        let theme = |project: &'p Project| self.theme_of(project);
        let (mut named, mut alike) = (HashMap::new(), HashMap::new());
        for (project, heading) in projects.iter().zip(&headings) {
            *named.entry(heading.text.clone()).or_insert(0) += 1;
            *alike.entry((heading.text.clone(), theme(project))).or_insert(0) += 1;
        }
        let label = |(project, heading): (&&'p Project, TextView)| {
            let mut about = Vec::new();
            if named.get(&heading.text).is_some_and(|count| *count > 1) {
                let theme = theme(project);
                let is_alike = alike.get(&(heading.text.clone(), theme)).is_some_and(|count| *count > 1);
                about.push(theme.filter(|_| !is_alike).unwrap_or(project.slug()).to_owned());
            }
            if several {
                about.push(self.call_of(project));
            }
            let text = if about.is_empty() { heading.text } else { format!("{} ({})", heading.text, about.join(", ")) };
            (&*project.id, TextView { text, ..heading })
        };
        projects.iter().zip(headings).map(label).collect()
    }

    /// Returns the title of a project among others of its owner: of an untitled one, what it is about.
    pub fn titled(&self, scope: &Scope<'_>, project: &Project) -> TextView {
        if project.title.is_some() {
            return self.label(scope, project);
        }
        let about = self.theme_of(project).map(|theme| self.texts.fill("overview.untitled-about", &[("theme", theme)]));
        let text = about.unwrap_or_else(|| self.texts.get("overview.untitled").to_owned());
        let text = if scope.several { format!("{text} ({})", self.call_of(project)) } else { text };
        TextView { text, lang: None }
    }

    /// Returns the years of the call that a project belongs to.
    pub fn call_of(&self, project: &Project) -> String {
        self.portfolio.round(project.year()).map_or_else(|| project.year().to_string(), Round::years)
    }

    /// Returns what a project is called; one of another call is told with its year.
    pub fn label(&self, scope: &Scope<'_>, project: &Project) -> TextView {
        scope.labels.get(&*project.id).cloned().unwrap_or_else(|| {
            let heading = self.heading(project);
            TextView { text: format!("{} ({})", heading.text, self.call_of(project)), ..heading }
        })
    }
}

impl<'p> Scope<'p> {
    pub fn members_of(&self, year: i16) -> &[&'p Project] {
        self.members.get(&year).map_or(&[], Vec::as_slice)
    }
}

/// Returns the last year that a call covers.
pub fn last_year(round: &Round) -> i16 {
    round.through.map_or(round.year, |through| through.value.max(round.year))
}
