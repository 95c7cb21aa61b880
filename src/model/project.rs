//! A project: its folder, its facts and its prose.

use super::{
    Citation, Contact, Doubt, Kroner, Party, Prose, Results, Text, phase_id, unclear_visibility::UnclearVisibility,
};
use crate::{
    date::Date,
    document::{At, LineIndex, Map, OneOrMany, SharedStr, choice, record},
    language::Language,
};

record! {
    /// Holds what `project.yaml` says of a project. A key that is missing is unknown.
    pub struct Project {
        /// The title, optional until the project is announced.
        title: Option<At<Text>>,
        /// Titles it had before.
        former_titles: Vec<Text>,
        /// Ids it had before.
        former_ids: Vec<At<SharedStr>>,
        /// The written form of its prose.
        language: Option<At<Language>>,
        /// One or two sentences.
        summary: Option<At<Text>>,
        /// Who owns it.
        owner: OneOrMany<At<Party>>,
        /// Who takes part besides.
        partners: OneOrMany<At<Party>>,
        /// Who delivers; the first leads unless another says so.
        vendor: OneOrMany<At<Party>>,
        /// Whom to ask.
        contact: Option<Box<Contact>>,
        /// Who works in it: people, and roles whose holders are not named.
        team: Vec<Contact>,
        /// For whom it is.
        target_group: Option<Text>,
        /// The id of the life event it belongs to.
        life_event: Option<At<SharedStr>>,
        /// What it is about, in words.
        themes: Vec<SharedStr>,
        /// Its money, in whole kroner.
        budget: Option<Box<Budget>>,
        /// When the work was done.
        period: Option<Period>,
        /// The id of its process model; the programme's where it does not say.
        process: Option<At<SharedStr>>,
        /// The id of the last phase it is known to have reached.
        phase: Option<At<SharedStr>>,
        /// Its way through the phases, oldest first.
        milestones: Vec<At<Milestone>>,
        /// How well it meets each criterion, by the criterion's id.
        assessment: Map<At<Strength>>,
        /// What it is related to.
        related: Vec<At<Relation>>,
        /// Whether it may be published.
        visibility: Option<At<Visibility>>,
        /// Where its facts come from.
        sources: Vec<Citation>,
        /// Keys whose value the sources do not publish, so that nobody is asked for them.
        unknown: Vec<At<SharedStr>>,
        /// What the sources disagree on or leave unclear.
        doubts: Vec<Doubt>,
    }
    besides {
        /// Its id: year and folder, such as `2019/arkivfloken`.
        id: SharedStr,
        /// Whether `project.yaml` could be read at all.
        is_broken: bool,
        /// Keys whose value is there but could not be read: they have a fault of their own and are not missing.
        unread: Vec<SharedStr>,
        /// The places of keys and values that could not be read: what they belong to does not lack them as well.
        unreadable_spans: Box<[crate::document::Span]>,
        /// Where the lines of `project.yaml` are, so that it need not be read again to tell where a finding is.
        places: LineIndex,
        /// The span of the first key of `project.yaml`, where what is missing is reported.
        head: crate::document::Span,
        /// Its prose files.
        prose: Vec<Prose>,
        /// What came out of it.
        results: Option<Box<Results>>,
        /// What its reports lack, where texts are looked at.
        reports: Vec<super::ReportFile>,
        /// What makes it doubtful that it may be published.
        unclear: Option<Box<UnclearVisibility>>,
    }
}

impl Project {
    /// Returns the year of the call it belongs to, as its folder says.
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

    /// Returns whether it was ever selected: it left `applied`, or was stopped after it had.
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

    /// Returns whether a key is named among those that the sources do not publish: whole (`budget.grant`), by its last
    /// part (`grant`), or with everything beside it (`budget`).
    #[must_use]
    pub fn is_unpublished(&self, key: &str) -> bool {
        let (top, last) = key.split_once('.').unwrap_or((key, key));
        self.unknown.iter().any(|unknown| [key, top, last].contains(&&*unknown.value))
    }

    /// Lists the milestones behind the last one of a phase: what was said of leaving it this time. All, where it has none.
    #[must_use]
    pub fn milestones_since(&self, phase: &str) -> &[At<Milestone>] {
        let is_of = |milestone: &At<Milestone>| milestone.phase.as_ref().is_some_and(|known| &*known.value == phase);
        let last = self.milestones.iter().rposition(is_of);
        &self.milestones[last.map_or(0, |last| last + 1)..]
    }

    /// Returns whether it may be published: nothing makes that doubtful, and it does not say that it may not.
    #[must_use]
    pub fn is_public(&self) -> bool {
        !self.is_doubtful() && self.visibility.is_none_or(|visibility| visibility.value == Visibility::Public)
    }

    /// Returns whether it is not clear that it may be published, or that it may not.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.is_broken || self.unclear.is_some()
    }
}

record! {
    /// Holds a stretch of time.
    pub struct Period {
        /// Its first day, month or year.
        from: Option<At<Date>>,
        /// Its last.
        until: Option<At<Date>>,
    }
}

record! {
    /// Holds a project's money in whole kroner.
    pub struct Budget {
        /// The support from the programme.
        grant: Option<At<Kroner>>,
        /// What the owner puts in.
        own_funding: Option<At<Kroner>>,
        /// What has been spent of the support.
        spent: Option<At<Kroner>>,
        /// Parts of the support that are set aside for something.
        earmarks: Vec<Earmark>,
    }
}

impl Budget {
    /// Returns the support, unless it is so small that thousands or millions of kroner were meant.
    #[must_use]
    pub fn plausible_grant(&self) -> Option<Kroner> {
        self.grant.map(|grant| grant.value).filter(|grant| *grant >= Self::LEAST_GRANT)
    }

    /// The least support that is not taken for a slip of the pen; real ones have six or seven digits.
    pub const LEAST_GRANT: Kroner = Kroner(10_000);
}

record! {
    /// Holds a part of the support that is set aside.
    pub struct Earmark {
        /// How much, where it is known.
        amount: Option<At<Kroner>>,
        /// For what.
        purpose: Option<Text>,
        /// What that is: competence, or sharing knowledge, of which a round may allow only so much.
        kind: Option<EarmarkKind>,
    }
}

choice! {
    /// Says what a part of the support pays for.
    pub enum EarmarkKind {
        /// Competence that is bought in the market.
        Competence = "competence",
        /// Sharing knowledge with others.
        Dissemination = "dissemination",
    }
}

record! {
    /// Holds a step on a project's way through the phases.
    pub struct Milestone {
        /// The id of the phase that began.
        phase: Option<At<SharedStr>>,
        /// When it began, as far as it is known.
        on: Option<At<Date>>,
        /// The document that the gate before it asked for.
        document: Option<At<SharedStr>>,
        /// Who approved it.
        approved_by: Option<Text>,
        /// UnclearReason, where the step is unusual.
        reason: Option<Text>,
    }
}

record! {
    /// Holds a relation to another project, here or elsewhere.
    pub struct Relation {
        /// What the relation is.
        kind: Option<RelationKind>,
        /// The id of a project of this portfolio.
        project: Option<At<SharedStr>>,
        /// The title of something outside it.
        title: Option<Text>,
        /// Where to read about it.
        url: Option<At<SharedStr>>,
        /// What the relation consists of.
        note: Option<Text>,
    }
}

choice! {
    /// Says how a project is related to another.
    pub enum RelationKind {
        /// It comes out of the other's insight.
        BuildsOn = "builds-on",
        /// It uses the other's experience.
        DrawsOn = "draws-on",
        /// It must fit together with the other.
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
        /// Stated outright.
        Strong = "strong",
        /// Stated with a condition, or only touched upon.
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
