//! The message and help of a finding in the reader's language.

use super::location::Placed;
use crate::{
    finding::{Arg, Finding},
    key,
    model::Kroner,
    number_format::Formats,
    texts::{Texts, shown},
};

/// Returns the message and the help of a finding.
pub fn message_and_help(finding: &Finding, texts: &Texts, formats: &Formats) -> (String, String) {
    let (key, args) = (finding.message.key, args(finding, texts, formats));
    (texts.fill(key, &args), texts.fill_named(&format!("{}.help", key.name()), &args))
}

/// Returns the message of a finding.
pub fn message(finding: &Finding, texts: &Texts, formats: &Formats) -> String {
    texts.fill(finding.message.key, &args(finding, texts, formats))
}

fn args<'f>(finding: &'f Finding, texts: &Texts, formats: &Formats) -> Vec<(&'f str, String)> {
    finding.message.args.iter().map(|(name, arg)| (*name, word(arg, texts, formats))).collect()
}

/// Returns the message, the help and the project of a finding as one text.
pub fn full_message(placed: &Placed<'_>, texts: &Texts, formats: &Formats) -> String {
    let (message, help) = message_and_help(placed.finding, texts, formats);
    let project = placed.project.as_ref().map(|project| format!("\n{}: {project}", texts.get(key!("check.project"))));
    format!("{message}\n{help}{}", project.unwrap_or_default())
}

fn word(arg: &Arg, texts: &Texts, formats: &Formats) -> String {
    match arg {
        Arg::Text(text) => shown(text).into_owned(),
        Arg::Key(key) => texts.get(*key).to_owned(),
        Arg::AnyOf(words) => formats.or(&all_shown(words)),
        Arg::AllOf(words) => formats.and(&all_shown(words)),
        Arg::Counted(key, count) => texts.count(*key, *count),
        Arg::Kroner(amount) => formats.kroner(texts, Kroner(*amount)),
        Arg::ByLanguage(wordings) => {
            let own = wordings.iter().find(|(language, _)| *language == texts.language());
            own.or(wordings.first()).map(|(_, text)| shown(text).into_owned()).unwrap_or_default()
        }
        Arg::AnyKeyOf(keys) => formats.or(&keys.iter().map(|key| texts.get(*key).to_owned()).collect::<Vec<_>>()),
    }
}

fn all_shown(words: &[String]) -> Vec<String> {
    words.iter().map(|word| shown(word).into_owned()).collect()
}
