//! A model as text. The inverse of reading; it judges nothing.

use std::fmt::{self, Write};

use super::{BlockingRule, Comparison, Level, Model, PlainFrequency, Worth};

/// The text of a model.
pub(super) fn write(model: &Model) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_model(&mut text, model);
    text
}

/// The text of a rule.
pub(super) fn rule(rule: &BlockingRule) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_rule(&mut text, rule);
    text.trim_start().to_owned()
}

fn write_model(text: &mut String, model: &Model) -> fmt::Result {
    writeln!(text, "entity = {}", quoted(&model.entity))?;
    if model.between_sources {
        writeln!(text, "between_sources = true")?;
    }
    if model.raw_columns {
        writeln!(text, "raw_columns = true")?;
    }
    if model.prior.same.is_some() || model.prior.household.is_some() {
        writeln!(text, "\n[prior]")?;
        write_number(text, "same", model.prior.same)?;
        write_number(text, "household", model.prior.household)?;
    }
    writeln!(text, "\n[training]\nstrength = {}", number(model.training.strength))?;
    if !model.training.learn {
        writeln!(text, "learn = false")?;
    }
    let clustering = &model.clustering;
    writeln!(text, "\n[clustering]")?;
    writeln!(text, "link_bits = {}", number(clustering.link_bits))?;
    writeln!(text, "mean_bits = {}", number(clustering.mean_bits))?;
    writeln!(text, "unscored_bits = {}", number(clustering.unscored_bits))?;
    writeln!(text, "one_value = {}", list(clustering.one_value.iter()))?;
    if !clustering.telling.is_empty() {
        let telling: Vec<String> = clustering.telling.iter().map(ToString::to_string).collect();
        writeln!(text, "telling = {}", list(telling.iter()))?;
    }
    writeln!(text, "one_per_source = {}", clustering.one_per_source)?;
    if !clustering.duplicate_free.is_empty() {
        writeln!(text, "duplicate_free = {}", list(clustering.duplicate_free.iter()))?;
    }
    let review = &model.review;
    writeln!(text, "\n[review]")?;
    writeln!(text, "from_probability = {}", number(review.from_probability))?;
    writeln!(text, "to_probability = {}", number(review.to_probability))?;
    writeln!(text, "margin_bits = {}", number(review.margin_bits))?;
    if let Some(calibration) = &model.calibration {
        let list = |of: fn(&(f64, f64)) -> f64| {
            let numbers: Vec<String> = calibration.points().iter().map(|point| number(of(point))).collect();
            numbers.join(", ")
        };
        writeln!(text, "\n[calibration]\nweights = [{}]", list(|point| point.0))?;
        writeln!(text, "probabilities = [{}]", list(|point| point.1))?;
    }
    for rule in &model.rules {
        write_rule(text, rule)?;
    }
    for comparison in &model.comparisons {
        write_comparison(text, comparison)?;
    }
    Ok(())
}

fn write_rule(text: &mut String, rule: &BlockingRule) -> fmt::Result {
    writeln!(text, "\n[[blocking]]\nkeys = {}", list(rule.keys.iter()))?;
    if !rule.refine.is_empty() {
        writeln!(text, "refine = {}", list(rule.refine.iter()))?;
    }
    if rule.cap != BlockingRule::CAP_DEFAULT {
        writeln!(text, "cap = {}", rule.cap)?;
    }
    Ok(())
}

fn write_comparison(text: &mut String, comparison: &Comparison) -> fmt::Result {
    writeln!(text, "\n[[comparison]]\nname = {}", quoted(&comparison.name))?;
    if let Some(column) = &comparison.column {
        writeln!(text, "column = {}", quoted(column))?;
    }
    if let Some(parts) = &comparison.null_when {
        writeln!(text, "null_when = {}", list(parts.iter()))?;
    }
    write_number(text, "strength", comparison.strength)?;
    if !comparison.fixed_by.is_empty() {
        writeln!(text, "fixed_by = {}", list(comparison.fixed_by.iter()))?;
    }
    if comparison.h_follows_m {
        writeln!(text, "h_follows_m = true")?;
    }
    for level in &comparison.levels {
        write_level(text, level)?;
    }
    Ok(())
}

fn write_level(text: &mut String, level: &Level) -> fmt::Result {
    writeln!(text, "\n[[comparison.level]]\nlabel = {}", quoted(&level.label))?;
    let any_of = |tests: &Vec<super::Test>| {
        let tests: Vec<String> = tests.iter().map(ToString::to_string).collect();
        tests.join(" or ")
    };
    match level.when.as_slice() {
        [] => writeln!(text, "when = \"else\"")?,
        [only] => writeln!(text, "when = {}", quoted(&any_of(only)))?,
        all => writeln!(text, "when = {}", list(all.iter().map(any_of)))?,
    }
    match level.frequency {
        None if level.term_frequency => writeln!(text, "term_frequency = true")?,
        None => {}
        Some(PlainFrequency { u, weight, least }) => {
            let [u, weight, least] = [u, weight, least].map(number);
            writeln!(text, "frequency = {{ u = {u}, weight = {weight}, least = {least} }}")?;
        }
    }
    if level.one_roof {
        writeln!(text, "one_roof = true")?;
    }
    if level.own {
        writeln!(text, "own = true")?;
    }
    match level.worth {
        Worth::Fixed { weight_bits } => writeln!(text, "weight = {}", number(weight_bits)),
        Worth::Learnt { m, u, h } => {
            write_number(text, "m", m)?;
            write_number(text, "u", u)?;
            write_number(text, "h", h)
        }
    }
}

fn write_number(text: &mut String, key: &str, value: Option<f64>) -> fmt::Result {
    match value {
        Some(value) => writeln!(text, "{key} = {}", number(value)),
        None => Ok(()),
    }
}

/// A number that TOML takes for a float, and that reads back to the same bits.
fn number(value: f64) -> String {
    format!("{value:?}")
}

fn list(items: impl Iterator<Item = impl fmt::Display>) -> String {
    let items: Vec<String> = items.map(|item| quoted(&item.to_string())).collect();
    format!("[{}]", items.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
