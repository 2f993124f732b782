//! What the page asks of the browser: parser, decoder, storage, focus.

use documents::read::Tools;
use documents::tree::{Builder, Node};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, SupportedType, TextDecoder, TextDecoderOptions};

/// The browser's own HTML parser and GB18030 decoder.
pub const TOOLS: Tools = Tools { gb18030, parse_html };

fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_buffer_source(&js_sys::Uint8Array::from(bytes)).ok()
}

/// A document that the parser makes has no window: its scripts never run and its pictures are never fetched.
fn parse_html(html: &str) -> Node {
    let mut builder = Builder::new();
    let document =
        DomParser::new().ok().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml).ok());
    if let Some(root) = document.and_then(|document| document.document_element()) {
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
        let names = ["rowspan", "colspan", "hidden", "style"];
        let attributes = names.iter().filter_map(|name| Some(((*name).to_owned(), element.get_attribute(name)?)));
        builder.open(element.local_name().to_lowercase(), attributes.collect());
        return true;
    }
    if node.node_type() == web_sys::Node::TEXT_NODE {
        builder.text(&node.text_content().unwrap_or_default());
    }
    false
}

const STORED: &str = "gouji.report";

/// What was put into the box: kept for this tab until it is closed. False when the browser has no room.
pub fn store(content: &Content) -> bool {
    let (kind, words) = match content {
        Content::Text(words) => ('t', words),
        Content::Html(words) => ('h', words),
    };
    storage().is_none_or(|storage| storage.set_item(STORED, &format!("{kind}{words}")).is_ok())
}

/// What was in the box before the page was loaded again.
pub fn stored() -> Option<Content> {
    let stored = storage()?.get_item(STORED).ok()??;
    let words = stored.get(1..)?.to_owned();
    Some(if stored.starts_with('h') { Content::Html(words) } else { Content::Text(words) })
}

/// Forgets it.
pub fn forget() {
    if let Some(storage) = storage() {
        // Nothing can be done where the browser refuses, and nothing was kept there.
        let _ = storage.remove_item(STORED);
    }
}

/// A report as it came in.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// Words.
    Text(String),
    /// HTML source, from a clipboard or file.
    Html(String),
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Moves the focus to an element and shows it.
pub fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focus fails only for elements that are not shown.
        let _ = element.focus();
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
