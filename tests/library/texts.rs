//! The language files: the same keys in every language, the same places to fill in, none missing and none unused.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use stimulab::{
    document::{Shape, shape::key_of},
    language::Language,
    rules::ALL,
    schema,
};

type Texts = BTreeMap<String, String>;

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn languages() -> Vec<(String, Texts)> {
    let files = fs::read_dir(at("templates/lang")).unwrap().map(|entry| entry.unwrap().path());
    let mut languages: Vec<_> = files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let texts: Texts = serde_yaml::from_str(&text).unwrap();
            let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).count();
            assert_eq!(texts.len(), lines, "{}: a key stands twice", path.display());
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), texts)
        })
        .collect();
    languages.sort();
    assert!(languages.len() >= 3);
    languages
}

fn bokmaal() -> Texts {
    languages().into_iter().find(|(code, _)| code == "nb").unwrap().1
}

/// Returns the text of all files below a folder that have the ending, one after the other.
fn sources(folder: &str, ending: &str) -> String {
    let files = walkdir::WalkDir::new(at(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file() && entry.path().to_str().unwrap().ends_with(ending));
    files.map(|entry| fs::read_to_string(entry.path()).unwrap() + "\n").collect()
}

fn rule_file(name: &str) -> String {
    fs::read_to_string(at("src/rules").join(name.replace('-', "_") + ".rs")).unwrap()
}

/// Lists the first arguments of calls that start like `call("`.
fn arguments<'t>(text: &'t str, call: &str) -> BTreeSet<&'t str> {
    text.split(&format!("{call}(\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Lists the names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn languages_have_the_same_keys_and_placeholders() {
    let nb = bokmaal();
    // The English why of a rule is that of its page.
    let is_on_page = |key: &&String| key.starts_with("rule.") && key.ends_with(".why");
    for (code, texts) in languages() {
        let expected = nb.keys().filter(|key| code != "en" || !is_on_page(key));
        assert_eq!(expected.collect::<Vec<_>>(), texts.keys().collect::<Vec<_>>(), "nb and {code}");
        for (key, text) in &texts {
            assert_eq!(placeholders(&nb[key]), placeholders(text), "{key} in nb and {code}");
            assert!(!text.trim().is_empty(), "{key} in {code}");
        }
    }
}

#[test]
fn plurals_have_both_forms() {
    let nb = bokmaal();
    for key in nb.keys() {
        if let Some(stem) = key.strip_suffix(".one") {
            assert!(nb.contains_key(&format!("{stem}.other")), "{key}");
        } else if let Some(stem) = key.strip_suffix(".other").filter(|_| !key.starts_with("rule.")) {
            assert!(nb.contains_key(&format!("{stem}.one")), "{key}");
        }
    }
}

#[test]
fn every_message_has_a_remedy() {
    let nb = bokmaal();
    for rule in ALL {
        let own = format!("rule.{}.", rule.name);
        assert!(nb.contains_key(&format!("{own}about")), "{}", rule.name);
        for key in arguments(&rule_file(rule.name), "Message::new(text!") {
            assert!(nb.contains_key(&format!("{own}{key}.help")), "there is no text {own}{key}.help");
        }
    }
}

#[test]
fn what_templates_ask_for_is_there() {
    let nb = bokmaal();
    let templates = sources("templates", ".j2");
    for key in arguments(&templates, " t") {
        let is_start_of_keys = key.ends_with('.') && nb.keys().any(|known| known.starts_with(key));
        assert!(is_start_of_keys || nb.contains_key(key), "there is no text {key}");
    }
    for key in arguments(&templates, "plural") {
        assert!(nb.contains_key(&format!("{key}.one")), "there is no text {key}.one");
    }
}

#[test]
fn what_a_rule_fills_in_is_given() {
    for (key, text) in bokmaal() {
        let Some(rule) = ALL.iter().find(|rule| key.starts_with(&format!("rule.{}.", rule.name))) else { continue };
        let file = rule_file(rule.name);
        for name in placeholders(&text) {
            assert!(file.contains(&format!(".with(\"{name}\",")), "{key} asks for {{{name}}}");
        }
    }
}

/// Lists the records, keys and words of the model as the keys of texts write them; `about` is for each to add.
struct Described {
    keys: BTreeSet<String>,
    /// The words of each choice.
    choices: BTreeMap<String, Vec<&'static str>>,
}

fn described() -> Described {
    let mut keys = BTreeSet::from(["key.organisations".to_owned()]);
    let languages = Language::all().map(Language::code).collect();
    let mut choices = BTreeMap::from([("value.language".to_owned(), languages)]);
    for kind in schema::ALL {
        let (_, shapes) = kind.shapes();
        for (name, record) in &shapes.records {
            let name = format!("key.{}", key_of(name));
            for (key, shape) in &record.keys {
                keys.insert(format!("{name}.{key}"));
                note_choice(shape, &mut choices);
            }
            keys.insert(name);
        }
    }
    Described { keys, choices }
}

fn note_choice(shape: &Shape, choices: &mut BTreeMap<String, Vec<&'static str>>) {
    match shape {
        Shape::Choice(name, words) => {
            choices.insert(format!("value.{}", key_of(name)), words.clone());
        }
        Shape::List(item) | Shape::OneOrMany(item) | Shape::Map(item) => note_choice(item, choices),
        _ => {}
    }
}

#[test]
fn every_key_and_word_of_the_files_has_its_texts_and_no_other_has() {
    let Described { keys, choices } = described();
    let mut expected: BTreeSet<String> = keys.iter().flat_map(|key| [key.clone(), format!("{key}.about")]).collect();
    let nb = bokmaal();
    for (choice, words) in choices {
        // A sentence for one word of a choice, and for all of them.
        let has_about = words.iter().any(|word| nb.contains_key(&format!("{choice}.{word}.about")));
        for word in words {
            expected.insert(format!("{choice}.{word}"));
            expected.extend(has_about.then(|| format!("{choice}.{word}.about")));
        }
    }
    let there: BTreeSet<_> =
        nb.into_keys().filter(|key| key.starts_with("key.") || key.starts_with("value.")).collect();
    assert_eq!(expected.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "texts that are missing");
    assert_eq!(there.difference(&expected).collect::<Vec<_>>(), Vec::<&String>::new(), "texts of nothing");
}

#[test]
fn titles_are_short_and_explanations_are_sentences() {
    for (code, texts) in languages() {
        for (key, text) in texts.iter().filter(|(key, _)| key.starts_with("key.") || key.starts_with("value.")) {
            let (length, is_sentence) = (text.chars().count(), text.ends_with('.'));
            if key.rsplit('.').next() == Some("about") {
                // An abbreviation or a quotation may end it.
                assert!((is_sentence || text.ends_with("?».")) && length <= 160, "{key} in {code}: {text}");
            } else {
                assert!(!is_sentence && length <= 40, "{key} in {code}: {text}");
            }
        }
    }
}

#[test]
fn every_text_is_used() {
    let (code, templates) = (sources("src", ".rs"), sources("templates", ".j2"));
    let literal = |key: &str| holds(&code, &format!("\"{key}\"")) || holds(&templates, &format!("\"{key}\""));
    let unused: Vec<String> = bokmaal()
        .into_keys()
        .filter(|key| !(literal(key) || is_plural(key, &literal) || is_made(key, &code, &templates)))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// Returns whether a text holds a part; all the code is looked through a few thousand times, so by the fastest search.
fn holds(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

fn is_plural(key: &str, literal: &dyn Fn(&str) -> bool) -> bool {
    let stem = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other"));
    stem.is_some_and(|stem| literal(stem) || stem.strip_suffix("-single").is_some_and(literal))
}

fn is_kind_of_relation(kind: &str) -> bool {
    sources("src/model", "project.rs").contains(&format!("= \"{kind}\","))
}

/// Returns whether the program makes the key of parts, each of which stands in its place in the code.
fn is_made(key: &str, code: &str, templates: &str) -> bool {
    let Some((family, rest)) = key.split_once('.') else { return false };
    let is_quoted = |text: &str, word: &str| holds(text, &format!("\"{word}\""));
    match family {
        "number" => holds(code, "format!(\"number.{number}\")") && rest.parse::<u8>().is_ok(),
        "joined" => holds(code, "format!(\"joined.{}\"") && holds(code, &format!("= \"{rest}\",")),
        "summary" => holds(code, "\"summary.{column}\"") && is_quoted(code, rest),
        "language" => holds(code, "format!(\"language.{code}\")"),
        "document" => {
            let name = rest.strip_prefix("is.");
            name.is_some_and(|name| {
                holds(code, "\"document.is.{}\"") && at(&format!("templates/{name}.md.j2")).is_file()
            }) || rest
                .strip_prefix("column.")
                .is_some_and(|key| holds(code, "\"document.column.{key}\"") && is_quoted(code, key))
        }
        "learning" => {
            let part = rest.strip_prefix("experiment-part.");
            part.is_some_and(|key| holds(templates, "\"learning.experiment-part.\" ~ key") && is_quoted(templates, key))
        }
        "overview" => ["by.", "column.", "event.", "event-all.", "strength."].iter().any(|start| {
            let word = rest.strip_prefix(start);
            word.is_some_and(|word| holds(templates, &format!("\"overview.{start}\" ~ ")) && is_quoted(code, word))
        }),
        "show" => {
            let relation = rest.strip_prefix("related-from.").is_some_and(|kind| {
                holds(code, "\"show.related-from.{kind}\"") && (kind == "none" || is_kind_of_relation(kind))
            });
            relation
                || rest
                    .strip_prefix("as-")
                    .is_some_and(|role| holds(code, "\"show.as-{role}\"") && is_quoted(code, role))
        }
        "report" => {
            let in_code = ["report.change.{}", "report.status.{key}"].iter().any(|made| {
                let start = made.split('{').next().unwrap_or_default();
                let last = format!("report.{rest}").strip_prefix(start).map(str::to_owned);
                holds(code, &format!("format!(\"{made}\"")) && last.is_some_and(|last| is_quoted(code, &last))
            });
            let in_template = [("report.party.", ""), ("report.concept.", ".ask")].iter().any(|(start, end)| {
                let key = format!("report.{rest}");
                let word = key.strip_prefix(start).and_then(|word| word.strip_suffix(end));
                holds(templates, &format!("\"{start}\" ~ ")) && word.is_some_and(|word| is_quoted(templates, word))
            });
            in_code || in_template
        }
        "field" => holds(code, "format!(\"field.{}\"") && is_quoted(code, rest),
        "explain" => holds(code, "format!(\"explain.{heading}\")") && is_quoted(code, rest),
        "column" => {
            ["format!(\"column.{column}\")", "format!(\"column.{}\""].iter().any(|made| holds(code, made))
                && is_quoted(code, rest)
        }
        "unknown" => holds(code, "format!(\"unknown.{}\"") && is_quoted(code, rest),
        "announcement" => {
            let topics = templates.split("for topic in [").skip(1).filter_map(|rest| rest.split(']').next());
            holds(templates, "\"announcement.\" ~ topic") && topics.into_iter().any(|topics| is_quoted(topics, rest))
        }
        "new" => {
            let topic = rest.strip_prefix("placeholder.");
            topic.is_some_and(|topic| holds(templates, "\"new.placeholder.\" ~ topic") && is_quoted(code, topic))
        }
        "failure" => {
            let (name, hint) = rest.split_once('.').map_or((rest, None), |(name, hint)| (name, Some(hint)));
            holds(code, &format!("key!(\"failure.{name}\")"))
                && hint.is_none_or(|hint| ["help", "suggest"].contains(&hint))
        }
        // Another test demands that these are the keys and words of the model, neither more nor fewer.
        "key" | "value" => holds(code, "format!(\"key.{}\"") && holds(code, "format!(\"value.{}."),
        // Unit tests of the program demand that these are the commands, arguments and values, neither more nor fewer.
        "help" => {
            ["format!(\"help.{command}.{part}\")", "format!(\"help.any.{part}\")"].iter().all(|made| holds(code, made))
        }
        "usage" => rest.strip_suffix(".help").is_some_and(|name| holds(code, &format!("key!(\"usage.{name}\")"))),
        "prose" => holds(code, "format!(\"prose.{}\"") && is_quoted(code, rest),
        "rule" => {
            let Some((rule, message)) = rest.split_once('.') else { return false };
            let message = message.strip_suffix(".help").unwrap_or(message);
            // Some rules choose among a few keys and hand the chosen one on.
            ALL.iter().any(|known| known.name == rule)
                && (["about", "why"].contains(&message) || is_quoted(&rule_file(rule), message))
        }
        _ => false,
    }
}
