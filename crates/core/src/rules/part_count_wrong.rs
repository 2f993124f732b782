//! 「五部分组成」 in a report of six, 三个方面 with two.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::sections_of;
use crate::matching::fold;
use crate::narrative::Class;
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Another number of parts than six, or of things than are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PartCountWrong {
    /// The number with its unit, as written: 五个部分, 三个方面.
    pub written: String,
    /// How many are listed; absent where the form says that there are six.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<u32>,
}

impl Slip for PartCountWrong {
    const RULE: Rule = Rule {
        id: "part-count-wrong",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "年度报告格式规定六个部分" },
        page: page!("part-count-wrong.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let of_form = parts_of_form(context).or_else(|| parts_not_named(context));
        of_form.into_iter().chain(aspects(context)).collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        match self.listed {
            None => Sentence {
                message: format!("引言写“{}”，报告的格式是六个部分，请核对。", self.written),
                advice: "请改为六个部分，并核对列出的名称。".to_owned(),
            },
            Some(listed) => Sentence {
                message: format!("这里写“{}”，列出的是 {listed} 个，请核对。", self.written),
                advice: "请核对数目和列出的各项。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.listed.map_or("六部分".to_owned(), |listed| listed.to_string()))
    }
}

/// Numerals that count parts; 一 and 十 are other words too often.
const NUMERALS: &str = "二三四五六七八九";

/// What a character counts, where it counts parts.
fn count_of(numeral: char) -> Option<u32> {
    let in_words = NUMERALS.chars().position(|known| known == numeral).map(|at| at as u32 + 2);
    in_words.or_else(|| numeral.to_digit(10)).or((numeral == '两').then_some(2)).filter(|count| *count > 1)
}

/// The number right in front of a place, and where it begins. 十三 and 第三 are none.
fn count_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let numeral = text[..at].chars().next_back()?;
    let start = at - numeral.len_utf8();
    let is_longer = |before: char| before.is_ascii_digit() || "第十百零一二三四五六七八九".contains(before);
    Some((count_of(numeral)?, start)).filter(|_| !text[..start].ends_with(is_longer))
}

/// 「五部分组成」 in front of the first section.
fn parts_of_form(context: &Context) -> Option<Found<PartCountWrong>> {
    let prose = context.prose;
    let mut opening = prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none());
    let (start, end) = opening.find_map(|paragraph| {
        let words = prose.words_of(paragraph);
        let mut wrong = words.match_indices("部分").filter_map(|(at, _)| {
            let (count, start) = count_before(words, words[..at].trim_end_matches(['个', '大']).len())?;
            // 部分公开 is no part.
            let is_wrong = count != 6 && !words[at..].starts_with("部分公开");
            is_wrong.then_some((paragraph.start + start, paragraph.start + at + "部分".len()))
        });
        wrong.next()
    })?;
    let span = prose.origin(start, end);
    let written = context.words_in_prose(start, end);
    let six = if written.starts_with(|first: char| first.is_ascii_digit()) { "6" } else { "六" };
    let unit: String = written.chars().skip(1).collect();
    let fix = replacing(context, span, six.to_owned() + &unit);
    let own = PartCountWrong { written, listed: None }.at(Severity::Warning, Place::Preamble, span);
    Some(Found { fixes: fix.into_iter().collect(), ..own })
}

/// 由总体情况、…六部分组成, where the opening lists official titles, nothing but these, and not all of them.
fn parts_not_named(context: &Context) -> Option<Found<PartCountWrong>> {
    let prose = context.prose;
    let titles: Vec<String> = sections_of(context.report.edition).iter().map(|form| fold(form.words())).collect();
    let mut opening = prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none());
    opening.find_map(|paragraph| {
        let words = prose.words_of(paragraph);
        let at = words.find("部分组成")?;
        let (count, start) = count_before(words, words[..at].trim_end_matches(['个', '大']).len())?;
        let list = &words[words[..start].rfind('由')?..start];
        let named = titles.iter().filter(|title| list.contains(title.as_str())).count() as u32;
        let rest = titles.iter().fold(list.to_owned(), |rest, title| rest.replace(title.as_str(), ""));
        let nothing_else = Class::BesideTitles.skipped(&rest).is_empty();
        let (start, end) = (paragraph.start + start, paragraph.start + at + "部分".len());
        let slip = PartCountWrong { written: context.words_in_prose(start, end), listed: Some(named) };
        let found = slip.at(Severity::Warning, Place::Preamble, prose.origin(start, end));
        (count == 6 && named > 2 && named < count && nothing_else).then_some(found)
    })
}

/// 三个方面 with other than three things listed: 一是…二是 behind it, or short nouns in front of it.
fn aspects(context: &Context) -> Vec<Found<PartCountWrong>> {
    const ASPECTS: &str = "个方面";
    let text = context.prose.text();
    let places = text.match_indices(ASPECTS).take(MOST_ASPECTS);
    let found = places.filter_map(|(at, _)| {
        let (count, start) = count_before(text, at)?;
        let clause = context.narrative.clause_at(at);
        let listed = listed_behind(context, clause).or_else(|| listed_before(context, clause, start, count))?;
        let end = at + ASPECTS.len();
        let slip = PartCountWrong { written: context.words_in_prose(start, end), listed: Some(listed) };
        let place = context.place_of_clause(clause);
        (listed != count).then(|| slip.at(Severity::Warning, place, context.prose.origin(start, end)))
    });
    found.collect()
}

/// No report has so many.
const MOST_ASPECTS: usize = 200;

/// A list goes on no longer.
const MOST_CLAUSES: usize = 200;

/// How far 一是…二是 count in the clauses right behind one, and in the paragraphs behind that go on counting; two at least.
fn listed_behind(context: &Context, clause: usize) -> Option<u32> {
    let prose = context.prose;
    let behind = prose.clauses.get(clause + 1..)?;
    let first = behind.iter().take(2).position(|own| item_number(prose.clause(own)) == Some(1))?;
    let mut listed = 0;
    let mut paragraph = behind[first].paragraph;
    for own in behind[first..].iter().take(MOST_CLAUSES) {
        let number = item_number(prose.clause(own));
        if own.paragraph != paragraph && number != Some(listed + 1) {
            break;
        }
        paragraph = own.paragraph;
        match number {
            Some(number) if number == listed + 1 => listed = number,
            Some(1) => break,
            // A list that jumps is told of as such.
            Some(_) => return None,
            None => {}
        }
    }
    (listed > 1).then_some(listed)
}

/// 3 of 三是.
fn item_number(words: &str) -> Option<u32> {
    let mut characters = words.chars();
    let (numeral, is) = (characters.next()?, characters.next()?);
    let number = if numeral == '一' { Some(1) } else { count_of(numeral) };
    number.filter(|_| is == '是')
}

/// In characters: a longer item is no short noun.
const LONGEST_ITEM: usize = 8;

/// How many short nouns stand in front of their number in a clause, parted by 、: 从组织领导、制度建设、平台管理三个方面. 和 may
/// join two of them or stand in one.
fn listed_before(context: &Context, clause: usize, end: usize, count: u32) -> Option<u32> {
    let words = context.prose.clause_before(clause, end);
    let list = Class::LeadsToList.skipped(&words[Class::LeadsToList.first_in(words)?..]);
    let items: Vec<&str> = list.split('、').collect();
    let short = items.iter().all(|item| (2..=LONGEST_ITEM).contains(&item.chars().count()));
    let plain = short && items.len() > 1 && !list.ends_with('等') && !list.contains(['"', '《', '的']);
    let least = items.len() as u32;
    let most = least + list.matches(['和', '与', '及']).count() as u32;
    let listed = if (least..=most).contains(&count) { count } else { most };
    plain.then_some(listed)
}
