//! One report with two slips in every format: written as HTML by the project, converted by LibreOffice. Both the tests
//! here and those of the page read the files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gouji_core::form::{Edition, TableNumber};
use gouji_core::{Grid, GridCell, Source};

use crate::generate::{Draft, Kind, ReportData, Shape, render_draft};

/// Where the files are written: in the folder that cargo builds in.
pub fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target")).join("formats")
}

/// The report: a total of table 3 is one too many, and a term is written wrongly.
pub fn report() -> Source {
    let mut draft = Draft::new(&ReportData::new(7, Kind::Usual, Edition::E2021));
    draft.data.values[TableNumber::Three.index()][6] += 1;
    if let Some(line) = draft.lines.iter_mut().rev().find(|line| line.text.contains("信息处理费")) {
        line.text = line.text.replacen("信息处理费", "信息处理废", 1);
        line.claims.clear();
    }
    render_draft(&draft, Shape::Grids).source
}

/// Writes all files; `None` where LibreOffice is not on the machine.
///
/// # Errors
/// A conversion or a file that fails.
pub fn write() -> Result<Option<Vec<PathBuf>>, String> {
    let folder = folder();
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let source = report();
    let html = html_of(&source);
    let mut files = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| -> Result<PathBuf, String> {
        let file = folder.join(name);
        fs::write(&file, bytes).map_err(failed)?;
        files.push(file.clone());
        Ok(file)
    };
    let page = put("report.html", html.as_bytes())?;
    put("report.txt", source.text().as_bytes())?;
    let utf16: Vec<u8> = source.text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    put("utf16.txt", &[&b"\xff\xfe"[..], &utf16].concat())?;
    put("utf16-without-mark.txt", &utf16)?;
    put("report.mht", mht_of(&html).as_bytes())?;
    put("script.js", script_of(&html).as_bytes())?;
    // From HTML the text formats; from them, for their own quirks, the others.
    for (from, to, filter) in [
        ("html", "odt", "writer8"),
        ("odt", "docx", "MS Word 2007 XML"),
        ("odt", "doc", "MS Word 97"),
        ("odt", "rtf", "Rich Text Format"),
        ("odt", "fodt", "OpenDocument Text Flat XML"),
        ("odt", "pdf", "writer_pdf_Export"),
        ("html", "xlsx", "Calc MS Excel 2007 XML"),
        ("xlsx", "xls", "MS Excel 97"),
        ("xlsx", "ods", "calc8"),
    ] {
        let file = page.with_extension(from);
        match convert(&file, to, filter, &folder)? {
            None => return Ok(None),
            Some(converted) => files.push(converted),
        }
    }
    for (from, to) in [("doc", "wps"), ("xls", "et")] {
        let copy = page.with_extension(to);
        fs::copy(page.with_extension(from), &copy).map_err(failed)?;
        files.push(copy);
    }
    Ok(Some(files))
}

/// Has LibreOffice convert a file; `None` where there is no LibreOffice.
///
/// # Errors
/// LibreOffice ran and wrote nothing.
pub fn convert(file: &Path, to: &str, filter: &str, folder: &Path) -> Result<Option<PathBuf>, String> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("libreoffice-profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless"]);
    // A page with tables is a text for Writer, unless it is to become a sheet.
    match (file.extension().and_then(|it| it.to_str()), to) {
        (Some("html"), "xlsx") => drop(command.arg("--infilter=HTML (StarCalc)")),
        (Some("html"), _) => drop(command.arg("--infilter=HTML (StarWriter)")),
        _ => {}
    }
    command.args(["--convert-to", &format!("{to}:{filter}"), "--outdir"]).arg(folder).arg(file);
    let target = folder.join(file.file_name().unwrap_or_default()).with_extension(to);
    let _ = fs::remove_file(&target);
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("soffice: {error}")),
        Ok(_) if target.is_file() => Ok(Some(target)),
        Ok(status) => Err(format!("soffice ({status}) wrote no {}", target.display())),
    }
}

/// A source as a web page.
pub fn html_of(source: &Source) -> String {
    let text = source.text();
    let mut html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    let mut at = 0;
    for grid in source.grids() {
        paragraphs(&text[at..grid.span.start as usize], &mut html);
        table(grid, text, &mut html);
        at = grid.span.end as usize;
    }
    paragraphs(&text[at..], &mut html);
    html.push_str("</body></html>\n");
    html
}

fn paragraphs(text: &str, html: &mut String) {
    for line in text.lines().filter(|line| !line.is_empty()) {
        // Writing into a string cannot fail.
        let _ = writeln!(html, "<p>{}</p>", escaped(line));
    }
}

fn table(grid: &Grid, text: &str, html: &mut String) {
    html.push_str("<table border=\"1\">\n");
    let rows = grid.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
    for row in 0..rows {
        html.push_str("<tr>");
        for GridCell { row_span, column_span, span, .. } in grid.cells.iter().filter(|cell| cell.row == row) {
            let words = escaped(span.of(text));
            let _ = write!(html, "<td rowspan=\"{row_span}\" colspan=\"{column_span}\">{words}</td>");
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The page as a browser saves it in one file.
fn mht_of(html: &str) -> String {
    let mut quoted = String::new();
    let mut width = 0;
    for byte in html.bytes() {
        let piece = match byte {
            b'\n' => "\r\n".to_owned(),
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if width + piece.len() > 75 && byte != b'\n' {
            quoted.push_str("=\r\n");
            width = 0;
        }
        width = if byte == b'\n' { 0 } else { width + piece.len() };
        quoted.push_str(&piece);
    }
    format!(
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
         \tboundary=\"----Boundary--1\"\r\n\r\n------Boundary--1\r\nContent-Type: text/html\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n------Boundary--1--\r\n"
    )
}

/// The page inside a JavaScript string, as portals keep articles.
fn script_of(html: &str) -> String {
    let literal = html.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace("</", "<\\/");
    format!("var article = {{\"id\": 12, \"content\": \"{literal}\"}};\n")
}
