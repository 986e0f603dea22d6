//! Comparing two texts: similarity, edits, dates, tokens, forms of a name, distance.
//!
//! Bytes are compared, since the comparing forms of names and places are ASCII. Nothing here knows a table or a model.

pub(crate) mod date;
pub(crate) mod distance;
pub(crate) mod edit;
pub(crate) mod jaro_winkler;
pub(crate) mod part;
pub(crate) mod pattern;
pub(crate) mod signature;
pub(crate) mod tokens;
