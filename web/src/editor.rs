//! Words edited in their place: Enter takes, Tab takes and goes on, Escape gives back, leaving takes.

use std::cell::Cell as Flag;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser::{Listener, document};
use crate::state::{Action, Left};
use crate::words;

#[derive(Properties, PartialEq)]
pub struct EditorProperties {
    /// The words as they are.
    pub text: AttrValue,
    /// A paragraph, in a field of several lines; else a cell.
    pub long: bool,
    /// Whether Tab goes on to the next cell.
    pub cells: bool,
    pub act: Callback<Action>,
}

#[component]
pub fn EditorField(properties: &EditorProperties) -> Html {
    let field = use_node_ref();
    // Taken or given back: what comes after is not heard any more.
    let left = use_mut_ref(|| Rc::new(Flag::new(false)));
    {
        let (field, left, act) = (field.clone(), left.borrow().clone(), properties.act.clone());
        use_effect_with((), move |()| {
            let listeners = begin(&field, &left, &act);
            move || drop(listeners)
        });
    }
    let keys = {
        let (field, left, act) = (field.clone(), left.borrow().clone(), properties.act.clone());
        let cells = properties.cells;
        Callback::from(move |event: KeyboardEvent| {
            // No key of the field is one of the list or the report.
            event.stop_propagation();
            // The key that ends a composition belongs to the input method; old engines tell it by its code only.
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            let end = match event.key().as_str() {
                "Escape" => Left::Back,
                "Enter" => Left::Taken(value(&field)),
                "Tab" if cells => Left::Onward { text: value(&field), forward: !event.shift_key() },
                _ => return,
            };
            event.prevent_default();
            if !left.replace(true) {
                act.emit(end.into());
            }
        })
    };
    let text = properties.text.clone();
    if properties.long {
        html! { <textarea class="editor" ref={field} rows="1" spellcheck="false" aria-label={words::EDITOR} value={text.to_string()} onkeydown={keys} oninput={grow} /> }
    } else {
        html! { <input class="editor" type="text" size="1" ref={field} autocomplete="off" spellcheck="false" aria-label={words::EDITOR} value={text} onkeydown={keys} /> }
    }
}

/// Gives the field the focus and hears when it is left. A click elsewhere takes what was typed and still does what it does:
/// the words are taken when the click arrives, before what it hits hears of it.
fn begin(field: &NodeRef, left: &Rc<Flag<bool>>, act: &Callback<Action>) -> Vec<Listener> {
    let Some(document) = document() else { return Vec::new() };
    if let Some(input) = field.cast::<HtmlInputElement>() {
        // Focus fails only for what is not shown.
        let _ = input.focus();
        input.select();
    } else if let Some(area) = field.cast::<HtmlTextAreaElement>() {
        let _ = area.focus();
        fit(&area);
    }
    let outside = {
        let field = field.clone();
        move |event: &web_sys::Event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let own = field.cast::<web_sys::Node>();
            own.is_some_and(|own| !target.is_some_and(|target| own == target))
        }
    };
    let take = {
        let (field, left, act) = (field.clone(), left.clone(), act.clone());
        move || {
            if !left.replace(true) {
                act.emit(Left::Aside(value(&field)).into());
            }
        }
    };
    let pressed = Rc::new(Flag::new(false));
    let down = {
        let (pressed, outside) = (pressed.clone(), outside.clone());
        Listener::captured(document.clone().into(), "mousedown", move |event| pressed.set(outside(&event)))
    };
    let click = {
        let (pressed, take) = (pressed.clone(), take.clone());
        Listener::captured(document.into(), "click", move |event| {
            // Enter on a button is told as a click too; it comes with the focus elsewhere.
            if pressed.replace(false) && outside(&event) {
                take();
            }
        })
    };
    let Some(own) = field.cast::<web_sys::Element>() else { return vec![down, click] };
    let blur = {
        let field = field.clone();
        Listener::new(own.into(), "blur", move |_| {
            // A pressed mouse is followed by its click. When the window itself is left, the field keeps the focus.
            let active = crate::browser::document().and_then(|document| document.active_element());
            let stays = active.is_some_and(|active| field.cast::<web_sys::Element>() == Some(active));
            if !pressed.get() && !stays {
                take();
            }
        })
    };
    vec![down, click, blur]
}

impl From<Left> for Action {
    fn from(left: Left) -> Self {
        Action::Leave(left)
    }
}

fn value(field: &NodeRef) -> String {
    let input = field.cast::<HtmlInputElement>().map(|input| input.value());
    input.or(field.cast::<HtmlTextAreaElement>().map(|area| area.value())).unwrap_or_default()
}

/// The field is as high as its words.
fn grow(event: InputEvent) {
    if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
        fit(&area);
    }
}

fn fit(area: &HtmlTextAreaElement) {
    // A style sheet's policy forbids style attributes, not the object model.
    let style = area.style();
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", area.scroll_height() + 2));
}
