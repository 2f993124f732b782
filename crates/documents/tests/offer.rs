//! What is taken when a clipboard offers several things at once.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::{Options, check};
use gouji_documents::clipboard::{Offer, OfferedFile, Taken};
use gouji_documents::native::TOOLS;
use gouji_documents::read::page;

const EXCEL: &str = include_str!("clipboard/excel-whole-report.html");
const EXCEL_WORDS: &str = include_str!("clipboard/excel-whole-report.txt");
/// What a browser has on the clipboard beside a picture copied from a page, and Word beside a picture of its own.
const SHOWN_PICTURE: &str = "<html><head><style><!-- p {margin:0} --></style><title>图</title></head><body>\
    <!--StartFragment--><img src=\"https://example.com/1.png\"/>&nbsp;<!--EndFragment--></body></html>";

fn offer(html: &str, text: &str, files: &[(&str, &str)]) -> Offer {
    let file = |(name, media_type): &(&str, &str)| OfferedFile {
        name: (*name).to_owned(),
        media_type: (*media_type).to_owned(),
    };
    Offer { html: html.to_owned(), text: text.to_owned(), files: files.iter().map(file).collect() }
}

const PICTURE: (&str, &str) = ("image.png", "image/png");
const DOCX: (&str, &str) = ("报告.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

#[test]
fn words_win_over_their_picture() {
    assert_eq!(offer(EXCEL, EXCEL_WORDS, &[PICTURE]).taken(), Some(Taken::Html));
    assert_eq!(offer("<p>一、总体情况</p>", "一、总体情况", &[PICTURE]).taken(), Some(Taken::Text));
    assert_eq!(offer("", "一、总体情况", &[PICTURE]).taken(), Some(Taken::Text));
    assert_eq!(offer("<p>一、总体情况</p>", "", &[PICTURE]).taken(), Some(Taken::Html));
    // A picture without a media type is one by its name.
    assert_eq!(offer(EXCEL, EXCEL_WORDS, &[("表.EMF", "")]).taken(), Some(Taken::Html));
    assert_eq!(offer(EXCEL, "", &[PICTURE, ("图.bmp", "image/bmp")]).taken(), Some(Taken::Html));
}

#[test]
fn a_file_wins_over_its_icon_its_name_and_words() {
    assert_eq!(offer("", "报告.docx", &[PICTURE, DOCX]).taken(), Some(Taken::File(1)));
    assert_eq!(offer("", "报告.docx", &[DOCX]).taken(), Some(Taken::File(0)));
    assert_eq!(offer(EXCEL, EXCEL_WORDS, &[("报告.wps", "")]).taken(), Some(Taken::File(0)));
}

#[test]
fn a_picture_alone_is_taken_as_one() {
    assert_eq!(offer("", "", &[PICTURE]).taken(), Some(Taken::File(0)));
    assert_eq!(offer(SHOWN_PICTURE, "", &[PICTURE]).taken(), Some(Taken::File(0)));
    let in_table = "<table><tr><td><!-- 表三 --><STYLE>td { }</STYLE><img src=x></td><td>&nbsp; </td></tr></table>";
    assert_eq!(offer(in_table, " \n", &[PICTURE]).taken(), Some(Taken::File(0)));
    // A file manager gives the names of the files as words.
    assert_eq!(offer("", "/home/a/扫描件.jpg\n", &[("扫描件.jpg", "image/jpeg")]).taken(), Some(Taken::File(0)));
}

#[test]
fn without_files_a_table_is_worth_the_markup() {
    assert_eq!(offer(EXCEL, EXCEL_WORDS, &[]).taken(), Some(Taken::Html));
    assert_eq!(offer("<TABLE><tr><td></table>", "", &[]).taken(), Some(Taken::Html));
    assert_eq!(offer("<p>别的</p>", "一、总体情况", &[]).taken(), Some(Taken::Text));
    assert_eq!(offer("", "", &[]).taken(), None);
    assert_eq!(offer(" ", "\n", &[]).taken(), None);
}

/// Damaged markup neither panics nor hides words for good.
#[test]
fn damaged_markup() {
    for html in ["<", "<!--", "<style", "<style>a", "</", "a<b", "<ß>", "<styleß", "<!-- a --", "<title>"] {
        let taken = offer(html, "", &[PICTURE]).taken();
        assert_eq!(taken == Some(Taken::Html), html == "a<b", "{html}");
    }
}

/// The whole sample as a sheet: nothing is found, and the words beside it are the same.
#[test]
fn a_whole_report_out_of_a_sheet() {
    let source = page(EXCEL, TOOLS).unwrap();
    let checked = check(source.clone(), &Options::default());
    let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [] as [&str; 0]);
    let coverage = &checked.coverage;
    assert_eq!((coverage.cells_read, coverage.cells_blank, coverage.equations_checked), (200, 0, 42));
}
