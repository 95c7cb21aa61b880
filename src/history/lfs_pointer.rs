//! Pointers of Git LFS, which commits have in the place of large files.

use sha2::{Digest, Sha256};

/// The first line of every pointer.
const FIRST_LINE: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";

/// The most bytes of a pointer.
const LONGEST: usize = 1024;

/// Returns whether a file is a pointer to some content: one version of a file that is kept with Git LFS, as a commit has it and
/// as it is on the disk.
pub fn points_to(pointer: &[u8], content: &[u8]) -> bool {
    let Some(about) = pointer.strip_prefix(FIRST_LINE).filter(|_| pointer.len() <= LONGEST) else { return false };
    let about = String::from_utf8_lossy(about);
    let value = |key: &str| about.lines().find_map(|line| line.strip_prefix(key));
    let Some(hash) = value("oid sha256:") else { return false };
    value("size ").is_some_and(|size| size == content.len().to_string()) && hash == hex(&Sha256::digest(content))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_knows_its_content() {
        let hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 5\n");
        assert!(points_to(pointer.as_bytes(), b"hello"));
        assert!(!points_to(pointer.as_bytes(), b"hullo"));
        assert!(!points_to(pointer.as_bytes(), b"hello "));
        assert!(!points_to(b"hello", b"hello") && !points_to(FIRST_LINE, b""));
    }
}
