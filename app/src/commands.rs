//! What each command does: reads the place, calls one operation, prints its answer.

mod address;
mod answer;
mod blocking;
mod explain;
mod find;
mod gazetteer;
mod link;
mod review;
mod run;
mod show;
mod views;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use base::{Clock, EntityId, EntityIdError, ErrorKind, SystemClock};
use govern::Actor;
use standardise::record::Entity;

use crate::cli::{
    AddressArgs, AdviseArgs, BlockingCommand, Cli, Command, ContractCommand, ExplainArgs, FindArgs,
    GazetteerCommand, InferArgs, LinkArgs, LookupArgs, PlaceArgs, ReviewArg, ReviewCommand, ReviewExportArgs,
    ReviewImportArgs, ShowArgs, SupplyArgs, SynthArgs,
};
use crate::failure;
use crate::operations::ask::read_fields;
use crate::operations::{self, OperationError, Session};
use crate::place::Place;
use crate::progress::{Bars, Silent, Watcher};
use crate::state::{self, State};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The operation.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// The id on the command line isn't one.
    #[error(transparent)]
    Id(#[from] EntityIdError),
    /// A pair is of two records.
    #[error("a pair has two records: give --id twice")]
    TwoIds,
    /// A place has several kinds of records.
    #[error(
        "say what the pairs are of: `guildhall review export FOLDER person --out FILE`, or `premises`, or `homes`"
    )]
    NoEntity,
    /// The check found faults, which have been printed.
    #[error("the place has faults")]
    Faults,
    /// The answer can't be printed.
    #[error("cannot write the answer")]
    Answer(#[from] io::Error),
    /// The answer can't be put into JSON.
    #[error("cannot write the answer")]
    Json(#[from] serde_json::Error),
}

impl CommandError {
    /// The exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Operation(error) => failure::exit_code(error.kind()),
            Self::Id(_) | Self::TwoIds | Self::NoEntity | Self::Faults => failure::EXIT_INVALID,
            Self::Answer(_) => failure::exit_code(ErrorKind::Unavailable),
            Self::Json(_) => failure::exit_code(ErrorKind::Internal),
        }
    }

    /// Prints the failure.
    ///
    /// # Errors
    /// Where `out` can't be written.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Operation(error) => failure::print(error, out),
            Self::Faults => Ok(()),
            other => writeln!(out, "error: {other}"),
        }
    }
}

/// Does what was typed; the answer goes to `out`.
///
/// # Errors
/// Whatever the command's operation returns.
pub fn perform(cli: &Cli, out: &mut dyn Write) -> Result<(), CommandError> {
    let state = cli.state.as_deref();
    match &cli.command {
        Command::Synth(args) => synth(args, out),
        Command::Run(args) => run(args, state, out),
        Command::Status(args) => look(args, state, |session| {
            views::print_status(&operations::view_status::view_status(session)?, args.json, out)
        }),
        Command::History(args) => look(args, state, |session| {
            views::print_history(&operations::view_history::view_history(session)?, args.json, out)
        }),
        Command::Show(args) => show(args, state, out),
        Command::Find(args) => find(args, state, out),
        Command::Lookup(args) => look_up(args, out),
        Command::Evaluate(args) => {
            look(args, state, |session| views::print_evaluation(session, args.json, out))
        }
        Command::Check(args) => check(args, out),
        Command::Gazetteer(GazetteerCommand::Build(args)) => build(args, out),
        Command::Gazetteer(GazetteerCommand::Update(args)) => update(args, out),
        Command::Address(args) => address(args, out),
        Command::Link(args) => link_tables(args, out),
        Command::Blocking(BlockingCommand::Advise(args)) => advise(args, out),
        Command::Explain(args) => explain_pair(args, out),
        Command::Review(ReviewCommand::Export(args)) => export_review(args, state, out),
        Command::Review(ReviewCommand::Import(args)) => import_review(args, state, out),
        Command::Contract(ContractCommand::Infer(args)) => infer(args, out),
    }
}

/// Bars where a person watches, silence where a program reads.
fn watcher(json: bool) -> Box<dyn Watcher> {
    if !json && io::stderr().is_terminal() { Box::new(Bars::default()) } else { Box::new(Silent) }
}

fn state_folder(place: &Path, given: Option<&Path>) -> PathBuf {
    given.map_or_else(|| state::default_folder(place), Path::to_owned)
}

/// Whoever runs the program, by the account's name.
fn operator() -> Actor {
    let name = std::env::var("USER").or_else(|_| std::env::var("LOGNAME"));
    Actor::operator(&name.unwrap_or_else(|_| "operator".to_owned()))
}

fn synth(args: &SynthArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let request = operations::synthesise_place::Request {
        folder: &args.folder,
        people: args.people,
        seed: args.seed,
        as_of: args.as_of,
    };
    let summary = operations::synthesise_place::synthesise_place(&request, &*watcher)?;
    views::print_synthesised(&args.folder, &summary, args.json, out)
}

fn run(args: &PlaceArgs, state: Option<&Path>, out: &mut dyn Write) -> Result<(), CommandError> {
    let clock = SystemClock;
    let place = Place::read(&args.folder).map_err(OperationError::from)?;
    let folder = state_folder(&args.folder, state);
    let state = State::open_to_work(&folder, "run", &clock).map_err(OperationError::from)?;
    let actor = operator();
    let session = Session { place: &place, state: &state, actor: &actor, clock: &clock };
    let watcher = watcher(args.json);
    let summary = operations::run_place::run_place(&session, &*watcher)?;
    run::print_run(&summary, (&args.folder, &state.report_path()), args.json, out)
}

fn look(
    args: &PlaceArgs,
    state: Option<&Path>,
    with: impl FnOnce(&Session<'_>) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    look_at(&args.folder, state, &SystemClock, with)
}

fn look_at(
    folder: &Path,
    state: Option<&Path>,
    clock: &dyn Clock,
    with: impl FnOnce(&Session<'_>) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let place = Place::read(folder).map_err(OperationError::from)?;
    let state = State::open_to_look(&state_folder(folder, state), clock).map_err(OperationError::from)?;
    let actor = operator();
    with(&Session { place: &place, state: &state, actor: &actor, clock })
}

fn show(args: &ShowArgs, state: Option<&Path>, out: &mut dyn Write) -> Result<(), CommandError> {
    let id: EntityId = args.id.parse()?;
    look_at(&args.folder, state, &SystemClock, |session| {
        let view = operations::show_entity::show_entity(session, args.entity.into(), id)?;
        show::print_entity(&view, args.json, out)
    })
}

fn find(args: &FindArgs, state: Option<&Path>, out: &mut dyn Write) -> Result<(), CommandError> {
    let entity = args.entity.into();
    look_at(&args.folder, state, &SystemClock, |session| {
        let (Some(file), Some(result)) = (&args.file, &args.out) else {
            let fields = read_fields(entity, &args.what).map_err(OperationError::from)?;
            let view = operations::find_entity::find_entity(session, entity, &fields, args.best)?;
            return find::print_found(&view, args.json, out);
        };
        let request =
            operations::find_entities::Request { entity, file, id: args.id.as_deref(), out: result };
        let outcome = operations::find_entities::find_entities(session, &request, &*watcher(args.json))?;
        find::print_file(result, &outcome, None, args.json, out)
    })
}

fn look_up(args: &LookupArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let request = operations::look_up_tables::Request {
        files: &args.files,
        model: &args.model,
        records: &args.records,
        id: args.id.as_deref(),
        out: &args.out,
    };
    let outcome = operations::look_up_tables::look_up_tables(&request, &*watcher(args.json))?;
    find::print_file(&args.out, &outcome.found, Some(outcome.records), args.json, out)
}

fn check(args: &PlaceArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let checked = operations::check_place::check_place(&args.folder).map_err(OperationError::from)?;
    views::print_checked(&checked, args.json, out)?;
    if checked.faults.is_empty() { Ok(()) } else { Err(CommandError::Faults) }
}

fn infer(args: &InferArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let text = operations::infer_contract::infer_contract(&args.file)?;
    Ok(out.write_all(text.as_bytes())?)
}

fn supply(args: &SupplyArgs) -> operations::build_gazetteer::Request<'_> {
    operations::build_gazetteer::Request {
        gazetteer: &args.gazetteer,
        files: &args.files,
        contract: args.contract.as_deref(),
    }
}

fn build(args: &SupplyArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let taken = operations::build_gazetteer::build_gazetteer(&supply(args), &*watcher)?;
    gazetteer::print_built(&args.gazetteer, &taken, args.json, out)
}

fn update(args: &SupplyArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let taken = operations::build_gazetteer::update_gazetteer(&supply(args), &*watcher)?;
    gazetteer::print_updated(&args.gazetteer, &taken, args.json, out)
}

fn link_tables(args: &LinkArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let request = operations::link_tables::Request {
        files: &args.files,
        out: &args.out,
        model: args.model.as_deref(),
        truth: args.truth.as_deref(),
        learn: args.learn,
        group: args.group.as_deref(),
        id: args.id.as_deref(),
        threshold: args.threshold,
        between: args.between,
        verdicts: args.verdicts.as_deref(),
        duplicate_free: &args.duplicate_free,
    };
    let outcome = operations::link_tables::link_tables(&request, &*watcher)?;
    link::print_linked(&args.out, &outcome, args.json, out)
}

/// Whether a folder is a place's, and not one that `link` wrote.
fn is_place(folder: &Path) -> bool {
    folder.join("place.toml").is_file()
}

fn export_review(
    args: &ReviewExportArgs,
    state: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if is_place(&args.folder) {
        let entity = match args.what.ok_or(CommandError::NoEntity)? {
            ReviewArg::Homes => return export_homes(args, state, out),
            ReviewArg::Person => Entity::Person,
            ReviewArg::Premises => Entity::Premises,
        };
        let request = operations::export_pairs::Request { entity, out: &args.out, count: args.count };
        return look_at(&args.folder, state, &SystemClock, |session| {
            let pairs = operations::export_pairs::export_pairs(session, &request)?;
            review::print_exported(&args.out, pairs, args.json, out)
        });
    }
    let watcher = watcher(args.json);
    let request =
        operations::export_table_pairs::Request { linked: &args.folder, out: &args.out, count: args.count };
    let pairs = operations::export_table_pairs::export_table_pairs(&request, &*watcher)?;
    review::print_exported(&args.out, pairs, args.json, out)
}

fn export_homes(
    args: &ReviewExportArgs,
    state: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let request = operations::export_homes::Request { out: &args.out, count: args.count };
    look_at(&args.folder, state, &SystemClock, |session| {
        let exported = operations::export_homes::export_homes(session, &request)?;
        review::print_homes(&args.out, exported, args.json, out)
    })
}

fn import_review(
    args: &ReviewImportArgs,
    state: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let actor = operator();
    if is_place(&args.folder) {
        let place = Place::read(&args.folder).map_err(OperationError::from)?;
        let folder = state_folder(&args.folder, state);
        let state =
            State::open_to_work(&folder, "review import", &SystemClock).map_err(OperationError::from)?;
        let session = Session { place: &place, state: &state, actor: &actor, clock: &SystemClock };
        let imported = operations::import_verdicts::import_verdicts(&session, &args.file)?;
        return review::print_imported(&imported, args.json, out);
    }
    let request = operations::import_table_verdicts::Request {
        linked: &args.folder,
        file: &args.file,
        who: &actor.name,
        clock: &SystemClock,
    };
    let imported = operations::import_table_verdicts::import_table_verdicts(&request)?;
    review::print_imported(&imported, args.json, out)
}

fn advise(args: &AdviseArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let request = operations::advise_blocking::Request {
        files: &args.files,
        model: args.model.as_deref(),
        id: args.id.as_deref(),
        truth: args.truth.as_deref(),
        pairs: args.pairs,
        recall: args.recall,
        between: args.between,
    };
    let outcome = operations::advise_blocking::advise_blocking(&request, &*watcher)?;
    blocking::print_advice(&outcome, args.json, out)
}

fn explain_pair(args: &ExplainArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let watcher = watcher(args.json);
    let [left, right] = args.ids.as_slice() else { return Err(CommandError::TwoIds) };
    let request = operations::explain_pair::Request {
        files: &args.files,
        model: &args.model,
        id_column: args.id_column.as_deref(),
        ids: [left, right],
        svg: args.svg.as_deref(),
    };
    let outcome = operations::explain_pair::explain_pair(&request, &*watcher)?;
    explain::print_pair(&outcome, args.json, out)
}

fn address(args: &AddressArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let gazetteer = args.gazetteer.as_deref();
    if let (Some(file), Some(result)) = (&args.file, &args.out) {
        let watcher = watcher(args.json);
        let request =
            operations::match_addresses::Request { file, columns: &args.columns, out: result, gazetteer };
        let count = operations::match_addresses::match_addresses(&request, &*watcher)?;
        return address::print_count(result, gazetteer.is_some(), &count, args.json, out);
    }
    let text = args.address.as_deref().unwrap_or_default();
    address::print_answer(&operations::find_address::find_address(text, gazetteer)?, args.json, out)
}
