//! 市信访局 in the title, 市信访办 in the text.

use crate::finding::{Finding, Related, Severity};
use crate::narrative::{Narrative, Word};
use crate::searching::holds_any;

use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "organ-name-varies",
    basis: Basis { kind: BasisKind::Practice, text: "同一机关的名称应当前后一致" },
    page: page!("organ-name-varies.md"),
    needs: &[Need::Organ],
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

/// A text that names it wrongly again and again is told so this often.
const MOST: usize = 10;

/// What is said of a name that the organ had.
const FORMER: &str = "更名 改名 原名 组建 机构改革 挂牌 划入 撤销";

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(organ) = context.report.organ.as_deref() else { return };
    let narrative = context.narrative;
    let is_former = |start: usize| {
        let sentence = narrative.sentence_words(narrative.clause_at(start));
        holds_any(sentence, FORMER)
    };
    for (start, end) in variants(organ, narrative).filter(|(start, _)| !is_former(*start)).take(MOST) {
        let title = context.report.organ_span.map(|span| Related { span, message: organ.to_owned() });
        findings.push(Finding {
            found: Some(context.words_in_prose(start, end)),
            expected: Some(organ.to_owned()),
            related: title.into_iter().collect(),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(start), context.prose.origin(start, end))
        });
    }
}

/// Where names stand that are nearly the organ's own, found at the 市 or 县 that they share with it.
fn variants<'a>(organ: &'a str, narrative: &'a Narrative) -> impl Iterator<Item = (usize, usize)> + 'a {
    let text = narrative.prose.text();
    let parts = parts(organ);
    let tail = tail(organ);
    let region_in_tail = tail.and_then(|tail| tail.find(is_region));
    let regions = narrative.every(&[Word::Region]);
    regions.filter_map(move |region| {
        let end = parts.and_then(|parts| other_end(parts, &text[region.start..]));
        let end = end.map(|length| (region.start, region.start + length));
        let start = region.start.checked_sub(region_in_tail?);
        end.or_else(|| other_beginning(organ, tail?, text, start?))
    })
}

/// 市信访办 for 三门峡市信访局: the same kind of region in front of the root, another end behind; how many bytes it takes.
fn other_end((region, root, own): (char, &str, usize), text: &str) -> Option<usize> {
    let behind = text.strip_prefix(region)?.strip_prefix(root)?;
    let other = ENDS.iter().enumerate().filter(|(kind, _)| *kind != own);
    let end = other.flat_map(|(_, ends)| ends.iter()).find(|end| behind.starts_with(**end))?;
    // 办理, 办法, 委托, 局面 are no names.
    let next = behind[end.len()..].chars().next();
    let other_word = next
        .is_some_and(|next| matches!(next, '理' | '法' | '事' | '结' | '案' | '托' | '派' | '面' | '部' | '公' | '员'));
    (!other_word).then(|| text.len() - behind.len() + end.len())
}

/// 青溪县人民政府 for 清溪县人民政府: the tail at `at` behind another first character.
fn other_beginning(organ: &str, tail: &str, text: &str, at: usize) -> Option<(usize, usize)> {
    if !text.get(at..)?.starts_with(tail) {
        return None;
    }
    let before = text[..at].chars().next_back()?;
    let name = matches!(before, '\u{4e00}'..='\u{9fff}') && !organ.starts_with(before);
    name.then(|| (at - before.len_utf8(), at + tail.len()))
}

/// A name without its first character, when it is long enough to tell.
fn tail(organ: &str) -> Option<&str> {
    let mut characters = organ.chars();
    characters.next()?;
    let tail = characters.as_str();
    // With a region in front the tail may be another organ's: 省财政厅, 市财政局.
    let tells = tail.chars().count() >= 5 && !tail.starts_with(is_region);
    tells.then_some(tail)
}

/// 三门峡市信访局: what its region is, its own words, and how it ends.
fn parts(organ: &str) -> Option<(char, &str, usize)> {
    let (at, region) = organ.char_indices().rev().find(|(_, character)| is_region(*character))?;
    let name = &organ[at + region.len_utf8()..];
    let (own, root) = ENDS
        .iter()
        .enumerate()
        .find_map(|(kind, ends)| Some((kind, ends.iter().find_map(|end| name.strip_suffix(end))?)))?;
    // 政府办, 委 alone and single characters would be found everywhere.
    (root.chars().count() >= 2 && !root.contains("政府")).then_some((region, root, own))
}

fn is_region(character: char) -> bool {
    matches!(character, '省' | '市' | '县' | '区' | '州' | '旗' | '盟' | '镇' | '乡' | '街')
}
