//! Whole pages of portals: the article comes through word for word, and nothing of what stands around it.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[path = "../../../tests/src/beside.rs"]
#[allow(dead_code, reason = "not every test needs every helper")]
mod beside;

use beside::beside;
use gouji_core::problem::ProblemKind;
use gouji_documents::html::source_of;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

fn text(html: &str) -> String {
    let page = format!("<!doctype html><html>{html}</html>");
    read(page.as_bytes(), TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

const TITLE: &str = "某县财政局2023年政府信息公开工作年度报告";

/// An article as editors of portals write it: its markup and its lines.
const ARTICLE: &str = "<p style='text-indent:2em'>根据《中华人民共和国政府信息公开条例》，编制本报告。</p>\
    <p><strong>一、总体情况</strong></p>\
    <p>（一）主动公开。全年公开信息12条，详见<a href='http://www.moux.gov.cn'>某县人民政府门户网站</a>。</p>\
    <p>（二）网站标识码、ICP备案信息已按要求更新，并提供打印、下载服务。</p>\
    <p>二、主动公开政府信息情况</p>\
    <table border=1><tr><td colspan=4>第二十条第（一）项</td></tr>\
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>\
    <tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>\
    <tr><td>行政规范性文件</td><td>1</td><td></td><td>5</td></tr></table>\
    <p>六、其他需要报告的事项</p><p>无</p>\
    <p style='text-align:right'>某县财政局</p><p style='text-align:right'>2024年1月20日</p>";
const LINES: &str = "根据《中华人民共和国政府信息公开条例》，编制本报告。\n一、总体情况\n\
    （一）主动公开。全年公开信息12条，详见某县人民政府门户网站。\n\
    （二）网站标识码、ICP备案信息已按要求更新，并提供打印、下载服务。\n二、主动公开政府信息情况\n\
    第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t\t5\n\
    六、其他需要报告的事项\n无\n某县财政局\n2024年1月20日";

#[test]
fn real_pages_give_title_date_and_article() {
    let Some(reports) = beside("corpus/reports") else { return };
    let pages = [
        (
            "zhecheng-fupin-2017.html",
            "柘城县扶贫办2017年政府信息年度报告\n发布日期：2018-04-02 15:42:51 来源： 县扶贫办 作者：赵丹\n\
             2017年，县扶贫办认真贯彻国家和省、市、县关于政务公开和政府信息公开的有关要求，",
            "\n柘城县扶贫开发办公室\n2018年3月1日",
        ),
        (
            "zhecheng-caizheng-2017.html",
            "柘城县财政局2017年信息公开工作 年度报告\n发布日期：2018-03-27 08:40:36 来源： 县财政局 作者：赵丹\n\
             2017年，县财政局按照县委、县政府统一部署，",
            "\n柘城县财政局\n2018年2月6日",
        ),
    ];
    for (name, first, last) in pages {
        let bytes = std::fs::read(reports.join(name)).unwrap();
        let source = read(&bytes, TOOLS).unwrap();
        assert!(source.text().starts_with(first), "{}", source.text());
        assert!(source.text().ends_with(last), "{}", source.text());
        // The element of the article alone has the same words.
        let page = String::from_utf8(bytes).unwrap();
        let article = page.split_once("id=\"zoomcon\">").unwrap().1.split_once("<meta ").unwrap().0;
        let article = source_of(&(TOOLS.parse_html)(article));
        let (_, rest) = source.text().split_once("赵丹\n").unwrap();
        assert_eq!(rest, article.text(), "{name}");
    }
}

/// 大汉 jcms: everything in nested tables, tools as brackets around links, comments as marks.
#[test]
fn a_page_of_nested_layout_tables() {
    let links: String = ["信息公开指南", "信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]
        .map(|name| format!("<tr><td><img src=d.gif><a href=/col/1.html target=_blank>{name}</a></td></tr>"))
        .concat();
    let page = format!(
        "<head><title>某县人民政府 政府信息公开年报 {TITLE}</title></head><body><table width=1000 align=center><tr><td>\
         <table><tr><td><img src=banner.jpg></td></tr></table>\
         <table><tr><td><a href=/>首页</a></td><td>|</td><td><a href=/a>走进某县</a></td><td>|</td><td><a href=/b>政务公开</a></td>\
         <td>|</td><td><a href=/c>政务服务</a></td><td>|</td><td><a href=/d>互动交流</a></td></tr></table></td></tr>\
         <tr><td><table><tr><td>您现在的位置：</td><td><a href=/>首页</a> &gt; <a href=/b>政府信息公开年报</a></td></tr></table></td></tr>\
         <tr><td valign=top><table><tr><td>政府信息公开</td></tr>{links}</table></td><td><table>\
         <tr><td align=center class=title><!--<$[标题名称(html)]>begin-->{TITLE}<!--<$[标题名称(html)]>end--></td></tr>\
         <tr><td align=center>发布日期：2024-01-26&nbsp;&nbsp;&nbsp;来源：财政局&nbsp;&nbsp;&nbsp;浏览次数：<script>document.write(12)</script>\
         &nbsp;&nbsp;字号：[<a href='javascript:doZoom(18)'>大</a> <a href='javascript:doZoom(16)'>中</a> <a href='javascript:doZoom(14)'>小</a>]</td></tr>\
         <tr><td><div id=zoom><!--ZJEG_RSS.content.begin-->{ARTICLE}<!--ZJEG_RSS.content.end--></div></td></tr>\
         <tr><td align=right>【<a href='javascript:window.print()'>打印本页</a>】【<a href='javascript:window.close()'>关闭窗口</a>】</td></tr>\
         </table></td></tr></table>\
         <table><tr><td>主办单位：某县人民政府办公室&nbsp;&nbsp;承办单位：某县大数据中心</td></tr>\
         <tr><td>某ICP备12345678号-1</td><td>某公网安备 41000000000000号</td><td>网站标识码：4100000000</td></tr></table></body>"
    );
    assert_eq!(text(&page), format!("{TITLE}\n发布日期：2024-01-26\u{a0}\u{a0}\u{a0}来源：财政局\n{LINES}"));
}

/// TRS: blocks and lists, a breadcrumb of links, the article in a class of its own, a table of metadata before it.
#[test]
fn a_page_of_blocks_and_lists() {
    let items = |names: &[&str]| -> String {
        names.iter().map(|name| format!("<li><a href='./t1.html' title='{name}'>{name}</a></li>")).collect()
    };
    let page = format!(
        "<body><div class=top><div class=w1200><span>今天是2024年3月1日 星期五</span><div class=fr><a href=#>登录</a><a href=#>无障碍阅读</a>\
         <a href=#>简体</a>|<a href=#>繁体</a></div></div></div>\
         <div class=nav><ul>{}</ul></div><div class=crumb><a href=/ class=CurrChnlCls>首页</a>&nbsp;&gt;&nbsp;<a href=../>年报</a></div>\
         <div class=main><div class=left><h3>法定主动公开内容</h3><ul>{}</ul><h3>往年年报</h3><ul>{}</ul></div>\
         <div class=right><div class=xl_tit><h1>{TITLE}</h1></div><div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style>{ARTICLE}</div>\
         <p>附件：<a href=./P02024.pdf>年度报告.pdf</a></p>\
         <div class=share><span>分享到：</span><a href=# class=wx></a></div><div>上一篇：<a href=1.html>某县财政局2022年政府信息公开工作年度报告</a></div>\
         <div>下一篇：没有了</div><div class=ewm>扫一扫在手机打开当前页</div><div class=btns><a href=#>打印</a> <a href=#>关闭</a></div></div></div>\
         <div class=links><select><option>国务院部门</option></select><span>友情链接</span></div>\
         <div class=foot><p><a href=/>网站地图</a> | <a href=/>联系我们</a></p><p>主办：某县人民政府 地址：某县人民路1号</p>\
         <p>网站标识码：4100000000 <a href=#>某ICP备12345678号</a></p></div></body>",
        items(&["首页", "新闻中心", "政务公开", "政务服务", "政民互动"]),
        items(&["机构职能", "政策文件", "规划计划", "财政预决算", "重点领域"]),
        items(&["某县财政局2022年政府信息公开工作年度报告", "某县财政局2021年政府信息公开工作年度报告", "2020年年报"]),
    );
    assert_eq!(text(&page), format!("{TITLE}\n{LINES}\n附件：年度报告.pdf"));
}

/// 博达: elements of HTML5, tools without blocks after the article, the title in the head of the article.
#[test]
fn a_page_of_named_parts() {
    let page = format!(
        "<body><header><img src=logo.png><p>某县人民政府欢迎您</p></header><nav><a href=/>首页</a><a href=/x>公开</a></nav>\
         <div role=search><label>站内搜索</label></div><aside><p>热门服务</p><a href=1>公积金查询</a></aside>\
         <main><article><header><h1>{TITLE}</h1><p>来源：某县财政局 【打印】</p></header><div id=vsb_content>{ARTICLE}</div>\
         <br>【<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>】【<a href=#>打印</a>】<br>【<a href=#>关闭</a>】</article></main>\
         <footer><p>版权所有：某县人民政府</p><p>建议使用谷歌浏览器访问。</p></footer></body>"
    );
    assert_eq!(text(&page), format!("{TITLE}\n来源：某县财政局\n{LINES}"));
}

#[test]
fn an_article_without_a_portal_loses_nothing() {
    assert_eq!(text(&format!("<p>{TITLE}</p>{ARTICLE}")), format!("{TITLE}\n{LINES}"));
    // Nor does one that links to the documents it names, or that has a list of contents.
    let linked = "<div><p>全年印发<a href=1>《某县公开办法》</a><a href=2>《某县公开指南》</a><a href=3>《某县公开目录》</a>。</p></div>\
        <div><p><a href='#1'>一、总体情况</a></p><p><a href='#2'>二、主动公开政府信息情况</a></p><p><a href='#3'>三、申请情况</a></p></div>\
        <table><tr><td><a href=x>自然人</a></td><td><a href=x>商业企业</a></td><td><a href=x>总计</a></td></tr></table>";
    assert_eq!(
        text(linked),
        "全年印发《某县公开办法》《某县公开指南》《某县公开目录》。\n一、总体情况\n二、主动公开政府信息情况\n三、申请情况\n\
         自然人\t商业企业\t总计"
    );
    // A title stays among links, a name of a column goes with them.
    let links = "<a href=1>机构职能</a> <a href=2>政策文件</a> <a href=3>财政信息</a> <a href=4>重点领域</a> <a href=5>依申请公开</a> \
        <a href=6>公开指南</a> <a href=7>公开制度</a> <a href=8>公开目录</a>";
    let titled = format!(
        "<div><p>某局关于2023年度政府信息公开工作情况的报告</p><div>{links}</div></div><div><p>政府信息公开年度报告</p>{links}</div>\
         <p>无。</p>"
    );
    assert_eq!(text(&titled), "某局关于2023年度政府信息公开工作情况的报告\n无。");
    // Word's marks of places are no links, however many.
    let marks = "<div><h1><a name=_Toc1></a><a name=_Toc2>概述</a></h1><h1><a name=_Toc3>机构</a></h1><h1><a name=_Toc4>职能</a></h1></div>";
    assert_eq!(text(marks), "概述\n机构\n职能");
}

#[test]
fn lines_of_the_report_that_look_like_tools_stay() {
    for line in [
        "（三）打印和复印",
        "首页公开信息12条",
        "在显著位置设置专栏",
        "关闭网站3个",
        "我局ICP备案已完成，网站标识码已更新；",
        "分享经验",
        "小",
    ] {
        let page = format!("<p>一、总体情况</p><p>{line}</p><p>全年公开信息。</p>");
        assert!(text(&page).contains(line), "{line}");
    }
}

#[test]
fn the_name_of_the_page_gives_the_title_only_where_no_other_does() {
    let head = format!("<head><title>{TITLE}-某县人民政府门户网站</title></head>");
    assert_eq!(text(&format!("{head}<div>{ARTICLE}</div>")), format!("{TITLE}\n{LINES}"));
    assert_eq!(text(&format!("{head}<h2>{TITLE}</h2><div>{ARTICLE}</div>")), format!("{TITLE}\n{LINES}"));
    let head = "<head><title>某县人民政府门户网站</title></head>";
    assert_eq!(text(&format!("{head}<div>{ARTICLE}</div>")), LINES);
}

#[test]
fn a_page_without_the_words_of_a_report_says_so() {
    let problem = |page: &str| read(page.as_bytes(), TOOLS).map(|source| source.text().to_owned()).unwrap_err();
    for page in [
        "<html><head><title>年报</title></head><frameset cols='20%,80%'><frame src=left.html><frame src=main.html></frameset></html>",
        "<html><body><nav><a href=/>首页</a></nav><iframe src='/content/1.html'></iframe></body></html>",
    ] {
        let problem = problem(page);
        assert_eq!(problem.kind, ProblemKind::NoText);
        assert!(problem.message.contains("另一个网页"), "{}", problem.message);
    }
    for page in
        ["<html><body></body></html>", "<html><ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a href=3>丙</a></ul>"]
    {
        let problem = problem(page);
        assert_eq!(problem.kind, ProblemKind::Empty);
        assert!(problem.message.contains("复制"), "{}", problem.message);
    }
}

#[test]
fn hostile_pages_take_no_time() {
    let deep =
        |tag: &str, words: &str| format!("<html>{}{}", format!("<{tag}>{words}").repeat(190), "甲".repeat(500_000));
    let pages = [
        deep("div", "<a href=1>首页</a>"),
        deep("ul", "一年报告二年报告"),
        deep("b style='mso-list:Ignore'", "&nbsp;"),
        format!("<html>{}", "<div><a>甲</a><a>乙</a><a>丙</a>".repeat(2_900)),
        format!("<html>{}", "<a href=1>首页</a> 打印 字体".repeat(40_000)),
        format!("<html><table>{}", "<tr><td colspan=1000 style='mso-ignore:colspan'>".repeat(50_000)),
        format!(
            "<html><table><col span=1000 style='display:none'>{}",
            "<tr><td colspan=1000 rowspan=9>".repeat(50_000)
        ),
        format!("<html><table>{}<tr><td>", "<col span=99999999>".repeat(50_000)),
        format!("<html>{}", "<script>var a = '<p>';</script><textarea><p></textarea>".repeat(50_000)),
        format!("<html><textarea>{}", "&amp;lt;p&amp;gt;".repeat(50_000)),
    ];
    for page in pages {
        let _ = read(page.as_bytes(), TOOLS);
    }
}
