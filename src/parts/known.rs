//! The workshops that this phone knows.

use crate::platform::task::spawn;
use crate::render::prelude::*;
use gagas_domain::id::WorkshopId;

use crate::components::{Icon, icon};
use crate::i18n::{start as texts, t};
use crate::route::Route;
use crate::state::{App, use_app};
use crate::storage::devices::KnownWorkshop;

/// What a workshop is called in lists.
#[must_use]
pub fn title_of(known: &KnownWorkshop) -> String {
    if known.title.is_empty() {
        t(texts::UNTITLED).into()
    } else {
        known.title.clone()
    }
}

/// Opens a workshop of this phone and goes to its agenda.
pub fn open_known(app: App, id: WorkshopId) {
    spawn(async move {
        // A workshop that cannot be opened is a phase of its own, with words.
        drop(app.open(id).await);
        app.go(&Route::agenda());
    });
}

/// The workshops of this phone, to open one; nothing where there are none, or only `except`.
#[component]
pub fn KnownWorkshops(
    /// One that is not offered.
    #[prop(optional_no_strip)]
    except: Option<WorkshopId>,
) -> impl IntoView {
    let app = use_app();
    let all = Memo::new(move |_| {
        let listed = app.workshops.get();
        let wanted = listed.into_iter().filter(|known| Some(known.id) != except);
        wanted
            .map(|known| (known.id, title_of(&known)))
            .collect::<Vec<_>>()
    });
    let row = move |(id, title): (WorkshopId, String)| {
        view! {
            <li>
                <button type="button" class="menu-item" on:click=move |_| open_known(app, id)>
                    {icon(Icon::CalendarDays)}
                    <span class="fill">{title}</span>
                    {icon(Icon::ChevronRight)}
                </button>
            </li>
        }
    };
    move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{texts::KNOWN}</h2>
                    <ul class="lines">{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
