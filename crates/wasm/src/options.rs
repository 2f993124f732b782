//! Options as JavaScript gives them.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_core::contract::{Earlier, Remark, Wanted};
use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::rules::rule;
use gouji_core::{Options, Source, Span};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::offsets::Utf16Offsets;

/// What the caller asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    organ: Option<String>,
    level: Option<String>,
    year: Option<u16>,
    due: Option<String>,
    previous: Option<String>,
    without: Vec<String>,
    acknowledged: BTreeMap<String, String>,
    since: Option<Vec<Earlier>>,
    remarks: Vec<RemarkAsked>,
    file: Option<String>,
    cells: bool,
    text: bool,
}

/// The options by name; a misspelt one must not be passed over.
const NAMES: [&str; 12] = [
    "organ",
    "level",
    "year",
    "due",
    "previous",
    "without",
    "acknowledged",
    "since",
    "remarks",
    "file",
    "cells",
    "text",
];

#[derive(Deserialize)]
struct RemarkAsked {
    start: u32,
    end: u32,
    text: String,
}

impl Asked {
    pub(crate) fn read(options: JsValue) -> Result<Self, JsError> {
        if options.is_undefined() || options.is_null() {
            return Ok(Asked::default());
        }
        let wrong = |what: String| JsError::new(&format!("options must be {{ {}? }}: {what}", NAMES.join("?, ")));
        // serde-wasm-bindgen asks for the fields it knows and never sees the others.
        if let Some(object) = options.dyn_ref::<js_sys::Object>() {
            let keys = js_sys::Object::keys(object);
            let unknown = keys.iter().filter_map(|key| key.as_string()).find(|key| !NAMES.contains(&key.as_str()));
            if let Some(unknown) = unknown {
                return Err(wrong(format!("unknown field `{unknown}`")));
            }
        }
        serde_wasm_bindgen::from_value(options).map_err(|error| wrong(error.to_string()))
    }

    /// What the check is given beside the text.
    pub(crate) fn options(&self) -> Result<Options, JsError> {
        let level = self.level.as_ref().map(|id| {
            Level::from_id(id).ok_or_else(|| JsError::new(&format!("options.level: no level is named `{id}`")))
        });
        let due = self.due.as_ref().map(|day| {
            Day::read(day).ok_or_else(|| JsError::new(&format!("options.due: `{day}` is no day like 2024-01-31")))
        });
        if let Some(unknown) = self.without.iter().find(|id| rule(id).is_none()) {
            return Err(JsError::new(&format!("options.without: no rule is named `{unknown}`")));
        }
        Ok(Options {
            organ: self.organ.clone(),
            level: level.transpose()?,
            year: self.year,
            due: due.transpose()?,
            previous: self.previous.clone().map(|text| Arc::new(Source::plain(text))),
            without: self.without.iter().cloned().collect(),
            acknowledged: self.acknowledged.clone(),
        })
    }

    /// What the output is to have beyond the check, but for remarks and the counting of offsets.
    pub(crate) fn wanted(&self) -> Wanted<'_> {
        Wanted {
            file: Some(self.file.clone().unwrap_or_else(|| "-".to_owned())),
            cells: self.cells,
            text: self.text,
            since: self.since.clone(),
            ..Wanted::default()
        }
    }

    /// The remarks, their UTF-16 offsets as bytes of the text.
    pub(crate) fn remarks(&self, offsets: &Utf16Offsets) -> Result<Vec<Remark>, JsError> {
        let remark = |asked: &RemarkAsked| {
            let RemarkAsked { start, end, text } = asked;
            let place = offsets.byte(*start).zip(offsets.byte(*end)).filter(|(start, end)| start <= end);
            let Some((start, end)) = place else {
                return Err(JsError::new(&format!("options.remarks: {start} to {end} is no place in the text")));
            };
            Ok(Remark { span: Span { start, end }, text: text.clone() })
        };
        self.remarks.iter().map(remark).collect()
    }
}
