//! The face for JavaScript: text and options in, one plain object or one line of JSON out. In the object offsets are UTF-16
//! units, as JavaScript counts them; the line of JSON is the one that every other face writes, with offsets in UTF-8.

mod offsets;
mod options;
mod report;

use gouji_core::contract::{Output, Wanted};
use gouji_core::rules::RULES;
use gouji_core::{CheckedReport, Source};
use gouji_export as export;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use offsets::Utf16Offsets;
use options::Asked;

/// Checks one report. `text` is the report's text, `options` are those of the TypeScript type `Options`. The result is a
/// plain object of the type `Output`.
///
/// # Errors
/// Options that are no options give an `Error` with an English sentence. No text does.
#[wasm_bindgen(skip_typescript)]
pub fn check(text: String, options: JsValue) -> Result<JsValue, JsError> {
    let (checked, asked) = checked(text, options)?;
    let offsets = Utf16Offsets::new(checked.source.text());
    let remarks = asked.remarks(&offsets)?;
    let count = |offset: u32| offsets.utf16(offset);
    object_of(&Output::new(&checked, Wanted { count: Some(&count), remarks: &remarks, ..asked.wanted() }))
}

/// The rules, in the order of the catalogue.
///
/// # Errors
/// None that is known.
#[wasm_bindgen(skip_typescript)]
pub fn rules() -> Result<JsValue, JsError> {
    let listed =
        RULES.iter().map(|rule| Listed { id: rule.id, since: rule.since, title: rule.title(), page: rule.page() });
    object_of(&listed.collect::<Vec<_>>())
}

/// A rule as the package lists it.
#[derive(Serialize)]
struct Listed {
    id: &'static str,
    since: &'static str,
    title: &'static str,
    page: &'static str,
}

/// A plain object, by way of JSON: one text handed over and read by the engine costs less than a call for each value.
fn object_of(output: &impl Serialize) -> Result<JsValue, JsError> {
    let line = serde_json::to_string(output)?;
    js_sys::JSON::parse(&line).map_err(|_| JsError::new("the result could not be made an object"))
}

/// Checks one report and gives the machine output as one line of JSON: the same bytes that `gouji check --format json`
/// writes for the same text and options.
///
/// # Errors
/// As for [`check`].
#[wasm_bindgen(skip_typescript)]
pub fn json(text: String, options: JsValue) -> Result<String, JsError> {
    let (checked, asked) = checked(text, options)?;
    let remarks = asked.remarks(&Utf16Offsets::new(checked.source.text()))?;
    Ok(export::json(&checked, Wanted { remarks: &remarks, ..asked.wanted() })?)
}

fn checked(text: String, options: JsValue) -> Result<(CheckedReport, Asked), JsError> {
    let asked = Asked::read(options)?;
    Ok((gouji_core::check(Source::plain(text_of(text)), &asked.options()?), asked))
}

/// A text without the mark of its encoding.
fn text_of(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../../../contract/gouji.d.ts");
