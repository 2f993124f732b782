#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use super::*;
use crate::composer::Composer;
use crate::notes::{Author, Obstacle};

/// A source with two tables and a picture.
fn composer() -> Composer {
    let mut composer = Composer::default();
    composer.write("标题");
    composer.picture();
    for _ in 0..2 {
        composer.begin_table();
        composer.begin_row();
        composer.begin_cell(2, 1);
        composer.write("甲");
        composer.end_cell();
        composer.begin_cell(1, 1);
        composer.end_cell();
        composer.end_row();
        composer.end_table();
    }
    composer
}

fn change() -> Change {
    let by = Author::Person("张".to_owned());
    Change { span: Span::new(3, 6), was: "木".to_owned(), now: "目".to_owned(), by }
}

fn requests() -> [Request; 3] {
    let note = Note { span: Span::new(0, 6), lines: vec!["重复".to_owned()], by: Author::Program };
    let annotate = Request::Annotate { notes: vec![note], changes: vec![change()] };
    [Request::Read, annotate, Request::Foresee { changes: vec![change()] }]
}

fn replies() -> [Reply; 6] {
    [
        Reply::Progress { done: 1, all: 300 },
        Reply::Report(composer().finish()),
        Reply::Page("<p>甲</p>".to_owned()),
        Reply::Written { unwritten: vec![Unwritten { change: change(), why: Obstacle::Formula }] },
        Reply::Failed(Problem { kind: ProblemKind::Truncated, message: "不完整。".to_owned() }),
        Reply::Foreseen(Vec::new()),
    ]
}

fn bytes_of<Content: Serialize + DeserializeOwned>(content: Content) -> Vec<u8> {
    WorkerMessage::new(content).to_bytes()
}

#[test]
fn messages_come_back_as_they_were() {
    for request in requests() {
        let again: Request = WorkerMessage::content_of(&bytes_of(request.clone())).unwrap();
        assert_eq!(format!("{again:?}"), format!("{request:?}"));
    }
    for reply in replies() {
        let again: Reply = WorkerMessage::content_of(&bytes_of(reply.clone())).unwrap();
        assert_eq!(format!("{again:?}"), format!("{reply:?}"));
    }
    let paper = composer().finish_without_structure();
    let Ok(Reply::Report(again)) = WorkerMessage::content_of(&bytes_of(Reply::Report(paper))) else { panic!() };
    assert_eq!((again.is_structured(), again.grids().len()), (false, 2));
}

#[test]
fn a_message_of_another_version_or_a_broken_one_says_to_load_the_page_again() {
    let whole = bytes_of(replies()[1].clone());
    let mut newer = whole.clone();
    newer[0] = VERSION as u8 + 1;
    let mut elsewhere = whole.clone();
    // The first place is that of the picture: the text is shorter.
    let at = whole.windows(2).position(|two| two == [6, 6]).unwrap();
    elsewhere[at + 1] = 120;
    for bytes in [&newer[..], &elsewhere, &whole[..whole.len() - 1], &[]] {
        let Err(problem) = WorkerMessage::<Reply>::content_of(bytes) else { panic!("{bytes:?}") };
        assert_eq!(problem, out_of_date());
        assert_eq!(problem.kind, ProblemKind::Internal);
        assert!(problem.message.contains("刷新页面"));
    }
}

/// The bytes of every kind of message. Where they change, [`VERSION`] has to rise.
#[test]
fn the_version_rises_with_the_form() {
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let messages: Vec<String> = requests().map(bytes_of).into_iter().chain(replies().map(bytes_of)).map(hex).collect();
    assert_eq!(VERSION, 4);
    let known = [
        "0400",
        "04010100060106e9878de5a48d0001030603e69ca803e79bae0103e5bca0",
        "040201030603e69ca803e79bae0103e5bca0",
        "040001ac02",
        "040110e6a087e9a2980ae794b2090ae794b2090101060602070b0200000102070a000201010b0b0c1002000001020c0f00020101101000",
        "04020a3c703ee794b23c2f703e",
        "040301030603e69ca803e79bae0103e5bca003",
        "0404097472756e63617465640ce4b88de5ae8ce695b4e38082",
        "040500",
    ];
    assert_eq!(messages, known);
}
