//! A group of table 4 whose results do not add up to its 总计.

use crate::form::EquationKind;

use super::{Basis, BasisKind, Rule, failing_sums, page};

pub(super) const RULE: Rule = Rule {
    id: "disputes-do-not-add-up",
    basis: Basis { kind: BasisKind::Implied, text: "表四每组的“总计”是四种结果的总计" },
    page: page!("disputes-do-not-add-up.md"),
    needs: &[],
    find: |context, findings| failing_sums::find(context, EquationKind::Disputes, "disputes-do-not-add-up", findings),
    say: |finding, _, report| failing_sums::say(finding, report),
};
