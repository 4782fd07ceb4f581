//! Sealed boxes with fixed randomness, and tickets.

use gagas_domain::id::RecordId;
use gagas_domain::keys::{AuthorRole, public_key};
use gagas_domain::seal::{open, seal, seal_public_key};
use gagas_domain::ticket::{Ticket, words};
use gagas_domain::value::Value;

use crate::keys::{counting, organiser};
use crate::patches::author_key;
use crate::text::{bytes, list, object, show};

/// The public list of 2,048 words.
const WORDS: &str = include_str!("../../../../public/words-id.txt");

pub(crate) fn vectors() -> Value {
    let seed = organiser(0);
    let registration = public_key(&author_key(AuthorRole::Registration));
    let record = RecordId::of("registration", &registration, &[]);
    let long = vec![0x5a; 61];
    let plain: [&[u8]; 3] = [b"", b"\x05\x00raw deflate would stand here", &long];
    let boxes = plain.into_iter().zip([1, 33, 65]).map(|(deflated, first)| {
        let random = counting(first);
        let to = seal_public_key(&seed);
        let sealed = seal(&to, &seed.workshop(), &record, deflated, &random).expect("a box");
        assert_eq!(open(&seed, &record, &sealed).as_deref(), Ok(deflated));
        object([
            ("deflated", bytes(deflated)),
            ("random", bytes(&random)),
            ("box", sealed.into()),
        ])
    });
    let tickets = [0, 7, 77].map(|first| {
        let mut secret = [0; 16];
        secret.copy_from_slice(&counting(first)[..16]);
        let ticket = Ticket {
            registration: record,
            secret,
        };
        object([
            ("secret", bytes(&secret)),
            ("qr", ticket.to_qr().into()),
            (
                "code",
                words(&secret, WORDS).expect("the list").join(" ").into(),
            ),
        ])
    });
    object([
        ("seed", bytes(&seed.0)),
        ("workshop", show(seed.workshop())),
        ("record", show(record)),
        ("boxes", list(boxes)),
        ("tickets", list(tickets)),
    ])
}
