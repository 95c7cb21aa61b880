//! `invalid-organisation-number`: a number that the central register cannot have given.

use super::{Check, Sink};
use crate::{
    finding::Message,
    model::{Portfolio, is_organisation_number},
};

rule! {
    /// Finds an organisation number whose check digit is wrong, or that has not nine digits.
    ///
    /// # Why
    ///
    /// The number ties the portfolio to the central register and to other data. The last digit is worked out from the eight
    /// before it, so a slip of the finger shows. Leave the number out rather than guess it.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # organisations.yaml
    /// digdir: {name: Digitaliseringsdirektoratet, kind: state, number: "991825828"}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # organisations.yaml
    /// digdir: {name: Digitaliseringsdirektoratet, kind: state, number: "991825827"}
    /// ```
    "invalid-organisation-number", "SL208", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for organisation in &portfolio.organisations {
        let Some(number) = &organisation.number else { continue };
        if is_organisation_number(number) {
            continue;
        }
        let bare: String = number.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let message = if is_organisation_number(&bare) {
            Message::new("spaces").with("suggestion", bare)
        } else {
            Message::new("message")
        };
        sink.add("organisations.yaml", number.span, message.with("value", &*number.value));
    }
}
