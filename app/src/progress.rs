//! How far a run has come: told by the operations, shown by whoever watches.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::PoisonError;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What a stage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of files.
    Bytes,
    /// Whatever the stage's name says.
    Items,
}

/// Watches a run. One stage at a time is under way; calls come from any thread.
pub trait Watcher: Sync {
    /// A stage begins, with this much to do.
    fn begin(&self, stage: Cow<'static, str>, unit: Unit, total: u64);

    /// This much of the stage is done.
    fn reach(&self, done: u64);

    /// The stage has ended.
    fn end(&self);
}

/// Watches and says nothing: for pipes and programs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Watcher for Silent {
    fn begin(&self, _stage: Cow<'static, str>, _unit: Unit, _total: u64) {}

    fn reach(&self, _done: u64) {}

    fn end(&self) {}
}

/// A bar a stage on the terminal, with its rate and the time left; a finished stage's line stays.
#[derive(Debug, Default)]
pub struct Bars {
    bar: Mutex<Option<ProgressBar>>,
}

impl Watcher for Bars {
    fn begin(&self, stage: Cow<'static, str>, unit: Unit, total: u64) {
        self.end();
        let counts = match unit {
            Unit::Bytes => "{binary_bytes:>10} {binary_bytes_per_sec:>12}",
            Unit::Items => "{human_pos:>10} {per_sec:>12}",
        };
        let template = format!("{{msg:24}} {{bar:30.cyan}} {{percent:>3}} % {counts}  {{eta}} left");
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(8))
            .with_message(stage);
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━━ "));
        }
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    }

    fn reach(&self, done: u64) {
        if let Some(bar) = &*self.bar.lock().unwrap_or_else(PoisonError::into_inner) {
            bar.set_position(done);
        }
    }

    fn end(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}
