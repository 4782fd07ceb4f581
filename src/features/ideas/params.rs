//! The filters of the board in the address, and what they mean.

use gagas_domain::board::{BoardFilter, Sort};
use gagas_domain::id::RecordId;
use gagas_domain::text::Query;
use gagas_domain::view::{Form, IdeaType, Novelty, Shape, Status};

use crate::route::Params;

/// Reads the filter; what this version does not know filters nothing.
pub(super) fn filter(params: &Params) -> BoardFilter {
    BoardFilter {
        agency: params.get("agency").and_then(RecordId::parse),
        form: params.get("form").and_then(Form::parse),
        kind: params.get("type").and_then(IdeaType::parse),
        shape: params.get("shape").and_then(Shape::parse),
        novelty: params.get("novelty").and_then(Novelty::parse),
        theme: params.get("theme").and_then(RecordId::parse),
        status: params.get("status").and_then(Status::parse),
        mine: params.get("mine").is_some(),
        supported: params.get("supported").is_some(),
        query: Query::new(params.get("q").unwrap_or_default()),
    }
}

/// Reads the order.
pub(super) fn sort(params: &Params) -> Sort {
    let sort = params.get("sort").and_then(Sort::parse);
    sort.unwrap_or(Sort::Random)
}
