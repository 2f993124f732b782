//! Percentages: how exactly a printed one can be meant, and how one is printed.

use crate::narrative::Figure;

/// Whether a printed percentage can be the share of `part` in `whole`, to one unit of its last digit.
pub(super) fn is_share(percent: &Figure, part: i64, whole: i64) -> bool {
    let unit = 10f64.powi(-i32::from(percent.decimals));
    (part as f64 * 100.0 / whole as f64 - percent.value.to_f64()).abs() <= unit + 1e-9
}

/// `part` as a share of `whole`, which is above 0, with so many digits behind the point: 12.5%. In whole numbers, so that
/// halves are rounded up, as people do: a binary fraction would be printed as the nearest even one.
pub(super) fn percent_in_words(part: i64, whole: i64, decimals: u8) -> String {
    let unit = 10_i128.pow(u32::from(decimals.min(9)));
    let whole = i128::from(whole).max(1);
    let scaled = (i128::from(part.abs()) * 100 * unit * 2 + whole) / (2 * whole);
    let behind = if unit > 1 {
        format!(".{:0width$}", (scaled % unit) as u64, width = usize::from(decimals))
    } else {
        String::new()
    };
    format!("{}{behind}%", (scaled / unit) as u64)
}

#[cfg(test)]
mod tests {
    use super::percent_in_words;

    #[test]
    fn shares_are_rounded_to_the_printed_digits() {
        for (part, whole, decimals, words) in [
            (1, 3, 1, "33.3%"),
            (2, 3, 2, "66.67%"),
            (1, 2, 0, "50%"),
            (1, 8, 1, "12.5%"),
            (-5, 10, 1, "50.0%"),
            (7, 6, 0, "117%"),
        ] {
            assert_eq!(percent_in_words(part, whole, decimals), words);
        }
    }
}
