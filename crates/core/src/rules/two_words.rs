//! What stands twice and is no slip: 规范规范性文件, 为了了解, 5项项目. The halves belong to different words.

use crate::searching::{begins_with_any, ends_with_any};

/// Whether the words at `start..end`, which stand right before `start` too, belong to another word there or here.
pub(super) fn meet(text: &str, start: usize, end: usize) -> bool {
    let words = &text[start..end];
    let (before, behind) = (&text[..start], &text[end..]);
    if words.chars().count() == 1 {
        let known = ENDS_AND_BEGINS.iter().find(|(known, ..)| *known == words);
        return known.is_some_and(|(_, ends, begins)| {
            (!ends.is_empty() && ends_with_any(before, ends)) || begins_with_any(&text[start..], begins)
        });
    }
    let ends_longer = LONGER_BEFORE.iter().any(|(known, longer)| *known == words && ends_with_any(before, longer));
    let known = LONGER_BEHIND.iter().find(|(known, _)| *known == words);
    // 3件申请申请人撤回 is right, 告知申请申请人 a slip: nobody applies for an applicant.
    if words == "申请" && behind.starts_with('人') {
        return ends_with_any(&before[..before.len() - words.len()], "件 公开 依 次");
    }
    ends_longer || known.is_some_and(|(_, rests)| begins_with_any(behind, rests)) || takes_suffix(behind)
}

/// One character, the words that end with it, and those that begin with it.
const ENDS_AND_BEGINS: &[(&str, &str, &str)] = &[
    ("的", "目的 标的 众矢之的", "的确 的士"),
    ("了", "不了 不甚了 草草了 小时了", "了解 了不起 了不得 了结 了然 了却 了如 了事 了无 了断 了之"),
    (
        "和",
        "总和 饱和 温和 缓和 调和 共和 随和 中和 柔和",
        "和谐 和平 和解 和睦 和美 和顺 和气 和县 和田 和龙 和静 和硕 和布 和林 和政",
    ),
    (
        "在",
        "存在 所在 现在 内在 外在 潜在 实在 旨在",
        "在建 在线 在职 在岗 在编 在册 在校 在场 在内 在案 在押 在研 在途 在售 在营 在即",
    ),
    ("是", "但是 于是 凡是 实事求是 莫衷一是", "是否 是非"),
    ("及", "普及 涉及 触及 危及 波及 顾及 提及 论及 谈及 殃及 惠及 推及", "及时 及其 及早 及格 及第 及至"),
    ("与", "参与 赠与 给与 授与", "与会 与否 与其 与时俱进 与众不同 与日俱增"),
    (
        "为",
        "作为 因为 认为 以为 成为 行为 视为 称为 名为 列为 定为 设为 改为 变为 分为 转为 化为 人为 有为 更为 极为 较为 尤为 大为 所为",
        "为民 为农 为企 为侨 为老 为群众 为基层 为了 为何 为什么 为主 为期 为止 为人 为首 为难 为例 为准",
    ),
    ("被", "植被 棉被", "被子 被褥 被告 被动 被征 被申请人 被执行人 被处罚人 被投诉人 被举报人 被检查 被监管 被审计"),
    (
        "共",
        "公共 中共",
        "共享 共建 共同 共产 共青团 共和 共治 共识 共鸣 共性 共商 共管 共用 共存 共赢 共通 共有 共创 共富",
    ),
    ("于", "终于", "于都 于田 于洪 于是 于家 于庄 于村 于集"),
    ("并", "合并 归并 兼并 吞并 撤并 一并", "并入 并列 并网 并行 并轨 并购 并联 并案 并存"),
    ("性", "男性 女性", "性质 性能 性别 性格 性状 性价比 性命 性侵 性骚扰 性教育"),
    ("条", "", "条例 条款 条文 条件 条目 条幅 条块 条线 条码 条约"),
    ("件", "", "件数 件均"),
    ("次", "", "次数 次生 次要 次日 次月 次年 次均"),
    ("个", "", "个人 个体 个案 个性 个别 个税"),
    ("项", "", "项目 项下 项数"),
    ("篇", "", "篇目 篇幅 篇章 篇数"),
];

/// 大数据数据: the first is the end of a longer word.
const LONGER_BEFORE: &[(&str, &str)] = &[("数据", "大数据")];

/// 公开公开招聘信息, 决策决策前: words and what makes the second of two a longer one.
const LONGER_BEHIND: &[(&str, &str)] = &[
    ("公开", "招聘 招标 招考 选 遴选 透明"),
    ("公示", "期 栏 牌"),
    ("决策", "前 中 后 草案 事项"),
    ("审核", "人 表"),
    ("审查", "人 表"),
    ("登记", "表 簿 证"),
    ("统计", "表"),
    ("宣传", "栏 册 单"),
    ("农田", "水利"),
    ("服务", "中心 大厅 业 对象"),
    ("代表", "大会 建议 议案 资格"),
    ("主任", "科员 医师 信箱 热线"),
    ("局长", "信箱 热线"),
    ("县长", "信箱 热线"),
    ("市长", "信箱 热线"),
    ("区长", "信箱 热线"),
    ("镇长", "信箱 热线"),
    ("办公室", "主任 副主任 工作人员 负责人"),
    ("中心", "主任 副主任 负责人"),
    ("科室", "负责人"),
    ("机关", "事务 党委 党支部 党建 大楼"),
    ("要求", "各 全 其 相关 有关"),
    ("意见", "征集 箱 反馈 采纳"),
    ("发展", "改革 和改革 中国家"),
    ("农业", "农村局 农村厅 农村部"),
    ("信息", "化"),
];

/// Whether what stands behind words makes another word of them: 管理管理员, 规范规范性文件.
fn takes_suffix(behind: &str) -> bool {
    let mut characters = behind.chars();
    let Some(suffix) = characters.next() else { return false };
    let next = characters.next();
    let other = SUFFIXES.iter().find(|(known, _)| *known == suffix).map(|(_, other)| *other);
    other.is_some_and(|other| next.is_none_or(|next| !other.contains(next)))
}

/// A suffix, and the characters behind it that show that it begins a word of its own: 加强加强部门协作 is a slip.
const SUFFIXES: &[(char, &str)] = &[
    ('性', "质能别格命"),
    ('化', "解肥工验妆"),
    ('者', ""),
    ('员', "工"),
    ('师', "生"),
    ('率', "先"),
    ('权', "利力益限威"),
    ('期', "间限待"),
    ('费', "用"),
    ('证', "明据"),
    ('牌', ""),
    ('卡', ""),
    ('人', "员民大才们群事口社均次工"),
    ('会', "议同商计"),
    ('团', "队结"),
    ('班', "子"),
    ('组', "织"),
    ('群', "众体"),
    ('度', "假过"),
    ('台', "账阶"),
    ('业', "务主"),
    ('点', "击对"),
    ('站', "点"),
    ('所', "有属需在"),
    ('区', "域县分别"),
    ('局', "面长"),
    ('厅', ""),
    ('部', "门署分"),
    ('法', "律规治人"),
    ('型', ""),
];
