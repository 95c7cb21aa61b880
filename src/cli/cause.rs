//! Causes that the operating system, git or the template engine report, in the reader's language.

use std::io::{self, ErrorKind};

use stimulab::{
    key,
    source::Unreadable,
    texts::{Key, Texts},
    wording::control_characters::visible_line,
};

/// Holds the text of a cause and what is filled into it.
#[derive(Debug, Clone)]
pub struct Cause {
    key: Key,
    args: Vec<(&'static str, Word)>,
}

/// Holds a word of a cause: one that the system gives, or one of the program's.
#[derive(Debug, Clone)]
enum Word {
    Given(String),
    Named(Key),
}

impl Cause {
    fn new(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }

    fn with(mut self, name: &'static str, word: Word) -> Self {
        self.args.push((name, word));
        self
    }

    /// Returns the cause of an error of the operating system.
    pub fn of_system(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::new(key!("cause.missing")),
            ErrorKind::PermissionDenied => Self::new(key!("cause.denied")),
            ErrorKind::AlreadyExists => Self::new(key!("cause.exists")),
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::new(key!("cause.name")),
            ErrorKind::IsADirectory | ErrorKind::NotADirectory => Self::new(key!("cause.special")),
            ErrorKind::FileTooLarge => Self::new(key!("cause.no-room")),
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::new(key!("cause.busy")),
            _ => match error.raw_os_error() {
                Some(number) => Self::numbered(&number.to_string()),
                None => Self::foreign(&error.to_string()),
            },
        }
    }

    /// Returns the cause for which a file of a portfolio cannot be read.
    pub fn of_unreadable(why: &Unreadable) -> Self {
        match why {
            Unreadable::Missing => Self::new(key!("cause.missing")),
            Unreadable::Denied => Self::new(key!("cause.denied")),
            Unreadable::TooLarge { .. } => Self::new(key!("cause.large")),
            Unreadable::TooDeep { .. } | Unreadable::TooMany => Self::new(key!("cause.many")),
            Unreadable::NotAFile => Self::new(key!("cause.special")),
            Unreadable::Link => Self::new(key!("cause.link")),
            Unreadable::Other(detail) => why.error_number().map_or_else(|| Self::foreign(detail), Self::numbered),
        }
    }

    /// Returns the cause for which the template engine cannot read or evaluate something.
    pub fn of_engine(detail: &str) -> Self {
        let given = |word: &str| Word::Given(word.to_owned());
        if let Some(key) = detail.strip_prefix("no text has the key ") {
            return Self::new(key!("cause.no-text")).with("key", given(key.trim_matches('\'')));
        }
        if let Some(word) = detail.strip_prefix("unknown statement ") {
            return Self::new(key!("cause.statement")).with("word", given(word));
        }
        match detail {
            // So the engine calls a slice.
            "a expression cannot be used here" => return Self::new(key!("cause.no-slice")),
            "a call cannot be used here" => return Self::new(key!("cause.no-call")),
            "too many arguments" | "missing argument" => return Self::new(key!("cause.arguments")),
            "unexpected end of string" => return Self::new(key!("cause.open-quote")),
            "unexpected character" => return Self::new(key!("cause.character")),
            "unexpected input after expression" => return Self::new(key!("cause.after")),
            "syntax error" => return Self::new(key!("cause.syntax")),
            _ => {}
        }
        let Some(found) = detail.strip_prefix("unexpected ") else { return Self::foreign(detail) };
        let (found, expected) =
            found.split_once(", expected ").map_or((found, None), |(found, expected)| (found, Some(expected)));
        match (token(found), expected.map(token)) {
            (Some(found), None) => Self::new(key!("cause.unexpected")).with("found", found),
            (Some(found), Some(Some(expected))) => {
                Self::new(key!("cause.expected")).with("found", found).with("expected", expected)
            }
            _ => Self::foreign(detail),
        }
    }

    /// Returns a cause that is known only in the words of another program, which are English.
    pub fn foreign(detail: &str) -> Self {
        Self::new(key!("cause.foreign")).with("detail", Word::Given(detail.to_owned()))
    }

    fn numbered(number: &str) -> Self {
        Self::new(key!("cause.number")).with("number", Word::Given(number.to_owned()))
    }

    /// Returns the cause in a language.
    pub fn text(&self, texts: &Texts) -> String {
        let word = |(name, word): &(&'static str, Word)| {
            let text = match word {
                Word::Given(text) => visible_line(text).into_owned(),
                Word::Named(key) => texts.get(*key).to_owned(),
            };
            (*name, text)
        };
        texts.fill(self.key, &self.args.iter().map(word).collect::<Vec<_>>())
    }
}

/// Returns the word for what the engine found or expected, if it has one in every language.
fn token(name: &str) -> Option<Word> {
    if name.starts_with('`') {
        return Some(Word::Given(name.to_owned()));
    }
    Some(Word::Named(match name {
        "end of input" => key!("cause.token.end"),
        "end of block" => key!("cause.token.block-end"),
        "start of block" => key!("cause.token.block-start"),
        "end of variable block" => key!("cause.token.value-end"),
        "start of variable block" => key!("cause.token.value-start"),
        "identifier" | "identifier or integer" => key!("cause.token.name"),
        "expression" => key!("cause.token.expression"),
        "string" => key!("cause.token.text"),
        "integer" | "float" => key!("cause.token.number"),
        keyword if keyword.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            return Some(Word::Given(format!("`{keyword}`")));
        }
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use stimulab::language::Language;

    use super::*;

    fn said(cause: &Cause) -> String {
        cause.text(&Texts::of(Language::BOKMAAL))
    }

    #[test]
    fn what_the_engine_says_is_translated_or_marked_as_english() {
        assert_eq!(
            said(&Cause::of_engine("unexpected end of input, expected `)`")),
            "fant slutten, men her skulle det stått `)`"
        );
        assert_eq!(said(&Cause::of_engine("unexpected `=`")), "`=` kan ikke stå her");
        assert_eq!(said(&Cause::of_engine("empty subscript")), "på engelsk: empty subscript");
        assert_eq!(
            said(&Cause::of_engine("unexpected string, expected a miracle")),
            "på engelsk: unexpected string, expected a miracle"
        );
    }

    #[test]
    fn what_the_system_says_is_translated_or_numbered() {
        assert_eq!(said(&Cause::of_system(&io::Error::from(ErrorKind::NotFound))), "mappen eller filen finnes ikke");
        assert_eq!(
            said(&Cause::of_unreadable(&Unreadable::Other("Is a directory (os error 21)".into()))),
            "operativsystemet melder feil nummer 21"
        );
    }
}
