//! A people's government's report without 工作考核, 社会评议, 责任追究.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::SectionId;
use crate::narrative::Word;
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What a government's report leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct GovernmentItemsMissing {
    /// The items that it does not tell of, in the order of the law.
    pub missing: Vec<&'static str>,
}

impl Slip for GovernmentItemsMissing {
    const RULE: Rule = Rule {
        id: "government-items-missing",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "《中华人民共和国政府信息公开条例》第五十条第四项：各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况",
        },
        page: page!("government-items-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let government = context.report.organ.as_deref().is_some_and(|organ| organ.ends_with("政府"));
        let Some(section) = context.report.section(SectionId::Overview).filter(|_| government && context.is_due())
        else {
            return Vec::new();
        };
        let treated = |word: Word| context.narrative.every(&[word]).next().is_some();
        let missing: Vec<&str> = ITEMS.iter().filter(|(_, word)| !treated(*word)).map(|(item, _)| *item).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let place = Place::Section(SectionId::Overview);
        vec![GovernmentItemsMissing { missing }.at(Severity::Warning, place, section.heading)]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!(
                "《政府信息公开条例》规定政府的年度报告要写明{}的情况，没有看到，请核对。",
                self.missing.join("、")
            ),
            advice: "一般写在“监督保障”里；没有责任追究的，写明没有。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.missing.join("、"))
    }
}

/// The items, with the words that treat them.
const ITEMS: [(&str, Word); 3] =
    [("工作考核", Word::Appraisal), ("社会评议", Word::Review), ("责任追究", Word::Accountability)];
