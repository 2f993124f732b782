//! A file of a web page → the report in it: without the portal around it, and also where the page keeps it in a script.

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::accounting::Formats;
use crate::html::source_with;
use crate::portal::Beside;
use crate::script::{html_in, html_of_script, is_tag};
use crate::text::looks_like_html;
use crate::tools::Tools;

/// The page in a text: the text itself, or what a script holds.
pub(crate) fn page_in(text: &str) -> Option<String> {
    if looks_like_html(text) { Some(text.to_owned()) } else { html_of_script(text) }
}

/// The report in a page.
///
/// # Errors
/// A page that is nested without end, or that has no words.
pub(crate) fn report_in(html: &str, tools: Tools) -> Result<Source, Problem> {
    let (source, beside) = unescaped(html, tools)?;
    if holds_report(&source) {
        return Ok(source);
    }
    let unseen = beside.unseen.iter().map(|words| if is_tag(words) { words.clone() } else { html_in(words) });
    if let Some(html) = unseen.max_by_key(|html| (html.matches('。').count(), html.len()))
        && let Ok((article, _)) = unescaped(&html, tools)
        && holds_report(&article)
        && article.text().len() > source.text().len()
    {
        return Ok(article);
    }
    let (kind, message) = match source.text().trim() {
        "" if beside.frames => (
            ProblemKind::NoText,
            "这个网页是框架页，报告的正文在它里面的另一个网页上。请在浏览器里打开它，全选正文后复制，再粘贴到这里。",
        ),
        "" => (
            ProblemKind::Empty,
            "这个网页里没有报告的文字，可能只有导航或图片。请在浏览器里打开报告，全选后复制，再粘贴到这里。",
        ),
        _ => return Ok(source),
    };
    Err(Problem { kind, message: message.to_owned() })
}

/// Whether words are more than a title.
fn holds_report(source: &Source) -> bool {
    !source.grids().is_empty() || source.text().matches('。').nth(1).is_some()
}

/// The same, where the page's words are the source of a page.
fn unescaped(html: &str, tools: Tools) -> Result<(Source, Beside), Problem> {
    let page = shown(html, tools)?;
    if looks_like_html(page.0.text()) { shown(page.0.text(), tools) } else { Ok(page) }
}

/// The part of a page that is a report, and what is beside it.
fn shown(html: &str, tools: Tools) -> Result<(Source, Beside), Problem> {
    let mut page = tools.parsed(html)?;
    let beside = Beside::of(&mut page);
    Ok((source_with(&page, &Formats::of(html)), beside))
}
