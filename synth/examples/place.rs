//! Writes a place and says how long it took: `cargo run --release -p synth --example place -- DIR PEOPLE SEED`.

use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, people, seed] = arguments.as_slice() else {
        return Err("give a folder, a number of people and a seed".into());
    };
    let start = Instant::now();
    let options = synth::PlaceOptions::new(people.parse()?, seed.parse()?, Path::new(folder));
    let summary = synth::write_place(&options, &|_, _, _| {})?;
    let seconds = start.elapsed().as_secs_f64();
    let mut out = std::io::stdout();
    std::io::Write::write_all(&mut out, format!("{summary:#?}\n{seconds:.2} s\n").as_bytes())?;
    Ok(())
}
