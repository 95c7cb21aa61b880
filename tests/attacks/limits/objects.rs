//! Objects of git written one by one, as no git would make them.

use std::{cell::Cell, fs, io::Write, path::PathBuf};

use flate2::{Compression, write::ZlibEncoder};
use gix::{
    ObjectId,
    hash::Kind as Hash,
    objs::{Kind, compute_hash},
};

use super::lab::{Lab, PROJECT};

const SIGNED: &str = "Test <test@example.com> 1577836800 +0100";

/// Holds the repository of a portfolio.
pub struct Objects {
    git: PathBuf,
    tip: Cell<Option<ObjectId>>,
}

impl Objects {
    /// Makes a repository around a portfolio, with the usual project in its first commit.
    pub fn of(lab: &Lab) -> Self {
        let git = lab.path().join(".git");
        for name in ["objects", "refs/heads"] {
            fs::create_dir_all(git.join(name)).unwrap();
        }
        fs::write(git.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        fs::write(git.join("config"), "[core]\n\trepositoryformatversion = 0\n").unwrap();
        let objects = Self { git, tip: Cell::new(None) };
        let small = objects.object("blob", b"Liten.\n");
        objects.commit(&[], small);
        objects
    }

    /// Writes an object and returns its name.
    pub fn object(&self, kind: &str, data: &[u8]) -> ObjectId {
        let known = Kind::from_bytes(kind.as_bytes()).unwrap();
        let id = compute_hash(Hash::Sha1, known, data).unwrap();
        let name = id.to_string();
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(format!("{kind} {}\0", data.len()).as_bytes()).unwrap();
        packed.write_all(data).unwrap();
        let folder = self.git.join("objects").join(&name[..2]);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(&name[2..]), packed.finish().unwrap()).unwrap();
        id
    }

    /// Writes a folder of entries in order of name.
    pub fn tree(&self, entries: &[(&str, &str, ObjectId)]) -> ObjectId {
        let entry =
            |(mode, name, id): &(&str, &str, ObjectId)| [format!("{mode} {name}\0").as_bytes(), id.as_slice()].concat();
        self.object("tree", &entries.iter().flat_map(entry).collect::<Vec<u8>>())
    }

    /// Commits the portfolio with folders in its project and a file beside its years.
    pub fn commit(&self, folders: &[(&str, ObjectId)], file: ObjectId) {
        let blob = |text: &str| ("100644", self.object("blob", text.as_bytes()));
        let (mode, project) = blob(PROJECT);
        let of_project: Vec<_> = folders.iter().map(|(name, id)| ("40000", *name, *id)).collect();
        let before = of_project.iter().filter(|(_, name, _)| *name < "project.yaml").copied();
        let after = of_project.iter().filter(|(_, name, _)| *name > "project.yaml").copied();
        let entries: Vec<_> = before.chain([(mode, "project.yaml", project)]).chain(after).collect();
        let project = self.tree(&entries);
        let round = blob("applications: 3\n").1;
        let year = self.tree(&[("40000", "a", project), ("100644", "round.yaml", round)]);
        let organisations = blob("digdir: {name: Digdir, kind: state}\n").1;
        let settings = blob("programme: {name: StimuLab, hosts: [digdir]}\n").1;
        let root = self.tree(&[
            ("40000", "2019", year),
            ("100644", "large.txt", file),
            ("100644", "organisations.yaml", organisations),
            ("100644", "stimulab.yaml", settings),
        ]);
        let parent = self.tip.get().map(|tip| format!("parent {tip}\n")).unwrap_or_default();
        let text = format!("tree {root}\n{parent}author {SIGNED}\ncommitter {SIGNED}\n\nTest\n");
        let tip = self.object("commit", text.as_bytes());
        self.tip.set(Some(tip));
        fs::write(self.git.join("refs/heads/main"), format!("{tip}\n")).unwrap();
    }
}
