//! `unknown-organisation`: an organisation that the register does not list.

use crate::{
    document::{At, MISSING, OneOrMany, SharedStr, written},
    finding::{Arg, Fix, Message},
    model::{Party, Portfolio, slug},
    plural,
    rule::{Check, ComparisonLimit, MAX_SEPARATE, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds an organisation that `organisations.yaml` does not list.
    ///
    /// # Why
    ///
    /// Each organisation stands once in the register, with its names through time. Everything else points at it by id, so
    /// that one question finds all its projects however its name was written.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverkt
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "unknown-organisation", "SL201", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    if !portfolio.knows("organisations.yaml") {
        return;
    }
    if portfolio.organisations.is_empty() {
        let mut uses = 0;
        for_each_reference(portfolio, |_, _, _| uses += 1);
        if uses > MAX_SEPARATE {
            sink.add(
                "organisations.yaml",
                None,
                Message::new(text!("none")).with("count", Arg::Counted(plural!("counted.places"), uses)),
            );
            return;
        }
    }
    let mut comparisons = ComparisonLimit::new();
    for_each_reference(portfolio, |file, id, single| {
        if portfolio.organisation(id).is_some() {
            return;
        }
        let file = file();
        if sink.is_full(&file) {
            return;
        }
        if !comparisons.allow(portfolio.organisations.len()) {
            sink.add(file, id.span, message(portfolio, id, false));
            return;
        }
        // A unique name instead of the id can be replaced.
        let named = only_named(portfolio, id.trim_end_matches([',', ';']));
        if let (None, Some(parts)) = (named, several(portfolio, id)) {
            let list = format!("[{}]", parts.iter().map(NamedPart::written).collect::<Vec<_>>().join(", "));
            let line = single.map_or_else(|| list.clone(), |key| format!("{key}: {list}"));
            let message = Message::new(if single.is_some() { text!("several") } else { text!("several-items") });
            let finding = sink.add(file, id.span, message.with("value", &*id.value).with("suggestion", line));
            let is_certain = single.is_some() && parts.iter().all(|part| part.is_known);
            finding.fix = is_certain.then(|| Fix::new(id.span, list));
            return;
        }
        let finding = sink.add(file, id.span, message(portfolio, id, true));
        finding.fix = named.map(|meant| Fix::new(id.span, written(meant)));
    });
}

/// A part of a value in which several organisations may be written.
struct NamedPart<'a> {
    /// Its id, or the words as they stand.
    id: &'a str,
    is_known: bool,
}

impl NamedPart<'_> {
    fn written(&self) -> String {
        written(self.id)
    }
}

/// Signs that people write between organisations.
const SIGNS_BETWEEN: [&str; 5] = [",", ";", "/", " + ", " & "];
/// Words that people write between organisations, and that names of organisations have in them.
const WORDS_BETWEEN: [&str; 3] = [" og ", " and ", " samt "];

/// How many organisations one value may name; more parts are a text.
const MOST: usize = 12;

/// Returns the parts of a value in which several organisations are written, at least one of them known.
fn several<'a>(portfolio: &'a Portfolio, value: &'a str) -> Option<Vec<NamedPart<'a>>> {
    let is_named = |part: &str| only_named(portfolio, part.trim()).is_some();
    if SIGNS_BETWEEN.iter().any(|sign| value.matches(sign).count() >= MOST) {
        return None;
    }
    let mut parts = vec![value];
    for sign in SIGNS_BETWEEN.into_iter().chain(WORDS_BETWEEN) {
        let is_word = WORDS_BETWEEN.contains(&sign);
        let split = |part: &'a str| -> Vec<&'a str> {
            let between = split_between_names(part, sign, &is_named);
            // "Strek og penn AS" is one name, whether the register has it or not.
            let is_one = is_word && !between.iter().any(|part| is_named(part));
            if is_one { vec![part] } else { between }
        };
        parts = parts.into_iter().flat_map(split).collect();
        if parts.len() > MOST {
            return None;
        }
    }
    let words: Vec<&str> = value.split_whitespace().collect();
    if parts.len() == 1 && words.len() <= MOST && words.iter().all(|word| portfolio.organisation(word).is_some()) {
        parts = words;
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<NamedPart<'_>> = parts
        .map(|part| match only_named(portfolio, part) {
            Some(id) => NamedPart { id, is_known: true },
            None => NamedPart { id: part, is_known: false },
        })
        .collect();
    (parts.len() > 1 && parts.iter().any(|part| part.is_known)).then_some(parts)
}

/// Splits a text at a sign, but not within a name.
fn split_between_names<'a>(text: &'a str, sign: &str, is_named: &impl Fn(&str) -> bool) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let ends = text.match_indices(sign).map(|(at, _)| at).chain([text.len()]);
        let ends: Vec<usize> = ends.collect();
        let named = ends.iter().rev().find(|end| is_named(&text[..**end]));
        let end = *named.unwrap_or(&ends[0]);
        parts.push(&text[..end]);
        rest = text.get(end + sign.len()..);
    }
    parts
}

/// Returns the id of the only organisation with a name or an id.
fn only_named<'a>(portfolio: &'a Portfolio, word: &str) -> Option<&'a str> {
    let mut named = portfolio.organisations_named(word);
    let found = named.next()?;
    named.next().is_none().then_some(&*found.id.value)
}

/// Calls `look` with every reference to an organisation, a function that returns its file, and its key where it is
/// written as the single value of a key that takes several.
fn for_each_reference(portfolio: &Portfolio, mut look: impl FnMut(&dyn Fn() -> String, &At<SharedStr>, Option<&str>)) {
    for project in &portfolio.projects {
        let file = || project.file();
        for (key, parties) in [("owner", &project.owner), ("partners", &project.partners), ("vendor", &project.vendor)]
        {
            for (id, is_single) in ids(parties) {
                look(&file, id, is_single.then_some(key));
            }
        }
        let people = project.contact.as_deref().into_iter().chain(&project.team);
        people.filter_map(|person| person.organisation.as_ref()).for_each(|id| look(&file, id, None));
    }
    for round in &portfolio.rounds {
        let single = round.selected_by.is_single.then_some("selected_by");
        round.selected_by.iter().for_each(|id| look(&|| round.file(), id, single));
    }
    for organisation in &portfolio.organisations {
        organisation.references().for_each(|id| look(&|| "organisations.yaml".into(), id, None));
    }
    if let Some(programme) = &portfolio.settings.programme {
        let single = programme.hosts.is_single.then_some("hosts");
        programme.organisations().for_each(|id| {
            let is_host = programme.hosts.iter().any(|host| host.span == id.span);
            look(&|| "stimulab.yaml".into(), id, single.filter(|_| is_host));
        });
    }
}

/// Lists the organisations of parties, each with whether it stands alone as the value of the key.
fn ids(parties: &OneOrMany<At<Party>>) -> impl Iterator<Item = (&At<SharedStr>, bool)> {
    parties.iter().filter_map(|party| {
        let id = party.organisation.as_ref()?;
        Some((id, parties.is_single && party.span == id.span))
    })
}

fn message(portfolio: &Portfolio, id: &str, is_compared: bool) -> Message {
    let only = || only_named(portfolio, id.trim_end_matches([',', ';']));
    let named = || only().or_else(|| portfolio.organisations_named(id).next().map(|found| &*found.id.value));
    let near = || closest(id, portfolio.organisations.iter().map(|found| &*found.id.value));
    match is_compared.then(|| named().or_else(near)).flatten() {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => {
            let new = slug(id).unwrap_or_else(|| "id".to_owned());
            let line = format!("{new}: {{name: {MISSING}, kind: {MISSING}}}");
            Message::new(text!("message")).with("suggestion", line).with("id", new)
        }
    }
    .with("value", id)
}
