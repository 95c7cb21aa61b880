//! The questions that `stimulab new` asks in a terminal.

use std::fmt;

use anyhow::Result;
use dialoguer::{Input, theme::Theme};
use stimulab::{
    document::Choice,
    key,
    language::Language,
    model::OrganisationKind,
    number_format::Formats,
    texts::{Key, Texts},
    unicode_form::composed,
};

use super::failure::Failure;

/// Shows a question without the colon that the library would add.
struct Question;

impl Theme for Question {
    fn format_input_prompt(&self, out: &mut dyn fmt::Write, prompt: &str, _: Option<&str>) -> fmt::Result {
        write!(out, "{prompt} ")
    }

    fn format_input_prompt_selection(&self, out: &mut dyn fmt::Write, prompt: &str, answer: &str) -> fmt::Result {
        write!(out, "{prompt} {answer}")
    }
}

/// Asks for a text.
pub fn ask(texts: &Texts, key: Key, may_be_empty: bool) -> Result<String> {
    ask_in_words(texts.get(key), may_be_empty)
}

fn ask_in_words(question: &str, may_be_empty: bool) -> Result<String> {
    let answer: String = Input::with_theme(&Question)
        .with_prompt(question)
        .allow_empty(may_be_empty)
        .interact_text()
        .map_err(|_| Failure::new(key!("failure.no-answer")))?;
    Ok(answer.trim().to_owned())
}

/// Asks for a year.
pub fn ask_year(texts: &Texts) -> Result<i16> {
    let again = texts.get(key!("new.ask.again")).to_owned();
    let is_year = move |text: &String| {
        if text.len() == 4 && text.parse::<i16>().is_ok_and(|year| year >= 1900) { Ok(()) } else { Err(again.clone()) }
    };
    let year: String = Input::with_theme(&Question)
        .with_prompt(texts.get(key!("new.ask.year")))
        .validate_with(is_year)
        .interact_text()
        .map_err(|_| Failure::new(key!("failure.no-answer")))?;
    year.parse().map_err(|_| Failure::new(key!("usage.year")).into())
}

/// Asks a question about something that is answered by yes or no, in any of the languages.
pub fn confirm(texts: &Texts, key: Key, name: &str) -> Result<bool> {
    let question = texts.fill(key, &[("name", name)]);
    loop {
        match ask_in_words(&question, false)?.to_lowercase().as_str() {
            "j" | "ja" | "y" | "yes" => return Ok(true),
            "n" | "nei" | "no" => return Ok(false),
            _ => {}
        }
    }
}

/// Asks what kind of organisation one is; an empty answer accepts a guess.
pub fn ask_kind(texts: &Texts, name: &str, guess: Option<OrganisationKind>) -> Result<OrganisationKind> {
    let kinds: Vec<String> = OrganisationKind::ALL.iter().map(|(word, _)| named(word, texts)).collect();
    let kinds = Formats::of(texts.language()).or(&kinds);
    let question = match guess {
        Some(guess) => {
            let args = [("name", name), ("guess", &*named(guess.word(), texts)), ("kinds", &*kinds)];
            texts.fill(key!("new.ask.kind-guessed"), &args)
        }
        None => texts.fill(key!("new.ask.kind"), &[("name", name), ("kinds", &*kinds)]),
    };
    loop {
        let answer = ask_in_words(&question, guess.is_some())?;
        let kind = if answer.is_empty() { guess } else { kind_called(&answer) };
        if let Some(kind) = kind {
            return Ok(kind);
        }
    }
}

/// Returns a kind with its name, such as `state (statlig virksomhet)`.
fn named(word: &str, texts: &Texts) -> String {
    let key = format!("value.organisation-kind.{word}");
    let name = texts.named(&key).to_lowercase();
    if name == word { name } else { texts.fill(key!("unknown.id-and-name"), &[("id", word), ("name", &*name)]) }
}

/// Finds a kind by its word, or by its name in any language.
fn kind_called(answer: &str) -> Option<OrganisationKind> {
    let plain = |text: &str| composed(text.trim()).to_lowercase();
    let is_name = |word: &str| {
        let key = format!("value.organisation-kind.{word}");
        Language::all().any(|language| plain(Texts::of(language).named(&key)) == plain(answer))
    };
    OrganisationKind::ALL.iter().find(|(word, _)| plain(word) == plain(answer) || is_name(word)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_word_or_name() {
        for answer in ["municipality", "Kommune", " kommune "] {
            assert_eq!(kind_called(answer), Some(OrganisationKind::Municipality), "{answer}");
        }
        assert_eq!(kind_called("by"), None);
    }
}
