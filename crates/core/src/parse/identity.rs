//! Whose report it is, and of which year: read from the title.

use crate::form::Level;
use crate::matching::{fold, is_space};
use crate::source::Source;
use crate::span::Span;

use super::level::level_of;

/// What the top of a report says.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub title: Option<Span>,
    pub organ: Option<(String, Span)>,
    pub year: Option<(u16, Span)>,
    /// The title of another kind of document, when that is what stands there.
    pub other_title: Option<Span>,
}

impl Identity {
    pub fn level(&self) -> (Level, bool) {
        self.organ.as_ref().map_or((Level::Unknown, false), |(organ, _)| level_of(&fold(organ)))
    }
}

/// Lines that are looked at, and the longest line that may be a title, in bytes.
const TOP_LINES: usize = 60;
const TITLE_BYTES: usize = 240;

/// Reads the part of the text before the first section, `before` bytes long.
pub(super) fn read_identity(source: &Source, before: usize) -> Identity {
    let text = source.text();
    let mut lines: Vec<Span> = Vec::new();
    for span in source.lines().spans() {
        let at = span.start as usize;
        if at > before || lines.len() >= TOP_LINES {
            break;
        }
        let line = span.of(text);
        let start =
            line.len() - line.trim_start_matches(|character| is_space(character) || "#*>".contains(character)).len();
        let words = line[start..].trim_end_matches(|character| is_space(character) || character == '*');
        if !words.is_empty() {
            lines.push(Span::new(at + start, at + start + words.len()));
        }
    }
    let mut identity = Identity::default();
    for (at, line) in lines.iter().enumerate() {
        let words = line.of(text);
        if words.len() > TITLE_BYTES || words.contains(['。', '；', '>']) {
            continue;
        }
        let folded = fold(words);
        if !["信息公开", "政务公开", "政府信息"].iter().any(|subject| folded.contains(subject)) {
            let other = (folded.ends_with("年度报告") || folded.ends_with("工作报告") || folded.ends_with("工作总结"))
                && folded.chars().count() > 6;
            if other && identity.other_title.is_none() {
                identity.other_title = Some(*line);
            }
            continue;
        }
        let mut title = *line;
        if !is_report(&folded) {
            // The title goes on in the next line.
            let Some(next) = lines.get(at + 1).filter(|next| next.of(text).len() < 60) else { continue };
            title = title.join(*next);
            if !is_report(&fold(title.of(text))) {
                continue;
            }
        }
        let mut read = Identity { other_title: identity.other_title, ..Identity::default() };
        read_title(text, title, at.checked_sub(1).map(|before| lines[before]), &mut read);
        // A column of the site may be called 信息公开年报: a title with a year is worth more.
        if identity.title.is_none() || read.year.is_some() {
            identity = read;
        }
        if identity.year.is_some() {
            break;
        }
    }
    if identity.year.is_none() {
        identity.year = period_year(text, before);
    }
    identity
}

fn is_report(folded: &str) -> bool {
    ["年度报告", "年报", "工作报告", "情况报告"].iter().any(|words| folded.contains(words))
}

fn read_title(text: &str, title: Span, line_before: Option<Span>, identity: &mut Identity) {
    let words = title.of(text);
    identity.title = Some(title);
    let year = find_year(words);
    if let Some((year, start, end)) = year {
        identity.year = Some((year, Span::new(title.start as usize + start, title.start as usize + end)));
    }
    let subject = subject_start(words).unwrap_or(words.len());
    // 2023年某局政府信息公开… or 某局2023年度政府信息公开….
    let in_front = year.map_or(subject, |(_, start, _)| start.min(subject));
    let behind = year.map_or(subject, |(_, _, end)| end);
    let mut organ = clean(words, 0, in_front);
    if organ.0 >= organ.1 && behind < subject {
        organ = clean(words, behind, subject);
    }
    if organ.0 < organ.1 {
        let span = Span::new(title.start as usize + organ.0, title.start as usize + organ.1);
        identity.organ = Some((without_space(span.of(text)), span));
    } else if let Some(line) = line_before {
        let words = line.of(text);
        let name = words.len() <= 120
            && !words.contains(['。', '，', ':', '：', '|', '\t', '/'])
            && !words.chars().any(|character| character.is_ascii_digit());
        if name && words.chars().count() >= 3 {
            identity.organ = Some((without_space(words), line));
            identity.title = Some(line.join(title));
        }
    }
}

/// Where 政府信息公开, 信息公开 or 政务公开 begins, in bytes; white space may stand inside.
fn subject_start(words: &str) -> Option<usize> {
    let folded = crate::matching::Folded::of(words, Span::new(0, words.len()));
    let mut at = folded.text().find("政府信息公开").or_else(|| folded.text().find("信息公开"))?;
    // 某县人民政府信息公开工作年度报告: one 政府 for two.
    if folded.text()[..at].ends_with("人民") {
        at += "政府".len();
    }
    Some(folded.origin(at, at + "信息公开".len()).start as usize)
}

/// Takes the words of a title that are no name off both ends.
fn clean(words: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    loop {
        let part = &words[start..end];
        let trimmed = part.trim_start_matches(|character| is_space(character) || "：:关于-—_《".contains(character));
        let prefix = ["标题", "标　题", "名称", "年度", "年"].iter().find(|prefix| trimmed.starts_with(**prefix));
        let next = end - trimmed.len() + prefix.map_or(0, |prefix| prefix.len());
        let tail = words[next.min(end)..end]
            .trim_end_matches(|character| is_space(character) || "关于的-—_：:".contains(character));
        let next_end = next.min(end) + tail.len();
        if (next, next_end) == (start, end) || next >= next_end {
            return (next.min(next_end), next_end);
        }
        (start, end) = (next, next_end);
    }
}

fn without_space(words: &str) -> String {
    words.chars().filter(|character| !is_space(*character)).collect()
}

/// The first year of this century in `words` that 年 follows, with its place in bytes, 年 and 年度 included.
pub(super) fn find_year(words: &str) -> Option<(u16, usize, usize)> {
    let characters: Vec<(usize, char)> = words.char_indices().collect();
    for (at, window) in characters.windows(4).enumerate() {
        let mut year = 0;
        let digits = window.iter().all(|(_, character)| {
            let value = super::values::digit(*character).or_else(|| chinese_digit(*character));
            year = year * 10 + value.unwrap_or(0);
            value.is_some()
        });
        if !digits || !(2000..2100).contains(&year) {
            continue;
        }
        let behind = characters[at + 4..].iter().find(|(_, character)| !is_space(*character))?;
        if behind.1 == '年' {
            let mut end = behind.0 + '年'.len_utf8();
            if words[end..].starts_with('度') {
                end += '度'.len_utf8();
            }
            return Some((year as u16, characters[at].0, end));
        }
    }
    None
}

fn chinese_digit(character: char) -> Option<i64> {
    "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == character)
        .or((character == '○').then_some(0))
        .map(|value| value as i64)
}

/// The year of 2023年1月1日 in the opening words, where the title has none.
fn period_year(text: &str, before: usize) -> Option<(u16, Span)> {
    let mut end = before.min(6000).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let opening = crate::matching::Folded::of(text, Span::new(0, end));
    let at = opening.text().find("年1月1日")?;
    let start = at.checked_sub(4)?;
    let year: u16 = opening.text().get(start..at)?.parse().ok().filter(|year| (2000..2100).contains(year))?;
    Some((year, opening.origin(start, at)))
}
