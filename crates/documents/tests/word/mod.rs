//! Word documents for tests, made by hand.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Name spaces that every document here declares.
pub const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The kinds of relations.
pub const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A main part with this content of its body.
pub fn main_part(body: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document {SPACES}><w:body>{body}</w:body></w:document>")
}

/// A document with this content of its body.
pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A document with further parts: `styles.xml`, `numbering.xml`, `comments.xml` are related to it.
pub fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut types = String::new();
    let mut relations = String::new();
    let mut all: Vec<(String, String)> = Vec::new();
    for (at, (name, text)) in parts.iter().enumerate() {
        let kind = name.trim_end_matches(".xml");
        relations.push_str(&format!("<Relationship Id=\"rId{at}\" Type=\"{KINDS}/{kind}\" Target=\"{name}\"/>"));
        types.push_str(&format!(
            "<Override PartName=\"/word/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        ));
        all.push((format!("word/{name}"), text.replace("<w:root", &format!("<w:root {SPACES}"))));
    }
    let content_types = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{types}</Types>"
    );
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), content_types),
        (
            "_rels/.rels".to_owned(),
            relations_part(&format!(
                "<Relationship Id=\"rId1\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/>"
            )),
        ),
        ("word/document.xml".to_owned(), main_part(body)),
        ("word/_rels/document.xml.rels".to_owned(), relations_part(&relations)),
    ];
    entries.append(&mut all);
    zipped(&entries.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

/// A part with relations.
pub fn relations_part(relations: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}

/// A package of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of a package as text.
pub fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

/// A paragraph with one run.
pub fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A run.
pub fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A table: rows of cells, each with its properties and content.
pub fn table(rows: &[&[(&str, &str)]]) -> String {
    let cell = |(properties, content): &(&str, &str)| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let row = |cells: &&[(&str, &str)]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
