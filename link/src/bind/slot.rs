//! Where a test finds its values: a column, a part of it, or a column told in the numbers of another.

use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use crate::compare::pattern::Pattern;
use crate::compare::signature::Signature;
use crate::compare::tokens::{TokenKind, TokenSets};
use crate::compare::{distance, edit, part};
use crate::error::LinkError;
use crate::model::{ColumnPart, Part};
use crate::table::{Column, Dictionary, NULL, Table};

/// The number of a guest's value that no row has.
pub(super) const STRANGE: u32 = u32::MAX;

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
    Number,
    Listed,
    Tokens,
    TellingTokens,
    NameForms,
}

/// The slots that tests ask for, each once.
#[derive(Default)]
pub(super) struct SlotPlan {
    wanted: Vec<Wanted>,
}

/// Slots, and the number that each row has in them.
pub(super) type BuiltSlots<'t> = (Vec<Slot<'t>>, Vec<SlotIds<'t>>);

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

    /// The slots, by the numbers that [`Self::want`] gave; where only some rows will be looked at, values that none of them has
    /// are not worked on.
    pub(super) fn build<'t>(
        &self,
        table: &'t Table,
        rows: Option<&[u32]>,
    ) -> Result<BuiltSlots<'t>, LinkError> {
        let columns = self
            .wanted
            .iter()
            .map(|wanted| find_column(table, &wanted.key.part.column, &wanted.used_by))
            .collect::<Result<Vec<&Column>, LinkError>>()?;
        let own = |place: usize| self.wanted[place].key.told_as.is_none();
        let mut slots: Vec<Option<(Slot<'t>, SlotIds<'t>)>> = (0..self.wanted.len())
            .into_par_iter()
            .map(|place| own(place).then(|| Slot::own(columns[place], &self.wanted[place], rows)))
            .collect();
        for place in 0..self.wanted.len() {
            let key = &self.wanted[place].key;
            let told_as = key.told_as.as_ref().and_then(|other| self.find(&SlotKey::own(other.clone())));
            if let Some(other) = told_as
                && let Some((slot, _)) = &mut slots[other]
            {
                slots[place] = Some(Slot::told_as(columns[place], &key.part, (other, slot), rows));
            }
        }
        Ok(slots.into_iter().flatten().unzip())
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

/// The distinct values of a slot: a column's own, or such as were cut out of them.
#[derive(Clone)]
enum Values<'t> {
    Column(&'t Dictionary),
    Own(Arc<Dictionary>),
}

impl Deref for Values<'_> {
    type Target = Dictionary;

    fn deref(&self) -> &Dictionary {
        match self {
            Self::Column(values) => values,
            Self::Own(values) => values,
        }
    }
}

/// Which numbers the rows in question have; all of them where all rows are.
struct Used(Option<Vec<bool>>);

impl Used {
    fn new(id_count: usize, rows: Option<&[u32]>, id_of: impl Fn(u32) -> u32) -> Self {
        Self(rows.map(|rows| {
            let mut used = vec![false; id_count];
            rows.iter().for_each(|row| used[id_of(*row) as usize] = true);
            used
        }))
    }

    fn has(&self, id: u32) -> bool {
        self.0.as_ref().is_none_or(|used| used[id as usize])
    }
}

/// The number that each row has in a slot.
#[derive(Clone)]
pub(super) struct SlotIds<'t> {
    column: &'t Column,
    /// The slot's number for each of the column's; none where they are the same.
    id_of: Option<Vec<u32>>,
}

impl SlotIds<'_> {
    /// The slot's number for a row's value.
    pub(super) fn of(&self, row: usize) -> u32 {
        let id = self.column.ids()[row];
        self.id_of.as_ref().map_or(id, |id_of| id_of[id as usize])
    }

    /// How many records had each of the slot's values when the column was frozen; nothing where it was not.
    pub(super) fn reference_counts(&self, id_count: usize) -> Option<Vec<u32>> {
        let reference = self.column.reference()?;
        let mut counts = vec![0; id_count];
        for (id, count) in reference.iter().enumerate() {
            counts[self.id_of.as_ref().map_or(id, |id_of| id_of[id] as usize)] += count;
        }
        counts[NULL as usize] = 0;
        Some(counts)
    }

    /// How many of the slot's numbers are of values that were there when the column was frozen: those are the lowest.
    fn reference_id_count(&self, id_count: usize) -> usize {
        let Some(reference) = self.column.reference() else { return id_count };
        match &self.id_of {
            None => reference.len(),
            Some(id_of) => id_of[..reference.len()].iter().max().map_or(1, |most| *most as usize + 1),
        }
    }
}

/// The values of a column, or of a part of it, as numbers, and what tests want to know of each; with a place more for the
/// value of a guest, a record that is in no row.
///
/// Cheap to clone: copies have all in common but the guest.
#[derive(Clone)]
pub(super) struct Slot<'t> {
    part: ColumnPart,
    /// The slot in whose numbers the values are told.
    told_as: Option<usize>,
    values: Values<'t>,
    /// Values that other slots tell in this one's numbers and that it has not itself, numbered after its own.
    foreign: Arc<Dictionary>,
    signatures: Arc<[Signature]>,
    /// Not a number where a value is none.
    numbers: Arc<[f64]>,
    tokens: Option<TokenSets>,
    telling_tokens: Option<TokenSets>,
    name_forms: Option<TokenSets>,
    listed: Option<TokenSets>,
    guest: GuestValue,
}

/// What tests want to know of a guest's value.
#[derive(Clone)]
struct GuestValue {
    text: Vec<u8>,
    signature: Signature,
    number: f64,
}

impl<'t> Slot<'t> {
    fn own(column: &'t Column, wanted: &Wanted, rows: Option<&[u32]>) -> (Self, SlotIds<'t>) {
        let (values, id_of) = match wanted.key.part.part {
            Part::Whole => (Values::Column(column.dictionary()), None),
            part => {
                let (id_of, values) = cut_all(column.dictionary(), part);
                (Values::Own(Arc::new(values)), Some(id_of))
            }
        };
        let ids = SlotIds { column, id_of };
        let reference_count = ids.reference_id_count(values.id_count());
        let mut slot = Self::bare(&wanted.key.part, None, values);
        let used = Used::new(slot.values.id_count(), rows, |row| ids.of(row as usize));
        for feature in &wanted.features {
            slot.work_out(*feature, reference_count, &used);
        }
        (slot, ids)
    }

    /// The slot of a part told in the numbers of another's values; nothing is worked out for those twice.
    fn told_as(
        column: &'t Column,
        part: &ColumnPart,
        (place, other): (usize, &mut Self),
        rows: Option<&[u32]>,
    ) -> (Self, SlotIds<'t>) {
        let own = column.dictionary();
        let used = Used::new(own.id_count(), rows, |row| column.ids()[row as usize]);
        let foreign = Arc::make_mut(&mut other.foreign);
        let own_count = other.values.id_count() as u32;
        let mut buffer = Vec::new();
        let mut id_of = vec![NULL; own.id_count()];
        for id in (0..own.id_count() as u32).filter(|id| used.has(*id)) {
            if let Some(value) = part::cut(own.bytes(id), part.part, &mut buffer) {
                let known = other.values.find(value);
                id_of[id as usize] = known.unwrap_or_else(|| own_count - 1 + foreign.intern(value));
            }
        }
        let ids = SlotIds { column, id_of: Some(id_of) };
        (Self::bare(part, Some(place), Values::Own(Arc::new(Dictionary::new()))), ids)
    }

    fn bare(part: &ColumnPart, told_as: Option<usize>, values: Values<'t>) -> Self {
        Self {
            part: part.clone(),
            told_as,
            values,
            foreign: Arc::new(Dictionary::new()),
            signatures: Arc::new([]),
            numbers: Arc::new([]),
            tokens: None,
            telling_tokens: None,
            name_forms: None,
            listed: None,
            guest: GuestValue { text: Vec::new(), signature: Signature::default(), number: f64::NAN },
        }
    }

    /// Works out what tests want to know; how rare words are is told by so many of the values, the first.
    fn work_out(&mut self, feature: Feature, reference_count: usize, used: &Used) {
        let values = &*self.values;
        let ids = 0..values.id_count() as u32;
        // How rare a word is takes all values to tell; whether a word is shared does not.
        let all_sets = |kind| Some(TokenSets::new(values, kind, reference_count, |_| true));
        let used_sets = |kind| Some(TokenSets::new(values, kind, reference_count, |id| used.has(id)));
        match feature {
            Feature::Signature => {
                let signature =
                    |id| if used.has(id) { Signature::of(values.bytes(id)) } else { Signature::default() };
                self.signatures = ids.map(signature).collect();
            }
            Feature::Number => self.numbers = ids.map(|id| distance::number(values.bytes(id))).collect(),
            Feature::Listed => self.listed = used_sets(TokenKind::Listed),
            Feature::Tokens => self.tokens = all_sets(TokenKind::Words { length_min: 1 }),
            Feature::TellingTokens => {
                self.telling_tokens = used_sets(TokenKind::Words { length_min: TELLING_WORD_LENGTH });
            }
            Feature::NameForms => self.name_forms = used_sets(TokenKind::NameForms),
        }
    }

    /// The slot with values of its own, whatever becomes of the column.
    pub(super) fn into_owned(self) -> Slot<'static> {
        let values = match self.values {
            Values::Column(values) => Values::Own(Arc::new(values.clone())),
            Values::Own(values) => Values::Own(values),
        };
        Slot {
            values,
            part: self.part,
            told_as: self.told_as,
            foreign: self.foreign,
            signatures: self.signatures,
            numbers: self.numbers,
            tokens: self.tokens,
            telling_tokens: self.telling_tokens,
            name_forms: self.name_forms,
            listed: self.listed,
            guest: self.guest,
        }
    }

    /// What the slot is of.
    pub(super) fn part(&self) -> &ColumnPart {
        &self.part
    }

    /// The slot in whose numbers the values are told.
    pub(super) fn is_told_as(&self) -> Option<usize> {
        self.told_as
    }

    /// Takes the value of a guest; its number.
    pub(super) fn receive(&mut self, value: &[u8]) -> u32 {
        if let Some(known) = self.values.find(value) {
            return known;
        }
        let guest = &mut self.guest;
        guest.text.clear();
        guest.text.extend_from_slice(value);
        if !self.signatures.is_empty() {
            guest.signature = Signature::of(value);
        }
        if !self.numbers.is_empty() {
            guest.number = distance::number(value);
        }
        let sets = [&mut self.tokens, &mut self.telling_tokens, &mut self.name_forms, &mut self.listed];
        for sets in sets.into_iter().flatten() {
            sets.receive(value);
        }
        self.number_of(value).unwrap_or(STRANGE)
    }

    /// The number of a value that a row has here, or in a slot told in this one's numbers.
    pub(super) fn number_of(&self, value: &[u8]) -> Option<u32> {
        let beyond = self.values.id_count() as u32 - 1;
        self.values.find(value).or_else(|| self.foreign.find(value).map(|id| beyond + id))
    }

    pub(super) fn id_count(&self) -> usize {
        self.values.id_count()
    }

    pub(super) fn text(&self, id: u32) -> &[u8] {
        if (id as usize) < self.values.id_count() { self.values.bytes(id) } else { &self.guest.text }
    }

    pub(super) fn signature(&self, id: u32) -> &Signature {
        self.signatures.get(id as usize).unwrap_or(&self.guest.signature)
    }

    pub(super) fn number(&self, id: u32) -> f64 {
        self.numbers.get(id as usize).copied().unwrap_or(self.guest.number)
    }

    pub(super) fn tokens(&self) -> Option<&TokenSets> {
        self.tokens.as_ref()
    }

    pub(super) fn telling_tokens(&self) -> Option<&TokenSets> {
        self.telling_tokens.as_ref()
    }

    pub(super) fn listed(&self) -> Option<&TokenSets> {
        self.listed.as_ref()
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
