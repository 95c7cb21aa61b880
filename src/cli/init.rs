//! `stimulab init`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use stimulab::{
    key,
    language::Language,
    load::SETTINGS,
    scaffold::{self, WriteError, write_new},
    source::{ConfinedFolder, Refused},
};

use super::{
    context::Context,
    created_files,
    destination::followed,
    failure::{self, Failure},
};

/// Holds the arguments of `stimulab init`.
#[derive(Args)]
pub struct InitCommand {
    #[arg(value_name = "DIR", default_value = "portfolio")]
    folder: PathBuf,
    #[arg(long, default_value = "StimuLab")]
    name: String,
}

impl InitCommand {
    /// Creates the files, and prints them and the next command.
    pub fn run(self, context: &Context) -> Result<ExitCode> {
        let root = context.folder().join(&self.folder);
        let shown = self.folder.display().to_string().replace('\\', "/");
        // Only the last folder is new; the others may be anything, such as `C:`.
        if let Some(name) = self.folder.file_name().filter(|_| !root.exists()) {
            failure::require_portable(&name.to_string_lossy())?;
        }
        let exists = || Failure::new(key!("failure.portfolio-exists")).with("path", &shown);
        if root.join(SETTINGS).symlink_metadata().is_ok() {
            return Err(exists().into());
        }
        let files = scaffold::portfolio(&self.name, context.asked_language().unwrap_or(Language::BOKMAAL))?;
        // A new portfolio inside another portfolio must not be behind a link.
        if followed(&root, None).is_none() {
            return Err(failure::refused(&shown, &Refused::Link).into());
        }
        write_new(&ConfinedFolder::new(root), None, &files).map_err(|error| match error {
            WriteError::Exists(path) => {
                Failure::new(key!("failure.portfolio-exists")).with("path", format!("{shown}/{path}"))
            }
            WriteError::Refused(path, why) => failure::refused(format!("{shown}/{path}").trim_end_matches('/'), &why),
            WriteError::Unchanged(path, why) => failure::unwritten(&format!("{shown}/{path}"), &why),
        })?;
        let paths: Vec<String> = files.iter().map(|file| format!("{shown}/{}", file.path)).collect();
        let at = if shown == "portfolio" {
            String::new()
        } else {
            format!("--portfolio {} ", created_files::quoted(&shown))
        };
        context.print(&created_files::message(&context.texts(), &paths, &format!("stimulab {at}new")))?;
        Ok(ExitCode::SUCCESS)
    }
}
