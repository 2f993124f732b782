//! 国办发（2021）第030号 for 国办发〔2021〕30号.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// The number of a document in other signs than the standard's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DocumentNumberMalformed {
    /// Year and serial number as written, the code in front of them left out.
    pub written: String,
    /// The same as the standard writes them.
    pub standard: String,
}

impl Slip for DocumentNumberMalformed {
    const RULE: Rule = Rule {
        id: "document-number-malformed",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "GB/T 9704—2012《党政机关公文格式》7.2.5：年份标全称，用六角括号“〔〕”括入；发文顺序号不加“第”字，不编虚位",
        },
        page: page!("document-number-malformed.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let numbers = context.narrative.bare_digits.iter().filter_map(|(start, end)| number(text, *start, *end));
        let wrong = numbers.filter(|number| {
            let brackets = [number.open, number.close].map(|at| context.words_in_prose(at, at + 1));
            number.digits_are_wrong(text) || brackets != ["〔", "〕"]
        });
        let found = wrong.take(MOST).map(|number| {
            let span = context.prose.origin(number.open, number.end);
            let written = context.words_in_prose(number.open, number.end);
            let standard = number.written_rightly(text);
            let fix = replacing(context, span, standard.as_str());
            let slip = DocumentNumberMalformed { written, standard };
            let own = slip.at(Severity::Info, context.place_in_prose(number.open), span);
            Found { fixes: fix.into_iter().collect(), ..own }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("发文字号里的“{}”与国家标准规定的写法不同。", self.written),
            advice: format!("按规定写作“{}”，请对照原文件核对。", self.standard),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.standard.clone())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// (2021)30号 in the folded text, with 第 or without.
struct Number {
    open: usize,
    close: usize,
    /// Where the digits in front of 号 begin.
    serial: usize,
    /// Behind 号.
    end: usize,
}

/// The number of a document whose serial number stands at `start..end`.
fn number(text: &str, start: usize, end: usize) -> Option<Number> {
    let behind = end + "号".len();
    let before = text[..start].strip_suffix('第').unwrap_or(&text[..start]).strip_suffix(')')?;
    let year = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let code = before[..before.len() - year].strip_suffix('(')?;
    let named = code.ends_with(|last: char| matches!(last, '\u{4e00}'..='\u{9fff}'));
    let is_number = text[end..].starts_with('号') && matches!(year, 2 | 4) && end - start <= 5 && named;
    is_number.then_some(Number { open: code.len(), close: before.len(), serial: start, end: behind })
}

impl Number {
    /// 第, a leading zero, or a year of two digits.
    fn digits_are_wrong(&self, text: &str) -> bool {
        self.serial != self.close + 1 || text[self.serial..].starts_with('0') || self.year(text).len() == 2
    }

    fn year<'a>(&self, text: &'a str) -> &'a str {
        &text[self.open + 1..self.close]
    }

    fn written_rightly(&self, text: &str) -> String {
        let century = if self.year(text).len() == 2 { "20" } else { "" };
        let serial = text[self.serial..self.end].trim_start_matches('0');
        format!("〔{century}{}〕{serial}", self.year(text))
    }
}
