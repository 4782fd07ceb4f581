//! Links to a workshop, and what may stand behind their `#`.
//!
//! Owns the fragment's grammar: a route that begins with `/`, or `key=value` pairs joined by `&`
//! with `j` (join), `o` (organiser), `b` (bundle) and `r` (route). Secrets stand only there, where
//! no server sees them. Must not know which routes exist, nor when a secret leaves the address bar.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::id::{PublicKey, WorkshopId, decode_array, encode};
use crate::keys::{OrganiserSeed, public_key};

/// The longest link that messengers pass on unharmed, in characters.
pub const LINK_LIMIT: usize = 2_000;

/// What stands behind the `#` of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment<'a> {
    /// A route with its own query; empty where nothing stands there.
    Route(&'a str),
    /// Secrets and data of a link.
    Keys(Keys),
}

/// The keys of a link; those that a later version may add are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Makes its holder a participant.
    pub join: Option<Join>,
    /// Makes its holder the organiser.
    pub organiser: Option<OrganiserSeed>,
    /// A bundle, base64url.
    pub bundle: Option<String>,
    /// The route to open, decoded.
    pub route: Option<String>,
}

/// What a participant's link carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Join {
    /// The organiser's signing key, for which the workshop's id vouches.
    pub organiser: PublicKey,
    /// The bearer token for the server.
    pub token: [u8; 16],
}

/// Why a fragment is none of ours; says which key is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not `key=value` pairs.
    #[error("not a link of this app")]
    Grammar,
    /// A key stands twice.
    #[error("repeated key `{0}`")]
    Repeated(char),
    /// The value of a key was cut short or changed on the way.
    #[error("damaged value of `{0}`")]
    Damaged(char),
}

impl<'a> Fragment<'a> {
    /// Reads a fragment, with or without its `#`.
    ///
    /// # Errors
    /// [`LinkError`]; a link that was cut short on the way must not pass for another one.
    pub fn parse(text: &'a str) -> Result<Self, LinkError> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.is_empty() || text.starts_with('/') {
            return Ok(Self::Route(text));
        }
        let mut keys = Keys::default();
        for pair in text.split('&') {
            let (key, value) = pair.split_once('=').ok_or(LinkError::Grammar)?;
            if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(LinkError::Grammar);
            }
            match key {
                "j" => set(&mut keys.join, 'j', Join::parse(value))?,
                "o" => {
                    let seed = decode_array(value).map(OrganiserSeed);
                    set(&mut keys.organiser, 'o', seed)?;
                }
                "b" => {
                    let whole = !value.is_empty() && value.bytes().all(is_base64url);
                    set(&mut keys.bundle, 'b', whole.then(|| value.into()))?;
                }
                "r" => {
                    let route = percent_decode(value).filter(|route| route.starts_with('/'));
                    set(&mut keys.route, 'r', route)?;
                }
                _ => {}
            }
        }
        Ok(Self::Keys(keys))
    }

    /// Finds the first link in a text that somebody pasted, such as a whole message.
    ///
    /// # Errors
    /// [`LinkError::Grammar`] where there is none, else that of the first one.
    pub fn find(pasted: &'a str) -> Result<Keys, LinkError> {
        let mut error = LinkError::Grammar;
        let fragments = pasted
            .split_whitespace()
            .filter_map(|word| word.split_once('#'));
        for (_, fragment) in fragments {
            let end =
                fragment.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.~%&=/".contains(c));
            let fragment = &fragment[..end.unwrap_or(fragment.len())];
            match Self::parse(fragment) {
                Ok(Self::Keys(keys)) if keys != Keys::default() => return Ok(keys),
                Err(damaged) if error == LinkError::Grammar => error = damaged,
                _ => {}
            }
        }
        Err(error)
    }
}

impl Join {
    /// The invitation to a workshop in generation `generation` of its tokens.
    #[must_use]
    pub fn of(seed: &OrganiserSeed, generation: u32) -> Self {
        Self {
            organiser: public_key(&seed.signing_key()),
            token: seed.join_token(generation),
        }
    }

    /// The workshop it leads to.
    #[must_use]
    pub fn workshop(&self) -> WorkshopId {
        WorkshopId::of(&self.organiser)
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 48] = decode_array(text)?;
        let (organiser, token) = bytes.split_at(32);
        Some(Self {
            organiser: PublicKey(organiser.try_into().ok()?),
            token: token.try_into().ok()?,
        })
    }

    fn encode(&self) -> String {
        encode(&[&self.organiser.0[..], &self.token].concat())
    }
}

impl core::fmt::Debug for Join {
    /// The token stays out of logs.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Join").field(&self.organiser).finish()
    }
}

/// Writes the link that makes a participant; `base` is the address of the app, `route` what to open.
#[must_use]
pub fn participant_link(base: &str, join: &Join, route: Option<&str>) -> String {
    let pairs = [("j", join.encode())];
    link(base, &join.workshop(), &pairs, route)
}

/// Writes the link that makes an organiser.
#[must_use]
pub fn organiser_link(base: &str, seed: &OrganiserSeed, route: Option<&str>) -> String {
    link(base, &seed.workshop(), &[("o", encode(&seed.0))], route)
}

/// Writes a link that carries a bundle; `None` where it would not survive a messenger, so that a
/// file is the way.
#[must_use]
pub fn bundle_link(base: &str, workshop: &WorkshopId, bundle: &[u8]) -> Option<String> {
    let made = link(base, workshop, &[("b", encode(bundle))], None);
    (made.len() <= LINK_LIMIT).then_some(made)
}

/// The workshop that an address names in its query (`?w=...`); only a hint, since the key behind
/// the `#` decides.
#[must_use]
pub fn workshop_in_query(query: &str) -> Option<WorkshopId> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let mut pairs = query.split('&');
    WorkshopId::parse(pairs.find_map(|pair| pair.strip_prefix("w="))?)
}

/// Encodes a text as part of a query or fragment (RFC 3986): all but unreserved characters and `/`.
#[must_use]
pub fn percent_encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_base64url(byte) || matches!(byte, b'.' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// Decodes what [`percent_encode`] made, and what other encoders make; `None` where a `%` is not
/// followed by two hexadecimal digits or the bytes are no UTF-8. A `+` is a plus.
#[must_use]
pub fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(out).ok()
}

fn link(base: &str, w: &WorkshopId, pairs: &[(&str, String)], route: Option<&str>) -> String {
    let end = base.find(['?', '#']).unwrap_or(base.len());
    let base = base[..end].trim_end_matches('/');
    let mut out = [base, "/?w=", &w.to_string()].concat();
    let route = route.map(|route| ("r", percent_encode(route)));
    for (at, (key, value)) in pairs.iter().chain(&route).enumerate() {
        out.push(if at == 0 { '#' } else { '&' });
        out.push_str(key);
        out.push('=');
        out.push_str(value);
    }
    out
}

fn set<T>(slot: &mut Option<T>, key: char, value: Option<T>) -> Result<(), LinkError> {
    if slot.is_some() {
        return Err(LinkError::Repeated(key));
    }
    *slot = Some(value.ok_or(LinkError::Damaged(key))?);
    Ok(())
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEED: OrganiserSeed = OrganiserSeed([7; 32]);

    fn fragment(link: &str) -> &str {
        link.split_once('#').unwrap().1
    }

    #[test]
    fn links_read_back() {
        let join = Join::of(&SEED, 0);
        let link = participant_link("https://a.id/x/", &join, None);
        assert!(link.starts_with("https://a.id/x/?w="));
        assert_eq!(fragment(&link).len(), 2 + 64);
        let query = link.split_once('?').unwrap().1.split_once('#').unwrap().0;
        assert_eq!(workshop_in_query(query), Some(SEED.workshop()));
        let keys = Keys {
            join: Some(join.clone()),
            ..Keys::default()
        };
        assert_eq!(Fragment::parse(fragment(&link)), Ok(Fragment::Keys(keys)));

        let link = organiser_link("https://a.id?x#y", &SEED, Some("/agenda?q=a&b#c"));
        let Ok(Fragment::Keys(keys)) = Fragment::parse(fragment(&link)) else {
            panic!("{link}");
        };
        assert_eq!(keys.organiser, Some(SEED));
        assert_eq!(keys.route.as_deref(), Some("/agenda?q=a&b#c"));
        assert_ne!(Join::of(&SEED, 1), join);
        assert!(!alloc::format!("{keys:?} {join:?}").contains("Bwc"));
    }

    #[test]
    fn a_route_is_taken_as_it_stands() {
        let route = "/agenda/x?q=a%20b&j=1";
        assert_eq!(Fragment::parse(route), Ok(Fragment::Route(route)));
        assert_eq!(Fragment::parse("#/"), Ok(Fragment::Route("/")));
        assert_eq!(Fragment::parse(""), Ok(Fragment::Route("")));
    }

    #[test]
    fn damaged_links_are_told() {
        let join = fragment(&participant_link("", &Join::of(&SEED, 0), None)).to_string();
        let seed = fragment(&organiser_link("", &SEED, None)).to_string();
        for (text, error) in [
            (join[..join.len() - 1].to_string(), LinkError::Damaged('j')),
            ([&join, "="].concat(), LinkError::Damaged('j')),
            (seed[..seed.len() - 4].to_string(), LinkError::Damaged('o')),
            ([&seed, "&", &seed].concat(), LinkError::Repeated('o')),
            ("b=".into(), LinkError::Damaged('b')),
            ("b=a+b".into(), LinkError::Damaged('b')),
            ("r=agenda".into(), LinkError::Damaged('r')),
            ("r=/%2".into(), LinkError::Damaged('r')),
            ("r=/%ff".into(), LinkError::Damaged('r')),
            ("agenda".into(), LinkError::Grammar),
            ("=x".into(), LinkError::Grammar),
            ([&join, "&"].concat(), LinkError::Grammar),
        ] {
            assert_eq!(Fragment::parse(&text), Err(error), "{text}");
        }
        let unknown = Fragment::parse("zz=1&b=AQ&y=%");
        assert!(matches!(unknown, Ok(Fragment::Keys(keys)) if keys.bundle.is_some()));
    }

    #[test]
    fn a_pasted_message_holds_the_link() {
        let join = Join::of(&SEED, 3);
        let link = participant_link("https://a.id", &join, None);
        let message = ["*Undangan #1* workshop:\r\n(", &link, "). Salam"].concat();
        assert_eq!(
            Fragment::find(&message).map(|keys| keys.join),
            Ok(Some(join))
        );
        let cut = &link[..link.len() - 9];
        assert_eq!(Fragment::find(cut), Err(LinkError::Damaged('j')));
        assert_eq!(Fragment::find("halo #/agenda"), Err(LinkError::Grammar));
    }

    #[test]
    fn a_bundle_that_is_too_long_makes_no_link() {
        let workshop = SEED.workshop();
        let link = bundle_link("https://a.id", &workshop, &[1; 1400]).unwrap();
        assert!(link.len() <= LINK_LIMIT);
        assert_eq!(bundle_link("https://a.id", &workshop, &[1; 1500]), None);
    }

    proptest! {
        #[test]
        fn percent_encoding_round_trips(text in ".*") {
            let encoded = percent_encode(&text);
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_graphic() && b != b'&' && b != b'#'));
            prop_assert_eq!(percent_decode(&encoded), Some(text));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[#&=jobr%/A-Z]{0,40}|.*") {
            let _ = Fragment::parse(&text);
            let _ = Fragment::find(&text);
            let _ = workshop_in_query(&text);
        }
    }
}
