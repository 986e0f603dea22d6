//! The eleven systems: each its own columns, layout, codes and habits, as systems of that kind have them.

mod council_tax;
mod gp_registrations;

use crate::chance::Shuffle;
use crate::extract::write::System;
use crate::people::Population;
use crate::town::Town;

/// What the systems record: the truth, read only.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) population: Population,
    pub(crate) nhs: Vec<u32>,
}

/// All systems in the order their extracts are written.
pub(crate) fn all(world: &World) -> Vec<Box<dyn System + '_>> {
    vec![
        Box::new(council_tax::CouncilTax { world, keys: Shuffle::new(KEYS, world.population.seed ^ 1) }),
        Box::new(gp_registrations::GpRegistrations { world, keys: Shuffle::new(KEYS, world.population.seed ^ 2) }),
    ]
}

/// Keys a system can give out.
const KEYS: u64 = 80_000_000;
