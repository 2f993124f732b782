//! What is written into a document: findings and remarks beside the text, changes in it.

use std::cmp::Ordering;

use gouji_core::contract::{Earlier, Remark, standing};
use gouji_core::{CheckedReport, Finding, Span};
use serde::{Deserialize, Serialize};

/// Something to be written beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it stands in the checked text.
    pub span: Span,
    /// Each a paragraph of the comment.
    pub lines: Vec<String>,
    /// Whose note it is.
    pub by: Author,
}

/// A change of the text as it was given, tracked in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is replaced.
    pub span: Span,
    /// The words there.
    pub was: String,
    /// The words that take their place.
    pub now: String,
    /// Whose change it is.
    pub by: Author,
}

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// This program.
    Program,
    /// A person, under the name given for 修订人; without one 使用者.
    Person(String),
}

impl Author {
    /// The name that the file shows.
    pub fn name(&self) -> &str {
        match self {
            Author::Program => "勾稽",
            Author::Person(name) if name.trim().is_empty() => "使用者",
            Author::Person(name) => name.trim(),
        }
    }

    /// Its first character, for where there is no room.
    pub fn initials(&self) -> &str {
        let name = self.name();
        name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end])
    }
}

/// A change that cannot be written into the file. It stands there as a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unwritten {
    /// The change.
    pub change: Change,
    /// What is in its way.
    pub why: Obstacle,
}

/// What keeps a change from being written into a Word file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// Its new words have an end of line or a tab.
    LineEnd,
    /// It reaches over paragraphs or cells.
    SeveralParagraphs,
    /// It is in a text box.
    TextBox,
    /// It is in a formula.
    Formula,
    /// It is in what someone else's tracked change put in.
    OthersInsertion,
    /// Word makes these words itself: the number of a paragraph, a field.
    MadeByWord,
    /// Another change touches the same words.
    Overlapping,
    /// The words are kept in the file in a way that cannot be cut: with their reading above them, for one.
    UnusualSetting,
}

impl Obstacle {
    /// The reason as a person reads it, without a full stop.
    pub fn in_words(self) -> &'static str {
        match self {
            Obstacle::LineEnd => "改后的文字里有换行或制表符",
            Obstacle::SeveralParagraphs => "改动跨了段落或单元格",
            Obstacle::TextBox => "文字在文本框里",
            Obstacle::Formula => "文字在公式里",
            Obstacle::OthersInsertion => "文字是别人修订时插入的",
            Obstacle::MadeByWord => "文字是 Word 自动生成的（编号或域）",
            Obstacle::Overlapping => "与另一处改动重叠",
            Obstacle::UnusualSetting => "文字的排版特殊",
        }
    }
}

impl Unwritten {
    /// In one line, without a full stop: 把“甲”改为“乙”：文字在文本框里.
    pub fn in_words(&self) -> String {
        format!("{}：{}", self.change.in_words(), self.why.in_words())
    }

    /// As it stands in the file.
    pub fn note(&self) -> Note {
        let lines = vec![
            format!("没有写进文件的改动：{}。", self.change.in_words()),
            format!("原因：{}。请在这里改。", self.why.in_words()),
        ];
        Note { span: self.change.span, lines, by: self.change.by.clone() }
    }
}

impl Change {
    /// 把“甲”改为“乙”, 删去“甲”, 加上“乙”.
    pub fn in_words(&self) -> String {
        let (was, now) = (short(&self.was), short(&self.now));
        match (was.is_empty(), now.is_empty()) {
            (true, _) => format!("加上“{now}”"),
            (false, true) => format!("删去“{was}”"),
            (false, false) => format!("把“{was}”改为“{now}”"),
        }
    }
}

/// Words in one line and not too long.
fn short(words: &str) -> String {
    /// So many characters are told.
    const TOLD: usize = 100;
    let line = words.replace(['\n', '\r', '\t'], " ");
    match line.char_indices().nth(TOLD) {
        Some((at, _)) => format!("{}……", &line[..at]),
        None => line,
    }
}

/// A note for each finding and each remark, in the order of the text. A finding's begins with how grave it is and ends with
/// its rule's id; with an earlier check it says whether that found it too. A remark is `by` whoever wrote it.
pub fn notes_of(checked: &CheckedReport, remarks: &[Remark], earlier: Option<&[Earlier]>, by: &Author) -> Vec<Note> {
    let finding = |finding: &Finding| {
        let words = checked.words(finding);
        let mut lines = vec![
            format!("{}：{}", finding.severity.name(), words.message),
            finding.slip.rule().why().to_owned(),
            words.advice,
        ];
        lines.extend(earlier.map(|earlier| format!("与上次相比：{}", standing(finding, earlier).name())));
        lines.extend(finding.acknowledged.iter().map(|reason| format!("已确认：{reason}")));
        lines.push(finding.rule.to_owned());
        lines.retain(|line| !line.is_empty());
        Note { span: finding.span, lines, by: Author::Program }
    };
    let remark = |remark: &Remark| Note { span: remark.span, lines: vec![remark.text.clone()], by: by.clone() };
    let mut notes: Vec<Note> = checked.findings.iter().map(finding).chain(remarks.iter().map(remark)).collect();
    notes.sort_by_key(|note| note.span);
    notes
}

/// The changes of the safe fixes, in the order of the text; of two that touch the same words the first. What the author
/// confirmed as right stays.
pub fn safe_changes_of(checked: &CheckedReport) -> Vec<Change> {
    let open = checked.findings.iter().filter(|finding| finding.acknowledged.is_none());
    let fixes = open.filter_map(|finding| finding.fixes.first()).filter(|fix| fix.safe);
    let mut changes: Vec<Change> = Vec::new();
    for fix in fixes {
        let place = |span: Span| changes.partition_point(|other| other.span.end <= span.start);
        let free = |span: Span| changes.get(place(span)).is_none_or(|next| span.end <= next.span.start);
        if fix.edits.iter().all(|edit| free(edit.span)) {
            for edit in &fix.edits {
                let at = changes.partition_point(|other| other.span.end <= edit.span.start);
                let was = edit.span.of(checked.source.text()).to_owned();
                changes.insert(at, Change { span: edit.span, was, now: edit.text.clone(), by: Author::Program });
            }
        }
    }
    changes
}

/// Notes on the text as it reads with `changes`, each at its place in the text as it was given. What stands in the new words
/// of a change stands at the change. The changes are in the order of the text and do not overlap.
pub fn over_given(notes: Vec<Note>, changes: &[Change]) -> Vec<Note> {
    let given = |note: Note| {
        let Span { start, end } = note.span;
        let begin = place_given(start, changes, Side::Begin);
        let end = if start == end { begin } else { place_given(end, changes, Side::End) };
        Note { span: Span { start: begin, end: end.max(begin) }, ..note }
    };
    notes.into_iter().map(given).collect()
}

/// Which end of a note is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Begin,
    End,
}

/// Where a place in the changed text was in the text as given.
fn place_given(place: u32, changes: &[Change], side: Side) -> u32 {
    // How far both texts were gone through: they run alike up to the next change.
    let (mut now, mut given) = (0, 0);
    for change in changes {
        let begins = now + (change.span.start - given);
        let ends = begins + change.now.len() as u32;
        match (place.cmp(&begins), side) {
            (Ordering::Less, _) => break,
            (Ordering::Equal, Side::End) => return change.span.start,
            (Ordering::Equal, Side::Begin) if begins < ends => return change.span.start,
            (Ordering::Greater, Side::Begin) if place < ends => return change.span.start,
            (Ordering::Greater, Side::End) if place < ends => return change.span.end,
            _ => (now, given) = (ends, change.span.end),
        }
    }
    given + (place - now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: usize, was: &str, now: &str) -> Change {
        let span = Span::new(start, start + was.len());
        Change { span, was: was.to_owned(), now: now.to_owned(), by: Author::Program }
    }

    #[test]
    fn places_lead_back_over_changes() {
        // given: 0123456789, now: 01AAA3456 9B
        let changes = [change(2, "2", "AAA"), change(7, "78", ""), change(10, "", "B")];
        let back = |start: usize, end: usize| {
            let note = Note { span: Span::new(start, end), lines: Vec::new(), by: Author::Program };
            let span = over_given(vec![note], &changes)[0].span;
            (span.start, span.end)
        };
        assert_eq!((back(0, 2), back(1, 1)), ((0, 2), (1, 1)));
        assert_eq!((back(2, 5), back(3, 4), back(1, 3)), ((2, 3), (2, 3), (1, 3)));
        assert_eq!((back(5, 6), back(8, 9)), ((3, 4), (6, 7)));
        assert_eq!((back(9, 10), back(8, 10)), ((9, 10), (6, 10)));
        assert_eq!(back(10, 11), (10, 10), "new words where there were none");
    }

    #[test]
    fn who_wrote_is_told_by_name() {
        let person = |name: &str| Author::Person(name.to_owned());
        assert_eq!((Author::Program.name(), Author::Program.initials()), ("勾稽", "勾"));
        assert_eq!((person(" 张三 ").name(), person(" 张三 ").initials()), ("张三", "张"));
        assert_eq!(person(" ").name(), "使用者");
    }
}
