//! Tests of confined file access, on both implementations.

use std::{fs, io};

use super::*;
use crate::source::FileKind;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    fs::write(folder.path().join("a/b/x.md"), "1").unwrap();
    folder
}

#[test]
fn what_is_below_is_read_and_written() {
    let folder = folder();
    let confined = ConfinedFolder::new(folder.path());
    assert_eq!(confined.read("a/b/x.md").unwrap(), b"1");
    assert_eq!(confined.read("./a//b/x.md").unwrap(), b"1");
    assert_eq!(confined.kind("a/b").unwrap(), Some(FileKind::Folder));
    assert_eq!(confined.kind("a/c/d").unwrap(), None);
    assert_eq!(confined.kind("a/b/x.md/y").unwrap(), None);
    assert_eq!(confined.list("a").unwrap(), [("b".into(), FileKind::Folder)]);
    let mut made = Vec::new();
    confined.make_folders("a/c/d", |path| made.push(path.to_owned())).unwrap();
    assert_eq!(made, ["a/c", "a/c/d"]);
    drop(confined.create("a/c/d/y", false).unwrap());
    assert_eq!(confined.create("a/c/d/y", false).unwrap_err().kind(), Some(io::ErrorKind::AlreadyExists));
    confined.rename("a/b/x.md", "a/c/d/y").unwrap();
    assert_eq!(confined.read("a/c/d/y").unwrap(), b"1");
    confined.remove_file("a/c/d/y").unwrap();
    confined.remove_folder("a/c/d").unwrap();
    assert!(!confined.make_folder("a/b").unwrap());
    assert_eq!(confined.read("a").unwrap_err().kind(), Some(io::ErrorKind::IsADirectory));
}

#[test]
fn nothing_leads_out_of_it() {
    let folder = folder();
    let confined = ConfinedFolder::new(folder.path().join("a/b"));
    for path in ["../b/x.md", "/etc/hostname", "x/../../y", "..", "a\0b"] {
        assert_eq!(confined.open(path).unwrap_err().kind(), Some(io::ErrorKind::InvalidInput), "{path}");
        assert!(confined.create(path, false).is_err() && confined.list(path).is_err(), "{path}");
    }
}

#[cfg(unix)]
mod of_unix {
    use std::{fs, os::unix::fs::symlink};

    use crate::source::{
        FileKind,
        confined::{ConfinedFolder, access::Access, portable, refused::Refused, unix},
    };

    /// Makes a folder with a link at each place of a path, a socket, and a file outside.
    fn planted() -> (tempfile::TempDir, tempfile::TempDir) {
        let (folder, outside) = (super::folder(), tempfile::tempdir().unwrap());
        fs::create_dir(outside.path().join("b")).unwrap();
        fs::write(outside.path().join("b/x.md"), "secret").unwrap();
        let at = |path: &str| folder.path().join(path);
        symlink(outside.path(), at("first")).unwrap();
        symlink(outside.path().join("b"), at("a/middle")).unwrap();
        symlink(outside.path().join("b/x.md"), at("a/b/last.md")).unwrap();
        symlink("x.md", at("a/b/inside.md")).unwrap();
        symlink("nothing", at("a/b/dangling.md")).unwrap();
        symlink("/proc/self/cwd", at("a/b/magic")).unwrap();
        drop(std::os::unix::net::UnixListener::bind(at("a/socket")).unwrap());
        (folder, outside)
    }

    const LINKS: [&str; 7] = [
        "first/b/x.md",
        "a/middle/x.md",
        "a/b/last.md",
        "a/b/inside.md",
        "a/b/dangling.md",
        "a/b/magic/x",
        "first/nothing/x.md",
    ];

    #[test]
    fn a_link_is_refused_wherever_it_stands() {
        let (folder, outside) = planted();
        let confined = ConfinedFolder::new(folder.path());
        for path in LINKS {
            assert!(matches!(confined.open(path), Err(Refused::Link)), "{path}");
            assert!(matches!(confined.open_to_append(path), Err(Refused::Link)), "{path}");
            assert!(confined.create(path, false).is_err(), "{path}");
            assert!(confined.make_folders(path, |_| {}).is_err(), "{path}");
        }
        for path in ["first", "first/b", "a/middle"] {
            assert!(matches!(confined.list(path), Err(Refused::Link)), "{path}");
            assert!(matches!(confined.create(&format!("{path}/new.md"), false), Err(Refused::Link)), "{path}");
            assert!(matches!(confined.remove_file(&format!("{path}/x.md")), Err(Refused::Link)), "{path}");
            assert!(matches!(confined.rename("a/b/x.md", &format!("{path}/x.md")), Err(Refused::Link)), "{path}");
        }
        assert_eq!(confined.kind("a/b/last.md").unwrap(), Some(FileKind::Link));
        assert!(matches!(confined.open("a/socket"), Err(Refused::Special)));
        assert_eq!(fs::read(outside.path().join("b/x.md")).unwrap(), b"secret");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[test]
    fn both_ways_say_the_same() {
        let (folder, _outside) = planted();
        let (one, other) = (unix::HandleBase::new(folder.path()), portable::PathBase::new(folder.path()));
        let file = fs::File::open(folder.path().join("a/b/x.md")).unwrap();
        assert!(one.has_same_owner("a", &file).unwrap() && other.has_same_owner("a", &file).unwrap());
        let results = |result: Result<(), Refused>| match result {
            Ok(()) => "done".to_owned(),
            Err(Refused::Io(error)) => format!("{:?}", error.kind()),
            Err(other) => format!("{other:?}"),
        };
        for path in LINKS.iter().copied().chain(["a/b/x.md", "a/nothing", "a/b", "a/socket", "a/b/x.md/y"]) {
            for access in [Access::Read, Access::Append, Access::New { is_private: false }] {
                if access != Access::Read && ["a/nothing", "a/b"].contains(&path) {
                    continue;
                }
                let (a, b) = (one.open(path, access).map(drop), other.open(path, access).map(drop));
                // A folder can be opened, and is refused afterwards.
                if path != "a/b" {
                    assert_eq!(results(a), results(b), "{path} {access:?}");
                }
            }
            assert_eq!(results(one.list(path).map(drop)), results(other.list(path).map(drop)), "{path}");
            assert_eq!(results(one.kind(path).map(drop)), results(other.kind(path).map(drop)), "{path}");
            let below = format!("{path}/new");
            for (a, b) in [
                (one.make_folder(&below), other.make_folder(&below)),
                (one.remove_file(&below), other.remove_file(&below)),
                (one.remove_folder(&below), other.remove_folder(&below)),
                (one.rename("a/b/x.md", &below), other.rename("a/b/x.md", &below)),
            ] {
                // What is done once cannot be done again.
                if a.is_err() {
                    assert_eq!(results(a), results(b), "{below}");
                }
            }
        }
    }

    #[test]
    fn part_by_part_is_as_strict_as_in_one_step() {
        use std::{fs::File, io::Read, os::fd::AsFd};

        use rustix::fs::{Mode, OFlags};
        let (folder, _outside) = planted();
        let root = File::open(folder.path()).unwrap();
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let open = |path: &str| unix::open_part_by_part(root.as_fd(), path, flags, Mode::empty());
        for path in LINKS {
            assert!(open(path).is_err(), "{path}");
        }
        let mut text = String::new();
        File::from(open("a/b/x.md").unwrap()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "1");
    }

    #[test]
    fn the_folder_itself_may_be_a_link() {
        let (folder, outside) = planted();
        symlink(folder.path(), outside.path().join("portfolio")).unwrap();
        let confined = ConfinedFolder::new(outside.path().join("portfolio"));
        assert_eq!(confined.read("a/b/x.md").unwrap(), b"1");
    }
}
