//! The face for JavaScript: types, one call in, plain objects out. Offsets leave as UTF-16 units, the only place where
//! they do; everything else is the contract of `gouji_core::contract`.

mod objects;
mod offsets;

use gouji_core::contract::{MachineOutput, cells_of, map_cells};
use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::{Checked as CoreChecked, Options as CoreOptions, Source};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use objects::to_js;
use offsets::Utf16Offsets;

/// Checks one report. `text` is the report's text; `options` corrects organ, level or year, and
/// may bring the text of last year's report.
///
/// # Errors
/// Options that are no options give an `Error` with an English sentence.
#[wasm_bindgen(skip_typescript)]
pub fn check(text: String, options: JsValue) -> Result<Checked, JsError> {
    let (options, previous) = read_options(options)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let source = Source::plain(text);
    let checked = match previous.map(Source::plain) {
        Some(previous) => gouji_core::check_against(&source, &previous, &options),
        None => gouji_core::check(&source, &options),
    };
    Ok(Checked { source, checked })
}

/// One checked report.
#[wasm_bindgen(skip_typescript)]
pub struct Checked {
    source: Source,
    checked: CoreChecked,
}

#[wasm_bindgen]
impl Checked {
    /// Report (without cells), coverage, findings and problems.
    ///
    /// # Errors
    /// None that is known; a fault of the serialiser would be one.
    #[wasm_bindgen(getter)]
    pub fn result(&self) -> Result<JsValue, JsError> {
        let mut output = MachineOutput::new(&self.source, &self.checked, false);
        let offsets = Utf16Offsets::new(self.source.text());
        output.map_offsets(&mut |offset| offsets.get(offset));
        to_js(&output)
    }

    /// Every cell of the three tables.
    ///
    /// # Errors
    /// As for `result`.
    pub fn cells(&self) -> Result<JsValue, JsError> {
        let mut cells = cells_of(&self.source, &self.checked);
        let offsets = Utf16Offsets::new(self.source.text());
        map_cells(&mut cells, &mut |offset| offsets.get(offset));
        to_js(&cells)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Options {
    organ: Option<String>,
    level: Option<String>,
    year: Option<u16>,
    due: Option<String>,
    previous: Option<String>,
}

/// The options, and the text of last year's report.
fn read_options(options: JsValue) -> Result<(CoreOptions, Option<String>), JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok((CoreOptions::default(), None));
    }
    let wrong =
        |what: String| JsError::new(&format!("options must be {{ organ?, level?, year?, due?, previous? }}: {what}"));
    // serde-wasm-bindgen asks for the fields it knows and never sees the others; a misspelt option must not be passed over.
    if let Some(object) = options.dyn_ref::<js_sys::Object>() {
        let known = ["organ", "level", "year", "due", "previous"];
        let unknown = js_sys::Object::keys(object)
            .iter()
            .filter_map(|key| key.as_string())
            .find(|key| !known.contains(&key.as_str()));
        if let Some(unknown) = unknown {
            return Err(wrong(format!("unknown field `{unknown}`")));
        }
    }
    let options: Options = serde_wasm_bindgen::from_value(options).map_err(|error| wrong(error.to_string()))?;
    let level = match &options.level {
        None => None,
        Some(id) => {
            Some(Level::from_id(id).ok_or_else(|| JsError::new(&format!("options.level: no level is named `{id}`")))?)
        }
    };
    let due = match &options.due {
        None => None,
        Some(day) => Some(
            Day::read(day).ok_or_else(|| JsError::new(&format!("options.due: `{day}` is no day like 2024-01-31")))?,
        ),
    };
    Ok((CoreOptions { organ: options.organ, level, year: options.year, due }, options.previous))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
