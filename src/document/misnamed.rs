//! What is not read because of the name of a file or folder.

/// Says what is not read because of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misnamed {
    /// A folder in a year with files of a project, but without `project.yaml`.
    Project {
        /// The file that was probably meant to be `project.yaml`.
        near: Option<String>,
    },
    /// A folder in a year with projects in nested folders.
    Deep {
        /// Its name.
        name: String,
    },
    /// A project outside the folder of a year.
    Outside {
        /// The name of its folder.
        name: String,
    },
    /// A project in an ignored folder, or nested too deep.
    Elsewhere {
        /// The name of its folder.
        name: String,
    },
    /// A project whose folder name starts with a full stop.
    Hidden {
        /// The name of its folder.
        name: String,
    },
    /// A project whose `project.yaml` is a folder.
    Folder,
    /// A folder with projects whose name is not a year.
    Year {
        /// Its name.
        name: String,
        /// The year in its name.
        suggestion: Option<String>,
    },
    /// A data file with a wrong name, if the file with the right name is missing.
    File {
        /// Its name.
        name: String,
        /// The name it should have.
        suggestion: String,
    },
}
