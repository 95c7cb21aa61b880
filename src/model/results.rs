//! The results of a project: insights, concepts, pilots, benefits, experiments, learnings and recommendations.

use super::{Citation, Doubt, Remark, Role, Text};
use crate::document::{At, SharedStr, record};

record! {
    /// Holds the content of `results.yaml`.
    pub struct Results {
        /// What was done, step by step.
        course: Vec<Remark>,
        /// The groups that were interviewed.
        interviewed: Vec<Text>,
        /// The insights about users, staff and services.
        insights: Vec<Insight>,
        /// Quotations.
        quotes: Vec<Quote>,
        /// The chosen problem.
        problem: Option<Problem>,
        /// What the users are promised.
        promises: Vec<Remark>,
        /// The concepts that were developed.
        concepts: Vec<Concept>,
        /// The benefits.
        benefits: Vec<Benefit>,
        /// The groups that took part.
        groups: Vec<Role>,
        /// The experiments that were made.
        experiments: Vec<Experiment>,
        /// What was learned, numbered as printed.
        learnings: Vec<Learning>,
        /// The main findings on one page.
        findings: Vec<Theme>,
        /// What is recommended.
        recommendations: Vec<Theme>,
        /// What was delivered.
        deliverables: Vec<Remark>,
        /// The ids of the process models that the project developed.
        models: Vec<At<SharedStr>>,
        /// The licence.
        licence: Option<Text>,
        /// The references.
        references: Vec<Text>,
        /// Where to find more.
        availability: Option<Text>,
        /// The sources.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
}

record! {
    /// Holds an insight.
    pub struct Insight {
        /// Its title.
        name: Option<Text>,
        /// The group that it is about, such as users or staff.
        group: Option<Text>,
        /// What it is.
        text: Option<Text>,
        /// Its points.
        points: Vec<Remark>,
    }
}

record! {
    /// Holds the problem that a project chose to work on.
    pub struct Problem {
        /// What it is called.
        name: Option<Text>,
        /// What is meant by it.
        definition: Option<Text>,
        /// The question that guided the work.
        question: Option<Text>,
        /// The parts that were explored.
        areas: Vec<Remark>,
        /// What the whole is to reach.
        ambition: Option<Text>,
    }
}

record! {
    /// Holds a quotation. It has a role and never a name.
    pub struct Quote {
        /// What was said.
        text: Option<Text>,
        /// In what role.
        role: Option<Text>,
        /// What it is about.
        theme: Option<Text>,
    }
}

record! {
    /// Holds a concept.
    pub struct Concept {
        /// Its letter or number.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// Names it had before.
        former_names: Vec<Text>,
        /// What kind of measure it is.
        kind: Option<Text>,
        /// What it is to reach.
        goal: Option<Text>,
        /// What it changes.
        change: Option<Text>,
        /// What it is.
        description: Vec<Remark>,
        /// Its steps.
        course: Vec<Remark>,
        /// A story that shows it.
        scenario: Option<Text>,
        /// How it was piloted.
        pilot: Option<Pilot>,
        /// What was thought about it.
        reflections: Vec<Remark>,
        /// What was learned.
        learnings: Vec<Remark>,
        /// What must still be learned.
        open_questions: Vec<Remark>,
    }
}

record! {
    /// Holds a pilot.
    pub struct Pilot {
        /// Who took part, by role.
        participants: Vec<Participants>,
        /// How often they met.
        sessions: Option<Text>,
        /// Who led it.
        leaders: Vec<Participants>,
        /// How it was done.
        course: Vec<Remark>,
        /// What did not go as planned.
        deviations: Vec<Remark>,
    }
}

record! {
    /// Holds a number of people in a role.
    pub struct Participants (short for role) {
        /// The role.
        role: Option<Text>,
        /// How many.
        number: Option<u32>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
}

record! {
    /// Holds a benefit and the chain that leads to it.
    pub struct Benefit (short for benefit) {
        /// The id of the concept or measure.
        measure: Option<At<SharedStr>>,
        /// What changes in the service.
        changes: Vec<Remark>,
        /// How people's behaviour changes.
        behaviour: Vec<Remark>,
        /// The benefit.
        benefit: Option<Text>,
        /// Anything else worth knowing.
        note: Option<Text>,
    }
}

record! {
    /// Holds an experiment, which may have parts.
    pub struct Experiment {
        /// Its id.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// Who took part.
        participants: Vec<Text>,
        /// The background.
        background: Option<Text>,
        /// What was asked.
        question: Option<Text>,
        /// What was expected.
        hypotheses: Vec<Remark>,
        /// How it went.
        course: Vec<Remark>,
        /// What came out.
        results: Vec<Remark>,
        /// Its limits.
        limits: Vec<Remark>,
        /// Its parts, where it has any.
        parts: Vec<Experiment>,
    }
}

record! {
    /// Holds a learning.
    pub struct Learning {
        /// Its printed number, such as `2.1`; not its index.
        number: Option<At<SharedStr>>,
        /// What it is about.
        theme: Option<Text>,
        /// What was learned.
        text: Option<Text>,
        /// Its points.
        points: Vec<Remark>,
    }
}

record! {
    /// Holds points that belong to one theme.
    pub struct Theme {
        /// The theme.
        theme: Option<Text>,
        /// The points.
        points: Vec<Remark>,
    }
}
