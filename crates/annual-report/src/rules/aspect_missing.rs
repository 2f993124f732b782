//! Section one does not treat one of the five aspects.

use crate::finding::{Finding, Place, Severity};
use crate::form::{Edition, SectionId};
use crate::matching::holds;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "aspect-missing",
    basis: Basis {
        kind: BasisKind::Official,
        text: "国办公开办函〔2021〕30号：总体情况主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
    },
    page: page!("aspect-missing.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!("“总体情况”里没有看到{}方面的内容，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "总体情况一般写五个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障。".to_owned(),
    },
};

/// The aspects with words that treat them; generous, for substance counts and not the heading.
const ASPECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "发布信息", "公开信息", "信息发布", "公开政府信息"]),
    ("依申请公开", &["依申请", "公开申请", "申请公开"]),
    ("政府信息管理", &["信息管理", "规范性文件", "公开属性", "保密审查", "审核", "审查", "清理", "更新"]),
    ("平台建设", &["平台", "网站", "公众号", "新媒体", "专栏", "公开栏", "查阅点"]),
    ("监督保障", &["监督", "保障", "考核", "培训", "评议", "问责", "责任追究", "检查"]),
];

/// A shorter section, in bytes, is no account at all: other checks speak of it.
const SHORTEST: usize = 240;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(section) = context.report.section(SectionId::Overview) else { return };
    if context.report.edition != Edition::E2021 {
        return;
    }
    let words: Vec<&str> = context
        .prose
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.section == Some(SectionId::Overview) && !paragraph.is_section_heading)
        .map(|paragraph| context.prose.words_of(paragraph))
        .collect();
    if words.iter().map(|words| words.len()).sum::<usize>() < SHORTEST {
        return;
    }
    let treated = |known: &[&str]| known.iter().any(|known| words.iter().any(|words| holds(words, known)));
    let missing: Vec<&str> = ASPECTS.iter().filter(|(_, known)| !treated(known)).map(|(aspect, _)| *aspect).collect();
    if !missing.is_empty() {
        findings.push(Finding {
            found: Some(missing.join("、")),
            ..Finding::new(RULE.id, Severity::Warning, Place::Section(SectionId::Overview), section.heading)
        });
    }
}
