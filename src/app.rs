//! The shell: landmarks, the bar at the bottom, and the page that the route names.

mod later;
mod room;

use crate::platform::task::spawn;
use crate::render::prelude::*;

use crate::components::{
    Announcer, Bar, BarItem, EmptyKind, EmptyState, Icon, PageHeader, SkipLink, StatusRegion,
    Toaster, Toasts,
};
use crate::features::{agenda, start};
use crate::i18n::{common, count, ideas, t, tf};
use crate::parts::Committee;
use crate::platform::dom;
use crate::platform::rest::{self, Rest};
use crate::route::{Route, Tab};
use crate::router;
use crate::state::{self, Phase};
use crate::sync;
use gagas_domain::id::{RecordId, WorkshopId};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let app = state::App::provide();
    let announcer = Announcer::provide();
    let toaster = Toaster::provide(announcer);
    router::follow(app);
    router::name_document(app);
    dom::remove("boot");
    spawn(state::boot(app));
    catch_up(app);
    // Texts are read without signals: a change of language draws everything anew.
    let shell = move || {
        app.lang.get();
        view! { <Shell app/> }
    };
    let toasts = move || {
        app.lang.get();
        view! { <Toasts label=common::MESSAGES toaster/> }
    };
    view! {
        {shell}
        {toasts}
        <StatusRegion announcer/>
    }
}

/// Asks for the part that a server needs where the page names one, and starts catching up once that is here.
fn catch_up(app: state::App) {
    let served = Memo::new(move |_| app.server.get().here);
    effect(move || {
        if served.get() {
            rest::ask_sync();
        }
    });
    // In a build that is not split all parts are here at once.
    let starts = Memo::new(move |_| served.get() && app.sync.get() == Rest::Here);
    effect(move || {
        if starts.get() {
            untrack(|| sync::start(app));
        }
    });
}

#[component]
fn Shell(app: state::App) -> impl IntoView {
    let is_open = Memo::new(move |_| matches!(app.phase.get(), Phase::Open(_)));
    let page = Memo::new(
        move |_| match Page::of(&app.phase.get(), &app.route.get()) {
            Page::Organiser if !app.is_organiser() => Page::Unknown,
            page => page,
        },
    );
    let bar = move || is_open.get().then(|| view! { <MainBar app/> });
    let above = move || (app.rest.get() == Rest::Here).then(|| later::draw(Page::Above));
    view! {
        <SkipLink label=common::SKIP/>
        {bar}
        <main id="main" tabindex="-1">
            {above}
            {move || is_open.get().then(|| view! { <start::Banners/><agenda::Reminders/> })}
            {move || match page.get() {
                Page::Agenda | Page::Ideas => View::Empty,
                page => draw(app, page),
            }}
            {kept(app, page, Page::Agenda)}
            {kept(app, page, Page::Ideas)}
        </main>
    }
}

/// A list that people go back to all the time: once drawn it stays, and is only hidden.
fn kept(app: state::App, page: Memo<Page>, own: Page) -> View {
    // The workshop that it shows, from the first visit until another one is open.
    let shows = Memo::new(
        move |held: Option<&Option<WorkshopId>>| match app.phase.get() {
            Phase::Open(id) => (page.get() == own || held == Some(&Some(id))).then_some(id),
            _ => None,
        },
    );
    let hidden = move || page.get() != own;
    view! { <div hidden=hidden>{move || shows.get().map(|_| draw(app, own))}</div> }
}

#[component]
fn MainBar(app: state::App) -> impl IntoView {
    let tab = Memo::new(move |_| app.route.with(Route::tab));
    let waiting = Signal::derive(move || {
        let n = app.waiting();
        let words = tf(common::WAITING_BADGE, &[&n.to_string()]);
        (n > 0).then(|| (n.to_string(), words))
    });
    let unread = Signal::derive(move || {
        let n = app.with_unread(<[_]>::len);
        let words = count(ideas::NEW_COMMENT_ONE, ideas::NEW_COMMENT_MANY, n);
        (n > 0).then(|| (n.to_string(), words))
    });
    let none = Signal::derive(|| None);
    let item = |icon, label, route: Route, own, badge| BarItem {
        icon,
        label: t(label).into(),
        href: route.href(),
        current: Signal::derive(move || tab.get() == own),
        badge,
    };
    let items = vec![
        item(
            Icon::CalendarDays,
            common::AGENDA,
            Route::agenda(),
            Tab::Agenda,
            none,
        ),
        item(
            Icon::Lightbulb,
            common::IDEAS,
            Route::ideas(),
            Tab::Ideas,
            unread,
        ),
        item(
            Icon::Ticket,
            common::REGISTER,
            Route::Registration,
            Tab::Registration,
            none,
        ),
        item(Icon::Menu, common::MORE, Route::More, Tab::More, waiting),
    ];
    view! { <Bar label=common::MAIN_NAVIGATION items/> }
}

/// What is drawn; a change of filters, or of the detail beside a list, draws nothing anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// What stands above any page.
    Above,
    Loading,
    Start,
    Awaiting,
    Unreadable,
    Agenda,
    Ideas,
    IdeaForm(Option<RecordId>),
    Registration,
    RegistrationForm(Option<RecordId>),
    RegistrationOther,
    Ticket(RecordId),
    More,
    Device,
    Outbox,
    Share,
    Workshops,
    Announcements,
    About,
    Organiser,
    Unknown,
}

impl Page {
    fn of(phase: &Phase, route: &Route) -> Self {
        match (phase, route) {
            (Phase::Loading, _) => Self::Loading,
            (_, Route::About) => Self::About,
            (_, Route::Workshops) => Self::Workshops,
            (Phase::Start, _) | (_, Route::Start) => Self::Start,
            (Phase::Awaiting(_), _) => Self::Awaiting,
            (Phase::Unreadable(..), _) => Self::Unreadable,
            (Phase::Open(_), route) => Self::of_open(route),
        }
    }

    fn of_open(route: &Route) -> Self {
        match route {
            Route::Agenda(_) | Route::Session(_) => Self::Agenda,
            Route::Ideas(_) | Route::Idea(_) => Self::Ideas,
            Route::IdeaForm(id) => Self::IdeaForm(*id),
            Route::Registration => Self::Registration,
            Route::RegistrationForm(id) => Self::RegistrationForm(*id),
            Route::RegistrationOther => Self::RegistrationOther,
            Route::Ticket(id) => Self::Ticket(*id),
            Route::More => Self::More,
            Route::Device => Self::Device,
            Route::Outbox => Self::Outbox,
            Route::Share => Self::Share,
            Route::Workshops => Self::Workshops,
            Route::Announcements => Self::Announcements,
            Route::About => Self::About,
            Route::Organiser(_) => Self::Organiser,
            Route::Start => Self::Start,
            Route::Unknown => Self::Unknown,
        }
    }
}

/// Draws a page. The agenda is in the wasm that is loaded first; the others wait for its second part, the organiser's
/// for its third.
/// It is written out once: its two callers draw what stays and what goes.
#[inline(never)]
fn draw(app: state::App, page: Page) -> View {
    match page {
        Page::Loading => {
            view! { <EmptyState kind=EmptyKind::Loading title=common::LOADING/> }
        }
        Page::Agenda => view! { <agenda::AgendaPage/> },
        page => match part_of(app, page) {
            Rest::Here if page == Page::Organiser => room::draw(),
            Rest::Here => later::draw(page),
            Rest::Coming => {
                view! { <EmptyState kind=EmptyKind::Loading title=common::REST_COMING/> }
            }
            Rest::Failed => view! {
                <div class="page" role="alert">
                    <PageHeader title=common::REST_FAILED/>
                    <p>{common::REST_FAILED_TEXT}</p>
                    <Committee/>
                </div>
            },
        },
    }
}

/// How far the part of the wasm is that a page is in; organisers' pages use the one before theirs, too.
fn part_of(app: state::App, page: Page) -> Rest {
    match app.rest.get() {
        Rest::Here if page == Page::Organiser => {
            rest::ask_room();
            app.room.get()
        }
        rest => rest,
    }
}
