//! Runs of numbers of which nobody knows the order: the one way to put them together so that sums hold.

use super::lines::Piece;

/// Where more steps are needed to try every way, the numbers stay unread: no text that a person could read has so many.
const MOST_STEPS: u32 = 20_000;

/// Gives whole runs to groups of `width` numbers, the last of which is the total of the others. A run stands within one group
/// or is several; groups come in the order of the runs that they begin with. `None` where the sums hold for no such way, or
/// for ways that give different numbers.
pub(super) fn by_sums(runs: &[&[Piece]], width: usize) -> Option<Vec<Piece>> {
    let values = runs.iter().map(|run| run.iter().map(|piece| piece.value?.whole()).collect());
    let values = values.collect::<Option<Vec<Vec<i64>>>>()?;
    if values.iter().flatten().all(|value| *value == 0) {
        // Any way is as good as the others.
        return Some(runs.concat());
    }
    let (order, numbers) = (Vec::new(), Vec::new());
    let mut search = Search { values, width, order, numbers, found: None, differs: false, steps: 0 };
    search.put_next(None);
    if search.differs || search.steps > MOST_STEPS {
        return None;
    }
    let (order, _) = search.found?;
    Some(order.into_iter().flat_map(|run| runs[run]).copied().collect())
}

struct Search {
    values: Vec<Vec<i64>>,
    width: usize,
    /// The runs of the way tried now, and their numbers.
    order: Vec<usize>,
    numbers: Vec<i64>,
    /// The first way for which the sums hold.
    found: Option<(Vec<usize>, Vec<i64>)>,
    /// Whether another one gives other numbers.
    differs: bool,
    steps: u32,
}

impl Search {
    /// Tries each run that is left in the next place; `leader` is the run that the last group began with.
    fn put_next(&mut self, leader: Option<usize>) {
        let place = self.numbers.len() % self.width;
        if place == 0 && !self.sum_holds() {
            return;
        }
        if self.order.len() == self.values.len() {
            self.keep();
            return;
        }
        for run in 0..self.values.len() {
            let length = self.values[run].len();
            let fits = if place == 0 && length > self.width {
                length.is_multiple_of(self.width)
            } else {
                place + length <= self.width
            };
            let in_order = place > 0 || leader.is_none_or(|leader| leader < run);
            if !fits || !in_order || self.order.contains(&run) || self.differs || self.steps > MOST_STEPS {
                continue;
            }
            self.steps += 1;
            self.order.push(run);
            self.numbers.extend_from_slice(&self.values[run]);
            self.put_next(if place == 0 { Some(run) } else { leader });
            self.numbers.truncate(self.numbers.len() - length);
            self.order.pop();
        }
    }

    /// Whether every whole group put so far adds up to its total.
    fn sum_holds(&self) -> bool {
        self.numbers.chunks_exact(self.width).all(|group| {
            group.split_last().is_some_and(|(total, parts)| {
                parts.iter().map(|part| i128::from(*part)).sum::<i128>() == i128::from(*total)
            })
        })
    }

    fn keep(&mut self) {
        match &self.found {
            Some((_, numbers)) => self.differs |= *numbers != self.numbers,
            None => self.found = Some((self.order.clone(), self.numbers.clone())),
        }
    }
}
