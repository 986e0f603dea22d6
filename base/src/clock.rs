//! The time, passed in: nothing in the house asks the system for it but [`SystemClock`].

use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Sync {
    /// The moment of the call.
    fn now(&self) -> Timestamp;
}

/// The machine's clock, to the second: finer parts of a second carry no meaning in what we record.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

/// A clock that stands still, for tests and for runs that must give the same bytes twice.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
