//! 「五部分组成」 in a report of six, 三个方面 with two.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::sections_of;
use crate::matching::fold;
use crate::narrative::{Class, numeral};
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
        parts_of_form(context).into_iter().chain(aspects(context)).collect()
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

/// What a character counts, where it counts parts; 一 and 十 are other words too often.
fn count_of(count: char) -> Option<u32> {
    let count = numeral(count).map(|count| count as u32).or_else(|| count.to_digit(10))?;
    (2..10).contains(&count).then_some(count)
}

/// The number right in front of a place, and where it begins. 十三 and 第三 are none.
fn count_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let count = text[..at].chars().next_back()?;
    let start = at - count.len_utf8();
    let is_longer = |before: char| before.is_ascii_digit() || before == '第' || numeral(before).is_some();
    Some((count_of(count)?, start)).filter(|_| !text[..start].ends_with(is_longer))
}

/// 五部分组成 in front of the first section, or 由…六部分组成 behind fewer titles.
fn parts_of_form(context: &Context) -> Option<Found<PartCountWrong>> {
    let prose = context.prose;
    let mut opening = prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none());
    opening.find_map(|paragraph| {
        let words = prose.words_of(paragraph);
        words.match_indices("部分").find_map(|(at, parts)| {
            let (count, start) = count_before(words, words[..at].trim_end_matches(['个', '大']).len())?;
            let behind = &words[at + parts.len()..];
            let listed = match count {
                6 if behind.starts_with("组成") => Some(titles_listed(context, &words[..start])?),
                // 部分公开 is no part.
                6 => return None,
                _ if behind.starts_with("公开") => return None,
                _ => None,
            };
            let (start, end) = (paragraph.start + start, paragraph.start + at + parts.len());
            let (span, written) = (prose.origin(start, end), context.words_in_prose(start, end));
            let six = if written.starts_with(|first: char| first.is_ascii_digit()) { "6" } else { "六" };
            let unit: String = written.chars().skip(1).collect();
            let fix = replacing(context, span, six.to_owned() + &unit).filter(|_| listed.is_none());
            let found = PartCountWrong { written, listed }.at(Severity::Warning, Place::Preamble, span);
            Some(Found { fixes: fix.into_iter().collect(), ..found })
        })
    })
}

/// How many official titles stand behind 由, where nothing but these does and not all of them: 由总体情况、….
fn titles_listed(context: &Context, words: &str) -> Option<u32> {
    let list = &words[words.rfind('由')?..];
    let titles = sections_of(context.report.edition).iter().map(|form| fold(form.words()));
    let named: Vec<String> = titles.filter(|title| list.contains(title)).collect();
    let rest = named.iter().fold(list.to_owned(), |rest, title| rest.replace(title, ""));
    let nothing_else = Class::BesideTitles.skipped(&rest).is_empty();
    ((3..6).contains(&named.len()) && nothing_else).then_some(named.len() as u32)
}

/// 三个方面 with other than three things listed: 一是…二是 behind it, or short nouns in front of it.
fn aspects(context: &Context) -> Vec<Found<PartCountWrong>> {
    let text = context.prose.text();
    let aspects = context.narrative.hits.iter().filter(|hit| &text[hit.start..hit.end] == "方面");
    let found = aspects.take(MOST_ASPECTS).filter_map(|hit| {
        let at = text[..hit.start].strip_suffix('个')?.len();
        let (count, start) = count_before(text, at)?;
        let clause = context.narrative.clause_at(at);
        let listed = listed_behind(context, clause).or_else(|| listed_before(context, clause, start, count))?;
        let end = hit.end;
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
    let number = numeral(characters.next()?).filter(|number| (1..10).contains(number))?;
    (characters.next() == Some('是')).then_some(number as u32)
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
