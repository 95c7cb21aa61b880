//! `stimulab explain`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use stimulab::{
    key,
    output::{self, table},
    rule::Rule,
    rules,
    similar_name::closest,
    texts::Texts,
};

use super::{context::Context, failure::Failure, terminal};

/// Holds the arguments of `stimulab explain`.
#[derive(Args)]
pub struct ExplainCommand {
    rule: Option<String>,
}

impl ExplainCommand {
    /// Finds the rule or the fields and prints the page, or lists all rules.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let texts = context.texts();
        let text = match &self.rule {
            None => list(&texts),
            // In a terminal, the page is formatted; otherwise it is Markdown.
            Some(name) => {
                let page = if name == FIELDS { output::fields(&texts) } else { page(name, &texts)? };
                terminal::width().map_or_else(|| page.clone(), |width| output::terminal_text(&page, width))
            }
        };
        context.print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The argument that explains the fields of a project instead of a rule.
const FIELDS: &str = "fields";

fn about(rule: &Rule, texts: &Texts) -> String {
    texts.named(&format!("rule.{}.about", rule.name)).to_owned()
}

fn list(texts: &Texts) -> String {
    let header =
        ["code", "rule", "severity", "about"].map(|column| texts.named(&format!("column.{column}")).to_owned());
    let row = |rule: &&Rule| {
        vec![
            rule.code.to_owned(),
            rule.name.to_owned(),
            texts.get(rule.severity.label()).to_owned(),
            about(rule, texts),
        ]
    };
    let list: Vec<Vec<String>> = rules::ALL.iter().map(row).collect();
    table::table(&header, &list, terminal::width())
}

fn page(name: &str, texts: &Texts) -> Result<String> {
    let unknown = || {
        let known = rules::ALL.iter().map(|rule| rule.name).chain([FIELDS]);
        Failure::new(key!("failure.no-rule")).with("rule", name).suggesting(closest(name, known))
    };
    let rule = rules::find(name).ok_or_else(unknown)?;
    let title = format!("# {} ({}, {})", rule.name, rule.code, texts.get(rule.severity.label()));
    let [why_heading, example, remedy] =
        ["why", "example", "remedy"].map(|heading| texts.named(&format!("explain.{heading}")).to_owned());
    let about = format!("{} {}.", texts.get(key!("column.about")), about(rule, texts));
    let why = rule.why(texts);
    let (code, better) = (rule.section("Example"), rule.section("Use instead"));
    Ok(format!("{title}\n\n{about}\n\n# {why_heading}\n\n{why}\n\n# {example}\n\n{code}\n\n# {remedy}\n\n{better}\n"))
}
