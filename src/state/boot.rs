//! The start: which workshop to open, in the order link, the file beside the app, the last opened.
//!
//! What is stored is shown at once; the file beside the app is fetched at every start and merged.

use gagas_domain::bundle::{BundleError, BundleKind};
use gagas_domain::id::{WorkshopId, decode, encode};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::link::{Fragment, Keys, LinkError, workshop_in_query};

use super::invite::JOIN;
use super::personal::ORGANISER_SEED;
use super::{App, Phase, ReceiveError, Received, Saving, StartError};
use crate::i18n::Lang;
use crate::platform::task::spawn;
use crate::platform::{dom, fetch, history, random, rest, update};
use crate::route::Route;
use crate::storage::backend::AnyBackend;
use crate::storage::devices::{Device, DeviceStore};
use crate::storage::{names, persistence};

/// The workshop beside `index.html`; an empty file where the site has none.
const BESIDE: &str = "./workshop.gagas";

/// What the address asked for.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// The workshop it names.
    pub workshop: Option<WorkshopId>,
    /// Its keys.
    pub keys: Keys,
}

/// Starts everything; the handle is in the context already.
pub async fn boot(app: App) {
    app.find_server();
    app.start_clock();
    app.watch_saving();
    rest::follow(move |state| app.rest.set(state));
    rest::follow_sync(move |state| app.sync.set(state));
    rest::follow_room(move |state| app.room.set(state));
    update::on_ready(move || app.update_ready.set(true));
    let linked = app.read_address();
    app.load_device().await;
    let first = linked.workshop.or_else(|| app.last_opened());
    if let Some(id) = first {
        // A failure is a phase of its own, which says what to do.
        drop(app.open(id).await);
    }
    app.keep_keys(&linked.keys);
    if let Some(bundle) = linked.keys.bundle.as_deref() {
        app.take_linked_bundle(bundle).await;
    }
    app.fetch_beside().await;
    if app.phase.get_untracked() == Phase::Loading {
        app.phase.set(Phase::Start);
    }
    // Until here what a server wrote into the page stood alone; where that is all there is, it stays above.
    // A server may still bring the workshop.
    if !(app.is_served() && app.workshop_id().is_some()) {
        dom::remove("waits");
    }
    app.rejudge_aside().await;
    app.persistence.set(Some(persistence::persisted().await));
}

impl App {
    /// Follows a link that was pasted or scanned.
    ///
    /// # Errors
    /// [`LinkError`]; nothing changed then.
    pub async fn follow(self, pasted: &str) -> Result<(), LinkError> {
        let named = workshop_named(pasted);
        let keys = match Fragment::find(pasted) {
            // A link may name a workshop and carry nothing.
            Err(LinkError::Grammar) if named.is_some() => Keys::default(),
            found => found?,
        };
        let workshop = workshop_of(&keys).or(named);
        if let Some(id) = workshop {
            drop(self.open(id).await);
        }
        self.keep_keys(&keys);
        if let Some(bundle) = keys.bundle.as_deref() {
            self.take_linked_bundle(bundle).await;
        }
        self.fetch_beside().await;
        Ok(())
    }

    /// Fetches the workshop beside the app and merges it, or offers it where another one is open.
    pub async fn fetch_beside(self) {
        if self.is_served() {
            return;
        }
        // Without a network what is stored is shown, which is all that can be done.
        let Ok(bytes) = fetch::bytes(BESIDE).await else {
            return;
        };
        let received = match self.read_bundle(&bytes).await {
            Ok(received) => received,
            Err(ReceiveError::Bundle(BundleError::Empty)) => return,
            Err(ReceiveError::Bundle(error)) => {
                return self.start_error.set(Some(StartError::Bundle(error)));
            }
            Err(_) => return,
        };
        let other = self
            .workshop_id()
            .is_some_and(|open| open != received.workshop);
        if received.kind != BundleKind::Public {
            return;
        }
        if other || matches!(self.phase.get_untracked(), Phase::Unreadable(..)) {
            let title = received.title.unwrap_or_default();
            return self.offered.set(Some((received.workshop, title)));
        }
        self.take(received).await;
    }

    /// Switches to the workshop that was offered.
    pub async fn take_offer(self) {
        let Some((id, _)) = self.offered.get_untracked() else {
            return;
        };
        self.offered.set(None);
        drop(self.open(id).await);
        self.fetch_beside().await;
    }

    /// Takes a bundle; what goes wrong is said on the screen.
    async fn take(self, received: Received) {
        if received.intake.new.is_empty() && received.is_open && received.private.is_empty() {
            return;
        }
        // A workshop that cannot be opened is a phase of its own.
        drop(self.accept(received, false).await);
    }

    async fn take_linked_bundle(self, text: &str) {
        let Some(bytes) = decode(text) else {
            return self
                .start_error
                .set(Some(StartError::Link(LinkError::Damaged('b'))));
        };
        match self.read_bundle(&bytes).await {
            Ok(received) => self.take(received).await,
            Err(ReceiveError::Bundle(error)) => {
                self.start_error.set(Some(StartError::Bundle(error)));
            }
            Err(_) => {}
        }
    }

    /// Reads the address, takes secrets out of it and sets the route.
    fn read_address(self) -> Linked {
        history::start();
        let fragment = history::fragment();
        let keys = match Fragment::parse(&fragment) {
            Ok(Fragment::Route(route)) => {
                self.route.set(Route::parse(route));
                Keys::default()
            }
            Ok(Fragment::Keys(keys)) => keys,
            Err(error) => {
                self.start_error.set(Some(StartError::Link(error)));
                Keys::default()
            }
        };
        if let Some(route) = &keys.route {
            self.route.set(Route::parse(route));
        }
        let query = history::query();
        if keys.organiser.is_some() || keys.bundle.is_some() {
            // The organiser's secret must not be seen over a shoulder or shared by mistake.
            history::replace(&[query.as_str(), &self.route.get_untracked().href()].concat());
        }
        Linked {
            workshop: workshop_of(&keys).or_else(|| workshop_in_query(&query)),
            keys,
        }
    }

    /// Keeps the keys of a link with the workshop they belong to; then they leave the address.
    fn keep_keys(self, keys: &Keys) {
        let open = self.workshop_id();
        if let Some(seed) = keys
            .organiser
            .as_ref()
            .filter(|seed| open == Some(seed.workshop()))
        {
            self.keep_organiser(seed);
            rest::ask_room();
        }
        let Some(join) = keys
            .join
            .as_ref()
            .filter(|join| open == Some(join.workshop()))
        else {
            return;
        };
        let text = encode(&[&join.organiser.0[..], &join.token[..]].concat());
        self.keep(JOIN, Some(text.into_bytes()));
        spawn(async move {
            // In a window that keeps nothing the link must stay: a reload would need it.
            let kept = self.saved().await.is_ok();
            if kept && self.saving.get_untracked() != Saving::MemoryOnly {
                let route = self.route.get_untracked().href();
                history::replace(&[history::query(), route].concat());
            }
        });
    }

    /// Keeps the organiser's secret on this device.
    pub fn keep_organiser(self, seed: &OrganiserSeed) {
        self.keep(ORGANISER_SEED, Some(encode(&seed.0).into_bytes()));
    }

    fn last_opened(self) -> Option<WorkshopId> {
        self.workshops
            .with_untracked(|all| all.first().map(|known| known.id))
    }

    /// Loads what the device knows. Where that fails the app works all the same, and forgets.
    async fn load_device(self) {
        let name = names::device(&names::scope());
        let backend = match AnyBackend::open(&name).await {
            Ok(backend) => backend,
            Err(_) => AnyBackend::memory(&[name, random::number().to_string()].concat()),
        };
        let known = match DeviceStore::load(backend).await {
            Ok((store, device)) => {
                self.device.set_value(Some(store));
                device
            }
            Err(_) => Device::default(),
        };
        let chosen = known.language.as_deref().and_then(Lang::parse);
        self.speak(chosen.unwrap_or_else(|| Lang::of_phone(&dom::phone_language())));
        self.workshops.set(known.workshops);
    }
}

fn workshop_of(keys: &Keys) -> Option<WorkshopId> {
    let of_seed = keys.organiser.as_ref().map(OrganiserSeed::workshop);
    of_seed.or_else(|| keys.join.as_ref().map(|join| join.workshop()))
}

/// The workshop that an address in a pasted text names in its query.
fn workshop_named(pasted: &str) -> Option<WorkshopId> {
    let queries = pasted.split_whitespace().filter_map(|word| {
        let address = word.split('#').next()?;
        Some(&address[address.find('?')?..])
    });
    queries.into_iter().find_map(workshop_in_query)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_message_names_its_workshop() {
        let id = WorkshopId([7; 16]);
        let message = ["Lokakarya? https://a.id/g/?w=", &id.to_string(), "#j=x ya"].concat();
        assert_eq!(workshop_named(&message), Some(id));
        assert_eq!(workshop_named("https://a.id/?w=short"), None);
        assert_eq!(workshop_named(""), None);
    }
}
