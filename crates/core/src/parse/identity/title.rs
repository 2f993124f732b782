//! The title, and what it says.

use crate::matching::{Folded, fold, is_space};
use crate::report::Origin;
use crate::searching::{before_any, begins_with_any, behind_any, ends_with_any, holds_any};
use crate::span::Span;

use super::super::page_labels::Label;
use super::candidate::{Candidate, Weight};
use super::name::is_name;
use super::top::Cell;
use super::year::find_year;

/// A title with what it says.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Its words, with the lines above and below that belong to it.
    pub span: Span,
    pub organ: Option<Candidate<String>>,
    pub year: Option<Candidate<u16>>,
    /// How much it is like a title.
    likeness: u8,
}

/// The title of the text; of several the one that says most.
pub(super) fn best(text: &str, cells: &[Cell]) -> Option<Title> {
    let mut best: Option<Title> = None;
    for at in 0..cells.len() {
        let Some(title) = title_at(text, cells, at) else { continue };
        if best.as_ref().is_none_or(|best| title.likeness > best.likeness) {
            best = Some(title);
        }
    }
    best
}

/// The longest title, in bytes.
const LONGEST: usize = 240;

/// What a title ends with.
const SUBJECT: &str = "政府信息公开工作年度报告";

fn title_at(text: &str, cells: &[Cell], at: usize) -> Option<Title> {
    let cell = &cells[at];
    if !matches!(cell.label, None | Some(Label::Title)) || !is_of_subject(&cell.words) {
        return None;
    }
    let mut span = own_words(text, cell.span);
    let mut words = fold(span.of(text));
    if !is_of_subject(&words) || !is_phrase(&words) {
        return None;
    }
    let mut last = at;
    if !is_report(&words) {
        // The title goes on in the next line.
        let next = cells.get(at + 1).filter(|next| next.span.len() < 60 && next.label.is_none())?;
        span = span.join(next.span);
        words = fold(span.of(text));
        last = at + 1;
        if !is_report(&words) || !is_phrase(&words) {
            return None;
        }
    } else if let Some(next) = cells.get(at + 1)
        && ends_with_any(&words, "年度 工作年度")
        && next.words.ends_with("报告")
        && next.span.len() < 20
    {
        span = span.join(next.span);
        last = at + 1;
    }
    Some(read(text, cells, at, last, span))
}

/// The words of a line up to 报告, where the text goes on behind them on the same line.
fn own_words(text: &str, span: Span) -> Span {
    const GOES_ON: &str = "根据 按照 依据 依照 为 本报告 本年度 现 一、 由";
    let words = span.of(text);
    let Some(end) = words.find("报告").map(|at| at + "报告".len()).filter(|end| *end <= LONGEST) else {
        return span;
    };
    let behind = &words[end..];
    let apart = behind.starts_with(is_space) && begins_with_any(behind.trim_start_matches(is_space), GOES_ON);
    if apart { Span::new(span.start as usize, span.start as usize + end) } else { span }
}

fn is_of_subject(words: &str) -> bool {
    holds_any(words, "信息公开 政务公开 政府信息")
}

fn is_report(words: &str) -> bool {
    holds_any(words, "年度报告 年报 工作报告 情况报告")
}

/// Whether words are no sentence, no path through a site and nothing about such a report.
fn is_phrase(words: &str) -> bool {
    const OPENING: &str = "根据 按照 依据 依照 遵照 为做好 为进一步 为保障 为了 为贯彻 现将 现公布 现向 现就 特向 特将 特此 本报告 本年度报告 如对 如有 如需 由总体 由于 当前位置 您";
    const ABOUT: &str = "通知 通报 方案 要点 格式";
    words.len() <= LONGEST
        && !words.contains(['。', ';', '>', ',', '?', '!'])
        && !words.ends_with(':')
        && !begins_with_any(words, OPENING)
        && !words.contains("报告如下")
        && !ends_with_any(words.trim_end_matches(['》', ')']), ABOUT)
}

/// What the cells `first..=last`, which are a title at `span`, and their neighbours say.
fn read(text: &str, cells: &[Cell], first: usize, last: usize, span: Span) -> Title {
    let origin = if cells[first].label.is_some() { Origin::Metadata } else { Origin::Title };
    let words = Folded::of(text, span);
    let mut title = Title { span, organ: None, year: None, likeness: 0 };
    let year = find_year(words.text());
    title.year = year.map(|year| candidate(year.year, words.origin(year.start, year.end), origin));
    title.organ = organ_in(&words, year.map(|year| (year.start, year.end)), title.year.is_some())
        .map(|(start, end)| candidate(words.text()[start..end].to_owned(), words.origin(start, end), origin));
    let mut near = title.organ.is_some();
    // A line above may hold the organ, the year, or both; one below too.
    for before in (first.saturating_sub(2)..first).rev() {
        near |= take_line(text, &mut title, &cells[before], origin);
    }
    let above = near;
    if let Some(below) = cells.get(last + 1).filter(|_| title.organ.is_none() || title.year.is_none()) {
        take_line(text, &mut title, below, origin);
    }
    let is_line = u8::from(cells[first].is_line && cells[first].label.is_none());
    let subject = u8::from(fold(span.of(text)).contains(SUBJECT));
    title.likeness = 8 * u8::from(title.year.is_some())
        + 4 * u8::from(title.organ.is_some())
        + 2 * subject.min(1)
        + u8::from(above && is_line > 0);
    title
}

fn candidate<T>(value: T, span: Span, origin: Origin) -> Candidate<T> {
    Candidate { value, span, origin, weight: Weight::Title }
}

/// Takes what the title lacks from a line beside it that says nothing else, and tells whether it did.
fn take_line(text: &str, title: &mut Title, line: &Cell, origin: Origin) -> bool {
    if !line.is_line || line.label.is_some() || line.span.len() > 120 {
        return false;
    }
    let words = Folded::of(text, line.span);
    let inner = words.text().trim_matches(['(', ')']);
    let start = words.text().len() - words.text().trim_start_matches('(').len();
    let year = find_year(inner).filter(|_| title.year.is_none());
    let rest = match year {
        Some(year) if year.end == inner.len() => &inner[..year.start],
        Some(_) => return false,
        None => inner,
    };
    let rest = before_any(rest, "关于").unwrap_or(rest);
    let is_organ = title.organ.is_none() && is_name(rest);
    if !(is_organ || rest.is_empty() && year.is_some()) {
        return false;
    }
    if is_organ {
        let span = words.origin(start, start + rest.len());
        title.organ = Some(candidate(rest.to_owned(), span, origin));
    }
    if let Some(year) = year {
        title.year = Some(candidate(year.year, words.origin(start + year.start, start + year.end), origin));
    }
    title.span = title.span.join(line.span);
    true
}

/// Where the organ's name stands in a title: 2023年某局政府信息公开… or 某局2023年度政府信息公开….
fn organ_in(words: &Folded, year: Option<(usize, usize)>, has_year: bool) -> Option<(usize, usize)> {
    let text = words.text();
    let subject = subject_start(text).unwrap_or(text.len());
    let in_front = year.map_or(subject, |(start, _)| start.min(subject));
    let behind = year.map_or(subject, |(_, end)| end);
    let mut organ = cleaned(text, 0, in_front);
    if organ.0 >= organ.1 && behind < subject {
        organ = cleaned(text, behind, subject);
    }
    let name = &text[organ.0..organ.1];
    // Without a year it may be the column of a site.
    let is_plain = has_year && name.chars().count() > 1 && !name.contains(['|', '/', '>', ':']);
    (is_plain || is_name(name)).then_some(organ)
}

/// Where 政府信息公开, 信息公开 or 政务公开 begins in a folded title.
fn subject_start(words: &str) -> Option<usize> {
    let at = words.find("政府信息公开").or_else(|| words.find("信息公开"));
    let at = at.or_else(|| words.rfind("政务公开")).or_else(|| words.find("政府信息"))?;
    // 某县人民政府信息公开工作年度报告: one 政府 for two.
    let shared = words[..at].ends_with("人民") && words[at..].starts_with("政府信息公开");
    Some(at + if shared { "政府".len() } else { 0 })
}

/// The words of a title between two places without what is no name at both ends.
fn cleaned(words: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    const FRONT: &str = "关于 附件 《 ( : - — _ · ,";
    const BACK: &str = "关于 的 - — _ : · ( 本年度 年度";
    while let Some(rest) = behind_any(&words[start..end], FRONT) {
        start = end - rest.len();
        // 附件2
        let digits = words[start..end].bytes().take_while(u8::is_ascii_digit).count();
        if words[..start].ends_with("附件") {
            start += digits;
        }
    }
    while let Some(rest) = before_any(&words[start..end], BACK) {
        end = start + rest.len();
    }
    // 某县政府-某县水务局: a page's title has the site's name in front.
    if let Some(at) = words[start..end].rfind(['-', '—', '_']) {
        let own = start + at + words[start + at..].chars().next().map_or(0, char::len_utf8);
        if is_name(&words[own..end]) {
            start = own;
        }
    }
    (start, end)
}
