//! Terms that are written wrongly, how they are written, and their neighbours that are right.

/// A term that is written wrongly.
#[derive(Clone, Copy, Debug)]
pub struct WrongTerm {
    /// As it stands there.
    pub wrong: &'static str,
    /// As it should be.
    pub right: &'static str,
    /// Whether nothing else can have been meant, so that it may be put right unasked; never for a name.
    pub safe: bool,
    /// What makes it right where it stands in front, parted by spaces.
    pub not_behind: &'static str,
    /// What makes it right where it stands behind, parted by spaces.
    pub not_before: &'static str,
}

/// The terms, in no order.
pub const WRONG_TERMS: &[WrongTerm] = &[
    // 信息工开展 is too far from what anybody writes.
    misprint("信息工开", "信息公开"),
    misprint("主动工开", "主动公开"),
    misprint("依申请工开", "依申请公开"),
    misprint("政务工开", "政务公开"),
    misprint("依申清", "依申请"),
    misprint("依申公开", "依申请公开"),
    misprint("行政复仪", "行政复议"),
    misprint("行政复义", "行政复议"),
    misprint("行政诉颂", "行政诉讼"),
    misprint("规范性文见", "规范性文件"),
    misprint("信息公开条利", "信息公开条例"),
    misprint("信息处理废", "信息处理费"),
    misprint("保密审察", "保密审查"),
    misprint("政务新媒休", "政务新媒体"),
    misprint("政策解渎", "政策解读"),
    misprint("年渡报告", "年度报告"),
    misprint("行政强治", "行政强制"),
    misprint("公开为长态", "公开为常态"),
    asked("信息公开处理费", "信息处理费"),
    asked("行政规范文件", "行政规范性文件"),
    asked("微信公众发布", "微信公众号发布").unless("", "会 厅 平台"),
    // The name of the state.
    asked("中国人民共和国", "中华人民共和国"),
    asked("信息公开条列", "信息公开条例").unless("", "出 明 示 举 入"),
    // 体例 is a word: how a text is laid out.
    asked("信息公开体例", "信息公开条例").unless("", "格式 规范 结构 模板 样式 统一 、 和 与 及 行"),
    // 自我政务公开评价; what the organ calls itself stands in the report.
    asked("我政务公开", "我局政务公开").unless("自 为 忘 由", ""),
    // 可以申请公开.
    asked("以申请公开", "依申请公开").unless("可 得 予 难 加 足 用 所 借 需", "的方式 方式 为由 为名 的形式"),
];

/// No word of the language has these characters in this order.
const fn misprint(wrong: &'static str, right: &'static str) -> WrongTerm {
    WrongTerm { wrong, right, safe: true, not_behind: "", not_before: "" }
}

/// Another term may be meant, or it is part of a name.
const fn asked(wrong: &'static str, right: &'static str) -> WrongTerm {
    WrongTerm { wrong, right, safe: false, not_behind: "", not_before: "" }
}

impl WrongTerm {
    const fn unless(self, not_behind: &'static str, not_before: &'static str) -> WrongTerm {
        WrongTerm { not_behind, not_before, ..self }
    }
}
