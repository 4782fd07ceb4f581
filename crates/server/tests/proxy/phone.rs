//! A phone: replica, outbox, and how far it is, by the domain's own half of the protocol.
//!
//! Its fields are what a phone keeps durably; what an answer changes, it changes at once, as the app's storage does.

use std::collections::{BTreeMap, BTreeSet};

use gagas_domain::SigningKey;
use gagas_domain::board::Support;
use gagas_domain::id::{Mark, NodeId, PatchId, PublicKey, RecordId};
use gagas_domain::keys::{AuthorRole, AuthorSeed, OrganiserSeed, public_key};
use gagas_domain::kind::Kind;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{DELETION, Draft, Patch};
use gagas_domain::stamp::Clock;
use gagas_domain::sync::client::Progress;
use gagas_domain::value::Value;

use crate::client::now_ms;
use crate::faults::PATIENCE;
use crate::request::Way;
use crate::rng::Rng;

/// What a phone does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Nothing.
    Sound,
    /// It takes an answer that was cut off for one.
    CutIsAnswer,
    /// It saves a page's cursor as soon as that has come, and the patches when all have.
    CursorFirst,
    /// It sends what it has no answer for once, not until there is one.
    SentOnce,
}

pub(crate) struct Phone {
    pub(crate) way: Way,
    pub(crate) variant: Variant,
    pub(crate) workshop: OrganiserSeed,
    /// The organiser's.
    pub(crate) organises: bool,
    pub(crate) keys: Vec<(Kind, SigningKey)>,
    node: NodeId,
    /// How wrong the clock is, in ms.
    skew: i64,
    pub(crate) rng: Rng,
    pub(crate) clock: Clock,
    /// What was pulled or acknowledged.
    pub(crate) base: RecordSet,
    /// That, and what waits.
    pub(crate) view: RecordSet,
    pub(crate) outbox: Vec<Patch>,
    /// What a server turned out to lack.
    pub(crate) carried: Vec<PatchId>,
    pub(crate) progress: Progress,
    pub(crate) marks: BTreeSet<Mark>,
    pub(crate) counts: BTreeMap<RecordId, Support>,
    /// All ids since it began at 0, until the end is reached.
    pub(crate) pulled: Option<Vec<PatchId>>,
    /// What the server said it holds.
    pub(crate) acknowledged: BTreeSet<PatchId>,
}

impl Phone {
    /// The `at`th phone of a workshop; the first is the organiser's, and the next two are one person's.
    pub(crate) fn new(
        workshop: &OrganiserSeed,
        at: usize,
        proxy: String,
        variant: Variant,
        mut rng: Rng,
    ) -> Self {
        let person = u8::try_from(at.max(2)).unwrap();
        let seed = AuthorSeed([person; 32]);
        let named = seed.signing_key(AuthorRole::Named);
        let keys = match at {
            0 => vec![(Kind::Session, workshop.signing_key())],
            _ => vec![
                (Kind::Idea, named.clone()),
                (Kind::Comment, named),
                (Kind::Ballot, seed.signing_key(AuthorRole::Ballot)),
            ],
        };
        Self {
            way: Way {
                proxy,
                patience: PATIENCE,
            },
            variant,
            workshop: workshop.clone(),
            organises: at == 0,
            keys,
            node: NodeId([u8::try_from(at).unwrap() + 1; 8]),
            // What a server bears; more of it is the simulator's.
            skew: rng.around(90_000),
            rng,
            clock: Clock::default(),
            base: RecordSet::default(),
            view: RecordSet::default(),
            outbox: Vec::new(),
            carried: Vec::new(),
            progress: Progress::default(),
            marks: BTreeSet::new(),
            counts: BTreeMap::new(),
            pulled: None,
            acknowledged: BTreeSet::new(),
        }
    }

    /// The present by the phone's clock, in ms.
    pub(crate) fn wall(&self) -> i64 {
        i64::try_from(now_ms()).unwrap() + self.skew
    }

    /// The keys that it writes with.
    pub(crate) fn own(&self) -> BTreeSet<PublicKey> {
        self.keys.iter().map(|(_, key)| public_key(key)).collect()
    }

    /// Shows everybody what is counted.
    pub(crate) fn settle(&mut self) -> Patch {
        let fields = vec![
            ("title".into(), "Lokakarya".into()),
            ("board.tally".into(), "revealed".into()),
            ("board.budget".into(), Value::Int(5)),
            ("board.cap".into(), Value::Int(2)),
        ];
        self.save(Kind::Workshop, Vec::new(), fields, 0)
    }

    /// Writes something and keeps it; what was written.
    pub(crate) fn write(&mut self) -> Patch {
        let key = self.rng.below(self.keys.len());
        let kind = self.keys[key].0.clone();
        if kind == Kind::Ballot {
            let ideas: Vec<RecordId> = self
                .view
                .of_kind(&Kind::Idea)
                .map(|idea| idea.id())
                .collect();
            let votes = ideas.iter().map(|idea| {
                let votes = Value::Int(1 + self.rng.below(2) as i64);
                Value::List(vec![idea.to_string().into(), votes])
            });
            let votes = Value::List(votes.take(5).collect());
            return self.save(kind, Vec::new(), vec![("votes".into(), votes)], key);
        }
        let nonce = vec![self.rng.below(3) as u8; 8];
        if self.rng.percent(6) {
            let end = vec![(DELETION.into(), Value::Bool(true))];
            return self.save(kind, nonce, end, key);
        }
        let mut fields: Vec<(String, Value)> = Vec::new();
        for name in ["title", "text", "problem"] {
            if fields.is_empty() || self.rng.percent(40) {
                let length = 1 + self.rng.below(300);
                let words = format!("kata {} ", self.rng.below(1_000)).repeat(length);
                fields.push((
                    name.into(),
                    words.trim().chars().take(600).collect::<String>().into(),
                ));
            }
        }
        self.save(kind, nonce, fields, key)
    }

    fn save(
        &mut self,
        kind: Kind,
        nonce: Vec<u8>,
        fields: Vec<(String, Value)>,
        key: usize,
    ) -> Patch {
        let key = self.keys[key].1.clone();
        let draft = Draft {
            workshop: self.workshop.workshop(),
            kind,
            nonce,
            fields,
        };
        let names = draft.fields.iter().map(|(name, _)| name.as_str());
        let over = self.view.overwritten(&draft.record(&key), names);
        self.clock.offset_ms = self.progress.offset_ms;
        let stamp = self.clock.tick(self.wall(), over);
        let patch = draft.sign(&key, stamp, self.node).unwrap();
        self.view.add(patch.clone());
        self.outbox.push(patch.clone());
        patch
    }
}
