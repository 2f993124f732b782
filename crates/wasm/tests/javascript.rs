//! What JavaScript sees, run in Node.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failing test should stop at once")]

use gouji_core::contract::{MachineOutput, cells_of, map_cells};
use gouji_core::{Options, Source};
use gouji_wasm::{TYPESCRIPT, check};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const TABLE_FOUR: &str = "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn finding(result: &JsValue, rule: &str) -> JsValue {
    let findings: Array = get(result, "findings").unchecked_into();
    findings.iter().find(|finding| get(finding, "rule") == rule).expect("the finding")
}

/// The sample of the page, which has slips of many kinds.
const SAMPLE: &str = include_str!("../../../web/src/sample.txt");

/// What the contract has is what JavaScript gets, field by field and in the same order: `objects.js` names every field again.
#[wasm_bindgen_test]
fn objects_are_those_of_the_contract() {
    // A case under the wrong applicant, which may have been moved in several rows, and a half-width comma.
    let moved = SAMPLE
        .replace("（一）予以公开\t21\t", "（一）予以公开\t12\t")
        .replace("1.本机关不掌握相关政府信息\t5\t1", "1.本机关不掌握相关政府信息\t4\t2")
        .replacen('，', ",", 1);
    let texts = [SAMPLE.to_owned(), moved, TABLE_FOUR.to_owned(), String::new()];
    let mut all = String::new();
    // Twice: what JavaScript was told once it knows from then on.
    for text in texts.iter().chain(&texts) {
        let source = Source::plain(text.clone());
        let checked = gouji_core::check(&source, &Options::default());
        let mut units = |place: u32| text[..place as usize].encode_utf16().count() as u32;
        let mut output = MachineOutput::new(&source, &checked, false);
        output.map_offsets(&mut units);
        let mut cells = cells_of(&source, &checked);
        map_cells(&mut cells, &mut units);
        let expected = [serde_json::to_string(&output).unwrap(), serde_json::to_string(&cells).unwrap()];
        let own = check(text.clone(), JsValue::UNDEFINED).unwrap();
        let found =
            [own.result().unwrap(), own.cells().unwrap()].map(|value| String::from(JSON::stringify(&value).unwrap()));
        assert_eq!(found, expected);
        all += &found.concat();
    }
    // Every struct of the contract came, and every field that may be left out.
    for filled in [
        "sections",
        "tables",
        "not_checked",
        "findings",
        "problems",
        "related",
        "edits",
        "equations",
        "repairs",
        "cells",
    ] {
        assert!(all.contains(&format!("\"{filled}\":[{{")), "no result had {filled}");
    }
    for field in ["part", "section", "table", "row", "column", "more_repairs", "elsewhere"] {
        assert!(all.contains(&format!("\"{field}\":")), "no result had {field}");
    }
}

#[wasm_bindgen_test]
fn offsets_are_those_of_a_javascript_string() {
    let checked = check(TABLE_FOUR.to_owned(), JsValue::UNDEFINED).unwrap();
    let result = checked.result().unwrap();
    let finding = finding(&result, "disputes-do-not-add-up");
    let (start, end) = (get(&finding, "start").as_f64().unwrap(), get(&finding, "end").as_f64().unwrap());
    let units: Vec<u16> = TABLE_FOUR.encode_utf16().collect();
    let total = units.len() - "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n".len();
    assert_eq!((start as usize, end as usize), (total, total + 1));
    assert_eq!(get(&finding, "expected"), JsValue::from("11"));
}

#[wasm_bindgen_test]
fn cells_come_by_a_call_of_their_own() {
    let checked = check(TABLE_FOUR.to_owned(), JsValue::UNDEFINED).unwrap();
    let report = get(&checked.result().unwrap(), "report");
    assert!(get(&report, "cells").is_undefined());
    let cells: Array = checked.cells().unwrap().unchecked_into();
    let upheld =
        cells.iter().find(|cell| get(cell, "row") == "reconsideration" && get(cell, "column") == "upheld").unwrap();
    assert_eq!(get(&upheld, "value"), JsValue::from(10));
    assert_eq!(get(&upheld, "text"), JsValue::from("10"));
}

#[wasm_bindgen_test]
fn numbers_of_every_kind_and_words_come_as_they_are() {
    let row = "-1\t2.5\t99999999999\t——\t\t".to_owned() + &"0\t".repeat(9) + "0\n";
    let text = TABLE_FOUR.split_inclusive('\n').take(3).collect::<String>() + &row;
    let checked = check(text, JsValue::UNDEFINED).unwrap();
    let cells: Array = checked.cells().unwrap().unchecked_into();
    let cell = |column: &str| {
        let own = |cell: &JsValue| get(cell, "row") == "reconsideration" && get(cell, "column") == column;
        cells.iter().find(own).expect("the cell")
    };
    for (column, value) in [("upheld", -1.0), ("corrected", 2.5), ("other_result", 99_999_999_999.0)] {
        assert_eq!(get(&cell(column), "value"), JsValue::from(value), "{column}");
    }
    assert_eq!(get(&cell("pending"), "text"), JsValue::from("——"));
    assert_eq!(get(&cell("pending"), "value"), JsValue::NULL);
    assert_eq!(get(&cell("total"), "state"), JsValue::from("blank"));
    assert_eq!(get(&get(&checked.result().unwrap(), "report"), "level_certain"), JsValue::from(true));
}

#[wasm_bindgen_test]
fn options_correct_what_was_read() {
    let options = Object::new();
    Reflect::set(&options, &"year".into(), &2020.into()).unwrap();
    Reflect::set(&options, &"level".into(), &"township".into()).unwrap();
    let checked = check(TABLE_FOUR.to_owned(), options.into()).unwrap();
    let report = get(&checked.result().unwrap(), "report");
    assert_eq!(get(&report, "edition"), JsValue::from("2019"));
    assert_eq!(get(&report, "level"), JsValue::from("township"));
}

#[wasm_bindgen_test]
fn wrong_options_say_what_is_wrong() {
    let options = Object::new();
    Reflect::set(&options, &"level".into(), &"village".into()).unwrap();
    let error = check(String::new(), options.into()).err().map(JsValue::from).unwrap();
    let message = get(&error, "message").as_string().unwrap();
    assert!(message.contains("village"), "{message}");
    let options = Object::new();
    Reflect::set(&options, &"yaer".into(), &2020.into()).unwrap();
    assert!(check(String::new(), options.into()).is_err());
    let options = Object::new();
    Reflect::set(&options, &"due".into(), &"31 January".into()).unwrap();
    let error = check(String::new(), options.into()).err().map(JsValue::from).unwrap();
    assert!(format!("{error:?}").contains("options.due: `31 January` is no day like 2024-01-31"), "{error:?}");
}

/// Every field name that a result has must stand in the TypeScript types.
#[wasm_bindgen_test]
fn types_name_every_field() {
    let checked = check(TABLE_FOUR.to_owned(), JsValue::UNDEFINED).unwrap();
    let mut waiting = vec![checked.result().unwrap(), checked.cells().unwrap()];
    let mut seen = 0;
    while let Some(value) = waiting.pop() {
        if Array::is_array(&value) {
            waiting.extend(Array::from(&value).iter());
        } else if value.is_object() {
            let object: &Object = value.unchecked_ref();
            for key in Object::keys(object).iter() {
                let name = key.as_string().unwrap();
                let named = [format!(" {name}:"), format!(" {name}?:")].iter().any(|text| TYPESCRIPT.contains(text));
                assert!(named, "the field {name} is missing in types.d.ts");
                seen += 1;
                waiting.push(Reflect::get(&value, &key).unwrap());
            }
        }
    }
    assert!(seen > 500, "only {seen} fields were seen");
}
