//! What a web page prints around a report: no text of it, where it stands above its first part or behind its last paragraph.

use crate::matching::{fold, is_space};
use crate::report::Section;
use crate::searching::{Words, ends_with_any, words};
use crate::source::Source;
use crate::span::Span;

use super::page_labels::{folded_is_metadata, is_metadata};

/// Lines with nothing else, folded.
static WHOLE: Words = words!(
    "朗读 语音朗读 语音播报 播放 打印 打印本页 打印此页 关闭 关闭窗口 关闭本页 收藏 分享 返回 返回顶部 返回首页 首页 字号 字体 大 中 小 大中小 \
                     大|中|小 微信 微博 QQ空间 扫一扫 无障碍 无障碍浏览 长者版 适老版 简体 繁体 保存 纠错 下载 正文 正文内容"
);

/// How lines begin, folded.
static BEGINNINGS: Words = words!(
    "字体: 字号: (字体 (字号 字体大小 字号大小 (打印 (关闭 打印本页 关闭窗口 返回顶部 朗读: 浏览次数 浏览量 浏览: 阅读次数 阅读量 阅读: 访问量 访问次数 点击数: 点击量: 点击次数 \
                          来源: 信息来源: 文章来源: 稿件来源: 内容来源: 作者: 编辑: 责任编辑 责编: 分享到 分享: 扫一扫 扫描二维码 扫码 手机扫 用手机扫 当前位置 您当前的位置 您现在的位置 \
                          您所在的位置 现在位置 首页> 上一篇 下一篇 上一条 下一条 相关链接: 相关文章 相关阅读 版权所有 主办: 主办单位: 承办: 承办单位: 技术支持 网站标识码 网站地图 \
                          备案号 京ICP 公网安备 copyright Copyright 欢迎访问 欢迎您 今天是 ="
);

/// How the names of sites end.
const SITES: &str = "门户网站 政府网站 人民政府网 政务网 官方网站 官网";

/// No such line is longer, in bytes.
const LONGEST: usize = 400;

/// Whether a line is one that pages print around a report, by what it says.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.contains('。') {
        return false;
    }
    let words = fold(line);
    folded_is_of_page(&words, line) || folded_is_metadata(&words, line)
}

/// Whether a line belongs to the page's own tools and notes; the block of labels left out, which a report may quote.
pub(crate) fn is_of_page(line: &str) -> bool {
    !line.contains('。') && folded_is_of_page(&fold(line), line)
}

/// The same of a line that was folded and is no sentence.
fn folded_is_of_page(words: &str, line: &str) -> bool {
    line.len() <= LONGEST
        && (WHOLE.has(words) || BEGINNINGS.begin(words) || (ends_with_any(words, SITES) && words.chars().count() <= 24))
}

/// The lines of the page above the first part and behind the last paragraph, in the order of the text.
pub(super) fn furniture(source: &Source, sections: &[Section], title: Option<Span>) -> Vec<Span> {
    let text = source.text();
    let first = sections.first().map_or(0, |section| section.heading.start);
    let is_title = |line: Span| title.is_some_and(|title| line.start < title.end && title.start < line.end);
    let above = source.lines().spans().take_while(|line| line.start < first);
    let mut lines: Vec<Span> = Vec::new();
    let mut labelled = false;
    for line in above.filter(|line| !line.of(text).chars().all(is_space)) {
        let words = line.of(text);
        // The value of a label stands on the next line.
        let is_value = labelled && words.len() < 150 && !words.contains('。');
        labelled = words.trim_end_matches(is_space).ends_with([':', '：']) && is_metadata(words);
        if !is_title(line) && (is_value || is_furniture(words)) {
            lines.push(line);
        }
    }
    let all: Vec<Span> = source.lines().spans().filter(|line| line.start >= first).collect();
    let last = all.iter().rev().filter(|line| !line.of(text).chars().all(is_space));
    let behind: Vec<Span> = last.take_while(|line| is_furniture(line.of(text))).copied().collect();
    // A text that is nothing else has no end to take it from.
    if behind.iter().all(|line| sections.last().is_none_or(|section| line.start > section.heading.end)) {
        lines.extend(behind.into_iter().rev());
    }
    lines
}
