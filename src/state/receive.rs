//! Bundles that come in: read, judged in slices, shown, and only then taken.

use gagas_domain::bundle::{
    BundleError, BundleKind, Header, MAX_INFLATED, Method, Payload, dearmour, read_payload,
    write_payload,
};
use gagas_domain::id::WorkshopId;
use gagas_domain::intake::{Intake, Judging};
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::{Patch, SignedPatch};
use gagas_domain::value::Value;
use gagas_domain::view::Workshop;

use super::{App, OpenError, Phase, Restored, clock as present};
use crate::platform::{clock, deflate};

/// How long judging may hold the page up at a time, in ms.
const SLICE_MS: i64 = 8;
/// Where patches of clocks far ahead are kept.
const ASIDE: &str = "aside";

/// A bundle that was read and judged, and has changed nothing yet.
#[derive(Clone, Debug)]
pub struct Received {
    /// What kind of bundle it is.
    pub kind: BundleKind,
    /// The workshop it belongs to.
    pub workshop: WorkshopId,
    /// The title of that workshop, where the bundle or this device knows it.
    pub title: Option<String>,
    /// Whether that workshop is open.
    pub is_open: bool,
    /// What it would change.
    pub intake: Intake,
    /// Its private objects.
    pub private: Vec<Value>,
}

/// Why a bundle was not taken. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveError {
    /// It cannot be read.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Its workshop cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It belongs to a person who is not the one on this device.
    #[error("belongs to somebody else")]
    OtherPerson,
}

impl App {
    /// Reads and judges a bundle, raw or as text.
    ///
    /// # Errors
    /// [`ReceiveError::Bundle`].
    pub async fn read_bundle(self, bytes: &[u8]) -> Result<Received, ReceiveError> {
        let raw = dearmour(bytes)?;
        let (header, packed) = Header::parse(&raw)?;
        let Payload { patches, private } = match header.method {
            Method::Stored => read_payload(header.kind, packed)?,
            Method::Deflate => {
                let inflated = deflate::inflate(packed, MAX_INFLATED).await;
                let inflated = inflated.map_err(|error| match error {
                    deflate::DeflateError::Broken => BundleError::Damaged,
                    deflate::DeflateError::TooLarge => BundleError::TooLarge,
                })?;
                read_payload(header.kind, &inflated)?
            }
        };
        let workshop = header.workshop();
        let is_open = self.workshop_id() == Some(workshop);
        let intake = self.judge(patches, workshop).await;
        let title = self.title_of(&intake.new, is_open);
        Ok(Received {
            kind: header.kind,
            workshop,
            title,
            is_open,
            intake,
            private,
        })
    }

    /// Takes a bundle that was shown: opens its workshop where another one is open, merges, and
    /// restores what is private. `replace` says that the person agreed to become the bundle's.
    ///
    /// # Errors
    /// [`ReceiveError`].
    pub async fn accept(self, received: Received, replace: bool) -> Result<Restored, ReceiveError> {
        self.open(received.workshop).await?;
        let restored = self.restore_private(&received.private, replace)?;
        self.keep_aside(&received.intake.waiting);
        self.carry(received.intake.new.iter().map(Patch::id));
        // The workshop was opened just above.
        let _ = self.merge(received.intake.new);
        self.settle_phase();
        self.remember_workshop().await;
        Ok(restored)
    }

    /// Judges again what was kept aside, for clocks move on.
    pub(super) async fn rejudge_aside(self) {
        let kept = self.with_meta_untracked(|meta| meta.get(ASIDE).map(Vec::from));
        let (Some(kept), Some(id)) = (kept, self.workshop_id()) else {
            return;
        };
        let Ok(payload) = read_payload(BundleKind::Public, &kept) else {
            return;
        };
        let intake = self.judge(payload.patches, id).await;
        if !intake.new.is_empty() {
            let _ = self.merge(intake.new);
            self.keep(ASIDE, None);
            self.keep_aside(&intake.waiting);
        }
        self.aside.set(intake.waiting.len());
    }

    /// Judges patches in slices, against what is open where it is their workshop.
    pub(super) async fn judge(self, patches: Vec<SignedPatch>, id: WorkshopId) -> Intake {
        let now = clock::now_ms().max(present::built_ms());
        let is_open = self.workshop_id() == Some(id);
        let empty = RecordSet::default();
        let mut judging = Judging::new(patches, id, now);
        let mut more = true;
        while more {
            let until = clock::now_ms() + SLICE_MS;
            while more && clock::now_ms() < until {
                more = if is_open {
                    self.with_records_untracked(|records| judging.step(records))
                } else {
                    judging.step(&empty)
                };
            }
            clock::breathe().await;
        }
        if is_open {
            self.with_records_untracked(|records| judging.finish(records))
        } else {
            judging.finish(&empty)
        }
    }

    /// Shows a workshop as soon as its record is there.
    pub(super) fn settle_phase(self) {
        let arrived = self.with_records_untracked(|records| Workshop::of(records).is_some());
        if let (Phase::Awaiting(id), true) = (self.phase.get_untracked(), arrived) {
            self.phase.set(Phase::Open(id));
        }
    }

    fn keep_aside(self, waiting: &[Patch]) {
        if waiting.is_empty() {
            return;
        }
        let held = self.with_meta_untracked(|meta| meta.get(ASIDE).map(Vec::from));
        let mut lines = held.unwrap_or_default();
        lines.extend(write_payload(waiting.iter().map(Patch::signed), &[]));
        self.aside.update(|count| *count += waiting.len());
        self.keep(ASIDE, Some(lines));
    }

    fn title_of(self, new: &[Patch], is_open: bool) -> Option<String> {
        if is_open {
            return self
                .workshop
                .get_untracked()
                .map(|w| w.title.original.clone());
        }
        let mut records = RecordSet::default();
        for patch in new
            .iter()
            .filter(|p| *p.kind() == gagas_domain::kind::Kind::Workshop)
        {
            records.add(patch.clone());
        }
        Workshop::of(&records).map(|workshop| workshop.title.original)
    }
}
