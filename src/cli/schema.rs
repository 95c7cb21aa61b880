//! `stimulab schema`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser};
use stimulab::{
    edit, key,
    language::Language,
    output::{Form, table},
    schema::{ALL, SchemaKind},
    source::ConfinedFolder,
    texts::Texts,
};

use super::{context::Context, failure, terminal};

/// Holds the arguments of `stimulab schema`.
#[derive(Args)]
pub struct SchemaCommand {
    #[arg(value_parser = PossibleValuesParser::new(ALL.iter().map(|kind| kind.name)), hide_possible_values = true)]
    name: Option<String>,
    #[arg(long)]
    write: bool,
}

impl SchemaCommand {
    /// Writes the schemas asked for, prints the one that is named, or lists all.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let named = self.name.as_deref().and_then(SchemaKind::find);
        if self.write {
            write(context, named)?;
            return Ok(ExitCode::SUCCESS);
        }
        // The schemas can be printed without a portfolio.
        let own = context.root().ok().map(|root| context.read_language(&root));
        match named {
            Some(kind) => context.print_as(Form::Json, &kind.text(&titles(context, own)))?,
            None => context.print(&list(&context.texts()))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Returns the texts of titles and descriptions: in the requested language, otherwise in that of the portfolio.
fn titles(context: &Context, own: Option<Language>) -> Texts {
    Texts::of(context.asked_language().or(own).unwrap_or(Language::BOKMAAL))
}

fn list(texts: &Texts) -> String {
    let header = ["schema", "file", "content"].map(|column| texts.named(&format!("column.{column}")).to_owned());
    let row = |kind: &SchemaKind| vec![kind.name.to_owned(), kind.place.to_owned(), kind.about(texts).to_owned()];
    table::table(&header, &ALL.iter().map(row).collect::<Vec<_>>(), terminal::width())
}

/// Writes the schemas that are missing or outdated, and prints their paths.
fn write(context: &Context, named: Option<&SchemaKind>) -> Result<()> {
    let root = context.root()?;
    let texts = titles(context, Some(context.read_language(&root)));
    let beneath = ConfinedFolder::new(&root);
    edit::clear(&beneath, "");
    let mut is_up_to_date = true;
    for kind in ALL.iter().filter(|kind| named.is_none_or(|named| named.name == kind.name)) {
        let (path, text) = (kind.path(), kind.text(&texts));
        let shown = context.display_path(&root, &path);
        // A file that cannot be read is replaced.
        if beneath.read(&path).is_ok_and(|old| old == text.as_bytes()) {
            continue;
        }
        is_up_to_date = false;
        edit::write(&beneath, &path, text.as_bytes()).map_err(|error| failure::unwritten(&shown, &error))?;
        context.say(key!("note.written"), &[("path", shown)]);
    }
    if is_up_to_date {
        context.say(key!("note.schemas-true"), &[]);
    }
    Ok(())
}
