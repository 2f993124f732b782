//! The verdict and what it rests on.

use std::rc::Rc;

use gouji_core::Options;
use gouji_core::finding::Severity;
use gouji_core::report::NotChecked;
use gouji_core::rules::tie_in_words;
use yew::prelude::*;

use crate::identity::Identity;
use crate::state::Result;
use crate::{severity, words};

#[derive(Properties)]
pub struct VerdictProperties {
    pub result: Rc<Result>,
    pub options: Options,
    pub correct: Callback<Options>,
}

impl PartialEq for VerdictProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.options == other.options
    }
}

#[component]
pub fn Verdict(properties: &VerdictProperties) -> Html {
    let result = &properties.result;
    let coverage = &result.checked.coverage;
    let worst = severity::ALL.into_iter().find(|severity| result.count(*severity) > 0);
    html! {
        <section class={classes!("verdict", worst.map(severity::class))} aria-labelledby="result">
            <h2 id="result" tabindex="-1">
                if let Some(worst) = worst { <span aria-hidden="true">{ severity::shape(worst) }</span> }
                { sentence(result) }
            </h2>
            <Identity result={result.clone()} options={properties.options.clone()} correct={properties.correct.clone()} />
            <ul class="coverage" aria-label={words::COVERAGE}>
                <li>{ "读到 " }<b>{ format!("{}/{}", coverage.cells_read, coverage.cells_expected) }</b>{ " 个单元格" }</li>
                <li>
                    { "核对 " }<b>{ coverage.equations_checked }</b>{ " 个等式" }
                    if coverage.equations_failed > 0 { { "，" }<b>{ coverage.equations_failed }</b>{ " 个不成立" } }
                    if coverage.equations_unchecked > 0 { { "，" }<b>{ coverage.equations_unchecked }</b>{ " 个未核对" } }
                </li>
                if coverage.numbers_tied > 0 {
                    <li>{ ties(result) }</li>
                } else {
                    <li>{ "正文 " }<b>{ coverage.numbers_in_text }</b>{ " 个数字" }</li>
                }
                for unchecked in each_reason(&coverage.not_checked) {
                    <li class="unchecked">{ words::NOT_CHECKED }{ table_name(unchecked.what) }{ &unchecked.why }</li>
                }
            </ul>
        </section>
    }
}

/// The numbers of the prose that were held against cells, each with what the cells say.
fn ties(result: &Result) -> Html {
    let checked = &result.checked;
    html! {
        <details class="ties">
            <summary>
                { "正文 " }<b>{ checked.coverage.numbers_in_text }</b>{ " 个数字，" }
                <b>{ checked.coverage.numbers_tied }</b>{ " 个与表格对照" }
            </summary>
            <ul>
                for tie in &checked.ties {
                    <li><q>{ tie.span.of(result.source.text()) }</q>{ " " }{ tie_in_words(tie, &checked.report) }</li>
                }
            </ul>
        </details>
    }
}

/// What was not checked; several checks with one reason are told once.
fn each_reason(not_checked: &[NotChecked]) -> impl Iterator<Item = &NotChecked> {
    let first = |at: usize| not_checked[..at].iter().all(|before| before.why != not_checked[at].why);
    not_checked.iter().enumerate().filter(move |(at, _)| first(*at)).map(|(_, unchecked)| unchecked)
}

/// The verdict in one line.
pub fn sentence(result: &Result) -> String {
    let coverage = &result.checked.coverage;
    let complete = coverage.cells_read == coverage.cells_expected
        && coverage.cells_expected > 0
        && coverage.equations_unchecked == 0
        && coverage.not_checked.iter().all(|unchecked| table_name(unchecked.what).is_empty());
    let count = |severity| result.count(severity);
    words::verdict(count(Severity::Error), count(Severity::Warning), count(Severity::Info), complete)
}

fn table_name(what: &str) -> &'static str {
    match what {
        "table-2" => "表二，",
        "table-3" => "表三，",
        "table-4" => "表四，",
        _ => "",
    }
}
