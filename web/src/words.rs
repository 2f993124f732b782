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
pub const EDIT: &str = "改全文";
pub const PUT_AWAY: &str = "收起全文";
pub const READING: &str = "正在读取文件…";
pub const WRITING: &str = "正在写文件…";
pub const STOP: &str = "停止";
pub const NO_READER: &str =
    "读取这种文件的程序没有载入，多半是网络断开了。请联网后刷新页面再试；或打开文件，全选后复制，粘贴到这里。";
pub const READER_FAILED: &str = "这个文件没有读成。请打开它，另存为 .docx 文件再选择；或全选后复制，粘贴到这里。";
pub const ANNOTATE: &str = "下载带批注的 Word 文件";
pub const ANNOTATE_HINT: &str = "每处意见写成批注，能确定的改正写成修订，其余不动。";
pub const ANNOTATED_NAME: &str = "勾稽批注";
pub const DROP: &str = "松开鼠标，检查这个文件";
pub const NOT_READ: &str = "没有检查";
pub const EARLIER_STAYS: &str = "下面仍是上一份报告的检查结果。";
pub const FILE_UNREADABLE: &str =
    "文件读不出来，可能已被移动或正被别的程序占用。请重新选择，或打开后全选复制，粘贴到这里。";
pub const COVERAGE: &str = "检查范围";
pub const FINDINGS: &str = "意见";
pub const FILTER: &str = "只看一类";
pub const ALL: &str = "全部";
pub const NO_FINDINGS: &str = "没有意见。";
pub const KEYS: &str = "J、K 逐条移动，回车看原文，Esc 返回";
pub const BASIS: &str = "依据";
pub const WHY: &str = "为什么";
pub const HELP_PARTS: [&str; 3] = ["检查什么", "怎么改", "例外"];
pub const PREVIOUS: &str = "与上年比";
pub const PREVIOUS_HINT: &str = "选择本机关上一年度的报告，核对结转、现行有效的文件和雷同的文字";
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
pub const DUE: &str = "公布期限";
pub const DUE_HINT: &str = "另有规定的填写；不填，按《条例》规定的期限核对";
pub const FILL_IN: &str = "请填写";
pub const BY_HAND: &str = "手工填写";
pub const AS_READ: &str = "改回读到的";
pub const UNCERTAIN: &str = "仅凭名称不能确定级别，请核对";
pub const SKIP_TO_RESULT: &str = "跳到检查结果";
pub const SKIP_TO_REPORT: &str = "跳到读到的报告";
pub const STORAGE_FULL: &str = "内容较大，浏览器存不下：刷新页面后需要重新粘贴。";

/// In an element of another page: who gets the text.
pub fn given_over(site: &str) -> String {
    format!("检查在本机进行；文字会交给嵌入它的网页（{site}）")
}

/// The same, and how long it is kept.
pub fn given_over_and_kept(site: &str, survives: bool) -> String {
    let kept = if survives {
        "刷新网页不丢失，关闭标签页或点“清空”即清除。"
    } else {
        "刷新这个网页后，没有提交的文字不会留下。"
    };
    format!("{}。{kept}", given_over(site))
}

/// What was typed is no year of a report.
pub fn no_year(typed: &str, year: Option<u16>) -> String {
    let still = year.map_or(String::new(), |year| format!("，仍按 {year} 年度检查"));
    format!("“{}”不是年度{still}。请写四位数字的年份，如 2024。", typed.trim())
}

/// Beside the button that takes last year's report away.
pub fn compared_with(name: &str) -> String {
    format!("已与上年报告对照：{name}")
}

pub fn show_rest(count: usize) -> String {
    format!("展开其余 {count} 条")
}

pub fn hidden_lines(count: usize) -> String {
    format!("还有 {count} 行没有显示。")
}

pub const CHANGE: &str = "换一份";
pub const OF_GROUP: &str = "处";
pub const EDIT_HERE: &str = "改这里";
pub const RIGHT: &str = "这一处无误…";
pub const CONFIRMED: &str = "已确认";
pub const REOPEN: &str = "重新打开";
pub const WHY_RIGHT: &str = "这一处无误，因为";
pub const REASONS: [&str; 3] = ["口径不同，两处说的不是一回事", "已与台账核对，数字无误", "说的是另一个机关或另一件事"];
pub const OTHER_REASON: &str = "其他：";
pub const REASON_HINT: &str = "理由会写进校验意见和导出的文件";
pub const CHOOSE_REASON: &str = "请选一个理由，或写出理由。";
pub const CONFIRM: &str = "确认";
pub const CANCEL: &str = "取消";
pub const LEAVE_OUT: &str = "本报告不查这类问题";
pub const SEARCH_AGAIN: &str = "恢复检查";
pub const LEFT_OUT: &str = "按要求没有查：";
pub const ADD_REMARK: &str = "加一条意见";
pub const REMARK_HINT: &str = "先选中几个字，或点一格，再点“加一条意见”。";
pub const REMARK_LABEL: &str = "意见，会写进校验意见和导出的文件";
pub const REMARKS: &str = "自己加的意见";
pub const TAKE_REMARK: &str = "删去";
pub const ADD: &str = "加上";
pub const NEW: &str = "新出现";
pub const SINCE: &str = "与第一次相比：";
pub const LEDGER_FIRST: &str = "请先对照台账：";
pub const UNDO: &str = "撤销";
pub const REDO: &str = "重做";
pub const TAKE_BACK: &str = "换回刚才的报告";
pub const CLEAR_QUESTION: &str = "改动和确认都会清除，不能恢复。";
pub const CLEAR_ALL: &str = "确定清空";
pub const KEEP_IT: &str = "不清空";
pub const EDITOR: &str = "改这里的文字，回车确定，Esc 放弃";
pub const EDIT_HINT: &str = "双击一格或一段就能改，回车确定，Esc 放弃";
pub const BOX_LOSES_TABLES: &str = "在框里只改文字和数字，表格保持原样；增减行、段以后，表格按文字重新识别。";
pub const BACK_TO_LIST: &str = "回到意见";
pub const WORD_IS_GONE: &str = "刷新后 Word 文件没有留下，要下载 Word 文件请重新选择它。";
pub const FOLDER: &str = "拖进来的是文件夹，请打开它，选其中的一份报告。";
pub const SEVERAL_FILES: &str = "一次核对一份报告，已打开第一个文件。同一机关相邻两年的两份可以一起拖进来对照。";
pub const PAIR: &str = "两份是同一机关相邻两年的报告，已打开后一年的，并与上一年的对照。";
pub const KEPT_LEAD: &str = "这台电脑上留着：";
pub const GO_ON: &str = "接着改";
pub const FORGET: &str = "删去";
pub const TO_CELL: &str = "看这一格";
pub const NO_ORGAN: &str = "没有认出机关的报告";

pub const STEP_BOX: &str = "改全文";
pub const STEP_CONFIRM: &str = "确认无误";
pub const STEP_REOPEN: &str = "重新打开";
pub const STEP_REMARK: &str = "加意见";
pub const STEP_TAKE_REMARK: &str = "删去意见";
pub const STEP_LEAVE: &str = "不查这类问题";
pub const STEP_RESUME: &str = "恢复检查";
pub const STEP_IDENTITY: &str = "改机关、级别、年度、期限";
pub const STEP_COMPARE: &str = "与上年比";
pub const STEP_ALONE: &str = "不再对照";

/// What was just done, by the name of the step: 已改为 21, 已把表格改为 31.
pub fn done(step: &str) -> String {
    match step.find("改为") {
        Some(1..) => format!("已把{step}"),
        _ => format!("已{step}"),
    }
}

pub fn undone(step: &str) -> String {
    format!("已撤销“{step}”")
}

pub fn redone(step: &str) -> String {
    format!("已重做“{step}”")
}

/// 已改为 21，还有 3 处.
pub fn how_many_left(done: &str, open: usize) -> String {
    match open {
        0 => format!("{done}，没有其他意见了"),
        open => format!("{done}，还有 {open} 处"),
    }
}

/// The name of words typed in their place: 改为 21; longer ones are not told.
pub fn typed_step(text: &str) -> String {
    let text = text.trim();
    match text.chars().count() {
        0 => "清除一格".to_owned(),
        1..=8 => format!("改为 {text}"),
        _ => "改文字".to_owned(),
    }
}

pub fn safe_step(count: usize) -> String {
    format!("采用 {count} 处修改")
}

/// Of the button for all changes in which nothing else is thinkable.
pub fn adopt_safe(count: usize) -> String {
    format!("采用全部可放心的修改（{count} 处）")
}

/// 这 12 处都改为“临澜市水利局”, from what the button of each says.
pub fn mend_group(count: usize, label: &str) -> String {
    format!("这 {count} 处都{label}")
}

/// Of the button that undoes a step: 撤销“改为 21”.
pub fn undo(step: &str) -> String {
    format!("{UNDO}“{step}”")
}

pub fn redo(step: &str) -> String {
    format!("{REDO}“{step}”")
}

pub fn reason(reason: &str) -> String {
    format!("理由：{reason}")
}

/// On paper, which file was checked and by which rules.
pub fn printed(file: Option<&str>, rules: &str, code: &str) -> String {
    let file = file.map_or(String::new(), |file| format!("文件：{file}　"));
    format!("{file}规则 {rules}　报告文字校验码 {code}")
}

/// Beside the box for keeping a report on this computer.
pub fn keep_here(until: &str) -> String {
    format!("在这台电脑上留着（文字、改动和确认，到 {until}）")
}

pub fn kept_until(until: &str) -> String {
    format!("（留到 {until}）")
}

/// How many of a group's places there are, and which one a link is: 第 2 处.
pub fn place_of_group(at: usize) -> String {
    format!("第 {at} 处")
}

pub const TAKE_AWAY: &str = "带走";
pub const MENDED_FILE: &str = "改好的文件";
pub const OPINIONS: &str = "意见";
pub const FOR_PROGRAMS: &str = "给程序";
pub const COPY_TEXT: &str = "复制改好的全文";
pub const SAVE_TEXT: &str = "下载改好的全文（文本文件）";
pub const SEE_STATEMENT: &str = "校验意见";
pub const SEE_STATEMENT_HINT: &str = "先看 A4 版面，可打印，也可存为 Word 文件";
pub const SAVE_XLSX: &str = "Excel 表：意见和表格各单元格";
pub const CHAT: &str = "一段短文字，发在聊天里";
pub const CHAT_HINT: &str = "只有数目和位置，不带报告原文";
pub const CHAT_LEAD: &str = "将复制下面的文字";
pub const WITH_WORDS: &str = "带上原文";
pub const CODE: &str = "核对校验码";
pub const CODE_HINT: &str = "看一份校验意见是不是对这份文字做的";
pub const CODE_LABEL: &str = "粘贴校验意见页脚的校验码";
pub const CLOSE: &str = "关闭";
pub const NO_WORDS: &str = "框里只有空白，没有文字。请粘贴报告全文，或选择文件。";
pub const PREPARING: &str = "正在准备…";
pub const NOT_COPIED_HERE: &str = "浏览器不让复制，请选中上面的文字自己复制。";
pub const NOT_LOADED: &str = "没有载入，多半是网络断开了。请联网后再试。";
pub const COPY: &str = "复制";
pub const COPIED: &str = "已复制。";
pub const NOT_COPIED: &str = "浏览器不让复制，请用“下载改好的全文”。";
pub const SAVED: &str = "已下载。";
pub const REPORT_NAME: &str = "年度报告";
pub const STATEMENT_NAME: &str = "校验意见";
pub const OPINIONS_NAME: &str = "意见";
pub const MENDED_NAME: &str = "改好";
pub const STATEMENT: &str = "校验意见";
pub const DATE: &str = "日期";
pub const DATE_HINT: &str = "如 2026年1月20日";
pub const REVIEWER: &str = "审核人";
pub const BACK: &str = "返回";
pub const SAVE_WORD: &str = "存为 Word 文件";
pub const PRINT: &str = "打印";
pub const DOUBT: &str = "这条提示不对";
pub const DOUBT_LEAD: &str = "将复制下面的文字，数字和名称已经隐去，没有发给任何人。请交给维护规则的人。";

pub fn page_of(page: usize, pages: usize) -> String {
    format!("第 {page} 页 共 {pages} 页")
}

pub const SAVE_MENDED_WORD: &str = "下载改好的 Word 文件";
pub const SAVE_MENDED_WORD_HINT: &str = "改动写成修订，其余不动";
pub const ANNOTATE_CHANGED_HINT: &str = "每处意见写成批注，改动写成修订，其余不动。";
pub const REVISER: &str = "修订人";
pub const REVISER_HINT: &str = "不填写作“使用者”";

/// What cannot be written into the Word file; a list follows.
pub fn unwritten(count: usize) -> String {
    format!("有 {count} 处写不进 Word 文件，写成了批注：")
}
