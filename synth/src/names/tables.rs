//! Which lists a background draws from; the lists themselves are in the files beside this one.

use super::Background;
use super::british_given::{DECADES, Decade};
use super::{asian_given, islands_given, other_family, other_given};

/// Given names by generation, commonest first; between those born by 1955 and after 1990 the lists blend.
pub(super) struct Generations {
    pub(super) older_female: &'static str,
    pub(super) younger_female: &'static str,
    pub(super) older_male: &'static str,
    pub(super) younger_male: &'static str,
}

/// Where a background's given names come from.
pub(super) struct GivenSource {
    /// Names of its own.
    pub(super) own: Option<&'static Generations>,
    /// Share of people whose name is from the British lists instead.
    pub(super) british: f64,
}

/// The British lists.
pub(super) fn decades() -> &'static [Decade] {
    DECADES
}

pub(super) fn given_source(background: Background) -> GivenSource {
    let (own, british) = match background {
        Background::English => (None, 1.0),
        Background::Welsh => (Some(&islands_given::WELSH), 0.62),
        Background::Scottish => (Some(&islands_given::SCOTTISH), 0.65),
        Background::Irish => (Some(&islands_given::IRISH), 0.45),
        Background::Caribbean => (Some(&islands_given::CARIBBEAN), 0.4),
        Background::Pakistani => (Some(&asian_given::PAKISTANI), 0.0),
        Background::Bangladeshi => (Some(&asian_given::BANGLADESHI), 0.0),
        Background::IndianHindu => (Some(&asian_given::INDIAN), 0.02),
        Background::Sikh => (Some(&asian_given::SIKH), 0.02),
        Background::Chinese => (Some(&asian_given::CHINESE), 0.12),
        Background::WestAfrican => (Some(&other_given::WEST_AFRICAN), 0.12),
        Background::Somali => (Some(&other_given::SOMALI), 0.0),
        Background::Arabic => (Some(&other_given::ARABIC), 0.0),
        Background::Polish => (Some(&other_given::POLISH), 0.03),
        Background::Romanian => (Some(&other_given::ROMANIAN), 0.03),
    };
    GivenSource { own, british }
}

/// A background's own family names; none for English, whose list is composed.
pub(super) fn family_list(background: Background) -> Option<&'static str> {
    Some(match background {
        Background::English => return None,
        Background::Welsh => other_family::WELSH,
        Background::Scottish => other_family::SCOTTISH,
        Background::Irish => other_family::IRISH,
        Background::Caribbean => other_family::CARIBBEAN,
        Background::Pakistani => other_family::PAKISTANI,
        Background::Bangladeshi => other_family::BANGLADESHI,
        Background::IndianHindu => other_family::INDIAN,
        Background::Sikh => other_family::SIKH,
        Background::Chinese => other_family::CHINESE,
        Background::WestAfrican => other_family::WEST_AFRICAN,
        // Somali names are a person's own, the father's and the grandfather's: the men's names serve.
        Background::Somali => other_given::SOMALI.older_male,
        Background::Arabic => other_family::ARABIC,
        Background::Polish => other_family::POLISH,
        Background::Romanian => other_family::ROMANIAN,
    })
}

/// How steep the ranks of a background's family names are: the smaller, the more people bear the first few.
pub(super) fn family_flatness(background: Background) -> f64 {
    match background {
        Background::English => 30.0,
        Background::Scottish | Background::Irish | Background::Caribbean => 14.0,
        Background::Polish | Background::Romanian | Background::Arabic | Background::WestAfrican => 10.0,
        Background::Pakistani | Background::Bangladeshi | Background::IndianHindu | Background::Sikh => 4.0,
        Background::Welsh | Background::Chinese | Background::Somali => 3.0,
    }
}

/// Second names that women use in place of a family name.
pub(super) fn womens_names(background: Background) -> Option<&'static str> {
    match background {
        Background::Pakistani => Some(other_family::PAKISTANI_WOMEN),
        Background::Bangladeshi => Some(other_family::BANGLADESHI_WOMEN),
        _ => None,
    }
}
