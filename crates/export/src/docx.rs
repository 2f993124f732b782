//! 校验意见 as a Word file: A4 with the margins of official documents, named styles, a foot with the page numbers as fields.

mod parts;

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::layout::{Block, COLUMNS, Phrase, Row, Table};
use crate::statement::Statement;

/// The statement as a file for Word and WPS. The same statement gives the same bytes: no clock is in them. Its foot has the
/// first digits of the text's hash, its properties the whole.
///
/// # Errors
/// None that is known; a fault of the library that writes archives would be one.
pub fn docx(statement: &Statement) -> ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let own = [
        ("word/document.xml", document(statement)),
        ("word/footer1.xml", footer(statement)),
        ("docProps/custom.xml", parts::custom_properties(&statement.rule_set, &statement.text_sha256)),
    ];
    let fixed = parts::FIXED.map(|(name, content)| (name, content.to_owned()));
    for (name, content) in fixed.into_iter().chain(own) {
        writer.start_file(name, options)?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// What stands between the margins of A4, in twentieths of a point.
const WIDTH: u32 = 8845;

fn document(statement: &Statement) -> String {
    let body: String = statement.blocks().iter().map(block).collect();
    format!(
        "{}<w:document {}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/>\
         <w:cols w:space=\"425\"/><w:docGrid w:linePitch=\"312\"/></w:sectPr></w:body></w:document>",
        parts::DECLARATION,
        parts::SPACES,
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Title([first, second]) => {
            paragraph("Title", &format!("{}<w:r><w:br/></w:r>{}", run(first, ""), run(second, "")))
        }
        Block::Subject(label, subject) => paragraph("Subject", &[run(label, STRONG), run(subject, "")].concat()),
        Block::Paragraph(phrases) => paragraph("BodyTextFirstIndent", &phrases.iter().map(phrase).collect::<String>()),
        Block::Heading(words) => paragraph("Heading1", &run(words, "")),
        Block::Table(opinions) => table(opinions),
        Block::Signature { reviewer, date } => {
            let tab = "<w:r><w:tab/></w:r>".to_owned();
            let [reviewer, date] = [format!("审核人：{reviewer}"), format!("日期：{date}")];
            paragraph("Signature", &[run(&reviewer, ""), tab, run(&date, "")].concat())
        }
    }
}

const STRONG: &str = "<w:rPr><w:b/><w:bCs/></w:rPr>";

fn phrase(phrase: &Phrase) -> String {
    run(&phrase.words, if phrase.is_strong { STRONG } else { "" })
}

fn table(Table { rows }: &Table) -> String {
    let widths = widths();
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let head = COLUMNS.map(|(name, _)| paragraph("TableHead", &run(name, "")));
    let rows: String = rows.iter().map(|own| row("", &widths, &cells(own))).collect();
    // WPS lays a table out by its grid, Word by the widths. A head that says so stands on every page.
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"OpinionTable\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
         w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}{rows}</w:tbl>",
        row("<w:tblHeader/>", &widths, &head),
    )
}

/// The widths of the columns, which together are the width of the table.
fn widths() -> [u32; COLUMNS.len()] {
    let mut widths = COLUMNS.map(|(_, share)| WIDTH * share / 1000);
    widths[2] += WIDTH - widths.iter().sum::<u32>();
    widths
}

fn cells(row: &Row) -> [String; COLUMNS.len()] {
    let words = |words: &str| paragraph("TableText", &run(words, ""));
    [
        words(&row.number.to_string()),
        words(&row.place),
        words(&row.opinion) + &paragraph("TableNote", &run(&row.basis, "")),
        words(&row.repair),
    ]
}

fn row(properties: &str, widths: &[u32], cells: &[String]) -> String {
    let cell = |(width, content): (&u32, &String)| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>")
    };
    let cells: String = widths.iter().zip(cells).map(cell).collect();
    format!("<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>")
}

fn footer(statement: &Statement) -> String {
    let [before, behind] = statement.foot();
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \">{}</w:fldSimple>", run("1", ""));
    let words = [
        run(&format!("{before}　第 "), ""),
        field("PAGE"),
        run(" 页 共 ", ""),
        field("NUMPAGES"),
        run(&format!(" 页　{behind}"), ""),
    ];
    format!("{}<w:ftr {}>{}</w:ftr>", parts::DECLARATION, parts::SPACES, paragraph("Footer", &words.concat()))
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(words: &str, properties: &str) -> String {
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// Words as XML may hold them; ends of lines and tabs are space.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
