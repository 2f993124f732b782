//! Every number of the prose is explained: by the cells that it is held against, or by the reason why it is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::form::{ColumnId, RowId};
use gouji_core::report::CellAddress;
use gouji_core::voice::{explain, explain_numbers};
use gouji_core::{Options, Source, check};
use gouji_tests::sample::mended_sample;

/// What is said of the numbers of the sample with a sentence in front of its third paragraph.
fn explained(sentence: &str) -> Vec<(String, String)> {
    const PLACE: &str = "（三）政府信息管理。";
    let text = mended_sample().replacen(PLACE, &format!("{sentence}\n\n{PLACE}"), 1);
    let checked = check(Source::plain(text.as_str()), &Options::default());
    let clauses = explain(&checked);
    assert_eq!(
        clauses.iter().map(|clause| clause.numbers.len()).sum::<usize>(),
        checked.coverage.numbers_in_text as usize
    );
    let numbers: Vec<_> = clauses.into_iter().flat_map(|clause| clause.numbers).collect();
    assert_eq!(numbers, explain_numbers(&checked));
    numbers.into_iter().map(|number| (number.span.of(&text).to_owned(), number.words)).collect()
}

#[test]
fn a_number_agrees_differs_or_says_why_not() {
    let why = |sentence: &str, number: &str| {
        let all = explained(sentence);
        let own = all.iter().rfind(|(own, _)| own == number).unwrap_or_else(|| panic!("{number} in {all:?}"));
        own.1.clone()
    };
    let cell = "表三“一、本年新收政府信息公开申请数量”行“总计”列的 34";
    assert_eq!(why("", "34件"), format!("收到申请，与{cell} 一致"));
    assert!(why("我局收到政府信息公开申请38件。", "38件").starts_with(&format!("收到申请，与{cell}、")));
    for (sentence, number, reason) in [
        ("", "78人", "单位"),
        ("县自然资源局总共收到政府信息公开申请126件。", "126件", "别的单位"),
        ("公开办理行政许可信息126件。", "126件", "公开的信息"),
        ("全年印制惠农政策明白纸126份。", "126份", "没有写明"),
        ("以“怎样答复申请”为题授课11次。", "11次", "引号"),
    ] {
        let words = why(sentence, number);
        assert!(words.starts_with("没有与表核对：") && words.contains(reason), "{sentence}: {words}");
    }
}

/// The page marks the cells of a number that is pointed at.
#[test]
fn a_number_leads_to_its_cells() {
    let text =
        mended_sample().replacen("（三）政府信息管理。", "公开办理行政许可信息126件。\n\n（三）政府信息管理。", 1);
    let told = |text: &str, number: &str| {
        let checked = check(Source::plain(text), &Options::default());
        let all = explain_numbers(&checked);
        let own = all.into_iter().find(|own| own.span.of(text) == number).unwrap();
        (own.cells, own.agrees)
    };
    let received = CellAddress { row: RowId::Received, column: ColumnId::Total };
    assert_eq!(told(&text, "34件"), (vec![received], Some(true)));
    let wrong = text.replacen("34件", "38件", 1);
    assert_eq!(told(&wrong, "38件"), (vec![received], Some(false)));
    assert_eq!(told(&text, "126件"), (Vec::new(), None));
}
