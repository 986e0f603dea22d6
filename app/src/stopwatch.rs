//! How long the stages of a long operation take, which is no part of any result.

use std::time::Instant;

use crate::summary::StageSeconds;

/// Does some work; beside what it gives, how long it took.
///
/// Units: nanoseconds.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let start = Instant::now();
    let done = work();
    (done, u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX))
}

/// Wall-clock seconds by stage, in the order they first ran.
pub struct Stopwatch {
    began: Instant,
    stages: Vec<StageSeconds>,
}

impl Stopwatch {
    /// Begins to count.
    pub fn begin() -> Self {
        Self { began: Instant::now(), stages: Vec::new() }
    }

    /// Does some work of a stage; what a stage takes in several goes is added up.
    pub fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        let seconds = start.elapsed().as_secs_f64();
        match self.stages.iter_mut().find(|known| known.stage == stage) {
            Some(known) => known.seconds += seconds,
            None => self.stages.push(StageSeconds { stage: stage.to_owned(), seconds }),
        }
        done
    }

    /// The stages so far.
    pub fn stages(&self) -> &[StageSeconds] {
        &self.stages
    }

    /// The seconds of one stage; none where it never ran.
    pub fn seconds(&self, stage: &str) -> f64 {
        self.stages.iter().find(|known| known.stage == stage).map_or(0.0, |known| known.seconds)
    }

    /// Tells the log of the stages so far.
    pub fn tell(&self, task: &str) {
        for StageSeconds { stage, seconds } in &self.stages {
            tracing::debug!(stage, seconds, "{task}");
        }
    }

    /// The seconds since it began, those of no stage among them.
    pub fn total(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }
}
