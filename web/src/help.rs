//! Why a finding matters and what its rule looks at: the rule's page, which is loaded when it is first opened.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser::{RULES, text};
use crate::words;

#[derive(Properties, PartialEq)]
pub struct HelpProperties {
    /// The rule's id.
    pub rule: &'static str,
    /// What the rule rests on.
    pub basis: &'static str,
    /// What can be done about the rule.
    pub children: Children,
}

#[component]
pub fn Help(properties: &HelpProperties) -> Html {
    let HelpProperties { rule, basis, children } = properties;
    let opened = use_state(|| false);
    let pages = use_state(|| None::<Option<String>>);
    {
        let pages = pages.clone();
        use_effect_with(*opened, move |opened| {
            if *opened {
                spawn_local(async move { pages.set(Some(text(RULES).await)) });
            }
        });
    }
    let toggle = Callback::from(move |event: Event| {
        if event.target_dyn_into::<HtmlElement>().is_some_and(|fold| fold.has_attribute("open")) {
            opened.set(true);
        }
    });
    let part = |heading: &'static str| {
        let pages = pages.as_ref().and_then(Option::as_ref);
        let part = pages.and_then(|pages| part_of(pages, rule, heading)).filter(|part| !part.is_empty());
        html! { if let Some(part) = part { <div><dt>{ heading }</dt><dd>{ part }</dd></div> } }
    };
    html! {
        <details class="help" ontoggle={toggle}>
            <summary>{ words::WHY }</summary>
            <dl>
                { part(words::WHY) }
                if !basis.is_empty() { <div><dt>{ words::BASIS }</dt><dd>{ *basis }</dd></div> }
                for heading in words::HELP_PARTS { { part(heading) } }
            </dl>
            <p role="status">
                { match &*pages { None => words::PREPARING, Some(None) => words::NOT_LOADED, Some(Some(_)) => "" } }
            </p>
            { children.clone() }
        </details>
    }
}

/// A part of a rule's page in the catalogue, by its heading.
fn part_of<'a>(pages: &'a str, rule: &str, heading: &str) -> Option<&'a str> {
    let (_, own) = pages.split_once(&format!("<a id=\"{rule}\"></a>"))?;
    let (_, part) = own.split("\n## ").next()?.split_once(&format!("\n### {heading}\n"))?;
    part.split("\n### ").next().map(str::trim)
}
