//! Words that speak of what is to come.

use crate::searching::ends_with_any;

/// Whether the words in front of a year speak of what is to come. 将 alone may mean 把 (将2023年任务纳入考核).
pub(super) fn is_plan(before: &str) -> bool {
    const PLANS: &str = "将在 将于 拟在 拟于 计划 计划在 计划于 争取 争取在 力争 力争在 下一步 下一步在 下步在";
    ends_with_any(before, PLANS)
}
