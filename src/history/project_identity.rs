//! What a project is known by, whatever its folder is called.

/// Holds what identifies the project of a folder.
pub struct ProjectIdentity<'p> {
    /// The folder's path: year and name.
    pub id: &'p str,
    /// The text of `project.yaml`, with the line ends of any system.
    pub text: String,
    /// The ids in its `former_ids`.
    pub former_ids: Vec<String>,
}

impl ProjectIdentity<'_> {
    /// Returns the name of the folder, without the year.
    pub fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }
}
