//! The repositories that the tests ask about.

use std::{fs, sync::LazyLock};

use crate::support::repository::{Kept, Repository};

const SETTINGS: &str = "programme: {name: StimuLab}\nlanguage: nb\nprocess: triple-diamond\n";
const ORGANISATIONS: &str =
    "arkivverket: {name: Arkivverket, kind: state}\nnav: {name: NAV, kind: state}\npwc: {name: PwC, kind: company}\n";

/// Returns a history with what histories have: projects that come, move on, change their folder and go, branches that meet, a
/// change taken back, files that are broken for a while, and things that are no files.
pub fn history() -> Repository {
    static KEPT: LazyLock<Kept> = LazyLock::new(|| Kept::of(&made_history()));
    KEPT.copy()
}

fn made_history() -> Repository {
    let repository = Repository::new();
    let at = |path: &str| format!("portfolio/{path}");
    repository.write("README.md", "Not a portfolio yet.\n");
    repository.commit("Start the repository");
    repository.write(&at("stimulab.yaml"), SETTINGS);
    repository.write(&at("organisations.yaml"), ORGANISATIONS);
    repository.commit("Start the portfolio");
    repository.write(&at("2019/round.yaml"), "applications: 38\ngrant_total: 18800000\n");
    let arkiv = "title: Arkivfloken\nowner: arkivverket\nvendor: pwc\nphase: selected\nbudget:\n  grant: 2500000\n\
        milestones:\n  - {phase: selected, on: 2019-12}\n";
    repository.write(&at("2019/arkiv/project.yaml"), arkiv);
    repository.write(&at("2019/arkiv/challenge.md"), "Arkivering er *vanskelig* for mange.\n");
    repository.commit("Add Arkivfloken");
    repository.write(&at("2019/gjeld/project.yaml"), "title: Gjeldsfloken\nowner: nav\nphase: selected\n");
    repository.commit("Add Gjeldsfloken");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(&at("2019/gjeld/project.yaml"), "phase: selected", "phase: procurement");
    repository.commit("Move Gjeldsfloken on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(&at("2019/arkiv/project.yaml"), "grant: 2500000", "grant: 2900000");
    repository.commit("Raise the grant of Arkivfloken");
    repository.later(&["merge", "--quiet", "--no-ff", "-m", "Merge the work on Gjeldsfloken", "side"]);
    repository.later(&["revert", "--no-edit", "HEAD~1"]);
    repository.git(&["mv", &at("2019/arkiv"), &at("2019/arkivfloken")]);
    repository.replace(&at("2019/arkivfloken/project.yaml"), "owner:", "former_ids: [2019/arkiv]\nowner:");
    repository.commit("Give Arkivfloken the folder of its title");
    repository.replace(&at("2019/arkivfloken/project.yaml"), "phase: selected\nbudget", "phase: procurement\nbudget");
    repository.replace(
        &at("2019/arkivfloken/project.yaml"),
        "on: 2019-12}\n",
        "on: 2019-12}\n  - {phase: procurement, on: 2020-09-01, approved_by: styringsgruppen}\n",
    );
    repository.commit("Arkivfloken looks for a vendor");
    repository.write(&at("2019/gjeld/project.yaml"), "title: [broken\nowner: : nav\n");
    repository.commit("Break a file");
    repository.write(&at("2019/gjeld/project.yaml"), "title: Gjeldsfloken\nowner: skatteetaten\nphase: procurement\n");
    repository.write(&at("2019/gjeld/challenge.md"), "Se [bilaget](documents/bilag.md) og [notatet](notat.md).\n");
    repository.write(&at("2019/gjeld/documents/bilag.md"), "Et bilag.\n");
    repository.commit("Mend the file, with an owner nobody knows");
    repository.write(&at("2019/Æ ø/project.yaml"), "\u{feff}title: Æøå\r\nowner: nav\r\n");
    repository.write(&at("2019/empty/.gitkeep"), "");
    repository.write(&at("2020.txt"), "stray\n");
    repository.write(&at("2019-x/project.yaml"), "title: Ikke et år\n");
    let head = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},portfolio/2019/other")]);
    fs::create_dir_all(repository.path().join(at("2019/other"))).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        symlink("../gjeld/challenge.md", repository.path().join(at("2019/arkivfloken/purpose.md"))).unwrap();
        symlink("gjeld", repository.path().join(at("2019/lenke"))).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"portfolio/2019/gjeld/r\xf8d.md");
        fs::write(repository.path().join(name), "x\n").unwrap();
    }
    repository.later(&["add", "--all", "portfolio/2019", "portfolio/2020.txt", "portfolio/2019-x"]);
    repository.git(&["commit", "--quiet", "-m", "Add what is no project"]);
    repository.git(&["rm", "-r", "--quiet", "portfolio/2019/arkivfloken"]);
    repository.commit("Remove Arkivfloken");
    repository
}

/// The file of the one project of [`one_project`].
pub const FILE: &str = "portfolio/2019/arkiv/project.yaml";

/// Returns a portfolio of one project, in which every value has lines of its own around it.
pub fn one_project() -> Repository {
    static KEPT: LazyLock<Kept> = LazyLock::new(|| Kept::of(&made_project()));
    KEPT.copy()
}

fn made_project() -> Repository {
    let repository = Repository::new();
    repository.write("portfolio/stimulab.yaml", "programme: {name: StimuLab}\nlanguage: nb\n");
    let text = "title: Arkivfloken\n# one\n# two\n# three\nowner: arkivverket\n# four\n# five\n# six\nphase: selected\n\
        # seven\n# eight\n# nine\nbudget: {grant: 2500000}\n";
    repository.write(FILE, text);
    repository.write("portfolio/2019/arkiv/challenge.md", "Arkivering er vanskelig.\n");
    repository.commit("Add Arkivfloken");
    repository
}

/// Returns a portfolio of two revisions between which much changes.
pub fn two_revisions() -> Repository {
    let repository = history();
    repository.git(&["tag", "before", "HEAD~2"]);
    repository.git(&["switch", "--quiet", "--create", "work", "before"]);
    let file = "portfolio/2019/arkivfloken/project.yaml";
    repository.replace(file, "phase: procurement\nbudget", "phase: diagnose\nbudget");
    repository.replace(file, "grant: 2500000", "grant: 2900000");
    repository.replace(file, "vendor: pwc", "vendor: [pwc, halogen]");
    repository.replace(file, "milestones:\n", "milestones:\n  # the first\n");
    repository.replace(file, "styringsgruppen}\n", "styringsgruppen}\n  - {phase: diagnose, on: 2020-11-02}\n");
    repository.write("portfolio/2019/arkivfloken/challenge.md", "Arkivering er *vanskelig* for de fleste, hver dag.\n");
    repository.replace("portfolio/organisations.yaml", "pwc:", "halogen: {name: Halogen, kind: company}\npwc:");
    repository.git(&["mv", "portfolio/2019/gjeld", "portfolio/2019/gjeldsfloken"]);
    repository.replace("portfolio/2019/gjeldsfloken/project.yaml", "owner: skatteetaten", "owner: nav");
    repository.replace("portfolio/2019/round.yaml", "applications: 38", "applications: 39");
    repository.write("portfolio/2020/ny/project.yaml", "title: Ny\nowner: nav\nphase: selected\nlife_event: gjeld\n");
    repository.commit("Change much");
    repository
}
