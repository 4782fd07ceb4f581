//! The one writer of a workshop: `edit()` for own writes, `merge()` for all others.
//!
//! Owns the open workshop's replica, what the person keeps beside it (seed, stars, drafts), how
//! saving stands, and what is derived from them for all features. Nothing else changes a replica or
//! writes to its store. Must not know how anything looks.

mod boot;
mod bundle;
mod clock;
mod dirty;
mod edit;
mod invite;
mod keyring;
mod language;
mod later;
mod merge;
mod news;
mod open;
mod organise;
mod personal;
mod receive;
mod sample;
mod saving;
mod server;
mod withdraw;

use gagas_domain::sorted::SortedSet;
use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

use crate::reactive::{Memo, RwSignal, StoredValue};
use gagas_domain::agenda::Agenda;
use gagas_domain::board::{Board, Viewer};
use gagas_domain::id::{RecordId, WorkshopId};
use gagas_domain::merge::RecordSet;
use gagas_domain::view::Workshop;

use crate::i18n::Lang;
use crate::platform::{history, rest::Rest};
use crate::route::Route;
use crate::storage::devices::{DeviceStore, KnownWorkshop};
use crate::storage::persistence::Persistence;
use crate::storage::schema::LoadError;
use crate::storage::workshop_store::Queued;

pub use boot::boot;
pub use bundle::{ExportError, Restored};
pub use edit::{Edit, EditError, fresh_nonce};
pub use keyring::Keyring;
pub use merge::MergeError;
pub use news::Looked;
pub use open::{OpenError, raw_export};
pub use organise::Word;
pub use personal::{COPY, Meta, Remembered, draft_name};
pub use receive::{ReceiveError, Received};
pub use sample::{SampleDays, SampleError};
pub use saving::Saving;
pub(crate) use server::Page;
pub use server::{Counts, Rotation, Server, Step, Wish};

use open::Open;

/// How far the app is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Storage is being read.
    Loading,
    /// No workshop is open.
    Start,
    /// A link named this workshop, and nothing of it has arrived here yet.
    Awaiting(WorkshopId),
    /// A workshop is open.
    Open(WorkshopId),
    /// What is stored of a workshop cannot be used; it is kept and can be exported.
    Unreadable(WorkshopId, LoadError),
}

/// The handle to everything; one pointer, from [`use_app`].
#[derive(Clone, Copy)]
pub struct App(&'static State);

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// The signals behind [`App`], made once for each page and never freed: closures all over the app
/// hold them.
pub struct State {
    /// The language of the interface.
    pub lang: RwSignal<Lang>,
    /// Where in the app one is.
    pub route: RwSignal<Route>,
    /// How far the app is.
    pub phase: RwSignal<Phase>,
    /// The present (ms, UTC), corrected, renewed every few seconds.
    pub now: RwSignal<i64>,
    /// How saving stands.
    pub saving: RwSignal<Saving>,
    /// Own patches that no server has acknowledged, oldest first.
    pub outbox: RwSignal<Vec<Queued>>,
    /// What the browser says about keeping storage; `None` until it has answered.
    pub persistence: RwSignal<Option<Persistence>>,
    /// The workshops on this phone, the last opened first.
    pub workshops: RwSignal<Vec<KnownWorkshop>>,
    /// A workshop beside the app that is not the open one: a switch is offered.
    pub offered: RwSignal<Option<(WorkshopId, String)>>,
    /// What was wrong with the link or file that was opened last.
    pub start_error: RwSignal<Option<StartError>>,
    /// What came in and waits for a yes.
    pub pending: RwSignal<Option<Received>>,
    /// How far the second part of the app is.
    pub rest: RwSignal<Rest>,
    /// How far the part is that a server needs.
    pub sync: RwSignal<Rest>,
    /// How far the organiser's part of the app is, once it was asked for.
    pub room: RwSignal<Rest>,
    /// A newer version of the app is ready.
    pub update_ready: RwSignal<bool>,
    /// How many forms hold something that was typed and not handed in.
    pub dirty: RwSignal<u32>,
    /// How many stored rows could not be read; they stay stored.
    pub unreadable: RwSignal<usize>,
    /// Patches of participants whose clocks are far ahead, kept aside.
    pub aside: RwSignal<usize>,
    /// How things stand with the server, where the page names one.
    pub server: RwSignal<Server>,
    /// The server's create token as it is being typed: until the workshop is made or left, and only in memory.
    pub create_token: RwSignal<String>,
    /// Counts the changes of the outbox in other tabs.
    pub(crate) queue_elsewhere: RwSignal<u32>,
    /// Counts how often a server is to be read from the beginning, because there are other keys.
    pub(crate) begun: RwSignal<u32>,
    /// Counts how often a person wanted the server to be asked at once.
    pub(crate) nudges: RwSignal<u32>,
    /// What an organiser wants of the server, until it is taken note of.
    pub(crate) wish: RwSignal<Option<Wish>>,
    /// What a server counted.
    counts: RwSignal<Counts>,
    /// The replica. Only this module changes it.
    records: RwSignal<RecordSet>,
    /// What the person keeps beside it.
    meta: RwSignal<Meta>,
    /// One's own keys.
    keyring: RwSignal<Option<Arc<Keyring>>>,
    open: StoredValue<Option<Open>>,
    device: StoredValue<Option<DeviceStore>>,
    workshop: Memo<Option<Arc<Workshop>>>,
    agenda: Memo<Arc<Agenda>>,
    viewer: Memo<Viewer>,
    board: Memo<Arc<Board>>,
    starred: Memo<SortedSet<RecordId>>,
    leaving: Memo<SortedSet<RecordId>>,
    /// Comments that one has not read, each behind its idea.
    unread: Memo<Vec<(RecordId, RecordId)>>,
}

/// What was wrong with a link, or at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartError {
    /// The link.
    Link(gagas_domain::link::LinkError),
    /// What the link carries.
    Bundle(gagas_domain::bundle::BundleError),
    /// The file that lies beside the app.
    Beside(gagas_domain::bundle::BundleError),
}

thread_local! {
    static APP: Cell<Option<App>> = const { Cell::new(None) };
}

/// The app's handle.
#[must_use]
pub fn use_app() -> App {
    APP.get()
        .unwrap_or_else(|| unreachable!("the state is made before anything is drawn"))
}

impl App {
    /// Makes the state; called once, at the root.
    #[must_use]
    pub fn provide() -> Self {
        let records = RwSignal::new(RecordSet::default());
        let meta = RwSignal::new(Meta::default());
        let keyring = RwSignal::new(None::<Arc<Keyring>>);
        let rest = RwSignal::new(Rest::Coming);
        let counts = RwSignal::new(Counts::default());
        let viewer = Memo::new(move |_| Viewer {
            keys: keyring.with(|keys| keys.as_ref().map(|k| k.public()).unwrap_or_default()),
            organiser: false,
        });
        // Comparing two boards of 10,000 ideas costs more than drawing what is on the screen.
        let board = Memo::new_always(move |held: Option<&Arc<Board>>| {
            viewer.with(|viewer| {
                let refresh = |counts: &Counts| {
                    records.with(|set| later::refresh_board(held, set, viewer, counts))
                };
                counts.with(refresh)
            })
        });
        let app = Self(Box::leak(Box::new(State {
            lang: RwSignal::new(Lang::Id),
            route: RwSignal::new(Route::agenda()),
            phase: RwSignal::new(Phase::Loading),
            now: RwSignal::new(crate::platform::clock::now_ms()),
            saving: RwSignal::new(Saving::Saved),
            outbox: RwSignal::new(Vec::new()),
            persistence: RwSignal::new(None),
            workshops: RwSignal::new(Vec::new()),
            offered: RwSignal::new(None),
            start_error: RwSignal::new(None),
            pending: RwSignal::new(None),
            rest,
            sync: RwSignal::new(Rest::Coming),
            room: RwSignal::new(Rest::Coming),
            update_ready: RwSignal::new(false),
            dirty: RwSignal::new(0),
            unreadable: RwSignal::new(0),
            aside: RwSignal::new(0),
            server: RwSignal::new(Server::default()),
            queue_elsewhere: RwSignal::new(0),
            begun: RwSignal::new(0),
            nudges: RwSignal::new(0),
            wish: RwSignal::new(None),
            create_token: RwSignal::new(String::new()),
            counts,
            records,
            meta,
            keyring,
            open: StoredValue::new(None),
            device: StoredValue::new(None),
            workshop: Memo::new(move |_| records.with(|set| Workshop::of(set).map(Arc::new))),
            agenda: Memo::new(move |_| records.with(|set| Arc::new(Agenda::of(set)))),
            viewer,
            board,
            starred: Memo::new(move |_| meta.with(Meta::starred)),
            leaving: Memo::new(move |_| meta.with(Meta::leaving)),
            unread: Memo::new(move |_| match rest.get() {
                Rest::Here => viewer.with(|viewer| {
                    records.with(|set| meta.with(|meta| later::unread(set, viewer, meta)))
                }),
                _ => Vec::new(),
            }),
        })));
        APP.set(Some(app));
        app
    }

    /// The open workshop; `None` until its record has arrived. Tracked, as all that follow.
    #[must_use]
    pub fn workshop(self) -> Option<Arc<Workshop>> {
        self.workshop.get()
    }

    /// The zone of the open workshop (IANA).
    #[must_use]
    pub fn zone(self) -> String {
        let zone = self.workshop.with(|w| w.as_ref().map(|w| w.zone.clone()));
        zone.unwrap_or_else(|| gagas_domain::view::DEFAULT_ZONE.into())
    }

    /// The agenda.
    #[must_use]
    pub fn agenda(self) -> Arc<Agenda> {
        self.agenda.get()
    }

    /// The idea board as this person sees it.
    #[must_use]
    pub fn board(self) -> Arc<Board> {
        self.board.get()
    }

    /// The person's keys.
    #[must_use]
    pub fn viewer(self) -> Viewer {
        self.viewer.get()
    }

    /// The starred sessions, those that are gone included.
    #[must_use]
    pub fn starred(self) -> SortedSet<RecordId> {
        self.starred.get()
    }

    /// Tells whether a session is starred.
    #[must_use]
    pub fn is_starred(self, session: &RecordId) -> bool {
        self.starred.with(|all| all.contains(session))
    }

    /// Reads the replica.
    pub fn with_records<T>(self, read: impl FnOnce(&RecordSet) -> T) -> T {
        self.records.with(read)
    }

    /// Reads the replica without following its changes.
    pub fn with_records_untracked<T>(self, read: impl FnOnce(&RecordSet) -> T) -> T {
        self.records.with_untracked(read)
    }

    /// The id of the open workshop. Not tracked.
    #[must_use]
    pub fn workshop_id(self) -> Option<WorkshopId> {
        self.open.with_value(|open| open.as_ref().map(Open::id))
    }

    /// Something that stands for the person on this device, for the order of ideas.
    #[must_use]
    pub fn person(self) -> Vec<u8> {
        self.open
            .with_value(|open| open.as_ref().map(|open| open.person.to_vec()))
            .unwrap_or_default()
    }

    /// Goes to another page.
    pub fn go(self, route: &Route) {
        history::push(&route.href());
    }

    /// Changes what the same page shows, without a new entry in the history.
    pub fn adjust(self, route: Route) {
        history::replace(&route.href());
        self.route.set(route);
    }
}
