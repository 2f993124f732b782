//! Fees in 元 and in 万元.

use crate::narrative::{Claim, Topic};

use super::vocabulary::Context;

/// Whether the amount of the prose is the number of the table, with 元 and not 万元 as its unit.
pub(super) fn is_in_yuan(context: &Context, claim: &Claim) -> bool {
    let yuan = context.narrative.figures[claim.figure].yuan();
    let filled = claim.readings.iter().map(|reading| reading.value / 10_000);
    claim.role.is_of(Topic::Fees) && yuan.is_some_and(|yuan| yuan > 0) && filled.map(Some).any(|filled| filled == yuan)
}
