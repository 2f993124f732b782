//! What the page asks of the browser: parser, decoder, focus, the selection, events of the whole window.

use gouji_documents::tools::Tools;
use gouji_documents::tree::{Builder, Node};
use gouji_documents::unstyled::{STYLE, unstyled};
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlDocument, HtmlElement, HtmlTextAreaElement, TextDecoder,
    TextDecoderOptions,
};

use crate::surroundings;

/// The browser's own HTML parser and GB18030 decoder.
pub const TOOLS: Tools = Tools { gb18030, parse_html };

fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_buffer_source(&js_sys::Uint8Array::from(bytes)).ok()
}

#[wasm_bindgen]
extern "C" {
    /// A document out of HTML, by the browser's parser. `boot.js` has it, for the policy asks for words that are trusted.
    #[wasm_bindgen(js_namespace = gouji, js_name = parse)]
    fn document_of(html: &str) -> Document;
}

#[wasm_bindgen]
extern "C" {
    /// A text that comes when it is asked for; `boot.js` knows where it is.
    #[wasm_bindgen(js_namespace = gouji, js_name = text, catch)]
    fn promise_of(name: &str) -> Result<Promise, JsValue>;
}

/// A report written for this page, with a few slips in it.
pub const SAMPLE: &str = "sample.txt";

/// The catalogue of the rules, with their pages.
pub const RULES: &str = "rules.md";

/// A text of the page that comes when it is asked for; none where it did not come.
pub async fn text(name: &str) -> Option<String> {
    JsFuture::from(promise_of(name).ok()?).await.ok()?.as_string()
}

/// A document that the parser makes has no window: its scripts never run and its pictures are never fetched.
fn parse_html(html: &str) -> Node {
    let mut builder = Builder::new();
    if let Some(root) = document_of(&unstyled(html)).document_element() {
        walk(&root, &mut builder);
    }
    builder.finish()
}

/// Walks without recursion: a page may be nested without end.
fn walk(root: &Element, builder: &mut Builder) {
    let root: &web_sys::Node = root;
    let mut node = root.clone();
    loop {
        let open = enter(&node, builder);
        if open && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if open {
            builder.close();
        }
        loop {
            if node == *root {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent_node() else { return };
            builder.close();
            node = parent;
        }
    }
}

/// Takes an element or a text; true when an element was opened.
fn enter(node: &web_sys::Node, builder: &mut Builder) -> bool {
    if let Some(element) = node.dyn_ref::<Element>() {
        // What a cell's number is may stand beside what it shows.
        let of_cell: &[&str] =
            if matches!(&*element.local_name(), "td" | "th") { &["class", "x:num", "sdval"] } else { &[] };
        let names = ["rowspan", "colspan", "span", "hidden", "style", "name", "role"].iter().chain(of_cell);
        let attribute = |name: &str| element.get_attribute(if name == "style" { STYLE } else { name });
        let attributes = names.filter_map(|name| Some(((*name).to_owned(), attribute(name)?)));
        builder.open(element.local_name().to_ascii_lowercase(), attributes.collect());
        return true;
    }
    if node.node_type() == web_sys::Node::TEXT_NODE {
        builder.text(&node.text_content().unwrap_or_default());
    }
    false
}

/// Moves the focus to an element and shows it.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus_element(&element);
    }
}

/// Moves the focus to the first element that a selector names. False when there is none.
pub fn focus_first(selector: &str) -> bool {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.inspect(focus_element).is_some()
}

/// Moves the focus to the next or previous of the elements that `selector` names; the first when none has it. True when
/// there was one to go to.
pub fn step_focus(selector: &str, forward: bool) -> bool {
    let Some(document) = document() else { return false };
    let Ok(all) = document.query_selector_all(selector) else { return false };
    let element = |at: u32| all.item(at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let active = document.active_element();
    let at = (0..all.length()).find(|at| element(*at).map(Element::from) == active);
    let next = match (at, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.wrapping_sub(1),
        (None, _) => 0,
    };
    let Some(next) = element(next) else { return false };
    focus_element(&next);
    true
}

/// Words of the report that are selected, as the place that holds them (what its `data-place` says) and how many UTF-16 units
/// of it stand before and within them. Only what lies inside one paragraph or cell counts.
pub fn selected() -> Option<(String, u32, u32)> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let range = (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()?;
    let place = place_of(&range.start_container().ok()?)?;
    if range.collapsed() || place_of(&range.end_container().ok()?)? != place {
        return None;
    }
    let before = document()?.create_range().ok()?;
    before.select_node_contents(&place).ok()?;
    before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
    let count = |range: &web_sys::Range| String::from(range.to_string()).encode_utf16().count() as u32;
    Some((place.get_attribute("data-place")?, count(&before), count(&range)))
}

/// The paragraph or cell that has the focus, as its `data-place` says.
pub fn focused_place() -> Option<String> {
    place_of(&document()?.active_element()?.into())?.get_attribute("data-place")
}

/// The paragraph or cell of the report in which a node stands.
pub fn place_of(node: &web_sys::Node) -> Option<Element> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("[data-place]").ok()?
}

fn focus_element(element: &HtmlElement) {
    // What another page has checked takes the focus from nobody there.
    if surroundings::is_inside() && !document().is_some_and(|document| document.has_focus().unwrap_or(true)) {
        return;
    }
    // Focus fails only for elements that are not shown.
    let _ = element.focus();
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The document, where events that belong to no part of the page arrive.
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// A listener that is taken off again when this is dropped. For what `html!` has no name for.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    captured: bool,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens.
    pub fn new(target: EventTarget, event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        Listener::begin(target, event, false, call)
    }

    /// Listens before what the event is about hears of it.
    pub fn captured(target: EventTarget, event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        Listener::begin(target, event, true, call)
    }

    fn begin(target: EventTarget, event: &'static str, captured: bool, call: impl FnMut(Event) + 'static) -> Self {
        let call = Closure::<dyn FnMut(Event)>::new(call);
        let function = call.as_ref().unchecked_ref();
        // It cannot fail for a listener without a signal.
        let _ = target.add_event_listener_with_callback_and_bool(event, function, captured);
        Listener { target, event, captured, call }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.call.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.event, function, self.captured);
    }
}

/// Something that is to happen in a moment, unless it is dropped before.
pub struct Later {
    timer: Option<i32>,
}

impl Later {
    /// After so many milliseconds.
    pub fn after(delay: i32, call: impl FnOnce() + 'static) -> Self {
        let call = Closure::once_into_js(call);
        let window = web_sys::window();
        let timer = window.and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), delay).ok()
        });
        Later { timer }
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (web_sys::window(), self.timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// Puts words on the clipboard; false where the browser does not let it. The old way works in every engine, and where a page
/// that did not come by https has no clipboard.
pub fn copy_words(words: &str) -> bool {
    let Some(document) = document() else { return false };
    let field = document.create_element("textarea").ok().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(field), Some(body)) = (field, document.body()) else { return false };
    let active = document.active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
    field.set_value(words);
    field.set_class_name("unseen");
    let shown = body.append_child(&field).is_ok();
    field.select();
    let document = document.dyn_into::<HtmlDocument>();
    let copied = shown && document.is_ok_and(|document| document.exec_command("copy").unwrap_or(false));
    field.remove();
    // The focus goes back to where it was.
    active.map(|active| active.focus());
    copied
}

/// Hands a file to the person.
pub fn save(name: &str, bytes: &js_sys::Uint8Array) {
    let Some(document) = document() else { return };
    let url = web_sys::Blob::new_with_u8_array_sequence(&js_sys::Array::of1(bytes))
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let (Ok(url), Ok(link)) = (url, document.create_element("a")) else { return };
    if let Ok(link) = link.dyn_into::<web_sys::HtmlAnchorElement>() {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // What was begun goes on; the address itself is not needed any more.
    let _ = web_sys::Url::revoke_object_url(&url);
}
