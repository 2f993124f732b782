//! 宜宾市 in a report from 威海市; another bureau's name in front of the text.

use serde::Serialize;

use crate::divisions::{Division, Divisions, Tier};
use crate::finding::{Found, Related, Severity};
use crate::narrative::{Class, Narrative, Word, date};
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// The name of another place or organ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ForeignName {
    /// The name as written.
    pub written: String,
    /// The organ whose report it is.
    pub organ: String,
}

impl Slip for ForeignName {
    const RULE: Rule = Rule {
        id: "foreign-name",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "报告写的是本机关的工作，别处的名称多是沿用了别处的文字"
        },
        page: page!("foreign-name.md"),
        needs: &[Need::Region],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(organ) = context.report.organ.as_deref() else { return Vec::new() };
        let mut told: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        let names = places(organ, context.narrative).chain(organs(organ, context)).chain(signature(organ, context));
        for Name { start, end, own } in names {
            let name = &context.prose.text()[start..end];
            if told.contains(&name) {
                continue;
            }
            told.push(name);
            let span = context.prose.origin(start, end);
            let title = context.report.organ_span.map(|span| Related { span, message: organ.to_owned() });
            let fix = own.and_then(|own| replacing(context, span, own));
            let slip = ForeignName { written: context.words_in_prose(start, end), organ: organ.to_owned() };
            found.push(Found {
                related: title.into_iter().collect(),
                fixes: fix.into_iter().collect(),
                ..slip.at(Severity::Warning, context.place_in_prose(start), span)
            });
            if told.len() == MOST {
                break;
            }
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这里写“{}”，本机关是“{}”，像是沿用了别处的文字，请核对。", self.written, self.organ),
            advice: "沿用的请改正，并一并核对这一段的数字和内容；确实说的是别处的，可不改。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.organ.clone())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 5;

/// A name that is not the organ's own, by its place in the folded text.
struct Name<'a> {
    start: usize,
    end: usize,
    /// The organ's own in its stead, where that is plain.
    own: Option<&'a str>,
}

/// Names of other regions that nothing in their sentence accounts for. Where the organ's own region is not known, no name
/// can be told to be another's.
fn places<'a>(organ: &str, narrative: &'a Narrative) -> impl Iterator<Item = Name<'a>> {
    let own = Divisions::get().leading(organ).lowest;
    let regions = narrative.every(if own.is_empty() { &[] } else { &[Word::Region] });
    regions.filter_map(move |region| {
        let text = narrative.prose.text();
        let foreign = foreign_division(&own, &text[..region.end], &text[region.end..])?;
        let start = region.end - foreign.name.len();
        let own = own_division(&own, foreign.tier);
        is_left_over(narrative, start).then_some(Name { start, end: region.end, own })
    })
}

/// Two characters are too often the end of one word and the beginning of the next: 和县 in 乡镇和县直部门.
const SHORTEST_NAME: usize = "宜宾市".len();

/// Names that are also words, or parts of them: 会同县司法局, 行政和县级, 信息资源县级共享, 新建区级平台, 沿海城市.
const AMBIGUOUS: &[&str] = &[
    "政和县",
    "资源县",
    "新建区",
    "新市区",
    "新城区",
    "港口区",
    "市中区",
    "城中区",
    "城关区",
    "公安县",
    "会同县",
    "应城市",
    "兴城市",
    "项城市",
    "海城市",
    "宜城市",
];

/// The organ's own province, prefecture or county.
fn own_division(own: &[Division], tier: Tier) -> Option<&'static str> {
    let [own] = own else { return None };
    let mut place = *own;
    while place.tier != tier {
        place = *Divisions::get().within(&place)?;
    }
    Some(place.name)
}

/// The division with whose name `before` ends, when it and what is the organ's own lie in different places.
fn foreign_division(own: &[Division], before: &str, behind: &str) -> Option<Division> {
    let divisions = Divisions::get();
    let named: Vec<&Division> = divisions.ending(before).collect();
    let longest = named.iter().map(|division| division.name).max_by_key(|name| name.len())?;
    if longest.len() < SHORTEST_NAME || AMBIGUOUS.contains(&longest) {
        return None;
    }
    let near = |division: &&&Division| {
        own.iter().any(|own| {
            let neighbours =
                divisions.within(own).zip(divisions.within(division)).is_some_and(|(one, other)| one == other);
            divisions.are_in_line(own, division) || neighbours
        })
    };
    let is_near = named.iter().filter(|division| division.name == longest).any(|division| near(&division));
    let foreign = named.iter().find(|division| division.name == longest)?;
    // Counties have the names of many things: an organ's words must follow.
    let counts = || foreign.tier != Tier::County || begins_like_organ(behind);
    (!is_near && counts()).then_some(**foreign)
}

fn begins_like_organ(words: &str) -> bool {
    let near: String = words.chars().take(8).collect();
    let near = near.split([',', '。', '、', ';', ':', '\n', '(', ')']).next().unwrap_or("");
    Class::OrganBegins.is_in(near)
}

/// Whether nothing in the sentence, nor a title it stands in, accounts for the name at `start`.
fn is_left_over(narrative: &Narrative, start: usize) -> bool {
    let sentence = narrative.sentence_words(narrative.clause_at(start));
    let (before, _) = narrative.prose.around(start, 90);
    let in_title = before.rfind('《') > before.rfind('》');
    !in_title && !Class::NamesElsewhere.is_in(sentence)
}

/// Names of other organs of the same region above the first section, where the organ speaks of its own report.
fn organs<'a>(organ: &'a str, context: &Context<'a>) -> impl Iterator<Item = Name<'a>> {
    let prose = context.prose;
    let title = context.report.title.map_or(0, |title| title.end);
    let paragraphs = prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none());
    let region = organ.find(is_region).map(|at| &organ[..at + "县".len()]);
    let opening = paragraphs.filter(move |paragraph| paragraph.span.start >= title);
    opening.filter_map(move |paragraph| {
        let words = prose.words_of(paragraph);
        let region = region?;
        let at = words.find(region)?;
        // 来源: and the like name who published.
        let labelled = words[..at].ends_with(':');
        let name = words[at + region.len()..].find(['局', '厅']).map(|end| at + region.len() + end + "局".len())?;
        let speaks_of_report = Class::ReportFollows.begins(&words[name..]);
        let other = &words[at..name];
        let foreign = speaks_of_report
            && !labelled
            && other.len() <= LONGEST_ORGAN
            && !organ.contains(other)
            && !other.contains(organ);
        foreign.then(|| Name { start: paragraph.start + at, end: paragraph.start + name, own: Some(organ) })
    })
}

/// The line above the date at the end, where it is the name of another organ of the same region.
fn signature<'a>(organ: &'a str, context: &Context) -> Option<Name<'a>> {
    let prose = context.prose;
    let [.., name, day] = &prose.paragraphs[..] else { return None };
    let words = prose.words_of(name);
    let region = organ.find(is_region).map(|at| &organ[..at + "县".len()])?;
    let (date, length) = date(prose.words_of(day))?;
    let is_date = date.day.is_some() && length == day.end - day.start;
    let is_name = words.len() <= LONGEST_ORGAN && words.ends_with(['局', '厅']) && words.starts_with(region);
    let is_foreign = is_date && is_name && !organ.contains(words) && !words.contains(organ);
    is_foreign.then_some(Name { start: name.start, end: name.end, own: Some(organ) })
}

/// The name of an organ is shorter, in bytes.
const LONGEST_ORGAN: usize = 60;

fn is_region(character: char) -> bool {
    matches!(character, '省' | '市' | '县' | '区' | '州' | '旗')
}
