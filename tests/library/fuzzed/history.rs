//! What a fuzzer calls: any bytes as one of the files of a git repository, or as an object in it.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::ZlibEncoder};
use gix::{
    ObjectId,
    hash::Kind as Hash,
    objs::{Kind, compute_hash},
};
use stimulab::{
    check::personal_data,
    load::{Nothing, SETTINGS, load, year_of},
    model::Settings,
    progress::NoProgress,
    source::git::{CommitId, GitError, Repository},
};

const SIGNED: &str = "Test <test@example.com> 1577836800 +0100";

/// Takes the first byte for which file or object the others are.
pub fn look(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let folder = tempfile::tempdir().unwrap();
    let git = folder.path().join(".git");
    for name in ["objects/info", "refs/heads"] {
        fs::create_dir_all(git.join(name)).unwrap();
    }
    let given = |at: u8, usual: Vec<u8>| if *first % 10 == at { bytes.to_vec() } else { usual };
    let project = object(&git, Kind::Blob, &given(0, "title: Å\nowner: digdir\n".into()));
    let settings = object(&git, Kind::Blob, b"programme: {name: StimuLab, hosts: [digdir]}\n");
    let of_project = object(&git, Kind::Tree, &given(1, entry("100644", "project.yaml", &project)));
    let year = object(&git, Kind::Tree, &given(2, entry("40000", "a", &of_project)));
    let root = [entry("40000", "2019", &year), entry("100644", SETTINGS, &settings)].concat();
    let root = object(&git, Kind::Tree, &given(3, root));
    let commit =
        |parents: &str| format!("tree {root}\n{parents}author {SIGNED}\ncommitter {SIGNED}\n\nTest\n").into_bytes();
    let parent = object(&git, Kind::Commit, &commit(""));
    let tip = object(&git, Kind::Commit, &given(4, commit(&format!("parent {parent}\n"))));
    fs::write(git.join("HEAD"), given(5, b"ref: refs/heads/main\n".to_vec())).unwrap();
    fs::write(git.join("config"), given(6, b"[core]\n\trepositoryformatversion = 0\n".to_vec())).unwrap();
    fs::write(git.join("refs/heads/main"), format!("{tip}\n")).unwrap();
    for (at, name) in [(7, "packed-refs"), (8, "shallow"), (9, "objects/info/alternates")] {
        if *first % 10 == at {
            fs::write(git.join(name), bytes).unwrap();
        }
    }
    // Whatever it is, it is read or refused.
    let _ = read(folder.path());
}

fn read(folder: &Path) -> Result<(), GitError> {
    let repository = Repository::discover(folder)?;
    let folders = [String::new()];
    let mut tips: Vec<CommitId> = Vec::new();
    for revision in ["HEAD", "main", "HEAD~1", "2020", "x"] {
        let Ok(commit) = repository.resolve(revision) else { continue };
        tips.push(commit);
        if let Ok(portfolio) = repository.portfolio(commit, revision, &folders, SETTINGS) {
            let _ = load(&portfolio, &Nothing);
        }
    }
    if let [one, .., other] = tips.as_slice() {
        let _ = repository.merge_base(*one, *other);
    }
    if let Some(tip) = tips.first() {
        let _ = repository.walk(*tip, &folders, |name| year_of(name).is_some(), SETTINGS, None, false);
    }
    personal_data(&repository, Settings::default(), &NoProgress).map(|_| ())
}

fn entry(mode: &str, name: &str, id: &ObjectId) -> Vec<u8> {
    [format!("{mode} {name}\0").as_bytes(), id.as_slice()].concat()
}

/// Puts an object into a repository as git does, and returns its name.
fn object(git: &Path, kind: Kind, data: &[u8]) -> ObjectId {
    let id = compute_hash(Hash::Sha1, kind, data).unwrap();
    let name = id.to_string();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(format!("{kind} {}\0", data.len()).as_bytes()).unwrap();
    packed.write_all(data).unwrap();
    let folder = git.join("objects").join(&name[..2]);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(&name[2..]), packed.finish().unwrap()).unwrap();
    id
}
