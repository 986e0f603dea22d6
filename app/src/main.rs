//! The `guildhall` command.

use std::io::{self, Write};
use std::process::ExitCode;

use app::cli::Cli;
use app::commands::{self, CommandError};
use clap::Parser;
use tracing_subscriber::filter::LevelFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let level = match cli.verbose {
        0 => LevelFilter::WARN,
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr).without_time().init();
    let mut out = io::stdout().lock();
    match commands::perform(&cli, &mut out).and_then(|()| Ok(out.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads the answer has read enough of it.
        Err(CommandError::Answer(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is gone too, the exit code still speaks.
            let _ = error.print(&mut io::stderr().lock());
            ExitCode::from(error.exit_code())
        }
    }
}
