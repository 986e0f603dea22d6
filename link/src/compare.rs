//! Comparing two texts.
