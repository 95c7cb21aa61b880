//! `dissemination-share-exceeded`: more for sharing knowledge than the round allows.

use crate::{
    finding::Message,
    model::{EarmarkKind, Kroner, Portfolio},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a project that sets aside more for sharing knowledge than its round allows.
    ///
    /// # Why
    ///
    /// Support buys competence, and only a part of it may pay for sharing knowledge. How much is said in `round.yaml`, as
    /// `max_dissemination_share: 0.15` below `requires`, and no other round is touched. Earmarks that are meant say
    /// `kind: dissemination`; nothing is guessed from their purpose. Where the grant is unknown, nothing is compared.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// requires: {max_dissemination_share: 0.15}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget:
    ///   grant: 2000000
    ///   earmarks: [{amount: 500000, purpose: konferanse, kind: dissemination}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// requires: {max_dissemination_share: 0.15}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget:
    ///   grant: 2000000
    ///   earmarks: [{amount: 300000, purpose: konferanse, kind: dissemination}]
    /// ```
    "dissemination-share-exceeded", "SL505", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for round in &portfolio.rounds {
        let share = round.requires.as_ref().and_then(|requires| requires.max_dissemination_share);
        let Some(share) = share.map(|share| share.value).filter(|share| (0.0..=1.0).contains(share)) else { continue };
        for project in portfolio.projects_in(round) {
            let Some(budget) = &project.budget else { continue };
            let Some(grant) = budget.plausible_grant() else { continue };
            let limit = part_of(grant, share);
            let shared = budget.earmarks.iter().filter(|earmark| earmark.kind == Some(EarmarkKind::Dissemination));
            let amounts: Vec<_> = shared.filter_map(|earmark| earmark.amount).collect();
            let sum: u64 = amounts.iter().map(|amount| amount.value.0).sum();
            if let Some(amount) = amounts.last().filter(|_| sum > limit.0) {
                let message = Message::new(text!("message")).with("sum", Kroner(sum)).with("most", limit);
                let message = message.with("share", per_cent(share)).with("year", round.year.to_string());
                sink.add(project.file(), amount.span, message);
            }
        }
    }
}

/// Returns a share of an amount, rounded up to whole kroner.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts have fewer digits than a float holds, and shares are between 0 and 1"
)]
fn part_of(amount: Kroner, share: f64) -> Kroner {
    Kroner((amount.0 as f64 * share).ceil() as u64)
}

/// Formats a share in per cent, with at most one decimal.
fn per_cent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    format!("{}", tenths / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_counted_in_the_projects_favour() {
        assert_eq!(part_of(Kroner(2_000_000), 0.15), Kroner(300_000));
        assert_eq!(part_of(Kroner(1_999_999), 0.15), Kroner(300_000));
        assert_eq!([0.15, 0.125, 1.0].map(per_cent), ["15", "12.5", "100"]);
    }
}
