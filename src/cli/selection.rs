//! The options that select projects, shared by the commands that show several.

use anyhow::Result;
use clap::Args;
use stimulab::{
    key,
    language::Language,
    model::{Portfolio, Project},
    number_format::Formats,
    query::{Condition, ConditionError, Filter, UnknownWord, YearRange},
    wording::identity_number::masked,
};

use super::{arguments::years, context::Context, failure::Failure, terminal};

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

    /// Returns the selected projects, and prints which options match nothing.
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
        for unknown in filter.unknown(portfolio) {
            terminal::say(&masked(&warning(context, &unknown)));
        }
        let projects = filter.select(portfolio);
        match &self.r#where {
            None => Ok(projects),
            Some(text) => Condition::parse(text, portfolio)
                .and_then(|condition| condition.filter(portfolio, projects, language))
                .map_err(|error| failure(context, error).into()),
        }
    }
}

fn warning(context: &Context, unknown: &UnknownWord) -> String {
    let texts = context.texts();
    let key = format!("unknown.{}", unknown.kind);
    let said = texts.fill_named(&key, &[("word", &unknown.word)]);
    match &unknown.suggestion {
        Some(suggestion) => texts.fill(key!("unknown.suggest"), &[("said", said.as_str()), ("suggestion", suggestion)]),
        None => said,
    }
}

fn failure(context: &Context, error: ConditionError) -> Failure {
    match error {
        ConditionError::Syntax(detail) => Failure::new(key!("failure.where-syntax")).with("detail", detail),
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
            Failure::new(key!("failure.where-failed")).with("project", project).with("detail", detail)
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
