//! An organisation and its former names.

use super::{Citation, Text};
use crate::{
    date::Date,
    document::{At, SharedStr, choice, record},
};

record! {
    /// Holds an entry of the register of organisations.
    pub struct Organisation {
        /// Its current name.
        name: Option<At<Text>>,
        /// What kind of organisation it is.
        kind: Option<OrganisationKind>,
        /// Its number in the central register, nine digits.
        number: Option<At<SharedStr>>,
        /// Other names.
        aliases: Vec<SharedStr>,
        /// Names it had before.
        former_names: Vec<FormerName>,
        /// Who took over from it.
        succeeded_by: Option<Succession>,
        /// The id of the organisation it is a part of.
        part_of: Option<At<SharedStr>>,
        /// Where to read about it.
        url: Option<At<SharedStr>>,
        /// Anything else worth knowing.
        note: Option<Text>,
        /// Where its facts come from.
        sources: Vec<Citation>,
    }
    besides {
        /// Its id: the key in the register.
        id: At<SharedStr>,
        /// Keys with an unreadable value. They have a fault and are not missing.
        unread: Vec<SharedStr>,
    }
}

choice! {
    /// Says what kind of organisation it is.
    pub enum OrganisationKind {
        /// A body of central government.
        State = "state",
        /// A county municipality.
        County = "county",
        /// A municipality.
        Municipality = "municipality",
        /// A district of a municipality.
        District = "district",
        /// A health trust or a part of one.
        Health = "health",
        /// A company.
        Company = "company",
        /// An association.
        Association = "association",
        /// A programme that several bodies run.
        Programme = "programme",
    }
}

record! {
    /// Holds a name that an organisation had.
    pub struct FormerName (short for name) {
        /// The name.
        name: Option<Text>,
        /// The last day it was used.
        until: Option<At<Date>>,
    }
}

record! {
    /// Holds who took over from an organisation.
    pub struct Succession (short for organisation) {
        /// The id of the successor.
        organisation: Option<At<SharedStr>>,
        /// When it took over.
        on: Option<At<Date>>,
    }
}

impl Organisation {
    /// Lists the ids of the organisations that it refers to.
    pub fn references(&self) -> impl Iterator<Item = &At<SharedStr>> {
        let successor = self.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref());
        successor.into_iter().chain(&self.part_of)
    }

    /// Returns the name at a time: the first former name that was still in use, else the current one.
    #[must_use]
    pub fn name_at(&self, time: Option<Date>) -> Option<&Text> {
        let was_used = |former: &&FormerName| match (time, &former.until) {
            (Some(time), Some(until)) => !until.value.is_before(time),
            _ => false,
        };
        let mut former: Vec<&FormerName> = self.former_names.iter().filter(was_used).collect();
        former.sort_by_key(|former| former.until.map(|until| until.value));
        let former = former.first().and_then(|former| former.name.as_ref());
        former.or(self.name.as_ref().map(|name| &name.value))
    }

    /// Lists its current, other and former names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let former = self.former_names.iter().filter_map(|former| former.name.as_ref()).flat_map(Text::wordings);
        self.name.iter().flat_map(|name| name.wordings()).chain(self.aliases.iter().map(|alias| &**alias)).chain(former)
    }
}

/// Returns whether a text is a valid organisation number: nine digits with the right check digit.
///
/// Source: Brønnøysundregistrene, the organisation number. The weights are 3 2 7 6 5 4 3 2, the modulus is 11.
#[must_use]
pub fn is_organisation_number(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., check] = &digits[..] else { return false };
    let sum: u32 = body.iter().zip([3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    number.len() == 9 && digits.len() == 9 && *check == (11 - sum % 11) % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_time() {
        let former = |name: &str, until: &str| FormerName {
            name: Some(Text::Plain(name.into())),
            until: Date::parse(until).map(|value| At { value, span: crate::document::Span::default() }),
        };
        let organisation = Organisation {
            name: Some(At { value: Text::Plain("now".into()), span: crate::document::Span::default() }),
            former_names: vec![former("second", "2019-12-31"), former("first", "2010")],
            ..Organisation::default()
        };
        let name = |time: &str| organisation.name_at(Date::parse(time)).cloned();
        for (time, expected) in
            [("2010-06", "first"), ("2011", "second"), ("2019", "second"), ("2019-12-31", "second"), ("2020", "now")]
        {
            assert_eq!(name(time), Some(Text::Plain(expected.into())), "{time}");
        }
        assert_eq!(name("unknown"), Some(Text::Plain("now".into())));
    }

    #[test]
    fn check_digits_are_checked() {
        for good in ["991825827", "994598759", "974760673"] {
            assert!(is_organisation_number(good), "{good}");
        }
        for bad in ["991825828", "99182582", "9918258270", "991 825 827", "", "æøåæøåæøå", "٩٩١٨٢٥٨٢٧"]
        {
            assert!(!is_organisation_number(bad), "{bad}");
        }
    }

    #[test]
    fn a_remainder_of_one_has_no_check_digit() {
        // 3·1 + 2·0 … = 3 for 10000000; the digit 8 is right, and no body with remainder 1 has any.
        assert!(is_organisation_number("100000008"));
        let body = [0, 0, 0, 0, 0, 0, 0, 6]; // 2·6 = 12 = 1 mod 11
        assert!((0..10).all(|check| {
            let text: String = body.iter().chain([&check]).map(ToString::to_string).collect();
            !is_organisation_number(&text)
        }));
    }
}
