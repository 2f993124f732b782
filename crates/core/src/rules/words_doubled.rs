//! 可以通过可以通过, 的的; 可通过可以通过.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::narrative::Class;
use crate::report::Report;
use crate::span::Span;

use super::nearly_doubled::near_doublings;
use super::page::page;
use super::two_words;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Words that stand twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct WordsDoubled {
    /// Both, one behind the other.
    pub words: String,
    /// Whether they cannot belong to different words.
    pub is_certain: bool,
}

impl Slip for WordsDoubled {
    const RULE: Rule = Rule {
        id: "words-doubled",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "文字重复，多是修改时的遗留" },
        page: page!("words-doubled.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let slips: Vec<(usize, usize)> = slips(context).take(MOST).collect();
        let doubled = slips.iter().filter_map(|(start, end)| {
            let span = context.prose.origin(*start, *end);
            let own = span.of(context.source.text());
            let fix = Fix::replacing(span, own, "", is_safe(context, *start, *end));
            Some(Found { fixes: vec![fix], ..finding(context, start - (end - start), *end, span)? })
        });
        let told = |first: usize, end: usize| {
            let doubled = slips.iter().any(|(start, own_end)| first < *own_end && start - (own_end - start) < end);
            doubled || is_told(text, first, end)
        };
        let near = near_doublings(context).filter(|(first, end)| is_report(context, *first) && !told(*first, *end));
        let near = near.take(MOST);
        let near = near.filter_map(|(first, end)| finding(context, first, end, context.prose.origin(first, end)));
        doubled.chain(near).collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let words = &self.words;
        match self.is_certain {
            true => Sentence { message: format!("“{words}”重复了。"), advice: "请删去一处。".to_owned() },
            false => Sentence {
                message: format!("“{words}”像是重复了，请核对。"),
                advice: "确是重复的，请删去一处。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.words.clone())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn is_twice(words: &str) -> bool {
    words.split_at_checked(words.len() / 2).is_some_and(|(first, second)| first == second)
}

/// Where the second begins and ends. 政务服务服务中心 has both 务服务服 and 服务服务: one place, and right if either is.
fn slips<'a>(context: &'a Context) -> impl Iterator<Item = (usize, usize)> + 'a {
    let text = context.prose.text();
    let turned = |one: &(usize, usize), next: &(usize, usize)| one.1 - one.0 == next.1 - next.0 && next.0 <= one.1;
    let places = context.narrative.repeated.chunk_by(turned);
    let slips = places.filter(|place| place.iter().all(|(start, end)| is_slip(text, *start, *end)));
    // What stands before the first section is often a site's navigation.
    slips.filter_map(|place| place.first().copied()).filter(|(start, _)| is_report(context, *start))
}

/// A finding on words that stand in one running text, not in two columns or cells of a list.
fn finding(context: &Context, first: usize, end: usize, span: Span) -> Option<Found<WordsDoubled>> {
    let words = context.words_in_prose(first, end);
    if words.contains(crate::matching::is_space) {
        return None;
    }
    // Of two characters the first two may end another word, and two wordings are never certain.
    let is_certain = is_twice(&words) && words.chars().count() != 4;
    Some(WordsDoubled { words, is_certain }.at(Severity::Warning, context.place_in_prose(first), span))
}

/// The preamble counts where it is a sentence.
fn is_report(context: &Context, at: usize) -> bool {
    context.narrative.section_at(at).is_some() || {
        let clause = &context.prose.clauses[context.narrative.clause_at(at)];
        context.prose.words_of(&context.prose.paragraphs[clause.paragraph]).ends_with('。')
    }
}

/// Whether nothing else can have been meant: a phrase that stands there twice as a whole, no number and no name.
fn is_safe(context: &Context, start: usize, end: usize) -> bool {
    let words = &context.prose.text()[start..end];
    let number =
        |character: char| character.is_ascii() || "〇零二两三四五六七八九十百千万亿第年月日".contains(character);
    words.chars().count() > 2
        && !words.contains(number)
        && !Class::OrganOrPlace.ends(words)
        && !context.is_in_title(start)
        && !context.is_quoted(start)
}

/// “可以通过可以通过”一类的重复: told of, not left.
fn is_told(text: &str, first: usize, end: usize) -> bool {
    text[..first].ends_with('"') && text[end..].starts_with('"')
}

/// 政府信息公开, the name of a column, with 政府信息公开年报 under it.
const COLUMN: &str = "政府信息公开";

/// 往往, 件件 and 研究研究 are words; a doubled 的 or a doubled phrase is a slip.
fn is_slip(text: &str, start: usize, end: usize) -> bool {
    let words = &text[start..end];
    let first = start - (end - start);
    let before = &text[..first];
    // 第十九条、第二十条、第二十一条 is a list.
    if words.contains('、') || is_told(text, first, end) || two_words::meet(text, start, end) {
        return false;
    }
    if (words == COLUMN && text[end..].starts_with("年报")) || is_one_by_one(words) {
        return false;
    }
    match words.chars().count() {
        // 186条条.
        1 if matches!(words, "条" | "件" | "次" | "个" | "项" | "篇") => {
            before.ends_with(|last: char| last.is_ascii_digit())
        }
        1 => {
            matches!(words, "的" | "和" | "了" | "在" | "是" | "及" | "与" | "为" | "被" | "共" | "于" | "并" | "性")
        }
        // 县人民政府政府信息公开工作 is right.
        2 => {
            // 一件一件办.
            !matches!(words, "政府" | "研究" | "讨论" | "商量" | "考虑")
                && !words.starts_with(['一', '逐'])
                && !is_reduplicated(words)
        }
        _ => true,
    }
}

/// 一个村一个村地走.
fn is_one_by_one(words: &str) -> bool {
    Class::OneByOne.begins(words)
}

/// 高高高高: four times one character is an emphasis or a name.
fn is_reduplicated(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next() == characters.next()
}
