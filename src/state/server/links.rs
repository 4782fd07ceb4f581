//! The generation of the links to a workshop, as its record tells it.

use gagas_domain::keys::public_key;
use gagas_domain::kind::Kind;
use gagas_domain::patch::Draft;
use gagas_domain::value::Value;

use crate::state::App;
use crate::state::keyring::node;

/// The field that tells it.
const GENERATION: &str = "sync.gen";

impl App {
    /// The generation of the workshop's links.
    pub(crate) fn generation(self) -> u32 {
        self.with_records_untracked(|records| {
            let workshop = records.of_kind(&Kind::Workshop).next()?;
            u32::try_from(workshop.int(GENERATION)?).ok()
        })
        .unwrap_or(0)
    }

    /// Writes down that the links of this generation hold, on the organiser's device.
    pub(crate) fn take_generation(self, generation: u32) {
        let seed = self.organiser_seed_untracked();
        let Some(seed) = seed.filter(|_| self.generation() != generation) else {
            return;
        };
        let key = seed.signing_key();
        let public = public_key(&key);
        let record = gagas_domain::id::RecordId::of(Kind::Workshop.name(), &public, &[]);
        let fields = vec![(GENERATION.into(), Value::Int(generation.into()))];
        // One field of a workshop that is open is never refused.
        let Ok(stamp) = self.next_stamp(&record, &fields) else {
            return;
        };
        let draft = Draft {
            workshop: seed.workshop(),
            kind: Kind::Workshop,
            nonce: Vec::new(),
            fields,
        };
        if let Ok(patch) = draft.sign(&key, stamp, node(public)) {
            self.commit(&[patch], Vec::new());
        }
    }
}
