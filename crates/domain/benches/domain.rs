//! How long the hot paths take: `cargo bench -p gagas-domain`.
//!
//! The best of at least five runs and two seconds each, in processor time on one core. Signatures are verified with precomputed tables, as on
//! a server; the web app does without them.
#![expect(clippy::expect_used, reason = "a bench may panic")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use gagas_domain::SigningKey;
use gagas_domain::board::{Board, Viewer};
use gagas_domain::id::{NodeId, WorkshopId};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed};
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{Draft, Patch, SignedPatch};
use gagas_domain::stamp::Stamp;
use gagas_domain::value::Value;

const PATCHES: u64 = 100_000;
const AUTHORS: usize = 400;
const SIGNATURES: usize = 1_000;
const RUNS: usize = 5;
const AT_LEAST: Duration = Duration::from_secs(2);

fn main() {
    // Cargo passes `--bench`; anything else is somebody listing or filtering tests.
    if std::env::args().any(|arg| arg == "--list") {
        return;
    }
    let workshop = OrganiserSeed([1; 32]).workshop();
    let patches = patches(workshop);
    let signed: Vec<SignedPatch> = patches.iter().map(|patch| patch.signed().clone()).collect();
    let bytes: usize = signed.iter().map(|signed| signed.body.len()).sum();
    let all = merged(patches.iter());
    println!(
        "{PATCHES} patches of {AUTHORS} authors, {} kB of bodies; {} still win, in {} records\n",
        bytes / 1_000,
        all.len(),
        all.records().count()
    );
    println!(
        "{:<44} {:>9} {:>10} {:>12}",
        "", "items", "ms", "µs an item"
    );

    let (first, second) = patches.split_at(patches.len() / 2);
    let (first, second) = (merged(first.iter()), merged(second.iter()));
    row("read bodies (Patch::trust)", signed.len(), || {
        for signed in &signed {
            black_box(Patch::trust(signed.clone()).expect("a patch"));
        }
    });
    row("merge into an empty replica", patches.len(), || {
        black_box(merged(patches.iter()));
    });
    row("merge, newest first", patches.len(), || {
        black_box(merged(patches.iter().rev()));
    });
    row("merge one half into the other", second.len(), || {
        let mut set = first.clone();
        for patch in second.patches() {
            set.add((**patch).clone());
        }
        black_box(set);
    });
    let mut full = all.clone();
    row("merge what is there already", all.len(), || {
        for patch in all.patches() {
            black_box(full.add((**patch).clone()));
        }
    });
    row("copy a replica", all.len(), || {
        black_box(all.clone());
    });
    row("project the board", all.records().count(), || {
        black_box(Board::of(&all, &Viewer::default()));
    });
    row("verify signatures (strict)", SIGNATURES, || {
        for patch in &patches[..SIGNATURES] {
            patch.verify().expect("a signature that holds");
        }
    });
    row(
        "admit from outside (read, judge, verify)",
        SIGNATURES,
        || {
            for signed in &signed[..SIGNATURES] {
                black_box(Patch::admit(signed.clone(), &workshop).expect("a patch"));
            }
        },
    );
    let key = keys().remove(0);
    row("sign", SIGNATURES, || {
        for at in 0..SIGNATURES {
            black_box(write(workshop, &key, at as u64, 0));
        }
    });
}

/// Runs something several times and prints the best time.
fn row(name: &str, items: usize, mut run: impl FnMut()) {
    let begun = Instant::now();
    let mut best = f64::INFINITY;
    let mut runs = 0;
    while runs < RUNS || begun.elapsed() < AT_LEAST {
        let start = spent(begun);
        run();
        best = best.min((spent(begun) - start).as_secs_f64());
        runs += 1;
    }
    let each = best * 1e6 / items as f64;
    println!("{name:<44} {items:>9} {:>10.1} {each:>12.2}", best * 1e3);
}

/// The time that this thread has had a processor, where Linux tells it, so that a busy machine does
/// not count; else the time since `begun`.
fn spent(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn merged<'a>(patches: impl Iterator<Item = &'a Patch>) -> RecordSet {
    let mut set = RecordSet::default();
    for patch in patches {
        set.add(patch.clone());
    }
    set
}

fn keys() -> Vec<SigningKey> {
    let seed = |at: usize| {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&at.to_le_bytes());
        AuthorSeed(seed)
    };
    let keys = (0..AUTHORS).map(|at| seed(at).signing_key(AuthorRole::Named));
    keys.collect()
}

/// A long workshop: each author writes ideas in full, then changes a field or two of them, again
/// and again.
fn patches(workshop: WorkshopId) -> Vec<Patch> {
    let keys = keys();
    let each = |at: u64| {
        let key = &keys[at as usize % AUTHORS];
        let turn = at / AUTHORS as u64;
        write(workshop, key, at, turn)
    };
    (0..PATCHES).map(each).collect()
}

/// The first of every five writes to an idea is whole, the others change a part.
fn write(workshop: WorkshopId, key: &SigningKey, at: u64, turn: u64) -> Patch {
    let text = |name: &str, length: usize| {
        let text = format!("{name} {at} ");
        let value: String = text.chars().cycle().take(length).collect();
        (name.into(), Value::Text(value))
    };
    let fields = match turn % 5 {
        0 => vec![
            text("title", 60),
            text("problem", 200),
            text("idea", 300),
            ("form".into(), "service".into()),
            ("type".into(), "digital".into()),
            ("shape".into(), "technology".into()),
            ("novelty".into(), "extension".into()),
            text("name", 20),
        ],
        1 | 3 => vec![text("title", 60)],
        2 => vec![text("idea", 300), text("problem", 200)],
        _ => vec![("novelty".into(), "new".into())],
    };
    let draft = Draft {
        workshop,
        kind: Kind::Idea,
        nonce: (turn / 5).to_be_bytes().into(),
        fields,
    };
    let stamp = Stamp {
        ms: 1_790_000_000_000 + at,
        counter: 0,
    };
    draft.sign(key, stamp, NodeId([1; 8])).expect("a patch")
}
