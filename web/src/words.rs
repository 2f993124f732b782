//! Every word of the interface. The words of a finding come from its rule.

pub const NAME: &str = "勾稽";
pub const TAGLINE: &str = "核对政府信息公开工作年度报告：三张统计表的合计、格式和各部分是否齐全。";
pub const PRIVACY: &str = "文字不离开本机：检查在浏览器里进行，不上传、不联网。刷新页面不丢失，关闭标签页即清除。";
pub const BOX_LABEL: &str = "报告全文";
pub const BOX_HINT: &str = "在这里粘贴报告全文（从 Word、WPS、网页复制，表格会保留），或把文件拖进来。";
pub const CHOOSE: &str = "选择文件";
pub const CHOOSE_HINT: &str = "可选 .txt、.md、.html";
pub const SAMPLE: &str = "看示例";
pub const CLEAR: &str = "清空";
pub const READING: &str = "正在读取文件…";
pub const DROP: &str = "松开鼠标，检查这个文件";
pub const RESULT: &str = "检查结果";
pub const NOT_READ: &str = "没有检查";
pub const COVERAGE: &str = "检查范围";
pub const NOT_CHECKED: &str = "未检查：";
pub const FINDINGS: &str = "发现的问题";
pub const FILTER: &str = "只看";
pub const ALL: &str = "全部";
pub const NO_FINDINGS: &str = "没有发现问题。";
pub const KEYS: &str = "方向键或 J、K 在各条之间移动，回车看原文，Esc 返回。";
pub const WHY: &str = "为什么";
pub const BASIS: &str = "依据";
pub const ADVICE: &str = "怎么改";
pub const REPORT: &str = "读到的报告";
pub const BEFORE_SECTIONS: &str = "标题和引言";
pub const SHOW_ALL: &str = "展开全部";
pub const ORIGINAL_TABLE: &str = "这张表在原文里的样子";
pub const ABSENT: &str = "未读到";
pub const IDENTITY: &str = "读到的机关、级别和年度（不对可以改）";
pub const ORGAN: &str = "机关";
pub const LEVEL: &str = "级别";
pub const YEAR: &str = "年度";
pub const UNCERTAIN: &str = "名称不能确定级别，请核对";
pub const SKIP: &str = "跳到检查结果";
pub const POINT: &str = "此处";

pub fn verdict(errors: usize, warnings: usize, infos: usize, complete: bool) -> String {
    let main = match (errors, warnings) {
        (0, 0) if complete => "未发现错误".to_owned(),
        (0, 0) => "读到的部分未发现错误，有的内容没有检查".to_owned(),
        (0, warnings) => format!("有 {warnings} 处请核对"),
        (errors, 0) => format!("有 {errors} 处必须改正"),
        (errors, warnings) => format!("有 {errors} 处必须改正、{warnings} 处请核对"),
    };
    if infos > 0 { format!("{main}，{infos} 处提示") } else { main }
}

pub fn cells(read: u32, expected: u32) -> String {
    format!("读到 {read}/{expected} 个单元格")
}

pub fn equations(checked: u32, failed: u32, unchecked: u32) -> String {
    let mut words = format!("核对 {checked} 个等式");
    if failed > 0 {
        words.push_str(&format!("，{failed} 个不成立"));
    }
    if unchecked > 0 {
        words.push_str(&format!("，{unchecked} 个缺数未核对"));
    }
    words
}

pub fn numbers(count: u32) -> String {
    format!("正文有 {count} 个数字")
}

pub fn hidden_lines(count: usize) -> String {
    format!("还有 {count} 行没有显示。")
}

pub fn storage_full() -> String {
    "内容太大，浏览器存不下：刷新页面后需要重新粘贴。".to_owned()
}
