//! What the page asks its writer for goes as bytes from one build to another.
#![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

use gouji_core::finding::Severity;
use gouji_documents::handover::{VERSION, WorkerMessage};
use gouji_export::Order;
use gouji_export::statement::{Group, Opinion, Remarked, Since, Spot, Statement};
use gouji_export::workbook::{Sheet, Value, Workbook};

fn statement() -> Statement {
    let words = str::to_owned;
    let spot = Spot { name: words("引言"), line: 300 };
    let opinion = Opinion {
        rule: words("r"),
        places: vec![spot.clone()],
        what: words("w"),
        why: words("y"),
        repair: words("p"),
        basis: words("b"),
        standing: Some(words("s")),
        reason: None,
    };
    Statement {
        subject: words("u"),
        file: Some(words("f")),
        identity: words("i"),
        edition: words("e"),
        verdict: words("v"),
        unread: vec![words("n")],
        groups: vec![Group { severity: Severity::Warning, count: 1, opinions: vec![opinion.clone()] }],
        confirmed: vec![opinion],
        remarks: vec![Remarked { place: spot, words: words("o"), text: words("t") }],
        since: Some(Since { words: words("c"), mended: vec![words("m")] }),
        coverage: words("g"),
        unchecked: vec![words("h")],
        reviewer: words("j"),
        date: words("d"),
        rule_set: words("k"),
        text_sha256: words("x"),
    }
}

fn orders() -> [Order; 3] {
    let values = vec![Value::Blank, Value::Words("甲".to_owned()), Value::Number(-0.5)];
    let columns = vec![("列".to_owned(), 300)];
    let sheet = Sheet { name: "表".to_owned(), columns, printed: 1, rows: vec![values] };
    let workbook = Workbook { sheets: vec![sheet.clone()], rule_set: "k".to_owned(), text_sha256: "x".to_owned() };
    [Order::Docx(Box::new(statement())), Order::Xlsx(workbook), Order::Csv(sheet)]
}

/// The bytes of every order, and that they come back. Where they change, [`VERSION`] has to rise.
#[test]
fn the_version_of_messages_rises_with_the_orders() {
    let bytes = orders().map(|order| WorkerMessage::new(order).to_bytes());
    for (bytes, order) in bytes.iter().zip(orders()) {
        assert_eq!(WorkerMessage::<Order>::content_of(bytes), Ok(order));
    }
    let hex = bytes.map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let known = [
        "0200017501016601690165017601016e0101010101720106e5bc95e8a880ac020177017901700162010173000101720106e5bc95e8a880ac020177017901700162010173000106e5bc95e8a880ac02016f017401016301016d0167010168016a0164016b0178",
        "02010103e8a1a80103e58897ac02010103000103e794b202000000000000e0bf016b0178",
        "020203e8a1a80103e58897ac02010103000103e794b202000000000000e0bf",
    ];
    assert_eq!((VERSION, hex.each_ref().map(String::as_str)), (2, known));
}
