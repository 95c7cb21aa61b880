//! What the program knows of a portfolio's past: `--at`, `diff`, `check --since`, `check --history` and `log`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;
mod diff;
mod log;
mod log_branches;
mod log_names;
mod moves;
mod names;
mod past;
mod personal_data;
mod places;
mod repositories;
mod since;
#[path = "../support/mod.rs"]
mod support;
mod work_tree;

use std::path::Path;

use support::{program::said, repository::Repository};

/// Lists the commits of the current branch, the first one first.
fn commits(repository: &Repository) -> Vec<String> {
    repository.git(&["rev-list", "--reverse", "HEAD"]).lines().map(str::to_owned).collect()
}

/// Runs a check since a revision, and returns its exit code and the rules it found, each with its file.
fn since(folder: &Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let (code, text) = said(folder, &[&["check", "--format", "json", "--since"], arguments].concat());
    // Notes stand around the document.
    let document = text.find('{').zip(text.rfind('}')).map(|(from, to)| &text[from..=to]);
    let found: serde_json::Value =
        document.and_then(|document| serde_json::from_str(document).ok()).unwrap_or_else(|| panic!("{text}"));
    let line =
        |found: &serde_json::Value| format!("{} {}", found["rule"].as_str().unwrap(), found["file"].as_str().unwrap());
    (code, found["findings"].as_array().unwrap().iter().map(line).collect())
}

/// Tells the events of a log: what it did, the field, and the value after.
fn told(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (code, text) = said(folder, &[&["log", "--format", "json", "--lang", "en"], arguments].concat());
    assert_eq!(code, 0, "{text}");
    let document: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    let word = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let line = |event: &serde_json::Value| {
        format!("{} {} {}", word(&event["event"]), word(&event["field"]), word(&event["after"]))
    };
    document["events"].as_array().unwrap().iter().map(line).collect()
}
