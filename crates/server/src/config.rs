//! What the server was told: by flags, else by the environment, else by a file.
//!
//! Owns which combinations are refused, with the reason. Must not open or bind anything.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gagas_domain::sync::{Limits, Rate};
use serde::Deserialize;

use crate::http::Settings;
use crate::publish::Base;

/// A create token of fewer characters is guessed too soon.
const LEAST_TOKEN: usize = 16;

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

/// Where workshops are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Keeping {
    /// Nowhere: the app is served, and that is all.
    Nothing,
    /// In a SQLite file.
    File(PathBuf),
    /// In a PostgreSQL database.
    Database(String),
}

/// Settings that go together.
#[derive(Debug)]
pub struct Config {
    /// The built web app, if not the one in this binary.
    pub dir: Option<PathBuf>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The public address.
    pub base: Base,
    /// Whether the public address was told.
    pub has_base: bool,
    /// Where workshops are kept.
    pub keeping: Keeping,
    /// Where figures may be read.
    pub metrics: Option<SocketAddr>,
    /// How to log.
    pub log_format: LogFormat,
    /// What to log.
    pub log: String,
    /// The most connections.
    pub connections: usize,
    /// What the protocol allows.
    pub settings: Settings,
    /// What participants may do in a time.
    pub limits: Limits,
}

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

    fn or(self, file: Self) -> Self {
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
            new_authors_rate: self.new_authors_rate.or(file.new_authors_rate),
        }
    }

    /// Checks that all of it goes together.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen = SocketAddr::new(
            self.addr.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            self.port.unwrap_or(8080),
        );
        let keeping = match (self.data, self.database_url) {
            (Some(_), Some(_)) => return Err(ConfigError::TwoStores),
            (Some(file), None) => {
                check_place(&file, self.dir.as_deref().unwrap_or(Path::new("dist")))?;
                Keeping::File(file)
            }
            (None, Some(url)) => Keeping::Database(url),
            (None, None) => Keeping::Nothing,
        };
        if let Some(token) = &self.create_token {
            if token.chars().count() < LEAST_TOKEN {
                return Err(ConfigError::ShortToken);
            }
            if keeping == Keeping::Nothing {
                return Err(ConfigError::NothingToCreate);
            }
        }
        if let Some(metrics) = self.metrics_addr {
            let same_place = metrics.ip() == listen.ip()
                || metrics.ip().is_unspecified()
                || listen.ip().is_unspecified();
            if metrics.port() == listen.port() && listen.port() != 0 && same_place {
                return Err(ConfigError::MetricsPublic(metrics));
            }
        }
        let has_base = self.base_url.is_some();
        let base = self.base_url.unwrap_or_default();
        let mut settings = Settings {
            // Whoever tells a public address stands behind a proxy, which looks like this machine.
            local_create: !has_base || base.is_loopback(),
            streams: some("max-streams", self.max_streams)?.unwrap_or(6_000),
            pages: u64::from(self.page_cache.unwrap_or(64)) << 20,
            ..Settings::default()
        };
        if let Some(token) = &self.create_token {
            settings = settings.with_create_token(token);
        }
        let held = Limits::default();
        let per_minute = |name, told, held: Rate| {
            let per_minute = some(name, told)?.unwrap_or(held.per_minute);
            Ok::<_, ConfigError>(Rate { per_minute, ..held })
        };
        let author = per_minute("author-rate", self.author_rate, held.author)?;
        Ok(Config {
            dir: self.dir,
            listen,
            base,
            has_base,
            keeping,
            metrics: self.metrics_addr,
            log_format: self.log_format.unwrap_or_default(),
            log: self.log.unwrap_or_else(|| "info".into()),
            connections: some("max-connections", self.max_connections)?.unwrap_or(8_192),
            settings,
            limits: Limits {
                author: Rate {
                    burst: some("author-burst", self.author_burst)?.unwrap_or(author.burst),
                    ..author
                },
                workshop: per_minute("workshop-rate", self.workshop_rate, held.workshop)?,
                new_authors: per_minute(
                    "new-authors-rate",
                    self.new_authors_rate,
                    held.new_authors,
                )?,
            },
        })
    }
}

/// A number that is not nought.
fn some<T: Default + PartialEq>(
    name: &'static str,
    told: Option<T>,
) -> Result<Option<T>, ConfigError> {
    match told {
        Some(told) if told == T::default() => Err(ConfigError::Zero(name)),
        told => Ok(told),
    }
}

/// Checks that a file can be made there, and that it is not handed out.
fn check_place(file: &Path, served: &Path) -> Result<(), ConfigError> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Ok(folder) = folder.canonicalize() else {
        return Err(ConfigError::NoFolder(file.into()));
    };
    let inside = served
        .canonicalize()
        .is_ok_and(|served| folder.starts_with(served));
    match inside {
        true => Err(ConfigError::Served(file.into())),
        false => Ok(()),
    }
}

impl fmt::Debug for Keeping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::File(path) => write!(f, "{}", path.display()),
            // The address may hold a password.
            Self::Database(_) => f.write_str("a database"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(toml: &str) -> Result<Config, ConfigError> {
        toml::from_str::<Told>(toml).unwrap().check()
    }

    #[test]
    fn nothing_told_is_what_it_always_was() {
        let config = told("").unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080".parse().unwrap());
        assert_eq!(config.keeping, Keeping::Nothing);
        assert_eq!(config.limits, Limits::default());
        assert!(config.settings.local_create);
    }

    #[test]
    fn what_is_unsafe_is_refused() {
        let temp = std::env::temp_dir();
        let temp = temp.display();
        for (toml, reason) in [
            (
                "data = 'a'\ndatabase-url = 'b'".to_owned(),
                "exclude each other",
            ),
            (
                format!("dir = '{temp}'\ndata = '{temp}/a.db'"),
                "served to everybody",
            ),
            ("data = '/no/such/folder/a.db'".into(), "no such folder"),
            (
                "data = 'a.db'\ncreate-token = '123456789012345'".into(),
                "16 characters",
            ),
            (
                "create-token = '1234567890123456'".into(),
                "nothing to create",
            ),
            (
                "port = 80\naddr = '0.0.0.0'\nmetrics-addr = '10.0.0.1:80'".into(),
                "of their own",
            ),
            ("max-streams = 0".into(), "refuse everything"),
            ("author-rate = 0".into(), "refuse everything"),
        ] {
            let refused = told(&toml).unwrap_err().to_string();
            assert!(refused.contains(reason), "{toml}: {refused}");
        }
        assert!(toml::from_str::<Told>("prot = 1").is_err());
    }

    #[test]
    fn flags_go_before_the_file() {
        let flags = Told {
            port: Some(1),
            data: Some("flag.db".into()),
            ..Told::default()
        };
        let file: Told =
            toml::from_str("port = 2\naddr = '::1'\ndatabase-url = 'x'\nbase-url = 'https://a.id'")
                .unwrap();
        let config = flags.or(file).check().unwrap();
        assert_eq!(config.listen, "[::1]:1".parse().unwrap());
        assert_eq!(config.keeping, Keeping::File("flag.db".into()));
        assert!(!config.settings.local_create);
    }
}
