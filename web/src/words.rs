//! The words that are the page's own. What a check comes to, and everything about a finding, is worded by the core.

pub const NAME: &str = "勾稽";
pub const TAGLINE: &str = "政府信息公开工作年度报告核对";
pub const LEAD: &str = "粘贴报告，哪里对不上马上看到";
pub const WHAT: &str =
    "核对三张统计表的每一个合计，正文和表格是否一致，年份、名称、结构和文字有没有错；错在哪里、怎么改，逐处标明。";
pub const LOCAL: &str = "文字不离开本机";
pub const PRIVACY: &str =
    "文字不离开本机：检查在这个浏览器里完成，不上传。刷新页面不丢失，关闭标签页或点“清空”即清除。";
pub const BOX_LABEL: &str = "报告全文";
pub const BOX_HINT: &str = "在这里粘贴报告全文，或把文件拖进来。\n从 Word、WPS、网页复制时请全选，表格会一并保留。";
pub const CHOOSE: &str = "选择文件";
pub const CHOOSE_HINT: &str = "可读 Word、WPS、PDF、表格、网页和文本文件";
pub const FILE_TYPES: &str = ".docx,.doc,.wps,.pdf,.txt,.md,.html,.htm,.mht,.mhtml,.rtf,.odt,.fodt,.ofd,.xml,.xlsx,.xls,.et,.ods,.docm,.dotx,.xlsm,.js";
pub const SAMPLE: &str = "看示例";
pub const CLEAR: &str = "清空";
pub const EDIT: &str = "改原文";
pub const PUT_AWAY: &str = "收起原文";
pub const READING: &str = "正在读取文件…";
pub const WRITING: &str = "正在写批注…";
pub const STOP: &str = "停止";
pub const NO_READER: &str =
    "读取这种文件的程序没有载入，多半是网络断开了。请联网后刷新页面再试；或打开文件，全选后复制，粘贴到这里。";
pub const READER_FAILED: &str = "这个文件没有读成。请打开它，另存为 .docx 文件再选择；或全选后复制，粘贴到这里。";
pub const ANNOTATE: &str = "下载带批注的 Word 文件";
pub const ANNOTATE_HINT: &str = "每处意见写成批注，能确定的改正写成修订，其余不动。";
pub const ANNOTATED: &str = "已下载带批注的文件。";
pub const ANNOTATED_NAME: &str = "（勾稽批注）";
pub const DROP: &str = "松开鼠标，检查这个文件";
pub const NOT_READ: &str = "没有检查";
pub const EARLIER_STAYS: &str = "下面仍是上一份报告的检查结果。";
pub const FILE_UNREADABLE: &str =
    "文件读不出来，可能已被移动或正被别的程序占用。请重新选择，或打开后全选复制，粘贴到这里。";
pub const COVERAGE: &str = "检查范围";
pub const FINDINGS: &str = "检查意见";
pub const FILTER: &str = "只看一类";
pub const ALL: &str = "全部";
pub const NO_FINDINGS: &str = "没有检查意见。";
pub const KEYS: &str = "方向键或 J、K 逐条移动，回车看原文，Esc 返回";
pub const BASIS: &str = "依据";
pub const ADVICE: &str = "怎么改";
pub const RELATED: &str = "另见";
pub const HELP: &str = "这项检查";
pub const HELP_PARTS: [&str; 4] = ["检查什么", "为什么", "怎么改", "例外"];
pub const PREVIOUS: &str = "对照上年报告";
pub const PREVIOUS_HINT: &str = "选择本机关上一年度的报告，核对结转、现行有效的文件和雷同的文字";
pub const COMPARED: &str = "已对照上年报告";
pub const NO_LONGER_COMPARE: &str = "不再对照";
pub const REPORT: &str = "读到的报告";
pub const BEFORE_SECTIONS: &str = "标题和引言";
pub const SHOW_ALL: &str = "展开全部";
pub const ORIGINAL_TABLE: &str = "对照这张表的原文";
pub const ABSENT: &str = "未读到";
pub const IDENTITY: &str = "读到的机关、级别和年度，不对可以改";
pub const ORGAN: &str = "机关";
pub const LEVEL: &str = "级别";
pub const YEAR: &str = "年度";
pub const FILL_IN: &str = "请填写";
pub const BY_HAND: &str = "手工填写";
pub const AS_READ: &str = "改回读到的";
pub const UNCERTAIN: &str = "仅凭名称不能确定级别，请核对";
pub const SKIP_TO_RESULT: &str = "跳到检查结果";
pub const SKIP_TO_REPORT: &str = "跳到读到的报告";
pub const STORAGE_FULL: &str = "内容较大，浏览器存不下：刷新页面后需要重新粘贴。";

/// What was typed is no year of a report.
pub fn no_year(typed: &str, year: Option<u16>) -> String {
    let still = year.map_or(String::new(), |year| format!("，仍按 {year} 年度检查"));
    format!("“{}”不是年度{still}。请写四位数字的年份，如 2024。", typed.trim())
}

pub fn show_rest(count: usize) -> String {
    format!("展开其余 {count} 条")
}

pub fn hidden_lines(count: usize) -> String {
    format!("还有 {count} 行没有显示。")
}
