//! What can be done: one action an operation.

/// Something a user can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Take note of the organisations and sources that the place's configuration names.
    RegisterPlace,
    /// Take a source's newest extract in.
    LoadSource,
    /// Find which records are the same.
    LinkRecords,
    /// See what stands: versions and counts.
    ViewStatus,
    /// See every version and its lineage.
    ViewHistory,
    /// See the records of one person or premises.
    ShowEntity,
    /// Ask which person or premises a record is of.
    FindEntity,
    /// Compare the linkage with known truth.
    EvaluateLinkage,
    /// Take pairs of records out, for people to read.
    ExportPairs,
    /// Take people of whose homes sources disagree out, for people to read.
    ExportHomes,
    /// Take in what people said of pairs of records.
    ImportVerdicts,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 11] = [
        Self::RegisterPlace,
        Self::LoadSource,
        Self::LinkRecords,
        Self::ViewStatus,
        Self::ViewHistory,
        Self::ShowEntity,
        Self::FindEntity,
        Self::EvaluateLinkage,
        Self::ExportPairs,
        Self::ExportHomes,
        Self::ImportVerdicts,
    ];

    /// The word the record stores.
    pub fn name(self) -> &'static str {
        match self {
            Self::RegisterPlace => "register_place",
            Self::LoadSource => "load_source",
            Self::LinkRecords => "link_records",
            Self::ViewStatus => "view_status",
            Self::ViewHistory => "view_history",
            Self::ShowEntity => "show_entity",
            Self::FindEntity => "find_entity",
            Self::EvaluateLinkage => "evaluate_linkage",
            Self::ExportPairs => "export_pairs",
            Self::ExportHomes => "export_homes",
            Self::ImportVerdicts => "import_verdicts",
        }
    }
}
