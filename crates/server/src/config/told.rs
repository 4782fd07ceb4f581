//! What the server was told: by flags, else by the environment, else by a file. Must not judge it.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::ConfigError;
use crate::publish::Base;

/// What may be told; the file has the same names.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Told {
    /// A TOML file with any of these settings by their long names (`port = 8080`); flags and environment go before it.
    #[arg(long, env = "GAGAS_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The built web app; without it the one in this binary, else `dist`.
    #[arg(long, env = "GAGAS_DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// The address to listen on [default: 127.0.0.1].
    #[arg(long, env = "GAGAS_ADDR", global = true)]
    pub addr: Option<IpAddr>,
    /// The port to listen on; 0 takes a free one [default: 8080].
    #[arg(long, env = "GAGAS_PORT", global = true)]
    pub port: Option<u16>,
    /// The public address, such as `https://gagas.example/` or `https://a.example/gagas/`; without it that of each
    /// request (`X-Forwarded-Proto`, `-Host`, `-Prefix`, `Host`).
    #[arg(long, env = "GAGAS_BASE_URL", value_parser = Base::parse, global = true)]
    pub base_url: Option<Base>,
    /// The SQLite file that keeps workshops, made where there is none. Without it and `--database-url` only the app is
    /// served, and nothing is kept.
    #[arg(long, env = "GAGAS_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// The PostgreSQL database that keeps workshops, for one or several servers: `postgres://user@host/name`.
    #[arg(
        long,
        env = "GAGAS_DATABASE_URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: Option<String>,
    /// Who sends this as bearer may create workshops from anywhere; without it only who sits at this machine may.
    /// At least 16 characters. Better given by the environment or the file: flags can be seen by other users.
    #[arg(
        long,
        env = "GAGAS_CREATE_TOKEN",
        hide_env_values = true,
        global = true
    )]
    pub create_token: Option<String>,
    /// Where Prometheus may read figures, such as `127.0.0.1:9464`; without it nowhere.
    #[arg(long, env = "GAGAS_METRICS_ADDR", global = true)]
    pub metrics_addr: Option<SocketAddr>,
    /// How to log, on standard error [default: text].
    #[arg(long, env = "GAGAS_LOG_FORMAT", global = true)]
    pub log_format: Option<LogFormat>,
    /// What to log: `error`, `warn`, `info`, `debug`, or by part as in `info,gagas_server::http=debug` [default: info].
    #[arg(long, env = "GAGAS_LOG", global = true)]
    pub log: Option<String>,
    /// The most connections at once [default: 8192].
    #[arg(long, env = "GAGAS_MAX_CONNECTIONS", global = true)]
    pub max_connections: Option<usize>,
    /// The most live streams at once [default: 6000].
    #[arg(long, env = "GAGAS_MAX_STREAMS", global = true)]
    pub max_streams: Option<usize>,
    /// The most memory for compressed pages, in MiB [default: 64].
    #[arg(long, env = "GAGAS_PAGE_CACHE", global = true)]
    pub page_cache: Option<u32>,
    /// How many changes an author may make at once [default: 60].
    #[arg(long, env = "GAGAS_AUTHOR_BURST", global = true)]
    pub author_burst: Option<u32>,
    /// How many changes an author may make in a minute, beyond those [default: 120].
    #[arg(long, env = "GAGAS_AUTHOR_RATE", global = true)]
    pub author_rate: Option<u32>,
    /// How many changes all participants of a workshop may make in a minute [default: 30000].
    #[arg(long, env = "GAGAS_WORKSHOP_RATE", global = true)]
    pub workshop_rate: Option<u32>,
    /// How many MiB a workshop may hold before participants can add nothing more [default: 256].
    #[arg(long, env = "GAGAS_WORKSHOP_SIZE", global = true)]
    pub workshop_size: Option<u32>,
    /// How many authors may be new in a workshop in a minute [default: 1000].
    #[arg(long, env = "GAGAS_NEW_AUTHORS_RATE", global = true)]
    pub new_authors_rate: Option<u32>,
}

/// How lines of the log look.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Told {
    /// Adds what the file says where nothing else did.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn with_file(self) -> Result<Self, ConfigError> {
        let Some(path) = self.config.clone() else {
            return Ok(self);
        };
        let text = std::fs::read_to_string(&path);
        let text = text.map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
        let file: Self = toml::from_str(&text).map_err(|error| ConfigError::File(path, error))?;
        Ok(self.or(file))
    }

    pub(super) fn or(self, file: Self) -> Self {
        // Who tells one place by a flag means it instead of the other in the file.
        let (data, database_url) = match (self.data, self.database_url) {
            (None, None) => (file.data, file.database_url),
            told => told,
        };
        Self {
            config: self.config,
            dir: self.dir.or(file.dir),
            addr: self.addr.or(file.addr),
            port: self.port.or(file.port),
            base_url: self.base_url.or(file.base_url),
            data,
            database_url,
            create_token: self.create_token.or(file.create_token),
            metrics_addr: self.metrics_addr.or(file.metrics_addr),
            log_format: self.log_format.or(file.log_format),
            log: self.log.or(file.log),
            max_connections: self.max_connections.or(file.max_connections),
            max_streams: self.max_streams.or(file.max_streams),
            page_cache: self.page_cache.or(file.page_cache),
            author_burst: self.author_burst.or(file.author_burst),
            author_rate: self.author_rate.or(file.author_rate),
            workshop_rate: self.workshop_rate.or(file.workshop_rate),
            workshop_size: self.workshop_size.or(file.workshop_size),
            new_authors_rate: self.new_authors_rate.or(file.new_authors_rate),
        }
    }
}
