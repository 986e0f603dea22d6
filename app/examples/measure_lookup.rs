//! How fast one record is found among all others, and how often the right one: `measure_lookup FILE TRUTH-COLUMN [COUNT]`.
//!
//! Of people with several records in the file one record each is held out, COUNT of them, spread over the file; the others
//! are linked as `guildhall link` does without a model, and each record held out is asked after, on one thread. The truth is
//! only measured by. Used by `bench/run lookup`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on says so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use app::tables::{ReadOptions, read_table};
use link::Prepared;
use link::advise::{AdviceOptions, advise};
use link::compose::compose;
use link::field::infer;
use link::lookup::{Answer, Guest, Index};
use link::progress::silent;
use link::standard::{Source, standardise};
use link::table::Column;
use link::train::TrainOptions;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, truth, more @ ..] = arguments.as_slice() else {
        println!("usage: measure_lookup FILE TRUTH-COLUMN [COUNT]");
        return;
    };
    let count: usize = more.first().map_or(20_000, |count| count.parse().unwrap());
    let options = ReadOptions { truth: Some(truth), ..ReadOptions::default() };
    let mut read = read_table(Path::new(file), &options).unwrap();
    let truth = read.truth.take().unwrap();
    let roles = infer(&read.columns, &[]);
    let mut standard = standardise(&[Source { columns: std::mem::take(&mut read.columns), roles }]).unwrap();
    let held_out = held_out(&truth, count);
    let known: Vec<usize> =
        (0..standard.table.row_count()).filter(|row| held_out.binary_search(row).is_err()).collect();
    let guests: Vec<Guest> = held_out.iter().map(|row| Guest::of_row(&standard.table, *row)).collect();
    standard.table = standard.table.select(&known);

    let model = compose(&standard);
    let advice = AdviceOptions::for_rows(standard.table.row_count());
    let advice = advise(&standard.table, &model, &advice, &silent).unwrap();
    let model = model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect());
    let prepared = Prepared::new(&standard.table, &model, &silent).unwrap();
    let trained = prepared.train(&model, &TrainOptions::default(), &silent);
    drop(prepared);

    let before = resident_bytes();
    let begun = Instant::now();
    let index = Index::new(&standard.table, &trained, &silent).unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{} records, {} rules: index made in {seconds:.1} s, {} MB",
        index.row_count(),
        index.rules().len(),
        resident_bytes().saturating_sub(before) / 1_000_000
    );
    drop(standard);

    let mut seeker = index.seeker();
    // The processor's caches are as they are in a program that does nothing else.
    guests.iter().take(100).for_each(|guest| drop(seeker.find(guest, 10)));
    let mut nanoseconds = Vec::with_capacity(guests.len());
    let mut answers = Vec::with_capacity(guests.len());
    for guest in &guests {
        let begun = Instant::now();
        let answer = seeker.find(guest, 10);
        nanoseconds.push(begun.elapsed().as_nanos() as u64);
        answers.push(answer);
    }
    tell_times(nanoseconds, &answers);
    let is_right = |row: u32, guest: usize| truth.text(known[row as usize]) == truth.text(held_out[guest]);
    tell_quality(&answers, &is_right);
}

/// One row each of people with several, spread over all such people.
fn held_out(truth: &Column, count: usize) -> Vec<usize> {
    let mut rows: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, person) in truth.ids().iter().enumerate() {
        rows.entry(*person).or_default().push(row);
    }
    let several: Vec<&Vec<usize>> = rows.values().filter(|rows| rows.len() > 1).collect();
    let step = (several.len() / count.max(1)).max(1);
    let chosen = several.iter().step_by(step).take(count).enumerate();
    chosen.map(|(number, rows)| rows[number % rows.len()]).collect::<BTreeSet<_>>().into_iter().collect()
}

fn tell_times(mut nanoseconds: Vec<u64>, answers: &[Answer]) {
    nanoseconds.sort_unstable();
    let at = |share: f64| {
        let place = (share * nanoseconds.len() as f64) as usize;
        nanoseconds[place.min(nanoseconds.len() - 1)] as f64 / 1e6
    };
    let mut looked_at: Vec<usize> = answers.iter().map(|answer| answer.looked_at).collect();
    looked_at.sort_unstable();
    println!(
        "{} look-ups: median {:.3} ms, 99 of 100 within {:.3} ms, 999 of 1,000 within {:.3} ms; records looked at: median {}, most {}",
        answers.len(),
        at(0.5),
        at(0.99),
        at(0.999),
        looked_at[looked_at.len() / 2],
        looked_at.last().unwrap()
    );
}

fn tell_quality(answers: &[Answer], is_right: &dyn Fn(u32, usize) -> bool) {
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    let best =
        || answers.iter().enumerate().filter_map(|(at, answer)| Some((at, answer.candidates.first()?)));
    let right = best().filter(|(at, best)| is_right(best.row, *at)).count();
    let told = best().filter(|(_, best)| link::score::probability(f64::from(best.weight)) >= 0.95);
    let (sure, sure_right) = told.fold((0, 0), |(sure, sure_right), (at, best)| {
        (sure + 1, sure_right + usize::from(is_right(best.row, at)))
    });
    println!(
        "the first is right: {:.4}; at 0.95 and more: recall {:.4}, precision {:.4}; something left out: {}",
        share(right, answers.len()),
        share(sure_right, answers.len()),
        share(sure_right, sure),
        answers.iter().filter(|answer| !answer.left_out.is_empty()).count()
    );
}

/// What the process holds now; 0 where the system doesn't say.
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1024
}
