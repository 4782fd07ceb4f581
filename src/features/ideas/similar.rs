//! Ideas like the one that is being typed; a hint, found on the phone.

use crate::render::prelude::*;
use gagas_domain::id::RecordId;
use gagas_domain::similar::SimilarIndex;
use gagas_domain::view::IdeaInput;

use crate::components::Notice;
use crate::i18n::ideas as texts;
use crate::route::Route;
use crate::state::use_app;

#[component]
pub(super) fn SimilarIdeas(input: RwSignal<IdeaInput>, except: Option<RecordId>) -> impl IntoView {
    let app = use_app();
    let index = StoredValue::new(SimilarIndex::default());
    let fresh = Memo::new_always(move |_| index.update_value(|index| index.refresh(&app.board())));
    let found = Memo::new(move |_| {
        fresh.get();
        let alike = input.with(|input| {
            let body = [&*input.problem, " ", &input.idea].concat();
            index.with_value(|index| index.find(&input.title, &body, except.as_ref(), 3))
        });
        let board = app.board();
        let title = |id: RecordId| Some((id, board.card(&id)?.idea.title.clone()));
        alike
            .into_iter()
            .filter_map(|similar| title(similar.id))
            .collect::<Vec<_>>()
    });
    let line = |(id, title): (RecordId, String)| view! { <li><a href=Route::Idea(id).href()>{title}</a></li> };
    move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let lines = found.into_iter().map(line).collect_view();
            view! { <div class="field"><Notice title=texts::SIMILAR><ul class="alike">{lines}</ul></Notice></div> }
        })
    }
}
