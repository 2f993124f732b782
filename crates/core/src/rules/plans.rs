//! Words that speak of what is to come.

use crate::narrative::Class;

/// Whether the words in front of a year speak of what is to come. 将 alone may mean 把 (将2023年任务纳入考核).
pub(super) fn is_plan(before: &str) -> bool {
    Class::Plan.ends(before)
}
