//! What can be told from a command line that need not be right: its command, and the flags that say how to answer.

use std::{ffi::OsString, iter::Peekable, path::PathBuf};

use clap::{Arg, ArgAction, Command, ValueEnum};
use stimulab::language::Language;

use super::arguments::{Color, Global};

/// Holds what a command line says about itself.
#[derive(Default)]
pub struct Glimpse {
    /// The flags that every command takes, as far as the answer depends on them.
    pub global: Global,
    /// The command, if one is named.
    pub command: Option<String>,
}

/// Reads a command line without its first word.
///
/// The words are read as `clap` reads them: the value of an option is no flag and no command, whatever it looks like, and
/// nothing behind `--` is either.
pub fn glimpse(root: &Command, words: impl IntoIterator<Item = OsString>) -> Glimpse {
    let mut seen = Glimpse::default();
    let mut words = words.into_iter().peekable();
    let mut arguments: Vec<&Arg> = root.get_arguments().collect();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        if text == "--" {
            break;
        }
        if let Some(long) = text.strip_prefix("--") {
            let (name, value) =
                long.split_once('=').map_or((long, None), |(name, value)| (name, Some(OsString::from(value))));
            let Some(arg) = arguments.iter().find(|arg| arg.get_long() == Some(name) && takes_value(arg)) else {
                continue;
            };
            note(&mut seen.global, name, value.or_else(|| value_of(arg, &mut words)));
        } else if let Some(letters) = text.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            skip_value(&arguments, letters, &mut words);
        } else if let (None, Some(command)) = (&seen.command, root.find_subcommand(&*text)) {
            seen.command = Some(command.get_name().to_owned());
            arguments.extend(command.get_arguments());
        }
    }
    seen
}

fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Takes the value of an option from the next word, unless that is an option itself.
fn value_of(arg: &Arg, words: &mut Peekable<impl Iterator<Item = OsString>>) -> Option<OsString> {
    let is_value = |word: &OsString| {
        let word = word.to_string_lossy();
        arg.is_allow_hyphen_values_set() || word == "-" || !word.starts_with('-')
    };
    words.next_if(is_value)
}

/// Skips the value of the last of several one-letter options.
fn skip_value(arguments: &[&Arg], letters: &str, words: &mut Peekable<impl Iterator<Item = OsString>>) {
    for (at, letter) in letters.char_indices() {
        if let Some(arg) = arguments.iter().find(|arg| arg.get_short() == Some(letter) && takes_value(arg)) {
            if at + letter.len_utf8() == letters.len() {
                value_of(arg, words);
            }
            return;
        }
    }
}

fn note(global: &mut Global, name: &str, value: Option<OsString>) {
    let Some(value) = value else { return };
    let text = value.to_string_lossy();
    match name {
        "lang" => global.lang = Language::from_code(&text).or(global.lang),
        "color" => global.color = Color::from_str(&text, true).unwrap_or(global.color),
        "portfolio" => global.portfolio = Some(PathBuf::from(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;

    fn seen(words: &str) -> (Option<&'static str>, Option<String>) {
        let list = Command::new("list").alias("query").args([
            Arg::new("title").long("title").action(ArgAction::Set),
            Arg::new("sort").long("sort").action(ArgAction::Set).allow_hyphen_values(true),
            Arg::new("output").long("output").short('o').action(ArgAction::Set),
            Arg::new("write").long("write").short('w').action(ArgAction::SetTrue),
            Arg::new("text").action(ArgAction::Append),
        ]);
        let root = Global::augment_args(Command::new("stimulab")).subcommand(list);
        let seen = glimpse(&root, words.split(' ').map(OsString::from));
        (seen.global.lang.map(Language::code), seen.command)
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        for words in
            ["--lang nn", "lst --lang nn", "list --lang=nn --no-such", "list --no-such --lang nn", "-q --lang nn"]
        {
            assert_eq!(seen(words).0, Some("nn"), "{words}");
        }
    }

    #[test]
    fn values_are_no_flags() {
        for words in [
            "list --sort --lang nn",
            "list -- --lang nn",
            "list --title=--lang nn",
            "list --lang",
            "list --lang xx",
            "list lang nn",
            "list --portfolio --lang=xx",
            "list -wo --title --language nn",
        ] {
            assert_eq!(seen(words).0, None, "{words}");
        }
        assert_eq!(seen("list --lang en --title list --sort --lang nn").0, Some("en"));
        assert_eq!(seen("list -wo nb --lang nn").0, Some("nn"));
    }

    #[test]
    fn the_command_is_the_first_word_that_is_one() {
        assert_eq!(seen("--portfolio list query --title x").1.as_deref(), Some("list"));
        assert_eq!(seen("--portfolio list").1, None);
        assert_eq!(seen("--portfolio=list -v lst list").1.as_deref(), Some("list"));
    }
}
