//! The verdict and what it rests on.

use std::rc::Rc;

use annual_report::finding::Severity;
use yew::prelude::*;

use crate::state::Result;
use crate::words;

#[derive(Properties)]
pub struct VerdictProperties {
    pub result: Rc<Result>,
}

impl PartialEq for VerdictProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
    }
}

#[component]
pub fn Verdict(properties: &VerdictProperties) -> Html {
    let checked = &properties.result.checked;
    let count = |severity| checked.findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let coverage = &checked.coverage;
    let complete = coverage.cells_read == coverage.cells_expected && coverage.cells_expected > 0;
    let class = match (errors, warnings) {
        (0, 0) if complete => "verdict clean",
        (0, _) => "verdict ask",
        _ => "verdict mend",
    };
    html! {
        <section class={class} aria-labelledby="verdict-heading" id="result" tabindex="-1">
            <h2 id="verdict-heading" class="quiet">{ words::RESULT }</h2>
            <p class="sentence">{ words::verdict(errors, warnings, infos, complete) }</p>
            <ul class="coverage" aria-label={words::COVERAGE}>
                <li>{ words::cells(coverage.cells_read, coverage.cells_expected) }</li>
                <li>{ words::equations(coverage.equations_checked, coverage.equations_failed, coverage.equations_unchecked) }</li>
                <li>{ words::numbers(coverage.numbers_in_text) }</li>
            </ul>
            if !coverage.not_checked.is_empty() {
                <ul class="not-checked">
                    for unchecked in &coverage.not_checked {
                        <li><strong>{ words::NOT_CHECKED }</strong>{ table_name(unchecked.what) }{ &unchecked.why }</li>
                    }
                </ul>
            }
        </section>
    }
}

fn table_name(what: &str) -> &'static str {
    match what {
        "table-2" => "表二，",
        "table-3" => "表三，",
        "table-4" => "表四，",
        _ => "",
    }
}
