//! The totals of all projects, before and after.

use super::{diff_report::DiffReport, table};
use crate::{key, model::Kroner, query::stats::Sum};

impl DiffReport<'_> {
    /// Returns a table of the totals if they changed.
    pub(super) fn totals(&self) -> String {
        let (before, after) = self.changes.totals;
        if before == after {
            return String::new();
        }
        let [before_title, after_title] =
            [key!("column.before"), key!("column.after")].map(|key| self.texts.get(key).to_owned());
        let header = [String::new(), before_title, after_title];
        let count = |count: usize| self.formats.number(count as u64);
        let amount = |sum: Sum| {
            let known = sum.known.map(|known| self.formats.kroner(self.texts, Kroner(known)));
            let args = [("amount", known.clone().unwrap_or_default()), ("count", count(sum.unknown))];
            match known {
                Some(known) if sum.unknown == 0 => known,
                Some(_) => self.texts.fill(key!("changes.unknown"), &args),
                // Without projects the sum is 0; with projects whose amounts are missing it is unknown.
                None if sum.unknown == 0 => self.formats.kroner(self.texts, Kroner(0)),
                None => self.texts.get(key!("changes.all-unknown")).to_owned(),
            }
        };
        let mut lines =
            vec![[self.texts.get(key!("changes.projects")).to_owned(), count(before.projects), count(after.projects)]];
        let sums = [
            ("grant", before.grant, after.grant),
            ("own_funding", before.own_funding, after.own_funding),
            ("spent", before.spent, after.spent),
        ];
        for (key, old, new) in sums.into_iter().filter(|(_, old, new)| old.known != new.known) {
            lines.push([self.texts.named(&format!("key.budget.{key}")).to_owned(), amount(old), amount(new)]);
        }
        let lines: Vec<Vec<String>> = lines.into_iter().map(Vec::from).collect();
        format!(
            "## {}\n\n{}\n",
            self.texts.get(key!("changes.totals")),
            table::markdown(&header, &lines, &[false, true, true])
        )
    }
}
