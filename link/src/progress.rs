//! How far a long stage has come, told to whoever asked. It measures no time and prints nothing.

/// A stage of linking that takes long enough to be told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Blocking rules are chosen.
    Advise,
    /// Records are put into blocks; counted in blocking rules.
    Block,
    /// Pairs are sampled to learn from; counted in blocking rules.
    Train,
    /// Candidate pairs are scored; counted in candidate pairs.
    Score,
}

impl Step {
    /// The step's name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advise => "advise",
            Self::Block => "block",
            Self::Train => "train",
            Self::Score => "score",
        }
    }
}

/// Called with the step, how much of it is done and how much there is in all; from any thread.
pub type Progress<'a> = &'a (dyn Fn(Step, u64, u64) + Sync);

/// A [`Progress`] for those who don't ask.
pub fn silent(_step: Step, _done: u64, _total: u64) {}
