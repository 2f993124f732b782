//! What the page asks of the browser: parser, decoder, storage, focus, events of the whole window.

use gouji_core::Options;
use gouji_core::form::Level;
use gouji_documents::tools::Tools;
use gouji_documents::tree::{Builder, Node};
use gouji_documents::unstyled::{STYLE, unstyled};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, TextDecoder, TextDecoderOptions};

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
        let names = ["rowspan", "colspan", "span", "hidden", "style", "name", "role"];
        let attribute = |name: &str| element.get_attribute(if name == "style" { STYLE } else { name });
        let attributes = names.iter().filter_map(|name| Some(((*name).to_owned(), attribute(name)?)));
        builder.open(element.local_name().to_lowercase(), attributes.collect());
        return true;
    }
    if node.node_type() == web_sys::Node::TEXT_NODE {
        builder.text(&node.text_content().unwrap_or_default());
    }
    false
}

/// A report as it came in.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// Words.
    Text(String),
    /// HTML source, from a clipboard or file.
    Html(String),
}

const STORED_REPORT: &str = "gouji.report";
const STORED_OPTIONS: &str = "gouji.options";
/// A text that could not be checked: `boot.js` keeps it.
const STORED_UNCHECKED: &str = "gouji.unchecked";

/// What was put into the box: kept for this tab until it is closed. False when the browser has no room; what was kept
/// before is then gone too, for an older text must not come back in its place.
pub fn store(content: &Content) -> bool {
    let (kind, words) = match content {
        Content::Text(words) => ('t', words),
        Content::Html(words) => ('h', words),
    };
    let Some(storage) = storage() else { return true };
    let stored = storage.set_item(STORED_REPORT, &format!("{kind}{words}")).is_ok();
    if !stored {
        // Nothing can be done where the browser refuses this too.
        let _ = storage.remove_item(STORED_REPORT);
    }
    stored
}

/// What was corrected: kept beside it.
pub fn store_options(options: &Options) {
    if let Some(storage) = storage() {
        let organ = options.organ.as_deref().unwrap_or("");
        let level = options.level.map_or("", Level::id);
        let year = options.year.map(|year| year.to_string()).unwrap_or_default();
        // Three short words; where there is no room for them the text was not kept either.
        let _ = storage.set_item(STORED_OPTIONS, &format!("{level}\n{year}\n{organ}"));
    }
}

/// What was in the box before the page was loaded again.
pub fn stored() -> Option<(Content, Options)> {
    let storage = storage()?;
    let stored = storage.get_item(STORED_REPORT).ok()??;
    let words = stored.get(1..)?.to_owned();
    let content = if stored.starts_with('h') { Content::Html(words) } else { Content::Text(words) };
    let options = storage.get_item(STORED_OPTIONS).ok().flatten().unwrap_or_default();
    let mut lines = options.splitn(3, '\n');
    let level = lines.next().and_then(Level::from_id);
    let year = lines.next().and_then(|year| year.parse().ok());
    let organ = lines.next().filter(|organ| !organ.is_empty()).map(str::to_owned);
    Some((content, Options { organ, level, year, ..Options::default() }))
}

/// Forgets all of it.
pub fn forget() {
    if let Some(storage) = storage() {
        for key in [STORED_REPORT, STORED_OPTIONS, STORED_UNCHECKED] {
            // Nothing can be done where the browser refuses, and nothing was kept there.
            let _ = storage.remove_item(key);
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Moves the focus to an element and shows it.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus_element(&element);
    }
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

fn focus_element(element: &HtmlElement) {
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
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens.
    pub fn new(target: EventTarget, event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        let call = Closure::<dyn FnMut(Event)>::new(call);
        // It cannot fail for a listener without a signal.
        let _ = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        Listener { target, event, call }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
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
