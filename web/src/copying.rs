//! What is copied from the report is the report: no links to findings, no colours of marks.

use gouji_documents::read::page;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Node};

use crate::browser::{Listener, TOOLS, document};

/// Cleans what is copied out of an element.
pub fn copy_clean(element: Element) -> Listener {
    Listener::new(element.into(), "copy", |event| {
        if let Some(event) = event.dyn_ref::<ClipboardEvent>()
            && put_clean(event).is_some()
        {
            event.prevent_default();
        }
    })
}

fn put_clean(event: &ClipboardEvent) -> Option<()> {
    // What is copied out of a field is the field's own.
    let target = event.target()?.dyn_into::<Element>().ok();
    if target.is_some_and(|target| matches!(target.local_name().as_str(), "textarea" | "input")) {
        return None;
    }
    let selection = web_sys::window()?.get_selection().ok()??;
    let range = (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()?;
    if range.collapsed() {
        return None;
    }
    let copy = document()?.create_element("div").ok()?;
    copy.append_child(&range.clone_contents().ok()?.into()).ok()?;
    // What the page says about the report is not copied with it.
    for own in elements(&copy, "details, caption, .hint") {
        own.remove();
    }
    for element in elements(&copy, "*") {
        clean(&element);
    }
    let html = whole_table(copy.inner_html());
    let data = event.clipboard_data()?;
    data.set_data("text/plain", &plain(&html).unwrap_or_else(|| selection.to_string().into())).ok()?;
    data.set_data("text/html", &html).ok()
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(all) = root.query_selector_all(selector) else { return Vec::new() };
    (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok()).collect()
}

/// Some rows or cells of a table are a table.
fn whole_table(html: String) -> String {
    let has = |tag: &str| html.contains(tag);
    match (has("<table"), has("<tr"), has("<td") || has("<th")) {
        (false, true, _) => format!("<table>{html}</table>"),
        (false, false, true) => format!("<table><tr>{html}</tr></table>"),
        _ => html,
    }
}

/// The words with tabs between cells, as this page reads them; without a table the browser's own words do.
fn plain(html: &str) -> Option<String> {
    let source = html.contains("<table").then(|| page(html, TOOLS).ok()).flatten()?;
    Some(source.text().to_owned())
}

/// Leaves of an element its name and what lays out a table; of a mark only its words.
fn clean(element: &Element) {
    if matches!(element.local_name().as_str(), "a" | "mark" | "span") {
        let Some(parent) = element.parent_node() else { return };
        while let Some(child) = element.first_child() {
            let child: Node = child;
            // Moving a node beside its parent cannot fail.
            let _ = parent.insert_before(&child, Some(element));
        }
        let _ = parent.remove_child(element);
        return;
    }
    let names = element.get_attribute_names();
    for name in names.iter().filter_map(|name| name.as_string()) {
        if !matches!(name.as_str(), "colspan" | "rowspan") {
            let _ = element.remove_attribute(&name);
        }
    }
}
