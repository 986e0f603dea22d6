//! An address as systems write it: lines in several layouts, from the same parts.
//!
//! Correct text only; what goes wrong with it is in `damage`.

use crate::town::{NONE, Part, Site, Town, Zone, postcode_text};

/// An address in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// `Flat 2`, `Unit 5`; empty where the whole building is meant.
    pub(crate) part: String,
    /// `Ashbrook Court`, `Rose Cottage`.
    pub(crate) building: String,
    /// `14`, `14A`, `10-12`.
    pub(crate) number: String,
    pub(crate) street: String,
    pub(crate) locality: String,
    pub(crate) town: String,
    pub(crate) postcode: String,
    /// Zero where the system does not know it.
    pub(crate) uprn: u64,
}

impl Address {
    /// The address of a site, all parts right.
    pub(crate) fn of(town: &Town, number: u32) -> Self {
        let site = town.site(number);
        let locality = town.locality(number);
        Self {
            part: part_text(site),
            building: if site.name == NONE { String::new() } else { town.names[site.name as usize].clone() },
            number: number_text(site),
            street: town.street(number).name.clone(),
            locality: if locality.zone == Zone::Centre { String::new() } else { locality.name.to_owned() },
            town: locality.post_town.to_owned(),
            postcode: postcode_text(site.postcode),
            uprn: crate::town::uprn(number),
        }
    }

    /// `14A Park Road`, or the street alone where the building has a name only.
    pub(crate) fn numbered_street(&self) -> String {
        if self.number.is_empty() { self.street.clone() } else { format!("{} {}", self.number, self.street) }
    }

    /// Lines in Royal Mail's order, without postcode: part, building, number and street, locality, town.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::with_capacity(5);
        match (self.part.is_empty(), self.building.is_empty()) {
            (false, false) => lines.push(format!("{} {}", self.part, self.building)),
            (false, true) => lines.push(self.part.clone()),
            (true, false) => lines.push(self.building.clone()),
            (true, true) => {}
        }
        lines.push(self.numbered_street());
        lines.extend([&self.locality, &self.town].into_iter().filter(|line| !line.is_empty()).cloned());
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Exactly `count` lines: what does not fit goes on the same line as what comes before it, if there is room.
    pub(crate) fn packed_lines(&self, count: usize, width: usize) -> Vec<String> {
        let mut lines = self.lines();
        while lines.len() > count {
            // The short first lines go together, as `FLAT 2 14A PARK ROAD`; else the town is left out.
            if lines[0].len() + lines[1].len() < width {
                let first = lines.remove(0);
                lines[0] = format!("{first} {}", lines[0]);
            } else {
                lines.pop();
            }
        }
        lines.resize(count, String::new());
        lines
    }

    /// Everything on one line with this between the parts, the postcode last where it is wanted.
    pub(crate) fn single_line(&self, between: &str, with_postcode: bool) -> String {
        let mut parts: Vec<&str> = vec![&self.part, &self.building];
        let street = self.numbered_street();
        parts.extend([street.as_str(), &self.locality, &self.town]);
        if with_postcode {
            parts.push(&self.postcode);
        }
        parts.retain(|part| !part.is_empty());
        parts.join(between)
    }
}

fn number_text(site: &Site) -> String {
    let mut text = String::new();
    if site.number > 0 {
        text = site.number.to_string();
    }
    if site.suffix > 0 {
        text.push(site.suffix as char);
    }
    if site.number_to > 0 {
        text = format!("{text}-{}", site.number_to);
    }
    text
}

fn part_text(site: &Site) -> String {
    let number = site.part_number;
    match site.part {
        Part::Whole => String::new(),
        Part::Flat => format!("Flat {number}"),
        Part::Apartment => format!("Apartment {number}"),
        Part::Unit => format!("Unit {number}"),
        Part::Suite => format!("Suite {number}"),
        Part::FlatAbove => "Flat Above".to_owned(),
        Part::OfficeFloor => ["Ground Floor", "First Floor", "Second Floor", "Third Floor", "Fourth Floor"]
            [usize::from(number.clamp(1, 5) - 1)]
        .to_owned(),
        Part::Floor => {
            ["Basement Flat", "Ground Floor Flat", "First Floor Flat", "Second Floor Flat", "Top Floor Flat"]
                [usize::from(number.clamp(1, 5) - 1)]
            .to_owned()
        }
    }
}
