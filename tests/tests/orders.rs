//! What the page asks its writer for goes as bytes from one build to another.
#![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

use gouji_core::Span;
use gouji_core::finding::Edit;
use gouji_documents::handover::{VERSION, WorkerMessage};
use gouji_export::layout::{Block, Phrase, Row, Sheets, Table};
use gouji_export::{Order, Wanted};

fn orders() -> Vec<Order> {
    let words = str::to_owned;
    let all = [
        Wanted::Json,
        Wanted::Sarif,
        Wanted::Markdown,
        Wanted::Csv,
        Wanted::Xlsx,
        Wanted::Sheets,
        Wanted::Docx { reviewer: words("r"), date: words("d") },
        Wanted::Chat { with_words: true },
        Wanted::Doubt { finding: 300 },
        Wanted::Notes { request: vec![1, 2], person: words("p") },
    ];
    let order = |wanted| Order {
        wanted,
        organ: Some(words("o")),
        level: Some(words("l")),
        year: Some(300),
        due: Some(words("d")),
        without: [words("w")].into(),
        acknowledged: [(words("f"), words("why"))].into(),
        remarks: vec![(Span { start: 1, end: 300 }, words("m"))],
        file: words("-"),
        file_sha256: Some(words("s")),
        given: Some(vec![3]),
        edits: vec![Edit { span: Span { start: 2, end: 300 }, text: words("e") }],
        previous: Some(vec![4]),
    };
    all.map(order).into()
}

fn sheets() -> Sheets {
    let words = str::to_owned;
    let row = Row { number: 300, place: words("p"), opinion: words("o"), basis: words("b"), repair: words("r") };
    let blocks = vec![
        Block::Title([words("t"), words("u")]),
        Block::Subject(words("l"), words("s")),
        Block::Paragraph(vec![Phrase { words: words("w"), is_strong: true }]),
        Block::Heading(words("h")),
        Block::Table(Table { rows: vec![row] }),
        Block::Signature { reviewer: words("n"), date: words("d") },
    ];
    Sheets { blocks, foot: [words("f"), words("g")] }
}

/// The bytes of every order and of what is laid out, and that they come back. Where they change, [`VERSION`] has to rise.
#[test]
fn the_version_of_messages_rises_with_the_orders() {
    let mut bytes = Vec::new();
    for order in orders() {
        bytes.push(WorkerMessage::new(order.clone()).to_bytes());
        assert_eq!(WorkerMessage::<Order>::content_of(bytes.last().unwrap()), Ok(order));
    }
    let hex = |bytes: &Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    // Behind what is wanted all orders have the same fields.
    let beside = "01016f01016c01ac02010164010177010166037768790101ac02016d012d0101730101030102ac020165010104";
    let wanted = ["00", "01", "02", "03", "04", "05", "0601720164", "0701", "08ac02", "090201020170"];
    let known = wanted.map(|wanted| format!("04{wanted}{beside}"));
    assert_eq!((VERSION, bytes.iter().map(hex).collect::<Vec<_>>()), (4, known.to_vec()));
    let bytes = WorkerMessage::new(sheets()).to_bytes();
    assert_eq!(WorkerMessage::<Sheets>::content_of(&bytes), Ok(sheets()));
    assert_eq!(hex(&bytes), "0406000174017501016c017302010177010301680401ac020170016f0162017205016e016401660167");
}
