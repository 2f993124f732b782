//! 我局 in a town's report.

use crate::finding::{Finding, Severity};
use crate::narrative::Word;

use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "self-reference-differs",
    basis: Basis {
        kind: BasisKind::Practice, text: "自称应当与机关一致，不一致的多是沿用了别处的文字"
    },
    page: page!("self-reference-differs.md"),
    needs: &[Need::Organ],
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "这里自称“{}”，与{}不一致，请核对。",
            finding.found.as_deref().unwrap_or(""),
            finding.expected.as_deref().unwrap_or("")
        ),
        advice: "是沿用别处文字的，请一并核对这一段的内容。".to_owned(),
    },
};

/// What organs call themselves, by how their names end.
const OWN: &[(&str, &[&str])] = &[
    ("我局", &["局"]),
    ("我委", &["委", "委员会"]),
    ("我厅", &["厅"]),
    ("我镇", &["镇", "镇人民政府", "镇政府"]),
    ("我乡", &["乡", "乡人民政府", "乡政府"]),
    ("我街道", &["街道", "街道办事处", "街道办"]),
];

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(organ) = &context.report.organ else { return };
    let fits = |own: &str| {
        let is_known = |known: &str| known.trim_start_matches('我') == own.trim_start_matches(['我', '本']);
        OWN.iter().any(|(known, ends)| is_known(known) && ends.iter().any(|end| organ.ends_with(end)))
    };
    let known = OWN.iter().any(|(own, _)| fits(own)) || organ.ends_with("人民政府");
    if !known {
        return;
    }
    let text = context.prose.text();
    let mut told: Vec<&str> = Vec::new();
    for hit in context.narrative.every(&[Word::Own]) {
        let own = &text[hit.start..hit.end];
        // 我局长 and the like are other words.
        if fits(own) || told.contains(&own) || text[hit.end..].starts_with('长') || context.is_quoted(hit.start) {
            continue;
        }
        told.push(own);
        findings.push(Finding {
            found: Some(own.to_owned()),
            expected: Some(organ.clone()),
            ..Finding::new(
                RULE.id,
                Severity::Warning,
                context.place_in_prose(hit.start),
                context.prose.origin(hit.start, hit.end),
            )
        });
    }
}
