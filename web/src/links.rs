//! Links within the page.

use web_sys::MouseEvent;
use yew::Callback;

use crate::state::Action;
use crate::view::Target;

/// Follows a link within the page.
pub fn go(act: &Callback<Action>, target: Target) -> Callback<MouseEvent> {
    act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Go(target)
    })
}
