//! What is done to a store besides serving it: backup, restore, check, export, import, list, prune.
//!
//! All of it works beside a running server. Must not judge: that is the domain's.

mod carry;
mod check;
mod list;
mod own_record;
mod prune;

use std::fmt;
use std::path::PathBuf;

use clap::Subcommand;
use gagas_domain::id::WorkshopId;

use crate::store::{Keeper, Placing, Postgres, PostgresOptions, Sqlite, StoreError};

pub use carry::{Carried, Restored, backup, export, restore};
pub use check::{Checked, check, faults};
pub use list::{Listed, Row, list};
pub use prune::{Pruned, prune};

/// What to do with the workshops that are kept.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Copies all workshops, as of one moment, into a new SQLite file, while servers go on.
    Backup {
        /// The file to make.
        file: PathBuf,
    },
    /// Puts the workshops of a backup into an empty store. Each begins a new timeline: phones that know more than the
    /// backup bring it back by themselves.
    Restore {
        /// The backup.
        file: PathBuf,
        /// Let workshops of the backup take the place of those that are there; others stay.
        #[arg(long)]
        replace: bool,
    },
    /// Verifies every signature, and counts and merges everything again; fails where something is wrong.
    Check,
    /// Copies one workshop into a new SQLite file.
    Export {
        /// The workshop's id, as in its links.
        #[arg(value_parser = parse_id)]
        workshop: WorkshopId,
        /// The file to make.
        file: PathBuf,
    },
    /// Puts the workshop of such a file beside those that are there. Its links go on to work.
    Import {
        /// The file.
        file: PathBuf,
        /// Let it take the place of the same workshop.
        #[arg(long)]
        replace: bool,
    },
    /// Shows which workshops are kept, how much each holds, and how much of its room (`--workshop-size`) that is.
    List,
    /// Erases registrations, and what is about them, of workshops whose retention day is over.
    Prune {
        /// Only say what would be erased.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Where workshops are kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a SQLite file.
    File(PathBuf),
    /// In a PostgreSQL database.
    Database(PostgresOptions),
}

/// What a command has to say.
#[derive(Debug)]
pub struct Outcome {
    /// For people.
    pub text: String,
    /// Whether all is as it should be; else the exit code says so too.
    pub sound: bool,
}

/// Why a command did nothing, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that is made or read.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] FileError),
    /// There is no such workshop.
    #[error("there is no workshop {0} here")]
    Unknown(WorkshopId),
    /// What is there would be overwritten.
    #[error("{0} workshops are kept here already: restore into an empty store, or say --replace")]
    NotEmpty(usize),
    /// The workshop is there.
    #[error("the workshop {0} is kept here already: say --replace to put this state in its place")]
    Held(WorkshopId),
    /// The workshop was deleted.
    #[error("the workshop {0} was deleted here, and stays so")]
    Deleted(WorkshopId),
    /// A fault of this program.
    #[error("a workshop could not be gone through")]
    Stopped,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It would be overwritten.
    #[error("it is there already; say another name")]
    There,
    /// It is not there.
    #[error("there is no such file")]
    Missing,
    /// It cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It holds no workshops.
    #[error(transparent)]
    Store(StoreError),
}

fn parse_id(text: &str) -> Result<WorkshopId, String> {
    WorkshopId::parse(text).ok_or_else(|| "a workshop's id has 22 characters".into())
}

/// Does what is asked, at `now_ms` (ms since the epoch, UTC); participants add nothing to a workshop of more than `room`
/// bytes.
///
/// # Errors
/// [`CommandError`].
pub async fn run(
    command: Command,
    place: &Place,
    now_ms: u64,
    room: u64,
) -> Result<Outcome, CommandError> {
    match place {
        Place::File(path) => {
            let makes = matches!(command, Command::Restore { .. } | Command::Import { .. });
            // A mistyped name is not a store without workshops.
            if !makes && !path.exists() {
                return Err(CommandError::File(path.clone(), FileError::Missing));
            }
            let store = Sqlite::open(path).await;
            let store =
                store.map_err(|error| CommandError::File(path.clone(), FileError::Store(error)))?;
            let done = run_on(&store, command, now_ms, room).await;
            store.close().await;
            done
        }
        Place::Database(options) => {
            let store = Postgres::open(options).await?;
            let done = run_on(&store, command, now_ms, room).await;
            store.close().await;
            done
        }
    }
}

async fn run_on<S: Keeper>(
    store: &S,
    command: Command,
    now_ms: u64,
    room: u64,
) -> Result<Outcome, CommandError> {
    let placing = |replace| match replace {
        true => Placing::Replace,
        false => Placing::Add,
    };
    Ok(match command {
        Command::Backup { file } => said(backup(store, &file).await?),
        Command::Restore { file, replace } => {
            let placing = placing(replace);
            let held = crate::store::Store::list(store).await?.len();
            if held > 0 && placing == Placing::Add {
                return Err(CommandError::NotEmpty(held));
            }
            said(restore(store, &file, placing, now_ms).await?)
        }
        Command::Check => {
            let checked = check(store).await?;
            Outcome {
                text: checked.to_string(),
                sound: checked.faults.is_empty(),
            }
        }
        Command::Export { workshop, file } => said(export(store, workshop, &file).await?),
        Command::Import { file, replace } => {
            let done = restore(store, &file, placing(replace), now_ms).await?;
            match (done.held.first(), done.deleted.first()) {
                (Some(held), _) => return Err(CommandError::Held(*held)),
                (_, Some(deleted)) => return Err(CommandError::Deleted(*deleted)),
                _ => said(done),
            }
        }
        Command::List => said(list(store, room).await?),
        Command::Prune { dry_run } => said(prune(store, now_ms, dry_run).await?),
    })
}

fn said(what: impl fmt::Display) -> Outcome {
    Outcome {
        text: what.to_string(),
        sound: true,
    }
}
