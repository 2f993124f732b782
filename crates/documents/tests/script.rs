//! Reports that a portal keeps in a script, in a text area or in a template: read as the page that would be shown.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::Source;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

fn source(file: &str) -> Source {
    read(file.as_bytes(), TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message))
}

/// Every way to write a character of a literal.
const LITERALS: &str = r#"/* 年报 */ var title = '某局', n = 1; // it's the article
var content = "<p style=\"text-align:center\">\u67d0\u5c40<\/p>\n<p>一、总体情况&nbsp;" +
    '<b>12\x31条<\/b>。\ud83d\ude00</p>'
    + `<table>
<tr><td>规章</td>` + "<td colspan='2'>0 &lt; 1<\/td><\/tr>\
<\/table>";
document.getElementById("zoom").innerHTML = content;"#;
const LINES: &str = "某局\n一、总体情况\u{a0}121条。😀\n规章\t0 < 1";

#[test]
fn a_script_is_read_as_the_page_it_writes() {
    for file in [LITERALS.to_owned(), format!("\u{feff}\n{LITERALS}"), LITERALS.replace('\n', "\r\n")] {
        let source = source(&file);
        assert_eq!(source.text(), LINES);
        assert_eq!(source.grids().len(), 1);
        assert!(source.is_structured());
    }
}

#[test]
fn pieces_written_one_after_the_other_are_one_page() {
    let file = r##"$("#main").html(''); document.write('<p>全年公开信息12条。</p><table>');
        for (var row in rows) { document.writeln("<tr><td>规章</td><td>1</td></tr>"); } document.write("</table>");"##;
    assert_eq!(source(file).text(), "全年公开信息12条。\n规章\t1");
    let file = r#"{"code":200,"data":{"id":"12","content":"<p>全年公开信息12条。<\/p><table><tr><td>规章<\/td><td>1<\/td><\/tr><\/table>"}}"#;
    assert_eq!(source(file).text(), "全年公开信息12条。\n规章\t1");
    let file = "var c = '&lt;p&gt;全年公开信息12条。&lt;/p&gt;&lt;p&gt;无。&lt;/p&gt;';";
    assert_eq!(source(file).text(), "全年公开信息12条。\n无。");
}

#[test]
fn a_page_without_a_report_gives_the_one_in_its_script() {
    let around = |inner: &str| {
        format!(
            "<!doctype html><html><head><script>var menu = \"<a href='/'>首页</a>\"; if (1 < 2) {{ f('<b>'); }}</script></head>\
             <body><div class=nav><a href=1>首页</a></div><h1>某局2023年政府信息公开工作年度报告</h1>{inner}</body></html>"
        )
    };
    let article = "<p>某局报告</p><p>一、总体情况</p><p>公开信息12条。</p><p>三、无申请。</p>";
    let lines = "某局报告\n一、总体情况\n公开信息12条。\n三、无申请。";
    let escaped = article.replace('<', "&lt;").replace('>', "&gt;");
    for inner in [
        format!("<script>var c = \"{}\"; show(c);</script>", article.replace("</", "<\\/")),
        format!("<script type='text/template' id=t> {article}</script>"),
        format!("<textarea style='display:none'>{article}</textarea>"),
        format!("<textarea>{escaped}</textarea>"),
        format!("<textarea>{}</textarea>", escaped.replace('&', "&amp;")),
    ] {
        assert_eq!(source(&around(&inner)).text(), lines, "{inner}");
    }
    // A page that has its report shown is read as it is shown.
    let shown = "<p>全年公开信息1条。</p><p>无申请。</p>";
    let page = around(&format!("{shown}<textarea>{article}</textarea>"));
    assert_eq!(source(&page).text(), "某局2023年政府信息公开工作年度报告\n全年公开信息1条。\n无申请。");
}

#[test]
fn a_text_with_quotes_or_tags_is_no_script() {
    for text in [
        "某局2023年政府信息公开工作年度报告\n\"<p>一、总体情况</p>\"",
        "2023年，我局坚持\"以公开为常态\"。",
        "PPP项目公开\"<\"50条\"。",
        "\"一网通办\"改革<b>深化</b>。\"<p>\"",
        "let",
        "\"\\",
        "'\\u",
    ] {
        assert_eq!(source(text).text(), text);
        assert!(!source(text).is_structured());
    }
}

/// Markdown keeps a table with merged cells as HTML: that is markup, and what the conversion lost is not the author's.
#[test]
fn a_table_in_markdown_is_one() {
    let text = "# 某局2023年报告\n\n\"公开\"为'常态'。\n\n<table>\n<tr><td colspan=\"2\">规章</td></tr>\n\
                <tr><td>制发</td><td>3</td></tr>\n</table>\n";
    let source = source(text);
    assert_eq!(source.text().replace("\n\n", "\n"), "# 某局2023年报告\n\"公开\"为'常态'。\n规章\n制发\t3");
    assert_eq!(source.grids().len(), 1);
    assert!(!source.is_structured());
}

#[test]
fn hostile_scripts_take_no_time() {
    for part in ["'\\'", "\"", "`\\`", "'\n", "\\u", "\"<p>\"+", "/*'*/", "'</"] {
        let file = format!("var a = {}", part.repeat(1_000_000));
        let _ = read(file.as_bytes(), TOOLS);
    }
}
