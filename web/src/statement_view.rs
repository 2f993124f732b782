//! 校验意见 as it will be printed, with the fields for who signs and when, the way to print it and to save it as a Word file.

use gouji_documents::handover::WorkerMessage;
use gouji_export::Wanted;
use gouji_export::layout::Sheets as Laid;
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::browser::document as page;
use crate::files::Hand;
use crate::parcel::Parcel;
use crate::reading::News;
use crate::sheets::Sheets;
use crate::state::Action;
use crate::take_away::write;
use crate::words;

#[derive(Properties)]
pub struct StatementProperties {
    pub parcel: Parcel,
    pub hand: Hand,
    pub act: Callback<Action>,
}

impl PartialEq for StatementProperties {
    fn eq(&self, other: &Self) -> bool {
        self.parcel == other.parcel
    }
}

#[component]
pub fn StatementView(properties: &StatementProperties) -> Html {
    let StatementProperties { parcel, hand, act } = properties;
    let (reviewer, date) = (use_state(String::new), use_state(String::new));
    // While the sheets are seen they are what is printed, and bring their own margins: an engine that leaves room prints its
    // own date and address there.
    use_effect_with((), |()| {
        let rule = PageRule::set();
        move || drop(rule)
    });
    let laid = use_state(|| None::<Laid>);
    {
        let (laid, act) = (laid.clone(), act.clone());
        use_effect_with(parcel.clone(), move |parcel| {
            let hear = Callback::from(move |news| {
                let failed = match news {
                    News::Written(sheets) => match WorkerMessage::content_of(&sheets.to_vec()) {
                        Ok(sheets) => return laid.set(Some(sheets)),
                        Err(problem) => problem,
                    },
                    News::Failed(problem) => problem,
                    _ => return,
                };
                act.emit(Action::Sheets(false));
                act.emit(Action::Refuse(vec![failed]));
            });
            let asking = parcel.order(Wanted::Sheets, hear);
            move || drop(asking)
        });
    }
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                state.set(field.value().trim().to_owned());
            }
        })
    };
    let save = {
        let (parcel, reviewer, date) = (parcel.clone(), (*reviewer).clone(), (*date).clone());
        let (hand, act) = (hand.clone(), act.clone());
        Callback::from(move |_: MouseEvent| {
            let wanted = Wanted::Docx { reviewer: reviewer.clone(), date: date.clone() };
            write(&parcel, wanted, parcel.named(words::STATEMENT_NAME, "docx"), &hand, &act);
        })
    };
    let print = Callback::from(|_: MouseEvent| {
        // Where nothing can be printed nothing happens.
        let _ = web_sys::window().map(|window| window.print());
    });
    let back = act.reform(|_: MouseEvent| Action::Sheets(false));
    let keys = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                act.emit(Action::Sheets(false));
            }
        })
    };
    html! {
        <main class="statement" onkeydown={keys}>
            <div class="bar">
                <h1 id="question" tabindex="-1">{ words::STATEMENT }</h1>
                <label>{ words::DATE }<input type="text" id="statement-date" autocomplete="off" placeholder={words::DATE_HINT} oninput={typed(&date)} /></label>
                <label>{ words::REVIEWER }<input type="text" id="statement-reviewer" autocomplete="off" oninput={typed(&reviewer)} /></label>
                <span class="buttons">
                    <button type="button" id="statement-back" onclick={back}>{ words::BACK }</button>
                    <button type="button" id="statement-save" onclick={save}>{ words::SAVE_WORD }</button>
                    <button type="button" id="print" class="main" onclick={print}>{ words::PRINT }</button>
                </span>
            </div>
            if let Some(laid) = &*laid {
                <Sheets laid={laid.clone()} reviewer={(*reviewer).clone()} date={(*date).clone()} />
            } else {
                <p class="note" role="status">{ words::PREPARING }</p>
            }
        </main>
    }
}

/// The rule that gives the printed page no margin of its own; there as long as this is.
struct PageRule(CssStyleSheet);

impl PageRule {
    fn set() -> Option<Self> {
        let sheet = page()?.style_sheets().get(0)?.dyn_into::<CssStyleSheet>().ok()?;
        let end = sheet.css_rules().ok()?.length();
        sheet.insert_rule_with_index("@page { size: A4; margin: 0 }", end).ok()?;
        Some(PageRule(sheet))
    }
}

impl Drop for PageRule {
    fn drop(&mut self) {
        if let Some(last) = self.0.css_rules().ok().and_then(|rules| rules.length().checked_sub(1)) {
            // It is the last one: nothing else adds rules.
            let _ = self.0.delete_rule(last);
        }
    }
}
