//! The texts of the help: what the language files say of commands, arguments and values.

use clap::{Arg, Command, builder::PossibleValue};
use stimulab::{
    document::Choice,
    query::{Column, stats::By},
    texts::Texts,
};

/// Returns the name of an argument in the names of texts: that of the option, otherwise that of the word.
pub fn name_of(arg: &Arg) -> &str {
    arg.get_long().unwrap_or(arg.get_id().as_str())
}

/// Returns the name of the text for a part of a command: its own, otherwise the one for any command.
pub fn key_of(command: &str, part: &str, texts: &Texts) -> String {
    let own = format!("help.{command}.{part}");
    if texts.find(&own).is_some() { own } else { format!("help.any.{part}") }
}

/// Returns what the help says of a part of a command, such as one of its arguments.
pub fn text_of(command: &str, part: &str, texts: &Texts) -> String {
    let names = |names: Vec<&str>| names.join(", ");
    let args = [
        ("columns", names(Column::all().map(|column| column.name).collect())),
        ("keys", names(By::ALL.iter().map(|(word, _)| *word).collect())),
    ];
    texts.fill_named(&key_of(command, part, texts), &args)
}

/// Returns what the help says of a command.
pub fn about<'t>(command: &Command, texts: &'t Texts) -> &'t str {
    texts.find(&format!("help.{}", command.get_name())).unwrap_or_default()
}

/// Lists the values of an argument that the help shows.
pub fn values_of(arg: &Arg) -> Vec<PossibleValue> {
    if arg.is_hide_possible_values_set() || !arg.get_action().takes_values() {
        return Vec::new();
    }
    arg.get_possible_values()
}

/// Translates the words in capitals that stand for values, as in `<REV|DATE>` and `[PATH|ID]...`.
///
/// Other words are left alone: the names of options are the same in every language.
pub fn translated(usage: &str, texts: &Texts) -> String {
    let mut out = String::new();
    let mut rest = usage;
    while let Some(at) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_uppercase()).map_or(rest.len(), |length| at + length);
        let word = &rest[at..end];
        out += &rest[..at];
        out += texts.find(&format!("help.word.{}", word.to_lowercase())).unwrap_or(word);
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use stimulab::language::Language;

    use super::*;

    #[test]
    fn words_for_values_are_translated() {
        let texts = Language::from_code("nb").map(Texts::of).unwrap();
        assert_eq!(translated("--since <REV|DATE>", &texts), "--since <REVISJON|DATO>");
        assert_eq!(translated("--only <RULE,…>", &texts), "--only <REGEL,…>");
        assert_eq!(translated("[OTHER]... --lang", &texts), "[OTHER]... --lang");
    }
}
