//! A cell that holds no number: it is seen in its own place in every shape of text, and never shifts the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::form::{Edition, TableNumber};
use gouji_core::report::CellState;
use gouji_core::{Options, Source, check};
use gouji_tests::generate::{Draft, Kind, Random, ReportData, Shape, render, render_draft};

/// As clerks and character recognition write them.
const MISWRITTEN: &[&str] = &["若干", "约5", "3l2", "1O", "二十", "叁佰", "5余"];

#[test]
fn miswritten_numbers_are_seen_in_their_own_cells() {
    for number in [TableNumber::Two, TableNumber::Three, TableNumber::Four] {
        for shape in Shape::ALL {
            let mut lost = 0;
            for seed in 0..60 {
                let mut random = Random::new(seed * 31 + shape as u64);
                let edition = if seed % 4 == 0 { Edition::E2019 } else { Edition::E2021 };
                let mut draft = Draft::new(&ReportData::new(seed, Kind::Large, edition));
                let values = draft.data.values[number.index()].clone();
                let at = random.below(values.len());
                let words = *random.pick(MISWRITTEN);
                draft.tables.cell_words.push((number, at, words.to_owned()));
                let source = render_draft(&draft, shape).source;
                let report = check(source.clone(), &Options::default()).report;
                let table = report.table(number);
                assert_eq!(table.layout.edition, edition, "{shape:?}, seed {seed}");
                for (place, (cell, value)) in table.cells.iter().zip(&values).enumerate() {
                    let right = match cell.state {
                        CellState::Number => place != at && cell.count() == Some(*value),
                        CellState::Text => place == at,
                        CellState::Absent => true,
                        _ => false,
                    };
                    assert!(
                        right,
                        "{shape:?}, seed {seed}, {words} in cell {at}: table {} {}.{} should be {value}, read {:?} {:?}\n{}",
                        number.number(),
                        cell.address.row.id(),
                        cell.address.column.id(),
                        cell.state,
                        cell.value,
                        &source.text()[source.text().find("二、主动").unwrap()..]
                    );
                }
                lost += usize::from(table.cells[at].state == CellState::Absent);
            }
            assert_eq!(lost, 0, "table {}, {shape:?}: not seen in {lost} of 60", number.number());
        }
    }
}

/// A heading's own words are never taken for the number that a copy lost.
#[test]
fn words_of_a_heading_are_no_miswritten_number() {
    for shape in [Shape::OneCellALine, Shape::Raw, Shape::Layout, Shape::Blocks] {
        for lost in ["行政许可", "行政处罚", "行政强制"] {
            let whole = render(&ReportData::new(3, Kind::Large, Edition::E2021), shape);
            let spaced = whole.text().replace("第二十条第", "第 二十 条 第");
            let table = spaced.find("二、主动公开政府信息情况").unwrap();
            let at = table + spaced[table..].find(lost).unwrap() + lost.len();
            let digits = |character: char| character.is_ascii_digit();
            let start = at + spaced[at..].find(digits).unwrap();
            let text = format!("{}{}", &spaced[..start], spaced[start..].trim_start_matches(digits));
            let checked = check(Source::plain(text.clone()), &Options::default());
            let alarm = checked.findings.iter().find(|finding| finding.rule == "cell-not-a-count");
            assert!(alarm.is_none(), "{shape:?}, {lost}: {alarm:?}\n{text}");
            let unread = checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == "table-2");
            assert!(unread, "{shape:?}, {lost}: nothing is said of the lost number");
        }
    }
}
