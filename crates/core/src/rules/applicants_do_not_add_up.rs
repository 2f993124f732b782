//! A row of table 3 whose applicants do not add up to its 总计.

use crate::form::EquationKind;

use super::{Basis, BasisKind, Rule, failing_sums, page};

pub(super) const RULE: Rule = Rule {
    id: "applicants-do-not-add-up",
    basis: Basis { kind: BasisKind::Implied, text: "表三“总计”列是自然人和各类组织的总计" },
    page: page!("applicants-do-not-add-up.md"),
    needs: &[],
    find: |context, findings| {
        failing_sums::find(context, EquationKind::Applicants, "applicants-do-not-add-up", findings)
    },
    say: |finding, _, report| failing_sums::say(finding, report),
};
