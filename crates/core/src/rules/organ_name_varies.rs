//! 市信访局 in the title, 市信访办 in the text.

use serde::Serialize;

use crate::finding::{Found, Related, Severity};
use crate::narrative::{Class, Narrative, Word};
use crate::report::Report;

use super::mending;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A name that is nearly the organ's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct OrganNameVaries {
    /// The name as the prose has it.
    pub written: String,
    /// The organ's name.
    pub organ: String,
}

impl Slip for OrganNameVaries {
    const RULE: Rule = Rule {
        id: "organ-name-varies",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "同一机关的名称应当前后一致" },
        page: page!("organ-name-varies.md"),
        needs: &[Need::Organ],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(organ) = context.report.organ.as_deref() else { return Vec::new() };
        let narrative = context.narrative;
        let is_former = |start: usize| {
            let sentence = narrative.sentence_words(narrative.clause_at(start));
            Class::Former.is_in(sentence)
        };
        let own = variants(organ, narrative).filter(|variant| !is_former(variant.start)).take(MOST);
        let found = own.map(|Variant { start, end, meant }| {
            let title = context.report.organ_span.map(|span| Related { span, message: organ.to_owned() });
            let span = context.prose.origin(start, end);
            let slip = OrganNameVaries { written: context.words_in_prose(start, end), organ: organ.to_owned() };
            Found {
                related: title.into_iter().collect(),
                fixes: mending::replacing(context, span, meant.to_owned()).into_iter().collect(),
                ..slip.at(Severity::Warning, context.place_in_prose(start), span)
            }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这里写“{}”，本机关的名称是“{}”，请核对。", self.written, self.organ),
            advice: "指的是本机关的，请改为一致。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.organ.clone())
    }
}

/// How the names of departments end, and what comes to the same.
const ENDS: [&[&str]; 4] = [&["局"], &["委员会", "委"], &["办公室", "办"], &["厅"]];

/// A text that names it wrongly again and again is told so this often.
const MOST: usize = 10;

/// A name that is nearly the organ's: where it begins and ends in the folded text, and what it stands for.
struct Variant<'a> {
    start: usize,
    end: usize,
    meant: &'a str,
}

/// Where names stand that are nearly the organ's own, found at the 市 or 县 that they share with it.
fn variants<'a>(organ: &'a str, narrative: &'a Narrative) -> impl Iterator<Item = Variant<'a>> + 'a {
    let text = narrative.prose.text();
    let parts = parts(organ);
    let tail = tail(organ);
    let region_in_tail = tail.and_then(|tail| tail.find(is_region));
    let regions = narrative.every(&[Word::Region]);
    regions.filter_map(move |region| {
        let end = parts.and_then(|parts| other_end(parts, &text[region.start..]));
        let end = end.and_then(|length| {
            let meant = &organ[organ.rfind(is_region)?..];
            Some(Variant { start: region.start, end: region.start + length, meant })
        });
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
fn other_beginning<'a>(organ: &'a str, tail: &str, text: &str, at: usize) -> Option<Variant<'a>> {
    if !text.get(at..)?.starts_with(tail) {
        return None;
    }
    let before = text[..at].chars().next_back()?;
    let name = matches!(before, '\u{4e00}'..='\u{9fff}') && !organ.starts_with(before);
    name.then(|| Variant { start: at - before.len_utf8(), end: at + tail.len(), meant: organ })
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
