//! 「2023 我局」: a year without 年.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::narrative::Class;
use crate::report::Report;

use super::mending;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// Four digits that seem to be a year without its 年.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct YearWithoutUnit {
    /// The digits with what stands behind them, as written: 2024我局.
    pub written: String,
    /// The same with 年: 2024年我局.
    pub with_unit: String,
}

impl Slip for YearWithoutUnit {
    const RULE: Rule = Rule {
        id: "year-without-unit",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "年份后面应当有“年”字" },
        page: page!("year-without-unit.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(year) = context.report.year.map(i64::from) else { return Vec::new() };
        let prose = context.prose;
        let text = prose.text();
        let found = context.narrative.bare_digits.iter().filter_map(|(at, _)| {
            let at = *at;
            let (digits, behind) = year_at(text, at, year)?;
            let (before, after) = prose.around(at, 60);
            if before.rfind('《').is_some_and(|open| !before[open..].contains('》')) || is_name(before, after) {
                return None;
            }
            let start = prose.paragraphs.partition_point(|paragraph| paragraph.end <= at);
            let section = prose.paragraphs.get(start).and_then(|paragraph| paragraph.section);
            let span = prose.origin(at, at + behind);
            let slip = YearWithoutUnit {
                written: span.of(context.source.text()).to_owned(),
                with_unit: format!("{digits}年{}", &text[at + 4..at + behind]),
            };
            let fixes = mending::replacing(context, span, slip.with_unit.clone()).into_iter().collect();
            Some(Found { fixes, ..slip.at(Severity::Warning, section.map_or(Place::Preamble, Place::Section), span) })
        });
        found.take(MOST).collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("“{}”像是少了“年”字，请核对。", self.written),
            advice: format!("是年份的，请写成“{}”。", self.with_unit),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.with_unit.clone())
    }
}

/// A text of years without 年 is told so this often.
const MOST: usize = 20;

/// GB 2763—2021标准, “2024安徽农民丰收节”, 2024世界制造业大会: the names of a standard and of what is held once a year.
fn is_name(before: &str, behind: &str) -> bool {
    let of_standard = before.trim_end_matches(['—', '–']).len() < before.len();
    of_standard || (before.ends_with('"') && behind.contains('"')) || Class::HeldYearly.is_in(behind)
}

/// The four digits of a year near `year` at `at` with nothing that makes them something else, and how many bytes to quote.
fn year_at(text: &str, at: usize, year: i64) -> Option<(&str, usize)> {
    let before = text[..at].chars().next_back().unwrap_or('\n');
    let stands_alone = !before.is_ascii_alphanumeric()
        && !matches!(before, '-' | '.' | '/' | '第' | '(' | '_' | '=' | '约' | '近' | '达');
    let digits = text.get(at..at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let near = digits.parse::<i64>().is_ok_and(|other| (year - 3..=year + 2).contains(&other));
    if !stands_alone || !near {
        return None;
    }
    let rest = &text[at + 4..];
    let glued_month = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&glued_month) && rest[glued_month..].starts_with('月') {
        return Some((digits, 4 + glued_month + '月'.len_utf8()));
    }
    let next = rest.chars().next()?;
    // A counting or measuring word makes it a number, 版 and 期 a name.
    const NO_YEAR: &str = "年至余多万亿千百十号版届级型款系期字平方米公里亩吨台套间座艘株头只周学时课天小分秒度线路栋层桶瓶箱斤克升倍类种项元";
    if !matches!(next, '\u{4e00}'..='\u{9fff}') || NO_YEAR.contains(next) {
        return None;
    }
    let quoted = rest.chars().take(2).take_while(|next| matches!(next, '\u{4e00}'..='\u{9fff}'));
    Some((digits, 4 + quoted.map(char::len_utf8).sum::<usize>()))
}
