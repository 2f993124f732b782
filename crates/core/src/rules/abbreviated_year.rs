//! 「23年」 for 2023年.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::Class;
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A year of two digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct AbbreviatedYear {
    /// As written, 年 included.
    pub written: String,
    /// The year in full.
    pub year: u16,
}

impl Slip for AbbreviatedYear {
    const RULE: Rule = Rule {
        id: "abbreviated-year",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "GB/T 15835《出版物上数字用法》：年份不应简写"
        },
        page: page!("abbreviated-year.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(report_year) = context.report.year else { return Vec::new() };
        let digits = context.narrative.bare_digits.iter().copied();
        let short = digits.filter_map(|(start, end)| {
            let year = short_year(context, start, end, report_year)?;
            Some((start, end + '年'.len_utf8(), year))
        });
        let found = short.take(MOST).map(|(start, end, year)| {
            let span = context.prose.origin(start, end);
            let slip = AbbreviatedYear { written: context.words_in_prose(start, end), year };
            let fix = replacing(context, span, format!("{year}年"));
            Found { fixes: fix.into_iter().collect(), ..slip.at(Severity::Info, context.place_in_prose(start), span) }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("年份写成了“{}”，通常写全四位。", self.written),
            advice: format!("请写全：{}年。", self.year),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.year.to_string())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// The year that two digits stand for, where they do: one near the report year.
fn short_year(context: &Context, start: usize, end: usize, report_year: u16) -> Option<u16> {
    let text = context.prose.text();
    let before = text[..start].chars().next_back().unwrap_or('\n');
    let opens =
        matches!(before, '\n' | ',' | '。' | ';' | ':' | '(' | '、' | '"' | '是' | '在' | '于' | '自' | '从' | '至');
    let goes_on = Class::BehindShortYear.begins(&text[end..]);
    let no_number = !before.is_ascii_alphanumeric() && !matches!(before, '第' | '近' | '约');
    let stands = opens || (goes_on && no_number);
    let behind = text[end..].strip_prefix('年').and_then(|behind| behind.chars().next());
    // 20年来 and 20年内 are spans of time.
    let dated =
        behind.is_some_and(|next| !matches!(next, '来' | '前' | '间' | '内' | '后' | '期' | '的' | '以' | '多'));
    let year = 2000 + text[start..end].parse::<u16>().ok().filter(|_| end - start == 2)?;
    let near = year.abs_diff(report_year) <= 2;
    (stands && near && dated && !is_told(context, start)).then_some(year)
}

/// “23年”等简写已统一改正: told of, not left.
fn is_told(context: &Context, at: usize) -> bool {
    let sentence = context.narrative.sentence_words(context.narrative.clause_at(at));
    context.is_quoted(at) && Class::ToldAsWrong.is_in(sentence)
}
