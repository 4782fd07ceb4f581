//! The start: which workshop to open, in the order link, the file beside the app, the last opened.
//!
//! What is stored is shown at once; the file beside the app is fetched at every start and merged.

use gagas_domain::bundle::{BundleError, BundleKind};
use gagas_domain::id::{WorkshopId, decode, encode};
use gagas_domain::keys::OrganiserSeed;
use gagas_domain::link::{Fragment, Keys, LinkError, workshop_in_query};

use super::invite::JOIN;
use super::personal::ORGANISER_SEED;
use super::{App, Phase, ReceiveError, Received, StartError};
use crate::i18n::Lang;
use crate::platform::task::spawn;
use crate::platform::{clock, dom, fetch, history, random, rest, update};
use crate::route::Route;
use crate::storage::backend::AnyBackend;
use crate::storage::devices::{Device, DeviceStore};
use crate::storage::{names, persistence};

/// The workshop beside `index.html`; an empty file where the site has none.
const BESIDE: &str = "./workshop.gagas";

/// Where the device keeps which workshop this site carries.
const CARRIED: &str = "carried";

/// What an address asked for beside a route.
struct Linked {
    /// The workshop it names.
    workshop: Option<WorkshopId>,
    /// Its keys.
    keys: Keys,
}

/// Starts everything; the handle is in the context already.
pub async fn boot(app: App) {
    app.find_server();
    clock::breathe().await;
    app.start_clock();
    app.watch_saving();
    rest::follow(move |state| app.rest.set(state));
    rest::follow_sync(move |state| app.sync.set(state));
    rest::follow_room(move |state| app.room.set(state));
    update::on_ready(move || app.update_ready.set(true));
    history::start();
    let (route, mut linked) = app.read_address();
    app.route.set(route);
    let carried = app.load_device().await;
    let last = || app.workshops.with_untracked(|all| Some(all.first()?.id));
    linked.workshop = linked.workshop.or(carried).or_else(last);
    app.enter_link(linked).await;
    if app.phase.get_untracked() == Phase::Loading {
        app.phase.set(Phase::Start);
    }
    // Until here what a server wrote into the page stood alone; where that is all there is, it stays above.
    // A server may still bring the workshop; one that is open takes its place once it is drawn.
    let is_open = matches!(app.phase.get_untracked(), Phase::Open(_));
    if !(is_open || app.is_served() && app.workshop_id().is_some()) {
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
        self.enter_link(Linked { workshop, keys }).await;
        Ok(())
    }

    /// Returns the route that the address names; a link of the app that was opened where it runs already is followed.
    pub(crate) fn arrive(self) -> Route {
        let (route, linked) = self.read_address();
        if linked.keys != Keys::default() {
            spawn(self.enter_link(linked));
        }
        route
    }

    /// Opens what a link names and takes what it carries; what is not for everybody waits for a yes.
    async fn enter_link(self, Linked { workshop, keys }: Linked) {
        if let Some(id) = workshop {
            // A failure is a phase of its own, which says what to do.
            drop(self.open(id).await);
        }
        self.keep_keys(&keys);
        if let Some(bundle) = keys.bundle {
            match self.read_bundle(&decode(&bundle).unwrap_or_default()).await {
                Ok(received) if received.private.is_empty() => self.take(received).await,
                Ok(received) => self.pending.set(Some(received)),
                Err(ReceiveError::Bundle(
                    error @ (BundleError::TooLarge | BundleError::Unsupported),
                )) => self.start_error.set(Some(StartError::Bundle(error))),
                Err(_) => {
                    let cut = LinkError::Damaged('b');
                    self.start_error.set(Some(StartError::Link(cut)));
                }
            }
        }
        self.fetch_beside().await;
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
            Ok(received) if received.kind == BundleKind::Public => received,
            Err(ReceiveError::Bundle(BundleError::Empty)) => return self.note_carried(""),
            Err(ReceiveError::Bundle(error)) => {
                return self.start_error.set(Some(StartError::Beside(error)));
            }
            _ => return,
        };
        self.note_carried(&received.workshop.to_string());
        // Nobody needs a sample where there is a workshop.
        let other = self
            .workshop_id()
            .is_some_and(|open| open != received.workshop && !self.is_local());
        if other || matches!(self.phase.get_untracked(), Phase::Unreadable(..)) {
            let title = received.title.unwrap_or_default();
            return self.offered.set(Some((received.workshop, title)));
        }
        self.take(received).await;
    }

    /// Remembers which workshop this site carries, for the next start without a link.
    fn note_carried(self, id: &str) {
        let (device, id) = (self.device.with_value(Clone::clone), id.to_owned());
        spawn(async move {
            if let Some(device) = device {
                // Without it the next start shows the workshop that was open last.
                drop(device.set(CARRIED, &id).await);
            }
        });
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

    /// Reads the address, takes secrets out of it and says the route.
    fn read_address(self) -> (Route, Linked) {
        let fragment = history::fragment();
        let parsed = Fragment::parse(&fragment);
        self.start_error
            .set(parsed.as_ref().err().copied().map(StartError::Link));
        let (route, keys) = match parsed {
            Ok(Fragment::Route(route)) => (Route::parse(route), Keys::default()),
            Ok(Fragment::Keys(keys)) => {
                let route = keys.route.as_deref().map(Route::parse);
                (route.unwrap_or_else(Route::agenda), keys)
            }
            Err(_) => (self.route.get_untracked(), Keys::default()),
        };
        let workshop = workshop_of(&keys).or_else(|| workshop_in_query(&history::query()));
        if keys.organiser.is_some() || keys.bundle.is_some() {
            // The organiser's secret must not be seen over a shoulder or shared by mistake.
            rewrite(workshop, &route);
        }
        (route, Linked { workshop, keys })
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
            if self.saved().await.is_ok() {
                rewrite(open, &self.route.get_untracked());
            }
        });
    }

    /// Keeps the organiser's secret on this device.
    pub fn keep_organiser(self, seed: &OrganiserSeed) {
        self.keep(ORGANISER_SEED, Some(encode(&seed.0).into_bytes()));
    }

    /// Loads what the device knows. Where that fails the app works all the same, and forgets.
    /// Says which workshop this site carried the last time.
    async fn load_device(self) -> Option<WorkshopId> {
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
        WorkshopId::parse(known.settings.get(CARRIED)?)
    }
}

/// Writes an address that names this workshop, where it is known, and a route.
fn rewrite(workshop: Option<WorkshopId>, route: &Route) {
    let named = workshop.map(|id| ["?w=", &id.to_string()].concat());
    history::replace(&[&named.unwrap_or_default(), &*route.href()].concat());
}

/// Has an address that names another workshop name this one: a reload comes back to what is open.
pub(super) fn rename(workshop: WorkshopId) {
    if workshop_in_query(&history::query()).is_some_and(|named| named != workshop) {
        history::replace(&["?w=", &workshop.to_string(), &*history::fragment()].concat());
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
