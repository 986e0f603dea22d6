//! English family names: the common ones by rank, and parts from which the many rare ones are made.

/// The common ones, commonest first.
pub(super) const RANKED: &str = "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Walker White Edwards Hughes Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Cooper Morris Moore Ward Watson Morrison King Harrison Baker Patel Allen Young Mitchell James Anderson Phillips Lee Bell Parker Davis";

/// First parts of names from places.
pub(super) const PLACE_STARTS: &str = "Ash Brad Hol Thorn Whit Stan Wool Hart Bent Long Black Red Cold Lang Ains Butter Hepp Cal Den Farn";
/// Last parts of names from places.
pub(super) const PLACE_ENDS: &str = "worth ley ton ham field brook by thwaite wood den croft bury stead shaw holme gate bottom royd clough well";
