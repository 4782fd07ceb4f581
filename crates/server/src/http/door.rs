//! Who asks, and whether they may come in: bearer token, proofs of keys, and where a request came from.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Version;
use axum::http::header::{AUTHORIZATION, HOST, HeaderMap};
use axum::http::request::Parts;
use gagas_domain::id::{PublicKey, WorkshopId, decode};
use gagas_domain::sync::{ReadProof, Reader, Role, Timing};

use super::{Api, Problem};
use crate::hub::{Entry, Live};
use crate::store::Store;

/// The most proofs of one request.
const PROOFS: usize = 4;
/// Headers that only a proxy sets.
const FORWARDING: [&str; 7] = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
];

/// The other end of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What a request says of whoever sent it.
pub(super) struct Caller {
    pub(super) headers: HeaderMap,
    peer: Option<IpAddr>,
    old: bool,
}

/// Someone who was let in.
pub(super) struct Guest<S: Store> {
    pub(super) live: Arc<Live<S>>,
    pub(super) role: Role,
    /// What let them in, to be judged again when tokens change.
    pub(super) token: Option<Vec<u8>>,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self {
            headers: parts.headers.clone(),
            peer: parts.extensions.get::<Peer>().map(|peer| peer.0),
            old: parts.version < Version::HTTP_11,
        })
    }
}

impl Caller {
    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What stands behind `Bearer` (RFC 6750, 2.1); empty where the header says something else.
    pub(super) fn bearer(&self) -> Option<&str> {
        let header = self.headers.get(AUTHORIZATION)?;
        let words = header.to_str().unwrap_or_default().split_once(' ');
        let token = words.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        Some(token.map_or("", |(_, token)| token.trim()))
    }

    /// Tells whether the request came from this machine, without a proxy between.
    ///
    /// The name by which the server was asked counts too: a page of another site, whose name was made to point here,
    /// is not at home.
    pub(super) fn is_local(&self) -> bool {
        let host = self.text(HOST.as_str()).unwrap_or_default();
        let forwarded = FORWARDING
            .iter()
            .any(|name| self.headers.contains_key(*name));
        let from_here = self
            .peer
            .is_some_and(|peer| peer.to_canonical().is_loopback());
        // A proxy that tells nothing of itself still speaks the older version, unless told otherwise.
        is_loopback(host) && from_here && !forwarded && !self.old
    }

    /// Where the request came from. A proxy is believed where it is near.
    pub(super) fn address(&self) -> Option<IpAddr> {
        let peer = self.peer?.to_canonical();
        let near = match peer {
            IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
            IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
        };
        // The last entry is the nearest proxy's own; what stands before it may be made up.
        let told = self
            .text("x-forwarded-for")
            .and_then(|all| all.rsplit(',').next());
        let told = told.and_then(|text| text.trim().parse().ok());
        Some(told.filter(|_| near).unwrap_or(peer))
    }
}

/// Tells whether a `Host` names this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let address = name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    address
        || name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
}

impl<S: Store> Api<S> {
    /// Lets someone in to a workshop.
    ///
    /// # Errors
    /// [`Problem`]; the same whether there is no such workshop or the token does not hold.
    pub(super) async fn enter(&self, id: &str, caller: &Caller) -> Result<Guest<S>, Problem> {
        let id = WorkshopId::parse(id).ok_or(Problem::NotFound)?;
        let token = caller.bearer().map(|text| decode(text).unwrap_or_default());
        match self.hub.enter(id, token.as_deref()).await? {
            Entry::Open(live, role) => Ok(Guest { live, role, token }),
            Entry::Closed => Err(self.turned_away(caller)),
            // No token of it can be found out, and ids cannot be guessed. A hall whose workshop this server lost asks
            // for it hundreds of times from one address, and from there the organiser must be able to bring it back.
            Entry::Unknown => Err(Problem::NotFound),
        }
    }

    /// Lets in who holds a token.
    ///
    /// # Errors
    /// [`Problem`].
    pub(super) async fn enter_as(
        &self,
        least: Role,
        id: &str,
        caller: &Caller,
    ) -> Result<Guest<S>, Problem> {
        let guest = self.enter(id, caller).await?;
        if guest.role < least {
            return Err(self.turned_away(caller));
        }
        Ok(guest)
    }

    pub(super) fn turned_away(&self, caller: &Caller) -> Problem {
        let tried = caller.bearer().and_then(|_| caller.address());
        let Some(from) = tried else {
            return Problem::NotFound;
        };
        self.settings.metrics.failed_tokens.inc();
        match self.attempts.failed(from, self.hub.now_ms()) {
            Ok(()) => Problem::NotFound,
            Err(wait) => Problem::Attempts { wait },
        }
    }
}

impl<S: Store> Guest<S> {
    /// Who reads: the role, and the keys that the caller proves to hold.
    ///
    /// A proof that does not hold is no proof of less: the reader would be given a cursor behind what is kept back.
    ///
    /// # Errors
    /// [`Problem`].
    pub(super) fn reader(&self, caller: &Caller, now: u64) -> Result<Reader, Problem> {
        let mut keys: Vec<PublicKey> = Vec::new();
        let headers = caller.headers.get_all("gagas-author");
        let texts = headers
            .iter()
            .map(|value| value.to_str().unwrap_or_default());
        let proofs = texts.flat_map(|text| text.split(',')).map(str::trim);
        for (at, text) in proofs.enumerate() {
            if at >= PROOFS {
                return Err(Problem::Malformed("more than 4 proofs"));
            }
            let proof = ReadProof::parse(text).ok_or(Problem::Malformed("a proof of a key"))?;
            if Timing::of(proof.t, now) == Timing::Off {
                return Err(Problem::Clock { now });
            }
            if !proof.verify(&self.live.id()) {
                return Err(Problem::BadSignature);
            }
            keys.push(proof.author);
        }
        // The organiser reads all in any case; a visitor is nobody.
        if self.role != Role::Participant {
            keys.clear();
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(Reader {
            role: self.role,
            keys,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(peer: &str, headers: &[(&'static str, &str)]) -> Caller {
        let pair =
            |(name, value): &(&'static str, &str)| (name.parse().unwrap(), value.parse().unwrap());
        Caller {
            headers: headers.iter().map(pair).collect(),
            peer: Some(peer.parse().unwrap()),
            old: false,
        }
    }

    #[test]
    fn only_this_machine_is_local() {
        for host in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:1",
            "[::1]:8080",
            "a.localhost",
        ] {
            assert!(caller("127.0.0.1", &[("host", host)]).is_local(), "{host}");
            assert!(!caller("10.0.0.1", &[("host", host)]).is_local(), "{host}");
        }
        for host in [
            "",
            "localhost.evil.id",
            "10.0.0.1",
            "[::2]",
            "127.0.0.1.evil.id",
        ] {
            assert!(!caller("::1", &[("host", host)]).is_local(), "{host}");
        }
        for name in FORWARDING {
            assert!(!caller("::1", &[("host", "localhost"), (name, "a")]).is_local());
        }
        let old = Caller {
            old: true,
            ..caller("::1", &[("host", "localhost")])
        };
        assert!(!old.is_local());
    }

    #[test]
    fn a_near_proxy_tells_where_a_request_came_from() {
        let told = [("x-forwarded-for", "1.1.1.1, 2.2.2.2")];
        let of = |peer| caller(peer, &told).address().unwrap().to_string();
        assert_eq!(of("127.0.0.1"), "2.2.2.2");
        assert_eq!(of("::ffff:192.168.0.1"), "2.2.2.2");
        assert_eq!(of("8.8.8.8"), "8.8.8.8");
    }

    #[test]
    fn a_bearer_is_read_as_the_standard_says() {
        let of = |text| {
            caller("::1", &[("authorization", text)])
                .bearer()
                .map(str::to_owned)
        };
        assert_eq!(of("Bearer abc"), Some("abc".into()));
        assert_eq!(of("bearer  abc "), Some("abc".into()));
        assert_eq!(of("Basic abc"), Some(String::new()));
        assert_eq!(caller("::1", &[]).bearer(), None);
    }
}
