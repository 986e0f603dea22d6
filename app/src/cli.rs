//! The command line as typed. What each command does is in `commands`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use standardise::record::Entity;

/// Guildhall: joins up the public services of a place.
#[derive(Debug, Parser)]
#[command(name = "guildhall", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where the place's state is kept; beside its folder, as FOLDER.state, unless given.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub state: Option<PathBuf>,
    /// Say more on the terminal: -v what is done, -vv in detail. Never a value from anyone's record.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a synthetic place: eleven systems' extracts about people who do not exist, with the truth known
    Synth(SynthArgs),
    /// Load every source's newest extract, link the records, write the report
    Run(PlaceArgs),
    /// Show what stands: the newest load of each source, the newest linkage of each entity
    Status(PlaceArgs),
    /// Show every version with what it was made from
    History(PlaceArgs),
    /// Show the records of one person or premises: where each is from, and why it is there
    Show(ShowArgs),
    /// Find which person or premises a record is of: one as you have it before you, or each of a file's
    Find(FindArgs),
    /// Compare the newest linkage with known truth (FOLDER/truth)
    Evaluate(PlaceArgs),
    /// Tell everything that is wrong in a place's folder, with file and line
    Check(PlaceArgs),
    /// Make a gazetteer out of tables of addresses, and take changes into one
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
    /// Take addresses apart and, with a gazetteer, find their UPRNs: one, or a file's
    Address(AddressArgs),
    /// Link the records of tables: within one, within and between several, or between them only
    Link(LinkArgs),
    /// Find which records of linked tables the records of another table are of
    Lookup(LookupArgs),
    /// Work on which records of tables are compared
    #[command(subcommand)]
    Blocking(BlockingCommand),
    /// Show why two records of tables are, or are not, the same: what each comparison adds to their weight
    Explain(ExplainArgs),
    /// Have people read pairs that weights leave in doubt, and take what they say
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Work on data contracts
    #[command(subcommand)]
    Contract(ContractCommand),
}

/// A command about pairs to be read.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Write the pairs from which most is learnt into a table, both records side by side; or people of whose homes sources disagree
    Export(ReviewExportArgs),
    /// Take the verdicts that were written into such a table: all of them, or none
    Import(ReviewImportArgs),
}

/// Pairs to be read.
#[derive(Debug, Args)]
pub struct ReviewExportArgs {
    /// A place's folder, or the folder that `link` wrote
    pub folder: PathBuf,
    /// Of a place: what is to be read
    pub what: Option<ReviewArg>,
    /// The file to write: .csv or .xlsx
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// How many pairs, or people
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub count: usize,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// Pairs that were read.
#[derive(Debug, Args)]
pub struct ReviewImportArgs {
    /// A place's folder, or the folder that `link` wrote
    pub folder: PathBuf,
    /// The table that was filled in: CSV or a workbook
    pub file: PathBuf,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// A command about contracts.
#[derive(Debug, Subcommand)]
pub enum ContractCommand {
    /// Propose a contract by looking at a file
    Infer(InferArgs),
}

/// A command about blocking.
#[derive(Debug, Subcommand)]
pub enum BlockingCommand {
    /// Choose blocking rules for a budget of pairs or a target of recall, from the data and without labels
    Advise(AdviseArgs),
}

/// A command about gazetteers.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Build a gazetteer where nothing is
    Build(SupplyArgs),
    /// Take changes into a gazetteer: all of them, or none
    Update(SupplyArgs),
}

/// Files of addresses.
#[derive(Debug, Args)]
pub struct SupplyArgs {
    /// The gazetteer's file
    pub gazetteer: PathBuf,
    /// The files of one supply, in any order: AddressBase, or any table with UPRNs and addresses
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The contract that says which column is what, where the columns' names do not
    #[arg(long, value_name = "FILE")]
    pub contract: Option<PathBuf>,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// An address, or a file of them.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["address", "file"]))]
pub struct AddressArgs {
    /// The address, on one line
    pub address: Option<String>,
    /// The gazetteer to find it in; without one it is taken apart only
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// A file whose every row has an address
    #[arg(long, value_name = "FILE", requires_all = ["columns", "out"])]
    pub file: Option<PathBuf>,
    /// A column that the address is in; several in the order in which it is written
    #[arg(long = "column", value_name = "NAME", requires = "file")]
    pub columns: Vec<String>,
    /// The file to write, as CSV: the same rows with more columns
    #[arg(long, value_name = "FILE", requires = "file")]
    pub out: Option<PathBuf>,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// Tables to link.
#[derive(Debug, Args)]
pub struct LinkArgs {
    /// The tables: delimited text, Excel, JSON, XML or Parquet. A table's source is its file's name without the ending
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The folder to write: new or empty
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The model; without one, what is compared and which pairs are looked at is found from the data
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// The column that says which records are the same, to measure by and never to link by
    #[arg(long, value_name = "COLUMN")]
    pub truth: Option<String>,
    /// Learn from the truth how often records of the same person agree; the quality told is then of what was learnt from
    #[arg(long, requires = "truth")]
    pub learn: bool,
    /// A column whose values make groups, such as sex or an age band: quality is told for each
    #[arg(long, value_name = "COLUMN", requires = "truth")]
    pub group: Option<String>,
    /// The column of the records' ids; found from the data where it is not given, else the rows are numbered
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// The probability from which on two records count as the same, as far as the others of both agree
    #[arg(long, value_name = "P")]
    pub threshold: Option<f64>,
    /// Compare only records of different tables
    #[arg(long)]
    pub between: bool,
    /// A table, by its file's name without the ending, in which nobody has two records: those of it are never put together. May be
    /// given again
    #[arg(long, value_name = "TABLE")]
    pub duplicate_free: Vec<String>,
    /// What people said of pairs: it binds, and says what weights mean. The verdicts.csv of a linked folder, or any table with
    /// the columns source_l, id_l, source_r, id_r and verdict
    #[arg(long, value_name = "FILE")]
    pub verdicts: Option<PathBuf>,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// Tables to be advised on.
#[derive(Debug, Args)]
pub struct AdviseArgs {
    /// The tables, as for `link`
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The most pairs that the rules may make together; else 30 a record, and 5 million where records are few, or what --recall takes
    #[arg(long, value_name = "N")]
    pub pairs: Option<u64>,
    /// The column that says which records are the same, where there is one: it is left out
    #[arg(long, value_name = "COLUMN")]
    pub truth: Option<String>,
    /// The share of probable matches that is enough: no more rules are taken, and without --pairs as many as it takes
    #[arg(long, value_name = "R")]
    pub recall: Option<f64>,
    /// The model that says what is compared; without one, that is found from the data
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// The column of the records' ids; found from the data where it is not given
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Compare only records of different tables
    #[arg(long)]
    pub between: bool,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// Two records of tables.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The tables, those that were linked
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The trained model: the model.toml that `link` wrote, or a model of Splink
    #[arg(long, value_name = "FILE")]
    pub model: PathBuf,
    /// A record's id, twice; SOURCE:ID where several tables have it
    #[arg(long = "id", value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The column of the records' ids; found from the data where it is not given, else the rows are numbered
    #[arg(long, value_name = "COLUMN")]
    pub id_column: Option<String>,
    /// The drawing to write
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// A place, and how to answer.
#[derive(Debug, Args)]
pub struct PlaceArgs {
    /// The place's folder
    pub folder: PathBuf,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// A new place.
#[derive(Debug, Args)]
pub struct SynthArgs {
    /// The folder to write: new or empty
    pub folder: PathBuf,
    /// How many people live there
    #[arg(long, default_value_t = 20_000)]
    pub people: u32,
    /// The same seed gives the same place, to the byte
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The day the extracts are taken: the same place later has moves, births and deaths since
    #[arg(long, value_name = "YYYY-MM-DD", default_value_t = synth::default_as_of())]
    pub as_of: jiff::civil::Date,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// What an id is of.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum EntityArg {
    /// A person
    Person,
    /// A place of business or service, and the organisation in it
    Premises,
}

impl From<EntityArg> for Entity {
    fn from(entity: EntityArg) -> Self {
        match entity {
            EntityArg::Person => Self::Person,
            EntityArg::Premises => Self::Premises,
        }
    }
}

/// What of a place is to be read.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ReviewArg {
    /// Pairs of people's records
    Person,
    /// Pairs of premises' records
    Premises,
    /// People of whose current home sources disagree
    Homes,
}

/// One person or premises.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The place's folder
    pub folder: PathBuf,
    /// What the id is of
    pub entity: EntityArg,
    /// The id, such as P-1042-K
    pub id: String,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// A record to find, or a file of them.
#[derive(Debug, Args)]
pub struct FindArgs {
    /// The place's folder
    pub folder: PathBuf,
    /// What the record is of
    pub entity: EntityArg,
    /// What is known, such as given_name=Mary family_name="O'Neill" birth_date=12/03/1987: standard fields, as in contracts
    #[arg(value_name = "FIELD=VALUE", conflicts_with = "file")]
    pub what: Vec<String>,
    /// A table whose every row is asked for; its columns are found as for `link`
    #[arg(long, value_name = "FILE", requires = "out")]
    pub file: Option<PathBuf>,
    /// The file to write, as CSV: for each row the likeliest id, its weight, and how far it is ahead of the next
    #[arg(long, value_name = "FILE", requires = "file")]
    pub out: Option<PathBuf>,
    /// The column of the rows' ids; found from the data where it is not given, else the rows are numbered
    #[arg(long, value_name = "COLUMN", requires = "file")]
    pub id: Option<String>,
    /// The most answers for one record
    #[arg(long, value_name = "N", default_value_t = 5, conflicts_with = "file")]
    pub best: usize,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// Records to find in tables.
#[derive(Debug, Args)]
pub struct LookupArgs {
    /// The tables, those that were linked
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The trained model: the model.toml that `link` wrote, or a model of Splink
    #[arg(long, value_name = "FILE")]
    pub model: PathBuf,
    /// The table whose every row is asked for
    #[arg(long, value_name = "FILE")]
    pub records: PathBuf,
    /// The file to write, as CSV: for each row the likeliest record, its weight, and how far it is ahead of the next
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The column of the records' ids; found from the data where it is not given, else the rows are numbered
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Answer with one JSON object, for programs
    #[arg(long)]
    pub json: bool,
}

/// A file to look at.
#[derive(Debug, Args)]
pub struct InferArgs {
    /// The file: delimited text, Excel or Parquet
    pub file: PathBuf,
}
