//! 校验意见 on A4 sheets, laid out by the page itself, so that what is seen, what is printed and the numbers of the pages are
//! the same in every engine: each part is measured and given to a sheet.

use gouji_export::layout::{Block, COLUMNS, DATE_LINE, Phrase, REVIEWER_LINE, Row, Sheets as Laid};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::words;

/// A part of the statement that stands on one sheet as a whole.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Block(Block),
    /// A row of a table; the head of the table is set again on every sheet.
    Row(Row),
}

/// The parts of a statement, in its order, with who signs and when as they were typed.
fn parts_of(properties: &SheetsProperties) -> Vec<Part> {
    let or_line = |typed: &str, line: &str| if typed.is_empty() { line.to_owned() } else { typed.to_owned() };
    let parts = properties.laid.blocks.iter().flat_map(|block| match block {
        Block::Table(table) => table.rows.iter().cloned().map(Part::Row).collect(),
        Block::Signature { .. } => vec![Part::Block(Block::Signature {
            reviewer: or_line(&properties.reviewer, REVIEWER_LINE),
            date: or_line(&properties.date, DATE_LINE),
        })],
        block => vec![Part::Block(block.clone())],
    });
    parts.collect()
}

/// Which parts stand on which sheet, from how high each is, how high the head of a table is and how high a sheet is. A
/// heading stands on no sheet alone at its end.
fn on_sheets(parts: &[Part], heights: &[f64], head: f64, sheet: f64) -> Vec<std::ops::Range<usize>> {
    let is_row = |at: usize| matches!(parts.get(at), Some(Part::Row(_)));
    let is_heading = |at: usize| matches!(parts.get(at), Some(Part::Block(Block::Heading(_))));
    let mut sheets = Vec::new();
    let (mut first, mut used) = (0, 0.0);
    for at in 0..parts.len() {
        let begins = is_row(at) && (at == first || !is_row(at - 1));
        let own = heights.get(at).copied().unwrap_or(0.0) + if begins { head } else { 0.0 };
        // What a heading must not be parted from.
        let with_next = if is_heading(at) {
            heights.get(at + 1).copied().unwrap_or(0.0) + if is_row(at + 1) { head } else { 0.0 }
        } else {
            0.0
        };
        if used + own + with_next > sheet && at > first {
            sheets.push(first..at);
            first = at;
            used = heights.get(at).copied().unwrap_or(0.0) + if is_row(at) { head } else { 0.0 };
        } else {
            used += own;
        }
    }
    sheets.push(first..parts.len());
    sheets
}

#[derive(Clone, Properties, PartialEq)]
pub struct SheetsProperties {
    pub laid: Laid,
    /// Who signs, as it was typed.
    pub reviewer: String,
    /// The day, as it was typed.
    pub date: String,
}

/// What was measured of a statement: its parts, the head of a table, a sheet.
#[derive(Clone, PartialEq)]
struct Measured {
    parts: Vec<f64>,
    head: f64,
    sheet: f64,
}

#[component]
pub fn Sheets(properties: &SheetsProperties) -> Html {
    let measured = use_state(|| None::<Measured>);
    let ruler = use_node_ref();
    {
        let (measured, ruler) = (measured.clone(), ruler.clone());
        use_effect_with(properties.clone(), move |_| {
            let found = ruler.cast::<Element>().and_then(|ruler| measure(&ruler));
            if *measured != found {
                measured.set(found);
            }
        });
    }
    let parts = parts_of(properties);
    let sheets = match &*measured {
        Some(Measured { parts: heights, head, sheet }) if heights.len() == parts.len() => {
            on_sheets(&parts, heights, *head, *sheet)
        }
        _ => Vec::new(),
    };
    let count = sheets.len();
    html! {
        <>
            // Never seen and never heard: only its heights count.
            <div class="sheet ruler" ref={ruler} aria-hidden="true">
                <div class="leaf">
                    { table(html! {}) }
                    for part in &parts { <div class="part">{ drawn(std::slice::from_ref(part), false) }</div> }
                </div>
            </div>
            for (at, range) in sheets.into_iter().enumerate() {
                <section class="sheet" aria-label={words::page_of(at + 1, count)}>
                    <div class="leaf">{ drawn(&parts[range], true) }</div>
                    { foot(&properties.laid, at + 1, count) }
                </section>
            }
        </>
    }
}

fn measure(ruler: &Element) -> Option<Measured> {
    let height = |element: &Element| element.get_bounding_client_rect().height();
    let leaf = ruler.query_selector(".leaf").ok()??;
    let all = ruler.query_selector_all(".part").ok()?;
    let parts = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok()).map(|part| height(&part));
    let head = ruler.query_selector("thead").ok()??;
    let sheet = leaf.dyn_ref::<HtmlElement>()?;
    // The leaf is as high as a sheet has room for, whatever stands in it.
    Some(Measured { parts: parts.collect(), head: height(&head), sheet: height(sheet) })
}

/// Parts of one sheet; rows that follow each other are one table.
fn drawn(parts: &[Part], with_head: bool) -> Html {
    let mut all = Vec::new();
    let mut rows: Vec<Html> = Vec::new();
    let close = |rows: &mut Vec<Html>, all: &mut Vec<Html>| {
        if !rows.is_empty() {
            let own = std::mem::take(rows);
            let body = html! { for row in own { { row } } };
            all.push(if with_head { table(body) } else { headless(body) });
        }
    };
    for part in parts {
        match part {
            Part::Row(row) => rows.push(drawn_row(row)),
            Part::Block(block) => {
                close(&mut rows, &mut all);
                all.push(drawn_block(block));
            }
        }
    }
    close(&mut rows, &mut all);
    html! { for one in all { { one } } }
}

fn columns() -> Html {
    html! { <colgroup>for (at, _) in COLUMNS.iter().enumerate() { <col class={format!("column-{at}")} /> }</colgroup> }
}

fn table(body: Html) -> Html {
    html! {
        <table>
            { columns() }
            <thead><tr>for (name, _) in COLUMNS { <th scope="col">{ name }</th> }</tr></thead>
            <tbody>{ body }</tbody>
        </table>
    }
}

fn headless(body: Html) -> Html {
    html! { <table>{ columns() }<tbody>{ body }</tbody></table> }
}

fn drawn_row(row: &Row) -> Html {
    html! {
        <tr>
            <td class="number">{ row.number }</td>
            <td>{ &row.place }</td>
            <td>{ &row.opinion }<small>{ &row.basis }</small></td>
            <td>{ &row.repair }</td>
        </tr>
    }
}

fn drawn_block(block: &Block) -> Html {
    match block {
        Block::Title(lines) => html! { <h1>for line in lines { <span>{ line }</span> }</h1> },
        Block::Subject(lead, words) => html! { <p class="subject"><b>{ lead }</b>{ words }</p> },
        Block::Paragraph(phrases) => html! { <p>for phrase in phrases { { drawn_phrase(phrase) } }</p> },
        Block::Heading(words) => html! { <h2>{ words }</h2> },
        Block::Signature { reviewer, date } => html! {
            <p class="signature"><span>{ words::REVIEWER }{ "：" }{ reviewer }</span><span>{ words::DATE }{ "：" }{ date }</span></p>
        },
        Block::Table(_) => Html::default(),
    }
}

fn drawn_phrase(phrase: &Phrase) -> Html {
    if phrase.is_strong {
        html! { <b>{ &phrase.words }</b> }
    } else {
        html! { { &phrase.words } }
    }
}

fn foot(laid: &Laid, page: usize, pages: usize) -> Html {
    let [before, behind] = &laid.foot;
    html! { <p class="foot">{ before }{ "　" }{ words::page_of(page, pages) }{ "　" }{ behind }</p> }
}
