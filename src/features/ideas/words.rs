//! What people read for an idea's author and for the later questions.

use gagas_domain::board::Board;
use gagas_domain::id::RecordId;
use gagas_domain::view::IdeaDetail;

use crate::i18n::{Text, ideas as texts, lang, t, tf};
use crate::platform::format;

/// The full name of an agency, from the list or not.
pub(super) fn agency(board: &Board, id: Option<&RecordId>, other: Option<&str>) -> Option<String> {
    let listed = id.and_then(|id| board.agency(id));
    let name = listed.map(|agency| agency.name.get(lang().is_english()));
    name.or(other).map(String::from)
}

/// Counts what may be many.
pub(super) fn counted(one: Text, many: Text, n: usize) -> String {
    tf(if n == 1 { one } else { many }, &[&format::number(n)])
}

/// The words of a later question.
pub(super) fn question(detail: IdeaDetail) -> &'static str {
    let text: Text = match detail {
        IdeaDetail::HowMightWe => texts::HOW_MIGHT_WE,
        IdeaDetail::Beneficiaries => texts::BENEFICIARIES,
        IdeaDetail::Goal => texts::GOAL,
        IdeaDetail::Design => texts::DESIGN,
        IdeaDetail::MainChange => texts::MAIN_CHANGE,
        IdeaDetail::Benefit => texts::BENEFIT,
        IdeaDetail::Result => texts::RESULT,
        IdeaDetail::Resources => texts::RESOURCES,
        IdeaDetail::Partners => texts::PARTNERS,
        IdeaDetail::Trial => texts::TRIAL,
        IdeaDetail::Risks => texts::RISKS,
        IdeaDetail::Sustainability => texts::SUSTAINABILITY,
        IdeaDetail::Category => texts::CATEGORY,
    };
    t(text)
}
