#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::problem::{Problem, ProblemKind};
use proptest::prelude::*;

use super::{Encoding, Event, Reader, decode, encode, escape};

/// Names, words and ends of an XML text.
fn events(text: &str) -> Result<String, Problem> {
    let mut reader = Reader::new(text, "a.xml");
    let mut told = String::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) => {
                told.push_str(&format!("<{}|{}", tag.namespace, tag.name));
                tag.attributes().for_each(|(_, name, value)| told.push_str(&format!(" {name}={value}")));
                told.push('>');
            }
            Event::Close => told.push('/'),
            Event::Words(words) => {
                assert!(!words.exact || text[reader.range()] == *words.text);
                told.push_str(&words.text);
            }
        }
    }
    Ok(told)
}

#[test]
fn names_are_resolved_and_references_replaced() {
    let told = events(
        "<?xml version='1.0'?><!--x--><w:a xmlns:w='W' xmlns='D'><b w:c='1&amp;2'/>甲&lt;乙&#x4e09;<![CDATA[<&]]><w:d xmlns:w='V'><w:e/></w:d><w:e/></w:a>",
    );
    assert_eq!(told.unwrap(), "<W|a w=W xmlns=D><D|b c=1&2>/甲<乙三<&<V|d w=V><V|e>//<W|e>//");
}

#[test]
fn references_that_mean_nothing_stay_as_they_are() {
    assert_eq!(events("<a>甲&nothing;乙 & 丙&</a>").unwrap(), "<|a>甲&nothing;乙 & 丙&/");
}

#[test]
fn xml_that_is_broken_or_plays_tricks_is_refused() {
    let deep = "<a>".repeat(100_000);
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    let spaces: String = (0..1000).map(|number| format!(" xmlns:n{number}='n'")).collect();
    for (text, words) in [
        ("<a><b></a>", "格式有错误"),
        ("<a><b>", "格式有错误"),
        ("<a", "格式有错误"),
        (&deep, "嵌套"),
        (bomb, "自行定义"),
        (&format!("<a{spaces}/>"), "格式有错误"),
    ] {
        let problem = events(text).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::UnreadablePart);
        assert!(problem.message.contains(words) && problem.message.ends_with('。'), "{}", problem.message);
    }
    assert_eq!(events("<!DOCTYPE a PUBLIC '-//x' 'x.dtd'><a/>").unwrap(), "<|a>/");
}

#[test]
fn encodings_come_back_as_they_were() {
    let text = "<?xml version=\"1.0\"?><甲>乙</甲>";
    for encoding in
        [Encoding::Utf8 { mark: false }, Encoding::Utf8 { mark: true }, Encoding::Utf16Low, Encoding::Utf16High]
    {
        let bytes = encode(text.to_owned(), encoding);
        let (decoded, found) = decode(&bytes, "a.xml").unwrap();
        assert_eq!((decoded.as_ref(), found), (text, encoding));
    }
    assert!(decode(b"\xff\xfe<", "a.xml").is_err());
    assert!(decode(b"<a>\xb0\xa1</a>", "a.xml").is_err());
}

proptest! {
    #[test]
    fn escaped_words_come_back(words in "[ -~甲乙　\\n\\t]*") {
        let told = events(&format!("<a>{}</a>", escape(&words))).unwrap();
        prop_assert_eq!(told, format!("<|a>{words}/"));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[<>/a!\\[\\]&;#x\"'= :-]{0,60}") {
        let _ = events(&text);
    }
}
