//! What an organiser and a participant do, each request as their phones make it.

use std::io::{BufRead, BufReader, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use gagas_domain::SigningKey;
use gagas_domain::id::{NodeId, encode};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::patch::{Draft, Patch};
use gagas_domain::seal;
use gagas_domain::stamp::Stamp;
use gagas_domain::sync::wire::{Create, Pulled, Push, Pushed, Rotate, WirePatch};
use gagas_domain::sync::{ReadProof, SignedRequest, hash_token, sign_request};
use gagas_domain::value::Value;

use crate::server::Server;

pub(crate) const ORGANISER: OrganiserSeed = OrganiserSeed(*b"benih panitia yang rahasia 32 by");
pub(crate) const PERSON: AuthorSeed = AuthorSeed(*b"benih peserta yang rahasia 32 by");
pub(crate) const ROLES: [AuthorRole; 4] = [
    AuthorRole::Named,
    AuthorRole::Ballot,
    AuthorRole::Registration,
    AuthorRole::Anonymous(0),
];
pub(crate) const CREATE_TOKEN: &str = "token-untuk-membuat-lokakarya";
pub(crate) const WRONG_TOKEN: &str = "dG9rZW4teWFuZy1zYWxhaA";
/// A password, and who registered: name, number, telephone, address.
pub(crate) const REGISTERED: [&str; 5] = [
    "sandi-basis-data",
    "Siti Kusumawardhani",
    "198503302003121002",
    "+6281234567890",
    "siti.kusuma@contoh.go.id",
];

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(since.as_millis()).unwrap()
}

fn write(key: &SigningKey, kind: Kind, nonce: &[u8], fields: &[(&str, Value)]) -> Patch {
    let fields = fields.iter();
    let draft = Draft {
        workshop: ORGANISER.workshop(),
        kind,
        nonce: nonce.into(),
        fields: fields
            .map(|(name, value)| ((*name).into(), value.clone()))
            .collect(),
    };
    let stamp = Stamp {
        ms: now_ms(),
        counter: 0,
    };
    draft.sign(key, stamp, NodeId([1; 8])).unwrap()
}

/// Someone who asks a server.
struct Asker<'a> {
    server: &'a Server,
    bearer: String,
    proofs: Option<String>,
}

impl<'a> Asker<'a> {
    fn new(server: &'a Server, token: &str) -> Self {
        Self {
            server,
            bearer: ["Bearer ", token].concat(),
            proofs: None,
        }
    }

    fn of_workshop(&self, tail: &str) -> String {
        let id = ORGANISER.workshop().to_string();
        [&self.server.base, "/api/v1/w/", &id, tail].concat()
    }

    fn post(&self, address: String, body: &impl serde::Serialize) -> (u16, String) {
        let post = ureq::post(address).header("authorization", &self.bearer);
        let post = post.config().http_status_as_error(false).build();
        let post = post.content_type("application/json");
        let mut answer = post.send(serde_json::to_string(body).unwrap()).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }

    fn pull(&self, query: &str) -> (u16, String) {
        let get = ureq::get(self.of_workshop(&["/pull?", query].concat()));
        let mut get = get.header("authorization", &self.bearer);
        if let Some(proofs) = &self.proofs {
            get = get.header("gagas-author", proofs);
        }
        let get = get.config().http_status_as_error(false).build();
        let mut answer = get.call().unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }

    fn all(&self) -> Pulled {
        let (status, text) = self.pull("since=0");
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    fn push(&self, patches: &[Patch]) {
        let patches = patches.iter().map(|patch| WirePatch::of(patch.signed()));
        let body = Push {
            patches: patches.collect(),
        };
        let (status, text) = self.post(self.of_workshop("/push"), &body);
        assert_eq!(status, 200, "{text}");
        let pushed: Pushed = serde_json::from_str(&text).unwrap();
        let taken = pushed.results.iter().all(|result| result.st == "ok");
        assert!(taken, "{text}");
    }

    /// Hears of the workshop once.
    fn listen(&self) {
        let get = ureq::get(self.of_workshop("/events"));
        let answer = get.header("authorization", &self.bearer).call().unwrap();
        let mut lines = BufReader::new(answer.into_body().into_reader()).lines();
        assert!(lines.any(|line| line.unwrap().starts_with("data:")));
    }
}

/// The requests of a workshop's whole life; answers the sealed box that was handed in.
pub(crate) fn all_of_it(server: &Server) -> String {
    let stranger = Asker::new(server, WRONG_TOKEN);
    let creator = Asker::new(server, CREATE_TOKEN);
    let created = [&server.base, "/api/v1/w"].concat();
    assert_eq!(stranger.post(created.clone(), &create()).0, 403);
    assert_eq!(creator.post(created, &create()).0, 201);

    let organiser = Asker::new(server, &encode(&ORGANISER.token(0)));
    let participant = Asker {
        proofs: Some(proofs()),
        ..Asker::new(server, &encode(&ORGANISER.join_token(0)))
    };
    let key = ORGANISER.signing_key();
    let seal_to = seal::seal_public_key(&ORGANISER);
    organiser.push(&[
        write(
            &key,
            Kind::Workshop,
            &[],
            &[
                ("title", "Lokakarya".into()),
                ("seal", encode(&seal_to).into()),
            ],
        ),
        write(
            &key,
            Kind::Agency,
            &[1; 8],
            &[("name", "Dinas Komunikasi".into())],
        ),
    ]);

    let [named, ballot, registering, anonymous] = ROLES.map(|role| PERSON.signing_key(role));
    let idea = write(
        &named,
        Kind::Idea,
        &[1; 8],
        &[("title", "Antrean daring".into())],
    );
    let vote = Value::List(vec![idea.record().to_string().into(), Value::Int(1)]);
    let (record, sealed) = register(&registering, &seal_to);
    participant.push(&[
        idea.clone(),
        write(
            &anonymous,
            Kind::Comment,
            &[1; 8],
            &[
                ("idea", idea.record().to_string().into()),
                ("text", "Setuju".into()),
            ],
        ),
        write(
            &ballot,
            Kind::Ballot,
            &[],
            &[("votes", Value::List(vec![vote]))],
        ),
        record.clone(),
    ]);
    participant.listen();
    let own = participant.all();
    assert!(own.patches.iter().any(|patch| patch.b.contains(&sealed)));

    // What is sealed really is what is searched for.
    let held = organiser.all();
    assert!(held.patches.iter().any(|patch| patch.b.contains(&sealed)));
    let opened = seal::open(&ORGANISER, &record.record(), &sealed).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut DeflateDecoder::new(&opened[..]), &mut text).unwrap();
    assert!(
        REGISTERED[1..].iter().all(|secret| text.contains(secret)),
        "{text}"
    );
    let admitted = [("state", "confirmed".into())];
    organiser.push(&[write(&key, Kind::Admission, &record.record().0, &admitted)]);

    assert_eq!(stranger.pull("since=0").0, 404);
    assert_eq!(organiser.pull(&["since=", WRONG_TOKEN].concat()).0, 400);
    assert_eq!(
        organiser.pull(&["since=0&epoch=", WRONG_TOKEN].concat()).0,
        200
    );
    let (status, text) = organiser.post(organiser.of_workshop("/rotate"), &rotate());
    assert_eq!(status, 200, "{text}");
    assert_eq!(participant.pull("since=0").0, 404);
    let again = Asker::new(server, &encode(&ORGANISER.token(1)));
    assert_eq!(again.all().patches.len(), held.patches.len() + 1);
    sealed
}

fn request(generation: u32, rotates: bool) -> SignedRequest {
    SignedRequest {
        organiser: public_key(&ORGANISER.signing_key()),
        generation: rotates.then_some(generation),
        organiser_token: hash_token(&ORGANISER.token(generation)),
        join_token: hash_token(&ORGANISER.join_token(generation)),
        t: now_ms(),
    }
}

fn create() -> Create {
    let request = request(0, false);
    Create {
        org_sign_pk: request.organiser.to_string(),
        org_token_sha256: request.organiser_token.to_string(),
        join_token_sha256: request.join_token.to_string(),
        t: request.t,
        s: encode(&sign_request(&request, &ORGANISER.signing_key())),
    }
}

fn rotate() -> Rotate {
    let request = request(1, true);
    Rotate {
        generation: 1,
        org_token_sha256: request.organiser_token.to_string(),
        join_token_sha256: request.join_token.to_string(),
        t: request.t,
        s: encode(&sign_request(&request, &ORGANISER.signing_key())),
    }
}

fn proofs() -> String {
    let prove = |role| {
        let key = PERSON.signing_key(role);
        ReadProof::sign(&ORGANISER.workshop(), &key, now_ms()).to_header()
    };
    ROLES.map(prove).join(", ")
}

/// A registration as a phone hands it in: deflated, padded, sealed.
fn register(key: &SigningKey, seal_to: &[u8; 32]) -> (Patch, String) {
    let [_, name, number, telephone, address] = REGISTERED;
    let inside = Value::map([
        ("name", name.into()),
        ("nip", number.into()),
        ("phone", telephone.into()),
        ("email", address.into()),
    ]);
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(inside.to_json().as_bytes()).unwrap();
    let workshop = ORGANISER.workshop();
    let empty = write(key, Kind::Registration, &[], &[("box", "".into())]);
    let deflated = deflated.finish().unwrap();
    let random = [3; 32];
    let sealed = seal::seal(seal_to, &workshop, &empty.record(), &deflated, &random).unwrap();
    let record = write(
        key,
        Kind::Registration,
        &[],
        &[("box", sealed.as_str().into())],
    );
    (record, sealed)
}
