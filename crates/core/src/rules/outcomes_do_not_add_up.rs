//! A column of table 3 whose outcomes do not add up to （七）总计.

use crate::form::EquationKind;

use super::{Basis, BasisKind, Rule, failing_sums, page};

pub(super) const RULE: Rule = Rule {
    id: "outcomes-do-not-add-up",
    basis: Basis { kind: BasisKind::Implied, text: "表三“（七）总计”是各项办理结果的总计" },
    page: page!("outcomes-do-not-add-up.md"),
    needs: &[],
    find: |context, findings| failing_sums::find(context, EquationKind::Outcomes, "outcomes-do-not-add-up", findings),
    say: |finding, _, report| failing_sums::say(finding, report),
};
