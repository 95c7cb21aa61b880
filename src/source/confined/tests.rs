use std::fs;

use super::*;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    fs::write(folder.path().join("a/b/x.md"), "1").unwrap();
    folder
}

#[test]
fn what_is_below_is_read_and_written() {
    let folder = folder();
    let beneath = ConfinedFolder::new(folder.path());
    assert_eq!(beneath.read("a/b/x.md").unwrap(), b"1");
    assert_eq!(beneath.read("./a//b/x.md").unwrap(), b"1");
    assert_eq!(beneath.kind("a/b").unwrap(), Some(FileKind::Folder));
    assert_eq!(beneath.kind("a/c/d").unwrap(), None);
    assert_eq!(beneath.kind("a/b/x.md/y").unwrap(), None);
    assert_eq!(beneath.list("a").unwrap(), [("b".into(), FileKind::Folder)]);
    let mut made = Vec::new();
    beneath.make_folders("a/c/d", |path| made.push(path.to_owned())).unwrap();
    assert_eq!(made, ["a/c", "a/c/d"]);
    drop(beneath.create("a/c/d/y", false).unwrap());
    assert_eq!(beneath.create("a/c/d/y", false).unwrap_err().kind(), Some(io::ErrorKind::AlreadyExists));
    beneath.rename("a/b/x.md", "a/c/d/y").unwrap();
    assert_eq!(beneath.read("a/c/d/y").unwrap(), b"1");
    beneath.remove_file("a/c/d/y").unwrap();
    beneath.remove_folder("a/c/d").unwrap();
    assert!(!beneath.make_folder("a/b").unwrap());
    assert_eq!(beneath.read("a").unwrap_err().kind(), Some(io::ErrorKind::IsADirectory));
}

#[test]
fn nothing_leads_out_of_it() {
    let folder = folder();
    let beneath = ConfinedFolder::new(folder.path().join("a/b"));
    for path in ["../b/x.md", "/etc/hostname", "x/../../y", "..", "a\0b"] {
        assert_eq!(beneath.open(path).unwrap_err().kind(), Some(io::ErrorKind::InvalidInput), "{path}");
        assert!(beneath.create(path, false).is_err() && beneath.list(path).is_err(), "{path}");
    }
}

#[cfg(unix)]
mod of_unix {
    use std::{fs, os::unix::fs::symlink};

    use crate::source::{
        FileKind,
        confined::{ConfinedFolder, access::Use, portable, refused::Refused, unix},
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
        let beneath = ConfinedFolder::new(folder.path());
        for path in LINKS {
            assert!(matches!(beneath.open(path), Err(Refused::Link)), "{path}");
            assert!(matches!(beneath.open_to_append(path), Err(Refused::Link)), "{path}");
            assert!(beneath.create(path, false).is_err(), "{path}");
            assert!(beneath.make_folders(path, |_| {}).is_err(), "{path}");
        }
        for path in ["first", "first/b", "a/middle"] {
            assert!(matches!(beneath.list(path), Err(Refused::Link)), "{path}");
            assert!(matches!(beneath.create(&format!("{path}/new.md"), false), Err(Refused::Link)), "{path}");
            assert!(matches!(beneath.remove_file(&format!("{path}/x.md")), Err(Refused::Link)), "{path}");
            assert!(matches!(beneath.rename("a/b/x.md", &format!("{path}/x.md")), Err(Refused::Link)), "{path}");
        }
        assert_eq!(beneath.kind("a/b/last.md").unwrap(), Some(FileKind::Link));
        assert!(matches!(beneath.open("a/socket"), Err(Refused::Special)));
        assert_eq!(fs::read(outside.path().join("b/x.md")).unwrap(), b"secret");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[test]
    fn both_ways_say_the_same() {
        let (folder, _outside) = planted();
        let (one, other) = (unix::Base::new(folder.path()), portable::Base::new(folder.path()));
        let file = fs::File::open(folder.path().join("a/b/x.md")).unwrap();
        assert!(one.is_of_same_owner("a", &file).unwrap() && other.is_of_same_owner("a", &file).unwrap());
        let said = |result: Result<(), Refused>| match result {
            Ok(()) => "done".to_owned(),
            Err(Refused::Io(error)) => format!("{:?}", error.kind()),
            Err(other) => format!("{other:?}"),
        };
        for path in LINKS.iter().copied().chain(["a/b/x.md", "a/nothing", "a/b", "a/socket", "a/b/x.md/y"]) {
            for what_for in [Use::Read, Use::Append, Use::New { is_private: false }] {
                if what_for != Use::Read && ["a/nothing", "a/b"].contains(&path) {
                    continue;
                }
                let (a, b) = (one.open(path, what_for).map(drop), other.open(path, what_for).map(drop));
                // A folder can be opened, and is refused afterwards.
                if path != "a/b" {
                    assert_eq!(said(a), said(b), "{path} {what_for:?}");
                }
            }
            assert_eq!(said(one.list(path).map(drop)), said(other.list(path).map(drop)), "{path}");
            assert_eq!(said(one.kind(path).map(drop)), said(other.kind(path).map(drop)), "{path}");
            let below = format!("{path}/new");
            for (a, b) in [
                (one.make_folder(&below), other.make_folder(&below)),
                (one.remove_file(&below), other.remove_file(&below)),
                (one.remove_folder(&below), other.remove_folder(&below)),
                (one.rename("a/b/x.md", &below), other.rename("a/b/x.md", &below)),
            ] {
                // What is done once cannot be done again.
                if a.is_err() {
                    assert_eq!(said(a), said(b), "{below}");
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
        let open = |path: &str| unix::part_by_part(root.as_fd(), path, flags, Mode::empty());
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
        let beneath = ConfinedFolder::new(outside.path().join("portfolio"));
        assert_eq!(beneath.read("a/b/x.md").unwrap(), b"1");
    }
}
