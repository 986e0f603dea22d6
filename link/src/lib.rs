//! Which records are the same, and why: Fellegi-Sunter record linkage over interned columns.
//!
//! Columns of text come in; weights in bits, clusters, stable ids and explanations go out. Pure: it reads no file, asks
//! no clock, draws no randomness but from a seed it is given, and never fails on data. Results are the same whatever
//! the number of threads.
//!
//! In order: a [`table::Table`] of records and a [`model::Model`] go into [`train::train`], the trained model into
//! [`score::score`], its pairs into [`cluster::cluster`], and the clusters into [`identity::carry_over`]. Beside that,
//! [`review`] says which pairs people should read; their [`verdict`]s bind the clusters and [`calibrate`] the weights. A
//! [`lookup::Index`] answers for one record.

pub mod advise;
mod bind;
mod block;
pub mod calibrate;
pub mod cluster;
mod compare;
pub mod compose;
pub mod error;
pub mod evaluate;
pub mod explain;
pub mod field;
pub mod home;
pub mod identity;
mod linkage;
pub mod lookup;
pub mod model;
mod prepare;
pub mod progress;
pub mod reliability;
pub mod relink;
pub mod residence;
pub mod review;
pub mod score;
pub mod standard;
pub mod suspect;
pub mod table;
pub mod train;
pub mod verdict;
pub mod veto;
mod weigh;

pub use linkage::{LinkOptions, Linked, link};
pub use prepare::Prepared;
