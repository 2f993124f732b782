//! A missing number never shifts the others: whatever is lost of a table, what is still read is right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::form::{Edition, TableNumber};
use gouji_core::report::CellState;
use gouji_core::{Options, Source, check};
use gouji_tests::generate::{Draft, Kind, Random, ReportData, Shape, render, render_draft};

/// What is taken away.
#[derive(Clone, Copy, Debug)]
enum Loss {
    Line,
    Number,
    Label,
}

/// The text without one line, number or label of its tables; `None` where the line has no such thing.
fn damage(text: &str, random: &mut Random, loss: Loss) -> Option<String> {
    let start = text.find("二、主动公开政府信息情况")?;
    let lines: Vec<&str> = text.split('\n').collect();
    let first = text[..start].matches('\n').count() + 1;
    let last = lines.iter().position(|line| line.ends_with("存在的主要问题及改进情况"))?;
    let at = first + random.below(last - first);
    let line = lines[at];
    if line.starts_with('三') || line.starts_with('四') && line.contains("复议") {
        return None;
    }
    let is_digit = |character: char| character.is_ascii_digit() || ('０'..='９').contains(&character);
    let replaced = match loss {
        Loss::Line => None,
        Loss::Number => {
            let words: Vec<&str> = line.split_inclusive(['\t', ' ', '|']).collect();
            let numbers: Vec<usize> = (0..words.len())
                .filter(|at| {
                    let word = words[*at].trim_end_matches(['\t', ' ', '|']);
                    !word.is_empty() && word.chars().all(is_digit)
                })
                .collect();
            if numbers.is_empty() {
                return None;
            }
            let chosen = numbers[random.below(numbers.len())];
            let kept: Vec<String> = words
                .iter()
                .enumerate()
                // Tabs and pipes stay: the cell is blank. Spaces go with the number.
                .map(|(at, word)| {
                    if at == chosen {
                        word.trim_start_matches(is_digit).trim_start_matches(' ').to_owned()
                    } else {
                        (*word).to_owned()
                    }
                })
                .collect();
            Some(kept.concat())
        }
        Loss::Label => {
            let kept: String =
                line.chars().filter(|character| !character.is_alphabetic() || is_digit(*character)).collect();
            if kept == line {
                return None;
            }
            Some(kept)
        }
    };
    let mut kept: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match replaced {
        Some(line) => kept[at] = line,
        None => {
            kept.remove(at);
        }
    }
    Some(kept.join("\n"))
}

#[test]
fn what_is_still_read_is_right() {
    let shapes = Shape::ALL.into_iter().filter(|shape| *shape != Shape::Grids);
    let mut damaged = 0;
    let mut lost_cells = 0;
    for shape in shapes {
        for seed in 0..240 {
            let mut random = Random::new(seed * 31 + shape as u64);
            let loss = *random.pick(&[Loss::Line, Loss::Number, Loss::Label]);
            // Large numbers differ from row to row, so that a shifted row shows.
            let edition = if seed % 4 == 0 { Edition::E2019 } else { Edition::E2021 };
            let data = ReportData::new(seed, Kind::Large, edition);
            // In every second report one number is miswritten besides.
            let mut draft = Draft::new(&data);
            let number = *random.pick(&TableNumber::ALL);
            let at = random.below(data.values[number.index()].len());
            let miswritten = (seed % 2 == 1).then_some((number, at));
            if miswritten.is_some() {
                // Letters would go with the label.
                let words = if matches!(loss, Loss::Label) { "1-2" } else { *random.pick(&["若干", "约5", "1O"]) };
                draft.tables.cell_words.push((number, at, words.to_owned()));
            }
            let source = render_draft(&draft, shape).source;
            let Some(text) = damage(source.text(), &mut random, loss) else { continue };
            damaged += 1;
            let checked = check(Source::plain(text.clone()), &Options::default());
            for table in &checked.report.tables {
                if table.layout.edition != data.edition {
                    // The loss took what shows the edition away: then nothing can be compared by name here.
                    continue;
                }
                let mut absent = 0;
                for (at, (cell, value)) in table.cells.iter().zip(&data.values[table.number.index()]).enumerate() {
                    let own_words = miswritten == Some((table.number, at));
                    let right = match cell.state {
                        CellState::Number => !own_words && cell.count() == Some(*value),
                        CellState::Text => own_words,
                        CellState::Absent | CellState::Blank => true,
                        _ => false,
                    };
                    absent += usize::from(cell.state == CellState::Absent);
                    assert!(
                        right,
                        "{shape:?}, seed {seed}, {loss:?}: table {} {}.{} should be {value}, read {:?} {:?}\n{}",
                        table.number.number(),
                        cell.address.row.id(),
                        cell.address.column.id(),
                        cell.state,
                        cell.value,
                        &text[text.find("二、主动").unwrap()..]
                    );
                }
                lost_cells += absent;
                let what = ["table-2", "table-3", "table-4"][table.number.index()];
                let said = checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == what);
                assert!(
                    absent == 0 || said,
                    "{shape:?}, seed {seed}, {loss:?}: {absent} cells of {what} are absent and not said"
                );
            }
        }
    }
    println!("{damaged} damaged reports, {lost_cells} cells absent");
    assert!(damaged > 1500, "only {damaged} reports were damaged");
}

/// A copy that lost the ends of its lines but kept its tabs: labels stand among other words, and no row is called missing.
#[test]
fn rows_whose_labels_stand_somewhere_are_not_missing() {
    for seed in 0..20 {
        for edition in [Edition::E2019, Edition::E2021] {
            let text = render(&ReportData::new(seed, Kind::Usual, edition), Shape::TabPaste).text().replace('\n', "");
            let checked = check(Source::plain(text), &Options::default());
            let missing = checked.findings.iter().find(|finding| finding.rule == "row-missing");
            assert!(missing.is_none(), "seed {seed}: {missing:?}");
            assert!(checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == "table-2"), "seed {seed}");
        }
    }
}
