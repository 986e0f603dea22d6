//! A load's work on its blocks: checked, identified, standardised, encoded, written.
//!
//! Where the order matters the threads take turns by the block's number.

use std::path::Path;

use super::check::Checker;
use super::crew::{BlockWork, Job};
use super::identity::Identity;
use super::layout::FileLayout;
use super::matching::Matching;
use super::records::Records;
use super::table::{self, Encoder, RejectTable, Table};
use super::tally::Tally;
use super::turn::InTurn;
use crate::LoadError;

/// What the threads of a load share.
pub(super) struct Work<'a> {
    checker: &'a Checker<'a>,
    files: &'a [FileLayout],
    matching: Option<&'a Matching>,
    accepted: Encoder,
    standard: Encoder,
    identity: InTurn<Identity>,
    sink: InTurn<Sink>,
}

/// Where finished blocks go.
struct Sink {
    accepted: Table,
    standard: Table,
    rejected: RejectTable,
    tally: Tally,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        checker: &'a Checker<'a>,
        files: &'a [FileLayout],
        identity: Identity,
        (out, matching): (&Path, Option<&'a Matching>),
    ) -> Result<Self, LoadError> {
        let schema = table::accepted_schema(checker.layout);
        let (accepted_table, accepted) = Table::create(out, table::ACCEPTED, schema)?;
        let schema = table::standard_schema(checker, matching.is_some());
        let (standard_table, standard) = Table::create(out, table::STANDARD, schema)?;
        let sink = Sink {
            accepted: accepted_table,
            standard: standard_table,
            rejected: RejectTable::create(out)?,
            tally: Tally::default(),
        };
        Ok(Self {
            checker,
            files,
            matching,
            accepted,
            standard,
            identity: InTurn::new(identity),
            sink: InTurn::new(sink),
        })
    }

    /// Ends the tables, when all blocks are written.
    pub(super) fn finish(self) -> Result<(Identity, Tally), LoadError> {
        let sink = self.sink.into_inner();
        sink.accepted.finish()?;
        sink.standard.finish()?;
        sink.rejected.finish()?;
        Ok((self.identity.into_inner(), sink.tally))
    }
}

impl BlockWork for Work<'_> {
    fn process(&self, job: Job) -> Result<(), LoadError> {
        let file = &self.files[job.file];
        let mut checked = self.checker.check(&job.block.into_text(), file);
        let identified =
            self.identity.take(job.number, |identity| identity.identify(self.checker, &mut checked));
        let Some(identified) = identified.transpose()? else { return Ok(()) };
        let mut tally = Tally::default();
        tally.rows(&checked);
        let mut groups = None;
        if !identified.is_empty() {
            let mut records = Records {
                checker: self.checker,
                checked: &mut checked,
                identified: &identified,
                file: &file.name,
                matching: self.matching,
            };
            let standard = records.standard(&mut tally)?;
            let standard = standard.map(|columns| self.standard.encode(&columns)).transpose()?;
            let accepted = records.accepted().map_err(|error| self.accepted.fault(error))?;
            let accepted = self.accepted.encode(&accepted)?;
            groups = Some((accepted, standard));
        }
        let written = self.sink.take(job.number, |sink| {
            if let Some((accepted, standard)) = groups {
                sink.accepted.append(accepted)?;
                standard.map_or(Ok(()), |standard| sink.standard.append(standard))?;
            }
            sink.tally.add(tally);
            sink.rejected.append(&checked.rejects, &file.name, self.checker.layout)
        });
        written.unwrap_or(Ok(()))
    }

    fn stop(&self) {
        self.identity.stop();
        self.sink.stop();
    }
}
