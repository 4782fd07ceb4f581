//! Why settings are refused.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why settings are refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file says something that is no setting.
    #[error("{0}: {1}")]
    File(PathBuf, toml::de::Error),
    /// Both stores are told.
    #[error("--data and --database-url exclude each other: workshops are kept in one place")]
    TwoStores,
    /// The file would be handed out.
    #[error("--data {0} lies in the folder that is served to everybody; put it elsewhere")]
    Served(PathBuf),
    /// The file's folder is not there.
    #[error("--data {0}: there is no such folder to make the file in")]
    NoFolder(PathBuf),
    /// The token is too short.
    #[error("--create-token has fewer than 16 characters: it would be guessed")]
    ShortToken,
    /// There is nothing to create in.
    #[error(
        "--create-token without --data or --database-url: there is nothing to create workshops in"
    )]
    NothingToCreate,
    /// Everybody could read the figures.
    #[error(
        "--metrics-addr {0} is where everybody is served; figures need an address or port of their own"
    )]
    MetricsPublic(SocketAddr),
    /// A limit of nothing.
    #[error("--{0} 0 would refuse everything")]
    Zero(&'static str),
}
