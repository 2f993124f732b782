//! Changes of a text: where words go, what is refused, and several steps as one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::editing::{EditRefused, applied, differences, merged, moved};
use gouji_core::finding::Edit;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Grid, GridCell, Source, Span};
use proptest::prelude::*;

fn edit(start: usize, end: usize, text: &str) -> Edit {
    Edit { span: Span::new(start, end), text: text.to_owned() }
}

/// Two paragraphs around a table of two rows; the second cell of the first row is blank.
fn with_table() -> Source {
    with_table_behind("一、情况")
}

fn with_table_behind(words: &str) -> Source {
    let text = format!("{words}\n甲\t\n乙\t12\n二、问题");
    let at = |words: &str| text.find(words).unwrap();
    let cell = |row, column, start, len: usize| GridCell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        span: Span::new(start, start + len),
    };
    let first = at("甲");
    let cells = vec![cell(0, 0, first, 3), cell(0, 1, first + 4, 0), cell(1, 0, at("乙"), 3), cell(1, 1, at("12"), 2)];
    let grid = Grid { span: Span::new(first, at("\n二")), cells };
    let picture = Span::at(at("二"));
    Source::structured(text, vec![grid], vec![picture])
}

#[test]
fn cells_grids_pictures_and_structure_are_kept() {
    let source = with_table();
    let blank = source.grids()[0].cells[1].span.start as usize;
    let heading = edit(0, "一".len(), "第一部分");
    let edited = source.edited(&[edit(blank, blank, " 3 "), heading]).unwrap();
    assert_eq!(edited.text(), "第一部分、情况\n甲\t 3 \n乙\t12\n二、问题");
    let words: Vec<&str> = edited.grids()[0].cells.iter().map(|cell| cell.span.of(edited.text())).collect();
    assert_eq!(words, ["甲", "3", "乙", "12"]);
    assert_eq!(edited.grids()[0].span.of(edited.text()), "甲\t 3 \n乙\t12");
    assert!(edited.text()[edited.pictures()[0].start as usize..].starts_with("二、"));
    assert!(edited.is_structured());
    let last = edited.grids()[0].cells[3].span;
    let emptied = edited.edited(&[Edit { span: last, text: String::new() }]).unwrap();
    assert_eq!(emptied.grids()[0].span.of(emptied.text()), "甲\t 3 \n乙\t");
    assert_eq!(emptied.grids()[0].cells[3].span, Span::at(emptied.text().find("\n二").unwrap()));
    assert!(!Source::plain("甲乙").edited(&[edit(0, 3, "丙")]).unwrap().is_structured());
}

/// What a reader could not read of a file is not read because words of it were changed.
#[test]
fn what_was_not_read_stays_unread() {
    let problem = |kind| Problem { kind, message: String::new() };
    let problems = vec![problem(ProblemKind::UnreadablePart), problem(ProblemKind::LostCharacters)];
    let source = Source::plain("甲\u{fffd}乙").with_problems(problems);
    let kinds = |source: &Source| source.problems().iter().map(|problem| problem.kind).collect::<Vec<_>>();
    let beside = [edit(0, 3, "丙")];
    let mended = [edit(3, 6, "丁")];
    for edited in [source.edited(&beside).unwrap(), source.edited_freely(&beside)] {
        assert_eq!(kinds(&edited), [ProblemKind::UnreadablePart, ProblemKind::LostCharacters]);
    }
    for edited in [source.edited(&mended).unwrap(), source.edited_freely(&mended)] {
        assert_eq!(kinds(&edited), [ProblemKind::UnreadablePart]);
    }
}

#[test]
fn what_goes_beyond_a_paragraph_or_a_cell_is_refused() {
    let source = with_table();
    let at = |words: &str| source.text().find(words).unwrap();
    let refused = |edits: &[Edit]| source.edited(edits).unwrap_err();
    assert_eq!(refused(&[edit(0, 1, "x")]), EditRefused::NotInText);
    assert_eq!(refused(&[edit(0, 4000, "x")]), EditRefused::NotInText);
    assert_eq!(refused(&[edit(6, 3, "x")]), EditRefused::NotInText);
    assert_eq!(refused(&[edit(0, at("甲") + 3, "x")]), EditRefused::AcrossParagraphs);
    assert_eq!(refused(&[edit(0, 3, "x\ny")]), EditRefused::AcrossParagraphs);
    assert_eq!(refused(&[edit(0, 3, "x\ry")]), EditRefused::AcrossParagraphs);
    assert_eq!(refused(&[edit(at("乙"), at("12") + 1, "x")]), EditRefused::AcrossCells);
    assert_eq!(refused(&[edit(at("12"), at("12") + 2, "1\t2")]), EditRefused::AcrossCells);
    assert_eq!(refused(&[edit(0, 6, "x"), edit(3, 9, "y")]), EditRefused::Overlapping);
    assert_eq!(refused(&[edit(3, 3, "x"), edit(3, 3, "y")]), EditRefused::Overlapping);
    // A tab that is no border of a cell is a word like any other.
    assert_eq!(Source::plain("甲\t乙").edited(&[edit(0, 4, "丙\t丁")]).unwrap().text(), "丙\t丁乙");
}

#[test]
fn two_paragraphs_become_one_and_the_tables_behind_them_stay() {
    let source = with_table_behind("全年公开\n信息12条。");
    let end = source.text().find('\n').unwrap();
    let edited = source.edited(&[edit(end, end + 1, "")]).unwrap();
    assert!(edited.text().starts_with("全年公开信息12条。\n"), "{}", edited.text());
    assert_eq!(edited.grids()[0].span.of(edited.text()), "甲\t\n乙\t12");
    // The paragraph in front of a table does not become its first row.
    let table = source.grids()[0].span.start as usize;
    assert_eq!(source.edited(&[edit(table - 1, table, "")]).unwrap_err(), EditRefused::AcrossParagraphs);
}

/// A text of one line, and a list of edits that do not meet.
fn edits_of(length: usize) -> impl Strategy<Value = Vec<Edit>> {
    let place = (0..length / 3 + 1, 0..4usize, "[甲乙丙0-9]{0,3}");
    prop::collection::vec(place, 0..4).prop_map(move |places| {
        let mut edits: Vec<Edit> = Vec::new();
        for (start, wide, text) in places {
            let start = start * 3;
            let end = (start + wide * 3).min(length);
            let free = |other: &Edit| other.span.end < start as u32 || (end as u32) < other.span.start;
            if edits.iter().all(free) {
                edits.push(edit(start, end, &text));
            }
        }
        edits
    })
}

/// A replaced text made of characters of three bytes, so that edits at multiples of three fall between them.
fn text() -> impl Strategy<Value = String> {
    "[春夏秋冬]{0,20}"
}

proptest! {
    #[test]
    fn steps_as_one_give_the_same_text(
        (text, first) in text().prop_flat_map(|text| { let edits = edits_of(text.len()); (Just(text), edits) }),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..3usize, "[子丑]{0,2}"), 0..6),
    ) {
        let source = Source::plain(text);
        let mut now = source.edited(&first).unwrap();
        let mut all = merged(&first, &[]);
        for (pick, wide, words) in picks {
            let boundaries: Vec<usize> = now.text().char_indices().map(|(at, _)| at).chain([now.text().len()]).collect();
            let from = pick.index(boundaries.len());
            let to = (from + wide).min(boundaries.len() - 1);
            let step = [edit(boundaries[from], boundaries[to], &words)];
            all = merged(&all, &step);
            now = now.edited(&step).unwrap();
        }
        let once = source.edited(&all).unwrap();
        prop_assert_eq!(once.text(), now.text());
        prop_assert!(all.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
    }

    #[test]
    fn words_that_were_left_alone_are_found_where_they_went(
        (text, edits) in text().prop_flat_map(|text| { let edits = edits_of(text.len()); (Just(text), edits) }),
        from in 0..20usize, wide in 0..6usize,
    ) {
        let span = Span::new((from * 3).min(text.len()), ((from + wide) * 3).min(text.len()));
        let edited = Source::plain(text.clone()).edited(&edits).unwrap();
        let touched = |edit: &Edit| edit.span.start < span.end && span.start < edit.span.end
            || edit.span.is_empty() && span.start < edit.span.start && edit.span.start < span.end;
        match moved(span, &edits) {
            Some(place) => prop_assert_eq!(place.of(edited.text()), span.of(&text)),
            None => prop_assert!(edits.iter().any(touched)),
        }
    }

    #[test]
    fn what_was_changed_is_told_line_by_line(text in "[甲乙\n]{0,12}", now in "[甲乙\n]{0,12}") {
        let edits = differences(&text, &now);
        prop_assert_eq!(applied(&text, &edits), now.clone());
        if text.matches('\n').count() == now.matches('\n').count() {
            prop_assert!(edits.iter().all(|edit| !edit.text.contains('\n') && !edit.span.of(&text).contains('\n')));
        }
    }
}
