//! A column of table 3 where received and carried in do not equal the outcomes and what is carried out.

use crate::form::EquationKind;

use super::{Basis, BasisKind, Rule, failing_sums, page};

pub(super) const RULE: Rule = Rule {
    id: "requests-out-of-balance",
    basis: Basis {
        kind: BasisKind::Official,
        text: "表三表头：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    },
    page: page!("requests-out-of-balance.md"),
    needs: &[],
    find: |context, findings| failing_sums::find(context, EquationKind::Balance, "requests-out-of-balance", findings),
    say: |finding, _, report| failing_sums::say(finding, report),
};
