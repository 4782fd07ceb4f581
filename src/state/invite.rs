//! The link that brings others into the open workshop.

use gagas_domain::id::{PublicKey, WorkshopId, decode_array};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::kind::Kind;
use gagas_domain::link::{Join, bundle_link, participant_link, percent_encode};

use super::personal::ORGANISER_SEED;
use super::{App, Meta};
use crate::platform::history;

/// Where a participant's invitation is kept: the organiser's key and the token, base64url.
pub(super) const JOIN: &str = "join";

impl App {
    /// The link into the open workshop: the participants' where this device holds their
    /// invitation, else one that only names it. `route` is what it opens. Tracked; `None` where no
    /// workshop is open.
    #[must_use]
    pub fn invitation(self, route: Option<&str>) -> Option<String> {
        let id = self.workshop_id()?;
        let base = history::base();
        let generation = self.with_records(|records| {
            let workshop = records.of_kind(&Kind::Workshop).next()?;
            u32::try_from(workshop.int("sync.gen")?).ok()
        });
        let join = self.with_meta(|meta| join_of(meta, generation.unwrap_or(0)));
        Some(match join.filter(|join| join.workshop() == id) {
            Some(join) => participant_link(&base, &join, route),
            None => plain(&base, &id, route),
        })
    }

    /// The link that carries a bundle of the open workshop; `None` where it is too long for one.
    #[must_use]
    pub fn link_with(self, bundle: &[u8]) -> Option<String> {
        bundle_link(&history::base(), &self.workshop_id()?, bundle)
    }
}

pub(super) fn join_of(meta: &Meta, generation: u32) -> Option<Join> {
    if let Some(seed) = meta.array(ORGANISER_SEED) {
        return Some(Join::of(&OrganiserSeed(seed), generation));
    }
    let bytes: [u8; 48] = decode_array(str::from_utf8(meta.get(JOIN)?).ok()?)?;
    let (organiser, token) = bytes.split_at(32);
    Some(Join {
        organiser: PublicKey(organiser.try_into().ok()?),
        token: token.try_into().ok()?,
    })
}

fn plain(base: &str, id: &WorkshopId, route: Option<&str>) -> String {
    let mut link = [base, "?w=", &id.to_string()].concat();
    if let Some(route) = route {
        link.push_str("#r=");
        link.push_str(&percent_encode(route));
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;
    use gagas_domain::id::encode;

    fn meta(name: &str, text: String) -> Meta {
        let mut meta = Meta::default();
        meta.0.insert(name.into(), text.into_bytes());
        meta
    }

    #[test]
    fn the_organiser_and_a_participant_hand_out_the_same_link() {
        let seed = OrganiserSeed([7; 32]);
        let join = Join::of(&seed, 2);
        let kept = encode(&[&join.organiser.0[..], &join.token[..]].concat());
        assert_eq!(join_of(&meta(JOIN, kept), 0), Some(join.clone()));
        assert_eq!(
            join_of(&meta(ORGANISER_SEED, encode(&seed.0)), 2),
            Some(join)
        );
        assert_eq!(join_of(&meta(JOIN, "short".into()), 0), None);
        assert_eq!(join_of(&Meta::default(), 0), None);
    }

    #[test]
    fn without_an_invitation_the_link_names_the_workshop_only() {
        let id = WorkshopId([7; 16]);
        let link = plain("https://a.id/g/", &id, Some("/agenda"));
        assert_eq!(
            link,
            ["https://a.id/g/?w=", &id.to_string(), "#r=/agenda"].concat()
        );
    }
}
