//! What stands around the page: another page's element, or nothing. Only the single file can stand in one; of all this the
//! hosted page has nothing.

use std::cell::{OnceCell, RefCell};

use gouji_core::Options;
use gouji_core::form::Level;
use gouji_core::report::Day;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::words;

/// Whether the page is built so that it can stand in another one.
pub const IS_BUILT: bool = cfg!(feature = "embedded");

#[wasm_bindgen]
extern "C" {
    /// The address of the site whose page has the text, where there is one; `web/embedded.js` knows.
    #[wasm_bindgen(js_namespace = gouji, js_name = surrounding)]
    fn surrounding() -> Option<String>;

    /// Whether what is kept outlives a reload of that page.
    #[wasm_bindgen(js_namespace = gouji, js_name = survives)]
    fn survives() -> bool;
}

thread_local! {
    static LOCAL: OnceCell<&'static str> = const { OnceCell::new() };
    static PRIVACY: OnceCell<&'static str> = const { OnceCell::new() };
    static OPTIONS: RefCell<Option<Options>> = const { RefCell::new(None) };
}

/// Whether another page stands around this one and gets its text.
pub fn is_inside() -> bool {
    IS_BUILT && surrounding().is_some()
}

/// Where the text stays.
pub fn local() -> &'static str {
    said(&LOCAL, words::LOCAL, words::given_over)
}

/// Where the text stays, and how long.
pub fn privacy() -> &'static str {
    said(&PRIVACY, words::PRIVACY, |site| words::given_over_and_kept(site, survives()))
}

/// A sentence for the page alone, or one for its surroundings: made once, for these do not change.
fn said(
    known: &'static std::thread::LocalKey<OnceCell<&'static str>>,
    alone: &'static str,
    inside: impl FnOnce(&str) -> String,
) -> &'static str {
    if !IS_BUILT {
        return alone;
    }
    known.with(|known| {
        *known.get_or_init(|| surrounding().map_or(alone, |site| Box::leak(inside(&site).into_boxed_str())))
    })
}

/// What the other page gives beside the text; nothing where there is none.
pub fn options() -> Options {
    if !IS_BUILT {
        return Options::default();
    }
    OPTIONS.with_borrow(|options| options.clone().unwrap_or_default())
}

/// Takes what the other page gives: fields as in the contract's `Options`, of which those that are wrong are passed over.
pub fn take_options(given: &JsValue) {
    let text = |name: &str| field(given, name).as_string().filter(|text| !text.trim().is_empty());
    let without = field(given, "without").dyn_into::<Array>().unwrap_or_default();
    let level = text("level").and_then(|level| {
        let named = Level::ALL.into_iter().find(|known| known.name() == level);
        Level::from_id(&level).or(named)
    });
    let options = Options {
        organ: text("organ"),
        level,
        year: text("year").and_then(|year| year.trim().parse().ok()),
        due: text("due").and_then(|day| Day::read(day.trim())),
        without: without.iter().filter_map(|rule| rule.as_string()).collect(),
        ..Options::default()
    };
    OPTIONS.set(Some(options));
}

/// A field of an object; undefined where it has none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}
