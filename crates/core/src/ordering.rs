//! Sorting in little code. The page is loaded more often than it sorts, and the standard library's sort takes some four
//! kilobytes of it for every type; a heap takes a tenth.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The items in order; equal ones keep theirs.
pub fn in_order_by<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keyed = items.into_iter().enumerate().map(|(place, item)| Keyed { key: key(&item), place, item });
    BinaryHeap::from_iter(keyed).into_sorted_vec().into_iter().map(|keyed| keyed.item).collect()
}

/// The items in order.
pub fn in_order<T: Ord>(items: Vec<T>) -> Vec<T> {
    BinaryHeap::from(items).into_sorted_vec()
}

struct Keyed<K, T> {
    key: K,
    place: usize,
    item: T,
}

impl<K: Ord, T> Ord for Keyed<K, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then(self.place.cmp(&other.place))
    }
}

impl<K: Ord, T> PartialOrd for Keyed<K, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord, T> PartialEq for Keyed<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<K: Ord, T> Eq for Keyed<K, T> {}

#[cfg(test)]
mod tests {
    use super::{in_order, in_order_by};

    #[test]
    fn equal_items_keep_their_order() {
        assert_eq!(in_order_by(vec!["bb", "a", "aa", "b", ""], |word| word.len()), ["", "a", "b", "bb", "aa"]);
        assert_eq!(in_order(vec![3, 1, 2]), [1, 2, 3]);
    }
}
