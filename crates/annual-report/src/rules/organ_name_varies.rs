//! 市信访局 in the title, 市信访办 in the text.

use crate::finding::{Finding, Related, Severity};

use super::{Basis, BasisKind, Context, Rule, Sentence};

pub(super) const RULE: Rule = Rule {
    id: "organ-name-varies",
    basis: Basis { kind: BasisKind::Practice, text: "同一机关的名称应当前后一致" },
    page: include_str!("organ-name-varies.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "这里写“{}”，标题写“{}”，请核对。",
            finding.found.as_deref().unwrap_or(""),
            finding.expected.as_deref().unwrap_or("")
        ),
        advice: "指的是本机关的，请改为一致。".to_owned(),
    },
};

/// How the names of departments end, and what comes to the same.
const ENDS: [&[&str]; 4] = [&["局"], &["委员会", "委"], &["办公室", "办"], &["厅"]];

/// A text names its organ no more often.
const MOST_LOOKED_AT: usize = 2000;

/// A text that names it wrongly again and again is told so this often.
const MOST: usize = 10;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref() else { return };
    let text = context.prose.text();
    let mut places = other_ends(organ, text);
    places.extend(other_beginnings(organ, text));
    places.sort_unstable();
    for (start, end) in places.into_iter().take(MOST) {
        let title = context.report.organ_span.map(|span| Related { span, message: organ.to_owned() });
        findings.push(Finding {
            found: Some(context.words_in_prose(start, end)),
            expected: Some(organ.to_owned()),
            related: title.into_iter().collect(),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(start), context.prose.origin(start, end))
        });
    }
}

/// 市信访办 for 三门峡市信访局: the same kind of region in front, another end behind.
fn other_ends(organ: &str, text: &str) -> Vec<(usize, usize)> {
    let Some((region, root, own)) = parts(organ) else { return Vec::new() };
    let variant = |at: usize| {
        if !text[..at].ends_with(region) {
            return None;
        }
        let behind = &text[at + root.len()..];
        let other = ENDS.iter().enumerate().filter(|(kind, _)| *kind != own);
        let end = other.flat_map(|(_, ends)| ends.iter()).find(|end| behind.starts_with(**end))?;
        // 办理, 办法, 委托, 局面 are no names.
        let next = behind[end.len()..].chars().next();
        let other_word = next.is_some_and(|next| {
            matches!(next, '理' | '法' | '事' | '结' | '案' | '托' | '派' | '面' | '部' | '公' | '员')
        });
        (!other_word).then(|| (at - region.len_utf8(), at + root.len() + end.len()))
    };
    text.match_indices(root).take(MOST_LOOKED_AT).filter_map(|(at, _)| variant(at)).collect()
}

/// 青溪县人民政府 for 清溪县人民政府: a name of at least five characters that differs in its first.
fn other_beginnings(organ: &str, text: &str) -> Vec<(usize, usize)> {
    let mut characters = organ.chars();
    let Some(first) = characters.next() else { return Vec::new() };
    let tail = characters.as_str();
    // With a region in front the tail may be another organ's: 省财政厅, 市财政局.
    if tail.chars().count() < 5 || tail.starts_with(['省', '市', '县', '区', '镇', '乡']) {
        return Vec::new();
    }
    let variant = |at: usize| {
        let before = text[..at].chars().next_back()?;
        let name = matches!(before, '\u{4e00}'..='\u{9fff}') && before != first;
        name.then(|| (at - before.len_utf8(), at + tail.len()))
    };
    text.match_indices(tail).take(MOST_LOOKED_AT).filter_map(|(at, _)| variant(at)).collect()
}

/// 三门峡市信访局: what its region is, its own words, and how it ends.
fn parts(organ: &str) -> Option<(char, &str, usize)> {
    let (at, region) = organ
        .char_indices()
        .rev()
        .find(|(_, character)| matches!(character, '省' | '市' | '县' | '区' | '州' | '旗'))?;
    let name = &organ[at + region.len_utf8()..];
    let (own, root) = ENDS
        .iter()
        .enumerate()
        .find_map(|(kind, ends)| Some((kind, ends.iter().find_map(|end| name.strip_suffix(end))?)))?;
    // 政府办, 委 alone and single characters would be found everywhere.
    (root.chars().count() >= 2 && !root.contains("政府")).then_some((region, root, own))
}
