//! Tests that every command, argument, value and example has its text in every language, and that no text is left over.

use std::collections::BTreeSet;

use clap::{Arg, Command};
use stimulab::{language::Language, texts::Texts};

use super::{
    examples::examples,
    help_texts::{key_of, name_of, values_of},
};

/// Lists the names of the texts that the help of a program shows.
fn expected(root: &Command, texts: &Texts) -> BTreeSet<String> {
    let mut keys = BTreeSet::from(["help.program", "help.any.help", "help.any.version"].map(str::to_owned));
    let is_shown = |arg: &&Arg| !arg.is_hide_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let mut expect = |command: &str, arg: &Arg| {
        let command = if arg.is_global_set() { "any" } else { command };
        keys.insert(key_of(command, name_of(arg), texts));
        for value in values_of(arg) {
            keys.insert(key_of(command, &format!("{}.{}", name_of(arg), value.get_name()), texts));
        }
        let takes_values = arg.get_action().takes_values();
        for word in arg.get_value_names().filter(|_| takes_values).unwrap_or_default() {
            let words = word.split(|c: char| !c.is_ascii_uppercase()).filter(|word| !word.is_empty());
            keys.extend(words.map(|word| format!("help.word.{}", word.to_lowercase())));
        }
    };
    for command in root.get_subcommands() {
        command.get_arguments().filter(is_shown).for_each(|arg| expect(command.get_name(), arg));
    }
    for command in root.get_subcommands() {
        let name = command.get_name();
        keys.insert(format!("help.{name}"));
        keys.extend((1..=examples(name).len()).map(|number| format!("help.{name}.example.{number}")));
        let more = format!("help.{name}.more");
        keys.extend(texts.find(&more).is_some().then_some(more));
    }
    keys
}

#[test]
fn every_part_of_the_help_has_its_text_and_no_other_has() {
    let root = super::program();
    for language in Language::all() {
        let texts = Texts::of(language);
        let expected = expected(&root, &texts);
        let there: BTreeSet<String> = texts.keys().filter(|key| key.starts_with("help.")).map(str::to_owned).collect();
        let code = language.code();
        let missing: Vec<_> = expected.difference(&there).collect();
        assert!(missing.is_empty(), "templates/lang/{code}.yaml lacks the help for {missing:?}");
        let unused: Vec<_> = there.difference(&expected).collect();
        assert!(unused.is_empty(), "templates/lang/{code}.yaml has help that nothing shows: {unused:?}");
    }
}

#[test]
fn every_command_has_examples() {
    for command in super::program().get_subcommands() {
        let name = command.get_name();
        assert!(!examples(name).is_empty(), "src/cli/examples.rs has no example of {name}");
        assert!(examples(name).iter().all(|example| example.split(' ').next() == Some(name)), "{name}");
    }
}
