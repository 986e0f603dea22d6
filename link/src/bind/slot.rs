//! Where a test finds its values: a column, a part of it, or a column told in the numbers of another.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::compare::pattern::Pattern;
use crate::compare::signature::{self, Signature};
use crate::compare::tokens::TokenSets;
use crate::compare::{distance, edit, part};
use crate::error::LinkError;
use crate::model::{ColumnPart, Part};
use crate::table::{Column, Dictionary, NULL, Table};

/// Stands for a value that the dictionary it should be told in does not have.
const FOREIGN: u32 = u32::MAX;

/// Words shorter than this say nothing when shared: DE, AL, JR.
const TELLING_WORD_LENGTH: usize = 3;

/// What a slot is of.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SlotKey {
    part: ColumnPart,
    /// The part whose numbers the values are told in, where that is not their own.
    told_as: Option<ColumnPart>,
}

impl SlotKey {
    /// A part in its own numbers.
    pub(super) fn own(part: ColumnPart) -> Self {
        Self { part, told_as: None }
    }

    /// A part in the numbers of another.
    pub(super) fn told_as(part: ColumnPart, other: ColumnPart) -> Self {
        Self { part, told_as: Some(other) }
    }
}

/// What has to be worked out once for each distinct value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    Signature,
    Degrees,
    Tokens,
    TellingTokens,
    NameForms,
}

/// The slots that tests ask for, each once.
#[derive(Default)]
pub(super) struct SlotPlan {
    wanted: Vec<Wanted>,
}

struct Wanted {
    key: SlotKey,
    features: Vec<Feature>,
    used_by: String,
}

impl SlotPlan {
    /// The number of a slot, which is added where it is new.
    pub(super) fn want(&mut self, key: SlotKey, feature: Option<Feature>, used_by: &str) -> usize {
        let place = self.find(&key).unwrap_or_else(|| {
            self.wanted.push(Wanted { key, features: Vec::new(), used_by: used_by.to_owned() });
            self.wanted.len() - 1
        });
        let features = &mut self.wanted[place].features;
        if let Some(feature) = feature
            && !features.contains(&feature)
        {
            features.push(feature);
        }
        place
    }

    pub(super) fn find(&self, key: &SlotKey) -> Option<usize> {
        self.wanted.iter().position(|wanted| wanted.key == *key)
    }

    /// The slots, by the numbers that [`Self::want`] gave.
    pub(super) fn build<'t>(&self, table: &'t Table) -> Result<Vec<Slot<'t>>, LinkError> {
        let columns = self
            .wanted
            .iter()
            .map(|wanted| find_column(table, &wanted.key.part.column, &wanted.used_by))
            .collect::<Result<Vec<&Column>, LinkError>>()?;
        let own = |place: usize| self.wanted[place].key.told_as.is_none();
        let mut slots: Vec<Option<Slot<'t>>> = (0..self.wanted.len())
            .into_par_iter()
            .map(|place| own(place).then(|| Slot::own(columns[place], &self.wanted[place])))
            .collect();
        for place in 0..self.wanted.len() {
            if let Some(other) = &self.wanted[place].key.told_as {
                let other = self.find(&SlotKey::own(other.clone())).and_then(|other| slots[other].as_ref());
                let values = other.map(|slot| slot.values.as_ref());
                slots[place] = Some(Slot::told_as(columns[place], self.wanted[place].key.part.part, values));
            }
        }
        Ok(slots.into_iter().flatten().collect())
    }
}

/// A column of a table, or the error that names the nearest one.
pub(crate) fn find_column<'t>(table: &'t Table, name: &str, used_by: &str) -> Result<&'t Column, LinkError> {
    table.column(name).ok_or_else(|| {
        let mut pattern = Pattern::new();
        pattern.set(name.as_bytes());
        let distances = table.columns().iter().map(|column| {
            let name = column.name();
            (edit::damerau(&pattern, name.as_bytes()), name)
        });
        let nearest = distances.min().filter(|(distance, _)| *distance <= name.len() / 3);
        LinkError::UnknownColumn {
            column: name.to_owned(),
            used_by: used_by.to_owned(),
            nearest: nearest.map(|(_, name)| name.to_owned()),
        }
    })
}

/// The values of a column, or of a part of it, as numbers, and what tests want to know of each.
pub(super) struct Slot<'t> {
    column: &'t Column,
    /// The slot's number for each of the column's; none where they are the same.
    id_of: Option<Vec<u32>>,
    values: Cow<'t, Dictionary>,
    signatures: Vec<Signature>,
    /// Not a number where a value is none.
    degrees: Vec<f64>,
    tokens: Option<TokenSets>,
    telling_tokens: Option<TokenSets>,
    name_forms: Option<TokenSets>,
}

impl<'t> Slot<'t> {
    fn own(column: &'t Column, wanted: &Wanted) -> Self {
        let mut slot = match wanted.key.part.part {
            Part::Whole => Self::bare(column, None, Cow::Borrowed(column.dictionary())),
            part => {
                let (id_of, values) = cut_all(column.dictionary(), part);
                Self::bare(column, Some(id_of), Cow::Owned(values))
            }
        };
        for feature in &wanted.features {
            slot.work_out(*feature);
        }
        slot
    }

    /// The slot of a part told in the numbers of other values; nothing is worked out for those twice.
    fn told_as(column: &'t Column, part: Part, values: Option<&Dictionary>) -> Self {
        let own = column.dictionary();
        let mut buffer = Vec::new();
        let id_of = (0..own.id_count() as u32).map(|id| match part::cut(own.bytes(id), part, &mut buffer) {
            None => NULL,
            Some(value) => values.and_then(|values| values.find(value)).unwrap_or(FOREIGN),
        });
        let id_of = Some(id_of.collect());
        Self::bare(column, id_of, Cow::Owned(Dictionary::new()))
    }

    fn bare(column: &'t Column, id_of: Option<Vec<u32>>, values: Cow<'t, Dictionary>) -> Self {
        Self {
            column,
            id_of,
            values,
            signatures: Vec::new(),
            degrees: Vec::new(),
            tokens: None,
            telling_tokens: None,
            name_forms: None,
        }
    }

    fn work_out(&mut self, feature: Feature) {
        let values = self.values.as_ref();
        let texts = (0..values.id_count() as u32).map(|id| values.bytes(id));
        match feature {
            Feature::Signature => self.signatures = texts.map(Signature::of).collect(),
            Feature::Degrees => {
                self.degrees = texts.map(|text| distance::degrees(text).unwrap_or(f64::NAN)).collect();
            }
            Feature::Tokens => self.tokens = Some(TokenSets::new(values, 1, self.reference_id_count())),
            Feature::TellingTokens => {
                let known = self.reference_id_count();
                self.telling_tokens = Some(TokenSets::new(values, TELLING_WORD_LENGTH, known));
            }
            Feature::NameForms => self.name_forms = Some(name_forms(values)),
        }
    }

    /// How many records had each of the slot's values when the column was frozen; nothing where it was not.
    pub(super) fn reference_counts(&self) -> Option<Vec<u32>> {
        let reference = self.column.reference()?;
        let mut counts = vec![0; self.values.id_count()];
        for (id, count) in reference.iter().enumerate() {
            counts[self.id_of.as_ref().map_or(id, |id_of| id_of[id] as usize)] += count;
        }
        counts[NULL as usize] = 0;
        Some(counts)
    }

    /// How many of the slot's numbers are of values that were there when the column was frozen: those are the lowest.
    fn reference_id_count(&self) -> usize {
        let Some(reference) = self.column.reference() else { return self.values.id_count() };
        match &self.id_of {
            None => reference.len(),
            Some(id_of) => id_of[..reference.len()].iter().max().map_or(1, |most| *most as usize + 1),
        }
    }

    /// The slot's number for a row's value.
    pub(super) fn id(&self, row: usize) -> u32 {
        let id = self.column.ids()[row];
        self.id_of.as_ref().map_or(id, |id_of| id_of[id as usize])
    }

    pub(super) fn id_count(&self) -> usize {
        self.values.id_count()
    }

    pub(super) fn text(&self, id: u32) -> &[u8] {
        self.values.bytes(id)
    }

    pub(super) fn signature(&self, id: u32) -> &Signature {
        &self.signatures[id as usize]
    }

    pub(super) fn degrees(&self, id: u32) -> f64 {
        self.degrees[id as usize]
    }

    pub(super) fn tokens(&self) -> Option<&TokenSets> {
        self.tokens.as_ref()
    }

    pub(super) fn telling_tokens(&self) -> Option<&TokenSets> {
        self.telling_tokens.as_ref()
    }

    pub(super) fn name_forms(&self) -> Option<&TokenSets> {
        self.name_forms.as_ref()
    }
}

/// The part of each value, numbered, and the numbers by the whole values'.
fn cut_all(values: &Dictionary, part: Part) -> (Vec<u32>, Dictionary) {
    let mut parts = Dictionary::new();
    let mut buffer = Vec::new();
    let ids = (0..values.id_count() as u32)
        .map(|id| part::cut(values.bytes(id), part, &mut buffer).map_or(NULL, |part| parts.intern(part)));
    (ids.collect(), parts)
}

/// The names that each value's first word is a form of.
fn name_forms(values: &Dictionary) -> TokenSets {
    TokenSets::with(values, values.id_count(), |value, names, set| {
        let forms = signature::name_forms(value).iter();
        set.extend(forms.map(|form| names.intern(&form.to_le_bytes())));
    })
}
