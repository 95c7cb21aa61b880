//! The options that select projects, shared by the commands that show several.

use anyhow::Result;
use clap::Args;
use stimulab::{
    key,
    language::Language,
    model::{Portfolio, Project},
    number_format::Formats,
    plural,
    query::{AmbiguousWord, Condition, ConditionError, Filter, UnknownWord, YearRange},
    texts::Texts,
    wording::{control_characters::visible_line, identity_number::masked},
};

use super::{arguments::years, cause::Cause, context::Context, failure::Failure, terminal};

/// Holds the options that select projects.
#[derive(Args)]
pub struct Select {
    #[arg(long, value_name = "YEAR", value_parser = years)]
    year: Option<YearRange>,
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    #[arg(long, value_name = "ID")]
    vendor: Option<String>,
    #[arg(long, value_name = "ID")]
    partner: Option<String>,
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    #[arg(long, value_name = "ID")]
    life_event: Option<String>,
    #[arg(long)]
    public: bool,
    #[arg(long, value_name = "EXPR")]
    r#where: Option<String>,
}

impl Select {
    /// Leaves out what is not public, if `--public` is given.
    pub fn limit(&self, portfolio: &mut Portfolio) {
        if self.public {
            portfolio.keep_public();
        }
    }

    /// Returns whether internal projects are left out.
    pub fn is_public(&self) -> bool {
        self.public
    }

    /// Returns the selected projects, and prints which options match nothing and what could not be compared.
    pub fn projects<'p>(
        &self,
        context: &Context,
        portfolio: &'p Portfolio,
        words: &[String],
        language: Language,
    ) -> Result<Vec<&'p Project>> {
        let filter = Filter {
            words: words.to_vec(),
            years: self.year,
            phase: self.phase.clone(),
            owner: self.owner.clone(),
            vendor: self.vendor.clone(),
            partner: self.partner.clone(),
            theme: self.theme.clone(),
            life_event: self.life_event.clone(),
        };
        let own = context.texts().language();
        filter.unknown(portfolio, own).iter().for_each(|unknown| warn(context, unknown));
        for AmbiguousWord { word, ids } in filter.ambiguous(portfolio) {
            let ids = Formats::of(context.texts().language()).and(&ids);
            context.say(key!("note.several-organisations"), &[("word", word), ("ids", ids)]);
        }
        let projects = filter.select(portfolio);
        let Some(text) = &self.r#where else { return Ok(projects) };
        let condition = Condition::parse(text, portfolio).map_err(|error| failure(context, error))?;
        condition.unknown(portfolio, own).iter().for_each(|unknown| warn(context, unknown));
        let selected = condition.filter(portfolio, projects, language).map_err(|error| failure(context, error))?;
        for (field, count) in selected.not_compared {
            let args = [("count", count.to_string()), ("field", field)];
            context.note(&context.texts().fill_plural(plural!("note.not-compared"), count, &args));
        }
        Ok(selected.projects)
    }
}

/// Prints that a word names nothing, what was probably meant, and what there is, unless `--quiet` is given.
fn warn(context: &Context, unknown: &UnknownWord) {
    if context.is_quiet() {
        return;
    }
    let texts = context.texts();
    let key = format!("unknown.{}", unknown.kind);
    let said = texts.fill_named(&key, &[("word", visible_line(&unknown.word))]);
    let said = match &unknown.suggestion {
        Some(suggestion) => texts.fill(key!("unknown.suggest"), &[("said", &*said), ("suggestion", suggestion)]),
        None => said,
    };
    terminal::say(&masked(&said));
    if !unknown.known.is_empty() {
        let known: Vec<String> = unknown.known.iter().map(|(id, names)| with_name(id, names, &texts)).collect();
        let known = Formats::of(texts.language()).and(&known);
        context.say(key!("unknown.known"), &[("known", known)]);
    }
}

/// Returns an id with its name, if that is another word.
fn with_name(id: &str, names: &[String], texts: &Texts) -> String {
    match names.first().filter(|name| !name.eq_ignore_ascii_case(id)) {
        Some(name) => texts.fill(key!("unknown.id-and-name"), &[("id", id), ("name", name)]),
        None => id.to_owned(),
    }
}

fn failure(context: &Context, error: ConditionError) -> Failure {
    match error {
        ConditionError::Syntax(detail) => Failure::new(key!("failure.where-syntax")).because(Cause::of_engine(&detail)),
        ConditionError::TooLong => Failure::new(key!("failure.where-long")),
        ConditionError::TooLarge { project } => Failure::new(key!("failure.where-large")).with("project", project),
        ConditionError::UnknownName { name, suggestion, known } => {
            let known = Formats::of(context.texts().language()).or(&known);
            let failure = Failure::new(key!("failure.where-name")).with("name", name).with("known", known);
            failure.suggesting(suggestion.as_deref())
        }
        ConditionError::Types { project, values } => {
            let texts = context.texts();
            let [(left, of_left), (right, of_right)] = *values;
            Failure::new(key!("failure.where-types"))
                .with("project", project)
                .with("left", left)
                .with("left_kind", texts.get(of_left.key()))
                .with("right", right)
                .with("right_kind", texts.get(of_right.key()))
        }
        ConditionError::Failed { project, detail } => {
            Failure::new(key!("failure.where-failed")).with("project", project).because(Cause::of_engine(&detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use stimulab::model::field;

    use super::*;

    #[test]
    fn options_are_those_of_the_fields() {
        let command = Select::augment_args(clap::Command::new("list"));
        let options: BTreeSet<&str> = command.get_arguments().filter_map(clap::Arg::get_long).collect();
        let of_fields = field::ALL.iter().filter_map(|field| field.option);
        assert_eq!(options, of_fields.chain(["public", "where"]).collect());
    }
}
