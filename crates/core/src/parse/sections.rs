//! Where the six sections begin and end.

use std::sync::LazyLock;

use crate::form::{Edition, SectionForm, SectionId, sections_of};
use crate::matching::{fold, fold_chars, is_space};
use crate::report::Section;
use crate::source::Source;
use crate::span::Span;

/// The sections in the order of the text. A line of a table is never a heading: only the official titles, their harmless
/// variants and, for a section found nowhere else, near ones count.
pub(super) fn find_sections(source: &Source) -> Vec<Section> {
    let text = source.text();
    static TITLES: LazyLock<Titles> = LazyLock::new(Titles::new);
    let titles = &*TITLES;
    let mut found = Vec::new();
    let mut near = Vec::new();
    let mut long_line = false;
    for line in source.lines().spans() {
        let start = line.start as usize;
        if found.len() + near.len() >= MOST_HEADINGS {
            break;
        }
        let Some(candidate) = candidate(line.of(text)) else { continue };
        long_line |= line.len() > LONG_LINE;
        match titles.read(candidate.words) {
            Some(Heading::Official(id, length, exact)) => {
                let from = start + candidate.start;
                found.push((id, Span::new(from, from + length), exact));
            }
            Some(Heading::Near(id)) => {
                let from = start + candidate.start;
                near.push((id, Span::new(from, from + candidate.words.len())));
            }
            None => {}
        }
    }
    if found.len() < 3 && (long_line || source.lines().spans().any(|line| line.len() > LONG_LINE)) {
        found = find_inline(text, titles);
    }
    let found = without_sub_points(found, text);
    let mut found = without_contents_list(found, text);
    for (id, span) in near {
        let known = found.iter().any(|(known, _, _)| *known == id);
        if !known && fits_between(&found, id, span) {
            let place = found.partition_point(|(_, other, _)| *other < span);
            found.insert(place, (id, span, false));
        }
    }
    let starts: Vec<u32> = found.iter().map(|(_, span, _)| span.start).chain([text.len() as u32]).collect();
    let ends = starts.iter().skip(1);
    let sections = found.iter().zip(ends).map(|((id, heading, exact), end)| Section {
        id: *id,
        heading: *heading,
        span: Span { start: heading.start, end: *end },
        exact: *exact,
    });
    sections.collect()
}

/// No report has so many headings of the form; what goes on repeating them is not read further.
const MOST_HEADINGS: usize = 60;

/// A line longer than this, in bytes, holds more than a heading.
const LONG_LINE: usize = 600;

enum Heading {
    /// Which, how many bytes of the line, and whether word for word.
    Official(SectionId, usize, bool),
    Near(SectionId),
}

struct Titles {
    /// Folded title without numeral, section, whether official.
    words: Vec<(String, SectionId, bool)>,
    /// The first characters of the titles.
    firsts: Vec<char>,
}

impl Titles {
    fn new() -> Self {
        let mut words = Vec::new();
        for form in sections_of(Edition::E2021).iter().chain(sections_of(Edition::E2019)) {
            let SectionForm { id, title, variants } = form;
            words.push((title.chars().skip(2).collect::<String>(), *id, true));
            words.extend(variants.iter().map(|variant| ((*variant).to_owned(), *id, true)));
        }
        // The longest first: one title may begin like another.
        words.sort_by_key(|(words, _, _)| std::cmp::Reverse(words.len()));
        words.dedup_by(|a, b| a.0 == b.0);
        let firsts = words.iter().filter_map(|(title, _, _)| title.chars().next()).collect();
        Titles { words, firsts }
    }

    fn read(&self, line: &str) -> Option<Heading> {
        let numbered = numeral_length(line);
        let rest = &line[numbered..];
        // Compare character by character, so that the heading's own length in the text is known.
        let first = rest.chars().find(|character| !is_space(*character))?;
        let first = fold_chars(first.encode_utf8(&mut [0; 4])).next()?;
        let alike = self.words.iter().zip(&self.firsts).filter(|(_, own)| **own == first);
        for ((title, id, official), _) in alike {
            if let Some(length) = folded_prefix(rest, title) {
                let behind = rest[length..].trim_start_matches(|character| {
                    is_space(character) || matches!(character, '：' | ':' | '。' | '.' | '*')
                });
                // A full stop behind a title without its numeral ends a sentence that a file broke into lines.
                if behind.is_empty() && (numbered > 0 || !line.ends_with('。')) {
                    return Some(Heading::Official(*id, line.len(), *official));
                }
                if numbered > 0 && line.len() > title.len() + 90 {
                    return Some(Heading::Official(*id, numbered + length, *official));
                }
            }
        }
        // 1.属于国家秘密 and its like are rows; a section's numeral is 一 to 六.
        if numbered == 0
            || line.starts_with(|first: char| first.is_ascii())
            || line.len() > 120
            || line.contains(['。', '，', ',', '；'])
        {
            return None;
        }
        near_title(&fold(rest)).map(Heading::Near)
    }
}

/// Titles in other words, by what they must speak of.
fn near_title(words: &str) -> Option<SectionId> {
    let has = |needle: &str| words.contains(needle);
    if has("申请数量") || has("办理结果") || has("继续办理") {
        return None;
    }
    match () {
        () if has("复议") && has("诉讼") => Some(SectionId::Disputes),
        () if has("问题") && (has("改进") || has("措施") || has("整改") || has("打算")) => {
            Some(SectionId::Problems)
        }
        () if (has("其他") || has("其它")) && (has("报告") || has("说明")) && has("事项") => {
            Some(SectionId::Other)
        }
        () if has("申请") && (has("处理") || has("办理") || has("收到")) => Some(SectionId::Requests),
        () if has("主动公开") && has("情况") => Some(SectionId::Proactive),
        () if has("总体情况") || has("总体概况") || words == "概述" => Some(SectionId::Overview),
        () => None,
    }
}

struct Candidate<'a> {
    words: &'a str,
    start: usize,
}

/// Three characters, in bytes.
const SHORTEST_HEADING: usize = 9;

/// The quick look that spares most lines of prose: what a heading may begin with.
fn candidate(line: &str) -> Option<Candidate<'_>> {
    if line.len() < SHORTEST_HEADING {
        return None;
    }
    let words = line.trim_start_matches(|character: char| is_space(character) || matches!(character, '#' | '*' | '>'));
    if words.len() < SHORTEST_HEADING {
        return None;
    }
    let first = words.chars().next()?;
    if !matches!(first, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '㈠'..='㈥' | '⼀' | '⼆' | '1'..='6' | '第')
        && !matches!(first, '总' | '主' | '收' | '政' | '因' | '存' | '其')
    {
        return None;
    }
    let start = line.len() - words.len();
    Some(Candidate { words: words.trim_end_matches(is_space), start })
}

/// Length in bytes of 一、 or 一. or 第一部分 at the beginning.
fn numeral_length(line: &str) -> usize {
    let is_numeral = |character| {
        matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
            || matches!(character, '⼀' | '⼆' | '㈠'..='㈥' | '1'..='6')
    };
    let rest = line.strip_prefix('第').unwrap_or(line);
    let digits = rest.trim_start_matches(is_numeral);
    if digits.len() == rest.len() {
        return 0;
    }
    let behind = digits.strip_prefix("部分").unwrap_or(digits);
    let behind = behind.trim_start_matches(|character| {
        is_space(character) || matches!(character, '、' | '.' | '．' | '，' | ',' | '：' | ':' | ')' | '）')
    });
    line.len() - behind.len()
}

/// How many bytes of `text` fold to exactly `title`; a 的 more or less is no difference.
fn folded_prefix(text: &str, title: &str) -> Option<usize> {
    let mut wanted = title.chars().filter(|character| *character != '的').peekable();
    for (at, character) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        if is_space(character) || character == '的' {
            continue;
        }
        if !fold_chars(character.encode_utf8(&mut [0; 4])).all(|folded| wanted.next() == Some(folded)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// Without what is numbered 1. or not at all under the parts of a report that numbers them 一、: points that have the title of
/// a part. One that stands alone on its line with the part's own number, where that part has no other heading, is its heading.
fn without_sub_points(mut found: Vec<(SectionId, Span, bool)>, text: &str) -> Vec<(SectionId, Span, bool)> {
    let first = |span: &Span| span.of(text).trim_start_matches('第').chars().next().unwrap_or(' ');
    let numbered =
        |span: &Span| matches!(first(span), '一' | '二' | '三' | '四' | '五' | '六' | '⼀' | '⼆' | '㈠'..='㈥');
    let parts: Vec<SectionId> = found.iter().filter(|(_, span, _)| numbered(span)).map(|(id, ..)| *id).collect();
    if parts.len() < 2 {
        return found;
    }
    found.retain(|(id, span, _)| {
        let number = first(span).to_digit(10);
        let own_number = number.is_none_or(|number| number == *id as u32 + 1);
        let alone = text[span.end as usize..].starts_with(['\n', '\r']) || span.end as usize == text.len();
        numbered(span) || (own_number && alone && !parts.contains(id))
    });
    found
}

/// Headings inside a line, where a copy lost all line ends.
fn find_inline(text: &str, titles: &Titles) -> Vec<(SectionId, Span, bool)> {
    let mut found: Vec<(SectionId, Span, bool)> = Vec::new();
    let numbered = numbered(text);
    for id in SectionId::ALL {
        let from = found.last().map_or(0, |(_, span, _): &(SectionId, Span, bool)| span.end as usize);
        let official =
            numbered.iter().filter(|(of, start, _)| *of == id && *start >= from).find_map(|(_, start, behind)| {
                let rest = &text[*behind..];
                let mut titles = titles.words.iter().filter(|(_, known, _)| *known == id);
                let length = titles.find_map(|(title, _, _)| folded_prefix(&rest[..floor(rest, 160)], title))?;
                Some(Span::new(*start, behind + length))
            });
        if let Some(heading) = official {
            found.push((id, heading, true));
        }
    }
    for form in sections_of(Edition::E2021) {
        let Err(at) = found.binary_search_by_key(&form.id, |(id, _, _)| *id) else { continue };
        let from = at.checked_sub(1).map_or(0, |before| found[before].1.end as usize);
        let to = found.get(at).map_or(text.len(), |(_, span, _)| span.start as usize);
        let title: Vec<char> = form.title.chars().skip(2).collect();
        let own = numbered.iter().filter(|(of, start, behind)| *of == form.id && from <= *start && *behind <= to);
        let near = own.take(MOST_MARKS).find_map(|(_, start, behind)| {
            Some(Span::new(*start, behind + misspelt_prefix(&text[*behind..to], &title)?))
        });
        if let Some(heading) = near {
            found.insert(at, (form.id, heading, false));
        }
    }
    found
}

/// Where 一、 to 六、 begin and end, and the section that each may number.
fn numbered(text: &str) -> Vec<(SectionId, usize, usize)> {
    let numbered = |(at, mark): (usize, &str)| {
        let numeral = text[..at].chars().next_back()?;
        let place = ['一', '二', '三', '四', '五', '六'].iter().position(|known| *known == numeral)?;
        Some((SectionId::ALL[place], at - numeral.len_utf8(), at + mark.len()))
    };
    text.match_indices('、').filter_map(numbered).collect()
}

/// A misspelt heading is looked for behind so many numerals.
const MOST_MARKS: usize = 200;

/// How many bytes of `text` are `title` but for one character in eight, added, left out or another.
fn misspelt_prefix(text: &str, title: &[char]) -> Option<usize> {
    // Edit distance of each beginning of the text from the beginning of the title of the same column.
    let mut distances: Vec<usize> = (0..=title.len()).collect();
    let mut best = (usize::MAX, 0);
    for (count, (at, character)) in text.char_indices().take(title.len() + title.len() / 8).enumerate() {
        let mut diagonal = distances[0];
        distances[0] = count + 1;
        for (column, wanted) in title.iter().enumerate() {
            let other = diagonal + usize::from(*wanted != character);
            diagonal = distances[column + 1];
            distances[column + 1] = other.min(diagonal + 1).min(distances[column] + 1);
        }
        best = best.min((distances[title.len()], at + character.len_utf8()));
    }
    (best.0 <= title.len() / 8).then_some(best.1)
}

fn floor(text: &str, length: usize) -> usize {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// A list of contents names every section once more, with nothing between the names.
fn without_contents_list(mut found: Vec<(SectionId, Span, bool)>, text: &str) -> Vec<(SectionId, Span, bool)> {
    let run = found
        .windows(2)
        .take_while(|pair| {
            let between = &text[pair[0].1.end as usize..pair[1].1.start as usize];
            between.chars().all(|character| !character.is_alphabetic())
        })
        .count();
    let listed = run + 1;
    if listed >= 4 && found[listed..].iter().any(|(id, _, _)| found[..listed].iter().any(|(known, _, _)| known == id)) {
        found.drain(..listed);
    }
    found
}

fn fits_between(found: &[(SectionId, Span, bool)], id: SectionId, span: Span) -> bool {
    found.iter().all(|(known, place, _)| (*known < id) == (place.start < span.start))
}
