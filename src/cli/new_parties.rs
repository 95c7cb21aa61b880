//! The owners and vendors of a new project: found in the register of organisations, or to be added to it.

use anyhow::Result;
use stimulab::{
    document::Choice,
    key,
    load::Nothing,
    model::{Organisation, OrganisationKind, Portfolio, guessed_kind, slug},
    scaffold::{RegisterEntry, yaml_text},
    similar_name::probable,
    texts::{Key, Texts},
};

use super::{
    context::Context,
    error_report::print,
    failure::Failure,
    new_questions::{ask, ask_kind, confirm},
    terminal,
};

/// Finds the organisations that the user names.
pub struct NewParties<'c> {
    context: &'c Context,
    portfolio: Portfolio,
    /// The entries that the user wants in the register.
    pub added: Vec<RegisterEntry>,
}

impl<'c> NewParties<'c> {
    /// Starts with the register of a portfolio.
    pub fn new(context: &'c Context, portfolio: Portfolio) -> Self {
        Self { context, portfolio, added: Vec::new() }
    }

    /// Returns the portfolio as it was read last.
    pub fn portfolio(&self) -> &Portfolio {
        &self.portfolio
    }

    /// Returns the ids of the named organisations; asks for them if `must_ask`, and for each that is unknown.
    pub fn ids(&mut self, named: &[String], must_ask: bool, question: Key) -> Result<Vec<String>> {
        let texts = self.context.texts();
        let words = if must_ask { vec![ask(&texts, question, false)?] } else { named.to_vec() };
        let mut ids = Vec::new();
        for name in words.iter().flat_map(|word| self.names(word)).collect::<Vec<_>>() {
            let id = self.id(name, question, &texts)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// Returns the names in an answer, which may be several with commas between them.
    fn names(&self, word: &str) -> Vec<String> {
        let is_one = self.portfolio.organisations_named(word).next().is_some();
        let names = if is_one { vec![word] } else { word.split([',', ';']).collect() };
        names.into_iter().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Returns the id of an organisation. In a terminal, asks again for one that is unknown.
    fn id(&mut self, mut name: String, question: Key, texts: &Texts) -> Result<String> {
        loop {
            match self.find(&name) {
                Ok(id) => return Ok(id),
                Err(failure) if !terminal::can_ask() => return Err(failure.into()),
                // In a terminal, questions take the place of the lines to add.
                Err(failure) if failure.key == key!("failure.no-organisation") => {
                    print(&Failure { hint: "asked", ..failure }.into(), texts);
                    if let Some(id) = self.offered(&name, texts)? {
                        return Ok(id);
                    }
                }
                Err(failure) => print(&failure.into(), texts),
            }
            name = ask(texts, question, false)?;
            // The user may have added it in the meantime.
            self.portfolio = self.context.open(&Nothing)?.loaded.portfolio;
        }
    }

    /// Offers a similar organisation, or to add the unknown one; returns the id that the user chooses.
    fn offered(&mut self, name: &str, texts: &Texts) -> Result<Option<String>> {
        if let Some(near) = self.near(name)
            && confirm(texts, key!("new.ask.meant"), &near)?
        {
            return Ok(self.find(&near).ok());
        }
        let Some(id) = slug(name) else { return Ok(None) };
        if !confirm(texts, key!("new.ask.add"), name)? {
            return Ok(None);
        }
        let kind = ask_kind(texts, name, guessed_kind(name))?;
        self.added.push(RegisterEntry { id: id.clone(), name: name.to_owned(), kind });
        Ok(Some(id))
    }

    fn find(&self, name: &str) -> Result<String, Failure> {
        let id = slug(name).unwrap_or_default();
        if let Some(added) = self.added.iter().find(|added| added.id == id) {
            return Ok(added.id.clone());
        }
        let mut found: Vec<&str> = self.portfolio.organisations_named(name).map(|found| &*found.id.value).collect();
        if found.is_empty() {
            found.extend(self.portfolio.organisation(&id).map(|found| &*found.id.value));
        }
        match found[..] {
            [one] => Ok(one.to_owned()),
            [] => Err(self.unknown(name, id)),
            _ if found.contains(&name) => Ok(name.to_owned()),
            _ => Err(Failure::new(key!("failure.several")).with("word", name).with("ids", found.join(", "))),
        }
    }

    /// Returns the error for an unknown organisation, with the lines to add to the register.
    fn unknown(&self, name: &str, id: String) -> Failure {
        let kinds = OrganisationKind::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
        Failure::new(key!("failure.no-organisation"))
            .with("name", name)
            .with("yaml", yaml_text(name))
            .with("id", id)
            .with("kind", guessed_kind(name).map_or("…", Choice::word))
            .with("kinds", kinds)
            .suggesting(self.near(name).as_deref())
    }

    /// Returns the name or id that a word was probably meant to be.
    fn near(&self, name: &str) -> Option<String> {
        let register = &self.portfolio.organisations;
        let ids = register.iter().map(|found| &*found.id.value);
        let names: Vec<&str> = ids.chain(register.iter().flat_map(Organisation::names)).collect();
        probable(name, &names).map(str::to_owned)
    }
}
