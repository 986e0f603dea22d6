//! Loads of small made-up files, as a caller sees them: contract and bytes in, tables and counts out.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod dates;
#[cfg(test)]
mod drift;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod infer;
#[cfg(test)]
mod location;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod mode;
#[cfg(test)]
mod packed;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod records;
#[cfg(test)]
mod row_file;
#[cfg(test)]
mod shape;
#[cfg(test)]
mod spectrum;
#[cfg(test)]
mod supply;
#[cfg(test)]
mod text;
#[cfg(test)]
mod workbook;
