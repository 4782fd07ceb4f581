//! After a whole journey neither the database nor the log holds a token, a seed, or who registered.
//!
//! The binary itself over a file and over PostgreSQL, as talkative as it gets: a workshop is created with the server's
//! token, people register, vote and write, the organiser opens what is sealed and gives new links out, a backup and an
//! export are made. Then every table is read as text, and every file and line is searched.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

#[path = "../store/cluster.rs"]
mod cluster;
mod dump;
mod journey;
mod server;

use gagas_domain::id::encode;

use journey::{CREATE_TOKEN, ORGANISER, PERSON, REGISTERED, WRONG_TOKEN};
use server::{Folder, Server};

/// What nobody may find, by what it is.
fn secrets() -> Vec<(&'static str, Vec<u8>)> {
    let mut all: Vec<(&str, Vec<u8>)> = Vec::new();
    for generation in [0, 1] {
        all.push(("the organiser's token", ORGANISER.token(generation).into()));
        all.push((
            "the participants' token",
            ORGANISER.join_token(generation).into(),
        ));
    }
    all.push(("the organiser's seed", ORGANISER.0.into()));
    all.push(("the sealing key", ORGANISER.seal_ikm().into()));
    all.push((
        "the organiser's signing key",
        ORGANISER.signing_key().to_bytes().into(),
    ));
    all.push(("a person's seed", PERSON.0.into()));
    for role in journey::ROLES {
        all.push(("a person's key", PERSON.signing_key(role).to_bytes().into()));
    }
    for text in REGISTERED.iter().chain([&CREATE_TOKEN, &WRONG_TOKEN]) {
        all.push(("who registered, or a token", text.as_bytes().into()));
    }
    all
}

/// How bytes may be written down.
fn written(bytes: &[u8]) -> Vec<Vec<u8>> {
    let hex = |byte: &u8| format!("{byte:02x}");
    let hex: String = bytes.iter().map(hex).collect();
    let decimal: Vec<String> = bytes.iter().map(u8::to_string).collect();
    let standard = encode(bytes).replace('-', "+").replace('_', "/");
    let texts = [
        encode(bytes),
        standard,
        hex.to_uppercase(),
        hex,
        decimal.join(", "),
        decimal.join(","),
    ];
    let texts = texts.into_iter().map(String::into_bytes);
    texts.chain([bytes.to_vec()]).collect()
}

fn holds(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|window| window == needle)
}

/// Nothing secret in any of these, each with its name.
fn assert_clean(places: &[(String, Vec<u8>)]) {
    for (what, secret) in secrets() {
        for form in written(&secret) {
            let found = places.iter().find(|(_, bytes)| holds(bytes, &form));
            let found = found.map(|(name, _)| name);
            let form = String::from_utf8_lossy(&form);
            assert_eq!(found, None, "{what} ({form})");
        }
    }
}

/// What is found there shows that the search finds what is there.
fn assert_found(places: &[(String, Vec<u8>)], name: &str, text: &str) {
    let of = |(of, bytes): &&(String, Vec<u8>)| {
        of.starts_with(name)
            && written(text.as_bytes())
                .iter()
                .any(|form| holds(bytes, form))
    };
    assert!(places.iter().any(|place| of(&place)), "{text} in {name}");
}

fn check(folder: &Folder, sealed: &str, dump: Vec<(String, Vec<u8>)>) {
    let log = std::fs::read_to_string(folder.path("log")).unwrap();
    // All of it was asked for and logged, and nothing of a request but its route.
    for told in [
        "/api/v1/w/{id}/push",
        "/api/v1/w/{id}/pull",
        "/api/v1/w/{id}/events",
        "/api/v1/w/{id}/rotate",
        "\"status\":404",
        "\"status\":403",
        "DEBUG",
    ] {
        assert!(log.contains(told), "{told} in {log}");
    }
    let id = ORGANISER.workshop().to_string();
    assert!(log.contains(&id[..6]));
    for untold in [
        &*id,
        "since=",
        "127.0.0.1",
        "Gagas-Author",
        "Antrean",
        sealed,
    ] {
        assert!(!log.contains(untold), "{untold} in the log");
    }
    let mut places = dump;
    places.push(("log".into(), log.into_bytes()));
    for file in folder.files() {
        places.push((file.display().to_string(), std::fs::read(&file).unwrap()));
    }
    assert_found(&places, "patch", "Antrean");
    assert_found(&places, "patch", sealed);
    assert_clean(&places);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_file_nor_log_holds_a_secret() {
    let folder = Folder::new();
    let place = [
        "--data".to_owned(),
        folder.path("data.sqlite").display().to_string(),
    ];
    let mut server = Server::start(&folder, &place, &[]);
    let (sealed, dump) = tokio::task::block_in_place(|| {
        let sealed = journey::all_of_it(&server);
        server.stop();
        server::backups(&folder, &place, &[]);
        (sealed, folder.path("data.sqlite"))
    });
    let dump = dump::sqlite(&dump).await;
    check(&folder, &sealed, dump);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_database_nor_log_holds_a_secret() {
    let Some(cluster) = cluster::cluster() else {
        return;
    };
    let folder = Folder::new();
    let url = cluster.database().await;
    // The address has a password, which is a secret too; this cluster does not ask for one.
    let secret = url.replace("gagas@", &["gagas:", REGISTERED[0], "@"].concat());
    assert_ne!(secret, url);
    let environment = [("GAGAS_DATABASE_URL", &*secret)];
    let mut server = Server::start(&folder, &[], &environment);
    let sealed = tokio::task::block_in_place(|| {
        let sealed = journey::all_of_it(&server);
        server.stop();
        server::backups(&folder, &[], &environment);
        sealed
    });
    let dump = dump::postgres(&url).await;
    check(&folder, &sealed, dump);
}
