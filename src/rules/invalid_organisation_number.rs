//! `invalid-organisation-number`: a number that the central register cannot have given.

use crate::{
    document::quoted,
    finding::{Arg, Fix, Message},
    model::{Portfolio, is_organisation_number},
    plural,
    rule::{Check, Sink, rule},
    wording::{as_digit, is_invisible},
};

rule! {
    /// Finds an organisation number whose check digit is wrong, or that has not nine digits.
    ///
    /// # Why
    ///
    /// The number ties the portfolio to the central register and to other data. The last digit is worked out from the eight
    /// before it, so a slip of the finger shows. What people write around the digits, as in `NO 991 825 827 MVA`, is taken
    /// away by `check --fix`. Leave the number out rather than guess it.
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
        let bare = bare(number);
        let (message, fix) = match &bare {
            Some(digits) if is_organisation_number(digits) => {
                let fix = Fix::new(number.span, quoted(digits));
                (Message::new(text!("spaces")).with("suggestion", &**digits), Some(fix))
            }
            Some(digits) if digits.len() == LENGTH => (Message::new(text!("message")), None),
            Some(digits) => (
                Message::new(text!("length")).with("count", Arg::Counted(plural!("counted.digits"), digits.len())),
                None,
            ),
            None => (Message::new(text!("signs")), None),
        };
        sink.add("organisations.yaml", number.span, message.with("value", &*number.value)).fix = fix;
    }
}

/// The number of digits.
const LENGTH: usize = 9;

/// Returns the digits of a number that may have groups, the country or a word before it, and `MVA` after it. None if there
/// is anything else.
fn bare(number: &str) -> Option<String> {
    let plain: String = number.chars().flat_map(|c| as_digit(c).unwrap_or(c).to_lowercase()).collect();
    let is_mark = |c: char| c.is_whitespace() || is_invisible(c) || ".:-–/'’,".contains(c);
    let mut rest = plain.trim_matches(is_mark);
    for word in ["organisasjonsnummer", "organisasjonsnr", "orgnummer", "orgnr", "org", "nummer", "nr", "no"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start_matches(is_mark);
    }
    rest = rest.strip_suffix("mva").unwrap_or(rest).trim_end_matches(is_mark);
    let digits: String = rest.chars().filter(|c| !is_mark(*c)).collect();
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for written in [
            "NO 991 825 827 MVA",
            "991825827MVA",
            "NO991825827",
            "NO991825827MVA",
            "Org.nr. 991 825 827",
            "org. nr.: 991.825.827",
            "Organisasjonsnummer: NO 991 825 827 mva.",
            "991\u{a0}825\u{a0}827",
            "991\u{202f}825\u{202f}827",
            "99182\u{ad}5827",
            "991-825-827",
            "９９１８２５８２７",
            " 991825827 ",
        ] {
            assert_eq!(bare(written).as_deref(), Some("991825827"), "{written}");
        }
        for other in ["", "MVA", "NO", "99182582x", "991825827 AS", "SE 991825827", "ukjent"] {
            assert_eq!(bare(other), None, "{other}");
        }
        assert_eq!(bare("99182582").map(|digits| digits.len()), Some(8));
    }
}
