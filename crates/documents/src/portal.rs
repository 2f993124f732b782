//! What of a page is no report: navigation, tools, the portal's footer, what a reader does not see. In doubt words stay.

use gouji_core::matching::is_space;

use crate::elements::{is_block, is_left_out, style};
use crate::tree::{Element, Node};

/// What a page holds beside the words that a reader sees.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// The words of `<title>`.
    title: String,
    /// Scripts and text areas: some portals keep the article there.
    pub unseen: Vec<String>,
    /// Whether another page stands in a frame of this one.
    pub frames: bool,
}

impl Beside {
    /// Takes out of the page what is certainly no report. Every element is measured once, its parts first. A report without
    /// a title of its own gets the page's.
    pub fn of(page: &mut Node) -> Self {
        let mut beside = Beside::default();
        if let Node::Element(root) = page {
            let all = beside.clear(root, false);
            let title = beside.title.split(['-', '_', '|', '—']).find(|part| is_name(part));
            if let Some(title) = title.filter(|_| all.prose && !all.named) {
                root.children.insert(0, Node::Text(title.to_owned()));
            }
        }
        beside
    }

    fn clear(&mut self, element: &mut Element, inside: bool) -> Measure {
        let inside = inside || matches!(element.name.as_str(), "article" | "main");
        self.frames |= element.name == "frame";
        let mut all = Measure::default();
        element.children.retain_mut(|child| match child {
            Node::Text(words) => {
                all.add(words);
                true
            }
            Node::Element(inner) if is_left_out(inner) => {
                self.set_aside(inner);
                false
            }
            Node::Element(inner) => {
                let measure = self.clear(inner, inside);
                let stays = !measure.is_no_report(inner, inside);
                all.take(measure, stays, is_block(&inner.name) || inner.name == "br");
                if !stays {
                    inner.children.clear();
                }
                // A cell keeps the place of those behind it.
                stays || matches!(inner.name.as_str(), "td" | "th")
            }
        });
        if element.name == "a" && element.attribute("name").is_none() && all.words > 0 {
            all.links = 1;
            all.linked = all.words;
        }
        if all.is_line()
            && let Some(words) = printed(&style(element), all.line.trim())
        {
            element.children = vec![Node::Text(words)];
        }
        all
    }

    fn set_aside(&mut self, element: &Element) {
        match element.name.as_str() {
            "head" => element.elements().for_each(|inner| self.set_aside(inner)),
            "iframe" => self.frames = true,
            "title" | "script" | "textarea" => {
                let mut text = String::new();
                for child in &element.children {
                    if let Node::Text(words) = child {
                        text.push_str(words);
                    }
                }
                if element.name == "title" {
                    self.title = text;
                } else {
                    self.unseen.push(text);
                }
            }
            _ => {}
        }
    }
}

/// What Word and Excel pad with hard spaces, without them: the number of a list, a run of spaces.
fn printed(style: &str, words: &str) -> Option<String> {
    if style.contains("mso-list:ignore") {
        let space = if words.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
        return Some(format!("{words}{space}"));
    }
    // WPS says the same of words too.
    (words.is_empty() && style.contains("mso-spacerun:")).then(|| " ".to_owned())
}

/// How many bytes a line has at most that may be one of the portal's.
const LINE: usize = 300;

/// What tells a part of the report from a part of the portal; lengths are bytes without the space around.
#[derive(Default)]
struct Measure {
    /// All the words with the space between them, as long as they are no more than a line.
    line: String,
    size: usize,
    words: usize,
    linked: usize,
    links: usize,
    /// Words that only a report has.
    report: bool,
    /// A sentence.
    prose: bool,
    /// A line that may be the title.
    named: bool,
    /// Words that only the foot of a portal has.
    footer: bool,
}

impl Measure {
    fn add(&mut self, words: &str) {
        let trimmed = words.trim();
        self.words += trimmed.len();
        let mut start = trimmed.chars();
        let is_heading =
            start.next().is_some_and(|number| "一二三四五六七八九十".contains(number)) && start.next() == Some('、');
        self.report |= is_heading || ["总计", "第二十条", "附件"].iter().any(|mark| trimmed.contains(mark));
        self.prose |= trimmed.contains('。');
        self.named |= is_name(trimmed);
        self.footer |= is_footer(trimmed);
        self.write(words, words.len());
    }

    fn write(&mut self, words: &str, size: usize) {
        self.size += size;
        if self.is_line() {
            self.line.push_str(words);
        }
    }

    fn is_line(&self) -> bool {
        self.size <= LINE
    }

    fn take(&mut self, part: Measure, stays: bool, alone: bool) {
        self.words += part.words;
        self.linked += part.linked;
        self.links += part.links;
        self.footer |= part.footer;
        if stays {
            self.prose |= part.prose;
            self.named |= part.named || is_name(&part.line);
            self.report |= part.report || (alone && part.is_title());
            let space = if alone { " " } else { "" };
            self.write(space, space.len());
            self.write(&part.line, part.size);
            self.write(space, space.len());
        }
    }

    /// 某局2023年政府信息公开工作年度报告, and no link to it.
    fn is_title(&self) -> bool {
        self.is_line()
            && self.line.contains("报告")
            && self.line.contains('年')
            && self.line.contains(['0', '2', '〇', '○', '二'])
            && self.linked * 2 < self.words
    }

    fn is_no_report(&self, element: &Element, inside: bool) -> bool {
        let name = element.name.as_str();
        match element.attribute("role").unwrap_or(name) {
            _ if self.report => false,
            "nav" | "navigation" | "search" => true,
            "header" | "footer" | "aside" | "banner" | "contentinfo" | "complementary" if !inside => !self.is_title(),
            _ if self.prose
                || !is_block(name)
                || matches!(name, "html" | "body")
                || self.is_title() && kept(&self.line) > 0 =>
            {
                false
            }
            _ => {
                self.links >= 3 && self.linked * 3 >= self.words * 2
                    || self.footer && self.words <= 3 * LINE
                    || self.words > 0 && self.is_line() && kept(self.line.trim()) == 0
            }
        }
    }
}

/// Whether words name a report and say nothing of it.
fn is_name(words: &str) -> bool {
    words.contains("年度报告") && !words.contains('。')
}

/// Marks that a sentence has and a line of a portal has not.
const SENTENCE: [char; 3] = ['。', '，', '；'];

fn is_footer(words: &str) -> bool {
    !words.contains(SENTENCE) && ["ICP备", "公网安备", "网站标识码"].iter().any(|mark| words.contains(mark))
}

/// How lines of a portal begin.
const STARTS: &[&str] = &[
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "您所在的位置",
    "你的位置",
    "所在位置",
    "现在位置",
    "上一篇",
    "下一篇",
    "相关链接",
    "友情链接",
    "相关文章",
    "扫一扫",
    "欢迎访问",
    "欢迎光临",
    "今天是",
    "主办单位：",
    "版权所有",
    "Copyright",
    "网站地图",
    "设为首页",
];

/// What the tools of a page are called, and the characters their lines are made of.
const TOOLS: &[&str] = &["打印", "关闭", "分享", "字体", "字号", "浏览", "返回顶部"];
const OF_TOOLS: &str = "打印关闭分享字体号浏览返回顶部本页此文窗口大小中收藏加入到微信新浪腾讯博空间好友次数量默认";

/// How much of a line may be the report's: all of it, nothing, or what stands before the tools in a line with the date
/// of publication.
pub(crate) fn kept(line: &str) -> usize {
    if line.len() > LINE || line.contains(SENTENCE) {
        return line.len();
    }
    let words = line.trim_start_matches(|first| !is_word(first));
    let is_path = |rest: &str| rest.is_empty() || rest.starts_with(['>', '＞', '»', '|', '/']);
    let is_tools = |words: &str| words.chars().all(|it| it.is_ascii_digit() || !is_word(it) || OF_TOOLS.contains(it));
    let tools = TOOLS.iter().filter_map(|tool| line.find(tool)).min();
    if STARTS.iter().any(|start| words.starts_with(start))
        || words.strip_prefix("首页").is_some_and(|rest| is_path(rest.trim_start()))
        || is_footer(line)
    {
        return 0;
    }
    match tools.map(|at| line.split_at(at)) {
        Some((before, tools)) if is_tools(tools) => {
            if is_tools(before) {
                return 0;
            }
            if ["来源", "发布", "时间", "日期"].iter().any(|mark| before.contains(mark)) {
                return before.trim_end_matches(|last| is_space(last) || matches!(last, '【' | '[' | '|')).len();
            }
            line.len()
        }
        _ => line.len(),
    }
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '\u{3400}'..='\u{9fff}')
}
