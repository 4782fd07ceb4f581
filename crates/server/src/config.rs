//! Settings that go together, from what the server was told.
//!
//! Owns which combinations are refused, with the reason. Must not open or bind anything.

mod error;
mod told;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use gagas_domain::sync::{Limits, Rate};

use crate::http::Settings;
use crate::publish::Base;

pub use error::ConfigError;
pub use told::{LogFormat, Told};

/// A create token of fewer characters is guessed too soon.
const LEAST_TOKEN: usize = 16;

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

impl Told {
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
        let size = some("workshop-size", self.workshop_size)?;
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
                bytes: size.map_or(held.bytes, |mib| u64::from(mib) << 20),
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
