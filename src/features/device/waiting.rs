//! What has not been acknowledged, one line a record.

use gagas_domain::sorted::SortedMap;

use gagas_domain::id::RecordId;
use gagas_domain::kind::Kind;
use gagas_domain::patch::Patch;

use crate::i18n::{count, device as texts, records, t, tf};
use crate::platform::format;
use crate::state::App;
use crate::storage::workshop_store::{QueueState, Queued};

/// The longest part of a text that is shown as a title, in characters.
const TITLE: usize = 80;

/// A record of one's own and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The record.
    pub record: RecordId,
    /// What kind it is.
    pub kind: Kind,
    /// What it is called, where it is called something.
    pub title: Option<String>,
    /// When it was last written (ms, UTC).
    pub at_ms: i64,
    /// How far the part that lags behind has come.
    pub state: QueueState,
}

/// How many entries wait, in words. Tracked.
#[must_use]
pub fn words(app: App) -> String {
    match app.waiting() {
        0 => t(texts::NOTHING_WAITS).into(),
        n => count(texts::WAIT_ONE, texts::WAIT_MANY, n),
    }
}

/// Own records in the outbox, the last written first. Tracked.
#[must_use]
pub fn all(app: App) -> Vec<Waiting> {
    let mut found = SortedMap::<RecordId, Waiting>::new();
    app.outbox.with(|outbox| {
        let open = |queued: &&Queued| !matches!(queued.state, QueueState::Refused(_));
        for queued in outbox.iter().filter(open) {
            // What is queued was signed here: it reads.
            let Ok(patch) = Patch::trust(queued.patch.clone()) else {
                continue;
            };
            let at_ms = i64::try_from(patch.stamp().ms).unwrap_or(0);
            let entry = found.or_insert_with(patch.record(), || Waiting {
                record: patch.record(),
                kind: patch.kind().clone(),
                title: title(app, &patch.record()),
                at_ms,
                state: queued.state,
            });
            entry.at_ms = entry.at_ms.max(at_ms);
            if queued.state == QueueState::Waiting {
                entry.state = QueueState::Waiting;
            }
        }
    });
    let mut all: Vec<Waiting> = found.into_values().collect();
    all.sort_by_key(|waiting| std::cmp::Reverse(waiting.at_ms));
    all
}

/// What is said of a state.
#[must_use]
pub fn state_words(state: QueueState, zone: &str) -> String {
    match state {
        QueueState::HandedOver { at_ms, .. } => {
            let at_ms = i64::try_from(at_ms).unwrap_or(0);
            tf(texts::HANDED_FILE, &[&format::time(at_ms, zone)])
        }
        _ => t(texts::WAITS).into(),
    }
}

/// The words for the kind and title of an entry.
#[must_use]
pub fn kind_words(waiting: &Waiting) -> &'static str {
    records::kind(&waiting.kind)
}

pub(super) fn title(app: App, record: &RecordId) -> Option<String> {
    app.with_records(|records| {
        let Some(record) = records.get(record) else {
            return Some(t(texts::WITHDRAWN).to_owned());
        };
        let text = ["title", "text", "idea"]
            .iter()
            .find_map(|name| record.text(name))?;
        Some(text.chars().take(TITLE).collect())
    })
}
