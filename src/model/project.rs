//! A project, as its folder describes it.

use super::{
    Citation, Contact, Doubt, Kroner, Party, Prose, Results, Text, phase_id, unclear_visibility::UnclearVisibility,
};
use crate::{
    date::Date,
    document::{At, LineIndex, Map, OneOrMany, SharedStr, choice, record},
    language::Language,
};

record! {
    /// Holds the content of `project.yaml`. A missing key is unknown.
    pub struct Project {
        /// The title, optional until the project is announced.
        title: Option<At<Text>>,
        /// Former titles.
        former_titles: Vec<Text>,
        /// Former ids.
        former_ids: Vec<At<SharedStr>>,
        /// The language of its prose.
        language: Option<At<Language>>,
        /// One or two sentences.
        summary: Option<At<Text>>,
        /// The owners.
        owner: OneOrMany<At<Party>>,
        /// The partners.
        partners: OneOrMany<At<Party>>,
        /// The vendors. The first one leads, unless another has `lead`.
        vendor: OneOrMany<At<Party>>,
        /// The contact.
        contact: Option<Box<Contact>>,
        /// The people, and roles without a name.
        team: Vec<Contact>,
        /// The target group.
        target_group: Option<Text>,
        /// The id of the life event it belongs to.
        life_event: Option<At<SharedStr>>,
        /// The themes.
        themes: Vec<SharedStr>,
        /// Its money, in whole kroner.
        budget: Option<Box<Budget>>,
        /// When the work was done.
        period: Option<Period>,
        /// The id of its process model; the programme's by default.
        process: Option<At<SharedStr>>,
        /// The id of the last phase it is known to have reached.
        phase: Option<At<SharedStr>>,
        /// The milestones, oldest first.
        milestones: Vec<At<Milestone>>,
        /// How well it meets each criterion, by the criterion's id.
        assessment: Map<At<Strength>>,
        /// What it is related to.
        related: Vec<At<Relation>>,
        /// Whether it may be published.
        visibility: Option<At<Visibility>>,
        /// The sources of its facts.
        sources: Vec<Citation>,
        /// Keys whose value the sources do not publish. They are not required.
        unknown: Vec<At<SharedStr>>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
    besides {
        /// Its id: year and folder, such as `2019/arkivfloken`.
        id: SharedStr,
        /// Whether `project.yaml` could be read at all.
        is_broken: bool,
        /// Keys with an unreadable value. They have a fault and are not missing.
        unread: Vec<SharedStr>,
        /// The spans of unreadable keys and values. They are not reported as missing, too.
        unreadable_spans: Box<[crate::document::Span]>,
        /// The lines of `project.yaml`, to compute the position of a finding without reading the file again.
        places: LineIndex,
        /// The span of the first key of `project.yaml`. Missing keys are reported there.
        head: crate::document::Span,
        /// Its prose files.
        prose: Vec<Prose>,
        /// The results.
        results: Option<Box<Results>>,
        /// What its reports lack, if texts are checked.
        reports: Vec<super::ReportFile>,
        /// Why it is unclear whether it may be published.
        unclear: Option<Box<UnclearVisibility>>,
    }
}

impl Project {
    /// Returns the year of its round, from its folder.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.id.split('/').next().and_then(|year| year.parse().ok()).unwrap_or_default()
    }

    /// Returns the name of its folder.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the path of its `project.yaml`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}/project.yaml", self.id)
    }

    /// Returns whether it was ever selected: it left `applied`, also if it was stopped later.
    #[must_use]
    pub fn was_selected(&self) -> bool {
        let left = |phase: &str| phase != phase_id::APPLIED && phase != phase_id::STOPPED;
        match &self.phase {
            Some(phase) if &*phase.value == phase_id::STOPPED => {
                self.milestones.iter().filter_map(|milestone| milestone.phase.as_ref()).any(|phase| left(phase))
            }
            Some(phase) => left(phase),
            None => true,
        }
    }

    /// Lists its owners, partners and vendors.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.owner.iter().chain(self.partners.iter()).chain(self.vendor.iter()).map(|party| &party.value)
    }

    /// Lists the ids of the organisations it names: those of its parties and of its people.
    pub fn organisations(&self) -> impl Iterator<Item = &At<SharedStr>> {
        let people = self.contact.as_deref().into_iter().chain(&self.team);
        let parties = self.parties().filter_map(|party| party.organisation.as_ref());
        parties.chain(people.filter_map(|person| person.organisation.as_ref()))
    }

    /// Returns whether a key, or the key around it, is given but cannot be read; that is a fault of its own.
    #[must_use]
    pub fn is_unread(&self, key: &str) -> bool {
        let top = key.split('.').next().unwrap_or_default();
        self.unread.iter().any(|unread| &**unread == top)
    }

    /// Returns whether a key is in `unknown`: as a whole (`budget.grant`), by its last part (`grant`), or by its first part
    /// (`budget`).
    #[must_use]
    pub fn is_unpublished(&self, key: &str) -> bool {
        let (top, last) = key.split_once('.').unwrap_or((key, key));
        self.unknown.iter().any(|unknown| [key, top, last].contains(&&*unknown.value))
    }

    /// Lists the milestones after the last one of a phase. Lists all if the phase has none.
    #[must_use]
    pub fn milestones_since(&self, phase: &str) -> &[At<Milestone>] {
        let is_of = |milestone: &At<Milestone>| milestone.phase.as_ref().is_some_and(|known| &*known.value == phase);
        let last = self.milestones.iter().rposition(is_of);
        &self.milestones[last.map_or(0, |last| last + 1)..]
    }

    /// Returns whether it may be published: it is not marked as internal, and its visibility is not in doubt.
    #[must_use]
    pub fn is_public(&self) -> bool {
        !self.is_doubtful() && self.visibility.is_none_or(|visibility| visibility.value == Visibility::Public)
    }

    /// Returns whether it is unclear if it may be published.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.is_broken || self.unclear.is_some()
    }
}

record! {
    /// Holds a period of time.
    pub struct Period {
        /// Its first day, month or year.
        from: Option<At<Date>>,
        /// Its last day, month or year.
        until: Option<At<Date>>,
    }
}

record! {
    /// Holds a project's money in whole kroner.
    pub struct Budget {
        /// The grant from the programme.
        grant: Option<At<Kroner>>,
        /// The owner's own funding.
        own_funding: Option<At<Kroner>>,
        /// The amount spent so far.
        spent: Option<At<Kroner>>,
        /// Parts of the grant for a purpose.
        earmarks: Vec<Earmark>,
    }
}

impl Budget {
    /// Returns the grant, unless it is so small that thousands or millions of kroner were meant.
    #[must_use]
    pub fn plausible_grant(&self) -> Option<Kroner> {
        self.grant.map(|grant| grant.value).filter(|grant| *grant >= Self::LEAST_GRANT)
    }

    /// The smallest plausible grant. Real ones have six or seven digits.
    pub const LEAST_GRANT: Kroner = Kroner(10_000);
}

record! {
    /// Holds a part of the grant for a purpose.
    pub struct Earmark {
        /// The amount, if known.
        amount: Option<At<Kroner>>,
        /// The purpose.
        purpose: Option<Text>,
        /// The kind of purpose. A round may limit the share for sharing knowledge.
        kind: Option<EarmarkKind>,
    }
}

choice! {
    /// Says what a part of the grant pays for.
    pub enum EarmarkKind {
        /// Competence that is bought in the market.
        Competence = "competence",
        /// Sharing knowledge with others.
        Dissemination = "dissemination",
    }
}

record! {
    /// Holds the beginning of a phase.
    pub struct Milestone {
        /// The id of the phase that began.
        phase: Option<At<SharedStr>>,
        /// When it began, as exactly as known.
        on: Option<At<Date>>,
        /// The document that the gate before it requires.
        document: Option<At<SharedStr>>,
        /// Who approved it.
        approved_by: Option<Text>,
        /// The reason for an unusual order of phases.
        reason: Option<Text>,
    }
}

record! {
    /// Holds a relation to another project, here or elsewhere.
    pub struct Relation {
        /// The kind of relation.
        kind: Option<RelationKind>,
        /// The id of a project of this portfolio.
        project: Option<At<SharedStr>>,
        /// The title of something outside it.
        title: Option<Text>,
        /// Where to read about it.
        url: Option<At<SharedStr>>,
        /// A description of the relation.
        note: Option<Text>,
    }
}

choice! {
    /// Says how a project is related to another.
    pub enum RelationKind {
        /// It builds on the other's results.
        BuildsOn = "builds-on",
        /// It uses the other's experience.
        DrawsOn = "draws-on",
        /// It must be compatible with the other.
        CoordinatesWith = "coordinates-with",
        /// It works for the same goal or life event.
        Sibling = "sibling",
        /// It is a part of the other.
        PartOf = "part-of",
    }
}

choice! {
    /// Says how well a project meets a criterion.
    pub enum Strength {
        /// Clearly stated.
        Strong = "strong",
        /// Stated with a condition, or only mentioned.
        Conditional = "conditional",
        /// A weakness.
        Weak = "weak",
    }
}

choice! {
    /// Says who may read about a project.
    pub enum Visibility {
        /// Everyone.
        Public = "public",
        /// Only those with access to the portfolio itself.
        Internal = "internal",
    }
}
