//! Numbers of people are found wherever git keeps text: in files, messages and names.

use std::fs;

use crate::{repositories::history, support::program::said};

#[test]
fn numbers_are_found_in_messages_and_names_of_git() {
    let repository = history();
    let (number, folder) = ("02829012041", repository.path());
    let commit = repository.commit(&format!("Rett saken\n\nKari (**028290**-12041) og {number} ringte."));
    repository.git(&["tag", "-a", "v9", "-m", &format!("Utgave\n\nFor {number}.")]);
    repository.git(&["branch", &format!("sak-{number}")]);
    let (code, text) = said(&folder, &["check", "--history", "--format", "short"]);
    assert_eq!(code, 1, "{text}");
    for place in [&*format!("commit {}:3:9", &commit[..8]), &format!("commit {}:3:28", &commit[..8]), "tag v9:3:5"] {
        assert!(text.contains(&format!("{place}: error[national-identity-number]")), "{place} in {text}");
    }
    assert!(text.contains("refs/heads/sak-02*********:1:5: error"), "{text}");
    for format in ["human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&folder, &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number) && !text.contains("-12041"), "{text}");
    }
    // The author may go by one as well.
    let other = history();
    let author = format!("Kari {number} <kari@example.com>");
    other.git(&["commit", "--quiet", "--allow-empty", "--author", &author, "-m", "En linje"]);
    let (code, text) = said(&other.path(), &["check", "--history", "--format", "short"]);
    assert!(code == 1 && text.contains("02*********") && !text.contains(number), "{text}");
}

#[test]
fn personal_data_is_found_in_the_past() {
    let repository = history();
    let folder = repository.path();
    assert_eq!(said(&folder, &["check", "--history"]).0, 0);
    // A number that can be nobody's, on a branch that was left, in a file that is gone.
    let number = "02829012041";
    repository.git(&["switch", "--quiet", "--create", "left"]);
    repository.write("notes/møte.md", &format!("Første linje.\nBrukeren {number} ringte.\n"));
    let commit = repository.commit("Add notes");
    repository.write("copy.md", &format!("Første linje.\nBrukeren {number} ringte.\n"));
    repository.commit("Copy them");
    repository.git(&["rm", "--quiet", "-r", "notes", "copy.md"]);
    repository.commit("Take them out again");
    repository.git(&["switch", "--quiet", "main"]);
    let (code, text) = said(&folder, &["check", "--history", "--format", "short"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains(&format!("{}:notes/møte.md:2:10: error[national-identity-number]", &commit[..8])), "{text}");
    assert_eq!(text.matches("national-identity-number").count(), 1, "the same content is told once: {text}");
    assert!(text.contains("02*********") && !text.contains(number), "{text}");
    for format in ["human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&folder, &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number) && text.contains("te.md"), "{text}");
    }
    // Spreadsheets write UTF-16, and a name can hold a number, too.
    let other = history();
    let utf16: Vec<u8> =
        format!("\u{feff}Navn\tNummer\nKari\t{number}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(other.path().join("ark.txt"), utf16).unwrap();
    other.write(&format!("portfolio/2019/gjeld/documents/{number}.md"), "Et brev.\n");
    let commit = other.commit("Add a sheet and a letter");
    other.git(&["rm", "--quiet", "-r", "ark.txt", "portfolio/2019/gjeld/documents"]);
    other.commit("Take them out again");
    for format in ["short", "human", "json", "github", "sarif", "junit", "gitlab"] {
        let (code, text) = said(&other.path(), &["check", "--history", "--format", format]);
        assert!(code == 1 && !text.contains(number), "{text}");
    }
    let (_, text) = said(&other.path(), &["check", "--history", "--format", "short"]);
    assert!(text.contains(&format!("{}:ark.txt:2:6: error", &commit[..8])), "{text}");
    assert!(text.contains(":portfolio/2019/gjeld/documents/02*********.md:1:1: error"), "{text}");
    // What cannot be looked at is not clean.
    fs::write(other.path().join(".git/refs/heads/bad"), format!("{}\n", "1234567890".repeat(4))).unwrap();
    let (code, text) = said(&other.path(), &["check", "--history"]);
    assert!(code == 2 && text.contains("damaged or incomplete") && text.contains("refs/heads/bad"), "{text}");
    // One that is allowed where it stands was allowed then, too.
    let other = history();
    let allowed = "<!-- stimulab: allow(national-identity-number) a test number -->\nBruker 02829012041.\n";
    other.write("portfolio/2019/arkiv.md", allowed);
    other.commit("Write an example");
    assert_eq!(said(&other.path(), &["check", "--history"]).0, 0);
}
