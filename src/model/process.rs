//! A process model: the phases of a project, what to do in each, and the gates between them.

use super::{Citation, Doubt, Remark, Text};
use crate::document::{At, SharedStr, record};

record! {
    /// Holds a process model.
    pub struct Process {
        /// Its name.
        name: Option<Text>,
        /// What it is, in a few sentences.
        summary: Option<Text>,
        /// The target group.
        audience: Vec<Remark>,
        /// Its assumptions.
        premises: Vec<Remark>,
        /// Its principles.
        principles: Vec<Principle>,
        /// Lines of work that run through all phases.
        strands: Vec<Strand>,
        /// Levels of the system it works on, from the residents upwards.
        levels: Vec<Strand>,
        /// What a change may be about.
        dimensions: Vec<Strand>,
        /// Who takes part and in what capacity.
        roles: Vec<Role>,
        /// The phases in order.
        phases: Vec<Phase>,
        /// How long the whole takes.
        duration: Option<Duration>,
        /// The expected effects.
        effects: Vec<Remark>,
        /// Where its facts come from.
        sources: Vec<Citation>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
    besides {
        /// Its id: the file name without extension.
        id: SharedStr,
    }
}

record! {
    /// Holds a principle.
    pub struct Principle {
        /// Its id.
        id: Option<At<SharedStr>>,
        /// The group it belongs to.
        group: Option<Text>,
        /// Its title.
        name: Option<Text>,
        /// What it means, in one sentence.
        summary: Option<Text>,
        /// What it requires.
        points: Vec<Remark>,
    }
}

record! {
    /// Holds a named line of work, a level or a dimension.
    pub struct Strand {
        /// Its id.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// What it is.
        summary: Option<Text>,
        /// What belongs to it.
        points: Vec<Remark>,
        /// Whether it is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

record! {
    /// Holds a role or a group.
    pub struct Role {
        /// Its id.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// What it is for.
        summary: Option<Text>,
        /// Who belongs to it.
        members: Vec<Text>,
        /// How many belong to it.
        number: Option<Text>,
        /// What it does.
        tasks: Vec<Remark>,
        /// How much of a working week it takes.
        effort: Vec<Effort>,
    }
}

record! {
    /// Holds a phase.
    pub struct Phase {
        /// Its id.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// The group of phases it belongs to.
        group: Option<Text>,
        /// What it is for.
        summary: Option<Text>,
        /// Its steps in order.
        steps: Vec<Step>,
        /// What to do in it.
        tasks: Vec<Remark>,
        /// What to ask in it.
        questions: Vec<Remark>,
        /// What makes it succeed.
        success_factors: Vec<Remark>,
        /// What is expected of leaders in it.
        expectations: Vec<Remark>,
        /// What others did in it.
        examples: Vec<Remark>,
        /// How long it takes.
        duration: Option<Duration>,
        /// How much each role works in it.
        effort: Vec<Effort>,
        /// The conditions to leave it.
        gate: Option<Gate>,
        /// Whether its place is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

record! {
    /// Holds a step of a phase.
    pub struct Step {
        /// Its id, unique in the phase only.
        id: Option<At<SharedStr>>,
        /// Its name.
        name: Option<Text>,
        /// Whether it opens the diamond; otherwise it closes it.
        opens: Option<bool>,
        /// What it is for.
        summary: Option<Text>,
        /// Whether it is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

record! {
    /// Holds the conditions to leave a phase.
    pub struct Gate {
        /// The name of the decision.
        decision: Option<Text>,
        /// The document that it requires.
        document: Option<Text>,
        /// Who approves it.
        approved_by: Option<Text>,
        /// The keys of `project.yaml` that must be filled in.
        requires: Vec<At<SharedStr>>,
        /// Whether it is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

record! {
    /// Holds a length of time in months.
    pub struct Duration {
        /// The minimum.
        from: Option<f64>,
        /// The maximum.
        to: Option<f64>,
        /// What the numbers mean.
        note: Option<Text>,
        /// Whether they are inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

record! {
    /// Holds a share of working time in per cent.
    pub struct Effort {
        /// The id of the role.
        role: Option<At<SharedStr>>,
        /// The ids of its phases.
        phases: Vec<At<SharedStr>>,
        /// The minimum.
        from: Option<f64>,
        /// The maximum.
        to: Option<f64>,
        /// What the numbers mean, or how reliable they are.
        note: Option<Text>,
        /// Whether it is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

impl Process {
    /// Returns the index of a phase.
    #[must_use]
    pub fn position(&self, phase: &str) -> Option<usize> {
        self.phase_ids().position(|id| id == phase)
    }

    /// Lists the ids of the phases in order.
    pub fn phase_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.phases.iter().filter_map(|phase| phase.id.as_ref()).map(|id| &*id.value)
    }
}
