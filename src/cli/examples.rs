//! The examples in the help of each command; a test runs them on the real portfolio.

/// The examples of each command, without `stimulab`; `help.<command>.example.<number>` says what each is for.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("init", &["init", "init sandbox/portfolio --name \"Mitt program\""]),
    ("new", &["new", "new --year 2026 --owner digdir --title \"Enklere søknad\""]),
    ("check", &["check", "check 2019/arkivfloken", "check --diff", "check --since HEAD"]),
    ("explain", &["explain", "explain internal-leak", "explain fields"]),
    ("list", &["list --year 2019", "list --vendor halogen", "list --sort -grant --columns title,grant --limit 5"]),
    ("stats", &["stats", "stats --by vendor --year 2018..2020"]),
    ("show", &["show bylab", "show halogen", "show 2019"]),
    ("guide", &["guide bylab", "guide bylab --phase explore"]),
    (
        "render",
        &[
            "render --list",
            "render announcement 2019 -o announcement.html",
            "render overview 2019..2021 -o overview.docx",
            "render report bylab --write",
        ],
    ),
    ("diff", &["diff", "diff 2026-01-01 --prose"]),
    ("log", &["log bylab", "log --field phase"]),
    ("schema", &["schema", "schema --write"]),
    ("help", &["help check"]),
];

/// Returns the examples of a command.
pub fn examples(command: &str) -> &'static [&'static str] {
    EXAMPLES.iter().find(|(name, _)| *name == command).map_or(&[], |(_, examples)| examples)
}
