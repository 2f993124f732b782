//! What became of an earlier check.

/// In one line: 与上次核对相比：已改正 3 处，新出现 1 处，仍存在 2 处.
pub fn since_in_words(mended: usize, new: u32, remaining: u32) -> String {
    format!("与上次核对相比：已改正 {mended} 处，新出现 {new} 处，仍存在 {remaining} 处")
}
