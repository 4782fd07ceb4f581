//! What every view needs: the renderer, signals, and the components and helpers of leptos.

pub use super::{Children, ChildrenFn, CollectView, IntoView, NodeRef, Show, View, each};
pub use crate::reactive::{Callback, Memo, RwSignal, Signal, StoredValue, effect};
pub use gagas_view_macro::view;
pub use leptos::component;
pub use leptos::prelude::{
    Owner, document, event_target, event_target_checked, event_target_value, on_cleanup,
    request_animation_frame, set_interval, set_timeout, set_timeout_with_handle, untrack, window,
};
