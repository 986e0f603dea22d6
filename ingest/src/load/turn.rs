//! Something that several threads use one after the other, in the order of their work's numbers.
//!
//! So that results are the same whatever the number of threads and whichever is faster.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A value that is used in turn.
pub(super) struct InTurn<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    next: u64,
    stopped: bool,
    value: T,
}

impl<T> InTurn<T> {
    pub(super) fn new(value: T) -> Self {
        Self { state: Mutex::new(State { next: 0, stopped: false, value }), changed: Condvar::new() }
    }

    /// Waits for a number's turn and uses the value; nothing where everything has been stopped meanwhile.
    pub(super) fn take<R>(&self, number: u64, use_it: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut state = self.lock();
        while state.next != number && !state.stopped {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped {
            return None;
        }
        let result = use_it(&mut state.value);
        state.next += 1;
        drop(state);
        self.changed.notify_all();
        Some(result)
    }

    /// Stops everyone who waits or will.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// The value, when all are done with it.
    pub(super) fn into_inner(self) -> T {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).value
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_come_in_the_order_of_their_numbers() {
        let log = InTurn::new(Vec::new());
        std::thread::scope(|scope| {
            for first in (0..4).rev() {
                let log = &log;
                scope.spawn(move || {
                    for number in (first..40).step_by(4) {
                        log.take(number, |log| log.push(number));
                    }
                });
            }
        });
        assert_eq!(log.into_inner(), (0..40).collect::<Vec<u64>>());
    }

    #[test]
    fn stopping_lets_those_who_wait_go() {
        let turn = InTurn::new(0);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turn.take(5, |value| *value += 1));
            turn.stop();
            assert_eq!(waiting.join().unwrap(), None);
        });
        assert_eq!(turn.into_inner(), 0);
    }
}
