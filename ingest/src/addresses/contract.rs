//! A contract of a table of addresses: the same document as a source's contract, with `guildhall.entity: address` and the
//! fields of an address.

use std::path::Path;

use super::field::AddressField;
use super::layout::Layout;
use crate::LoadError;
use crate::contract::{self, AddressTable, Column, ContractFault, Source, header_name};
use crate::open::open_as;
use crate::row_file::RowFile;

/// A contract of a table of addresses, as meant.
#[derive(Debug, Clone)]
pub struct AddressContract {
    source: Source,
    columns: Vec<Column>,
    /// By column.
    fields: Vec<Option<AddressField>>,
}

impl AddressContract {
    /// Reads a contract and tells everything that is wrong with it at once. `origin` is its file, for the faults.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn parse(text: &str, origin: &Path) -> Result<Self, Vec<ContractFault>> {
        let AddressTable { source, columns, fields } = contract::parse_addresses(text, origin)?;
        Ok(Self { source, columns, fields })
    }

    /// Opens a file as the contract says it is written.
    pub(super) fn open(&self, path: &Path) -> Result<RowFile, LoadError> {
        open_as(&self.source, &self.columns, path).map(RowFile::of)
    }

    /// Which of a file's columns is which field.
    pub(super) fn layout(&self, names: &[String]) -> Layout {
        let field = |name: &String| {
            let at = self.columns.iter().position(|column| column.name == header_name(name))?;
            self.fields[at]
        };
        Layout::stated(names.iter().map(field).collect())
    }
}
