//! `SECURITY.md` names a test for each promise, and each is there.

use std::fs;

use crate::support::root;

#[test]
fn every_test_that_is_named_is_there() {
    let text = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let number = |line: &str| line.split_once(". ").and_then(|(number, _)| number.parse::<u8>().ok());
    let promises: Vec<u8> = text.lines().filter_map(number).collect();
    let rows = text.lines().filter_map(|line| Some((number(line.strip_prefix("| ")?)?, line)));
    let mut proved = Vec::new();
    for (promise, row) in rows {
        let tests = row.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap();
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test is named: {row}");
        for path in named {
            assert!(root().join(path).exists(), "{path} is not there");
        }
        proved.push(promise);
    }
    assert!(promises.len() >= 10 && promises == proved, "{promises:?} are promised, and {proved:?} have a row");
}
