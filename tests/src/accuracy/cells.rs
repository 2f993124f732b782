//! Slips in the tables.

use gouji_core::finding::Severity;
use gouji_core::form::{ColumnId, RowId, RowRole, TableNumber};

use super::slip::{Slip, SlipKind, aspect_line, kind};
use crate::generate::{Draft, Random, What, count};

pub(super) const KINDS: &[SlipKind] = &[
    kind("表三：数字录错", typed),
    kind("表三：数位颠倒", transposed),
    kind("表三：填错申请人", wrong_column),
    kind("表三：填错办理结果", wrong_row),
    kind("表三：错两处", two_errors),
    kind("表三：抄了相邻的总计", neighbour_total),
    kind("表四：数字录错", table_four),
    kind("表四：空组里多录一个数", empty_group),
    kind("表三：单元格未填", left_blank),
    kind("表三：单元格里是文字", text_in_cell),
    kind("表二：现行有效少于本年所余", in_force_too_small),
    kind("表二：收费金额带“元”", fee_with_unit),
    kind("表二：收费金额按元填写", fee_in_yuan),
    kind("表二：县乡机关填了规章", rules_certain),
    kind("表二：市级部门、功能区填了规章", rules_likely),
    kind("表四：2024年起有不予公开而直接起诉", direct_suit),
];

const THREE: TableNumber = TableNumber::Three;

/// A slip in cells of a table; none where every sum still holds, for then nothing can be seen.
fn in_cells(draft: &Draft, table: TableNumber, changes: &[(usize, i64)]) -> Option<Slip> {
    let mut draft = draft.clone();
    for (at, value) in changes {
        draft.data.values[table.index()][*at] = *value;
    }
    let rule = first_failing(&draft, table)?;
    Slip::in_table(rule, draft, table, changes.iter().map(|(at, _)| *at))
}

/// The rule of the first equation that does not hold, in the order of the catalogue.
fn first_failing(draft: &Draft, table: TableNumber) -> Option<&'static str> {
    let values = &draft.data.values[table.index()];
    if table == TableNumber::Four {
        let holds = |group: &[i64]| group[..4].iter().sum::<i64>() == group[4];
        return (!values.chunks(5).all(holds)).then_some("disputes-do-not-add-up");
    }
    let rows = draft.data.layout(THREE).rows;
    let sum = |wanted: &[RowRole], column: usize| -> i64 {
        let rows = rows.iter().enumerate().filter(|(_, row)| wanted.contains(&row.role));
        rows.map(|(row, _)| values[row * 7 + column]).sum()
    };
    if (0..7).any(|column| {
        sum(&[RowRole::Received, RowRole::CarriedIn], column)
            != sum(&[RowRole::OutcomeTotal, RowRole::CarriedOut], column)
    }) {
        return Some("requests-out-of-balance");
    }
    if (0..7).any(|column| sum(&[RowRole::Outcome], column) != sum(&[RowRole::OutcomeTotal], column)) {
        return Some("outcomes-do-not-add-up");
    }
    let holds = |row: &[i64]| row[..6].iter().sum::<i64>() == row[6];
    (!values.chunks(7).all(holds)).then_some("applicants-do-not-add-up")
}

/// Another number that a slip of the finger makes of this one.
fn mistyped(value: i64, random: &mut Random) -> i64 {
    let mut digits: Vec<u8> = value.to_string().into_bytes();
    let at = random.below(digits.len());
    digits[at] = b'0' + (digits[at] - b'0' + 1 + random.below(9) as u8) % 10;
    let wrong = digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    if wrong == value { value + 1 } else { wrong }
}

fn typed(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let values = &draft.data.values[THREE.index()];
    let at = random.below(values.len());
    in_cells(draft, THREE, &[(at, mistyped(values[at], random))])
}

fn transposed(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let values = &draft.data.values[THREE.index()];
    let swapped = |value: i64| value / 100 * 100 + value % 10 * 10 + value / 10 % 10;
    let all: Vec<usize> =
        (0..values.len()).filter(|at| values[*at] > 9 && swapped(values[*at]) != values[*at]).collect();
    let at = *all.get(random.below(all.len()))?;
    in_cells(draft, THREE, &[(at, swapped(values[at]))])
}

/// Cases of a filled outcome cell, booked in another column or another outcome row.
fn misplaced(draft: &Draft, random: &mut Random, same_row: bool) -> Option<Slip> {
    let rows = draft.data.layout(THREE).rows;
    let values = &draft.data.values[THREE.index()];
    let outcomes: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].role == RowRole::Outcome).collect();
    let filled: Vec<(usize, usize)> = outcomes
        .iter()
        .flat_map(|row| (0..6).map(move |column| (*row, column)))
        .filter(|(row, column)| values[row * 7 + column] > 0)
        .collect();
    let (row, column) = *filled.get(random.below(filled.len()))?;
    let to = if same_row { row * 7 + random.below(6) } else { *random.pick(&outcomes) * 7 + column };
    let from = row * 7 + column;
    if from == to {
        return None;
    }
    let moved = 1 + random.below(values[from] as usize) as i64;
    in_cells(draft, THREE, &[(from, values[from] - moved), (to, values[to] + moved)])
}

fn wrong_column(draft: &Draft, random: &mut Random) -> Option<Slip> {
    misplaced(draft, random, true)
}

fn wrong_row(draft: &Draft, random: &mut Random) -> Option<Slip> {
    misplaced(draft, random, false)
}

fn two_errors(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let values = &draft.data.values[THREE.index()];
    let (one, two) = (random.below(values.len()), random.below(values.len()));
    if one / 7 == two / 7 || one % 7 == two % 7 {
        return None;
    }
    let changes = [(one, mistyped(values[one], random)), (two, mistyped(values[two], random))];
    in_cells(draft, THREE, &changes)
}

fn neighbour_total(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let values = &draft.data.values[THREE.index()];
    let row = 1 + random.below(values.len() / 7 - 1);
    let (at, above) = (row * 7 + 6, row * 7 - 1);
    if values[at] == values[above] {
        return None;
    }
    in_cells(draft, THREE, &[(at, values[above])])
}

/// A number of a group of table 4 that says something besides.
fn table_four(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let at = random.below(15);
    let values = &draft.data.values[TableNumber::Four.index()];
    let group = at / 5 * 5..at / 5 * 5 + 5;
    if group.into_iter().all(|other| other == at || values[other] == 0) {
        return None;
    }
    in_cells(draft, TableNumber::Four, &[(at, mistyped(values[at], random))])
}

/// A number in a group without any: whether it is the number or the total that is wrong, no reader can tell, so both have
/// to be named.
fn empty_group(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let group = 5 * random.below(3);
    if draft.data.values[TableNumber::Four.index()][group..group + 5] != [0; 5] {
        return None;
    }
    in_cells(draft, TableNumber::Four, &[(group + random.below(5), 1 + random.below(9) as i64)])
}

fn with_words(draft: &Draft, random: &mut Random, rule: &'static str, words: &str) -> Option<Slip> {
    let mut draft = draft.clone();
    let at = random.below(draft.data.values[THREE.index()].len());
    draft.tables.cell_words.push((THREE, at, words.to_owned()));
    Slip::in_table(rule, draft, THREE, [at])
}

/// A dash and not a bare blank: some shapes of text show no blank.
fn left_blank(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let words = *random.pick(&["/", "无", "—"]);
    with_words(draft, random, "cells-left-blank", words)
}

fn text_in_cell(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let words = *random.pick(&["若干", "-2", "约5", "1.5", "3l2", "1O", "二十", "叁"]);
    with_words(draft, random, "cell-not-a-count", words)
}

const TWO: TableNumber = TableNumber::Two;

/// The row of documents and its last cell, in the edition that asks how many are in force.
fn documents(draft: &Draft) -> Option<([i64; 3], usize)> {
    let row = draft.data.place_of(RowId::NormativeDocuments)?;
    let in_force = draft.data.layout(TWO).rows[row].columns.iter().any(|column| column.id == ColumnId::InForce);
    let numbers = draft.data.row(TWO, row).try_into().ok().filter(|_| in_force)?;
    Some((numbers, draft.data.cells_of(TWO, row).end - 1))
}

fn in_force_too_small(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let ([issued, repealed, _], at) = documents(draft)?;
    // The year's own were forgotten, the number of another column was copied, or one was lost.
    let wrong = *random.pick(&[0, repealed, issued - repealed - 1]);
    if wrong < 0 || wrong >= issued - repealed {
        return None;
    }
    let mut draft = draft.clone();
    draft.data.values[TWO.index()][at] = wrong;
    Slip::in_table("in-force-too-small", draft, TWO, [at])
}

/// The cell of the amount in 万元, and the amount in 元.
fn fees(draft: &Draft) -> Option<(usize, i64)> {
    let row = draft.data.place_of(RowId::Fees)?;
    let [amount] = *draft.data.row(TWO, row) else { return None };
    (amount > 0).then(|| (draft.data.cells_of(TWO, row).start, amount * 10_000))
}

fn fee_with_unit(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (at, yuan) = fees(draft)?;
    let words = match random.below(4) {
        0 => format!("{yuan}元"),
        1 => format!("{yuan}.00元"),
        2 if yuan < 1_000_000 => format!("{},{:03}元", yuan / 1000, yuan % 1000),
        2 => format!("{},{:03},{:03}元", yuan / 1_000_000, yuan / 1000 % 1000, yuan % 1000),
        _ => format!("{yuan} 元"),
    };
    let mut draft = draft.clone();
    draft.tables.cell_words.push((TWO, at, words));
    Slip::in_table("fee-unit-suspect", draft, TWO, [at])
}

/// The number of 元 without its unit, where the prose has the right amount.
fn fee_in_yuan(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (at, yuan) = fees(draft)?;
    let mut draft = draft.clone();
    draft.data.values[TWO.index()][at] = yuan;
    let told = draft.lines.iter().any(|line| line.claims.iter().any(|claim| claim.what == What::Count("fees")));
    if !told {
        let line = aspect_line(&draft, 0)?;
        let amount = yuan / 10_000;
        let words = match random.below(4) {
            0 => format!("本年度行政事业性收费{amount}万元。"),
            1 => format!("公开行政事业性收费项目，全年收取行政事业性收费{amount}万元。"),
            2 => format!("全年行政事业性收费金额为{yuan}元。"),
            _ => format!("收取行政事业性收费共计{amount}万元，全部上缴国库。"),
        };
        draft.lines[line].text.push_str(&words);
    }
    Slip::in_table("fee-unit-suspect", draft, TWO, [at])
}

/// Numbers in the row 规章: those of the row below it, or what a clerk thinks is in force.
fn rules_filled(draft: &Draft, random: &mut Random, severity: Severity) -> Option<Slip> {
    let ([issued, repealed, in_force], at) = documents(draft)?;
    let mut draft = draft.clone();
    let values = &mut draft.data.values[TWO.index()];
    let numbers = match random.below(3) {
        0 => {
            values[at - 2..=at].fill(0);
            [issued, repealed, in_force]
        }
        1 => [0, 0, 1 + random.below(9) as i64],
        _ => [1, random.below(2) as i64, 1 + random.below(3) as i64],
    };
    if numbers == [0; 3] {
        return None;
    }
    values[at - 5..at - 2].copy_from_slice(&numbers);
    let slip = Slip::in_table("rules-without-power", draft, TWO, [])?;
    Some(Slip { severity: Some(severity), ..slip })
}

fn rules_certain(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let organ = draft.data.organ;
    let certain = organ.contains(['县', '镇']) || organ.ends_with("街道办事处") || organ.starts_with("南安区");
    rules_filled(draft, random, Severity::Error).filter(|_| certain)
}

fn rules_likely(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let organ = draft.data.organ;
    rules_filled(draft, random, Severity::Warning)
        .filter(|_| organ == "松原市水务局" || organ.ends_with("开发区管理委员会"))
}

fn direct_suit(draft: &Draft, random: &mut Random) -> Option<Slip> {
    if draft.data.year < 2024 || count(&draft.data, "refused")? == 0 {
        return None;
    }
    let mut draft = draft.clone();
    let results: Vec<i64> = (0..4).map(|_| random.below(3) as i64).collect();
    let all: i64 = results.iter().sum();
    if all == 0 {
        return None;
    }
    let values = &mut draft.data.values[TableNumber::Four.index()];
    values[5..9].copy_from_slice(&results);
    values[9] = all;
    Slip::in_table("direct-suit-after-2024", draft, TableNumber::Four, [9])
}
