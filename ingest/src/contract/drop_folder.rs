//! A folder in which each file is a delivery of its own: in which order they count, and when one is whole.

use super::document::Server;
use super::fault::Faults;
use super::meaning::{find, text_of};
use crate::cell::MomentPattern;

/// A folder in which a supplier drops one delivery after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DropFolder {
    /// In which order deliveries count.
    pub order: DropOrder,
    /// The name of the file that says that a delivery is whole; `*` stands for the delivery's name, with its ending or
    /// without. One without `*` says it of all.
    pub marker: Option<String>,
    /// For how many minutes a delivery must not have changed.
    pub quiet_minutes: Option<u32>,
    /// What becomes of a delivery that is there again with another content.
    pub when_changed: WhenChanged,
}

/// In which order deliveries count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DropOrder {
    /// By their names.
    Name,
    /// By when they were last changed.
    Time,
    /// By the date in their names, of this form.
    Date(String),
}

/// What becomes of a delivery that is there again with another content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenChanged {
    /// The source is not loaded until somebody has said what is meant.
    Stop,
    /// It is loaded as a delivery that comes last.
    Load,
    /// It is left alone.
    Skip,
}

/// The properties of a drop folder.
const OWN: [&str; 4] = [
    "guildhall.deliveryOrder",
    "guildhall.deliveryMarker",
    "guildhall.deliveryQuietMinutes",
    "guildhall.deliveryChanged",
];

/// Reads how deliveries come; nothing where all files of the path together are the source.
pub(super) fn drop_folder(server: &Server, faults: &mut Faults) -> Option<DropFolder> {
    let text = |name: &str, faults: &mut Faults| {
        find(&server.custom, name).and_then(|node| text_of(node, name, faults))
    };
    let deliveries = text("guildhall.deliveries", faults);
    match deliveries.as_ref().map_or("together", |text| text.text.as_str()) {
        "each" => {}
        "together" => {
            for property in server.custom.iter().filter(|property| OWN.contains(&property.name.text.as_str()))
            {
                let message =
                    format!("`{}` says something only of `guildhall.deliveries: each`", property.name.text);
                faults.add(property.name.place, message);
            }
            return None;
        }
        other => {
            if let Some(text) = &deliveries {
                let message = format!("`{other}` is no way that files are delivered");
                faults.add_unknown(text.place, message, &["each", "together"]);
            }
            return None;
        }
    }
    let order = match text("guildhall.deliveryOrder", faults) {
        None => DropOrder::Name,
        Some(text) => match text.text.as_str() {
            "name" => DropOrder::Name,
            "time" => DropOrder::Time,
            form => {
                let is_date = form.contains(['y', 'u']) && form.contains('M') && form.contains('d');
                if !is_date || MomentPattern::compile(form).is_err() {
                    let hint = "state name, time, or the form of the date in the names, such as yyyyMMdd";
                    faults.add_with_hint(text.place, format!("`{form}` is no order"), hint);
                }
                DropOrder::Date(form.to_owned())
            }
        },
    };
    let quiet = text("guildhall.deliveryQuietMinutes", faults);
    let quiet_minutes = quiet.as_ref().and_then(|text| text.text.parse().ok());
    if let Some(text) = quiet.filter(|_| quiet_minutes.is_none()) {
        faults.add(text.place, "`guildhall.deliveryQuietMinutes` is no whole number");
    }
    let changed = text("guildhall.deliveryChanged", faults);
    let when_changed = match changed.as_ref().map_or("stop", |text| text.text.as_str()) {
        "load" => WhenChanged::Load,
        "skip" => WhenChanged::Skip,
        other => {
            if let Some(text) = changed.as_ref().filter(|_| other != "stop") {
                let message = format!("`{other}` is nothing that can become of a delivery");
                faults.add_unknown(text.place, message, &["stop", "load", "skip"]);
            }
            WhenChanged::Stop
        }
    };
    let marker = text("guildhall.deliveryMarker", faults).map(|text| text.text);
    Some(DropFolder { order, marker, quiet_minutes, when_changed })
}
